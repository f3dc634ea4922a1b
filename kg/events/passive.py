"""Passive triggers: what such a verb has as its subject is what was hit."""

from __future__ import annotations

from dataclasses import replace

from kg.events.needs import armed, beyond
from kg.events.sentence import Sentence
from kg.rules.loader import Rule
from kg.syntax.arguments import Arguments


def voiced(sentence: Sentence, rule: Rule, verb: int, arguments: Arguments) -> Arguments:
    """The arguments of a verb by its voice, which taggers often miss: those of a passive one without a subject."""
    killed = rule.needs == "armed" and _killed(sentence, verb)
    if not (arguments.passive or killed):
        return arguments
    hit = bool(arguments.object) and not killed
    if any(armed(sentence, n) and (hit or beyond(sentence, n)) for n in arguments.subject):
        return replace(arguments, passive=False)  # قتل مسلحون محامياً
    uses_object = any(slot.relation == "obj" for slots in rule.slots.values() for slot in slots)
    if not uses_object or any(sentence.targetable(n) for n in arguments.object):
        return replace(arguments, passive=uses_object)  # أغار على X has none
    both = (*arguments.subject, *arguments.object)
    return Arguments((), both, arguments.obliques, passive=True, fallback=arguments.fallback)


def _killed(sentence: Sentence, verb: int) -> bool:
    """Whether the tree has somebody killed, and nobody else beside him: أن مسلحاً قُتل مع اثنين آخرين."""
    reading = sentence.reading
    own = {reading.relations[at] for at, head in enumerate(reading.heads) if head == verb}
    return "nsubj:pass" in own and "obj" not in own
