"""JSON-LD to read: plain keys explained by one context, parts nested in what they are part of.

An account holds its evidence, time and namings as objects; strikes, actors and places are named by their IRIs. The
context is made from the graph itself (`kg:count` becomes `count`, whole numbers stay numbers), so it fits every graph.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.export.format import Counts, Format, Wanted
from kg.export.order import Statement, sections, whole
from kg.unrdf import Quads
from kg.vocab import RDF

_Json = Any
_Properties = dict[NamedNode, list[NamedNode | Literal]]
_INTEGER = re.compile(r"0|-?[1-9]\d{0,14}", re.ASCII)  # as JSON writes it, and small enough for every reader (2**53)
_LINK, _TERM, _TEXT = "@id", "@vocab", "@language"
_PLAIN = {"xsd:string", "xsd:integer", "xsd:boolean", _TEXT}  # JSON has these itself, or each value tells its language


def _jsonld(store: Quads, file: Path, wanted: Wanted) -> Counts:
    context = _context(store)
    written, comma = 0, "\n"
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write('{\n"@context": ' + json.dumps(context.header, ensure_ascii=False, indent=2) + ',\n"@graph": [')
        for section in sections(store):
            written += len(section.triples)
            for node in _nodes(section.triples, context):
                out.write(comma + json.dumps(node, ensure_ascii=False, indent=2))
                comma = ",\n"
        out.write("\n]}\n")
    return Counts({"triples": written})


@dataclass(frozen=True, slots=True)
class _Context:
    """`keys` gives the key of a property, `types` the one type of its values, where the context tells it."""

    header: dict[str, _Json]
    keys: dict[NamedNode, str]
    types: dict[NamedNode, str]

    def word(self, term: NamedNode) -> str:
        """A term of our own vocabulary by its bare name (`rocket`), any other as a compact IRI."""
        prefix, _, local = _compact(term).partition(":")
        return local if prefix == "kg" and local and local not in self.header else _compact(term)


def _context(store: Quads) -> _Context:
    """One pass over the graph: a property whose values are all of one type says so in the context, once."""
    found: dict[NamedNode, set[str]] = defaultdict(set)
    for quad in (quad for name in store.graph_ids() for quad in store.match(name)):
        if quad.predicate != RDF.type:
            found[quad.predicate].add(_type(quad.object))
    header: dict[str, _Json] = {"@vocab": vocab.KG.iri, **vocab.PREFIXES}
    keys: dict[NamedNode, str] = {}
    types: dict[NamedNode, str] = {}
    for term in sorted(found, key=lambda term: (not term.value.startswith(vocab.KG.iri), term.value)):
        kinds, compact = found[term], _compact(term)
        local = compact.rpartition(":")[2] if compact != term.value else ""
        keys[term] = local if local and local not in (*header, *keys.values()) else compact
        if not kinds & _PLAIN and (len(kinds) == 1 or kinds == {_LINK, _TERM}):
            types[term] = max(kinds)  # a value of @vocab may be any IRI
            header[keys[term]] = {"@id": compact, "@type": types[term]}
        elif compact not in (keys[term], f"kg:{keys[term]}"):
            header[keys[term]] = compact
    return _Context(header, keys, types)


def _nodes(triples: Iterable[Statement], context: _Context) -> Iterator[_Json]:
    """The subjects in their order; parts (`whole#part`) go into the property of their whole that leads there."""
    for _, group in groupby(triples, key=lambda triple: whole(triple[0])):
        nodes: dict[NamedNode, _Properties] = {}
        for subject, term, value in group:
            nodes.setdefault(subject, {}).setdefault(term, []).append(value)
        told: set[NamedNode] = set()
        for subject in nodes:
            if subject not in told:
                yield _node(subject, nodes, context, told)


def _node(
    subject: NamedNode, nodes: dict[NamedNode, _Properties], context: _Context, told: set[NamedNode]
) -> dict[str, _Json]:
    told.add(subject)
    node: dict[str, _Json] = {"@id": _compact(subject)}
    for term, objects in nodes[subject].items():
        if term == RDF.type:
            node["@type"] = _one_or_many([context.word(value) for value in objects if isinstance(value, NamedNode)])
            continue
        values = []
        for value in objects:
            if isinstance(value, NamedNode) and value in nodes and value not in told and _is_part(value, subject):
                values.append(_node(value, nodes, context, told))
            else:
                values.append(_value(value, context, context.types.get(term)))
        node[context.keys[term]] = _one_or_many(values)
    return node


def _value(value: NamedNode | Literal, context: _Context, expected: str | None) -> _Json:
    """A link, number, text or value object; what the context says of the property need not be said again."""
    if isinstance(value, NamedNode):
        return {_TERM: context.word(value), _LINK: _compact(value)}.get(expected or "", {"@id": _compact(value)})
    kind, text = _type(value), value.value
    if kind == _TEXT:
        return {"@value": text, "@language": value.language}
    if kind == "xsd:integer" and _INTEGER.fullmatch(text):
        return int(text)
    if kind == "xsd:boolean" and text in ("true", "false"):
        return text == "true"
    return text if kind in (expected, "xsd:string") else {"@value": text, "@type": kind}


def _type(value: object) -> str:
    if isinstance(value, Literal):
        return _TEXT if value.language is not None else _compact(value.datatype)
    return _TERM if isinstance(value, NamedNode) and value.value.startswith(vocab.KG.iri) else _LINK


def _compact(term: NamedNode) -> str:
    for prefix, iri in vocab.PREFIXES.items():
        if term.value.startswith(iri):
            return f"{prefix}:{term.value[len(iri) :]}"
    return term.value


def _is_part(part: NamedNode, whole: NamedNode) -> bool:
    """Whether `part` is named after `whole`: `account#evidence` after the account, `#x-1-side` after `#x-1`."""
    return part.value.startswith(whole.value + ("-" if "#" in whole.value else "#"))


def _one_or_many(values: list[_Json]) -> _Json:
    return values[0] if len(values) == 1 else values


FORMATS = (
    Format(
        "jsonld",
        "the whole graph as nested JSON, for programs that know no RDF",
        ".jsonld",
        "the named graphs (inArticle still tells them, and reading the file back restores them)",
        _jsonld,
    ),
)
