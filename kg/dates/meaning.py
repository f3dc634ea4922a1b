"""Readings to times: what an expression means when it stands in a text of a certain day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from kg.dates.calendars import day_of_month, gregorian, hijri
from kg.dates.grammar import Grammar, grammar
from kg.dates.reading import Reading
from kg.dates.relative import offset, period, weekdays
from kg.dates.stretch import DAY, Stretch, nearest, one_day
from kg.model import When


def meaning(reading: Reading, text: str, published: date | None, antecedent: date | None) -> When | None:
    """The time that `reading` means, or None when what it depends on is not known or it names no day that exists.

    `text` are its words. A date, month or weekday that does not say which one is the latest that is not after
    `published`.
    """
    rules = grammar()
    try:
        stretch = _stretch(rules, reading, published, antecedent)
        return None if stretch is None else _within(rules, reading, stretch, text, published)
    except (ValueError, OverflowError):  # 31 April, a Hijri year outside 1343-1500
        return None


def _stretch(rules: Grammar, reading: Reading, published: date | None, antecedent: date | None) -> Stretch | None:
    """The days that `reading` means."""
    if reading.month is not None or reading.year is not None:
        return gregorian(reading, published)
    if reading.hmonth is not None:
        return hijri(reading, published)
    if reading.kind == "date":
        return day_of_month(reading, antecedent if reading.anaphor else published)
    if reading.anaphor and (antecedent is not None or reading.weekday is None):
        return offset(rules, reading, antecedent)
    if reading.shift is not None:
        if published is None:
            return None
        day = nearest(published + reading.shift * DAY, reading.weekday)
        told_ahead = day > published and reading.shift <= 0  # "today, Friday" is not a Friday to come
        return one_day(day - 7 * DAY if told_ahead else day, published)
    if reading.weekday is not None:
        return weekdays(rules, reading, published)
    if reading.event or reading.kind == "anaphor":
        return None
    if reading.kind == "offset" and reading.direction == 1 and antecedent is not None:
        return offset(rules, replace(reading, anaphor=True), antecedent)  # وبعد خمسة أيام: of what was told last
    if reading.kind == "period":
        return period(rules, reading, published)
    if reading.unit is not None:
        return offset(rules, reading, published)
    return None if antecedent is None else one_day(antecedent, antecedent)


def _within(rules: Grammar, reading: Reading, stretch: Stretch, text: str, published: date | None) -> When:
    """The days narrowed to the part of the day or the hour that is told."""
    precision, anchor = stretch.precision, stretch.anchor
    start, end = datetime.combine(stretch.first, time()), datetime.combine(stretch.last, time())
    hour = None if reading.zone == "utc" else _hour(reading)
    two_days = reading.kind == "night" and precision in ("day", "days")
    if precision != "day" and not two_days:
        return When(start, end, precision, text, anchor)
    if hour is not None and not two_days:
        start += timedelta(hours=hour, minutes=reading.minute or 0)
        exact = reading.minute is not None
        return When(start, start + timedelta(minutes=1 if exact else 60), "minute" if exact else "hour", text, anchor)
    if reading.part is None or reading.zone == "utc":
        return When(start, end, "day", text, anchor)
    opens, closes = rules.hours["overnight" if two_days and reading.part == "night" else reading.part]
    closes += 1 if two_days and reading.part == "midnight" else 0
    if opens >= 24 and anchor is not None and published is not None and stretch.first >= published:
        opens, closes = opens - 24, closes - 24  # after the midnight that began the day
    precision = "night" if reading.part in ("night", "overnight") else "part"
    return When(start + timedelta(hours=opens), start + timedelta(hours=closes), precision, text, anchor)


def _hour(reading: Reading) -> int | None:
    """The hour from 0 to 23, or None when nothing tells morning from evening."""
    hour, part = reading.hour, reading.part
    if hour is None or hour > 24:
        return None
    if hour > 12 or hour == 0:
        return hour % 24
    if reading.half or part in ("dawn", "morning", "forenoon", "small-hours", "after-midnight"):
        return hour % 12 + (12 if reading.half == "pm" else 0)
    if part == "noon":
        return hour if hour > 9 else hour + 12
    if part in ("night", "midnight", "overnight"):
        return hour % 12 + (12 if 5 <= hour < 12 else 0)
    return None if part is None else hour % 12 + 12
