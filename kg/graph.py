"""A built graph in Python: `kg.open` gives one, whose methods answer with tables, networks and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, fields
from datetime import date
from functools import cached_property
from os import PathLike, fspath
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.frames import frame
from kg.names import Node
from kg.query import Value, catalogue, plain
from kg.query import run as ask
from kg.store import Store, StoreError

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.export import Exported
    from kg.export.content import Content
    from kg.remote import Endpoint


class Graph:
    """A graph in a folder that `kg build` made, or on a server.

    Answers are a `pandas.DataFrame` where pandas is installed, else a `kg.frames.Table`. Use it in a `with` block, or
    call `close` when done. What a server is not asked by SPARQL is copied from it once, into memory.
    """

    def __init__(self, source: Store | Endpoint) -> None:
        self._source = source

    @classmethod
    def of(
        cls,
        place: str | PathLike[str],
        *,
        user: str | None = None,
        password: str | None = None,
        token: str | None = None,
    ) -> Graph:
        """What `kg.open` does."""
        address = fspath(place)
        if address.startswith(("http://", "https://")):
            from kg.remote import RETRIES, Credentials, Endpoint

            return cls(Endpoint(address, Credentials(user, password, token), retries=RETRIES))
        if (user, password, token) != (None, None, None):
            raise ValueError(f"{address} is a folder, which asks for no credentials; leave them out.")
        return cls(Store.open(address))

    def questions(self) -> Any:
        """The shipped questions: name, what it answers, and what can be given to it."""
        rows = ((q.name, q.summary, ", ".join(parameter.name for parameter in q.parameters)) for q in catalogue())
        return frame(("question", "answers", "parameters"), rows)

    def query(
        self,
        question: str | Path,
        given: Mapping[str, object] | None = None,
        /,
        *,
        language: str = "en",
        ids: bool = False,
        **parameters: object,
    ) -> Any:
        """Asks a shipped question by its name, or that in a file that ends in `.rq`.

        Parameters are given by name; those that Python reserves with an underscore behind (`from_="2023-10-01"`), or
        all of them as a mapping. Entities of the answer are told by their label in `language`, with `ids` by their id.

        Raises QueryError for an unknown question, parameter or value, UnknownName for a name that the graph has not.
        """
        named = {name.removesuffix("_"): value for name, value in parameters.items()}
        wanted = {name: _typed(value) for name, value in {**(given or {}), **named}.items() if value is not None}
        found = ask(self._source, question, wanted, language=language)
        return frame(found.columns, (tuple(_cell(cell, ids) for cell in row) for row in found.rows))

    def sparql(self, select: str) -> Any:
        """Answers a SELECT of your own; IRIs stay IRIs, and the project's prefixes need not be declared.

        Raises SyntaxError for what is no SPARQL, ValueError for what is no SELECT.
        """
        found = self._source.select(select)
        return frame(found.columns, (tuple(map(_plain, row)) for row in found.rows))

    def strikes(self, first: date | str | None = None, last: date | str | None = None) -> Any:
        """One row per strike and attacker, as `kg export --format csv` writes it, of a period if one is given."""
        from kg.export.table import Row, rows

        content = self._content(first, last)
        return frame([field.name for field in fields(Row)], map(astuple, rows(content)))

    def accounts(self, first: date | str | None = None, last: date | str | None = None) -> Any:
        """One row per account: what an article says of a strike, with the quote and its place in the text."""
        from kg.export.told import AccountRow, account_rows

        content = self._content(first, last)
        return frame([field.name for field in fields(AccountRow)], map(astuple, account_rows(content)))

    def facts(self) -> Any:
        """The distinct facts that each article states, as `kg facts --format csv` lists them."""
        from kg import unrdf
        from kg.facts import COLUMNS, aliases_of, facts, row

        aliases = aliases_of(unrdf.entities(self._whole))
        found = facts(
            unrdf.strikes(self._whole),
            iri=lambda entity: vocab.entity_iri(entity.kind, entity.id).value,
            aliases=aliases,
        )
        return frame(COLUMNS, (tuple(row(fact).get(name) for name in COLUMNS) for fact in found))

    def network(self, first: date | str | None = None, last: date | str | None = None) -> Any:
        """Who attacked whom, as a `networkx.MultiDiGraph`: the network of `kg export --format gexf`."""
        from kg.export.network import network

        return network(self._content(first, last)).graph

    @property
    def graph(self) -> Dataset:
        """The graph as an `rdflib.Dataset`, with the union of all named graphs as its default graph."""
        return self._whole.dataset

    def export(
        self,
        format: str,
        path: Path | str,
        first: date | str | None = None,
        last: date | str | None = None,
        language: str | None = None,
    ) -> Exported:
        """Writes a file for another tool, as `kg export` does. Raises ExportError."""
        from kg.export import Wanted, export

        return export(self._whole, format, path, Wanted(_day(first), _day(last), language))

    def close(self) -> None:
        """Lets go of the files; the graph cannot be used afterwards."""
        if isinstance(self._source, Store):
            self._source.close()

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def _whole(self) -> Store:
        if isinstance(self._source, Store):
            return self._source
        copy, sizes = Store.memory(), self._source.sizes()
        if vocab.STRIKES_GRAPH not in sizes:
            raise StoreError(f"{self._source.url} holds no graph of this project; bring one there with kg push.")
        self._source.copy(copy, sizes)
        return copy

    def _content(self, first: date | str | None, last: date | str | None) -> Content:
        from kg.export import Wanted
        from kg.export.content import Content

        return Content.of(self._whole, Wanted(_day(first), _day(last)))


def _day(day: date | str | None) -> date | None:
    return date.fromisoformat(day) if isinstance(day, str) else day


def _typed(value: object) -> str:
    """What a user would type for `value`."""
    return value.iri if isinstance(value, Node) else str(value)


def _cell(cell: Value, ids: bool) -> Any:
    if isinstance(cell, Node):
        return cell.id if ids else cell.label
    return cell


def _plain(term: NamedNode | Literal | None) -> Any:
    if term is None:
        return None
    return plain(term) if isinstance(term, Literal) else term.value
