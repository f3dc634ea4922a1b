"""Who attacked, where no sentence says it: chosen among the actors that the article names, or left open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.discourse.inferred import nobody
from kg.evaluate import Gold
from kg.events import Event, Sentence, own_side
from kg.learned.loglinear import Choice, Features, LogLinear
from kg.model import BlockKind, Certainty, Entity, EntityKind, Ref
from kg.rules.words import Words
from kg.text import fold

NAME = "learned.attacker"
_SURE = 0.5  # of 44 attackers named so in 84 articles that neither rules nor model had seen 37 are right
_NOBODY = ("organisation", "international organisation", "police", "political")  # subtypes that strike nothing
_FEW, _SEVERAL = 3, 6
_FOURTHS = 4  # a share is told in fourths
_EXPLOSION = "explosion"
_FROM = ("من", "علي")  # behind a time that counts from something


@dataclass(frozen=True, slots=True)
class Named:
    """An actor as a phrase names him: `actor` is whose strikes his are, `at` the offset of the phrase, `role` its
    relation in the tree, `speaks` whether it is the subject of a report verb, `weapon` whether it tells a weapon or
    attack of his."""

    ref: Ref
    actor: Entity
    sentence: int
    at: int
    role: str
    preposition: str
    speaks: bool
    weapon: bool
    headline: bool


def named(sentence: Sentence) -> Iterator[Named]:
    """The actors that the phrases of a sentence name."""
    reading = sentence.reading
    for nominal in reading.nominals:
        head, relation = reading.heads[nominal.head], reading.relations[nominal.head]
        told = head in reading.verbs and reading.words[head].lemma in sentence.words["report_verb"]
        for ref in sentence.actors(nominal):
            if ref.entity.kind is EntityKind.ACTOR and ref.entity.subtype not in _NOBODY:
                yield Named(
                    ref,
                    sentence.linker.acting(ref.entity),
                    reading.sentence.index,
                    reading.words[nominal.head].start,
                    relation.split(":")[0],
                    nominal.preposition,
                    told and relation.startswith("nsubj"),
                    nominal.event or nominal.means is not None,
                    reading.sentence.block is BlockKind.HEADLINE,
                )


class Candidates:
    """The actors of one article, by their ids, and what it tells of them; `history` are its strikes in order."""

    def __init__(self, told: Iterable[Named], history: Sequence[Event]) -> None:
        self.history = history
        self.mentions: dict[str, list[Named]] = {}
        for mention in told:
            self.mentions.setdefault(mention.actor.id, []).append(mention)
        self.actors = {i: mentions[0].actor for i, mentions in self.mentions.items()}

    def choices(self, event: Event) -> list[tuple[str | None, Features]]:
        """The candidates for an event with their features; None stands for nobody."""
        return [(None, self._nobody(event)), *((i, self._of(event, actor)) for i, actor in self.actors.items())]

    def by(self, event: Event) -> set[str]:
        """The candidates who carried out a strike, as far as it is told."""
        entities = [party.ref.entity for party in event.attackers]
        return {e.id if e.id in self.actors or not e.acts_as else e.acts_as for e in entities}

    def _nobody(self, event: Event) -> Features:
        others = [e for e in self.history if e is not event and e.attackers]
        here = {i for i, mentions in self.mentions.items() if any(m.sentence == _index(event) for m in mentions)}
        able = [actor for actor in self.actors.values() if not _hits_own(event, actor)]
        told = {
            "definite": event.definite,
            "intercepted": event.intercepted,
            "answered": any(event in e.causes for e in self.history),
            "response": event.is_response,
            "headline": event.reading.sentence.block is BlockKind.HEADLINE,
            "open": event.open_agent,
            "vague": event.vague,
            "explosion": any(_EXPLOSION in rule.id for rule in event.rules),
            "rule": bool(event.attackers),
        }
        return (
            "none",
            f"none:{'noun' if event.noun else 'verb'}",
            f"none:able={_bucket(len(able))}",
            f"none:here={_bucket(len(here))}",
            f"none:share={_FOURTHS * len(others) // max(1, len(self.history) - 1)}",
            f"none:others={_bucket(len(others))}",
            f"none:kind={event.targets[0].entity.kind.value}",
            *(f"none:means={means.value}" for means in event.means),
            *(f"none:{name}" for name, true in told.items() if true),
        )

    def _of(self, event: Event, actor: Entity) -> Features:
        return (
            "some",
            *self._near(event, actor),
            *self._elsewhere(event, actor),
            *_side(event, actor),
            *_ruled(event, actor.id in self.by(event)),
        )

    def _near(self, event: Event, actor: Entity) -> Iterator[str]:
        """How the names of an actor stand to the trigger."""
        mentions, index = self.mentions[actor.id], _index(event)
        trigger = event.reading.words[event.trigger].start
        here = [m for m in mentions if m.sentence == index]
        before = [m for m in mentions if m.at < trigger]
        if here:
            nearest = min(here, key=lambda m: abs(m.at - trigger))
            side = "before" if nearest.at < trigger else "after"
            yield from (f"near={side}", f"near={side}:{nearest.role}", f"near:prep={nearest.preposition}")
            if nearest.weapon:
                yield "near:weapon"
            if nearest.speaks:
                yield f"near:speaks:{side}"
            if event.answered:
                yield "near:answered"
        elif before:
            last = before[-1]
            yield from (f"near=-{_bucket(index - last.sentence)}", f"last:{last.role}")
            if last.speaks:
                yield "last:speaks"
            if last.weapon:
                yield "last:weapon"
        else:
            yield "near=later"
        every = (m for told in self.mentions.values() for m in told if m.at < trigger and not _hits_own(event, m.actor))
        latest = max(every, key=lambda m: m.at, default=None)
        if latest is not None and latest.actor.id == actor.id:
            yield "latest"
        yield f"mentions={_bucket(len(mentions))}"
        if len(mentions) == max(map(len, self.mentions.values())):
            yield "most"
        if any(m.headline for m in mentions):
            yield "headline"

    def _elsewhere(self, event: Event, actor: Entity) -> Iterator[str]:
        """What else an actor struck by the article, and whether he was struck."""
        others = [e for e in self.history if e is not event and self.by(e)]
        own = [e for e in others if actor.id in self.by(e)]
        yield f"share={_FOURTHS * len(own) // len(others) if others else 'none'}"
        at = next(i for i, e in enumerate(self.history) if e is event)
        for step, name in ((-1, "previous"), (1, "next")):
            if 0 <= at + step < len(self.history) and self.history[at + step] in own:
                yield name
        for name, alike in _ALIKE.items():
            if any(alike(event, e) for e in own):
                yield f"own:{name}"
        struck = [e for e in self.history if _hits_own(e, actor)]
        if event in struck:
            yield "struck:here"
        elif struck:
            yield "struck:elsewhere"
            if any(cause in struck for cause in event.causes):
                yield "struck:cause"
        if any(ref.entity.id == actor.id for ref in event.claimants):
            yield "claims"


_ALIKE: dict[str, Callable[[Event, Event], bool]] = {
    "sentence": lambda event, e: _index(e) == _index(event),
    "beside": lambda event, e: abs(_index(e) - _index(event)) == 1,
    "target": lambda event, e: bool({r.entity.id for r in event.targets} & {r.entity.id for r in e.targets}),
    "country": lambda event, e: bool(_countries(e.targets) & _countries(event.targets)),
    "means": lambda event, e: bool(set(e.means) & set(event.means)),
    "day": lambda event, e: bool(e.when and event.when and e.when.day == event.when.day),
    "answers": lambda event, e: event in e.causes,
    "answered": lambda event, e: e in event.causes,
}
"""How another strike of an actor may be like the one whose attacker is asked for."""


def _side(event: Event, actor: Entity) -> Iterator[str]:
    """Whom an actor would have struck."""
    yield f"kind={actor.subtype}"
    yield from (f"kind={actor.subtype}:{means.value}" for means in event.means)
    countries = _countries(event.targets)
    if actor.country and countries:
        land = min(countries)
        yield f"{'home' if actor.country in countries else 'abroad'}:{actor.subtype}"
        yield from (f"lands={actor.country}>{land}", f"who={actor.id}>{land}")
    operators = {ref.entity.operator for ref in event.targets} - {None}
    if operators:
        yield "operator=own" if actor.id in operators else "operator=other"
    words = {word.removeprefix("ال") for ref in event.targets for word in fold(ref.mention).split()}
    if not words.isdisjoint(fold(adjective) for adjective in actor.adjectives):
        yield "called=own"
    for ref in event.targets:
        if ref.entity.kind is EntityKind.ACTOR and ref.entity.country:
            yield "against:home" if ref.entity.country == actor.country else "against:abroad"


def _ruled(event: Event, told: bool) -> Iterator[str]:
    """What the rules say of an actor."""
    if told:
        yield from ("rule", *(f"rule:{rule}" for rule in event.inferred))
        if event.pronoun_agent:
            yield "rule:pronoun"


def _bucket(number: int) -> str:
    return str(number) if number < _FEW else "3-5" if number < _SEVERAL else "6+"


def _index(event: Event) -> int:
    return event.reading.sentence.index


def _came_before(event: Event, words: Words) -> bool:
    """بعد هجوم على X, بعد ساعات من قصف X, على قصف X: whether something is said to have come after a strike."""
    nominal, reading = event.nominal, event.reading
    if nominal is None:
        return False
    counted = nominal.preposition in _FROM and nominal.start - 2 in reading.dated
    return counted or nominal.preposition in words["after_that"]


def _hits(event: Event, actors: Iterable[str]) -> bool:
    """Whether a strike hit one of some actors."""
    return not {ref.entity.id for ref in event.targets}.isdisjoint(actors)


def _countries(refs: Iterable[Ref]) -> set[str]:
    return {ref.entity.country for ref in refs if ref.entity.country}


def _hits_own(event: Event, actor: Entity) -> bool:
    return any(own_side(actor, ref.entity) for ref in event.targets)


def choices(told: Iterable[Named], history: Sequence[Event], gold: Gold) -> Iterator[Choice]:
    """What there was to choose for each strike on a target of the annotation, and who is right by that."""
    candidates = Candidates(told, history)
    ids = {
        i: gold.id_of([*(m.ref.mention for m in mentions), *candidates.actors[i].labels])
        for i, mentions in candidates.mentions.items()
    }
    struck = {fact[0] for kind in ("struck", "date") for fact in gold.facts[kind]}
    for event in (e for e in history if e.targets):
        hit = {gold.id_of((ref.mention, *ref.entity.labels)) for ref in event.targets} & struck
        by = {fact[0] for fact in gold.facts["attacked"] if fact[1] in hit}
        perhaps = any(fact[1] in hit for fact in gold.optional["attacked"])
        names, features = zip(*candidates.choices(event), strict=True)
        right = frozenset(at for at, name in enumerate(names) if name is not None and ids[name] in by)
        if hit and (right or not (by or perhaps)):
            yield features, right or frozenset((0,))


@cache
def _model() -> LogLinear:
    return LogLinear.load("attacker")


def complete(told: Iterable[Named], history: Sequence[Event], words: Words) -> None:
    """Give the strikes without an attacker the one whom the model suspects, if the article tells of another strike of
    his; not where somebody denies a strike, nobody is said to know whose it was, or it is told as what was answered or
    as what came after another one."""
    candidates = Candidates(told, history)
    active = {actor for event in history for actor in candidates.by(event)}
    answered = [cause for event in history for cause in event.causes]
    for event in history:
        known = event.attackers or not event.targets or event.answered or event in answered
        denied = any(word.form in words["denial"] for word in event.reading.words)
        beside = [e for e in history if _index(e) == _index(event)]
        before = len(beside) > 1 and any(_came_before(e, words) for e in beside)
        if known or denied or before or nobody(event, words):
            continue
        names, features = zip(*candidates.choices(event), strict=True)
        odds = _model().probabilities(features)
        best = max(range(len(names)), key=odds.__getitem__)
        foes = any(
            _hits(e, candidates.actors.keys() - {names[best]}) for e in beside if names[best] in candidates.by(e)
        )
        if names[best] in active and odds[best] >= _SURE and not foes:  # قتلهم الجيش رداً على هجوم شنوه على X
            event.attack_by([candidates.mentions[names[best]][0].ref], Certainty.SUSPECTED)
            event.inferred.append(NAME)
