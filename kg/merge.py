"""Accounts of any number of articles -> strikes.

First inside each article, then across articles, groups of accounts are joined when they name one target at compatible
times and nothing keeps them apart (`kg.same`): first under one name of the target, then under a wider name of it (the
field around a base) where one group fits best. The result depends on the set of accounts alone: merging a new article's
accounts with those merged before gives what merging all at once gives.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, product
from types import MappingProxyType

from kg.model import Account, Entity, Means, Strike
from kg.relations import World
from kg.same import Traits, closer, conflict, elusive, evidence, far, times, wider_names

CLOSE_DAYS = 2
"""How many days after a strike an article without a date may still tell of it."""

OLD_DAYS = 7
"""A strike more days before publication than this is the background of an article's news."""

_Known = Mapping[tuple[str, date], list["_Group"]]
_NOTHING: Mapping[str, Entity] = MappingProxyType({})


@dataclass(slots=True, eq=False)
class _Group:
    """Accounts that are one strike so far. `first` (the smallest account id) makes every order the same."""

    accounts: list[Account]
    traits: Traits
    first: str

    def take(self, other: _Group) -> None:
        self.accounts += other.accounts
        self.traits.add(other.traits)
        self.first = min(self.first, other.first)


def merge(
    accounts: Iterable[Account],
    published: Mapping[str, date | None],
    entities: Mapping[str, Entity] = _NOTHING,
) -> tuple[Strike, ...]:
    """The strikes that `accounts` tell of, by id.

    `published` gives the day of publication of each article (id -> day, None or absent when unknown); `entities` the
    reference data (id -> entity), for relations that reach beyond the entities that the accounts name.
    Raises ValueError when two accounts share an id.
    """
    told = sorted(accounts, key=lambda account: account.id)
    for one, other in pairwise(told):
        if one.id == other.id:
            raise ValueError(f"two accounts have the id {one.id}; give every account an id of its own.")
    world = World({**{entity.id: entity for entity in _entities(reversed(told))}, **entities})
    articles: dict[str, list[Account]] = defaultdict(list)
    for account in told:
        articles[account.article].append(account)
    groups = [group for own in articles.values() for group in _within(own, published.get(own[0].article), world)]
    return _strikes(_across(groups, world), world, published)


def _entities(accounts: Iterable[Account]) -> Iterator[Entity]:
    for account in accounts:
        for refs in (account.places, (party.ref for party in account.attackers), account.claimants, (account.target,)):
            yield from (ref.entity for ref in refs)


def _within(accounts: list[Account], published: date | None, world: World) -> list[_Group]:
    """The strikes of one article: in text order, each account joins the best group that it does not contradict."""
    groups: dict[str, list[_Group]] = defaultdict(list)
    for account in sorted(accounts, key=lambda a: (a.evidence.start, a.evidence.end, a.id)):
        new = _Group([account], Traits.of(account, published), account.id)
        fitting = [
            group
            for group in groups[account.target.entity.id]
            if not conflict(group.traits, new.traits, world, within=True)
            and not (_background(new.traits) and not group.traits.spans)
        ]
        if fitting:
            # of equals, the last: texts go on about the strike that they told of just before
            max(reversed(fitting), key=lambda g: sum(evidence(g.traits, new.traits, world).values())).take(new)
        else:
            groups[account.target.entity.id].append(new)
    return _by_wider_name([group for own in groups.values() for group in own], world, within=True)


def _background(traits: Traits) -> bool:
    """Whether this is old at publication: news without a date, told before it, is not about it."""
    return any(max(traits.days, default=day) < day - timedelta(days=OLD_DAYS) for day in traits.published)


