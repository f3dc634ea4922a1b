"""Graphs brought into a folder, and articles taken out of one."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from graph_sample import sample_quads, sample_store
from stored import STORED, StoredParser, examples

from kg import build as building
from kg import report, vocab
from kg.bring import bring
from kg.build import build
from kg.cli import main
from kg.export import export
from kg.remove import UnknownArticle, remove
from kg.settle import PAGE, TURTLE
from kg.store import Store, StoreError


def quads(out: Path) -> set[ox.Quad]:
    with Store.open(out) as store:
        return set(store.match())


def without(article: str) -> list[ox.Quad]:
    return [quad for quad in sample_quads() if quad.graph_name != vocab.article_graph(article)]


@pytest.mark.parametrize("format", ["turtle", "trig", "nquads", "jsonld"])
def test_what_was_exported_comes_back(format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = {"turtle": "g.ttl", "trig": "g.trig", "nquads": "g.nq", "jsonld": "g.jsonld"}[format]
    export(sample_store(), format, tmp_path / file)
    command = ["import", str(tmp_path / file), "-o", str(tmp_path / "out")]
    assert main(command) == 0
    assert quads(tmp_path / "out") == set(sample_quads())
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"store", "report.json", TURTLE, PAGE}
    assert main(command) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert "articles 3, strikes 5" in first and "6 graphs brought" in first and second.endswith("unchanged.")
    assert main(["query", str(tmp_path / "out"), "strikes"]) == 0


def test_several_files_are_one_graph(tmp_path: Path) -> None:
    everything, half = sorted(sample_quads(), key=str), len(sample_quads()) // 2
    for name, part in (("a.nq", everything[:half]), ("b.nq", everything[half:])):
        ox.serialize(part, tmp_path / name, format=ox.RdfFormat.N_QUADS)
    assert main(["import", str(tmp_path / "a.nq"), str(tmp_path / "b.nq"), "-o", str(tmp_path / "out")]) == 0
    assert quads(tmp_path / "out") == set(sample_quads())


def test_no_article_is_lost_unless_asked_for(tmp_path: Path) -> None:
    bring(sample_quads(), tmp_path)
    fewer = [q for q in without("gamma") if not (q.subject == vocab.strike_iri("s-mayadin") or "mayadin" in str(q))]
    with pytest.raises(StoreError, match=r"1 articles that the file has not, such as gamma;.*--replace"):
        bring(fewer, tmp_path, source="the file")
    assert quads(tmp_path) == set(sample_quads())
    bring(fewer, tmp_path, replace=True)
    assert quads(tmp_path) == set(fewer) and "gamma" not in (tmp_path / TURTLE).read_text("utf-8")


def test_what_is_no_graph_of_ours_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(StoreError, match=r"The file is no whole graph: .*needs.*account/alpha-\d"):
        bring(without("alpha"), tmp_path / "out", source="The file")
    other = tmp_path / "other.nq"
    other.write_text("<http://example.org/a> <http://example.org/b> <http://example.org/c> <http://example.org/g> .\n")
    assert main(["import", str(other), "-o", str(tmp_path / "out")]) == 1
    assert f"{other} is no graph of this project" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    both = [*sample_quads(), ox.Quad(*[ox.NamedNode("http://example.org/a")] * 4)]
    assert bring(both, tmp_path / "out").left_out == 1
    assert quads(tmp_path / "out") == set(sample_quads())


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(building, "Parser", StoredParser)
    build([examples(tmp_path / "in")], tmp_path / "out")
    return tmp_path / "out"


def turtle(out: Path) -> str:
    return (out / TURTLE).read_text("utf-8")


def test_removing_is_as_if_it_had_never_been_read(built: Path, tmp_path: Path) -> None:
    kept = [tmp_path / "in" / f"{name}.txt" for name in STORED[1:]]
    build(kept, tmp_path / "fewer")
    settled = remove([STORED[0]], built)
    assert settled.articles == len(kept) and turtle(built) == turtle(tmp_path / "fewer")
    assert (built / PAGE).read_bytes() == (tmp_path / "fewer" / PAGE).read_bytes()
    assert not (built / "parses" / f"{STORED[0]}.conllu").exists() and set(report.keys(built)) == set(STORED[1:])
    again = build([tmp_path / "in"], built)
    assert again.new == [STORED[0]] and again.unchanged == list(STORED[1:])


def test_an_article_that_is_not_there(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = turtle(built)
    with pytest.raises(UnknownArticle):
        remove([STORED[0], "nothing-like-it"], built)
    assert main(["remove", str(built), STORED[1][:-1]]) == 2
    assert f"did you mean {STORED[1]}?" in capsys.readouterr().err
    assert turtle(built) == before


def test_a_build_goes_on_from_what_was_brought(built: Path, tmp_path: Path) -> None:
    fewer, brought = tmp_path / "fewer", tmp_path / "brought"
    build([tmp_path / "in" / f"{name}.txt" for name in STORED[1:]], fewer)
    bring(quads(fewer), brought)
    outcome = build([tmp_path / "in" / f"{STORED[0]}.txt"], brought)
    assert outcome.new == [STORED[0]] and outcome.articles == len(STORED) and turtle(brought) == turtle(built)
