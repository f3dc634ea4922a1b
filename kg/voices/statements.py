"""Statements that an article gives word for word: where they begin, and how far they go."""

from __future__ import annotations

from kg.events import Sentence
from kg.model import BlockKind
from kg.rules.words import Words
from kg.text import fold

_OPEN, _CLOSE = "«“", "»”"
_BULLETS = " \t\n-–—•▪*·"
_NAMED = 4  # words at the end of a sentence that say that a statement follows


def begins(text: str, before: Sentence | None, told: str, words: Words) -> bool:
    """Whether a sentence `text` begins a statement: the formula with which such open, or what stands behind a colon in
    quotation marks or as announced by the sentence `before`; `told` is all of the article before it."""
    announced = told.rstrip(_BULLETS).endswith(":") and (text.startswith(tuple(_OPEN)) or _verbatim(before))
    return announced or fold(text).startswith(tuple(words["formula"]))


def goes_on(text: str, within: bool) -> bool:
    """Whether a statement goes on behind a sentence: its raw `text` opens more quotations than it closes.

    >>> goes_on("وجاء في البيان: «استهدف المجاهدون", False)
    True
    """
    opened, closed = sum(map(text.count, _OPEN)), sum(map(text.count, _CLOSE))
    return opened > closed or (within and opened == closed)


def issued(sentence: Sentence) -> bool:
    """Whether a headline says that a statement follows word for word, and whose: بيان صادر عن القوات المسلحة."""
    reading = sentence.reading
    statement = reading.sentence.block is BlockKind.HEADLINE and reading.words[0].stem in sentence.words["declaration"]
    return statement and any(sentence.actors(nominal) for nominal in reading.nominals)


def _verbatim(sentence: Sentence | None) -> bool:
    """Whether a sentence says that a statement follows word for word: أصدرت القوات بياناً هذا نصه:"""
    words = sentence.reading.words if sentence else ()
    if sentence is None or not any(word.stem in sentence.words["verbatim"] for word in words[-_NAMED:]):
        return False
    return any(sentence.words.is_a(word.stem, "declaration", "issued") for word in words)
