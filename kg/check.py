"""Does a graph look as it must? SHACL over a store, with the shapes that ship with the ontology."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, serialize

from kg.resources import ontology_dir
from kg.store import Store

_SHACL = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong with one node: `focus` and `path` are IRIs (`path` empty when it is about the node itself)."""

    focus: str
    path: str
    message: str
    value: str | None = None

    def __str__(self) -> str:
        found = "" if self.value is None else f" (found: {self.value})"
        return f"{self.focus}: {self.message}{found}"


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check: the number of triples that were looked at, and what is wrong, sorted."""

    triples: int
    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.violations


def check(store: Store, shapes: Path | None = None) -> Report:
    """Checks the union of all graphs of `store` against the shipped shapes, or against those of a Turtle file.

    No reasoner runs: the class tree of the ontology in the store is followed, nothing is inferred.
    """
    # Imported here: pySHACL takes half a second to load, and only this command needs it.
    from pyshacl import validate
    from rdflib import Graph, Namespace
    from rdflib.namespace import RDF

    sh = Namespace(_SHACL)
    # Both by one parser: it types plain strings, rdflib's own does not, and sh:in takes them for different.
    data = Graph().parse(data=_union(store), format="ox-nt")
    constraints = Graph().parse(shapes or ontology_dir() / "shapes.ttl", format="ox-ttl")
    _, found, _ = validate(data, shacl_graph=constraints, inference="none", js=False)
    if not isinstance(found, Graph):
        raise ValueError(f"The shapes could not be used: {found}")
    violations = {
        Violation(
            focus=str(found.value(result, sh.focusNode)),
            path=str(found.value(result, sh.resultPath) or ""),
            message=str(found.value(result, sh.resultMessage)),
            value=None if (value := found.value(result, sh.value)) is None else str(value),
        )
        for result in found.subjects(RDF.type, sh.ValidationResult)
    }
    return Report(
        len(data), tuple(sorted(violations, key=lambda one: (one.focus, one.path, one.message, one.value or "")))
    )


def _union(store: Store) -> bytes:
    """All triples of all graphs, as N-Triples: rdflib's own memory store is the one that pySHACL works fastest on."""
    text = serialize((quad.triple for quad in store.match()), format=RdfFormat.N_TRIPLES)
    return text or b""
