"""Noun phrases: the number before the head, the annexation behind it, the weapon that it names, and its owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import EntityKind, Means, Mention
from kg.syntax import numbers
from kg.syntax.annexation import Annexation, annexation
from kg.syntax.marked import Marked
from kg.syntax.nominal import OWNER, Nominal

_OF = "من"
_ARGUMENT = "obl:arg"
_FOR = "ل"
_THAT = "ذلك"
_ON, _IN = "علي", "في"
_THEIRS, _BACKED = 3, 2  # words of تابعة له, مدعومة إيرانياً
_ADVERB = "ا"


class Phrases:
    """The noun phrases of one sentence in the order in which they are read; `nominals` grows with each."""

    def __init__(self, marked: Marked) -> None:
        self.marked, self.words = marked, marked.words
        self.classes, self.is_event = marked.classes, marked.grammar.is_event
        self._origin = marked.grammar.is_nisba
        self.nominals: list[Nominal] = []

    def append(self, start: int, preposition: str, after: int, relative: bool) -> Nominal:
        """Read and keep the nominal that begins at `start`, then its owner when it names one."""
        head, count, qualifier = self._counting(start)
        if head >= len(self.words) or not self.marked.nominal(head):
            head = max(start, head - 1)
        core = annexation(self.marked, head)
        whole, end = self._whole(core.end) if count is not None else (None, core.end)
        count = whole or count
        stem = self.words[head].stem
        if count is None and self._dual(head):
            count = 2
        named = bool(core.mentions) and core.mentions[0].candidates[0].kind is not EntityKind.WEAPON
        named = named and not self._attack_on(head, core)
        if named and core.mentions[0].candidates[0].kind is EntityKind.ACTOR:
            named = self.words[head].definite  # العدوان الأميركي may be who strikes, عدوان أميركي is a strike
        counted_thing = count is not None and stem in self.classes["position_noun"]
        nominal = Nominal(
            index=len(self.nominals),
            start=start,
            end=end,
            head=head,
            preposition=preposition,
            mentions=core.mentions,
            means=self._means(head, core.end, core.mentions),
            count=numbers.quantity(count, qualifier),
            event=self.is_event(stem) and not counted_thing and not named and self._suffers(stem, core.end),
            group=len(self.nominals),
            after=after,
            pronoun=core.pronoun,
            relative=relative,
            quoted=core.quoted,
        )
        self.nominals.append(nominal)
        self._make(nominal)
        return nominal if nominal.event else self.own(nominal)

    def _make(self, nominal: Nominal) -> None:
        """صواريخ من طراز «كينجال», صليات من الرصاص: the make, or what a volley is of, tells the weapon before."""
        weapon = self.nominals[nominal.after] if nominal.after >= 0 else None
        if weapon is None or weapon.means is None:
            return
        if nominal.means and nominal.preposition == _OF and self.words[weapon.head].stem in self.classes["volley"]:
            self.nominals[weapon.index] = replace(weapon, means=nominal.means)
        if self.words[nominal.head].stem not in self.classes["make"]:
            return
        makes = (mention.candidates[0].means for mention in nominal.mentions)
        if means := next((means for means in makes if means), None):
            self.nominals[weapon.index] = replace(weapon, means=means, mentions=(*weapon.mentions, *nominal.mentions))

    def _suffers(self, stem: str, end: int) -> bool:
        """Of a noun that also names a thing (هدف): whether an attack or a weapon follows with ل (هدفاً لغارة)."""
        if stem not in self.classes["position_noun"]:
            return True
        at = end + 1
        while at < len(self.words) - 1 and (self.marked.is_number(at) or self._quantified(at)):
            at += 1
        if end >= len(self.words) - 1 or self.words[end].form != _FOR or at >= len(self.words):
            return False
        return self.is_event(self.words[at].stem) or self.words[at].stem in self.classes.means_noun

    def append_pronoun(self, at: int, preposition: str, after: int, relative: bool) -> Nominal:
        """Keep the pronoun at `at` as a nominal of its own: عليها, باتجاهها."""
        index = len(self.nominals)
        nominal = Nominal(
            index, at, at + 1, at, preposition, (), None, None, False, index, after, pronoun=True, relative=relative
        )
        self.nominals.append(nominal)
        return nominal

    def own(self, nominal: Nominal, behind: int | None = None) -> Nominal:
        """The nominal with its owner, which is read from where the nominal ends, or from word `behind`; مسيّرة تابعة له
        is told like مسيّرته."""
        at = nominal.end if behind is None else behind
        owner = self._owner(nominal, at) if self.unnamed(at) == 0 else -1
        if owner >= 0 or self.theirs(at):
            self.nominals[nominal.index] = nominal = replace(
                nominal, owner=owner, pronoun=nominal.pronoun or self.theirs(at)
            )
        return nominal

    def unnamed(self, at: int) -> int:
        """How many words at `at` tell whose something is without naming him: تابعة له, مدعومة إيرانياً."""
        if self.theirs(at):
            return _THEIRS
        behind = self.words[at + 1 : at + 2] if self.words[at : at + 1] else ()
        adverb = any(word.form.endswith(_ADVERB) and self._origin(word.form[: -len(_ADVERB)]) for word in behind)
        return _BACKED if adverb and self.words[at].stem in self.classes["affiliation"] else 0

    def theirs(self, at: int) -> bool:
        """Whether a pronoun tells behind word `at` whose something is: تابعة له."""
        words = self.words[at : at + 3]
        belonging = len(words) == _THEIRS and words[0].stem in self.classes["affiliation"]
        return belonging and words[1].form in self.classes["affiliation_preposition"] and self.marked.is_suffix(at + 2)

    def _counting(self, start: int) -> tuple[int, int | None, str]:
        """Number, qualifier, quantifier and demonstrative before a head: index of the head, number, qualifier."""
        at, count, qualifier = start, None, ""
        while at < len(self.words) - 1 and at not in self.marked.mention_at:
            found, beyond = self.marked.qualifier(at)
            number, past = numbers.read(self.words, at, self.classes)
            if found and self.marked.counted(beyond):
                qualifier, at = found, beyond
                if self.words[at].form in self.classes["than"] and at + 1 < len(self.words):
                    at += 1
            elif number is not None:
                count, at = number, past
                found, beyond = self.marked.qualifier(at)
                if found and beyond < len(self.words):
                    qualifier, at = found, beyond
                if at < len(self.words) - 1 and self.words[at].form == _OF and self.words[at + 1].upos != "PRON":
                    at += 2 if self._out_of(at + 1) else 1
            elif beyond := self._quantified(at):
                count = 2 if count is None and self._dual(at) else count
                at = beyond
            elif self._pointed_at(at):
                at += 1
            else:
                break
        return at, count, qualifier

    def _out_of(self, at: int) -> bool:
        """Whether word `at` stands before the number of the whole: عشرة من أصل أحد عشر صاروخاً."""
        return (
            self.words[at].stem in self.classes["out_of"]
            and numbers.read(self.words, at + 1, self.classes)[0] is not None
        )

    def _whole(self, at: int) -> tuple[int | None, int]:
        """The number of the whole behind a part of it (39 مسيّرة من أصل 45), and the index behind it."""
        if at + 1 < len(self.words) and self.words[at].form == _OF and self._out_of(at + 1):
            return numbers.read(self.words, at + 2, self.classes)
        return None, at

    def _dual(self, at: int) -> bool:
        """Whether word `at` is a dual, also one of his: طفلاه."""
        if self.words[at].stem in self.classes["annexed_dual"] and self.marked.is_suffix(at + 1):
            return True
        return numbers.dual(self.words, at, self.classes)

    def _quantified(self, at: int) -> int:
        """The index behind a quantifier of what follows, else 0: عدة صواريخ, عدد من الصواريخ, موجة جديدة من الغارات."""
        stem = self.words[at].stem
        if stem not in self.classes["quantifier"] or self.is_event(stem):
            return 0
        of = at + 2 if self.words[at + 1].upos == "ADJ" else at + 1
        if of + 1 < len(self.words) and self.words[of].form == _OF:
            return of + 1
        return at + 1 if stem not in self.classes["part_noun"] and self.marked.nominal(at + 1) else 0  # قسم الجراحة

    def _pointed_at(self, at: int) -> bool:
        """Whether word `at` is a demonstrative of what follows: هذه القاعدة."""
        before = self.words[max(0, at - 1) : at]
        if self.words[at].form == _THAT and any(word.stem in self.classes["than_that"] for word in before):
            return self.is_event(self.words[min(at + 1, len(self.words) - 1)].stem)  # قصف قبل ذلك الطريق
        demonstrative = self.words[at].stem in self.classes["demonstrative"]
        return demonstrative and self.marked.nominal(at + 1) and self.words[at + 1].definite

    def _means(self, head: int, end: int, mentions: Sequence[Mention]) -> Means | None:
        """The means of attack that a phrase names by its head, an adjective, or the name of a weapon."""
        stem, rest = self.words[head].stem, self.words[head + 1 : end]
        refined, adjective = self.classes.means_refined, self.classes.means_adjective
        base = self.classes.means_noun.get(stem)
        if any(word.stem in self.classes["harmless"] for word in rest):
            return None
        event = self.is_event(stem)
        weapons = [m for m in mentions if m.candidates[0].kind is EntityKind.WEAPON]
        named = next((m for m in weapons if m.start == self.words[head].start), None)  # صواريخ ستورم شادو
        make = next((w.start for w in rest if w.stem in self.classes["make"]), None)
        named = named or next((m for m in weapons if make is not None and m.start > make), None)  # طائرات نوع صماد
        if (
            base is None
            and stem in self.classes["weapon_generic"]
            and rest[:1]
            and rest[0].stem not in self.classes["defence"]
        ):
            for word in rest:
                if means := refined.get(word.stem) or adjective.get(word.stem):
                    return means
        for word in rest:
            if event and base is None and word.stem in adjective:
                return adjective[word.stem]
            if base and word.stem in refined and not (named and word.start < named.end):
                return refined[word.stem]
        trapped = any(word.stem in self.classes["booby_trapped"] for word in rest)
        if base is None and trapped and stem in self.classes["vehicle"]:
            return Means.BOMB
        if base is None and stem in self.classes["container"] and any(self._explosive(word.stem) for word in rest):
            return Means.BOMB
        return (named.candidates[0].means if named else None) or base

    def _explosive(self, stem: str) -> bool:
        return stem in self.classes["booby_trapped"] or self.classes.means_noun.get(stem) is Means.BOMB

    def _owner(self, nominal: Nominal, at: int) -> int:
        """Read what stands at `at` when it owns the nominal: تابعة لـ X, مدعومة من X, مواقع لـ X, عناصر من X.

        Returns the index of the owner, -1 without one.
        """
        if at >= len(self.words) - 1 or at in self.marked.mention_at:
            return -1
        if self.words[at].stem in self.classes["affiliation"]:
            at += 1
            if self.words[at - 1].stem in self.classes["branch"] and not self._affiliating(at):
                return -1  # قوة خاصة
            while at < len(self.words) and self._affiliating(at):
                at += 1
        elif self._possessed(nominal, at):
            at += 1
        else:
            return -1
        while at < len(self.words) and at in self.marked.opening:
            at += 1
        if at >= len(self.words) or not self.marked.nominal(at):
            return -1
        if self.is_event(self.words[min(self._counting(at)[0], len(self.words) - 1)].stem):
            return -1  # مطار X لثلاث غارات
        return self.append(at, OWNER, -1, nominal.relative).index

    def _affiliating(self, at: int) -> bool:
        """Whether word `at` stands between a participle of affiliation and the owner: تابعة لـ, تسيطر عليها."""
        return self.words[at].upos == "PRON" or self.words[at].form in self.classes["affiliation_preposition"]

    def _possessed(self, nominal: Nominal, at: int) -> bool:
        """Whether the preposition at `at` tells whose the nominal is: مواقع لـ X, عناصر من X, سيارة القيادي في X; of a
        weapon only before an actor's name (لـ says else what it is for)."""
        stem = self.words[nominal.head].stem
        if self.words[at].form == _IN:
            member = any(w.stem in self.classes["member"] for w in self.words[nominal.head : nominal.end])
            return member and self._named_actor(at + 1)
        if self.words[at].form == _FOR:
            armed = any(word.stem in self.classes.means_noun for word in self.words[at + 1 : at + 3])
            hostile = at > nominal.head + 1 and self.words[at - 1].stem in self.classes["hostile"]
            if armed or hostile or self._argument(at) or self._closed_by_name(nominal):
                return False
            return not self._weapon(nominal) or self._named_actor(at + 1) or self._same_ones(at + 1)
        return self.words[at].form == _OF and stem in self.classes["person_noun"]

    def _argument(self, at: int) -> bool:
        """Whether the tree gives the phrase of the preposition at `at` to a verb that wants it: تصدّت فجراً لسرب."""
        head = self.marked.heads[at]
        verb = self.marked.heads[head] if head >= 0 else -1
        return verb >= 0 and self.words[verb].upos == "VERB" and self.marked.relations[head] == _ARGUMENT

    def _closed_by_name(self, nominal: Nominal) -> bool:
        """Whether a phrase ends with a name: what follows with لـ is no owner (استهداف إسرائيل لمستشفى X)."""
        if not nominal.mentions or nominal.mentions[-1].end != self.words[nominal.end - 1].end:
            return False
        return nominal.mentions[-1].candidates[0].kind in (EntityKind.ACTOR, EntityKind.PLACE)

    def _attack_on(self, head: int, core: Annexation) -> bool:
        """العدوان على بلدة X: the attack, though the words alone also name who carries it out."""
        behind = self.words[core.end : core.end + 2]
        kinds = ("settlement_noun", "base_noun", "facility_noun", "province")
        narrow = len(behind) == 2 and self.classes.is_a(behind[1].stem, *kinds)
        return narrow and behind[0].form == _ON and self.is_event(self.words[head].stem)

    def _named_actor(self, at: int) -> bool:
        """Whether an actor's name stands at word `at`: مسيّرة لحزب الله is his."""
        at += at in self.marked.opening
        mention = self.marked.mention_at.get(at)
        return mention is not None and mention.candidates[0].kind is EntityKind.ACTOR

    def _same_ones(self, at: int) -> bool:
        """Whether those told before stand at word `at`: مسيّرات للقوات نفسها are theirs."""
        of_them, behind = self.words[at], self.words[at + 1 : at + 2]
        same = any(word.stem in self.classes["anaphoric"] for word in behind)
        return same and of_them.definite and of_them.stem in self.classes["group_noun"]

    def _weapon(self, nominal: Nominal) -> bool:
        """Whether a phrase is a weapon; what follows with لـ is then what it is for, no owner."""
        stem = self.words[nominal.head].stem
        return nominal.means is not None and not self.classes.is_a(stem, "position_noun", "base_noun")
