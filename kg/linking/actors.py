"""Who a phrase names: actors by name, by owner, by an adjective of origin, or by "the group"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.linking.groups import Groups, of_group
from kg.linking.memory import ARMED_GROUP, COALITION, Memory
from kg.model import BlockKind, Entity, EntityKind, Means, Mention, Ref
from kg.rules.words import Words
from kg.syntax.nominal import OWNER, Nominal, Reading
from kg.text import fold

_ARTICLE, _FOR_THE = "ال", "لل"
_LAUNCHED = (Means.ROCKET, Means.MISSILE, Means.DRONE)


class Actors:
    """Finds the actors that the phrases of one article name."""

    def __init__(self, memory: Memory, words: Words) -> None:
        self.memory, self.words = memory, words
        self._unlisted = Groups(memory, words)

    def of(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """The actors that a nominal names as itself, as owner or by adjectives of origin (قوات تركية, طائرات تابعة
        للتحالف, غارات أميركية)."""
        words = [word for word in reading.words[nominal.head : nominal.end] if word.upos != "PRON"]
        aggressor = next((w for w in words if w.definite and w.stem in self.words["aggressor"]), None)
        if aggressor is None:
            return self._of(reading, nominal)
        told = self.memory.last(self.memory.foes, aggressor.start) if aggressor is words[-1] else None
        if told is not None:
            return (self.memory.ref(told.entity, words[0].start, aggressor.end),)
        found = self._of(reading, nominal)
        if found and aggressor is not words[-1]:
            self.memory.foes[aggressor.start] = found[0]
        return found

    def _of(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """The same for any phrase that is not but «الاحتلال», «العدوان»: these are whom the article called so last."""
        forces = self._forces(reading, nominal)
        if len(forces) > 1 and not self._allied(nominal, forces):  # الطيران الأميركي البريطاني
            return forces
        if unknown := self._unlisted.of(reading, nominal):
            return (unknown,)
        if latter := self._latter(reading, nominal):
            return (latter,)
        if loyal := self._loyal(reading, nominal):
            return loyal
        if short := self._short(reading, nominal) or self._introduced(reading, nominal):
            return short
        if self._plain(reading, nominal) and (again := self._again(reading, nominal)):
            return again  # «الجيش» is the one named last, not any that the article names somewhere
        forces = forces or self._nationals(reading, nominal)
        found = self._named(reading, nominal) or forces or self._owners(reading, nominal)
        found = found or self._by_arms(nominal) or self._of_base(reading, nominal)
        sole = len({ref.entity.id for ref in self.memory.forces.values()}) == 1  # then "the air force" is theirs
        strong = (m for m in nominal.mentions if not m.weak and self.memory.entity(m, *EntityKind))
        weapons = [m.candidates[0].kind is EntityKind.WEAPON for m in strong]
        if not found and all(weapons):
            again = self._again(reading, nominal) if sole or not weapons else ()
            return again or self._at_home(nominal)
        return found

    def _of_base(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«مدفعية القاعدة»: whoever holds the base that was named last."""
        head, annexed = reading.words[nominal.head], reading.words[nominal.head + 1 : nominal.end][:1]
        if not any(w.definite and w.stem in self.words["base_noun"] for w in annexed):
            return ()
        base = self.memory.last(self.memory.bases, head.start) if head.stem in self.words["forces_noun"] else None
        holder = self.memory.lexicon.get(base.entity.operator) if base and base.entity.operator else None
        return (self.memory.ref(holder, head.start, annexed[0].end),) if holder else ()

    def _allied(self, nominal: Nominal, forces: Sequence[Ref]) -> bool:
        """Whether two adjectives of origin are of the name of a coalition: التحالف السعودي الإماراتي."""
        coalitions = (m for m in nominal.mentions if m.candidates[0].subtype == COALITION)
        return any(mention.end >= forces[-1].end for mention in coalitions)

    def _loyal(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«فصائل موالية لتركيا»: armed men without a name, by whom they are loyal to."""
        irregular = reading.words[nominal.head].stem in self.words["irregular"]
        if not irregular or any(not m.weak and m.candidates[0].subtype == ARMED_GROUP for m in nominal.mentions):
            return ()
        patrons = self._owners(reading, nominal) or self._patron(reading, nominal)
        proxies = (self.words.proxies.get(ref.entity.id) for ref in patrons)
        known = (self.memory.lexicon.entities.get(proxy) for proxy in proxies if proxy)
        start, end = reading.words[nominal.head].start, reading.words[nominal.end - 1].end
        return tuple(self.memory.ref(entity, start, end) for entity in known if entity)[:1]

    def _patron(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«الحرس الثوري والميليشيات المرتبطة به»: whom the pronoun behind "loyal to" means, named before it."""
        behind = reading.words[nominal.end : nominal.end + 3]
        if len(behind) < 3 or behind[0].stem not in self.words["affiliation"] or behind[2].upos != "PRON":
            return ()
        if behind[1].form not in self.words["affiliation_preposition"]:
            return ()
        before = reversed(reading.nominals[: nominal.index])
        return next((named for part in before if (named := self._named(reading, part))), ())

    def _of_group(self, reading: Reading, nominal: Nominal, mention: Mention, entity: Entity | None) -> bool:
        """«القاعدة» in quotes, مواقع القاعدة: a name that is also a common noun, where only a group can be meant."""
        if entity is None or entity.subtype != ARMED_GROUP or len(mention.candidates) > 1 or self.memory.bases:
            return False
        head = reading.words[nominal.head]
        beside = self.words.is_a(head.stem, "person_noun", "group_noun", "hideout") and mention.start > head.start
        return reading.words[nominal.end - 1].end <= mention.end and beside

    def _named(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        found: dict[str, Ref] = {}
        for mention in nominal.mentions:
            entity = self.memory.entity(mention, EntityKind.ACTOR)
            capital = entity is not None and entity.subtype == "state" and nominal.preposition in ("", OWNER)
            sole = entity is not None and self._sole(mention, entity)
            weak = entity is not None and self.memory.weakly(mention, entity)
            weak = weak and not self._of_group(reading, nominal, mention, entity)
            weak = weak and not (nominal.quoted and of_group(mention) and self.memory.fills_quotes(mention))
            if entity and self._others(reading, mention, entity):
                continue  # طيران العدوان الأميركي, though «طيران العدوان» alone would be the coalition's
            if entity and (not weak or sole or capital or {entity.id, entity.acts_as} & self.memory.named):
                acting = self.memory.acting(entity)
                found.setdefault(acting.id, self.memory.ref(acting, mention.start, mention.end))
        return tuple(found.values())

    def _sole(self, mention: Mention, entity: Entity) -> bool:
        """Whether a coalition is the only one whom a name may mean, and the article speaks of where it fights."""
        one = entity.subtype == COALITION and len(mention.candidates) == 1
        return one and (not self.memory.countries or self.memory.at_home(entity))

    def _by_arms(self, nominal: Nominal) -> tuple[Ref, ...]:
        """«دبابة ميركافا»: arms that but one army has."""
        arms = ((m, m.candidates[0]) for m in nominal.mentions if m.candidates[0].kind is EntityKind.WEAPON)
        owners = ((mention, self.memory.lexicon.get(arm.operator)) for mention, arm in arms if arm.operator)
        return tuple(self.memory.ref(owner, mention.start, mention.end) for mention, owner in owners if owner)

    def _others(self, reading: Reading, mention: Mention, entity: Entity) -> bool:
        """Whether the adjective behind a coalition's name is that of a state which fights on its own."""
        behind = next((word for word in reading.words if word.start >= mention.end), None)
        if entity.subtype != COALITION or behind is None or not behind.definite or behind.start > mention.end + 1:
            return False
        states = self.memory.lexicon.adjective(behind.form)[:1]
        return any(self.memory.acting(state).id not in (entity.id, entity.operator) for state in states)

    def _plain(self, reading: Reading, nominal: Nominal) -> bool:
        """Whether a phrase is but «الجيش», «القوات»: forces without a name of their own."""
        plain = reading.words[nominal.head].stem in self.words["forces_noun"] and nominal.end == nominal.head + 1
        return plain and all(mention.weak for mention in nominal.mentions)

    def _at_home(self, nominal: Nominal) -> tuple[Ref, ...]:
        """«النظام», «الاحتلال»: whom a name means in the countries that the article speaks of, when it is but one."""
        for mention in nominal.mentions:
            actors = {
                self.memory.acting(c) for c in mention.candidates if c.kind is EntityKind.ACTOR and c.subtype != "state"
            }
            home = [actor for actor in actors if self.memory.at_home(actor)]
            home = home or [actor for actor in actors if self.memory.beside(actor)]
            home = home or [actor for actor in actors if self.memory.of_home(actor)]
            if len(home) == 1:
                return (self.memory.ref(home[0], mention.start, mention.end),)
        return ()

    def _forces(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """The armed forces of the states that adjectives of origin name."""
        head, core = reading.words[nominal.head], reading.words[nominal.head + 1 : nominal.end]
        warlike = any(self.words.is_a(word.stem, "warlike", "troops") for word in core)  # سفينة حربية, ناقلة جند
        if not (warlike or self.words.is_a(head.stem, "force_noun", "position_noun", "person_noun", "base_noun")):
            return ()
        if head.stem in self.words["irregular"]:
            return ()  # مسلحون فلسطينيون are of no state's forces
        if any(word.stem in self.words["civil_office"] for word in core):
            return ()  # مسؤول قضائي فرنسي, وزارة الخارجية اللبنانية, منزل الرئيس الأميركي
        found: dict[str, Ref] = {}
        if head.stem in self.words["position_noun"] and any(word.stem in self.words["civil_noun"] for word in core):
            return ()  # حافلة سياح إسرائيليين
        names = [m for m in nominal.mentions if not m.weak]
        for word in core:
            if word.upos != "ADJ" and any(m.start < word.start and word.end <= m.end for m in names):
                continue  # قوات سوريا الديمقراطية
            if any(w.stem in self.words["making"] for w in reading.words[word.index + 1 : word.index + 2]):
                continue  # طائرة تركية الصنع
            for entity in self.memory.lexicon.adjective(word.form)[:1]:
                acting = self._launcher(nominal, self.memory.acting(entity))
                start = word.start if found else head.start  # of الطيران الأميركي البريطاني the second is البريطاني
                found.setdefault(acting.id, self.memory.ref(acting, start, word.end))
                self.memory.forces[head.start] = found[acting.id]
        return tuple(found.values())

    def _nationals(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«قصف الأميركيون»: the army of those who are called by their nationality alone."""
        head = reading.words[nominal.head]
        if nominal.relative or nominal.end > nominal.start + 1 or nominal.preposition:
            return ()
        if head.stem not in self.words["nationals"]:
            return ()
        states = self.memory.lexicon.adjective(head.form)[:1] if head.definite else ()
        return tuple(self.memory.ref(self.memory.acting(state), head.start, head.end) for state in states)

    def _launcher(self, nominal: Nominal, army: Entity) -> Entity:
        """«صاروخ يمني»: whose the munitions of a country are that several forces claim."""
        other = self.words.launchers.get(army.id) if nominal.means in _LAUNCHED and not nominal.event else None
        return (self.memory.lexicon.entities.get(other) if other else None) or army

    def _owners(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        if nominal.owner < 0:
            return ()
        owner = reading.nominals[nominal.owner]
        owners = (owner, *(n for n in reading.nominals if n.group == owner.group and n is not owner))
        between = reading.nominals[nominal.index + 1 : nominal.owner]
        owners += tuple(n for n in between if n.preposition == OWNER)  # مواقع تابعة لنظام الرئيس السوري فلان
        found: dict[str, Ref] = {}
        for ref in (ref for part in owners for ref in self.of(reading, part)):
            found.setdefault(ref.entity.id, ref)
        return tuple(found.values())

    def _again(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«الجماعة», «القوات نفسها»: the group or force that the article named last."""
        core = reading.words[nominal.head : nominal.end]
        nouns = (w for w in core if w.definite and w.upos != "ADJ")
        head = next((w for w in nouns if w.stem in self.words["group_noun"]), core[0])
        rest = reading.words[head.index + 1 : nominal.end]
        names = (m for m in nominal.mentions if m.candidates[0].kind is not EntityKind.WEAPON)
        named = any(len(mention.text.split()) > 1 for mention in names)
        if not head.definite or head.stem not in self.words["group_noun"] or named:
            return ()
        if not all(word.upos in ("ADJ", "PRON") or word.stem in self.words["anaphoric"] for word in rest):
            return ()
        if any(word.stem in self.words["branch"] for word in rest):
            return ()  # القوات البحرية are a part of some forces, not those of before
        seen = self.memory.forces if head.stem in self.words["forces_noun"] else self.memory.groups
        armed = self.memory.groups | self.memory.forces  # «الكتائب» may be an army's, too
        called = {at: ref for at, ref in armed.items() if at < head.start and _called(ref, head.stem)}
        seen = called if called or head.stem in self.words["called_so"] else seen
        if head.stem in self.words["foe"]:  # never any group that the article spoke of
            seen = {at: ref for at, ref in armed.items() if _begins(ref, head.stem)}
        if head.stem in self.words.means_noun:  # «الطيران» is that of whose raids were told, not any army's
            raids = {at: ref for at, ref in seen.items() if at < head.start and self._armed(ref)}
            seen = raids or seen
        headline = reading.sentence.block is BlockKind.HEADLINE  # it runs ahead
        last = self.memory.last(seen, head.start) or (seen[min(seen)] if seen and headline else None)
        return (self.memory.ref(last.entity, head.start, head.end),) if last else ()

    def _armed(self, ref: Ref) -> bool:
        """Whether forces are named by their arms or attacks: غارة إسرائيلية, الطيران الروسي."""
        first = fold(ref.mention).split()[0].removeprefix(_ARTICLE)
        return first in self.words.means_noun or first in self.words["plural_event"]

    def _short(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«القوى» behind «قوى الأمن الداخلي», «للواء» behind «لواء القدس»: the actor told last by a longer name that
        begins so."""
        last = reading.words[nominal.end - 1]
        known = nominal.mentions or nominal.pronoun or last.stem in self.words["forces_noun"]
        if known or not (last.definite or last.raw.startswith(_FOR_THE)):
            return ()
        told = {at: ref for at, ref in self.memory.actors.items() if _begins(ref, last.stem)}
        actor = self.memory.last(told, last.start)
        return (self.memory.ref(actor.entity, last.start, last.end),) if actor else ()

    def _introduced(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«التنظيم» behind «تنظيم \"X\"»: the group told last behind that noun, whomever the noun alone would mean."""
        last = reading.words[nominal.end - 1]
        alone = last.stem in self.words["group_noun"] and last.stem not in self.words["forces_noun"]
        if not (alone and (last.definite or last.raw.startswith(_FOR_THE))):
            return ()
        armed = self.memory.groups | self.memory.forces
        told = {
            at: ref for at, ref in armed.items() if _begins(ref, last.stem) or self.memory.noun_before(at) == last.stem
        }
        group = self.memory.last(told, last.start)
        return (self.memory.ref(group.entity, last.start, last.end),) if group else ()

    def _latter(self, reading: Reading, nominal: Nominal) -> Ref | None:
        """«الأخيرة», «الأخير» alone: the actor that the article named last."""
        head = reading.words[nominal.head]
        if nominal.end > nominal.start + 1 or not head.definite or head.stem not in self.words["latter"]:
            return None
        last = self.memory.last({**self.memory.forces, **self.memory.groups}, head.start)
        return self.memory.ref(last.entity, head.start, head.end) if last else None


def _begins(actor: Ref, noun: str) -> bool:
    """Whether an article names an actor by several words of which the first is this noun."""
    words = fold(actor.mention).split()
    return len(words) > 1 and words[0].removeprefix(_ARTICLE) == noun


def _called(group: Ref, noun: str) -> bool:
    """Whether a group has a name that begins with this noun: «الكتائب» are the كتائب X, not the حركة Y."""
    return any(fold(label).split()[0].removeprefix(_ARTICLE) == noun for label in group.entity.labels)
