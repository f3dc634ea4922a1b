"""What several commands share: arguments, files to write to, tables on a terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.models.files import RESOURCES
from kg.models.official import OFFICIAL, official_dir

_UNBOUNDED = 10_000  # columns, where no terminal sets a limit: a file or a pipe takes lines of any length


def day(text: str) -> date:
    """A day of the command line. Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day; write it as 2024-01-31") from None


def models(text: str) -> Path:
    """A folder of models of the command line, or `official` for Stanza's own. Raises ArgumentTypeError."""
    if text != OFFICIAL:
        return Path(text)
    if not (official_dir() / RESOURCES).is_file():
        raise argparse.ArgumentTypeError(
            "the official models are not on this computer; `kg models --fetch` gets them where the network allows it, "
            "and without --models those that ship are used"
        )
    return official_dir()


@contextmanager
def writing(path: Path | None) -> Iterator[TextIO]:
    """A text file that appears whole or not at all; without `path` the standard output."""
    if path is None:
        yield sys.stdout
        return
    from kg.export.format import all_or_nothing

    with all_or_nothing(path) as draft, draft.open("w", encoding="utf-8", newline="") as stream:
        yield stream


def console() -> Console:
    """The standard output; lines are wrapped on a terminal only."""
    return Console(width=None if sys.stdout.isatty() else _UNBOUNDED, highlight=False, soft_wrap=False)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str | None = None) -> Table:
    """A table for `console().print`; numbers stand to the right, nothing shows as an empty cell."""
    listed = [tuple(row) for row in rows]
    made = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    made.title, made.title_justify, made.title_style = title, "left", "bold"
    for place, name in enumerate(columns):
        cells = [row[place] for row in listed if row[place] is not None]
        numbers = bool(cells) and all(isinstance(cell, int | float) for cell in cells)
        made.add_column(name, justify="right" if numbers else "left", overflow="fold")
    for row in listed:
        # Text, because markup in data is no markup; one line per cell, because data have line breaks.
        made.add_row(*(Text("" if cell is None else " ".join(str(cell).split())) for cell in row))
    return made
