"""Which lines of an article are headline, dateline and body, and which only come from the page around it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.model import Block, BlockKind
from kg.text import fold

TOP = 8
"""Headlines, datelines and captions stand among this many first lines."""
HEADLINE_WORDS = 25
"""A longer line is no headline."""
NAME_WORDS = 6
"""A place, outlet or author in a dateline has at most so many words (مراسلو الجريدة في القاهرة وغزة)."""

_LINE = re.compile("[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
# Blanks, bullets, emoji and the clock of a live blog before the first word; quotes, brackets and hash tags belong to
# the text.
_MARKS = r"""[^\w"'«“‘(\[#@<]*"""
_LEAD = re.compile(rf"{_MARKS}(?:\d{{1,2}}:\d\d(?![\d:]){_MARKS}(?=\D))?")
_TRAIL = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+$")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_SENTENCE_END = re.compile(r"""(?<!\.)[.؟!؛،:]["'»”)\]]*$""")
_FULL_STOP = re.compile(r"""(?<!\.)\.["'»”)\]]*$""")
_SEPARATOR = re.compile(r"\s*/\s+|\s+/\s*|\s+\.\s+|\s*[–—|•،,()\[\]ـ:]\s*|\s+-\s*|\s*-\s+")
_CREDIT = re.compile(r"^([^.؟!()]*)\(([^()]+)\)$")
# City and day before the first words of an agency report: "بغداد 3 يناير 2024 (رويترز) - قال".
_LEAD_IN = re.compile(r"^(.{6,80}?)\s*[–—:ـ-]\s+")


@dataclass(frozen=True, slots=True)
class _Layout:
    """The word lists of layout.toml, folded."""

    lines: frozenset[str]
    openings: tuple[str, ...]
    credits: frozenset[str]
    dates: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    key: str
    """Its words, folded, without punctuation."""

    @property
    def words(self) -> int:
        return self.key.count(" ") + 1


@cache
def _layout() -> _Layout:
    data = tomllib.loads(Path(__file__).with_name("layout.toml").read_text(encoding="utf-8"))
    debris = data["debris"]
    return _Layout(
        frozenset(map(_words, debris["lines"])),
        tuple(_words(entry) + " " for entry in debris["openings"]),
        frozenset(map(_words, debris["credits"])),
        frozenset(word for entry in data["dateline"]["words"] for word in _words(entry).split()),
    )


def blocks(text: str, title: str | None = None) -> tuple[Block, ...]:
    """The lines of `text` that belong to the article, in order; a line that equals `title` is a headline."""
    lines = [line for number, line in enumerate(_lines(text)) if number >= TOP or not _is_caption(line.text)]
    kinds = {
        line.start: BlockKind.DATELINE
        for number, line in enumerate(lines[:TOP])
        if is_dateline(line.text, alone=number > 0)
    }
    candidates = [line for line in lines[:TOP] if line.start not in kinds]
    if len(lines) > 1:
        kinds |= dict.fromkeys(_headlines(candidates, title), BlockKind.HEADLINE)
    return tuple(
        block
        for number, line in enumerate(lines)
        for block in _split(line, kinds.get(line.start, BlockKind.BODY), number < TOP)
    )


def is_dateline(line: str, alone: bool = True) -> bool:
    """Whether `line` tells only day, place and outlet.

    Between separators stands either a date or a short name; `alone` allows a name beside the date without separator
    (دمشق 4 تشرين الثاني 2023), which in a headline would be an event on that day.
    """
    if "(@" in line:  # a quoted post, signed with name and day
        return False
    dates = _layout().dates
    found: list[str] = []
    for segment in _SEPARATOR.split(line):
        words = _WORD.findall(fold(segment))
        known = [word in dates or word.isdecimal() for word in words]
        before, after = (known.index(True), known[::-1].index(True)) if any(known) else (len(known), 0)
        dated = any(known) and all(known[before : len(known) - after]) and before <= 2 * alone and after <= alone
        if not dated:  # a name, also one with a word that dates have too: القدس, "صدى آذار"
            if len(words) > NAME_WORDS or any(word.isdecimal() for word in words):
                return False
            continue
        found += words[before : len(words) - after]
    return len(found) > 2 and any(word.isdecimal() for word in found)


def _words(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def _lines(text: str) -> Iterator[_Line]:
    """The lines that hold words, without bullets and without the page around the article."""
    layout = _layout()
    for match in _LINE.finditer(text):
        start = match.start() + len(_LEAD.match(match[0])[0])  # type: ignore[index]
        line = _TRAIL.sub("", text[start : match.end()])
        key = _words(line)
        if key and key not in layout.lines and not (key + " ").startswith(layout.openings):
            yield _Line(start, start + len(line), line, key)


def _is_caption(line: str) -> bool:
    match = _CREDIT.match(line)
    credit = bool(match and match[1].strip() and _words(match[2]) in _layout().credits)
    return credit and not is_dateline(line)  # بغداد 3 يناير 2024 (رويترز)


def _headlines(top: Sequence[_Line], title: str | None) -> Iterator[int]:
    """Starts of the headlines: the title, the first line if it is no sentence, and what pages repeat above the body."""
    wanted = _words(title) if title else None
    seen = Counter(line.key for line in top)
    for number, line in enumerate(top):
        if line.key == wanted:
            yield line.start
        elif line.words > HEADLINE_WORDS:
            return
        elif number == 0 and not _SENTENCE_END.search(line.text):
            yield line.start
        elif _FULL_STOP.search(line.text):
            return
        elif seen[line.key] > 1 and line.words > 2:
            yield line.start


def _split(line: _Line, kind: BlockKind, top: bool) -> Iterator[Block]:
    """The block of a line, or two when its body begins with a dateline."""
    match = _LEAD_IN.match(line.text) if top and kind is BlockKind.BODY else None
    if match and is_dateline(match[1]):
        yield Block(BlockKind.DATELINE, line.start, line.start + match.end(1))
        yield Block(kind, line.start + match.end(), line.end)
    else:
        yield Block(kind, line.start, line.end)
