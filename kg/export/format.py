"""What a format is, what writing one reports, and how a file comes into being whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kg.unrdf import Quads


class ExportError(Exception):
    """An export was refused or a file could not be written or read; the message names it and the remedy."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was written, and what the format could not take with it: how many of each, by a short plural name."""

    written: Mapping[str, int]
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the graph to write, and how: strikes from `first` to `last` day, in `language`. None: no such wish."""

    first: date | None = None
    last: date | None = None
    language: str | None = None

    @property
    def period(self) -> bool:
        """Whether only strikes of a period are wanted."""
        return self.first is not None or self.last is not None


@dataclass(frozen=True, slots=True)
class Format:
    """One format of `kg export`.

    `summary` says in one line what the file is for, `suffix` how its name ends, `losses` what the graph says that the
    file does not. `write` fills a new file (a new folder when `folder`) from a store. `extra` is the optional
    dependency of the package that it needs. `period` says whether it can be of the strikes of a period only,
    `languages` in which languages it can be written.
    """

    name: str
    summary: str
    suffix: str
    losses: str
    write: Callable[[Quads, Path, Wanted], Counts]
    folder: bool = False
    extra: str | None = None
    period: bool = False
    languages: tuple[str, ...] = ()

    def check(self, wanted: Wanted) -> None:
        """Raises ExportError when the format cannot do what is wanted."""
        if wanted.period and not self.period:
            raise ExportError(f"{self.name} is of the whole graph; leave the period out, or take another format.")
        if wanted.first is not None and wanted.last is not None and wanted.first > wanted.last:
            raise ExportError(f"The period ends on {wanted.last}, before it begins on {wanted.first}; swap the days.")
        if wanted.language is not None and wanted.language not in self.languages:
            known = f"use {' or '.join(self.languages)}" if self.languages else "leave it out"
            raise ExportError(f"{self.name} cannot be written in the language {wanted.language}; {known}.")


@contextmanager
def all_or_nothing(path: Path, *, folder: bool = False) -> Iterator[Path]:
    """A new file (or folder) beside `path` that takes its place when the block ends well, else vanishes.

    Files of an existing folder that were not written again stay. Raises ExportError when `path` cannot be written.
    """
    if not path.parent.is_dir():
        raise ExportError(f"{path.parent} is no folder; make it first, or name a file in one that exists.")
    if path.exists() and not (path.is_dir() if folder else path.is_file()):
        raise ExportError(f"{path} is no {'folder' if folder else 'ordinary file'}; name one, or a name that is free.")
    goal = path.resolve()  # where a link leads to, so that the link stays
    draft = goal.with_name(f".{goal.name}.{os.getpid()}.part")
    try:
        if folder:
            draft.mkdir()
        yield draft
        if folder:
            goal.mkdir(exist_ok=True)
            for file in sorted(draft.iterdir()):
                os.replace(file, goal / file.name)
        else:
            os.replace(draft, goal)
    except OSError as error:
        raise ExportError(f"{path} cannot be written ({error.strerror or error}); name another place.") from error
    finally:
        if draft.is_dir():
            shutil.rmtree(draft)
        else:
            draft.unlink(missing_ok=True)
