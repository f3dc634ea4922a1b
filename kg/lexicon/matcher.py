"""Finding the longest name that begins at a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.lexicon.index import NameIndex, nisba
from kg.lexicon.tail import LongTail
from kg.lexicon.words import Word, bare, key, keys, readings, stem, vocabulary
from kg.model import Entity, EntityKind
from kg.text import fold

# Behind a proclitic a long-tail name of one word is not sought when it has fewer letters (وقال is not "and Qal"), and
# needs a place cue when it has no more.
_SHORTEST_BEHIND_PROCLITIC = 4
# A name of so few letters must be written exactly as the reference data has it: إب is a city, آب a month.
_EXACT = 3
# Letters of what is joined to the noun that begins a name (كفرشوبا); fewer may be an ending.
_SHORTEST_JOINED = 4
# How many words «القاعدة العسكرية التابعة لقوات التحالف الدولي في بلدة X» may take before the name of the place.
_PHRASE = 9


@dataclass(frozen=True, slots=True)
class Match:
    """A name found: the offset where it begins, its number of words, its owners (best first)."""

    start: int
    length: int
    owners: tuple[Entity, ...]
    weak: bool = False
    cued: bool = False

    @property
    def rank(self) -> tuple[int, bool]:
        """Longer is better, then a name that needs no context."""
        return self.length, not (self.weak or self.cued)


@dataclass(frozen=True, slots=True)
class Matcher:
    """Matches words against the curated names and the long tail."""

    names: NameIndex
    tail: LongTail

    def match(self, words: Sequence[Word], at: int) -> Match | None:
        """The best name that begins at `words[at]`, if need be behind proclitics."""
        reach = at + 1
        while reach < len(words) and words[reach].joined:
            reach += 1
        best: Match | None = None
        for cut, form in readings(words[at].form):
            for found in (self._base_phrase(words, at, reach, cut, form), self._name(words, at, reach, cut, form)):
                if found is not None and (best is None or found.rank > best.rank):
                    best = found
        return best

    def _name(self, words: Sequence[Word], at: int, reach: int, cut: int, form: str) -> Match | None:
        first = stem(form)
        most = max(self.names.longest.get(first, 1), self.tail.longest.get(first, 1))
        for length in range(min(most, reach - at), 0, -1):
            if length > 1 and words[at + length - 1].text in vocabulary().never:
                continue  # مدفعية القاعدة على X: no base of Ali
            forms = (form, *(word.form for word in words[at + 1 : at + length]))
            exposed = length == 1 and cut > 0 and len(form) <= _SHORTEST_BEHIND_PROCLITIC
            tail = not exposed or len(form) == _SHORTEST_BEHIND_PROCLITIC
            tail = tail and not any(word.text in vocabulary().never for word in words[at + 1 : at + length])
            owners, weak, cued = self._owners(forms, words[at].text[cut:], tail)
            if owners:
                return Match(words[at].starts[cut], length, owners, weak, cued or (exposed and not self.known(forms)))
        return None

    def known(self, forms: tuple[str, ...]) -> bool:
        """Whether curated data has that name."""
        return key(forms) in self.names.owners

    def _owners(self, forms: tuple[str, ...], written: str, tail: bool) -> tuple[tuple[Entity, ...], bool, bool]:
        """Owners of a name (curated before the long tail), whether all are weak, whether it needs a place cue."""
        if len(forms) == 1 and written in vocabulary().never:
            return (), False, False
        name = key(forms)
        owned = self.names.owners.get(name, ())
        if len(forms) > 1 and bare(forms[-1]) == forms[-1]:
            owned = tuple(owner for owner in owned if not _closed(owner.entity, name))
        more: tuple[Entity, ...] = ()
        cued = False
        if tail:
            more, cued = self.tail.find(name)
            # Names of the long tail come from romanised maps and often lack the article: شحيل for الشحيل.
            if not more and len(forms) == 1 and bare(forms[0]) != forms[0]:
                more, cued = self.tail.find(key((bare(forms[0]),)))
            if cued and owned:  # the Group, the Army: hamlets of that name are never meant
                more, cued = (), False
        if not owned and not more and (other := _respaced(forms)):
            return self._owners(other, written, tail)
        owners = dict.fromkeys([*(owner.entity for owner in owned), *more])
        if len(forms) == 1 and len(forms[0]) <= _EXACT:
            owners = {e: None for e in owners if written in (*e.labels, *e.weak_labels)}
        weak = bool(owned) and not more and all(owner.weak for owner in owned)
        word = bool(owned) and all(owner.weak and _announced(owner.entity, name) for owner in owned)
        return tuple(owners), weak, cued or word

    def _base_phrase(self, words: Sequence[Word], at: int, reach: int, cut: int, form: str) -> Match | None:
        """A base by a descriptive phrase: head noun, qualifiers, preposition, kind of place, name of the place."""
        known = vocabulary()
        head = stem(form)
        if head not in known.base_heads:
            return None
        nations: list[Entity] = []
        end = min(reach, at + _PHRASE)
        i = at + 1
        while i < end and (word := stem(words[i].form)) not in known.base_places:
            if found := self.names.adjectives.get(nisba(word)):
                nations += found
            elif word not in known.base_qualifiers:
                break
            i += 1
        while i < end and stem(words[i].form) in known.base_prepositions:
            i += 1
        while i < end and stem(words[i].form) in known.base_places:
            i += 1
        for length in (3, 2, 1):
            if i + length > reach or i == at or words[i + length - 1].text in vocabulary().never:
                continue
            for _, rest in readings(words[i].form) if i > at + 1 else ((0, words[i].form),):
                name = " ".join(map(stem, (rest, *(word.form for word in words[i + 1 : i + length]))))
                if bases := self._run_by(self.names.bases.get((head, name), ()), nations):
                    return Match(words[at].starts[cut], i + length - at, bases)
        return None

    def _run_by(self, bases: Sequence[Entity], nations: Sequence[Entity]) -> tuple[Entity, ...]:
        """Bases whose operator is of one of the nations; all when no nation is named or the operator has none."""
        if not nations:
            return tuple(bases)
        forces = {nation.acts_as or nation.id for nation in nations} | {nation.id for nation in nations}
        national = {e.id for owners in self.names.adjectives.values() for e in owners}
        national |= {e.acts_as for owners in self.names.adjectives.values() for e in owners if e.acts_as}
        return tuple(b for b in bases if b.operator in forces or b.operator not in national)


def _respaced(forms: tuple[str, ...]) -> tuple[str, ...]:
    """«كفرشوبا» for كفر شوبا: a name of the other spacing that may be known; empty without one."""
    for first in vocabulary().joined:
        rest = forms[0].removeprefix(first)
        if len(forms) == 1 and rest != forms[0] and len(rest) >= _SHORTEST_JOINED:
            return (first, rest)
    return ()


def _closed(entity: Entity, name: str) -> bool:
    """Whether all names of an actor with that key are annexed to a definite noun: «قوات جيش X» are not «قوات الجيش»."""
    if entity.kind is not EntityKind.ACTOR:
        return False
    named = (fold(label).split() for label in (*entity.labels, *entity.weak_labels) if name in keys(label))
    return all(bare(words[0]) == words[0] and bare(words[-1]) != words[-1] for words in named)


def _announced(place: Entity, name: str) -> bool:
    """Whether the full name of a place announces it, because its name is also a word: «مدينة الباب»."""
    cues = vocabulary().cues
    heads = ((key.partition(" ")[0], key.partition(" ")[2]) for label in place.labels for key in keys(label))
    return place.kind is EntityKind.PLACE and any(head in cues and rest == bare(name) for head, rest in heads)
