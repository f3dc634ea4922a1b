"""How kinds of entities and means are drawn, the same wherever they are: on the page, and in files for Gephi.

`look.json` has the colours for light and for dark ground, and the shapes (those of vis-network) of kinds. Those who see
no red or no green can tell the means apart as well; `tests/test_look.py` measures that.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Look:
    """Colours as `#rrggbb`; lines have no shape."""

    light: str
    dark: str
    shape: str | None = None


@dataclass(frozen=True, slots=True)
class Looks:
    """`kinds` by the values of `EntityKind` and `unknown`, `means` by those of `Means`, in the order of legends."""

    kinds: Mapping[str, Look]
    means: Mapping[str, Look]


def looks() -> Looks:
    """Reads `look.json`."""
    told = json.loads(Path(__file__).with_name("look.json").read_text(encoding="utf-8"))
    return Looks(**{group: {name: Look(**one) for name, one in some.items()} for group, some in told.items()})
