"""Who responds: the subject of the wording, the attacker of the strikes that are said to be a response, the speaker."""

from __future__ import annotations

from collections.abc import Sequence

from kg.answers import earlier
from kg.events import Event, Sentence, Trigger, fill
from kg.model import EntityKind, Ref
from kg.syntax.nominal import OWNER, Nominal
from kg.voices.speakers import Speaker

_ON = "علي"
_CHASED = 5  # words between a verb and those who are chased


def actors(
    sentence: Sentence, wording: Trigger, history: Sequence[Event], told: Sequence[Speaker]
) -> tuple[list[Ref], list[Nominal]]:
    """Who responds, and the weapons by which the sentence names them."""
    rule, trigger, arguments = wording
    spoken = [ref for s in told if s.actor and s.start < trigger for ref in s.refs]
    if spoken and sentence.clauses.subject_pronoun(trigger):  # قال الجيش إنه رد
        return spoken[-1:], []
    agents = fill(sentence, rule, "attacker", trigger, arguments, sentence.agentive)
    armed = [nominal for nominal in agents if nominal.means and not nominal.event]
    if actors := [ref for nominal in agents for ref in sentence.actors(nominal)]:
        return actors, armed
    if spoken and any(sentence.air_force(nominal) for nominal in arguments.subject):  # أضاف البيان أن سلاح الجو رد
        return spoken[-1:], list(arguments.subject)
    noun = next((n for n in sentence.reading.nominals if n.head == trigger), None)  # القصف انتقام لـ X
    behind = sentence.reading.nominals[noun.after : noun.after + 1] if noun and noun.after >= 0 else ()
    before = (n for n in (*arguments.subject, *behind) if n.event and n.end <= trigger)
    if any(sentence.reading.words[n.head].definite for n in before):
        latest = [e for e in (*history, *sentence.events) if e.targets and e.attackers]
        latest = [e for e in latest if not earlier.before_another(sentence.words, e)] or latest
        actors = [party.ref for e in latest[-1:] for party in e.attackers]  # "the two operations are a response"
    if not actors and (defenders := _defenders(sentence, armed, history)):
        return defenders, armed
    if not actors and any(_troops(sentence, n) for n in arguments.subject if n.start > trigger):
        return _hit_last(sentence, trigger, history), armed
    if not actors and (subject := _going_on(sentence, trigger)) is not None:
        return list(sentence.actors(subject)), [subject] if subject.means else []
    return actors or _agent_before(sentence, trigger), armed


def _defenders(sentence: Sentence, armed: Sequence[Nominal], history: Sequence[Event]) -> list[Ref]:
    """سقطت صواريخ على القاعدة. وردّت مدفعية القاعدة: a base's weapons are of who holds the base hit last."""
    words, linker = sentence.reading.words, sentence.linker
    if not any(word.stem in sentence.words["base_noun"] for n in armed for word in words[n.head + 1 : n.end]):
        return []
    struck = next((ref for e in reversed(history) for ref in e.targets if ref.entity.operator), None)
    holder = linker.lexicon.get(struck.entity.operator) if struck and struck.entity.operator else None
    return [linker.ref(linker.acting(holder), struck.start, struck.end)] if struck and holder else []


def _troops(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a subject is but "the force", "the soldiers": somebody other than who struck."""
    word = sentence.reading.words[nominal.head]
    return word.definite and sentence.words.is_a(word.stem, "person_noun", "group_noun") and not nominal.mentions


def _hit_last(sentence: Sentence, trigger: int, history: Sequence[Event]) -> list[Ref]:
    """هاجم مسلحون نقطة للجيش، وردّت القوة: those who were hit last are who respond."""
    told = (*history, *(event for event in sentence.events if event.trigger < trigger))
    troops = ([ref for ref in e.targets if ref.entity.kind is EntityKind.ACTOR] for e in reversed(told))
    return next((refs for refs in troops if refs), [])


def _going_on(sentence: Sentence, trigger: int) -> Nominal | None:
    """لم تسكت المدفعية الإسرائيلية، إذ ردّت: a verb without subject goes on with the subject of the verb before it."""
    if trigger not in sentence.reading.verbs:
        return None
    subjects = (n for n in sentence.clauses.subjects_before(trigger) if not n.event)
    return next((n for n in subjects if sentence.actors(n)), None)


def _agent_before(sentence: Sentence, trigger: int) -> list[Ref]:
    """دفع القوات الأمريكية إلى الرد: the nearest actor before the noun."""
    for nominal in reversed(sentence.reading.nominals):
        if nominal.end > trigger or nominal.event or nominal.preposition in (OWNER, _ON):
            continue
        if sentence.agentive(nominal):
            return list(sentence.actors(nominal))
    return []


def at_home(speaker: Ref, event: Event) -> bool:
    """Whether a strike hit the side or the country of who speaks of it."""
    own = {speaker.entity.id, speaker.entity.located_in}
    hit = (ref.entity for ref in event.targets)
    return any(own & {e.id, e.operator, e.located_in, e.country} for e in hit)


def perpetrators(sentence: Sentence, verb: int) -> Nominal | None:
    """Those who carried out an attack, behind a verb: المهاجمين, منفذي الهجوم; None without them."""
    near = (n for n in sentence.clauses.extent.right(verb) if not n.preposition and n.start - verb <= _CHASED)
    return next((n for n in near if sentence.reading.words[n.head].stem in sentence.words["perpetrator"]), None)
