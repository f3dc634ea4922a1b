"""Our decoder gives the trees that Stanza's gives."""

import numpy as np
import pytest
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from stanza.models.depparse.head_constraints import resolve_head_constraint_violations
from stanza.models.pos.vocab import WordVocab

from kg.models.loading import decode
from kg.models.trees import cycle_of, one_root

RELATIONS = ("nsubj", "obj", "nsubj:pass", "obl", "nmod", "root")


def log_softmax(values: np.ndarray) -> np.ndarray:
    return values - np.log(np.exp(values).sum(-1, keepdims=True))


def random_scores(words: int, spread: float, seed: int) -> np.ndarray:
    scores = np.random.default_rng(seed).normal(scale=spread, size=(words, words)).astype(np.float32)
    np.fill_diagonal(scores, -np.inf)
    return log_softmax(scores)


def test_a_cycle_is_found_where_there_is_one() -> None:
    assert cycle_of(np.array([0, 4, 4, 1, 0])) == []
    assert sorted(cycle_of(np.array([0, 2, 3, 1, 0]))) == [1, 2, 3]


@pytest.mark.parametrize("spread", [0.5, 4])
def test_trees_with_one_root_are_stanzas(spread: float) -> None:
    for seed in range(40):
        scores = random_scores(2 + seed, spread, seed)
        assert one_root(scores).tolist() == chuliu_edmonds_one_root(scores).tolist()


def test_many_cycles_end_in_one_tree() -> None:
    # pairs of words that hold each other
    scores = np.random.default_rng(1).uniform(-60, -50, (301, 301))
    first, second = np.arange(1, 301, 2), np.arange(2, 301, 2)
    scores[first, second] = scores[second, first] = -1.0
    assert one_root(scores).tolist() == chuliu_edmonds_one_root(scores).tolist()


def test_two_subjects_of_a_verb_are_parted_as_stanza_does() -> None:
    vocab = WordVocab([[("", name) for name in RELATIONS]], idx=1, ignore=[])
    changed = 0
    for seed in range(40):
        scores = random_scores(8, 2, seed)
        chances = log_softmax(np.random.default_rng(seed).normal(size=(8, 8, len(vocab) - 4)).astype(np.float32))
        tree = chuliu_edmonds_one_root(scores)
        heads, labels = resolve_head_constraint_violations(scores, chances, tree, vocab)
        changed += heads.tolist() != tree.tolist()
        predictions = [[scores], [chances.argmax(2) + 4], [chances]]
        (found,) = decode(vocab, 1, predictions, [8], resolve_head_constraints=True)
        expected = [[head, vocab.id2unit(label + 4)] for head, label in zip(heads[1:], labels, strict=True)]
        assert found == expected
    assert changed
