"""What the phrases of a sentence can be: who strikes, what is hit, what is neither."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.rules.words import Words
from kg.syntax.nominal import Nominal, Reading
from kg.syntax.verbs import feminine

_ON, _OF = "علي", "من"
_WOMAN = "ه"  # ends nouns


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of the phrases of one sentence: `agentive` can strike, `targetable` can be hit, `acting` names an
    actor."""

    reading: Reading
    words: Words
    agentive: Callable[[Nominal], bool]
    targetable: Callable[[Nominal], bool]
    acting: Callable[[Nominal], bool]

    def hit(self, nominal: Nominal) -> bool:
        """Whether a phrase can only be hit."""
        return self.targetable(nominal) and not self.agentive(nominal)

    def shooting(self, nominal: Nominal) -> bool:
        """Whether a phrase names who strikes, be it by no name: a group, gunmen, soldiers."""
        people = self.words.is_a(self.reading.words[nominal.head].stem, "gunman", "trooper", "rioter")
        return people or self.acting(nominal)

    def shoot(self, bare: Sequence[Nominal]) -> bool:
        """قصف الجيش بالمدفعية مدينة X: whether of the phrases behind a verb the first acts and the next is hit."""
        return len(bare) > 1 and self.acting(bare[0]) and self.hit(bare[1]) and bare[0].group != bare[1].group

    def adverbial(self, nominal: Nominal) -> bool:
        """Whether a bare phrase says when or how."""
        return self.reading.words[nominal.head].stem in self.words["adverbial"]

    def predicate(self, nominal: Nominal) -> bool:
        """A lone adjective (أنها أمريكية): it qualifies, it is not the one qualified; but "the second" is one of those
        told before."""
        word = self.reading.words[nominal.head]
        one = word.definite and word.stem in self.words["ordinal"]
        return word.upos == "ADJ" and not one and not nominal.mentions and nominal.means is None

    def unlike(self, nominal: Nominal, verb: int) -> bool:
        """وقتلت قائد الحرس: whether a man cannot be the subject of the verb before him by gender."""
        word, noun = self.reading.words[verb], self.reading.words[nominal.head]
        man = noun.stem in self.words["person_one"] and not noun.stem.endswith(_WOMAN)
        return man and noun.index > verb and feminine(word)

    def of_war(self, part: Nominal) -> bool:
        """عملياتها بالحرب على غزة: what stands behind a war with على is what that is on."""
        behind = self.reading.nominals[part.after] if part.after >= 0 and part.preposition == _ON else None
        return behind is not None and self.reading.words[behind.head].stem in self.words["takes_on"]

    def one_of(self, nominal: Nominal, beside: Sequence[Nominal]) -> bool:
        """Whether a phrase tells but one of those that one of the phrases `beside` it tells: سيارتين، إحداهما في X."""
        single = nominal.pronoun and self.reading.words[nominal.head].stem in self.words["one_of"]
        return single and any(other.end == nominal.start - 1 and self.hit(other) for other in beside)

    def some(self, nominal: Nominal) -> bool:
        """Whether a phrase counts some of what was told before: صواريخ سقط أحدها, أصابت ثلاثة منها X."""
        behind = self.reading.words[nominal.end : nominal.end + 2]
        of_them = [word.form == _OF or word.upos == "PRON" for word in behind] == [True, True]
        counted = nominal.count is not None and not nominal.mentions and of_them
        return counted or (nominal.pronoun and self.reading.words[nominal.head].stem in self.words["partial"])
