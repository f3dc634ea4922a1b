"""Triggers that are told once for several strikes: استهدفوا X بصواريخ، وY بالمدفعية."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.events.event import Event
from kg.events.sentence import Sentence
from kg.syntax.nominal import Nominal

_BY, _AND = "ب", "و"


def gapped(sentence: Sentence, event: Event, right: Sequence[Nominal]) -> Iterator[Event]:
    """The strikes on further things that a trigger hits, each with a weapon of its own or "in the same way"; they are
    taken out of `event`. `right` are the phrases in the clause behind the trigger."""
    weapons = [n for n in right if n.preposition == _BY and (sentence.weapon(n) or same_way(sentence, n))]
    behind = [n for n in right if weapons and n.start > weapons[0].start]
    further = [(n, own) for n in behind if (own := _own(sentence, n, weapons[1:], right)) is not None]
    if not further or not any(ref.start < sentence.reading.words[further[0][1].start].start for ref in event.targets):
        return
    hit = {ref.start for nominal, _ in further for ref in sentence.targets(nominal)}
    event.targets = [ref for ref in event.targets if ref.start not in hit]
    first = event.armed_with - {weapon.index for _, weapon in further}
    _rearm(sentence, event, first)
    for nominal, weapon in further:
        other = replace(
            event,
            attackers=list(event.attackers),
            targets=[],
            places=[],
            origins=list(event.origins),
            rules=list(event.rules),
            fallbacks=list(event.fallbacks),
        )
        _rearm(sentence, other, {weapon.index} if weapon.means else first)
        sentence.hit(other, nominal)
        yield other


def _own(sentence: Sentence, nominal: Nominal, weapons: Sequence[Nominal], right: Sequence[Nominal]) -> Nominal | None:
    """The weapon with which something joined to what was hit before was hit: `، وY بالمدفعية` or `، وبالمدفعية Y`."""
    words = sentence.reading.words
    if nominal.means is not None or not sentence.targetable(nominal):
        return None
    if words[nominal.start - 1].form == _AND:
        beyond = (
            n.start for n in right if n.start > nominal.start and not n.preposition and _joined(sentence, n.start)
        )
        end = next(beyond, len(words))
        return next((w for w in weapons if nominal.end <= w.start < end), None)
    before = (w for w in weapons if w.end == nominal.start and _joined(sentence, w.start))
    return None if nominal.preposition else next(before, None)


def same_way(sentence: Sentence, nominal: Nominal) -> bool:
    """بالطريقة ذاتها, بالسلاح نفسه."""
    words = sentence.reading.words[nominal.head : nominal.end]
    again = any(word.stem in sentence.words["anaphoric"] for word in words)
    return again and words[0].stem in sentence.words["manner"]


def _joined(sentence: Sentence, at: int) -> bool:
    """Whether "and" stands before word `at`, or before the preposition that governs it."""
    before = [word.form for word in sentence.reading.words[max(0, at - 2) : at]]
    return before[-1:] == [_AND] or before == [_AND, _BY]


def _rearm(sentence: Sentence, event: Event, weapons: set[int]) -> None:
    event.means, event.weapons, event.armed_with, event.count = [], [], set(), None
    for index in sorted(weapons):
        sentence.arm(event, sentence.reading.nominals[index])
