"""The arguments of a trigger: subject, object and prepositional phrases, by the tree where it can be trusted, else by
word order.

Word order and kind of phrase decide against the tree when it makes a place the one that strikes: the parser takes the
first bare noun after a verb for its subject, also in passives and after dropped subjects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.rules.words import Words
from kg.syntax.nominal import OWNER, Nominal, Reading
from kg.syntax.verbs import passive_by_mark

_HARD = frozenset((".", "؛", ":", "؟", "!", "…", ";"))
_COMMAS = ("،", ",")
_AGENCY = "/"  # behind the name of an agency: شفق نيوز/ تعرضت ...
_THAT = "ان"  # also the end of بان and لان
_DUAL = ("تان", "تين")
_ANSWER = "رد"
_AS_FOR = "اما"
_SO = "ف"
_BY = "ب"
_OF = "من"
_FOR = "ل"
_NEAR = 3  # words between a relative pronoun and its verb
_ASIDE = 9  # words of a clause between commas


@dataclass(frozen=True, slots=True)
class Arguments:
    """What stands around a trigger.

    `subject` and `object` are groups of coordinated nominals; `obliques` all phrases with a preposition, nearest first,
    those on the right before those on the left. `second` is the object behind an annexed agent (قصف الطيران البلدة).
    `fallback` tells that the tree did not give subject or object.
    """

    subject: tuple[Nominal, ...] = ()
    object: tuple[Nominal, ...] = ()
    obliques: tuple[Nominal, ...] = ()
    second: tuple[Nominal, ...] = ()
    passive: bool = False
    fallback: bool = False


class Clauses:
    """Finds the arguments of triggers in one sentence; the callables tell what can strike, what can be hit, and what
    names an actor."""

    def __init__(
        self,
        reading: Reading,
        words: Words,
        agentive: Callable[[Nominal], bool],
        targetable: Callable[[Nominal], bool],
        acting: Callable[[Nominal], bool],
    ) -> None:
        self.reading, self.words, self.agentive, self.targetable = reading, words, agentive, targetable
        self.acting = acting

    def group(self, nominal: Nominal | None) -> tuple[Nominal, ...]:
        """A nominal with what is coordinated to it further on; nothing for None."""
        if nominal is None:
            return ()
        members = (
            n for n in self.reading.nominals if n.group == nominal.group and n.preposition == nominal.preposition
        )
        return tuple(n for n in members if n.index >= nominal.index)

    def of_verb(self, verb: int, strikes: bool = False, launches: bool = False) -> Arguments:
        """The arguments of the verb at word `verb`.

        With `strikes`, what can strike is its subject and what can be hit its object; with `launches`, a weapon or an
        attack is its object.
        """
        relative = verb in self.reading.relative_verbs
        right = [n for n in self.right(verb) if _with(n, relative)]
        left = self.left(verb)
        bare = [n for n in right if not n.preposition and not self._adverbial(n)]
        if strikes:
            bare = [n for n in bare if self.agentive(n) or self.targetable(n)]
        passive = self._passive(verb)
        farther = [n for n in self.reading.nominals if n.end <= verb and n not in left]
        subject = self._by_tree(verb, ("nsubj", "nsubj:pass", "csubj"), [*bare, *left, *farther])
        object_ = self._by_tree(verb, ("obj", "iobj"), bare)
        told = self.subject_pronoun(verb)
        if told:
            subject, object_ = None, object_ or next(iter(bare), None)
        fallback = subject is None
        if object_ is None and self.pronoun_object(verb):
            hit = self._pointed(verb) if strikes or not relative else None
            object_ = hit or self.antecedent(verb, launches)
        resumed = any(self.reading.words[n.head].upos == "PRON" and n.preposition for n in right)
        if relative and not resumed and (subject is None or (subject in bare and not self.agentive(subject))):
            subject = self.antecedent(verb, launches)
        if subject is None and not told:
            candidate = None if self._continues(verb) else self._left_subject(left)
            first = next(iter(bare), None)
            subject = first if first and (self.agentive(first) or candidate is None) else candidate
        if subject is None and object_ is None and not told:
            subject = self._topic(verb)
        if self.pronoun_object(verb) and object_ is subject:
            subject = next(iter(bare), None)
        if object_ is None or object_ is subject or (subject and object_.group == subject.group):
            taken = {n.index for n in self.group(subject)}
            object_ = next((n for n in bare if n.index not in taken), None)
            fallback = fallback or object_ is not None
        if launches and not passive and subject is not None and subject in bare and not self.acting(subject):
            actor = None if self._continues(verb) else self._left_subject(left)
            if object_ is None or (actor is not None and self.acting(actor)):
                subject, object_ = (actor if actor is not None and self.acting(actor) else None), subject
        if told and object_ is not None and subject is object_:
            subject = None
        if strikes and subject and object_ is None and not passive and self._hit(subject) and subject in bare:
            subject, object_ = (None if self._continues(verb) else self._left_subject(left)), subject
        elif (
            strikes and subject and object_ and self._hit(subject) and not self._hit(object_) and self.agentive(object_)
        ):
            subject, object_ = object_, subject
        obliques = [n for n in self._outside(right) if n.preposition and n.preposition != OWNER]
        obliques += [n for n in left if n.preposition and n.preposition != OWNER]
        return Arguments(self.group(subject), self.group(object_), tuple(obliques), (), passive, fallback)

    def of_noun(self, nominal: Nominal) -> Arguments:
        """The arguments of an event noun: what directly follows it as `object` (annexation), the phrases up to the next
        verb as `obliques`."""
        following = [
            n for n in self.right(nominal.end - 1, noun=True) if n.index > nominal.index and _with(n, nominal.relative)
        ]
        head = self.reading.words[nominal.head]  # neither a definite noun nor an absolute dual (غارتان) is annexed
        closed = (head.definite and not nominal.pronoun) or head.stem.endswith(_DUAL)
        annexed = next((n for n in following if n.after == nominal.index and not n.preposition and not closed), None)
        if annexed and annexed.group == nominal.group:
            annexed = None
        obliques = []
        for part in following:
            if nominal.preposition == _ANSWER and self._comma(nominal.end, part.start):
                break
            if part.event and part is not annexed and (not part.preposition or part.group == nominal.group):
                break
            if part.preposition and part.preposition != OWNER:
                obliques.append(part)
            if part.event and part is not annexed:
                break  # what follows are its arguments
        before = (n for n in self.left(nominal.start) if n.relative == nominal.relative)
        left = (n for n in before if not n.preposition and self.targetable(n))
        beyond = (n for n in following if annexed and n.after == annexed.index and not n.preposition)
        second = next((n for n in beyond if n.group != annexed.group), None) if annexed else None
        return Arguments(self.group(next(left, None)), self.group(annexed), tuple(obliques), self.group(second))

    def subject_of(self, verb: int) -> tuple[Nominal, ...]:
        """The subject of the verb at word `verb`, with what is coordinated to it."""
        return self.of_verb(verb).subject

    def subject_pronoun(self, verb: int) -> bool:
        """Whether the subject is a pronoun on أن or إن (قالت إنها استهدفت)."""
        before = self.reading.words[max(0, verb - 2) : verb]
        return len(before) == 2 and before[1].upos == "PRON" and before[1].glued and before[0].form.endswith(_THAT)

    def _topic(self, verb: int) -> Nominal | None:
        """أما X فاستُهدفت: what the sentence is about is the subject of a verb that has none."""
        words = self.reading.words
        as_for = next((word.index for word in words[:verb] if word.form == _AS_FOR), -1)
        if as_for < 0 or verb == 0 or words[verb - 1].form != _SO:
            return None
        behind = (n for n in self.reading.nominals if as_for < n.start < verb)
        first = next(behind, None)
        return first if first is not None and not first.preposition else None

    def _continues(self, verb: int) -> bool:
        """Whether a verb is joined to the one before it and so shares its subject (`انطلقت ... واستهدفت ...`)."""
        return verb > 0 and self.reading.words[verb - 1].form in self.words["joining"]

    def pronoun_object(self, verb: int) -> bool:
        """Whether the verb at word `verb` carries an object pronoun (استهدفتها)."""
        following = self.reading.words[verb + 1 : verb + 2]
        return any(word.upos == "PRON" and word.glued for word in following)

    def _pointed(self, verb: int) -> Nominal | None:
        """What the object pronoun of a verb stands for: the nearest phrase before it that can be hit."""
        for previous in (v for v in reversed(self.reading.verbs) if v < verb and self._continues(verb)):
            if hit := next((n for n in self.of_verb(previous).object if self.targetable(n)), None):
                return hit
        return self.pointed(verb)

    def pointed(self, word: int) -> Nominal | None:
        """The nearest phrase before a word that can be hit."""
        before = (n for n in reversed(self.reading.nominals) if n.end <= word and not self._agent_of_event(n))
        return next((n for n in before if self.targetable(n)), None)

    def _agent_of_event(self, nominal: Nominal) -> bool:
        """غارة للتحالف: whoever stands behind an attack with ل carried it out."""
        behind = nominal.after >= 0 and self.reading.nominals[nominal.after].event
        return behind and nominal.preposition == _FOR and self.acting(nominal)

    def _adverbial(self, nominal: Nominal) -> bool:
        return self.reading.words[nominal.head].stem in self.words["adverbial"]

    def _predicate(self, nominal: Nominal) -> bool:
        """A lone adjective (أنها أمريكية): it qualifies, it is not the one qualified."""
        return self.reading.words[nominal.head].upos == "ADJ" and not nominal.mentions and nominal.means is None

    def _hit(self, nominal: Nominal) -> bool:
        return self.targetable(nominal) and not self.agentive(nominal)

    def _passive(self, verb: int) -> bool:
        word = self.reading.words[verb]
        by_form = word.form in self.words["passive_form"]
        return by_form or "Voice=Pass" in word.feats or passive_by_mark(word.raw, word.lemma)

    def right(self, start: int, noun: bool = False) -> list[Nominal]:
        """Nominals behind `start` up to the end of its clause."""
        end, resume = len(self.reading.words), 0
        for at in range(start + 1, len(self.reading.words)):
            if self.reading.words[at].form in _HARD:
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

    def _bracketed(self, verb: int) -> bool:
        """Whether a clause between commas begins at a verb: `، كما أعلن X،`, `، ولم تتبنها أي جهة،`."""
        before = [word.form for word in self.reading.words[max(0, verb - 3) : verb]]
        if before and before[-1] in self.words["aside"]:
            return True
        negated = len(before) == 3 and before[0] in _COMMAS and before[2] in self.words["negation"]
        return negated and self._aside(verb) > verb

    def _outside(self, right: list[Nominal]) -> list[Nominal]:
        """Those that do not belong to an attack which is answered: قصفت X رداً على هجوم على Y."""
        answer = next((n.start for n in right if n.event and n.preposition == _ANSWER), len(self.reading.words))
        return [n for n in right if n.start <= answer or self._comma(answer, n.start)]

    def _aside(self, verb: int) -> int:
        """Where the clause goes on behind `، كما أعلن X،`."""
        close = (i for i in range(verb, min(verb + _ASIDE, len(self.reading.words))) if self._comma(i, i + 1))
        return next(close, verb)

    def _comma(self, start: int, end: int) -> bool:
        return any(word.form in _COMMAS for word in self.reading.words[start:end])

    def _told(self, verb: int, noun: int) -> bool:
        """Whether a verb behind a noun begins a clause of its own, though it stands in a relative clause."""
        between = self.reading.words[noun + 1 : verb]
        return not between or any(word.form in self.words["subordinator"] for word in between[-2:])

    def left(self, verb: int) -> list[Nominal]:
        """Nominals before a verb back to the beginning of its clause, nearest first."""
        begin = 0
        for at in range(verb - 1, -1, -1):
            word = self.reading.words[at]
            if (
                word.form in _HARD
                or word.form == _AGENCY
                or (at in self.reading.verbs and at not in self.reading.relative_verbs)
            ):
                begin = at
                break
            if word.form in self.words["subordinator"] and word.upos != "NOUN":
                begin = at
                break
        return [n for n in reversed(self.reading.nominals) if begin <= n.start and n.end <= verb]

    def _left_subject(self, left: Iterable[Nominal]) -> Nominal | None:
        bare = [n for n in left if not n.preposition and not n.relative and not self._adverbial(n)]
        return next((n for n in bare if self.agentive(n)), bare[-1] if bare else None)

    def antecedent(self, verb: int, launches: bool = False) -> Nominal | None:
        """What a relative clause qualifies: the nearest phrase before it, or the event or weapon on which that
        depends; None when nothing stands before it. What is launched is a weapon (هجوم بصواريخ أُطلقت من X)."""
        before = [n for n in reversed(self.reading.nominals) if n.end <= verb and n.preposition != OWNER]
        before = [n for n in before if not self._predicate(n) and not self._adverbial(n)][:4]
        alike = [n for n in before if self._definite(n) == self._with_pronoun(verb)]
        before = alike or before
        if not before:
            return None
        nearest = before[0]
        carrier = next((n for n in before[1:] if n.event and n.index == nearest.after), None)
        if nearest.means is not None and launches and not nearest.event:
            return nearest
        if nearest.means is not None and nearest.preposition in ("", _BY) and carrier is not None:
            return carrier
        if self._hit(nearest):
            for candidate in before[1:]:
                if candidate.event or candidate.means:
                    return candidate
                if candidate.relative != nearest.relative:
                    break
        return nearest

    def _definite(self, nominal: Nominal) -> bool:
        """Whether a phrase is definite, and what qualifies it begins with الذي."""
        words = self.reading.words[nominal.start : nominal.end]
        if any(word.form == _OF for word in words[: nominal.head - nominal.start]):
            return False  # موجات من الغارات
        named = not nominal.event and nominal.means is None and bool(nominal.mentions)
        return named or any(word.definite or word.upos == "PRON" for word in words)

    def _with_pronoun(self, verb: int) -> bool:
        """Whether a relative pronoun opens the clause of a verb."""
        before = self.reading.words[max(0, verb - _NEAR) : verb]
        return any({word.stem, word.form} & self.words["relative"] for word in before)

    def _by_tree(self, verb: int, relations: tuple[str, ...], candidates: Iterable[Nominal]) -> Nominal | None:
        """The first candidate that the tree makes an argument of the verb by one of these relations."""
        for nominal in candidates:
            if nominal.preposition or self._predicate(nominal):
                continue
            for at in range(nominal.start, nominal.end):
                if self.reading.heads[at] == verb and self.reading.relations[at] in relations:
                    return nominal
        return None


def _with(nominal: Nominal, relative: bool) -> bool:
    """Whether a nominal may be an argument of a trigger that stands in a relative clause, or in none."""
    return nominal.relative == relative or (nominal.outer and not relative)
