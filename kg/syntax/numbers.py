"""Numbers in words and digits before a counted noun, and what qualifies them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Quantity
from kg.rules.words import Words
from kg.syntax.words import Word

_THOUSANDS = (",", ".", "٬", "٫")
_ACCUSATIVE = "ا"
_TWO, _VOWELLED, _DUAL = "ين", "َين", "Number=Dual"  # مستوطنين are two or many, مستوطنَين two
_NAMES = ("NOUN", "X", "PROPN")
_INDEFINITE = ("اً", "ًا")
_OF = "من"
_IN, _YEAR = "في", re.compile(r"(?:19|20)\d\d")
_DIGITS = re.compile(r"(?:ال)?(\d{1,5})(?:[.,]0)?")


def value(word: Word, words: Words) -> int | None:
    """The number that one word states, in digits or letters; None when it is no number."""
    if match := _DIGITS.fullmatch(word.form):
        return int(match[1])
    if word.upos == "ADP":
        return None
    return words.number.get(word.stem)


def read(sentence: Sequence[Word], start: int, words: Words) -> tuple[int | None, int]:
    """The number that begins at `start` (ثلاثة وعشرون, 10, مئة وخمسون) and the index after it; (None, start) without
    one."""
    total: int | None = None
    at = start
    if start and sentence[start - 1].form == _IN and _YEAR.fullmatch(sentence[start].form):
        return None, start  # في 1998 هجوماً
    if start and sentence[start - 1].stem in words["street_noun"]:
        return None, start  # شارع الستين
    if grouped := _grouped(sentence[start : start + 3]):
        return grouped, start + 3
    if start + 1 < len(sentence) and sentence[start].stem in words["teen"] and value(sentence[start + 1], words) == 10:
        return 11, start + 2
    while at < len(sentence):
        number = value(sentence[at], words)
        joined = sentence[at].form == "و" and total is not None and at + 1 < len(sentence)
        if joined and (following := value(sentence[at + 1], words)) is not None:
            total, at = (total or 0) + following, at + 2
        elif total is not None and sentence[at].form in words["thousands"]:
            total, at = total * 1000, at + 1
        elif number is None:
            break
        elif total is None:
            total, at = number, at + 1
        elif number >= 100 and total < number:
            total, at = total * number, at + 1
        elif number == 10 and total < 10:
            total, at = total + 10, at + 1
        else:
            break
    return total, at


def _grouped(words: Sequence[Word]) -> int | None:
    """44,600 that the tokenizer has cut; None for anything else."""
    if len(words) < 3 or words[1].form not in _THOUSANDS or words[0].end != words[1].start:
        return None
    parts = words[0].form, words[2].form
    whole = all(part.isdigit() for part in parts) and len(parts[1]) == 3 and words[1].end == words[2].start
    return int("".join(parts)) if whole else None


def qualifier_at(sentence: Sequence[Word], start: int, words: Words) -> tuple[str, int]:
    """The qualifier (about, at-least, ...) whose words begin at `start` and the index after it; ("", start) when there
    is none."""
    if start >= len(sentence) or sentence[start].form not in words.qualifying:
        return "", start
    for length in (3, 2, 1):
        phrase = " ".join(word.form for word in sentence[start : start + length])
        if len(sentence) >= start + length and phrase in words.qualifier:
            return words.qualifier[phrase], start + length
    return "", start


def dual(sentence: Sequence[Word], at: int, words: Words) -> bool:
    """Whether word `at` is a dual; neither صاروخياً, an accusative, nor المدنيين behind "dozens" is one."""
    word = sentence[at]
    if at and sentence[at - 1].stem in words["dozens"] | words["total"]:
        return False
    if at > 1 and word.definite and sentence[at - 1].form == _OF and value(sentence[at - 2], words) is None:
        return False  # عدد من المدنيين
    if word.form.endswith(_TWO) and (_DUAL in word.feats or _VOWELLED in word.raw):
        one = word.stem.removesuffix(_TWO)
        if words.is_a(one, "person_one", "person_noun"):
            return True
    return word.stem in words["dual"] and word.form != word.stem + _ACCUSATIVE


def quantity(number: int | None, qualifier: str) -> Quantity | None:
    """A number with its qualifier, exact when there is none; None without a number."""
    return None if number is None else Quantity(number, qualifier or "exact")


def listing(words: Sequence[Word], at: int, classes: Words) -> str | None:
    """The singular of the noun at `at` when a list of names may stand behind it: محطات X وY, حقلا X وY; but حقلاً, حقلا
    نفطيا."""
    word, behind = words[at], words[at + 1 : at + 2]
    if not word.form.endswith(_ACCUSATIVE):
        return classes.singular.get(word.stem)
    annexed = not word.raw.endswith(_INDEFINITE) and any(other.upos in _NAMES for other in behind)
    return classes.singular.get(word.form) if annexed else None
