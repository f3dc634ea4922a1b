"""Whether, and how well, what two tellings of strikes say agrees: which strike told before a further telling is."""

from __future__ import annotations

from collections.abc import Sequence

from kg.events import Event, alike
from kg.model import Certainty, Means, Party

_SURE = (Certainty.STATED, Certainty.CLAIMED)
_MUNITIONS = frozenset((Means.ROCKET, Means.MISSILE, Means.ARTILLERY))
# What agreement weighs, in sentences: a strike that agrees is meant although as many others were told since.
_ATTACKER, _DAY, _MEANS, _PLACE, _HARMED, _WORD, _ALIKE = 4, 4, 3, 3, 3, 3, 1
_APART = 4  # what speaks against it


def best(event: Event, told: Sequence[Event]) -> Event | None:
    """The strike, of those told before, that agrees best with a further telling and stands nearest to it; None where
    what is said of none allows it."""
    able = [(_weight(earlier, event), number) for number, earlier in enumerate(told) if may_be(earlier, event)]
    return told[max(able)[1]] if able else None


def may_be(earlier: Event, event: Event) -> bool:
    """Whether what is told of two events allows them to be one."""
    if event.means and earlier.means and not _of_a_kind(earlier, event):
        return False
    if plainly(event) and plainly(earlier) and not plainly(event) & plainly(earlier):
        return False  # "the American attack" is not the one of the factions
    if {ref.entity.id for ref in event.defenders} & plainly(earlier):
        return False  # nobody stops what he fired himself
    refs = (*earlier.targets, *earlier.places)
    if {ref.entity.id for ref in event.origins} & {ref.entity.id for ref in refs}:
        return False  # nobody fires at where he fires from
    return not event.about or bool(event.about & where(earlier))


def homeward(earlier: Event, event: Event) -> bool:
    """Whether an attack hit the country of those who had hit another one: it was hardly theirs."""
    home = {party.ref.entity.country for party in earlier.attackers} - {None}
    hit, before = ({ref.entity.country for ref in e.targets} - {None} for e in (event, earlier))
    return bool(hit) and hit <= home and bool(before) and not before & home


def days_differ(one: Event, other: Event) -> bool:
    """Whether two events are told to have been on different days."""
    return len(_days(one) | _days(other)) > 1


def plainly(event: Event) -> set[str]:
    """Ids of the actors who attacked by the narrator's or their own word, with those whom they belong to."""
    entities = [party.ref.entity for party in event.attackers if party.certainty in _SURE]
    return {identity for entity in entities for identity in (entity.id, entity.parent) if identity}


def named(earlier: Event, party: Party) -> bool:
    """Whether who is said to have attacked is told already, as the state of his force or as a force of his state."""
    own = party.ref.entity
    told = (known.ref.entity for known in earlier.attackers if own.id != known.ref.entity.id)
    return party.certainty is Certainty.STATED and any(own.parent == e.id or e.parent == own.id for e in told)


def where(event: Event) -> set[str]:
    """Ids of the targets and places of an event, and of what these lie in."""
    refs = (*event.targets, *event.places)
    return {ref.entity.id for ref in refs} | {ref.entity.located_in for ref in refs if ref.entity.located_in}


def _of_a_kind(earlier: Event, event: Event) -> bool:
    """Whether the weapons of two events may be the same; aircraft that raided are not the drones that were shot
    down."""
    stopped = event.intercepted and not set(event.means) & set(earlier.means)
    return alike(event.means, earlier.means) and (not stopped or bool(_MUNITIONS & set(event.means)))


def _weight(earlier: Event, event: Event) -> int:
    """How much speaks for one strike, less the sentences since it was told last."""
    weight = earlier.last - event.last
    unknown = bool(event.claimants) and not earlier.attackers  # what somebody claims is what nobody was known to do
    weight += _ATTACKER * (unknown or bool(plainly(earlier) & plainly(event)))
    weight += _DAY * bool(_days(earlier) & _days(event))
    if set(earlier.means) & set(event.means):
        weight += _MEANS
    elif event.means and earlier.means:
        weight += _ALIKE
    weight += _PLACE * bool({ref.entity.id for ref in event.places} & where(earlier))
    weight += _WORD * (event.pointing and _same_word(event, earlier))  # التفجير المذكور
    hit = {held for ref in earlier.targets for held in (ref.entity.id, ref.entity.operator)}
    weight += _HARMED * any(casualties.side and casualties.side.entity.id in hit for casualties, _ in event.casualties)
    if event.intercepted:  # what is stopped is what is told, not what that answers
        weight -= _APART * earlier.answered
    return weight - _APART * _answer_others(earlier, event)


def _same_word(event: Event, earlier: Event) -> bool:
    """Whether one word tells two events: "that shelling" (قصف) after they shelled (قصفوا)."""
    one, other = (e.reading.words[e.trigger].stem for e in (event, earlier))
    return one.startswith(other) or other.startswith(one)


def _answer_others(earlier: Event, event: Event) -> bool:
    """Whether two strikes are told to answer different ones; what a strike seems to answer itself tells nothing."""
    one, other = _answered(earlier), _answered(event)
    return earlier not in event.causes and bool(one and other) and not one & other


def _answered(event: Event) -> set[str]:
    return {ref.entity.id for cause in event.causes for ref in cause.targets}


def _days(event: Event) -> set[object]:
    return {event.when.day} if event.when and event.when.day and not event.said else set()
