"""Groups that are hit by what belongs to them: by name, by an owner, by a pronoun, by who is aboard."""

from __future__ import annotations

from collections.abc import Sequence

from kg.linking.actors import Actors
from kg.linking.memory import ARMED_GROUP, Memory
from kg.linking.places import Places
from kg.model import Ref
from kg.rules.words import Words
from kg.syntax.nominal import ANSWER, Nominal, Reading

_FOR = "ل"  # behind an attack it tells whose the attack was
_ON = "علي"
_AND, _BY, _WHAT = "و", "ب", "ما"
_OUR, _THEIR, _SUBJECT = "نا", "هم", "nsubj"
_SAID, _WHOSE = 8, 2  # words in which it is said whose a thing is, and behind "that it is"
_DESCRIBED = 20  # words between a vehicle and who its owner is said to be
_GOVERNMENT = "government"
_SITE_NOUNS = ("facility_noun", "base_noun", "settlement_noun", "district_noun")
_USING = 4  # words between a thing and who uses it
_BEFORE = 400  # letters between a group and what is told to be "theirs" in the next sentence
_ABOARD = 6  # words between a vehicle and whom it carries


class Belongings:
    """Finds the groups to which the things that the phrases of one article name belong."""

    def __init__(self, memory: Memory, words: Words, actors: Actors, places: Places) -> None:
        self.memory, self.words, self.actors, self.places = memory, words, actors, places

    def side(self, reading: Reading, nominal: Nominal, core: set[str]) -> tuple[Ref, ...]:
        """The group that is hit when it is named itself or by what belongs to it; of a country, the place."""
        if nominal.means is not None and not core & self.words["position_noun"]:
            return ()
        actors = self.actors.of(reading, nominal)
        head = reading.words[nominal.head].stem
        if nominal.quoted and head in self.words["facility_noun"]:
            return ()  # المدمرة الأميركية «كارني» is hit, not who sails her
        if head in self.words["seat"] and all(ref.entity.subtype == _GOVERNMENT for ref in actors):
            return ()  # مقر للموساد
        if head in self.words["official"]:  # مسؤول سعودي: he is hit, not his state
            actors = tuple(ref for ref in actors if ref.entity.subtype == ARMED_GROUP)
        belongs = self.words.is_a(head, "position_noun", "person_noun", "force_noun", "group_noun")
        belongs = belongs or bool(core & self.words["troops"])  # ناقلة جند
        belongs = belongs or (nominal.owner >= 0 and bool(core & self.words["of_war"]))  # مجمع لوجستي لـ X
        belongs = belongs or self._owned(reading, nominal)
        if not belongs and self._capital(nominal):
            return ()
        if not actors or not (belongs or (nominal.mentions and head not in self.words["facility_noun"])):
            return ()
        return tuple(ref for mention in nominal.mentions if (ref := self.places.country(mention))) or actors

    def _owned(self, reading: Reading, nominal: Nominal) -> bool:
        """«مضافتين لعناصر من X»: whether a thing of whatever kind is somebody's, and no site; «المحاذية لليمن» is none
        of a country."""
        head = reading.words[nominal.head].stem
        if nominal.owner < 0 or (self.words.is_a(head, *_SITE_NOUNS) and head not in self.words["tanker"]):
            return False
        return not any(self.places.country(mention) for mention in reading.nominals[nominal.owner].mentions)

    def theirs(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«غارات على الميليشيات استهدفت مواقعها»: the group named last in the sentence."""
        dative = (n for n in reading.nominals if n.after == nominal.index and n.preposition == _FOR)
        theirs = nominal.pronoun or any(reading.words[n.head].upos == "PRON" for n in dative)  # عربات لها
        if not theirs or reading.words[nominal.head].stem in self.words["aim"]:
            return ()
        before = [n for n in reading.nominals[: nominal.index] if not n.event and n.means is None]
        agents = [n for n in before if n.after >= 0 and reading.nominals[n.after].event and n.preposition in (_FOR, "")]
        struck = nominal.preposition == _ON and any(not n.preposition and n.after == nominal.after for n in agents)
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
        verb = max((v for v in reading.relative_verbs if v < nominal.start), default=-1) if nominal.relative else -1
        governor = reading.heads[nominal.head]
        hit = verb < 0 and nominal.preposition in ("", _ON) and governor in reading.verbs
        for at in (verb, governor) if hit else (verb,):  # هجمات يشنها X على مواقعها, قال Y إن X قصف مواقعه
            if at >= 0 and (doer := self._doer(reading, nominal, before, at)) >= 0:
                apart |= {doer}
        apart |= self._assailants(reading, nominal, before)
        if verb >= 0:  # غارات التحالف التي استهدفت مواقعهم
            apart |= {n.index for n in before if n.after >= 0 and reading.nominals[n.after].event and n.end < verb}
        apart |= {n.owner for n in before if n.mentions}  # قوات X المدعومة من Y ... موقعاً لهم
        others = (n for n in before if n.index not in apart and not self._whereabouts(reading, n))
        people = any(word.form == _THEIR for word in reading.words[nominal.head : nominal.end])
        for part in others:
            if actors := self.actors.of(reading, part):
                return actors
            if people and self.words.is_a(reading.words[part.head].stem, "gunman"):
                return ()  # مقتل مسلحين ... مواقعهم: of men whose side is not told
        return self._told_before(reading, nominal) if hit else ()

    def _told_before(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """أعلن الحزب قصف X. وقصفت طائرات Y مقراً له: the group of which the sentence before this one told last."""
        start = reading.sentence.start
        last = self.memory.last(self.memory.groups, start)
        if last is None or start - last.start > _BEFORE:
            return ()
        named = (ref.entity.id for part in reading.nominals for ref in self.actors.of(reading, part))
        head = reading.words[nominal.head]
        return () if last.entity.id in named else (self.memory.ref(last.entity, head.start, head.end),)

    def _whereabouts(self, reading: Reading, nominal: Nominal) -> bool:
        """Whether a phrase tells by a bare name where something is: what is "theirs" is no country's (شرقي تركيا)."""
        named = any(mention.start == reading.words[nominal.head].start for mention in nominal.mentions)
        return named and nominal.preposition in self.words["locative"]

    def _doer(self, reading: Reading, nominal: Nominal, before: Sequence[Nominal], verb: int = -1) -> int:
        """The phrase that is the subject of `verb`, or of the nearest verb with one above a phrase; -1 without one."""
        subjects = {reading.heads[n.head]: n.index for n in before if reading.relations[n.head].startswith(_SUBJECT)}
        verbs = reading.above(nominal.head) if verb < 0 else (verb,)
        return next((subjects[at] for at in verbs if at in subjects), -1)

    def land(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«قالت كييف إن موسكو أطلقت مسيّرات على أراضيها»: the country of whoever speaks or acts, and is hit there."""
        if not nominal.pronoun or reading.words[nominal.head].stem not in self.words["land_noun"]:
            return ()
        subjects = [n for n in reading.nominals if reading.relations[n.head].startswith(_SUBJECT)]
        acting = {ref.start for n in subjects for ref in self.actors.of(reading, n)}
        for owner in self.theirs(reading, nominal):
            home = owner.entity.located_in if owner.start in acting else None
            land = self.memory.lexicon.get(home) if home else None
            if land is not None and land.subtype == "country":
                return (self.memory.ref(land, reading.words[nominal.head].start, reading.words[nominal.end - 1].end),)
        return ()

    def _assailants(self, reading: Reading, nominal: Nominal, before: Sequence[Nominal]) -> set[int]:
        """Who carries out the attack behind which a phrase tells what was hit, which is not his: اتهمت X الجيش بقصف
        مواقعها, قيام الجيش بقصف مواقعها, استهداف الجيش عناصرها, شن الجيش هجمات على مواقعها."""
        last = reading.nominals[nominal.after] if nominal.after >= 0 else None
        if last is None or nominal.preposition not in ("", _ON, _FOR):
            return set()
        attack = reading.nominals[last.after] if last.after >= 0 and not last.event else last
        if not attack.event or (last is not attack and last.preposition):
            return set()
        if last is not attack:
            return {last.index} if self.actors.of(reading, last) else set()
        blamed = reading.nominals[attack.after] if attack.after >= 0 else None
        if blamed is not None and reading.words[blamed.head].stem in self.words["burden"] and blamed.after >= 0:
            return {blamed.after}
        if blamed is not None and attack.preposition == _BY:
            accused = reading.words[reading.heads[blamed.head]].lemma in self.words["accuse_verb"]
            undertaken = reading.nominals[blamed.after] if blamed.after >= 0 else blamed
            undertaking = reading.words[undertaken.head].stem in self.words["undertaking"]
            return {blamed.index} if accused or undertaking else set()
        verb = reading.heads[attack.head]
        carried = verb in reading.verbs and nominal.preposition == _ON and not reading.words[attack.head].definite
        return {self._doer(reading, nominal, before, verb)} if carried else set()

    def base(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«معسكره», «قاعدتها»: the base told last that its owner holds, else the owner, who is named before it."""
        if not nominal.pronoun or reading.words[nominal.head].definite:
            return ()
        owners = self.theirs(reading, nominal)
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

    def shared(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«مراكز قيادة ومخازن تعود إلى X»: the owner told behind the last of several things."""
        behind = [n for n in reading.nominals[nominal.index + 1 :] if n.owner >= 0]
        group = (n for n in behind if n.group == nominal.group or self._joined(reading, nominal, n))
        return next((actors for n in group if (actors := self.actors.of(reading, n))), ())

    def _joined(self, reading: Reading, nominal: Nominal, other: Nominal) -> bool:
        """Whether a thing is joined to one directly before it: مخازن وقاعات سيطرة لـ X."""
        people = self.words.is_a(
            reading.words[other.head].stem, "person_noun", "group_noun", "force_noun", "people_noun"
        )
        return (
            not (people or other.mentions or other.event)
            and other.start == nominal.end + 1
            and reading.words[nominal.end].form == _AND
        )

    def users(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«مزارع يتخذها X مقرات له»: the group that the clause behind a thing without a name says to use it."""
        if nominal.mentions or nominal.quoted or reading.words[nominal.head].stem in self.words["base_noun"]:
            return ()
        thing = (n for n in reading.nominals[nominal.index + 1 :] if reading.words[n.head].upos != "PRON")
        behind = tuple(thing)[:1]  # مزرعة يتحصن فيها عناصر من X
        users = [n for n in behind if n.relative and not n.preposition and n.start - nominal.end <= _USING]
        verbs = (reading.words[v].lemma for n in users for v in reading.verbs if nominal.end <= v < n.start)
        using = any(lemma in self.words["using"] for lemma in verbs)
        return tuple(r for n in users if using for r in self.actors.of(reading, n) if r.entity.subtype == ARMED_GROUP)

    def said(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«مستودع في X قال الجيش إنه للحرس», «منشأة قالت واشنطن إنها تابعة لـ Y»: whose a thing is said to be."""
        words = reading.words
        verb = next((v for v in reading.verbs if nominal.end <= v < nominal.end + _SAID), -1)
        if nominal.mentions or verb < 0 or words[verb].lemma not in self.words["report_verb"]:
            return ()
        behind = zip(words[verb + 1 : verb + _SAID], words[verb + 2 : verb + _SAID + 1], strict=False)
        pairs = (b.index for a, b in behind if a.form in self.words["complementizer"] and b.upos == "PRON")
        pronoun = next(pairs, len(words))
        whose = next((n for n in reading.nominals if n.start > pronoun), None)
        return self.actors.of(reading, whose) if whose is not None and whose.start <= pronoun + _WHOSE else ()

    def aboard(self, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
        """«سيارة كانت تقل عناصر من X»: the group whose members a vehicle or house holds."""
        if reading.words[nominal.head].stem in self.words["person_noun"]:
            return ()  # القيادي الذي اغتالته X
        for part in reading.nominals[nominal.index + 1 :]:
            member = reading.words[part.head].stem in self.words["person_noun"]
            if part.means is not None:
                break  # بصاروخ أطلقته مسيّرة إسرائيلية
            if self._telling(reading, part):
                continue  # سيارة في X، وفق ما أعلن الجيش
            if part.start - nominal.end > (_DESCRIBED if part.relative and member and part.owner >= 0 else _ABOARD):
                continue
            if (member or (part.relative and not part.preposition)) and (actors := self.actors.of(reading, part)):
                return actors
        return ()

    def _telling(self, reading: Reading, nominal: Nominal) -> bool:
        """Whether a phrase stands behind "what" and a verb of saying: who says it, and nobody aboard."""
        verb = max((v for v in reading.verbs if 0 < v < nominal.start), default=0)
        return reading.words[verb].lemma in self.words["report_verb"] and reading.words[verb - 1].form == _WHAT
