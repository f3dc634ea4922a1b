"""Facilities: by name, the one spoken of last, the house of an office, a ship by its name alone, or new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.linking.bases import SITES, WIDE, bears
from kg.linking.memory import Memory
from kg.linking.minting import SEVERAL, mint, mint_ship
from kg.linking.places import Places
from kg.linking.recall import of_town, recalled
from kg.model import EntityKind, Ref
from kg.rules.words import Words
from kg.syntax.names import QUOTES
from kg.syntax.nominal import Nominal, Reading
from kg.syntax.words import Word
from kg.text import fold

_QUALITY = "amod"  # relation of an adjective
_FOR = "ل"  # behind works it tells what they are for
_APPOSED = 4  # words behind a name that tell what it is
_NAMES = ("X", "PROPN")
_INDEFINITE = ("اً", "ًا")
_BETWEEN = ("،", ",", "و")


class Facilities:
    """Finds the facilities that the phrases of one article name."""

    def __init__(self, memory: Memory, words: Words, places: Places) -> None:
        self.memory, self.words, self.places = memory, words, places

    def named(self, reading: Reading, nominal: Nominal) -> bool:
        """Whether a phrase names a thing of its own; bare nouns for things of a group ("warehouses") do not."""
        head = reading.words[nominal.head]
        if head.form in self.words["report_participle"]:
            return False  # معبراً عن غضبه is no crossing
        bare = not nominal.quoted and nominal.end == nominal.head + 1
        if bare and head.stem in self.words["ship"] and reading.relations[head.index] == _QUALITY:
            return False  # حملة قصف مدمرة is no destroyer
        if head.stem not in self.words["facility_noun"] or self.place_name(head, nominal):
            return False
        if nominal.pronoun and not nominal.quoted and nominal.end == nominal.head + 2:
            return False  # موقعه
        rest = reading.words[nominal.head + 1 : nominal.end]
        if not head.definite and rest and self.words.is_a(rest[0].stem, "single", "troops"):
            return False  # حقل واحد, ناقلة جند
        names = (w for w in rest if w.upos in ("NOUN", "X", "PROPN") and not w.raw.endswith(_INDEFINITE))
        named = nominal.quoted or any(names)  # مبنى سكنياً has no name
        civil = nominal.owner >= 0 and reading.words[reading.nominals[nominal.owner].head].stem in self.words["police"]
        return named or civil or head.definite or head.stem not in self.words["position_noun"]

    def house(self, reading: Reading, nominal: Nominal) -> bool:
        """Whether a phrase names the house of an office or unit, or of supplies, or a line: مقر وزارة الدفاع السورية,
        مستودعات الوقود, خط الأنابيب.

        These are hit, not the state that an adjective names or the place where they stand.
        """
        head, behind = reading.words[nominal.head], reading.words[nominal.head + 1 : nominal.end]
        annexed = behind[:1]
        office = head.stem in self.words["facility_noun"] and any(w.stem in self.words["office"] for w in behind[:2])
        office = office or self._bureau(head, behind)
        unit = [w.stem in self.words["unit_noun"] for w in behind[:1]] == [True]
        unit = unit and nominal.owner >= 0 and any(w.form.isdigit() for w in behind[1:])
        if head.stem in self.words["seat"] and unit:
            return True  # مقر اللواء 45 التابع لـ X
        stored = next((w for w in behind if w.upos == "NOUN"), None)  # المستودعات الرئيسية للوقود
        store = head.stem in self.words["store_noun"] and stored and stored.stem in self.words["supplies"]
        if head.stem in self.words["store_noun"] and nominal.owner >= 0:
            return self._goods(reading, reading.nominals[nominal.owner])
        line = head.stem in self.words["line_noun"] and any(w.stem in self.words["utilities"] for w in annexed)
        return nominal.owner < 0 and bool(office or store or line)

    def _bureau(self, head: Word, behind: Sequence[Word]) -> bool:
        """وزارة الدفاع, مديرية الأمن العام, هيئة الأركان: an office, and no district or group."""
        if head.definite or not behind or not behind[0].definite:
            return False
        ministry = head.stem in self.words["ministry"]
        return ministry or (head.stem in self.words["bureau"] and behind[0].stem in self.words["bureau_of"])

    def _goods(self, reading: Reading, owner: Nominal) -> bool:
        """مستودع للبضائع: whether what stands behind a store with ل is what it holds."""
        noun = reading.words[owner.head]
        people = self.words.is_a(noun.stem, "person_noun", "people_noun", "group_noun", "force_noun", "munitions")
        return noun.definite and not (people or owner.mentions or owner.pronoun)

    def called(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«منزل النائب X», «نقطة تفتيش الجلاء», «عمارة X»: a building by whose it is or by its name."""
        name = reading.words[nominal.head + 1 : nominal.end]
        own = bool(name) and (name[-1].definite or name[-1].upos in _NAMES) and name[0].upos in ("NOUN", *_NAMES)
        if not own or nominal.pronoun or reading.words[nominal.head].stem not in self.words["building"]:
            return ()
        return self.of(reading, nominal)

    def place_name(self, head: Word, nominal: Nominal) -> bool:
        """Whether a noun begins the name of a place, or is one: بئر السبع, مركبا."""
        bare = head.form != head.stem and not head.definite
        if head.stem not in self.words["town_noun"] and not bare:
            return False
        names = (m for m in nominal.mentions if m.start == head.start and (bare or m.end > head.end))
        return any(mention.candidates[0].kind is EntityKind.PLACE for mention in names)

    def of(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """A facility by its name, the one spoken of last, or a new one."""
        head = reading.words[nominal.head]
        for mention in nominal.mentions:
            entity = None if self.memory.of_town(head, mention) else self.memory.entity(mention, *SITES)
            if entity and self.places.elsewhere(reading, nominal, entity):
                continue
            if entity and (not nominal.quoted or self.memory.fills_quotes(mention)):
                return (self.memory.ref(entity, head.start, mention.end),)
            if mention.start == head.start and (field := self.memory.entity(mention, EntityKind.PLACE)):
                known = self.memory.ref(field, head.start, mention.end)  # حقل كورمور: a place, and hit as a facility
                self.memory.facilities[known.start] = known
                return (known,)
        core = reading.words[nominal.head : nominal.end]
        rest = [word.stem for word in core[1:]]
        bare = all(stem in self.words["lying"] for stem in rest)  # الحقل الواقع في قضاء X
        if head.definite and (bare or any(stem in self.words["anaphoric"] for stem in rest)):
            if last := self._last(head):
                return (self.memory.ref(last.entity, head.start, head.end),)
            return self.places.beside(reading, nominal) or of_town(self.memory, core)
        if again := recalled(self.memory, self.words, core):
            return (again,)
        if self._several(nominal, core):
            if head.stem in self.words["ship"]:
                return self.places.beside(reading, nominal)
            beside = (ref for ref in self.places.beside(reading, nominal) if ref.entity.kind is EntityKind.PLACE)
            if towns := tuple(ref for ref in beside if ref.entity.subtype not in (None, *WIDE)):
                return towns
            new = mint(self.memory, self.words, reading, nominal, EntityKind.FACILITY)
            return (replace(new, entity=replace(new.entity, subtype=SEVERAL)),)
        named = nominal.quoted or any(word.definite or word.upos in _NAMES for word in core)
        near = () if named else self.places.chain(reading, nominal)[:1]  # محطة كهرباء قرب X
        new = mint(self.memory, self.words, reading, nominal, EntityKind.FACILITY, near)
        new = self.memory.ref(new.entity, new.start, reading.words[nominal.end - 1].end) if near else new
        self.memory.facilities[new.start] = new
        return (new,)

    def _several(self, nominal: Nominal, core: Sequence[Word]) -> bool:
        """«المنشآت الحيوية», «محطات الكهرباء»: sites without a name; of ships only those of which no more is told."""
        named = (mention.candidates[0] for mention in nominal.mentions)
        own = (e for e in named if e.kind is not EntityKind.WEAPON and e.subtype not in WIDE)
        if core[0].stem not in self.words["plural_facility"] or nominal.quoted or any(own):
            return False
        alone = len(core) == 1 or core[1].form == _FOR
        names = (w for w in core if w.upos in _NAMES and not any(m.start <= w.start < m.end for m in nominal.mentions))
        return alone or not (core[0].stem in self.words["ship"] or any(names))

    def _last(self, head: Word) -> Ref | None:
        """«المدرسة»: the facility told last that is called so; «الموقع», «السفينة»: the last one of no other kind."""
        fields = {at: ref for at, ref in self.memory.places.items() if bears(ref, head.stem)}  # حقل كورمور
        before = {at: ref for at, ref in (fields | self.memory.facilities).items() if at < head.start}
        called = {at: ref for at, ref in before.items() if bears(ref, head.stem)}
        others = self.words["facility_noun"] - {head.stem}
        any_kind = head.stem in self.words["position_noun"]
        open_kind = {at: r for at, r in before.items() if any_kind or not any(bears(r, noun) for noun in others)}
        return self.memory.last(called or open_kind, head.start)

    def ship(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«X» alone: the ship of that name which was told before, or of which the sentence tells what it is: «X»، وهي
        سفينة شحن; «X» التي ترفع علم بنما."""
        words = reading.words
        around = (*words[max(0, nominal.start - 1) : nominal.start], *words[nominal.end : nominal.end + 1])
        if nominal.mentions or len(around) < 2 or not all(word.form in QUOTES for word in around):
            return ()
        start, end = words[nominal.start].start, words[nominal.end - 1].end
        name = fold(self.memory.plain(start, end))
        ships = (ship for ship in self.memory.facilities.values() if name in map(fold, ship.entity.labels))
        if (told := next(ships, None)) is not None:
            return (self.memory.ref(told.entity, start, end),)
        behind = [word for word in words[nominal.end + 1 : nominal.end + 1 + _APPOSED] if word.form not in _BETWEEN]
        apposed = len(behind) > 1 and behind[0].form in self.words["namely"] and behind[1].stem in self.words["ship"]
        at_sea = any(word.stem in self.words["at_sea"] for word in words[nominal.end :])
        return (mint_ship(self.memory, start, end),) if apposed or at_sea else ()
