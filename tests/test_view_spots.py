"""Where strikes stand on the map, and the ground under it."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from view_sample import ACTORS, BASES, PROVINCES, TOWNS, sample

from kg.model import Entity, EntityKind, Strike
from kg.summary import summarise
from kg.view import borders
from kg.view.spots import Spot, at, project, spot

PLACES = {place.id: place for place in PROVINCES}
CONOCO, MAYADIN, DEIR_EZ_ZOR = BASES[0], TOWNS[0], PROVINCES[0]
NOWHERE = replace(CONOCO, id="somewhere", latitude=None, longitude=None)


def strike_on(target: Entity, *landed: Entity) -> Strike:
    told = sample(50).strikes[0]
    ref = told.accounts[0].target
    places = tuple(replace(ref, entity=place) for place in landed)
    account = replace(told.accounts[0], target=replace(ref, entity=target), places=places)
    return replace(told, target=target, accounts=(account,))


@pytest.mark.parametrize(
    ("strike", "found"),
    [
        (strike_on(CONOCO), Spot(CONOCO, rough=False)),
        (strike_on(CONOCO, MAYADIN), Spot(CONOCO, rough=False)),
        (strike_on(ACTORS[0], MAYADIN), Spot(MAYADIN, rough=False)),
        (strike_on(DEIR_EZ_ZOR), Spot(DEIR_EZ_ZOR, rough=True)),
        (strike_on(DEIR_EZ_ZOR, MAYADIN), Spot(MAYADIN, rough=False)),
        (strike_on(NOWHERE), Spot(DEIR_EZ_ZOR, rough=True)),
        (strike_on(NOWHERE, MAYADIN), Spot(MAYADIN, rough=False)),
        (strike_on(replace(NOWHERE, located_in=None)), None),
        (strike_on(replace(ACTORS[0], located_in="dz")), None),  # where a group is at home is not where it was hit
    ],
)
def test_a_strike_stands_on_the_closest_that_is_known_of_where_it_hit(strike: Strike, found: Spot | None) -> None:
    assert spot(strike, summarise(strike), PLACES) == found


def test_places_that_lie_in_one_another_end_the_search() -> None:
    one = Entity("one", EntityKind.PLACE, ("أ",), located_in="two")
    two = Entity("two", EntityKind.PLACE, ("ب",), located_in="one")
    strike = strike_on(one)
    assert spot(strike, summarise(strike), {"one": one, "two": two}) is None


def test_units_are_those_of_web_mercator() -> None:
    assert project(0, 0) == (32768, 32768)
    assert project(-180, 85.0511287798) == pytest.approx((0, 0), abs=1e-3)
    assert at(CONOCO) == pytest.approx(project(40.3, 35.34), abs=0.01) and at(NOWHERE) is None


def test_the_ground_is_small_and_names_what_lies_where() -> None:
    text = borders.BORDERS.read_text("utf-8")
    ground = json.loads(text)
    assert len(text.encode()) < 400_000 and len(ground["land"]) > 190
    lying = {english: (x, y) for _, x, y, _, english in ground["names"]}
    assert lying["Iraq"] == pytest.approx(project(43.29, 33.11), abs=10) and "Deir ez-Zor" in lying


def points(path: str) -> set[tuple[int, int]]:
    """The corners of the one ring of a path."""
    start, _, steps = path.strip("Mz").partition("l")
    x, y = map(int, start.split())
    numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
    corners = {(x, y)}
    for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + step_x, y + step_y
        corners.add((x, y))
    return corners


def test_neighbours_share_their_border_to_the_point() -> None:
    shared = [[0, 0], [0, 40], [2, 40], [0, 40]]  # the step aside of 0.002 degrees is smoothed away
    west, east = [[0, 120], [-90, 0], [0, -120], [90, 0]], [[0, 0], [90, 0], [0, 120], [-88, 0]]
    topology = {
        "transform": {"scale": [0.001, 0.001], "translate": [40, 35]},
        "arcs": [[[0, 0], *shared[1:]], [[2, 120], *west[1:]], [[0, 0], *east[1:]]],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "id": "001", "arcs": [[0, 1]]},
                    {"type": "MultiPolygon", "id": "002", "arcs": [[[~0, 2]]]},
                    {"type": "Polygon", "id": "010", "arcs": [[0, 1]]},
                ]
            }
        },
    }
    west_side, east_side = (points(path) for path in borders._countries(topology))  # Antarctica is left out
    top = project(40.002, 35.12)
    assert west_side & east_side == {(round(x), round(y)) for x, y in (project(40, 35), top)}
