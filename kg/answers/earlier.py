"""What an article has told before: strikes that a clause puts before another, and how many "the attacks" are."""

from __future__ import annotations

from collections.abc import Sequence

from kg.events import Event, Sentence
from kg.rules.words import Words
from kg.syntax.marked import COMMAS

_WAS = "كان"
_TWO = "Number=Dual"
_CLAUSE = 12  # words back from a strike in which its clause begins


def before_another(classes: Words, event: Event, since: int = -1) -> bool:
    """Whether the clause of a strike puts it before another: بعدما كان الحزب قد قصف X, بعد يومين من هجوم على X; only
    what stands behind word `since` counts."""
    words = event.reading.words
    for at in range(event.trigger - 1, max(since, event.trigger - _CLAUSE), -1):
        word = words[at]
        if word.form in COMMAS or (at in event.reading.verbs and word.lemma != _WAS):
            return False
        that = words[at + 1].form in classes["complementizer"]
        if word.form in classes["after_which"] or (word.stem in classes["after_that"] and (event.noun or that)):
            return True
    return False


def several(sentence: Sentence, event: Event, told: Sequence[Event], own: set[str]) -> list[Event]:
    """The strikes, latest last, that «العمليتين», «الهجمات الثلاث» point back to, of those `told` by `own` or by nobody
    known; empty where a noun points back to one."""
    nominal, word = event.nominal, event.reading.words[event.trigger]
    both = nominal is not None and _both(event)
    if nominal is None or not (both or (not event.targets and (word.definite or nominal.pronoun))):
        return []
    if both or word.stem in sentence.words["dual"]:
        number = 2
    elif word.stem in sentence.words["plural_event"]:
        number = int(nominal.count.value) if nominal.count else len(told)
    else:
        return []
    by = ((e, {party.ref.entity.id for party in e.attackers}) for e in told if e.targets and not e.unreal)
    found = [e for e, attackers in by if not attackers or attackers & own]
    return found[-number:] if number > 1 else []


def _both(event: Event) -> bool:
    """استهداف السفينتين: whether an attack is on two things told before."""
    behind = event.reading.words[event.trigger + 1 : event.trigger + 2]
    return any(word.definite and _TWO in word.feats and word.upos == "NOUN" for word in behind)
