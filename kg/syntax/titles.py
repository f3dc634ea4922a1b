"""Names that stand behind what they are the name of, and belong to it: العاصمة كابول, الفرقة 91, السفينة لاكس."""

from __future__ import annotations

from kg.model import EntityKind
from kg.syntax.marked import Marked

_UNKNOWN = ("X", "PROPN")
_AND, _HYPHEN = "و", "-"
_TEN = ("عشر", "عشره")
_SURNAMES = ("NOUN", "ADJ", *_UNKNOWN)
_PERSON = 4  # words in the name of a person
_NAMING = frozenset(("nmod", "flat", "flat:foreign", "appos"))


def apposed(marked: Marked, at: int, head: int) -> bool:
    """العاصمة كابول, حاملة الطائرات الأميركية لينكولن: the name of a place or ship stands behind what it is; مستشفى
    الشهيد كمال: one that is somebody's here."""
    kind, stem = marked.mention_at[at].candidates[0].kind, marked.words[head].stem
    if kind is EntityKind.FACILITY:
        return stem in marked.classes["ship"] and at > head
    capital = at - head <= 2 and stem in marked.classes["apposed"]
    return kind is EntityKind.PLACE and (capital or (at - 1 > head and _title(marked, at - 1)))


def numbered(marked: Marked, at: int, head: int) -> bool:
    """مقر الفرقة 91, اللواء الثاني 47, القاعدة الجوية 101, قاعدة كيه-1, سجن 1391: the number by which a unit or site is
    known."""
    word, before = marked.words[at], marked.words[at - 1]
    units = (w for w in reversed(marked.words[head:at]) if w.upos not in ("ADJ", "PUNCT", "CCONJ"))
    known = next((w for w in units if w.upos not in _UNKNOWN), None)
    if known is None or not marked.classes.is_a(known.stem, "unit_noun", "base_noun", "facility_noun"):
        return False
    behind = before.stem in marked.classes["unit_noun"] and marked.heads[at] == at - 1
    if behind and word.upos in _UNKNOWN and word.definite:
        return True  # اللواء المدرّع السابع, whatever the tagger takes it for
    if word.form == _HYPHEN:
        return before.upos in _UNKNOWN and marked.is_number(at + 1) and marked.words[at + 1].start == word.end
    number = word.form.lstrip(_HYPHEN).isdigit() and at not in marked.dated
    return (number and head <= marked.heads[at] < at) or _compound(marked, at)


def _compound(marked: Marked, at: int) -> bool:
    """الفرقة الخامسة عشرة, الكتيبة الثانية والعشرون: the second word of an ordinal number, or "and" before it."""
    if marked.words[at].form == _AND:
        return _ordinal(marked, at - 1) and marked.is_number(at + 1) and marked.words[at + 1].definite
    joined = marked.words[at - 1].form == _AND and marked.words[at].definite and _ordinal(marked, at - 2)
    teen = marked.words[at].stem in _TEN and _ordinal(marked, at - 1)
    return teen or (joined and marked.is_number(at))


def _ordinal(marked: Marked, at: int) -> bool:
    return marked.words[at].definite and marked.words[at].stem in marked.classes["ordinal"]


def rest_of_name(marked: Marked, at: int, head: int) -> bool:
    """مدينة الشيخ زويد, الشهيد محمد فريد: a word that nobody knows, in the tree a part of the name before it, or behind
    a title."""
    word = marked.words[at]
    first = at - 1 if word.definite else at
    while first > head and marked.words[first].upos in _UNKNOWN:
        first -= 1
    titled = first > head and at - first <= _PERSON and _title(marked, first)
    if word.definite:  # الشهيد باسل الأسد, الإمام الحسين
        return titled and word.upos in _SURNAMES and head <= marked.heads[at] < at
    if word.upos not in _UNKNOWN:
        return False
    if titled:
        return True
    town = marked.classes.is_a(marked.words[head].stem, "settlement_noun", "district_noun")
    return town and head < at - 1 == marked.heads[at]


def _title(marked: Marked, at: int) -> bool:
    return marked.words[at].definite and marked.words[at].stem in marked.classes["honorific"]


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
    part = all(word.definite for word in marked.words[head + 1 : at]) or (
        marked.relations[at] in _NAMING and head <= marked.heads[at] < at
    )
    return closed and part
