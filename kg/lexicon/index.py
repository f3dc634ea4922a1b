"""Names to entities: the index of the curated part of the lexicon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.lexicon.words import bare, keys, stem, vocabulary
from kg.model import Entity, EntityKind
from kg.text import fold

# Which kind of thing a name shared by several denotes most often; ties go to the order of the reference data.
_PRIOR = {kind: rank for rank, kind in enumerate(("actor", "base", "facility", "area", "place", "weapon", "source"))}
# Districts carry the name of their chief town, which is meant first.
_LAST = "district"


@dataclass(frozen=True, slots=True)
class Owner:
    """An entity that owns a name, and whether the name denotes it only in context."""

    entity: Entity
    weak: bool


@dataclass(frozen=True, slots=True)
class NameIndex:
    """What the curated entities are called.

    `owners` are the owners of each key, best prior first; `longest` the number of words of the longest name that begins
    with a stem; `bases` the bases by (head noun, rest): («قاعده», «شدادي»); `adjectives` the owners of nisba
    adjectives by their stem without ending.
    """

    owners: Mapping[str, tuple[Owner, ...]]
    longest: Mapping[str, int]
    bases: Mapping[tuple[str, str], tuple[Entity, ...]]
    adjectives: Mapping[str, tuple[Entity, ...]]

    @classmethod
    def build(cls, entities: Iterable[Entity]) -> NameIndex:
        """Index the names of `entities`."""
        owners: dict[str, list[Owner]] = defaultdict(list)
        bases: dict[tuple[str, str], dict[str, Entity]] = defaultdict(dict)
        adjectives: dict[str, list[Entity]] = defaultdict(list)
        for entity in sorted(entities, key=lambda e: (_PRIOR[e.kind], e.subtype == _LAST)):
            own = {key for label in entity.labels for key in keys(label)}
            weak = {key for label in entity.weak_labels for key in keys(label)} - own
            for key in sorted(own):
                owners[key].append(Owner(entity, weak=False))
            for key in sorted(weak):
                owners[key].append(Owner(entity, weak=True))
            if entity.kind is EntityKind.BASE:
                for pair in base_names(own, weak):
                    bases[pair][entity.id] = entity
            for adjective in entity.adjectives:
                adjectives[nisba(fold(adjective))].append(entity)
        longest: dict[str, int] = {}
        for key in owners:
            first, count = key.partition(" ")[0], key.count(" ") + 1
            longest[first] = max(count, longest.get(first, 1))
        return cls(
            {key: tuple(sorted(found, key=lambda owner: owner.weak)) for key, found in owners.items()},
            longest,
            {pair: tuple(found.values()) for pair, found in bases.items()},
            {word: tuple(found) for word, found in adjectives.items()},
        )


def base_names(own: Iterable[str], weak: Iterable[str]) -> set[tuple[str, str]]:
    """(head noun, name) of a base by the keys of its labels: «قاعدة عين الأسد الجوية» and the weak «عين الأسد»."""
    known = vocabulary()
    qualifiers = {stem(word) for word in known.base_qualifiers}
    places = {stem(word) for word in known.base_places}
    heads = {stem(word) for word in known.base_heads}
    pairs = set()
    for key in own:
        head, *rest = key.split(" ")
        while rest and rest[-1] in qualifiers:
            rest.pop()
        while len(rest) > 1 and rest[0] in places:
            rest.pop(0)
        if head in heads and rest and not any(word in known.base_prepositions for word in rest):
            pairs.add((head, " ".join(rest)))
    used = {head for head, _ in pairs} or heads
    for key in weak:
        rest = [bare(word) for word in key.split(" ")]
        while len(rest) > 1 and rest[0] in places:
            rest.pop(0)
        pairs |= {(head, " ".join(rest)) for head in used}
    return pairs


def nisba(form: str) -> str:
    """The stem of a folded nisba adjective in any gender, number and definiteness, without its ending."""
    form = stem(bare(form))
    for ending in vocabulary().nisba:
        if form.endswith(ending) and len(form) - len(ending) > 2:
            return form.removesuffix(ending)
    return form
