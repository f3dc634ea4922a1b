"""Readings to times: what an expression means when it stands in a text of a certain day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hijridate import Gregorian, Hijri

from kg.dates.grammar import Grammar, grammar
from kg.dates.reading import Reading
from kg.model import When

_DAY = timedelta(days=1)
_PRECISION = {"minute": "hour", "hour": "days", "day": "day", "week": "week", "month": "month", "year": "year"}


def resolve(reading: Reading, text: str, published: date | None, antecedent: date | None) -> When | None:
    """The time that `reading` means, or None when what it depends on is not known or it names no day that exists.

    Alone, a month or year without its year counts as the latest one that is not after `published`; so does a weekday.
    """
    rules = grammar()
    try:
        stretch = _stretch(rules, reading, published, antecedent)
        if stretch is None:
            return None
        first, last, precision, anchor = stretch
        return _within(rules, reading, first, last, precision, text, anchor, published)
    except (ValueError, OverflowError):  # 31 April, a Hijri year outside 1343-1500
        return None


_Stretch = tuple[date, date, str, date | None]  # first day, day after the last, precision, anchor


def _stretch(rules: Grammar, reading: Reading, published: date | None, antecedent: date | None) -> _Stretch | None:
    """The days that `reading` means."""
    if reading.month is not None or reading.year is not None:
        return _gregorian(reading, published)
    if reading.hmonth is not None:
        return _hijri(reading, published)
    if reading.kind == "date":
        return _day_of_month(reading, published)
    if reading.anaphor and (antecedent is not None or reading.weekday is None):
        return _offset(rules, reading, antecedent)
    if reading.shift is not None:
        if published is None:
            return None
        return _one_day(nearest(published + reading.shift * _DAY, reading.weekday), published)
    if reading.weekday is not None:
        return _weekdays(rules, reading, published)
    if reading.event or reading.kind == "anaphor":
        return None
    if reading.kind == "period":
        return _period(rules, reading, published)
    if reading.unit is not None:
        return _offset(rules, reading, published)
    return None if antecedent is None else _one_day(antecedent, antecedent)


def _one_day(day: date, anchor: date | None) -> _Stretch:
    return day, day + _DAY, "day", anchor


def nearest(day: date, weekday: int | None, reach: int = 3) -> date:
    """The day nearest to `day` that is a `weekday`, the earlier of two; `day` itself when none is within `reach` days."""
    if weekday is None:
        return day
    near = (day + step * sign * _DAY for step in range(reach + 1) for sign in (-1, 1))
    return next((other for other in near if other.weekday() == weekday), day)


def _gregorian(reading: Reading, published: date | None) -> _Stretch | None:
    """A Gregorian day, range of days, month, part of a month, year or part of a year."""
    year, month, day = reading.year, reading.month, reading.day
    if year is None and reading.ymod is not None and published is not None:
        year = published.year + reading.ymod
    if month is None:
        assert year is not None
        return _edge(reading.edge, date(year, 1, 1), date(year + 1, 1, 1), "year", None)
    anchor = None if reading.year is not None else published
    if day is None:
        if year is None:
            year = _year_of_month(month, reading.mod, published)
        return None if year is None else _edge(reading.edge, date(year, month, 1), _next_month(year, month), "month", anchor)
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
    return first, last + _DAY, "days" if last > first else "day", anchor


def _likely(reading: Reading, days: list[date]) -> date:
    """Of `days` the one that the Hijri date, then the weekday beside it confirms, else the first.

    Where no day agrees with the Hijri date, that one counts if the weekday confirms it alone: years are often mistyped.
    """
    if reading.hday is not None and reading.hyear is not None and reading.hmonth is not None:
        hijri = _hijri_day(reading.hyear, reading.hmonth, reading.hday, reading.weekday)
        agreeing = [day for day in days if abs(day - hijri) <= 2 * _DAY]
        if not agreeing and reading.weekday == hijri.weekday() and reading.weekday != days[0].weekday():
            return hijri
        days = agreeing or days
    return next((day for day in days if day.weekday() == reading.weekday), days[0])


def _in_year(reading: Reading, year: int | None, month: int, day: int, published: date | None) -> date | None:
    """The day in the given year, or else in the year that the weekday, `mod` and `published` make most likely."""
    if year is not None:
        return _date(year, month, day)
    assert published is not None
    years = range(published.year + 1, published.year - 5, -1)  # five years reach a 29 February
    days = [found for candidate in years if (found := _date(candidate, month, day)) is not None]
    if reading.mod == 0:
        return next((found for found in days if found.year == published.year), None)
    if reading.mod == 1:
        return min((found for found in days if found > published), default=None)
    past = [found for found in days if (found < published if reading.mod else found <= published)]
    if reading.mod is None and reading.weekday is not None:
        near = [found for found in days if abs(found - published) < 366 * _DAY and found.weekday() == reading.weekday]
        past = sorted(near, key=lambda found: (found > published, abs(found - published))) or past
    return past[0] if past else None


def fitting(reading: Reading, told: date) -> list[date]:
    """The days within two years after `told` that the date without year and the weekday of `reading` both fit."""
    assert reading.month is not None and reading.day is not None
    days = (_date(told.year + ahead, reading.month, reading.day) for ahead in range(3))
    return [day for day in days if day and 0 <= (day - told).days < 730 and day.weekday() == reading.weekday]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)


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


def _hijri(reading: Reading, published: date | None) -> _Stretch | None:
    """A Hijri day or month by the Umm al-Qura calendar; the weekday settles a difference of one day in sighting the moon."""
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
        return _one_day(_hijri_day(year, month, day, reading.weekday), anchor)
    return _edge(reading.edge, _plain(Hijri(year, month, 1)), _hijri_end(year, month), "month", anchor)


def _hijri_day(year: int, month: int, day: int, weekday: int | None) -> date:
    length = Hijri(year, month, 1).month_length()
    found = _plain(Hijri(year, month, min(day, length))) + max(0, day - length) * _DAY  # a 30th where ours has 29
    return nearest(found, weekday, reach=2)


def _plain(day: Hijri) -> date:
    return date.fromisoformat(day.to_gregorian().isoformat())


def _hijri_end(year: int, month: int) -> date:
    """The first day of the month after."""
    return _plain(Hijri(year, month, 1)) + Hijri(year, month, 1).month_length() * _DAY


def _day_of_month(reading: Reading, published: date | None) -> _Stretch | None:
    """The seventh of this month, of last month."""
    if published is None or reading.day is None:
        return None
    months = published.year * 12 + published.month - 1 + (reading.mod or 0)
    return _one_day(date(months // 12, months % 12 + 1, reading.day), published)


def _edge(edge: str | None, first: date, last: date, precision: str, anchor: date | None) -> _Stretch:
    """The first, middle or last third of [first, last): of a month in days, of a year in months."""
    if edge is None:
        return first, last, precision, anchor
    third = {"early": 0, "mid": 1, "late": 2}[edge]
    if precision == "year":
        bounds = [first, date(first.year, 5, 1), date(first.year, 9, 1), last]
        return bounds[third], bounds[third + 1], "month", anchor
    length = 10 if precision == "month" else 2
    bounds = [first, first + length * _DAY, first + 2 * length * _DAY, last]
    return bounds[third], bounds[third + 1], "days", anchor


def _weekdays(rules: Grammar, reading: Reading, published: date | None) -> _Stretch | None:
    """The latest such weekday up to the day of publication, or as `mod` says; with a second weekday the days between."""
    if published is None or reading.weekday is None:
        return None
    weekday = reading.weekday
    if reading.unit == "week":
        monday_based = _period(rules, reading, published)
        assert monday_based is not None
        first = monday_based[0]
        return _one_day(first + (weekday - first.weekday()) % 7 * _DAY, published)
    if reading.weekday2 is not None:
        last = _back(published, reading.weekday2, reading.mod)
        first = last - ((reading.weekday2 - weekday) % 7) * _DAY
        return first, last + _DAY, "days", published
    return _one_day(_back(published, weekday, reading.mod), published)


def _back(published: date, weekday: int, mod: int | None) -> date:
    """The day of `weekday` that a reader on `published` takes for "Tuesday", "last Tuesday", "next Tuesday"."""
    if mod == 1:
        return published + ((weekday - published.weekday() - 1) % 7 + 1) * _DAY
    if mod is None or mod == 0:
        return published - (published.weekday() - weekday) % 7 * _DAY
    return published - ((published.weekday() - weekday - 1) % 7 + 1 + 7 * (mod < -1)) * _DAY


def _period(rules: Grammar, reading: Reading, published: date | None) -> _Stretch | None:
    """Last week, the past three days, the beginning of this month."""
    if published is None:
        return None
    if reading.span:
        return _span(rules, reading, published)
    mod = reading.mod or 0
    if reading.unit == "week":
        begins = published - (published.weekday() - rules.first_weekday) % 7 * _DAY + mod * 7 * _DAY
        return _edge(reading.edge, begins, begins + 7 * _DAY, "week", published)
    if reading.unit == "year":
        year = published.year + mod
        return _edge(reading.edge, date(year, 1, 1), date(year + 1, 1, 1), "year", published)
    if reading.unit != "month":
        return None
    months = published.year * 12 + published.month - 1 + mod
    year, month = months // 12, months % 12 + 1
    return _edge(reading.edge, date(year, month, 1), _next_month(year, month), "month", published)


def _span(rules: Grammar, reading: Reading, published: date) -> _Stretch:
    """The past N days up to the end of the day of publication (or the coming N)."""
    count = reading.count if reading.count is not None else rules.most
    unit, sign = reading.unit or "day", 1 if (reading.mod or 0) > 0 else -1
    if unit in ("hour", "minute"):
        count, unit = (-(-count // 24) if unit == "hour" else 1), "day"
    other = _moved(published, sign * count, unit)
    first, last = min(other, published), max(other, published)
    return first, last + _DAY, "days", published


def _offset(rules: Grammar, reading: Reading, anchor: date | None) -> _Stretch | None:
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
        return anchor - days * _DAY, anchor + _DAY, "days", anchor
    if reading.count is None:
        bounds = sorted(_moved(anchor, direction * count, unit) for count in (rules.least, rules.most))
        return bounds[0], bounds[1] + _DAY, "days" if unit == "day" else unit, anchor
    middle = nearest(_moved(anchor, direction * reading.count, unit), reading.weekday, reach=1)
    half = {"day": 0, "week": 3, "month": 15, "year": 182}[unit]
    return middle - half * _DAY, middle + (half + 1) * _DAY, unit, anchor


def _moved(day: date, count: int, unit: str) -> date:
    """`day` moved by `count` units; the 31st moves to the last day of a shorter month."""
    if unit in ("day", "week"):
        return day + count * (7 if unit == "week" else 1) * _DAY
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return min(date(year, month, 1) + (day.day - 1) * _DAY, _next_month(year, month) - _DAY)


def _within(
    rules: Grammar,
    reading: Reading,
    first: date,
    last: date,
    precision: str,
    text: str,
    anchor: date | None,
    published: date | None,
) -> When:
    """The days narrowed to the part of the day or the hour that is told."""
    start, end = datetime.combine(first, time()), datetime.combine(last, time())
    hour = None if reading.zone == "utc" else _hour(reading)
    two_days = reading.kind == "night" and precision in ("day", "days")
    if precision != "day" and not two_days:
        return When(start, end, precision, text, anchor)
    if hour is not None and not two_days:
        start += timedelta(hours=hour, minutes=reading.minute or 0)
        exact = reading.minute is not None
        return When(start, start + timedelta(minutes=1 if exact else 60), "minute" if exact else "hour", text, anchor)
    if reading.part is None:
        return When(start, end, "day", text, anchor)
    opens, closes = rules.hours["overnight" if two_days and reading.part == "night" else reading.part]
    closes += 1 if two_days and reading.part == "midnight" else 0
    if opens >= 24 and anchor is not None and published is not None and first >= published:
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
