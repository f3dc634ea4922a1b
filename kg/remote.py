"""A graph on a server: any SPARQL 1.1 endpoint, asked as a store is asked.

Queries go out by POST, so that long ones arrive, and nothing but queries is ever sent. What an endpoint takes for its
default graph differs from server to server; name graphs with GRAPH, as the shipped queries do.
"""

from __future__ import annotations

import re
import textwrap
from ast import literal_eval
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode
from SPARQLWrapper import JSON, POST, SELECT, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from kg import vocab
from kg.store import Solutions, StoreError

TIMEOUT = 60
"""Seconds after which an endpoint that says nothing is given up."""

_DECLARED = re.compile(r"(?:^|>)\s*PREFIX\s+([\w-]*):", re.IGNORECASE | re.MULTILINE)
_SHORT = 200


class EndpointError(StoreError):
    """An endpoint gave no answer, or none that can be used; the message names the endpoint and the remedy."""


class Endpoint:
    """A SPARQL 1.1 query endpoint at an http or https address.

    `user` and `password` are sent by HTTP Basic, `token` as a Bearer token; an endpoint that is open needs neither. A
    server that redirects to another address does not get them carried there. `timeout` is in whole seconds, for each
    step of connecting and reading.

    Raises ValueError for what is no such address, or when only one of user and password, or both ways are given.
    """

    def __init__(
        self,
        url: str,
        user: str | None = None,
        password: str | None = None,
        token: str | None = None,
        timeout: int = TIMEOUT,
    ) -> None:
        _check(url)
        if (user is None) != (password is None):
            raise ValueError(f"{url}: user and password belong together; give both or neither.")
        if user is not None and token is not None:
            raise ValueError(f"{url}: give user and password or a token, not both.")
        self.url = url
        self._timeout = timeout
        self._authorization: str | None = f"Bearer {token}" if token is not None else None
        if user is not None:
            self._authorization = f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"

    def select(self, sparql: str) -> Solutions:
        """Answers a SELECT; the project's prefixes need not be declared.

        Raises SyntaxError when the endpoint takes `sparql` for no SPARQL, ValueError when it is no SELECT or the answer
        has blank nodes, and EndpointError when there is no answer.
        """
        request = _Query(self.url, returnFormat=JSON, agent="strike-kg")
        # Set here rather than by setQuery, which guesses the type of a query from any word in it, comments included,
        # and would send some as updates.
        request.queryString, request.queryType = _with_prefixes(sparql), SELECT
        request.setMethod(POST)
        request.setOnlyConneg(True)
        request.setTimeout(self._timeout)
        request.authorization = self._authorization
        with self._explained(), request.query().response as response:
            body, kind = response.read(), response.headers.get("Content-Type", "")
        return self._solutions(body, kind)

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

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """What can go wrong on the way, as errors with a remedy."""
        try:
            yield
        except QueryBadFormed as error:
            raise SyntaxError(f"{self.url} does not take the query: {_said(error)}") from error
        except SPARQLWrapperException as error:
            raise self._refusal(error.__context__) from error
        except HTTPError as error:
            raise self._refusal(error) from error
        except (OSError, HTTPException) as error:
            reason = error.reason if isinstance(error, URLError) else error
            if isinstance(reason, TimeoutError):
                raise EndpointError(
                    f"{self.url} did not answer within {self._timeout} seconds; ask for less, such as a shorter period,"
                    " or allow more time."
                ) from error
            said = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
            raise EndpointError(
                f"{self.url} cannot be reached ({said}); check the address, and that the server runs."
            ) from error

    def _refusal(self, error: BaseException | None) -> EndpointError:
        if not isinstance(error, HTTPError):
            return EndpointError(f"{self.url} gave no answer; check the address.")
        answer = f"{error.code} {error.reason}".strip()
        if error.code in (401, 403):
            return EndpointError(
                f"{self.url} refuses access ({answer}); give a user and password or a token that may ask it"
                " (for the command line in KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN)."
            )
        if error.code >= 500:
            return EndpointError(
                f"{self.url} failed to answer ({answer}); try again later, ask for less, or see the server's log."
            )
        return EndpointError(
            f"{self.url} is no query endpoint ({answer}); give its full address, such as http://localhost:7878/query."
        )


class _Query(SPARQLWrapper):  # type: ignore[misc]  # the library has no types
    """A request whose credentials stay with the server that they are meant for."""

    authorization: str | None = None

    def _createRequest(self) -> Request:
        request: Request = super()._createRequest()
        if self.authorization is not None:
            request.add_unredirected_header("Authorization", self.authorization)
        return request


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if good and parts.username is not None:
        raise ValueError(
            f"The address of {parts.hostname} has credentials in it; take them out, and give user and password apart"
            " (for the command line in KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD)."
        )
    if not good or not url.isascii() or not url.isprintable() or " " in url:
        raise ValueError(f"{url} is no address of an endpoint; write it as http://localhost:7878/query.")


def _with_prefixes(sparql: str) -> str:
    """`sparql` with those of the project's prefixes that it does not declare: some servers take no second declaration.

    They stand in the first line, so that the lines that a server names in a complaint are those of the query.
    """
    declared = set(_DECLARED.findall(sparql))
    missing = (f"PREFIX {name}: <{iri}> " for name, iri in vocab.PREFIXES.items() if name not in declared)
    return "".join(missing) + sparql


def _plain(term: object) -> NamedNode | Literal | None:
    if term is None or isinstance(term, NamedNode | Literal):
        return term
    raise ValueError(f"The answer has the term {term}; ask for IRIs and literals only.")


def _said(error: QueryBadFormed) -> str:
    """What the server wrote; the library keeps it as the repr of bytes behind words of its own."""
    _, _, quoted = str(error).partition("Response:\n")
    text = literal_eval(quoted).decode("utf-8", "replace") if quoted else "it gives no reason"
    return textwrap.shorten(text, _SHORT, placeholder=" ...")
