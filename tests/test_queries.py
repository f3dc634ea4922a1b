"""Every shipped query, asked of the sample graph (see `graph_sample`)."""

from __future__ import annotations

from datetime import date

import pyoxigraph as ox
import pytest
from graph_ask import ask
from graph_sample import GAMMA, sample_store

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
        (CONOCO_DAY, "s-khasham", "coalition", "artillery", "khasham", 30, 0, True, "s-conoco", "conoco-base"),
        (
            CONOCO_DAY,
            "s-marat",
            "coalition",
            "artillery",
            "iran-militias-areas",
            30,
            0,
            True,
            "s-conoco",
            "conoco-base",
        ),
        (CONOCO_DAY, "s-marat", "coalition", "artillery", "marat", 30, 0, True, "s-conoco", "conoco-base"),
        (date(2024, 1, 25), "s-mayadin", "us-forces", "airstrike", "mayadin", None, 3, False, "s-marat", "marat"),
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
    assert ask("response-chains", "strike", "answers", "lag_minutes", "lag_days", hit="iran-militias")[-2:] == [
        ("s-marat", "s-conoco", 30, 0),
        ("s-mayadin", "s-marat", None, 3),
    ]
    assert ask("response-chains", actor="coalition", from_="2024-01-23") == []
    assert ask("response-chains", hit="ain-al-asad") == []


