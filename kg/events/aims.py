"""What attacks were aimed at, told as what their aim was: كان هدفها قاعدة X, شملت الأهداف التي قصفتها الطائرات X وY."""

from __future__ import annotations

from collections.abc import Iterator

from kg.events.event import Event
from kg.events.reality import real
from kg.events.sentence import Sentence
from kg.rules.loader import Rule
from kg.syntax.nominal import Nominal

_BESIDE = "مع"
_NEAR = 3  # words between "was" and the aim, and between the aim and whose it is
_WITHIN = 25  # words between an aim and what it is said to be


def aim(sentence: Sentence) -> None:
    """Add what the aim of an attack is said to be to what that hit."""
    for nominal in sentence.reading.nominals:
        for rule in sentence.book.aims:
            if _names(sentence, rule, nominal) and real(sentence, nominal.start):
                _aim(sentence, rule, nominal)


def _names(sentence: Sentence, rule: Rule, nominal: Nominal) -> bool:
    """Whether a phrase names an aim, or a list of aims."""
    head, annexed = sentence.reading.words[nominal.head], sentence.reading.words[nominal.head + 1 : nominal.end][:1]
    listed = head.stem in sentence.words["aim_list"] and any(word.stem in rule.nouns for word in annexed)
    return head.stem in rule.nouns or listed


def _aim(sentence: Sentence, rule: Rule, nominal: Nominal) -> None:
    told = _told(sentence, nominal)
    event = _attack(sentence, nominal) or _weapon(sentence, rule, nominal) if told else None
    if event is None:
        return
    if event.vague or event.trigger in sentence.reading.relative_verbs:
        event.targets.clear()  # only where it happened, or "the targets" themselves
    event.definite, event.vague = False, False
    if rule not in event.rules:
        event.rules.append(rule)
    sentence.hit_all(event, told)


def _told(sentence: Sentence, aim: Nominal) -> tuple[Nominal, ...]:
    """What an aim is said to be, with what is joined to it; nothing where it is only spoken of."""
    reading, words = sentence.reading, sentence.words
    behind = [n for n in reading.nominals if aim.end <= n.start <= aim.end + _WITHIN]
    outer = (n for n in behind if n.outer or n.relative == aim.relative)
    bare = (n for n in outer if not (n.preposition or n.event or n.means or _own(sentence, n, aim)))
    first = next((n for n in bare if sentence.targetable(n)), None)
    if first is None:
        return ()
    copula = any(word.lemma in words["copula"] for word in reading.words[max(0, aim.start - _NEAR) : aim.start])
    if not (copula or any(word.form in words["which_is"] for word in reading.words[aim.end : first.start])):
        return ()
    beside = (n for n in behind if n.start > first.start and n.preposition == _BESIDE and sentence.targetable(n))
    return (*sentence.clauses.group(first), *(member for n in beside for member in sentence.clauses.group(n)))


def _own(sentence: Sentence, nominal: Nominal, aim: Nominal) -> bool:
    """Whether a phrase tells whose aim it is: هدف الصواريخ, الهدف الرئيسي للهجوم."""
    closed = aim.pronoun or sentence.reading.words[aim.head].definite
    return (nominal.after == aim.index and not closed) or nominal.index == aim.owner


def _attack(sentence: Sentence, aim: Nominal) -> Event | None:
    """The attack whose aim a phrase is: that of the clause behind it, the one annexed to it, or the one before."""
    reading = sentence.reading
    for event in sentence.events:
        if event.trigger in reading.relative_verbs and aim.start <= reading.qualified(event.trigger) < aim.end:
            return event
    near = range(aim.head + 1, aim.end + _NEAR)
    own = [event for event in sentence.events if event.trigger in near and event.noun]
    before = [event for event in sentence.events if event.trigger < aim.start and _points_back(sentence, aim)]
    return next(iter(own), None) or next(reversed(before), None)


def _weapon(sentence: Sentence, rule: Rule, aim: Nominal) -> Event | None:
    """A new attack by the weapon of which a phrase is the aim: هدف الصواريخ, المسيّرات ... وكان هدفها."""
    weapon = next(_weapons(sentence, aim), None)
    if weapon is None:
        return None
    event = Event(sentence.reading, aim.head, [rule])
    sentence.strike_by(event, weapon)
    sentence.events.append(event)
    return event


def _weapons(sentence: Sentence, aim: Nominal) -> Iterator[Nominal]:
    """The weapons of which a phrase may be the aim, likeliest first."""
    nominals = sentence.reading.nominals
    yield from (n for n in nominals if n.means and (_own(sentence, n, aim) or aim.start < n.start < aim.end + _NEAR))
    yield from (n for n in reversed(nominals[: aim.index]) if n.means and _points_back(sentence, aim))


def _points_back(sentence: Sentence, aim: Nominal) -> bool:
    """هدفها, الهدف: of what was told before."""
    return aim.pronoun or (sentence.reading.words[aim.head].definite and aim.owner < 0)
