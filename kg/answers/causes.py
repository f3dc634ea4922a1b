"""What the strikes of an article answer, once all of it has been read: also what it tells only later, or by another
name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from kg.discourse.agreement import plainly
from kg.discourse.coreference import headline
from kg.discourse.unnamed import nameless
from kg.events import Event, alike, own_side
from kg.model import EntityKind, Ref
from kg.rules.words import Words

NEAREST = "inferred.cause"
_COUNTRY = "country"
_SITES = (EntityKind.BASE, EntityKind.FACILITY)
_BACK, _ON = 6, 3  # sentences in which stands what is answered without being named


def settle(history: Sequence[Event], words: Words) -> None:
    """Give each response the strikes that it answers: those that the wording sums up, or the nearest by others where it
    names none; nobody answers himself, or avenges whom he hits."""
    for event in (e for e in history if e.is_response):
        named = [cause for cause in event.causes if cause is not event]
        event.is_response = not any(_same_targets(event, cause) for cause in named)
        causes = [cause for cause in named if not idle(event, cause)]
        event.causes = []
        for cause in causes:
            meant = [strike for strike in history if _sums_up(cause, strike, event, words)]
            for strike in meant:
                strike.attackers = strike.attackers or list(cause.attackers)
            event.causes += meant or ([cause] if cause.targets else [])
        if event.is_response and event.response_stated and not event.causes:
            event.causes = _nearest(event, causes, history, words)
            event.inferred += [NEAREST] * bool(event.causes)
        event.causes = list(dict.fromkeys(event.causes))
    _pass_on([event for event in history if event.is_response])


def _pass_on(responses: Sequence[Event]) -> None:
    """Strikes of one response answer what it answers."""
    for before, event in pairwise(responses):
        if not event.causes and plainly(before) & plainly(event):
            event.causes = [cause for cause in before.causes if not idle(event, cause)]


def _same_targets(event: Event, cause: Event) -> bool:
    """Whether two strikes hit the same: the one only tells more of the other."""
    return bool({ref.entity.id for ref in event.targets} & {ref.entity.id for ref in cause.targets})


def idle(event: Event, cause: Event) -> bool:
    """Whether a strike cannot be what another one answers: it is by the same side, or hit whom that hits."""
    own = {party.ref.entity.id for party in event.attackers}
    same = own & {party.ref.entity.id for party in cause.attackers}
    around = {ref.entity.located_in for ref in event.targets if ref.entity.kind in _SITES}
    hit = _sides((*event.targets, *event.places)) | around
    return cause is event or bool(same) or bool(_sides(cause.targets) & hit)


def _sides(refs: Iterable[Ref]) -> set[str]:
    """Ids of what is hit, and of who holds it."""
    return {held for ref in refs for held in (ref.entity.id, ref.entity.operator) if held}


def _sums_up(cause: Event, strike: Event, event: Event, words: Words) -> bool:
    """Whether wording for what is answered means a strike told elsewhere: "the raids on Iran" that on Natanz, "the
    attack on its troops" that on a base of theirs."""
    if strike is cause or headline(strike) or idle(event, strike):
        return False
    if plainly(cause) and plainly(strike) and not plainly(cause) & plainly(strike):
        return False
    several = cause.noun and cause.reading.words[cause.trigger].stem in words["plural_event"]
    own = {party.ref.entity.id for party in event.attackers} if not several else set()
    pairs = ((ref, hit) for ref in cause.targets for hit in strike.targets if ref.entity.id != hit.entity.id)
    for ref, hit in pairs:
        theirs = cause.noun and ref.entity.id in own and hit.entity.kind is EntityKind.BASE
        if theirs and (hit.entity.operator is None or own_side(ref.entity, hit.entity)):
            return True
        inside = ref.entity.country == hit.entity.country and hit.entity.kind is not EntityKind.ACTOR
        if ref.entity.subtype == _COUNTRY and inside and not _repeated(cause, words):
            return True
    return False


def _repeated(cause: Event, words: Words) -> bool:
    """Whether attacks are told as a habit: الاعتداءات المتكررة على X."""
    phrase = cause.nominal
    inside = cause.reading.words[phrase.start : phrase.end] if phrase else ()
    return any(word.stem in words["habitual"] for word in inside)


def _nearest(event: Event, named: Sequence[Event], history: Sequence[Event], words: Words) -> list[Event]:
    """The last strike of others told before a response, else the first behind it that is none itself."""
    by = {identity for cause in named for identity in plainly(cause)}
    means = [means for cause in named for means in cause.means]
    able = [s for s in history if not idle(event, s) and (not by or not plainly(s) or by & plainly(s))]
    able = [s for s in able if not means or not s.means or alike(means, s.means)]
    able = [s for s in able if not all(nameless(ref, words) for ref in s.targets)]
    at = event.reading.sentence.index
    before = [s for s in able if _order(s) < _order(event) and at - s.last <= _BACK and not headline(s)]
    behind = [s for s in able if _order(s) > _order(event) and not s.is_response]
    behind = [s for s in behind if s.attackers or any(_held(event, ref) for ref in s.targets)]
    return before[-1:] or [s for s in behind if headline(event) or s.reading.sentence.index - at <= _ON][:1]


def _held(event: Event, ref: Ref) -> bool:
    """Whether something hit is held by who responds."""
    return any(own_side(party.ref.entity, ref.entity) for party in event.attackers)


def _order(event: Event) -> tuple[int, int]:
    return event.reading.sentence.index, event.trigger
