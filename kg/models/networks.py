"""Training of the tagger and the parser with Stanza's trainers, from scratch or from weights of the same sizes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import torch
from stanza.models import parser as stanza_parser
from stanza.models import tagger as stanza_tagger
from stanza.models.common.pretrain import Pretrain
from stanza.models.common.vocab import PAD_ID
from stanza.models.depparse.data import DataLoader
from stanza.models.depparse.trainer import GraphTrainer
from stanza.models.depparse.trainer import Trainer as ParserTrainer
from stanza.models.pos.data import Dataset
from stanza.models.pos.trainer import Trainer as TaggerTrainer
from stanza.utils.conll import CoNLL

from kg.models import loop
from kg.models.quick import gold_arcs, speed_up
from kg.models.recipe import PARSER, SEED, TAGGER, UPOS_WEIGHT, arguments, device


def train_tagger(sentences: Path, pretrain: Pretrain, work: Path, start: Path | None, out: Path) -> None:
    """Train the tagger (UPOS, XPOS, FEATS) on a CoNLL-U file and write it to `out`.

    It learns nothing of tags that are `_`.
    """
    document = CoNLL.conll2doc(str(sentences))
    args = arguments(stanza_tagger, TAGGER)
    vocab = Dataset.init_vocab([document], args)
    if start:
        known = TaggerTrainer(model_file=str(start), pretrain=pretrain, device=device())
        words, vocab = vocab["word"], known.vocab
        old, vocab["word"] = vocab["word"], words
    dataset = Dataset(document, args, pretrain, vocab=vocab)
    hide_unknown(dataset)
    trainer = TaggerTrainer(args=args, vocab=vocab, pretrain=pretrain, device=device())
    if start:
        inherit(trainer.model, known.model, [old[word] for word in words])
    trainer.model.crit = UposFirst(len(vocab["upos"]))
    if device() == "cpu":
        speed_up(trainer.model, SEED)

    def epoch() -> Iterable[Any]:
        loader: Iterable[Any] = dataset.to_loader(batch_size=TAGGER.args["batch_size"], shuffle=True)
        return loader

    batches, schedule, checkpoint = loop.endless(epoch), TAGGER.schedule_from(start), work / "pos.checkpoint"
    loop.run(trainer.model, trainer.optimizers, batches, trainer.update, schedule, checkpoint)
    trainer.save(str(out))


class UposFirst(torch.nn.CrossEntropyLoss):  # type: ignore[misc]  # torch is not typed here
    """The tagger's loss, in which UPOS counts for more than one of the many parts of XPOS and FEATS.

    `tags`: size of the UPOS vocabulary, which no other column's has.
    """

    def __init__(self, tags: int) -> None:
        super().__init__(ignore_index=PAD_ID)
        self.tags = tags

    def forward(self, scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
        loss = super().forward(scores, gold)
        return loss * UPOS_WEIGHT if scores.shape[-1] == self.tags else loss


def hide_unknown(dataset: Dataset) -> None:
    """Take from the tagger's training data the tags that are not known, so that they count in no loss.

    XPOS and FEATS are known together: `_` is what FEATS says of a word that has none.
    """
    lines = Dataset.load_doc(dataset.doc, dataset.tag_columns)
    for line, (_, _, tags, _, _) in zip(lines, dataset.data, strict=True):
        for place, (_, upos, xpos, _) in enumerate(line):
            for column, known in zip(tags, (upos, xpos, xpos), strict=True):
                if known == "_":
                    column[place] = [PAD_ID] * len(column[place]) if isinstance(column[place], list) else PAD_ID


def inherit(model: torch.nn.Module, other: torch.nn.Module, words: Sequence[int]) -> None:
    """Give a tagger the weights of another whose vocabulary is the same but for the words.

    `words` has for each word of the new vocabulary its number in the old one; there, new words are one unknown word.
    """
    state = other.state_dict()
    state["word_emb.weight"] = state["word_emb.weight"][list(words)]
    model.load_state_dict(state)


def train_parser(sentences: Path, pretrain: Pretrain, work: Path, start: Path | None, out: Path) -> None:
    """Train the parser and write it to `out`.

    The tags and lemmas in the CoNLL-U file `sentences` should be predicted ones, so that the parser learns to live
    with the tagger's errors.
    """
    args = arguments(stanza_parser, PARSER)
    document = CoNLL.conll2doc(str(sentences))
    if start:
        kept = {**PARSER.args, "lr": PARSER.schedule.lr}
        trainer = ParserTrainer.load(str(start), pretrain, args=kept, device=device(), reset_history=True)
        if not torch.load(start, map_location="cpu", weights_only=True)["config"]["use_xpos"]:
            # a new input must not disturb what is already learnt
            for embedding in trainer.model.xpos_emb:
                torch.nn.init.zeros_(embedding.weight)
        # the vocabulary of the weights, not of the new sentences: ids would no longer mean the same
        loader = DataLoader(document, PARSER.args["batch_size"], trainer.args, pretrain, vocab=trainer.vocab)
    else:
        loader = DataLoader(document, PARSER.args["batch_size"], args, pretrain)
        trainer = GraphTrainer(args=args, vocab=loader.vocab, pretrain=pretrain, device=device())
    if device() == "cpu":
        speed_up(trainer.model, SEED)
        gold_arcs(trainer.model)

    def epoch() -> Iterable[Any]:
        loader.reshuffle()
        yield from loader

    def update(batch: Any) -> float:
        return float(trainer.update(batch)[0])

    schedule = PARSER.schedule_from(start)
    loop.run(trainer.model, trainer.optimizer, loop.endless(epoch), update, schedule, work / "depparse.checkpoint")
    trainer.save(str(out))
