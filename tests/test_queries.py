"""Every shipped query, asked of the sample graph (see `graph_sample`)."""

from __future__ import annotations

from datetime import date

import pyoxigraph as ox
import pytest
from graph_ask import ask
from graph_sample import sample_store

from kg import query, vocab
from kg.store import Solutions
from kg.vocab import KG, STRIKES_GRAPH

STORE = sample_store()
CONOCO_DAY = date(2024, 1, 22)


def test_strikes() -> None:
    columns = ("strike", "attacker", "certainty")
    assert ask("strikes", *columns) == [
        ("s-conoco", "iran-militias", "accused"),
        ("s-conoco", "islamic-resistance-iraq", "claimed"),
        ("s-khasham", "coalition", "stated"),
        ("s-marat", "coalition", "stated"),
        ("s-ain-al-asad", "iran-militias", "denied"),
        ("s-mayadin", "us-forces", "suspected"),
    ]
    assert ask("strikes", *columns, certainty="denied") == [("s-ain-al-asad", "iran-militias", "denied")]
    assert ask("strikes", "strike", means="artillery", to="2024-01-22") == [("s-khasham",), ("s-marat",)]


def test_who_attacked_whom() -> None:
    assert ask("who-attacked-whom", "attacker", "target", "certainty", "strikes", target="كونيكو") == [
        ("iran-militias", "conoco-base", "accused", 1),
        ("islamic-resistance-iraq", "conoco-base", "claimed", 1),
    ]
    assert ask("who-attacked-whom", "attacker", "target", from_="2024-01-24") == [("us-forces", "iran-militias")]
    assert ask("who-attacked-whom", attacker="coalition", to="2024-01-21") == []


def test_responses() -> None:
    assert ask("responses") == [
        (CONOCO_DAY, "s-khasham", "coalition", "artillery", "khasham", 30, True, "s-conoco", "conoco-base"),
        (CONOCO_DAY, "s-marat", "coalition", "artillery", "iran-militias-areas", 30, True, "s-conoco", "conoco-base"),
        (CONOCO_DAY, "s-marat", "coalition", "artillery", "marat", 30, True, "s-conoco", "conoco-base"),
        (date(2024, 1, 25), "s-mayadin", "us-forces", "airstrike", "mayadin", None, False, "s-marat", "marat"),
    ]
    assert ask("responses", "response", trigger_target="conoco") == [("s-khasham",), ("s-marat",), ("s-marat",)]
    assert ask("responses", "response", responder="القوّات الاميركيه") == [("s-mayadin",)]


def test_response_chains() -> None:
    steps = [
        ("s-conoco", 1, "s-conoco"),
        ("s-conoco", 2, "s-khasham"),
        ("s-conoco", 2, "s-marat"),
        ("s-conoco", 3, "s-mayadin"),
    ]
    assert sorted(set(ask("response-chains", "chain", "step", "strike"))) == steps  # type: ignore[type-var]
    assert sorted(set(ask("response-chains", "chain", "step", "strike", actor="us-forces"))) == steps  # type: ignore[type-var]


def test_where_responses_landed() -> None:
    columns = ("landed_in", "lies_in", "responder", "responses", "latitude")
    assert ask("where-responses-landed", *columns) == [
        ("iran-militias-areas", None, "coalition", 1, None),
        ("khasham", "deir-ezzor", "coalition", 1, 35.3),
        ("marat", "deir-ezzor", "coalition", 1, 35.28),
        ("mayadin", "deir-ezzor", "us-forces", 1, 35.02),
    ]
    assert ask("where-responses-landed", "landed_in", place="sy", responder="coalition") == [("khasham",), ("marat",)]


def test_strikes_on_base() -> None:
    columns = ("strike", "outcome", "attacker", "fewest", "most", "articles")
    assert ask("strikes-on-base", *columns, base="قاعدة حقل كونيكو") == [
        ("s-conoco", "hit", "iran-militias", 2, 3, 2),
        ("s-conoco", "hit", "islamic-resistance-iraq", 2, 3, 2),
    ]
    assert {base for (base,) in ask("strikes-on-base", "base")} == {"conoco-base", "ain-al-asad"}, (
        "villages are no bases"
    )


