"""Makes `borders.json`, the coastlines, borders and names of countries and governorates under the map.

The outlines are those of Natural Earth (https://www.naturalearthdata.com, public domain), as the npm package
world-atlas 2.0.2 holds them; the names are those of the reference data. To make the file anew, with shapely installed:

    npm pack world-atlas@2.0.2 && tar xf world-atlas-2.0.2.tgz
    python -m kg.view.borders package/countries-10m.json

Coordinates are whole units of the map (`kg.view.spots`). Within `REGION` outlines are kept to a kilometre, elsewhere
to fifteen.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.lexicon import reference
from kg.model import EntityKind
from kg.view.spots import project

BORDERS = Path(__file__).with_name("borders.json")
REGION = (20.0, 5.0, 75.0, 46.0)
"""West, south, east and north in degrees: from Libya to Pakistan, from Somalia to the Caucasus."""

_FINE, _COARSE = 0.01, 0.14  # degrees by which a simplified outline may be off
_SMALL, _SMALL_ELSEWHERE = 6, 900  # square units below which an island is left out
_ANTARCTICA = "010"
_NAMED = ("country", "governorate")

_Line = list[tuple[int, int]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the file from the TopoJSON that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m kg.view.borders", description=__doc__.partition("\n")[0])
    parser.add_argument("topology", type=Path, metavar="countries-10m.json")
    topology = json.loads(parser.parse_args(arguments).topology.read_text(encoding="utf-8"))
    BORDERS.write_text(_dumped(land=_countries(topology), names=_names()), encoding="utf-8")


def _dumped(**lists: Iterable[Any]) -> str:
    """JSON with each item on a line of its own."""

    def lines(items: Iterable[Any]) -> str:
        return ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in items)

    return "{\n" + ",\n".join(f'"{name}":[\n{lines(items)}\n]' for name, items in lists.items()) + "\n}\n"


def _countries(topology: dict[str, Any]) -> Iterator[str]:
    """Every country as the path of an SVG, relative steps after each ring's first point."""
    arcs = [_simplified(arc) for arc in _degrees(topology)]
    for country in topology["objects"]["countries"]["geometries"]:
        if country.get("id") == _ANTARCTICA:
            continue
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        rings = (_ring(ring, arcs) for polygon in polygons for ring in polygon)
        if path := "".join(_path(ring) for ring in rings if _counts(ring)):
            yield path


def _degrees(topology: dict[str, Any]) -> Iterator[list[tuple[float, float]]]:
    """The arcs of a quantised topology (https://github.com/topojson/topojson-specification, 2.1.3)."""
    (scale_x, scale_y), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + left, y * scale_y + low))
        yield points


def _simplified(arc: list[tuple[float, float]]) -> _Line:
    """An arc is shared by the countries at both sides, so their simplified borders still meet."""
    from shapely import LineString  # needed only where the file is made

    west, south, east, north = REGION
    near = any(west < x < east and south < y < north for x, y in arc)
    kept = LineString(arc).simplify(_FINE if near else _COARSE).coords
    return [(round(x), round(y)) for x, y in (project(*point) for point in kept)]


def _ring(numbers: list[int], arcs: list[_Line]) -> _Line:
    """The arcs of a ring in a row; a negative number is an arc run backwards (its complement)."""
    ring: _Line = []
    for number in numbers:
        ring += arcs[number] if number >= 0 else arcs[~number][::-1]
    return [point for point, before in zip(ring, [None, *ring], strict=False) if point != before]


def _counts(ring: _Line) -> bool:
    """Whether a ring is large enough to be seen."""
    doubled = sum(x * v - u * y for (x, y), (u, v) in pairwise(ring))
    (west, north), (east, south) = project(REGION[0], REGION[3]), project(REGION[2], REGION[1])
    near = west < ring[0][0] < east and north < ring[0][1] < south
    return abs(doubled) / 2 > (_SMALL if near else _SMALL_ELSEWHERE)


def _path(ring: _Line) -> str:
    steps = [f"{u - x} {v - y}" for (x, y), (u, v) in pairwise(ring[:-1])]
    return f"M{ring[0][0]} {ring[0][1]}l" + " ".join(steps).replace(" -", "-") + "z"


def _names() -> Iterator[list[Any]]:
    """`[rank, x, y, Arabic, English]` of each country (rank 0) and governorate (1)."""
    for entity in (entity for named in reference.load() if (entity := named.entity).kind is EntityKind.PLACE):
        if entity.subtype in _NAMED and entity.latitude is not None and entity.longitude is not None:
            x, y = project(entity.longitude, entity.latitude)
            yield [_NAMED.index(entity.subtype), round(x), round(y), entity.name, entity.name_en or entity.name]


if __name__ == "__main__":
    main()
