"""How far a noun phrase goes on behind its head: annexed nouns, adjectives, names and names in quotes.

Definiteness is the guide, which is surer than the tree where news is densest: an annexation goes on as long as its last
noun is bare, and a definite noun, a pronoun or a name closes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import EntityKind, Mention
from kg.syntax import borders, numbers, purposes, quoted_names, titles
from kg.syntax.borders import ARGUMENT
from kg.syntax.marked import NOUNS, Marked
from kg.syntax.names import QUOTES
from kg.syntax.words import Word

_LONG_NAME = 7  # words in a quoted name
_STATE = "state"
_FOR = "ل"
_ABSOLUTE = "ان"  # a dual that has kept its nūn is not annexed
_PLURAL = "ون"
_ACCUSATIVE = "ا"
_INDEFINITE = ("اً", "ًا")
_FEMININE = "ة"
_SINGULAR = {"Number=Sing", "Gender=Masc"}
_AND = "و"
_NISBA, _QUALITY = "ي", "يه"
_BY = "ب"
_OBLIQUE, _NOMINATIVE = "ين", "ان"


@dataclass(frozen=True, slots=True)
class Annexation:
    """A head with all that belongs to it: the index behind its last word, the names in it, and whether it carries a
    possessive pronoun and a name in quotes or brackets."""

    end: int
    mentions: tuple[Mention, ...]
    pronoun: bool
    quoted: bool


def annexation(marked: Marked, head: int) -> Annexation:
    """The annexation that begins at word `head`."""
    words, classes, grammar = marked.words, marked.classes, marked.grammar
    event = grammar.is_event(words[head].stem)
    at, closed, pronoun, quoted, open_quote, opened = head, False, False, False, False, head
    mentions: list[Mention] = []
    while at < len(words):
        word = words[at]
        mention = marked.mention_at.get(at)
        if borders.ends(marked, at, head):
            break
        if mention and at > head and word.stem in classes.means_refined and words[head].stem in classes.means_noun:
            at = marked.past(at, mention)
        elif (
            mention
            and not (event and at > head)
            and (at == head or not closed or open_quote or titles.apposed(marked, at, head))
        ):
            if titles.apposed(marked, at, head) and mention.candidates[0].kind is EntityKind.FACILITY:
                mentions.clear()  # حاملة الطائرات الأميركية X
            mentions.append(mention)
            closed = not (at == head and _arms(marked, head))
            begin, at = at, marked.past(at, mention)
            quotes = sum(mark in mention.text for mark in "«“") - sum(mark in mention.text for mark in "»”")
            straight = [i for i in range(begin, at) if words[i].raw == '"']  # تنظيم "X" الإرهابي
            quotes += len(straight) % 2 and straight[-1] in marked.opening
            open_quote = quotes > 0 or (open_quote and not quotes)
            quoted = quoted or quotes > 0
        elif at == head:
            dual = word.stem in classes["dual"] and word.form.endswith(_ABSOLUTE)
            closed = word.definite or dual or _absolute_plural(marked, word) or _complete(marked, at)
            at += 1
        elif at in marked.dated or mention:
            break
        elif word.upos == "PRON" and word.glued:
            pronoun = words[at - 1].stem not in classes["anaphoric"]  # الضربة ذاتها is nobody's
            closed = True
            at += 1
        elif word.form in QUOTES:
            if open_quote:
                open_quote = False
            elif (
                quoted_names.opens_name(marked, at, head, event)
                and not (mentions and quoted_names.actor(marked, at + 1))
                and not quoted_names.acting(marked, at, head, mentions)
            ):
                open_quote, quoted, opened = True, True, at
            else:
                break
            at += 1
        elif word.form == "(" and not mentions and words[head].stem in classes["facility_noun"] and marked.closing(at):
            at, quoted = marked.closing(at), True
        elif open_quote and quoted_names.in_name(word) and at - opened <= _LONG_NAME:
            at += 1
        elif _adjective(marked, at) and not (
            (event and _dual_behind(marked, at, head)) or _said_of(marked, at, head, mentions)
        ):
            closed = True
            at += 1
        elif _second_quality(marked, at, event):
            at += 2
        elif titles.of_ship(marked, at, head):
            quoted = True
            at += 1
        elif (
            titles.rest_of_name(marked, at, head)
            or _of_adjective(marked, at, head)
            or titles.numbered(marked, at, head)
        ):
            at += 1
        elif purposes.launching(marked, at, head):
            at += 2 if word.form == _FOR else 1
            while at < len(words) and words[at].stem in classes.means_noun:
                at += 1
            closed = True
        elif purposes.holding(marked, at, head) or _lacking(marked, at):
            closed = words[at + 1].definite or words[at].form in classes["without"]
            at += 2
        elif not closed and not event and _annexed(marked, at, head):
            closed = word.definite
            at += 1
        else:
            break
    return Annexation(at, tuple(mentions), pronoun, quoted)


def _complete(marked: Marked, at: int) -> bool:
    """Whether a word is a phrase by itself: قصف قبل ذلك الطريق, أصاب بدقة غرفة قيادة."""
    manner = at > 0 and marked.words[at - 1].form == _BY and marked.words[at].stem in marked.classes["manner_noun"]
    return manner or marked.words[at].stem in marked.classes["demonstrative"]


def _arms(marked: Marked, head: int) -> bool:
    """مدفعية الجيش, مسيّرات الحوثيين: arms that are known by name, and annexed to whose they are."""
    word, weapon = marked.words[head], marked.mention_at[head]
    if weapon.candidates[0].kind is not EntityKind.WEAPON or word.definite or weapon.end > word.end:
        return False
    owner = marked.mention_at.get(head + 1)
    if owner is not None:
        first = owner.candidates[0]
        armed = first.kind is EntityKind.WEAPON and first.means is weapon.candidates[0].means  # نيران الرشاشات
        return armed or (first.kind is EntityKind.ACTOR and first.subtype != _STATE)
    return marked.classes.is_a(word.stem, "forces_noun", "armed_thing")


def _absolute_plural(marked: Marked, word: Word) -> bool:
    """Plurals that have kept their nūn are not annexed: مسلحون."""
    people = marked.classes.is_a(word.stem, "gunman", "rioter")
    return word.form.endswith(_PLURAL) and (people or "Number=Plur" in word.feats)


def _affiliated(marked: Marked, at: int) -> bool:
    """Whether word `at` says that something is whose name follows; القوات الخاصة البريطانية are a branch."""
    word, classes = marked.words[at], marked.classes
    behind = marked.words[at + 1 : at + 2]
    branch = word.definite and word.stem in classes["branch"]
    branch = branch and not any(b.form in classes["affiliation_preposition"] for b in behind)
    return word.stem in classes["affiliation"] and not branch


def _adjective(marked: Marked, at: int) -> bool:
    """Whether word `at` qualifies the noun before it."""
    word, classes = marked.words[at], marked.classes
    direction = word.stem in classes["direction"]
    if direction or _affiliated(marked, at) or marked.grammar.is_event(word.stem):
        return direction and word.definite
    if marked.relations[at] == "nmod" and marked.grammar.is_event(marked.words[at - 1].stem) and not word.definite:
        return False  # قصف محلج القطن: a noun to the tree, whatever its tag
    if word.stem in classes["settlement_noun"] or _object(marked.words[at - 1], word):
        return False
    noun = classes.is_a(word.stem, "position_noun", "base_noun", "facility_noun")
    if noun and not (word.definite and word.upos == "ADJ" and word.form.endswith(_NISBA)):  # السجن المركزي
        return False
    if (word.form,) in classes.preposition or classes.is_a(word.stem, "killed_noun", "injured_noun"):
        return False  # مستخدمة المدفعية; جراء العدوان شهيدان
    if marked.words[at - 1].upos == "PRON" and not word.definite and word.stem in classes["person_one"]:
        return False  # قضى تحت أنقاضه مهندس
    if marked.qualifier(at)[0] and marked.counted(marked.qualifier(at)[1]):
        return False
    behind = marked.words[at - 1].form in QUOTES and word.definite and word.form.endswith(_NISBA)  # "X" الإرهابي
    two = marked.words[at - 1].definite and word.definite and not marked.is_number(at)
    behind = behind or (two and word.form.endswith(_QUALITY))  # المنتجات الكيماوية
    qualifies = word.upos == "ADJ" or word.stem in classes.means_refined or behind
    if word.raw.endswith(_INDEFINITE) and (marked.relations[at] == "obj" or marked.words[at - 1].definite):
        return False  # في غارتين منفصلتين قيادياً, قُصف المعسكر مجدداً
    if qualifies or classes.is_a(word.stem, "post_quantifier", "anaphoric"):
        return not marked.grammar.is_verb(word)
    return word.upos in NOUNS and marked.grammar.is_nisba(word.form)


def _said_of(marked: Marked, at: int, head: int, mentions: Sequence[Mention]) -> bool:
    """كانت مقار جرف الصخر خالية: behind the name of a place or group an indefinite adjective qualifies nothing before
    it, but is said of it, or is somebody (استشهد في حولا مدني)."""
    named = mentions and mentions[-1].candidates[0].kind is not EntityKind.WEAPON
    somebody = marked.words[at].stem in marked.classes["person_one"]
    governed = head <= marked.heads[at] < at and marked.relations[at] == "amod" and not somebody
    again = marked.words[at].stem in marked.classes["anaphoric"]  # الحرس نفسه
    return bool(named) and not (marked.words[at].definite or again or governed)


def _lacking(marked: Marked, at: int) -> bool:
    """طائرة مفخخة دون طيار: what a weapon is without tells what it is."""
    behind = marked.words[at + 1 : at + 2]
    without = marked.words[at].form in marked.classes["without"]
    return without and any(word.stem in marked.classes.means_refined for word in behind)


def _dual_behind(marked: Marked, at: int, head: int) -> bool:
    """القصف المدفعي الموقعين: a dual or plural of people qualifies no single attack."""
    word = marked.words[at]
    two = word.form.endswith(_OBLIQUE) or (word.form.endswith(_NOMINATIVE) and word.stem in marked.classes["dual"])
    return two and not marked.words[head].form.endswith((_OBLIQUE, _NOMINATIVE))


def _object(noun: Word, word: Word) -> bool:
    """Whether a word cannot qualify what stands before it, by case or number: مسلحون ملثمون ضابطاً، دراجة نارية محامياً،
    مسلحون مجهولون خطيب جامع."""
    if word.definite:
        return False
    if noun.form.endswith(_PLURAL) and set(word.feats.split("|")) >= _SINGULAR:
        return True
    return word.form.endswith(_ACCUSATIVE) and (noun.form.endswith(_PLURAL) or noun.raw.endswith(_FEMININE))


def _of_adjective(marked: Marked, at: int, head: int) -> bool:
    """صواريخ قصيرة المدى: what the adjective is said of."""
    of_adjective = at > head + 1 and marked.words[at - 1].upos == "ADJ" and marked.words[at].definite
    return of_adjective and marked.words[at].stem in marked.classes["false_annexed"]


def _second_quality(marked: Marked, at: int, event: bool) -> bool:
    """غارات أميركية وبريطانية, الصناعات الجوية والفضائية: a second adjective of origin, or of a site, behind "and"."""
    if marked.words[at].form != _AND or at + 1 >= len(marked):
        return False
    before, behind = marked.words[at - 1], marked.words[at + 1]
    site = not event and before.upos == behind.upos == "ADJ" and behind.definite and marked.heads[at + 1] == at - 1
    alike = before.definite == behind.definite
    return alike and (site or all(marked.grammar.is_nisba(word.form) for word in (before, behind)))


def _annexed(marked: Marked, at: int, head: int) -> bool:
    """Whether the bare noun before word `at` can be annexed to it."""
    word, classes = marked.words[at], marked.classes
    kind = word.stem in classes["cargo"] or marked.words[at - 1].stem in classes["staff"]
    named = word.definite or (at + 1 < len(marked) and (marked.words[at + 1].definite or at + 1 in marked.mention_at))
    event = marked.grammar.is_event(word.stem) and not (named and kind)  # سفينة الصب, قيادة عمليات الأنبار
    if word.upos not in NOUNS or event or marked.grammar.is_verb(word):
        return False
    if borders.fired_by(marked, at, head):
        return False
    if "Case=Acc" in word.feats and word.form.endswith(_ACCUSATIVE):
        return False  # بسكين مستوطناً
    if word.form in classes["subordinator"] | classes["relative"] or classes.is_a(
        word.stem, "direction", "affiliation"
    ):
        return False
    if numbers.read(marked.words, at, classes)[0] is not None or marked.qualifier(at)[0]:
        return False
    if at == head + 1 and _group_name(marked, at):
        return True
    return not (marked.relations[at] in ARGUMENT and not head <= marked.heads[at] < at)


def _group_name(marked: Marked, at: int) -> bool:
    """ألوية الفجر الموعود: whatever the tree says, "brigades" are not without a name, and no place or thing is one."""
    classes, word = marked.classes, marked.words[at]
    thing = classes.is_a(word.stem, "base_noun", "facility_noun", "settlement_noun", "district_noun", "position_noun")
    return word.definite and not thing and marked.words[at - 1].stem in classes["named_group"]
