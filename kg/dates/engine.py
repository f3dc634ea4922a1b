"""The public functions of `kg.dates`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kg.dates.calendars import fitting
from kg.dates.grammar import grammar
from kg.dates.meaning import meaning
from kg.dates.reading import Reading
from kg.dates.scan import Found, scan
from kg.dates.stretch import nearest
from kg.model import When


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression in a text.

    [`start`, `end`) are its offsets in the text as given. `when` is the time it means, None when that depends on a
    day that is not known. `kind` is date (a calendar date), night (between two days), anaphor (the same day, the
    day after), deictic (today, last night), weekday, offset (two days ago), period (last week, in May, in 2019),
    clock (an hour) or part (of a day). `since` marks what bounds or spans a time ("since 17 October", "until
    today", "before the 7th", "over the past weeks", "Thursday and Friday"): never the day of an event. A bound's
    `when` is the time that is named.
    """

    start: int
    end: int
    when: When | None
    kind: str
    since: bool = False


def find(text: str, published: date | None = None, antecedent: date | None = None) -> tuple[Expression, ...]:
    """All time expressions of `text`, in order and without overlap; "Friday 17 November 2023 at dawn" is one.

    `published` is the day on which the text was published. Without it "yesterday" and "22 January" are found but
    not resolved, unless the text settles it: after the latest date that it tells in full, "Monday 22 January" fits
    only one of two years, and "Monday" alone then means that day. `antecedent` is the day that the text last spoke
    of: "the same day", "the day after" and a part of a day without its day are counted from it.
    """
    found = scan(text)
    implied = _implied(found) if published is None else {}
    return tuple(_expression(text, one, published, antecedent, implied) for one in found)


def resolve(text: str, published: date | None = None, antecedent: date | None = None) -> When | None:
    """The time that the first time expression of `text` means; None when there is none or it cannot be told.

    Parameters as for `find`.
    """
    return next((one.when for one in find(text, published, antecedent)), None)


def parse_dateline(text: str) -> date | None:
    """The day of publication that the headline and dateline `text` tell; None when they tell none in full.

    A line counts when it is little more than the date. In two calendars the Gregorian date wins, unless the weekday
    and the Hijri date agree against it. A Hijri date that is one day off by the moon is set right by a weekday
    beside it, or by "today, Friday" elsewhere in `text`.
    """
    told = [day for line in reversed(text.splitlines()) if (day := _line_day(line)) is not None]
    told.sort(key=lambda one: (not one.sure, one.residue))
    if not told or told[0].sure:
        return told[0].day if told else None
    weekdays = {one.reading.weekday for one in scan(text) if one.reading.shift == 0} - {None}
    return nearest(told[0].day, weekdays.pop() if len(weekdays) == 1 else None, reach=1)


@dataclass(frozen=True, slots=True)
class _Dated:
    """The day that a line tells; `sure`: it needs no weekday to confirm it; `residue`: how many other words it has."""

    day: date
    sure: bool
    residue: int


def _line_day(line: str) -> _Dated | None:
    """The day that a dateline tells, None when the line is none."""
    found = scan(line)
    rest = line
    for one in reversed(found):
        rest = rest[: one.start] + " " + rest[one.end :]
    residue = len(re.findall(r"\w+", rest))
    if residue > grammar().residue:
        return None
    days = []
    for one in found:
        reading = replace(one.reading, part=None, hour=None)
        if reading.since or reading.span or (reading.day is None and reading.hday is None):
            continue
        when = meaning(reading, "", None, None)
        if when is not None and when.day is not None:
            days.append(_Dated(when.day, reading.year is not None or reading.weekday is not None, residue))
    return min(days, key=lambda day: not day.sure, default=None)


def _expression(
    text: str, found: Found, published: date | None, antecedent: date | None, implied: dict[int, date]
) -> Expression:
    reading, words = found.reading, text[found.start : found.end]
    when = meaning(reading, words, published, antecedent)
    if when is None and reading.weekday in implied and _bare(reading):
        when = meaning(reading, words, implied[reading.weekday], None)
    return Expression(found.start, found.end, when, reading.kind, bool(reading.since or reading.span))


def _bare(reading: Reading) -> bool:
    """Whether nothing but a weekday, with or without a date, and a part of the day is told."""
    return reading.kind in ("weekday", "date") and reading.mod is None and reading.weekday2 is None


def _implied(found: Iterable[Found]) -> dict[int, date]:
    """For a text of unknown date: the day that each weekday stands for, by "Monday 22 January" and a year elsewhere."""
    readings = [one.reading for one in found]
    told = max((when.start.date() for when in _absolute(readings)), default=None)
    days: dict[int, set[date]] = {}
    for reading in readings:
        if reading.weekday is None or reading.weekday2 is not None or reading.day is None or reading.month is None:
            continue
        if reading.year is not None:
            when = meaning(replace(reading, part=None, hour=None), "", None, None)
            days_told = [when.start.date()] if when else []
        else:
            days_told = fitting(reading, told) if told else []
        if len(days_told) == 1:
            days.setdefault(reading.weekday, set()).add(days_told[0])
    return {weekday: one.pop() for weekday, one in days.items() if len(one) == 1}


def _absolute(readings: Iterable[Reading]) -> Iterator[When]:
    for reading in readings:
        if reading.year is not None or reading.hyear is not None:
            when = meaning(reading, "", None, None)
            if when is not None:
                yield when
