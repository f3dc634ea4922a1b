"""Whether a noun for an attack points back to one told before: الهجوم, هجوم أربيل, ذلك القصف, إنها ضربات."""

from __future__ import annotations

from kg.events.event import Event
from kg.events.sentence import Sentence
from kg.syntax.nominal import Nominal


def point(sentence: Sentence, event: Event, nominal: Nominal) -> None:
    """Note whether the attack that a noun tells points back, and whether it does so in words ("that attack")."""
    words = sentence.reading.words
    event.definite = words[nominal.head].definite or bool(event.about)
    event.pointing = any(w.stem in sentence.words["anaphoric"] for w in words[nominal.head + 1 : nominal.end])
    before = words[max(0, nominal.start - 1) : nominal.head]
    event.pointing |= any(w.stem in sentence.words["demonstrative"] for w in before)


def judged(sentence: Sentence, nominal: Nominal) -> bool:
    """قالت إنها ضربات انتقامية: whether a noun says what those told before were."""
    if nominal.start < 2:
        return False
    that, pronoun = sentence.reading.words[nominal.start - 2 : nominal.start]
    return that.form in sentence.words["complementizer"] and pronoun.upos == "PRON" and pronoun.glued
