"""Which strike a further telling is: "the attack" that points back, attacks told again, the headline's told by the
text, attacks that go on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.discourse.agreement import best, days_differ, homeward, may_be, named, plainly, where
from kg.discourse.unnamed import then_named
from kg.events import Event, alike, fires, own_side
from kg.model import BlockKind, Casualties, Certainty, EntityKind, Means, Ref
from kg.rules.words import Words
from kg.text import fold
from kg.voices.claims import group

_IN = "في"
_ARTICLE = "ال"
_BACK = 4  # sentences that "the attack" may point back
_ON = 2  # sentences that an attack that goes on may point back
_COUNTRY = "country"
_REGIONS = frozenset(("governorate", "region", _COUNTRY))


def point_back(event: Event, history: Sequence[Event], words: Words) -> bool:
    """Add what "the attack" says to the strike that it points back to; returns whether there is one."""
    near = [e for e in history if event.last - e.last <= _BACK and event not in e.causes]
    near = [e for e in near if not headline(e)] or near
    near = [e for e in near if not _answered(event, e)]
    earlier = best(event, [e for e in near if not fired(event) or alike(e.means, event.means)])
    if earlier is None:
        return False
    stem = event.reading.words[event.trigger].stem
    if event.noun and stem in words["dual"]:  # "the two attacks": also the other one
        others = [e for e in near if event.last - e.last <= _ON and e is not earlier]
        if (other := best(event, others)) is not None:
            _add(other, event)
    if event.noun and stem in words["plural_event"] and not any(c.quantity.value for c, _ in event.casualties):
        for other in (e for e in near if e.last == earlier.last and e is not earlier and not e.casualties):
            other.casualties.extend(event.casualties)  # لم تتسبب هذه الهجمات بخسائر بشرية
    _add(earlier, event)
    if event.is_response and stem in words["plural_event"]:
        _answer_too(earlier, event, near)
    return True


def _answered(event: Event, earlier: Event) -> bool:
    """الضربات رداً على هجوم أربيل: whether a strike told before lies where that happened which an attack answers."""
    where = {place for cause in event.causes for place in cause.about} if event.is_response else set()
    return any({ref.entity.id, ref.entity.located_in} & where for ref in earlier.targets)


def _answer_too(earlier: Event, event: Event, near: Iterable[Event]) -> None:
    """ "The strikes are a response": all of them, not only the last."""
    own = plainly(earlier)
    for other in near:
        if not other.is_response and own & plainly(other) and other not in event.causes:
            other.is_response, other.causes = True, [*other.causes, *event.causes]


def retold(event: Event, history: Sequence[Event]) -> Event | None:
    """The strike told before that an attack without a weapon is, by its targets; what it adds is added to that."""
    if event.intercepted:
        return None
    if event.means:
        return _by_troops(event, history)
    hit = {ref.entity.id for ref in event.targets}
    told = (e for e in reversed(history) if e.means and hit <= {ref.entity.id for ref in e.targets})
    same = (e for e in told if not headline(e) and may_be(e, event) and not days_differ(e, event))
    if (earlier := next(same, None)) is None:
        return None
    if event.noun and not event.causes:
        _add(earlier, event)
        return earlier
    event.means = list(earlier.means)
    return None


def _by_troops(event: Event, history: Sequence[Event]) -> Event | None:
    """The strike on a base told before that its troops tell of: أقر متحدث أميركي بتعرض قواته لهجوم صاروخي."""
    if event.attackers or event.places or not all(ref.entity.kind is EntityKind.ACTOR for ref in event.targets):
        return None
    near = [e for e in history if event.last - e.last <= _BACK and not (headline(e) or days_differ(e, event))]
    theirs = [e for e in near if e.means and all(any(_held(r, b) for b in e.targets) for r in event.targets)]
    earlier = best(event, theirs)
    if earlier is not None:
        _add(earlier, event)
    return earlier


def _held(troops: Ref, base: Ref) -> bool:
    return base.entity.kind is EntityKind.BASE and own_side(troops.entity, base.entity)


def stopped(event: Event, history: Sequence[Event]) -> Event | None:
    """The strike told before whose munitions were stopped over the land that they were fired at (قبل دخوله الأجواء
    الإسرائيلية); what it adds is added to that."""
    if not event.intercepted or any(ref.entity.subtype != _COUNTRY for ref in event.targets):
        return None
    index = event.reading.sentence.index
    near = (e for e in reversed(history) if index - e.reading.sentence.index <= _ON and not headline(e))
    earlier = next((e for e in near if alike(e.means, event.means) and may_be(e, event)), None)
    if earlier is not None:
        _add(earlier, event)
    return earlier


def absorb(event: Event, history: list[Event], words: Words) -> None:
    """A strike of the headline that the text then tells is told once: by the text, with what the headline adds."""
    hit = {ref.entity.id for ref in event.targets}
    for earlier in [e for e in history if headline(e) and e is not event]:
        common = {ref.entity.id for ref in earlier.targets} & hit or then_named(earlier, event, words)
        if not common or headline(event) or event.intercepted:
            continue
        event.attackers = event.attackers or earlier.attackers
        if not event.means or (Means.AIRSTRIKE in event.means and Means.DRONE in earlier.means):
            event.means, event.weapons = earlier.means, earlier.weapons
        event.count, event.further = event.count or earlier.count, earlier.further | event.further
        event.claimants = event.claimants or earlier.claimants
        event.casualties = event.casualties or earlier.casualties
        _dated(event, earlier)
        event.launch_from(earlier.origins)
        event.causes.extend(cause for cause in earlier.causes if cause is not event)
        event.is_response = event.is_response or earlier.is_response
        event.response_stated = event.response_stated or earlier.response_stated
        earlier.targets = [ref for ref in earlier.targets if ref.entity.id not in common]
        if not earlier.targets:
            history.remove(earlier)
            for other in history:
                other.causes = [event if cause is earlier else cause for cause in other.causes]


def spell_out(events: Sequence[Event]) -> None:
    """One attack told twice in a sentence: by what it hit, and by how it was made (مجزرة ارتكبتها القوات في X حين أغارت
    طائراتها, وفي عملية أخرى تبنّتها الجماعة، قصفت X, أصابت المسيّرات X في هجوم نسبه الجيش إلى Y)."""
    for event in [e for e in events if not e.targets and not e.unreal and e.attackers]:
        told = [e for e in events if e.targets and plainly(e) & plainly(event)]
        if not event.noun:
            same = (e for e in reversed(told) if e.trigger < event.trigger and not e.means and e.noun)
        elif event.nominal and event.nominal.preposition == _IN and not event.definite:
            behind = [e for e in told if e.trigger > event.trigger and not e.noun and may_be(e, event)]
            governing = event.reading.heads[event.trigger]
            above = (e for e in events if e.targets and e.trigger == governing and may_be(e, event))
            same = (e for e in (*above, *behind))
        else:
            continue
        if (other := next(same, None)) is not None:
            _add(other, event)


def in_part(event: Event, history: Sequence[Event]) -> bool:
    """Whether munitions told before are now said to have hit things without a name (القذائف أصابت مدرسة): no attack of
    its own."""
    if event.noun or not event.definite or event.attackers or not event.means:
        return False
    if not all(ref.entity.minted and len(ref.mention.split()) == 1 and not _definite(ref) for ref in event.targets):
        return False
    index = event.reading.sentence.index
    near = (e for e in history if index - e.reading.sentence.index <= _ON)
    return any(alike(e.means, event.means) and may_be(e, event) for e in near)


def _definite(ref: Ref) -> bool:
    return fold(ref.mention).startswith(_ARTICLE)


def headline(event: Event) -> bool:
    """Whether an event is told by the headline."""
    return event.reading.sentence.block is BlockKind.HEADLINE


def alone(event: Event) -> Sequence[Ref]:
    """What is known to be hit of an attack told nowhere else: whom it killed, or where it was (رداً على هجوم كرمان الذي
    أودى بحياة 90 شخصاً)."""
    if event.fallen or not (event.answered or event.casualties):
        return event.fallen
    return [ref for ref in event.annexed if ref.entity.kind is EntityKind.PLACE and ref.entity.subtype not in _REGIONS]


def fired(event: Event) -> bool:
    """Whether munitions are told to have been fired, but not at what: those of the attack told before."""
    return not event.noun and not event.attackers and all(fires(rule) for rule in event.rules)


def go_on(event: Event, history: Sequence[Event]) -> None:
    """ "The raids also hit the town": an attack that points back and hits more is by those who made it, with what they
    made it, on its day, and answers what it answers. "A similar attack" is at least by like means."""
    index = event.reading.sentence.index
    recent = [e for e in reversed(history) if index - e.reading.sentence.index <= _ON and not _aside(e, event)]
    near = [e for e in recent if may_be(e, event) and not homeward(e, event)]
    if event.resumes and not event.definite and (like := _like(event, near or recent)) is not None:
        event.means = list(like.means)
    if not event.resumes or event.answered or event.attackers or not near:
        _as_before(event, history)
        return
    like = next((e for e in near if set(e.means) & set(event.means)), None)
    earlier = like or near[0]
    if like is None and event.means and not any(alike(event.means, e.means) or not e.means for e in near[:1]):
        _as_before(event, history)
        return
    event.attackers = list(earlier.attackers)
    told_by = event.source.entity.id if event.source else None
    event.claimants += [p.ref for p in event.attackers if p.ref.entity.id == told_by and group(p.ref.entity)]
    if event.definite:
        event.means = event.means or list(earlier.means)
        event.when = event.when or earlier.when
        event.is_response = event.is_response or earlier.is_response
        event.causes.extend(cause for cause in earlier.causes if cause not in event.causes)


def _aside(event: Event, further: Event) -> bool:
    """Whether a strike is told as what another one answers, or by the way in a relative clause; not for a further one
    beside it (أطلق صاروخاً سقط في X، فيما أصاب آخر Y)."""
    return event.answered or (event.trigger in event.reading.relative_verbs and event.reading is not further.reading)


def _like(event: Event, recent: Sequence[Event]) -> Event | None:
    """The attack told before whose means are those of one like it: صواريخ مماثلة after missiles are missiles."""
    if any(set(e.means) & set(event.means) for e in recent):
        return None
    return next((e for e in recent if e.means and (not event.means or alike(e.means, event.means))), None)


def _as_before(event: Event, history: Sequence[Event]) -> None:
    """ "The American shelling of its positions": what it was done with, and what it answers, has been told of the same
    attackers before."""
    if not event.definite or not event.noun or not event.targets:
        return
    index, own = event.reading.sentence.index, plainly(event)
    near = (e for e in reversed(history) if index - e.reading.sentence.index <= _BACK)
    earlier = next((e for e in near if own & plainly(e)), None)
    if earlier is None:
        return
    event.means = event.means or list(earlier.means)
    pointing = event.reading.words[event.trigger].definite and not (event.answered or days_differ(event, earlier))
    if earlier.is_response and pointing and not event.is_response:
        event.is_response, event.causes = True, [cause for cause in earlier.causes if cause is not event]


def elaborate(events: Iterable[Event], pending: Iterable[Event]) -> None:
    """The strikes of a sentence that spells out the attack of the one before it are by the same attackers."""
    for before in pending:
        for event in events:
            if event.targets and not event.attackers and (not before.means or alike(before.means, event.means)):
                event.attackers = list(before.attackers)
                event.claimants = event.claimants or list(before.claimants)
                event.when = event.when or before.when


def unspecific(event: Event) -> bool:
    """Whether what was hit is not told, or only the region: the next sentence may spell it out."""
    return all(ref.entity.subtype in _REGIONS for ref in event.targets)


def launched_from_air(event: Event, history: Sequence[Event]) -> None:
    """Missiles that defences stop where aircraft attack were fired by these (R6)."""
    if not event.intercepted or event.means != [Means.ROCKET]:
        return
    index = event.reading.sentence.index
    near = (e for e in reversed(history) if index - e.reading.sentence.index <= _ON and Means.AIRSTRIKE in e.means)
    raids = (e for e in near if not event.attackers or plainly(e) & plainly(event))
    raid = next((e for e in raids if where(e) & where(event)), None)
    if raid is not None:
        event.means, event.attackers = [Means.MISSILE], event.attackers or list(raid.attackers)


def _add(earlier: Event, event: Event) -> None:
    """Add what an event says to the one that it is."""
    earlier.again = event.last
    for party in sorted(event.attackers, key=lambda party: party.certainty is not Certainty.STATED):
        source = None if party.certainty is Certainty.STATED else party.source
        earlier.attack_by([] if named(earlier, party) else [party.ref], party.certainty, source)
    claimed = {claimant.entity.id for claimant in earlier.claimants}
    earlier.claimants.extend(claimant for claimant in event.claimants if claimant.entity.id not in claimed)
    if not earlier.means:
        earlier.means, earlier.weapons = event.means, event.weapons
    earlier.count, earlier.further = earlier.count or event.count, event.further | earlier.further
    known = {origin.entity.id for origin in earlier.origins}
    earlier.origins.extend(origin for origin in event.origins if origin.entity.id not in known)
    about = [ref.entity.id for ref in earlier.targets if event.about & {ref.entity.id, ref.entity.located_in}]
    only = about[0] if len(about) == 1 and len(earlier.targets) > 1 else None  # غارات تعز, of those on مطار تعز and X
    new = (told for told in event.casualties if not _one_of_them(told[0], earlier))
    earlier.casualties.extend((told, place or only) for told, place in new)
    earlier.fallen.extend(event.fallen)
    earlier.causes.extend(event.causes)
    earlier.is_response = earlier.is_response or event.is_response
    earlier.response_stated = earlier.response_stated or event.response_stated
    earlier.intercepted = earlier.intercepted or event.intercepted
    _dated(earlier, event)
    earlier.rules.extend(rule for rule in event.rules if rule not in earlier.rules)


def _one_of_them(told: Casualties, earlier: Event) -> bool:
    """Whether a single person harmed is one of the many told before: القيادي الذي قضى في الضربة ذاتها."""
    many = any(known.harm == told.harm and known.quantity.value > 1 for known, _ in earlier.casualties)
    return told.quantity.value == 1 and many


def _dated(one: Event, other: Event) -> None:
    """Take the time of the other telling of a strike where there is none, or only that of a statement."""
    if other.when and (one.when is None or (one.said and not other.said)):
        one.when, one.said = other.when, other.said
