"""What an article has named so far, and which entity a name means in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.lexicon import Lexicon
from kg.lexicon.words import stem
from kg.model import Article, Entity, EntityKind, Mention, Ref
from kg.rules.words import Words
from kg.syntax.words import Word
from kg.text import clean, fold

ARMED_GROUP = "armed group"  # the subtype of actors that "the group" points back to
COALITION = "coalition"
_ARTICLE, _FOR_THE = "ال", "لل"
_NOUN = 16  # letters of a noun before a name
_LYING = (EntityKind.PLACE, EntityKind.BASE, EntityKind.FACILITY)
_CITIES = frozenset(("country", "governorate", "city"))
_LOCAL = frozenset((ARMED_GROUP, "government"))  # whose name tells the country, where towns do not
_SIDES = frozenset((ARMED_GROUP, "armed forces", "coalition"))
_SHORTENED = frozenset((ARMED_GROUP, "police", "political"))


class Memory:
    """The names of one article: context for homonyms and weak names, and what definite descriptions point back to.

    The tables by offset hold what "the group", "the forces", "the base", "the ship", "the town" may stand for.
    """

    def __init__(self, article: Article, lexicon: Lexicon, words: Words) -> None:
        self.article, self.lexicon = article, lexicon
        self._occupied, self._coalitions, self._units = words.occupied, words.coalitions, words["unit_noun"]
        self._civil = words["civil_site"]
        self._kinds = words["settlement_noun"] | words["district_noun"]
        self.context: list[str] = []  # ids of all places and bases of the article
        self.named: set[str] = set()
        self.strong: tuple[Mention, ...] = ()
        self.countries: set[str] = set()
        self._homes: set[str] = set()  # countries of the groups that the article names
        self.places: dict[int, Ref] = {}
        self.forces: dict[int, Ref] = {}
        self.groups: dict[int, Ref] = {}
        self.foes: dict[int, Ref] = {}  # «العدوان الأميركي»: whom «العدوان» then means
        self.actors: dict[int, Ref] = {}  # all that a short form of their name may recall
        self.bases: dict[int, Ref] = {}
        self.facilities: dict[int, Ref] = {}
        self._cues: dict[int, str | None] = {}  # by offset: the noun that announces the place

    def survey(self, mentions: Sequence[Mention]) -> None:
        """Take in all names of the article beforehand."""
        self.strong = tuple(
            m for m in mentions if not m.cued and not m.weak and m.candidates[0].kind is EntityKind.ACTOR
        )
        own = [m for m in mentions if not m.cued and not m.weak and not self._weak_actor(m)]
        for mention in own:  # names of one place first: they tell which of its namesakes another name means
            if len({c.country for c in mention.candidates if c.kind is EntityKind.PLACE}) == 1:
                self._visit(mention, mention.candidates[0])
        for mention in own:
            first = self._at_hand(mention.candidates)[0]
            self._visit(mention, first)
            self.named.add(first.id)
            if first.operator:
                self.named.add(first.operator)
            if first.subtype in _LOCAL and first.country:
                self._homes.add(first.country)
            if first.kind in (EntityKind.PLACE, EntityKind.BASE):
                self.context.append(first.id)
            if first.kind is EntityKind.PLACE:
                self.places[mention.start] = self.ref(first, mention.start, mention.end)
            elif first.kind is EntityKind.BASE:
                self.bases[mention.start] = self.ref(first, mention.start, mention.end)
            if first.subtype in _SHORTENED:
                self.actors[mention.start] = self.ref(self.acting(first), mention.start, mention.end)
            if first.kind is EntityKind.ACTOR and first.subtype in _SIDES:
                seen = self.groups if first.subtype == ARMED_GROUP else self.forces
                seen[mention.start] = self.ref(self.acting(first), mention.start, mention.end)
        for mention in mentions if not self.countries else ():  # «بلدة صريفا» tells where, though just a village
            lands = {c.country for c in mention.candidates if c.kind is EntityKind.PLACE and c.country}
            if len(lands) == 1 and self.lexicon.cue(self.article.text, mention):
                self.countries |= lands
        for mention in own:  # all places are known by now: they tell which of several hamlets "the village" will be
            if self.places.pop(mention.start, None) and (place := self.entity(mention, EntityKind.PLACE)):
                self.places[mention.start] = self.ref(place, mention.start, mention.end)

    def note(self, refs: Iterable[Ref]) -> None:
        """Take in what phrases denote that reference data knows, be it by no name of its own: later ones may point back
        to it. What is new is taken in where it is minted."""
        tables = {EntityKind.PLACE: self.places, EntityKind.BASE: self.bases, EntityKind.FACILITY: self.facilities}
        for ref in refs:
            if ref.entity.subtype in _SHORTENED:
                self.actors[ref.start] = ref
            if ref.entity.kind in tables and not ref.entity.minted:
                tables[ref.entity.kind][ref.start] = ref

    def _visit(self, mention: Mention, place: Entity) -> None:
        """Note the country of a place or base that the article names; what many countries have tells nothing."""
        if place.kind in _LYING and place.country and not self._common(mention, place):
            self.countries.add(place.country)

    def _common(self, mention: Mention, place: Entity) -> bool:
        """Whether a name is one of many: a village of the long tail, a unit of a number («اللواء 47»)."""
        village = place.kind is EntityKind.PLACE and place.id not in self.lexicon.entities
        return village or (mention.text[-1].isdigit() and stem(fold(mention.text).split()[0]) in self._units)

    def _at_hand(self, candidates: Sequence[Entity]) -> Sequence[Entity]:
        """Without the places of countries that the article does not speak of, where a namesake lies in one that it
        does: طرابلس is in Lebanon or Libya. A hamlet takes no name away from a city."""
        places = [c for c in candidates if c.kind is EntityKind.PLACE]
        home = [c for c in places if c.country in self.countries]
        curated = any(c.id in self.lexicon.entities for c in home)
        if not home or (not curated and places[0].subtype in _CITIES):
            return candidates
        return [c for c in candidates if c.kind is not EntityKind.PLACE or c in home]

    def last(self, seen: Mapping[int, Ref], before: int) -> Ref | None:
        """The last of `seen` that stands before an offset."""
        return next((seen[at] for at in sorted(seen, reverse=True) if at < before), None)

    def latest(self, seen: Mapping[int, Ref], before: int, number: int) -> tuple[Ref, ...]:
        """The last `number` different ones of `seen` that stand before an offset, in the order of the text."""
        found: dict[str, Ref] = {}
        for at in sorted(seen, reverse=True):
            if at < before and len(found) < number:
                found.setdefault(seen[at].entity.id, seen[at])
        return tuple(reversed(found.values()))

    def entity(self, mention: Mention, *kinds: EntityKind) -> Entity | None:
        """The candidate of one of `kinds` that fits the article best; None when none fits."""
        if mention.start not in self._cues:
            self._cues[mention.start] = self.lexicon.cue(self.article.text, mention)
        cue = self._cues[mention.start]
        at_hand = self._at_hand(mention.candidates)
        candidates = [c for c in at_hand if c.kind in kinds and c.id in self.lexicon.entities]
        namesakes = len([c for c in candidates if c.kind is EntityKind.BASE]) > 1
        if cue is not None or not candidates or namesakes:
            candidates = [c for c in self.lexicon.resolve(mention, self.context, cue) if c.kind in kinds]
        candidates = [c for c in candidates if not self._elsewhere(mention, c)]
        if mention.weak:
            candidates.sort(key=lambda c: c.id not in self.named)
        return candidates[0] if candidates else None

    def weakly(self, mention: Mention, entity: Entity) -> bool:
        """Whether a name means an entity only in context: «بغداد» is a city, and Iraq only as one that acts."""
        text = fold(mention.text)
        text = _ARTICLE + text.removeprefix(_FOR_THE) if text.startswith(_FOR_THE) else text
        return mention.weak or text in {fold(label) for label in entity.weak_labels}

    def _weak_actor(self, mention: Mention) -> bool:
        """Whether a name means an actor only in context, though some place is called so, too: «الحرس»."""
        first = mention.candidates[0]
        return first.kind is EntityKind.ACTOR and self.weakly(mention, first)

    def at_home(self, actor: Entity) -> bool:
        """Whether an actor rules, occupies, or as a coalition fights in, a country that the article speaks of."""
        if actor.subtype == COALITION:
            return {self._coalitions[country] for country in self.countries if country in self._coalitions} == {
                actor.id
            }
        occupiers = {self._occupied[country] for country in self.countries if country in self._occupied}
        return actor.country is not None and actor.country in self.countries | occupiers

    def beside(self, actor: Entity) -> bool:
        """Whether an actor fights whoever occupies his country from there, and the article speaks of that one's."""
        return self._occupied.get(actor.country or "") in self.countries

    def of_home(self, actor: Entity) -> bool:
        """Whether an actor is of the country of a group that the article names, where nobody from abroad fights."""
        return actor.country in self._homes and actor.country not in self._occupied

    def speaks_of(self, state: Entity) -> bool:
        """Whether the article names a state, or somebody of its country or of one where its coalition fights."""
        named = {entity.country for name in self.named if (entity := self.lexicon.get(name))} | self.countries
        coalitions = (self.lexicon.get(actor) for country, actor in self._coalitions.items() if country in named)
        return state.country in named | {coalition.country for coalition in coalitions if coalition}

    def _elsewhere(self, mention: Mention, entity: Entity) -> bool:
        """Whether what has a common name, or is called by a noun («القطاع»), lies in no country that the article speaks
        of: then the name is another's."""
        countries = self.countries | self._homes
        noun = mention.weak and stem(fold(mention.text)) in self._kinds
        return (noun or self._common(mention, entity)) and bool(countries) and entity.country not in countries

    def ref(self, entity: Entity, start: int, end: int) -> Ref:
        """The entity as the article's words from `start` to `end` name it."""
        return Ref(entity, self.article.text[start:end], start, end)

    def of_town(self, head: Word, mention: Mention) -> bool:
        """Whether a civil site is called after a town that a base is called after as well: محطة كهرباء تل تمر."""
        town = any(candidate.kind is EntityKind.PLACE for candidate in mention.candidates)
        return town and mention.start > head.start and head.stem in self._civil

    def acting(self, entity: Entity) -> Entity:
        """Whose strikes an actor's strikes are: a state, its air force and its command act as its armed forces."""
        acting = self.lexicon.get(entity.acts_as) if entity.acts_as else None
        return acting or entity

    def plain(self, start: int, end: int) -> str:
        """The article's words from `start` to `end`, cleaned, with all quotation marks alike."""
        return clean(self.article.text[start:end]).text

    def noun_before(self, start: int) -> str:
        """The folded word that stands before the name at an offset, across an opening quotation mark."""
        before = self.plain(max(0, start - _NOUN), start).replace('"', " ").split()
        return fold(before[-1]) if before else ""

    def fills_quotes(self, mention: Mention) -> bool:
        """Whether a mention is all that stands between its quotation marks: «فيكتوريا ستار» is no Camp Victoria."""
        return self.plain(mention.end, mention.end + 2)[:1] in ('"', "'", "")
