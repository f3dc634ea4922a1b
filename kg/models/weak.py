"""Weak named-entity labels: by the lexicon, the dates, and the words around names that neither knows.

They are right often enough to learn from (README.md tells how often), because a network that sees many of them learns
what the contexts of names have in common and not the errors of single rules.
"""

from __future__ import annotations

import random
import re
import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, takewhile
from pathlib import Path

from kg import dates
from kg.lexicon import Lexicon
from kg.model import EntityKind, Mention
from kg.models.entities import Span, Tagged, spans, tags
from kg.rules import words
from kg.text import fold

TYPE_OF_KIND = {
    EntityKind.ACTOR: "ACTOR",
    EntityKind.SOURCE: "SOURCE",
    EntityKind.BASE: "BASE",
    EntityKind.FACILITY: "BASE",
    EntityKind.PLACE: "PLACE",
    EntityKind.AREA: "PLACE",
    EntityKind.WEAPON: "WEAPON",
}
FINER = {"ORG": ("ACTOR", "SOURCE", "BASE"), "PLACE": ("BASE",)}
TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|\w+|[^\w\s]")
"""The tokens of clean text; the tokenizer of the pipeline cuts hardly otherwise."""
_ARABIC = re.compile("[\u0621-\u064a]{2,}")
_PROCLITICS = "وفبلك"
_ARTICLE, _FEMININE = "ال", fold("ية")
_ORDINARY = ("settlement_noun", "district_noun", "base_noun", "direction", "anaphoric", "ordinary_name")
"""Classes of nouns of which some are names of towns as well."""
_LONGEST = 3  # tokens of a name that only its context tells
_SEEN = 2  # times in the corpora before a word counts as a given name


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded words that are hardly ever names, words that begin the names of persons, words that stand inside them."""

    ordinary: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]

    @classmethod
    def learn(cls, corpora: Iterable[Tagged], tagged: Iterable[Tagged]) -> Vocabulary:
        """From corpora of named entities (PERSON as a type), and from sentences with UPOS tags."""
        uses: dict[str, Counter[str]] = {}
        for sentence in corpora:
            for token, tag in sentence:
                uses.setdefault(fold(token), Counter())[tag if tag in ("O", "B-PERSON", "I-PERSON") else "name"] += 1
        for sentence in tagged:
            for token, upos in sentence:
                uses.setdefault(fold(token), Counter())["name" if upos in ("X", "PROPN") else "O"] += 1
        share = {word: {tag: n / tags.total() for tag, n in tags.items()} for word, tags in uses.items()}

        def mostly(*wanted: str, least: int = 1) -> frozenset[str]:
            fit = (word for word, of in share.items() if sum(of.get(tag, 0) for tag in wanted) >= 0.5)
            return frozenset(word for word in fit if uses[word].total() >= least)

        return cls(mostly("O"), mostly("B-PERSON", least=_SEEN), mostly("B-PERSON", "I-PERSON"))

    def plain(self, token: str) -> bool:
        """Whether a token, with or without proclitics and article, is no name as far as is known."""
        return any(form in self.ordinary for form in forms(fold(token)))


def forms(word: str) -> Iterator[str]:
    """A folded word, and what it is without a proclitic, without or with the article.

    >>> list(forms("والمطار"))
    ['والمطار', 'المطار', 'مطار']
    """
    yield word
    if len(word) > 3 and word[0] in _PROCLITICS:
        rest = word[1:]
        rest = _ARTICLE + rest[1:] if word.startswith("لل") else rest
        yield rest
        word = rest
    if word.startswith(_ARTICLE) and len(word) > 4:
        yield word.removeprefix(_ARTICLE)
    elif len(word) > 2:
        yield _ARTICLE + word


class Labeller:
    """Labels sentences. Holds the lexicon and the vocabulary, and the words of `weak.toml`."""

    def __init__(self, lexicon: Lexicon, vocabulary: Vocabulary) -> None:
        self.lexicon, self.vocabulary = lexicon, vocabulary
        self._words = words.load()
        data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
        self._heads = {fold(noun): kind for kind, nouns in data["head"].items() for noun in nouns}
        self._cues = {fold(noun): kind for kind, nouns in data["cue"].items() for noun in nouns}
        self._forces, self._between = (frozenset(map(fold, data["forces"][name])) for name in ("nouns", "between"))
        self._adjectives = frozenset(map(fold, data["facility"]["adjectives"]))
        self._particles = frozenset(map(fold, data["person"]["particles"]))

    def label(self, tokens: Sequence[str]) -> list[str]:
        """The BIO tags of a sentence's tokens."""
        text = " ".join(tokens)
        starts = list(accumulate((len(token) + 1 for token in tokens), initial=0))

        def named(start: int, end: int, kind: str) -> Span:
            return bisect_right(starts, start) - 1, bisect_left(starts, end), kind

        mentions = [mention for mention in self.lexicon.find(text) if self._counts(text, mention)]
        known = [named(mention.start, mention.end, _kind(mention)) for mention in mentions]
        names = [named(one.start, one.end, "DATE") for one in dates.find(text)]
        names += self._facilities(tokens, [name for name in known if name[2] == "PLACE"])
        names += [name for name, mention in zip(known, mentions, strict=True) if " " in mention.text]
        names += [*self._persons(tokens), *known, *self._told(tokens)]
        return tags(len(tokens), _apart(names))

    def doubtful(self, sentence: Tagged) -> bool:
        """Whether two words in a row without label are so rare that they may well be a name that was missed."""
        rare = [
            tag == "O" and _ARABIC.fullmatch(token) is not None and not self.vocabulary.plain(token)
            for token, tag in sentence
        ]
        return any(map(all, pairwise(rare)))

    def _counts(self, text: str, mention: Mention) -> bool:
        """Whether a name of the lexicon is one here, and not the ordinary word that is spelled alike."""
        before, kind = text[: mention.start].split()[-1:], _kind(mention)
        announced = any(self._heads.get(_noun(word, self._heads)) == kind for word in before)
        if mention.candidates[0].kind is EntityKind.AREA or self._adjective(before, mention.text):
            return False
        if " " in mention.text or announced or self.lexicon.cue(text, mention) is not None:
            return True
        plain = self.vocabulary.plain(mention.text)
        if kind in ("BASE", "SOURCE"):
            return not plain
        known = mention.candidates[0].id in self.lexicon.entities
        ordinary = kind == "PLACE" and self._words.is_a(fold(mention.text).removeprefix(_ARTICLE), *_ORDINARY)
        return not (mention.cued or ordinary) and (known or not plain)

    def _adjective(self, before: Sequence[str], name: str) -> bool:
        """«السلطات السعودية», «طائرات سورية»: a country's name that agrees with the noun before it."""
        if not before or not fold(name).endswith(_FEMININE) or not self.lexicon.adjective(name):
            return False
        definite = _definite(before[0])
        bare = not name.startswith(_ARTICLE) and (fold(before[0]),) not in self._words.preposition
        return definite if name.startswith(_ARTICLE) else bare

    def _facilities(self, tokens: Sequence[str], places: Iterable[Span]) -> Iterator[Span]:
        """«مطار الضبعة العسكري», «قاعدة حميميم»: the noun, the place it is called after, and what goes on with it."""
        for first, end, _ in places:
            if first and self._heads.get(_noun(tokens[first - 1], self._heads)) == "BASE":
                behind = takewhile(lambda token: _noun(token, self._adjectives), tokens[end:])
                yield first - 1, end + len(list(behind)), "BASE"

    def _persons(self, tokens: Sequence[str]) -> Iterator[Span]:
        """A given name, and what follows it and is no ordinary word."""
        for first, token in enumerate(tokens):
            if any(form in self.vocabulary.given for form in (fold(token), fold(token)[1:])):
                end = first + 1 + self._run(tokens[first + 1 :], self._surname)
                if end > first + 1:
                    yield first, end, "PERSON"

    def _surname(self, token: str) -> bool:
        word = fold(token)
        return word in self._particles or word in self.vocabulary.surnames or not self.vocabulary.plain(token)

    def _told(self, tokens: Sequence[str]) -> Iterator[Span]:
        """Names behind a noun that says what they are, and forces with an adjective of their country."""
        for first, token in enumerate(tokens):
            behind = tokens[first + 1 :]
            length = self._run(behind, lambda word: not self.vocabulary.plain(word))
            if behind and _noun(token, self._forces):
                last = first + 1 + bool(_noun(behind[0], self._between))
                if any(self.lexicon.adjective(word) for word in tokens[last : last + 1]):
                    yield first, last + 1, "ACTOR"
            if length and not _definite(token) and (noun := _noun(token, self._heads)):
                yield first, first + 1 + length, self._heads[noun]
            if length and (noun := _noun(token, self._cues)):
                yield first + 1, first + 1 + length, self._cues[noun]

    def _run(self, tokens: Sequence[str], fits: Callable[[str], bool]) -> int:
        """How many of the tokens from the first on are Arabic words that fit."""
        return len(list(takewhile(lambda token: _ARABIC.fullmatch(token) and fits(token), tokens[:_LONGEST])))


