"""Answers as text: a table for people, CSV and JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from kg.names import Node
from kg.query import Result, Value


def format_table(result: Result, width: int = 160) -> str:
    """Columns with a header, wrapped to `width` characters; entities by their label."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="", expand=False)
    for name in result.columns:
        table.add_column(Text(name.replace("_", " ")), overflow="fold")
    for row in result.rows:
        table.add_row(*(Text(_text(cell)) for cell in row))
    page = io.StringIO()
    Console(file=page, width=width, color_system=None, legacy_windows=False).print(table)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines()) + "\n"


def format_csv(result: Result) -> str:
    """RFC 4180 with a header; entities by their id, so that rows can be joined."""
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(result.columns)
    writer.writerows([cell.id if isinstance(cell, Node) else _text(cell) for cell in row] for row in result.rows)
    return page.getvalue()


def format_json(result: Result) -> str:
    """A list of objects, one per row; an entity is an object with id, label and iri."""
    rows = [dict(zip(result.columns, map(_json, row), strict=True)) for row in result.rows]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Result], str]] = MappingProxyType(
    {"table": format_table, "csv": format_csv, "json": format_json}
)
"""The formats by the name that a user gives."""


def _text(cell: Value) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case _:
            return str(cell)


def _json(cell: Value) -> object:
    match cell:
        case Node():
            return {"id": cell.id, "label": cell.label, "iri": cell.iri}
        case date():  # and datetime
            return cell.isoformat()
        case _:
            return cell
