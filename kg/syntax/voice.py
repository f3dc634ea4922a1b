"""Whether a verb tells what somebody did or what befell him."""

from __future__ import annotations

from kg.rules.words import Words
from kg.syntax.nominal import Reading
from kg.syntax.verbs import passive_by_mark

_ACCUSATIVE = ("اً", "ًا")


def suffered(reading: Reading, words: Words, verb: int) -> bool:
    """Whether the verb at a word is passive: by its form, its tag, or the vowels that the outlet put."""
    word = reading.words[verb]
    tagged = "Voice=Pass" in word.feats and not _has_object(reading, verb)
    return word.form in words["passive_form"] or tagged or passive_by_mark(word.raw, word.lemma)


def _has_object(reading: Reading, verb: int) -> bool:
    """Whether the tree gives a verb an object and no passive subject, or an accusative stands behind it (قصفت منزلاً):
    then it is no passive, whatever its tag."""
    if any(word.raw.endswith(_ACCUSATIVE) and word.upos == "NOUN" for word in reading.words[verb + 1 : verb + 2]):
        return True
    own = {reading.relations[at] for at, head in enumerate(reading.heads) if head == verb}
    return "obj" in own and "nsubj:pass" not in own
