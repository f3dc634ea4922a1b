"""Which targets are doubtful: a country that is only where it happened, sites without a name, a namesake elsewhere.

A target is weighed by what it is and how it is called, by how its strike is told, and by what else the article tells
of it and of those that are said to have struck it.

The rules are seldom wrong on articles that they were made with. The table is therefore made of what earlier versions
found in articles that were new to them, together with older articles, marked as known, and is not made anew by
`kg.learned.train`. Right is a target without which the article would score lower, or as high.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from kg.events import Event, own_side
from kg.learned.loglinear import LogLinear
from kg.model import BlockKind, Entity, EntityKind, Ref
from kg.rules.words import Words
from kg.text import fold

LEAST = 0.4  # how probable a target must be; chosen by leaving out one of 17 rounds of unseen articles at a time
_FEW = 3  # strikes of an article that has too little to tell what is odd in it
_ARTICLE = "ال"
_WIDE = frozenset(("country", "region", "governorate", "area"))
_FLAGS = ("definite", "resumes", "pronoun_agent", "part", "vague", "things", "somewhere", "intercepted", "answered")


def dismiss(history: Sequence[Event], words: Words) -> list[Event]:
    """The strikes without the targets that are probably none, and only those that have another one."""
    if len(history) <= _FEW:
        return list(history)
    doubt = Doubt(history, words)
    kept = [[ref for ref in event.targets if not doubt.doubts(event, ref)] for event in history]
    for event, targets in zip(history, kept, strict=True):
        event.targets = targets
    return [event for event in history if event.targets]


@cache
def _model() -> LogLinear:
    return LogLinear.load("doubt")


class Doubt:
    """What speaks for and against the targets of one article; `history` are its strikes in the order of the text."""

    def __init__(self, history: Sequence[Event], words: Words) -> None:
        self.history, self.words = history, words
        self.hits = Counter(i for event in history for i in {ref.entity.id for ref in event.targets})
        refs = [ref for event in history for ref in (*event.targets, *event.places)]
        refs += [party.ref for event in history for party in event.attackers]
        self.countries = Counter(ref.entity.country for ref in refs if ref.entity.country)
        self.causes = [cause for event in history for cause in event.causes]

    def doubts(self, event: Event, ref: Ref) -> bool:
        """Whether a target is too improbable; what a headline tells stands for what the text does."""
        if event.reading.sentence.block is not BlockKind.BODY:
            return False
        return _model().probabilities([self.features(event, ref), ()])[0] < LEAST

    def features(self, event: Event, ref: Ref) -> list[str]:
        """What is true of a target of an event."""
        return ["target", *self._strike(event), *self._target(event, ref), *self._pairs(event, ref)]

    def _strike(self, event: Event) -> Iterator[str]:
        """How the strike is told as a whole."""
        reading = event.reading
        yield _verb(event)
        yield f"sentence={_upto(reading.sentence.index, 2, 6)}"
        yield from (flag for flag in _FLAGS if getattr(event, flag))
        if event.fallbacks:
            yield "fallback"
        yield f"targets={_upto(len(event.targets), 1, 2, 4)}"
        yield from (f"means={means.value}" for means in event.means)
        if not event.means:
            yield "means=none"
        told = (event.attackers, event.means, event.when, event.casualties, event.claimants, event.count)
        yield f"told={_upto(sum(map(bool, told)), 1, 2, 3)}"
        if event in self.causes:
            yield "cause"
        if event.is_response:
            yield "response"
        beside = sum(other.reading.sentence.index == reading.sentence.index for other in self.history) - 1
        yield f"beside={_upto(beside, 0, 1, 2)}"
        yield f"length={_upto(len(reading.words), 15, 30, 50)}"
        yield f"strikes={_upto(len(self.history), 2, 5, 10)}"
        if any(self.hits[ref.entity.id] > 1 for ref in event.targets):
            yield "again"

    def _target(self, event: Event, ref: Ref) -> Iterator[str]:
        """What it is, how it is called, and where."""
        entity, sentence, told = ref.entity, event.reading.sentence, fold(ref.mention).split()
        sort, stem = _sort(entity), told[0].removeprefix(_ARTICLE)
        yield f"sort={sort}"
        yield f"subtype={entity.subtype}"
        yield "named=" + ("before" if ref.start < sentence.start else "here" if ref.start < sentence.end else "after")
        yield f"words={sort}:{_upto(len(told), 1, 2, 3)}:{'a' if stem == told[0] else 'the'}"
        if not entity.minted:
            labels, weak = set(map(fold, entity.labels)), set(map(fold, entity.weak_labels))
            mention = " ".join(told)
            yield "called=" + ("name" if mention in labels else "weak" if mention in weak else "other")
        yield from (name for name in ("sites", "part_noun") if stem in self.words[name])
        yield f"hits={_upto(self.hits[entity.id], 1, 2)}"
        if any(own_side(party.ref.entity, entity) for party in event.attackers):
            yield "own"
        if entity.country:
            share = 100 * self.countries[entity.country] // self.countries.total()
            yield f"country={_upto(share, 10, 25, 50)}"
        others = [other.entity for other in event.targets if other.entity.id != entity.id]
        if others and all(other.kind is not entity.kind for other in others):
            yield f"odd={sort}"

    def _pairs(self, event: Event, ref: Ref) -> Iterator[str]:
        """What tells more of some sorts of targets than of others."""
        sort = _sort(ref.entity)
        yield f"{sort}:{_verb(event)}"
        yield f"{sort}:{'means' if event.means else 'unspecified'}"
        yield f"{sort}:{'cause' if event in self.causes else 'no-cause'}"


def _sort(entity: Entity) -> str:
    """What an entity is, and whether only the article knows it; countries and the like apart from towns."""
    if entity.kind is EntityKind.PLACE:
        return "wide" if entity.subtype in _WIDE else "place"
    return f"{entity.kind.value}{'+' if entity.minted else ''}"


def _verb(event: Event) -> str:
    return "noun" if event.noun else "verb"


def _upto(number: int, *bounds: int) -> str:
    """The first bound that a number does not pass."""
    return next((str(bound) for bound in bounds if number <= bound), "more")
