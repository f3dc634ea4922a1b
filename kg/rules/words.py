"""The word classes of the rule layer, read from `words.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg.model import Means
from kg.text import fold

_FILE = Path(__file__).with_name("words.yaml")
_FEMININE = fold("ة")
_DUAL = ("تين", "تان", "تي", "تا")
_NOMINATIVE, _ACCUSATIVE = "ان", "ا"
_DUAL_OF_MAN = ("ين", "ان", "ي", "ا")
_SHORT = 2  # letters of a word whose dual reads as another word: عم, عمان


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _with_duals(classes: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The classes with the duals of the nouns in -a of those that name things: منشأة gives منشأتين, منشأتان, منشأتي;
    of people also of the others, as far as it is no plural: متعاقدان."""
    duals: set[str] = set()
    for name in classes["doubled"]:
        own = {word[:-1] + ending for word in classes[name] if word.endswith(_FEMININE) for ending in _DUAL}
        classes[name] |= own
        duals |= own
    people = [one for one in classes["person_one"] if len(one) > _SHORT]
    duals |= {one + _NOMINATIVE for one in people if not one.endswith((_FEMININE, _ACCUSATIVE))}
    duals |= {one[:-1] + ending for one in people if one.endswith(_FEMININE) for ending in _DUAL[:2]}
    return classes | {"dual": classes["dual"] | duals}


def _singular(table: dict[str, list[str]]) -> dict[str, str]:
    """The singular of each plural and dual of the nouns that lists of names stand behind: محطات, محطتا, حقلا X وY."""
    duals: dict[str, str] = {}
    for noun in table:
        form = fold(noun)
        stem, endings = (form[:-1], _DUAL) if form.endswith(_FEMININE) else (form, _DUAL_OF_MAN)
        duals |= {stem + ending: noun for ending in endings}
    return duals | _inverse(table)


def _inverse(table: dict[Any, list[str]]) -> dict[str, Any]:
    return {fold(word): value for value, words in table.items() for word in words}


@dataclass(frozen=True, slots=True)
class Words:
    """Every class of `words.yaml`, folded.

    Plain classes are in `classes`; the rest are look-ups from a word to its value, `preposition` from the words of a
    preposition, simple or compound, to its canonical name. `qualifying` has the first word of each qualifier.
    """

    classes: dict[str, frozenset[str]]
    means_noun: dict[str, Means]
    means_adjective: dict[str, Means]
    means_refined: dict[str, Means]
    number: dict[str, int]
    qualifier: dict[str, str]
    qualifying: frozenset[str]
    place_kinds: dict[str, frozenset[str]]
    singular: dict[str, str]
    proxies: dict[str, str]
    launchers: dict[str, str]
    occupied: dict[str, str]
    coalitions: dict[str, str]
    participle: dict[str, str]
    preposition: dict[tuple[str, ...], str]
    longest_preposition: int

    def __getitem__(self, name: str) -> frozenset[str]:
        """The folded words of a plain class. Raises KeyError when there is no class of that name."""
        return self.classes[name]

    def is_a(self, word: str, *names: str) -> bool:
        """Whether a folded word, without article, is in any of the named classes."""
        return any(word in self.classes[name] for name in names)


@cache
def load() -> Words:
    """The word classes; read once in a process."""
    data: dict[str, Any] = yaml.load(
        _FILE.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    simple = {(fold(word),): fold(word) for word in data["preposition"]}
    compound = {
        tuple(fold(part) for part in spelling.split()): name
        for name, spellings in data["compound_preposition"].items()
        for spelling in spellings
    }
    prepositions = simple | compound
    qualifier = _inverse(data["qualifier"])
    return Words(
        classes=_with_duals({name: _folded(value) for name, value in data.items() if isinstance(value, list)}),
        means_noun={word: Means(value) for word, value in _inverse(data["means_noun"]).items()},
        means_adjective={word: Means(value) for word, value in _inverse(data["means_adjective"]).items()},
        means_refined={word: Means(value) for word, value in _inverse(data["means_refined"]).items()},
        place_kinds={fold(noun): frozenset(kinds) for noun, kinds in data["place_kinds"].items()},
        singular=_singular(data["singular"]),
        proxies=data["proxies"],
        launchers=data["launchers"],
        occupied=data["occupied"],
        coalitions=data["coalitions"],
        participle={form: fold(verb) for form, verb in _inverse(data["verb_participle"]).items()},
        number=_inverse(data["number"]),
        qualifier=qualifier,
        qualifying=frozenset(phrase.partition(" ")[0] for phrase in qualifier),
        preposition=prepositions,
        longest_preposition=max(map(len, prepositions)),
    )
