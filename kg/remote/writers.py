"""Ways of writing graphs to a server: the Graph Store protocol, and SPARQL Update where a server has none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import yaml
from pyoxigraph import NamedNode
from requests import Response
from SPARQLWrapper import INSERT, POST, POSTDIRECTLY, SPARQLWrapper

from kg.remote.http import EndpointError, Http, checked, refusal, said

_NOT_HERE = (400, 404, 405, 406, 415, 501)
_SERVERS = Path(__file__).parent / "servers.yaml"

Pieces = Sequence[bytes]
"""The content of a graph as N-Triples, in pieces of whole lines that servers take at once."""


class NoWriter(EndpointError):
    """A server takes nothing at this address, or not in this way."""


class Writer(Protocol):
    """A way of writing. All methods raise NoWriter and EndpointError; doing one twice is as good as once."""

    def replace(self, graph: NamedNode, pieces: Pieces) -> None:
        """Makes `pieces` the content of `graph`."""

    def add(self, graph: NamedNode, piece: bytes) -> None:
        """Adds `piece` to `graph`."""

    def drop(self, graph: NamedNode) -> None:
        """Removes `graph`; one that is not there is no error."""


class GraphStore:
    """SPARQL 1.1 Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/)."""

    def __init__(self, http: Http, url: str) -> None:
        self._http, self._url = http, checked(url)

    def replace(self, graph: NamedNode, pieces: Pieces) -> None:
        self._send("PUT", graph, pieces[0] if pieces else b"")
        for piece in pieces[1:]:
            self.add(graph, piece)

    def add(self, graph: NamedNode, piece: bytes) -> None:
        self._send("POST", graph, piece)

    def drop(self, graph: NamedNode) -> None:
        self._send("DELETE", graph, None)

    def _send(self, method: str, graph: NamedNode, data: bytes | None) -> None:
        headers = {} if data is None else {"Content-Type": "application/n-triples"}
        answer = self._http.send(method, self._url, data=data, params={"graph": graph.value}, headers=headers)
        if not (answer.ok or (method == "DELETE" and answer.status_code == 404)):
            raise _refused(answer, self._url)


class Update:
    """SPARQL 1.1 Update (https://www.w3.org/TR/sparql11-update/)."""

    def __init__(self, http: Http, url: str) -> None:
        self._http, self._url = http, checked(url)

    def replace(self, graph: NamedNode, pieces: Pieces) -> None:
        first = f" ; {_insert(graph, pieces[0])}" if pieces else ""
        self._send(f"DROP SILENT GRAPH {graph}{first}")
        for piece in pieces[1:]:
            self.add(graph, piece)

    def add(self, graph: NamedNode, piece: bytes) -> None:
        self._send(_insert(graph, piece))

    def drop(self, graph: NamedNode) -> None:
        self._send(f"DROP SILENT GRAPH {graph}")

    def _send(self, sparql: str) -> None:
        update = SPARQLWrapper(self._url, updateEndpoint=self._url)
        update.queryString, update.queryType = sparql, INSERT  # as in `Endpoint.select`
        update.setMethod(POST)
        update.setRequestMethod(POSTDIRECTLY)
        request = update._createRequest()
        answer = self._http.send(
            "POST", request.full_url, data=request.data, headers={"Content-Type": request.get_header("Content-type")}
        )
        if not answer.ok:
            raise _refused(answer, self._url)


def writers(http: Http, url: str, graphs: str | None = None, update: str | None = None) -> Iterator[Writer]:
    """What may take graphs beside the query endpoint at `url`, best first; with `graphs` or `update` only what takes
    them at this address. Raises ValueError for what is no address."""
    if graphs or update:
        yield from [GraphStore(http, graphs)] if graphs else []
        yield from [Update(http, update)] if update else []
        return
    fitting = [server for server in yaml.safe_load(_SERVERS.read_text("utf-8")) if re.search(server["query"], url)]
    for kind, key in ((GraphStore, "graphs"), (Update, "update")):
        yield from (kind(http, re.sub(one["query"], one[key], url)) for one in fitting if key in one)


def _insert(graph: NamedNode, piece: bytes) -> str:
    return f"INSERT DATA {{ GRAPH {graph} {{ {piece.decode()} }} }}"


def _refused(answer: Response, url: str) -> EndpointError:
    if answer.status_code in _NOT_HERE:
        return NoWriter(f"{url} takes no graphs ({answer.status_code} {answer.reason}: {said(answer)})")
    if answer.status_code in (401, 403):
        return EndpointError(
            f"{url} lets nobody write, or not you ({answer.status_code} {answer.reason}: {said(answer)}); if the server"
            " is not read-only, give a user and password or a token that may write (for the command line in"
            " KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN)."
        )
    return refusal(answer, url)
