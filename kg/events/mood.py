"""Whether the mood of a verb tells something as possible, wanted or coming: the future, a condition, أن or قد before
the imperfect. What it carries (لجأ إلى قصف X, شن هجوماً على X) is then no more real than the verb."""

from __future__ import annotations

from kg.events.sentence import Sentence
from kg.syntax.words import Word

_THAT = "ان"  # before a verb it is أنْ; before a noun it states a fact
WILL = "س"
_MAY = "قد"
_BE = "كان"  # رجّح أن تكون الطائرات قد قصفت: that has happened
_CARRIED = 4  # steps up the tree from an attack to the verb that carries it
IMPERFECT = "يتن"
FUTURE = ("سي", "ست", "سن")


def imperfect(word: Word) -> bool:
    """Whether a verb is in the imperfect; one that begins as its lemma does (تبنّى) is not, whatever the tagger says."""
    return "Aspect=Imp" in word.feats and not word.form.startswith(word.lemma[:2])


def hypothetical(sentence: Sentence, verb: int) -> bool:
    """Whether the verb at word `verb` tells what may, should or will be."""
    words, classes = sentence.reading.words, sentence.words
    word, before = words[verb], words[max(0, verb - 2) : verb]
    if not before:
        return False
    last, first = before[-1], before[0]
    if last.form == WILL or last.form in classes["future"]:
        return True
    if word.form.startswith(FUTURE) and not word.lemma.startswith(WILL):
        return True
    if last.form in classes["condition"]:
        return True
    if word.lemma == _BE:
        return False
    if last.form == _MAY:
        return imperfect(word)
    above = sentence.reading.heads[verb]  # استطاعت المقاومة أن تقصف X
    achieved = {first.form, first.stem} & classes["that_happened"] or words[above].lemma in classes["achieving"]
    return last.form == _THAT and word.form[:1] in IMPERFECT and len(before) == 2 and not achieved


def carried(sentence: Sentence, noun: int) -> bool:
    """Whether an attack told by the noun at word `noun` is carried by a verb that tells it as no fact: قد تلجأ إلى قصف
    X, يُتوقع أن تشن هجوماً. A definite attack has happened, whatever comes of it; so has one of which more is told, or
    which is reported beside a threat (سنضرب العدو، قال كاشفاً عن قصف X)."""
    reading, classes = sentence.reading, sentence.words
    nominal = next((n for n in reading.nominals if n.head == noun), None)
    if nominal is None or reading.words[noun].definite or nominal.end in reading.verbs:
        return False
    prepositions = {n.head: n.preposition for n in reading.nominals}
    at = noun
    for _ in range(_CARRIED):
        if prepositions.get(at) in classes["after_that"]:
            return False
        at = reading.heads[at]
        if at < 0 or at in reading.relative_verbs or reading.words[at].form in classes["report_participle"]:
            return False
        if at in reading.verbs:
            return at < noun and hypothetical(sentence, at)
    return False
