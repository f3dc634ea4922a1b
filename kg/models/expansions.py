"""Multiword tokens that no treebank has but whose words are plain from those it has: أسقطتها is أسقطت + ها.

The expander's network spells such words out letter by letter and errs where the spelling changes: it makes أسقطة ها of
this one, as if a feminine noun stood before the pronoun.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.models.data import FORM, ID, UPOS, Sentence

PRONOUNS = ("هما", "ها", "هم", "هن", "كم", "نا", "ني", "ه", "ك")
CONJUNCTIONS = ("", "و", "ف")
PREPOSITIONS = ("ب", "ل", "ك")
IMPERFECT = "يتنأ"
"""What a verb begins with after the future س or the ل of purpose."""
STEM = re.compile("[\u0621-\u064a]{2,}")
LEAST = 10
"""A token is listed if news text has it this often; the rest is left to the network."""


def joined(stem: str, upos: str, pronoun: str) -> str:
    """How a word and the pronoun after it are written together; empty if they cannot be."""
    if not pronoun:
        return stem
    if upos == "ADJ" or (upos != "VERB" and stem.startswith("ال")):
        return ""
    if stem.endswith("ة"):
        return stem[:-1] + "ت" + pronoun if upos == "NOUN" else ""
    if stem.endswith("ى"):
        return stem[:-1] + "ا" + pronoun if upos in ("VERB", "NOUN") else ""
    if stem.endswith("وا") and upos == "VERB":
        return stem[:-1] + pronoun
    return stem + pronoun


def prefixed(body: str, upos: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A word with each proclitic it can have: the spelling, and the proclitic as a word."""
    yield body, ()
    if upos in ("NOUN", "ADJ"):
        for preposition in PREPOSITIONS:
            # ل swallows the alif of the article, and one of three lāms: ل + اللغة is للغة
            swallowed = preposition == "ل" and body.startswith("ال")
            yield ("ل" + body[1:].replace("لل", "ل", 1) if swallowed else preposition + body), (preposition,)
    if upos == "VERB" and body[0] in IMPERFECT:
        for particle in ("س", "ل"):
            yield particle + body, (particle,)


def derived(sentences: Iterable[Sentence], words: Mapping[str, int]) -> dict[str, str]:
    """Unseen tokens of news text and their words, joined by a space; of two readings that with the commoner stem.

    `words` counts surface words in news text.
    """
    stems: dict[str, Counter[str]] = defaultdict(Counter)
    known = set()
    for sentence in sentences:
        known |= {form for form, _, _ in sentence.tokens()}
        for row in sentence.rows:
            if "-" not in row[ID] and row[UPOS] in ("VERB", "NOUN", "ADJ", "ADP") and STEM.fullmatch(row[FORM]):
                stems[row[FORM]][row[UPOS]] += 1
    best: dict[str, tuple[int, str]] = {}
    for stem, uses in stems.items():
        for upos, count in uses.items():
            for token, parts in readings(stem, upos):
                listed = len(parts) > 1 and token not in known and words.get(token, 0) >= LEAST
                if listed and count > best.get(token, (0, ""))[0]:
                    best[token] = count, " ".join(parts)
    return {token: parts for token, (_, parts) in best.items()}


def readings(stem: str, upos: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """All tokens that a word can stand in, each with its words."""
    for pronoun in ("", *PRONOUNS):
        body = joined(stem, upos, pronoun)
        for spelling, proclitic in prefixed(body, upos) if body else ():
            for conjunction in CONJUNCTIONS:
                parts = (conjunction, *proclitic, stem, pronoun)
                yield conjunction + spelling, tuple(part for part in parts if part)