def _across(groups: Sequence[_Group], world: World) -> list[_Group]:
    """One group per strike from the groups of all articles, the most telling first."""
    known: dict[tuple[str, date], list[_Group]] = defaultdict(list)  # by target and day of strike, or of publication
    result: list[_Group] = []
    for group in sorted(groups, key=_telling):
        traits = group.traits
        vague = traits.vague and not traits.spans  # over several days: may sum up several strikes
        days = set() if vague else traits.days_near if traits.spans else traits.published
        keys = list(product(traits.targets, days))
        home = _home_dated(group, keys, known, world) if traits.spans else _home_undated(group, keys, known, world)
        if home is None:
            home = group
            result.append(group)
        else:
            home.take(group)
        for key in keys:
            if not any(other is home for other in known[key]):
                known[key].append(home)
    return _by_wider_name(result, world, within=False)


def _telling(group: _Group) -> tuple[bool, timedelta, int, str]:
    traits = group.traits
    told = sum(map(bool, (traits.means, traits.firm, traits.attackers, traits.counts, traits.places)))
    longest = max((end - start for start, end in traits.spans), default=timedelta())
    return not traits.spans, longest, -told, group.first


def _fitting(group: _Group, keys: Iterable[tuple[str, date]], known: _Known, world: World) -> list[tuple[int, _Group]]:
    """The known groups that `group` does not contradict, with the weight of the evidence that they are one strike."""
    met = {id(other): other for key in keys if key in known for other in known[key]}
    return [
        (sum(evidence(other.traits, group.traits, world).values()), other)
        for other in met.values()
        if not conflict(other.traits, group.traits, world, within=False)
    ]


def _home_dated(group: _Group, keys: Iterable[tuple[str, date]], known: _Known, world: World) -> _Group | None:
    """The group that fits best; of equals, the one that most articles tell of."""
    fitting = _fitting(group, keys, known, world)
    ranked = sorted(fitting, key=lambda fit: (-fit[0], -len(fit[1].traits.articles), fit[1].first))
    return ranked[0][1] if ranked else None


def _home_undated(group: _Group, keys: Iterable[tuple[str, date]], known: _Known, world: World) -> _Group | None:
    """The one group that fits best and is of the days before publication; none where two fit alike."""
    shifts = range(-CLOSE_DAYS, CLOSE_DAYS + 1)
    around = [(target, day + timedelta(days=shift)) for target, day in keys for shift in shifts]
    fresh = [
        (weight - lag, other)
        for weight, other in _fitting(group, around, known, world)
        if (lag := _lag(group.traits, other.traits)) <= CLOSE_DAYS and _alike(group.traits, other.traits, world)
    ]
    best = [other for weight, other in fresh if weight == max(w for w, _ in fresh)]
    return best[0] if len(best) == 1 else None


def _lag(undated: Traits, other: Traits) -> int:
    """Days from strike to publication, or between publications where neither has a day; large if strike is later."""
    if not other.days:
        both = undated.published | other.published
        return (max(both) - min(both)).days
    past = [(out - day).days for out in undated.published for day in other.days if day <= out]
    return min(past, default=CLOSE_DAYS + 1)


def _alike(undated: Traits, other: Traits, world: World) -> bool:
    """Whether numbers are alike, and a target that may be hit many times a day has more than itself in common."""
    common = evidence(undated, other, world).keys() & {"place", "attacker", "related attacker"}
    return not far(undated, other) and (bool(common) or not elusive(undated))


def _by_wider_name(groups: list[_Group], world: World, *, within: bool) -> list[_Group]:
    """Joins each group that names its target widely with the one that names it closely, where just one fits best."""
    if len(groups) < 2:
        return groups
    closely: dict[object, list[_Group]] = defaultdict(list)
    for group in groups:
        for key in _met(wider_names(group.traits, world), group, within):
            closely[key].append(group)
    links: list[tuple[_Group, _Group]] = []
    for wide in sorted(groups, key=lambda g: g.first):
        keys = _met(wide.traits.targets, wide, within)
        found = {id(g): g for key in keys if key in closely for g in closely[key] if g is not wide}
        fit = [
            (sum(evidence(close.traits, wide.traits, world).values()), close)
            for close in sorted(found.values(), key=lambda g: g.first)
            if closer(close.traits, wide.traits, world, within=within)
            and not conflict(close.traits, wide.traits, world, within=within)
        ]
        best = [close for weight, close in fit if weight == max(w for w, _ in fit)]
        if len(best) == 1:
            links.append((wide, best[0]))
    home: dict[int, _Group] = {}
    for wide, close in links:
        one, other = _home(wide, home), _home(close, home)
        if one is not other and not conflict(one.traits, other.traits, world, within=within):
            other.take(one)
            home[id(one)] = other
    return [group for group in groups if id(group) not in home]


