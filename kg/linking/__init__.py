"""Noun phrases -> entities: whom or what a phrase denotes in this article.

One `Linker` reads one article from top to bottom and remembers what it named, so that "the base", "the group" or "the
ship" further down resolve inside the article. A name that reference data does not know becomes a new entity with the
article's words, never dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.lexicon import Lexicon
from kg.linking.actors import Actors
from kg.linking.called import called
from kg.linking.memory import Memory
from kg.linking.minting import mint_name
from kg.linking.places import Places
from kg.linking.targets import Targets
from kg.model import Article, Entity, EntityKind, Mention, Ref
from kg.rules.words import Words
from kg.syntax.nominal import Nominal, Reading

__all__ = ["Linker"]


class Linker:
    """Resolves the nominals of one article; `mentions` are all names in it."""

    def __init__(self, article: Article, lexicon: Lexicon, words: Words, mentions: Sequence[Mention]) -> None:
        self.article, self.lexicon, self._words = article, lexicon, words
        self._memory = Memory(article, lexicon, words)
        self._memory.survey(mentions)
        self._actors = Actors(self._memory, words)
        self._places = Places(self._memory, words)
        self._targets = Targets(self._memory, words, self._actors, self._places)

    def survey(self, reading: Reading) -> None:
        """Take in all that a sentence names, struck or not: whence rockets came may then be "the village"."""
        for nominal in reading.nominals:
            self._targets.of(reading, nominal)
            for word in reading.words[nominal.head + 1 : nominal.end - 1]:  # خروج محطة X عن الخدمة
                if self._words.is_a(word.stem, "facility_noun", "base_noun") and not word.definite:
                    self._targets.of(reading, replace(nominal, head=word.index))

    def actors(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """The actors that a nominal names as itself, as owner or by adjectives of origin (قوات تركية, طائرات تابعة
        للتحالف, غارات أميركية)."""
        return self._actors.of(reading, nominal)

    def targets(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """What is hit when this nominal is: bases, facilities, places, areas or groups."""
        return self._targets.of(reading, called(self._words, reading, nominal))

    def places(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """The narrowest places in the phrases behind a nominal that say where it lies or where a strike landed."""
        return self._places.beside(reading, called(self._words, reading, nominal))

    def new_place(self, reading: Reading, nominal: Nominal) -> Ref:
        """The place that a phrase names, which reference data does not know."""
        return mint_name(self._memory, reading.words[nominal.head].start, reading.words[nominal.end - 1].end)

    def weapon(self, reading: Reading, nominal: Nominal) -> Ref:
        """The weapon that a nominal with a means names; one that reference data does not know is known by its means."""
        for mention in nominal.mentions:
            if entity := self._memory.entity(mention, EntityKind.WEAPON):
                return self.ref(entity, mention.start, mention.end)
        means = nominal.means
        assert means is not None, "only nominals with a means are weapons"
        entity = self.lexicon.get(means.value) or Entity(means.value, EntityKind.WEAPON, (means.value,), means=means)
        return self.ref(entity, reading.words[nominal.head].start, reading.words[nominal.end - 1].end)

    def acting(self, entity: Entity) -> Entity:
        """Whose strikes an actor's strikes are: a state, its air force and its command act as its armed forces."""
        return self._memory.acting(entity)

    def ref(self, entity: Entity, start: int, end: int) -> Ref:
        """The entity as the article's words from `start` to `end` name it."""
        return self._memory.ref(entity, start, end)
