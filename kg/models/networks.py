"""Training of the tagger and the parser with Stanza's trainers, from scratch or from weights of the same sizes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import torch
from stanza.models import parser as stanza_parser
from stanza.models import tagger as stanza_tagger
from stanza.models.common.pretrain import Pretrain
from stanza.models.depparse.data import DataLoader
from stanza.models.depparse.trainer import GraphTrainer
from stanza.models.depparse.trainer import Trainer as ParserTrainer
from stanza.models.pos.data import Dataset
from stanza.models.pos.trainer import Trainer as TaggerTrainer
from stanza.utils.conll import CoNLL

from kg.models import data, loop
from kg.models.recipe import PARSER, TAGGER, arguments, device


def train_tagger(folder: Path, pretrain: Pretrain, work: Path, out: Path) -> None:
    """Train the tagger (UPOS, XPOS, FEATS) and write it to `out`."""
    document = CoNLL.conll2doc(str(data.write(work / "pos.conllu", data.training(folder, trees=False))))
    args = arguments(stanza_tagger, TAGGER)
    dataset = Dataset(document, args, pretrain)
    trainer = TaggerTrainer(args=args, vocab=dataset.vocab, pretrain=pretrain, device=device())

    def epoch() -> Iterable[Any]:
        loader: Iterable[Any] = dataset.to_loader(batch_size=TAGGER.args["batch_size"], shuffle=True)
        return loader

    batches, schedule, checkpoint = loop.endless(epoch), TAGGER.schedule, work / "pos.checkpoint"
    loop.run(trainer.model, trainer.optimizers, batches, trainer.update, schedule, checkpoint)
    trainer.save(str(out))


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

    def epoch() -> Iterable[Any]:
        loader.reshuffle()
        yield from loader

    def update(batch: Any) -> float:
        return float(trainer.update(batch)[0])

    schedule = PARSER.schedule_from(start)
    loop.run(trainer.model, trainer.optimizer, loop.endless(epoch), update, schedule, work / "depparse.checkpoint")
    trainer.save(str(out))
