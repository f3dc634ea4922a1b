"""Noun phrases -> entities: whom or what a phrase denotes in this article.

One `Linker` reads one article from top to bottom and remembers what it named, so that "the base", "the group" or "the
ship" further
down resolve inside the article. A name that reference data does not know becomes a new entity with the article's
words, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.lexicon import Lexicon
from kg.model import Article, Entity, EntityKind, Mention, Ref
from kg.rules.words import Words
from kg.syntax.nominals import Nominal, Reading
from kg.text import clean, fold

_LOCATIVE = frozenset(("في", "ب", "قرب", "ضمن", "عند", "داخل", "وسط", "حول", "على", "من", "فوق"))
_TARGET_KINDS = (EntityKind.BASE, EntityKind.FACILITY)
_SLUG = re.compile(r"[^\w]+")


class Linker:
    """Resolves the nominals of one article."""

    def __init__(self, article: Article, lexicon: Lexicon, words: Words) -> None:
        self.article, self.lexicon, self.words = article, lexicon, words
        self.context: list[str] = []  # ids of the places and bases named so far and further on
        self.bases: list[Ref] = []
        self.facilities: list[Ref] = []
        self.groups: list[Ref] = []
        self.named: set[str] = set()

    def survey(self, mentions: Iterable[Mention]) -> None:
        """Take in all names of the article beforehand: context for homonyms and for weak names."""
        for mention in mentions:
            if not mention.cued and not mention.weak:
                self.named.add(mention.candidates[0].id)
                if mention.candidates[0].kind in (EntityKind.PLACE, EntityKind.BASE):
                    self.context.append(mention.candidates[0].id)

    # --- what a mention denotes -------------------------------------------------------------------------------------

    def entity(self, mention: Mention, kinds: Sequence[EntityKind]) -> Entity | None:
        """The candidate of one of `kinds` that fits the article best."""
        candidates = [c for c in self.lexicon.resolve(mention, self.context) if c.kind in kinds]
        if mention.weak:
            candidates = sorted(candidates, key=lambda c: c.id not in self.named)
        return candidates[0] if candidates else None

    def ref(self, entity: Entity, start: int, end: int) -> Ref:
        return Ref(entity, self.article.text[start:end], start, end)

    def acting(self, entity: Entity) -> Entity:
        """Whose strikes an actor's strikes are: a state, its air force and its command act as its armed forces."""
        acting = self.lexicon.get(entity.acts_as) if entity.acts_as else None
        return acting or entity

    def actors(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """The actors that a nominal names as itself, as owner or by nisba adjectives (قوات تركية, طائرات تابعة
        للتحالف, غارات أميركية)."""
        found: dict[str, Ref] = {}
        for mention in nominal.mentions:
            entity = self.entity(mention, (EntityKind.ACTOR,))
            if entity and not (mention.weak and self._place_head(reading, nominal)):
                found.setdefault(self.acting(entity).id, self.ref(self.acting(entity), mention.start, mention.end))
        if not found:
            found |= self._nisba(reading, nominal)
        if not found and nominal.owner >= 0:
            owner = reading.nominals[nominal.owner]
            for part in (owner, *(n for n in reading.nominals if n.group == owner.group and n is not owner)):
                for ref in self.actors(reading, part):
                    found.setdefault(ref.entity.id, ref)
        if not found and not nominal.mentions:
            head = reading.words[nominal.head]
            if (
                head.definite
                and head.stem in self.words["group_noun"]
                and nominal.end == nominal.head + 1
                and self.groups
            ):
                last = self.groups[-1]
                found[last.entity.id] = self.ref(last.entity, head.start, head.end)
        for ref in found.values():
            if ref.entity.kind is EntityKind.ACTOR:
                self.groups.append(ref)
        return tuple(found.values())

    def _place_head(self, reading: Reading, nominal: Nominal) -> bool:
        return self.words.is_a(reading.words[nominal.head].stem, "settlement_noun", "district_noun", "surroundings")

    def _nisba(self, reading: Reading, nominal: Nominal) -> dict[str, Ref]:
        head = reading.words[nominal.head]
        if head.stem not in self.words["force_noun"] and not self.words.is_a(
            head.stem, "position_noun", "person_noun", "base_noun"
        ):
            return {}
        found: dict[str, Ref] = {}
        for word in reading.words[nominal.head + 1 : nominal.end]:
            for entity in self.lexicon.adjective(word.form)[:1]:
                acting = self.acting(entity)
                found.setdefault(acting.id, self.ref(acting, head.start, word.end))
        return found

    # --- what is hit ------------------------------------------------------------------------------------------------

    def targets(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """What is hit when this nominal is: bases, facilities, places, areas or groups, as the annotation guidelines
        tell them apart."""
        head = reading.words[nominal.head]
        core = {reading.words[i].stem for i in range(nominal.head, nominal.end)}
        bases = self._known_bases(reading, nominal)
        if bases:
            return bases
        if area := self._areas(reading, nominal):
            return area
        if core & self.words["base_noun"]:
            return self._described_base(reading, nominal)
        actors = self.actors(reading, nominal) if nominal.means is None or core & self.words["position_noun"] else ()
        if actors and (head.stem not in self.words["facility_noun"] or head.stem in self.words["position_noun"]):
            states = [ref for mention in nominal.mentions if (ref := self._state(mention))]
            return tuple(states) or actors
        if head.stem in self.words["facility_noun"] and not (
            head.stem in self.words["position_noun"] and not head.definite
        ):
            return self._facility(reading, nominal)
        if core & (self.words["position_noun"] | self.words["person_noun"]):
            return self.places(reading, nominal)
        return self._named_places(reading, nominal)

    def _state(self, mention: Mention) -> Ref | None:
        """A country named as the thing hit is the place, not its government."""
        entity = self.entity(mention, (EntityKind.PLACE,))
        return self.ref(entity, mention.start, mention.end) if entity and entity.subtype == "country" else None

    def _known_bases(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        head = reading.words[nominal.head].stem
        found = []
        for mention in nominal.mentions:
            entity = self.entity(mention, _TARGET_KINDS)
            place_head = self.words.is_a(head, "settlement_noun", "district_noun")
            if entity and (
                not mention.weak
                or self.words.is_a(head, "base_noun", "facility_noun")
                or (entity.id in self.named and not place_head)
            ):
                start = reading.words[nominal.head].start if mention.weak else mention.start
                found.append(self.ref(entity, start, mention.end))
        if found:
            self.bases.extend(found)
        return tuple(found)

    def _described_base(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """A base told by where it is or whose it is: known by its place, the one spoken of last, or new."""
        head = reading.words[nominal.head]
        chain = self._chain(reading, nominal)
        found: list[Ref] = []
        for part in (nominal, *chain):
            for mention in part.mentions:
                place = self.entity(mention, (EntityKind.PLACE,))
                bases = self.lexicon.bases_at(place.id) if place else ()
                if bases and not any(ref.entity.id == bases[0].id for ref in found):
                    found.append(self.ref(bases[0], head.start, mention.end))
            if found and part is not nominal and not self._coordinated(reading, part):
                break
        if not found and head.definite and not any(p.mentions for p in chain) and self.bases:
            found = [self.ref(self.bases[-1].entity, head.start, reading.words[nominal.end - 1].end)]
        if not found and not (head.definite and nominal.end == nominal.head + 1 and not chain):
            found = [self._mint(reading, nominal, chain[:1], EntityKind.BASE)]
        self.bases.extend(found)
        return tuple(found)

    def _facility(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        head = reading.words[nominal.head]
        for mention in nominal.mentions:
            if entity := self.entity(mention, _TARGET_KINDS):
                return (self.ref(entity, head.start, mention.end),)
        bare = nominal.end == nominal.head + 1 or any(
            w.stem in self.words["anaphoric"] for w in reading.words[nominal.head : nominal.end]
        )
        if bare and head.definite:
            return (self.ref(self.facilities[-1].entity, head.start, head.end),) if self.facilities else ()
        ref = self._mint(reading, nominal, (), EntityKind.FACILITY)
        known = next((f for f in self.facilities if f.entity.id == ref.entity.id), None)
        self.facilities.append(ref if known is None else replace(ref, entity=known.entity))
        return (self.facilities[-1],)

    def _areas(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """مناطق سيطرة X, مناطق تسيطر عليها X وY, مناطق نفوذ X: an area entity for each who holds it."""
        stems = [w.stem for w in reading.words[nominal.head : nominal.end + 1]]
        if not stems or stems[0] not in self.words["area_noun"] or not set(stems) & self.words["control_word"]:
            return ()
        holders: list[Ref] = []
        following = [n for n in reading.nominals if nominal.index < n.index and n.start - nominal.end <= 12]
        for part in (nominal, *following):
            if holders and part is not nominal and part.group != following[0].group:
                break
            holders.extend(self.actors(reading, part))
        start = reading.words[nominal.head].start
        return tuple(
            Ref(
                Entity(
                    id=f"{holder.entity.id}-areas",
                    kind=EntityKind.AREA,
                    labels=(f"مناطق سيطرة {holder.entity.name}", f"مناطق نفوذ {holder.entity.name}"),
                    name_en=f"areas controlled by {holder.entity.name_en}" if holder.entity.name_en else None,
                    operator=holder.entity.id,
                    minted=True,
                ),
                self.article.text[start : holder.end],
                start,
                holder.end,
            )
            for holder in {h.entity.id: h for h in holders}.values()
        )

    def _named_places(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        found = []
        for mention in nominal.mentions:
            if entity := self.entity(mention, (EntityKind.PLACE, EntityKind.AREA)):
                found.append(self.ref(entity, mention.start, mention.end))
        if not found:
            for i in range(nominal.head, nominal.end - 1):
                word, name = reading.words[i], reading.words[i + 1]
                if (
                    self.words.is_a(word.stem, "settlement_noun", "district_noun")
                    and not word.definite
                    and name.upos != "PRON"
                ):
                    found.append(self._mint(reading, nominal, (), EntityKind.PLACE, i))
                    break
        return tuple(found)

    def places(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """The places in the locative phrases that follow a nominal: where positions of a group lie, where a strike
        landed.

        Of a chain (في بلدة خشام في ريف دير الزور) the narrowest link counts, with what is coordinated to it.
        """
        for part in self._chain(reading, nominal):
            found = self._named_places(reading, part)
            if found:
                group = [n for n in reading.nominals if n.group == part.group and n.index > part.index]
                return (*found, *(ref for n in group for ref in self._named_places(reading, n)))
        return ()

    def _chain(self, reading: Reading, nominal: Nominal) -> tuple[Nominal, ...]:
        """The locative phrases that follow a nominal without a verb or comma between, with what is coordinated to
        them."""
        chain: list[Nominal] = []
        last = reading.nominals[nominal.owner] if nominal.owner >= 0 else nominal
        for part in reading.nominals[last.index + 1 :]:
            if part.preposition == "owner":
                continue
            if (
                part.preposition in _LOCATIVE
                and (part.after in (last.index, nominal.index) or part.group == last.group)
                and not part.event
            ):
                chain.append(part)
                last = part
            else:
                break
        return tuple(chain)

    def _coordinated(self, reading: Reading, part: Nominal) -> bool:
        return any(n.group == part.group and n.index > part.index for n in reading.nominals)

    def _mint(
        self, reading: Reading, nominal: Nominal, chain: Sequence[Nominal], kind: EntityKind, at: int | None = None
    ) -> Ref:
        """A new entity with the article's words: the phrase, and with the place that narrows it."""
        first = nominal.head if at is None else at
        last = nominal if nominal.owner < 0 else reading.nominals[nominal.owner]
        start, end = reading.words[first].start, reading.words[last.end - 1].end
        labels = [self._words(start, end)]
        if chain:
            end = reading.words[chain[-1].end - 1].end
            labels.insert(0, self._words(start, end))
        quoted = re.search(r'"([^"]+)"', clean(self.article.text[start:end]).text)
        if quoted:
            labels.insert(0, quoted[1].strip())
        elif kind is EntityKind.PLACE or (nominal.quoted and nominal.end - nominal.head > 1):
            labels.insert(0, self._words(reading.words[first + 1].start, end))
        slug = _SLUG.sub("-", fold(labels[0])).strip("-")
        return self.ref(Entity(slug, kind, tuple(dict.fromkeys(labels)), minted=True), start, end)

    def _words(self, start: int, end: int) -> str:
        return " ".join(clean(self.article.text[start:end]).text.replace('"', " ").split())

    # --- weapons ----------------------------------------------------------------------------------------------------

    def weapon(self, nominal: Nominal, start: int, end: int) -> Ref:
        """The weapon that a nominal names; one that reference data does not know is known by its means."""
        for mention in nominal.mentions:
            if entity := self.entity(mention, (EntityKind.WEAPON,)):
                return self.ref(entity, mention.start, mention.end)
        means = nominal.means
        assert means is not None, "only nominals with a means are weapons"
        known = self.lexicon.get(means.value)
        return self.ref(known or Entity(means.value, EntityKind.WEAPON, (means.value,), means=means), start, end)
