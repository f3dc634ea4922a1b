"""Rows for Python: a pandas DataFrame where pandas is installed, else a light table of our own."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

_SHOWN, _WIDE = 20, 60  # rows of a table that are shown, and characters of a cell


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """Rows with named columns. Iterating gives a dict for each row, `table["day"]` a column, `len` the rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __getitem__(self, column: str) -> tuple[Any, ...]:
        if column not in self.columns:
            raise KeyError(f"There is no column {column}; there are {', '.join(self.columns)}.")
        number = self.columns.index(column)
        return tuple(row[number] for row in self.rows)

    def __repr__(self) -> str:
        shown = [[_short(_text(cell)) for cell in row] for row in (self.columns, *self.rows[:_SHOWN])]
        widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in shown
        ]
        return "\n".join((*lines, f"[{len(self)} rows]"))

    def _repr_html_(self) -> str:
        """For notebooks (https://ipython.readthedocs.io/en/stable/config/integrating.html)."""

        def line(cells: Iterable[Any], tag: str) -> str:
            return "".join(f'<{tag} dir="auto">{html.escape(_text(cell))}</{tag}>' for cell in cells)

        body = "".join(f"<tr>{line(row, 'td')}</tr>" for row in self.rows[:_SHOWN])
        return f"<table><tr>{line(self.columns, 'th')}</tr>{body}</table><p>{len(self)} rows</p>"


def frame(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Any:
    """The rows as a `pandas.DataFrame`, days as datetime64 and numbers as numbers; without pandas as a `Table`."""
    found = [tuple(row) for row in rows]
    try:
        import pandas
    except ImportError:
        return Table(tuple(columns), tuple(found))
    made = pandas.DataFrame(found, columns=list(columns))
    for number, name in enumerate(columns):
        told = [row[number] for row in found if row[number] is not None]
        if told and all(isinstance(value, date) for value in told):
            made[name] = pandas.to_datetime(made[name])
    return made.convert_dtypes()


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell)


def _short(text: str) -> str:
    return text if len(text) <= _WIDE else f"{text[: _WIDE - 3]}..."
