"""Strikes, articles and entities as the plain records that the page embeds as JSON.

Entities, articles and strikes are named by their place in a list, so that no id of the data ever reaches the markup;
what is empty or unknown is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from kg.model import Account, Article, Certainty, Entity, EntityKind, Outcome, Quantity, Ref, Strike, When
from kg.summary import Summary, summarise
from kg.view.spots import at, spot

UNNAMED = "unnamed"
"""How sure it is who attacked when nobody is named, beside the values of `Certainty`."""


@dataclass(frozen=True, slots=True)
class Row:
    """One attacker of one strike: places in the lists of strikes and entities (None: nobody is named)."""

    strike: int
    attacker: int | None
    certainty: str


@dataclass(frozen=True, slots=True)
class Records:
    """What the page shows; `places` holds, for every strike, the entities where it landed besides its target."""

    entities: tuple[Entity, ...]
    strikes: tuple[Strike, ...]
    rows: tuple[Row, ...]
    places: tuple[tuple[int, ...], ...]
    json: dict[str, Any]

    def parents(self) -> list[int | None]:
        """For every entity the one that it lies in."""
        at = {entity.id: index for index, entity in enumerate(self.entities) if entity.kind is EntityKind.PLACE}
        return [at.get(entity.located_in) if entity.located_in else None for entity in self.entities]


def records(strikes: Iterable[Strike], articles: Iterable[Article], entities: Iterable[Entity]) -> Records:
    """Takes the data of a page together, in an order that depends on ids and days alone."""
    told = tuple(sorted(strikes, key=lambda strike: (strike.day is None, strike.day, strike.id)))
    summaries = [summarise(strike) for strike in told]
    index = _Index(told, articles, entities)
    rows = tuple(row for number, summary in enumerate(summaries) for row in _rows(number, summary, index))
    places = tuple(tuple(_elsewhere(strike, summary, index)) for strike, summary in zip(told, summaries, strict=True))
    return Records(
        index.entities,
        told,
        rows,
        places,
        {
            "entities": [index.describe(entity) for entity in index.entities],
            "articles": [_article(article) for article in index.articles],
            "strikes": [_strike(strike, summary, index) for strike, summary in zip(told, summaries, strict=True)],
            "rows": [[row.strike, -1 if row.attacker is None else row.attacker, row.certainty] for row in rows],
        },
    )


class _Index:
    """Where each entity, article and strike stands in its list."""

    def __init__(self, strikes: tuple[Strike, ...], articles: Iterable[Article], entities: Iterable[Entity]) -> None:
        known = {(entity.kind, entity.id): entity for entity in entities}
        used = {(entity.kind, entity.id): entity for strike in strikes for entity in _named(strike)}
        known = {**used, **known}
        wanted = dict(used)
        for entity in list(used.values()):
            for related in _related(entity, known):
                wanted.setdefault((related.kind, related.id), related)
        self.entities = tuple(known.get(key, wanted[key]) for key in sorted(wanted))
        self.articles = tuple(sorted(articles, key=lambda article: article.id))
        self.places = {entity.id: entity for entity in self.entities if entity.kind is EntityKind.PLACE}
        self._entity = {(entity.kind, entity.id): number for number, entity in enumerate(self.entities)}
        self._article = {article.id: number for number, article in enumerate(self.articles)}
        self._strike = {strike.id: number for number, strike in enumerate(strikes)}

    def entity(self, entity: Entity) -> int:
        return self._entity[entity.kind, entity.id]

    def actor(self, ident: str) -> int:
        """The place of the actor on whom strikes are booked; some other kind when the data say so."""
        for kind in EntityKind:
            if (found := self._entity.get((kind, ident))) is not None:
                return found
        raise LookupError(f"A strike is booked on the actor {ident}, which is not among the entities; build again.")

    def article(self, ident: str) -> int | None:
        return self._article.get(ident)

    def strike_numbers(self, ids: Iterable[str]) -> list[int]:
        return sorted(self._strike[ident] for ident in ids if ident in self._strike)

    def ref(self, ref: Ref | None) -> int | None:
        return None if ref is None else self.entity(ref.entity)

    def describe(self, entity: Entity) -> dict[str, Any]:
        operator = self._entity.get((EntityKind.ACTOR, entity.operator)) if entity.operator else None
        place = self._entity.get((EntityKind.PLACE, entity.located_in)) if entity.located_in else None
        also = [label for label in entity.labels[1:6] if label != entity.name]
        return _filled(
            id=entity.id,
            kind=entity.kind.value,
            ar=entity.name,
            en=entity.name_en,
            also=also,
            operator=operator,
            place=place,
            at=at(entity),
        )


def _named(strike: Strike) -> Iterator[Entity]:
    yield strike.target
    for account in strike.accounts:
        parties = [ref for party in account.attackers for ref in (party.ref, party.source) if ref]
        sides = [harm.side for harm in account.casualties if harm.side]
        refs = [account.target, *parties, *sides, *account.claimants, *account.weapons, *account.places]
        yield from (ref.entity for ref in [*refs, *account.origins, *([account.source] if account.source else [])])


def _related(entity: Entity, known: dict[tuple[EntityKind, str], Entity]) -> Iterator[Entity]:
    """The actor that an entity acts as or that operates it, and all that it lies in."""
    for ident in (entity.acts_as, entity.operator):
        if ident and (actor := known.get((EntityKind.ACTOR, ident))):
            yield actor
        elif ident == entity.acts_as and ident:
            # Reference data may be left out of a graph; the one who acted then stands under its own name.
            yield Entity(ident, EntityKind.ACTOR, entity.labels, entity.name_en)
    seen = {entity.id}
    while entity.located_in and entity.located_in not in seen:
        seen.add(entity.located_in)
        outer = known.get((EntityKind.PLACE, entity.located_in))
        if outer is None:
            return
        yield outer
        entity = outer


def _rows(number: int, summary: Summary, index: _Index) -> Iterator[Row]:
    believed = False
    for attribution in summary.attributions:
        believed = believed or attribution.certainty is not Certainty.DENIED
        yield Row(number, index.actor(attribution.actor), attribution.certainty.value)
    if not believed:
        yield Row(number, None, UNNAMED)


def _elsewhere(strike: Strike, summary: Summary, index: _Index) -> Iterator[int]:
    """Where a strike landed besides its target, each place once."""
    target = index.entity(strike.target)
    yield from dict.fromkeys(place for entity in summary.landed if (place := index.entity(entity)) != target)


def _article(article: Article) -> dict[str, Any]:
    published = article.published.isoformat() if article.published else None
    # Only links that open a web page: anything else (javascript:, data:) stays plain text out of reach.
    url = article.url if article.url and article.url.lower().startswith(("https://", "http://")) else None
    return _filled(title=article.title, outlet=article.outlet or article.id, url=url, published=published)


def _strike(strike: Strike, summary: Summary, index: _Index) -> dict[str, Any]:
    where = spot(strike, summary, index.places)
    return _filled(
        id=strike.id,
        day=strike.day.isoformat() if strike.day else None,
        target=index.entity(strike.target),
        means=strike.means.value,
        places=list(_elsewhere(strike, summary, index)),
        spot=index.entity(where.entity) if where else None,
        rough=where.rough if where else None,
        origins=[index.entity(entity) for entity in summary.origins],
        weapons=[index.entity(entity) for entity in summary.weapons],
        claimants=[index.actor(ident) for ident in summary.claimants],
        outcomes=[outcome.value for outcome in summary.outcomes],
        response=summary.is_response,
        stated=summary.response_stated,
        lag=summary.lag_minutes,
        answers=index.strike_numbers(strike.responds_to),
        accounts=[_account(account, index) for account in strike.accounts],
    )


def _account(account: Account, index: _Index) -> dict[str, Any]:
    parties = [[index.ref(party.ref), party.certainty.value, index.ref(party.source)] for party in account.attackers]
    harm = [[each.harm, *_quantity(each.quantity), index.ref(each.side)] for each in account.casualties]
    return _filled(
        article=index.article(account.article),
        quote=account.evidence.quote,
        marks=list(_marks(account)),
        by=parties,
        certainty=account.certainty.value,
        means=account.means.value,
        count=_quantity(account.count) if account.count else None,
        harm=harm,
        source=index.ref(account.source),
        outcome=account.outcome.value if account.outcome is not Outcome.UNKNOWN else None,
        when=moment(account.when) if account.when else None,
        words=account.when.text if account.when else None,
        fallbacks=list(account.evidence.fallbacks),
    )


def _quantity(quantity: Quantity) -> list[Any]:
    return [quantity.value, quantity.qualifier]


def _marks(account: Account) -> Iterator[list[Any]]:
    """Where in the quote the attackers, the target and the places are named: start, end and role, never overlapping."""
    refs = [(party.ref, "attacker") for party in account.attackers]
    refs += [(account.target, "target"), *((ref, "place") for ref in account.places)]
    begin, quote = account.evidence.start, account.evidence.quote
    last = 0
    for ref, role in sorted(refs, key=lambda pair: (pair[0].start, pair[0].end)):
        start, end = ref.start - begin, ref.end - begin
        if start >= last and quote[start:end] == ref.mention and ref.mention:
            yield [start, end, role]
            last = end


def moment(when: When) -> str:
    """The time in ISO 8601, the hour where it is told: `2024-01-22`, `2024-01-22 21:30`, `2024-01-22/2024-01-24`."""
    first, last = when.start.date(), (when.end - timedelta(microseconds=1)).date()
    if first != last:
        return f"{first.isoformat()}/{last.isoformat()}"
    return when.start.strftime("%Y-%m-%d %H:%M") if when.precision in {"minute", "hour"} else first.isoformat()


def _filled(**fields: Any) -> dict[str, Any]:
    """The fields that say something; 0 does, as a place in a list and as a number."""
    return {name: value for name, value in fields.items() if value or (value == 0 and value is not False)}
