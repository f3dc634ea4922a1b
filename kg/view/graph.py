"""The strikes as a drawing: nodes for who and where, aggregated edges by means, folded when there are too many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import EntityKind
from kg.view.records import Records

UNKNOWN = "unknown"
"""The kind of the node of attackers whom nobody names."""

LANDED = "landed"
"""What an edge from a target to a place where the strike on it landed is drawn as, beside the values of `Means`."""


@dataclass(frozen=True, slots=True)
class Node:
    """`entity` names it (None: the unknown attacker, or the rest of a kind); `members` are all entities drawn as it."""

    id: int
    kind: str
    entity: int | None
    members: tuple[int, ...]
    strikes: int


@dataclass(frozen=True, slots=True)
class Edge:
    """All strikes of one attacker on one target by one means, responses apart from the others.

    `rows` are places in `Records.rows`.
    """

    source: int
    target: int
    means: str
    response: bool
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """`folded` is how many entities have no node of their own."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    folded: int


def drawing(records: Records, max_nodes: int) -> Drawing:
    """At most `max_nodes` nodes for the strikes of `records`.

    Where there are more entities, those with the fewest strikes are drawn as the smallest place around them that has a
    node, and what lies nowhere as one node for the rest of its kind.
    """
    weights = _weights(records)
    stands_for = _fold(records, weights, max_nodes)
    strikes_at: dict[int | str, set[int]] = defaultdict(set)
    edges: dict[tuple[int | str, int | str, str, bool], list[int]] = defaultdict(list)
    for number, row in enumerate(records.rows):
        strike = records.json["strikes"][row.strike]
        attacker = UNKNOWN if row.attacker is None else stands_for[row.attacker]
        target = stands_for[strike["target"]]
        edges[attacker, target, strike["means"], strike.get("response", False)].append(number)
        strikes_at[attacker].add(row.strike)
        strikes_at[target].add(row.strike)
        for place in records.places[row.strike]:
            landed = stands_for[place]
            strikes_at[landed].add(row.strike)
            if landed != target:
                edges[target, landed, LANDED, False].append(number)
    keys = sorted(strikes_at, key=str)
    number_of = {key: number for number, key in enumerate(keys)}
    members: dict[int | str, list[int]] = defaultdict(list)
    for entity in weights:
        members[stands_for[entity]].append(entity)
    nodes = tuple(
        Node(
            number_of[key], _kind(records, key), key if isinstance(key, int) else None, tuple(members[key]), len(found)
        )
        for key, found in ((key, strikes_at[key]) for key in keys)
    )
    lines = sorted(
        (number_of[a], number_of[b], means, response, tuple(rows)) for (a, b, means, response), rows in edges.items()
    )
    own = sum(1 for node in nodes if node.entity in node.members)
    return Drawing(nodes, tuple(Edge(*line) for line in lines), len(weights) - own)


def _weights(records: Records) -> dict[int, int]:
    """How many strikes each entity has to do with, as attacker, target or place."""
    pairs = {(row.attacker, row.strike) for row in records.rows if row.attacker is not None}
    for number, strike in enumerate(records.json["strikes"]):
        pairs |= {(entity, number) for entity in (strike["target"], *records.places[number])}
    counted = Counter(entity for entity, _ in pairs if entity is not None)
    return dict(sorted(counted.items()))


def _fold(records: Records, weights: Mapping[int, int], max_nodes: int) -> Mapping[int, int | str]:
    """What each entity is drawn as: itself, a place around it, or (a string) the rest of its kind."""
    if len(weights) + 1 <= max_nodes:
        return {entity: entity for entity in weights}
    parents = records.parents()
    inside: Counter[int] = Counter(weights)  # a place counts with all that lies in it, so districts outlast villages
    for entity, count in weights.items():
        inside.update(dict.fromkeys(_around(entity, parents), count))
    room = max(max_nodes - 1 - len(EntityKind), 1)
    kept = set(sorted(inside, key=lambda entity: (-inside[entity], entity))[:room])
    return {
        entity: next(
            (one for one in (entity, *_around(entity, parents)) if one in kept),
            f"other {records.entities[entity].kind.value}",
        )
        for entity in weights
    }


def _around(entity: int, parents: list[int | None]) -> Iterable[int]:
    seen = {entity}
    outer = parents[entity]
    while outer is not None and outer not in seen:
        seen.add(outer)
        yield outer
        outer = parents[outer]


def _kind(records: Records, key: int | str) -> str:
    if isinstance(key, int):
        return records.entities[key].kind.value
    return UNKNOWN if key == UNKNOWN else key.removeprefix("other ")
