"""What the exports for people draw on: strikes with the sum of their accounts, and the names of those involved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kg.export.format import Wanted
from kg.model import Account, Article, Certainty, Entity, EntityKind, Strike
from kg.summary import Attribution, Summary, summarise
from kg.unrdf import Quads, articles, entities, strikes

_ACTING = frozenset({EntityKind.ACTOR, EntityKind.SOURCE})


@dataclass(frozen=True, slots=True)
class Told:
    """A strike with the sum of its accounts."""

    strike: Strike
    summary: Summary

    @property
    def spot(self) -> Entity | None:
        """Where to draw it: the target if that has coordinates, else the first place hit that has; None: nowhere."""
        places = (self.strike.target, *self.summary.landed)
        return next((place for place in places if place.latitude is not None and place.longitude is not None), None)

    def accounts(self, attribution: Attribution | None) -> tuple[Account, ...]:
        """The accounts that name this attacker; all of them when there is none to name."""
        if attribution is None:
            return self.strike.accounts
        return tuple(account for account in self.strike.accounts if account.id in attribution.accounts)


@dataclass(frozen=True, slots=True)
class Content:
    """`told` is ordered by day (undated last) and id; `entities` by kind and id; `articles` are by id.

    `apart` are the strikes that are not wanted, by id; `left_out` counts them by reason.
    """

    told: tuple[Told, ...]
    entities: tuple[Entity, ...]
    articles: Mapping[str, Article]
    actors: Mapping[str, Entity]
    apart: Mapping[str, Told]
    left_out: Mapping[str, int]

    @classmethod
    def of(cls, store: Quads, wanted: Wanted) -> Content:
        """Reads a store; raises LookupError when the graph is not whole."""
        known = tuple(entities(store))
        found = sorted(strikes(store), key=lambda strike: (strike.day or date.max, strike.id))
        told, apart, left_out = [], {}, Counter[str]()
        for strike in found:
            reason = _unwanted(strike.day, wanted)
            if reason is None:
                told.append(Told(strike, summarise(strike)))
            else:
                apart[strike.id] = Told(strike, summarise(strike))
                left_out[reason] += 1
        return cls(
            told=tuple(told),
            entities=known,
            articles={article.id: article for article in articles(store)},
            actors={entity.id: entity for entity in known if entity.kind in _ACTING},
            apart=apart,
            left_out=left_out,
        )

    def actor(self, id: str) -> Entity:
        """The actor of this id; one that the graph does not describe is called by its id."""
        return self.actors.get(id) or Entity(id, EntityKind.ACTOR, (id,))


def _unwanted(day: date | None, wanted: Wanted) -> str | None:
    """Why a strike of that day is left out."""
    if not wanted.period:
        return None
    if day is None:
        return "strikes without a day, which are of no period"
    inside = (wanted.first or date.min) <= day <= (wanted.last or date.max)
    return None if inside else "strikes outside the period"


@dataclass(frozen=True, slots=True)
class Span:
    """The lowest and highest figure that any account gives, None when none does."""

    low: int | None
    high: int | None

    @classmethod
    def of(cls, figures: Iterable[int]) -> Span:
        """The span of `figures`."""
        found = sorted(figures)
        return cls(found[0], found[-1]) if found else cls(None, None)


def munitions(accounts: Iterable[Account]) -> Span:
    """How many munitions the accounts count."""
    return Span.of(account.count.value for account in accounts if account.count is not None)


def harmed(accounts: Iterable[Account], harm: str) -> Span:
    """How many `killed` or `injured` each account counts over all sides."""
    sums = ([told.quantity.value for told in account.casualties if told.harm == harm] for account in accounts)
    return Span.of(sum(figures) for figures in sums if figures)


def held(attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """The attributions that some account holds to; who is only denied to have struck did not strike."""
    return tuple(attribution for attribution in attributions if attribution.certainty is not Certainty.DENIED)


def english(entity: Entity) -> str:
    """The English name, or the Arabic one where there is no other."""
    return entity.name_en or entity.name


def joined(texts: Iterable[str]) -> str:
    """Distinct texts in one cell, in the order of their first occurrence."""
    return " | ".join(dict.fromkeys(" ".join(text.split()) for text in texts if text))
