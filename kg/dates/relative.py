"""Times that are counted from a day: weekdays, weeks and months, "two days ago"."""

from __future__ import annotations

from datetime import date

from kg.dates.grammar import Grammar
from kg.dates.reading import Reading
from kg.dates.stretch import DAY, Stretch, edge_of, moved, nearest, next_month, one_day


def weekdays(rules: Grammar, reading: Reading, published: date | None) -> Stretch | None:
    """The latest such weekday up to `published`, or as `mod` says; with a second weekday the days between."""
    if published is None or reading.weekday is None:
        return None
    weekday = reading.weekday
    if reading.unit == "week":
        week = period(rules, reading, published)
        assert week is not None
        return one_day(week.first + (weekday - week.first.weekday()) % 7 * DAY, published)
    if reading.weekday2 is not None:
        last = _back(published, reading.weekday2, reading.mod)
        first = last - ((reading.weekday2 - weekday) % 7) * DAY
        return Stretch(first, last + DAY, "days", published)
    return one_day(_back(published, weekday, reading.mod), published)


def _back(published: date, weekday: int, mod: int | None) -> date:
    """The day of `weekday` that a reader on `published` takes for "Tuesday", "last Tuesday", "next Tuesday"."""
    if mod == 1:
        return published + ((weekday - published.weekday() - 1) % 7 + 1) * DAY
    if mod is None or mod == 0:
        return published - (published.weekday() - weekday) % 7 * DAY
    return published - ((published.weekday() - weekday - 1) % 7 + 1 + 7 * (mod < -1)) * DAY


def period(rules: Grammar, reading: Reading, published: date | None) -> Stretch | None:
    """Last week, the past three days, the beginning of this month."""
    if published is None:
        return None
    if reading.span:
        return _span(rules, reading, published)
    mod = reading.mod or 0
    if reading.unit == "week":
        begins = published - (published.weekday() - rules.first_weekday) % 7 * DAY + mod * 7 * DAY
        return edge_of(reading.edge, begins, begins + 7 * DAY, "week", published)
    if reading.unit == "year":
        year = published.year + mod
        return edge_of(reading.edge, date(year, 1, 1), date(year + 1, 1, 1), "year", published)
    if reading.unit != "month":
        return None
    months = published.year * 12 + published.month - 1 + mod
    year, month = months // 12, months % 12 + 1
    return edge_of(reading.edge, date(year, month, 1), next_month(year, month), "month", published)


def _span(rules: Grammar, reading: Reading, published: date) -> Stretch:
    """The past N days up to the end of the day of publication (or the coming N)."""
    count = reading.count if reading.count is not None else rules.most
    unit, sign = reading.unit or "day", 1 if (reading.mod or 0) > 0 else -1
    if unit in ("hour", "minute"):
        count, unit = (-(-count // 24) if unit == "hour" else 1), "day"
    other = moved(published, sign * count, unit)
    first, last = min(other, published), max(other, published)
    return Stretch(first, last + DAY, "days", published)


def offset(rules: Grammar, reading: Reading, anchor: date | None) -> Stretch | None:
    """N units before or after `anchor`; the further back, the wider: a week ago is a week, a month ago a month."""
    if anchor is None or reading.unit is None:
        return None
    direction, unit = reading.direction or 1, reading.unit
    if reading.anaphor is None and direction > 0:
        return None  # "after two days": of whatever came before in the story
    if unit in ("hour", "minute"):
        if reading.anaphor:
            return None
        days = -(-(reading.count or 12) // 24)
        return Stretch(anchor - days * DAY, anchor + DAY, "days", anchor)
    if reading.count is None:
        bounds = sorted(moved(anchor, direction * count, unit) for count in (rules.least, rules.most))
        return Stretch(bounds[0], bounds[1] + DAY, "days" if unit == "day" else unit, anchor)
    middle = nearest(moved(anchor, direction * reading.count, unit), reading.weekday, reach=1)
    half = {"day": 0, "week": 3, "month": 15, "year": 182}[unit]
    return Stretch(middle - half * DAY, middle + (half + 1) * DAY, unit, anchor)
