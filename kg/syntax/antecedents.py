"""What a relative clause qualifies, and what a pronoun on a verb or noun stands for."""

from __future__ import annotations

from kg.syntax.kinds import Kinds
from kg.syntax.marked import COMMAS
from kg.syntax.nominal import OWNER, Nominal

_BY = "ب"
_OF = "من"
_FOR = "ل"
_AS_FOR, _SO = "اما", "ف"
_TWO, _BOTH = "Number=Dual", "ا"
_WHICH = "التي"
_SHE, _FEMININE = "ت", ("ه", "ات")  # endings of verbs and of nouns
_PEOPLE = "ون"  # ends plurals of men
_NEAR = 3  # words between a relative pronoun and its verb


class Antecedents:
    """Finds what words of one sentence point back to."""

    def __init__(self, kinds: Kinds) -> None:
        self.kinds, self.reading, self.words = kinds, kinds.reading, kinds.words

    def qualified(self, verb: int, launches: bool = False) -> Nominal | None:
        """What a relative clause qualifies: the nearest phrase before its verb, or the event or weapon on which that
        depends; None when nothing stands before it. What is launched is a weapon (هجوم بصواريخ أُطلقت من X)."""
        kinds = self.kinds
        if launches and (weapon := self._launched(verb)) is not None:
            return weapon
        before = [n for n in reversed(self.reading.nominals) if n.end <= verb and n.preposition != OWNER]
        before = [n for n in before if not kinds.predicate(n) and not kinds.adverbial(n)][:4]
        alike = [n for n in before if self._definite(n) == self._with_pronoun(verb)]
        before = alike or before
        before = [n for n in before if self._agrees(n, verb)] or before
        if not before:
            return None
        nearest = self.standing(verb) or self._apart(verb, before[0]) or before[0]
        carrier = next((n for n in before[1:] if n.event and n.index == nearest.after), None)
        stopped = carrier is not None and verb - nearest.end <= 1
        stopped = stopped and carrier is not None and self.reading.words[carrier.head].stem in self.words["stopping"]
        if carrier is not None and (stopped or self._beside(nearest, carrier)):
            carrier = None  # اعتراض صاروخ أصاب X
        if nearest.means is not None and launches and not nearest.event:
            return nearest
        if nearest.means is not None and nearest.preposition in ("", _BY) and carrier is not None:
            return nearest if not nearest.preposition and self._only_of(verb, nearest, carrier) else carrier
        if kinds.hit(nearest):
            for candidate in before[1:]:
                if candidate.event or candidate.means:
                    return candidate
                if candidate.relative != nearest.relative:
                    break
        return nearest

    def _beside(self, weapon: Nominal, event: Nominal) -> bool:
        """ردت على القصف بقذائف طالت X: whether the tree gives both to one verb."""
        head = self.reading.heads[weapon.head]
        return head in self.reading.verbs and head == self.reading.heads[event.head]

    def standing(self, verb: int) -> Nominal | None:
        """قاعدة X شمالي Y التي هاجمتها طائرة: what stands at the place told last, where the tree says so."""
        governor = self.reading.heads[verb] if self.reading.relations[verb].startswith("acl") else -1
        before = [n for n in self.reading.nominals if n.end <= verb]
        site = next((n for n in before if n.head == governor), None)
        behind = [n for n in before if site is not None and n.after == site.index]
        return (
            site if behind and behind[-1] is before[-1] and behind[-1].preposition in self.words["locative"] else None
        )

    def _apart(self, verb: int, nearest: Nominal) -> Nominal | None:
        """مدينة X في Y، التي تعرضت: what stands at the place told last, where a comma parts it from the clause."""
        words = self.reading.words
        pronoun = next((w for w in words[max(0, verb - _NEAR) : verb] if w.form in self.words["relative"]), None)
        site = self.reading.nominals[nearest.after] if nearest.after >= 0 else None
        if pronoun is None or site is None or nearest.preposition not in self.words["locative"]:
            return None
        parted = any(word.form in COMMAS for word in words[nearest.end : pronoun.index])
        agrees = words[site.head].form.endswith(_FEMININE[0]) == (pronoun.form == _WHICH)
        return site if parted and agrees and self.kinds.hit(site) and not site.relative else None

    def _agrees(self, nominal: Nominal, verb: int) -> bool:
        """Whether a noun may be the subject of a verb by number: قذائف أطلقها مجهولون سقطت."""
        noun = self.reading.words[nominal.head].form
        return not (noun.endswith(_PEOPLE) and self.reading.words[verb].form.endswith(_SHE))

    def _only_of(self, verb: int, weapon: Nominal, carrier: Nominal) -> bool:
        """إطلاق صاروخين سقطا, إطلاق قذيفة سقطت: whether a verb agrees with the weapon and not with its launch."""
        word, noun = self.reading.words[verb], self.reading.words[carrier.head]
        if _TWO in self.reading.words[weapon.head].feats:
            return word.form.endswith(_BOTH) and _TWO not in noun.feats
        return word.form.endswith(_SHE) and not noun.form.endswith(_FEMININE)

    def _launched(self, verb: int) -> Nominal | None:
        """The weapon that the tree has a relative clause qualify: صاروخ مضاد للدروع أُطلق من X."""
        governor = self.reading.heads[verb] if self.reading.relations[verb].startswith("acl") else -1
        heads = (n for n in self.reading.nominals if n.head == governor and n.end <= verb)
        return next((n for n in heads if n.means is not None and not n.event), None)

    def topic(self, verb: int) -> Nominal | None:
        """أما X فاستُهدفت: what the sentence is about is the subject of a verb that has none."""
        words = self.reading.words
        as_for = next((word.index for word in words[:verb] if word.form == _AS_FOR), -1)
        if as_for < 0 or verb == 0 or words[verb - 1].form != _SO:
            return None
        behind = (n for n in self.reading.nominals if as_for < n.start < verb)
        first = next(behind, None)
        return first if first is not None and not first.preposition else None

    def fronted(self, verb: int) -> Nominal | None:
        """قال إن الغارة على X نفذتها إسرائيل: the definite attack that ends before a verb, which so begins no relative
        clause."""
        nominals = self.reading.nominals
        nearest = next((n for n in nominals if n.end == verb), None)
        while nearest is not None and not nearest.event:
            nearest = nominals[nearest.after] if nearest.after >= 0 else None
        definite = nearest is not None and self.reading.words[nearest.head].definite
        return nearest if definite and not self._with_pronoun(verb) else None

    def pointed(self, word: int, agent: Nominal | None = None) -> Nominal | None:
        """The nearest phrase before a word that can be hit and is not `agent`: what a pronoun there stands for."""
        before = (n for n in reversed(self.reading.nominals) if n.end <= word and not self._agent_of_event(n))
        before = (n for n in before if (agent is None or n.group != agent.group) and not self._neighbour(n))
        return next((n for n in before if self.kinds.targetable(n)), None)

    def _neighbour(self, nominal: Nominal) -> bool:
        """المخيم الملاصق لصيدا, القريبة من X: whether a phrase only tells with an adjective where another one lies."""
        above = self.reading.heads[nominal.head]
        return bool(nominal.preposition) and above >= 0 and self.reading.words[above].upos == "ADJ"

    def _agent_of_event(self, nominal: Nominal) -> bool:
        """غارة للتحالف: whoever stands behind an attack with ل carried it out."""
        behind = nominal.after >= 0 and self.reading.nominals[nominal.after].event
        return behind and nominal.preposition == _FOR and self.kinds.acting(nominal)

    def _definite(self, nominal: Nominal) -> bool:
        """Whether a phrase is definite, and what qualifies it begins with الذي."""
        words = self.reading.words[nominal.start : nominal.end]
        of = next((at for at, word in enumerate(words) if word.form == _OF), len(words))
        if nominal.start + of < nominal.head:
            return False  # موجات من الغارات
        words = words[:of]  # وابل من الصواريخ
        named = not nominal.event and nominal.means is None and bool(nominal.mentions)
        return named or any(word.definite or word.upos == "PRON" for word in words)

    def _with_pronoun(self, verb: int) -> bool:
        """Whether a relative pronoun opens the clause of a verb."""
        before = self.reading.words[max(0, verb - _NEAR) : verb]
        return any({word.stem, word.form} & self.words["relative"] for word in before)
