"""Which words of a sentence are names, and which words open a quotation."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kg.model import EntityKind, Mention
from kg.rules.words import Words
from kg.syntax.grammar import Grammar
from kg.syntax.words import Word

QUOTES = frozenset("\"'«»“”„‟‘’")
_JOINED = QUOTES | {"و", "،"}  # between a name and the name that it is coordinated to
_PROCLITICS = "وفبلك"


def place(
    words: Sequence[Word], mentions: Sequence[Mention], dated: Collection[int], grammar: Grammar
) -> dict[int, Mention]:
    """Index of a name's first word -> mention.

    Names that are also ordinary words count only behind a cue such as "town"; words of dates never do.
    """
    placed: dict[int, Mention] = {}
    covered: dict[int, Mention] = {}
    for mention in mentions:
        inside = [
            word.index
            for word in words
            if word.start < mention.end
            and mention.start < word.end
            and word.upos != "PUNCT"
            and not (word.end <= mention.start + 1 and word.form in _PROCLITICS)
        ]
        if not inside or inside[0] in dated:
            continue
        unsure = mention.cued or _ordinary(words[inside[0]], mention, len(inside), grammar)
        if unsure and not _cue(words, inside[0], covered, grammar.classes):
            continue
        placed[inside[0]] = mention
        covered |= dict.fromkeys(inside, mention)
    return placed


def _ordinary(word: Word, mention: Mention, length: int, grammar: Grammar) -> bool:
    """Whether a one-word name is here an ordinary noun or adjective: the town, the eastern, the Syrian."""
    if length > 1 or mention.candidates[0].kind is not EntityKind.PLACE:
        return False
    if word.upos == "VERB" and grammar.is_verb(word):
        return True  # خرج المطار من الخدمة
    ordinary = ("settlement_noun", "district_noun", "base_noun", "direction", "anaphoric", "ordinary_name")
    if grammar.classes.is_a(word.stem, *ordinary):
        return True
    return not grammar.is_curated(mention.candidates[0].id) and (word.upos == "ADJ" or grammar.is_nisba(word.form))


def _cue(words: Sequence[Word], first: int, covered: Mapping[int, Mention], classes: Words) -> bool:
    """Whether "town", "district" or another place that the name is coordinated to stands before it."""
    before = first - 1
    while before >= 0 and words[before].form in _JOINED:
        before -= 1
    if before < 0:
        return False
    if before < first - 1 and before in covered:
        return covered[before].candidates[0].kind is EntityKind.PLACE
    return classes.is_a(words[before].stem, "settlement_noun", "district_noun")


def opening_quotes(words: Sequence[Word]) -> frozenset[int]:
    """The words that open a quotation; straight quotes open and close in turn."""
    opening, straight = set(), 0
    for word in words:
        if word.form not in QUOTES:
            continue
        if word.raw in "\"'":
            straight += 1
        if word.raw in "«“„‘" or (word.raw in "\"'" and straight % 2):
            opening.add(word.index)
    return frozenset(opening)
