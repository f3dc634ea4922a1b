"""Rules on sentences -> events: what each trigger of a sentence tells, before the article as a whole is looked at."""

from __future__ import annotations

from kg.events import (
    aims,
    carriers,
    explosions,
    harmless,
    instruments,
    interceptions,
    origins,
    strikes,
    unlisted,
    victims,
    where,
)
from kg.events.carriers import share
from kg.events.event import Event, alike, fights, own_side
from kg.events.gapped import again, dated, foremost
from kg.events.harmless import figurative, spoken
from kg.events.reality import answered, disputed, lately, negated, real
from kg.events.sentence import Sentence
from kg.events.slots import fill
from kg.events.triggers import Trigger, carries_out, fires, of_verb, suffers, triggers

__all__ = [
    "Event",
    "Sentence",
    "Trigger",
    "alike",
    "answered",
    "carries_out",
    "disputed",
    "fights",
    "figurative",
    "fill",
    "fires",
    "lately",
    "match",
    "negated",
    "of_verb",
    "own_side",
    "real",
    "share",
    "spoken",
    "suffers",
    "triggers",
]


def match(sentence: Sentence) -> list[Event]:
    """The events of a sentence in the order of their triggers; response and claim rules are left to their stages."""
    strikes.find(sentence)
    aims.aim(sentence)
    carriers.carry(sentence)
    again(sentence)
    foremost(sentence)
    explosions.explain(sentence)
    explosions.heard(sentence)
    carriers.result(sentence)
    harmless.wreck(sentence)
    carriers.raid(sentence)
    interceptions.intercept(sentence)
    interceptions.fall_short(sentence)
    origins.locate(sentence)
    origins.land(sentence)
    share(sentence)
    unlisted.name(sentence)
    instruments.arm(sentence)
    victims.suffer(sentence)
    where.aboard(sentence)
    where.settle(sentence)
    dated(sentence)
    sentence.events.sort(key=lambda event: event.trigger)
    return sentence.events
