"""The long tail: tens of thousands of places that become entities only when a text names them.

`kg/data/places.tsv.gz` holds three parts parted by empty lines: the places (sorted by id), the index from keys to line
numbers of the first part, and for each first word how many words its longest name has. `kg.lexicon.make` writes it.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.model import Entity, EntityKind

COLUMNS = ("id", "names", "name_en", "kind", "located_in", "country", "lat", "lon")
CUED = "!"  # ends the line numbers of a name that is also an ordinary word


@dataclass(frozen=True, slots=True)
class LongTail:
    """Rows of places and their index; rows are read when asked for."""

    rows: tuple[str, ...]
    index: Mapping[str, str]
    longest: Mapping[str, int]

    @classmethod
    def load(cls, path: Path) -> LongTail:
        """Read the file that `kg.lexicon.make` wrote."""
        rows, index, longest = gzip.decompress(path.read_bytes()).decode("utf-8").split("\n\n")
        lengths = (line.split("\t") for line in longest.rstrip("\n").split("\n"))
        return cls(
            tuple(rows.split("\n")),
            {name: numbers for name, _, numbers in (line.partition("\t") for line in index.split("\n"))},
            {word: int(count) for word, count in lengths},
        )

    def get(self, identifier: str) -> Entity | None:
        """The place of that id."""
        at = bisect_left(self.rows, identifier + "\t")
        if at < len(self.rows) and self.rows[at].startswith(identifier + "\t"):
            return self.entity(at)
        return None

    def find(self, key: str) -> tuple[tuple[Entity, ...], bool]:
        """The places that own the name of that key, and whether the name needs a place cue."""
        numbers = self.index.get(key, "")
        return tuple(self.entity(int(n)) for n in numbers.rstrip(CUED).split()), numbers.endswith(CUED)

    def entity(self, line: int) -> Entity:
        """The place on a line of the table."""
        row = dict(zip(COLUMNS, self.rows[line].split("\t"), strict=True))
        return Entity(
            id=row["id"],
            kind=EntityKind.PLACE,
            labels=tuple(row["names"].split("|")),
            name_en=row["name_en"] or None,
            subtype=row["kind"],
            located_in=row["located_in"] or None,
            country=row["country"] or None,
            latitude=float(row["lat"]) if row["lat"] else None,
            longitude=float(row["lon"]) if row["lon"] else None,
        )
