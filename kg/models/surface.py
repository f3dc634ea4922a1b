"""Sentences whose surface tokens have a part of speech but no other analysis: more than the treebank has words.

Their tokens are split into words by the models themselves; of a multiword token only those words get a tag that leave
no doubt. What is not known is `_`, and the tagger learns nothing there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.models.data import Row, Sentence
from kg.models.expansions import PRONOUNS

Tagged = list[tuple[str, str]]
"""Surface tokens, each with its UPOS."""

PROCLITICS: Mapping[str, str] = {"و": "CCONJ", "ف": "CCONJ", "ب": "ADP", "ل": "ADP", "ك": "ADP", "س": "AUX"}
CONTENT = ("NOUN", "ADJ", "VERB", "X", "NUM", "PROPN", "ADV", "DET")
"""Tags that say nothing of a proclitic or pronoun: in a multiword token they are the stem's."""
GRAM = 5
"""Sentences that share so many tokens in a row are taken for the same text."""


def read(path: Path) -> Iterator[Tagged]:
    """The sentences of a file with a token and its tag a line and empty lines between sentences."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [tuple(line.split("\t")) for line in block.split("\n") if line]
        if rows:
            yield [(token, tag) for token, tag in rows]


def runs(tokens: Sequence[str]) -> set[tuple[str, ...]]:
    """Every run of `GRAM` tokens, or all tokens where there are fewer."""
    return {tuple(tokens[start : start + GRAM]) for start in range(max(1, len(tokens) - GRAM + 1))}


def unseen(sentences: Iterable[Tagged], others: Iterable[Sentence]) -> list[Tagged]:
    """The sentences that share no run of tokens with any of the `others`."""
    known = {run for other in others for run in runs([form for form, _, _ in other.tokens()])}
    return [tagged for tagged in sentences if not runs([token for token, _ in tagged]) & known]


def tags(words: Sequence[str], tag: str) -> list[str]:
    """The tag of each word of a token: those of the proclitics and pronoun are known, the token's is the stem's."""
    if len(words) == 1:
        return [tag]
    found = [PROCLITICS.get(word, "_") for word in words[:-1]] + ["PRON" if words[-1] in PRONOUNS else "_"]
    stems = [place for place, known in enumerate(found) if known == "_"]
    if len(stems) == 1 and tag in CONTENT:
        found[stems[0]] = tag
    if tag == "VERB" and "ل" in words:
        found[list(words).index("ل")] = "_"  # of purpose, or a command
    return found


def sentence(tagged: Tagged, split: Mapping[int, list[str]]) -> Sentence:
    """CoNLL-U rows of a sentence; `split` has the words of each multiword token by its place."""
    rows: list[Row] = []
    number = 0
    for place, (token, tag) in enumerate(tagged):
        words = split.get(place, [token])
        if len(words) > 1:
            rows.append((f"{number + 1}-{number + len(words)}", token, *["_"] * 8))
        for word, known in zip(words, tags(words, tag), strict=True):
            number += 1
            rows.append((str(number), word, "_", known, *["_"] * 6))
    return Sentence((), tuple(rows))


def sentences(tagged: Sequence[Tagged], nlp: Any, block: int = 200) -> list[Sentence]:
    """The sentences in words, by a pipeline with tokenizer and expander; those that it cuts otherwise are left out."""
    found = []
    for start in range(0, len(tagged), block):
        part = tagged[start : start + block]
        texts = [" ".join(token for token, _ in one) for one in part]
        document = nlp("\n\n".join(texts))
        cut = {
            (token.start_char, token.end_char): [word.text for word in token.words]
            for sentence_ in document.sentences
            for token in sentence_.tokens
        }
        begin = 0
        for one, text in zip(part, texts, strict=True):
            at, split = begin, {}
            for place, (token, _) in enumerate(one):
                split[place] = cut.get((at, at + len(token)), [])
                at += len(token) + 1
            if all(split.values()):
                found.append(sentence(one, split))
            begin += len(text) + 2
    return found
