"""From RDF back to the dataclasses: the inverse of `kg.rdf`, over any store that lists the quads of a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pyoxigraph import NamedNode, Quad

from kg import vocab
from kg.model import (
    Account,
    Article,
    Block,
    BlockKind,
    Casualties,
    Certainty,
    Entity,
    Evidence,
    Means,
    Outcome,
    Party,
    Ref,
    Strike,
    When,
)
from kg.triples import Triples
from kg.vocab import DCTERMS, KG, RDF, SCHEMA, SKOS, WGS84


class Quads(Protocol):
    """What reading back needs of a store."""

    def graph_ids(self) -> list[NamedNode]: ...

    def match(self, graph: NamedNode) -> Iterable[Quad]: ...


def articles(store: Quads) -> list[Article]:
    """All articles of `store`, ordered by id."""
    found = (_article(graph, node) for graph in _article_graphs(store) for node in graph.instances(KG.Article))
    return sorted(found, key=lambda article: article.id)


def accounts(store: Quads, article_id: str | None = None) -> list[Account]:
    """The accounts of `store`, or of one article, ordered by id.

    Raises LookupError when the store has no such article, or does not describe an entity that an account names.
    """
    known = _known(store)
    if article_id is None:
        graphs = list(_article_graphs(store))
    else:
        graphs = [Triples.of(store.match(vocab.article_graph(article_id)))]
        if not graphs[0].triples:
            raise LookupError(f"The store has no article {article_id}; `articles` lists those that it has.")
    found = (_Reader(graph, known).account(node) for graph in graphs for node in graph.instances(KG.Account))
    return sorted(found, key=lambda account: account.id)


def contents(store: Quads) -> tuple[list[Article], list[Account]]:
    """All articles and all accounts of `store`, each ordered by id, with one look at each graph.

    Raises LookupError like `accounts`.
    """
    known = _known(store)
    told: list[Article] = []
    found: list[Account] = []
    for graph in _article_graphs(store):
        told.extend(_article(graph, node) for node in graph.instances(KG.Article))
        found.extend(_Reader(graph, known).account(node) for node in graph.instances(KG.Account))
    return sorted(told, key=lambda article: article.id), sorted(found, key=lambda account: account.id)


def strikes(store: Quads) -> list[Strike]:
    """All strikes of `store` with their accounts, ordered by id."""
    known = _known(store)
    told = {vocab.account_iri(account.id): account for account in accounts(store)}
    graph = Triples.of(store.match(vocab.STRIKES_GRAPH))
    found = (_strike(graph, node, known, told) for node in graph.instances(KG.Strike))
    return sorted(found, key=lambda strike: strike.id)


def entities(store: Quads) -> list[Entity]:
    """All entities that `store` describes, ordered by kind and id."""
    graph = Triples.of(store.match(vocab.ENTITIES_GRAPH))
    found = (_entity(graph, node) for kind in vocab.KIND_OF_CLASS for node in graph.instances(kind))
    return sorted(found, key=lambda entity: (entity.kind, entity.id))


def _known(store: Quads) -> dict[NamedNode, Entity]:
    return {vocab.entity_iri(entity.kind, entity.id): entity for entity in entities(store)}


def _article_graphs(store: Quads) -> Iterator[Triples]:
    for name in store.graph_ids():
        if name.value.startswith(vocab.ARTICLE_GRAPHS):
            yield Triples.of(store.match(name))


def _local(term: NamedNode) -> str:
    return term.value.rpartition("#")[2]


def _article(graph: Triples, node: NamedNode) -> Article:
    blocks = [
        Block(BlockKind(graph.text(part, KG.blockKind)), graph.integer(part, KG.start), graph.integer(part, KG.end))
        for part in graph.nodes(node, KG.block)
    ]
    return Article(
        id=graph.text(node, DCTERMS.identifier),
        text=graph.text(node, SCHEMA.articleBody),
        blocks=tuple(sorted(blocks, key=lambda block: (block.start, block.end))),
        published=graph.day(node, SCHEMA.datePublished),
        title=graph.maybe(node, SCHEMA.headline),
        url=graph.maybe(node, SCHEMA.url),
        outlet=graph.maybe(node, KG.outlet),
        path=graph.maybe(node, KG.path),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the accounts of one article graph."""

    graph: Triples
    known: dict[NamedNode, Entity]

    def account(self, node: NamedNode) -> Account:
        graph = self.graph
        outcome = graph.nodes(node, KG.outcome)
        return Account(
            id=graph.text(node, DCTERMS.identifier),
            article=vocab.decode(graph.node(node, KG.inArticle)),
            target=self.ref(vocab.part(node, "target")),
            means=Means(_local(graph.node(node, KG.means))),
            evidence=self.evidence(vocab.part(node, "evidence")),
            certainty=Certainty(_local(graph.node(node, KG.certainty))),
            outcome=Outcome(_local(outcome[0])) if outcome else Outcome.UNKNOWN,
            attackers=tuple(self.party(part) for part in graph.nodes(node, KG.attribution)),
            claimants=self.refs(node, "claimant"),
            weapons=self.refs(node, "weapon"),
            count=graph.quantity(node) if graph.values(node, KG.count) else None,
            casualties=tuple(self.casualties(part) for part in graph.nodes(node, KG.casualties)),
            places=self.refs(node, "place"),
            origins=self.refs(node, "origin"),
            when=self.when(vocab.part(node, "when")) if graph.values(node, KG.when) else None,
            source=self.ref(vocab.part(node, "source")) if graph.values(node, KG.saidBy) else None,
            is_response=graph.maybe(node, KG.isResponse) == "true",
            response_stated=graph.maybe(node, KG.responseStated) == "true",
            responds_to=tuple(sorted(vocab.decode(trigger) for trigger in graph.nodes(node, KG.respondsTo))),
            lag_minutes=graph.integer(node, KG.lagMinutes) if graph.values(node, KG.lagMinutes) else None,
        )

    def ref(self, naming: NamedNode) -> Ref:
        graph, iri = self.graph, self.graph.node(naming, KG.denotes)
        if iri not in self.known:
            raise LookupError(
                f"{naming.value} names {iri.value}, which the store does not describe: write its entity too."
            )
        return Ref(
            self.known[iri],
            graph.text(naming, KG.quote),
            graph.integer(naming, KG.start),
            graph.integer(naming, KG.end),
        )

    def refs(self, node: NamedNode, role: str) -> tuple[Ref, ...]:
        start = f"{node.value}#{role}-"
        return tuple(self.ref(part) for part in self.graph.nodes(node, KG.naming) if part.value.startswith(start))

    def party(self, part: NamedNode) -> Party:
        source = NamedNode(part.value + "-source")
        return Party(
            ref=self.ref(NamedNode(part.value + "-attacker")),
            certainty=Certainty(_local(self.graph.node(part, KG.certainty))),
            source=self.ref(source) if self.graph.values(part, KG.saidBy) else None,
        )

    def casualties(self, part: NamedNode) -> Casualties:
        side = self.ref(NamedNode(part.value + "-side")) if self.graph.values(part, KG.side) else None
        return Casualties(self.graph.text(part, KG.harm), self.graph.quantity(part), side)

    def evidence(self, part: NamedNode) -> Evidence:
        graph = self.graph
        return Evidence(
            article=vocab.decode(graph.node(part, KG.inArticle)),
            quote=graph.text(part, KG.quote),
            start=graph.integer(part, KG.start),
            end=graph.integer(part, KG.end),
            sentence=graph.integer(part, KG.sentence),
            rules=graph.texts(part, KG.rule),
            fallbacks=graph.texts(part, KG.fallback),
        )

    def when(self, part: NamedNode) -> When:
        graph = self.graph
        return When(
            start=datetime.fromisoformat(graph.text(part, KG.begins)),
            end=datetime.fromisoformat(graph.text(part, KG.finishes)),
            precision=graph.text(part, KG.precision),
            text=graph.maybe(part, KG.quote) or "",
            anchor=graph.day(part, KG.anchor),
        )


