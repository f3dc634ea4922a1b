"""What a reader finds in a file, before blocks, date and id are settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as a reader of a format found it; `where` is the file, with the line where it matters."""

    where: str
    name: str
    """What the id is made of: file stem, or the id of a record."""
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: date | None = None
