"""What a time expression says, before anything is known of the day it was written on."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

#: Kinds of expression, the most telling first: a combined expression takes the first kind among its parts.
KINDS = ("date", "night", "anaphor", "deictic", "weekday", "offset", "period", "clock", "part", "zone")


@dataclass(frozen=True, slots=True)
class Reading:
    """The slots of one expression; None where it is silent. Numbers of weekdays count from Monday = 0.

    `day`, `month`, `year` are Gregorian (`day2` ends a range; `numeric`: all in digits, so that day and month may
    stand in either order), `hday`, `hmonth`, `hyear` Hijri. `shift` counts days from the day of publication.
    `count` × `unit` (minute, hour, day, week, month, year; `plural`: an unnumbered plural) is an offset in
    `direction` (-1 back, 1 on) from the day of publication, from the antecedent (`anaphor`), or from an event that
    the text goes on to name (`event`). `mod` is -2 before last, -1 last, 0 this, 1 next; `ymod` the same said of
    the year. `edge` is early, mid or late. `part` is a part of the day, `half` am or pm, `zone` local or utc.
    `span` marks a stretch of days, `since` a bound.
    """

    kind: str
    weekday: int | None = None
    weekday2: int | None = None
    day: int | None = None
    day2: int | None = None
    month: int | None = None
    year: int | None = None
    numeric: bool | None = None
    hday: int | None = None
    hmonth: int | None = None
    hyear: int | None = None
    shift: int | None = None
    count: int | None = None
    unit: str | None = None
    plural: bool | None = None
    direction: int | None = None
    anaphor: bool | None = None
    event: bool | None = None
    mod: int | None = None
    ymod: int | None = None
    edge: str | None = None
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    half: str | None = None
    zone: str | None = None
    span: bool | None = None
    since: bool | None = None

    @property
    def tells_day(self) -> bool:
        """Whether it tells a day or a longer time, and not only an hour or a part of some day."""
        return self.kind not in ("clock", "part", "zone")


_SLOTS = tuple(field.name for field in fields(Reading) if field.name != "kind")


def unify(first: Reading, second: Reading) -> Reading | None:
    """Both readings in one, or None when they fill a slot differently."""
    filled: dict[str, Any] = {}
    for slot in _SLOTS:
        one, other = getattr(first, slot), getattr(second, slot)
        if one is None:
            if other is not None:
                filled[slot] = other
        elif other is not None and one != other:
            return None
    return replace(first, kind=min(first.kind, second.kind, key=KINDS.index), **filled)
