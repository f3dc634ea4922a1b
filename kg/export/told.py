"""The table of accounts: what each article says, in one place, of one strike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.export.content import Content, english, joined
from kg.export.table import figure, harm
from kg.model import Account


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account, with the strike that it was merged into.

    `certainty` is of the account, in brackets behind each attacker that of the attribution; `start` and `end` are the
    place of the quote in the text of the article, in characters. Several values in a cell are joined by ` | `.
    """

    account: str
    strike: str
    day: date | None
    means: str
    target: str
    target_en: str
    attackers: str
    attackers_en: str
    certainty: str
    said_by: str
    claimed_by: str
    count: str
    casualties: str
    outcome: str
    places: str
    origins: str
    weapons: str
    response: bool
    article: str
    outlet: str
    published: date | None
    url: str
    quote: str
    start: int
    end: int
    rules: str


def account_rows(content: Content) -> Iterator[AccountRow]:
    """The accounts in the order of their strikes."""
    return (_row(content, told.strike.id, account) for told in content.told for account in told.strike.accounts)


def _row(content: Content, strike: str, account: Account) -> AccountRow:
    article, evidence = content.articles[account.article], account.evidence
    return AccountRow(
        account=account.id,
        strike=strike,
        day=account.when.day if account.when else None,
        means=account.means.value,
        target=account.target.entity.name,
        target_en=english(account.target.entity),
        attackers=joined(f"{party.ref.entity.name} ({party.certainty.value})" for party in account.attackers),
        attackers_en=joined(f"{english(party.ref.entity)} ({party.certainty.value})" for party in account.attackers),
        certainty=account.certainty.value,
        said_by=account.source.entity.name if account.source else "",
        claimed_by=joined(ref.entity.name for ref in account.claimants),
        count=figure(account.count) if account.count else "",
        casualties=joined(map(harm, account.casualties)),
        outcome=account.outcome.value,
        places=joined(ref.entity.name for ref in account.places),
        origins=joined(ref.entity.name for ref in account.origins),
        weapons=joined(ref.entity.name for ref in account.weapons),
        response=account.is_response,
        article=article.id,
        outlet=article.outlet or "",
        published=article.published,
        url=article.url or "",
        quote=evidence.quote,
        start=evidence.start,
        end=evidence.end,
        rules=" ".join(evidence.rules),
    )
