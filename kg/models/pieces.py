"""The words of a multiword token that the expander's network spelt out, held to the letters of the token.

The network may repeat, change or drop letters of words it has not seen (شبيهه as شبي + هه); its clitics are mostly
right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.models.clitics import MARKS
from kg.models.expansions import PRONOUNS

PROCLITICS = ("و", "ف", "ب", "ل", "ك", "س")
PARTICLES = (*PROCLITICS, "ما", "لا", "أ")
ENDINGS = (*PRONOUNS, "ما", "من", "لا", "ي")
"""What else a token may begin or end with that is a word of its own: مازال, أليس, عندما, فيمن, كيلا, دوري."""
SPELLINGS = str.maketrans("أإآىةؤئ", "ااايتءء")
SEAT = re.compile("ا[ئؤ]$")
"""The hamza of بقاء as it is written before a pronoun (بقائه)."""
TANWEEN = re.compile("\u064b(?=ا?$)")
"""PADT's words in multiword tokens are without it."""


def held(token: str, words: Sequence[str]) -> list[str]:
    """The `words` where they can be those of `token`, or else the same clitics around what the token has between."""
    if not alike("".join(words), token) or not (words[0] in PARTICLES or words[-1] in ENDINGS):
        words = recut(token, words)
    if len(words) > 1 and words[-1] in PRONOUNS:
        words = [*words[:-2], SEAT.sub("اء", words[-2]), words[-1]]
    return [TANWEEN.sub("", word) for word in words]


def recut(token: str, words: Sequence[str]) -> list[str]:
    """The token cut where the clitics among `words` end and begin."""
    first, rest = 0, token.replace("ـ", "")
    while first < len(words) - 1 and words[first] in PROCLITICS and rest.startswith(words[first]):
        first, rest = first + 1, rest[1:]
    if first and words[first - 1] == "ل" and rest.startswith("ل"):
        rest = "ال" + rest[1:]
    pronoun = words[-1] if first < len(words) - 1 else ""
    if pronoun and not (pronoun in PRONOUNS and rest.endswith(pronoun)):
        pronoun = next((ending for ending in PRONOUNS if rest.endswith(ending) and len(rest) > len(ending) + 1), "")
    if not first and not pronoun and rest.startswith(PROCLITICS):
        return [rest[0], rest[1:]]
    middle = rest.removesuffix(pronoun)
    stem = "".join(words[first : len(words) - 1 if pronoun else len(words)])
    if not alike(stem, middle):
        stem = middle
    return [*words[:first], stem, *([pronoun] if pronoun else [])]


def alike(stem: str, middle: str) -> bool:
    """Whether a word is spelt as in its token, but for marks, hamza, ة, ى, and the alif of وا and of ال."""
    one, other = (MARKS.sub("", word).translate(SPELLINGS) for word in (stem, middle))
    return one in {
        other,
        other + "ا",
        other[:-1] + "ي" if other.endswith("ا") else other,
        "ا" + other,
        "ال" + other[1:],
    }
