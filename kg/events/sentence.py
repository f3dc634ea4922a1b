"""One read sentence under the rules: what its phrases can be in an event, and the events found in it so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from kg.events.event import Event
from kg.linking import Linker
from kg.linking.memory import ARMED_GROUP
from kg.model import EntityKind, Means, Ref
from kg.rules.loader import RuleBook
from kg.rules.words import Words
from kg.syntax.arguments import Clauses
from kg.syntax.kinds import Kinds
from kg.syntax.nominal import Nominal, Reading

_COUNTING = ("NUM", "ADP", "PRON", "CCONJ")
_ORIGINS = (EntityKind.PLACE, EntityKind.AREA, EntityKind.BASE)
_OF, _AT = "من", "ب"
_COUNTED = ("بعد", "قبل")  # begin a time that counts from something
_BY = "ب"
_UNKNOWN = ("X", "PROPN")
_ACCUSATIVE = "ا"
_PEOPLE = ("person_noun", "people_noun", "person_one", "trooper", "gunman", "rioter")
_OBJECT = ("obj", "nsubj:pass")
_FIRED = (Means.ROCKET, Means.MISSILE)  # also by drones


class Sentence:
    """A sentence while its events are found; `by_nominal` gives the event that a noun phrase tells, by its index.

    `quoted` tells that it stands in a quotation that began before it.
    """

    def __init__(self, reading: Reading, book: RuleBook, words: Words, linker: Linker, quoted: bool = False) -> None:
        self.reading, self.book, self.words, self.linker = reading, book, words, linker
        self.quoted = quoted
        self.clauses = Clauses(Kinds(reading, words, self.agentive, self.targetable, self.acting))
        self.by_nominal: dict[int, Event] = {}
        self.events: list[Event] = []

    # --- what a phrase can be ---------------------------------------------------------------------------------------

    def agentive(self, nominal: Nominal) -> bool:
        """Whether a phrase can strike: an actor, a weapon, an attack."""
        stem = self.reading.words[nominal.head].stem
        if self.words.is_a(stem, "base_noun", "settlement_noun", "district_noun", "surroundings"):
            return False
        if nominal.event or nominal.means is not None or self.words.is_a(stem, "gunman", "rioter"):
            return True
        if self.banded(nominal):
            return True
        armed = self.words.is_a(stem, "armed_thing", "named_group") or self._warship(nominal) or self._called(nominal)
        if self.words.is_a(stem, "position_noun", "facility_noun") and not armed:
            return False
        if nominal.owner >= 0 and not nominal.mentions and self.words.is_a(stem, "presence"):
            return False  # وجود مقر للحزب
        if stem in self.words["purpose"] and all(
            m.start > self.reading.words[nominal.head].start for m in nominal.mentions
        ):
            return False  # لطرد التنظيم من X
        return bool(self.actors(nominal)) or stem in self.words["group_noun"]

    def banded(self, nominal: Nominal) -> bool:
        """مجموعة مسلحة, رجال مسلحون: whether people are told to be armed; القوات المسلحة are an army."""
        words = self.reading.words[nominal.start + 1 : nominal.end]
        return any(self.words.is_a(w.stem, "armed_adjective", "gunman") and not w.definite for w in words)

    def _called(self, nominal: Nominal) -> bool:
        """الغرفة المشتركة لفصائل المقاومة: whether a group's name begins with the noun, whatever that means."""
        head = self.reading.words[nominal.head].start
        return any(m.start == head and m.candidates[0].subtype == ARMED_GROUP and not m.weak for m in nominal.mentions)

    def _warship(self, nominal: Nominal) -> bool:
        """سفن حربية تابعة للتحالف, سفينتان حربيتان بريطانيتان."""
        words = self.reading.words[nominal.head : nominal.end]
        return any(word.stem in self.words["warlike"] for word in words[1:]) and bool(self.actors(nominal))

    def acting(self, nominal: Nominal) -> bool:
        """Whether a phrase names an actor, be it as the owner of a weapon."""
        return self.agentive(nominal) and bool(self.actors(nominal))

    def targetable(self, nominal: Nominal) -> bool:
        """Whether a phrase names something that can be hit; with whom somebody acts (بقيادة X) is not."""
        stem = self.reading.words[nominal.head].stem
        with_whom = nominal.preposition == _BY and stem in self.words["auspices"]
        if nominal.event or with_whom or stem in self.words["doing"]:
            return False
        return bool(self.targets(nominal) or self.standing(nominal))

    def standing(self, nominal: Nominal) -> tuple[Ref, ...]:
        """«أبنية سكنية في حي X»: the places of a thing of whatever kind that the tree makes the object of a verb."""
        relations, at = self.reading.relations, nominal.head
        above = (word for word in self.reading.above(at) if relations[word] != "conj")
        first = at if relations[at] != "conj" else next(above, at)
        stem = self.reading.words[at].stem
        people = self.words.is_a(stem, *_PEOPLE) or self.words.is_a(stem.removesuffix(_ACCUSATIVE), *_PEOPLE)
        if nominal.preposition or nominal.means or nominal.event:
            return ()
        object_ = relations[first].startswith(_OBJECT) and not people
        return self.linker.places(self.reading, nominal) if object_ or self._behind_weapon(nominal) else ()

    def _behind_weapon(self, nominal: Nominal) -> bool:
        """استهدفت غارة مجموعة من المواطنين: whether a phrase stands behind a verb of hitting and what it hits with, and
        so is its object, whatever the tree says."""
        before = self.reading.nominals[nominal.index - 1] if nominal.index else None
        if before is None or before.start == 0 or before.end != nominal.start or not (before.means or before.event):
            return False
        verb = self.reading.words[before.start - 1]
        return verb.lemma in self.words["hitting_verb"] and verb.index in self.reading.verbs

    def weapon(self, nominal: Nominal) -> bool:
        """Whether a phrase names a weapon, or an attack by its weapon."""
        stem = self.reading.words[nominal.head].stem
        before = self.reading.words[max(0, nominal.start - 2)].stem if nominal.preposition == _BY else ""
        if before in self.words["in_charge"]:
            return False  # خلية مختصة بالمسيّرات
        return nominal.means is not None and not self.words.is_a(stem, "base_noun", "settlement_noun")

    def origin(self, nominal: Nominal) -> bool:
        """Whether a phrase names something from where a strike can come; the whole of a part (في الجزء الشرقي من X) and
        who helps (بدعم من X) is no origin."""
        behind = self.reading.nominals[nominal.after] if nominal.after >= 0 else None
        start = max(behind.start - 2, 0) if behind else 0  # على بعد 40 كيلومتراً من X
        words = self.reading.words[start : behind.end] if behind and nominal.preposition == _OF else ()
        if nominal.pronoun:  # الثالثة من نوعها في X
            words = (*words, self.reading.words[nominal.head])
        make = self.reading.words[nominal.head].stem in self.words["make"]  # عربة من نوع رابيد
        if make or (nominal.preposition == _OF and self.counted_from(nominal)):
            return False  # بعد ساعات من الاجتماع
        beside = any(word.stem in self.words["lying"] for word in words[-1:]) and not nominal.pronoun  # القريب من X
        if beside or any(word.stem in self.words["whole_of"] for word in words):
            return False
        return bool(self.origins(nominal))

    def counted_from(self, nominal: Nominal) -> bool:
        """Whether a phrase is that from which a time counts."""
        before = takewhile(lambda at: at in self.reading.dated, range(nominal.start - 2, -1, -1))
        return any(self.reading.words[at].form in _COUNTED for at in before)

    def describing(self, nominal: Nominal) -> bool:
        """Whether a phrase with a preposition only belongs to the adjective before it: الشابة المولودة في X."""
        head = self.reading.heads[nominal.head]
        adjective = 0 < head == nominal.start - 2 and self.reading.words[head].upos == "ADJ"
        return adjective and head not in self.reading.verbs

    def partial(self, nominal: Nominal) -> bool:
        """Whether a phrase counts some of what was told before: بعضها, إحداهما, ثالثة, تسعة من أصل عشرة صواريخ."""
        words = self.reading.words[nominal.start : nominal.end]
        behind = self.reading.words[nominal.end : nominal.end + 2]
        if len(behind) == 2 and behind[0].form == _OF and behind[1].upos == "PRON":
            return True
        if (
            nominal.count is not None
            and not nominal.mentions
            and all(w.upos in _COUNTING or w.stem in self.words.number for w in words)
        ):
            return True
        if nominal.count and any(w.stem in self.words["out_of"] for w in words):
            return True
        counting = words[: nominal.head - nominal.start + 1]
        return any(w.stem in self.words["partial"] for w in counting) and nominal.means is None and not nominal.event

    # --- what a phrase denotes --------------------------------------------------------------------------------------

    def actors(self, nominal: Nominal) -> tuple[Ref, ...]:
        """The actors that a phrase names."""
        return self.linker.actors(self.reading, nominal)

    def targets(self, nominal: Nominal) -> tuple[Ref, ...]:
        """What is hit when a phrase is."""
        return self.linker.targets(self.reading, nominal)

    def event_of(self, nominal: Nominal) -> Event | None:
        """The event that a phrase names: its own, or that of the relative clause behind it (صاروخ أصاب القاعدة)."""
        if nominal.index in self.by_nominal:
            return self.by_nominal[nominal.index]
        if nominal.means is None:
            return None
        return next((e for e in self.events if nominal.end <= e.trigger <= nominal.end + 1), None)

    def origins(self, nominal: Nominal) -> tuple[Ref, ...]:
        """Where a strike from what a phrase names comes from, be it a sea; of positions of a group, where they are."""
        for mention in nominal.mentions:
            if mention.candidates[0].subtype in self.words["sea"]:
                return (self.linker.ref(mention.candidates[0], mention.start, mention.end),)
        refs = self.targets(nominal)
        if refs and refs[0].entity.kind is EntityKind.AREA:
            towns = (
                r for r in self.linker.places(self.reading, nominal) if r.entity.subtype in self.words["town_kind"]
            )
            refs = (*refs, *towns)  # مناطق سيطرة X في بلدة Y
        if not refs or refs[0].entity.kind not in _ORIGINS:
            person = self.reading.words[nominal.head].stem in self.words["person_noun"]
            refs = () if person else self.linker.places(self.reading, nominal)
            if refs and nominal.preposition == _OF and self._unknown(nominal):
                refs = (self.linker.new_place(self.reading, nominal),)  # من كوكتيبل في القرم
        return refs if refs and refs[0].entity.kind in _ORIGINS else ()

    def _unknown(self, nominal: Nominal) -> bool:
        """Whether a phrase is a name that no table knows."""
        words = self.reading.words[nominal.head : nominal.end]
        return not nominal.mentions and words[-1].upos in _UNKNOWN and not nominal.pronoun and nominal.owner < 0

    # --- what a phrase adds to an event -----------------------------------------------------------------------------

    def arm(self, event: Event, nominal: Nominal) -> None:
        """Note the weapon that a phrase names; warplanes are counted, but no munitions."""
        event.use(
            replace(nominal, count=None) if self._warplanes(event, nominal) else nominal,
            self.linker.weapon(self.reading, nominal),
        )

    def _warplanes(self, event: Event, nominal: Nominal) -> bool:
        """ثلاث طائرات حربية, أغار بعشرين طائرة; of mere aircraft it is else open whether they are drones."""
        words = self.reading.words[nominal.head : nominal.end]
        warlike = any(w.stem in self.words["warplane"] or self.linker.lexicon.adjective(w.form) for w in words)
        raid = any(rule.means is Means.AIRSTRIKE for rule in event.rules)
        return nominal.means is Means.AIRSTRIKE and not nominal.event and (warlike or raid)

    def strike_by(self, event: Event, nominal: Nominal) -> None:
        """Note the actors that a phrase names, and the weapon when they strike by one; an air force strikes from the
        air."""
        if nominal.means and not nominal.event and not (event.means and self._corps(nominal)):
            beside = any(self.reading.nominals[i].group == nominal.group for i in event.armed_with)
            if nominal.means is Means.DRONE and not beside:
                event.means = [means for means in event.means if means not in _FIRED]  # it stays a drone (R6)
            if event.means != [Means.GUNFIRE] or nominal.means is Means.DRONE:  # دبابة فتحت نيران رشاشاتها
                self.arm(event, nominal)
        elif self.air_force(nominal):
            self.arm(event, replace(nominal, means=Means.AIRSTRIKE))
        event.attack_by(self.actors(nominal) or self._whose(nominal))

    def _whose(self, weapon: Nominal) -> tuple[Ref, ...]:
        """صاروخان من «حزب الله»: the group from which munitions come."""
        behind = self.reading.nominals[weapon.index + 1 : weapon.index + 2]
        from_whom = (n for n in behind if weapon.means and n.after == weapon.index and n.preposition == _OF)
        refs = (ref for n in from_whom if self.acting(n) for ref in self.actors(n))
        from_arms = any(n.means or self._armed(n) for n in behind)  # قذيفة من دبابة إسرائيلية
        return tuple(ref for ref in refs if from_arms or ref.entity.subtype == ARMED_GROUP)

    def _armed(self, nominal: Nominal) -> bool:
        return self.words.is_a(self.reading.words[nominal.head].stem, "armed_thing", "vehicle")

    def _corps(self, nominal: Nominal) -> bool:
        """سلاح الجو المسيّر: troops that are called after their weapon; what they fire is told apart."""
        stem = self.reading.words[nominal.head].stem
        return stem in self.words["forces_noun"] and stem not in self.words.means_noun

    def air_force(self, nominal: Nominal) -> bool:
        """Whether a phrase names an air force: سلاح الجو, القوات الجوية."""
        head, behind = self.reading.words[nominal.head], self.reading.words[nominal.head + 1 : nominal.end][:1]
        return head.stem in self.words["forces_noun"] and any(word.stem in self.words["air"] for word in behind)

    def hit_all(self, event: Event, targets: Sequence[Nominal]) -> None:
        """Note what is hit by one trigger; only where it happened (غارة في X) gives way to what was hit."""
        vague = bool(targets) and targets[0].preposition in self.words["vague"]
        beside = bool(targets) and targets[0].preposition == _AT  # قصف مطار X بريف Y
        if not targets or ((vague or beside) and event.targets):
            return
        if event.vague:
            event.places.extend(event.targets)
            event.targets.clear()
        event.vague = vague
        for nominal in targets:
            self.hit(event, nominal)

    def hit(self, event: Event, nominal: Nominal) -> None:
        """Note what is hit, and where it lies when it is no base or place itself."""
        refs = self.targets(nominal) or self.standing(nominal)
        trigger = event.trigger
        if nominal.end <= trigger and trigger in self.reading.relative_verbs and self.clauses.pronoun_object(trigger):
            refs = tuple(ref for ref in refs if ref.start < self.reading.words[trigger].start)  # مواقع قصفها الجيش
        told = {ref.start for ref in refs}  # whom the phrase names is hit by it, and does not strike
        event.attackers = [party for party in event.attackers if party.ref.start not in told]
        striking = {i for party in event.attackers for i in (party.ref.entity.id, party.ref.entity.parent) if i}
        if refs and all(ref.entity.id in striking for ref in refs):  # nobody strikes himself: قصف الجيش مواقعه في X
            refs = self.linker.places(self.reading, nominal)
        event.hit(refs)
        thing = self.reading.words[nominal.head].stem in self.words["position_noun"]
        event.things = thing and any(ref.entity.kind is EntityKind.PLACE for ref in refs)
        if refs and refs[0].entity.kind in (EntityKind.ACTOR, EntityKind.FACILITY, EntityKind.AREA):
            event.places.extend(self.linker.places(self.reading, nominal))