def test_strikes_in_governorate() -> None:
    inside = {("s-conoco",), ("s-khasham",), ("s-marat",), ("s-mayadin",)}
    assert set(ask("strikes-in-governorate", "strike", governorate="دير الزور")) == inside
    assert set(ask("strikes-in-governorate", "strike", governorate="Iraq")) == {("s-ain-al-asad",)}
    assert {place for (place,) in ask("strikes-in-governorate", "governorate")} == {"anbar", "deir-ezzor"}


def test_strikes_by_actor() -> None:
    columns = ("strike", "target", "certainty", "is_response")
    assert ask("strikes-by-actor", *columns, actor="iran-militias") == [
        ("s-conoco", "conoco-base", "accused", False),
        ("s-ain-al-asad", "ain-al-asad", "denied", False),
    ]
    assert ask("strikes-by-actor", *columns, actor="us-forces") == [("s-mayadin", "iran-militias", "suspected", True)]


def test_by_weapon() -> None:
    columns = ("means", "weapon", "strikes", "intercepted")
    assert ask("by-weapon", *columns) == [
        ("artillery", None, 2, 0),
        ("airstrike", None, 1, 0),
        ("drone", "shahed-136", 1, 1),
        ("rocket", "grad", 1, 0),
    ]
    assert ask("by-weapon", *columns, weapon="غراد") == [("rocket", "grad", 1, 0)]


def test_claims() -> None:
    columns = ("strike", "claimed_by", "attacker", "certainty", "said_by")
    assert ask("claims", *columns, claimant="islamic-resistance-iraq") == [
        ("s-conoco", "islamic-resistance-iraq", "iran-militias", "accused", "pentagon"),
        ("s-conoco", "islamic-resistance-iraq", "islamic-resistance-iraq", "claimed", "sohr"),
    ]
    assert ("s-ain-al-asad", None, "iran-militias", "denied", None) in ask("claims", *columns)
    assert "s-marat" not in {strike for (strike,) in ask("claims", "strike")}, "a plain statement is no claim"


def test_claims_never_confirmed() -> None:
    assert ask("claims-never-confirmed", "strike", "claimed_by", "accounts") == [
        ("s-conoco", "islamic-resistance-iraq", 2)
    ]


def test_a_claim_that_another_source_states_is_confirmed() -> None:
    store = sample_store()
    store._inner.update(
        "DELETE { GRAPH ?g { ?a kg:certainty kg:accused ; kg:attacker actor:iran-militias } } "
        "INSERT { GRAPH ?g { ?a kg:certainty kg:stated ; kg:attacker actor:islamic-resistance-iraq } } "
        "WHERE { GRAPH ?g { ?a kg:attacker actor:iran-militias ; kg:certainty kg:accused } }",
        prefixes=vocab.PREFIXES,
    )
    assert ask("claims-never-confirmed", store=store) == []


def test_disagreements() -> None:
    columns = ("strike", "about", "value", "said_by", "article")
    assert ask("disagreements", *columns) == [
        ("s-conoco", "attacker", "iran-militias", "pentagon", "beta"),
        ("s-conoco", "attacker", "islamic-resistance-iraq", "sohr", "alpha"),
        ("s-conoco", "count", 2, "sohr", "alpha"),
        ("s-conoco", "count", 3, "pentagon", "beta"),
    ]
    assert ask("disagreements", strike="s-marat") == []


def test_interceptions() -> None:
    columns = ("strike", "target", "means", "weapon", "article")
    assert ask("interceptions", *columns) == [("s-ain-al-asad", "ain-al-asad", "drone", "shahed-136", "beta")]
    assert ask("interceptions", attacker="coalition") == []


def test_casualties() -> None:
    columns = ("strike", "side", "harm", "lowest", "highest")
    assert ask("casualties", *columns) == [
        ("s-conoco", None, "injured", 0, 0),
        ("s-marat", "iran-militias", "killed", 4, 4),
    ]
    assert ask("casualties", "strike", side="iran-militias") == [("s-marat",)]


def test_munitions() -> None:
    assert ask("munitions") == [("conoco-base", "rocket", 1, 2, 3)]


