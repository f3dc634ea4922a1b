"""The triples of a store in the order in which a person would read them, one part of the graph at a time.

Only the shared graphs (ontology, strikes, entities) and one article are held at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg import vocab
from kg.export.format import ExportError
from kg.unrdf import Quads
from kg.vocab import BASE, RDF

Statement = tuple[NamedNode, NamedNode, NamedNode | Literal]
"""Subject, predicate and object: the graphs of this project know no blank nodes."""

_VALUES = (NamedNode, Literal)
_TYPE = RDF.type
_ORDER = {kind: rank for rank, kind in enumerate(("strike", "actor", "place", "weapon", "article", "account"))}
_TITLES = {"strike": "Strikes", "actor": "Actors and sources", "place": "Places and bases", "weapon": "Weapons"}
_ONTOLOGY = "Ontology"


@dataclass(frozen=True, slots=True)
class Section:
    """Sorted triples with a heading; no subject occurs in two sections."""

    title: str
    triples: tuple[Statement, ...]


def sections(store: Quads) -> Iterator[Section]:
    """The union of all graphs: strikes, actors, places, weapons, each article with its accounts, the ontology.

    Sorted by subject (parts follow their whole), type first, then predicate and object; no triple comes twice.
    Raises ExportError when there is a blank node.
    """
    shared: dict[str, set[Statement]] = defaultdict(set)
    abroad: dict[str, set[Statement]] = defaultdict(set)  # what the shared graphs say of accounts, by account
    homes: dict[NamedNode, set[Statement]] = {}  # where what is said of a subject belongs
    articles = []
    for name in store.graph_ids():
        if name.value.startswith(vocab.ARTICLE_GRAPHS):
            articles.append(name)
            continue
        for quad in store.match(name):
            said = statement(quad)
            if said[0] not in homes:
                kind = folder(said[0])
                away = kind in ("account", "article")
                homes[said[0]] = abroad[whole(said[0])] if away else shared[_TITLES.get(kind, _ONTOLOGY)]
            homes[said[0]].add(said)
    for title in _TITLES.values():
        if title in shared:
            yield Section(title, _sorted(shared.pop(title)))
    for name in articles:
        told = {statement(quad) for quad in store.match(name)}
        for subject in {whole(subject) for subject in {said[0] for said in told}} & abroad.keys():
            told |= abroad.pop(subject)
        yield Section(f"Article {vocab.decode(name)}", _sorted(told))
    if abroad:
        yield Section("Accounts of articles that are not here", _sorted(set().union(*abroad.values())))
    if shared:
        yield Section(_ONTOLOGY, _sorted(shared[_ONTOLOGY]))


def graphs(store: Quads) -> Iterator[tuple[NamedNode, tuple[Quad, ...]]]:
    """Each named graph with its quads, in the order of `sections`: strikes, entities, articles, ontology."""
    first = (vocab.STRIKES_GRAPH, vocab.ENTITIES_GRAPH)

    def rank(name: NamedNode) -> tuple[int, str]:
        if name in first:
            return first.index(name), ""
        return (3 if name == vocab.ONTOLOGY_GRAPH else 2), name.value

    for name in sorted(store.graph_ids(), key=rank):
        quads = {statement(quad): quad for quad in store.match(name)}
        yield name, tuple(quads[said] for said in _sorted(quads))


def whole(subject: NamedNode) -> str:
    """The IRI of what `subject` is a part of, or its own."""
    return subject.value.partition("#")[0]


def statement(quad: Quad) -> Statement:
    """The quad without its graph. Raises ExportError when it has a blank node."""
    subject, value = quad.subject, quad.object
    if not isinstance(subject, NamedNode) or not isinstance(value, _VALUES):
        raise ExportError(f"{quad} has a blank node, which this graph has no use for; give it an IRI.")
    return subject, quad.predicate, value


def _sorted(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    # What depends on the subject alone is looked at once for each subject, not once for each triple.
    told: dict[NamedNode, list[Statement]] = defaultdict(list)
    for said in statements:
        told[said[0]].append(said)
    return tuple(said for subject in sorted(told, key=_rank) for said in sorted(told[subject], key=_place))


def _rank(subject: NamedNode) -> tuple[int, str]:
    return _ORDER.get(folder(subject), len(_ORDER)), subject.value


def _place(said: Statement) -> tuple[str, str, str]:
    _, predicate, value = said
    return "" if predicate == _TYPE else predicate.value, value.value, str(value)


def folder(subject: NamedNode) -> str:
    """`strike` for the IRI of a strike or of a part of one; empty for what is not minted here."""
    iri = subject.value
    return iri[len(BASE) :].partition("/")[0] if iri.startswith(BASE) else ""