def _strike(graph: Triples, node: NamedNode, known: dict[NamedNode, Entity], told: dict[NamedNode, Account]) -> Strike:
    target, parts = graph.node(node, KG.target), graph.nodes(node, KG.hasAccount)
    for iri in [target, *parts]:
        if iri not in known and iri not in told:
            raise LookupError(f"{node.value} needs {iri.value}, which the store does not describe: build it again.")
    accounts = tuple(sorted((told[iri] for iri in parts), key=lambda account: account.id))
    joined = [graph.maybe(vocab.account_iri(account.id), KG.joinedBy) for account in accounts[1:]]
    return Strike(
        id=graph.text(node, DCTERMS.identifier),
        target=known[target],
        means=Means(_local(graph.node(node, KG.means))),
        accounts=accounts,
        day=graph.day(node, KG.day),
        responds_to=tuple(sorted(vocab.decode(trigger) for trigger in graph.nodes(node, KG.inResponseTo))),
        joined_by=tuple(reason or "" for reason in joined) if any(joined) else (),
    )


def _entity(graph: Triples, node: NamedNode) -> Entity:
    def id(term: NamedNode) -> str | None:
        found = graph.nodes(node, term)
        return vocab.decode(found[0]) if found else None

    means = graph.nodes(node, KG.means)
    return Entity(
        id=graph.text(node, DCTERMS.identifier),
        kind=next(vocab.KIND_OF_CLASS[kind] for kind in graph.nodes(node, RDF.type) if kind in vocab.KIND_OF_CLASS),
        labels=(graph.text(node, SKOS.prefLabel, "ar"), *graph.texts(node, SKOS.altLabel)),
        name_en=graph.maybe(node, SKOS.prefLabel, "en"),
        weak_labels=graph.texts(node, SKOS.hiddenLabel),
        adjectives=graph.texts(node, KG.adjective),
        subtype=graph.maybe(node, KG.subtype),
        acts_as=id(KG.actsAs),
        parent=id(KG.partOf),
        operator=id(KG.operator),
        located_in=id(KG.locatedIn),
        country=graph.maybe(node, KG.country),
        latitude=graph.degrees(node, WGS84.lat),
        longitude=graph.degrees(node, WGS84.long),
        wikidata=id(SKOS.exactMatch),
        means=Means(_local(means[0])) if means else None,
        minted=graph.maybe(node, KG.minted) == "true",
    )
