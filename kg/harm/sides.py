"""Those whom harm befell: how many a phrase names, and of which side they are."""

from __future__ import annotations

from kg.events import Sentence
from kg.harm import people
from kg.linking.memory import ARMED_GROUP
from kg.model import Casualties, Quantity, Ref
from kg.syntax.nominal import Nominal

_IN = "في"
_LIST = 16  # words between harm and the groups that suffered it


def suffered(sentence: Sentence, harm: str, nominal: Nominal) -> Casualties | None:
    """Harm to the people that a phrase names, None when it may name none."""
    head = sentence.reading.words[nominal.head]
    number = people.number(sentence, nominal)
    if number is None or (head.definite and head.stem in sentence.words["assailants"]):
        return None
    return Casualties(harm, number, side(sentence, nominal))


def each(sentence: Sentence, at: int, total: int) -> list[tuple[Ref, Quantity]]:
    """How many of each group a sum behind word `at` is told of: 84 من عناصر فاغنر و47 جندياً مالياً; empty where it is of
    one, or of something else."""
    told: list[tuple[Ref, Quantity]] = []
    for nominal in sentence.reading.nominals:
        if not at < nominal.start <= at + _LIST or any(at < verb < nominal.start for verb in sentence.reading.verbs):
            continue
        number = people.own(sentence, nominal)
        if number and (group := side(sentence, nominal)):
            told.append((group, number))
    several = len({group.entity.id for group, _ in told}) == len(told) > 1
    return told if several and sum(number.value for _, number in told) == total else []


def side(sentence: Sentence, nominal: Nominal) -> Ref | None:
    """The group of those harmed: named itself, as their owner, or behind them (قيادي في حزب الله)."""
    behind = (n for n in sentence.reading.nominals if n.after == nominal.index and n.preposition == _IN)
    groups = (ref for n in behind for ref in sentence.actors(n) if ref.entity.subtype == ARMED_GROUP)
    return next(iter(sentence.actors(nominal)), None) or next(groups, None) or _teller(sentence, nominal)


def _teller(sentence: Sentence, nominal: Nominal) -> Ref | None:
    """Who tells of harm to his own: أقر الجيش بمقتل جنديين, أعلن الحزب استشهاد ثلاثة من مقاتليه."""
    reading, classes = sentence.reading, sentence.words
    verb = next((at for at in reading.above(nominal.head) if at in reading.verbs), None)
    lemma = reading.words[verb].lemma if verb is not None and verb < nominal.start else ""
    his = nominal.pronoun and lemma in classes["report_verb"]
    tellers = sentence.clauses.subject_of(verb) if verb is not None and (his or lemma in classes["admitting"]) else ()
    striking = {party.ref.entity.id for event in sentence.events for party in event.attackers}
    told = (ref for n in tellers for ref in sentence.actors(n) if ref.entity.id not in striking)
    return next((ref for ref in told if not his or ref.entity.subtype == ARMED_GROUP), None)
