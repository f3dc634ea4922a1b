"""A stretch of days, and small reckoning with days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days [`first`, `last`), how exactly they are meant (as in `When`), and the day they were counted from."""

    first: date
    last: date
    precision: str
    anchor: date | None


def one_day(day: date, anchor: date | None) -> Stretch:
    """`day` alone."""
    return Stretch(day, day + DAY, "day", anchor)


def nearest(day: date, weekday: int | None, reach: int = 3) -> date:
    """The day nearest to `day` that is a `weekday`, the earlier of two; `day` when none is within `reach` days."""
    if weekday is None:
        return day
    near = (day + step * sign * DAY for step in range(reach + 1) for sign in (-1, 1))
    return next((other for other in near if other.weekday() == weekday), day)


def day_or_none(year: int, month: int, day: int) -> date | None:
    """That day, or None when the month has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def next_month(year: int, month: int) -> date:
    """The first day of the month after."""
    return date(year + month // 12, month % 12 + 1, 1)


def moved(day: date, count: int, unit: str) -> date:
    """`day` moved by `count` units; the 31st moves to the last day of a shorter month."""
    if unit in ("day", "week"):
        return day + count * (7 if unit == "week" else 1) * DAY
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return min(date(year, month, 1) + (day.day - 1) * DAY, next_month(year, month) - DAY)


def edge_of(edge: str | None, first: date, last: date, precision: str, anchor: date | None) -> Stretch:
    """The first, middle or last third of [first, last): of a month in days, of a year in months."""
    if edge is None:
        return Stretch(first, last, precision, anchor)
    third = {"early": 0, "mid": 1, "late": 2}[edge]
    if precision == "year":
        bounds = [first, date(first.year, 5, 1), date(first.year, 9, 1), last]
        return Stretch(bounds[third], bounds[third + 1], "month", anchor)
    length = 10 if precision == "month" else 2
    bounds = [first, first + length * DAY, first + 2 * length * DAY, last]
    return Stretch(bounds[third], bounds[third + 1], "days", anchor)
