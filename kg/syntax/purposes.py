"""What things are for: platforms for launching, stores and works for what they hold and make."""

from __future__ import annotations

from kg.syntax.marked import Marked

_FOR, _AND = "ل", "و"
_PURPOSE = ("munitions", "supplies", "making")


def launching(marked: Marked, at: int, head: int) -> bool:
    """منصة إطلاق صواريخ, منصة لإطلاق الصواريخ: the launching is what the thing is for, no event."""
    if marked.words[head].stem not in marked.classes["platform"] or at != head + 1:
        return False
    noun = at + 1 if marked.words[at].form == _FOR else at
    return noun < len(marked) and marked.words[noun].stem in marked.classes["launching"]


def holding(marked: Marked, at: int, head: int) -> bool:
    """مستودعات للسلاح والذخيرة, معمل لتصنيع المسيّرات, مركز قيادة وسيطرة: what stores and works are for is no owner."""
    if not marked.classes.is_a(marked.words[head].stem, "position_noun", "facility_noun") or at + 1 >= len(marked):
        return False
    halves = marked.words[at - 1].stem in marked.classes["first_half"]
    if marked.words[at].form == _AND and halves and marked.words[at + 1].stem in marked.classes["second_half"]:
        return marked.words[at - 1].definite == marked.words[at + 1].definite
    before, purpose = marked.words[at - 1].stem, marked.words[at + 1].stem
    joined = marked.words[at].form == _AND and marked.classes.is_a(before, *_PURPOSE)
    return (marked.words[at].form == _FOR or joined) and marked.classes.is_a(purpose, *_PURPOSE)
