"""Accounts in one line, for tests: `account("omar-base", "rocket", when="2022-11-17 evening", by="irgc suspected")`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from kg.model import (
    Account,
    Casualties,
    Certainty,
    Entity,
    EntityKind,
    Evidence,
    Means,
    Outcome,
    Party,
    Quantity,
    Ref,
    When,
)

PARTS = {"dawn": (4, 6), "morning": (6, 12), "noon": (12, 14), "afternoon": (14, 17), "evening": (17, 22)}


def load_entities(path: Path) -> dict[str, Entity]:
    """Entities of a YAML file: id -> kind, labels and any other field of `Entity`."""
    rows = yaml.safe_load(path.read_text("utf-8"))
    return {ident: entity(ident, **row) for ident, row in rows.items()}


def entity(ident: str, kind: str = "base", labels: Iterable[str] = (), **more: Any) -> Entity:
    return Entity(ident, EntityKind(kind), tuple(labels) or (ident,), **more)


def ref(named: Entity | str, mention: str | None = None) -> Ref:
    who = entity(named) if isinstance(named, str) else named
    words = who.name if mention is None else mention
    return Ref(who, words, 0, len(words))


def moment(text: str) -> When:
    """`2024-01-02`, `2024-01-02 21:30`, `2024-01-02 21h`, `2024-01-02 dawn`, `2024-01-02 night` (to the next morning),
    `2024-01-02..2024-01-05`, `2024-01`; a leading `~` says that the words were relative to the day of publication."""
    anchored, text = text.startswith("~"), text.lstrip("~")
    if re.fullmatch(r"\d{4}-\d\d", text):
        first = date.fromisoformat(f"{text}-01")
        start, end, precision = first, (first + timedelta(days=31)).replace(day=1), "month"
    elif ".." in text:
        first, last = map(date.fromisoformat, text.split(".."))
        start, end, precision = first, last + timedelta(days=1), "days"
    else:
        start = date.fromisoformat(text[:10])
        end, precision = start + timedelta(days=1), "day"
    begin, finish = datetime.combine(start, time()), datetime.combine(end, time())
    detail = text[11:] if precision == "day" else ""
    if detail == "night":
        begin, finish, precision = begin.replace(hour=20), finish.replace(hour=5), "night"
    elif detail in PARTS:
        begin, finish, precision = begin.replace(hour=PARTS[detail][0]), begin.replace(hour=PARTS[detail][1]), "part"
    elif detail.endswith("h"):
        begin = begin.replace(hour=int(detail[:-1]))
        finish, precision = begin + timedelta(hours=1), "hour"
    elif detail:
        begin = datetime.combine(start, time.fromisoformat(detail))
        finish, precision = begin + timedelta(minutes=1), "minute"
    return When(begin, finish, precision, text, anchor=start if anchored else None)


def account(
    target: str | Entity,
    means: str = "unspecified",
    *,
    article: str = "a",
    at: int = 0,
    ident: str | None = None,
    known: Mapping[str, Entity] | None = None,
    by: str | Iterable[str] = (),
    claimed: str | Iterable[str] = (),
    when: str | None = None,
    count: int | None = None,
    killed: int | None = None,
    injured: int | None = None,
    places: str | Iterable[str] = (),
    origins: str | Iterable[str] = (),
    source: str | None = None,
    answers: str | Iterable[str] = (),
    quote: str = "",
    mention: str | None = None,
    certainty: str = "stated",
    outcome: str = "unknown",
    response: bool = False,
) -> Account:
    """An account; `at` is where it stands in the article (its id is `article#at` unless `ident` is given).

    Entities are ids of `known` (unknown ids become bases); `by` holds attackers as "id" or "id certainty".
    """

    def named(name: str | Entity, mention: str | None = None) -> Ref:
        return ref((known or {}).get(name, name) if isinstance(name, str) else name, mention)

    def party(text: str) -> Party:
        who, _, how = text.partition(" ")
        return Party(named(who), Certainty(how or "stated"))

    harm = (("killed", killed), ("injured", injured))
    return Account(
        id=ident or f"{article}#{at:03}",
        article=article,
        target=named(target, mention),
        means=Means(means),
        evidence=Evidence(article, quote, at, at + len(quote), at, ("sample",)),
        certainty=Certainty(certainty),
        outcome=Outcome(outcome),
        attackers=tuple(party(text) for text in _many(by)),
        claimants=tuple(named(name) for name in _many(claimed)),
        count=None if count is None else Quantity(count),
        casualties=tuple(Casualties(how, Quantity(n)) for how, n in harm if n is not None),
        places=tuple(named(name) for name in _many(places)),
        origins=tuple(named(name) for name in _many(origins)),
        when=moment(str(when)) if when else None,
        source=named(source) if source else None,
        is_response=response or bool(answers),
        responds_to=tuple(_many(answers)),
    )


def _many(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def collection(rows: Iterable[Mapping[str, Any]], known: Mapping[str, Entity]) -> tuple[list[Account], dict[str, date]]:
    """Accounts of rows (the arguments of `account`), and the day of publication of each article: as a row's `published`
    says (null: unknown), else the last day that its accounts tell."""
    accounts, said = [], {}
    for row in rows:
        fields = {name: value for name, value in row.items() if name not in ("published", "when")}
        moment_text = str(row["when"]) if "when" in row else None
        accounts.append(
            account(fields.pop("target"), fields.pop("means", "unspecified"), known=known, when=moment_text, **fields)
        )
        if "published" in row:
            said[accounts[-1].article] = row["published"]
    told: dict[str, date] = {}
    for one in accounts:
        if one.when:
            told[one.article] = max(told.get(one.article, date.min), one.when.start.date())
    return accounts, {article: day for article, day in {**told, **said}.items() if day}
