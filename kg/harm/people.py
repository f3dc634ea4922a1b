"""How many people a phrase names, with those who are joined to it: `جنديان ومتعاقد` are three."""

from __future__ import annotations

from dataclasses import replace

from kg.events import Sentence
from kg.model import Quantity
from kg.syntax import numbers
from kg.syntax.nominal import OWNER, Nominal

_NAME = ("X", "PROPN")
_AND = "و"
_ON = "علي"
_IN = "في"
_OF = "من"
_TEEN = 11  # from here on what is counted stands in the accusative singular
_ACCUSATIVE = ("ا", "ه", "ي")
_ENDINGS = ("ا", "ه")
_CLAUSE_ENDS = frozenset(("،", ".", "؛", ":"))


def number(sentence: Sentence, nominal: Nominal) -> Quantity | None:
    """How many people a phrase names with those joined to it; None when it may name none."""
    told = own(sentence, nominal)
    if told is None and _named(sentence, nominal):
        return Quantity(1 + more) if (more := joined(sentence, nominal)) else None
    return replace(told, value=told.value + joined(sentence, nominal)) if told else None


def _named(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a phrase is the name of a man with others behind it: أبو باقر واثنين من مرافقيه, X وتسعة آخرين."""
    behind = next(iter(sentence.reading.nominals[nominal.index + 1 :]), None)
    others = behind is not None and sentence.reading.words[behind.head].stem in sentence.words["others"]
    his = behind is not None and behind.group == nominal.index and behind.start == nominal.end + 1
    his = his and (others or bool(behind and behind.pronoun))
    name = sentence.reading.words[nominal.head].stem in sentence.words["kunya"] or not nominal.mentions
    return his and name and sentence.reading.words[nominal.head].upos in _NAME


def annexed(sentence: Sentence, nominal: Nominal) -> Quantity | None:
    """How many people are annexed to an act of harm, with those joined to them: مقتل ضابطين وجندي, إصابة رابع."""
    classes, words = sentence.words, sentence.reading.words[nominal.head + 1 : nominal.end]
    behind = sentence.reading.words[nominal.end : nominal.end + 1]  # إصابة إسرائيليين اثنين
    two = any(classes.is_a(word.stem, "two") for word in (*words, *behind))
    two = two or (len(words) > 1 and words[0].stem in classes["annexed_dual"] and words[1].upos == "PRON")  # والديه
    if two or any(numbers.dual(sentence.reading.words, word.index, classes) for word in words):
        number = 2
    elif words and classes.is_a(words[0].stem, "crew", "household"):
        return _composed(sentence, nominal)
    elif len(words) > 1 and words[0].stem in classes["one_of"] and words[1].upos == "PRON":
        return None  # جُرح أربعة، إصابة أحدهم خطرة
    elif words and (_one(sentence, words[0].stem) or classes.is_a(words[0].stem, "one_of", "another_one")):
        if any(classes.is_a(w.stem, "facility_noun", "position_noun", "base_noun") for w in words[1:2]):
            return None  # إصابة أحد المباني
        number = 1
    else:
        return None
    return Quantity(number + joined(sentence, nominal))


def done_away(sentence: Sentence, nominal: Nominal) -> Quantity | None:
    """How many people somebody did away with: القضاء على 11 مسلحاً."""
    following = next(iter(sentence.reading.nominals[nominal.index + 1 :]), None)
    if following is None or following.preposition != _ON or following.start - nominal.end > 1 or not following.count:
        return None
    return number(sentence, following)


def joined(sentence: Sentence, nominal: Nominal) -> int:
    """How many people are coordinated to those of a phrase: القيادي فلان وثلاثة من مرافقيه, الوالدة وطفلاها."""
    words, total, end = sentence.reading.words, 0, nominal.end
    for part in sentence.reading.nominals[nominal.index + 1 :]:
        between = range(end, part.start)
        annexed = part.start == nominal.end and not part.preposition  # قائد العمليات
        if (part.event and not annexed) or any(
            at in sentence.reading.verbs or words[at].form in _CLAUSE_ENDS for at in between
        ):
            break
        if words[part.start - 1].form == _AND and _elsewhere(sentence, nominal, part):
            break
        if part.start == end and words[part.head].stem in sentence.words["two"]:
            continue  # مدنيين اثنين
        if _counted_alike(sentence, nominal, part):
            end = part.end
            continue
        if words[part.head].stem in sentence.words["assailants"]:
            break  # خمسة جنود وثلاثة من المهاجمين
        certain = _surely(sentence, part)
        if words[part.start - 1].form == _AND:
            if not certain:
                break
            total += certain
        elif part.preposition != OWNER and (part.means or (certain and nominal.count) or certain > 1):
            break  # تسعة أشخاص، هم ثلاث نساء وأربعة أطفال; but معاون القائد الحاج فلان
        end = max(end, part.end)
    return total


def _counted_alike(sentence: Sentence, nominal: Nominal, part: Nominal) -> bool:
    """Whether a number is of two kinds of people together: 70 مريضاً ومرافقاً, اثنا عشر فتى وفتاة."""
    words = sentence.reading.words
    many = nominal.count is not None and nominal.count.value >= _TEEN and part.count is None
    accusative = words[part.head].form.endswith(_ACCUSATIVE) and not part.pronoun and part.end == part.head + 1
    return many and accusative and nominal.end == part.start - 1 and words[nominal.end].form == _AND


def _composed(sentence: Sentence, nominal: Nominal) -> Quantity | None:
    """Of how many a crew or a family is told to be: طاقمها المكوّن من أربعة جنود, أسرة من سبعة أفراد."""
    words, classes = sentence.reading.words, sentence.words
    of = next((n for n in sentence.reading.nominals[nominal.index + 1 :] if n.start - nominal.end <= 2), None)
    told = of is not None and any(classes.is_a(w.stem, "composed", "household") for w in words[nominal.head : of.start])
    return of.count if of and told and of.preposition == _OF else None


def _elsewhere(sentence: Sentence, nominal: Nominal, part: Nominal) -> bool:
    """Whether people joined to others were harmed in another place: عشرة في الأول وثمانية في الثاني."""
    behind = (sentence.reading.nominals[n.index + 1 : n.index + 2] for n in (nominal, part))
    places = [n for following in behind for n in following if n.preposition == _IN and not n.event]
    return len(places) == 2 and places[0] is not places[1]


def may_be(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether what is counted may be people: no places, things, weapons, measures or times."""
    stem, classes = sentence.reading.words[nominal.head].stem, sentence.words
    things = ("settlement_noun", "district_noun", "facility_noun", "base_noun", "position_noun", "adverbial", "measure")
    some = any(word.form == _OF for word in sentence.reading.words[nominal.start : nominal.head])  # أربعة من طاقمها
    members = some and stem in classes["crew"]
    bare = stem in classes.number and not sentence.reading.words[nominal.head].definite  # أكثر من مئة
    return members or bare or classes.is_a(stem, "person_noun", "people_noun") or not classes.is_a(stem, *things)


def _surely(sentence: Sentence, nominal: Nominal) -> int:
    """How many people a phrase names where it can be nothing else, 0 for anything else."""
    words, classes = sentence.reading.words, sentence.words
    stem = words[nominal.head].stem
    if classes.is_a(stem, "killed_noun", "injured_noun") or nominal.means is not None:
        return 0
    if nominal.count is None:
        return int(_person(sentence, nominal))
    told = (w for w in words[nominal.start : nominal.head + 1] if w.stem in classes.number or w.stem.isdigit())
    if any(word.definite for word in told):
        return 0  # في الثالثة والسبعين, في الثانية عشرة
    return nominal.count.value if may_be(sentence, nominal) or sentence.actors(nominal) else 0


def own(sentence: Sentence, nominal: Nominal) -> Quantity | None:
    """The number that a phrase tells, one when it names one person."""
    words, classes = sentence.reading.words, sentence.words
    if nominal.count:
        return nominal.count if may_be(sentence, nominal) else None
    chosen = (
        nominal.start < nominal.head and words[nominal.start].stem in classes["one_of"] and may_be(sentence, nominal)
    )
    chosen = chosen or (nominal.pronoun and words[nominal.head].stem in classes["one_of"])  # أحدهم
    if classes.is_a(words[nominal.head].stem, "crew", "household") and (crew := _composed(sentence, nominal)):
        return crew
    another = nominal.end == nominal.head + 1 and words[nominal.head].form in classes["another_one"]
    return Quantity(1) if chosen or another or _person(sentence, nominal) else None


def _person(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a phrase names one person; مستوطنة with a name is a place."""
    word = sentence.reading.words[nominal.head]
    place = nominal.mentions and word.stem in sentence.words["settlement_noun"]
    return _one(sentence, word.stem) and not place


def _one(sentence: Sentence, stem: str) -> bool:
    """Whether a noun is one person: listed, in the accusative (شخصاً), or the feminine of one listed (معلمة)."""
    people, classes = sentence.words["person_one"], sentence.words
    thing = stem in classes.means_noun or classes.is_a(stem, "facility_noun", "position_noun", "force_noun")
    return stem in people or (stem.endswith(_ENDINGS) and stem[:-1] in people and not thing)  # but مدرسة, مقاتلة
