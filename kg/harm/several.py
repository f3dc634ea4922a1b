"""Harm at several places by one attack that names none: سقط ثلاثة قتلى في X وخمسة في Y جراء غارات."""

from __future__ import annotations

from collections.abc import Sequence

from kg.events import Sentence
from kg.harm import fell
from kg.model import Casualties, Ref


def split(sentence: Sentence, told: Sequence[tuple[int, Casualties]]) -> None:
    """Let the one attack of a sentence be one on each of the places at which people fell, where it tells no target."""
    aimless = [e for e in sentence.events if e.noun and not (e.targets or e.unreal or e.answered or e.intercepted)]
    if len(aimless) != 1 or aimless[0].definite or any(event.targets for event in sentence.events):
        return
    fallen: dict[str, Ref] = {}
    for at, casualties in told:
        for place in fell.places(sentence, at, [])[:1] if casualties.quantity.value else ():
            fallen.setdefault(place.entity.id, place)
    if len(fallen) < 2:
        return
    first, *further = fallen.values()
    event = aimless[0]
    for place in further:
        other = event.like(count=None)
        other.hit([place])
        sentence.events.append(other)
    event.hit([first])
