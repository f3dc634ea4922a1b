"""What stands between a word and what belongs to it, and belongs to neither: a time, a source between commas, how or
how often it was. Put behind the rest, it parts nothing: شن، وفق مصادر محلية، غارة مساء أمس على X.

Only the order of the words changes; each keeps its offsets and its place in the tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from kg.rules.words import Words
from kg.syntax.words import Word

_COMMAS = ("،", ",")
_AT, _FOR = "ب", "ل"
_IN = ("في", "خلال", "عند", "منذ", "مع")
_AGO = ("قبل", "منذ")
_MOMENT, _OF = "وقت", "من"
_TIMES = "مره"
_PHRASE = 3  # words of how or how often something was
_LONG = 10  # words of a source between commas
_NOMINAL = ("NOUN", "PROPN", "X", "NUM", "ADJ")
_ENDS = ("PUNCT",)
_STOP = "."


def put_behind(words: Sequence[Word], dated: frozenset[int], classes: Words) -> tuple[Word, ...]:
    """The words with all asides behind the rest; `dated` are the words of time expressions."""
    spans = _spans(words, dated, classes)
    if not spans:
        return tuple(words)
    moved = {at for start, end in spans for at in range(start, end)}
    rest = [word for word in words if word.index not in moved]
    aside = [words[at] for start, end in spans for at in range(start, end)]
    last = rest[-1]
    if last.upos not in _ENDS:  # nothing of an aside is read as part of the last phrase
        rest.append(
            replace(last, form=_STOP, stem=_STOP, lemma=_STOP, upos="PUNCT", feats="_", start=last.end, token=0)
        )
    return tuple(replace(word, index=i) for i, word in enumerate((*rest, *aside)))


def _spans(words: Sequence[Word], dated: frozenset[int], classes: Words) -> list[tuple[int, int]]:
    found, at = [], 1
    while at < len(words):
        end = _between_commas(words, at, dated, classes) or _inside(words, at, dated, classes)
        if end and any(word.upos not in _ENDS for word in words[end:]):
            found.append((at, end))
        at = end or at + 1
    return found


def _between_commas(words: Sequence[Word], at: int, dated: frozenset[int], classes: Words) -> int:
    """The end of an aside between commas that begins at the first of them, which goes along; 0 for none."""
    if words[at].form not in _COMMAS or at + 2 >= len(words):
        return 0
    close = next((i for i in range(at + 2, min(at + _LONG, len(words))) if words[i].form in _COMMAS), 0)
    if not close or close + 1 >= len(words):
        return 0
    inside = range(at + 1, close)
    behind = words[close + 1]
    if behind.upos not in (*_NOMINAL, "ADP") or words[at - 1].form in _COMMAS:
        return 0
    source = words[at + 1].form in classes["according"] or (
        words[at + 1].form == _AT and words[at + 2].form in classes["according"]
    )
    time = all(i in dated or words[i].upos == "ADP" for i in inside)
    how = _adverbial(words, at + 1, dated, classes) == close
    return close + 1 if source or time or how else 0


def _inside(words: Sequence[Word], at: int, dated: frozenset[int], classes: Words) -> int:
    """The end of an aside between a verb or noun and what belongs to it; 0 for none."""
    end = at
    while step := _adverbial(words, end, dated, classes):
        end = step
    if end == at or end >= len(words):
        return 0
    before = words[at - 1]
    verb = before.upos == "VERB" or (before.upos == "PRON" and before.glued and at > 1 and words[at - 2].upos == "VERB")
    behind, time = words[end], not dated.isdisjoint(range(at, end))
    if time and behind.form == _OF:
        return 0  # بعد يومين من قصف X
    if verb:
        return end if behind.upos in (*_NOMINAL, "ADP") else 0
    if before.upos not in _NOMINAL:
        return 0
    clause = takewhile(lambda word: word.form not in _COMMAS, reversed(words[:at]))
    told = behind.upos in _NOMINAL and any(word.upos == "VERB" for word in clause)
    told = told and not time  # في غارة على X أمس جندياً: a time keeps what it parts apart
    return end if told or behind.form in classes["onto"] else 0


def _adverbial(words: Sequence[Word], at: int, dated: frozenset[int], classes: Words) -> int:
    """The end of a time, or of how or how often something was, that begins at `at`; 0 for none."""
    if at >= len(words):
        return 0
    start = at + (words[at].form in _IN and at not in dated)
    end = start
    while end < len(words) and end in dated:
        end += 1
    if end > start:
        return end
    if words[at].form in _IN and words[at + 1 : at + 2] and words[at + 1].stem == _MOMENT:
        return _some_time(words, at + 2)
    word, *more = words[at : at + 3]
    for length in range(_PHRASE, 0, -1):
        if " ".join(w.form for w in words[at : at + length]) in classes["how_often"]:
            return at + min(length, len(words) - at)
    if word.form in _AGO and more and more[0].stem in classes["timespan"]:
        return at + 2
    if word.form == _AT and more and more[0].stem in classes["way"]:
        end = at + 2
        while end < len(words) and words[end].upos == "ADJ":
            end += 1
        return end if end > at + 2 else 0
    if word.form == _FOR and len(more) == 2 and more[0].stem == _TIMES and more[1].stem in classes["ordinal"]:
        return _while(words, at + 3, dated, classes)
    return 0


def _some_time(words: Sequence[Word], at: int) -> int:
    """The end of في وقت متأخر من الليل, في وقت سابق, where word `at` stands behind the noun; 0 for none."""
    if at >= len(words) or words[at].upos != "ADJ":
        return 0
    of = words[at + 1 : at + 3]
    return at + 3 if len(of) > 1 and of[0].form == _OF and of[1].upos == "NOUN" else at + 1


def _while(words: Sequence[Word], at: int, dated: frozenset[int], classes: Words) -> int:
    """The end of within which time it was so often: خلال 24 ساعة, هذا الأسبوع, في أقل من يومين."""
    end = at
    if end < len(words) and words[end].form in _IN:
        end += 1
    while end < len(words) and (
        end in dated or words[end].upos in ("NUM", "DET") or words[end].stem in classes["timespan"]
    ):
        end += 1
    return end if end > at + 1 or (end > at and end - 1 in dated) else at
