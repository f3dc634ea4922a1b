"""The main job: what is read, what is kept, what a build leaves behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from stored import STORED, StoredParser, examples

from kg import build as building
from kg import rdf, vocab
from kg.build import Options, Outcome, Step, build
from kg.extract import Extractor
from kg.lexicon import LexiconError
from kg.rules.loader import RuleError
from kg.settle import PAGE, TURTLE
from kg.store import Store


@pytest.fixture(autouse=True)
def stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "Parser", StoredParser)


def turtle(out: Path) -> str:
    return (out / TURTLE).read_text("utf-8")


def report(out: Path) -> dict[str, object]:
    content: dict[str, object] = json.loads((out / "report.json").read_text("utf-8"))
    return content


def test_what_a_build_leaves(tmp_path: Path) -> None:
    steps: list[Step] = []
    outcome = build([examples(tmp_path / "in")], tmp_path / "out", progress=steps.append)
    assert outcome.new == list(STORED) and not outcome.failures and outcome.parsed == 4
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"store", "parses", "report.json", TURTLE, PAGE}
    assert report(tmp_path / "out")["strikes"] == len(outcome.strikes) > 4
    assert [step.stage for step in steps if step.stage != "reading"] == ["parsing", "parsing", "merging", "writing"]
    assert steps[-3] == Step("parsing", 4, 4, sum(len(p.read_text("utf-8").split(" ")) for p in files(tmp_path / "in")))


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.txt"))


def test_a_second_build_parses_nothing_and_changes_nothing(tmp_path: Path) -> None:
    articles, out = examples(tmp_path / "in"), tmp_path / "out"
    build([articles], out)
    first = turtle(out)
    again = build([articles], out)
    assert (again.new, again.changed, again.parsed, again.unchanged) == ([], [], 0, list(STORED))
    assert turtle(out) == first
    everything = build([articles], out, Options(again=True))
    assert everything.changed == list(STORED) and everything.parsed == 0  # read again, but the parses hold
    assert turtle(out) == first


def test_the_graph_does_not_depend_on_where_it_was_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build([examples(tmp_path / "here" / "news")], tmp_path / "one")
    monkeypatch.chdir(examples(tmp_path / "there"))
    build([Path()], Path("../two"))
    assert turtle(tmp_path / "one") == turtle(tmp_path / "two")
    assert str(tmp_path) not in turtle(tmp_path / "one")


def test_articles_that_come_later_give_the_same_graph(tmp_path: Path) -> None:
    articles = examples(tmp_path / "in")
    build([articles], tmp_path / "at-once")
    one_by_one = [build([path], tmp_path / "in-turn") for path in files(articles)]
    assert [len(outcome.new) for outcome in one_by_one] == [1] * 4
    assert one_by_one[-1].articles == 4
    assert turtle(tmp_path / "in-turn") == turtle(tmp_path / "at-once")


def test_a_changed_article_is_read_again_and_what_it_said_is_gone(tmp_path: Path) -> None:
    articles, out = examples(tmp_path / "in"), tmp_path / "out"
    build([articles], out)
    path = articles / f"{STORED[0]}.txt"
    path.write_text(path.read_text("utf-8") + "\nخاتمة", "utf-8")
    outcome = build([articles], out)
    assert outcome.changed == [STORED[0]] and outcome.unchanged == list(STORED[1:])
    with Store.open(out) as store:
        bodies = [article.text for article in rdf.articles(store) if article.id == STORED[0]]
    assert len(bodies) == 1 and bodies[0].endswith("خاتمة")


def test_a_build_that_was_stopped_is_finished_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles, out = examples(tmp_path / "in"), tmp_path / "out"
    build([articles], tmp_path / "whole")
    monkeypatch.setattr(building, "CHUNK_WORDS", 1)

    def stop(step: Step) -> None:
        if step.done == 2 and step.stage == "parsing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([articles], out, progress=stop)
    outcome = build([articles], out)
    assert outcome.parsed == 2 and outcome.articles == 4
    assert turtle(out) == turtle(tmp_path / "whole")


def test_an_article_that_trips_the_rules_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles, out = examples(tmp_path / "in"), tmp_path / "out"
    whole = Extractor.accounts

    def accounts(self: Extractor, document: building.Document) -> object:
        if document.article.id == STORED[1]:
            raise IndexError("no such word")
        return whole(self, document)

    monkeypatch.setattr(Extractor, "accounts", accounts)
    outcome = build([articles], out)
    (failure,) = outcome.failures
    assert failure.path == str(articles / f"{STORED[1]}.txt") and "no such word" in failure.reason
    assert outcome.new == [STORED[0], *STORED[2:]] and outcome.articles == 3
    monkeypatch.setattr(Extractor, "accounts", whole)
    assert build([articles], out).new == [STORED[1]]


def test_one_parse_that_fails_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(StoredParser):
        def _parse(self, articles):  # type: ignore[no-untyped-def]
            if any(article.id == STORED[2] for article in articles):
                raise RuntimeError("out of range")
            return super()._parse(articles)

    monkeypatch.setattr(building, "Parser", Failing)
    outcome = build([examples(tmp_path / "in")], tmp_path / "out")
    assert [Path(failure.path).stem for failure in outcome.failures] == [STORED[2]]
    assert outcome.new == [name for name in STORED if name != STORED[2]]


def test_the_graph_knows_whoever_acts_as_an_actor_in_it(tmp_path: Path) -> None:
    outcome: Outcome = build([examples(tmp_path / "in")], tmp_path / "out")
    named = {strike_actor for strike in outcome.strikes for strike_actor in actors(strike)}
    acting = {entity.acts_as for entity in outcome.entities if entity.acts_as}
    assert "israel-forces" in named & acting


def actors(strike: object) -> set[str]:
    return {party.ref.entity.id for account in strike.accounts for party in account.attackers}  # type: ignore[attr-defined]


def test_names_that_the_reference_data_give_up_leave_the_graph(tmp_path: Path) -> None:
    articles, out, own = examples(tmp_path / "in"), tmp_path / "out", tmp_path / "own.ttl"
    own.write_text(gazetteer("قاعدة المثلث"), "utf-8")
    build([articles], out, Options(gazetteer=(own,)))
    assert "قاعدة المثلث" in turtle(out)
    own.write_text(gazetteer("قاعدة الركبان"), "utf-8")
    build([articles], out, Options(gazetteer=(own,)))
    assert "قاعدة المثلث" not in turtle(out) and "قاعدة الركبان" in turtle(out)


def gazetteer(name: str) -> str:
    """Reference data that gives the base of al-Tanf another name."""
    return f"""
    @prefix kg: <{vocab.KG.iri}> . @prefix place: <{vocab.BASE}place/> .
    @prefix skos: <{vocab.SKOS.iri}> . @prefix dcterms: <{vocab.DCTERMS.iri}> .
    place:tanf-base a kg:Base ; dcterms:identifier "tanf-base" ;
        skos:prefLabel "{name}"@ar ; skos:altLabel "قاعدة التنف"@ar .
    """


def test_options_that_cannot_be_used_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    articles, out = examples(tmp_path / "in"), tmp_path / "out"
    bad = tmp_path / "rules.yaml"
    bad.write_text("- id: own\n  makes: nonsense\n", "utf-8")
    with pytest.raises(RuleError, match=r"rules\.yaml:\d"):
        build([articles], out, Options(rules=(bad,)))
    with pytest.raises((LexiconError, OSError), match="missing"):
        build([articles], out, Options(gazetteer=(tmp_path / "missing.csv",)))
    with pytest.raises(FileNotFoundError, match="models"):
        build([articles], out, Options(models=tmp_path))
    assert not out.exists()