def test_launch_areas() -> None:
    assert ask("launch-areas", "origin", "operator", "target", "strikes") == [
        ("iran-militias-areas", "iran-militias", "conoco-base", 1)
    ]


def test_timeline() -> None:
    assert ask("timeline") == [
        (CONOCO_DAY, "artillery", 2, 2, 0),
        (CONOCO_DAY, "rocket", 1, 0, 0),
        (date(2024, 1, 23), "drone", 1, 0, 1),
        (date(2024, 1, 25), "airstrike", 1, 1, 0),
    ]
    assert ask("timeline", attacker="coalition") == [(CONOCO_DAY, "artillery", 2, 2, 0)]


def test_sources() -> None:
    assert ask("sources") == [("pentagon", 1, 1, 1), ("sohr", 1, 1, 1)]


def test_naming() -> None:
    assert ask("naming", "words", "outlet", "times", entity="iran-militias") == [
        ("الميليشيات الإيرانية", "بيتا", 2),
        ("الميليشيات", "ألفا", 1),
        ("الميليشيات الإيرانية", "غاما", 1),
    ]


def test_evidence() -> None:
    columns = ("account", "start", "end", "said_by", "outlet", "published", "rules")
    assert ask("evidence", *columns, strike="s-conoco") == [
        ("alpha-1", 17, 126, "sohr", "ألفا", date(2024, 1, 23), "claim.tabanna strike.asaba"),
        ("beta-1", 28, 140, "pentagon", "بيتا", date(2024, 1, 24), "strike.istahdafa"),
    ]
    assert ask("evidence", "account", article="gamma") == [("gamma-1",)]


def test_new_since() -> None:
    assert ask("new-since", "strike", since="2024-01-24") == [("s-ain-al-asad",), ("s-mayadin",)]
    assert ask("new-since", "strike", since="2024-02-01") == []


def test_acled_rows() -> None:
    columns = ("event_id", "event_date", "sub_event_type", "actor1", "actor2", "location", "fatalities", "source")
    shelling = "Shelling/artillery/missile attack"
    assert ask("acled-rows", *columns, to="2024-01-22") == [
        (
            "s-conoco",
            CONOCO_DAY,
            shelling,
            "Iran-backed militias; Islamic Resistance in Iraq",
            "US forces",
            "Conoco base",
            None,
            "ألفا; بيتا",
        ),
        ("s-khasham", CONOCO_DAY, shelling, "Coalition", None, "Khasham", None, "ألفا"),
        ("s-marat", CONOCO_DAY, shelling, "Coalition", None, "Marat", 4, "ألفا"),
    ]
    assert ask("acled-rows", "event_id", "sub_event_type", "actor1", from_="2024-01-25") == [
        ("s-mayadin", "Air/drone strike", "US forces")
    ]


def test_an_acled_row_without_a_place_is_one_row() -> None:
    store = sample_store()
    mayadin = vocab.strike_iri("s-mayadin")
    kept = [q for q in store.quads(STRIKES_GRAPH) if (q.subject, q.predicate) != (mayadin, KG.landedIn)]
    assert store.replace(STRIKES_GRAPH, kept)
    rows = ask("acled-rows", "event_id", "location", store=store, from_="2024-01-25")
    assert rows == [("s-mayadin", None)]


@pytest.mark.parametrize("named", query.catalogue(), ids=lambda named: named.name)
def test_every_query_describes_itself_and_runs_without_a_union_graph(named: query.NamedQuery) -> None:
    assert named.summary and named.tags
    assert "FROM" not in named.sparql.split("SELECT", 1)[0] and "\nFROM" not in named.sparql

    class Plain:
        """A server whose default graph is empty, and that knows no prefix of ours."""

        def select(self, sparql: str) -> Solutions:
            found = STORE._inner.query(sparql)
            assert isinstance(found, ox.QuerySolutions)
            rows = tuple(tuple(term for term in row) for row in found)
            return Solutions(tuple(v.value for v in found.variables), rows)  # type: ignore[arg-type]

    assert query.run(Plain(), named) == query.run(STORE, named)
    assert query.run(STORE, named).rows, "the sample graph has an answer to every question"
