"""Noun phrases -> entities: whom or what a phrase denotes in this article.

One `Linker` reads one article from top to bottom and remembers what it named, so that "the base", "the group" or "the
ship" further
down resolve inside the article. A name that reference data does not know becomes a new entity with the article's
words, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from kg.lexicon import Lexicon
from kg.model import Article, Entity, EntityKind, Mention, Ref
from kg.rules.words import Words
from kg.syntax.nominal import Nominal, Reading
from kg.text import clean, fold

_LOCATIVE = frozenset(("في", "ب", "قرب", "ضمن", "عند", "داخل", "وسط", "حول", "على", "من", "فوق"))
_TARGET_KINDS = (EntityKind.BASE, EntityKind.FACILITY)
_SIDES = frozenset(("armed group", "armed forces", "coalition"))
_QUOTES = frozenset('"\'«»“”')
_NAMED = 9  # words between "a faction" and the name that it goes by
_FURTHER = 12  # words between a thing and where it stood
_ABOARD = 6  # words between a vehicle and whom it carries
_LIST = 30  # words in which a list of bases follows their number
_CONTROL = 5  # words between an area and who holds it
_SLUG = re.compile(r"[^\w]+")


class Linker:
    """Resolves the nominals of one article."""

    def __init__(self, article: Article, lexicon: Lexicon, words: Words) -> None:
        self.article, self.lexicon, self.words = article, lexicon, words
        self.context: list[str] = []  # ids of all places and bases of the article
        self.named: set[str] = set()
        self.strong: tuple[Mention, ...] = ()
        self.countries: set[str] = set()
        self.places_named: dict[int, Ref] = {}
        self.forces: dict[int, Ref] = {}
        self.groups: dict[int, Ref] = {}  # by offset: what "the group", "the base", "the ship" may point back to
        self.bases: dict[int, Ref] = {}
        self.facilities: dict[int, Ref] = {}

    def survey(self, mentions: Sequence[Mention]) -> None:
        """Take in all names of the article beforehand: context for homonyms, weak names and definite descriptions."""
        self.strong = tuple(m for m in mentions if not m.cued and not m.weak and m.candidates[0].kind is EntityKind.ACTOR)
        for mention in mentions:
            if mention.cued or mention.weak:
                continue
            first = mention.candidates[0]
            self.named.add(first.id)
            if first.kind in (EntityKind.PLACE, EntityKind.BASE):
                self.context.append(first.id)
            if first.kind is EntityKind.PLACE:
                self.places_named[mention.start] = self.ref(first, mention.start, mention.end)
                if first.id in self.lexicon.entities and first.country:
                    self.countries.add(first.country)
            if first.operator:
                self.named.add(first.operator)
            if first.kind is EntityKind.BASE:
                self.bases[mention.start] = self.ref(first, mention.start, mention.end)
            if first.kind is EntityKind.ACTOR and first.subtype in _SIDES:
                seen = self.groups if first.subtype == "armed group" else self.forces
                seen[mention.start] = self.ref(self.acting(first), mention.start, mention.end)

    def _last(self, seen: Mapping[int, Ref], before: int) -> Ref | None:
        """The last of `seen` that stands before an offset."""
        return next((seen[at] for at in sorted(seen, reverse=True) if at < before), None)

    # --- what a mention denotes -------------------------------------------------------------------------------------

    def entity(self, mention: Mention, kinds: Sequence[EntityKind]) -> Entity | None:
        """The candidate of one of `kinds` that fits the article best."""
        cue = self.lexicon.cue(self.article.text, mention)
        curated = [c for c in mention.candidates if c.kind in kinds and c.id in self.lexicon.entities]
        if cue is None and curated:
            candidates = curated
        else:
            candidates = [c for c in self.lexicon.resolve(mention, self.context, cue) if c.kind in kinds]
        candidates = [c for c in candidates if not self._elsewhere(c)]
        if mention.weak:
            candidates = sorted(candidates, key=lambda c: c.id not in self.named)
        return candidates[0] if candidates else None

    def _elsewhere(self, entity: Entity) -> bool:
        """Whether a village of the long tail lies in a country that the article does not speak of: then the name is another place's."""
        tail = entity.kind is EntityKind.PLACE and entity.id not in self.lexicon.entities
        return tail and bool(self.countries) and entity.country not in self.countries

    def ref(self, entity: Entity, start: int, end: int) -> Ref:
        return Ref(entity, self.article.text[start:end], start, end)

    def acting(self, entity: Entity) -> Entity:
        """Whose strikes an actor's strikes are: a state, its air force and its command act as its armed forces."""
        acting = self.lexicon.get(entity.acts_as) if entity.acts_as else None
        return acting or entity

    def actors(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """The actors that a nominal names as itself, as owner or by nisba adjectives (قوات تركية, طائرات تابعة
        للتحالف, غارات أميركية)."""
        found: dict[str, Ref] = {}
        joint = self._nisba(reading, nominal)
        if len(joint) > 1:  # الطيران الأميركي البريطاني: two forces, whatever one name the lexicon has for them
            return tuple(joint.values())
        if unknown := self._unknown_group(reading, nominal):
            return (unknown,)
        for mention in nominal.mentions:
            entity = self.entity(mention, (EntityKind.ACTOR,))
            capital = entity is not None and entity.subtype == "state" and not nominal.preposition
            if entity and (not mention.weak or capital or {entity.id, entity.acts_as} & self.named):
                found.setdefault(self.acting(entity).id, self.ref(self.acting(entity), mention.start, mention.end))
        if not found:
            found |= self._nisba(reading, nominal)
        if not found and nominal.owner >= 0:
            owner = reading.nominals[nominal.owner]
            for part in (owner, *(n for n in reading.nominals if n.group == owner.group and n is not owner)):
                for ref in self.actors(reading, part):
                    found.setdefault(ref.entity.id, ref)
        if not found and all(mention.weak for mention in nominal.mentions):
            core = reading.words[nominal.head : nominal.end]
            inner = (w for w in core if w.definite and w.stem in self.words["group_noun"])
            head = next(inner, reading.words[nominal.head])
            rest = reading.words[head.index + 1 : nominal.end]
            plain = all(word.upos in ("ADJ", "PRON") or word.stem in self.words["anaphoric"] for word in rest)
            seen = self.forces if head.stem in self.words["forces_noun"] else self.groups
            last = self._last(seen, head.start) or (seen[min(seen)] if seen else None)  # a headline names it further down
            if head.definite and head.stem in self.words["group_noun"] and plain and last:
                found[last.entity.id] = self.ref(last.entity, head.start, head.end)
        return tuple(found.values())

    def _unknown_group(self, reading: Reading, nominal: Nominal) -> Ref | None:
        """A group that reference data does not know but the article names in quotes: فصيل يسمي نفسه «...», «لواء ...»."""
        head = reading.words[nominal.head]
        if head.definite or head.stem not in self.words["group_noun"] or any(not m.weak for m in nominal.mentions):
            return None
        opened = head.index > 0 and reading.words[head.index - 1].form in _QUOTES
        start = reading.words[head.index - 1].start if opened else head.start
        end = reading.words[nominal.end - 1].end
        if nominal.pronoun or not (opened or nominal.quoted or self._named_later(reading, nominal)):
            return None
        known = next((r for at, r in self.groups.items() if at == start and r.entity.minted), None)
        if known:
            return known
        limit = reading.words[min(nominal.end + _NAMED, len(reading.words) - 1)].end
        quoted = re.search(r'"([^"]{3,60})"', clean(self.article.text[start:limit]).text)
        if quoted is None or any(m.start >= start and m.end <= limit and not m.weak for m in self.strong):
            return None
        name = quoted[1].strip()
        entity = Entity(_SLUG.sub("-", fold(name)).strip("-"), EntityKind.ACTOR, (name,), subtype="armed group", minted=True)
        self.groups[start] = self.ref(entity, start, end)
        return self.groups[start]

    def _named_later(self, reading: Reading, nominal: Nominal) -> bool:
        """فصيل يطلق على نفسه اسم «...», جماعة تسمي نفسها «...»."""
        following = reading.words[nominal.end : nominal.end + _NAMED]
        return any(w.stem in self.words["naming_cue"] or w.form in self.words["naming_verb"] for w in following)

    def _place_head(self, reading: Reading, nominal: Nominal) -> bool:
        return self.words.is_a(reading.words[nominal.head].stem, "settlement_noun", "district_noun", "surroundings")

    def _nisba(self, reading: Reading, nominal: Nominal) -> dict[str, Ref]:
        head = reading.words[nominal.head]
        if head.stem not in self.words["force_noun"] and not self.words.is_a(
            head.stem, "position_noun", "person_noun", "base_noun"
        ):
            return {}
        found: dict[str, Ref] = {}
        for word in reading.words[nominal.head + 1 : nominal.end]:
            for entity in self.lexicon.adjective(word.form)[:1]:
                acting = self.acting(entity)
                start = word.start if found else head.start  # of الطيران الأميركي البريطاني the second is البريطاني
                found.setdefault(acting.id, self.ref(acting, start, word.end))
                self.forces[head.start] = found[acting.id]
        return found

    # --- what is hit ------------------------------------------------------------------------------------------------

    def targets(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """What is hit when this nominal is: bases, facilities, places, areas or groups, as the annotation guidelines
        tell them apart."""
        head = reading.words[nominal.head]
        if head.upos == "PRON":
            return self._pointed(reading, nominal)
        core = {reading.words[i].stem for i in range(nominal.head, nominal.end)}
        bases = self._known_bases(reading, nominal)
        if bases:
            return bases
        if nominal.pronoun and not nominal.mentions and self.words.is_a(head.stem, "surroundings", "part_noun"):
            return self._pointed(reading, nominal)
        if area := self._areas(reading, nominal):
            return area
        landing = self._landing(reading, nominal)
        if landing:
            return landing
        if core & self.words["base_noun"]:
            return self._described_base(reading, nominal)
        if part := self._part_of_base(reading, nominal):
            return part
        actors = self.actors(reading, nominal) if nominal.means is None or core & self.words["position_noun"] else ()
        belongs = self.words.is_a(head.stem, "position_noun", "person_noun", "force_noun", "group_noun")
        if actors and (belongs or (nominal.mentions and head.stem not in self.words["facility_noun"])):
            states = [ref for mention in nominal.mentions if (ref := self._state(mention))]
            return tuple(states) or actors
        named = any(w.upos in ("NOUN", "X", "PROPN") for w in reading.words[nominal.head + 1 : nominal.end])
        own = head.stem not in self.words["position_noun"] or head.definite or named or nominal.quoted
        if head.stem in self.words["facility_noun"] and own:
            return self._facility(reading, nominal)
        if core & (self.words["position_noun"] | self.words["person_noun"]):
            shared = self._shared_owner(reading, nominal)
            return shared or self.places(reading, nominal) or self._aboard(reading, nominal) or self._further(reading, nominal)
        return self._named_places(reading, nominal) or self._again(reading, nominal)

    def _shared_owner(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«مراكز قيادة ومخازن تعود إلى X»: the owner told behind the last of several things."""
        group = (n for n in reading.nominals if n.group == nominal.group and n.index > nominal.index and n.owner >= 0)
        return next((actors for n in group if (actors := self.actors(reading, n))), ())

    def _further(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«شاحنة تحمل راجمة كانت متوقفة في X»: the place told in the clause behind a thing without owner."""
        for part in reading.nominals[nominal.index + 1 :]:
            if part.start - nominal.end > _FURTHER or part.event:
                break
            if part.preposition in ("في", "ب", "قرب") and (
                found := self._known_bases(reading, part) or self._named_places(reading, part)
            ):
                return found
        return ()

    def _pointed(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """What the pronoun of a phrase (عليها, باتجاهها) stands for: the nearest thing before it that can be hit."""
        groups: tuple[Ref, ...] = ()
        for part in reversed(reading.nominals[: nominal.index]):
            if reading.words[part.head].upos == "PRON" or part.means is not None or part.event or part.preposition == "owner":
                continue
            targets = self.targets(reading, part)[:1]
            if targets and targets[0].entity.kind is not EntityKind.ACTOR:
                return targets
            groups = groups or targets
        return groups

    def _again(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«المدينة», «البلدة نفسها»: the place of that kind that the article named last."""
        head = reading.words[nominal.head]
        rest = reading.words[nominal.head + 1 : nominal.end]
        if not head.definite or not all(w.stem in self.words["anaphoric"] or w.upos == "PRON" for w in rest):
            return ()
        seen = {at: ref for at, ref in self.places_named.items() if at < head.start and ref.entity.kind is EntityKind.PLACE}
        kinds = self.words.place_kinds.get(head.stem)
        fitting = {at: ref for at, ref in seen.items() if kinds is None or ref.entity.subtype in kinds}
        last = self._last(fitting, head.start)
        return (self.ref(last.entity, head.start, reading.words[nominal.end - 1].end),) if last and kinds else ()

    def _base_named(self, reading: Reading, nominal: Nominal, place: Entity) -> Entity | None:
        """The base that a bare place name means in an article that names the base («صواريخ على الشدادي»)."""
        if self._place_head(reading, nominal) or nominal.preposition in ("في", "ب", "من", "قرب"):
            return None
        return next((base for base in self.lexicon.bases_at(place.id) if base.id in self.named), None)

    def _bare_name(self, reading: Reading, mention: Mention) -> int:
        """Where a place's own name begins: behind «مدينة», «قريتي» when these are part of the mention."""
        words = [w for w in reading.words if mention.start <= w.start < mention.end]
        if len(words) > 1 and self.words.is_a(words[0].stem, "settlement_noun", "district_noun"):
            return words[1].start
        return mention.start

    def _landing(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«في محيط المدينة السكنية بحقل العمر»: of a part of a base without a name of its own, the base."""
        head = reading.words[nominal.head].stem
        if nominal.mentions or nominal.owner >= 0 or not self.words.is_a(head, "surroundings", "settlement_noun", "part_noun"):
            return ()
        for part in self._chain(reading, nominal)[:1]:
            return self._known_bases(reading, part)
        return ()

    def _aboard(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«سيارة كانت تقل عناصر من X»: the group whose members a vehicle or house holds."""
        for part in reading.nominals[nominal.index + 1 :]:
            if part.start - nominal.end > _ABOARD:
                break
            member = reading.words[part.head].stem in self.words["person_noun"]
            if (member or (part.relative and not part.preposition)) and (actors := self.actors(reading, part)):
                return actors
        return ()

    def _state(self, mention: Mention) -> Ref | None:
        """A country named as the thing hit is the place, not its government."""
        entity = self.entity(mention, (EntityKind.PLACE,))
        return self.ref(entity, mention.start, mention.end) if entity and entity.subtype == "country" else None

    def _known_bases(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        head = reading.words[nominal.head].stem
        found = []
        for mention in nominal.mentions:
            entity = next((c for c in mention.candidates if c.kind in _TARGET_KINDS), None)
            if nominal.quoted and head in self.words["facility_noun"] and not self._whole_name(mention):
                continue
            place_head = self.words.is_a(head, "settlement_noun", "district_noun")
            if entity and (
                not mention.weak
                and mention.candidates[0].kind in _TARGET_KINDS
                or self._beside_base(reading, nominal)
                or self.words.is_a(head, "base_noun", "facility_noun")
                or (entity.id in self.named and not place_head)
            ):
                start = reading.words[nominal.head].start if mention.weak else mention.start
                found.append(self.ref(entity, start, mention.end))
        return tuple(found)

    def _whole_name(self, mention: Mention) -> bool:
        """Whether a mention is all that stands between its quotation marks: «فيكتوريا ستار» is no Camp Victoria."""
        following = clean(self.article.text[mention.end : mention.end + 2]).text
        return following[:1] in ('"', "'", "")

    def _beside_base(self, reading: Reading, nominal: Nominal) -> bool:
        """Whether a bare name is coordinated to a base («قاعدتي الرميلان والمالكية»)."""
        group = (n for n in reading.nominals if n.group == nominal.group and n.index < nominal.index)
        return any(self.words.is_a(reading.words[n.head].stem, "base_noun") for n in group)

    def _described_base(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """A base told by where it is or whose it is: known by its place, the one spoken of last, or new."""
        inside = (w for w in reading.words[nominal.head : nominal.end] if w.stem in self.words["base_noun"])
        head = next(inside, reading.words[nominal.head])
        chain = self._chain(reading, nominal)
        found: list[Ref] = []
        for part in (nominal, *chain):
            for mention in part.mentions:
                known = self.entity(mention, (EntityKind.BASE,))
                bases = (known,) if known else self._bases_at(mention)
                if bases and not any(ref.entity.id == bases[0].id for ref in found):
                    found.append(self.ref(bases[0], head.start, mention.end))
            if found and part is not nominal and not self._coordinated(reading, part):
                break
        if not found and head.stem in self.words["plural_base"]:
            found = self._listed(reading, nominal)
        if not found and not head.definite and not chain:
            found = self._housed(reading, nominal, head.start)
        last = self._last(self.bases, head.start)
        if not found and head.definite and not any(p.mentions for p in chain) and last:
            found = [self.ref(last.entity, head.start, reading.words[nominal.end - 1].end)]
        general = head.stem in self.words["plural_base"] or (head.definite and nominal.end == nominal.head + 1 and not chain)
        if not found and not general:
            found = [self._mint(reading, nominal, chain[:1], EntityKind.BASE)]
            self.bases[found[0].start] = found[0]
        return tuple(found)

    def _bases_at(self, mention: Mention) -> tuple[Entity, ...]:
        """The bases named after a town or field; a base in a governorate is not the base of that name."""
        place = self.entity(mention, (EntityKind.PLACE,))
        if place is None or place.subtype in ("governorate", "country", "region", "sea"):
            return ()
        return self.lexicon.bases_at(place.id)

    def _housed(self, reading: Reading, nominal: Nominal, start: int) -> list[Ref]:
        """«قاعدة تضم جنوداً من التحالف في منطقة الشدادي»: the base of the place told in the clause behind it."""
        for part in reading.nominals[nominal.index + 1 :]:
            if part.start - nominal.end > _FURTHER or part.event:
                break
            for mention in part.mentions if part.preposition in ("في", "ب", "قرب") else ():
                if bases := self._bases_at(mention):
                    return [self.ref(bases[0], start, mention.end)]
        return []

    def _listed(self, reading: Reading, nominal: Nominal) -> list[Ref]:
        """«ثلاث قواعد، هي قاعدة الشدادي وقاعدة التنف»: the bases that the sentence then lists."""
        return [
            ref
            for part in reading.nominals
            if nominal.end <= part.start <= nominal.end + _LIST and not part.preposition
            for ref in self._known_bases(reading, part)
        ]

    def _facility(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        head = reading.words[nominal.head]
        for mention in nominal.mentions:
            entity = self.entity(mention, _TARGET_KINDS)
            if entity and (not nominal.quoted or self._whole_name(mention)):
                return (self.ref(entity, head.start, mention.end),)
        bare = nominal.end == nominal.head + 1 or any(
            w.stem in self.words["anaphoric"] for w in reading.words[nominal.head : nominal.end]
        )
        if bare and head.definite:
            last = self._last(self.facilities, head.start)
            return (self.ref(last.entity, head.start, head.end),) if last else ()
        if head.stem in self.words["plural_facility"] and nominal.end == nominal.head + 1 and not nominal.quoted:
            return ()
        ref = self._mint(reading, nominal, (), EntityKind.FACILITY)
        self.facilities[ref.start] = ref
        return (ref,)

    def _part_of_base(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«حقل الغاز», «أراضي الحقل»: the base of which the article said that it lies in that field."""
        words = reading.words[nominal.head : nominal.end]
        if nominal.quoted or nominal.mentions or not any(word.definite for word in words):
            return ()
        for noun in (word.stem for word in words if word.stem in self.words["facility_noun"]):
            seen = {at: ref for at, ref in self.bases.items() if self._part(ref, noun)}
            if part := self._last(seen, words[0].start):
                return (self.ref(part.entity, words[0].start, words[-1].end),)
        return ()

    def _part(self, base: Ref, noun: str) -> bool:
        """Whether a base has a name with this noun: of «قاعدة حقل كونيكو» the field is the base."""
        return any(noun in fold(label).split() for label in base.entity.labels)

    def _areas(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """مناطق سيطرة X, مناطق تسيطر عليها X وY, مناطق نفوذ X: an area entity for each who holds it."""
        for mention in nominal.mentions:
            if mention.candidates[0].kind is EntityKind.AREA:
                return (self.ref(mention.candidates[0], mention.start, mention.end),)
        partner = next((n for n in reading.nominals if n.group == nominal.group and n.index < nominal.index), None)
        if partner is not None and partner.mentions and partner.mentions[-1].candidates[0].kind is EntityKind.AREA:
            return tuple(self._area(holder, holder.start) for holder in self.actors(reading, nominal))
        stems = [w.stem for w in reading.words[nominal.head : nominal.end + 1]]
        if not stems or stems[0] not in self.words["area_noun"] or not set(stems) & self.words["control_word"]:
            return ()
        holders: list[Ref] = []
        for part in (n for n in reading.nominals if n.index >= nominal.index and n.start - nominal.end <= _CONTROL):
            if holders and part.group != nominal.group and part.after != part.index - 1:
                break
            holders.extend(self.actors(reading, part))
        start = reading.words[nominal.head].start
        return tuple(self._area(holder, start) for holder in {h.entity.id: h for h in holders}.values())

    def _area(self, holder: Ref, start: int) -> Ref:
        """The area that an actor holds, as an entity of its own; the words run from `start` to the end of the actor's name."""
        entity = holder.entity
        known = self.lexicon.get(f"{entity.id}-areas")
        area = known or Entity(
            id=f"{entity.id}-areas",
            kind=EntityKind.AREA,
            labels=(f"مناطق سيطرة {entity.name}", f"مناطق نفوذ {entity.name}"),
            name_en=f"areas controlled by {entity.name_en}" if entity.name_en else None,
            operator=entity.id,
            minted=True,
        )
        return self.ref(area, start, holder.end)

    def _named_places(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        found = []
        for mention in nominal.mentions:
            entity = self.entity(mention, (EntityKind.PLACE, EntityKind.AREA))
            base = self._base_named(reading, nominal, entity) if entity else None
            if base:
                found.append(self.ref(base, mention.start, mention.end))
            elif entity and entity.subtype not in self.words["sea"]:
                found.append(self.ref(entity, self._bare_name(reading, mention), mention.end))
        if not found:
            for i in range(nominal.head, nominal.end - 1):
                word, name = reading.words[i], reading.words[i + 1]
                if (
                    self.words.is_a(word.stem, "settlement_noun", "district_noun")
                    and not word.definite
                    and name.upos != "PRON"
                ):
                    found.append(self._mint(reading, nominal, (), EntityKind.PLACE, i))
                    break
        return tuple(found)

    def places(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """The places in the locative phrases that follow a nominal: where positions of a group lie, where a strike
        landed.

        Of a chain (في بلدة خشام في ريف دير الزور) the narrowest link counts, with what is coordinated to it.
        """
        for part in self._chain(reading, nominal):
            found = self._named_places(reading, part)
            if found:
                group = [n for n in reading.nominals if n.group == part.group and n.index > part.index]
                return (*found, *(ref for n in group for ref in self._named_places(reading, n)))
        return ()

    def _chain(self, reading: Reading, nominal: Nominal) -> tuple[Nominal, ...]:
        """The locative phrases that follow a nominal without a verb or comma between, with what is coordinated to
        them."""
        chain: list[Nominal] = []
        last = reading.nominals[nominal.owner] if nominal.owner >= 0 else nominal
        for part in reading.nominals[last.index + 1 :]:
            if part.preposition == "owner":
                continue
            if (
                part.preposition in _LOCATIVE
                and (part.after in (last.index, nominal.index) or part.group == last.group)
                and not part.event
            ):
                chain.append(part)
                last = part
            else:
                break
        return tuple(chain)

    def _coordinated(self, reading: Reading, part: Nominal) -> bool:
        return any(n.group == part.group and n.index > part.index for n in reading.nominals)

    def _mint(
        self, reading: Reading, nominal: Nominal, chain: Sequence[Nominal], kind: EntityKind, at: int | None = None
    ) -> Ref:
        """A new entity with the article's words: the phrase, and with the place that narrows it."""
        first = nominal.head if at is None else at
        last = nominal if nominal.owner < 0 else reading.nominals[nominal.owner]
        start, end = reading.words[first].start, reading.words[last.end - 1].end
        labels = [self._words(start, end)]
        if chain:
            end = reading.words[chain[-1].end - 1].end
            labels.insert(0, self._words(start, end))
        quoted = re.search(r'["(]([^"()]+)[")]', clean(self.article.text[start:end]).text)
        if quoted:
            labels.insert(0, quoted[1].strip())
        elif kind is EntityKind.PLACE or (nominal.quoted and nominal.end - nominal.head > 1):
            labels.insert(0, self._words(reading.words[first + 1].start, end))
        slug = _SLUG.sub("-", fold(labels[0])).strip("-")
        kinds = self.words.place_kinds.get(reading.words[first].stem) if kind is EntityKind.PLACE else None
        entity = Entity(slug, kind, tuple(dict.fromkeys(labels)), subtype=min(kinds) if kinds else None, minted=True)
        ref = self.ref(entity, start, end)
        if kind is EntityKind.PLACE:
            self.places_named[start] = ref
        return ref

    def _words(self, start: int, end: int) -> str:
        return " ".join(clean(self.article.text[start:end]).text.replace('"', " ").split())

    # --- weapons ----------------------------------------------------------------------------------------------------

    def weapon(self, nominal: Nominal, start: int, end: int) -> Ref:
        """The weapon that a nominal names; one that reference data does not know is known by its means."""
        for mention in nominal.mentions:
            if entity := self.entity(mention, (EntityKind.WEAPON,)):
                return self.ref(entity, mention.start, mention.end)
        means = nominal.means
        assert means is not None, "only nominals with a means are weapons"
        known = self.lexicon.get(means.value)
        return self.ref(known or Entity(means.value, EntityKind.WEAPON, (means.value,), means=means), start, end)
