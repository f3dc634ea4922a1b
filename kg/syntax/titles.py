"""Names that stand behind what they are the name of, and belong to it: العاصمة كابول, الفرقة 91, السفينة لاكس."""

from __future__ import annotations

from kg.model import EntityKind
from kg.syntax.marked import Marked

_UNKNOWN = ("X", "PROPN")
_NAMING = frozenset(("nmod", "flat", "flat:foreign", "appos"))


def apposed(marked: Marked, at: int, head: int) -> bool:
    """العاصمة كابول: the name of a place stands behind what it is."""
    place = marked.mention_at[at].candidates[0].kind is EntityKind.PLACE
    return place and at - head <= 2 and marked.words[head].stem in marked.classes["apposed"]


def numbered(marked: Marked, at: int, head: int) -> bool:
    """مقر الفرقة 91, اللواء الثاني 47: the number by which a unit is known."""
    unit = next((w for w in reversed(marked.words[head:at]) if w.upos not in ("ADJ", "PUNCT")), None)
    word = marked.words[at]
    behind = marked.words[at - 1].stem in marked.classes["unit_noun"] and marked.heads[at] == at - 1
    if behind and word.upos in _UNKNOWN and word.definite:
        return True  # اللواء المدرّع السابع, whatever the tagger takes it for
    number = marked.words[at].form.isdigit() and at not in marked.dated and head <= marked.heads[at] < at
    return number and unit is not None and unit.stem in marked.classes["unit_noun"]


def rest_of_name(marked: Marked, at: int, head: int) -> bool:
    """مدينة الشيخ زويد, الشهيد فالح: a word that nobody knows, in the tree a part of the name before it."""
    word = marked.words[at]
    if word.upos not in _UNKNOWN or word.definite or marked.heads[at] != at - 1:
        return False
    titled = marked.words[at - 1].definite and marked.words[at - 1].stem in marked.classes["honorific"]
    town = marked.classes.is_a(marked.words[head].stem, "settlement_noun", "district_noun")
    return titled or (town and at - 1 > head)


def of_ship(marked: Marked, at: int, head: int) -> bool:
    """السفينة «لاكس» without the quotation marks: a word that nobody knows, in the tree a part of the ship's name."""
    word = marked.words[at]
    if (
        marked.words[head].stem not in marked.classes["ship"]
        or word.upos not in _UNKNOWN
        or word.definite
        or at == head
    ):
        return False
    closed = any(before.definite for before in marked.words[head:at])
    return closed and marked.relations[at] in _NAMING and head <= marked.heads[at] < at
