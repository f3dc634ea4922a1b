"""Which strike killed or injured so many: chosen among the strikes of the article, or none of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from kg.evaluate import Gold
from kg.events import Event
from kg.harm import bound, fell
from kg.learned.homes import Home, Homes, Toll
from kg.learned.loglinear import Choice, LogLinear
from kg.model import Ref

NAME = "learned.harm"

_SURE = 0.4
"""From where on a target has a toll, about half the F1 of all facts (Lipton, Elkan and Narayanaswamy 2014): in 84
articles that neither the rules nor the model had seen, 217 tolls were right and 58 wrong, by the rules
alone 206 and 75."""


def settle(told: Sequence[Toll], history: Sequence[Event]) -> None:
    """Move tolls to the targets that the model takes them to be of, and take away those of none; those of several
    strikes ("the attacks") stay, and those that their sentence binds to one."""
    homes = Homes(history, told)
    one = [toll for toll in told if len({id(home.event) for home in homes.told[id(toll)]}) < 2]
    one = [toll for toll in one if not (homes.told[id(toll)] and bound.certain(toll.sentence, toll.at))]
    for toll, features in [(toll, homes.features(toll)) for toll in one]:
        now = {(home.event, target) for home in homes.told[id(toll)] for target in home.ids}
        likely = _likely(toll, homes.homes, _model().probabilities(features)[1:])
        stay = {(event, target) for event, target in now if likely[target][0] >= _SURE}
        known = {target for _, target in stay}
        new = {(event, i) for i, (p, event) in likely.items() if p >= _SURE and i not in known}
        if new or stay != now:
            _move(toll, {event for event, _ in now}, stay | new)


def _likely(toll: Toll, homes: Sequence[Home], probabilities: Sequence[float]) -> dict[str, tuple[float, Event]]:
    """How probable it is for each target that a toll is its own, and in which strike on it."""
    shares: dict[str, list[tuple[float, Event]]] = {}
    for home, probability in zip(homes, probabilities, strict=True):
        inside = home.event.reading is toll.sentence.reading
        there = inside or fell.there(toll.sentence, toll.at, home.event)
        for target in home.ids:
            shares.setdefault(target, []).append((probability if there else 0.0, home.event))
    return {target: (sum(p for p, _ in own), max(own, key=lambda share: share[0])[1]) for target, own in shares.items()}


def _move(toll: Toll, before: set[Event], after: set[tuple[Event, str]]) -> None:
    """Take a toll from the strikes that have it, and give it to others at the targets named."""
    for event in before:
        event.casualties = [pair for pair in event.casualties if pair[0] is not toll.told]
    for event in {event for event, _ in after}:
        hit = list(dict.fromkeys(ref.entity.id for ref in event.targets))
        own = [target for target in hit if (event, target) in after]
        places: list[str | None] = [None] if own == hit else [*own]
        known = {(told.harm, told.quantity.value, place) for told, place in event.casualties}
        event.casualties.extend((toll.told, place) for place in places if (*toll.number, place) not in known)
    for event in before | {event for event, _ in after}:
        if NAME not in event.inferred:
            event.inferred.append(NAME)


def choices(told: Sequence[Toll], history: Sequence[Event], gold: Gold) -> Iterator[Choice]:
    """What there was to choose for each toll, and what makes most of its facts right by the annotation."""
    homes = Homes(history, told)
    for toll in told:
        worth = [0, *(sum(_worth(ref, toll, gold) for ref in home.targets) for home in homes.homes)]
        yield homes.features(toll), frozenset(at for at, value in enumerate(worth) if value == max(worth))


def _worth(ref: Ref, toll: Toll, gold: Gold) -> int:
    """1 for a right fact, 0 for one that is optional or of a wider target, -1 for a wrong one."""
    harm, number = toll.number
    target = gold.id_of((ref.mention, *ref.entity.labels, ref.entity.id))
    if (target, harm, float(number)) in gold.facts["casualties"]:
        return 1
    spare = (fact[0] for fact in gold.facts["casualties"] | gold.optional["casualties"] if fact[1:] == (harm, number))
    return 0 if any(target == narrow or target in gold.wider.get(str(narrow), ()) for narrow in spare) else -1


@cache
def _model() -> LogLinear:
    return LogLinear.load("harm")
