"""The web application: the page of questions, what it asks for, the pages of `kg view`, and the SPARQL protocol.

`/sparql` (and `/query`) hand requests on to the engine as they come; the page itself asks through `/ask`, which takes
names as people write them, as `kg query` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import requests
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.choices import choices
from kg.names import Node, Selects, UnknownName
from kg.query import NamedQuery, Parameter, QueryError, Value, catalogue, load, run
from kg.remote import EndpointError

_FILES = Path(__file__).parent / "page"
_LOCAL = ["localhost", "127.0.0.1"]
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_PASSED = ("accept", "content-type")
_CHUNK = 1 << 16


def application(graph: Selects, engine: str, pages: Path, *, local: bool = True) -> Starlette:
    """The application for a graph: `graph` answers the page's questions, `engine` is the query endpoint that SPARQL
    requests go to, `pages` a file that `kg view` wrote.

    A `local` one answers only who calls it by a local name, so that no page of the web can ask it under another.
    """

    async def index(_: Request) -> Response:
        return FileResponse(_FILES / "index.html", headers={"Content-Security-Policy": _POLICY})

    async def questions(_: Request) -> Response:
        return JSONResponse([asdict(query) for query in catalogue()])

    def names(request: Request) -> Response:
        found = choices(graph, request.query_params.get("type", ""))
        return JSONResponse([asdict(choice) for choice in found], headers={"Cache-Control": "max-age=3600"})

    async def ask(request: Request) -> Response:
        try:
            asked = await request.json()
            return await run_in_threadpool(_answer, graph, asked)
        except (ValueError, KeyError, TypeError, AttributeError):
            return _wrong("The request is no question; send JSON with name or sparql, params and language.")

    async def sparql(request: Request) -> Response:
        return await run_in_threadpool(_forward, engine, request, await request.body())

    routes = [
        Route("/", index),
        Route("/questions", questions),
        Route("/names", names),
        Route("/ask", ask, methods=["POST"]),
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/query", sparql, methods=["GET", "POST"]),
        Route("/pages", lambda _: RedirectResponse(f"/{pages.name}")),
        Route(f"/{pages.name}", lambda _: FileResponse(pages)),
        Mount("/page", StaticFiles(directory=_FILES)),
    ]
    trusted = [Middleware(TrustedHostMiddleware, allowed_hosts=_LOCAL)] if local else []
    return Starlette(routes=routes, middleware=trusted)


def _answer(graph: Selects, asked: dict[str, Any]) -> Response:
    params = {str(name): str(value) for name, value in asked.get("params", {}).items() if value}
    try:
        result = run(graph, _query(asked), params, language=asked.get("language", "en"))
    except (QueryError, UnknownName) as error:
        return _wrong(str(error))
    except EndpointError as error:
        return _wrong(str(error), 500)
    except (SyntaxError, ValueError) as error:
        # Who reads this has written the query, and knows nothing of the address of the engine.
        return _wrong(str(error).partition("does not take the query: ")[2] or str(error))
    rows = [[_plain(value) for value in row] for row in result.rows]
    return JSONResponse({"columns": result.columns, "rows": rows})


def _query(asked: dict[str, Any]) -> NamedQuery:
    """A shipped query, or the reader's own text, which may have the parameters of the shipped one that it was."""
    if not (text := asked.get("sparql")):
        return load(str(asked["name"]))
    kept: tuple[Parameter, ...] = load(str(asked["name"])).parameters if asked.get("name") else ()
    return NamedQuery("", "", str(text), parameters=kept)


def _plain(value: Value) -> object:
    if isinstance(value, Node):
        return {"iri": value.iri, "label": value.label, "id": value.id}
    return value.isoformat() if isinstance(value, date) else value


def _wrong(message: str, status: int = 400) -> Response:
    return JSONResponse({"error": message}, status)


def _forward(engine: str, request: Request, body: bytes) -> Response:
    """The engine's answer, as it comes."""
    headers = {name: request.headers[name] for name in _PASSED if name in request.headers}
    with requests.Session() as session:
        session.trust_env = False  # the engine is here: no proxy leads to it
        answer = session.request(
            request.method, engine, params=request.url.query, data=body, headers=headers, stream=True, timeout=None
        )
    told = {"Content-Type": answer.headers.get("Content-Type", "text/plain")}

    def content() -> Iterator[bytes]:
        with answer:
            yield from answer.iter_content(_CHUNK)

    return StreamingResponse(content(), answer.status_code, told)
