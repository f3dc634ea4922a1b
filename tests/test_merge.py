"""Accounts -> strikes: what is one event and what is two, and that nothing depends on the order of reading."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from sample import account, collection, load_entities

from kg.evaluate import b_cubed
from kg.merge import merge
from kg.model import Means
from kg.same import numbers

DATA = Path(__file__).parent / "data" / "merge"
WORLD = load_entities(DATA / "entities.yaml")
PAIRS = yaml.safe_load((DATA / "pairs.yaml").read_text("utf-8"))
GROUPS = yaml.safe_load((DATA / "groups.yaml").read_text("utf-8"))


def merged(*accounts, published=None):
    return merge(accounts, published or {}, WORLD)


def told(target: str, means: str = "unspecified", **more: Any):
    return account(target, means, known=WORLD, **more)


def groups_of(strikes):
    return sorted(sorted(account.id for account in strike.accounts) for strike in strikes)


def everything():
    """All accounts of the groups file as one collection, each group's articles apart from the others'."""
    rows = [{k: v for k, v in row.items() if k != "strike"} for group in GROUPS for row in group["accounts"]]
    return collection(rows, WORLD)


def test_pairs_are_told_apart_or_joined():
    wrong = []
    for pair in PAIRS:
        second = {"article": "a" if pair.get("one") else "b", "at": 1, **pair["b"]}
        accounts, published = collection([{"article": "a", "at": 0, **pair["a"]}, second], WORLD)
        if (len(merge(accounts, published, WORLD)) == 1) is not pair["same"]:
            wrong.append(pair["why"])
    assert len(PAIRS) >= 100
    assert 0.35 < sum(pair["same"] for pair in PAIRS) / len(PAIRS) < 0.65  # neither answer alone gets far
    assert len(wrong) <= 0.02 * len(PAIRS), wrong


def test_groups_by_b_cubed():
    predicted, gold = {}, {}
    for number, group in enumerate(GROUPS):
        rows = [{k: v for k, v in row.items() if k != "strike"} for row in group["accounts"]]
        accounts, published = collection(rows, WORLD)
        for strike in merge(accounts, published, WORLD):
            predicted.update((one.id, (number, strike.id)) for one in strike.accounts)
        pairs = zip(accounts, group["accounts"], strict=True)
        gold.update((one.id, (number, row["strike"])) for one, row in pairs)
    assert b_cubed(predicted, gold)[2] >= 0.97


def test_the_order_of_accounts_does_not_matter():
    accounts, published = everything()
    expected = merge(accounts, published, WORLD)
    for seed in range(5):
        shuffled = random.Random(seed).sample(accounts, len(accounts))
        assert merge(shuffled, published, WORLD) == expected


def test_adding_an_article_to_merged_strikes_equals_merging_all_at_once():
    accounts, published = everything()
    late = [one for one in accounts if one.article in ("a3", "e2")]
    before = merge([one for one in accounts if one not in late], published, WORLD)
    again = merge([*(one for strike in before for one in strike.accounts), *late], published, WORLD)
    assert again == merge(accounts, published, WORLD)
    assert again != before


def test_every_account_is_kept_once():
    accounts, published = everything()
    kept = [one for strike in merge(accounts, published, WORLD) for one in strike.accounts]
    assert sorted(kept, key=lambda one: one.id) == sorted(accounts, key=lambda one: one.id)


def test_ids_are_readable_and_numbered_by_the_first_account():
    strikes = merged(
        told("omar-base", "rocket", article="b", when="2024-01-02 evening"),
        told("omar-base", "rocket", article="a", when="2024-01-02 dawn"),
        told("tanf-base", article="c"),
    )
    assert {strike.id: strike.accounts[0].article for strike in strikes} == {
        "2024-01-02-omar-base-rocket": "a",
        "2024-01-02-omar-base-rocket-2": "b",
        "undated-tanf-base-unspecified": "c",
    }


def test_joined_by_tells_the_evidence_of_each_account_after_the_first():
    (strike,) = merged(
        told("conoco-base", "rocket", article="a", when="2024-01-08", count=10),
        told("conoco-base", "rocket", article="b", when="2024-01-08", count=10, by="iran-militias suspected"),
        told("conoco-field", article="c", when="2024-01-08", by="islamic-resistance-iraq claimed"),
        published={"a": date(2024, 1, 8)},
    )
    assert strike.joined_by == ("target, day, means, count", "place around, day, related attacker")


def test_the_weapon_is_what_most_say_and_the_target_its_closest_name():
    (strike,) = merged(
        told("omar-field", article="a", when="2024-01-02"),
        told("omar-field", "missile", article="b", when="2024-01-02"),
        told("omar-base", "rocket", article="c", when="2024-01-02"),
        told("omar-field", "rocket", article="d", when="2024-01-02"),
    )
    assert strike.means is Means.ROCKET
    assert strike.target.id == "omar-base"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2024-01-02", "~2024-01-02"], date(2024, 1, 2)),
        (["2024-01-02 night", "2024-01-03"], date(2024, 1, 3)),
        (["2024-01-02 night", "2024-01-02 evening", "2024-01-03 00:30"], date(2024, 1, 2)),  # the earliest of equals
        (["2024-01-02 night", "~2024-01-02 evening", "2024-01-03 00:30"], date(2024, 1, 3)),  # stated beats relative
        (["2024-01-02 night"], date(2024, 1, 2)),
    ],
)
def test_the_day_with_the_best_support(days, expected):
    strikes = merged(*(told("omar-base", "rocket", article=f"a{n}", when=day) for n, day in enumerate(days)))
    assert [strike.day for strike in strikes] == [expected]


def test_no_day_is_invented():
    (strike,) = merged(told("omar-base", article="a"), published={"a": date(2024, 1, 2)})
    assert strike.day is None


def test_responses_are_lifted_to_strikes():
    first = told("conoco-base", "rocket", article="a", at=0, when="2024-01-08")
    retold = told("conoco-base", "rocket", article="b", when="2024-01-08")
    answer = told("iran-militias", "artillery", article="a", at=1, by="coalition", answers=[first.id, "gone"])
    strikes = {strike.target.id: strike for strike in merged(first, retold, answer)}
    assert strikes["iran-militias"].responds_to == ("2024-01-08-conoco-base-rocket",)
    assert strikes["conoco-base"].responds_to == ()


def test_troops_join_the_only_base_of_an_article_but_none_of_two():
    base, other = told("tanf-base", "drone", at=0), told("shaddadi-base", "rocket", at=1)
    troops = told("us-forces", at=2)
    assert groups_of(merged(base, troops)) == [["a#000", "a#002"]]
    assert groups_of(merged(base, other, troops)) == [["a#000"], ["a#001"], ["a#002"]]


def test_an_undated_account_joins_the_latest_fitting_strike_or_none_of_two_alike():
    published = {name: date(2023, 10, 20) for name in "abc"}
    wednesday = told("tanf-base", "drone", article="a", when="2023-10-18")
    thursday = told("tanf-base", "drone", article="b", when="2023-10-19")
    undated = told("tanf-base", "drone", article="c")
    assert groups_of(merged(wednesday, thursday, undated, published=published)) == [["a#000"], ["b#000", "c#000"]]
    dawn = told("tanf-base", "drone", article="a", when="2023-10-19 dawn")
    dusk = told("tanf-base", "drone", article="b", when="2023-10-19 evening")
    assert groups_of(merged(dawn, dusk, undated, published=published)) == [["a#000"], ["b#000"], ["c#000"]]


def test_strikes_that_one_article_tells_apart_are_never_joined_by_another():
    strikes = merged(
        told("omar-base", "rocket", article="a", at=0, when="2024-01-02"),
        told("omar-base", "artillery", article="a", at=1, when="2024-01-02"),
        told("omar-base", "missile", article="b", when="2024-01-02"),
    )
    assert len(strikes) == 2


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("وقع الهجوم الأوّل فجراً", {1}),
        ("والغارة الثانية أصابت المدرج", {2}),
        ("استهدف القاعدة في 20 كانون الثاني", set()),
        ("كان الهجوم الأول من نوعه", set()),
        ("وهي الضربة الثانية في ظرف عشرة أيام", set()),
        ("سقط الصاروخ الثاني بعيداً", set()),
        ("", set()),
    ],
)
def test_ordinals_that_number_strikes(quote, expected):
    assert numbers(quote) == expected


def test_accounts_with_one_id_are_refused():
    with pytest.raises(ValueError, match="two accounts have the id same"):
        merged(told("omar-base", ident="same"), told("tanf-base", ident="same"))


def test_nothing_gives_nothing():
    assert merged() == ()
