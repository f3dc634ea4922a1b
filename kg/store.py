"""Where a graph lives: Oxigraph under rdflib's API, in memory or on disk.

On disk one writer works in `OUT/store/work` and publishes; readers open the published copy, which never changes.
Oxigraph leaves it undefined what a reader sees beside a writer on one folder, so they never share one; a copy costs no
room while it is new (hard links).
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from kg import vocab

if TYPE_CHECKING:
    from rdflib import Dataset

FORMAT = 1
"""Layout of the folder and shape of the graph; a store of another format has to be built again."""

_MARKER = "store.json"
_KEPT = 2  # published copies: the newest, and the one that readers may still have open
_TOGETHER = 20_000  # quads of new graphs that are written at once: in bulk, Oxigraph takes a third of the time for each
_HELD = 200_000  # quads of new graphs that stay at hand, so that they are not read back: some 100 MB


class StoreError(Exception):
    """A folder holds no readable build, or another process writes it; the message names the folder and the remedy."""


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer to a SELECT: the names of its variables, and a row of terms (None: unbound) per solution."""

    columns: tuple[str, ...]
    rows: tuple[tuple[NamedNode | Literal | None, ...], ...]


class Store:
    """A dataset of named graphs. `open` and `memory` make one; use it in a `with` block or call `close`.

    New graphs of a store on disk wait in memory until there are enough of them to be written together; literals of
    numbers must be in canonical form for that, as those of `kg.vocab` and of any store are.
    """

    def __init__(self, inner: ox.Store, folder: Path | None = None) -> None:
        self._inner = inner
        self._new: dict[NamedNode, dict[Quad, None]] = {}  # graphs that were made here, as they are now
        self._waiting: set[NamedNode] = set()  # those of them that are not in `_inner` yet
        self._folder = folder  # of the store that `publish` publishes to; None when there is nothing to publish

    @classmethod
    def memory(cls) -> Store:
        """An empty store that ends with the process."""
        return cls(ox.Store())

    @classmethod
    def open(cls, out: Path | str, *, write: bool = False) -> Store:
        """The store of the build in folder `out`: the published copy, to read.

        With `write` it is the working copy, which is made where there is none. Raises StoreError when `out` holds no
        build, one of another format, or one that another process is writing.
        """
        folder = Path(out) / "store"
        if write:
            return cls(_open_work(folder), folder)
        return cls(_open_published(Path(out)))

    def graph_ids(self) -> list[NamedNode]:
        """The names of all graphs, sorted."""
        there = {name for name in self._inner.named_graphs() if isinstance(name, NamedNode)}
        return sorted(there | self._waiting, key=str)

    def __len__(self) -> int:
        return len(self._written())

    def match(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one graph, or of all, in no particular order."""
        if graph in self._new:
            return iter(tuple(self._new[graph]))
        inner = self._inner if graph else self._written()
        return iter(inner.quads_for_pattern(None, None, None, graph))

    def quads(self, graph: NamedNode | None = None) -> list[Quad]:
        """The quads of one graph, or of all, by graph, subject, predicate and object: same content, same order."""
        return sorted(self.match(graph), key=_order)

    def extend(self, quads: Iterable[Quad]) -> None:
        """Adds quads, all or none."""
        told: dict[NamedNode, dict[Quad, None]] = {}
        there: list[Quad] = []
        for quad in quads:
            graph = quad.graph_name
            if not isinstance(graph, NamedNode):
                there.append(quad)
            elif graph in told or self._is_new(graph):
                told.setdefault(graph, {})[quad] = None
            else:
                there.append(quad)
                self._new.pop(graph, None)
        self._inner.extend(there)
        for graph, added in told.items():
            self._wait(graph, self._new.get(graph, {}) | added)

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> bool:
        """Makes `quads` the content of `graph`, all or nothing; says whether that changed anything.

        Raises ValueError when a quad belongs to another graph.
        """
        content = dict.fromkeys(quads)
        for quad in content:
            if quad.graph_name != graph:
                raise ValueError(
                    f"A quad of graph {quad.graph_name} cannot go into {graph}: replace one graph at a time."
                )
        old, new = set(self.match(graph)), content.keys()
        gone, added = old - new, new - old
        if self._is_new(graph):
            self._wait(graph, content)
            return bool(gone or added)
        self._new.pop(graph, None)
        if gone:
            # Deleting and inserting in one update is one transaction; the API has no other that does both.
            self._inner.update(f"DELETE DATA {{ {_data(graph, gone)} }} ; INSERT DATA {{ {_data(graph, added)} }}")
        elif added:
            self._inner.extend(added)
        if not new:
            self._inner.remove_graph(graph)
        return bool(gone or added)

    def drop(self, graph: NamedNode) -> None:
        """Removes a graph; one that is not there is no error."""
        self._new.pop(graph, None)
        self._waiting.discard(graph)
        self._inner.remove_graph(graph)

    def select(self, sparql: str) -> Solutions:
        """Answers a SELECT over the union of all graphs; the project's prefixes need not be declared.

        Raises SyntaxError where `sparql` is no SPARQL, ValueError when it is no SELECT.
        """
        found = self._written().query(sparql, prefixes=vocab.PREFIXES, use_default_graph_as_union=True)
        if not isinstance(found, ox.QuerySolutions):
            raise ValueError("Only SELECT queries can be run here; rewrite the ASK, CONSTRUCT or DESCRIBE as a SELECT.")
        columns = tuple(variable.value for variable in found.variables)
        return Solutions(columns, tuple(tuple(_plain(term) for term in solution) for solution in found))

    @property
    def dataset(self) -> Dataset:
        """The same data through rdflib's API, with the union of all graphs as default graph."""
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        dataset = Dataset(store=OxigraphStore(store=self._written()), default_union=True)
        for prefix, namespace in vocab.PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def publish(self) -> None:
        """Makes what was written visible to readers, at once; in memory there is nothing to do."""
        if self._folder is None:
            return
        self._written().flush()
        number = max(_published(self._folder), default=0) + 1
        copy = self._folder / f"published-{number}"
        self._inner.backup(copy)
        _write_marker(self._folder, copy.name)
        for old in sorted(_published(self._folder))[:-_KEPT]:
            shutil.rmtree(self._folder / f"published-{old}")

    def close(self) -> None:
        """Lets go of the files; without `publish` readers keep seeing what was published last."""
        self._written()
        self._new.clear()
        self._inner = ox.Store()  # dropping the last reference closes RocksDB and releases its lock
        self._folder = None

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- new graphs -------------------------------------------------------------------------------------------------

    def _is_new(self, graph: NamedNode) -> bool:
        return self._folder is not None and (graph in self._waiting or not self._inner.contains_named_graph(graph))

    def _wait(self, graph: NamedNode, content: dict[Quad, None]) -> None:
        """Keeps the whole content of a new graph until it is written; without any content there is no graph."""
        self._new.pop(graph, None)
        self._waiting.discard(graph)
        if content:
            self._new[graph] = content
            self._waiting.add(graph)
        if sum(len(self._new[name]) for name in self._waiting) > _TOGETHER:
            self._written()

    def _written(self) -> ox.Store:
        """The inner store, with all that waited for being written."""
        if self._waiting:
            self._inner.bulk_extend(chain.from_iterable(self._new[name] for name in sorted(self._waiting, key=str)))
            self._waiting.clear()
        if sum(map(len, self._new.values())) > _HELD:
            self._new.clear()
        return self._inner


def _open_work(folder: Path) -> ox.Store:
    if folder.exists():
        _read_marker(folder, missing_is_fine=not any(folder.iterdir()))
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / _MARKER).exists():
        _write_marker(folder, None)
    try:
        return ox.Store(folder / "work")
    except OSError as error:
        if "lock" in str(error).lower():
            raise StoreError(f"{folder} is being written by another process; wait until it has finished.") from error
        raise StoreError(f"{folder} cannot be opened ({error}); delete it and build again.") from error


