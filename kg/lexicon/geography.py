"""Which of several places of one name is meant: by what contains it, and by what else the text names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import asin, cos, inf, radians, sin, sqrt

from kg.lexicon.errors import LexiconError
from kg.model import Entity

EARTH_RADIUS = 6371.0  # km, mean radius (IUGG)
# Two places are not told apart when the farther one is within this factor and this many km of the nearer one.
SAME_FACTOR = 1.5
SAME_KM = 10.0


def degrees(where: str, value: str, limit: int) -> float:
    """A coordinate in decimal degrees as reference data writes it at `where`, at most `limit` to either side.

    Raises LexiconError.
    """
    try:
        found = float(value)
    except ValueError:
        found = inf
    if not abs(found) <= limit:  # nor is NaN a coordinate
        raise LexiconError(f"{where} {value!r} is not a number between -{limit} and {limit} degrees.")
    return found


def distance(one: Entity, other: Entity) -> float | None:
    """Great-circle distance in km by the haversine formula; None when a coordinate is missing."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    lat1, lat2 = radians(one.latitude), radians(other.latitude)
    d_lat, d_lon = lat2 - lat1, radians(other.longitude - one.longitude)
    return 2 * EARTH_RADIUS * asin(sqrt(sin(d_lat / 2) ** 2 + cos(lat1) * cos(lat2) * sin(d_lon / 2) ** 2))


def nearest(candidates: Sequence[Entity], context: Iterable[Entity]) -> tuple[Entity, ...]:
    """The candidates that are nearest to the places of the context, best first.

    A candidate's distance is the one to the context place that is nearest to it. Several are returned when the context
    does not tell them apart, all when it tells nothing.
    """
    points = [place for place in context if place.latitude is not None]
    measured: list[tuple[float, Entity]] = []
    for candidate in candidates:
        away = [km for point in points if point.id != candidate.id and (km := distance(candidate, point)) is not None]
        if away:
            measured.append((min(away), candidate))
    if not measured:
        return tuple(candidates)
    measured.sort(key=lambda pair: pair[0])
    limit = measured[0][0] * SAME_FACTOR + SAME_KM
    return tuple(candidate for km, candidate in measured if km <= limit)
