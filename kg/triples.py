"""The triples of one graph at hand by subject and property, with their values as Python has them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.model import Quantity
from kg.vocab import KG, RDF

_Term = NamedNode | BlankNode | Literal | Triple
_SLOT = re.compile(r"#[a-z]+-(\d+)")


@dataclass(frozen=True, slots=True)
class Triples:
    """The triples of one graph by subject and predicate, and its nodes by type."""

    triples: dict[_Term, dict[NamedNode, list[_Term]]]
    typed: dict[_Term, list[NamedNode]]

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Triples:
        """Indexes the quads of one graph."""
        triples: dict[_Term, dict[NamedNode, list[_Term]]] = defaultdict(lambda: defaultdict(list))
        typed: dict[_Term, list[NamedNode]] = defaultdict(list)
        a = RDF.type
        for quad in quads:
            subject, predicate, value = quad.subject, quad.predicate, quad.object
            triples[subject][predicate].append(value)
            if predicate == a and isinstance(subject, NamedNode):
                typed[value].append(subject)
        return cls(triples, typed)

    def instances(self, of: NamedNode) -> list[NamedNode]:
        """The nodes of a class."""
        return self.typed.get(of, [])

    def values(self, node: NamedNode, term: NamedNode) -> list[_Term]:
        """All values of a property."""
        return self.triples[node].get(term, []) if node in self.triples else []

    def nodes(self, node: NamedNode, term: NamedNode) -> list[NamedNode]:
        """The nodes that `term` leads to; parts of an account in the order of their numbers."""
        found = [value for value in self.values(node, term) if isinstance(value, NamedNode)]
        return sorted(found, key=lambda part: (int(slot[1]) if (slot := _SLOT.search(part.value)) else 0, part.value))

    def texts(self, node: NamedNode, term: NamedNode) -> tuple[str, ...]:
        """The literals of a property, sorted."""
        return tuple(sorted(value.value for value in self.values(node, term) if isinstance(value, Literal)))

    def node(self, node: NamedNode, term: NamedNode) -> NamedNode:
        """The node that a property leads to. Raises LookupError where there is none."""
        for value in self.values(node, term):
            if isinstance(value, NamedNode):
                return value
        raise _lacking(node, term)

    def maybe(self, node: NamedNode, term: NamedNode, language: str | None = None) -> str | None:
        """A literal of a property, in `language` if one is named; None where there is none."""
        for value in self.values(node, term):
            if isinstance(value, Literal) and language in (None, value.language):
                return value.value
        return None

    def text(self, node: NamedNode, term: NamedNode, language: str | None = None) -> str:
        """A literal of a property. Raises LookupError where there is none."""
        value = self.maybe(node, term, language)
        if value is None:
            raise _lacking(node, term)
        return value

    def integer(self, node: NamedNode, term: NamedNode) -> int:
        """A whole number. Raises LookupError where there is none."""
        return int(self.text(node, term))

    def day(self, node: NamedNode, term: NamedNode) -> date | None:
        """A day, or None."""
        return None if (value := self.maybe(node, term)) is None else date.fromisoformat(value)

    def degrees(self, node: NamedNode, term: NamedNode) -> float | None:
        """A coordinate in degrees, or None."""
        return None if (value := self.maybe(node, term)) is None else float(value)

    def quantity(self, node: NamedNode) -> Quantity:
        """The count of a node with its qualifier. Raises LookupError where there is none."""
        return Quantity(self.integer(node, KG.count), self.text(node, KG.countQualifier))


def _lacking(node: NamedNode, term: NamedNode) -> LookupError:
    return LookupError(f"{node.value} lacks {term.value}: the graph is of another version; build it again.")
