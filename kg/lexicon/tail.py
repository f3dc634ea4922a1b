"""The long tail: tens of thousands of places that become entities only when a text names them.

`kg/data/places.tsv.gz` holds three parts parted by empty lines: the places (sorted by id), the index from keys to line
numbers of the first part, and for each first word how many words its longest name has. `kg.lexicon.make` writes it.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.model import Entity, EntityKind

LONG_TAIL = Path(__file__).parent.parent / "data" / "places.tsv.gz"
COLUMNS = ("id", "names", "name_en", "kind", "located_in", "country", "lat", "lon")
CUED = "!"  # ends the line numbers of a name that is also an ordinary word


@dataclass(frozen=True, slots=True)
class LongTail:
    """Rows of places sorted by id, lines of the index sorted by key; both are read when asked for."""

    rows: Sequence[str]
    index: Sequence[str]
    longest: Mapping[str, int]

    @classmethod
    def load(cls, path: Path = LONG_TAIL) -> LongTail:
        """Read the file that `kg.lexicon.make` wrote."""
        rows, index, longest = gzip.decompress(path.read_bytes()).decode("utf-8").split("\n\n")
        words = longest.split()
        return cls(rows.split("\n"), index.split("\n"), dict(zip(words[::2], map(int, words[1::2]), strict=True)))

    def get(self, identifier: str) -> Entity | None:
        """The place of that id."""
        at = _line(self.rows, identifier)
        return None if at is None else self.entity(at)

    def find(self, key: str) -> tuple[tuple[Entity, ...], bool]:
        """The places that own the name of that key, and whether the name needs a place cue."""
        at = _line(self.index, key)
        if at is None:
            return (), False
        numbers = self.index[at].partition("\t")[2]
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


def _line(lines: Sequence[str], key: str) -> int | None:
    """The number of the line that begins with `key` and a tabulator."""
    start = key + "\t"
    at = bisect_left(lines, start)
    return at if at < len(lines) and lines[at].startswith(start) else None
