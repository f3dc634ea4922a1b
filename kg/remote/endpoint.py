"""A SPARQL 1.1 query endpoint: asked as a store is asked, or copied into one.

Queries go out by POST, so that long ones arrive. What an endpoint takes for its default graph differs from server to
server; name graphs with GRAPH, as the shipped queries do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad
from SPARQLWrapper import JSON, POST, SELECT, SPARQLWrapper

from kg import vocab
from kg.remote.http import TIMEOUT, Credentials, EndpointError, Http, checked, refusal, said
from kg.store import Solutions, Store
from kg.vocab import XSD

PAGE = 10_000
"""Rows that are asked for at once: many servers cut longer answers off."""

Tell = Callable[[int, int], None]
"""Hears how far a long piece of work is: done, and of how many."""

_OURS = f"{vocab.BASE}graph/"
CHECKSUMS = NamedNode(f"{_OURS}checksums")
"""The graph in which `push` keeps notes of what it brought; it is not a part of what was brought."""

# HAVING looks at each graph once, a FILTER at each triple. Without the inner order pages would not fit together.
_SIZES = f"""
SELECT ?graph ?size {{ {{
  SELECT ?graph (COUNT(*) AS ?size) {{ GRAPH ?graph {{ ?s ?p ?o }} }}
  GROUP BY ?graph HAVING(STRSTARTS(STR(?graph), "{_OURS}")) ORDER BY ?graph
}} }}"""
_QUADS = "SELECT ?s ?p ?o ?graph {{ VALUES ?graph {{ {graphs} }} GRAPH ?graph {{ ?s ?p ?o }} }}"
_DECLARED = re.compile(r"(?:^|>)\s*PREFIX\s+([\w-]*):", re.IGNORECASE | re.MULTILINE)
_BOOLEANS = {"1": "true", "0": "false"}


class Endpoint:
    """A SPARQL 1.1 query endpoint at an http or https address; see `Http` for `timeout` and `retries`.

    Raises ValueError for what is no such address.
    """

    def __init__(
        self, url: str, credentials: Credentials | None = None, timeout: int = TIMEOUT, retries: int = 0
    ) -> None:
        self.url = checked(url)
        self.credentials = credentials or Credentials()
        self.http = Http(self.credentials, timeout, retries)

    def select(self, sparql: str) -> Solutions:
        """Answers a SELECT; the project's prefixes need not be declared.

        Raises SyntaxError when the endpoint takes `sparql` for no SPARQL, ValueError when it is no SELECT or the answer
        has blank nodes, and EndpointError when there is no answer.
        """
        query = SPARQLWrapper(self.url, returnFormat=JSON)
        # Set here rather than by setQuery, which guesses the type of a query from any word in it, comments included,
        # and would send some as updates.
        query.queryString, query.queryType = _with_prefixes(sparql), SELECT
        query.setMethod(POST)
        query.setOnlyConneg(True)
        # The library's own way of sending has neither Digest nor retries, and opens a connection for each request.
        request = query._createRequest()
        headers = {name: value for name, value in request.header_items() if name != "User-agent"}
        response = self.http.send("POST", request.full_url, data=request.data, headers=headers)
        if response.status_code == 400:
            raise SyntaxError(f"{self.url} does not take the query: {said(response)}")
        if not response.ok:
            raise refusal(response, self.url)
        return self._solutions(response.content, response.headers.get("Content-Type", ""))

    def _solutions(self, body: bytes, kind: str) -> Solutions:
        format = ox.QueryResultsFormat.from_media_type(kind)
        try:
            if format is None:
                raise SyntaxError(f"it is of type {kind or 'unknown'}")
            found = ox.parse_query_results(body, format=format)
            if isinstance(found, ox.QueryBoolean):
                raise ValueError("Only SELECT queries can be run here; rewrite the ASK as a SELECT.")
            columns = tuple(variable.value for variable in found.variables)
            return Solutions(columns, tuple(tuple(map(_plain, solution)) for solution in found))
        except SyntaxError as error:
            raise EndpointError(
                f"{self.url} gave an answer that is no SPARQL result ({error.msg}); give the address of the query"
                " endpoint itself, such as http://localhost:7878/query, not that of its page."
            ) from error

    def sizes(self) -> dict[NamedNode, int]:
        """How many triples each graph of this project has there; graphs of others are not looked at."""
        return {
            graph: int(size.value)
            for graph, size in self.pages(_SIZES)
            if isinstance(graph, NamedNode) and isinstance(size, Literal) and graph != CHECKSUMS
        }

    def pages(self, sparql: str, rows: int | None = None) -> Iterator[tuple[NamedNode | Literal | None, ...]]:
        """The rows of a SELECT without LIMIT, asked for page by page; `rows` says how many there are, where it is
        known. Raises like `select`."""
        seen = 0
        # A page that is not full is not the last one: the server may cut answers shorter than a page.
        while rows is None or seen < rows:
            page = self.select(f"{sparql} LIMIT {PAGE} OFFSET {seen}").rows
            if not page:
                return
            yield from page
            seen += len(page)

    def copy(self, store: Store, sizes: Mapping[NamedNode, int], tell: Tell = lambda done, whole: None) -> None:
        """Adds the graphs that `sizes` names to `store`, where each then has as many triples as `sizes` says.

        Raises EndpointError when they are not of these sizes any more, ValueError when they have blank nodes.
        """
        done, whole = 0, sum(sizes.values())
        for batch in _batches(sizes):
            size = sum(sizes[graph] for graph in batch)
            asked = _QUADS.format(graphs=" ".join(map(str, batch)))
            # Servers read a graph in the order of an index, so that pages fit together without being sorted (which
            # takes some thirty times as long); should one not, the count tells.
            quads = {Quad(*row) for row in self.pages(asked, size)}  # type: ignore[arg-type]
            if len(quads) != size:
                raise EndpointError(
                    f"{self.url} gave {len(quads):,} of {size:,} triples of {batch[0].value} and {len(batch) - 1} more"
                    " graphs; somebody may be writing there: try again."
                )
            store.extend(quads)
            done += size
            tell(done, whole)


def _batches(sizes: Mapping[NamedNode, int]) -> Iterator[list[NamedNode]]:
    """Graphs that fit on one page together; one that is larger comes alone."""
    batch: list[NamedNode] = []
    room = PAGE
    for graph in sorted(sizes, key=str):
        if batch and sizes[graph] > room:
            yield batch
            batch, room = [], PAGE
        batch.append(graph)
        room -= sizes[graph]
    if batch:
        yield batch


def _with_prefixes(sparql: str) -> str:
    """`sparql` with those of the project's prefixes that it does not declare: some servers take no second declaration.

    They stand in the first line, so that the lines that a server names in a complaint are those of the query.
    """
    declared = set(_DECLARED.findall(sparql))
    missing: Iterable[str] = (
        f"PREFIX {name}: <{iri}> " for name, iri in vocab.PREFIXES.items() if name not in declared
    )
    return "".join(missing) + sparql


def _plain(term: object) -> NamedNode | Literal | None:
    """The term as a store has it: Virtuoso writes truth as 1 and 0."""
    if isinstance(term, Literal) and term.datatype == XSD.boolean and term.value in _BOOLEANS:
        return Literal(_BOOLEANS[term.value], datatype=XSD.boolean)
    if term is None or isinstance(term, NamedNode | Literal):
        return term
    raise ValueError(f"The answer has the term {term}; ask for IRIs and literals only.")
