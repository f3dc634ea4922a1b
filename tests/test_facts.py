"""Strikes -> the facts of each article, and their two printed forms."""

from __future__ import annotations

import csv
import io
import json

import pytest
from sample import account, entity

from kg.facts import COLUMNS, KINDS, FactEntity, aliases_of, facts, read_jsonl, write_csv, write_jsonl
from kg.merge import merge
from kg.model import Means, Strike


def one_strike(*accounts):
    return Strike("s", accounts[0].target.entity, Means.UNSPECIFIED, tuple(accounts))


def other_strike(*accounts):
    return Strike("t", accounts[0].target.entity, Means.UNSPECIFIED, tuple(accounts))


def plain(rows):
    """Facts as (kind, value, ...) with entities as their ids."""
    return [(row.kind, *(v.iri if isinstance(v, FactEntity) else v for v in row.values)) for row in rows]


def of_kind(kind, *strikes):
    return [row[1:] for row in plain(facts(strikes)) if row[0] == kind]


def test_every_kind_of_fact():
    attack = account(
        "conoco-base",
        "rocket",
        by="iran-militias suspected",
        claimed="irgc",
        count=10,
        when="2023-03-24 evening",
        killed=0,
        injured=3,
        origins="mayadin",
        outcome="intercepted",
    )
    landed = ["albukamal", "khasham"]
    answer = account("iran-militias", "artillery", at=9, by="coalition", places=landed, answers=attack.id)
    assert plain(facts([one_strike(attack), other_strike(answer)])) == [
        ("attacked", "coalition", "iran-militias"),
        ("attacked", "iran-militias", "conoco-base"),
        ("struck", "conoco-base", "rocket"),
        ("struck", "iran-militias", "artillery"),
        ("responded", "coalition", "albukamal"),
        ("responded", "coalition", "iran-militias"),
        ("responded", "coalition", "khasham"),
        ("response_to", "coalition", "conoco-base"),
        ("claimed", "irgc", "conoco-base"),
        ("count", "conoco-base", "rocket", 10),
        ("date", "conoco-base", "2023-03-24"),
        ("intercepted", "conoco-base", "rocket"),
        ("casualties", "conoco-base", "injured", 3),
        ("casualties", "conoco-base", "killed", 0),
        ("launched_from", "conoco-base", "mayadin"),
    ]


def test_denied_attackers_have_not_attacked():
    denied = account("erbil-base", "drone", by=["irgc denied", "houthis accused"])
    assert of_kind("attacked", one_strike(denied)) == [("houthis", "erbil-base")]
    assert of_kind("attacked", one_strike(account("erbil-base", by="irgc", certainty="denied"))) == []


def test_only_a_single_day_is_a_date():
    told = [account("omar-base", when=text) for text in ("2024-01-02 night", "2024-01", "2024-01-02..2024-01-03")]
    assert [of_kind("date", one_strike(one)) for one in told] == [[], [], []]


def test_another_sentence_gives_the_weapon():
    headline, body = account("omar-base", at=0, count=5), account("omar-base", "rocket", at=50)
    assert of_kind("struck", one_strike(headline, body)) == [("omar-base", "rocket")]
    assert of_kind("count", one_strike(headline, body)) == [("omar-base", "rocket", 5)]


def test_another_strike_on_the_target_gives_the_weapon_unless_the_days_differ():
    headline = account("omar-base", at=0, by="irgc", when="2024-01-02")
    same, later = (account("omar-base", "drone", at=50, when=f"2024-01-0{day}") for day in (2, 3))
    assert of_kind("struck", one_strike(headline), other_strike(same)) == [("omar-base", "drone")]
    assert of_kind("struck", one_strike(headline), other_strike(later)) == [
        ("omar-base", "drone"),
        ("omar-base", "unspecified"),
    ]


def test_another_article_or_target_does_not_give_the_weapon():
    headline = account("omar-base", at=0)
    assert of_kind("struck", one_strike(headline, account("omar-base", "drone", article="b"))) == [
        ("omar-base", "unspecified"),
        ("omar-base", "drone"),
    ]
    assert ("omar-base", "unspecified") in of_kind(
        "struck", one_strike(headline), other_strike(account("tanf-base", "drone", at=9))
    )


def test_sources_that_differ_stand_side_by_side():
    three, five = account("tanf-base", "drone", at=0, count=3), account("tanf-base", "drone", at=9, count=5)
    assert of_kind("count", one_strike(three, five)) == [("tanf-base", "drone", 3), ("tanf-base", "drone", 5)]


def test_troops_are_booked_on_the_base_that_the_article_names():
    base, troops = account("tanf-base", "drone", at=0), account("us-forces", at=9, by="houthis", killed=2)
    strike = Strike("s", base.target.entity, Means.DRONE, (base, troops))
    assert of_kind("attacked", strike) == [("houthis", "tanf-base")]
    assert of_kind("casualties", strike) == [("tanf-base", "killed", 2)]
    elsewhere = Strike("s", base.target.entity, Means.DRONE, (base, account("us-forces", article="b", by="houthis")))
    assert of_kind("attacked", elsewhere) == [("houthis", "us-forces")]


