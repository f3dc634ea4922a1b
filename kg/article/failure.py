"""How a reader refuses what it cannot read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read: `path` (with the line, as in `file.jsonl:3`), `reason`, and what helps."""

    path: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}; {self.remedy}"


class Refused(Exception):
    """Raised inside a reader; becomes a `Failure` of the file (and `line`) that was being read."""

    def __init__(self, reason: str, remedy: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.remedy, self.line = reason, remedy, line
