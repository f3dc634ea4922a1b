"""Speed of the shipped models beside plain Stanza with networks of its default sizes, one thread each, in one run.

    python -m kg.models.speed DATA_DIR [--rounds N]

The tagger and the parser of default sizes have random weights, which take as long as trained ones, once without and
once with the two character language models that Stanza's official Arabic package has. Of random scores the best tree
would be hard to find, so their decoder gets scores of the plainest trees in their place.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import stanza
import torch
from stanza.models import charlm
from stanza.models import parser as stanza_parser
from stanza.models import tagger as stanza_tagger
from stanza.models.common.char_model import CharacterLanguageModel
from stanza.models.common.pretrain import Pretrain
from stanza.models.depparse.trainer import GraphTrainer
from stanza.models.pos.trainer import Trainer as TaggerTrainer
from stanza.models.pos.vocab import MultiVocab

from kg.models import data
from kg.models.evaluate import raw_text
from kg.models.files import MODELS_DIR, file_path, write_index
from kg.models.loading import PROCESSORS, pipeline
from kg.models.recipe import PACKAGE, PRETRAIN, SHORTHAND

SIZED = {"pos": (stanza_tagger, TaggerTrainer), "depparse": (stanza_parser, GraphTrainer)}


def default_sizes(models: Path, folder: Path, use_charlm: bool) -> Any:
    """A plain Stanza pipeline of the `models` but with tagger and parser of default sizes, written to `folder`."""
    shutil.copytree(models / "ar", folder / "ar")
    pretrain = Pretrain(str(file_path(models, "pretrain", PRETRAIN)))
    vocabs = {
        name: MultiVocab.load_state_dict(torch.load(file_path(models, name, PACKAGE), weights_only=True)["vocab"])
        for name in SIZED
    }
    letters = language_models(vocabs["pos"], folder) if use_charlm else {}
    common = {"lang": "ar", "shorthand": SHORTHAND, "charlm": use_charlm}
    for name, (module, trainer) in SIZED.items():
        files = {f"charlm_{direction}_file": str(path) for direction, path in letters.items()}
        args = {**vars(module.build_argparse().parse_args([])), **common, **files}
        network = trainer(args=args, vocab=vocabs[name], pretrain=pretrain, device="cpu")
        network.save(str(file_path(folder, name, PACKAGE)))
    write_index(folder, PACKAGE, PRETRAIN)
    paths = {f"{name}_{way}_charlm_path": str(path) for name in SIZED for way, path in letters.items()}
    settings = {"processors": ",".join(PROCESSORS), "download_method": None, "use_gpu": False, "verbose": False}
    nlp = stanza.Pipeline("ar", dir=str(folder), **settings, **paths)
    model = nlp.processors["depparse"].trainer.model
    model.decode_graph_predictions = of_plain_trees(model.decode_graph_predictions)
    return nlp


def language_models(vocab: MultiVocab, folder: Path) -> dict[str, Path]:
    """Character language models of default sizes with random weights, by direction."""
    args = vars(charlm.build_argparse().parse_args([]))
    paths = {direction: folder / f"{direction}.pt" for direction in ("forward", "backward")}
    for direction, path in paths.items():
        CharacterLanguageModel(args, {"char": vocab["char"]}, is_forward_lm=direction == "forward").save(str(path))
    return paths


def of_plain_trees(decode: Callable[..., Any]) -> Callable[..., Any]:
    """A parser's decoder that is told that each word hangs on the one before it, whatever the network says."""

    def decode_plain(vocab: Any, batch_size: int, preds: Sequence[Any], lengths: Sequence[int], **settings: Any) -> Any:
        size = max(lengths)
        scores = np.full((size, size), -20.0, dtype=np.float32)
        scores[np.arange(1, size), np.arange(size - 1)] = 0.0
        return decode(vocab, batch_size, [[scores] * batch_size, *preds[1:]], lengths, **settings)

    return decode_plain


def words_per_second(nlp: Any, text: str) -> float:
    """Words parsed per second, after a short text that warms up the libraries."""
    nlp(text[:500])
    started = time.perf_counter()
    return float(nlp(text).num_words / (time.perf_counter() - started))


def main() -> None:
    """Print loading time, the speeds and their ratios: medians over the rounds."""
    parser = argparse.ArgumentParser(prog="python -m kg.models.speed", description=__doc__)
    parser.add_argument("data_dir", type=Path, help="folder with treebank/*.conllu")
    parser.add_argument("--rounds", type=int, default=3, help="how often each pipeline reads the text (default 3)")
    options = parser.parse_args()
    torch.set_num_threads(1)
    text = raw_text(data.domain(options.data_dir, held_out=True))
    started = time.perf_counter()
    shipped = pipeline(MODELS_DIR)
    loading = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        plain = default_sizes(MODELS_DIR, Path(folder) / "plain", use_charlm=False)
        large = default_sizes(MODELS_DIR, Path(folder) / "charlm", use_charlm=True)
    # in turn, so that what else the machine does falls on all
    rounds = [[words_per_second(nlp, text) for nlp in (shipped, plain, large)] for _ in range(options.rounds)]
    own, *others = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(f"loading {loading:.1f} s; {own:.0f} words/s")
    for place, (name, other) in enumerate(zip(("without", "with"), others, strict=True), 1):
        ratio = statistics.median(row[0] / row[place] for row in rounds)
        print(f"default sizes {name} character language models: {other:.0f} words/s, ratio {ratio:.1f}")


if __name__ == "__main__":
    main()
