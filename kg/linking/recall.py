"""Facilities told before that a shorter phrase recalls by some of their words, and those of the town told before."""

from __future__ import annotations

from collections.abc import Sequence

from kg.linking.bases import SITES
from kg.linking.memory import Memory
from kg.model import EntityKind, Ref
from kg.rules.words import Words
from kg.syntax.words import Word
from kg.text import fold

_ARTICLE = "ال"
_NAMED_BY = 2  # words by which a facility is recalled


def recalled(memory: Memory, words: Words, core: Sequence[Word]) -> Ref | None:
    """«مقر الشركة» behind «مقر شركة X»: the facility told last that all words of a definite phrase name."""
    if not core[-1].definite or len(core) < _NAMED_BY:
        return None
    seat = core[0].stem in words["seat"]  # مقر الشركة is where شركة X sits
    stems = {word.stem for word in core[seat:]}
    before = {at: ref for at, ref in memory.facilities.items() if at < core[0].start}
    told = {at: ref for at, ref in before.items() if any(stems <= _stems(label) for label in ref.entity.labels)}
    last = memory.last(told, core[0].start)
    return memory.ref(last.entity, core[0].start, core[-1].end) if last else None


def of_town(memory: Memory, core: Sequence[Word]) -> tuple[Ref, ...]:
    """«دوّت انفجارات في أربيل، وقال الجهاز إن مسيّرة استهدفت المطار»: the airport that bears the name of the town told
    last."""
    head = core[0]
    town = memory.last(memory.places, head.start)
    if town is None or len(core) > 1 or not head.definite:
        return ()
    names = memory.lexicon.find(f"{head.stem} {town.entity.name}")
    sites = (memory.entity(m, *SITES, EntityKind.PLACE) for m in names if m.start == 0 and m.end > len(head.stem))
    return tuple(memory.ref(site, head.start, head.end) for site in sites if site)[:1]


def _stems(label: str) -> set[str]:
    return {word.removeprefix(_ARTICLE) for word in fold(label).split()}