def _home(group: _Group, home: Mapping[int, _Group]) -> _Group:
    while id(group) in home:
        group = home[id(group)]
    return group


def _met(names: Iterable[str], group: _Group, within: bool) -> list[object]:
    """Where groups meet that may name one target differently: under its wider names, across articles day by day."""
    return list(names) if within else list(product(names, group.traits.days_near))


def _strikes(groups: Iterable[_Group], world: World, published: Mapping[str, date | None]) -> tuple[Strike, ...]:
    made: dict[str, Strike] = {}
    owner: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    for group in sorted(groups, key=lambda g: g.first):
        told = tuple(sorted(group.accounts, key=lambda account: account.id))
        target, means, day = _target(told, world), _means(told), _day(told)
        name = f"{day or 'undated'}-{_slug(target.id)}-{means}"
        numbers[name] += 1
        ident = name if numbers[name] == 1 else f"{name}-{numbers[name]}"
        made[ident] = Strike(ident, target, means, told, day, joined_by=tuple(_joined(told, world, published)))
        owner.update((account.id, ident) for account in told)
    return tuple(_answering(made[ident], owner) for ident in sorted(made))


def _slug(ident: str) -> str:
    return re.sub(r"[^\w-]+", "-", ident).strip("-")


def _answering(strike: Strike, owner: Mapping[str, str]) -> Strike:
    answered = {owner[trigger] for account in strike.accounts for trigger in account.responds_to if trigger in owner}
    ids = tuple(sorted(answered - {strike.id}))
    return Strike(strike.id, strike.target, strike.means, strike.accounts, strike.day, ids, strike.joined_by)


def _target(accounts: Sequence[Account], world: World) -> Entity:
    """The closest name that the accounts have for the target, then the most frequent."""
    named = {account.target.entity.id: account.target.entity for account in reversed(accounts)}
    often = Counter(account.target.entity.id for account in accounts)
    groups = {account.target.entity.id for account in accounts if account.places}

    def rank(entity: Entity) -> tuple[int, bool, int, str]:
        wider = sum(world.narrower(entity, other, True) for other in named.values())
        return -wider, entity.id not in groups, -often[entity.id], entity.id

    return min(named.values(), key=rank)


def _means(accounts: Sequence[Account]) -> Means:
    told = Counter(account.means for account in accounts if account.means is not Means.UNSPECIFIED)
    return told.most_common(1)[0][0] if told else Means.UNSPECIFIED


def _day(accounts: Sequence[Account]) -> date | None:
    """The day stated by most, then relative in most, then the first of most nights; the earliest of equals."""
    support: dict[date, list[int]] = defaultdict(lambda: [0, 0, 0])
    for day, strength in times(accounts):
        support[day][2 - strength] += 1
    return min(support, key=lambda day: ([-n for n in support[day]], day)) if support else None


def _joined(accounts: Sequence[Account], world: World, published: Mapping[str, date | None]) -> Iterator[str]:
    """For each account after the first, what it has in common with those before it."""
    if len(accounts) < 2:
        return
    before = Traits.of(accounts[0], published.get(accounts[0].article))
    for account in accounts[1:]:
        own = Traits.of(account, published.get(account.article))
        words = [word for word, there in (("article", own.articles & before.articles),) if there]
        words += evidence(before, own, world)
        if not own.spans or not before.spans:
            words += ["publication"] if not own.articles & before.articles else []
        yield ", ".join(words)
        before.add(own)
