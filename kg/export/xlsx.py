"""A workbook with right-to-left sheets: strikes, and the accounts that they are merged from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, fields
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg.export.content import Content
from kg.export.format import Counts, ExportError, Format, Wanted
from kg.export.table import Row, rows
from kg.export.told import AccountRow, account_rows
from kg.unrdf import Quads

_CELL, _ROWS = 32_767, 1_048_576  # characters that a cell and rows that a sheet can hold


def _xlsx(store: Quads, file: Path, wanted: Wanted) -> Counts:
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise ExportError(
            "The format xlsx needs XlsxWriter; install it with `pip install 'strike-kg[xlsx]'`."
        ) from error
    content = Content.of(store, wanted)
    left_out = Counter(content.left_out)
    # Never guess: a quote that begins with = stays text, and a web address is not made a link that opens by accident.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(str(file), options) as book:
        book.set_properties({"title": "strike-kg", "created": datetime(2000, 1, 1)})  # the same graph, the same bytes
        written = _sheet(book, "الضربات", Row, rows(content), left_out)
        accounts = _sheet(book, "الروايات", AccountRow, account_rows(content), left_out)
    counts = {"strikes": len(content.told), "rows": written, "accounts": accounts}
    return Counts(counts, {what: number for what, number in left_out.items() if number})


def _sheet(book: Any, title: str, kind: type[Row | AccountRow], rows: Iterable[Any], left_out: Counter[str]) -> int:
    """Writes a sheet with a column for each field; returns the number of rows."""
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDE6F0"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet, headings, written = book.add_worksheet(title), _headings(), 0
    sheet.right_to_left()
    sheet.freeze_panes(1, 1)
    columns = fields(kind)
    for column, field in enumerate(columns):
        sheet.set_column(column, column, headings[field.name]["width"])
        sheet.write_string(0, column, f"{headings[field.name]['ar']}\n{field.name}", heading)
    for number, row in enumerate(rows, start=1):
        if number >= _ROWS:
            left_out[f"rows beyond the {_ROWS:,} of a sheet"] += 1
            continue
        written = number
        for column, value in enumerate(astuple(row)):
            if isinstance(value, date):
                sheet.write_datetime(written, column, value, day)
            elif isinstance(value, str):
                left_out[f"cells cut after {_CELL:,} characters"] += len(value) > _CELL
                sheet.write_string(written, column, value[:_CELL])
            elif value is not None:
                sheet.write(written, column, value)
    sheet.autofilter(0, 0, written, len(columns) - 1)
    return written


@cache
def _headings() -> dict[str, dict[str, str | int]]:
    """Arabic headings and widths (in characters) of the columns."""
    loaded: dict[str, dict[str, str | int]] = yaml.safe_load(
        Path(__file__).with_name("columns.yaml").read_text(encoding="utf-8")
    )
    return loaded


FORMATS = (
    Format(
        "xlsx",
        "strikes and accounts as right-to-left sheets with Arabic headings",
        ".xlsx",
        "how accounts name what they speak of, and articles that tell of no strike; text after "
        f"{_CELL:,} characters of a cell and rows after {_ROWS:,} (counted at the end)",
        _xlsx,
        extra="xlsx",
        period=True,
    ),
)
