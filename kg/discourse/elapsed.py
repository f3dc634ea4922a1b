"""Times that count from an attack: بعد يومين من قصف X, غداة قصف X, and attacks told as what something came after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from kg.dates import Expression, resolve
from kg.events import Event, Sentence
from kg.model import When
from kg.syntax.nominal import Nominal

_ON = 6  # letters between a time and the attack from which it counts (بعد أسبوع على هجوم)
_DAY = timedelta(days=1)
_AFTER, _BY = "بعد", "ب"
_AFTERNOON = 16  # from this hour on, what is hours later may be on the next day
_PARTS = ("minute", "hour", "part")
_EVE = "غداه"  # the day after what follows


def earlier(sentence: Sentence, event: Event, times: Iterable[Expression]) -> bool:
    """Whether an attack is only told as what something came after: بعد قصف X, بعد أقل من 24 ساعة على قصف X."""
    nominal = event.nominal if event.noun else None
    if nominal is None:
        return False
    return nominal.preposition == _AFTER or _counted(sentence, event, nominal, times) is not None


def at_once(sentence: Sentence, event: Event) -> bool:
    """Whether what came after an attack followed it at once: دوت الصفارات اليوم بعد إطلاق صواريخ على X."""
    verb = max((v for v in sentence.reading.verbs if v < event.trigger), default=None)
    return verb is not None and sentence.reading.words[verb].lemma in sentence.words["at_once"]


def _counted(sentence: Sentence, event: Event, nominal: Nominal, times: Iterable[Expression]) -> Expression | None:
    """The time that is counted from an attack, or from the harm in it: بعد يومين من قصف X, على إصابة جندي في هجوم."""
    words = event.reading.words
    harm = (at for at in event.reading.above(event.trigger) if words[at].stem in sentence.words["harm_act"])
    starts = [words[nominal.start].start, *(words[at].start for at in harm)]
    offsets = (time for time in times if time.when is None and time.kind == "offset")
    return next((time for time in offsets if any(0 < start - time.end <= _ON for start in starts)), None)


def before(sentence: Sentence, event: Event, times: Iterable[Expression], main: When) -> timedelta | None:
    """How long an attack was before what is told with it, on `main`: غداة إطلاق الصواريخ على X, بعد يومين من قصف X."""
    nominal = event.nominal if event.noun else None
    if nominal is None:
        return None
    words = event.reading.words
    if any(word.form == _EVE for word in words[max(0, nominal.start - 1) : nominal.start]):
        return _DAY
    time = _counted(sentence, event, nominal, times)
    if time is None:
        return None
    if _soon(sentence, time) and nominal.preposition != _BY:
        return timedelta()  # بعد ساعات من قصف X
    later = resolve(_told(sentence, time), antecedent=main.day)
    return later.day - main.day if later and later.day and main.day and later.precision == "day" else None


def soon_after(sentence: Sentence, event: Event, times: Iterable[Expression], main: When) -> bool:
    """Whether an attack is told as soon after what happened on `main`, and so on its day: وبعد ساعات، أغارت على X."""
    first = min(
        (sentence.reading.words[v].start for v in sentence.reading.verbs), default=sentence.reading.sentence.end
    )
    start = event.reading.words[event.trigger].start
    opening = (t for t in times if t.when is None and t.kind == "offset" and t.end <= min(first, start))
    early = main.precision in _PARTS and main.start.hour < _AFTERNOON
    return early and any(_soon(sentence, t) and _told(sentence, t).startswith(_AFTER) for t in opening)


def _soon(sentence: Sentence, time: Expression) -> bool:
    told = _told(sentence, time)
    return not sentence.words["moments"].isdisjoint(told.split()) and not any(c.isdigit() for c in told)


def _told(sentence: Sentence, time: Expression) -> str:
    return " ".join(word.form for word in sentence.reading.words if time.start <= word.start < time.end)
