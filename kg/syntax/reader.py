"""A sentence read from left to right: its noun phrases, its verbs, and which of them stand in relative clauses.

The parser errs most where news is densest: place chains, coordination, names in quotes, participles such as تابعة لـ.
So the order of the words decides how far phrases go; the tree says first what is joined to what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Mention, Sentence
from kg.syntax import coordination, opening, owners, relatives
from kg.syntax.grammar import Grammar
from kg.syntax.marked import COMMAS, mark
from kg.syntax.names import QUOTES
from kg.syntax.nominal import ANSWER, OWNER, Reading
from kg.syntax.phrases import Phrases
from kg.syntax.prepositions import preposition, singled
from kg.syntax.words import Word

_STOPS = frozenset(("،", ",", ":", ".", "؛", "-", "–"))
_BY, _IN, _AND = "ب", "في", "و"
_SO = "ف"  # begins something new; the other conjunctions go on
_WHAT = "ما"
_SAID = 4  # words behind the verb of "what X said it was"
_WAS = "كان"
_AGAINST = "ضد"
_COALITION = "coalition"


class Reader:
    """Reads one sentence; made for each sentence, used once.

    Each step looks at the word `at` and either reads on behind it or leaves it to the next step.
    """

    def __init__(
        self,
        sentence: Sentence,
        words: Sequence[Word],
        mentions: Sequence[Mention],
        dates: Sequence[tuple[int, int]],
        grammar: Grammar,
    ) -> None:
        self.sentence = sentence
        self.marked = mark(sentence, words, mentions, dates, grammar)
        self.words, self.classes, self.grammar = self.marked.words, grammar.classes, grammar
        self.phrases = Phrases(self.marked)
        self.verbs: list[int] = []
        self.relative_verbs: set[int] = set()
        self.adverbs: list[tuple[int, int, str]] = []
        self.at = 0
        self.preposition = ""  # read, and not yet followed by its noun
        self.after = -1  # the nominal that ends here
        self.conjunction = self.comma = self.relative = False
        self.opened = False  # by a relative pronoun that has not met its verb

    def read(self) -> Reading:
        """The sentence as the rules see it."""
        steps = (
            self._date,
            self._punctuation,
            self._preposition,
            self._conjunction,
            self._so_called,
            self._suspicion,
            self._affiliation,
            self._composition,
            self._relative,
            self._verb,
            self._pronoun,
            self._nominal,
        )
        while self.at < len(self.words):
            for step in steps:
                if step(self.words[self.at]):
                    break
            else:
                self._leave(self.at + 1)
        return Reading(
            sentence=self.sentence,
            words=self.words,
            nominals=tuple(
                relatives.placed(self.marked, nominal, self.verbs, self.relative_verbs)
                for nominal in owners.owned(self.marked, self.phrases.nominals)
            ),
            verbs=tuple(self.verbs),
            relative_verbs=frozenset(self.relative_verbs),
            adverbs=tuple(self.adverbs),
            heads=self.marked.heads,
            relations=self.marked.relations,
            dated=self.marked.dated,
        )

    def _leave(self, at: int, after: int = -1) -> None:
        """Go on at word `at` with nothing open, behind the nominal `after`."""
        self.at, self.after, self.preposition, self.conjunction = at, after, "", False

    # --- steps ------------------------------------------------------------------------------------------------------

    def _date(self, word: Word) -> bool:
        if self.at not in self.marked.dated:
            return False
        self.preposition = ""
        self.at += 1
        return True

    def _punctuation(self, word: Word) -> bool:
        if word.form == "(" and self.marked.closing(self.at) and not self.preposition:
            self.at = self.marked.closing(self.at)
        elif word.form in QUOTES or word.form in "()":
            self.at += 1
        elif word.upos == "PUNCT" or word.form in _STOPS:
            self.relative = word.form in COMMAS and self._waits()
            self.comma = word.form in COMMAS and not self.marked.beside_time(self.at)
            self._leave(self.at + 1, self.after if word.form in COMMAS else -1)
        else:
            return False
        return True

    def _preposition(self, word: Word) -> bool:
        name, length = preposition(self.marked, self.at)
        if not name or name == _AND:
            return False
        if name == ANSWER and word.upos == "VERB" and not (self.after >= 0 and self.phrases.nominals[self.after].event):
            return False
        if length > 1 or name == ANSWER:
            self.adverbs.append((self.at, self.at + length, name))
        self.preposition = self.preposition or name
        self.at += length
        return True

    def _conjunction(self, word: Word) -> bool:
        name, length = preposition(self.marked, self.at)  # X، إضافة إلى Y
        if name != _AND and (word.form not in self.classes["conjunction"] or self.at in self.marked.mention_at):
            return False
        self.conjunction, self.preposition = word.form != _SO, ""
        self.at += max(length, 1)
        return True

    def _so_called(self, word: Word) -> bool:
        """ما يسمى X, ما يعرف بـ X, ما قال إنه X: the name counts, not what it is called by."""
        following = [w.form for w in self.words[self.at + 1 : self.at + 3]]
        if word.form != _WHAT or not following:
            return False
        if following[0] in self.classes["naming_verb"]:
            self.at += 3 if following[1:] == [_BY] else 2
        elif thing := self._said_to_be():
            self.at = thing
        else:
            return False
        return True

    def _said_to_be(self) -> int:
        """ما قالت إنها X, ما يقول الجيش إنه X: where X begins, 0 when nothing of the kind stands here."""
        verb, *behind = self.words[self.at + 1 : self.at + 2 + _SAID]
        if not {verb.lemma, verb.form} & self.classes["report_verb"]:
            return 0
        that = next((w.index for w in behind if w.form in self.classes["complementizer"]), 0)
        return that + 2 if that and self.marked.is_suffix(that + 1) else 0

    def _suspicion(self, word: Word) -> bool:
        """يُعتقد أنها أمريكية stands between a noun and what belongs to it; رجّح مسؤول أن is a verb with a subject."""
        named = self.at in self.marked.mention_at
        if named or word.upos != "VERB" or word.stem not in self.classes["suspicion"]:
            return False
        if not any(self._that(following) for following in self.words[self.at + 1 : self.at + 2]):
            return False
        self.at += 1
        while self.at < len(self.words) and self._that(self.words[self.at]):
            self.at += 1
        while self.at < len(self.words) and self._bare_nisba(self.words[self.at]):
            self.at += 1
        return True

    def _that(self, word: Word) -> bool:
        return word.form in self.classes["complementizer"] or word.upos == "PRON"

    def _bare_nisba(self, word: Word) -> bool:
        return self.grammar.is_nisba(word.form) and not word.definite

    def _affiliation(self, word: Word) -> bool:
        """شاحنة يُعتقد أنها تابعة لـ X: an owner that stands apart from what it owns."""
        if word.stem not in self.classes["affiliation"] or self.after < 0:
            return False
        if self.phrases.nominals[self.after].owner >= 0:
            return False
        owner = self.phrases.own(self.phrases.nominals[self.after], self.at).owner
        behind = self.at + max(1, self.phrases.unnamed(self.at))
        self.at = self.phrases.nominals[owner].end if owner >= 0 else behind
        return True

    def _composition(self, word: Word) -> bool:
        """رتلاً مكوناً من ست عجلات: of what something is, not one more thing."""
        if word.stem not in self.classes["composed"] or self.after < 0:
            return False
        self.at += 1
        return True

    def _relative(self, word: Word) -> bool:
        if singled(self.words, self.at):
            self.at += 1  # أنها هي من قصفت
            return True
        if not {word.stem, word.form} & self.classes["relative"]:
            return False
        self.relative = self.opened = True
        self.preposition, self.conjunction = "", False
        self.at += 1
        return True

    def _verb(self, word: Word) -> bool:
        if self.at in self.marked.mention_at or not self.grammar.is_verb(word):
            return False
        if self.preposition and word.upos == "NOUN" and word.form not in self.classes["allotted"]:
            return False  # من تجدد القصف
        if word.lemma == _WAS and self._closed():
            self.relative = False
        self.verbs.append(self.at)
        inside = self.relative and (self.opened or relatives.goes_on(self.marked, self.at))
        self.relative = (
            inside
            or self.marked.relations[self.at].startswith("acl")
            or relatives.bare(self.marked, self.phrases.nominals, self.verbs, self.at)
        )
        self.relative = self.relative and not any(n.opens and n.end == self.at for n in self.phrases.nominals[-1:])
        self.relative = self.relative and (inside or not relatives.timed(self.marked, self.at))
        self.opened = False
        if self.relative:
            self.relative_verbs.add(self.at)
        self.comma = False
        self._leave(self.at + 1)
        return True

    def _waits(self) -> bool:
        """Whether a relative clause goes on behind a comma: its verb has got nothing but a time so far (الذي طال، عند
        الواحدة، مواقع), or only a time stands between commas."""
        if not self.relative or not self.verbs or self.verbs[-1] not in self.relative_verbs:
            return False
        if self.marked.beside_time(self.at):
            return True
        verb = self.verbs[-1]
        pronoun = any({w.form, w.stem} & self.classes["relative"] for w in self.words[max(0, verb - 1) : verb])
        between = range(verb + 1, self.at)
        return pronoun and all(at in self.marked.dated or self.words[at].upos in ("ADP", "PUNCT") for at in between)

    def _closed(self) -> bool:
        """Whether a relative clause with a verb of its own is over: المطار الذي يضم قاعدة كان قد تعرض."""
        before = self.words[max(0, self.at - 2) : self.at]
        goes_on = any({w.form, w.stem} & (self.classes["relative"] | self.classes["subordinator"]) for w in before)
        joined = any(w.form in self.classes["joining"] for w in before)
        return self.relative and bool(self.verbs) and self.verbs[-1] in self.relative_verbs and not (goes_on or joined)

    def _pronoun(self, word: Word) -> bool:
        if not self.marked.is_suffix(self.at) or self.preposition not in self.classes["pointing"]:
            return False
        pronoun = self.phrases.append_pronoun(self.at, self.preposition, self.after, self.relative)
        self.comma = False
        self._leave(self.at + 1, pronoun.index)
        return True

    def _nominal(self, word: Word) -> bool:
        if not self.marked.nominal(self.at):
            return False
        owner = self.phrases.nominals[self.after].owner if self.after >= 0 else -1
        before = self.phrases.nominals[: max(self.after, owner) + 1]
        read = tuple(self.phrases.nominals)
        goes_on = self.conjunction or (
            self.comma and coordination.lists(self.marked, before[-1] if before else None, self.at)
        )
        if not self.preposition and self.after >= 0 and not self.comma and word.stem in self.classes["direction"]:
            self.preposition = _IN  # «في محافظة الأنبار غربي العراق»
        if self.preposition == _AGAINST and self._coalition():
            self.preposition = OWNER  # التحالف الدولي ضد داعش: against whom it is belongs to its name
        nominal = self.phrases.append(self.at, self.preposition, -1 if self.comma else self.after, self.relative)
        goes_on = goes_on or (self.comma and coordination.conjoined(self.marked, nominal, read))
        nominal = replace(nominal, opens=goes_on and opening.acts(self.marked, nominal))
        joins = goes_on and not nominal.opens
        partner = coordination.partner(self.marked, nominal, before, read) if joins else None
        if partner and self.preposition in ("", partner.preposition):
            nominal = replace(nominal, group=partner.group, preposition=partner.preposition, after=partner.after)
        elif self.conjunction or self.comma:
            nominal = replace(nominal, after=-1)
        self.phrases.nominals[nominal.index] = nominal
        if self.relative and nominal.count and self.words[self.verbs[-1]].lemma in self.classes["measuring"]:
            self.relative = False  # رشقات تجاوز عددها مئة صاروخ صوب X
        self.comma = False
        self._leave(max(nominal.end, self.phrases.nominals[-1].end), nominal.index)
        return True

    def _coalition(self) -> bool:
        """Whether the phrase that ends here ends with the name of a coalition."""
        before = self.phrases.nominals[self.after] if self.after >= 0 and not self.comma else None
        return before is not None and any(m.candidates[0].subtype == _COALITION for m in before.mentions[-1:])
