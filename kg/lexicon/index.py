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
class Named:
    """An entity with the keys of its own names and of its weak ones."""

    entity: Entity
    own: tuple[str, ...]
    weak: tuple[str, ...]


def named(entity: Entity) -> Named:
    """`entity` with the keys of its names."""
    own = {key: None for label in entity.labels for key in keys(label)}
    if entity.kind is EntityKind.WEAPON:  # common nouns, with and without article: مسيرة, المسيرة
        own |= {bare(key) if bare(key) != key else "ال" + key: None for key in own if " " not in key}
    weak = {key: None for label in entity.weak_labels for key in keys(label) if key not in own}
    return Named(entity, tuple(own), tuple(weak))


@dataclass(frozen=True, slots=True)
class NameIndex:
    """What the curated entities are called.

    `owners` are the owners of each key, best prior first; `longest` the number of words of the longest name that begins
    with a stem; `bases` the bases by (head noun, rest): («قاعده», «شدادي»); `adjectives` the owners of nisba
    adjectives by `nisba`.
    """

    owners: Mapping[str, tuple[Owner, ...]]
    longest: Mapping[str, int]
    bases: Mapping[tuple[str, str], tuple[Entity, ...]]
    adjectives: Mapping[str, tuple[Entity, ...]]

    @classmethod
    def build(cls, entries: Iterable[Named]) -> NameIndex:
        """Index the names of entities."""
        owners: dict[str, list[Owner]] = defaultdict(list)
        bases: dict[tuple[str, str], dict[str, Entity]] = defaultdict(dict)
        adjectives: dict[str, list[Entity]] = defaultdict(list)
        for entry in sorted(entries, key=lambda e: (_PRIOR[e.entity.kind], e.entity.subtype == _LAST)):
            entity = entry.entity
            for key in entry.own:
                owners[key].append(Owner(entity, weak=False))
            for key in entry.weak:
                owners[key].append(Owner(entity, weak=True))
            if entity.kind is EntityKind.BASE:
                for pair in base_names(entry.own, entry.weak):
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
    pairs = set()
    for key in own:
        head, *rest = key.split(" ")
        while rest and rest[-1] in known.base_qualifiers:
            rest.pop()
        if head in known.base_heads and rest and not known.base_prepositions.intersection(rest):
            pairs.add((head, place_name(rest)))
    used = {head for head, _ in pairs}
    pairs |= {(head, place_name([stem(word) for word in key.split(" ")])) for key in weak for head in used}
    return pairs


def place_name(stems: list[str]) -> str:
    """The name without the kind of place: «حقل العمر» is named العمر."""
    while len(stems) > 1 and stems[0] in vocabulary().base_places:
        stems = stems[1:]
    return " ".join(stems)


def nisba(form: str) -> str:
    """A folded nisba adjective of any gender, number and definiteness as masculine singular; other words unchanged."""
    form = stem(bare(form))
    for ending in vocabulary().nisba:
        if form.endswith(ending) and len(form) - len(ending) > 2:
            return form.removesuffix(ending) + "ي"
    return form
