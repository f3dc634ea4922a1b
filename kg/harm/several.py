"""Harm by an attack that names no target: it hit where they fell (سقط ثلاثة قتلى في X وخمسة في Y جراء غارات)."""

from __future__ import annotations

from collections.abc import Sequence

from kg.events import Sentence
from kg.harm import fell
from kg.model import Casualties, EntityKind, Ref

_OPENING = 1  # words before the phrase that opens a sentence
_WIDE = ("country", "region")


def settle(sentence: Sentence, told: Sequence[tuple[int, Casualties]]) -> None:
    """Let the one attack of a sentence be one on each of the places at which people fell, where it tells no target;
    else where the sentence opens: وفي X، استشهد مواطنان بقصف مدفعي."""
    aimless = [e for e in sentence.events if not (e.targets or e.unreal or e.answered or e.intercepted)]
    if len(aimless) != 1 or aimless[0].definite or any(event.targets for event in sentence.events):
        return
    harmed = [(at, casualties) for at, casualties in told if casualties.quantity.value]
    fallen: dict[str, Ref] = {}
    for at, _ in harmed:
        for place in fell.places(sentence, at, [])[:1]:
            fallen.setdefault(place.entity.id, place)
    event = aimless[0]
    if not fallen and harmed and not any(casualties.side for _, casualties in harmed):
        event.hit(_opening(sentence))
    if len(fallen) < 2 or not event.noun:
        return
    first, *further = fallen.values()
    for place in further:
        other = event.like(count=None)
        other.hit([place])
        sentence.events.append(other)
    event.hit([first])


def _opening(sentence: Sentence) -> list[Ref]:
    """The place with which a sentence opens: (و)في بلدة X."""
    opening = (n for n in sentence.reading.nominals if n.start <= _OPENING + 1 and not n.event)
    inside = (n for n in opening if n.preposition in sentence.words["inside"])
    refs = [ref for n in inside for ref in sentence.targets(n)]
    return [r for r in refs if r.entity.kind is EntityKind.PLACE and r.entity.subtype not in _WIDE][:1]
