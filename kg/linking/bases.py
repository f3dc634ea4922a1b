"""Bases: by name, by the place where they are, by their parts, in a list, or "the base"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.linking.memory import Memory
from kg.linking.minting import mint
from kg.linking.places import Places
from kg.model import Entity, EntityKind, Mention, Ref
from kg.rules.words import Words
from kg.syntax.nominal import Nominal, Reading
from kg.syntax.words import Word
from kg.text import fold

SITES = (EntityKind.BASE, EntityKind.FACILITY)
_FURTHER = 12  # words between a base and the place where it is
_LIST = 30  # words in which a list of bases follows their number
_AIRPORT = "airport"
_FOREIGN = ("X", "PROPN")
_NAMING = ("NOUN", *_FOREIGN)
_COMMON = ("force_noun", "group_noun", "person_noun", "position_noun", "facility_noun", "nameless_group", "drill")
WIDE = frozenset(("governorate", "country", "region", "sea"))  # a base in one of these does not bear its name


class Bases:
    """Finds the bases that the phrases of one article name or describe."""

    def __init__(self, memory: Memory, words: Words, places: Places) -> None:
        self.memory, self.words, self.places = memory, words, places
        self._large = words["large"]

    def known(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """The bases and facilities that a phrase names, as far as reference data knows them."""
        head = reading.words[nominal.head]
        found = []
        for mention in nominal.mentions:
            entity = self.memory.entity(mention, *SITES)
            other = (
                head.stem in self.words["facility_noun"] and nominal.quoted and not self.memory.fills_quotes(mention)
            )
            other = other or (entity is not None and self.places.elsewhere(reading, nominal, entity))
            if entity and not other and self._means_site(reading, nominal, mention, entity):
                bare = mention.weak or head.stem in self.words["base_noun"]  # معسكر التاجي, though التاجي alone is it
                found.append(self.memory.ref(entity, head.start if bare else mention.start, mention.end))
        return tuple(found)

    def _means_site(self, reading: Reading, nominal: Nominal, mention: Mention, entity: Entity) -> bool:
        """Whether a name means the base or facility and not the place of that name."""
        head = reading.words[nominal.head].stem
        own_name = not mention.weak and mention.candidates[0].kind in SITES
        if self.memory.of_town(reading.words[nominal.head], mention):
            return False
        if own_name or self.words.is_a(head, "base_noun", "facility_noun") or self._beside_base(reading, nominal):
            return True
        return entity.id in self.memory.named and not self.words.is_a(head, "settlement_noun", "district_noun")

    def _beside_base(self, reading: Reading, nominal: Nominal) -> bool:
        """Whether a bare name is coordinated to a base («قاعدتي الرميلان والمالكية»)."""
        group = (n for n in reading.nominals if n.group == nominal.group and n.index < nominal.index)
        return any(reading.words[n.head].stem in self.words["base_noun"] for n in group)

    def described(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """A base told by where it is or whose it is: known by its place, the one spoken of last, or new."""
        core = reading.words[nominal.head : nominal.end]
        head = next((w for w in core if w.stem in self.words["base_noun"]), core[0])
        chain = self.places.chain(reading, nominal)
        if any(word.stem in self.words.means_noun for word in core[1:]):
            return self.places.beside(reading, nominal)  # قواعد الصواريخ
        several = head.stem in self.words["plural_base"]
        found = self._located(reading, nominal, chain, head.start)
        if not found and several:
            found = self._listed(reading, nominal)
        if not found and not head.definite and not chain:
            found = self._housed(reading, nominal, head.start)
        if found:
            return found
        named = nominal.quoted or any(part.mentions for part in chain)
        if len(core) > 1 and core[1].upos == "PRON" and not any(word.upos in _NAMING for word in core[2:]):
            return ()  # معسكره is told by whose it is
        if not named and (head.definite or (self._of_forces(core) and not several)):
            before = {at: ref for at, ref in self.memory.bases.items() if at < head.start}
            called = {at: ref for at, ref in before.items() if head.stem in fold(ref.mention).split()}
            last = self._beside_town(reading, head) or self.memory.latest(
                called if head.stem in self.words["called_base"] and called else self.memory.bases,
                head.start,
                2 if head.stem in self.words["dual"] else 1,
            )
            if last:
                return tuple(self.memory.ref(ref.entity, head.start, core[-1].end) for ref in last)
        if head.definite and not nominal.quoted and (told := self._lying(reading, nominal, chain)):
            return (told,)
        if several or (head.definite and len(core) == 1 and not chain):
            return ()
        new = mint(self.memory, self.words, reading, nominal, EntityKind.BASE, chain[:1])
        if len(core) > 1 or chain or not self.memory.last(self.memory.bases, head.start):
            self.memory.bases[new.start] = new  # mere «قاعدة» may be the one told before
        return (new,)

    def _beside_town(self, reading: Reading, head: Word) -> tuple[Ref, ...]:
        """«التنف: أسقطت الدفاعات مسيّرة حاولت استهداف القاعدة»: the base of the town that the sentence names before,
        unless it names a base."""
        start = reading.words[0].start
        before = (word.stem for word in reading.words[: head.index])
        if head.stem in before or any(start <= at < head.start for at in self.memory.bases):
            return ()
        towns = {
            at: ref for at, ref in self.memory.places.items() if start <= at and ref.entity.subtype not in self._large
        }
        town = self.memory.last(towns, head.start)
        base = self._named_after(town.entity, head.stem) if town else None
        return (self.memory.ref(base, head.start, head.end),) if base else ()

    def _lying(self, reading: Reading, nominal: Nominal, chain: Sequence[Nominal]) -> Ref | None:
        """«القاعدة الواقعة في محافظة الأنبار»: the base told last that lies in the place of a description."""
        core = reading.words[nominal.head : nominal.end]
        own = (w for w in core[1:] if w.upos in _NAMING and w.stem not in self.words["lying"])
        if any(own) or any(mention.end > core[0].end for mention in nominal.mentions):
            return None
        places = {ref.entity.name for part in chain for ref in self.places.named(reading, part)}
        lying = {
            at: ref
            for at, ref in self.memory.bases.items()
            if places & {place.name for place in self.memory.lexicon.ancestors(ref.entity)}
        }
        last = self.memory.last(lying, core[0].start)
        return self.memory.ref(last.entity, core[0].start, core[-1].end) if last else None

    def _of_forces(self, core: Sequence[Word]) -> bool:
        """«قاعدة الجيش الأميركي»: definite by whose it is, without a name of its own."""
        return len(core) > 1 and core[1].definite and self.words.is_a(core[1].stem, "force_noun", "group_noun")

    def _located(self, reading: Reading, nominal: Nominal, chain: Sequence[Nominal], start: int) -> tuple[Ref, ...]:
        """«قاعدة أمريكية في الشدادي»: the base of the place that the phrase or the narrowest of its places names."""
        found: dict[str, Ref] = {}
        head = reading.words[nominal.head].stem
        for part in (nominal, *chain):
            for mention in part.mentions:
                base = self.memory.entity(mention, EntityKind.BASE) or self._base_at(mention, head)
                if base and base.id not in found and not self._named_otherwise(reading, nominal, base):
                    own = reading.words[nominal.end - 1]  # معسكر زيلكان في ناحية X
                    end = own.end if own.upos in _FOREIGN and nominal.end > nominal.head + 1 else mention.end
                    found[base.id] = self.memory.ref(base, start, end)
            if part is nominal and not found:
                found |= self._of_town(reading, nominal, head)
                if not found and self._bears_name(reading, nominal):
                    break
            coordinated = any(n.group == part.group and n.index > part.index for n in reading.nominals)
            if found and part is not nominal and not coordinated:
                break
        return tuple(found.values())

    def _named_otherwise(self, reading: Reading, nominal: Nominal, base: Entity) -> bool:
        """«معسكر الياسمين في طرابلس», «القاعدة 101 في نيامي»: a base with a name or number of its own is not another
        one in that town."""
        numbers = [w.form for w in reading.words[nominal.head + 1 : nominal.end] if w.form.isdigit()]
        if numbers and not nominal.mentions:
            return not any(number in label for label in base.labels for number in numbers)
        name = reading.words[nominal.head + 1 : nominal.end][:1]
        if nominal.mentions or not any(w.upos in _NAMING and (w.definite or w.upos != "NOUN") for w in name):
            return False
        if self.words.is_a(name[0].stem, *_COMMON) or name[0].stem in self.words.place_kinds:
            return False
        return not any(name[0].stem in fold(label) for label in base.labels)

    def _bears_name(self, reading: Reading, nominal: Nominal) -> bool:
        """«قاعدة X في Y»: a base that has the name of a place is another than that of the place where it lies."""
        name = reading.words[nominal.head + 1 : nominal.head + 2]
        return any(
            m.start == word.start and m.candidates[0].kind is EntityKind.PLACE
            for m in nominal.mentions
            for word in name
        )

    def _of_town(self, reading: Reading, nominal: Nominal, head: str) -> dict[str, Ref]:
        """«مطار المدينة»: the base of the town spoken of last, by its id."""
        annexed = reading.words[nominal.head + 1 : nominal.end][:1]
        if nominal.mentions or not any(word.definite and word.stem in self.words.place_kinds for word in annexed):
            return {}
        towns = self.places.again(reading, replace(nominal, head=nominal.head + 1))
        sites = ((town, self._named_after(town.entity, head)) for town in towns)
        return {
            base.id: self.memory.ref(base, reading.words[nominal.head].start, town.end) for town, base in sites if base
        }

    def _base_at(self, mention: Mention, head: str) -> Entity | None:
        """The base named after a town or field; one in a governorate bears another name, and a camp is no airport."""
        place = self.memory.entity(mention, EntityKind.PLACE)
        return self._named_after(place, head) if place else None

    def _named_after(self, place: Entity, head: str) -> Entity | None:
        """The base of a place, for a noun such as "camp"."""
        if place.subtype in WIDE:
            return None
        camp = head in self.words["camp"]
        bases = self.memory.lexicon.bases_at(place.id)
        return next((base for base in bases if not (camp and base.subtype == _AIRPORT)), None)

    def _housed(self, reading: Reading, nominal: Nominal, start: int) -> tuple[Ref, ...]:
        """«قاعدة تضم جنوداً من التحالف في منطقة الشدادي»: the base of the place told in the clause behind it."""
        for part in reading.nominals[nominal.index + 1 :]:
            if part.start - nominal.end > _FURTHER or part.event:
                break
            for mention in part.mentions if part.preposition in self.words["standing"] else ():
                if base := self._base_at(mention, reading.words[nominal.head].stem):
                    return (self.memory.ref(base, start, mention.end),)
        return ()

    def _listed(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«ثلاث قواعد، هي قاعدة الشدادي وقاعدة التنف»: the bases that the sentence then lists."""
        return tuple(
            ref
            for part in reading.nominals
            if nominal.end <= part.start <= nominal.end + _LIST and not part.preposition
            for ref in self.known(reading, part)
        )

    def landing(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«في محيط المدينة السكنية بحقل العمر», «غرفة اتصالات داخل قاعدة حرير»: of a part of a base without a name of
        its own, the base."""
        head = reading.words[nominal.head].stem
        if nominal.mentions or nominal.owner >= 0 or nominal.quoted or head in self.words["ship"]:
            return ()
        chain = self.places.chain(reading, nominal)
        if self.words.is_a(head, "position_noun", "facility_noun"):
            chain = tuple(part for part in chain if part.preposition in self.words["within"])
        elif not self.words.is_a(head, "surroundings", "settlement_noun", "part_noun"):
            return ()
        joined = (part for part in chain if part.group == chain[0].group)  # في قاعدة X وقاعدة Y
        return tuple(ref for part in joined for ref in self.known(reading, part))

    def post(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«نقطة مراقبة تركية في بلدة X»: a post of an army with a place of its own, or the one told last; what else its
        positions are is the army."""
        core = reading.words[nominal.head : nominal.end]
        if core[0].stem not in self.words["post"] or not any(self.memory.lexicon.adjective(w.form) for w in core[1:]):
            return ()
        chain = [part for part in self.places.chain(reading, nominal) if self.places.named(reading, part)]
        posts = {at: ref for at, ref in self.memory.bases.items() if bears(ref, core[0].stem)}
        told = self.memory.last(posts, core[0].start) if core[0].definite and not chain else None
        if told is not None:
            return (self.memory.ref(told.entity, core[0].start, core[-1].end),)
        if not chain:
            return ()
        new = mint(self.memory, self.words, reading, nominal, EntityKind.BASE, chain[:1])
        self.memory.bases[new.start] = new
        return (new,)

    def whole(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«حقل الغاز», «أراضي الحقل»: the base of which the article said that it lies in that field."""
        words = reading.words[nominal.head : nominal.end]
        if nominal.quoted or nominal.mentions or not any(word.definite for word in words):
            return ()
        if any(word.stem in self.words["unit_noun"] for word in words):
            return ()  # مقر اللواء السابع is no other unit's
        for noun in (word.stem for word in words if word.stem in self.words["facility_noun"]):
            seen = {at: ref for at, ref in self.memory.bases.items() if bears(ref, noun)}
            if base := self.memory.last(seen, words[0].start):
                return (self.memory.ref(base.entity, words[0].start, words[-1].end),)
        return ()


def bears(base: Ref, noun: str) -> bool:
    """Whether a base has a name with this noun: of «قاعدة حقل كونيكو» the field is the base."""
    return any(noun in fold(label).split() for label in base.entity.labels)
