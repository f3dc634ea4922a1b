"""The arguments of a trigger: subject, object and prepositional phrases, by the tree where it can be trusted, else by
word order.

Word order and kind of phrase decide against the tree when it makes a place the one that strikes: the parser takes the
first bare noun after a verb for its subject, also in passives and after dropped subjects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from kg.syntax.antecedents import Antecedents
from kg.syntax.extent import Extent
from kg.syntax.kinds import Kinds
from kg.syntax.marked import COMMAS
from kg.syntax.nominal import ANSWER, OWNER, Nominal
from kg.syntax.verbs import participle
from kg.syntax.voice import suffered

_THAT = "ان"  # also the end of بان and لان
_DUAL = ("تان", "تين")
_WAS = "كان"
_THEY = "وا"
_WE = "نا"
_FOR = "ل"


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
    """Finds the arguments of triggers in one sentence: `extent` tells how far their clauses go, `antecedents` what
    points back to what."""

    def __init__(self, kinds: Kinds) -> None:
        self.kinds, self.reading, self.words = kinds, kinds.reading, kinds.words
        self.extent = Extent(kinds.reading, kinds.words)
        self.antecedents = Antecedents(kinds)

    def group(self, nominal: Nominal | None) -> tuple[Nominal, ...]:
        """A nominal with what is coordinated to it further on; nothing for None."""
        if nominal is None:
            return ()
        members = (
            n for n in self.reading.nominals if n.group == nominal.group and n.preposition == nominal.preposition
        )
        return tuple(n for n in members if n.index >= nominal.index)

    def of_verb(self, verb: int, strikes: bool = False, launches: bool = False, people: bool = False) -> Arguments:
        """The arguments of the verb at word `verb`.

        With `strikes`, what can strike is its subject and what can be hit its object, with `people` also whatever else
        is named; with `launches`, a weapon or an attack is its object.
        """
        kinds, relative = self.kinds, verb in self.reading.relative_verbs
        right = [n for n in self.extent.right(verb) if _with(n, relative) or self._governed(n, verb)]
        right = [n for n in right if not (relative and self._nested(n, verb))]
        left = [n for n in self.extent.left(verb) if n.relative or not relative]
        opened = bool(left) and left[0].opens and left[0].end == verb
        left = left[:1] if opened else left
        bare = [n for n in right if not (n.preposition or kinds.adverbial(n) or self._inside(n))]
        bare = [n for n in bare if not self._annexed(n, people)]
        bare = [n for n in bare if not self._inserted(n)] or bare
        if strikes and not people:
            bare = [n for n in bare if kinds.agentive(n) or kinds.targetable(n) or kinds.some(n)]
        passive = suffered(self.reading, self.words, verb, kinds.shoot(bare))
        farther = [n for n in self.reading.nominals if n.end <= verb and n not in left and not opened]
        doing = [n for n in bare if not kinds.unlike(n, verb)]
        subject = self._by_tree(verb, ("nsubj", "nsubj:pass", "csubj"), [*doing, *left, *farther])
        objects = ("obj",) if self.pronoun_object(verb) else ("obj", "iobj")
        object_ = self._by_tree(verb, objects, [n for n in bare if not kinds.one_of(n, bare)])
        told = self.subject_pronoun(verb) or self._we(verb)
        if told:
            subject, object_ = None, object_ or next(iter(bare), None)
        fallback = subject is None
        if object_ is None and self.pronoun_object(verb):
            hit = self._pointed(verb, subject) if strikes or not relative else self.antecedents.fronted(verb)
            object_ = hit or self.antecedents.qualified(verb, launches)
        resumed = any(self.reading.words[n.head].upos == "PRON" and n.preposition for n in right)
        resumed = resumed or (subject is not None and (kinds.some(subject) or self.pronoun_object(verb)))
        if relative and not resumed and (subject is None or (subject in bare and not kinds.agentive(subject))):
            subject = self.antecedents.qualified(verb, launches)
        guessed = subject is None
        if subject is None and not told:
            candidate = None if self.continues(verb) else self._left_subject(left)
            hit_too = bare == [object_] and self.continues(verb)  # وضربت مدمّرة أميركية: it goes on with who struck
            word = self.reading.words[verb]
            they = word.upos == "VERB" and word.form.endswith(_THEY)  # فجّروا عبوة وأمطروا X
            behind = hit_too or they or participle(word.raw, word.form)  # مستهدفاً X: who strikes stands before it
            first = None if behind else next(iter(doing), None)
            subject = first if first and (passive or kinds.agentive(first) or candidate is None) else candidate
            subject = self._raised(verb) or subject
        if subject is None and object_ is None and not told:
            subject = self.antecedents.topic(verb)
        if self.pronoun_object(verb) and object_ is subject:
            subject = next(iter(bare), None)
        if object_ is None or object_ is subject or (subject and object_.group == subject.group):
            taken = {n.index for n in self.group(subject)}
            rest = (n for n in bare if n.index not in taken and not self._joined(subject, n))
            object_ = None if passive and subject in right else next(rest, None)
            fallback = fallback or object_ is not None
        if launches and not passive and subject is not None and subject in bare and not kinds.shooting(subject):
            actor = None if self.continues(verb) else self._left_subject(left)
            again = subject.event and self.continues(verb)  # ثم عاود استهداف X
            if object_ is None or again or (actor is not None and kinds.acting(actor)):
                subject, object_ = (actor if actor is not None and kinds.acting(actor) else None), subject
        if told and object_ is not None and subject is object_:
            subject = None
        nobody = object_ is None or (guessed and kinds.hit(object_))  # named as the one who strikes
        if strikes and subject and nobody and not passive and kinds.hit(subject) and subject in bare:
            subject, object_ = (None if self.continues(verb) else self._left_subject(left)), subject
        elif strikes and subject and object_ and kinds.hit(subject) and kinds.agentive(object_):
            subject, object_ = object_, subject
        obliques = [n for n in self.extent.own(right) if n.preposition and n.preposition != OWNER]
        qualified = self.antecedents.qualified(verb) if relative else None
        begins = qualified.start if qualified is not None else 0
        before = [n for n in left if n.preposition and n.preposition != OWNER and n.start >= begins]
        obliques += sorted(before, key=lambda n: any(n.after == other.index for other in before))
        return Arguments(self.group(subject), self.group(object_), tuple(obliques), (), passive, fallback)

    def of_noun(self, nominal: Nominal) -> Arguments:
        """The arguments of an event noun: what directly follows it as `object` (annexation), the phrases up to the next
        verb as `obliques`."""
        following = [
            n
            for n in self.extent.right(nominal.end - 1, noun=True)
            if n.index > nominal.index and _with(n, nominal.relative)
        ]
        closed = self._closed(nominal)
        annexed = next((n for n in following if n.after == nominal.index and not n.preposition and not closed), None)
        if annexed and (annexed.group == nominal.group or self._source(annexed)):
            annexed = None
        obliques = []
        for part in following:
            if nominal.preposition == ANSWER and self.extent.comma(nominal.end, part.start):
                break
            if part.event and part is not annexed and (not part.preposition or part.group == nominal.group):
                break
            if part.preposition and part.preposition != OWNER and not self.kinds.of_war(part):
                obliques.append(part)
            if part.event and part is not annexed:
                break  # what follows are its arguments
        before = (n for n in self.extent.left(nominal.start) if n.relative == nominal.relative)
        left = (n for n in before if not n.preposition and self.kinds.targetable(n))
        second = self._second(nominal, annexed, following) if annexed else None
        return Arguments(self.group(next(left, None)), self.group(annexed), tuple(obliques), self.group(second))

    def _source(self, nominal: Nominal) -> bool:
        """قصف مدفعي مصدره مواقع X: what tells where an attack came from."""
        return nominal.pronoun and self.reading.words[nominal.head].stem in self.words["source_noun"]

    def _second(self, noun: Nominal, annexed: Nominal, following: Iterable[Nominal]) -> Nominal | None:
        """The object behind an annexed agent, also one behind the weapon, or where the tree puts it there: قصف الجيش
        بالمدفعية بلدة X, قصف الطيران في X مستودعاً."""
        heads, relations, last = self.reading.heads, self.reading.relations, annexed
        for part in (n for n in following if n.index > annexed.index and n.group != annexed.group):
            governed = heads[part.head] == noun.head and relations[part.head] in ("obj", "nmod")
            if not part.preposition and (part.after == last.index or governed or self._past_time(last, part)):
                return part
            if part.after == last.index and part.means is not None and last is annexed:
                last = part
        return None

    def _past_time(self, last: Nominal, part: Nominal) -> bool:
        """Whether nothing but a time stands between two phrases: إطلاق إيران، مساء الاثنين، صواريخ."""
        between = self.reading.words[last.end : part.start]
        timed = [word.index in self.reading.dated for word in between]
        return any(timed) and all(time or word.form in COMMAS for time, word in zip(timed, between, strict=True))

    def subject_of(self, verb: int) -> tuple[Nominal, ...]:
        """The subject of the verb at word `verb`, with what is coordinated to it."""
        return self.of_verb(verb).subject

    def subjects_before(self, word: int) -> Iterator[Nominal]:
        """The subjects of the verbs before a word, nearest first: a verb without subject goes on with one of them."""
        verbs = (v for v in reversed(self.reading.verbs) if v < word and v not in self.reading.relative_verbs)
        return (nominal for verb in verbs for nominal in self.subject_of(verb))

    def subject_pronoun(self, verb: int) -> bool:
        """Whether the subject is a pronoun on أن or إن (قالت إنها استهدفت), or "we" (استهدفنا)."""
        word = self.reading.words[verb]
        if word.upos == "VERB" and word.form.endswith(_WE) and not word.lemma.endswith(_WE[0]):
            return True
        before = self.reading.words[max(0, verb - 2) : verb]
        return len(before) == 2 and before[1].upos == "PRON" and before[1].glued and before[0].form.endswith(_THAT)

    def _we(self, verb: int) -> bool:
        """Whether the verb tells what "we" did: استهدفنا."""
        word = self.reading.words[verb]
        return word.form.endswith(_WE) and not word.lemma.endswith(_WE[0]) and not self.pronoun_object(verb)

    def _joined(self, subject: Nominal | None, nominal: Nominal) -> bool:
        """Whether a phrase goes on with the subject: طائرات وسفن حربية, المدرج الغربي القريب من البرج ومبانٍ أخرى."""
        if subject is None or not self.continues(nominal.start):
            return False
        relations, above = self.reading.relations, self.reading.above(nominal.head)
        inside = takewhile(lambda at: not relations[at].startswith("obj"), above)  # صواريخ استهدفت مدناً وقرى
        conjunct = relations[nominal.head] == "conj" and subject.head in inside
        return conjunct or nominal.start == subject.end + 1

    def _inside(self, nominal: Nominal) -> bool:
        """Whether the tree joins a phrase to an owner: قصفت بلدتين خاضعتين لسيطرة الجيش والميليشيات."""
        at, relations = nominal.head, self.reading.relations
        first = next((word for word in self.reading.above(at) if relations[word] != "conj"), at)
        return relations[at] == "conj" and relations[first].startswith("nmod")

    def _annexed(self, nominal: Nominal, people: bool) -> bool:
        """Whether a weapon, or of what befell `people` whoever strikes, is annexed to an attack: سقوط صواريخ, قُتلوا في
        غارات التحالف."""
        own = nominal.after >= 0 and (nominal.means or (people and self.kinds.acting(nominal)))
        before = self.reading.nominals[nominal.after] if own else None
        if before is None or not before.event or self._closed(before):
            return False
        return self.reading.heads[nominal.head] == before.head

    def _closed(self, noun: Nominal) -> bool:
        """Whether nothing can be annexed to a noun: a definite one, an absolute dual (غارتان)."""
        head = self.reading.words[noun.head]
        return (head.definite and not noun.pronoun) or head.stem.endswith(_DUAL)

    def _governed(self, nominal: Nominal, verb: int) -> bool:
        """Whether the tree makes a phrase without preposition an argument of a verb, wherever word order puts it."""
        own = (at for at in range(nominal.start, nominal.end) if self.reading.heads[at] == verb)
        return not nominal.preposition and any(self.reading.relations[at].startswith(("nsubj", "obj")) for at in own)

    def _nested(self, nominal: Nominal, verb: int) -> bool:
        """Whether the tree puts a phrase into another relative clause behind that of a verb: غارات استهدفت منطقة تسيطر
        عليها المعارضة."""
        at, seen = nominal.head, set[int]()
        if nominal.preposition and self.reading.words[at].upos != "PRON":
            return False  # what a phrase with a preposition belongs to is what parsers know least
        while at >= 0 and at not in seen:
            seen.add(at)
            if at in self.reading.verbs:
                return at > verb and at in self.reading.relative_verbs
            at = self.reading.heads[at]
        return False

    def continues(self, verb: int) -> bool:
        """Whether a verb is joined to the one before it and so shares its subject (`انطلقت ... واستهدفت ...`)."""
        return verb > 0 and self.reading.words[verb - 1].form in self.words["joining"]

    def pronoun_object(self, verb: int) -> bool:
        """Whether the verb at word `verb` carries an object pronoun (استهدفتها)."""
        following = self.reading.words[verb + 1 : verb + 2]
        return any(word.upos == "PRON" and word.glued for word in following)

    def _pointed(self, verb: int, subject: Nominal | None) -> Nominal | None:
        """What the object pronoun of a verb stands for: the nearest thing before it that can be hit, no subject."""
        for previous in (v for v in reversed(self.reading.verbs) if v < verb and self.continues(verb)):
            if hit := next((n for n in self.of_verb(previous).object if self.kinds.targetable(n)), None):
                return hit
        standing = self.antecedents.standing(verb)
        return standing if standing and self.kinds.targetable(standing) else self.antecedents.pointed(verb, subject)

    def _left_subject(self, left: Iterable[Nominal]) -> Nominal | None:
        bare = [n for n in left if not n.preposition and not n.relative and not self.kinds.adverbial(n)]
        return next((n for n in bare if self.kinds.agentive(n)), bare[-1] if bare else None)

    def _by_tree(self, verb: int, relations: tuple[str, ...], candidates: Iterable[Nominal]) -> Nominal | None:
        """The first candidate that the tree makes an argument of the verb, else of "was" before it, by one of these
        relations."""
        candidates = [n for n in candidates if not n.preposition and not self.kinds.predicate(n)]
        was = self._was(verb)
        for governor in (verb, was) if was >= 0 else (verb,):
            for nominal in candidates:
                for at in range(nominal.start, nominal.end):
                    if self.reading.heads[at] == governor and self.reading.relations[at] in relations:
                        return nominal
        return None

    def _inserted(self, nominal: Nominal) -> bool:
        """Whether a phrase stands alone between commas: شنّوا، مستغلين العاصفة، هجوماً على X."""
        words = self.reading.words
        around = (words[nominal.start - 1].form, words[nominal.end].form if nominal.end < len(words) else "")
        return nominal.start > 0 and all(mark in COMMAS for mark in around) and not nominal.mentions

    def _raised(self, verb: int) -> Nominal | None:
        """سبق للجيش أن قصف X: whoever stands with ل beside a verb of that kind does what depends on it."""
        above = max((v for v in self.reading.verbs if v < verb), default=-1)
        if above < 0 or self.reading.words[above].lemma not in self.words["raising"]:
            return None
        behind = (n for n in self.reading.nominals if above < n.start < verb and n.preposition == _FOR)
        return next((n for n in behind if self.kinds.acting(n)), None)

    def _was(self, verb: int) -> int:
        """The "was" on which a verb depends in its clause (وكان المعسكر، الذي ...، قد تعرض), -1 when there is none."""
        was = self.reading.heads[verb]
        if was < 0 or self.reading.words[was].lemma != _WAS:
            return -1
        between = (v for v in self.reading.verbs if was < v < verb and v not in self.reading.relative_verbs)
        return -1 if any(between) else was


def _with(nominal: Nominal, relative: bool) -> bool:
    """Whether a nominal may be an argument of a trigger that stands in a relative clause, or in none."""
    return nominal.relative == relative or (nominal.outer and not relative)
