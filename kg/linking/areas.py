"""Areas by who holds them: مناطق سيطرة X, مناطق تسيطر عليها X وY, مناطق نفوذ X."""

from __future__ import annotations

from kg.linking.actors import Actors
from kg.linking.memory import Memory
from kg.model import Entity, EntityKind, Ref
from kg.rules.words import Words
from kg.syntax.marked import COMMAS
from kg.syntax.nominal import Nominal, Reading

_CLAUSE = 3  # words in which a relative clause begins
_CONTROL = 5  # words between an area and who holds it
_LABELS = ("مناطق سيطرة {}", "مناطق نفوذ {}")
_LABEL_EN = "areas controlled by {}"


class Areas:
    """Finds the areas that the phrases of one article describe by who holds them."""

    def __init__(self, memory: Memory, words: Words, actors: Actors) -> None:
        self.memory, self.words, self.actors = memory, words, actors

    def of(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """An area for each who holds what the phrase describes; nothing when it describes no area."""
        for mention in nominal.mentions:
            if mention.candidates[0].kind is EntityKind.AREA:
                return (self.memory.ref(mention.candidates[0], mention.start, mention.end),)
        partner = next((n for n in reading.nominals if n.group == nominal.group and n.index < nominal.index), None)
        if partner and partner.mentions and partner.mentions[-1].candidates[0].kind is EntityKind.AREA:
            return tuple(self._held(holder, holder.start, holder.end) for holder in self.actors.of(reading, nominal))
        head = reading.words[nominal.head]
        stems = {word.stem for word in reading.words[nominal.head : nominal.end + 1]} | self._clause(reading, nominal)
        town = head.stem in self.words["settlement_noun"] and not head.definite and nominal.end == head.index + 1
        area = town or head.stem in self.words["area_noun"]  # قرية يسيطر عليها X
        if not area or not stems & self.words["control_word"]:
            return ()
        holders = {holder.entity.id: holder for holder in self._holders(reading, nominal)}
        own = reading.words[nominal.end - 1].end
        return tuple(self._held(holder, head.start, own) for holder in holders.values())

    def _clause(self, reading: Reading, nominal: Nominal) -> set[str]:
        """The word that begins the relative clause behind a phrase, also behind a comma: المناطق، التي تسيطر عليها."""
        behind = list(reading.words[nominal.end : nominal.end + _CLAUSE])
        if behind[:1] and behind[0].form in COMMAS:
            behind = behind[1:]
        relative = behind[:1] and {behind[0].form, behind[0].stem} & self.words["relative"]
        return {word.stem for word in behind[1:2]} if relative else set()

    def _holders(self, reading: Reading, nominal: Nominal) -> list[Ref]:
        """The actors named in the phrase and close behind it."""
        holders: list[Ref] = []
        if nominal.pronoun:  # أطلق الحوثيون صواريخ من مناطق سيطرتهم
            before = (self.actors.of(reading, part) for part in reversed(reading.nominals[: nominal.index]))
            return list(next(filter(None, before), ()))
        for part in reading.nominals[nominal.index :]:
            if part.start - nominal.end > _CONTROL:
                continue
            if holders and part.group != nominal.group and part.after != part.index - 1:
                break
            holders.extend(self.actors.of(reading, part))
        return holders

    def _held(self, holder: Ref, start: int, end: int) -> Ref:
        """The area that an actor holds, as an entity of its own; the words run from `start` to the end of its name, or
        to `end` when that stands before (في مناطق سيطرتهم)."""
        actor = holder.entity
        entities = self.memory.lexicon.entities.values()
        known = (entity for entity in entities if entity.kind is EntityKind.AREA and entity.operator == actor.id)
        area = next(known, None) or Entity(
            id=f"{actor.id}-areas",
            kind=EntityKind.AREA,
            labels=tuple(label.format(actor.name) for label in _LABELS),
            name_en=_LABEL_EN.format(actor.name_en) if actor.name_en else None,
            operator=actor.id,
            minted=True,
        )
        return self.memory.ref(area, start, max(end, holder.end))
