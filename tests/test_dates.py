"""Arabic time expressions: the table of readings, datelines, and what the functions promise."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from kg import dates

TABLE = Path(__file__).parent / "data" / "dates.tsv"


class Row(NamedTuple):
    text: str
    published: date | None
    antecedent: date | None
    start: str
    end: str
    precision: str
    since: bool

    @property
    def plain(self) -> str:
        return self.text.replace("[", "").replace("]", "")


def rows() -> list[Row]:
    read = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        text, published, antecedent, start, end, precision, since, *_ = [*line.split("\t"), *[""] * 8]
        days = [date.fromisoformat(day) if day else None for day in (published, antecedent)]
        read.append(Row(text, days[0], days[1], start, end, precision, since == "since"))
    return read


ROWS = rows()


@pytest.mark.parametrize("row", [row for row in ROWS if "[" in row.text], ids=lambda row: row.text)
def test_the_table(row: Row) -> None:
    (found,) = dates.find(row.plain, row.published, row.antecedent)
    expected = row.text[row.text.index("[") + 1 : row.text.index("]")]
    assert row.plain[found.start : found.end] == expected
    assert found.since == row.since
    if row.start == "?":
        assert found.when is None
    else:
        assert found.when is not None
        got = (found.when.start, found.when.end, found.when.precision)
        assert got == (datetime.fromisoformat(row.start), datetime.fromisoformat(row.end), row.precision)


@pytest.mark.parametrize("row", [row for row in ROWS if "[" not in row.text], ids=lambda row: row.text)
def test_what_only_looks_like_a_time(row: Row) -> None:
    assert dates.find(row.plain, row.published, row.antecedent) == ()
