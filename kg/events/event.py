"""A strike as one trigger tells it, still open: later stages add who says so, when, and what is told elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from kg.model import Casualties, Certainty, Entity, Means, Party, Quantity, Ref, When
from kg.rules.loader import Rule
from kg.syntax.nominal import ANSWER, Nominal, Reading

_ON = "علي"
_ANSWERED = (ANSWER, _ON, "ل")  # prepositions of what is answered
_WITHIN = ("nmod", "acl", "obl", "conj", "nsubj", "xcomp")  # relations inside a phrase
_UNARMED = frozenset(("organisation", "international organisation"))  # subtypes of actors that strike nothing
_COALITION, _ITS_LEADER = "coalition", "us-forces"
_ALIKE = (
    frozenset((Means.ROCKET, Means.MISSILE)),
    frozenset((Means.ROCKET, Means.ARTILLERY)),
    frozenset((Means.DRONE, Means.AIRSTRIKE)),
)


@dataclass(slots=True, eq=False)
class Event:
    """A strike under construction.

    `trigger` is a word index, `rules` the rules that told it, `fallbacks` those of them that had to do without the
    tree. `noun` tells that the trigger is a noun, `definite` that it points back ("the attack"), `pointing` that it
    does so in words ("that attack"), `resumes` that it hits more in a clause of its own ("the raids also hit"),
    `unreal` that it is told as not having happened.
    `open_agent` tells that the trigger wants an agent that its clause does not name, `pronoun_agent` that a pronoun
    stands for it. `vague` tells that the targets are only where it happened, `things` that they are where a car or
    house without owner was hit, `somewhere` that without any target it stands at where it happened. `count` is how
    many there were of the first of the means, `further` of the others. `part` tells that only some of the weapons told
    before are its own, `said` that `when` may be only the day of a statement. Casualties stand with the id of the one
    target at which they fell, None for all, `causes` are the events that this one answers, `about` the ids of
    places by which its noun points back (هجوم أربيل), `annexed` these as the text names them, `armed_with` the
    nominals of its weapons, `defenders` who stopped it, `again` the last sentence that told more of it, `fallen` the
    groups whose leaders it killed, `inferred` what the article as a whole let infer of it.
    """

    reading: Reading
    trigger: int
    rules: list[Rule]
    noun: bool = False
    definite: bool = False
    pointing: bool = False
    resumes: bool = False
    unreal: bool = False
    open_agent: bool = False
    pronoun_agent: bool = False
    part: bool = False
    vague: bool = False
    things: bool = False
    somewhere: bool = False
    attackers: list[Party] = field(default_factory=list)
    claimants: list[Ref] = field(default_factory=list)
    targets: list[Ref] = field(default_factory=list)
    places: list[Ref] = field(default_factory=list)
    origins: list[Ref] = field(default_factory=list)
    weapons: list[Ref] = field(default_factory=list)
    means: list[Means] = field(default_factory=list)
    armed_with: set[int] = field(default_factory=set)
    count: Quantity | None = None
    further: dict[Means, Quantity] = field(default_factory=dict)
    casualties: list[tuple[Casualties, str | None]] = field(default_factory=list)
    when: When | None = None
    said: bool = False
    source: Ref | None = None
    certainty: Certainty = Certainty.STATED
    intercepted: bool = False
    defenders: list[Ref] = field(default_factory=list)
    is_response: bool = False
    response_stated: bool = False
    causes: list[Event] = field(default_factory=list)
    lag_minutes: int | None = None
    about: set[str] = field(default_factory=set)
    annexed: tuple[Ref, ...] = ()
    again: int = -1
    apart: int = -1
    fallen: list[Ref] = field(default_factory=list)
    fallbacks: list[str] = field(default_factory=list)
    inferred: list[str] = field(default_factory=list)

    @property
    def nominal(self) -> Nominal | None:
        """The phrase whose head tells it; None when a verb does."""
        return next((n for n in self.reading.nominals if n.head == self.trigger), None)

    @property
    def last(self) -> int:
        """The last sentence that tells of it."""
        return max(self.reading.sentence.index, self.again)

    @property
    def answered(self) -> bool:
        """Whether it is told as what another one answers: رداً على قصف القاعدة, الرد على اغتيال فلان في غارة."""
        return self.answered_by >= 0

    @property
    def answered_by(self) -> int:
        """The word of the response to it, of which it is told as the reason; -1 when it is not."""
        nominal, reading = self.nominal, self.reading
        if nominal is not None and nominal.preposition == ANSWER:
            return nominal.start - 1
        before = reading.nominals[nominal.after] if nominal is not None and nominal.after >= 0 else None
        if nominal and before and nominal.preposition == _ON and reading.words[before.head].stem == ANSWER:
            return before.head
        below, adverbs = self.trigger, {start for start, _, _ in reading.adverbs}
        for at in reading.above(below):
            if not reading.relations[below].startswith(_WITHIN):
                break
            if at in adverbs or (reading.words[at].stem == ANSWER and at not in reading.verbs):
                phrase = next((n for n in reading.nominals if n.head == below), None)
                return at if phrase is not None and phrase.preposition in _ANSWERED else -1
            below = at
        return -1

    def places_of(self, target: Ref) -> list[Ref]:
        """Where one of several targets lies (محطة X في A وفرن Y في B): what the sentence tells behind it before the
        next target; what is told elsewhere holds for all."""
        sentence = self.reading.sentence
        inside = sorted((p for p in self.places if sentence.start <= p.start < sentence.end), key=lambda p: p.start)
        first = next((place for place in inside if place.start > target.start), None)
        if not sentence.start <= target.start < sentence.end:
            return self.places
        if first is None:  # محطة X في A وفرن Y: no more of Y is told
            others = min((ref.start for ref in self.targets if ref.start < target.start), default=sentence.end)
            return [p for p in self.places if p not in inside or p.start < others]
        following = (ref.start for ref in self.targets if ref.start > first.start)
        end = min(following, default=sentence.end)
        return [p for p in self.places if p not in inside or first.start <= p.start < end]

    def like(self, **changes: Any) -> Event:
        """A strike as told of this one, with targets and victims of its own."""
        return replace(
            self,
            attackers=list(self.attackers),
            targets=[],
            places=[],
            origins=list(self.origins),
            casualties=[],
            rules=list(self.rules),
            fallbacks=list(self.fallbacks),
            **changes,
        )

    def attack_by(
        self, refs: Iterable[Ref], certainty: Certainty = Certainty.STATED, source: Ref | None = None
    ) -> None:
        """Add attackers; one that is known stays as it is, and organisations attack nobody."""
        known = {party.ref.entity.id for party in self.attackers}
        new = (ref for ref in refs if ref.entity.id not in known and ref.entity.subtype not in _UNARMED)
        self.attackers.extend(Party(ref, certainty, source) for ref in new)

    def hit(self, refs: Iterable[Ref]) -> None:
        """Add targets; one that is known stays as it is."""
        known = {ref.entity.id for ref in self.targets}
        self.targets.extend(ref for ref in refs if ref.entity.id not in known)

    def launch_from(self, refs: Iterable[Ref]) -> None:
        """Add origins; one that is known stays as it is."""
        for ref in refs:
            if ref.entity.id not in {origin.entity.id for origin in self.origins}:
                self.origins.append(ref)

    def use(self, nominal: Nominal, ref: Ref) -> None:
        """Note a weapon: its means, its number and its words."""
        self.armed_with.add(nominal.index)
        if nominal.means and nominal.means not in self.means:
            self.means.append(nominal.means)
            self.weapons.append(ref)
        if nominal.count and not (nominal.event and nominal.head == self.trigger):  # قصف X بأربع غارات
            if nominal.means and nominal.means not in self.means[:1]:
                self.further.setdefault(nominal.means, nominal.count)
            else:
                self.count = self.count or nominal.count


def alike(some: Iterable[Means], others: Iterable[Means]) -> bool:
    """Whether two tellings may mean one weapon: rockets and missiles are often not told apart, nor are drones and
    aircraft."""
    one, other = set(some), set(others)
    return bool(one & other) or any(one & kind and other & kind for kind in _ALIKE)


def fights(entity: Entity) -> bool:
    """Whether an actor is a side that is hit when its people are; of settlers the place counts where they were."""
    return entity.subtype != "civilians"


def own_side(entity: Entity, target: Entity) -> bool:
    """Whether a target is an actor's own, or he himself: nobody claims to have struck it, and his troops are there."""
    if target.id == entity.id:
        return True
    led = target.operator == _COALITION and entity.id == _ITS_LEADER
    return led or (target.operator is not None and target.operator in (entity.id, entity.acts_as, entity.parent))