def _apart(names: Iterable[Span]) -> list[Span]:
    """The names without those that overlap one before them."""
    found: list[Span] = []
    for first, end, kind in names:
        if all(end <= start or stop <= first for start, stop, _ in found):
            found.append((first, end, kind))
    return found


def _kind(mention: Mention) -> str:
    """The type of a name; of a state or its capital PLACE, whatever it does."""
    first = mention.candidates[0]
    states = first.subtype == "state" and any(c.kind is EntityKind.PLACE for c in mention.candidates)
    return "PLACE" if states else TYPE_OF_KIND[first.kind]


def _noun(token: str, known: Collection[str]) -> str:
    """Which of the folded nouns `known` a token is, without proclitics and article; empty when it is none."""
    return next((bare for form in forms(fold(token)) if (bare := form.removeprefix(_ARTICLE)) in known), "")


def _definite(token: str) -> bool:
    """Whether a token has the article, if need be behind a proclitic."""
    word = fold(token)
    return word.startswith((_ARTICLE, "لل")) or word[1:].startswith(_ARTICLE)


def renamed(sentence: Tagged, names: Sequence[str], share: float, rng: random.Random) -> Tagged:
    """The sentence with a share of its places called otherwise, so that contexts are learnt and not lists."""
    found: Tagged = []
    done = 0
    for first, end, kind in spans([tag for _, tag in sentence]):
        found += sentence[done:first]
        if kind == "PLACE" and rng.random() < share:
            new = TOKEN.findall(rng.choice(names))
            found += zip(new, tags(len(new), [(0, len(new), kind)]), strict=True)
        else:
            found += sentence[first:end]
        done = end
    return found + sentence[done:]


def merged(sure: Sequence[str], more: Sequence[str]) -> list[str]:
    """Tags with the names of `sure`, and those of `more` that overlap none of these.

    An ORG or PLACE is of the finer type that `more` has for its first token: a party an ACTOR, a newspaper a SOURCE, an
    airport a BASE.

    >>> merged(["B-ORG", "I-ORG", "O", "O"], ["B-ACTOR", "O", "O", "B-DATE"])
    ['B-ACTOR', 'I-ACTOR', 'O', 'B-DATE']
    """
    finer = {first: kind for first, _, kind in spans(more)}
    names = []
    for first, end, kind in spans(sure):
        allowed = FINER.get(kind, ())
        names.append((first, end, finer[first] if finer.get(first) in allowed else kind))
    free = [name for name in spans(more) if all(tag == "O" for tag in sure[name[0] : name[1]])]
    return tags(len(sure), [*names, *free])
