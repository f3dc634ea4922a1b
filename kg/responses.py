"""What answers what: response wording in a sentence, and the further strikes of the same side later in the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.events import Event, Sentence, fill, real, triggers
from kg.model import Ref
from kg.rules.loader import Rule
from kg.syntax.arguments import Arguments
from kg.syntax.nominal import OWNER, Nominal

_BY = "ب"
_ON = "علي"

Announced = list[tuple[Ref, list[Event]]]  # who responded, and to what


def respond(sentence: Sentence, history: Sequence[Event]) -> Announced:
    """Apply the response rules of a sentence; `history` are the strikes told so far.

    Returns who responded to what, also when the answering strike is told only later.
    """
    announced: Announced = []
    for rule, trigger, arguments in triggers(sentence, "respond"):
        if real(sentence, trigger):
            announced.extend(_respond(sentence, rule, trigger, arguments, history))
    for adverb in sentence.reading.adverbs:
        announced.extend(_adverb(sentence, adverb, history))
    return announced


def carry_on(event: Event, announced: Announced) -> None:
    """Once an article says that a side responds, its further strikes are told as parts of that response (inferred, not
    stated)."""
    if event.is_response:
        return
    own = _attackers([event])
    for actor, causes in announced:
        if actor.entity.id in own and event not in causes:
            event.is_response = True
            event.causes.extend(cause for cause in causes if cause is not event)
            return


def _respond(sentence: Sentence, rule: Rule, trigger: int, arguments: Arguments, history: Sequence[Event]) -> Announced:
    """ردت القوات على الهجوم بقصف X: one trigger with its answer, its cause and who responded."""

    def tells(nominal: Nominal) -> bool:
        return sentence.event_of(nominal) is not None

    actors, armed = _actors(sentence, rule, trigger, arguments, history)
    answers = _events(sentence, fill(sentence, rule, "answer", trigger, arguments, tells))
    causes = _events(sentence, fill(sentence, rule, "cause", trigger, arguments, tells))
    answers = answers or _direct(sentence, rule.id, trigger, arguments.obliques)
    for answer in answers:
        answer.attack_by(actors)
        answer.rules.append(rule.id)
        for nominal in armed if not answer.means else ():
            sentence.arm(answer, nominal)
    causes = causes or _suffered(sentence, rule, trigger, arguments, history)
    own = {actor.entity.id for actor in actors}
    causes = _told(causes, history, sentence, trigger, own, answers)
    _link(answers or _just_told(own, causes, sentence, history), causes)
    return [(actor, causes) for actor in actors]


def _actors(
    sentence: Sentence, rule: Rule, trigger: int, arguments: Arguments, history: Sequence[Event]
) -> tuple[list[Ref], list[Nominal]]:
    """Who responds, and the weapons by which the sentence names them."""
    agents = fill(sentence, rule, "attacker", trigger, arguments, sentence.agentive)
    armed = [nominal for nominal in agents if nominal.means and not nominal.event]
    if actors := [ref for nominal in agents for ref in sentence.actors(nominal)]:
        return actors, armed
    if any(n.event and sentence.reading.words[n.head].definite for n in arguments.subject):
        latest = [e for e in (*history, *sentence.events) if e.targets and e.attackers]
        actors = [party.ref for e in latest[-1:] for party in e.attackers]  # "the two operations are a response"
    return actors or _agent_before(sentence, trigger), armed


def _agent_before(sentence: Sentence, trigger: int) -> list[Ref]:
    """دفع القوات الأمريكية إلى الرد: the nearest actor before the noun."""
    for nominal in reversed(sentence.reading.nominals):
        if nominal.end > trigger or nominal.event or nominal.preposition in (OWNER, _ON):
            continue
        if sentence.agentive(nominal):
            return list(sentence.actors(nominal))
    return []


def _direct(sentence: Sentence, rule: str, trigger: int, obliques: Iterable[Nominal]) -> list[Event]:
    """ردت بالمدفعية على مواقع X: the answer has no noun of its own."""
    weapons = [n for n in obliques if n.preposition == _BY and sentence.weapon(n)]
    targets = [n for n in obliques if n.preposition == _ON and not n.event and sentence.targetable(n)]
    if not weapons or not targets:
        return []
    event = Event(sentence.reading, trigger, [rule])
    for nominal in weapons:
        sentence.arm(event, nominal)
    for nominal in sentence.clauses.group(targets[0]):
        sentence.hit(event, nominal)
    sentence.events.append(event)
    return [event]


def _suffered(
    sentence: Sentence, rule: Rule, trigger: int, arguments: Arguments, history: Iterable[Event]
) -> list[Event]:
    """ردا على استهداف X, الرد على قاعدة X: the strikes told before on what stands in the place of the cause."""

    def place(nominal: Nominal) -> bool:
        return not nominal.event and sentence.targetable(nominal)

    about = fill(sentence, rule, "cause", trigger, arguments, place)
    places = {ref.entity.id for nominal in about for ref in sentence.targets(nominal)}
    return [event for event in history if places & {ref.entity.id for ref in event.targets}]


def _adverb(sentence: Sentence, adverb: tuple[int, int, str], history: Sequence[Event]) -> Announced:
    """رداً على X, انتقاماً لـ X: the strike of the clause answers X.

    A slogan (رداً على المجازر) names no strike and links nothing.
    """
    start, end, name = adverb
    reading = sentence.reading
    rule = next(iter(sentence.book.by_preposition.get(name, ())), None)
    if rule is None:
        return []
    caused = next((n for n in reading.nominals if n.start >= end and n.start - end <= 1), None)
    cause = sentence.by_nominal.get(caused.index) if caused else None
    events = [e for e in sentence.events if (e.targets or e.definite) and e is not cause]
    answers = [e for e in events if e.trigger < start][-1:] or [e for e in events if e.trigger > end][:1]
    causes = [e for e in _events(sentence, sentence.clauses.group(caused)) if e not in answers]
    if not answers or not (causes or _points_back(sentence, end, caused)):
        return []
    causes = _told(causes, history, sentence, start, _attackers(answers), answers)
    for answer in answers:
        answer.rules.append(rule.id)
    _link(answers, causes)
    return [(party.ref, causes) for answer in answers for party in answer.attackers]


def _points_back(sentence: Sentence, at: int, caused: Nominal | None) -> bool:
    """Whether what is answered was told before: "in response to that", "to the sources of fire"."""
    words = sentence.reading.words
    if caused is not None and words[caused.head].stem in sentence.words["fire_source"]:
        return True
    return at < len(words) and words[at].form in sentence.words["demonstrative_pronoun"]


def _events(sentence: Sentence, nominals: Iterable[Nominal]) -> list[Event]:
    return [event for nominal in nominals if (event := sentence.event_of(nominal)) is not None]


def _attackers(events: Iterable[Event]) -> set[str]:
    return {party.ref.entity.id for event in events for party in event.attackers}


def _just_told(own: set[str], causes: Sequence[Event], sentence: Sentence, history: Iterable[Event]) -> list[Event]:
    """The strikes of the responding side told just before the wording (`... وقال إن الضربات رد على ...`)."""
    index = sentence.reading.sentence.index
    near = [e for e in history if index - e.reading.sentence.index <= 1] + [e for e in sentence.events if e.targets]
    return [e for e in near if e not in causes and own & _attackers([e])]


def _told(
    causes: list[Event], history: Sequence[Event], sentence: Sentence, at: int, own: set[str], answers: Sequence[Event]
) -> list[Event]:
    """The causes with targets; where wording only points back ("the attack", "that"), the last strike by somebody
    else."""
    if named := [e for e in causes if e.targets and e not in answers]:
        return named
    if about := {place for cause in causes for place in cause.about}:
        return [e for e in history if about & {ref.entity.id for ref in (*e.targets, *e.places)} and e not in answers]
    earlier = [e for e in sentence.events if e.trigger < at and e.targets and e not in answers and e not in causes]
    before = (e for e in reversed([*history, *earlier]) if e.targets and e not in answers)
    return [e for e in before if not own & _attackers([e])][:1]


def _link(answers: Iterable[Event], causes: Sequence[Event]) -> None:
    for answer in answers:
        answer.is_response = answer.response_stated = True
        answer.causes.extend(cause for cause in causes if cause not in answer.causes and cause is not answer)
