"""How entities are related, as their own fields tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import product
from pathlib import Path

import yaml

from kg.model import Entity, EntityKind


class World:
    """Entities (id -> entity) with the chains between them: a base in its field, a brigade in its movement."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._entities = entities
        self._wide = _wide()
        self._up: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}

    def _above(self, ident: str, *fields: str) -> tuple[str, ...]:
        """The ids that the chains of `fields` lead to from `ident`, nearest first, without itself."""
        if (ident, fields) not in self._up:
            found: dict[str, None] = {}
            waiting = [ident]
            while waiting:
                entity = self._entities.get(waiting.pop(0))
                nexts = [getattr(entity, name) for name in fields] if entity else []
                fresh = [n for n in nexts if n and n not in found and n != ident]
                found.update(dict.fromkeys(fresh))
                waiting += fresh
            self._up[ident, fields] = tuple(found)
        return self._up[ident, fields]

    def around(self, ident: str) -> tuple[str, ...]:
        """The places that `ident` lies in, nearest first."""
        return self._above(ident, "located_in")

    def near(self, ident: str) -> tuple[str, ...]:
        """`ident` and the places around it, up to the first that is too wide for one strike."""
        close = [ident]
        for place in self.around(ident):
            entity = self._entities.get(place)
            if entity is None or entity.subtype in self._wide:
                break
            close.append(place)
        return tuple(close)

    def one_place(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether some place of `one` lies in, holds or is some place of `other`."""
        return any(a == b or a in self.around(b) or b in self.around(a) for a, b in product(one, other))

    def related(self, one: str, other: str) -> bool:
        """Whether two actors are one, act for one, or one is part of (or led by) the other."""
        chains = ("acts_as", "parent", "operator")
        return one == other or one in self._above(other, *chains) or other in self._above(one, *chains)

    def narrower(self, one: Entity, other: Entity, within: bool) -> bool:
        """Whether `one` is the closer name of what `other` may denote: a base of its field or (in one article) of its
        operator, the governorate or the country."""
        if other.kind in (EntityKind.PLACE, EntityKind.AREA) and one.id != other.id:
            return other.id in (self.around(one.id) if within else self.near(one.id))
        return within and other.id in self.operators(one.id)

    def operators(self, ident: str) -> tuple[str, ...]:
        """The actor that operates the facility `ident`, and those that this one is part of; none for an actor."""
        entity = self._entities.get(ident)
        if entity is None or not entity.operator or entity.kind is EntityKind.ACTOR:
            return ()
        return (entity.operator, *self._above(entity.operator, "acts_as", "parent", "operator"))


@cache
def _wide() -> frozenset[str]:
    return frozenset(yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))["wide"])
