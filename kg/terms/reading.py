"""The terms of `ontology/strike.ttl`, in the order of the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.resources import ontology_dir
from kg.vocab import DCTERMS, KG, OWL, PREFIXES, RDF, RDFS, SKOS

KINDS: Mapping[NamedNode, str] = {
    OWL.Class: "class",
    OWL.ObjectProperty: "object property",
    OWL.DatatypeProperty: "data property",
    OWL.NamedIndividual: "individual",
    RDFS.Datatype: "code",
}
"""The kinds of terms by their class."""

_FURTHER = {
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
}
_Triples = Mapping[NamedNode, Mapping[NamedNode, list[NamedNode | Literal]]]


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the project's own.

    `name` and all names in the tuples are compact IRIs (`kg:Strike`, `sem:Event`); `labels` and `definitions` are by
    language; `above` are superclasses or superproperties, `types` the classes of an individual; `codes` are the names
    of the code and its values.
    """

    name: str
    kind: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    above: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    types: tuple[str, ...]
    codes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ontology: what its header says (`title` and `description` by language), and its terms."""

    iri: str
    version: str
    licence: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    terms: tuple[Term, ...]

    def of(self, *kinds: str) -> tuple[Term, ...]:
        """The terms of some kinds."""
        return tuple(term for term in self.terms if term.kind in kinds)


def vocabulary(file: Path | None = None) -> Vocabulary:
    """Reads the shipped ontology, or another file of its make."""
    told: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(path=str(file or ontology_dir() / "strike.ttl"), format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            told[quad.subject][quad.predicate].append(quad.object)
    header = next(subject for subject in told if OWL.Ontology in told[subject][RDF.type])
    return Vocabulary(
        iri=header.value,
        version=_first(told[header], OWL.versionInfo),
        licence=_first(told[header], DCTERMS.license),
        title=_texts(told[header], DCTERMS.title),
        description=_texts(told[header], DCTERMS.description),
        terms=tuple(_terms(told)),
    )


def compact(iri: str) -> str:
    """The IRI with its prefix; one without a known prefix as it is."""
    for prefix, start in {**PREFIXES, **_FURTHER}.items():
        if iri.startswith(start):
            return f"{prefix}:{iri[len(start) :]}"
    return iri


def _terms(told: _Triples) -> Iterator[Term]:
    for subject, values in told.items():
        kind = next(
            (KINDS[type] for type in values.get(RDF.type, ()) if isinstance(type, NamedNode) and type in KINDS), None
        )
        if kind is None or not subject.value.startswith(KG.iri):
            continue
        yield Term(
            name=compact(subject.value),
            kind=kind,
            labels=_texts(values, RDFS.label),
            definitions=_texts(values, SKOS.definition),
            above=(*_names(values, RDFS.subClassOf), *_names(values, RDFS.subPropertyOf)),
            domain=_names(values, RDFS.domain),
            range=_names(values, RDFS.range),
            types=tuple(name for name in _names(values, RDF.type) if name.startswith("kg:")),
            codes=tuple(
                (compact(code.datatype.value), code.value)
                for code in values.get(SKOS.notation, ())
                if isinstance(code, Literal)
            ),
        )


def _names(values: Mapping[NamedNode, list[NamedNode | Literal]], term: NamedNode) -> tuple[str, ...]:
    return tuple(compact(value.value) for value in values.get(term, ()))


def _texts(values: Mapping[NamedNode, list[NamedNode | Literal]], term: NamedNode) -> dict[str, str]:
    found = (value for value in values.get(term, ()) if isinstance(value, Literal))
    return {value.language or "": value.value for value in found}


def _first(values: Mapping[NamedNode, list[NamedNode | Literal]], term: NamedNode) -> str:
    return next((value.value for value in values.get(term, ())), "")
