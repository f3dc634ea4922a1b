"""Reference data in Turtle: SKOS labels and the properties of `strike.ttl` to entities."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox

from kg.lexicon.errors import LexiconError
from kg.lexicon.geography import degrees
from kg.model import Entity, EntityKind, Means
from kg.vocab import KG, KIND_OF_CLASS, RDF, SKOS, WGS84, WIKIDATA, decode

_KINDS = {term.value: kind for term, kind in KIND_OF_CLASS.items()}
_MEANS = {KG.term(means.value).value: means for means in Means}
_TYPE = RDF.type.value
_PREFERRED, _ALSO, _HIDDEN = SKOS.prefLabel.value, SKOS.altLabel.value, SKOS.hiddenLabel.value
_Terms = dict[str, list[ox.Literal | ox.NamedNode]]


def read(path: Path) -> tuple[Entity, ...]:
    """The entities that a Turtle file describes, in the order of the file.

    Raises:
        LexiconError: the file is not Turtle, or an entry has no type, no Arabic label or a value that cannot be read.
    """
    subjects: dict[str, _Terms] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            subjects[quad.subject.value][quad.predicate.value].append(quad.object)
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}); name a readable Turtle file.") from error
    except SyntaxError as error:
        line = f", line {error.lineno}" if error.lineno else ""
        raise LexiconError(f"{path}{line}: not Turtle ({error.msg}); correct that line.") from error
    return tuple(entity for iri, terms in subjects.items() if (entity := _entity(path, iri, terms)) is not None)


def _entity(path: Path, iri: str, terms: _Terms) -> Entity | None:
    """The entity of that IRI; None when it is none of ours, as the ontology header."""
    types = [term.value for term in terms.get(_TYPE, ())]
    kind = next((_KINDS[name] for name in types if name in _KINDS), None)
    if kind is None:
        if any(name.startswith(KG.iri) for name in types) or _PREFERRED in terms:
            allowed = ", ".join(f"kg:{kind.capitalize()}" for kind in EntityKind)
            raise LexiconError(f"{path}: <{iri}> has no known type; give it one of {allowed}.")
        return None
    labels = (*_labels(terms, _PREFERRED, "ar"), *_labels(terms, _ALSO, "ar"))
    if not labels:
        raise LexiconError(f'{path}: <{iri}> has no Arabic name; add skos:prefLabel "..."@ar.')
    one = {name: found[0].value for name, found in terms.items()}
    english = _labels(terms, _PREFERRED, "en")
    return Entity(
        id=decode(iri),
        kind=kind,
        labels=labels,
        name_en=english[0] if english else None,
        weak_labels=_labels(terms, _HIDDEN, "ar"),
        adjectives=tuple(term.value for term in terms.get(KG.iri + "adjective", ())),
        subtype=one.get(KG.iri + "subtype"),
        acts_as=_reference(one, "actsAs"),
        parent=_reference(one, "partOf"),
        operator=_reference(one, "operator"),
        located_in=_reference(one, "locatedIn"),
        country=one.get(SKOS.iri + "notation") or one.get(KG.iri + "country"),
        latitude=_degrees(path, iri, one, "lat", 90),
        longitude=_degrees(path, iri, one, "long", 180),
        wikidata=_wikidata(terms),
        means=_means(path, iri, one),
    )


def _labels(terms: _Terms, name: str, language: str) -> tuple[str, ...]:
    """The labels in a language; those without language are taken for Arabic."""
    return tuple(
        term.value
        for term in terms.get(name, ())
        if isinstance(term, ox.Literal) and (term.language or "ar") == language
    )


def _reference(one: dict[str, str], name: str) -> str | None:
    iri = one.get(KG.iri + name)
    return None if iri is None else decode(iri)


def _degrees(path: Path, iri: str, one: dict[str, str], name: str, limit: int) -> float | None:
    value = one.get(WGS84.iri + name)
    return None if value is None else degrees(f"{path}: <{iri}> wgs84:{name}", value, limit)


def _wikidata(terms: _Terms) -> str | None:
    matches = (term.value for term in terms.get(SKOS.iri + "exactMatch", ()))
    return next((iri.removeprefix(WIKIDATA.iri) for iri in matches if iri.startswith(WIKIDATA.iri)), None)


def _means(path: Path, iri: str, one: dict[str, str]) -> Means | None:
    value = one.get(KG.iri + "means")
    if value is not None and value not in _MEANS:
        allowed = ", ".join(f"kg:{means}" for means in Means)
        raise LexiconError(f"{path}: <{iri}> has the unknown kg:means <{value}>; use one of {allowed}.")
    return None if value is None else _MEANS[value]
