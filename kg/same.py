"""Do two groups of accounts tell of one strike? The evidence that joins them and the evidence that keeps them apart.

Both come as short words, which a strike keeps to explain itself. Nothing here decides: `kg.merge` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from kg.model import Account, Certainty, Entity, EntityKind, Means, Ref
from kg.relations import World
from kg.text import fold

Span = tuple[datetime, datetime]

TOLERANCE = timedelta(hours=3)
"""How far outlets may differ in the hour of one strike (two countries' clocks); inside one article a third of it."""

_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)
_NARROW = timedelta(hours=36)  # anything longer (days, a week, a month) may hold several strikes
_FIRM = {Certainty.STATED, Certainty.CLAIMED}
_GROUPS = {EntityKind.ACTOR, EntityKind.AREA}  # targets that are in many places at once
# Outlets take these for each other; drones and rockets are told apart, shells and air raids too.
_CONFUSED = {
    frozenset(pair)
    for pair in (
        (Means.ROCKET, Means.MISSILE),
        (Means.ROCKET, Means.ARTILLERY),
        (Means.MISSILE, Means.ARTILLERY),
        (Means.MISSILE, Means.AIRSTRIKE),
        (Means.DRONE, Means.AIRSTRIKE),
    )
}


@dataclass(slots=True)
class Traits:
    """What a group of accounts tells, summed up; grows by `add`."""

    targets: dict[str, Entity] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)
    means: set[tuple[Means, str | None]] = field(default_factory=set)  # with who tells it
    attackers: set[str] = field(default_factory=set)
    firm: set[str] = field(default_factory=set)  # attackers that are stated or claimed, not suspected
    spans: set[Span] = field(default_factory=set)  # up to 36 hours
    vague: set[Span] = field(default_factory=set)
    counts: set[int] = field(default_factory=set)
    harm: set[tuple[str, int]] = field(default_factory=set)
    ordinals: set[int] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    published: set[date] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    answers: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, account: Account, published: date | None) -> Traits:
        parties = [p for p in account.attackers if Certainty.DENIED not in (p.certainty, account.certainty)]
        told = account.source.entity.id if account.source else None
        when = account.when
        span = {(when.start, when.end)} if when else set()
        narrow = bool(when and when.end - when.start <= _NARROW)
        return cls(
            targets={account.target.entity.id: account.target.entity},
            places=_ids(account.places),
            means={(account.means, told)} if account.means is not Means.UNSPECIFIED else set(),
            attackers={party.ref.entity.id for party in parties},
            firm={party.ref.entity.id for party in parties if party.certainty in _FIRM} | _ids(account.claimants),
            spans=span if narrow else set(),
            vague=set() if narrow else span,
            counts={account.count.value} if account.count else set(),
            harm={(c.harm, c.quantity.value) for c in account.casualties if c.quantity.value},
            ordinals=numbers(account.evidence.quote),
            articles={account.article},
            published={published} if published else set(),
            ids={account.id},
            answers=set(account.responds_to),
        )

    def add(self, other: Traits) -> None:
        self.targets |= other.targets
        self.places |= other.places
        self.means |= other.means
        self.attackers |= other.attackers
        self.firm |= other.firm
        self.spans |= other.spans
        self.vague |= other.vague
        self.counts |= other.counts
        self.harm |= other.harm
        self.ordinals |= other.ordinals
        self.articles |= other.articles
        self.published |= other.published
        self.ids |= other.ids
        self.answers |= other.answers

    @property
    def days(self) -> set[date]:
        """The days that the narrow times touch."""
        return {edge.date() for start, end in self.spans for edge in (start, end - _INSTANT)}

    @property
    def days_near(self) -> set[date]:
        """The same with what outlets may differ in the hour: a time near midnight touches both days."""
        return self.days | {
            edge.date() for span in self.spans if _fine(span) for edge in (span[0] - TOLERANCE, span[1] + TOLERANCE)
        }


def _ids(refs: Iterable[Ref]) -> set[str]:
    return {ref.entity.id for ref in refs}


def closer(one: Traits, other: Traits, world: World, *, within: bool) -> str | None:
    """How a target of `one` is the closer name of a target of `other`, if it is."""
    for a, b in product(one.targets.values(), other.targets.values()):
        held = b.kind is EntityKind.ACTOR and other.places and world.near(a.id)
        if held and not world.one_place(world.near(a.id), other.places):
            continue  # positions of an army in one town, its base in another
        if world.narrower(a, b, within):
            return "operator" if b.kind is EntityKind.ACTOR else "place around"
        if b.id in world.operators(a.id) and world.one_place(world.near(a.id), other.places):
            return "operator there"  # troops, where the text places them at the base
        if a.kind in _GROUPS and b.kind is EntityKind.PLACE and any(b.id in world.near(p) for p in one.places):
            return "landing place"  # positions of a group in a town, and the town
    return None


