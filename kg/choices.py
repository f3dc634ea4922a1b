"""What can be given for a parameter of a question: the names that a graph has."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.names import Node, Selects
from kg.query import KINDS, TERMS

_ENTITIES = f"""
SELECT ?node ?label WHERE {{
  VALUES ?kind {{ %s }}
  GRAPH {vocab.ENTITIES_GRAPH} {{ ?node a ?kind ; {vocab.SKOS.prefLabel} ?label }}
}}"""
_TERMS = f"""
SELECT ?node ?label WHERE {{ GRAPH {vocab.ONTOLOGY_GRAPH} {{ ?node a %s ; {vocab.RDFS.label} ?label }} }}"""
_IDS = """
SELECT ?node WHERE { GRAPH ?graph { ?node a %s } }"""
_CLASSES = {"strike": vocab.KG.Strike, "article": vocab.KG.Article, "account": vocab.KG.Account}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a parameter takes, with its names where it has some."""

    id: str
    ar: str | None = None
    en: str | None = None


def choices(store: Selects, type: str) -> tuple[Choice, ...]:
    """What the graph has for parameters of `type` (one of `kg.query.TYPES`), by id; nothing for days and numbers."""
    if type in KINDS:
        asked = _ENTITIES % " ".join(str(vocab.CLASS_OF_KIND[kind]) for kind in KINDS[type])
    elif type in TERMS:
        asked = _TERMS % vocab.KG.term(type.capitalize())
    elif type in _CLASSES:
        asked = _IDS % _CLASSES[type]
    else:
        return ()
    names: dict[str, dict[str, str]] = {}
    for node, *label in store.select(asked).rows:
        if isinstance(node, NamedNode):
            known = names.setdefault(Node(node.value, "").id, {})
            known.update({one.language or "": one.value for one in label if isinstance(one, Literal)})
    return tuple(Choice(id, known.get("ar"), known.get("en")) for id, known in sorted(names.items()))
