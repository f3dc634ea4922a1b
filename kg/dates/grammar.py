"""The words and patterns of `words.toml`, compiled once."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import Any

WORDS = Path(__file__).with_name("words.toml")

# One letter for one, so that offsets stay.
_LETTER_FOLDS = tuple(zip("أإآٱىةؤئ", "اااايهوي", strict=True))
_FOLD = str.maketrans(dict(_LETTER_FOLDS))
_LETTERS = re.compile(r"[^\W\d_a-zA-Z]+|[a-z]{3,}")
_BLANK = " "  # `kg.text.clean` leaves no other white space, but the ends of lines
_FIELD = re.compile(r"\{(?P<silent>=)?(?P<name>[a-z_]+\d?)(?:=(?P<cls>[a-z_]+)|@(?P<value>[\w-]+))?\}")
_SNIPPET = re.compile(r"(?<!\?P)<(\w+)>")
_GROUP = re.compile(r"\(\?P<(?P<name>\w+)(?:=(?P<cls>\w+)|@(?P<value>[\w-]+))?>")


# What may be written on to the front of a word: conjunction, preposition, article.
_CLITICS = tuple(map("".join, product(("", "و", "ف"), ("", "ب", "ل", "ك"), ("", "ال", "لل"))))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@dataclass(frozen=True, slots=True, eq=False)
class Regex:
    """A regular expression that is compiled when it is first used: one text needs few of them, and all take a while."""

    pattern: str

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        """As of `re.Pattern`."""
        return _compiled(self.pattern).match(text, at)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of `re.Pattern`."""
        return _compiled(self.pattern).search(text, start, end)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """As of `re.Pattern`."""
        return _compiled(self.pattern).fullmatch(text)


@dataclass(frozen=True, slots=True)
class Slot:
    """How a group of a pattern fills slot `name` of a reading: by the value of a word in `words`, by the constant
    `value`, or else as the number that was read."""

    name: str
    words: Mapping[str, int | str] | None = None
    value: int | str | None = None

    def read(self, written: str) -> int | str:
        """The value of the folded text that the group matched."""
        if self.value is not None:
            return self.value
        return int(written) if self.words is None else self.words[" ".join(written.split())]


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """One kind of time expression: its constants, what must (not) stand before it, whether it counts alone (`weak`) and
    whether it needs a day after it (`lead`)."""

    kind: str
    regex: Regex
    constants: Mapping[str, Any]
    slots: Mapping[str, Slot]
    behind: Regex | None
    not_behind: Regex | None
    weak: bool
    lead: bool


