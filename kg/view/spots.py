"""Where on the map a strike stands: on what was hit, or, when that is not known so closely, within the place around it.

Units of the map are those of Web Mercator (EPSG:3857), `WORLD` to the way around the equator, counted from the upper
left corner of the world: half a kilometre each in Syria.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.model import Entity, EntityKind, Strike
from kg.summary import Summary

WORLD = 65536

_WIDE = frozenset({"country", "governorate", "district", "region", "sea", "strait", "river", "lake", "road"})
"""Finer kinds of places whose coordinates stand for a whole stretch of land or water."""


@dataclass(frozen=True, slots=True)
class Spot:
    """`entity` has coordinates; `rough` says that the strike hit somewhere within or near it."""

    entity: Entity
    rough: bool


def spot(strike: Strike, summary: Summary, places: Mapping[str, Entity]) -> Spot | None:
    """The closest that is known of where `strike` hit; None when nothing of it has coordinates.

    `places` are those that others may lie in, by id.
    """
    hit = dict.fromkeys((strike.target, *summary.landed))
    located = [entity for entity in hit if at(entity)]
    if located:
        # Of several that are equally close `min` takes the first, the target before places.
        closest = min(located, key=is_wide)
        return Spot(closest, is_wide(closest))
    sites = (entity for entity in hit if entity.kind is not EntityKind.ACTOR)  # an actor's home is not where it was hit
    around = (outer for site in sites for outer in _around(site, places) if at(outer))
    return next((Spot(outer, True) for outer in around), None)


def is_wide(entity: Entity) -> bool:
    """Whether the coordinates of `entity` are those of a stretch of land or water rather than of a spot."""
    return entity.subtype in _WIDE or entity.kind is EntityKind.AREA


def at(entity: Entity) -> tuple[float, float] | None:
    """Where `entity` lies in units of the map, to a few metres; None when that is not known."""
    if entity.latitude is None or entity.longitude is None:
        return None
    x, y = project(entity.longitude, entity.latitude)
    return round(x, 2), round(y, 2)


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Degrees to units of the map, x to the east and y to the south."""
    y = math.asinh(math.tan(math.radians(latitude)))
    return (longitude + 180) / 360 * WORLD, (1 - y / math.pi) / 2 * WORLD


def _around(entity: Entity, places: Mapping[str, Entity]) -> Iterator[Entity]:
    seen = {entity.id}
    while (outer := places.get(entity.located_in or "")) and outer.id not in seen:
        seen.add(outer.id)
        yield outer
        entity = outer
