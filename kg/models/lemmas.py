"""Lemmas of unseen forms from seen ones: صاروخين is to صاروخ what جنديين is to جندي, so it has the lemma of صاروخ.

The network that spells lemmas out must guess the vowels of a word that it has not seen, and is right half of the time.
An inflected form of a known word needs no guess: which affixes change the form but not the lemma is counted in the
treebank itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

Form = tuple[str, str]
"""A word and its UPOS."""
Affixes = tuple[str, str]
"""What stands before and behind the middle of a form."""
Change = tuple[str, Affixes, Affixes]
"""UPOS, and affixes that take the place of others."""

INFLECTED = ("NOUN", "ADJ", "VERB")
LONGEST = 3
"""Letters of an affix; of a middle at least two are left."""
LEAST = 4
"""A change is used when at least so many pairs of forms show it, and an unseen form when news text has it so often."""
SURE = 0.55
"""Share of the pairs that must have the same lemma, two more pairs against it being assumed.

Both were set on the training treebank, a fifth of it read with what the rest gave.
"""


def splits(form: str) -> Iterator[tuple[Affixes, str]]:
    """Every way to take affixes from a form, with the middle that is left."""
    for before in range(LONGEST + 1):
        for behind in range(min(LONGEST, len(form) - before - 2) + 1):
            end = len(form) - behind
            yield (form[:before], form[end:]), form[before:end]


def changes(lemmas: Mapping[Form, str]) -> dict[Change, float]:
    """How surely each change of affixes keeps the lemma; only changes that are sure enough."""
    same: Counter[Change] = Counter()
    seen: Counter[Change] = Counter()
    middles: dict[Form, list[tuple[Affixes, str]]] = defaultdict(list)
    for (form, upos), lemma in lemmas.items():
        for affixes, middle in splits(form) if upos in INFLECTED else ():
            middles[middle, upos].append((affixes, lemma))
    for (_, upos), uses in middles.items():
        for one, lemma in uses:
            for other, its_lemma in uses:
                if minimal(one, other):
                    seen[upos, one, other] += 1
                    same[upos, one, other] += lemma == its_lemma
    sure = {change: same[change] / (count + 2) for change, count in seen.items() if count >= LEAST}
    return {change: share for change, share in sure.items() if share >= SURE}


def minimal(one: Affixes, other: Affixes) -> bool:
    """Whether affixes differ, and share no letter that belongs to the middle."""
    inner = one[0][-1:], one[1][:1]
    return one != other and not any(a and a == b for a, b in zip(inner, (other[0][-1:], other[1][:1]), strict=True))


def derived(lemmas: Mapping[Form, str], words: Mapping[str, int], least: int = LEAST) -> dict[Form, str]:
    """Unseen forms of news text with their lemma, by the surest change that leads to them.

    `lemmas` are those of the seen forms, `words` counts surface words in news text.
    """
    by_affixes: dict[tuple[str, Affixes], list[tuple[Affixes, float]]] = defaultdict(list)
    for (upos, one, other), share in changes(lemmas).items():
        by_affixes[upos, one].append((other, share))
    best: dict[Form, tuple[float, int, str]] = {}
    for (form, upos), lemma in lemmas.items():
        for affixes, middle in splits(form):
            for (before, behind), share in by_affixes.get((upos, affixes), ()):
                found = before + middle + behind
                if words.get(found, 0) < least or (found, upos) in lemmas:
                    continue
                # of two changes that are as sure, the one with more in common
                best[found, upos] = max(best.get((found, upos), (0.0, 0, "")), (share, len(middle), lemma))
    return {form: lemma for form, (_, _, lemma) in best.items()}


def most_frequent(triples: Iterable[tuple[str, str, str]]) -> dict[Form, str]:
    """The lemma of each form, from (form, UPOS, lemma) with the most frequent first."""
    lemmas: dict[Form, str] = {}
    for form, upos, lemma in triples:
        lemmas.setdefault((form, upos), lemma)
    return lemmas
