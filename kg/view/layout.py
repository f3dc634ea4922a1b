"""Where the nodes of the page stand: computed once, so that the page opens drawn and looks the same every time."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import TypeVar

import networkx as nx
import numpy as np
import numpy.typing as npt

Node = TypeVar("Node", bound=Hashable)
_Points = npt.NDArray[np.float64]

_ASPECT = 1.15  # width to height of the picture: what two side panels leave of a screen
_EVEN = 0.6  # how far crowds are thinned out: 0 keeps the distances of the force-directed method, 1 only its order
_GAP = 26.0  # free pixels between components
_SEED = 11


def positions(graph: nx.Graph, boxes: Mapping[Node, tuple[float, float]]) -> dict[Node, tuple[int, int]]:
    """Coordinates in pixels at zoom 1 for the nodes of `graph`, drawn with their names as `boxes` (width, height).

    Boxes do not overlap. Each component is spread by the force-directed method of Fruchterman and Reingold (1991),
    then pushed apart; the components are shelved from the largest to the smallest. Meant for fewer than 500 nodes.
    """
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    drawn = [(part, _spread(graph.subgraph(part), part, boxes)) for part in parts]
    return _shelve(drawn, boxes)


def _spread(graph: nx.Graph, nodes: list[Node], boxes: Mapping[Node, tuple[float, float]]) -> _Points:
    if len(nodes) == 1:
        return np.zeros((1, 2))
    ordered = nx.Graph()  # the method depends on the order of the nodes
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges))
    # Hub-and-leaf graphs need more room than the default optimal distance of 1/sqrt(n) leaves.
    placed = nx.spring_layout(
        ordered, k=2.2 / math.sqrt(len(nodes)), iterations=100, seed=_SEED, weight=None, scale=None
    )
    points = np.array([placed[node] for node in nodes], dtype=float)
    points -= points.mean(axis=0)
    sizes = np.array([boxes[node] for node in nodes], dtype=float)
    area = float((sizes[:, 0] * sizes[:, 1]).sum()) * 2.2
    frame = np.array([math.sqrt(area * _ASPECT), math.sqrt(area / _ASPECT)])
    points = _thin_out(points) * frame
    return _push_apart(points, sizes)


def _thin_out(points: _Points) -> _Points:
    """Evens out a crowded middle and far outliers, axis by axis (histogram equalisation), in a square of side 1."""
    extent = np.ptp(points, axis=0) + 1e-9
    ranks: _Points = points.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / max(len(points) - 1, 1)
    even: _Points = (1 - _EVEN) * (points - points.min(axis=0)) / extent + _EVEN * ranks
    return even


def _push_apart(points: _Points, sizes: _Points, rounds: int = 300) -> _Points:
    """Moves overlapping boxes apart along the axis on which they overlap less, a bit in every round."""
    points = points.copy()
    half = [(sizes[:, None, axis] + sizes[None, :, axis]) / 2 for axis in (0, 1)]
    half[0][np.tril_indices(len(points))] = -1.0  # every pair once: the other way round they never overlap
    apart = np.empty_like(half[0])
    for _ in range(rounds):
        np.subtract(half[0], np.abs(np.subtract.outer(points[:, 0], points[:, 0], out=apart), out=apart), out=apart)
        first, second = np.divmod(np.flatnonzero(apart > 0.5), len(points))
        wide = apart[first, second]
        high = half[1][first, second] - np.abs(points[first, 1] - points[second, 1])
        both = high > 0.5
        first, second, wide, high = first[both], second[both], wide[both], high[both]
        if not len(first):
            break
        for axis, push in ((0, np.where(wide <= high, wide, 0.0)), (1, np.where(wide > high, high, 0.0))):
            # Two nodes on one spot go different ways by their order.
            way = np.where(points[first, axis] >= points[second, axis], 0.3, -0.3)
            points[:, axis] += np.bincount(first, push * way, len(points)) - np.bincount(
                second, push * way, len(points)
            )
    return points


def _shelve(
    drawn: list[tuple[list[Node], _Points]], boxes: Mapping[Node, tuple[float, float]]
) -> dict[Node, tuple[int, int]]:
    """Sets the components side by side on shelves, as wide as the whole wants to be."""
    framed = []
    for nodes, points in drawn:
        sizes = np.array([boxes[node] for node in nodes], dtype=float)
        low, high = (points - sizes / 2).min(axis=0), (points + sizes / 2).max(axis=0)
        framed.append((nodes, points - low, high - low + _GAP))
    total = sum(float(extent[0] * extent[1]) for _, _, extent in framed)
    width = max([math.sqrt(total * _ASPECT), *(float(extent[0]) for _, _, extent in framed)])
    placed: dict[Node, tuple[int, int]] = {}
    x = y = shelf = 0.0
    for nodes, points, extent in framed:
        if x and x + extent[0] > width:
            x, y, shelf = 0.0, y + shelf, 0.0
        for node, point in zip(nodes, points, strict=True):
            placed[node] = (round(x + point[0]), round(y + point[1]))
        x, shelf = x + float(extent[0]), max(shelf, float(extent[1]))
    return placed
