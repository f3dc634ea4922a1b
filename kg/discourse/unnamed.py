"""What is hit and not named: a direction of a land of which little is told, several sites of a kind. It is kept while
an article is read, since later sentences point back to it, and is no target of any strike. What a headline does not
name the text may name."""

from __future__ import annotations

from collections.abc import Iterable

from kg.discourse.agreement import may_be
from kg.events import Event
from kg.linking.minting import SEVERAL
from kg.model import EntityKind, Ref
from kg.rules.words import Words
from kg.syntax.names import QUOTES
from kg.text import fold

_REGION, _COUNTRY = "region", "country"
_ARTICLE = "ال"
_TITLE = 25  # letters of what a ship is said to be before its name


def drop(events: Iterable[Event], words: Words) -> list[Event]:
    """The strikes without the targets that are not named, and only those that have another one."""
    told = list(events)
    for event in told:
        alone = len(event.targets) == 1 and _particular(event) and _direction(event.targets[0], words)
        named = (ref for ref in event.targets if alone or not nameless(ref, words))
        event.targets = [ref for ref in named if not _anywhere(event, ref, words)]
    return [event for event in told if event.targets]


def nameless(ref: Ref, words: Words) -> bool:
    """Whether a target is but a direction of a land (شمالي سوريا), also as المنطقة, or several sites of a kind."""
    return _direction(ref, words) or (ref.entity.kind is EntityKind.FACILITY and ref.entity.subtype == SEVERAL)


def _direction(ref: Ref, words: Words) -> bool:
    first = {fold(name).split()[0].removeprefix(_ARTICLE) for name in (ref.mention, ref.entity.name)}
    return ref.entity.subtype == _REGION and bool(first & words["direction"])


def _particular(event: Event) -> bool:
    """Whether so much is told of a strike that it is one of its own: أُطلق صاروخان على شمال إسرائيل جرى اعتراضهما."""
    return bool(event.means) and (event.count is not None or event.intercepted or bool(event.casualties))


def _anywhere(event: Event, ref: Ref, words: Words) -> bool:
    """Whether a target is a base of which no more is told than the country: قاعدة أميركية في العراق, في المنطقة."""
    if not ref.entity.minted or ref.entity.kind is not EntityKind.BASE:
        return False
    told = [w for w in event.reading.words if ref.start <= w.start < ref.start + len(ref.mention)]
    behind = [word for word in told[1:] if word.upos not in ("ADJ", "ADP")]
    names = (m for n in event.reading.nominals for m in n.mentions if m.candidates[0].subtype == _COUNTRY)
    wide = {mention.start for mention in names}
    return bool(behind) and all(w.start in wide or w.stem in words["district_noun"] for w in behind)


def then_named(earlier: Event, event: Event, words: Words) -> set[str]:
    """The targets of a headline that only says what was hit (هجوم على قاعدة بالعراق, على ناقلة نفط): the text then
    names them."""
    sites = (EntityKind.BASE, EntityKind.FACILITY)
    described = all(ref.entity.minted and ref.entity.kind in sites for ref in earlier.targets)
    named = any(not ref.entity.minted and ref.entity.kind in sites for ref in event.targets)
    ships = all(_ship(ref, words) for ref in earlier.targets)
    named = named or (ships and any(_called(event, ref, words) for ref in event.targets))
    return {ref.entity.id for ref in earlier.targets} if described and named and may_be(earlier, event) else set()


def _ship(ref: Ref, words: Words) -> bool:
    """Whether a target is some ship without a name."""
    return fold(ref.mention).split()[0] in words["ship"] and not any(mark in ref.mention for mark in QUOTES)


def _called(event: Event, ref: Ref, words: Words) -> bool:
    """Whether a target is a ship called by its name in quotation marks."""
    told = [word for word in event.reading.words if ref.start - _TITLE <= word.start < ref.start + len(ref.mention)]
    quoted = any(word.form in QUOTES for word in told)
    return ref.entity.minted and quoted and any(word.stem in words["ship"] for word in told)
