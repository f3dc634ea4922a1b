"""How far the clause of a trigger extends to either side, by its verbs, marks and subordinators."""

from __future__ import annotations

from kg.rules.words import Words
from kg.syntax.marked import COMMAS
from kg.syntax.nominal import ANSWER, Nominal, Reading

_HARD = frozenset((".", "؛", ":", "؟", "!", "…", ";"))
_AGENCY = "/"  # behind the name of an agency: شفق نيوز/ تعرضت ...
_THAT = "ان"
_ASIDE = 9  # words of a clause between commas


class Extent:
    """Finds the phrases in the clause of a trigger."""

    def __init__(self, reading: Reading, words: Words) -> None:
        self.reading, self.words = reading, words

    def right(self, start: int, noun: bool = False) -> list[Nominal]:
        """Nominals behind `start` up to the end of its clause; with `noun`, the trigger there is a noun."""
        end, resume = len(self.reading.words), 0
        for at in range(start + 1, len(self.reading.words)):
            if self._stop(at) or self._that_too(at):
                end = at
                break
            if at < resume:
                continue
            if at in self.reading.verbs and self._bracketed(at):
                resume = self._aside(at)
                continue
            if at in self.reading.verbs and (at not in self.reading.relative_verbs or (noun and self._told(at, start))):
                end = at
                break
        return [n for n in self.reading.nominals if start < n.start < end]

    def left(self, verb: int) -> list[Nominal]:
        """Nominals before a verb back to the beginning of its clause, nearest first."""
        begin = 0
        for at in range(verb - 1, -1, -1):
            word = self.reading.words[at]
            if (
                self._stop(at)
                or word.form == _AGENCY
                or (at in self.reading.verbs and at not in self.reading.relative_verbs)
            ):
                begin = at
                break
            if word.form in self.words["subordinator"] and word.upos != "NOUN":
                begin = at
                break
        return [n for n in reversed(self.reading.nominals) if begin <= n.start and n.end <= verb]

    def own(self, right: list[Nominal]) -> list[Nominal]:
        """Those of the nominals behind a trigger that do not belong to what it answers: قصفت X رداً على هجوم على Y, رداً
        على مقتل قائد بغارة."""
        answer = next((n.start for n in right if n.event and n.preposition == ANSWER), len(self.reading.words))
        right = [n for n in right if n.start <= answer or self.comma(answer, n.start)]
        answered = {n.head for n in right if n.preposition == ANSWER}
        return [n for n in right if not answered.intersection(self.reading.above(n.head))]

    def comma(self, start: int, end: int) -> bool:
        """Whether a comma stands among the words from `start` to `end` (exclusive)."""
        return any(word.form in COMMAS for word in self.reading.words[start:end])

    def _stop(self, at: int) -> bool:
        """Whether a mark ends a clause; that in a time of day (10:00) does not."""
        words = self.reading.words
        clock = 0 < at < len(words) - 1 and words[at - 1].form.isdigit() and words[at + 1].form.isdigit()
        return words[at].form in _HARD and not clock

    def _that_too(self, at: int) -> bool:
        """Whether a further clause of what is said begins at a word, or one that is set against it: `..., وأن طاقمها`,
        `غير أن`."""
        words = self.reading.words
        before = words[at - 1].form
        return words[at].form == _THAT and (before in self.words["joining"] or before in self.words["but_that"])

    def _bracketed(self, verb: int) -> bool:
        """Whether a clause between commas begins at a verb: `، كما أعلن X،`, `، ولم تتبنها أي جهة،`."""
        before = [word.form for word in self.reading.words[max(0, verb - 3) : verb]]
        if before and before[-1] in self.words["aside"] and self.reading.words[verb].lemma in self.words["report_verb"]:
            return True
        negated = len(before) == 3 and before[0] in COMMAS and before[2] in self.words["negation"]
        return negated and self._aside(verb) > verb

    def _aside(self, verb: int) -> int:
        """Where the clause goes on behind `، كما أعلن X،`."""
        close = (i for i in range(verb, min(verb + _ASIDE, len(self.reading.words))) if self.comma(i, i + 1))
        return next(close, verb)

    def _told(self, verb: int, noun: int) -> bool:
        """Whether a verb behind a noun begins a clause of its own, though it stands in a relative clause."""
        between = self.reading.words[noun + 1 : verb]
        return not between or any(word.form in self.words["subordinator"] for word in between[-2:])
