"""Whose strike a sentence tells that begins with a verb without a subject: that of the sentence before it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.events import Event, Sentence
from kg.model import Ref
from kg.syntax.nominal import Nominal
from kg.syntax.verbs import feminine
from kg.syntax.words import Word

_FIRST = 3  # words before the verb with which a sentence begins: كما أن قصفت
_ACTIVE = "Voice=Act"
_HER = "ها"
_WHO = "من"
_THAT = 3  # words back from a verb behind "that they who"
_APART = 3  # words between whom a sentence singles out and the pronoun


def go_on(sentence: Sentence, before: Sentence | None) -> None:
    """«كما أغار على X»: the first verb of a sentence, which names nobody, goes on with the subject of the sentence
    before it when it agrees with that verb in gender."""
    verb = min(sentence.reading.verbs, default=len(sentence.reading.words))
    event = _told_first(sentence, verb)
    if before is None or verb > _FIRST:
        return
    if any(
        word.form in sentence.words["formerly"] for word in sentence.reading.words[verb : verb + 1]
    ):  # سبق أن قصفت X
        verb = min((v for v in sentence.reading.verbs if v > verb), default=verb)
        event = _told_first(sentence, verb)
    if event is None:
        return
    if sentence.reading.sentence.index - before.reading.sentence.index != 1:
        return
    others = [n for n in sentence.reading.nominals if n.end <= verb and sentence.acting(n)]
    subjects = [n for n in sentence.clauses.subject_of(verb) if _named(sentence, n)]
    theirs = next((p for n in subjects if (p := _possessor(sentence, n)) is not None), None)
    if others or (subjects and theirs is None):
        return
    word = sentence.reading.words[verb]
    she = theirs.form == _HER if theirs is not None else feminine(word)
    refs = _subject(before, she, theirs is not None) if _ACTIVE in word.feats or theirs is not None else ()
    for told in (event, *_further(sentence, event)):
        told.attack_by(refs)


def _possessor(sentence: Sentence, nominal: Nominal) -> Word | None:
    """The pronoun by which arms or troops are those of whom the sentence before names: فأغارت طائراته."""
    if not nominal.pronoun or sentence.actors(nominal):
        return None
    words = sentence.reading.words
    forces = nominal.means is not None or sentence.words.is_a(words[nominal.head].stem, "force_noun", "person_noun")
    behind = words[nominal.head + 1 : nominal.head + 2] if forces else ()
    return next((word for word in behind if word.upos == "PRON"), None)


def cleft(sentence: Sentence) -> None:
    """«طيران الجيش هو من قصف السوق», «الميليشيات هي التي نفّذت القصف»: who is singled out struck."""
    for event in (e for e in sentence.events if not e.attackers):
        verb = max((v for v in sentence.reading.verbs if v <= event.trigger), default=event.trigger)
        at = verb if event.noun and singled(sentence, verb) else event.trigger
        if not singled(sentence, at):
            continue
        named = (n for n in reversed(sentence.reading.nominals) if n.end <= at - 2 and sentence.acting(n))
        agent = next((n for n in named if at - 2 - n.end <= _APART), None)
        if agent is not None:
            sentence.strike_by(event, agent)


def singled(sentence: Sentence, at: int) -> bool:
    """Whether هو من, هي التي stand before a word."""
    before = sentence.reading.words[max(0, at - 2) : at]
    if len(before) < 2 or before[0].upos != "PRON":
        return False
    that = sentence.reading.words[max(0, at - _THAT) : at - 2]
    if before[0].glued and not any(word.form in sentence.words["complementizer"] for word in that):
        return False  # قال إنها هي التي, أكدت أنها من نفذ
    return before[1].form == _WHO or bool({before[1].form, before[1].stem} & sentence.words["relative"])


def _further(sentence: Sentence, first: Event) -> Iterator[Event]:
    """The strikes that further verbs of a sentence tell, naming nobody either: أغار على X، كما أطلق صاروخاً على Y."""
    for event in sentence.events:
        verb = not event.noun and event.trigger not in sentence.reading.relative_verbs
        silent = event.open_agent and not event.attackers and event.trigger > first.trigger
        others = (sentence.acting(n) for n in sentence.clauses.subjects_before(event.trigger))
        if verb and silent and not any(others):
            yield event


def _named(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether what is taken for the subject of a verb is it by the tree as well: شنت هجوماً names nobody."""
    inside = range(nominal.start, nominal.end)
    return any(sentence.reading.relations[at].startswith("nsubj") for at in inside)


def _told_first(sentence: Sentence, verb: int) -> Event | None:
    """The strike that the first verb of a sentence tells, or carries, when it names nobody who did it."""
    tells = (e for e in sentence.events if e.trigger == verb or (e.noun and e.trigger > verb and len(e.rules) > 1))
    first = min(tells, key=lambda e: e.trigger, default=None)
    return first if first is not None and first.open_agent and not first.attackers else None


def _subject(sentence: Sentence, she: bool, owning: bool) -> tuple[Ref, ...]:
    """Who struck as the subject of the last main verb of that gender in a sentence; nobody when another one struck
    last. Of whose arms or troops are told, it is enough to be that subject where nobody struck."""
    struck = [{p.ref.entity.id for p in e.attackers} for e in sorted(sentence.events, key=lambda e: e.trigger)]
    last = next((ids for ids in reversed(struck) if ids), set())
    verbs = (v for v in reversed(sentence.reading.verbs) if v not in sentence.reading.relative_verbs)
    for verb in verbs:
        for nominal in sentence.clauses.subject_of(verb):
            refs = sentence.actors(nominal)
            if refs and ({ref.entity.id for ref in refs} <= last or (owning and not last)):
                return refs if feminine(sentence.reading.words[verb]) == she else ()
    return ()
