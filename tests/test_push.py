"""A graph brought to real servers, asked there, refreshed, and brought back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pyoxigraph as ox
import pytest
from graph_sample import sample_quads, sample_store
from servers import LOOPBACK, SERVERS, Server, free_port, oxigraph

from kg import query, vocab
from kg.cli import main
from kg.remote import Credentials, Endpoint, EndpointError, Pushed, push
from kg.remote.endpoint import CHECKSUMS
from kg.store import Store

GRAPHS, TRIPLES = 6, len(set(sample_quads()))
ALPHA, BETA = vocab.article_graph("alpha"), vocab.article_graph("beta")
GIVEN = {
    "actor": ("islamic-resistance-iraq", "iran-militias"),
    "source": ("pentagon",),
    "base": ("conoco-base",),
    "place": ("deir-ezzor", "marat"),
    "weapon": ("grad",),
    "entity": ("conoco-base",),
    "means": ("rocket",),
    "certainty": ("claimed",),
    "strike": ("s-conoco",),
    "article": ("alpha",),
    "account": ("alpha-1",),
    "date": ("2024-01-23",),
    "integer": ("1",),
}
BEYOND = {("virtuoso", "acled-rows", "place")}
"""Questions with a parameter that a server fails at; the README tells them."""


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", LOOPBACK)
    for name in ("USER", "PASSWORD", "TOKEN"):
        monkeypatch.delenv(f"KG_ENDPOINT_{name}", raising=False)


@pytest.fixture(scope="module", params=SERVERS)
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Server]]:
    with SERVERS[request.param](tmp_path_factory.mktemp("server") / "data") as server:
        yield request.param, server


@pytest.fixture
def server(running: tuple[str, Server]) -> Server:
    """A server that holds the sample, whatever the tests before did to it."""
    push(sample_store(), asking(running[1]))
    return running[1]


def asking(server: Server) -> Endpoint:
    return Endpoint(server.url, server.credentials)


def there(server: Server) -> set[ox.Quad]:
    """Everything that the server has of this project."""
    endpoint, store = asking(server), Store.memory()
    endpoint.copy(store, endpoint.sizes())
    return set(store.match())


def edited() -> Store:
    """The sample after a day's work: one article is gone, one says something else, one is new."""
    store = sample_store()
    store.drop(ALPHA)
    store.extend([ox.Quad(vocab.article_iri("beta"), vocab.SCHEMA.url, ox.Literal("https://example.org/new"), BETA)])
    store.extend([ox.Quad(*quad.triple, vocab.article_graph("دلتا")) for quad in list(store.match(BETA))])
    return store


def test_the_same_quads_are_there(server: Server) -> None:
    assert there(server) == set(sample_quads())


def test_a_second_push_writes_nothing(server: Server) -> None:
    nobody = Endpoint(server.url)  # who may not write where that takes a password
    assert push(sample_store(), nobody) == Pushed(0, 0, GRAPHS, 0, TRIPLES)
    assert push(sample_store(), asking(server), again=True) == Pushed(0, GRAPHS, 0, 0, TRIPLES)
    assert there(server) == set(sample_quads())


def test_a_refresh_sends_what_is_new_and_removes_what_is_gone(server: Server) -> None:
    now, steps = edited(), []
    done = push(now, asking(server), tell=lambda done, whole: steps.append((done, whole)))
    assert done == Pushed(1, 1, GRAPHS - 2, 1, len(now))
    assert there(server) == set(now.match()) and steps == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("way", ["graphs", "update"])
