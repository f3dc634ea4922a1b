"""What the sentences of an article tell that the learned models choose from."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.learned.attacker import Named
from kg.learned.homes import Toll


@dataclass(slots=True)
class Seen:
    """The actors that an article names, and the tolls that it tells."""

    actors: list[Named] = field(default_factory=list)
    tolls: list[Toll] = field(default_factory=list)
