"""The lexicon: entities by id, and their names in raw text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon import geography, table, turtle
from kg.lexicon.index import NameIndex, nisba
from kg.lexicon.matcher import Matcher
from kg.lexicon.tail import LongTail
from kg.lexicon.words import readings, stem, vocabulary, words
from kg.model import Entity, EntityKind, Mention
from kg.resources import ontology_dir
from kg.text import fold

REFERENCE = ("actors.ttl", "places.ttl", "weapons.ttl")
LONG_TAIL = Path(__file__).parent.parent / "data" / "places.tsv.gz"
_PLACES = (EntityKind.PLACE, EntityKind.AREA)


@dataclass(frozen=True)
class Lexicon:
    """Reference data by name. `entities` is the curated part by id; the long tail is read as texts name its places."""

    entities: Mapping[str, Entity]
    names: NameIndex
    tail: LongTail

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Lexicon:
        """The shipped reference data, with the user's files (`.ttl` or `.csv`) that add entries or override them by id.

        Raises:
            LexiconError: a file cannot be used; the message names file, line or entry, and remedy.
        """
        entities: dict[str, Entity] = {}
        for name in REFERENCE:
            entities |= {entity.id: entity for entity in turtle.read(ontology_dir() / name)}
        for path in extra:
            added = table.read(path, entities) if path.suffix.lower() == ".csv" else turtle.read(path)
            entities |= {entity.id: entity for entity in added}
        return cls(entities, NameIndex.build(entities.values()), LongTail.load(LONG_TAIL))

    def get(self, identifier: str) -> Entity | None:
        """The entity of that id, None when there is none."""
        return self.entities.get(identifier) or self.tail.get(identifier)

    def __iter__(self) -> Iterator[Entity]:
        """The curated entities."""
        return iter(self.entities.values())

    def ancestors(self, entity: Entity) -> tuple[Entity, ...]:
        """What an entity lies in, from the narrowest to the country."""
        found: dict[str, Entity] = {}
        while entity.located_in and entity.located_in not in found and (above := self.get(entity.located_in)):
            found[above.id] = entity = above
        return tuple(found.values())

    def find(self, text: str, start: int = 0) -> tuple[Mention, ...]:
        """All names in `text`, longest first from left to right, none inside another; `start` is added to the offsets.

        A mention that is `cued` is a name only behind a word such as "village": `cue` tells whether one stands there.
        """
        matcher = Matcher(self.names, self.tail)
        tokens = words(text)
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            match = matcher.match(tokens, at)
            if match is None:
                at += 1
                continue
            at += match.length
            end = tokens[at - 1].end
            span = text[match.start : end]
            found.append(Mention(match.start + start, end + start, span, match.owners, match.weak, match.cued))
        return tuple(found)

    def cue(self, text: str, mention: Mention, start: int = 0) -> str | None:
        """The folded noun directly before a mention that announces a place (قرية, محافظة, محيط ...), None without one.

        `text` and `start` are what `find` was given.
        """
        line = text[max(0, mention.start - start - 40) : mention.start - start].rpartition("\n")[2]
        before = words(line)
        if not before:
            return None
        cues = vocabulary().cues
        return next((stem(rest) for _, rest in readings(before[-1].form) if stem(rest) in cues), None)

    def resolve(self, mention: Mention, context: Iterable[str] = (), cue: str | None = None) -> tuple[Entity, ...]:
        """The candidates that fit the context, best first; several when the text leaves the choice open.

        A cue excludes what it does not announce (محافظة: governorates only). Of several places `near` chooses.

        Args:
            mention: what `find` returned.
            context: ids of the entities that the text names elsewhere.
            cue: the noun before the mention, as `cue` gives it.
        """
        candidates = mention.candidates
        kinds = vocabulary().cues.get(stem(fold(cue))) if cue else None
        if kinds is not None:
            places = tuple(c for c in candidates if c.kind in _PLACES)
            candidates = tuple(c for c in places if c.subtype in kinds) or places or candidates
        places = tuple(c for c in candidates if c.kind is EntityKind.PLACE)
        if len(places) < 2:
            return candidates
        chosen = set(self.near(places, context))
        ordered = sorted(chosen, key=self.near(places, context).index)
        first = next(i for i, c in enumerate(candidates) if c.kind is EntityKind.PLACE)
        others = tuple(c for c in candidates[first:] if c.kind is not EntityKind.PLACE)
        return (*candidates[:first], *ordered, *others)

    def near(self, places: Sequence[Entity], context: Iterable[str]) -> tuple[Entity, ...]:
        """Those of `places` that the entities with the ids in `context` point to, best first.

        Places inside a governorate, district or town that the context names or that holds something it names come
        before places inside such a country; among them the nearest ones win. Without any hint the curated places win.
        """
        own = {place.id for place in places}
        named = [entity for i in context if i not in own and (entity := self.get(i)) is not None]
        areas = dict.fromkeys(area for e in named for area in (e, *self.ancestors(e)))
        for countries in (False, True):
            wanted = {area for area in areas if (area.subtype == "country") is countries}
            inside = [place for place in places if wanted.intersection(self.ancestors(place))]
            if inside:
                places = inside
                break
        points = [e for e in named if e.subtype not in ("country", "governorate")]
        points = points or [e for e in named if e.subtype == "governorate"]
        near = geography.nearest(places, points)
        curated = tuple(place for place in near if place.id in self.entities)
        return near if points or not curated else curated

    def adjective(self, word: str) -> tuple[Entity, ...]:
        """Whom a nisba adjective names, in any gender, number and definiteness: أميركية, الإسرائيليون, للتركيتين."""
        for _, form in readings(fold(word)):
            if found := self.names.adjectives.get(nisba(form)):
                return found
        return ()

    def bases_at(self, place: str) -> tuple[Entity, ...]:
        """The bases that are named after a place, given by its id or its name."""
        entity = self.get(place)
        found: dict[str, Entity] = {}
        for label in entity.labels if entity else (place,):
            name = " ".join(stem(word.form) for word in words(label))
            for head in vocabulary().base_heads:
                found |= {base.id: base for base in self.names.bases.get((stem(head), name), ())}
        return tuple(found.values())
