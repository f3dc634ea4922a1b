"""What the accounts of a strike add up to, with every disagreement left standing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Account, Certainty, Entity, EntityKind, Outcome, Ref, Strike

_CERTAINTIES = list(Certainty)  # from the surest down
_LOCATED = frozenset({EntityKind.BASE, EntityKind.FACILITY, EntityKind.PLACE, EntityKind.AREA})


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who struck by the surest word of any account: the id of the actor and of the accounts that name it."""

    actor: str
    certainty: Certainty
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The accounts of one strike taken together; everything is sorted by id.

    `landed` are all places and sites that were hit, the target among them; `claimants` ids of actors;
    `lag_minutes` is the shortest that is told.
    """

    attributions: tuple[Attribution, ...]
    landed: tuple[Entity, ...]
    origins: tuple[Entity, ...]
    weapons: tuple[Entity, ...]
    claimants: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    is_response: bool
    response_stated: bool
    lag_minutes: int | None


def summarise(strike: Strike) -> Summary:
    """Takes the accounts of `strike` together."""
    told = strike.accounts
    hit = [strike.target] if strike.target.kind in _LOCATED else []
    lags = [account.lag_minutes for account in told if account.lag_minutes is not None]
    return Summary(
        attributions=tuple(_attributions(told)),
        landed=_distinct([*hit, *(ref.entity for account in told for ref in account.places)]),
        origins=_distinct(ref.entity for account in told for ref in account.origins),
        weapons=_distinct(ref.entity for account in told for ref in account.weapons),
        claimants=tuple(sorted({booked(ref) for account in told for ref in account.claimants})),
        outcomes=tuple(sorted({account.outcome for account in told} - {Outcome.UNKNOWN})),
        is_response=bool(strike.responds_to) or any(account.is_response for account in told),
        response_stated=any(account.response_stated for account in told),
        lag_minutes=min(lags, default=None),
    )


def booked(ref: Ref) -> str:
    """The id of the actor that a strike is booked on: a state's air force strikes as its armed forces."""
    return ref.entity.acts_as or ref.entity.id


def _attributions(told: Iterable[Account]) -> Iterable[Attribution]:
    named: dict[str, list[tuple[Certainty, str]]] = {}
    for account in told:
        for party in account.attackers:
            # An account that denies the strike denies whomever it names.
            certainty = Certainty.DENIED if account.certainty is Certainty.DENIED else party.certainty
            named.setdefault(booked(party.ref), []).append((certainty, account.id))
    for actor, words in sorted(named.items()):
        surest = min((certainty for certainty, _ in words), key=_CERTAINTIES.index)
        yield Attribution(actor, surest, tuple(sorted({account for _, account in words})))


def _distinct(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    return tuple(sorted(set(entities), key=lambda entity: (entity.id, entity.kind)))
