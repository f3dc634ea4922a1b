"""Text to readings: finds time expressions and joins neighbours that tell one time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from kg.dates.grammar import Grammar, Pattern, Regex, fold, grammar
from kg.dates.reading import Reading, unify
from kg.text import clean

_SHADDA, _TANWIN = "\u0651", "\u064b"
_WORD = re.compile(r"\w+")
_CLOSING = re.compile(r"[^\S\n]*\)")
_NEVER = Regex(r"(?!)")
_CONTEXT = 60  # characters before an expression that may change what it means


@dataclass(frozen=True, slots=True)
class Found:
    """A reading and where it stands: [`start`, `end`) in the raw text."""

    start: int
    end: int
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Atom:
    """A match of one pattern, with offsets in the folded text."""

    start: int
    end: int
    reading: Reading
    weak: bool = False
    lead: bool = False


def scan(text: str) -> tuple[Found, ...]:
    """All time expressions of `text`, in order, longest first, without overlap; offsets count in `text` itself."""
    cleaned = clean(text)
    rules = grammar()
    folded = fold(cleaned.text)
    found = []
    for atom in _chains(rules, folded, list(_atoms(rules, folded))):
        start, end = cleaned.raw(atom.start, atom.end)
        reading = atom.reading
        if reading.kind == "part" and atom.weak and not text[start:end].rstrip("اى").endswith(_TANWIN):
            continue
        if _SHADDA in text[start : start + 4] and reading.part == "dawn":  # فجّر: he blew up
            continue
        found.append(Found(start, end, reading))
    return tuple(found)


def _atoms(rules: Grammar, folded: str) -> Iterator[_Atom]:
    """Matches of single patterns that their left context allows, the first pattern that fits at each word."""
    position = 0
    for word in _WORD.finditer(folded):
        if word.start() < position:
            continue
        for pattern in rules.candidates(word[0]):
            if (match := pattern.regex.match(folded, word.start())) and (atom := _atom(rules, pattern, match)):
                yield atom
                position = atom.end
                break


def _atom(rules: Grammar, pattern: Pattern, match: re.Match[str]) -> _Atom | None:
    """What a match tells, or None when its left context forbids it or it names no possible date."""
    start, end = match.span(1)
    left = match.string[max(0, start - _CONTEXT) : start]
    if pattern.behind and not pattern.behind.search(left):
        return None
    if pattern.not_behind and pattern.not_behind.search(left):
        return None
    reading = _reading(rules, pattern, match, left)
    return None if reading is None else _Atom(start, end, reading, pattern.weak, pattern.lead)


def _reading(rules: Grammar, pattern: Pattern, match: re.Match[str], left: str) -> Reading | None:
    """The slots that a match fills, or None when it names no possible date."""
    slots: dict[str, Any] = dict(pattern.constants)
    fraction = 0
    for group, slot in pattern.slots.items():
        written = match[group]
        if written is None:
            continue
        value = slot.read(written)
        if slot.name == "fraction":
            fraction = int(value)
        elif slot.name == "unit" and " " in str(value):
            _put_unit(slots, str(value))
        elif slot.name in ("anaphor", "event", "since"):
            slots[slot.name] = bool(value)
        else:
            slots[slot.name] = value
    if "unit" in slots and " " in slots["unit"]:
        _put_unit(slots, slots.pop("unit"))
    if fraction:
        slots["minute"] = fraction % 60
        slots["hour"] = (slots["hour"] + (fraction < 0) * 23) % 24
    return _calendar(rules, Reading(pattern.kind, **slots), left)


def _put_unit(slots: dict[str, Any], value: str) -> None:
    """Sets the unit of `value` ("day 2") and, unless a number was read, the number that the word itself tells."""
    slots["unit"], implied = value.split()
    if "count" not in slots:
        if implied == "0":
            slots["plural"] = True
        else:
            slots["count"] = int(implied)


def _calendar(rules: Grammar, reading: Reading, left: str) -> Reading | None:
    """`reading` with day, month and year in the slots of their calendar; None for a 45th or a 13th month."""
    day, month, year = reading.day, reading.month, reading.year
    if month is not None and month > 12:
        if not day or day > 12:
            return None
        day, month = month, day
    if day is not None and not 1 <= day <= 31:
        return None
    if reading.hmonth is not None:
        return replace(reading, day=None, hday=day)
    if year is not None and year < 1600:
        return replace(reading, day=None, month=None, year=None, numeric=None, hday=day, hmonth=month, hyear=year)
    if year is None and reading.mod is None and reading.ymod is None:
        for event in rules.events:
            if (event.month, event.day) == (month, day) and event.behind.search(left):
                return replace(reading, year=event.year)
    return replace(reading, day=day, month=month)


def _chains(rules: Grammar, folded: str, atoms: list[_Atom]) -> Iterator[_Atom]:
    """Atoms joined with those that only glue parts from them, and bounded by a preceding "since"."""
    index = 0
    while index < len(atoms):
        chain = atoms[index]
        index += 1
        while index < len(atoms) and (joined := _join(rules, folded, chain, atoms[index])):
            chain = joined
            index += 1
        if chain.weak and chain.reading.kind != "part":
            continue
        if chain.lead and not chain.reading.tells_day:
            continue
        since = rules.since.search(folded, max(0, chain.start - 25), chain.start)
        if since and chain.reading.tells_day and not (since[2] and chain.reading.part):
            chain = replace(chain, start=since.start(1), reading=replace(chain.reading, since=True))
        yield chain


def _join(rules: Grammar, folded: str, first: _Atom, second: _Atom) -> _Atom | None:
    """Both as one atom when what stands between them allows it and they agree."""
    gap = folded[first.end : second.start]
    one, other = first.reading, second.reading
    if "period" in (one.kind, other.kind) or (one.tells_day and other.kind == "offset"):
        return None
    if not _glue(rules, one.kind, other.kind, has_hour=one.hour is not None).fullmatch(gap):
        return None
    reading = unify(one, other)
    if reading is None:
        return None
    end = second.end
    if "(" in gap and (closing := _CLOSING.match(folded, end)):
        end = closing.end()
    return _Atom(first.start, end, reading, first.weak and second.weak, first.lead and not other.tells_day)


def _glue(rules: Grammar, one: str, other: str, has_hour: bool) -> Regex:
    """What may stand between expressions of these kinds when they tell one time."""
    if other == "zone":
        return rules.glue["zone"] if has_hour else _NEVER
    if "date" in (one, other) and {one, other} <= {"date", "weekday", "deictic"}:
        return rules.glue["dates"]
    return rules.glue["aside"] if other in ("weekday", "date") else rules.glue["plain"]
