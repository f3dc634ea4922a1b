"""Harm told before the strike that did it: قُتل مدني في بلدة X. وذكر المرصد أن قذائف سقطت على البلدة."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.events import Event, Sentence
from kg.harm import fell
from kg.model import Casualties

_SENTENCES = 2  # from harm on to the strike


@dataclass(frozen=True, slots=True)
class Untold:
    """Harm at a place, of which sentence number `at` does not tell what did it."""

    at: int
    place: str
    casualties: Casualties


def waiting(sentence: Sentence, told: Sequence[tuple[int, Casualties]]) -> list[Untold]:
    """The harm of a sentence that tells no attack, with where it was: a place that is told once is that of all."""
    if sentence.events:
        return []
    index = sentence.reading.sentence.index
    where = [(next((place.entity.id for place in fell.places(sentence, at, [])), None), harm) for at, harm in told]
    known = {place for place, _ in where if place}
    one = known.pop() if len(known) == 1 else None
    return [Untold(index, at, harm) for place, harm in where if (at := place or one) and harm.quantity.value]


def catch_up(event: Event, untold: Iterable[Untold]) -> None:
    """Give a new strike the harm that was told just before at the place that it hit."""
    if event.answered or event.unreal or event.intercepted or event.casualties:
        return
    hit = {ref.entity.id for ref in (*event.targets, *event.places)}
    index = event.reading.sentence.index
    event.casualties.extend(
        (one.casualties, None) for one in untold if one.place in hit and 0 < index - one.at <= _SENTENCES
    )
