"""The attack that a verb without a subject goes on with: القصف وقع فجراً، وإنه طال X; نُفذت الغارات ليلاً واستهدفت X."""

from __future__ import annotations

from itertools import islice

from kg.events.sentence import Sentence
from kg.syntax.nominal import Nominal
from kg.syntax.verbs import feminine
from kg.syntax.words import Word

_HER = "ها"
_FEMININE = ("ه", "ات")  # endings of folded nouns: ضربة, غارات
_BACK = 3  # verbs over which a pronoun reaches


def continued(sentence: Sentence, verb: int) -> Nominal | None:
    """The attack that is the subject of a verb before this one, when it agrees with the verb, or with the pronoun that
    is its subject; None when there is none."""
    clauses, reading = sentence.clauses, sentence.reading
    pronoun = clauses.subject_pronoun(verb)
    if verb in reading.relative_verbs or not (pronoun or clauses.continues(verb)):
        return None
    she = reading.words[verb - 1].form == _HER if pronoun else feminine(reading.words[verb])
    for nominal in islice(clauses.subjects_before(verb), _BACK if pronoun else 1):
        event = sentence.by_nominal.get(nominal.index)
        told = event is not None and event.noun and not event.unreal
        if told and _feminine(reading.words[nominal.head]) == she:
            return nominal
    return None


def _feminine(noun: Word) -> bool:
    """Whether a noun for an attack takes a feminine verb: singulars in -a and all plurals in -at."""
    return noun.stem.endswith(_FEMININE)
