"""A graph brought to a server: only what differs from what is there is sent, graph by graph.

The server keeps, in a graph of its own, a checksum of each graph that was brought there. A graph whose checksum and
size are those of ours is left alone, so that a second push changes nothing and one that broke off goes on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg import vocab
from kg.remote.endpoint import CHECKSUMS, Endpoint, Tell
from kg.remote.http import RETRIES, EndpointError, Http
from kg.remote.writers import NoWriter, Writer, writers
from kg.store import Store
from kg.vocab import DCTERMS, SCHEMA

PIECE = 900_000
"""Bytes that are sent at once: proxies before servers often take no more than a megabyte."""

_NOTED = 200  # graphs between two notes of what has arrived
_ABOUT = Triple(
    CHECKSUMS, DCTERMS.description, Literal("Checksums of the graphs that kg push brought here", language="en")
)
_ASKED = f"SELECT ?graph ?sum {{ GRAPH {CHECKSUMS} {{ ?graph {SCHEMA.sha256} ?sum }} }}"


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did: the graphs that were new, changed, as they had been, and removed; `triples` are there now."""

    new: int
    changed: int
    unchanged: int
    removed: int
    triples: int


@dataclass(frozen=True, slots=True)
class _Graph:
    size: int
    sum: str


def push(
    store: Store,
    endpoint: Endpoint,
    *,
    graphs: str | None = None,
    update: str | None = None,
    again: bool = False,
    tell: Tell = lambda done, whole: None,
) -> Pushed:
    """Makes the server of `endpoint` hold the graphs of `store`, and no others of this project; those of others stay.

    `graphs` and `update` are the addresses at which the server takes writing, where they do not follow from that of its
    query endpoint; with `again` also what has not changed is sent. `tell` hears how many graphs are done.

    Raises EndpointError when the server does not answer, takes no writing, or has other numbers of triples at the end;
    ValueError for what is no address.
    """
    there = endpoint.sizes()  # a server that is not there at all is told at once
    here = {graph: _described(store, graph) for graph in store.graph_ids()}
    sums = _sums(endpoint)
    same = {g for g, own in here.items() if not again and there.get(g) == own.size and sums.get(g) == own.sum}
    stale, gone = [graph for graph in _in_order(here) if graph not in same], sorted(there.keys() - here.keys(), key=str)
    if stale or gone:
        http = Http(endpoint.credentials, endpoint.http.timeout, RETRIES)
        writer = _first(writers(http, endpoint.url, graphs, update), [_ABOUT, *_notes(here, same)], endpoint.url)
        _send(store, writer, here, stale, gone, tell)
        _check(endpoint, {graph: own.size for graph, own in here.items()})
    new = sum(graph not in there for graph in stale)
    return Pushed(new, len(stale) - new, len(same), len(gone), sum(own.size for own in here.values()))


def _first(candidates: Iterable[Writer], notes: Iterable[Triple], url: str) -> Writer:
    """The first way of writing that the server takes; it is tried on the graph of checksums."""
    pieces, refusals = list(_pieces(_lines(notes))), []
    for writer in candidates:
        try:
            writer.replace(CHECKSUMS, pieces)
            return writer
        except NoWriter as error:
            refusals.append(str(error))
    told = "; ".join(refusals) or "nothing is known of where a server with such an address takes them"
    raise EndpointError(
        f"{url} takes no graphs: {told}. If the server is not read-only, give the address where it takes them with"
        " --graph-store or --update."
    )


def _send(
    store: Store,
    writer: Writer,
    here: Mapping[NamedNode, _Graph],
    stale: list[NamedNode],
    gone: list[NamedNode],
    tell: Tell,
) -> None:
    whole = len(stale) + len(gone)
    for start in range(0, len(stale), _NOTED):
        batch = stale[start : start + _NOTED]
        for done, graph in enumerate(batch, start + 1):
            writer.replace(graph, list(_pieces(_content(store, graph))))
            tell(done, whole)
        for piece in _pieces(_lines(_notes(here, batch))):
            writer.add(CHECKSUMS, piece)
    for done, graph in enumerate(gone, len(stale) + 1):
        writer.drop(graph)
        tell(done, whole)


def _check(endpoint: Endpoint, here: Mapping[NamedNode, int]) -> None:
    there = endpoint.sizes()
    wrong = sorted((graph for graph in there.keys() | here.keys() if there.get(graph) != here.get(graph)), key=str)
    if wrong:
        first = wrong[0]
        raise EndpointError(
            f"{endpoint.url} does not hold what was sent: {len(wrong)} graphs differ, such as {first.value} with"
            f" {there.get(first, 0):,} triples there and {here.get(first, 0):,} here; somebody else may be writing"
            " there: push again."
        )


def _sums(endpoint: Endpoint) -> dict[NamedNode, str]:
    rows = endpoint.pages(_ASKED)
    return {g: value.value for g, value in rows if isinstance(g, NamedNode) and isinstance(value, Literal)}


def _in_order(graphs: Iterable[NamedNode]) -> list[NamedNode]:
    """Articles before the strikes that are made of them: what points somewhere comes last."""
    return sorted(graphs, key=lambda graph: (not graph.value.startswith(vocab.ARTICLE_GRAPHS), graph.value))


def _described(store: Store, graph: NamedNode) -> _Graph:
    lines = _content(store, graph)
    return _Graph(len(lines), hashlib.sha256(b"".join(lines)).hexdigest())


def _content(store: Store, graph: NamedNode) -> list[bytes]:
    return _lines(quad.triple for quad in store.match(graph))


def _notes(here: Mapping[NamedNode, _Graph], graphs: Iterable[NamedNode]) -> Iterator[Triple]:
    return (Triple(graph, SCHEMA.sha256, Literal(here[graph].sum)) for graph in graphs)


def _lines(triples: Iterable[Triple]) -> list[bytes]:
    """N-Triples, one line each, sorted."""
    return sorted((serialize(triples, format=RdfFormat.N_TRIPLES) or b"").splitlines(keepends=True))


def _pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    piece: list[bytes] = []
    size = 0
    for line in lines:
        if piece and size + len(line) > PIECE:
            yield b"".join(piece)
            piece, size = [], 0
        piece.append(line)
        size += len(line)
    if piece:
        yield b"".join(piece)
