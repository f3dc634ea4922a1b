"""Whether a verb tells what somebody did or what befell him."""

from __future__ import annotations

from kg.rules.words import Words
from kg.syntax.nominal import Reading
from kg.syntax.verbs import feminine, passive_by_mark

ACCUSATIVE = ("اً", "ًا")
_SHE = "ة"  # ends nouns


def suffered(reading: Reading, words: Words, verb: int, acts: bool = False) -> bool:
    """Whether the verb at a word is passive: by its form, by the vowels that the outlet put, or by its tag, unless
    somebody `acts` behind it and something is hit."""
    word = reading.words[verb]
    tagged = "Voice=Pass" in word.feats and not (acts or _has_object(reading, verb) or _disagrees(reading, verb))
    return word.form in words["passive_form"] or tagged or passive_by_mark(word.raw, word.lemma)


def _has_object(reading: Reading, verb: int) -> bool:
    """Whether the tree gives a verb an object and no passive subject, or an accusative stands behind it (قصفت منزلاً):
    then it is no passive, whatever its tag."""
    if any(word.raw.endswith(ACCUSATIVE) and word.upos == "NOUN" for word in reading.words[verb + 1 : verb + 2]):
        return True
    own = {reading.relations[at] for at, head in enumerate(reading.heads) if head == verb}
    return "obj" in own and "nsubj:pass" not in own


def _disagrees(reading: Reading, verb: int) -> bool:
    """إذ قصف بالصواريخ مدينة X: whether what the tree has for the subject is feminine and the verb is not."""
    suffers = (at for at, head in enumerate(reading.heads) if head == verb and reading.relations[at] == "nsubj:pass")
    hit = next(suffers, None)
    return hit is not None and reading.words[hit].raw.endswith(_SHE) and not feminine(reading.words[verb])
