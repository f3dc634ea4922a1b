"""What a format is, what writing one reports, and how a file comes into being whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
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
class Format:
    """One format of `kg export`.

    `summary` says in one line what the file is for, `suffix` how its name ends, `losses` what the graph says that the
    file does not. `write` fills a new file (a new folder when `folder`) from a store. `extra` is the optional
    dependency of the package that it needs.
    """

    name: str
    summary: str
    suffix: str
    losses: str
    write: Callable[[Quads, Path], Counts]
    folder: bool = False
    extra: str | None = None


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
