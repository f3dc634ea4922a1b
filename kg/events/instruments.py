"""Weapons with ب far behind what was hit, which the parser puts into the clause that qualifies that."""

from __future__ import annotations

from kg.events.sentence import Sentence
from kg.model import Means

_BY = "ب"
_MUNITIONS = (Means.ROCKET, Means.MISSILE, Means.DRONE, Means.ARTILLERY, Means.BOMB)


def arm(sentence: Sentence) -> None:
    """Give such weapons to the last attack before them of which no weapon is told: هاجم السفينة التي ترفع X بصواريخ."""
    reading = sentence.reading
    used = {index for event in sentence.events for index in event.armed_with}
    told = [event for event in sentence.events if event.means]
    for nominal in reading.nominals:
        if nominal.preposition != _BY or nominal.means not in _MUNITIONS or nominal.event or nominal.index in used:
            continue
        before = [e for e in sentence.events if e.targets and e.trigger < nominal.start and not e.unreal]
        last = max(before, key=lambda e: e.trigger, default=None)
        if last is None or last in told:
            continue
        between = (v for v in reading.verbs if last.trigger < v < nominal.start and v not in reading.relative_verbs)
        if not any(between):
            sentence.arm(last, nominal)
