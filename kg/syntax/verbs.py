"""The forms of a trigger verb: enough of Arabic conjugation to know a trigger where tagger or lemmatiser err."""

from __future__ import annotations

from collections.abc import Iterator

from kg.syntax.words import Word
from kg.text import fold

_PERFECT = ("", "ت", "ا", "تا", "وا", "ن", "نا")
_IMPERFECT_PREFIX = ("ي", "ت", "ن", "ا")
_SHE, _IMPERFECT_TAG = "ت", "Aspect=Imp"
_PARTICIPLE = "م"  # begins them
_IMPERFECT = ("", "ون", "ان", "وا", "ا", "ن")


def forms(perfect: str, imperfect: str) -> Iterator[str]:
    """Folded third-person forms, and the first person plural, of a verb given as perfect and imperfect of the third
    person singular.

    >>> sorted(forms("تبنى", "يتبنى"))[-3:]
    ['يتبنيا', 'يتبنيان', 'يتبنين']
    """
    perfect, imperfect = fold(perfect), fold(imperfect)
    weak = perfect.endswith(("ي", "ا")) and len(perfect) > 3
    for ending in _PERFECT:
        yield (perfect[:-1] if weak and ending in ("ت", "تا", "وا") else perfect) + ending
    base = imperfect[1:]
    for prefix in _IMPERFECT_PREFIX:
        for ending in _IMPERFECT:
            yield prefix + (base[:-1] if base.endswith("ي") and ending in ("ون", "وا") else base) + ending


def participle(raw: str, form: str) -> bool:
    """Whether a word that is read as a verb, by its form, is written as a participle: مستهدفاً.

    >>> participle("مستهدفاً", "استهدف"), participle("مشط", "مشط")
    (True, False)
    """
    return raw.startswith(_PARTICIPLE) and not form.startswith(_PARTICIPLE)


def feminine(word: Word) -> bool:
    """Whether a verb in the third person is feminine, by its form: taggers err with names for subjects."""
    return word.form.startswith(_SHE) if _IMPERFECT_TAG in word.feats else word.form.endswith(_SHE)


_DAMMA, _SHADDA = "\u064f", "\u0651"
_PREFIXES = "يتن"


def passive_by_mark(raw: str, lemma: str) -> bool:
    """Whether a verb as it is written, with the vowels that the outlet put, is passive: its first vowel is u.

    Imperfects of the patterns أفعل, فعّل, فاعل have u in the active as well; `lemma` is folded.

    >>> passive_by_mark("قُصفت", "قصف"), passive_by_mark("تُطلق", "اطلق"), passive_by_mark("تُستهدف", "استهدف")
    (True, False, True)
    >>> passive_by_mark("نُفّذت", "نفذ")  # its ن is no prefix
    True
    """
    bare = raw.lstrip("وف")
    if _DAMMA not in bare[:4]:
        return False
    derived = _SHADDA in raw or (len(lemma) == 4 and (lemma[0] == "ا" or lemma[1] == "ا"))
    prefixed = bare[0] in _PREFIXES and bare[1] == _DAMMA and not fold(bare).startswith(lemma)
    return not (prefixed and derived)
