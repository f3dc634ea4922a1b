"""Sentences whose tokens carry named-entity tags (BIO): reading, writing, spans, and scores by type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Tagged = list[tuple[str, str]]
"""A sentence: tokens, each with its tag: O, or B- (begins a name) or I- (goes on with it) and the type."""
Span = tuple[int, int, str]
"""A name: its first token, the one behind its last, its type."""

TYPES = ("ACTOR", "BASE", "DATE", "ORG", "PERSON", "PLACE", "SOURCE", "WEAPON")
"""ACTOR: armed forces, groups and coalitions. BASE: bases and other facilities. ORG: every other organisation."""


def read(path: Path) -> list[Tagged]:
    """The sentences of a file with a token, a tab and its tag a line, and empty lines between sentences.

    Raises FileNotFoundError when there is no such file, ValueError when a line is not of that form.
    """
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing: DATA_DIR must hold ner/*.bio as kg/models/README.md lists")
    sentences: list[Tagged] = [[]]
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line:
            sentences.append([])
            continue
        token, tab, tag = line.partition("\t")
        if not (token and tab and (tag == "O" or tag.startswith(("B-", "I-")))):
            raise ValueError(f"{path}, line {number}: no token, tab and BIO tag")
        sentences[-1].append((token, tag))
    return [sentence for sentence in sentences if sentence]


def write(path: Path, sentences: Iterable[Tagged]) -> Path:
    """Write sentences as `read` reads them; returns the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    blocks = ("".join(f"{token}\t{tag}\n" for token, tag in sentence) for sentence in sentences)
    path.write_text("\n".join(blocks), encoding="utf-8")
    return path


def spans(tags: Sequence[str]) -> list[Span]:
    """The names that the tags mark, in order; an I- that goes on with nothing begins a name.

    >>> spans(["B-PLACE", "I-PLACE", "O", "I-ACTOR", "B-ACTOR"])
    [(0, 2, 'PLACE'), (3, 4, 'ACTOR'), (4, 5, 'ACTOR')]
    """
    found: list[Span] = []
    for place, tag in enumerate(tags):
        kind = tag[2:]
        if found and tag.startswith("I-") and found[-1][1:] == (place, kind):
            found[-1] = (found[-1][0], place + 1, kind)
        elif kind:
            found.append((place, place + 1, kind))
    return found


def tags(length: int, names: Iterable[Span]) -> list[str]:
    """The tags of `length` tokens in which `names`, which do not overlap, stand.

    >>> tags(4, [(1, 3, "PLACE")])
    ['O', 'B-PLACE', 'I-PLACE', 'O']
    """
    found = ["O"] * length
    for first, end, kind in names:
        found[first:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - first - 1)]
    return found


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 in per cent of names found with their exact borders, and the number of true names."""

    precision: float
    recall: float
    f1: float
    names: int


def scores(gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> Mapping[str, Score]:
    """Scores of the tags `found` against `gold` (a list of tags a sentence each), by type and as "all" together."""
    true, said, right = Counter[str](), Counter[str](), Counter[str]()
    for wanted, given in zip(gold, found, strict=True):
        names, claims = set(spans(wanted)), set(spans(given))
        for counter, part in ((true, names), (said, claims), (right, names & claims)):
            counter.update(kind for *_, kind in part)
            counter["all"] += len(part)
    return {
        kind: _score(true[kind], said[kind], right[kind]) for kind in sorted(true | said, key=lambda k: (k == "all", k))
    }


def _score(true: int, said: int, right: int) -> Score:
    precision, recall = right / max(1, said), right / max(1, true)
    return Score(100 * precision, 100 * recall, 200 * right / max(1, true + said), true)
