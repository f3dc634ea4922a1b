"""A dictionary that corrects which tokens Stanza's tokenizer takes for several words (كتابهم, وأعلن, بغداد).

The tokenizer sees characters only, so it splits names that begin like a proclitic (بريف is ب + ريف, بغداد is not).
Words the treebank has seen often enough, and word frequencies in news text, settle most of these cases.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

Token = str | tuple[str, bool]
"""What Stanza passes to a postprocessor: a token, or (token, True) if it is a multiword token."""

MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
"""Vowel marks, dagger alif and tatweel: the dictionary is without them."""
RARER = 10
"""A predicted split is refused when what follows the proclitic is this many times rarer than the whole."""
COMMONER = {"و": 3, "س": 0.3, "ف": 30, "ب": 30, "ل": 30, "ك": 30}
"""A missed proclitic is split off when what follows is known and this many times more common than the whole.

Both were set on the training treebank, each fifth of it looked up in a dictionary made from the rest.
"""
WILL = "س"
FUTURE = "يتنأا"
"""س is a word of its own (will) before these letters only."""
IMPERFECT = "يتنأ"
"""What an imperfect verb begins with, after س (will) or the ل of purpose."""
PRONOUNS = ("ها", "هم", "هما", "هن", "كم", "نا", "ني", "ه", "ك", "ي")
MIN_LEFT = 3
"""Shortest rest, in letters, that counts as a word of its own."""


def without_proclitic(token: str) -> str:
    """What follows the first letter, with the article that ل swallows; empty if the token has no proclitic."""
    if token[:1] not in COMMONER or (token[0] == "س" and token[1:2] not in FUTURE):
        return ""
    return "ال" + token[2:] if token.startswith("لل") else token[1:]


@dataclass(frozen=True, slots=True)
class Clitics:
    """`split`: whether a seen token is several words. `counts`: how often a word stands in news text."""

    split: Mapping[str, bool]
    counts: Mapping[str, int]

    def is_multiword(self, token: str, predicted: bool) -> bool:
        """Whether `token` is several words, given what the tokenizer predicted."""
        bare = MARKS.sub("", token)
        known = self.split.get(bare)
        if known is not None:
            return known
        rest = without_proclitic(bare)
        if len(rest) < MIN_LEFT or not self.counts:
            return predicted
        whole, left = self.counts.get(bare, 1), self.counts.get(rest, 1)
        if predicted:
            return bare.endswith(PRONOUNS) or whole < RARER * left
        if bare[0] == WILL and bare[1] not in IMPERFECT:
            return False  # سامر is a name
        return rest in self.counts and left > COMMONER[bare[0]] * whole

    def correct(self, sentences: Iterable[Iterable[Token]]) -> list[list[Token]]:
        """The sentences of Stanza's tokenizer with the multiword marks corrected; texts never change."""
        return [[self._mark(token) for token in sentence] for sentence in sentences]

    def _mark(self, token: Token) -> Token:
        text, predicted = (token, False) if isinstance(token, str) else token
        return (text, True) if len(text) > 1 and self.is_multiword(text, predicted) else text


def load(path: Path) -> Clitics:
    """Read the dictionary that `save` wrote."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        data = json.load(stream)
    split = dict.fromkeys(data["one"], False) | dict.fromkeys(data["many"], True)
    counts = {word: count for count, words in data["counts"].items() for word in words.split()}
    return Clitics(split, {word: int(count) for word, count in counts.items()})


def save(clitics: Clitics, path: Path) -> None:
    """Write the dictionary; the same dictionary gives the same bytes."""
    by_count: dict[int, list[str]] = {}
    for word, count in sorted(clitics.counts.items()):
        by_count.setdefault(count, []).append(word)
    data = {
        "one": sorted(word for word, many in clitics.split.items() if not many),
        "many": sorted(word for word, many in clitics.split.items() if many),
        "counts": {str(count): " ".join(words) for count, words in sorted(by_count.items())},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def postprocessor(path: Path) -> Callable[[Iterable[Iterable[Token]]], list[list[Token]]]:
    """A `tokenize_postprocessor` for `stanza.Pipeline` that uses the dictionary at `path`."""
    return load(path).correct
