"""Names of the things in a graph: from what a user types to IRIs, and from IRIs to labels."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.model import EntityKind
from kg.store import Solutions
from kg.text import fold

_ENTITIES = f"""
SELECT ?entity ?kind ?label WHERE {{
  GRAPH {vocab.ENTITIES_GRAPH} {{
    ?entity a ?kind ; ?naming ?label .
    VALUES ?naming {{ {vocab.SKOS.prefLabel} {vocab.SKOS.altLabel} {vocab.SKOS.hiddenLabel} }}
  }}
}}"""
_TERMS = f"""
SELECT ?term ?label WHERE {{ GRAPH {vocab.ONTOLOGY_GRAPH} {{ ?term a %s ; {vocab.RDFS.label} ?label }} }}"""
_LABELS = f"""
SELECT ?node ?label WHERE {{
  VALUES ?node {{ %s }}
  {{ GRAPH {vocab.ENTITIES_GRAPH} {{ ?node {vocab.SKOS.prefLabel} ?label }} }}
  UNION {{ GRAPH {vocab.ONTOLOGY_GRAPH} {{ ?node {vocab.RDFS.label} ?label }} }}
}}"""
_BATCH = 500  # IRIs in one question: well under what servers take
_SHOWN = 5


class UnknownName(LookupError):
    """A name that the graph does not have, or that could be several things; the message says what it has."""


class Selects(Protocol):
    """Anything that answers a SELECT: a store here, an endpoint elsewhere."""

    def select(self, sparql: str) -> Solutions: ...


@dataclass(frozen=True, slots=True)
class Node:
    """An IRI in an answer, with its label for people."""

    iri: str
    label: str

    def __str__(self) -> str:
        return self.label

    @property
    def id(self) -> str:
        """The id of what the IRI names."""
        return vocab.decode(self.iri) if "#" not in self.iri else self.iri.rpartition("#")[2]


def find_entities(store: Selects, name: str, kinds: Iterable[EntityKind]) -> tuple[NamedNode, ...]:
    """The entities of `kinds` that `name` names: an IRI, an id, or a label in any spelling, Arabic or English.

    A label that several entities share gives all of them. Otherwise a part of a label or id (whole words) will do when
    only one entity has it.

    Raises UnknownName with suggestions when there is none, or when a part fits several.
    """
    classes = {vocab.CLASS_OF_KIND[kind] for kind in kinds}
    names: dict[NamedNode, set[str]] = {}
    for entity, kind, label in store.select(_ENTITIES).rows:
        if isinstance(entity, NamedNode) and kind in classes and isinstance(label, Literal):
            names.setdefault(entity, {entity.value, _id(entity)}).add(label.value)
    found = _fitting(names, name)
    if found:
        return found
    close = _listed(map(_id, _near(names, name)))
    hint = f"did you mean {close}?" if close else "the graph has nothing like it."
    raise UnknownName(f"The graph has no {' or '.join(sorted(kinds))} named {name}; {hint}")


def find_term(store: Selects, name: str, kind: NamedNode, words: Iterable[str]) -> NamedNode | None:
    """The controlled term that `name` names: one of `words`, its IRI, or a label of a `kind` in the graph's ontology.

    A part of a label will do where only one term has it. Raises UnknownName where a part fits several.
    """
    names = {vocab.KG.term(word): {word, vocab.KG.term(word).value} for word in words}
    for term, label in store.select(_TERMS % kind).rows:
        if isinstance(term, NamedNode) and term in names and isinstance(label, Literal):
            names[term].add(label.value)
    return next(iter(_fitting(names, name)), None)


def _fitting(names: Mapping[NamedNode, set[str]], name: str) -> tuple[NamedNode, ...]:
    """Those of `names` that are called so, or the only one of which that is a part."""
    keys = {node: {_key(label) for label in labels} for node, labels in names.items()}
    wanted = _key(name)
    whole = sorted((node for node, labels in keys.items() if wanted in labels), key=str)
    if whole:
        return tuple(whole)
    words = f" {wanted} "
    parts = sorted((node for node, labels in keys.items() if any(words in f" {label} " for label in labels)), key=str)
    if len(parts) > 1:
        raise UnknownName(f"{name} could be {_listed(map(_id, parts))}; give one of these ids.")
    return tuple(parts)


def _near(names: Mapping[NamedNode, set[str]], name: str) -> Iterable[NamedNode]:
    """What is spelt nearly so, the nearest first."""
    known = {_key(label): node for node in sorted(names, key=str) for label in sorted(names[node])}
    return dict.fromkeys(known[label] for label in difflib.get_close_matches(_key(name), known, n=_SHOWN))


def _id(node: NamedNode) -> str:
    return Node(node.value, "").id


def labels(store: Selects, nodes: Iterable[NamedNode], language: str = "en") -> Mapping[NamedNode, str]:
    """A label for each node: in `language` if there is one, else in any, else its id."""
    wanted = sorted(set(nodes), key=str)
    found: dict[NamedNode, dict[str, str]] = {}
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        for node, label in store.select(_LABELS % " ".join(map(str, batch))).rows:
            if isinstance(node, NamedNode) and isinstance(label, Literal):
                found.setdefault(node, {})[label.language or ""] = label.value
    return {node: _best(found.get(node, {}), language) or _id(node) for node in wanted}


def _best(by_language: Mapping[str, str], language: str) -> str | None:
    if language in by_language:
        return by_language[language]
    return min(by_language.values(), default=None)


def _key(name: str) -> str:
    """Names that a user takes for one have one key; hyphens of ids count as blanks."""
    return fold(name.replace("-", " ").replace("_", " "))


def _listed(ids: Iterable[str]) -> str:
    shown: Iterator[str] = iter(ids)
    first = [id for id, _ in zip(shown, range(_SHOWN), strict=False)]
    return ", ".join(first) + (", ..." if next(shown, None) else "")
