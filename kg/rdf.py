"""The bridge between the dataclasses and RDF: to quads here, back again in `kg.unrdf`.

One article is one named graph; the strikes are one, and so are the entities that they need. Nothing is a blank node:
parts of an account (its attributions, namings, evidence, time) are named after the account. What has an order in the
dataclasses keeps it in the numbers of these names; labels, rules, fallbacks and the ids that a strike answers are sets,
and come back sorted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from kg import vocab
from kg.model import Account, Article, Certainty, Entity, EntityKind, Outcome, Quantity, Ref, Strike, When
from kg.resources import ontology_dir
from kg.summary import Attribution, summarise
from kg.unrdf import accounts, articles, contents, entities, strikes
from kg.vocab import DCTERMS, KG, RDF, SCHEMA, SKOS, WGS84, WIKIDATA, literal, words

__all__ = [
    "accounts",
    "article_quads",
    "articles",
    "contents",
    "entities",
    "entity_quads",
    "ontology_quads",
    "strike_quads",
    "strikes",
]

_Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def article_quads(article: Article, accounts: Iterable[Account]) -> Iterator[Quad]:
    """The named graph of one article: the article itself, then what it says of strikes.

    Raises ValueError when an account is of another article: each graph says what one article says.
    """
    graph = vocab.article_graph(article.id)
    yield from _in(graph, _article(article))
    for account in accounts:
        if account.article != article.id:
            raise ValueError(
                f"Account {account.id} is of article {account.article}, not of {article.id}: pass each article its own."
            )
        yield from _in(graph, _account(account))


def strike_quads(strikes: Iterable[Strike]) -> Iterator[Quad]:
    """The graph of strikes: what the accounts of each add up to, and `kg:attacked` for networks."""
    for strike in strikes:
        yield from _in(vocab.STRIKES_GRAPH, _strike(strike))


def entity_quads(entities: Iterable[Entity]) -> Iterator[Quad]:
    """The graph of entities, as given: pass also those that the others are located in, operated by or act as."""
    for entity in sorted(set(entities), key=lambda entity: (entity.kind, entity.id)):
        yield from _in(vocab.ENTITIES_GRAPH, _entity(entity))


def ontology_quads() -> Iterator[Quad]:
    """The graph of the ontology itself, so that queries can use its class tree, labels and codes.

    Axioms that OWL can only write with blank nodes (a definition, a property chain) stay in the file.
    """
    for quad in parse(path=str(ontology_dir() / "strike.ttl"), format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and not isinstance(quad.object, BlankNode):
            yield Quad(quad.subject, quad.predicate, quad.object, vocab.ONTOLOGY_GRAPH)


def _in(graph: NamedNode, triples: Iterable[_Triple]) -> Iterator[Quad]:
    return (Quad(*triple, graph) for triple in triples)


def _article(article: Article) -> Iterator[_Triple]:
    node = vocab.article_iri(article.id)
    yield node, RDF.type, KG.Article
    yield node, DCTERMS.identifier, Literal(article.id)
    yield node, SCHEMA.articleBody, words(article.text)
    if article.published is not None:
        yield node, SCHEMA.datePublished, literal(article.published)
    if article.title is not None:
        yield node, SCHEMA.headline, words(article.title)
    for term, value in ((SCHEMA.url, article.url), (KG.outlet, article.outlet), (KG.path, article.path)):
        if value is not None:
            yield node, term, Literal(value)
    for block in article.blocks:
        part = vocab.part(node, f"char={block.start},{block.end}")  # RFC 5147
        yield node, KG.block, part
        yield part, RDF.type, KG.Block
        yield part, KG.blockKind, Literal(block.kind.value)
        yield part, KG.start, literal(block.start)
        yield part, KG.end, literal(block.end)


def _account(account: Account) -> Iterator[_Triple]:
    node = vocab.account_iri(account.id)
    yield node, RDF.type, KG.Account
    yield node, DCTERMS.identifier, Literal(account.id)
    yield node, KG.inArticle, vocab.article_iri(account.article)
    yield node, KG.means, KG.term(account.means.value)
    yield node, KG.certainty, KG.term(account.certainty.value)
    if account.outcome is not Outcome.UNKNOWN:
        yield node, KG.outcome, KG.term(account.outcome.value)
    yield from _named(node, KG.target, "target", account.target)
    for term, role, refs in (
        (KG.claimedBy, "claimant", account.claimants),
        (KG.weapon, "weapon", account.weapons),
        (KG.landedIn, "place", account.places),
        (KG.launchedFrom, "origin", account.origins),
    ):
        for number, ref in enumerate(refs, start=1):
            yield from _named(node, term, f"{role}-{number}", ref)
    if account.source is not None:
        yield from _named(node, KG.saidBy, "source", account.source)
    if account.count is not None:
        yield from _quantity(node, account.count)
    yield from _attributions(account, node)
    yield from _casualties(account, node)
    yield from _evidence(account, node)
    if account.when is not None:
        yield from _when(node, account.when)
    yield from _response(account, node)


def _attributions(account: Account, node: NamedNode) -> Iterator[_Triple]:
    for number, party in enumerate(account.attackers, start=1):
        slot = f"attribution-{number}"
        part = vocab.part(node, slot)
        yield node, KG.attribution, part
        yield part, RDF.type, KG.Attribution
        yield part, KG.certainty, KG.term(party.certainty.value)
        yield from _named(node, KG.attacker, f"{slot}-attacker", party.ref, holder=part)
        if party.source is not None:
            yield from _named(node, KG.saidBy, f"{slot}-source", party.source, holder=part)


def _casualties(account: Account, node: NamedNode) -> Iterator[_Triple]:
    for number, harmed in enumerate(account.casualties, start=1):
        slot = f"casualties-{number}"
        part = vocab.part(node, slot)
        yield node, KG.casualties, part
        yield part, RDF.type, KG.Casualties
        yield part, KG.harm, Literal(harmed.harm)
        yield from _quantity(part, harmed.quantity)
        if harmed.side is not None:
            yield from _named(node, KG.side, f"{slot}-side", harmed.side, holder=part)


def _evidence(account: Account, node: NamedNode) -> Iterator[_Triple]:
    evidence, part = account.evidence, vocab.part(node, "evidence")
    yield node, KG.evidence, part
    yield part, RDF.type, KG.Evidence
    yield part, KG.inArticle, vocab.article_iri(evidence.article)
    yield part, KG.quote, words(evidence.quote)
    yield part, KG.start, literal(evidence.start)
    yield part, KG.end, literal(evidence.end)
    yield part, KG.sentence, literal(evidence.sentence)
    for rule in evidence.rules:
        yield part, KG.rule, Literal(rule)
    for slot in evidence.fallbacks:
        yield part, KG.fallback, Literal(slot)


def _when(node: NamedNode, when: When) -> Iterator[_Triple]:
    part = vocab.part(node, "when")
    yield node, KG.when, part
    yield part, RDF.type, KG.When
    yield part, KG.begins, literal(when.start)
    yield part, KG.finishes, literal(when.end)
    yield part, KG.precision, Literal(when.precision)
    if when.text:
        yield part, KG.quote, words(when.text)
    if when.anchor is not None:
        yield part, KG.anchor, literal(when.anchor)
    if when.day is not None:
        yield node, KG.day, literal(when.day)


def _response(account: Account, node: NamedNode) -> Iterator[_Triple]:
    if account.is_response:
        yield node, KG.isResponse, literal(True)
    if account.is_response or account.response_stated or account.responds_to:
        yield node, KG.responseStated, literal(account.response_stated)
    for trigger in account.responds_to:
        yield node, KG.respondsTo, vocab.account_iri(trigger)
    if account.lag_minutes is not None:
        yield node, KG.lagMinutes, literal(account.lag_minutes)


def _named(
    account: NamedNode, term: NamedNode, slot: str, ref: Ref, holder: NamedNode | None = None
) -> Iterator[_Triple]:
    """The plain edge to the entity, for queries, and what the article calls it there."""
    entity, part = _iri(ref.entity), vocab.part(account, slot)
    yield holder or account, term, entity
    yield account, KG.naming, part
    yield part, RDF.type, KG.Naming
    yield part, KG.denotes, entity
    yield part, KG.quote, words(ref.mention)
    yield part, KG.start, literal(ref.start)
    yield part, KG.end, literal(ref.end)


def _strike(strike: Strike) -> Iterator[_Triple]:
    node, target, summary = vocab.strike_iri(strike.id), _iri(strike.target), summarise(strike)
    yield node, RDF.type, KG.Strike
    if strike.means in vocab.STRIKE_CLASS:
        yield node, RDF.type, vocab.STRIKE_CLASS[strike.means]
    if summary.is_response:
        yield node, RDF.type, KG.Response
    yield node, DCTERMS.identifier, Literal(strike.id)
    yield node, KG.means, KG.term(strike.means.value)
    yield node, KG.target, target
    if strike.day is not None:
        yield node, KG.day, literal(strike.day)
    for term, values in (
        (KG.landedIn, [_iri(entity) for entity in summary.landed]),
        (KG.launchedFrom, [_iri(entity) for entity in summary.origins]),
        (KG.weapon, [_iri(entity) for entity in summary.weapons]),
        (KG.claimedBy, [vocab.entity_iri(EntityKind.ACTOR, id) for id in summary.claimants]),
        (KG.outcome, [KG.term(outcome.value) for outcome in summary.outcomes]),
        (KG.inResponseTo, [vocab.strike_iri(id) for id in strike.responds_to]),
        (KG.hasAccount, [vocab.account_iri(account.id) for account in strike.accounts]),
    ):
        for value in values:
            yield node, term, value
    if summary.is_response:
        yield node, KG.responseStated, literal(summary.response_stated)
    if summary.lag_minutes is not None:
        yield node, KG.lagMinutes, literal(summary.lag_minutes)
    for attribution in summary.attributions:
        yield from _summed(node, target, attribution)
    for account, joined_by in zip(strike.accounts[1:], strike.joined_by, strict=False):
        yield vocab.account_iri(account.id), KG.joinedBy, Literal(joined_by)


def _summed(node: NamedNode, target: NamedNode, attribution: Attribution) -> Iterator[_Triple]:
    actor = vocab.entity_iri(EntityKind.ACTOR, attribution.actor)
    part = vocab.part(node, f"attribution-{vocab.encode(attribution.actor)}")
    yield node, KG.attribution, part
    yield part, RDF.type, KG.Attribution
    yield part, KG.attacker, actor
    yield part, KG.certainty, KG.term(attribution.certainty.value)
    for account in attribution.accounts:
        yield part, KG.toldIn, vocab.account_iri(account)
    if attribution.certainty is not Certainty.DENIED:  # who is only denied to have struck did not strike
        yield actor, KG.attackedIn, node
        yield actor, KG.attacked, target


def _entity(entity: Entity) -> Iterator[_Triple]:
    node = _iri(entity)
    yield node, RDF.type, vocab.CLASS_OF_KIND[entity.kind]
    yield node, DCTERMS.identifier, Literal(entity.id)
    yield node, SKOS.prefLabel, Literal(entity.name, language="ar")
    if entity.name_en is not None:
        yield node, SKOS.prefLabel, Literal(entity.name_en, language="en")
    for term, names in (
        (SKOS.altLabel, entity.labels[1:]),
        (SKOS.hiddenLabel, entity.weak_labels),
        (KG.adjective, entity.adjectives),
    ):
        for name in names:
            yield node, term, words(name)
    for term, kind, id in (
        (KG.actsAs, EntityKind.ACTOR, entity.acts_as),
        (KG.partOf, entity.kind, entity.parent),
        (KG.operator, EntityKind.ACTOR, entity.operator),
        (KG.locatedIn, EntityKind.PLACE, entity.located_in),
    ):
        if id is not None:
            yield node, term, vocab.entity_iri(kind, id)
    for term, value in ((KG.subtype, entity.subtype), (KG.country, entity.country)):
        if value is not None:
            yield node, term, Literal(value)
    for term, degrees in ((WGS84.lat, entity.latitude), (WGS84.long, entity.longitude)):
        if degrees is not None:
            yield node, term, literal(Decimal(repr(degrees)))
    if entity.wikidata is not None:
        yield node, SKOS.exactMatch, WIKIDATA.term(entity.wikidata)
    if entity.means is not None:
        yield node, KG.means, KG.term(entity.means.value)
    if entity.minted:
        yield node, KG.minted, literal(True)


def _quantity(node: NamedNode, quantity: Quantity) -> Iterator[_Triple]:
    yield node, KG.count, literal(quantity.value)
    yield node, KG.countQualifier, Literal(quantity.qualifier)


def _iri(entity: Entity) -> NamedNode:
    return vocab.entity_iri(entity.kind, entity.id)
