"""Attacks to which their sentence binds casualties, whatever else the article tells."""

from __future__ import annotations

from collections.abc import Iterable

from kg.events import Event, Sentence
from kg.harm import fell

_BESIDE = 6  # words between casualties and the attack behind them
_AND = "و"
_WHICH = ("ما", "مما")


def certain(sentence: Sentence, at: int) -> bool:
    """Whether the attack that did it is plain: قُتل ثلاثة في قصف X, غارة على X أوقعت ثلاثة قتلى, أدت غارة على X إلى, or
    where they fell: قصفت X وY، ما أدى إلى مقتل ثلاثة في الأولى."""
    own = [event for event in sentence.events if event.targets]
    hit = {ref.entity.id for event in own for ref in event.targets}
    if any(place.entity.id in hit for place in fell.places(sentence, at, own)):
        return True
    causes = (behind(sentence, at, own), qualified(sentence, at), _resulting(sentence, at))
    return any(event is not None and bool(event.targets) for event in causes)


def _resulting(sentence: Sentence, at: int) -> Event | None:
    """The attack that is the subject of the verb of what it led to, or the only one before it: أدت غارة على X إلى مقتل
    ثلاثة, قصفت X، ما أدى إلى مقتل ثلاثة."""
    verb = max((v for v in sentence.reading.verbs if v <= at), default=None)
    if verb is None:
        return None
    word, harm = sentence.reading.words[verb], sentence.words["killed_verb"] | sentence.words["injured_verb"]
    if word.lemma not in sentence.words["resulting"] and word.form not in harm:
        return None
    told = (sentence.by_nominal.get(n.index) for n in sentence.clauses.subject_of(verb) if n.event)
    before = [event for event in sentence.events if event.trigger < verb and event.targets]
    if len(before) == 1 and sentence.reading.words[verb - 1].form in _WHICH:
        return before[0]
    return next((event for event in told if event is not None), None)


def qualified(sentence: Sentence, at: int) -> Event | None:
    """The attack that the relative clause with casualties at word `at` qualifies: غارة أوقعت قتيلين."""
    verb = max((v for v in sentence.reading.verbs if v <= at), default=None)
    if verb is None or verb not in sentence.reading.relative_verbs:
        return None
    if any(event.trigger == verb and not event.intercepted for event in sentence.events):
        return None  # مسيّرات تستهدف X، ولا ضحايا
    antecedent = sentence.clauses.antecedents.qualified(verb)
    return sentence.by_nominal.get(antecedent.index) if antecedent else None


def behind(sentence: Sentence, at: int, own: Iterable[Event]) -> Event | None:
    """The attack in which they fell, told directly behind them: قُتل جندي في هجوم على X."""
    causes = sentence.words["cause_preposition"]
    near = (n for n in sentence.reading.nominals if at < n.start <= at + 2 * _BESIDE and n.preposition in causes)
    events = (sentence.event_of(n) for n in near if not _told_between(sentence, at, n.start))
    return next((e for e in events if e in list(own)), None)


def _told_between(sentence: Sentence, low: int, high: int) -> bool:
    """Whether another clause begins between casualties and an attack; further harm is of the same one (قُتل ثلاثة وأُصيب
    ثمانية في هجوم)."""
    words, harm = sentence.reading.words, sentence.words["killed_verb"] | sentence.words["injured_verb"]
    between = (v for v in sentence.reading.verbs if low < v < high)
    return any(words[v].form not in harm or words[v - 1].form != _AND for v in between)
