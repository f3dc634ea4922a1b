"""Sentence borders of running Arabic text, by punctuation.

The treebank that the parser learned from (UD_Arabic-PADT) takes whole paragraphs for sentences, so its tokenizer's
sentence ends are of little use; these are ours, and the parser is told to keep them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

MAX_WORDS = 120
"""Longer sentences are cut: the cost of a parse grows with the square of the length."""
MAX_CHARACTERS = 900
"""Stanza's tokenizer reads at most 1,000 characters at once."""

_CLOSING = "[\"')\\]»”]*"
# A mark before a blank; a lone full stop also between two words that lost their blank (المنطقة.وقال).
# Two dots are a pause. Line ends always count.
_END = re.compile(
    rf"[؟?!]+(?:\s?[.؟?!])*{_CLOSING}(?=\s|$)"
    rf"|(?<!\.)\.{_CLOSING}(?=\s|$)"
    r"|(?<=[\u0620-\u064a]{3})\.(?=[\u0620-\u064a]{3})"
    r"|\n"
)
_LAST_WORD = re.compile(r"[^\s.]*$")
_WORD = re.compile(r"\S+")
_PAUSE = re.compile(r"[،؛,;:]$")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of `text`; none is empty, longer than the limits, or goes over a line end."""
    start = 0
    for match in _END.finditer(text):
        if _ends_sentence(text, start, match):
            yield from _stretches(text, start, match.end())
            start = match.end()
    yield from _stretches(text, start, len(text))


@cache
def _abbreviations() -> frozenset[str]:
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return frozenset(data["abbreviations"])


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    if not match[0].startswith("."):
        return True
    before = text[max(start, match.start() - 40) : match.start()]
    word = _LAST_WORD.search(before)[0]  # type: ignore[index]
    if match.end() == len(text):
        return True
    if word.isdecimal():  # "1. " begins an item of a list, "2024. " ends a sentence
        return bool(text[start : match.start() - len(word)].strip())
    initial = len(word) == 1 and word.isalpha()
    return not initial and word not in _abbreviations()


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words from `start` to `end`; where they are too many, cut at the last pause or else before the last "and"."""
    if end - start <= MAX_CHARACTERS and text.count(" ", start, end) < MAX_WORDS:
        stretch = text[start:end]
        if stretch.strip():
            yield start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())
        return
    words: list[tuple[int, int]] = []
    for match in _WORD.finditer(text, start, end):
        first, last = match.span()
        while last - first > MAX_CHARACTERS:
            words.append((first, first + MAX_CHARACTERS))
            first += MAX_CHARACTERS
        words.append((first, last))
    begin = 0
    while begin < len(words):
        stop = begin + 1
        limit = words[begin][0] + MAX_CHARACTERS
        while stop < len(words) and stop - begin < MAX_WORDS and words[stop][1] <= limit:
            stop += 1
        if stop < len(words):
            stop = _cut(text, words, begin, stop)
        yield words[begin][0], words[stop - 1][1]
        begin = stop


def _cut(text: str, words: list[tuple[int, int]], begin: int, stop: int) -> int:
    """The number of the word at which the next stretch begins, in the second half of those that fit."""
    second_half = range(stop, (begin + stop) // 2, -1)
    for number in second_half:
        if _PAUSE.search(text[slice(*words[number - 1])]):
            return number
    return next((number for number in second_half if text[words[number][0]] == "و"), stop)
