"""The number of those harmed where it stands apart from them: بلغ عدد القتلى 18, ارتفعت حصيلة الضحايا إلى 23."""

from __future__ import annotations

from kg.events import Sentence
from kg.harm import people, sides
from kg.model import Casualties
from kg.syntax.nominal import Nominal

_FAR = 30  # words between "the number of those killed" and the number
_BY, _TO = "ب", "الي"


def toll(sentence: Sentence, nominal: Nominal) -> Nominal | None:
    """بلغ عدد القتلى ... 18 شخصاً, ارتفعت حصيلة الضحايا إلى 23: the phrase with the number; None without one."""
    before = sentence.reading.words[max(0, nominal.start - 1) : nominal.end - 1]
    if not any(word.stem in sentence.words["toll"] for word in before):
        return None
    behind = (n for n in sentence.reading.nominals[nominal.index + 1 :] if n.start - nominal.end <= _FAR)
    counted = (n for n in behind if n.count and n.preposition in ("", _TO, _BY) and not n.means and not n.event)
    number = next((n for n in counted if people.may_be(sentence, n)), None)
    over = sentence.reading.words[nominal.end : number.start] if number else ()
    return None if any(word.stem in sentence.words["overall"] for word in over) else number


def toll_before(sentence: Sentence, verb: int, harm: str) -> Casualties | None:
    """ارتفع إلى أربعة عدد الجنود الذين قُتلوا: the number before "the number of those who were killed"."""
    left = sentence.clauses.extent.left(verb)
    counted = next((n for n in left if counting(sentence, n)), None)
    if counted is None or verb not in sentence.reading.relative_verbs:
        return None
    number = next((n.count for n in left if n.end <= counted.start and n.preposition == _TO and n.count), None)
    return Casualties(harm, number, sides.side(sentence, counted)) if number else None


def counting(sentence: Sentence, nominal: Nominal) -> bool:
    words = sentence.reading.words[nominal.start : nominal.end]
    return any(word.stem in sentence.words["toll"] for word in words)
