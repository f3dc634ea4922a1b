"""Questions as files: SPARQL with a header that says what is asked and what can be given.

A query file is SPARQL that runs anywhere as it is. Its header follows the grlc convention (https://grlc.io): comment
lines `#+`, which together are YAML with `summary`, `description`, `tags`, `params` and `defaults`. A parameter is
written `VALUES ?name { UNDEF }`; a value that is given replaces UNDEF as a term, so no text of a user becomes SPARQL.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml
from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.model import Certainty, EntityKind, Means
from kg.names import Node, Selects, find_entities, find_term, labels
from kg.resources import queries_dir
from kg.vocab import KG, XSD

Value = str | int | float | bool | date | datetime | Node | None
"""A cell of an answer."""

_SITES = (EntityKind.BASE, EntityKind.FACILITY)
_PLACES = (EntityKind.PLACE, EntityKind.AREA, *_SITES)
KINDS: Mapping[str, tuple[EntityKind, ...]] = {
    "actor": (EntityKind.ACTOR,),
    "source": (EntityKind.SOURCE, EntityKind.ACTOR),
    "base": _SITES,
    "place": _PLACES,
    "weapon": (EntityKind.WEAPON,),
    "entity": tuple(EntityKind),
}
"""The types of parameters that name entities, and the kinds that each takes."""

TERMS: Mapping[str, type[StrEnum]] = {"means": Means, "certainty": Certainty}
"""The types that name one of a few terms."""

_IDS = {"strike": vocab.strike_iri, "article": vocab.article_iri, "account": vocab.account_iri}
TYPES = (*KINDS, *TERMS, *_IDS, "date", "integer")
"""The types that a parameter can have."""


class QueryError(ValueError):
    """A query that is not there or badly written, or a parameter that it does not take; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What can be given to a query: `type` is one of `TYPES`, `about` says what for; `default` is used without it."""

    name: str
    type: str
    about: str = ""
    default: str | None = None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query file."""

    name: str
    summary: str
    sparql: str
    description: str = ""
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query: column names, and rows of Python values."""

    query: NamedQuery
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def catalogue(folder: Path | None = None) -> tuple[NamedQuery, ...]:
    """The queries of a folder, of the shipped one unless another is named, by name."""
    return tuple(read(path) for path in sorted((folder or queries_dir()).glob("*.rq")))


def load(name: str | Path) -> NamedQuery:
    """The shipped query of that name, or the query in a file.

    Raises QueryError when there is none, with the nearest names.
    """
    path = Path(name)
    if path.suffix == ".rq":
        return read(path)
    shipped = {file.stem: file for file in queries_dir().glob("*.rq")}
    if str(name) not in shipped:
        raise QueryError(f"There is no query {name}{_nearest(str(name), shipped)}")
    return read(shipped[str(name)])


def read(path: Path) -> NamedQuery:
    """Reads a query file.

    Raises QueryError when it cannot be read or when header and query do not fit together.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path} cannot be read ({error}); name a readable .rq file.") from error
    lines = [line.removeprefix("#+").removeprefix(" ") for line in text.splitlines() if line.startswith("#+")]
    try:
        header: Any = yaml.safe_load("\n".join(lines)) or {}
        defaults = header.get("defaults") or {}
        parameters = tuple(
            Parameter(
                name, spec["type"], spec.get("about", ""), None if defaults.get(name) is None else str(defaults[name])
            )
            for name, spec in (header.get("params") or {}).items()
        )
    except (yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
        raise QueryError(
            f"{path}: the header lines (#+) are not as expected ({error!r}); compare a shipped query."
        ) from error
    for parameter in parameters:
        if parameter.type not in TYPES:
            raise QueryError(
                f"{path}: parameter {parameter.name} is of type {parameter.type}; use one of {', '.join(TYPES)}."
            )
        if not _slot(parameter.name).search(text):
            raise QueryError(
                f"{path}: parameter {parameter.name} has no line `VALUES ?{parameter.name} {{ UNDEF }}`; add one."
            )
    return NamedQuery(
        name=path.stem,
        summary=str(header.get("summary", "")),
        sparql=text,
        description=str(header.get("description", "")),
        tags=tuple(map(str, header.get("tags") or ())),
        parameters=parameters,
    )


def run(
    store: Selects, query: str | Path | NamedQuery, params: Mapping[str, str] | None = None, *, language: str = "en"
) -> Result:
    """Asks `store` a query: a shipped one by name, a file, or one that was loaded.

    `params` are what a user types: names of entities in any language and spelling, ids, ISO dates, words such as
    `rocket` or their labels. Entities of the answer carry their label in `language` where they have one.

    Raises QueryError for an unknown query, parameter or value, UnknownName for a name that the graph has not, and
    SyntaxError where a file is no SPARQL; each says what would do.
    """
    query = query if isinstance(query, NamedQuery) else load(query)
    known = {parameter.name: parameter for parameter in query.parameters}
    given = {name: parameter.default for name, parameter in known.items()} | dict(params or {})
    for name in given:
        if name not in known:
            raise QueryError(f"Query {query.name} takes no parameter {name}{_nearest(name, known)}")
    bindings = {name: () if value is None else _terms(store, known[name], value) for name, value in given.items()}
    found = store.select(bind(query.sparql, bindings))
    nodes = [term for row in found.rows for term in row if isinstance(term, NamedNode)]
    named = labels(store, nodes, language)
    rows = tuple(tuple(_value(term, named) for term in row) for row in found.rows)
    return Result(query, found.columns, rows)


def bind(sparql: str, bindings: Mapping[str, Iterable[NamedNode | Literal]]) -> str:
    """`sparql` with values in the place of UNDEF; only terms go in, written by the RDF library.

    Without any the line goes out: it says nothing, and some servers (Virtuoso 7) give wrong answers when it is there.
    """
    for name, terms in bindings.items():
        values = " ".join(map(str, terms))
        line = f"VALUES ?{name} {{ {values} }}" if values else ""
        sparql = _slot(name).sub(lambda _, line=line: line, sparql)  # type: ignore[misc]
    return sparql


def _slot(name: str) -> re.Pattern[str]:
    return re.compile(rf"VALUES \?{re.escape(name)} \{{ UNDEF \}}")


def _terms(store: Selects, parameter: Parameter, value: str) -> tuple[NamedNode | Literal, ...]:
    if parameter.type in KINDS:
        return find_entities(store, value, KINDS[parameter.type])
    if parameter.type in _IDS:
        return (_IDS[parameter.type](vocab.decode(value) if value.startswith(vocab.BASE) else value),)
    if parameter.type in TERMS:
        words = list(TERMS[parameter.type])
        term = find_term(store, value, KG.term(parameter.type.capitalize()), words)
        if term is None:
            raise QueryError(f"{parameter.name}={value}{_nearest(value, words)}")
        return (term,)
    try:
        return (vocab.literal(date.fromisoformat(value) if parameter.type == "date" else int(value)),)
    except ValueError:
        example = "a day such as 2024-01-31" if parameter.type == "date" else "a whole number such as 10"
        raise QueryError(f"{parameter.name}={value}: give {example}.") from None


def _value(term: NamedNode | Literal | None, named: Mapping[NamedNode, str]) -> Value:
    if term is None:
        return None
    return Node(term.value, named[term]) if isinstance(term, NamedNode) else plain(term)


def plain(literal: Literal) -> str | int | float | bool | date | datetime:
    """The Python value of a literal; of a datatype that is not known here its text."""
    text = literal.value
    match literal.datatype:
        case XSD.integer:
            return int(text)
        case XSD.boolean:
            return text in ("true", "1")
        case XSD.date:
            return date.fromisoformat(text)
        case XSD.dateTime:
            return datetime.fromisoformat(text)
        case XSD.decimal | XSD.double | XSD.float:
            return float(Decimal(text))
        case _:
            return text


def _nearest(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    if close:
        return f"; did you mean {' or '.join(close)}?"
    return f"; there are {', '.join(names)}." if names else "; it takes none."
