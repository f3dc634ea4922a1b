"""The table of strikes, one row per strike and attacker, and as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path

from kg.export.content import Content, Told, english, harmed, joined, munitions
from kg.export.format import Counts, Format, Wanted
from kg.model import Account, Casualties, Entity, Quantity, Ref
from kg.summary import Attribution, booked
from kg.unrdf import Quads

# What spreadsheets take for the start of a formula (OWASP, "CSV injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """A strike and one of its attackers (empty when no account names one).

    Several values in a cell are joined by ` | `. Munitions and casualties are the lowest and highest figure of any
    account; `counts` and `casualties` keep those of each. `quotes` are of the accounts that name the attacker.
    """

    strike: str
    day: date | None
    means: str
    attacker: str
    attacker_en: str
    certainty: str
    said_by: str
    target: str
    target_en: str
    target_kind: str
    places: str
    places_en: str
    latitude: float | None
    longitude: float | None
    origins: str
    origins_en: str
    weapons: str
    count_min: int | None
    count_max: int | None
    counts: str
    killed_min: int | None
    killed_max: int | None
    injured_min: int | None
    injured_max: int | None
    casualties: str
    outcomes: str
    response: bool
    in_response_to: str
    lag_minutes: int | None
    claimed_by: str
    accounts: int
    articles: str
    outlets: str
    urls: str
    quotes: str


def rows(content: Content) -> Iterator[Row]:
    """The table: strikes by day, attackers by id."""
    for told in content.told:
        for attribution in told.summary.attributions or (None,):
            yield _row(content, told, attribution)


def _row(content: Content, told: Told, attribution: Attribution | None) -> Row:
    strike, summary, spot = told.strike, told.summary, told.spot
    accounts = told.accounts(attribution)
    attacker = content.actor(attribution.actor) if attribution else None
    articles = [content.articles[id] for id in dict.fromkeys(account.article for account in accounts)]
    count, killed, injured = (munitions(accounts), harmed(accounts, "killed"), harmed(accounts, "injured"))
    return Row(
        strike=strike.id,
        day=strike.day,
        means=strike.means.value,
        attacker=attacker.name if attacker else "",
        attacker_en=english(attacker) if attacker else "",
        certainty=attribution.certainty.value if attribution else "",
        said_by=joined(_names(_sayers(accounts, attribution))),
        target=strike.target.name,
        target_en=english(strike.target),
        target_kind=strike.target.kind.value,
        places=joined(_names(summary.landed)),
        places_en=joined(map(english, summary.landed)),
        latitude=spot.latitude if spot else None,
        longitude=spot.longitude if spot else None,
        origins=joined(_names(summary.origins)),
        origins_en=joined(map(english, summary.origins)),
        weapons=joined(_names(summary.weapons)),
        count_min=count.low,
        count_max=count.high,
        counts=joined(figure(account.count) for account in accounts if account.count),
        killed_min=killed.low,
        killed_max=killed.high,
        injured_min=injured.low,
        injured_max=injured.high,
        casualties=joined(harm(told) for account in accounts for told in account.casualties),
        outcomes=joined(outcome.value for outcome in summary.outcomes),
        response=summary.is_response,
        in_response_to=joined(strike.responds_to),
        lag_minutes=summary.lag_minutes,
        claimed_by=joined(content.actor(id).name for id in summary.claimants),
        accounts=len(accounts),
        articles=joined(article.id for article in articles),
        outlets=joined(article.outlet or "" for article in articles),
        urls=joined(article.url or "" for article in articles),
        quotes=joined(account.evidence.quote for account in accounts),
    )


def _sayers(accounts: tuple[Account, ...], attribution: Attribution | None) -> Iterator[Entity]:
    """Who names the attacker, where it is not the narrator."""
    for account in accounts:
        named = [party for party in account.attackers if attribution and booked(party.ref) == attribution.actor]
        sources: list[Ref | None] = [party.source for party in named]
        yield from (source.entity for source in (*sources, account.source) if source is not None)


def _names(entities: Iterator[Entity] | tuple[Entity, ...]) -> Iterator[str]:
    return (entity.name for entity in entities)


def figure(quantity: Quantity) -> str:
    """`3`, or `at-least 3`."""
    return f"{quantity.value}" if quantity.qualifier == "exact" else f"{quantity.qualifier} {quantity.value}"


def harm(casualties: Casualties) -> str:
    """`at-least 3 killed (name of their side)`."""
    side = f" ({casualties.side.entity.name})" if casualties.side else ""
    return f"{figure(casualties.quantity)} {casualties.harm}{side}"


def _csv(store: Quads, file: Path, wanted: Wanted) -> Counts:
    content, written = Content.of(store, wanted), 0
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(field.name for field in fields(Row))
        for row in rows(content):
            writer.writerow(map(_cell, astuple(row)))
            written += 1
    return Counts({"strikes": len(content.told), "rows": written}, content.left_out)


def _cell(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front: what articles say is not trusted."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return str(value).lower() if isinstance(value, bool) else value


_LOSSES = (
    "which account says which figure (only the span and the words of all), offsets, rules, chains of responses beyond "
    "the ids, and articles that tell of no strike"
)

FORMATS = (
    Format(
        "csv",
        "one row per strike and attacker, for spreadsheets and statistics",
        ".csv",
        f"{_LOSSES}; text that begins with = + - @ gets an apostrophe, so that no spreadsheet runs it as a formula",
        _csv,
        period=True,
    ),
)
