"""Calendar dates: Gregorian and Hijri (Umm al-Qura), with or without their year."""

from __future__ import annotations

from datetime import date

from hijridate import Gregorian, Hijri

from kg.dates.reading import Reading
from kg.dates.stretch import DAY, Stretch, day_or_none, edge_of, nearest, next_month, one_day


def gregorian(reading: Reading, published: date | None) -> Stretch | None:
    """A Gregorian day, range of days, month, part of a month, year or part of a year."""
    year, month, day = reading.year, reading.month, reading.day
    if year is None and reading.ymod is not None and published is not None:
        year = published.year + reading.ymod
    if month is None:
        assert year is not None
        return edge_of(reading.edge, date(year, 1, 1), date(year + 1, 1, 1), "year", None)
    anchor = None if reading.year is not None else published
    if day is None:
        if year is None:
            year = _year_of_month(month, reading.mod, published)
        return (
            None
            if year is None
            else edge_of(reading.edge, date(year, month, 1), next_month(year, month), "month", anchor)
        )
    orders = [(month, day)]
    if reading.numeric and day <= 12 and day != month:
        orders.append((day, month))  # 3/2 may be March 2nd when only that fits the weekday
    if year is None and published is None:
        return None
    days = [found for order in orders if (found := _in_year(reading, year, *order, published)) is not None]
    if not days:
        return None
    first = _likely(reading, days)
    last = first.replace(day=reading.day2) if reading.day2 is not None else first
    return Stretch(first, last + DAY, "days" if last > first else "day", anchor)


def _likely(reading: Reading, days: list[date]) -> date:
    """Of `days` the one that the Hijri date, then the weekday beside it confirms, else the first.

    Where no day agrees with the Hijri date, that one counts if the weekday confirms it alone: years are often mistyped.
    """
    if reading.hday is not None and reading.hyear is not None and reading.hmonth is not None:
        lunar = _hijri_day(reading.hyear, reading.hmonth, reading.hday, reading.weekday)
        agreeing = [day for day in days if abs(day - lunar) <= 2 * DAY]
        if not agreeing and reading.weekday == lunar.weekday() and reading.weekday != days[0].weekday():
            return lunar
        days = agreeing or days
    return next((day for day in days if day.weekday() == reading.weekday), days[0])


def _in_year(reading: Reading, year: int | None, month: int, day: int, published: date | None) -> date | None:
    """The day in the given year, or else in the year that the weekday, `mod` and `published` make most likely."""
    if year is not None:
        return day_or_none(year, month, day)
    assert published is not None
    years = range(published.year + 1, published.year - 5, -1)  # five years reach a 29 February
    days = [found for candidate in years if (found := day_or_none(candidate, month, day)) is not None]
    if reading.mod == 0:
        return next((found for found in days if found.year == published.year), None)
    if reading.mod == 1:
        return min((found for found in days if found > published), default=None)
    past = [found for found in days if (found < published if reading.mod else found <= published)]
    if reading.mod is None and reading.weekday is not None:
        near = [found for found in days if abs(found - published) < 366 * DAY and found.weekday() == reading.weekday]
        past = sorted(near, key=lambda found: (found > published, abs(found - published))) or past
    return past[0] if past else None


def fitting(reading: Reading, told: date) -> list[date]:
    """The days within two years after `told` that the date without year and the weekday of `reading` both fit."""
    assert reading.month is not None and reading.day is not None
    days = (day_or_none(told.year + ahead, reading.month, reading.day) for ahead in range(3))
    return [day for day in days if day and 0 <= (day - told).days < 730 and day.weekday() == reading.weekday]


def _year_of_month(month: int, mod: int | None, published: date | None) -> int | None:
    """The year of a month that is named without one."""
    if published is None:
        return None
    if mod == 0:
        return published.year
    if mod == 1:
        return published.year + (month <= published.month)
    over = month < published.month or (mod is None and month == published.month)
    return published.year - (not over)


def hijri(reading: Reading, published: date | None) -> Stretch | None:
    """A Hijri day or month by the Umm al-Qura calendar; the weekday settles where the moon was sighted otherwise."""
    year, month, day = reading.hyear, reading.hmonth, reading.hday
    assert month is not None
    anchor = None
    if year is None:
        if published is None:
            return None
        anchor = published
        year = Gregorian.fromdate(published).to_hijri().year
        begins = Hijri(year, month, day or 1).to_gregorian()
        if reading.mod == 1:
            year += begins <= published
        elif reading.mod != 0:
            year -= begins > published or (reading.mod == -1 and day is None and published < _hijri_end(year, month))
    if day is not None:
        return one_day(_hijri_day(year, month, day, reading.weekday), anchor)
    return edge_of(reading.edge, _plain(Hijri(year, month, 1)), _hijri_end(year, month), "month", anchor)


def _hijri_day(year: int, month: int, day: int, weekday: int | None) -> date:
    length = Hijri(year, month, 1).month_length()
    found = _plain(Hijri(year, month, min(day, length))) + max(0, day - length) * DAY  # a 30th where ours has 29
    return nearest(found, weekday, reach=2)


def _hijri_end(year: int, month: int) -> date:
    """The first day of the month after."""
    return _plain(Hijri(year, month, 1)) + Hijri(year, month, 1).month_length() * DAY


def _plain(day: Hijri) -> date:
    return date.fromisoformat(day.to_gregorian().isoformat())


def day_of_month(reading: Reading, published: date | None) -> Stretch | None:
    """The seventh of this month, of last month."""
    if published is None or reading.day is None:
        return None
    months = published.year * 12 + published.month - 1 + (reading.mod or 0)
    return one_day(date(months // 12, months % 12 + 1, reading.day), published)
