"""What is hit: bases, facilities, places, areas or groups, as the annotation guidelines tell them apart."""

from __future__ import annotations

from dataclasses import replace

from kg.linking.actors import Actors
from kg.linking.areas import Areas
from kg.linking.bases import SITES, WIDE, Bases, bears
from kg.linking.belongings import Belongings
from kg.linking.facilities import Facilities
from kg.linking.listed import among, one_of_them
from kg.linking.memory import ARMED_GROUP, Memory
from kg.linking.parts import Parts
from kg.linking.places import Places
from kg.linking.recall import of_town
from kg.linking.standing import Standing
from kg.model import EntityKind, Means, Ref
from kg.rules.words import Words
from kg.syntax.nominal import OWNER, Nominal, Reading

_FURTHER = 12  # words between a thing and where it stood
_NAMING = 3  # words between "is called" and the name
_READY = 4  # words between a weapon and that it was ready to be fired
_PARTS = ("surroundings", "part_noun", "quarter")


class Targets:
    """Finds what is hit when the phrases of one article are."""

    def __init__(self, memory: Memory, words: Words, actors: Actors, places: Places) -> None:
        self.memory, self.words, self.actors, self.places = memory, words, actors, places
        self.belongings = Belongings(memory, words, actors, places)
        self.bases = Bases(memory, words, places)
        self.areas = Areas(memory, words, actors)
        self.facilities = Facilities(memory, words, places)
        self.parts = Parts(words, self.facilities, self.of)
        self.standing = Standing(memory, words, places, self.bases, self.facilities)

    def of(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """What is hit when this nominal is; nothing when it names nothing that can be hit."""
        refs = self._of(reading, nominal)
        self.memory.note(refs)
        return refs

    def _of(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        head = reading.words[nominal.head]
        if head.upos == "PRON":
            return self._pointed(reading, nominal)
        if nominal.means is Means.BOMB or self._numbered(reading, nominal):
            return ()
        if self._unfired(reading, nominal):
            return self.actors.of(reading, nominal)
        if head.stem in self.words["centre"] and self._place_behind(reading, nominal):
            return self.of(reading, replace(nominal, head=nominal.head + 1))
        if bases := one_of_them(self.memory, self.words, reading, nominal) or self.bases.known(reading, nominal):
            return bases
        if sites := self._site_of(reading, nominal) or self._known_as(reading, nominal):
            return sites
        if nominal.pronoun and not nominal.mentions and self.words.is_a(head.stem, *_PARTS):
            return self.belongings.land(reading, nominal) or self._pointed(reading, nominal)
        if found := self.areas.of(reading, nominal) or self.bases.landing(reading, nominal):
            return found
        if not self.facilities.house(reading, nominal) and (site := self.parts.site(reading, nominal)):
            return site
        if not self.actors.of(reading, nominal) and (found := self.standing.within(reading, nominal)):
            return found
        core = self._common(reading, nominal)
        whose = head.stem in self.words["camp"] or self._unnamed_base(reading, nominal)
        if whose and (groups := self._armed(reading, nominal)):
            return groups
        if core & self.words["base_noun"]:
            found = self._refuge(reading, nominal) or self.bases.described(reading, nominal)
            beside = self.places.beside(reading, nominal) if nominal.owner >= 0 else ()
            found = found or self.belongings.base(reading, nominal)
            found = found or tuple(ref for ref in beside if ref.entity.subtype not in WIDE)
            if not found and not core & self.words["camp"]:
                found = of_town(self.memory, reading.words[nominal.head : nominal.end])
            several = bool(core & self.words["plural_base"]) and nominal.owner < 0  # قواعد عسكرية إسرائيلية
            whose = several and not any(w.definite for w in reading.words[nominal.head : nominal.end])
            return found or (self.actors.of(reading, nominal) if whose else ())
        if found := self.bases.whole(reading, nominal) or self.belongings.users(reading, nominal):
            return found
        if head.stem in self.words["position_noun"] and (found := self.belongings.said(reading, nominal)):
            return found
        inner = replace(nominal, head=min(nominal.head + 1, nominal.end - 1))  # بوابة فندق X
        own = nominal.quoted or head.stem in self.words["seat"] or reading.words[inner.head].definite
        own = own or reading.words[inner.end - 1].definite  # محيط القصر الرئاسي, محيط مستشفى الأطفال
        around = head.stem in self.words["surroundings"] and own
        if around and (found := self.bases.known(reading, inner)):
            return found
        around = around or (head.stem in self.words["outskirts"] and inner.end - inner.head > 1)  # محيط محطة كهرباء
        if around and not nominal.mentions and self.facilities.named(reading, inner):
            return self.facilities.of(reading, inner)
        if found := self.bases.post(reading, nominal):
            return found
        if self.facilities.house(reading, nominal):
            return self.facilities.of(reading, nominal)
        if found := self.belongings.side(reading, nominal, core):
            armed = any(ref.entity.subtype == ARMED_GROUP for ref in found)
            if not armed and head.stem in self.words["aim"]:
                return self.standing.aimed_at(reading, nominal) or found
            whole = armed or head.stem in self.words["position_noun"]
            return (() if whole else self.standing.in_bases(reading, nominal)) or found  # طائرة روسية في قاعدة X
        hideouts = self.words["hideout"] & self.words["plural_facility"]
        if head.stem in hideouts and (place := self.standing.at_place(reading, nominal)):
            return place
        if self.facilities.named(reading, nominal):
            return self._trained(reading, nominal) or self.facilities.of(reading, nominal)
        if head.stem in self.words["another"] and nominal.owner >= 0:
            return self.actors.of(reading, nominal)  # مواقع لـ X وأخرى لـ Y
        if head.stem in self.words["another"] and any(
            n.group == nominal.group for n in reading.nominals[: nominal.index]
        ):
            return (  # هدفاً في X وآخر في Y
                self.standing.in_bases(reading, nominal)
                or self.places.beside(reading, nominal)
                or self.standing.at_place(reading, nominal)
            )
        things = core & (self.words["position_noun"] | self.words["person_noun"] | self.words["troops"])
        owned = bool(things) and not self.facilities.place_name(head, nominal)
        if owned or (nominal.pronoun and head.stem in self.words["facility_noun"]):
            return (
                self._enumerated(reading, nominal)
                or self.standing.each(reading, nominal)
                or self.belongings.theirs(reading, nominal)
                or self.belongings.shared(reading, nominal)
                or self.parts.of_base(reading, nominal)
                or self.belongings.aboard(reading, nominal)
                or self.standing.held_at(reading, nominal)
                or self.standing.in_bases(reading, nominal)
                or self.places.beside(reading, nominal)
                or self.standing.further(reading, nominal)
                or self.standing.at_place(reading, nominal)
                or self.standing.new_place(reading, nominal)
                or self._there(reading, nominal)
                or self.facilities.called(reading, nominal)
            )
        if head.stem in self.words["plural_place"] and (found := among(self.places, self.words, reading, nominal)):
            return found
        named = self.places.named(reading, nominal) or self.places.again(reading, nominal)
        if not named and (found := self.standing.in_bases(reading, nominal)):
            return found
        named = self.places.lands(reading, nominal) or named
        named = named or self._somewhere(reading, nominal) or self.parts.side(reading, nominal)
        named = named or self.places.around(reading, nominal) or self.standing.road(reading, nominal)
        return named or self.facilities.ship(reading, nominal)

    def _numbered(self, reading: Reading, nominal: Nominal) -> bool:
        """«الموقع الثاني»: one of the sites told before, and no name."""
        words = reading.words[nominal.head : nominal.end]
        site = self.words.is_a(words[0].stem, "position_noun", "base_noun", "facility_noun")
        last = words[-1]
        return len(words) == 2 and site and words[0].definite and last.definite and last.stem in self.words["ordinal"]

    def _place_behind(self, reading: Reading, nominal: Nominal) -> bool:
        """«مركز قضاء X»: whether the kind of a place follows the first word of a phrase."""
        behind = reading.words[nominal.head + 1 : nominal.end - 1][:1]
        return any(self.words.is_a(word.stem, "settlement_noun", "district_noun") for word in behind)

    def _site_of(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«مجمعات تابعة لشركة X»: the site known by name to which a thing belongs."""
        owner = reading.nominals[nominal.owner] if nominal.owner >= 0 else None
        if any(word.stem in self.words["lying"] for word in reading.words[nominal.head + 1 : nominal.end]):
            return ()  # قاعدة مجاورة لمطار X
        sites = ((m, self.memory.entity(m, *SITES)) for m in owner.mentions) if owner else ()
        return tuple(self.memory.ref(site, mention.start, mention.end) for mention, site in sites if site)[:1]

    def _trained(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«مجمعاً تدربت فيه عناصر من X»: the group whose members are in a thing without a name."""
        if nominal.end > nominal.head + 1 or reading.words[nominal.head].definite:
            return ()
        return tuple(ref for ref in self.belongings.aboard(reading, nominal) if ref.entity.subtype == ARMED_GROUP)

    def _known_as(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«موقع عسكري في X يعرف باسم Y»: the site known by name that a phrase is said to be called."""
        if not self.words.is_a(reading.words[nominal.head].stem, "base_noun", "facility_noun", "position_noun"):
            return ()
        for part in reading.nominals[nominal.index + 1 :]:
            if part.start - nominal.end > _FURTHER:
                break
            called = reading.words[max(nominal.end, part.start - _NAMING) : part.head + 1]
            if any(word.form in self.words["naming_verb"] for word in called):
                return self.bases.known(reading, part)
        return ()

    def _refuge(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«معسكر زمزم» when that is the name of a place: in Sudan camps of refugees are called so, too; «المعسكر» when
        such a camp and no military one was told before."""
        head = reading.words[nominal.head]
        named = (m for m in nominal.mentions if m.start == head.start and not m.weak)
        places = ((m, self.memory.entity(m, EntityKind.PLACE)) for m in named)
        if found := tuple(self.memory.ref(place, m.start, m.end) for m, place in places if place):
            return found
        told = any(bears(base, head.stem) for at, base in self.memory.bases.items() if at < head.start)
        return () if told else self.places.again(reading, nominal)

    def _common(self, reading: Reading, nominal: Nominal) -> set[str]:
        """The stems of a phrase that are no part of a name, and its head."""
        words = reading.words[nominal.head : nominal.end]
        if self.words.is_a(words[0].stem, "settlement_noun") and not words[0].definite:
            return {words[0].stem}  # قرية بيت الصنوبر
        part = self.words.is_a(words[0].stem, "part_noun", "surroundings")  # of سور القاعدة the second is no group
        weak = {w.start for w in words if part and w.stem in self.words["base_noun"]}
        named = [(m.start, m.end) for m in nominal.mentions if not (m.weak and m.start in weak)]
        common = (w for w in words if not any(start <= w.start < end for start, end in named))
        return {words[0].stem, *(word.stem for word in common)}

    def _unfired(self, reading: Reading, nominal: Nominal) -> bool:
        """«صاروخ للحوثيين كان معداً للإطلاق»: a weapon that was hit before it was fired, like any thing of its group."""
        if nominal.means is None or nominal.event:
            return False
        end = reading.nominals[nominal.owner].end if nominal.owner >= 0 else nominal.end
        behind = reading.words[end : end + _READY]
        return any(word.stem in self.words["unfired"] for word in behind)

    def _unnamed_base(self, reading: Reading, nominal: Nominal) -> bool:
        """«قاعدة صواريخ للحوثيين», «مخيماً لمقاتلي X»: a base or camp told only by whose it is."""
        head = reading.words[nominal.head]
        kind = self.words.is_a(head.stem, "base_noun", "camp_of") and not head.definite and nominal.owner >= 0
        named = (m for m in nominal.mentions if m.candidates[0].kind is not EntityKind.WEAPON)
        end = reading.words[nominal.end - 1].end
        if not kind or nominal.quoted or any(mention.start < end for mention in named):
            return False
        return len(self._armed(reading, nominal)) == len(self.actors.of(reading, nominal))  # not one shared with X

    def _armed(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«معسكراً للحوثيين»: the armed group whose camp it is."""
        return tuple(ref for ref in self.actors.of(reading, nominal) if ref.entity.subtype == ARMED_GROUP)

    def _somewhere(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«أحياء سكنية في مدينة X», «الأراضي المحيطة ببلدة X»: of settlements without a name, the place where they
        are."""
        head = reading.words[nominal.head]
        rest = reading.words[nominal.head + 1 : nominal.end]
        described = not head.definite or (bool(rest) and all(word.upos == "ADJ" for word in rest))
        unnamed = (
            self.words.is_a(head.stem, "settlement_noun", "district_noun", "land_noun", "surroundings") and described
        )
        owner = reading.nominals[nominal.owner] if nominal.owner >= 0 else None  # الأطراف الشرقية لحي X
        whole = self.places.named(reading, owner) if unnamed and owner is not None else ()
        return whole or (self.places.beside(reading, nominal) if unnamed else ())

    def _pointed(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """What the pronoun of a phrase (عليها, باتجاهها) stands for: the nearest thing before it that can be hit,
        rather than where that is (سيارة على طريق X ثم أطلقت صاروخاً عليها)."""
        groups: tuple[Ref, ...] = ()
        around: tuple[Ref, ...] = ()
        quarters = reading.words[nominal.head].stem in self.words["quarter"]
        for part in reversed(reading.nominals[: nominal.index]):
            pronoun = reading.words[part.head].upos == "PRON"
            if pronoun or part.means is not None or part.event or part.preposition == OWNER:
                continue
            targets = self.of(reading, part)[:1]
            if targets and targets[0].entity.subtype in WIDE and quarters:
                continue  # مدينة X عاصمة ولاية Y ... أحيائها
            if part.index == nominal.after and targets and targets[0].entity.kind is EntityKind.ACTOR:
                continue  # استهداف القوات لها
            thing = reading.words[part.head].stem in self.words["position_noun"]
            if targets and targets[0].entity.kind is not EntityKind.ACTOR:
                if reading.words[part.head].stem not in self.words["road"]:
                    return around or targets
                around = around or targets
            elif targets and thing and around:
                return targets
            groups = groups or targets
        return around or groups

    def _there(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«اقتحم مخيم X وقصف منزلاً فيه»: the place told before, where a thing without an owner stood."""
        behind = reading.words[nominal.end : nominal.end + 2]
        inside = len(behind) > 1 and behind[0].form in self.words["inside"] and behind[1].upos == "PRON"
        inside = inside and reading.words[nominal.head].stem in self.words["position_noun"]  # no ضابط فيه
        there = self._pointed(reading, nominal) if inside else ()
        return tuple(ref for ref in there if ref.entity.kind is not EntityKind.ACTOR)

    def _enumerated(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«ثلاثة أهداف، هي قاعدتا الشدادي والتنف ومنشأة X»: what the sentence then lists."""
        behind = reading.words[nominal.end : nominal.end + _FURTHER]
        namely = next((word.index for word in behind if word.form in self.words["namely"]), -1)
        if namely < 0 or nominal.count is None:
            return ()
        end = next((verb for verb in reading.verbs if verb > namely), len(reading.words))
        listed = (n for n in reading.nominals if namely < n.start < end and not n.preposition and not n.event)
        refs = {ref.entity.id: ref for n in listed for ref in self.of(reading, n)}
        return tuple(refs.values())
