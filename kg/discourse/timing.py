"""When: which time of a sentence is that of which strike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.dates import Expression, find
from kg.discourse import elapsed
from kg.events import Event, Sentence
from kg.model import Article, When
from kg.model import Sentence as Parsed
from kg.rules.words import Words
from kg.syntax.nominal import Reading
from kg.syntax.words import Word
from kg.text import fold

_ANOTHER = 1000  # a strike between a time and a trigger counts as so many characters
_CLAUSE_APART = 100  # as the end of a clause does
_DATE = 2  # words of a day without its year: 22 مايو
_WORD = 12  # letters of the word before a time
_DEEP = 6  # words up the tree to the verb of a clause
_HEADING = 9  # words of a line that heads others
_OPENS = ("؟", "?", ":")  # with which it ends
_CLAUSE = "acl"
_CLAUSE_ENDS = ("،", ".", "؛")
_OF = "عن"  # what a verb of saying tells of
_BY, _AND, _IN = "ب", "و", "في"
_SINCE = "منذ"


def in_name(text: str, time: Expression, words: Words) -> bool:
    """Whether a time is part of the name of a group, station or site: ألوية الفجر, قناة الغد, مستشفى 22 مايو."""
    before = fold(text[max(0, time.start - _WORD) : time.start]).split()[-1:]
    told = text[time.start : time.end].split()
    day = len(told) == _DATE and told[0].isdigit()
    named = ("base_noun", "facility_noun", "street_noun") if day else ("named_group", "channel")
    return (day or len(told) == 1) and any(words.is_a(word, *named) for word in before)


def times(parsed: Parsed, article: Article, dates: Iterable[Expression], history: Sequence[Event]) -> list[Expression]:
    """The time expressions of a sentence; "the same day", "five days after it" count from the day told before them in
    the sentence, else from that of the last strike told. What an article tells is not after its publication: such a
    time counts from something else (بعد ستة أشهر من X)."""
    dates = list(dates)
    inside = [d for d in dates if parsed.start <= d.start and d.end <= parsed.end]
    if (published := article.published) is not None:
        late = (d.kind == "offset" and d.when is not None and d.when.start.date() > published for d in inside)
        inside = [replace(d, when=None) if later else d for d, later in zip(inside, late, strict=True)]
    last = [e for e in reversed(history) if e.when and e.when.day]
    day = next(
        (e.when.day for e in sorted(last, key=lambda e: (-e.reading.sentence.index, e.answered)) if e.when), None
    )
    month = next((d.when.start.date() for d in reversed(dates) if d.when and d.end <= parsed.start), day)
    for i, time in enumerate(inside):
        known = month if time.kind == "date" else day  # "of the same month" needs no day
        if time.when is None and known is not None:
            again = find(article.text[parsed.start : parsed.end], article.published, known)
            when = next((d.when for d in again if d.start + parsed.start == time.start), None)
            inside[i] = time = replace(time, when=when)
        if time.when is not None:
            day, month = time.when.day or day, time.when.start.date()
    return inside


def date(sentence: Sentence, events: Sequence[Event], times: Sequence[Expression], history: Sequence[Event]) -> None:
    """Give each event of a sentence its time: the nearest with no other strike between, and only where there is no
    other that of a statement (قال الناطق، الثلاثاء، إن); a part of the day beside it tells that the day is the same."""
    for event in [event for event in events if event.when is None]:
        candidates = [
            time for time in _candidates(sentence, event, events, times) if not _of_another(sentence, event, time)
        ]
        candidates = [time for time in candidates if not _told_aside(sentence, event, time)]
        told = sorted(candidates, key=lambda time: _distance(event, events, time))
        own = [time for time in told if not _of_statement(sentence, event, time)]
        own = [time for time in own if not _said(sentence, event, time)] or own
        part = any(time.when is None and time.kind == "part" for time in times)
        if told:
            event.when, event.said = (own or told)[0].when, not (own or part)
    for event in [event for event in events if event.when is None]:
        clause = (time.when for time in times if time.end <= _start(event) and not time.since)
        days = (*(e.when for e in events), *clause, *(e.when for e in reversed(history)))
        main = next((when for when in days if when and when.day), None)
        if main is not None and (gap := elapsed.before(sentence, event, times, main)) is not None:
            event.when, event.said = replace(main, start=main.start - gap, end=main.end - gap), not gap
        elif main is not None and elapsed.soon_after(sentence, event, times, main):
            event.when, event.said = main, True


def occurred(sentence: Sentence, times: Sequence[Expression], history: Sequence[Event]) -> None:
    """Give the strike told last, in a sentence before, the time at which "the incident" is told to have happened:
    وأشار إلى أن الحادث وقع فجر اليوم."""
    days = [time.when for time in times if time.when and time.when.day and not time.since]
    last = history[-1] if history else None
    if len(days) != 1 or sentence.events or last is None or last.when is not None:
        return
    words = sentence.reading.words
    happened = [v for v in sentence.reading.verbs if words[v].lemma in sentence.words["occurrence"]]
    beside = (words[at] for v in happened for at in range(max(0, v - 2), v + 2))
    if sentence.reading.sentence.index - last.last == 1 and any(w.stem in sentence.words["incident"] for w in beside):
        last.when = days[0]


def heading(sentence: Sentence, times: Sequence[Expression], before: When | None) -> When | None:
    """The day that a line gives to what follows it (ماذا جرى فجر الأحد؟, الأحد 21 يناير:), until another is told;
    `before` is the one that held so far."""
    days = [time.when for time in times if time.when and time.when.day and not time.since]
    if not days:
        return before
    words = sentence.reading.words
    heads = len(days) == 1 and len(words) <= _HEADING and words[-1].form in _OPENS and not sentence.events
    return days[0] if heads else None


def _candidates(
    sentence: Sentence, event: Event, events: Sequence[Event], times: Iterable[Expression]
) -> Iterable[Expression]:
    """The times that may be that of an event."""
    at, words = _start(event), event.reading.words
    told = [t for t in times if t.when is not None and (not t.since or _this_day(words, t) or _going_back(sentence, t))]
    told = [time for time in told if not _opening(event, events, time)]
    if event.answered:
        answer = words[event.answered_by].start
        told = [
            time for time in told if time.start > answer
        ]  # رداً على قصف القاعدة: what stands before is of the answer
    elif elapsed.earlier(sentence, event, times) and not elapsed.at_once(
        sentence, event
    ):  # بعد قصف القاعدة، ضرب الحزب أمس: what stands apart is of what followed
        others = [_start(e) for e in events if e is not event]
        told = [t for t in told if at < t.start and not any(at < other < t.start for other in others)]
        told = [t for t in told if _below(event, t) or not apart(words, at, t.start) or _bracketed(event, t)]
    if event.definite and event.noun and not event.targets:
        causes = [_start(e) for e in events if e.answered]  # جاء القصف رداً على هجوم وقع أمس
        told = [time for time in told if not any(at < cause < time.start for cause in causes)]
    told = [time for time in told if not _inside_another(event, events, time)]
    if event.apart >= 0:  # X في 23 نوفمبر، وY في 19 مارس
        told = [time for time in told if time.start > at] or told
    aside = [_start(e) for e in events if e.trigger in event.reading.relative_verbs and e.targets and e is not event]
    return [time for time in told if not any(at < other < time.start for other in aside)]  # أطلقها الفصيل، السبت


def _below(event: Event, time: Expression) -> bool:
    """Whether the tree puts a time into the phrase of an attack: غارة شنها الجيش، مساء السبت، على X."""
    reading = event.reading
    return any(w.start == time.start and event.trigger in reading.above(w.index) for w in reading.words)


def _bracketed(event: Event, time: Expression) -> bool:
    """Whether a time stands inside the phrase of an attack: بعد إطلاق إيران، مساء الاثنين، صواريخ على X."""
    reading = event.reading
    weapons = [n.start for n in reading.nominals if n.index in event.armed_with]
    return any(_start(event) < time.start < reading.words[start].start for start in weapons)


def _inside_another(event: Event, events: Iterable[Event], time: Expression) -> bool:
    """رداً على هجوم تعرضت له القاعدة أمس: whether the tree puts a time into the clause behind another attack."""
    reading = event.reading
    at = next((word.index for word in reading.words if word.start >= time.start), -1)
    path = [at, *reading.above(at)] if at >= 0 else []
    others = (e for e in events if e is not event and e.noun and (e.targets or event.trigger in path))
    nouns = {e.trigger for e in others}
    clause = next((i for i in path if reading.relations[i].startswith(_CLAUSE) and reading.heads[i] in nouns), None)
    return clause is not None and event.trigger not in path[: path.index(clause) + 1]


def _this_day(words: Sequence[Word], time: Expression) -> bool:
    """Whether what happened since a time happened on the day of the report: منذ صباح اليوم."""
    since = any(word.start == time.start and word.form == _SINCE for word in words)
    return since and time.when is not None and time.when.day is not None and time.when.day == time.when.anchor


def _going_back(sentence: Sentence, time: Expression) -> bool:
    """Whether something is told to go back to a time at which an attack was: تعود القصة إلى 13 ديسمبر، حين هاجم."""
    words = sentence.reading.words
    before = [words[v].lemma for v in sentence.reading.verbs if words[v].start < time.start]
    behind = [word.form for word in words if word.start >= time.end][:2]
    return any(lemma in sentence.words["going_back"] for lemma in before) and any(
        form in sentence.words["when"] for form in behind
    )


def _opening(event: Event, events: Iterable[Event], time: Expression) -> bool:
    """Whether a time behind an attack opens the clause of a further one: قصفت X الأحد، وفي اليوم التالي قصفت Y."""
    at, words = _start(event), event.reading.words
    if time.start < at or not any(_start(other) >= time.end for other in events if other is not event):
        return False
    before = [word.form for word in words if at < word.start < time.start][-2:]
    return before[-1:] == [_AND] or (before[:1] == [_AND] and before[-1] in (_IN, _BY))


def _distance(event: Event, events: Iterable[Event], time: Expression) -> int:
    low, high = sorted((_start(event), time.start))
    others = (_start(e) for e in events if e is not event and e.targets)
    words = event.reading.words
    aside = any(w.form in _CLAUSE_ENDS and 0 <= time.start - w.end <= 1 for w in words)  # شنّ، مساء أمس، غارة
    before = time.start < _start(event) and not aside and apart(words, low, high)
    return high - low + _ANOTHER * sum(low < other < high for other in others) + _CLAUSE_APART * before


def _of_statement(sentence: Sentence, event: Event, time: Expression) -> bool:
    """Whether a time stands between a verb of saying and the "that" behind which an attack is told, or the "of" (كشف
    المصدر، الثلاثاء، عن تفاصيل القصف), or is that of a claim (تبنّى الفصيل العملية في اليوم التالي)."""
    words = sentence.reading.words
    above = _above(sentence.reading, next((word.index for word in words if word.start >= time.start), -1))
    rules = sentence.book.by_verb_lemma.get(words[above].lemma, ()) if above is not None else ()
    if any(rule.makes == "claim" for rule in rules) and event.noun and not _below(event, time):
        return True
    said = [words[v] for v in sentence.reading.verbs if words[v].lemma in sentence.words["report_verb"]]
    that = next((w.start for w in words if w.start >= time.end and _reports(sentence, w)), None)
    if that is None or that > _start(event):
        return False
    verb = max((word.start for word in said if word.start < time.start), default=None)
    triggers = (words[v].start for v in sentence.reading.verbs if verb is not None and verb < words[v].start < that)
    return verb is not None and not any(triggers)


def _said(sentence: Sentence, event: Event, time: Expression) -> bool:
    """أعلنت الوزارة، الاثنين، ارتفاع حصيلة الغارة على X: whether a time before an attack is that of a verb of
    saying."""
    above = _above(sentence.reading, next((w.index for w in sentence.reading.words if w.start >= time.start), -1))
    saying = above is not None and sentence.reading.words[above].lemma in sentence.words["report_verb"]
    return saying and time.start < _start(event)


def _reports(sentence: Sentence, word: Word) -> bool:
    """Whether what is told begins behind a word: a "that", or the preposition of what a verb of saying tells of."""
    reading = sentence.reading
    if word.form in sentence.words["complementizer"]:
        return True
    verb = _above(reading, word.index) if word.form == _OF else None
    return verb is not None and reading.words[verb].lemma in sentence.words["report_verb"]


def _told_aside(sentence: Sentence, event: Event, time: Expression) -> bool:
    """Whether the tree puts a time into a relative clause that tells of another event: قصفت X رداً على اغتيال نفّذه العدو
    مساء أمس."""
    reading = sentence.reading
    verb = _above(reading, next((w.index for w in reading.words if w.start >= time.start), -1))
    if verb is None or verb not in reading.relative_verbs or time.start < reading.words[verb].start:
        return False
    if event.trigger == verb or reading.heads[verb] == event.trigger or _above(reading, event.trigger) == verb:
        return False
    qualified = sentence.clauses.antecedents.qualified(verb)
    told = sentence.by_nominal.get(qualified.index) if qualified is not None else None
    another = told is not None and told is not event and bool(told.targets)
    return another and qualified is not None and reading.heads[verb] == qualified.head


def _above(reading: Reading, at: int) -> int | None:
    """The verb on which a word depends by the tree."""
    for _ in range(_DEEP):
        at = reading.heads[at] if at >= 0 else at
        if at < 0 or at in reading.verbs:
            break
    return at if at in reading.verbs else None


def _of_another(sentence: Sentence, event: Event, time: Expression) -> bool:
    """Whether a time is that of what was done about an attack (اجتمع المجلس، الاثنين، عقب الهجوم), or of what came
    after it (إثر القصف اندلعت، الأحد، اشتباكات)."""
    words, classes = sentence.reading.words, sentence.words
    main = [v for v in sentence.reading.verbs if v not in sentence.reading.relative_verbs and v != event.trigger]
    before = [v for v in main if words[v].start < time.start]
    if time.start < _start(event):
        return any(words[v].lemma in classes["day_apart"] for v in before[-1:] or main[:1])
    nominal = event.nominal if event.noun else None
    later = [words[v].form for v in before if v > event.trigger and apart(words, _start(event), words[v].start)]
    harm = classes["killed_verb"] | classes["injured_verb"] | classes["resulting_form"]
    return nominal is not None and nominal.preposition in classes["after_that"] and not harm.issuperset(later)


def apart(words: Sequence[Word], one: int, other: int) -> bool:
    """Whether the clause ends between two characters."""
    low, high = sorted((one, other))
    return any(low < word.start < high and word.form in _CLAUSE_ENDS for word in words)


def _start(event: Event) -> int:
    return event.apart if event.apart >= 0 else event.reading.words[event.trigger].start
