"""Speed of the shipped models beside plain Stanza with networks of its default sizes, one thread each, in one run.

    python -m kg.models.speed DATA_DIR

The default-size tagger and parser have random weights, which take as long as trained ones. They are without the
character language models that Stanza's official Arabic package adds, so that one is slower still.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import stanza
import torch
from stanza.models import parser as stanza_parser
from stanza.models import tagger as stanza_tagger
from stanza.models.common.pretrain import Pretrain
from stanza.models.depparse.trainer import GraphTrainer
from stanza.models.pos.trainer import Trainer as TaggerTrainer
from stanza.models.pos.vocab import MultiVocab

from kg.models import data
from kg.models.evaluate import raw_text
from kg.models.files import MODELS_DIR, file_path, write_index
from kg.models.loading import PROCESSORS, pipeline
from kg.models.recipe import PACKAGE, PRETRAIN, SHORTHAND


def default_sizes(models: Path, folder: Path) -> Path:
    """Copy `models` to `folder` with a tagger and a parser of Stanza's default sizes; returns `folder`."""
    shutil.copytree(models / "ar", folder / "ar")
    pretrain = Pretrain(str(file_path(models, "pretrain", PRETRAIN)))
    common = {"lang": "ar", "shorthand": SHORTHAND, "charlm": False}
    for processor, module, trainer in (
        ("pos", stanza_tagger, TaggerTrainer),
        ("depparse", stanza_parser, GraphTrainer),
    ):
        path = file_path(folder, processor, PACKAGE)
        vocab = MultiVocab.load_state_dict(torch.load(path, weights_only=True)["vocab"])
        args = {**vars(module.build_argparse().parse_args([])), **common}
        trainer(args=args, vocab=vocab, pretrain=pretrain, device="cpu").save(str(path))
    write_index(folder, PACKAGE, PRETRAIN)
    return folder


def words_per_second(nlp: Any, text: str) -> float:
    """Words parsed per second, after a short text that warms up the libraries."""
    nlp(text[:500])
    started = time.perf_counter()
    return float(nlp(text).num_words / (time.perf_counter() - started))


def main() -> None:
    """Print loading time, both speeds and their ratio."""
    parser = argparse.ArgumentParser(prog="python -m kg.models.speed", description=__doc__)
    parser.add_argument("data_dir", type=Path, help="folder with treebank/*.conllu")
    options = parser.parse_args()
    torch.set_num_threads(1)
    text = raw_text(data.domain(options.data_dir, held_out=True))
    started = time.perf_counter()
    shipped = pipeline(MODELS_DIR)
    loading = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        models = default_sizes(MODELS_DIR, Path(folder) / "models")
        default = stanza.Pipeline(
            "ar", dir=str(models), processors=",".join(PROCESSORS), download_method=None, use_gpu=False, verbose=False
        )
    # in turn, so that what else the machine does falls on both
    pairs = [(words_per_second(shipped, text), words_per_second(default, text)) for _ in range(3)]
    own, other = (max(column) for column in zip(*pairs, strict=True))
    print(f"loading {loading:.1f} s; {own:.0f} words/s; default sizes {other:.0f} words/s; ratio {own / other:.1f}")


if __name__ == "__main__":
    main()
