"""Where a strike came from, told behind it: مصدرها بلدة X, مكان إطلاقها X."""

from __future__ import annotations

from kg.events.event import Event
from kg.events.sentence import Sentence
from kg.events.slots import fill
from kg.rules.loader import Rule
from kg.syntax.arguments import Arguments
from kg.syntax.nominal import Nominal


def locate(sentence: Sentence) -> None:
    """Apply the origin rules; their nouns are triggers with a possessive pronoun, or when they name the launching."""
    for nominal in sentence.reading.nominals:
        core = sentence.reading.words[nominal.head : nominal.end]
        if not nominal.pronoun and not any(word.stem in sentence.words["launching"] for word in core):
            continue
        for rule in sentence.book.origins:
            if core[0].stem in rule.nouns:
                _locate(sentence, rule, nominal)


def _locate(sentence: Sentence, rule: Rule, nominal: Nominal) -> None:
    """The origin of the strike before it; without one in the sentence it points back."""
    trigger = nominal.end - 1
    places = fill(sentence, rule, "origin", trigger, Arguments(), sentence.origin)
    if not places:
        return
    event = next((e for e in reversed(sentence.events) if e.trigger < trigger), None)
    if event is None:
        event = Event(sentence.reading, trigger, [], definite=True)
        sentence.events.append(event)
    event.rules.append(rule)
    for place in places:
        event.launch_from(sentence.origins(place))
