"""Ask the graph a question: a shipped query by name, or a SPARQL query of your own in a file that ends in .rq.

Without NAME the questions are listed, with what can be given to each. Names of actors and places may be given in Arabic
or English, in any spelling, or as ids.

With --endpoint the question goes to a SPARQL server that holds the graph, instead of the folder OUT. The environment
gives it credentials where it wants some: KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN.

examples:
  kg query out
  kg query out who-attacked-whom
  kg query out strikes-on-base -p base=conoco -p from=2023-10-01
  kg query out responses --format csv -o responses.csv --language ar
  kg query out my-question.rq --format json
  kg query --endpoint http://localhost:7878/query who-attacked-whom
"""

from __future__ import annotations

import argparse
import csv
import json
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TextIO

from kg.cli.errors import Failed, Usage
from kg.cli.stored import add_endpoint, check, endpoint
from kg.cli.terminal import console, table, writing
from kg.names import Node, Selects
from kg.query import QueryError, Result, Value, catalogue, load
from kg.query import run as ask
from kg.store import Store

LANGUAGES = ("en", "ar")
_SHORT = 120


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", metavar="OUT", nargs="?", help="the folder that kg build made (not with --endpoint)")
    parser.add_argument("query", metavar="NAME|FILE.rq", nargs="?", help="the question; without it they are listed")
    add_endpoint(parser)
    about = "what to ask for, such as base=conoco (may be repeated)"
    parser.add_argument("-p", "--param", metavar="name=value", type=_pair, action="append", default=[], help=about)
    parser.add_argument("--format", choices=FORMATS, default="table", help="table (default), csv or json")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="of names in the answer (default en)")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to a file (default: print)")


def run(args: argparse.Namespace) -> int:
    name = _question(args)
    with _graph(args) as graph:
        if name is None:
            _list()
            return 0
        try:
            result = ask(graph, load(name), dict(args.param), language=args.language)
        except QueryError as error:
            raise Usage(str(error)) from error
        except SyntaxError as error:
            said = textwrap.shorten(str(error), _SHORT, placeholder=" ...")
            raise Failed(f"{name}: no SPARQL that can be run; {said}") from error
        except ValueError as error:
            raise Failed(f"{name}: {error}") from error
    with writing(args.output) as stream:
        FORMATS[args.format](result, stream)
    return 0


def _question(args: argparse.Namespace) -> str | None:
    """The question: with an endpoint it is what would else be the folder."""
    if args.endpoint is None:
        check(args, args.out)
        query: str | None = args.query
        return query
    check(args, args.query and args.out)
    question: str | None = args.out
    return question


@contextmanager
def _graph(args: argparse.Namespace) -> Iterator[Selects]:
    if args.endpoint is not None:
        yield endpoint(args)
        return
    with Store.open(args.out) as store:
        yield store


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals and value):
        raise argparse.ArgumentTypeError(f"{text} is no name=value; write -p base=conoco")
    return name, value


def _list() -> None:
    rows = [(q.name, q.summary, ", ".join(parameter.name for parameter in q.parameters)) for q in catalogue()]
    console().print(table(("question", "answers", "can be given with -p"), rows))


def _table(result: Result, stream: TextIO) -> None:
    if not result.rows:
        print("No answer: nothing in the graph fits.", file=stream)
        return
    show = console()
    show.file = stream
    show.print(table(result.columns, result.rows))


def _csv(result: Result, stream: TextIO) -> None:
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow(result.columns)
    rows.writerows(result.rows)


def _json(result: Result, stream: TextIO) -> None:
    rows = [dict(zip(result.columns, map(_plain, row), strict=True)) for row in result.rows]
    json.dump(rows, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def _plain(value: Value) -> object:
    if isinstance(value, Node):
        return {"iri": value.iri, "label": value.label}
    return value.isoformat() if isinstance(value, date) else value  # a datetime is a date


FORMATS: dict[str, Callable[[Result, TextIO], None]] = {"table": _table, "csv": _csv, "json": _json}
