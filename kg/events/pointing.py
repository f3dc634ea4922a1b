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


def resuming(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a subject is the attack, or the weapons, told before, or one more: الغارات, إحدى الغارات, غارة أخرى."""
    again = sentence.reading.words[nominal.head].definite or another(sentence, nominal)
    return again and (nominal.event or nominal.means is not None) and not sentence.actors(nominal)


def another(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a phrase tells one more of what was told before: صاروخ مماثل."""
    words = sentence.reading.words[nominal.head : nominal.end]
    return any(word.stem in sentence.words["another"] for word in words)
