"""Explosions, and the attacks that were told as their cause."""

from __future__ import annotations

from kg.events.event import Event
from kg.events.sentence import Sentence

_FROM = "عن"
_CAUSES = (_FROM, "جراء")
_WITHIN = ("في", "ب", "داخل")


def explain(sentence: Sentence) -> None:
    """What explosions were (`انفجارات ناجمة عن غارة على المقر`): the attack that is told behind them, not one more."""
    for blast in [e for e in sentence.events if all(rule.needs == "explosion" for rule in e.rules)]:
        blast.unreal = blast.unreal or _innocent(sentence, blast)
        cause = next((e for e in sentence.events if _causes(sentence, e, blast)), None)
        if cause is None:
            continue
        if not cause.targets or (cause.pronoun_agent and blast.targets):
            cause.targets, cause.vague, cause.definite = blast.targets, blast.vague, False
        cause.rules.extend(blast.rules)
        sentence.events.remove(blast)


def heard(sentence: Sentence) -> None:
    """دوت انفجارات في حمص نتيجة غارات: raids of which no target is told hit the town where they were heard."""
    reading, beginnings = sentence.reading, tuple(sentence.words["explosion"])
    told = (e for e in sentence.events if e.noun and e.attackers and not e.unreal)
    for event in [e for e in told if not (e.targets or e.definite)]:
        blasts = (n for n in reading.nominals if n.end <= event.trigger)
        blast = next((n for n in blasts if reading.words[n.head].stem.startswith(beginnings)), None)
        if blast is None or not _caused(sentence, event):
            continue
        inside = (n for n in reading.nominals if blast.end <= n.start < event.trigger and n.preposition in _WITHIN)
        event.hit(next((refs for n in inside if (refs := sentence.targets(n))), ()))


def _innocent(sentence: Sentence, blast: Event) -> bool:
    """Whether explosions were none of an attack: ناجمة عن تدريبات, بسبب تسرب للغاز."""
    words = sentence.reading.words
    causes = (n for n in sentence.reading.nominals if n.start > blast.trigger and n.preposition in _CAUSES)
    return any(w.stem in sentence.words["innocent_cause"] for n in causes for w in words[n.head : n.head + 2])


def _causes(sentence: Sentence, event: Event, blast: Event) -> bool:
    """Whether an attack is told as what explosions came from: ناجمة عن قصف, جراء غارة, بعد استهدافها."""
    return not event.unreal and event.trigger >= blast.trigger and _caused(sentence, event)


def _caused(sentence: Sentence, event: Event) -> bool:
    nominal = event.nominal if event.noun else None
    if nominal is None:
        return False
    before = sentence.reading.words[max(0, nominal.start - 1) : nominal.start]
    return nominal.preposition in sentence.words["after_that"] or any(word.form == _FROM for word in before)