def test_either_way_of_writing_gives_the_same(server: Server, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.remote.refresh.PIECE", 2000)  # so that every graph goes in many pieces
    push(edited(), asking(server), **{way: getattr(server, way)})
    assert there(server) == set(edited().match())


def test_what_others_have_there_stays(server: Server) -> None:
    theirs = ox.NamedNode("http://example.org/theirs"), ox.NamedNode("https://w3id.org/strike-kg/other")
    writing = [f"INSERT DATA {{ GRAPH {graph} {{ {graph} a {graph} }} }}" for graph in theirs]
    http = asking(server).http
    for sparql in writing:
        kind = {"Content-Type": "application/sparql-update"}
        assert http.send("POST", server.update, data=sparql.encode(), headers=kind).ok
    push(edited(), asking(server))
    rows = asking(server).select(f"SELECT ?g {{ VALUES ?g {{ {theirs[0]} {theirs[1]} }} GRAPH ?g {{ ?g a ?g }} }}").rows
    assert {row[0] for row in rows} == set(theirs)


def test_what_somebody_changed_there_is_put_right(server: Server) -> None:
    asking(server).http.send("DELETE", server.graphs, params={"graph": ALPHA.value})
    assert push(sample_store(), asking(server)) == Pushed(1, 0, GRAPHS - 1, 0, TRIPLES)


def test_a_push_that_broke_off_is_finished_by_the_next(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.remote.refresh._NOTED", 2)

    def stop(done: int, whole: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        push(sample_store(), asking(server), again=True, tell=stop)
    assert push(sample_store(), asking(server)) == Pushed(0, GRAPHS - 2, 2, 0, TRIPLES)


def test_long_answers_come_page_by_page(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for size in (1, 100, 1000):
        monkeypatch.setattr("kg.remote.endpoint.PAGE", size if size > 1 else 97)
        assert there(server) == set(sample_quads())
    monkeypatch.setattr("kg.remote.endpoint.PAGE", 2)
    assert len(asking(server).sizes()) == GRAPHS


@pytest.mark.parametrize("named", query.catalogue(), ids=lambda named: named.name)
def test_the_shipped_questions(running: tuple[str, Server], server: Server, named: query.NamedQuery) -> None:
    one_each = ({p.name: value} for p in named.parameters for value in GIVEN[p.type])
    for given in chain([{}], one_each):
        if (running[0], named.name, *given) in BEYOND:
            continue
        here = query.run(sample_store(), named, given)
        assert query.run(asking(server), named, given) == here, given
        assert here.rows or given


def test_the_commands_read_a_server_as_they_read_a_folder(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store.open(tmp_path / "out", write=True) as store:
        store.extend(sample_quads())
        store.publish()
    for argv in (["facts"], ["check"], ["rules", "--coverage"], ["export", "--format", "trig", "-o"], ["view", "-o"]):
        told, files = [], []
        for place, source in enumerate(([str(tmp_path / "out")], ["--endpoint", server.url])):
            files.append(tmp_path / f"{argv[0]}-{place}")
            more = [str(files[-1])] if argv[-1] == "-o" else []
            assert main([*argv, *more, *source]) == 0
            told.append(capsys.readouterr().out.replace(str(files[-1]), "FILE"))
        assert told[0] and told[0] == told[1]
        assert not files[0].exists() or files[0].read_bytes() == files[1].read_bytes()


def test_the_command_says_what_it_did(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if server.credentials.user and server.credentials.password:
        monkeypatch.setenv("KG_ENDPOINT_USER", server.credentials.user)
        monkeypatch.setenv("KG_ENDPOINT_PASSWORD", server.credentials.password)
    with Store.open(tmp_path, write=True) as store:
        store.extend(edited().match())
        store.publish()
    for told in ("1 new, 1 changed, 4 unchanged, 1 removed", "6 unchanged"):
        assert main(["push", str(tmp_path), "--endpoint", server.url]) == 0
        assert f"Graphs: {told}. {server.url} holds" in capsys.readouterr().out


def test_a_pull_brings_it_back(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pull = ["pull", "--endpoint", server.url, "-o", str(tmp_path)]
    assert main(pull) == 0 and main(pull) == 0
    said = capsys.readouterr()
    assert f"articles 3, strikes 5, triples {TRIPLES:,}; 6 graphs brought" in said.out and "unchanged." in said.out
    with Store.open(tmp_path) as store:
        assert set(store.match()) == set(sample_quads())
    fewer = sample_store()  # a whole graph, without one article and its strike
    fewer.drop(vocab.article_graph("gamma"))
    strikes = [quad for quad in fewer.match(vocab.STRIKES_GRAPH) if "mayadin" not in str(quad)]
    fewer.replace(vocab.STRIKES_GRAPH, strikes)
    push(fewer, asking(server))
    assert main(pull) == 1 and "1 articles that" in capsys.readouterr().err
    assert main([*pull, "--replace"]) == 0
    with Store.open(tmp_path) as store:
        assert set(store.match()) == set(fewer.match())


# --- what goes wrong ---------------------------------------------------------------------------------------------


def test_who_may_not_write(server: Server) -> None:
    if server.credentials == Credentials():
        pytest.skip("this server asks for no password")
    for wrong in (Credentials(), Credentials("dba", "سرّ")):
        with pytest.raises(
            EndpointError, match=f"{server.graphs} lets nobody write, or not you .401.*KG_ENDPOINT_USER"
        ):
            push(edited(), Endpoint(server.url, wrong))
    assert there(server) == set(sample_quads())


def test_a_server_that_takes_no_writing(tmp_path: Path) -> None:
    with oxigraph(tmp_path / "data") as writable:
        push(sample_store(), asking(writable))
    with oxigraph(tmp_path / "data", read_only=True) as server:
        with pytest.raises(EndpointError, match=f"{server.graphs} lets nobody write.*403.*read-only"):
            push(edited(), asking(server))
        assert there(server) == set(sample_quads())


@pytest.mark.parametrize(
    ("argv", "code", "told"),
    [
        (["--endpoint", "http://{free}/query"], 1, "cannot be reached (Connection refused)"),
        (["--endpoint", "localhost"], 2, "is no address"),
        (["--endpoint", "{url}", "--update", "ftp://x"], 2, "ftp://x is no address"),
        (["--endpoint", "{url}", "--graph-store", "{url}/nowhere"], 1, "takes no graphs: {url}/nowhere"),
        (["--endpoint", "{base}/other"], 1, "is no query endpoint (404"),
    ],
)
def test_the_command_tells_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], argv: list[str], code: int, told: str
) -> None:
    with Store.open(tmp_path / "out", write=True) as store:
        store.extend(sample_quads())
        store.publish()
    with oxigraph(tmp_path / "data") as server:
        words = {"url": server.url, "base": server.url.removesuffix("/query"), "free": f"{LOOPBACK}:{free_port()}"}
        assert main(["push", str(tmp_path / "out"), *(word.format(**words) for word in argv)]) == code
        said = capsys.readouterr()
        assert told.format(**words) in said.err and not said.out and said.err.strip().count("\n") == 0


def test_a_server_without_a_graph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with oxigraph(tmp_path / "data") as server:
        assert main(["pull", "--endpoint", server.url, "-o", str(tmp_path / "out")]) == 1
    assert f"{server.url} holds no graph of this project" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_server_that_loses_triples_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.remote.writers.GraphStore.add", lambda *_: None)
    monkeypatch.setattr("kg.remote.refresh.PIECE", 2000)
    with oxigraph(tmp_path / "data") as server, pytest.raises(EndpointError, match="does not hold what was sent"):
        push(sample_store(), asking(server))


def test_the_notes_of_a_push_are_no_part_of_the_graph(server: Server) -> None:
    assert CHECKSUMS not in asking(server).sizes()
    noted = asking(server).select(f"SELECT ?g {{ GRAPH {CHECKSUMS} {{ ?g {vocab.SCHEMA.sha256} ?sum }} }}").rows
    assert len(noted) == GRAPHS
