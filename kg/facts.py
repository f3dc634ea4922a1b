"""Strikes -> the distinct facts that each article states: what extraction is judged by, and a table for people.

A fact is one tuple of a kind; `KINDS` names the roles of each kind's values. It is listed once per article however
often the text repeats it. Inside an article the accounts of one strike complete each other: one may give the weapon,
another the attacker.
"""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from types import MappingProxyType
from typing import TextIO

from kg.model import Account, Certainty, Entity, EntityKind, Means, Outcome, Party, Ref, Strike

KINDS: dict[str, tuple[str, ...]] = {
    "attacked": ("actor", "target"),
    "struck": ("target", "means"),
    "responded": ("actor", "target"),
    "response_to": ("actor", "trigger"),
    "claimed": ("actor", "target"),
    "count": ("target", "means", "number"),
    "date": ("target", "date"),
    "intercepted": ("target", "means"),
    "casualties": ("target", "harm", "number"),
    "launched_from": ("target", "origin"),
}
"""The kinds of facts, in the order in which they are listed, and what each of their values is."""

COLUMNS = ("article", "kind", "actor", "target", "trigger", "origin", "means", "harm", "number", "date")
"""The columns of the CSV form; a fact fills those of its kind."""


@dataclass(frozen=True, slots=True)
class FactEntity:
    """An entity in a fact: its IRI, its names (no weak ones; those of what is one actor with it behind its own) and the
    article's fullest words for it."""

    iri: str
    labels: tuple[str, ...]
    mention: str | None = None


Value = FactEntity | str | int
"""A value of a fact: an entity, or a plain word (means, harm), ISO date or number."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of one article; `values` follow `KINDS[kind]`."""

    article: str
    kind: str
    values: tuple[Value, ...]


_Raw = tuple[str, tuple[Ref | str | int, ...]]


_Shown = Callable[[Entity, str | None], FactEntity]
_NO_ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def facts(
    strikes: Iterable[Strike],
    *,
    iri: Callable[[Entity], str] = lambda entity: entity.id,
    aliases: Mapping[str, tuple[str, ...]] = _NO_ALIASES,
) -> Iterator[Fact]:
    """The distinct facts of every article that the accounts of `strikes` come from, by article, kind and values.

    `iri` gives the identifier that is printed for an entity; without it this is the entity's id. `aliases` are further
    names of an entity, by its id, such as `aliases_of` gives.
    """

    def shown(entity: Entity, mention: str | None) -> FactEntity:
        names = dict.fromkeys((*_names(entity), *aliases.get(entity.id, ())))
        return FactEntity(iri(entity), tuple(names), mention)

    whole = tuple(strikes)
    targets = {account.id: target for strike in whole for account, target in _targets(strike)}
    articles: dict[str, dict[str, list[Account]]] = defaultdict(lambda: defaultdict(list))
    for strike in whole:
        for account in strike.accounts:
            articles[account.article][strike.id].append(account)
    for article in sorted(articles):
        own = [sorted(accounts, key=_place_in_text) for _, accounts in sorted(articles[article].items())]
        weapons = _weapons(sorted(chain.from_iterable(own), key=_place_in_text), targets)
        stated = chain.from_iterable(_facts_of(accounts, targets, weapons) for accounts in own)
        yield from _distinct(article, stated, shown)


def aliases_of(entities: Iterable[Entity]) -> dict[str, tuple[str, ...]]:
    """For each actor the names of all that are one with it: a state and its ministry act as its armed forces."""
    one: dict[str, list[Entity]] = defaultdict(list)
    for entity in sorted(entities, key=lambda entity: (entity.acts_as is not None, entity.id)):
        if entity.kind is EntityKind.ACTOR:
            one[entity.acts_as or entity.id].append(entity)
    return {
        entity.id: tuple(name for other in group if other is not entity for name in _names(other))
        for group in one.values()
        if len(group) > 1
        for entity in group
    }


def _place_in_text(account: Account) -> tuple[int, int, str]:
    return account.evidence.start, account.evidence.end, account.id


def _targets(strike: Strike) -> Iterator[tuple[Account, Ref]]:
    """Each account with the target that facts name: the strike's own (a base, not its troops) if the article has it."""
    named: dict[str, Ref] = {}
    for account in strike.accounts:
        if account.target.entity.id == strike.target.id:
            named.setdefault(account.article, account.target)
    for account in strike.accounts:
        same = account.target.entity.id == strike.target.id
        yield account, account.target if same else named.get(account.article, account.target)


def _weapons(accounts: list[Account], targets: dict[str, Ref]) -> dict[str, list[Account]]:
    """The accounts of one article that name a weapon, by target, in the order of the text."""
    weapons: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        if account.means is not Means.UNSPECIFIED:
            weapons[targets[account.id].entity.id].append(account)
    return weapons


def _means(account: Account, strike: list[Account], others: list[Account]) -> Means:
    """The account's weapon, else the one that its strike has most often in the article, else that of another strike on
    the same target, unless both tell their day and the days differ: one sentence gives the weapon of another."""
    if account.means is not Means.UNSPECIFIED:
        return account.means
    day = _day(account)
    told: Counter[Means] = Counter(other.means for other in strike if other.means is not Means.UNSPECIFIED)
    if not told:
        told = Counter(other.means for other in others if not (day and _day(other)) or _day(other) == day)
    return told.most_common(1)[0][0] if told else Means.UNSPECIFIED  # of equals, the first in the text


