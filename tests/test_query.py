"""How a query is found, what can be given to it, and how its answer is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from graph_ask import ask
from graph_sample import sample_store
from pyoxigraph import Literal, NamedNode

from kg import query
from kg.names import UnknownName
from kg.query import QueryError
from kg.vocab import XSD

STORE = sample_store()


def test_labels_follow_the_language() -> None:
    arabic = query.run(STORE, "launch-areas", language="ar")
    english = query.run(STORE, "launch-areas")
    assert [str(cell) for cell in arabic.rows[0][:4]] == [
        "مناطق سيطرة الميليشيات",
        "الميليشيات الإيرانية",
        "قاعدة كونيكو",
        "صاروخ",
    ]
    assert [str(cell) for cell in english.rows[0][:4]] == [
        "Areas of the militias",
        "Iran-backed militias",
        "Conoco base",
        "rocket",
    ]


@pytest.mark.parametrize(
    "name",
    ["conoco", "كونيكو", "conoco-base", "Conoco Base", "قاعده كونيكو", "https://w3id.org/strike-kg/place/conoco-base"],
)
def test_names_are_found_in_any_language_and_spelling(name: str) -> None:
    assert ask("strikes-on-base", "base", base=name)[0] == ("conoco-base",)


@pytest.mark.parametrize("word", ["drone", "طائرة مسيّرة", "مسيره", "https://w3id.org/strike-kg/ontology#drone"])
def test_means_are_found_by_word_label_and_iri(word: str) -> None:
    assert ask("strikes", "strike", means=word) == [("s-ain-al-asad",)]


def test_unknown_names_get_suggestions() -> None:
    with pytest.raises(UnknownName, match="no base or facility named konoco base; did you mean conoco-base"):
        ask("strikes-on-base", base="konoco base")
    with pytest.raises(UnknownName, match="could be iran-militias, iran-militias-areas"):
        ask("naming", entity="militias")
    with pytest.raises(UnknownName, match="nothing like it"):
        ask("strikes-on-base", base="قندهار")


def test_unknown_queries_parameters_and_values_get_suggestions() -> None:
    with pytest.raises(QueryError, match="no query response; did you mean responses"):
        ask("response")
    with pytest.raises(QueryError, match="takes no parameter bases; did you mean base"):
        ask("strikes-on-base", bases="conoco")
    with pytest.raises(QueryError, match="give a day such as 2024-01-31"):
        ask("timeline", from_="22/1/2024")
    with pytest.raises(QueryError, match="means=catapult; there are airstrike, artillery"):
        ask("timeline", means="catapult")
    with pytest.raises(QueryError, match="certainty=suspicted; did you mean suspected"):
        ask("strikes", certainty="suspicted")


def test_no_value_becomes_sparql() -> None:
    evil = "x> } UNION { ?s ?p ?o } #"
    assert ask("evidence", strike=evil) == []
    assert ask("evidence", strike="https://w3id.org/strike-kg/strike/" + evil) == []
    term = Literal('a" } \\u0022', datatype=XSD.string)
    bound = query.bind(
        "SELECT * { VALUES ?x { UNDEF } VALUES ?y { UNDEF } }", {"x": [NamedNode("https://example.org/"), term]}
    )
    assert bound == 'SELECT * { VALUES ?x { <https://example.org/> "a\\" } \\\\u0022" } VALUES ?y { UNDEF } }'


def test_a_users_own_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    body = "SELECT ?actor (COUNT(?s) AS ?n) WHERE { VALUES ?actor { UNDEF } ?actor kg:attackedIn ?s } GROUP BY ?actor"
    file.write_text("#+ summary: Mine\n#+ params:\n#+   actor: {type: actor}\n#+ defaults: {actor: coalition}\n" + body)
    assert ask(str(file)) == [("coalition", 2)]
    assert ask(str(file), actor="us-forces") == [("us-forces", 1)]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("#+ params:\n#+   base: {type: base}\nSELECT * {}", "has no line `VALUES"),
        (
            "#+ params:\n#+   base: {type: castle}\nSELECT * { VALUES ?base { UNDEF } }",
            "of type castle; use one of actor",
        ),
        ("#+ summary: `oops`\nSELECT * {}", "header lines"),
    ],
)
def test_a_bad_file_is_refused_by_name(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "bad.rq").write_text(text)
    with pytest.raises(QueryError, match=f"bad.rq.*{complaint}"):
        query.load(tmp_path / "bad.rq")
