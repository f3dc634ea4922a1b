"""Names and raw text cut into words, and the keys by which the two are compared."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from kg.text import clean, fold

# Letters and digits apart, so that T4, T 4 and T-4 are the same words.
WORD = re.compile(r"[^\W\d_]+|\d+")
# What may stand between two words of one name: quotes, brackets, dashes, hashtag signs, but no end of clause or line.
_GAP = re.compile(r"[ \"'()\[\]#_/-]*")
# Longest plural ending in -ūna (nominative) that is not part of a place name such as ميرون or قلمون.
_PLURAL = 6


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a raw text.

    `starts` are the offsets there of its first letters (as many as proclitics may take), `end` is exclusive; `text` is
    the word cleaned, `form` folded; `joined` tells whether a name may go on from the word before to this one.
    """

    starts: tuple[int, ...]
    end: int
    text: str
    form: str
    joined: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The contents of `words.toml`, folded (but `never`, whose spelling counts)."""

    spelling: tuple[tuple[str, str], ...]
    variants: Mapping[str, tuple[str, ...]]
    not_article: frozenset[str]
    never: frozenset[str]
    persons: frozenset[str]
    singular: Mapping[str, str]
    base_heads: frozenset[str]
    base_qualifiers: frozenset[str]
    base_prepositions: frozenset[str]
    base_places: frozenset[str]
    cues: Mapping[str, tuple[str, ...]]
    prefixed: tuple[str, ...]
    joined: tuple[str, ...]
    nisba: tuple[str, ...]


@cache
def vocabulary() -> Vocabulary:
    """The words by which names are read, from the data file beside this module."""
    raw: dict[str, dict[str, Any]] = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    # Stems without looking up plurals: the table of plurals is part of what is being read.
    base = {
        name: frozenset(_without_article(fold(word)) for word in words) for name, words in raw["base-phrase"].items()
    }
    return Vocabulary(
        spelling=tuple((fold(written), fold(usual)) for written, usual in raw["spelling"].items()),
        variants=MappingProxyType({fold(word): tuple(map(fold, also)) for word, also in raw["variants"].items()}),
        not_article=frozenset(map(fold, raw["not-article"]["words"])),
        never=frozenset(raw["never"]["words"]),
        persons=frozenset(_without_article(fold(word)) for word in raw["persons"]["words"]),
        singular=MappingProxyType({fold(f): fold(head) for head, forms in raw["heads"].items() for f in forms}),
        base_heads=base["heads"],
        base_qualifiers=base["qualifiers"],
        base_prepositions=base["prepositions"],
        base_places=base["places"],
        cues=MappingProxyType({fold(cue): tuple(kinds) for cue, kinds in raw["cues"].items()}),
        prefixed=tuple(raw["prefixed"]["words"]),
        joined=tuple(map(fold, raw["joined"]["words"])),
        nisba=tuple(fold(ending) for ending in raw["nisba"]["endings"]),
    )


def _without_article(form: str) -> str:
    return form.removeprefix("ال") if len(form) > 3 else form


def words(text: str) -> tuple[Word, ...]:
    """The words of a raw text in order; offsets count characters of `text`."""
    cleaned = clean(text)
    found: list[Word] = []
    end = 0
    for match in WORD.finditer(cleaned.text):
        first, last = match.span()
        form = fold(match[0])
        if form:
            starts = tuple(map(cleaned.origin, range(first, min(first + 3, last))))
            joined = bool(found) and _GAP.fullmatch(cleaned.text, end, first) is not None
            found.append(Word(starts, cleaned.raw(first, last)[1], match[0], form, joined))
            end = last
    return tuple(found)


@cache
def usual(form: str) -> str:
    """A folded word without article, case of a plural and variant spelling."""
    form = bare(form)
    for written, normal in vocabulary().spelling:
        form = form.replace(written, normal)
    if len(form) >= _PLURAL and form.endswith("ون"):
        form = form[:-2] + "ين"
    return form


@cache
def stem(form: str) -> str:
    """What a word is in a name of several words: `usual`, and a head noun in the singular."""
    form = usual(form)
    return vocabulary().singular.get(form, form)


def bare(form: str) -> str:
    """A folded word without the article."""
    return form if form in vocabulary().not_article else _without_article(form)


def key(forms: tuple[str, ...]) -> str:
    """The key of a name. A name of one word keeps its article: العمر is an oil field, عمر a man."""
    if len(forms) == 1:
        return ("ال" if bare(forms[0]) != forms[0] else "") + usual(forms[0])
    return " ".join(map(stem, forms))


def keys(name: str) -> tuple[str, ...]:
    """The keys under which a name is indexed: one, or several when one of its words is written in several ways."""
    forms = tuple(WORD.findall(fold(name)))
    ways = [()] if not forms else [forms]
    for i, form in enumerate(forms):
        for also in vocabulary().variants.get(form, ()):
            ways.append((*forms[:i], also, *forms[i + 1 :]))
    return tuple(dict.fromkeys(key(way) for way in ways if way))


@cache
def readings(form: str) -> tuple[tuple[int, str], ...]:
    """What a folded word may be without proclitics: (letters cut off, rest), itself first.

    The conjunctions و and ف, then the prepositions ب, ك and ل; in لل the second lam is the article.
    """
    found = [(0, form)]
    for cut, rest in [(0, form), *([(1, form[1:])] if form[:1] in ("و", "ف") else [])]:
        if cut:
            found.append((cut, rest))
        if rest.startswith("لل"):
            found.append((cut, "ال" + rest[2:]))
        if rest[:1] in ("ب", "ك", "ل"):
            found.append((cut + 1, rest[1:]))
    return tuple((cut, rest) for cut, rest in found if len(rest) > 1)
