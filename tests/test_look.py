"""Colours of means can be told apart, also with colour-blindness, and stand out from the ground they are drawn on."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest

from kg.look import looks

GROUND = {"light": "#f6f3ea", "dark": "#22262c"}  # land on the map, the nearest to the colours of all grounds
SIGHT = {  # on linear RGB, from Machado, Oliveira and Fernandes 2009 (severity 1.0)
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
}
XYZ = np.array(((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)))
Colour = npt.NDArray[np.float64]


def linear(code: str) -> Colour:
    values = np.array([int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(colour: Colour) -> Colour:
    x, y, z = np.cbrt(XYZ @ colour / (0.9505, 1, 1.089))
    return np.array((116 * y - 16, 500 * (x - y), 200 * (y - z)))


@pytest.mark.parametrize("theme", GROUND)
@pytest.mark.parametrize("sight", SIGHT)
def test_means_differ(theme: str, sight: str) -> None:
    seen = {
        name: lab(np.clip(np.array(SIGHT[sight]) @ linear(getattr(one, theme)), 0, 1))
        for name, one in looks().means.items()
    }
    for one, other in combinations(seen, 2):
        assert np.linalg.norm(seen[one] - seen[other]) > 20, (one, other)


@pytest.mark.parametrize("theme", GROUND)
def test_everything_stands_out_from_the_ground(theme: str) -> None:
    ground = float(XYZ[1] @ linear(GROUND[theme]))
    for name, one in {**looks().means, **looks().kinds}.items():
        if name == "unknown":
            continue  # it is drawn as an outline
        low, high = sorted((ground, float(XYZ[1] @ linear(getattr(one, theme)))))
        assert (high + 0.05) / (low + 0.05) >= 3, name  # WCAG 2.1, 1.4.11