def test_a_response_told_in_two_sentences():
    who = account("iran-militias", "artillery", at=0, by="coalition", response=True)
    where = account("iran-militias", "artillery", at=9, places="khasham")
    assert of_kind("responded", one_strike(who, where)) == [("coalition", "iran-militias"), ("coalition", "khasham")]
    assert of_kind("responded", one_strike(where)) == []


def test_only_who_is_said_to_respond_has_responded():
    suspected = account("iran-militias", at=0, by="israel-forces suspected")
    answer = account("iran-militias", at=9, by="coalition", response=True)
    nobody = account("iran-militias", at=9, response=True)
    assert of_kind("responded", one_strike(suspected, answer)) == [("coalition", "iran-militias")]
    assert of_kind("responded", one_strike(suspected, nobody)) == [("israel-forces", "iran-militias")]


def test_a_trigger_of_another_article_counts_for_the_article_that_answers_it():
    trigger = account("conoco-base", article="a")
    answer = account("iran-militias", article="b", by="coalition", answers=trigger.id)
    rows = [row for row in facts([one_strike(trigger), other_strike(answer)]) if row.kind == "response_to"]
    assert [row.article for row in rows] == ["b"]


def test_facts_are_distinct_and_ordered_whatever_the_order_of_strikes():
    strikes = [one_strike(account("omar-base", "rocket", article=a, at=at)) for a in "ba" for at in (0, 5)]
    expected = [("a", "omar-base"), ("b", "omar-base")]
    for order in (strikes, strikes[::-1]):
        assert [(row.article, row.values[0].iri) for row in facts(order)] == expected


def test_entities_carry_their_own_names_and_the_fullest_mention():
    base = entity("omar-base", labels=("قاعدة حقل العمر", "القرية الخضراء"), name_en="al-Omar", weak_labels=("العمر",))
    short = account(base, "rocket", at=0, mention="القاعدة")
    full = account(base, "rocket", at=9, mention="القاعدة المعروفة بالقرية الخضراء")
    (fact,) = facts([one_strike(short, full)], iri=lambda e: f"urn:{e.id}")
    assert fact.values[0] == FactEntity(
        "urn:omar-base", ("قاعدة حقل العمر", "القرية الخضراء", "al-Omar"), "القاعدة المعروفة بالقرية الخضراء"
    )


def sample_rows():
    told = account("omar-base", "rocket", by="iran-militias", count=4, when="2024-01-02", injured=0)
    return list(facts(merge([told], {})))


def test_jsonl_is_what_the_scorer_reads_and_reads_back():
    out = io.StringIO()
    write_jsonl(sample_rows(), out)
    lines = out.getvalue().splitlines()
    assert json.loads(lines[0]) == {
        "article": "a",
        "kind": "attacked",
        "values": [
            {"iri": "iran-militias", "labels": ["iran-militias"], "mention": "iran-militias"},
            {"iri": "omar-base", "labels": ["omar-base"], "mention": "omar-base"},
        ],
    }
    assert list(read_jsonl([*lines, ""])) == sample_rows()


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[]",
        '{"article": "a", "kind": "won", "values": []}',
        '{"article": "a", "kind": "struck", "values": ["rocket"]}',
        '{"article": "a", "kind": "struck", "values": [null, "rocket"]}',
    ],
)
def test_a_line_that_is_no_fact_is_named(line):
    with pytest.raises(ValueError, match=r"facts.jsonl, line 2: not a fact; .*struck"):
        list(read_jsonl(["", line], "facts.jsonl"))


def test_csv_has_a_column_for_each_role():
    out = io.StringIO()
    write_csv(sample_rows(), out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert tuple(rows[0]) == COLUMNS
    count = next(row for row in rows if row["kind"] == "count")
    assert (count["target"], count["means"], count["number"], count["actor"]) == ("omar-base", "rocket", "4", "")
    assert {role for roles in KINDS.values() for role in roles} <= set(COLUMNS)


def test_a_state_and_its_armed_forces_share_their_names():
    forces = entity("forces", "actor", ["القوات"], name_en="forces")
    state = entity("state", "actor", ["الدولة"], acts_as="forces")
    ministry = entity("ministry", "actor", ["الوزارة", "وزارة الدفاع"], acts_as="forces")
    other = entity("other", "actor", ["الآخر"])
    assert aliases_of([state, other, ministry, forces]) == {
        "forces": ("الوزارة", "وزارة الدفاع", "الدولة"),
        "state": ("القوات", "forces", "الوزارة", "وزارة الدفاع"),
        "ministry": ("القوات", "forces", "الدولة"),
    }


def test_aliases_stand_behind_the_own_names_of_an_entity():
    attack = account("omar-base", "drone", by="irgc")
    who = next(facts([one_strike(attack)], aliases={"irgc": ("الباسدران", "irgc")})).values[0]
    assert who.labels == ("irgc", "الباسدران")
