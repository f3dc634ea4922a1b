"""Arabic time expressions: the table of readings, datelines, and what the functions promise."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from kg import dates
from kg.dates.grammar import fold, grammar
from kg.text import clean

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("دير الزور ـ 17 تشرين الثاني 2022", date(2022, 11, 17)),
        ("الإثنين ١٨ / نوفمبر / ٢٠٢٤", date(2024, 11, 18)),
        ("بيروت، مساء الجمعة 23 شباط 2024", date(2024, 2, 23)),
        ("آخر تحديث: 2024-01-03 10:20", date(2024, 1, 3)),
        ("قصف جديد يطال القاعدة\nإسطنبول / الأحد 17 ديسمبر 2023", date(2023, 12, 17)),
        ("حصيلة هجمات 7 أكتوبر 2023\nبغداد - 3 شباط 2024", date(2024, 2, 3)),
        ("٧ شوال ١٤٤٣ هـ / ٨ أيار ٢٠٢٢", date(2022, 5, 8)),
        ("٢٧ جمادى الآخرة ١٤٤٤هـ", date(2023, 1, 20)),
        # The moon was sighted a day later than Umm al-Qura reckons: the weekday tells.
        ("السبت 27 جمادى الآخرة 1444هـ", date(2023, 1, 21)),
        ("٢٧ جمادى الآخرة ١٤٤٤هـ\nعمّان – أُصيب مقاتلان فجر اليوم السبت حين سقطت المسيّرة داخل المجمّع", date(2023, 1, 21)),
        # A mistyped year: Hijri date and weekday outvote it.
        ("السبت 22 رجب 1445 – 3 فبراير 2023", date(2024, 2, 3)),
    ],
)
def test_dateline(text: str, expected: date) -> None:
    assert dates.parse_dateline(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "بغداد - الاثنين 22 كانون الثاني",  # no year
        "قصف جديد يطال القاعدة",
        "قالت القيادة في بيان إن الهجوم الذي وقع في 20 تموز 2022 لم يسفر عن إصابات بين الجنود",  # running text
        "أمس الجمعة",
        "منذ 7 أكتوبر 2023",
        "31 نيسان 2024",
        "",
    ],
)
def test_no_dateline(text: str) -> None:
    assert dates.parse_dateline(text) is None


def test_offsets_count_in_the_raw_text() -> None:
    text = "\u200fاستُهدفت قاعـ.ـدة العمر مَسَاءَ أمـــسِ، بصاروخين"
    (found,) = dates.find(text, date(2024, 1, 23))
    assert text[found.start : found.end] == "مَسَاءَ أمـــسِ"
    assert found.when is not None and found.when.text == "مَسَاءَ أمـــسِ"


def test_what_a_time_was_resolved_against() -> None:
    yesterday, dated, same_day = dates.find("أمس وفي 3 شباط 2024 وفي اليوم نفسه", date(2024, 1, 23), date(2024, 1, 20))
    assert yesterday.when is not None and yesterday.when.anchor == date(2024, 1, 23)
    assert dated.when is not None and dated.when.anchor is None
    assert same_day.when is not None and same_day.when.anchor == date(2024, 1, 20)


def test_a_text_of_unknown_date_may_settle_its_own_dates() -> None:
    text = "سقطت قذائف قرب الجسر يوم الاثنين 22 كانون الثاني، ثم أُغلق مساء الاثنين وفُتح أمس. وتضرر في تشرين الأول 2023."
    days = [found.when and found.when.day for found in dates.find(text)]
    assert days == [date(2024, 1, 22), date(2024, 1, 22), None, None]


def test_a_weekday_that_fits_no_year_settles_nothing() -> None:
    text = "سقطت قذائف قرب الجسر يوم الجمعة 22 كانون الثاني. وهو متضرر منذ تشرين الأول 2023."
    assert dates.find(text)[0].when is None


@pytest.mark.parametrize("text", ["31 نيسان 2024", "30 فبراير 2024", "31/4/2024", "الأول من محرم 1200هـ"])
def test_days_that_do_not_exist_have_no_time(text: str) -> None:
    assert all(found.when is None for found in dates.find(text, date(2024, 5, 5)))


def test_resolve_tells_the_first_time() -> None:
    when = dates.resolve("فجر أمس ومساء اليوم", date(2024, 1, 23))
    assert when is not None
    assert (when.start, when.end) == (datetime(2024, 1, 22, 1), datetime(2024, 1, 22, 6))
    assert dates.resolve("لا وقت هنا", date(2024, 1, 23)) is None


def test_the_word_index_loses_nothing() -> None:
    """A pattern that matches at a word is among those that the index offers for it."""
    rules = grammar()
    for row in ROWS:
        folded = fold(clean(row.plain).text)
        for word in re.finditer(r"\w+", folded):
            matching = {pattern for pattern in rules.patterns if pattern.regex.match(folded, word.start())}
            assert matching <= set(rules.candidates(word[0])), word[0]
