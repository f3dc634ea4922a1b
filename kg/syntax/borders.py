"""Where a noun phrase ends although the next word could be annexed to it: weapons behind who uses them, sites behind
what hits them, directions behind a name."""

from __future__ import annotations

from kg.model import EntityKind, Means
from kg.syntax.marked import Marked

_AND = "و"
ARGUMENT = frozenset(("nsubj", "nsubj:pass", "obj", "iobj", "csubj", "root"))


def ends(marked: Marked, at: int, head: int) -> bool:
    """Whether the phrase of word `head` ends before word `at`, where a name may begin."""
    if at == head:
        return False
    if at == head + 1 and _one_more(marked, head):
        return True
    if at not in marked.mention_at:
        return _struck_by(marked, at, head)
    event = marked.grammar.is_event(marked.words[at].stem)
    used = fired_by(marked, at, head) or _weapon_of_verb(marked, at, head)
    return event or used or _struck_by(marked, at, head) or _direction(marked, at, head)


def _one_more(marked: Marked, head: int) -> bool:
    """Whether a word stands for one more of those told before, and the site behind it is what that hit: استهدفت مسيّرتان
    حقل X وثالثة حقل Y, أصاب صاروخ مطار X وآخر مقر Y."""
    word, behind = marked.words[head], marked.words[head + 1]
    joined = head > 0 and marked.words[head - 1].form == _AND
    site = marked.classes.is_a(behind.stem, "base_noun", "facility_noun", "settlement_noun", "position_noun")
    another = not word.definite and marked.classes.is_a(word.stem, "another", "ordinal")
    return joined and another and site and not behind.definite


def fired_by(marked: Marked, at: int, head: int) -> bool:
    """Whether a weapon stands behind who uses it, and is not annexed to him: أطلق جنود النار, فجّرت امرأة عبوة."""
    weapon = marked.classes.means_noun.get(marked.words[at].stem) in (Means.GUNFIRE, Means.BOMB)
    return weapon and marked.classes.is_a(marked.words[head].stem, "gunman", "trooper", "rioter", "person_one")


def _weapon_of_verb(marked: Marked, at: int, head: int) -> bool:
    """Whether the tree makes a weapon an argument of a verb, and not a part of the phrase before it: فتح مسلحون على متن
    قوارب نيران أسلحتهم."""
    weapon = marked.mention_at[at].candidates[0].kind is EntityKind.WEAPON
    weapon = weapon and marked.words[head].stem not in marked.classes.means_noun  # طائرات أوكرانية مسيّرة
    return weapon and marked.relations[at] in ARGUMENT and not head <= marked.heads[at] < at


def _struck_by(marked: Marked, at: int, head: int) -> bool:
    """Whether a site stands behind the weapon that the verb before tells to hit it, and owns it not: قصفت طائرات قاعدة
    الوطية."""
    words, classes = marked.words, marked.classes
    if at != head + 1 or head == 0 or words[head].definite or words[at].definite:
        return False
    armed = words[head].stem in classes.means_noun or words[head].stem in classes["armed_thing"]
    site = classes.is_a(words[at].stem, "base_noun", "facility_noun", "settlement_noun", "district_noun", "bureau")
    return armed and site and words[head - 1].lemma in classes["hitting_verb"]


def _direction(marked: Marked, at: int, head: int) -> bool:
    """Whether the name of a land that begins with a direction tells where a site with a name lies: سوق طرة شمال
    دارفور."""
    site = marked.classes.is_a(marked.words[head].stem, "base_noun", "facility_noun", "settlement_noun")
    return site and at > head + 1 and marked.words[at].stem in marked.classes["direction"]