@pytest.mark.parametrize(
    ("early", "late", "days"),
    [
        ("2024-02-28", "2024-03-01", 2),
        ("2023-02-28", "2023-03-01", 1),
        ("2023-12-31", "2024-01-01", 1),
        ("2023-03-01", "2024-03-01", 366),
        ("1999-12-31", "2101-01-01", 36891),
    ],
)
def test_days_between_strikes_follow_the_calendar(early: str, late: str, days: int) -> None:
    assert (date.fromisoformat(late) - date.fromisoformat(early)).days == days
    store = sample_store()
    for strike, day in (("s-marat", early), ("s-mayadin", late)):
        store._inner.update(
            f"DELETE {{ GRAPH ?g {{ strike:{strike} kg:day ?d }} }} "
            f'INSERT {{ GRAPH ?g {{ strike:{strike} kg:day "{day}"^^xsd:date }} }} '
            f"WHERE {{ GRAPH ?g {{ strike:{strike} kg:day ?d }} }}",
            prefixes=vocab.PREFIXES,
        )
    assert ask("responses", "lag_days", store=store, responder="us-forces") == [(days,)]


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
    assert ask("claims", "strike", "claimed_by", suspect="iran-militias", target="conoco") == [
        ("s-conoco", "islamic-resistance-iraq")
    ]
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
    columns = ("event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "actor2")
    remote, shelling = "Explosions/Remote violence", "Shelling/artillery/missile attack"
    claimant, accused = "Islamic Resistance in Iraq", "Iran-backed militias"
    assert ask("acled-rows", *columns, to="2024-01-22") == [
        ("s-conoco", CONOCO_DAY, remote, shelling, claimant, accused, "US forces"),
        ("s-khasham", CONOCO_DAY, remote, shelling, "Coalition", None, None),
        ("s-marat", CONOCO_DAY, remote, shelling, "Coalition", None, None),
    ]
    where = ("country", "admin1", "location", "latitude", "longitude", "geo_precision", "fatalities", "source")
    assert ask("acled-rows", *where, to="2024-01-22", actor="coalition") == [
        ("Syria", "Deir ez-Zor", "Khasham", 35.3, 40.29, 1, 0, "ألفا"),
        ("Syria", "Deir ez-Zor", "Marat", 35.28, 40.32, 1, 4, "ألفا"),
    ]
    assert ask("acled-rows", "event_id_cnty", "actor1", "fatalities", place="Iraq") == [("s-ain-al-asad", None, 0)]
    assert ask("acled-rows", "notes", from_="2024-01-25") == [(GAMMA.text.splitlines()[1],)]


def test_an_attack_by_unknown_means_is_a_clash_only_where_armed_actors_were_hit() -> None:
    store = sample_store()
    for strike in ("s-conoco", "s-marat"):
        gone = {KG.RocketStrike, KG.ArtilleryStrike}
        kept = [
            quad
            for quad in store.quads(STRIKES_GRAPH)
            if quad.subject != vocab.strike_iri(strike) or quad.object not in gone
        ]
        store.replace(STRIKES_GRAPH, kept)
    rows = ask("acled-rows", "event_id_cnty", "event_type", "sub_event_type", store=store, to="2024-01-22")
    assert rows == [
        ("s-conoco", "Battles", "Armed clash"),
        ("s-khasham", "Explosions/Remote violence", "Shelling/artillery/missile attack"),
        ("s-marat", "Violence against civilians", "Attack"),
    ]


def test_an_acled_row_without_a_place_is_one_row() -> None:
    store = sample_store()
    mayadin = vocab.strike_iri("s-mayadin")
    kept = [q for q in store.quads(STRIKES_GRAPH) if (q.subject, q.predicate) != (mayadin, KG.landedIn)]
    assert store.replace(STRIKES_GRAPH, kept)
    rows = ask("acled-rows", "event_id_cnty", "location", store=store, from_="2024-01-25")
    assert rows == [("s-mayadin", None)]


def test_plover_rows() -> None:
    assert ask("plover-rows", "id", "source", "recipient", "event", "mode", "dead", "injured", "event_loc") == [
        ("s-conoco", "iran-militias", "us-forces", "ASSAULT", "heavy-weapons", None, 0, "conoco-base"),
        ("s-conoco", "islamic-resistance-iraq", "us-forces", "ASSAULT", "heavy-weapons", None, 0, "conoco-base"),
        ("s-khasham", "coalition", None, "ASSAULT", "heavy-weapons", None, None, "khasham"),
        ("s-marat", "coalition", None, "ASSAULT", "heavy-weapons", 4, None, "marat"),
        ("s-ain-al-asad", None, "us-forces", "ASSAULT", "heavy-weapons", None, None, "ain-al-asad"),
        ("s-mayadin", "us-forces", "iran-militias", "ASSAULT", "heavy-weapons", None, None, "mayadin"),
    ]
    assert ask("plover-rows", "id", actor="التحالف", to="2024-01-22") == [("s-khasham",), ("s-marat",)]


# Each kind of parameter as Arabic, English, id and IRI, and how many of the rows of the sample are then left.
GIVEN = {
    "actor": ("islamic-resistance-iraq", "المقاومة الإسلامية في العراق", "Islamic Resistance in Iraq"),
    "source": ("pentagon", "البنتاغون", "Pentagon"),
    "base": ("conoco-base", "قاعدة كونيكو", "Conoco base"),
    "place": ("deir-ezzor", "دير الزور", "Deir ez-Zor"),
    "entity": ("conoco-base", "كونيكو", "conoco"),
    "weapon": ("grad", "غراد", "Grad rocket"),
    "means": ("rocket", "صاروخ", "Rocket"),
    "certainty": ("denied", "منفي", "Denied"),
}
KINDS = {
    "actor": "actor/",
    "source": "actor/",
    "base": "place/",
    "place": "place/",
    "entity": "place/",
    "weapon": "weapon/",
}

UNRELATED = {"actor": "us-airforce", "entity": "anbar", "means": "drone"}


@pytest.mark.parametrize("named", query.catalogue(), ids=lambda named: named.name)
def test_every_parameter_filters_in_every_language(named: query.NamedQuery) -> None:
    everything = query.run(STORE, named).rows
    for parameter in named.parameters:
        if parameter.type in GIVEN:
            id, *labels = GIVEN[parameter.type]
            iri = vocab.BASE + KINDS.get(parameter.type, "ontology#") + id
            answers = [query.run(STORE, named, {parameter.name: value}).rows for value in (id, iri, *labels)]
            assert all(rows == answers[0] for rows in answers), parameter.name
            if answers[0] == everything:  # the sample knows nothing else; then something else has to leave nothing
                answers = [query.run(STORE, named, {parameter.name: UNRELATED[parameter.type]}).rows]
        else:
            far = {"date": "1990-01-01" if parameter.name == "to" else "2090-01-01"}
            answers = [query.run(STORE, named, {parameter.name: far.get(parameter.type, "nowhere")}).rows]
            assert not answers[0], parameter.name
        assert answers[0] != everything, f"{parameter.name} filters nothing"


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
