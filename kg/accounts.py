"""Events -> accounts: what one article tells of a strike, one account for each target and means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.events import Event
from kg.model import Account, Document, Evidence, Means, Outcome, Ref

_ARMIES = frozenset(("armed forces", "state", "government"))
_BESIDE_AIRSTRIKE = ([Means.GUNFIRE], [Means.ARTILLERY])  # told apart from what aircraft do


def accounts(document: Document, events: Sequence[Event]) -> Iterator[Account]:
    """The accounts that the events of a document make, in the order of the events."""
    ids: dict[int, list[str]] = {}
    drafts: list[tuple[str, Event, Ref, Means]] = []
    for event in events:
        for target in event.targets:
            for means in _means(event):
                name = f"{document.article.id}-{len(drafts) + 1:03}"
                ids.setdefault(id(event), []).append(name)
                drafts.append((name, event, target, means))
    for name, event, target, means in drafts:
        causes = [cause for cause in event.causes if not _one_side(event, cause)]
        answered = tuple(i for cause in causes for i in ids.get(id(cause), ()))
        yield _account(document, name, event, target, means, answered)


def _account(
    document: Document, name: str, event: Event, target: Ref, means: Means, answered: tuple[str, ...]
) -> Account:
    article, sentence = document.article, event.reading.sentence
    return Account(
        id=name,
        article=article.id,
        target=target,
        means=means,
        evidence=Evidence(
            article=article.id,
            quote=article.text[sentence.start : sentence.end],
            start=sentence.start,
            end=sentence.end,
            sentence=sentence.index,
            rules=tuple(dict.fromkeys((*(rule.id for rule in event.rules), *event.inferred))),
            fallbacks=tuple(dict.fromkeys(event.fallbacks)),
        ),
        certainty=event.certainty,
        outcome=Outcome.INTERCEPTED if event.intercepted and not _raid(event, means) else Outcome.UNKNOWN,
        attackers=tuple(p for p in event.attackers if not _own(p.ref, target)),
        claimants=_others(event.claimants, target),
        weapons=tuple(r for r in event.weapons if r.entity.means in (means, None)),
        count=event.count if means is _means(event)[0] else event.further.get(means),
        casualties=tuple(c for c, only in event.casualties if only in (None, target.entity.id)),
        places=_others({place.entity.id: place for place in event.places_of(target)}.values(), target),
        origins=_others(event.origins, target),
        when=event.when,
        source=event.source,
        is_response=event.is_response,
        response_stated=event.response_stated,
        responds_to=answered,
        lag_minutes=event.lag_minutes,
    )


def _raid(event: Event, means: Means) -> bool:
    """Whether a means is a raid of which only the missiles were stopped."""
    return means is Means.AIRSTRIKE and len(_means(event)) > 1


def _one_side(event: Event, cause: Event) -> bool:
    """Whether two strikes are by the same side: nobody answers himself."""
    parties = [{i for p in e.attackers for i in (p.ref.entity.id, p.ref.entity.parent) if i} for e in (event, cause)]
    return event is cause or bool(parties[0] & parties[1])


def _own(attacker: Ref, target: Ref) -> bool:
    """Whether an attacker would strike himself, or the country whose army he is."""
    country = attacker.entity.located_in if attacker.entity.subtype == "armed forces" else None
    return target.entity.id in (attacker.entity.id, country) or target.entity.acts_as == attacker.entity.id


def _others(refs: Iterable[Ref], target: Ref) -> tuple[Ref, ...]:
    """All but the target."""
    return tuple(ref for ref in refs if ref.entity.id != target.entity.id)


def _means(event: Event) -> list[Means]:
    """The means of an event: a drone stays a drone whatever it fires, what aircraft fire is an air strike unless it is
    told apart."""
    found = list(event.means)
    by_army = any(party.ref.entity.subtype in _ARMIES for party in event.attackers)
    if event.intercepted and by_army and found == [Means.ROCKET]:
        return [Means.MISSILE]  # what armies fire and defences stop is no simple rocket
    if Means.DRONE in found and Means.BOMB in found:
        found.remove(Means.BOMB)  # what a drone is loaded with
    if Means.DRONE in found and Means.AIRSTRIKE in found:
        found.remove(Means.AIRSTRIKE)
    if event.intercepted and Means.AIRSTRIKE in found and Means.ROCKET in found:
        return [Means.AIRSTRIKE, Means.MISSILE]  # what aircraft fire and defences stop
    if Means.AIRSTRIKE in found and len(found) > 1:
        rest: list[Means] = [means for means in found if means is not Means.AIRSTRIKE]
        found = rest if rest in _BESIDE_AIRSTRIKE else [Means.AIRSTRIKE]
    if Means.MISSILE in found and Means.ROCKET in found:
        found.remove(Means.ROCKET)
    return found or [Means.UNSPECIFIED]
