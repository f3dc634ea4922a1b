"""Multiword tokens that no treebank has but whose words are plain from those it has: أسقطتها is أسقطت + ها.

The expander's network spells such words out letter by letter and errs where the spelling changes: it makes أسقطة ها of
this one, as if a feminine noun stood before the pronoun.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.models.clitics import IMPERFECT, WILL
from kg.models.data import FORM, ID, UPOS, XPOS, Row, Sentence

PRONOUNS = ("هما", "ها", "هم", "هن", "كم", "نا", "ني", "ه", "ك")
CONJUNCTIONS = ("", "و", "ف")
PREPOSITIONS = ("ب", "ل", "ك")
PERFECT = "VP"
"""How PADT's tags of perfect verbs begin."""
VERBS = ("VERB", PERFECT)
HAMZA = re.compile("^(ال)?[أإ]")
"""What many write without hamza; of the words of a multiword token PADT corrects it."""
STEM = re.compile("[\u0621-\u064a]{2,}")
LEAST = 4
"""A token is listed if news text has it this often; the rest is left to the network."""
ARTICLE_SHARE = 0.05
"""What news text has with the article this often, in proportion, is a noun of its own: with الفساد, فساد is no ف + ساد.

Both were set on the training treebank, a fifth of it read with what the rest gave.
"""


def with_plurals(sentence: Sentence, words: Mapping[str, int]) -> Sentence:
    """The sentence with علاقات + ها where it has علاقاة + ها: some annotations take every ت before a pronoun for a ة.

    `words` counts surface words in news text, which tell حياة from علاقات.
    """

    def repaired(row: Row) -> Row:
        form = row[FORM]
        plural = form[:-1] + "ت"
        wrong = form.endswith("اة") and words.get(plural, 0) > words.get(form, 0)
        return (row[ID], plural, *row[FORM + 1 :]) if wrong else row

    return replace(sentence, rows=tuple(map(repaired, sentence.rows)))


def kind_of(row: Row) -> str:
    """The UPOS of a word, but `PERFECT` of a perfect verb: no particle stands before it."""
    return PERFECT if row[XPOS].startswith(PERFECT) else row[UPOS]


def joined(stem: str, kind: str, pronoun: str) -> str:
    """How a word and the pronoun after it are written together; empty if they cannot be."""
    if not pronoun:
        return stem
    if kind in ("ADJ", "NUM") or (kind not in VERBS and stem.startswith("ال")):
        return ""
    if kind == PERFECT and pronoun == "نا" and not stem.endswith(("ت", "وا")):
        return ""  # بدأنا: we began
    if stem.endswith("ة"):
        return stem[:-1] + "ت" + pronoun if kind == "NOUN" else ""
    if stem.endswith("ى"):
        return stem[:-1] + "ا" + pronoun if kind in (*VERBS, "NOUN") else ""
    if stem.endswith("وا") and kind in VERBS:
        return stem[:-1] + pronoun
    return stem + pronoun


def prefixed(body: str, kind: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A word with each proclitic it can have: the spelling, and the proclitic as a word."""
    yield body, ()
    if kind in ("NOUN", "ADJ", "NUM"):
        # لست is no ل + ست but "I am not"
        for preposition in PREPOSITIONS if body != "ست" else ("ب",):
            # ل swallows the alif of the article, and one of three lāms: ل + اللغة is للغة
            swallowed = preposition == "ل" and body.startswith("ال")
            yield ("ل" + body[1:].replace("لل", "ل", 1) if swallowed else preposition + body), (preposition,)
    if kind == "VERB" and body[0] in IMPERFECT:
        for particle in ("س", "ل"):
            yield particle + body, (particle,)


def forms(row: Row) -> Iterator[str]:
    """A word of the treebank and, of a verb, other persons that need no more than another letter."""
    form, xpos = row[FORM], row[XPOS]
    yield form
    if xpos.startswith("VP") and xpos[5:8] == "3MS" and form[-1] not in "ىاتن":
        yield from (form + ending for ending in ("ت", "وا"))
    if xpos.startswith("VI") and xpos[7:8] == "S" and form[0] in IMPERFECT:
        yield from (letter + form[1:] for letter in "يتن" if letter != form[0])


def derived(sentences: Iterable[Sentence], words: Mapping[str, int]) -> dict[str, str]:
    """Unseen tokens of news text and their words, joined by a space; of two readings that with the commoner stem, but
    one that restores a hamza before one that does not.

    `words` counts surface words in news text.
    """
    stems: dict[str, Counter[str]] = defaultdict(Counter)
    known = set()
    for sentence in sentences:
        known |= {form for form, _, _ in sentence.tokens()}
        for row in sentence.rows:
            if "-" not in row[ID] and row[UPOS] in ("VERB", "NOUN", "ADJ", "NUM", "ADP") and STEM.fullmatch(row[FORM]):
                for form in forms(row):
                    stems[form][kind_of(row)] += 1
    best: dict[str, tuple[bool, int, str]] = {}
    for stem, uses in stems.items():
        for what, count in uses.items():
            for token, parts in readings(stem, what):
                # before a first person without hamza س would make verbs of names: سامر, سالم
                for spelling in {token, *(bare(token, stem) if WILL not in parts else ())}:
                    listed = len(parts) > 1 and spelling not in known and is_listed(spelling, words)
                    rank = spelling != token, count
                    if listed and rank > best.get(spelling, (False, 0, ""))[:2]:
                        best[spelling] = *rank, " ".join(parts)
    return {token: parts for token, (_, _, parts) in best.items()}


def is_listed(token: str, words: Mapping[str, int]) -> bool:
    """Whether news text has a token often enough, and seldom with the article."""
    count = words.get(token, 0)
    return count >= LEAST and words.get("ال" + token, 0) <= ARTICLE_SHARE * count


def bare(token: str, stem: str) -> Iterator[str]:
    """The token as written by those who leave out the hamza at the beginning of its stem."""
    if HAMZA.match(stem):
        yield re.sub("[أإ]", "ا", token)


def readings(stem: str, kind: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """All tokens that a word can stand in, each with its words."""
    for pronoun in ("", *PRONOUNS):
        body = joined(stem, kind, pronoun)
        for spelling, proclitic in prefixed(body, kind) if body else ():
            for conjunction in CONJUNCTIONS:
                parts = (conjunction, *proclitic, stem, pronoun)
                yield conjunction + spelling, tuple(part for part in parts if part)
