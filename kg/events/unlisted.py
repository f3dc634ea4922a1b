"""Towns that no table knows: a foreign name on which an attack is, or which is the object of one, is a place."""

from __future__ import annotations

from dataclasses import replace

from kg.events.event import Event
from kg.events.sentence import Sentence
from kg.events.triggers import strikes
from kg.events.where import on_people
from kg.syntax.nominal import Nominal

_ON = "علي"
_NAMES = ("X", "PROPN")
_LONG = 2  # more words are the name of a person or a party


def name(sentence: Sentence) -> None:
    """Give the attacks of a sentence that have no target the place that such a name tells."""
    for event in sentence.events:
        if event.targets or event.unreal or event.definite:
            continue
        nominal = _behind(sentence, event) if event.noun else _object(sentence, event)
        if nominal is not None:
            event.hit([sentence.linker.new_place(sentence.reading, nominal)])


def _behind(sentence: Sentence, event: Event) -> Nominal | None:
    """هجوم على X: the name with على directly behind an attack; استهدفت غارات جوية X: its own object."""
    phrase = event.nominal
    if phrase is None:
        return None
    verbal = any(rule.verbs and strikes(rule) for rule in event.rules)
    behind = [n for n in sentence.reading.nominals if n.after == phrase.index]
    own = [n for n in behind if n.preposition == _ON or (verbal and not n.preposition)]
    return next((n for n in ([_tail(sentence, phrase)] if verbal else []) + own if _bare(sentence, n)), None)


def _object(sentence: Sentence, event: Event) -> Nominal | None:
    """قصفت X, قصف الجيش المالي X: the object of a verb, which parsers also take for a part of its subject."""
    if not any(strikes(rule) for rule in event.rules) or any(on_people(rule) for rule in event.rules):
        return None
    arguments = sentence.clauses.of_verb(event.trigger, strikes=True)
    if arguments.passive or arguments.object:
        return None
    nominals = sentence.reading.nominals
    own = (nominals[n.owner] for n in arguments.subject if n.owner >= 0)  # مسيّرات للجيش
    subject = [n for n in (*arguments.subject, *own) if n.start > event.trigger]
    ending = [_tail(sentence, n) for n in subject]
    begins = {event.trigger + 1, *(n.end for n in subject)}
    bare = [n for n in nominals if not n.preposition and not n.relative and n.start in begins]
    return next((n for n in (*ending, *bare) if _bare(sentence, n)), None)


def _tail(sentence: Sentence, nominal: Nominal) -> Nominal:
    """The foreign name that ends a phrase, or all of it: الجيش المالي X."""
    inside = (at for at in range(nominal.head + 1, nominal.end) if sentence.reading.words[at].upos in _NAMES)
    at = next(inside, nominal.head)
    return replace(nominal, start=at, head=at)


def _bare(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a phrase is nothing but a name that no table knows."""
    words = sentence.reading.words[nominal.head : nominal.end]
    known = any(m.start <= words[0].start < m.end for m in nominal.mentions)
    foreign = all(word.upos in _NAMES for word in words)
    return foreign and not known and len(words) <= _LONG and not (nominal.event or nominal.quoted)
