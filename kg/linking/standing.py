"""Where things stand that bear no name and are nobody's: the base, facility or place that counts as hit with them."""

from __future__ import annotations

from itertools import takewhile

from kg.linking.bases import Bases
from kg.linking.facilities import Facilities
from kg.linking.memory import Memory
from kg.linking.minting import mint_name
from kg.linking.places import Places
from kg.model import Ref
from kg.rules.words import Words
from kg.syntax.nominal import Nominal, Reading

_NAMES = ("X", "PROPN")
_EACH, _SEVERAL = 25, 2  # words behind several things in which it is told where each stood, and how many they are
_FURTHER = 12  # words between a thing and where it stood


class Standing:
    """Finds where the things stand that the phrases of one article name."""

    def __init__(self, memory: Memory, words: Words, places: Places, bases: Bases, facilities: Facilities) -> None:
        self.memory, self.words, self.places = memory, words, places
        self.bases, self.facilities = bases, facilities

    def in_bases(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«منظومتي الرادار في معسكر X وفي قاعدة Y»: the bases in which things stood."""
        behind = (n for n in self.places.chain(reading, nominal) if n.preposition in self.words["inside"])
        found = {ref.entity.id: ref for part in behind for ref in self.bases.known(reading, part)}
        return tuple(found.values())

    def aimed_at(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«هدفاً حيوياً للعدو في عسقلان», «أهداف إسرائيلية في X»: of an aim that is a state's, where it was."""
        places = (ref for ref in self.places.beside(reading, nominal) if ref.entity.subtype != "country")
        return self.in_bases(reading, nominal) or tuple(places)

    def held_at(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«حفل تخرج الضباط في الكلية الحربية»: the facility in which people were gathered."""
        if reading.words[nominal.head].stem not in self.words["gathering"]:
            return ()
        sites = (part for part in self.places.chain(reading, nominal) if self.facilities.named(reading, part))
        return next((self.facilities.of(reading, part) for part in sites), ())

    def at_place(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«مقار جرف الصخر», «مخازن الميادين»: the place to whose name things are annexed, of which no owner is told."""
        annexed = reading.words[nominal.head + 1 : nominal.end]
        place = self.memory.places.get(annexed[0].start) if annexed else None
        return (place,) if place is not None and place.end == annexed[-1].end else ()

    def further(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«شاحنة تحمل راجمة كانت متوقفة في X»: the place told in the clause behind a thing without owner."""
        for part in reading.nominals[nominal.index + 1 :]:
            if part.start - nominal.end > _FURTHER or part.event:
                break
            if part.preposition in self.words["standing"] and (
                found := self.bases.known(reading, part) or self.places.named(reading, part)
            ):
                return found
        return ()

    def new_place(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«منزلاً في جويا», «دراجة على طريق الخردلي»: a place or road that no table knows, where things without an owner
        stood."""
        words = reading.words
        for part in self.places.chain(reading, nominal):
            head, name = words[part.head], words[part.head + 1 : part.end]
            bare = part.preposition in self.words["inside"] and head.upos in _NAMES
            road = head.stem in self.words["road"] and name and name[0].upos != "ADJ" and (name[0].definite or bare)
            road = road and not self.words.is_a(name[0].stem, "lying", "direction")
            if (bare or road) and not (part.mentions or part.pronoun):
                return (mint_name(self.memory, head.start, words[part.end - 1].end),)
        return ()

    def road(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«طريق الخردلي»: a road by its name, which is hit itself."""
        head, name = reading.words[nominal.head], reading.words[nominal.head + 1 : nominal.end]
        named = head.stem in self.words["street_noun"] and name and name[0].upos != "ADJ" and not nominal.pronoun
        if not named or self.words.is_a(name[0].stem, "lying", "direction"):
            return ()
        return (mint_name(self.memory, head.start, reading.words[nominal.end - 1].end),)

    def within(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«خزاناً داخل حقل كورمور», «شقة في برج السلام»: the named facility in which a thing without a name was."""
        phrase = reading.words[nominal.head : nominal.end]
        words = (phrase[0], *takewhile(lambda word: word.upos != "ADP", phrase[1:]))  # خزاناً للوقود
        thing = self.words.is_a(words[0].stem, "position_noun", "facility_noun", "part_noun")
        named = any(word.definite or word.upos in _NAMES for word in words) or nominal.mentions or nominal.quoted
        if named or not thing or words[0].stem in self.words["ship"]:
            return ()
        for part in self.places.chain(reading, nominal):
            site = reading.words[part.head : part.end]
            own = len(site) > 1 and (site[-1].definite or part.mentions or part.quoted)
            if part.preposition in self.words["within"] and own and self.facilities.named(reading, part):
                return self.facilities.of(reading, part)
        return ()

    def each(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«سيارتين، إحداهما في X والأخرى في Y»: where each of several things stood."""
        behind = (n for n in reading.nominals[nominal.index + 1 :] if n.start - nominal.end <= _EACH)
        single = [n for n in behind if not n.preposition and self._single(reading, n)]
        if len(single) < _SEVERAL or single[0].start - nominal.end > 1:
            return ()
        found = (self.in_bases(reading, n) or self.places.beside(reading, n) for n in single)
        return tuple(ref for refs in found for ref in refs)

    def _single(self, reading: Reading, nominal: Nominal) -> bool:
        """Whether a phrase is but "one of them", "the other", "the second"."""
        word = reading.words[nominal.head]
        alone = nominal.end - nominal.start == 1 + nominal.pronoun
        one = nominal.pronoun and word.stem in self.words["one_of"]
        return alone and (one or (word.definite and self.words.is_a(word.stem, "ordinal", "another")))
