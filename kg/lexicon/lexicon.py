"""The lexicon: entities by id, and their names in raw text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.lexicon import geography, reference, table, turtle
from kg.lexicon.errors import LexiconError
from kg.lexicon.index import NameIndex, named, nisba, place_name
from kg.lexicon.matcher import Match, Matcher
from kg.lexicon.tail import LongTail
from kg.lexicon.words import bare, readings, stem, vocabulary, words
from kg.model import Entity, EntityKind, Mention
from kg.text import fold

_PROMINENT = ("country", "governorate")
_PLACES = (EntityKind.PLACE, EntityKind.AREA)


@dataclass(frozen=True)
class Lexicon:
    """Reference data by name. `entities` is the curated part by id; the long tail is read as texts name its places."""

    entities: Mapping[str, Entity] = field(repr=False)
    names: NameIndex = field(repr=False)
    tail: LongTail = field(repr=False)

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Lexicon:
        """The shipped reference data, with the user's files (`.ttl` or `.csv`) that add entries or override them by id.

        Raises:
            LexiconError: a file cannot be used; the message names file, line or entry, and remedy.
        """
        tail = LongTail.load()
        entries = {entry.entity.id: entry for entry in reference.load()}
        for path in extra:
            known = {identifier: entry.entity for identifier, entry in entries.items()}
            added = table.read(path, known.values()) if path.suffix.lower() == ".csv" else turtle.read(path)
            known |= {entity.id: entity for entity in added}
            for entity in added:
                _check(path, entity, known, tail)
                entries[entity.id] = named(reference.in_country(entity, known))
        entities = {identifier: entry.entity for identifier, entry in entries.items()}
        return cls(entities, NameIndex.build(entries.values()), tail)

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
            behind = matcher.match(tokens, at + 1) if match is not None and match.length > 1 else None
            if match is None or self._overlapped(match, behind, announced=stem(tokens[at].form) in vocabulary().cues):
                at += 1
                continue
            at += match.length
            end = tokens[at - 1].end
            span = text[match.start : end]
            found.append(Mention(match.start + start, end + start, span, match.owners, match.weak, match.cued))
        return tuple(found)

    def _overlapped(self, match: Match, behind: Match | None, announced: bool) -> bool:
        """Whether a curated name is meant that begins at the second word of a long-tail one, or behind what it is, and
        goes beyond it: «مدينة تل أبيب» is no "Tell City", «مدينة رأس العين» no مدينة الرأس."""
        if behind is None or behind.length < match.length:
            return False
        if not announced and any(e.id in self.entities for e in match.owners):
            return False
        return not behind.weak and any(e.id in self.entities for e in behind.owners)

    def cue(self, text: str, mention: Mention, start: int = 0) -> str | None:
        """The folded noun directly before a mention that announces a place (قرية, محافظة, محيط ...), None without one.

        «المدينة الشرقية» is no such case: the noun before a name has no article. `text` and `start` are what `find`
        was given.
        """
        line = text[max(0, mention.start - start - 40) : mention.start - start].rpartition("\n")[2]
        before = words(line)
        if not before:
            return None
        cues = vocabulary().cues
        forms = (form for _, form in readings(before[-1].form) if bare(form) == form)
        return next((stem(form) for form in forms if stem(form) in cues), None)

    def resolve(self, mention: Mention, context: Iterable[str] = (), cue: str | None = None) -> tuple[Entity, ...]:
        """The candidates that fit the context, best first; several when the text leaves the choice open.

        A cue excludes what it does not announce (محافظة: governorates only). Of several places or bases `near` chooses.

        Args:
            mention: what `find` returned.
            context: ids of the entities that the text names elsewhere.
            cue: the noun before the mention, as `cue` gives it.
        """
        candidates = mention.candidates
        kinds = vocabulary().cues.get(stem(fold(cue))) if cue else None
        if kinds is not None:
            places = tuple(c for c in candidates if c.kind in _PLACES)
            own = tuple(c for c in places if c.subtype in kinds) or places or candidates
            if any(c.subtype in _PROMINENT for c in places) and any(c.id in self.entities for c in own):
                own = tuple(c for c in own if c.id in self.entities)  # مدينة صنعاء is no hamlet of that name
            candidates = own
        for kind in (EntityKind.PLACE, EntityKind.BASE):
            namesakes = tuple(c for c in candidates if c.kind is kind)
            if len(namesakes) > 1:
                chosen = set(self.near(namesakes, context))
                candidates = tuple(c for c in candidates if c.kind is not kind or c in chosen)
        return candidates

    def near(self, places: Sequence[Entity], context: Iterable[str]) -> tuple[Entity, ...]:
        """Those of `places` that the entities with the ids in `context` point to, in the order of `places`.

        A country or governorate of the name stands before all hamlets of the name. Places in an area that the context
        names, or that holds something it names, come before places elsewhere in such a country; among them the nearest
        to the context win, with what they lie in and what lies in them. Without any hint the curated places win.
        """
        if any(place.subtype in _PROMINENT for place in places):
            places = [place for place in places if place.id in self.entities]
        own = {place.id for place in places}
        named = [entity for i in context if i not in own and (entity := self.get(i)) is not None]
        areas = {area: None for e in named for area in (e, *self.ancestors(e))}
        inside: Sequence[Entity] = places
        for countries in (False, True):
            wanted = {area for area in areas if (area.subtype == "country") is countries}
            if found := [place for place in places if wanted.intersection((place, *self.ancestors(place)))]:
                inside = found
                break
        points = [e for e in named if e.subtype not in _PROMINENT] or [e for e in named if e.subtype == "governorate"]
        chosen = set(geography.nearest(inside, points))
        if not points and chosen.intersection(self.entities.values()):
            chosen = {place for place in chosen if place.id in self.entities}
        nested = {a for place in chosen for a in self.ancestors(place)}
        return tuple(p for p in places if p in chosen or p in nested or chosen.intersection(self.ancestors(p)))

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
            name = place_name([stem(word.form) for word in words(label)])
            for head in sorted(vocabulary().base_heads):
                found |= {base.id: base for base in self.names.bases.get((head, name), ())}
        return tuple(found.values())


def _check(path: Path, entity: Entity, known: Mapping[str, Entity], tail: LongTail) -> None:
    """Refuse an entity that refers to nothing."""
    for role in ("located_in", "operator", "acts_as", "parent"):
        other = getattr(entity, role)
        if other is not None and other not in known and tail.get(other) is None:
            raise LexiconError(
                f"{path}: {entity.id} has the unknown {role} {other!r}; correct the id or add that entry."
            )
