"""Prepositions, simple and compound, and directions that stand for one (شمال غربي X)."""

from __future__ import annotations

from collections.abc import Sequence

from kg.syntax.marked import Marked
from kg.syntax.names import QUOTES
from kg.syntax.nominal import ANSWER
from kg.syntax.words import Word

_TOWARDS = "نحو"  # with a number behind it, it means "about"
_IN, _WHO = "في", "من"


def preposition(marked: Marked, at: int) -> tuple[str, int]:
    """The canonical name and the length in words of the preposition that begins at `at`; ("", 0) when there is none."""
    if at in marked.mention_at:
        return "", 0
    words, classes = marked.words, marked.classes
    if singled(words, at):
        return "", 0
    inside = [word.index for word in words[at : at + classes.longest_preposition + 1] if word.form not in QUOTES]
    for count in range(min(classes.longest_preposition, len(inside)), 0, -1):  # also «رداً» على
        name = classes.preposition.get(tuple(words[index].form for index in inside[:count]))
        length = inside[count - 1] + 1 - at
        if name is None or (length == 1 and words[at].upos == "VERB" and name != ANSWER):
            continue
        if name == _TOWARDS and marked.is_number(at + length):
            continue
        return name, length
    return _direction(marked, at)


def _direction(marked: Marked, at: int) -> tuple[str, int]:
    """Directions before a place say where: شمال X, شمال غربي من X."""
    end = at
    while end < len(marked) - 1 and marked.words[end].stem in marked.classes["direction"]:
        if end in marked.mention_at:
            break
        end += 1
    if end > at and marked.words[end].form in marked.classes["direction_preposition"]:
        return _IN, end + 1 - at
    if end > at and marked.nominal(end) and not marked.words[end - 1].definite:
        return _IN, end - at
    return "", 0


def singled(words: Sequence[Word], at: int) -> bool:
    """Whether word `at` is "who" behind whom a sentence singles out: التنظيم هو من أطلقها."""
    before = words[at - 1] if at else words[at]
    return words[at].form == _WHO and before.upos == "PRON" and not before.glued
