"""What sums up many attacks over a time and so tells of no single one: counts, and the days over which was counted."""

from __future__ import annotations

from collections.abc import Iterable

from kg.dates import Expression
from kg.discourse.timing import apart
from kg.events import Event, Sentence, lately
from kg.model import Article, EntityKind
from kg.rules.words import Words
from kg.syntax.nominal import Nominal, Reading

_MANY = 15  # so many attacks in one noun phrase need a place or a day to be one wave of them
_OPENING = 3  # words in which "since" opens a sentence
_OFTEN = 4  # so many times are attacks of several days
_RECENT = 3  # days since which something may still be one strike
_CLAUSE = 20  # words behind a number in which its clause tells over what time it was counted
_BEFORE = 6  # letters between a word for how long and the time
_DAY = 3  # words behind "since" in which it counts from this day
_LENGTH = 2  # words in which a length of time is told: خمسة أيام
_RISE = 10  # words between a verb of rising and the number
_CLAUSE_ENDS = ("،", ".", "؛")
_SINCE = "منذ"
_TO = "الي"
_SITES = (EntityKind.PLACE, EntityKind.BASE, EntityKind.FACILITY)
_WIDE = ("country", "region")  # places so large that attacks on them are many


def counts(event: Event, words: Words) -> bool:
    """Whether an event is one strike told as having happened: totals over a period (`عشرات الهجمات`, `115 هجوماً`) are
    none, a wave of raids on named places is."""
    nominal = event.nominal if event.noun else None
    if event.unreal or _often(event, words):
        return False
    if nominal is None:
        return True
    head = event.reading.words[event.trigger]
    before = event.reading.words[nominal.start : nominal.head]
    dozens = any(word.stem in words["dozens"] for word in before)
    counted = nominal.event and event.count is not None and nominal.count == event.count
    numerous = dozens or (counted and event.count is not None and event.count.value >= _MANY)
    if numerous and not _one_wave(event, words, told=counted):
        return False
    there = all(ref.entity.kind in _SITES for ref in event.targets)  # رداً على الغارات على X: those before this answer
    bare = len(event.rules) == 1 and not event.attackers and not event.casualties and not (event.answered and there)
    general = bare and head.definite and head.stem in words["plural_event"]
    summed = head.definite and any(word.stem in words["toll"] for word in before)
    reported = event.reading.words[max(0, nominal.start - 1) : nominal.start]
    several = head.stem in words["plural_event"] and not event.casualties  # عدد الغارات, but حصيلة القصف is of one
    summed = summed or (several and any(w.stem in words["toll"] for w in reported))
    summed = summed or _risen(event, nominal, words)
    return not (general or summed or any(word.stem in words["total"] for word in before))


def total(sentence: Sentence, times: Iterable[Expression], article: Article) -> bool:
    """Whether a sentence sums up a period (`ومنذ مطلع العام نفذت ...`); since this morning is no such period."""
    opening = next((word for word in sentence.reading.words[:_OPENING] if word.form == _SINCE), None)
    if opening is None or lately(sentence.reading, opening, sentence.words):
        return False
    since = next((time.when for time in times if time.since and time.when), None)
    if since is None or article.published is None:
        return True
    return (article.published - since.start.date()).days > _RECENT


def over_a_period(sentence: Sentence, at: int, times: Iterable[Expression]) -> bool:
    """Whether what is told at word `at` is summed up over a longer time of its clause (خلال الأشهر الماضية), or of a
    sentence that tells no attack."""
    word = sentence.reading.words[at]
    if _lasting(sentence.reading, at, sentence.words):
        return True
    if not sentence.events and _long(sentence.reading, sentence.words):
        return True
    told = any(event.targets for event in sentence.events)
    for time in times:
        summed = time.since or (not told and _throughout(sentence, time))
        span = (time.when.end - time.when.start).days if summed and time.when else 0
        if span > _RECENT and not apart(sentence.reading.words, word.start, time.start):
            return True
    return False


def _throughout(sentence: Sentence, time: Expression) -> bool:
    """أوقعت خلال الأسبوع الماضي 31 قتيلاً: whether a time stands behind a word for how long something lasted."""
    near = (word.form for word in sentence.reading.words if time.start - _BEFORE <= word.start <= time.start)
    return any(form in sentence.words["lasting"] for form in near)


def _often(event: Event, words: Words) -> bool:
    """Whether something was done so many times, on no day of its own: قصفت المطار ست مرات هذا العام."""
    if event.when is not None and event.when.day is not None and not event.said:
        return False
    told, trigger = event.reading.words, event.trigger
    behind = (n for n in event.reading.nominals if n.start > trigger and told[n.head].stem in words["times"])
    times = next(behind, None)
    if times is None or apart(told, told[trigger].start, told[times.start].start):
        return False
    return times.count.value >= _OFTEN if times.count else told[times.head].stem in words["often"]


def _one_wave(event: Event, words: Words, told: bool) -> bool:
    """Whether many attacks are one wave: those who carried them out are told, or a number (`told`), on a place or a
    day of their own, and no longer time over which they were counted."""
    carried = bool(event.attackers and event.targets) and len(event.rules) > 1
    narrow = any(ref.entity.kind in _SITES and ref.entity.subtype not in _WIDE for ref in event.targets)
    one_day = event.when is not None and event.when.day is not None and not event.said
    return (carried or (told and (narrow or one_day))) and not _long(event.reading, words)


def _long(reading: Reading, words: Words) -> bool:
    """Whether a sentence tells a longer time over which attacks were counted: منذ مطلع العام, خلال أسبوع."""
    return any(_lasts(reading, at, words) or _since(reading, at, words) for at in range(len(reading.words)))


def _lasting(reading: Reading, at: int, words: Words) -> bool:
    """Whether the clause of word `at` tells over how many days or weeks: خلال شهر, في خمسة أيام من الغارات; behind an
    attack (هو الثاني في أسبوع) that is told of the attack."""
    attacks = {n.head for n in reading.nominals if n.event}
    for word in reading.words[at + 1 : at + 1 + _CLAUSE]:
        if word.form in _CLAUSE_ENDS or word.index in attacks:
            break
        if _lasts(reading, word.index, words) or _since(reading, word.index, words):
            return True
    return False


def _since(reading: Reading, at: int, words: Words) -> bool:
    """Whether word `at` tells since when: منذ مطلع العام; since this morning something may be one strike."""
    today = words["lately"] - words["long"]  # منذ الصباح
    behind = reading.words[at + 1 : at + 1 + _DAY]
    return reading.words[at].form == _SINCE and today.isdisjoint(word.stem for word in behind)


def _lasts(reading: Reading, at: int, words: Words) -> bool:
    """Whether a length of time stands at word `at`: خلال خمسة أيام."""
    behind = reading.words[at + 1 : at + 1 + _LENGTH]
    return reading.words[at].form in words["lasting"] and any(word.stem in words["long"] for word in behind)


def _risen(event: Event, nominal: Nominal, words: Words) -> bool:
    """Whether a number of attacks is what many have risen to: ارتفعت هجمات الجماعة على X إلى 14 هجوماً."""
    reading = event.reading
    rising = [v for v in reading.verbs if reading.words[v].lemma in words["rising"] and 0 < nominal.start - v <= _RISE]
    number = any(n.count and n.event and n.preposition == _TO for v in rising for n in reading.nominals if n.start > v)
    subject = any(nominal.start - v == 1 for v in rising) and reading.words[nominal.head].stem in words["plural_event"]
    return number and (subject or (nominal.count is not None and nominal.preposition == _TO))