def published(out: Path) -> Path:
    """Where the published copy of the build in folder `out` lies, for programs that read an Oxigraph database.

    Raises StoreError like `Store.open`.
    """
    folder = out / "store"
    if not folder.is_dir():
        raise StoreError(f"{out} is no folder of a build; name the one that was given to `kg build -o`.")
    name = _read_marker(folder)
    if name is None:
        raise StoreError(f"{out} holds a build that never finished; run `kg build` on it again.")
    return folder / name


def _open_published(out: Path) -> ox.Store:
    copy = published(out)
    try:
        return ox.Store.read_only(str(copy))
    except OSError as error:
        raise StoreError(f"{copy} cannot be read ({error}); run `kg build` on {out} again.") from error


def _read_marker(folder: Path, missing_is_fine: bool = False) -> str | None:
    """The name of the published copy. Raises StoreError when the folder was not written by this format."""
    try:
        marker = json.loads((folder / _MARKER).read_text(encoding="utf-8"))
    except FileNotFoundError:
        if missing_is_fine:
            return None
        raise StoreError(f"{folder} holds no build; name another folder.") from None
    except (OSError, ValueError) as error:
        raise StoreError(f"{folder / _MARKER} cannot be read ({error}); delete {folder} and build again.") from error
    if marker.get("format") != FORMAT:
        raise StoreError(
            f"{folder} is of format {marker.get('format')}, this version reads {FORMAT}; delete it and build again."
        )
    published = marker.get("published")
    return None if published is None else str(published)


def _write_marker(folder: Path, published: str | None) -> None:
    new = folder / f"{_MARKER}.new"
    new.write_text(json.dumps({"format": FORMAT, "published": published}) + "\n", encoding="utf-8")
    os.replace(new, folder / _MARKER)


def _published(folder: Path) -> list[int]:
    return [int(copy.name.partition("-")[2]) for copy in folder.glob("published-*")]


def _order(quad: Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def _data(graph: NamedNode, quads: Iterable[Quad]) -> str:
    triples = " ".join(f"{quad.subject} {quad.predicate} {quad.object} ." for quad in quads)
    return f"GRAPH {graph} {{ {triples} }}"


def _plain(term: object) -> NamedNode | Literal | None:
    if term is None or isinstance(term, NamedNode | Literal):
        return term
    raise ValueError(f"The answer has the term {term}; only IRIs and literals are used in these graphs.")
