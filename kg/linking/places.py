"""Where: the places that a phrase names, and the chain of phrases that say where something lies."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import takewhile

from kg.linking.memory import Memory
from kg.linking.minting import mint_name, mint_place
from kg.model import Entity, EntityKind, Mention, Ref
from kg.rules.words import Words
from kg.syntax.marked import COMMAS
from kg.syntax.nominal import OWNER, Nominal, Reading
from kg.syntax.words import Word
from kg.text import fold

_FROM_THERE = 20  # letters of "from the direction of the area of"
_NOUN = 12  # letters of a noun before a name
_REGION = "region"
_CAPITAL = ("city", "governorate")
_ON, _AND = "علي", "و"
_NAMES = ("X", "PROPN")
_TWO = ("تا", "تي")  # end duals that a name follows
_JOINED = 2  # words of "and in"


class Places:
    """Finds the places that the phrases of one article name."""

    def __init__(self, memory: Memory, words: Words) -> None:
        self.memory, self.words = memory, words

    def beside(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """The places in the locative phrases that follow a nominal: where positions of a group lie, where a strike
        landed.

        Of a chain (في بلدة خشام في ريف دير الزور) the narrowest link counts, with what is coordinated to it.
        """
        for part in self.chain(reading, nominal):
            along = part.owner >= 0 and reading.words[part.head].stem in self.words["road"]  # بالطريق الساحلي لمدينة X
            if found := self.named(reading, part) or (
                self.named(reading, reading.nominals[part.owner]) if along else ()
            ):
                group = [n for n in reading.nominals if n.group == part.group and n.index > part.index]
                group += self._too(reading, part)
                more = (self.named(reading, n) or self._beside(reading, n, found) for n in group)
                return (*found, *(ref for refs in more for ref in refs))
        return ()

    def _beside(self, reading: Reading, nominal: Nominal, known: Sequence[Ref]) -> tuple[Ref, ...]:
        """«في تل رفعت وX»: a name that no table knows is that of a place beside a town."""
        word = reading.words[nominal.head]
        known_word = word.definite or any(word.stem in stems for stems in self.words.classes.values())
        bare = nominal.end - nominal.start == 1 and not (nominal.mentions or nominal.means)
        bare = bare and (word.upos in _NAMES or (word.upos == "NOUN" and not known_word))
        town = any(ref.entity.subtype not in (*self.words["sea"], *self.words["large"]) for ref in known)
        return (self.listed(reading, nominal),) if bare and town else ()

    def _too(self, reading: Reading, part: Nominal) -> tuple[Nominal, ...]:
        """«عند أطراف X وفي بلدة Y»: one more phrase of that kind, joined to one with its preposition."""
        following = reading.nominals[part.index + 1 : part.index + 2]
        return tuple(
            n
            for n in following
            if n.start - part.end == _JOINED and reading.words[part.end].form == _AND and self._locative(reading, n)
        )

    def elsewhere(self, reading: Reading, nominal: Nominal, entity: Entity) -> bool:
        """«السفارة الإيرانية في بيروت»: whether a mission, which every capital has, is told to be in another city."""
        if not any(word.stem in self.words["mission"] for word in reading.words[nominal.head : nominal.end]):
            return False
        ancestors = self.memory.lexicon.ancestors
        home = {above.id for above in ancestors(entity)}
        told = (ref.entity for ref in self.beside(reading, nominal) if ref.entity.subtype in _CAPITAL)
        return any(city.id not in home and not home & {above.id for above in ancestors(city)[:-1]} for city in told)

    def chain(self, reading: Reading, nominal: Nominal) -> tuple[Nominal, ...]:
        """The locative phrases that follow a nominal without a verb or comma between, with what is coordinated to
        them."""
        chain: list[Nominal] = []
        last = nominal
        for part in reading.nominals[nominal.index + 1 :]:
            if part.preposition == OWNER:
                last = part if part.index == nominal.owner else last
                continue
            follows = part.after in (last.index, nominal.index) or part.group == last.group
            follows = follows or self._below(reading, nominal, part)
            if part.event or part.means is not None or not follows or not self._locative(reading, part):
                break
            chain.append(part)
            last = part
        return tuple(chain)

    def _below(self, reading: Reading, nominal: Nominal, part: Nominal) -> bool:
        """مواقع للحرس والميليشيات المرتبطة به في X: whether the tree puts a phrase behind a nominal, over no comma."""
        governed = nominal.start <= reading.heads[part.head] < nominal.end
        return governed and not any(word.form in COMMAS for word in reading.words[nominal.end : part.start])

    def _locative(self, reading: Reading, nominal: Nominal) -> bool:
        """Whether a phrase tells where something lies: في X, على طريق X."""
        along = nominal.preposition == _ON and reading.words[nominal.head].stem in self.words["road"]
        return along or nominal.preposition in self.words["locative"]

    def named(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """The places that a phrase names; one that reference data does not know becomes new behind "town"."""
        if told := self._told_so(reading, nominal):
            return told
        found = []
        for mention in nominal.mentions:
            entity = self.memory.entity(mention, EntityKind.PLACE, EntityKind.AREA)
            head = reading.words[nominal.head]
            named_after = entity is not None and entity.subtype not in self.words["town_kind"]  # but خليج حيفا
            if named_after and head.stem in self.words["waters"] and head.start < mention.start:
                continue  # بحر اليابان
            if entity and (base := self._base(reading, nominal, entity)):
                found.append(self.memory.ref(base, mention.start, mention.end))
            elif entity is None and (land := self.country(mention)):
                found.append(land)
            elif entity and entity.subtype not in self.words["sea"]:
                found.append(self._called_by(reading, nominal, mention, entity))
        return tuple(found) or self._new(reading, nominal)

    def again(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«المدينة», «البلدة نفسها»: the place of that kind that the article named last."""
        core = reading.words[nominal.head : nominal.end]
        if len(core) > 1 and not core[0].definite and self._place_noun(core[0].stem):
            core = core[1:]  # أحياء المدينة
        head, rest = core[0], core[1:]
        kinds = self.words.place_kinds.get(head.stem)
        if not kinds or not head.definite:
            return ()
        if not all(w.stem in self.words["anaphoric"] or w.upos == "PRON" for w in rest):
            return ()
        fitting = {
            at: r
            for at, r in ((at, self._whole(told, kinds)) for at, told in self.memory.places.items())
            if r.entity.kind is EntityKind.PLACE and (r.entity.subtype in kinds or self._called(at, head.stem))
            if not self._district(at, head.stem) and not self._whence(at)
        }
        last = self.memory.latest(fitting, head.start, 2 if head.stem in self.words["dual"] else 1)
        last = last or self._of_last_town(head)
        return tuple(self.memory.ref(ref.entity, head.start, reading.words[nominal.end - 1].end) for ref in last)

    def _of_last_town(self, head: Word) -> tuple[Ref, ...]:
        """«المخيم» behind «مدينة X ومخيمها»: the camp that bears the name of the town told last."""
        town = self.memory.last(self.memory.places, head.start) if head.stem in self.words["camp_of"] else None
        names = self.memory.lexicon.find(f"{head.stem} {town.entity.name}") if town else ()
        camps = (self.memory.entity(m, EntityKind.PLACE) for m in names if m.start == 0)
        return tuple(self.memory.ref(camp, head.start, head.end) for camp in camps if camp)[:1]

    def _told_so(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«الجزيرة» behind «جزيرة X»: the place called so, though another one has that name."""
        word = reading.words[nominal.head]
        if nominal.end > nominal.head + 1 or not nominal.mentions or word.stem not in self.words.place_kinds:
            return ()
        before = ((at, ref) for at, ref in self.memory.places.items() if at < word.start)
        told = {at: r for at, r in before if self._called(at, word.stem) or fold(r.mention).split()[0] == word.stem}
        last = self.memory.last(told, word.start) if word.definite else None
        return (self.memory.ref(last.entity, word.start, word.end),) if last else ()

    def _whole(self, told: Ref, kinds: Collection[str]) -> Ref:
        """«ريف درعا ... المحافظة»: the place of a kind in which a region lies; any other place is itself meant."""
        entity = told.entity
        around = self.memory.lexicon.get(entity.located_in) if entity.located_in else None
        meant = entity.subtype == _REGION and around is not None and around.subtype in kinds
        return replace(told, entity=around) if around is not None and meant else told

    def _district(self, start: int, noun: str) -> bool:
        """Whether the article calls the place at an offset a district, and "the town" is meant."""
        before = fold(self.memory.plain(max(0, start - _NOUN), start)).split()[-1:]
        return noun in self.words["settlement_noun"] and any(word in self.words["district_noun"] for word in before)

    def _whence(self, start: int) -> bool:
        """Whether an attack came from the place at an offset: من اتجاه منطقة X."""
        before = fold(self.memory.plain(max(0, start - _FROM_THERE), start)).split()
        return any(word in self.words["whence"] for word in before)

    def _called(self, start: int, noun: str) -> bool:
        """Whether the article calls the place at an offset by a noun such as "town"."""
        before = self.memory.plain(max(0, start - _NOUN), start).split()
        return bool(before) and fold(before[-1]) == noun

    def country(self, mention: Mention) -> Ref | None:
        """A country named as the thing hit is the place, not its government; None for any other name."""
        entity = self.memory.entity(mention, EntityKind.PLACE) or self._realm(mention)
        country = entity is not None and entity.subtype == "country"
        return self.memory.ref(entity, mention.start, mention.end) if entity and country else None

    def _realm(self, mention: Mention) -> Entity | None:
        """«المملكة»: the country of the one state that a name may mean, where the article speaks of it or its war."""
        state = mention.candidates[0] if mention.weak and len(mention.candidates) == 1 else None
        if state is None or state.subtype != "state" or not state.located_in or not self.memory.speaks_of(state):
            return None
        return self.memory.lexicon.get(state.located_in)

    def lands(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«المناطق السعودية», «مدن سورية»: the country of the state that an adjective names."""
        words = reading.words[nominal.head : nominal.end]
        if words[0].stem not in self.words["land_noun"] or nominal.mentions:
            return ()
        for word in (word for word in words[1:] if word.definite == words[0].definite):  # منطقة السودانية is a quarter
            for state in self.memory.lexicon.adjective(word.form)[:1]:
                country = self.memory.lexicon.get(state.located_in) if state.located_in else None
                if state.subtype == "state" and country and country.subtype == "country":
                    return (self.memory.ref(country, words[0].start, word.end),)
        return ()

    def _new(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """A settlement or district that only the article knows."""
        for at in range(nominal.head, nominal.end - 1):
            word, name = reading.words[at], reading.words[at + 1]
            annexed = at + 2 < nominal.end and reading.words[at + 2].definite  # قرية بلافة القريبة
            annexed = annexed or word.form.endswith(_TWO)  # قريتا كلوقي وX
            names = (
                name.upos != "PRON" and not self._no_name(name) and (name.upos != "ADJ" or name.definite or annexed)
            )  # قرى خاضعة is no name
            if self._place_noun(word.stem) and not word.definite and names:
                return (mint_place(self.memory, self.words, reading, nominal, at),)
        if told := self._told(reading, nominal):
            return told
        return (self.listed(reading, nominal),) if self._in_list(reading, nominal) else ()

    def _no_name(self, word: Word) -> bool:
        """Whether a word behind "quarters" is no name: أحياء عدة, أحياء المدنيين, أحياء المدينة."""
        general = self.words.is_a(
            word.stem, "bureau_of", "post_quantifier", "people_noun", "civil_noun", "quarter_quality"
        )
        return general or (word.definite and word.stem in self.words.place_kinds)

    def _told(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """A name that only this article knows, told before with what it is (قرية X ... قصف X)."""
        if nominal.mentions or nominal.event or nominal.means is not None:
            return ()
        start, end = reading.words[nominal.head].start, reading.words[nominal.end - 1].end
        name = self.memory.plain(start, end)
        before = {at: r for at, r in self.memory.places.items() if r.entity.minted and name in r.entity.labels}
        last = self.memory.last(before, start)
        return (self.memory.ref(last.entity, start, end),) if last else ()

    def around(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«أطراف كلوقي»: a new place of which the surroundings are told."""
        head, *name = reading.words[nominal.head : nominal.end]
        if not name or head.stem not in self.words["surroundings"] or nominal.mentions or nominal.pronoun:
            return ()
        foreign = all(word.upos in _NAMES and not word.definite for word in name)
        noun = len(name) == 1 and head.stem in self.words["outskirts"] and not name[0].definite
        if not foreign and (not noun or any(name[0].stem in stems for stems in self.words.classes.values())):
            return ()
        return (mint_name(self.memory, name[0].start, name[-1].end),)

    def listed(self, reading: Reading, nominal: Nominal) -> Ref:
        """The new place that a bare name in a list denotes, without the adjectives behind it."""
        words = list(takewhile(lambda word: word.upos != "ADJ", reading.words[nominal.head + 1 : nominal.end]))
        return mint_name(self.memory, reading.words[nominal.head].start, [reading.words[nominal.head], *words][-1].end)

    def _in_list(self, reading: Reading, nominal: Nominal) -> bool:
        """Whether a phrase is a further name in a list of places («قريتي X وY»)."""
        kind = self._place_noun(reading.words[nominal.head].stem)
        far = all(m.candidates[0].kind is EntityKind.PLACE for m in nominal.mentions)  # a village of another land
        noun = not nominal.mentions or reading.words[nominal.head].upos in ("NOUN", *_NAMES)
        damage = reading.words[nominal.head].stem in self.words["damage"]  # سقوط جرحى ودمار كبير
        if not (far and noun) or nominal.event or nominal.means is not None or kind or damage:
            return False
        first = next((n for n in reading.nominals[: nominal.index] if n.group == nominal.group), None)
        if first is None:
            return False
        words = reading.words[first.start : first.end]
        named = any(m.candidates[0].kind is EntityKind.PLACE for m in first.mentions)
        return named or any(word.stem in self.words["plural_place"] for word in words)

    def _base(self, reading: Reading, nominal: Nominal, place: Entity) -> Entity | None:
        """The base that a bare place name means in an article that names the base («صواريخ على الشدادي»)."""
        head = reading.words[nominal.head].stem
        if place.subtype in self.words["large"]:
            return None
        if self._place_noun(head) or head in self.words["surroundings"] or nominal.preposition in self.words["setting"]:
            return None
        return next((base for base in self.memory.lexicon.bases_at(place.id) if base.id in self.memory.named), None)

    def _called_by(self, reading: Reading, nominal: Nominal, mention: Mention, place: Entity) -> Ref:
        """A place with its own name, or the land that bears it: «سهل مرجعيون»; «غور الأردن» is not the country."""
        head = reading.words[nominal.head]
        if head.stem not in self.words["landform"] or mention.start <= head.start:
            return self.memory.ref(place, self._own_name(reading, mention, place), mention.end)
        if place.subtype == "country":
            return mint_name(self.memory, head.start, mention.end)
        return self.memory.ref(place, head.start, mention.end)

    def _own_name(self, reading: Reading, mention: Mention, place: Entity) -> int:
        """Where a place's own name begins: behind «مدينة», «قريتي» when these are part of the mention, but not of the
        name («مخيم طولكرم» is not طولكرم)."""
        words = [w for w in reading.words if mention.start <= w.start < mention.end]
        if len(words) < 2 or not self._place_noun(words[0].stem):
            return mention.start
        name = fold(self.memory.plain(words[1].start, mention.end))
        known = (*place.labels, *place.weak_labels)
        return words[1].start if name in map(fold, known) else mention.start

    def _place_noun(self, stem: str) -> bool:
        return self.words.is_a(stem, "settlement_noun", "district_noun")