def wider_names(traits: Traits, world: World) -> set[str]:
    """Everything that `closer` may find `traits` to be the closer name of."""
    above = (name for target in traits.targets for name in (*world.around(target), *world.operators(target)))
    return {*above, *(name for place in traits.places for name in world.near(place))}


def conflict(one: Traits, other: Traits, world: World, *, within: bool) -> str | None:
    """What keeps two groups apart, or None. `within` says that they stand in one article."""
    if not within and one.articles & other.articles:
        return "article"  # it tells them apart itself
    if one.answers & other.ids or other.answers & one.ids:
        return "response"
    if one.ordinals and other.ordinals and not one.ordinals & other.ordinals:
        return "ordinal"
    tolerance = TOLERANCE / 3 if within else TOLERANCE
    if any(_apart(a, b, tolerance) for a, b in product(one.spans | one.vague, other.spans | other.vague)):
        return "time"
    if any(not _one_means(a, b, within) for a, b in product(one.means, other.means)):
        return "means"
    if one.firm and other.firm and not any(world.related(a, b) for a, b in product(one.firm, other.firm)):
        return "attacker"
    mobile = any(one.targets[t].kind in _GROUPS for t in one.targets.keys() & other.targets.keys())
    if mobile and one.places and other.places and not world.one_place(one.places, other.places):
        return "place"
    return None


def _apart(one: Span, other: Span, tolerance: timedelta) -> bool:
    """Whether two times cannot be one: days that do not overlap, or hours further apart than `tolerance`."""
    gap = max(one[0], other[0]) - min(one[1], other[1])
    return gap > tolerance if _fine(one) and _fine(other) else gap >= timedelta()


def _fine(span: Span) -> bool:
    return span[1] - span[0] < _DAY


def _one_means(one: tuple[Means, str | None], other: tuple[Means, str | None], within: bool) -> bool:
    """One narrator who names two weapons means two strikes; two sources may take one weapon for another."""
    if one[0] is other[0]:
        return True
    return frozenset((one[0], other[0])) in _CONFUSED and not (within and one[1] == other[1])


def evidence(one: Traits, other: Traits, world: World) -> dict[str, int]:
    """What speaks for two groups that do not conflict being one strike: word -> weight."""
    found: dict[str, int] = {}
    if one.targets.keys() & other.targets.keys():
        found["target"] = 3
    elif how := closer(one, other, world, within=True) or closer(other, one, world, within=True):
        found[how] = 1
    if one.spans and other.spans:
        fine = any(map(_fine, one.spans)) and any(map(_fine, other.spans))
        found["hour" if fine else "day"] = 4 if fine else 3
    shared = {means for means, _ in one.means} & {means for means, _ in other.means}
    if one.means and other.means:
        found["means" if shared else "similar means"] = 3 if shared else 1
    if one.attackers & other.attackers:
        found["attacker"] = 3
    elif any(world.related(a, b) for a, b in product(one.attackers, other.attackers)):
        found["related attacker"] = 2
    if one.counts & other.counts:
        found["count"] = 2
    elif one.counts and other.counts and not far(one, other):
        found["near count"] = 1
    if one.places and other.places and world.one_place(one.places, other.places):
        found["place"] = 2
    if one.harm & other.harm:
        found["casualties"] = 2
    if one.answers and other.answers:
        found["response"] = 1
    return found


def far(one: Traits, other: Traits) -> bool:
    """Whether the numbers of munitions lie so far apart that only a common date could reconcile them."""
    return bool(one.counts and other.counts) and all(
        abs(a - b) > 5 and max(a, b) > 3 * min(a, b) for a, b in product(one.counts, other.counts)
    )


def elusive(one: Traits) -> bool:
    """Whether all that was hit is a group or its area, which many strikes may hit in a day."""
    return all(target.kind in _GROUPS for target in one.targets.values())


def numbers(quote: str) -> set[int]:
    """The ordinals by which a quote numbers strikes: {2} for "the second attack", none for "the first of its kind"."""
    pattern, ordinals = _numbering()
    return {ordinals[match[1]] for match in pattern.finditer(fold(quote))} if quote else set()


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
    return loaded


@cache
def _numbering() -> tuple[re.Pattern[str], dict[str, int]]:
    def either(words: Iterable[str]) -> str:
        return "|".join(re.escape(fold(word)) for word in words)

    data = _data()
    ordinals = {fold(word): number for number, words in data["ordinals"].items() for word in words}
    noun, last = either(data["numbered"]), either(data["unless"])
    return re.compile(rf"\b[وف]?(?:{noun}) ({'|'.join(ordinals)})\b(?! (?:{last})\b)"), ordinals


def times(accounts: Iterable[Account]) -> Iterator[tuple[date, int]]:
    """The days that accounts tell and how well: 2 stated, 1 relative to the publication, 0 the first day of a night."""
    for account in accounts:
        when = account.when
        if when and when.day:
            yield when.day, 1 if when.anchor else 2
        elif when and when.end - when.start <= _NARROW:
            yield when.start.date(), 0
