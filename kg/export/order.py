"""The triples of a store in the order in which a person would read them, one part of the graph at a time.

Only the shared graphs (ontology, strikes, entities) and one article are held at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg import vocab
from kg.unrdf import Quads
from kg.vocab import RDF, BASE

_ORDER = ("strike", "actor", "place", "weapon", "article", "account")
_TITLES = {"strike": "Strikes", "actor": "Actors and sources", "place": "Places and bases", "weapon": "Weapons"}
_ONTOLOGY = "Ontology"


@dataclass(frozen=True, slots=True)
class Section:
    """Sorted triples with a heading; no subject occurs in two sections."""

    title: str
    triples: tuple[Triple, ...]


def sections(store: Quads) -> Iterator[Section]:
    """The union of all graphs: strikes, actors, places, weapons, then each article with its accounts, then the ontology.

    Sorted by subject (parts follow their whole), type first, then predicate and object; a triple of two graphs comes once.
    """
    shared: dict[str, set[Triple]] = defaultdict(set)
    abroad: dict[str, set[Triple]] = defaultdict(set)  # what the shared graphs say of accounts, by account
    articles = []
    for name in store.graph_ids():
        if name.value.startswith(vocab.ARTICLE_GRAPHS):
            articles.append(name)
            continue
        for quad in store.match(name):
            kind = _folder(quad.subject)
            if kind in ("account", "article"):
                abroad[_whole(quad.subject)].add(quad.triple)
            else:
                shared[_TITLES.get(kind, _ONTOLOGY)].add(quad.triple)
    for title in _TITLES.values():
        if title in shared:
            yield Section(title, _sorted(shared.pop(title)))
    for name in articles:
        told = {quad.triple for quad in store.match(name)}
        for whole in {_whole(triple.subject) for triple in told} & abroad.keys():
            told |= abroad.pop(whole)
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
        yield name, tuple(Quad(*triple, name) for triple in _sorted(quad.triple for quad in store.match(name)))


def _sorted(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    return tuple(sorted(triples, key=_place))


def _place(triple: Triple) -> tuple[int, str, str, str, str]:
    kind = _folder(triple.subject)
    rank = _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
    predicate = "" if triple.predicate == RDF.type else triple.predicate.value
    return rank, _text(triple.subject), predicate, _text(triple.object), str(triple.object)


def _folder(subject: object) -> str:
    """`strike` for the IRI of a strike or of a part of one; empty for what is not minted here."""
    text = _text(subject)
    return text[len(BASE) :].partition("/")[0] if text.startswith(BASE) else ""


def _whole(subject: object) -> str:
    return _text(subject).partition("#")[0]


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
