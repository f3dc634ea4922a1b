"""The forms of a trigger verb: enough of Arabic conjugation to know a trigger where tagger or lemmatiser err."""

from __future__ import annotations

from collections.abc import Iterator

from kg.text import fold

_PERFECT = ("", "ت", "ا", "تا", "وا", "ن", "نا")
_IMPERFECT_PREFIX = ("ي", "ت", "ن", "ا")
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
