"""A Stanza pipeline that loads in two thirds of the time and parses twice as fast, with the same tags and trees.

Words of multiword tokens and some lemmas are corrected on the way (`pieces.py`, `subordinators.py`). All changes are
made to the objects of the one pipeline, none to Stanza itself: other pipelines stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import stanza
import torch
from stanza.models.common import utils
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.depparse.head_constraints import DEPREL_TO_GROUP, SINGLETON_DEPREL_GROUPS

from kg.models.clitics import postprocessor
from kg.models.files import CLITICS, MODELS_DIR, listed
from kg.models.pieces import held
from kg.models.subordinators import Subordinators, restore
from kg.models.trees import one_root, without_clashes

PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse")


def pipeline(
    models: Path = MODELS_DIR,
    processors: Sequence[str] = PROCESSORS,
    use_dictionary: bool = True,
    **settings: object,
) -> Any:
    """The `stanza.Pipeline` of the models below `models`, with their clitic dictionary if they have one.

    `settings` go to Stanza as they are and win over ours.
    """
    dictionary = [file.path for file in listed(models) if file.processor == CLITICS] if use_dictionary else []
    ours: dict[str, object] = {
        "dir": str(models),
        "processors": ",".join(processors),
        "tokenize_postprocessor": postprocessor(dictionary[0]) if dictionary else None,
        "depparse_batch_size": 5000 if torch.cuda.is_available() else 500,  # words; a CPU's cache holds a small batch
        "download_method": None,
        "use_gpu": torch.cuda.is_available(),
        "verbose": False,
    }
    with without_optimizers():
        nlp = stanza.Pipeline("ar", **{**ours, **settings})
    if "mwt" in processors:
        expander = nlp.processors["mwt"]
        expander.trainer.predict = known_first(expander.trainer)
        expand = expander.process
        expander.process = lambda document: restore(expand(document))
    for name in {"pos", "depparse"}.intersection(processors):
        for column in ("xpos", "feats"):
            remember_tags(nlp.processors[name].trainer.model.vocab[column])
    if "lemma" in processors:
        nlp.processors["lemma"].trainer.contextual_lemmatizers = [Subordinators()]
    if "depparse" in processors:
        nlp.processors["depparse"].trainer.model.decode_graph_predictions = decode
    return nlp


def remember_tags(vocab: Any) -> None:
    """Let a vocabulary of tags with parts (Case=Gen|Number=Sing) take each tag apart and put it together only once."""
    take_apart, put_together = cache(vocab.unit2id), cache(vocab.id2unit)
    vocab.unit2id = take_apart
    vocab.id2unit = lambda parts: put_together(parts if isinstance(parts, int) else tuple(parts))


@contextmanager
def without_optimizers() -> Iterator[None]:
    """While this lasts, Stanza's trainers, which a pipeline holds its networks in, are built without optimizers.

    A pipeline never uses them, and the first one makes PyTorch import its compiler, a third of the loading time.
    """
    saved = utils.get_optimizer, utils.get_split_optimizer
    utils.get_optimizer, utils.get_split_optimizer = lambda *_, **__: None, lambda *_, **__: {}
    try:
        yield
    finally:
        utils.get_optimizer, utils.get_split_optimizer = saved


def known_first(expander: Any) -> Callable[..., list[str]]:
    """The expander's `predict`, with the network run only on tokens that its dictionary has not, and held to them."""
    network = expander.predict

    def predict(batch: Any, **settings: Any) -> list[str]:
        found = [expander.dict_expansion(text) for text in batch.orig_text]
        rows = [row for row, expansion in enumerate(found) if expansion is None]
        if rows:
            width = int((~batch.src_mask[rows]).sum(1).max())  # the network wants no empty columns
            part = batch._replace(
                src=batch.src[rows, :width],
                src_mask=batch.src_mask[rows, :width],
                orig_text=[batch.orig_text[row] for row in rows],
            )
            for row, expansion in zip(rows, network(part, unsort=False, **settings), strict=True):
                found[row] = " ".join(held(batch.orig_text[row], expansion.split()))
        expansions: list[str] = utils.unsort(found, batch.orig_idx)
        return expansions

    return predict


def decode(
    vocab: Any,
    batch_size: int,
    preds: Sequence[Any],
    sentlens: Sequence[int],
    resolve_head_constraints: bool = False,
) -> list[list[list[Any]]]:
    """As Stanza's `GraphParser.decode_graph_predictions`: head and relation of each word of each sentence."""
    relations = vocab.unmap(range(VOCAB_PREFIX_SIZE, len(vocab)))
    numbers = {name: number for number, name in enumerate(SINGLETON_DEPREL_GROUPS, 1)}
    groups = np.array([numbers.get(DEPREL_TO_GROUP.get(relation, ""), 0) for relation in relations])
    sentences = []
    for scores, labels, chances, length in zip(*preds, sentlens, strict=True):
        scores = scores[:length, :length]
        heads = one_root(scores)
        if resolve_head_constraints:
            heads, found = without_clashes(scores, chances[:length, :length], heads, groups)
        else:
            found = labels[np.arange(1, length), heads[1:]] - VOCAB_PREFIX_SIZE
        sentences.append([[head, relations[label]] for head, label in zip(heads[1:], found, strict=True)])
    return sentences