@dataclass(frozen=True, slots=True)
class Event:
    """A day that became a name: written without a year after `behind`, it is the day of that `year`."""

    month: int
    day: int
    year: int
    behind: Regex


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that `words.toml` says.

    `patterns` are in the order in which they are tried; `hours` are those of the parts of a day, `least` and `most` the
    bounds of an unnumbered plural, `residue` the most words that a dateline has besides its date.
    """

    patterns: tuple[Pattern, ...]
    starting: Mapping[str, tuple[Pattern, ...]]
    numeric: tuple[Pattern, ...]
    glue: Mapping[str, Regex]
    since: Regex
    events: tuple[Event, ...]
    hours: Mapping[str, tuple[int, int]]
    least: int
    most: int
    first_weekday: int
    residue: int

    def candidates(self, word: str) -> tuple[Pattern, ...]:
        """The patterns that may begin with the folded `word`; few words have any."""
        return self.starting.get(word) or (self.numeric if word[0].isdecimal() or word[-1].isdecimal() else ())


def fold(text: str) -> str:
    """`text` with one alif, one yāʾ, one hāʾ and no hamza carriers, of unchanged length."""
    for letter, plain in _LETTER_FOLDS:  # some ten times as fast as `translate` on text
        text = text.replace(letter, plain)
    return text.lower()


class _Compiler:
    """Turns the notation of `words.toml` into regular expressions."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._snippets: Mapping[str, str] = data["snippet"]
        self._classes: dict[str, dict[str, int | str]] = {
            name: {fold(word): value for words, value in table.items() for word in words.split("|")}
            for name, table in data["class"].items()
        }
        self.slots: dict[str, Slot] = {}

    def regex(self, source: str) -> str:
        """The regular expression that `source` stands for; its named groups get names of their own in `slots`."""
        while _SNIPPET.search(source):
            source = _SNIPPET.sub(self._snippet, source)
        source = _GROUP.sub(self._group, _FIELD.sub(self._field, source)).translate(_FOLD)
        return source.replace(" ", _BLANK + "+").replace("~", _BLANK + "*")

    def compile(self, source: str) -> Regex:
        """`source` as a regular expression by itself."""
        return Regex(self.regex(source))

    def _snippet(self, match: re.Match[str]) -> str:
        if match[1] not in self._snippets:
            raise ValueError(f"{WORDS}: there is no snippet {match[1]!r}; add it to [snippet] or correct the pattern")
        return self._snippets[match[1]]

    def _words(self, name: str) -> str:
        if name not in self._classes:
            raise ValueError(f"{WORDS}: there is no word class {name!r}; add [class.{name}] or correct the pattern")
        return "(?:" + "|".join(map(re.escape, sorted(self._classes[name], key=len, reverse=True))) + ")"

    def _field(self, match: re.Match[str]) -> str:
        name, value, cls = match["name"], match["value"], match["cls"] or match["name"]
        if match["silent"]:
            return self._words(name).replace("\\ ", " ")
        if value is not None:
            return f"(?P<{name}@{value}>)"
        return f"(?P<{name}={cls}>{self._words(cls)})".replace("\\ ", " ")

    def _group(self, match: re.Match[str]) -> str:
        """Python wants each group name once: `g` and a number, and `slots` knows what it fills."""
        name = f"g{len(self.slots)}"
        value, cls = match["value"], match["cls"]
        constant = None if value is None else int(value) if value.lstrip("-").isdecimal() else value
        self.slots[name] = Slot(match["name"], self._classes[cls] if cls else None, constant)
        return f"(?P<{name}>"


def _pattern(compiler: _Compiler, entry: Mapping[str, Any]) -> Pattern:
    known = len(compiler.slots)
    # Conjunction and preposition may be written on to the first word.
    regex = Regex(r"[وف]?(?:[بلك]ـ?|في(?=\d))?(" + compiler.regex(entry["regex"]) + r")(?!\w)")
    slots = dict(list(compiler.slots.items())[known:])
    behind, not_behind = (compiler.compile(entry[key]) if key in entry else None for key in ("behind", "not_behind"))
    constants = entry.get("set", {})
    weak, lead = entry.get("weak", False), entry.get("lead", False)
    return Pattern(entry["kind"], regex, constants, slots, behind, not_behind, weak, lead)


def _starting(patterns: Sequence[Pattern], not_first: frozenset[str]) -> dict[str, tuple[Pattern, ...]]:
    """The patterns by each word in them, with and without the letters that may be written on to it."""
    by_word: dict[str, set[int]] = {}
    for index, pattern in enumerate(patterns):
        for word in set(_LETTERS.findall(pattern.regex.pattern)) - not_first:
            by_word.setdefault(word, set()).add(index)
    written: dict[str, set[int]] = {}
    for word, indexes in by_word.items():
        for clitics in _CLITICS:
            known = written.get(clitics + word)
            written[clitics + word] = known | indexes if known else indexes
    return {word: tuple(patterns[index] for index in sorted(indexes)) for word, indexes in written.items()}


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The grammar, read and compiled on first use.

    Raises ValueError when `words.toml` names a word class or snippet that it does not define.
    """
    data = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    compiler = _Compiler(data)
    patterns = [_pattern(compiler, entry) for entry in data["pattern"]]
    return Grammar(
        patterns=tuple(patterns),
        starting=_starting(patterns, frozenset(fold(data["scan"]["not_first"]).split())),
        numeric=tuple(pattern for pattern in patterns if r"\d" in pattern.regex.pattern),
        glue={name: compiler.compile(source) for name, source in data["glue"].items()},
        since=Regex(compiler.regex(data["around"]["since"])),
        events=tuple(
            Event(event["month"], event["day"], event["year"], compiler.compile(event["behind"]))
            for event in data["event"]
        ),
        hours={name: (first, last) for name, (first, last) in data["hours"].items()},
        least=data["vague"]["least"],
        most=data["vague"]["most"],
        first_weekday=data["week"]["first"],
        residue=data["dateline"]["residue"],
    )