def _day(account: Account) -> date | None:
    return account.when.day if account.when else None


def _facts_of(accounts: list[Account], targets: dict[str, Ref], weapons: dict[str, list[Account]]) -> Iterator[_Raw]:
    """What one article's accounts of one strike state, repetitions included."""
    is_response = any(account.is_response for account in accounts)
    responders = _responders(accounts)
    for account in accounts:
        target = targets[account.id]
        means = _means(account, accounts, weapons.get(target.entity.id, []))
        yield from (("attacked", (party.ref, target)) for party in _attackers(account))
        yield "struck", (target, means.value)
        yield from (("claimed", (claimant, target)) for claimant in account.claimants)
        if account.count:
            yield "count", (target, means.value, account.count.value)
        if day := _day(account):
            yield "date", (target, day.isoformat())
        if account.outcome is Outcome.INTERCEPTED:
            yield "intercepted", (target, means.value)
        yield from (("casualties", (target, c.harm, c.quantity.value)) for c in account.casualties)
        yield from (("launched_from", (target, origin)) for origin in account.origins)
        if is_response:
            yield from (("responded", (who, hit)) for who in responders for hit in (target, *account.places))
        triggers = (targets[trigger] for trigger in account.responds_to if trigger in targets)
        yield from (("response_to", (who, trigger)) for trigger in triggers for who in responders)


def _responders(accounts: list[Account]) -> list[Ref]:
    """The attackers of the accounts that tell of a response; where these name none, those of the others."""
    told = [[p.ref for a in accounts if a.is_response is response for p in _attackers(a)] for response in (True, False)]
    return told[0] or told[1]


def _attackers(account: Account) -> Iterator[Party]:
    if account.certainty is not Certainty.DENIED:
        yield from (party for party in account.attackers if party.certainty is not Certainty.DENIED)


def _distinct(article: str, stated: Iterable[_Raw], shown: _Shown) -> Iterator[Fact]:
    """Repetitions folded, in order; an entity's mention is the longest that the fact has, its fullest name."""
    merged: dict[tuple[str, tuple[str | int, ...]], list[tuple[Ref | str | int, ...]]] = defaultdict(list)
    for kind, values in stated:
        merged[kind, tuple(v.entity.id if isinstance(v, Ref) else v for v in values)].append(values)
    order = {kind: place for place, kind in enumerate(KINDS)}
    for kind, key in sorted(merged, key=lambda fact: (order[fact[0]], tuple(map(str, fact[1])))):
        yield Fact(article, kind, tuple(_value(column, shown) for column in zip(*merged[kind, key], strict=True)))


def _value(same: tuple[Ref | str | int, ...], shown: _Shown) -> Value:
    first = same[0]
    if not isinstance(first, Ref):
        return first
    mention = min((ref.mention for ref in same if isinstance(ref, Ref)), key=lambda words: (-len(words), words))
    return shown(first.entity, mention or None)


def _names(entity: Entity) -> tuple[str, ...]:
    return (*entity.labels, entity.name_en) if entity.name_en else entity.labels


def write_jsonl(rows: Iterable[Fact], out: TextIO) -> None:
    """One JSON object a line: `article`, `kind`, `values`; an entity is an object with `iri`, `labels`, `mention`."""
    for fact in rows:
        line = {"article": fact.article, "kind": fact.kind, "values": [_json(value) for value in fact.values]}
        out.write(json.dumps(line, ensure_ascii=False) + "\n")


def _json(value: Value) -> object:
    if not isinstance(value, FactEntity):
        return value
    entity: dict[str, object] = {"iri": value.iri, "labels": list(value.labels)}
    return {**entity, "mention": value.mention} if value.mention else entity


def read_jsonl(lines: Iterable[str], name: str = "facts") -> Iterator[Fact]:
    """The facts that `write_jsonl` wrote. Raises ValueError, naming `name` and the line, where a line is not a fact."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            kind, values = row["kind"], tuple(_parsed(value) for value in row["values"])
            if len(values) != len(KINDS[kind]):
                raise ValueError
            yield Fact(str(row["article"]), kind, values)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(
                f"{name}, line {number}: not a fact; a line is an object with article, kind ({', '.join(KINDS)}) "
                "and the values of that kind, as `kg facts --format jsonl` writes it."
            ) from error


def _parsed(value: object) -> Value:
    match value:
        case dict():
            return FactEntity(str(value.get("iri", "")), tuple(value.get("labels", ())), value.get("mention"))
        case str() | int():
            return value
        case float() if value.is_integer():
            return int(value)
    raise ValueError


def write_csv(rows: Iterable[Fact], out: TextIO) -> None:
    """A table for people: one row a fact, entities by their preferred name, one column for each role (`COLUMNS`)."""
    table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(map(row, rows))


def row(fact: Fact) -> dict[str, str | int]:
    """The columns that a fact fills in a table for people."""
    shown = (value.labels[0] if isinstance(value, FactEntity) else value for value in fact.values)
    return dict(zip(("article", "kind", *KINDS[fact.kind]), (fact.article, fact.kind, *shown), strict=True))
