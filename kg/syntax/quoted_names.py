"""Names in quotation marks: whether a mark opens one that belongs to the noun before it, and what may stand in it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import EntityKind, Mention
from kg.syntax.marked import Marked
from kg.syntax.words import Word

_HYPHENS = ("-", "–", "ـ")


def in_name(word: Word) -> bool:
    """Whether a word may stand in a name in quotes, which may be that of a make («بي-2»)."""
    return word.form in _HYPHENS or word.upos not in ("VERB", "PUNCT", "SCONJ")


def opens_name(marked: Marked, at: int, head: int, event: bool) -> bool:
    """Whether the quotation mark at `at` opens a name that belongs to the noun before it; words that the tree gives to
    something else do not (هاجمت هدفاً في غور الأردن "نصرة لغزة")."""
    if event or at not in marked.opening or at + 1 >= len(marked):
        return False
    name = marked.mention_at.get(at + 1)
    known = name is not None and marked.grammar.is_curated(name.candidates[0].id)
    if (
        not known
        and marked.words[at + 1].upos == "NOUN"
        and not marked.words[at + 1].definite
        and 0 <= marked.heads[at + 1] < head
    ):
        return False
    ship = marked.words[head].stem in marked.classes["ship"]  # سفينة «كي أو آي»
    return ship or (marked.nominal(at + 1) and not marked.grammar.is_event(marked.words[at + 1].stem))


def actor(marked: Marked, at: int) -> bool:
    """Whether an actor's name begins at word `at`."""
    mention = marked.mention_at.get(at)
    return mention is not None and mention.candidates[0].kind is EntityKind.ACTOR


def acting(marked: Marked, at: int, head: int, mentions: Sequence[Mention]) -> bool:
    """استهدف الحوثيون «X»: what stands in quotes behind the name of who acts is an object, and no part of that name."""
    named = bool(mentions) and mentions[-1].candidates[0].kind is EntityKind.ACTOR
    return named and mentions[-1].end == marked.words[at - 1].end and marked.relations[head].startswith("nsubj")
