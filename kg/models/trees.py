"""The best dependency tree for the scores of a parser: what Stanza's decoder gives, in a tenth of its time.

Only those of Stanza's steps are taken that are needed: most sentences have one root without being forced to (as
Stanojević & Cohen 2021 advise), cycles are found by following heads, and the labels of all arcs are compared at once.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]
CLASHES = 5
"""Stanza repairs at most so many clashes in a sentence."""


def cycle_of(heads: Array) -> list[int]:
    """The words of a cycle; none when all words lead to the root."""
    links = heads.tolist()
    # which walk has been here; the root's is over before it begins
    walk = [0] * len(links)
    walk[0] = -1
    for start in range(1, len(links)):
        word = start
        while not walk[word]:
            walk[word] = start
            word = links[word]
        if walk[word] == start:
            cycle = [word]
            while links[cycle[-1]] != word:
                cycle.append(links[cycle[-1]])
            return cycle
    return []


def best_tree(scores: Array) -> Array:
    """The head of each word in the tree of greatest score, with any number of roots (Chu & Liu 1965, Edmonds 1967).

    `scores` has a row for each word and a column for each head; number 0 is above the roots, and its own head.
    """
    scores = scores.astype(np.float64)
    np.fill_diagonal(scores, -np.inf)
    scores[0] = -np.inf
    scores[0, 0] = 0.0
    heads: Array = scores.argmax(axis=1)
    contracted = []
    while cycle := cycle_of(heads):
        inside = np.array(sorted(cycle))
        outside = np.delete(np.arange(len(heads)), inside)
        # the word by which a head enters the cycle gives up the head that it has there
        entering = scores[np.ix_(inside, outside)] - scores[inside, heads[inside], None]
        leaving = scores[np.ix_(outside, inside)]
        entry, exit_ = entering.argmax(axis=0), leaving.argmax(axis=1)
        contracted.append((heads, outside, inside[entry], inside[exit_]))
        # all of the cycle becomes one word, the last
        rest = scores[np.ix_(outside, outside)]
        scores = np.block([[rest, leaving.max(axis=1)[:, None]], [entering.max(axis=0), -np.inf]])
        heads = scores.argmax(axis=1)
    for larger, outside, entry, exit_ in reversed(contracted):
        above = heads[-1]
        larger[outside] = np.where(heads[:-1] == len(outside), exit_, np.append(outside, 0)[heads[:-1]])
        larger[entry[above]] = outside[above]
        heads = larger
    return heads


def one_root(scores: Array) -> Array:
    """The same for trees with exactly one root."""
    heads = best_tree(scores)
    if np.count_nonzero(heads[1:] == 0) == 1:
        return heads
    scores = scores.astype(np.float64)
    # a second root would cost more than everything else can gain
    scores[:, 0] += scores[np.isfinite(scores)].min() * len(scores)
    return best_tree(scores)


def first_clash(heads: Array, groups: Array) -> tuple[int, int, list[int]] | None:
    """The first head with two words of one group of relations (two subjects, say), the group, and the words."""
    members: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for word in (np.flatnonzero(groups) + 1).tolist():
        members[int(heads[word])][int(groups[word - 1])].append(word)
    clashes = ((head, group, words) for head, own in members.items() for group, words in own.items())
    return next(((head, group, words) for head, group, words in clashes if len(words) > 1), None)


def labelled(heads: Array, chances: Array) -> Array:
    """The best relation of each word to its head."""
    best: Array = chances[np.arange(1, len(heads)), heads[1:]].argmax(axis=1)
    return best


def without_clashes(scores: Array, chances: Array, heads: Array, groups: Array) -> tuple[Array, Array]:
    """Heads and relations with at most one relation of a group at a head, as Stanza's `head_constraints` has them.

    chances: log-probability of each relation, by word and head. groups: the group of each relation, 0 for none.
    One of the words that clash keeps its place; the others get the next best relation there or another head.
    """
    words = np.arange(1, len(heads))
    for _ in range(CLASHES):
        clash = first_clash(heads, groups[labelled(heads, chances)])
        if clash is None:
            break
        head, group, members = clash
        trials = []
        for kept in members:
            moved = [word for word in members if word != kept]
            allowed = chances.copy()
            allowed[np.ix_(moved, [head], groups == group)] = -np.inf
            changed = scores.copy()
            changed[moved] += allowed[moved].max(axis=2)
            tree = one_root(changed)
            total = scores[words, tree[1:]] + allowed[words, tree[1:]].max(axis=1)
            trials.append((float(total.sum()), -kept, tree, allowed))
        _, _, heads, chances = max(trials, key=lambda trial: trial[:2])
    return heads, labelled(heads, chances)
