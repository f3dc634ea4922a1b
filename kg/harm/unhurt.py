"""That nobody was hurt: whether a noun or verb of harm is denied."""

from __future__ import annotations

from collections.abc import Iterator

from kg.events import Sentence, negated
from kg.model import Casualties, Quantity
from kg.syntax.nominal import Nominal

_NEAR = 6  # words between a negation and what it denies
_RESULT = 14  # between a verb of what an attack led to and that (لم تسفر هجمات أخرى على X عن إصابات)
_CLAUSE_ENDS = ("،", ".")


def noun(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a noun of harm is denied: دون وقوع إصابات, لم تقع خسائر بشرية, ولا ضحايا."""
    words, verbs = sentence.reading.words, sentence.reading.verbs
    for word in reversed(words[max(0, nominal.start - _NEAR) : core(sentence, nominal) + 1]):
        if word.form in sentence.words["still"]:
            return False
        if word.form in sentence.words["negation"] and word.form not in sentence.words["such_as"]:
            return True
        if word.form in sentence.words["denial"] and word.index not in verbs:
            return True  # نافياً تسجيل أي خسائر بشرية
        if word.index in verbs or word.form in _CLAUSE_ENDS:
            break
    governing = _governing(sentence, nominal)
    if any(word.stem in sentence.words["anyone"] for word in words[nominal.start : nominal.head]):
        governing = _main(sentence, nominal)  # لم تتسبب الصواريخ التي سقطت على X بأي إصابات
    if governing is None or words[governing].lemma in sentence.words["report_verb"]:
        return False
    return negated(sentence, governing)


def core(sentence: Sentence, nominal: Nominal) -> int:
    """Where a phrase says what it tells: behind a participle that only reports it (مؤكداً عدم وقوع إصابات)."""
    reports = sentence.reading.words[nominal.head].form in sentence.words["report_participle"]
    return nominal.head + (reports and nominal.end > nominal.head + 1)


def joined(sentence: Sentence, nominal: Nominal) -> Iterator[tuple[int, Casualties]]:
    """لا قتلى ولا جرحى: what is coordinated to a denied noun is denied with it."""
    classes = sentence.words
    for part in sentence.reading.nominals:
        stem = sentence.reading.words[part.head].stem
        if part.group == nominal.group and part.index > nominal.index and stem in classes["harm_zero"]:
            yield part.head, Casualties("injured" if stem in classes["injured_noun"] else "killed", Quantity(0))


def unheard(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether only word of it is denied: لم ترد أنباء عن إصابات."""
    before = sentence.reading.words[max(0, nominal.start - _NEAR) : nominal.start]
    return any(word.stem in sentence.words["tidings"] for word in before)


def verb(sentence: Sentence, verb: int) -> bool:
    """Whether a verb of harm is negated, itself or with the one it is joined to (لم يُقتل أو يُصب أحد)."""
    joined = verb > 1 and sentence.reading.words[verb - 1].form in sentence.words["conjunction"]
    before = verb - 2 if joined and verb - 2 in sentence.reading.verbs else verb
    return negated(sentence, verb) or negated(sentence, before)


def _governing(sentence: Sentence, nominal: Nominal) -> int | None:
    """The verb on which a phrase depends by the tree (لم تسفر الضربة التي نُفذت عن قتلى), else the nearest before."""
    verbs, head = sentence.reading.verbs, sentence.reading.heads[nominal.head]
    if head in verbs:
        return head
    verb = max((v for v in verbs if v < nominal.start), default=None)
    if verb is None:
        return None
    reach = _RESULT if sentence.reading.words[verb].lemma in sentence.words["resulting"] else _NEAR
    return verb if nominal.start - verb <= reach else None


def _main(sentence: Sentence, nominal: Nominal) -> int | None:
    """The nearest verb of no relative clause before a phrase, in its clause."""
    verbs = (v for v in sentence.reading.verbs if v < nominal.start and v not in sentence.reading.relative_verbs)
    verb = max(verbs, default=None)
    ends = verb is not None and any(w.form in _CLAUSE_ENDS for w in sentence.reading.words[verb : nominal.start])
    return None if ends else verb
