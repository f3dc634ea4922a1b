"""Harm that is told once and meant again at a further place: سقط في الأولى 16 قتيلاً وفي الثانية سبعة."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.events import Sentence
from kg.model import Casualties, Quantity
from kg.syntax.nominal import Nominal

_AND, _IN = "و", "في"
_NEAR = 8  # words between harm and the "and" behind which it is meant again


def again(sentence: Sentence, found: Sequence[tuple[int, Casualties]]) -> Iterator[tuple[int, Casualties]]:
    """The bare numbers behind "and" with a place of their own, as the harm of `found` that is told before them: each
    with the word beside its place."""
    words = sentence.reading.words
    for nominal in sentence.reading.nominals:
        if like := _as_many(sentence, nominal, found):
            yield nominal.head, like
        core = words[nominal.head : nominal.end]
        bare = all(word.stem in sentence.words.number or word.stem.isdigit() for word in core)
        if more := _further(sentence, nominal, found):
            yield nominal.head, more
            continue
        place = _place(sentence, nominal) if bare and not nominal.mentions else None
        if place is None or nominal.count is None:
            continue
        first = min(nominal.start, place.start - 1)
        told = [harm for at, harm in found if at < first <= at + _NEAR and harm.quantity.value]
        if told and words[first - 1].form == _AND:
            yield max(nominal.head, place.start - 1), replace(told[-1], quantity=nominal.count, side=None)


def _further(sentence: Sentence, nominal: Nominal, found: Sequence[tuple[int, Casualties]]) -> Casualties | None:
    """Harm to one more or to as many in a further attack: قُتل مدنيان بغارة على X، وثالث بغارة على Y."""
    words, classes = sentence.reading.words, sentence.words
    told = [harm for at, harm in found if at < nominal.start and harm.quantity.value]
    joined = nominal.start > 0 and words[nominal.start - 1].form == _AND and nominal.end == nominal.head + 1
    cause = next((n for n in sentence.reading.nominals if n.start == nominal.end + 1), None)
    attack = sentence.event_of(cause) if cause and cause.preposition in classes["cause_preposition"] else None
    if not (told and joined and attack and attack.targets):
        return None
    one = classes.is_a(words[nominal.head].stem, "another_one", "ordinal")
    number = nominal.count or (Quantity(1) if one else None)
    known = classes.is_a(words[nominal.head].stem, "killed_noun", "injured_noun")
    return replace(told[-1], quantity=number, side=None) if number and not known and not nominal.means else None


def _as_many(sentence: Sentence, nominal: Nominal, found: Sequence[tuple[int, Casualties]]) -> Casualties | None:
    """Harm to as many as were told just before: مقتل ثلاثة وإصابة مثلهم."""
    words, classes = sentence.reading.words[nominal.head : nominal.head + 3], sentence.words
    told = [harm for at, harm in found if at < nominal.head and harm.quantity.value]
    alike = len(words) > 2 and words[1].stem in classes["as_many"] and words[2].upos == "PRON"
    if not told or not alike or words[0].stem not in classes["harm_act"]:
        return None
    return Casualties("injured" if words[0].stem in classes["injured_noun"] else "killed", told[-1].quantity)


def _place(sentence: Sentence, nominal: Nominal) -> Nominal | None:
    """The place directly before or behind a number: by its name, or the first or second of those told before."""
    counted = sentence.words["first"] | sentence.words["second"]
    for place in sentence.reading.nominals[max(0, nominal.index - 1) : nominal.index + 2]:
        beside = nominal.start == place.end or place.start == nominal.end + 1
        named = bool(place.mentions) or sentence.reading.words[place.head].stem in counted
        if place.preposition == _IN and place.index != nominal.index and beside and named:
            return place
    return None
