"""What is hit: bases, facilities, places, areas or groups, as the annotation guidelines tell them apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.linking.actors import Actors
from kg.linking.areas import Areas
from kg.linking.bases import SITES, WIDE, Bases, bears
from kg.linking.facilities import Facilities
from kg.linking.listed import one_of_them
from kg.linking.memory import ARMED_GROUP, Memory
from kg.linking.places import Places
from kg.model import EntityKind, Means, Ref
from kg.rules.words import Words
from kg.syntax.nominal import ANSWER, OWNER, Nominal, Reading

_FOR = "ل"  # behind an attack it tells whose the attack was
_ON = "علي"
_FURTHER = 12  # words between a thing and where it stood
_OUR, _SUBJECT = "نا", "nsubj"
_READY = 4  # words between a weapon and that it was ready to be fired
_DESCRIBED = 20  # words between a vehicle and who its owner is said to be
_ABOARD = 6  # words between a vehicle and whom it carries


class Targets:
    """Finds what is hit when the phrases of one article are."""

    def __init__(self, memory: Memory, words: Words, actors: Actors, places: Places) -> None:
        self.memory, self.words, self.actors, self.places = memory, words, actors, places
        self.bases = Bases(memory, words, places)
        self.areas = Areas(memory, words, actors)
        self.facilities = Facilities(memory, words, places)

    def of(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """What is hit when this nominal is; nothing when it names nothing that can be hit."""
        refs = self._of(reading, nominal)
        self.memory.note(refs)
        return refs

    def _of(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        head = reading.words[nominal.head]
        if head.upos == "PRON":
            return self._pointed(reading, nominal)
        if nominal.means is Means.BOMB:
            return ()
        if self._unfired(reading, nominal):
            return self.actors.of(reading, nominal)
        if bases := one_of_them(self.memory, self.words, reading, nominal) or self.bases.known(reading, nominal):
            return bases
        if sites := self._site_of(reading, nominal):
            return sites
        if nominal.pronoun and not nominal.mentions and self.words.is_a(head.stem, "surroundings", "part_noun"):
            return self._pointed(reading, nominal)
        if found := self.areas.of(reading, nominal) or self.bases.landing(reading, nominal):
            return found
        core = self._common(reading, nominal)
        if head.stem in self.words["camp"] and (groups := self._armed(reading, nominal)):
            return groups
        if core & self.words["base_noun"]:
            found = self._refuge(reading, nominal) or self.bases.described(reading, nominal)
            beside = self.places.beside(reading, nominal) if nominal.owner >= 0 else ()
            found = found or self._their_base(reading, nominal)
            return found or tuple(ref for ref in beside if ref.entity.subtype not in WIDE)
        if found := self.bases.whole(reading, nominal):
            return found
        inner = replace(nominal, head=min(nominal.head + 1, nominal.end - 1))  # بوابة فندق X
        own = (
            nominal.quoted or head.stem in self.words["seat"] or reading.words[inner.head].definite
        )  # محيط القصر الرئاسي
        around = head.stem in self.words["surroundings"] and own
        if around and not nominal.mentions and self.facilities.named(reading, inner):
            return self.facilities.of(reading, inner)
        if self.facilities.house(reading, nominal):
            return self.facilities.of(reading, nominal)
        if found := self._side(reading, nominal, core):
            return found
        hideouts = self.words["hideout"] & self.words["plural_facility"]
        if head.stem in hideouts and (place := self._at_place(reading, nominal)):
            return place
        if self.facilities.named(reading, nominal):
            return self.facilities.of(reading, nominal)
        if head.stem in self.words["another"] and nominal.owner >= 0:
            return self.actors.of(reading, nominal)  # مواقع لـ X وأخرى لـ Y
        if head.stem in self.words["another"] and any(
            n.group == nominal.group for n in reading.nominals[: nominal.index]
        ):
            return self.places.beside(reading, nominal)  # هدفاً في X وآخر في Y
        things = core & (self.words["position_noun"] | self.words["person_noun"])
        owned = bool(things) and not self.facilities.place_name(head, nominal)
        if owned or (nominal.pronoun and head.stem in self.words["facility_noun"]):
            return (
                self._enumerated(reading, nominal)
                or self._theirs(reading, nominal)
                or self._shared_owner(reading, nominal)
                or self._of_site(reading, nominal)
                or self._aboard(reading, nominal)
                or self._held_at(reading, nominal)
                or self.places.beside(reading, nominal)
                or self._further(reading, nominal)
                or self._at_place(reading, nominal)
            )
        named = self.places.named(reading, nominal) or self.places.again(reading, nominal)
        named = self.places.lands(reading, nominal) or named
        return named or self._somewhere(reading, nominal) or self.facilities.ship(reading, nominal)

    def _site_of(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«مجمعات تابعة لشركة X»: the site known by name to which a thing belongs."""
        owner = reading.nominals[nominal.owner] if nominal.owner >= 0 else None
        sites = ((m, self.memory.entity(m, *SITES)) for m in owner.mentions) if owner else ()
        return tuple(self.memory.ref(site, mention.start, mention.end) for mention, site in sites if site)[:1]

    def _held_at(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«حفل تخرج الضباط في الكلية الحربية»: the facility in which people were gathered."""
        if reading.words[nominal.head].stem not in self.words["gathering"]:
            return ()
        sites = (part for part in self.places.chain(reading, nominal) if self.facilities.named(reading, part))
        return next((self.facilities.of(reading, part) for part in sites), ())

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

    def _at_place(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«مقار جرف الصخر», «مخازن الميادين»: the place to whose name things are annexed, of which no owner is told."""
        annexed = reading.words[nominal.head + 1 : nominal.end]
        place = self.memory.places.get(annexed[0].start) if annexed else None
        return (place,) if place is not None and place.end == annexed[-1].end else ()

    def _armed(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«معسكراً للحوثيين»: the armed group whose camp it is."""
        return tuple(ref for ref in self.actors.of(reading, nominal) if ref.entity.subtype == ARMED_GROUP)

    def _somewhere(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«أحياء سكنية في مدينة X», «الأراضي المحيطة ببلدة X»: of settlements without a name, the place where they
        are."""
        head = reading.words[nominal.head]
        rest = reading.words[nominal.head + 1 : nominal.end]
        described = not head.definite or (bool(rest) and all(word.upos == "ADJ" for word in rest))
        unnamed = self.words.is_a(head.stem, "settlement_noun", "district_noun", "land_noun") and described
        return self.places.beside(reading, nominal) if unnamed else ()

    def _pointed(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """What the pronoun of a phrase (عليها, باتجاهها) stands for: the nearest thing before it that can be hit,
        rather than where that is (سيارة على طريق X ثم أطلقت صاروخاً عليها)."""
        groups: tuple[Ref, ...] = ()
        around: tuple[Ref, ...] = ()
        for part in reversed(reading.nominals[: nominal.index]):
            pronoun = reading.words[part.head].upos == "PRON"
            if pronoun or part.means is not None or part.event or part.preposition == OWNER:
                continue
            targets = self.of(reading, part)[:1]
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

    # --- groups and what belongs to them ----------------------------------------------------------------------------

    def _side(self, reading: Reading, nominal: Nominal, core: set[str]) -> tuple[Ref, ...]:
        """The group that is hit when it is named itself or by what belongs to it; of a country, the place."""
        if nominal.means is not None and not core & self.words["position_noun"]:
            return ()
        actors = self.actors.of(reading, nominal)
        head = reading.words[nominal.head].stem
        if nominal.quoted and head in self.words["facility_noun"]:
            return ()  # المدمرة الأميركية «كارني» is hit, not who sails her
        if head in self.words["official"]:  # مسؤول سعودي: he is hit, not his state
            actors = tuple(ref for ref in actors if ref.entity.subtype == ARMED_GROUP)
        belongs = self.words.is_a(head, "position_noun", "person_noun", "force_noun", "group_noun")
        belongs = belongs or bool(core & self.words["troops"])  # ناقلة جند
        belongs = belongs or (nominal.owner >= 0 and head in self.words["tanker"])
        if not belongs and self._capital(nominal):
            return ()
        if not actors or not (belongs or (nominal.mentions and head not in self.words["facility_noun"])):
            return ()
        return tuple(ref for mention in nominal.mentions if (ref := self.places.country(mention))) or actors

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

    def _theirs(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«غارات على الميليشيات استهدفت مواقعها»: the group named last in the sentence."""
        dative = (n for n in reading.nominals if n.after == nominal.index and n.preposition == _FOR)
        theirs = nominal.pronoun or any(reading.words[n.head].upos == "PRON" for n in dative)  # عربات لها
        if not theirs or reading.words[nominal.head].stem in self.words["aim"]:
            return ()
        before = [n for n in reading.nominals[: nominal.index] if not n.event and n.means is None]
        agents = [n for n in before if n.after >= 0 and reading.nominals[n.after].event and n.preposition in (_FOR, "")]
        struck = nominal.preposition == _ON and any(not n.preposition for n in agents)
        answer = max((at for at, _, name in reading.adverbs if name == ANSWER and at < nominal.start), default=-1)
        if answer >= 0:  # رداً على هجوم استهدف قواته: his who answers
            before.sort(key=lambda n: reading.heads[n.head] != reading.heads[answer])
        elif not struck:  # but in رداً على هجمات الفصائل على قواتها it is who answers, told first
            agents = [n for n in agents if n.preposition]
            before.reverse()
        armed = {n.owner for n in reading.nominals if n.means is not None and n.owner >= 0}  # who struck it
        apart = armed.union(n.index for n in agents)
        if any(word.form == _OUR for word in reading.words[nominal.head : nominal.end]):  # قصف العدو مواقعنا
            before, apart = before[::-1], {self._doer(reading, nominal, before)}
        others = (n for n in before if n.index not in apart)
        return next((actors for n in others if (actors := self.actors.of(reading, n))), ())

    def _doer(self, reading: Reading, nominal: Nominal, before: Sequence[Nominal]) -> int:
        """The phrase that is the subject of the nearest verb above a phrase, -1 without one."""
        subjects = {reading.heads[n.head]: n.index for n in before if reading.relations[n.head].startswith(_SUBJECT)}
        return next((subjects[at] for at in reading.above(nominal.head) if at in subjects), -1)

    def _their_base(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«معسكره», «قاعدتها»: the base told last that its owner holds, else the owner, who is named before it."""
        if not nominal.pronoun or reading.words[nominal.head].definite:
            return ()
        owners = self._theirs(reading, nominal)
        holders = {ref.entity.id for ref in owners}
        held = {at: ref for at, ref in self.memory.bases.items() if ref.entity.operator in holders}
        base = self.memory.last(held, reading.words[nominal.head].start)
        return (base,) if base else owners

    def _capital(self, nominal: Nominal) -> bool:
        """Whether a phrase names a city that may also stand for its state: what is hit is the city."""
        return any(
            candidate.subtype == "state" and self.actors.memory.weakly(mention, candidate)
            for mention in nominal.mentions
            for candidate in mention.candidates
        )

    def _shared_owner(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«مراكز قيادة ومخازن تعود إلى X»: the owner told behind the last of several things."""
        group = (n for n in reading.nominals if n.group == nominal.group and n.index > nominal.index and n.owner >= 0)
        return next((actors for n in group if (actors := self.actors.of(reading, n))), ())

    def _of_site(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«المواقع الداخلية للقاعدة»: the base to which things belong."""
        owner = reading.nominals[nominal.owner] if nominal.owner >= 0 else None
        return tuple(ref for ref in self.of(reading, owner) if ref.entity.kind is EntityKind.BASE) if owner else ()

    def _aboard(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«سيارة كانت تقل عناصر من X»: the group whose members a vehicle or house holds."""
        if reading.words[nominal.head].stem in self.words["person_noun"]:
            return ()  # القيادي الذي اغتالته X
        for part in reading.nominals[nominal.index + 1 :]:
            member = reading.words[part.head].stem in self.words["person_noun"]
            if part.start - nominal.end > (_DESCRIBED if part.relative and member and part.owner >= 0 else _ABOARD):
                continue
            if (member or (part.relative and not part.preposition)) and (actors := self.actors.of(reading, part)):
                return actors
        return ()

    def _further(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«شاحنة تحمل راجمة كانت متوقفة في X»: the place told in the clause behind a thing without owner."""
        for part in reading.nominals[nominal.index + 1 :]:
            if part.start - nominal.end > _FURTHER or part.event:
                break
            if part.preposition in self.words["standing"] and (
                found := self.bases.known(reading, part) or self.places.named(reading, part)
            ):
                return found
        return ()
