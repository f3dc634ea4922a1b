"""Harm told by verbs of neither killing nor hurting: who is murdered with others, who is in treatment."""

from __future__ import annotations

from kg.events import Sentence
from kg.harm import people, sides
from kg.model import Casualties, Quantity
from kg.syntax.nominal import Nominal

_BESIDE = 4  # words between a verb and the word for treatment


def murdered(sentence: Sentence, verb: int) -> Casualties | None:
    """Who was murdered with others; one alone needs no number: اغتالت X فلاناً وستة من رفاقه."""
    arguments = sentence.clauses.of_verb(verb, people=True)
    victims = (n for n in (*arguments.object, *arguments.subject) if n.start > verb and not n.means)
    with_others = ((n, people.joined(sentence, n)) for n in victims)
    return next(
        (Casualties("killed", Quantity(1 + more), sides.side(sentence, n)) for n, more in with_others if more), None
    )


def treated(sentence: Sentence, verb: int) -> Casualties | None:
    """Those of whom it is told that they are in treatment, but not that some of others are: 32 جندياً يتلقون العلاج."""
    cure = any(
        word.stem in sentence.words["treatment"] for word in sentence.reading.words[verb + 1 : verb + 1 + _BESIDE]
    )
    before = (n for n in sentence.clauses.extent.left(verb) if n.count and not sentence.partial(n))
    treated = next((n for n in before if n.end >= verb - 1 and not _injured(sentence, n)), None)
    return sides.suffered(sentence, "injured", treated) if cure and treated else None


def _injured(sentence: Sentence, nominal: Nominal) -> bool:
    return sentence.reading.words[nominal.head].stem in sentence.words["injured_noun"]
