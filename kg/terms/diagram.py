"""The diagram of the ontology: boxes and arrows with their places in pixels, for the template to draw."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

_WIDTH, _HEIGHT, _STEP_X, _STEP_Y, _MARGIN = 118, 40, 210, 120, 12


@dataclass(frozen=True, slots=True)
class Box:
    """A class; `x` and `y` are its middle."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """Properties between two classes, from the border of one box to that of the other."""

    names: tuple[str, ...]
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Diagram:
    """What to draw, and how large it is."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    width: float
    height: float
    box_width: float = _WIDTH
    box_height: float = _HEIGHT


def diagram() -> Diagram:
    """The shipped diagram."""
    plan = yaml.safe_load(Path(__file__).with_name("diagram.yaml").read_text(encoding="utf-8"))
    boxes = {
        name: Box(name, _MARGIN + _WIDTH / 2 + column * _STEP_X, _MARGIN + _HEIGHT / 2 + row * _STEP_Y)
        for name, (column, row) in plan["boxes"].items()
    }
    arrows = tuple(_arrow(boxes[start], boxes[end], tuple(names)) for start, end, names in plan["arrows"])
    width = max(box.x for box in boxes.values()) + _WIDTH / 2 + _MARGIN
    height = max(box.y for box in boxes.values()) + _HEIGHT / 2 + _MARGIN
    return Diagram(tuple(boxes.values()), arrows, width, height)


def _arrow(start: Box, end: Box, names: tuple[str, ...]) -> Arrow:
    dx, dy = end.x - start.x, end.y - start.y
    # The share of the way at which the line leaves a box: where it first meets one of its sides.
    share = min(_WIDTH / 2 / abs(dx) if dx else 1, _HEIGHT / 2 / abs(dy) if dy else 1)
    return Arrow(names, start.x + dx * share, start.y + dy * share, end.x - dx * share, end.y - dy * share)
