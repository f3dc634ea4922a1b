"""The store: what is written is read, whole or not at all, and readers are left in peace."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from graph_sample import ACCOUNTS, ALPHA, sample_quads, sample_store
from pyoxigraph import Literal, NamedNode, Quad

from kg import rdf, vocab
from kg.store import Store, StoreError
from kg.vocab import KG

GRAPH = NamedNode("https://example.org/graph")
OTHER = NamedNode("https://example.org/other")


def quad(subject: str, words: str, graph: NamedNode = GRAPH) -> Quad:
    return Quad(NamedNode(f"https://example.org/{subject}"), KG.quote, Literal(words, language="ar"), graph)


def test_replacing_a_graph_leaves_the_others_alone() -> None:
    store = Store.memory()
    store.extend([quad("a", "أول"), quad("b", "ثانٍ"), quad("c", "آخر", OTHER)])
    assert store.replace(GRAPH, [quad("a", "أول"), quad("d", 'قال: "نعم"\n\\u0022 } ; DROP ALL')])
    assert store.quads(GRAPH) == [quad("a", "أول"), quad("d", 'قال: "نعم"\n\\u0022 } ; DROP ALL')]
    assert store.quads(OTHER) == [quad("c", "آخر", OTHER)]


def test_replacing_by_the_same_changes_nothing_and_by_nothing_removes_the_graph() -> None:
    store = Store.memory()
    assert store.replace(GRAPH, [quad("a", "أول")])
    assert not store.replace(GRAPH, [quad("a", "أول")])
    assert store.replace(GRAPH, [])
    assert store.graph_ids() == []


def test_a_quad_of_another_graph_is_refused_and_nothing_is_written() -> None:
    store = Store.memory()
    store.extend([quad("a", "أول")])
    with pytest.raises(ValueError, match="replace one graph at a time"):
        store.replace(GRAPH, [quad("b", "ثانٍ"), quad("c", "آخر", OTHER)])
    assert store.quads() == [quad("a", "أول")]


def test_a_graph_that_fails_half_way_leaves_the_old_one() -> None:
    def broken() -> object:
        yield from rdf.article_quads(ALPHA, ACCOUNTS[:1])
        raise RuntimeError("the parser gave up")

    store = Store.memory()
    graph = vocab.article_graph("alpha")
    store.extend(rdf.article_quads(ALPHA, ACCOUNTS[:3]))
    before = store.quads(graph)
    with pytest.raises(RuntimeError):
        store.replace(graph, broken())  # type: ignore[arg-type]
    assert store.quads(graph) == before


def test_dropping_what_is_not_there_is_no_error() -> None:
    store = Store.memory()
    store.extend([quad("a", "أول")])
    store.drop(OTHER)
    store.drop(GRAPH)
    assert len(store) == 0


def test_the_order_of_quads_does_not_depend_on_the_order_of_writing() -> None:
    backwards = Store.memory()
    backwards.extend(reversed(sample_quads()))
    assert backwards.quads() == sample_store().quads()


def test_readers_see_what_was_published_and_nothing_else(tmp_path: Path) -> None:
    with Store.open(tmp_path, write=True) as writer:
        writer.extend([quad("a", "أول")])
        writer.publish()
        reader = Store.open(tmp_path)
        writer.extend([quad("b", "ثانٍ")])
        assert len(reader) == len(Store.open(tmp_path)) == 1
        writer.publish()
        assert (len(reader), len(Store.open(tmp_path))) == (1, 2)
        writer.publish()
        assert len(reader) == 1, "a reader outlives the removal of its copy"
    assert len(list((tmp_path / "store").glob("published-*"))) == 2


def test_a_build_that_broke_off_leaves_the_published_copy(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pyoxigraph import NamedNode, Literal, Quad; from kg.store import Store;"
        "s = Store.open(sys.argv[1], write=True);"
        "n = NamedNode('https://example.org/x'); s.extend([Quad(n, n, Literal('1'), n)]); s.publish();"
        "s.extend([Quad(n, n, Literal('2'), n)]); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False, cwd=Path(__file__).parents[1])
    assert len(Store.open(tmp_path)) == 1
    with Store.open(tmp_path, write=True) as writer:
        assert len(writer) == 2, "whole articles that were written are not lost"


def test_two_writers_are_one_too_many(tmp_path: Path) -> None:
    with Store.open(tmp_path, write=True), pytest.raises(StoreError, match="being written by another process"):
        Store.open(tmp_path, write=True)
    Store.open(tmp_path, write=True).close()


def test_a_folder_that_is_no_build_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no folder of a build"):
        Store.open(tmp_path)
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "notes.txt").write_text("mine")
    for write in (False, True):
        with pytest.raises(StoreError, match="holds no build"):
            Store.open(tmp_path, write=write)
    assert sorted(path.name for path in (tmp_path / "store").iterdir()) == ["notes.txt"]


def test_an_unfinished_build_and_one_of_another_format_say_so(tmp_path: Path) -> None:
    Store.open(tmp_path, write=True).close()
    with pytest.raises(StoreError, match="never finished"):
        Store.open(tmp_path)
    (tmp_path / "store" / "store.json").write_text(json.dumps({"format": 99}))
    with pytest.raises(StoreError, match="format 99"):
        Store.open(tmp_path)


def test_selects_see_all_graphs() -> None:
    store = Store.memory()
    store.extend([quad("a", "أول"), quad("b", "ثانٍ", OTHER)])
    found = store.select("SELECT ?s ?g WHERE { GRAPH ?g { ?s kg:quote ?words } } ORDER BY ?s")
    assert found.columns == ("s", "g")
    assert [row[1] for row in found.rows] == [GRAPH, OTHER]
    assert len(store.select("SELECT ?s { ?s kg:quote ?words }").rows) == 2
    with pytest.raises(ValueError, match="Only SELECT"):
        store.select("ASK { ?s ?p ?o }")


def test_rdflib_sees_the_same_data() -> None:
    dataset = sample_store().dataset
    rows = dataset.query("SELECT ?actor { ?actor kg:attacked place:marat }")
    assert [str(row[0]) for row in rows] == ["https://w3id.org/strike-kg/actor/coalition"]  # type: ignore[index]
