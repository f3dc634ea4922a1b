"""What answers what: response wording in a sentence, and the further strikes of the same side later in the article."""

from __future__ import annotations

from collections.abc import Sequence

from kg.events import Event, Sentence, fill, real, triggers
from kg.model import Ref
from kg.syntax.nominal import Nominal

_DEMONSTRATIVE = frozenset(("ذلك", "هذا", "هذه", "ما"))


def respond(sentence: Sentence, history: Sequence[Event]) -> list[tuple[Ref, list[Event]]]:
    """Apply the response rules of a sentence. `history` are the events so far. Returns who responded to what, also
    when the answering
    strike is told only later."""
    announced: list[tuple[Ref, list[Event]]] = []
    for rule, trigger, arguments in triggers(sentence, "respond"):
        if not real(sentence, trigger):
            continue
        actors: list[Ref] = []
        armed: list[Nominal] = []
        for nominal in fill(sentence, rule, "attacker", trigger, arguments, sentence.agentive):
            actors.extend(sentence.actors(nominal))
            armed.extend([nominal] if nominal.means and not nominal.event else [])
        if not actors and any(n.event and sentence.reading.words[n.head].definite for n in arguments.subject):
            latest = [e for e in [*history, *sentence.events] if e.targets and e.attackers]
            actors = [party.ref for e in latest[-1:] for party in e.attackers]  # "the two operations are a response"
        if not actors:
            actors = _agent_before(sentence, trigger)
        answers = _events(
            sentence, fill(sentence, rule, "answer", trigger, arguments, lambda n: sentence.event_of(n) is not None)
        )
        caused = fill(sentence, rule, "cause", trigger, arguments, lambda n: sentence.event_of(n) is not None)
        causes = _events(sentence, caused)
        if not answers:
            answers = _direct(sentence, rule.id, trigger, arguments.obliques)
        for answer in answers:
            answer.attack_by(actors)
            answer.rules.append(rule.id)
            for nominal in armed if not answer.means else ():
                sentence.arm(answer, nominal)
        about = fill(sentence, rule, "cause", trigger, arguments, lambda n: not n.event and sentence.targetable(n))
        places = {ref.entity.id for n in about for ref in sentence.targets(n)}
        causes = [e for e in history if places & {ref.entity.id for ref in e.targets}] if places and not causes else causes
        causes = _told(causes, history, sentence, trigger, {a.entity.id for a in actors}, answers)
        if not answers:
            answers = _just_told(actors, causes, sentence, history)
        _link(answers, causes)
        announced.extend((actor, causes) for actor in actors)
    announced.extend(_adverbs(sentence, history))
    return announced


def _adverbs(sentence: Sentence, history: Sequence[Event]) -> list[tuple[Ref, list[Event]]]:
    """رداً على X, انتقاماً لـ X: the strike of the clause answers X. A slogan (رداً على المجازر) names no strike and
    links nothing."""
    announced: list[tuple[Ref, list[Event]]] = []
    reading = sentence.reading
    for start, end, name in reading.adverbs:
        rule = next(iter(sentence.book.by_preposition.get(name, ())), None)
        if rule is None:
            continue
        caused = next((n for n in reading.nominals if n.start >= end and n.start - end <= 1), None)
        events = [
            e
            for e in sentence.events
            if (e.targets or e.definite) and (caused is None or e is not sentence.by_nominal.get(caused.index))
        ]
        before = [e for e in events if e.trigger < start]
        answers = before[-1:] or [e for e in events if e.trigger > end][:1]
        if not answers:
            continue
        head = reading.words[caused.head].stem if caused else ""
        pointing = head in sentence.words["fire_source"] or (
            end < len(reading.words) and reading.words[end].form in _DEMONSTRATIVE
        )
        causes = _events(sentence, sentence.clauses.group(caused)) if caused else []
        causes = [c for c in causes if c not in answers]
        if not causes and not pointing:
            continue
        own = {p.ref.entity.id for a in answers for p in a.attackers}
        causes = _told(causes, history, sentence, start, own, answers)
        for answer in answers:
            answer.rules.append(rule.id)
            _link([answer], causes)
            announced.extend((party.ref, causes) for party in answer.attackers)
    return announced


def _events(sentence: Sentence, nominals: Sequence[Nominal]) -> list[Event]:
    return [event for n in nominals if (event := sentence.event_of(n)) is not None]


def _just_told(
    actors: Sequence[Ref], causes: Sequence[Event], sentence: Sentence, history: Sequence[Event]
) -> list[Event]:
    """The strikes of the responding side told just before the wording (`... وقال إن الضربات رد على ...`)."""
    own = {actor.entity.id for actor in actors}
    index = sentence.reading.sentence.index
    near = [e for e in history if index - e.reading.sentence.index <= 1] + [e for e in sentence.events if e.targets]
    return [e for e in near if e not in causes and own & {party.ref.entity.id for party in e.attackers}]


def _direct(sentence: Sentence, rule: str, trigger: int, obliques: Sequence[Nominal]) -> list[Event]:
    """ردت بالمدفعية على مواقع X: the answer has no noun of its own."""
    weapons = [n for n in obliques if n.preposition == "ب" and sentence.weapon(n)]
    targets = [n for n in obliques if n.preposition == "على" and not n.event and sentence.targetable(n)]
    if not weapons or not targets:
        return []
    event = Event(sentence.reading, trigger, [rule])
    for nominal in weapons:
        sentence.arm(event, nominal)
    for nominal in targets[:1]:
        for part in sentence.clauses.group(nominal):
            sentence.hit(event, part)
    sentence.events.append(event)
    return [event]


def _agent_before(sentence: Sentence, trigger: int) -> list[Ref]:
    """دفع القوات الأمريكية إلى الرد: the nearest actor before the noun."""
    for nominal in reversed(sentence.reading.nominals):
        if (
            nominal.end <= trigger
            and nominal.preposition not in ("owner", "على")
            and sentence.agentive(nominal)
            and not nominal.event
        ):
            return list(sentence.actors(nominal))
    return []


def _told(
    causes: list[Event], history: Sequence[Event], sentence: Sentence, at: int, own: set[str], answers: Sequence[Event]
) -> list[Event]:
    """The causes with targets; where wording only points back ("the attack", "that"), the last strike by somebody
    else."""
    named = [c for c in causes if c.targets and c not in answers]
    if named:
        return named
    about = {place for cause in causes for place in cause.about}
    if about:
        return [e for e in history if about & {ref.entity.id for ref in (*e.targets, *e.places)} and e not in answers]
    earlier = [e for e in sentence.events if e.trigger < at and e.targets and e not in answers and e not in causes]
    for event in reversed([*history, *earlier]):
        if event.targets and not own & {party.ref.entity.id for party in event.attackers} and event not in answers:
            return [event]
    return []


def _link(answers: Sequence[Event], causes: Sequence[Event]) -> None:
    for answer in answers:
        answer.is_response = answer.response_stated = True
        answer.causes.extend(cause for cause in causes if cause not in answer.causes and cause is not answer)


def carry_on(event: Event, announced: Sequence[tuple[Ref, list[Event]]]) -> None:
    """Once an article says that a side responds, its further strikes are told as parts of that response (inferred,
    not stated)."""
    if event.is_response:
        return
    own = {party.ref.entity.id for party in event.attackers}
    for actor, causes in announced:
        if actor.entity.id in own and event not in causes:
            event.is_response = True
            event.causes.extend(cause for cause in causes if cause is not event)
            return
