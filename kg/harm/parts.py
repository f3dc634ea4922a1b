"""Numbers of people that are none of their own: parts of what was told, the dead and injured in one."""

from __future__ import annotations

from kg.events import Sentence
from kg.syntax.marked import COMMAS
from kg.syntax.nominal import Nominal

_NEAR = 10  # words between a number and the word that says of whom it is one
_AMONG, _OF, _AND = "بين", "من", "و"


def none_of_its_own(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether the number or person of a phrase of harm is to be left out."""
    return any(told(sentence, nominal) for told in (part, of_those, mixed, died, tried, added))


def part(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether the number is one of parts of a number told before: بينهم خمسة جرحى, أحدهم ضابط, عشرة، منهم طفلان."""
    before = sentence.reading.words[max(0, nominal.start - 2) : nominal.start]
    first = sentence.reading.nominals[nominal.group]
    if first.index < nominal.index and len(before) == 2 and before[0].form not in COMMAS:
        return part(sentence, first)  # منهم خمسة أطفال وامرأتان
    if len(before) < 2 or before[1].upos != "PRON":
        return False
    aside = before[0].form == _OF and sentence.reading.words[before[0].index - 1].form in COMMAS
    return aside or before[0].form == _AMONG or before[0].stem in sentence.words["one_of"]


def of_those(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether some of those harmed are told of: سبعة من القتلى أطفال."""
    words = sentence.reading.words
    return nominal.count is not None and words[nominal.head].definite and words[nominal.head - 1].form == _OF


def mixed(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether those killed and those injured are counted together: ثلاثة بين قتيل وجريح, مقتل وإصابة 15 شخصاً."""
    words, classes = sentence.reading.words, sentence.words
    kinds = (*classes["killed_noun"], *classes["injured_noun"])
    before, behind = words[max(0, nominal.start - 3) : nominal.start], words[nominal.end : nominal.end + _NEAR]
    forms = [word.form for word in (*before, words[nominal.head])]
    among = _AMONG in forms[-2:] or (len(forms) > 3 and forms[-4] == _AMONG and forms[-2] == _AND)
    following = zip(behind, behind[1:], behind[2:], strict=False)
    summed = any(a.form == _AMONG and b.stem in kinds and c.form == _AND for a, b, c in following)
    joined = len(forms) > 2 and forms[-2] == _AND and before[-2].stem in classes["harm_act"]
    return among or summed or (joined and words[nominal.head].stem in classes["harm_act"])


def died(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether those injured died later: فارق ثلاثة جرحى الحياة, استشهد مصابان, وفاة ثلاثة من الجرحى."""
    words, classes = sentence.reading.words, sentence.words
    injured = words[nominal.head].stem in classes["injured_noun"]
    if words[nominal.head].stem in classes["harm_act"]:
        following = sentence.reading.nominals[nominal.index + 1 : nominal.index + 2]
        counted = (n.end for n in following if n.start == nominal.end and n.count)
        behind = words[nominal.head + 1 : next(counted, nominal.end)]
        return not injured and any(word.stem in classes["injured_noun"] for word in behind)
    return injured and words[nominal.start - 1].form in classes["killed_verb"]


def added(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether they are those by whom a sum told before rose: 12 قتيلاً، بعد انتشال ثلاث جثث."""
    words, classes = sentence.reading.words, sentence.words
    before = [word.form for word in words[max(0, nominal.start - 2) : nominal.start]]
    after = len(before) > 1 and before[0] in classes["after_that"] and before[1] in classes["falling"]
    sums = (n for n in sentence.reading.nominals if n.count and n.index < nominal.index)
    return after and any(words[n.head].stem in classes["killed_noun"] for n in sums)


def tried(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether harm is only attempted: محاولة قتل, الشروع في قتل."""
    before = sentence.reading.words[max(0, nominal.start - 2) : nominal.start]
    return any(word.stem in sentence.words["attempt"] for word in before)
