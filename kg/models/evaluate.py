"""Scores of the models from raw text, with the evaluation of the CoNLL 2018 shared task that Stanza itself uses.

python -m kg.models.evaluate DATA_DIR [--models DIR] [--plain] [--set NAME ...]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from stanza.models.common.utils import ud_scores
from stanza.utils.conll import CoNLL

from kg.models import data
from kg.models.files import MODELS_DIR
from kg.models.loading import pipeline

METRICS = ("Tokens", "Sentences", "Words", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS", "CLAS")


def raw_text(sentences: Sequence[data.Sentence]) -> str:
    """The text as a reader would feed it: a paragraph a line, blank lines between; unmarked sentences stand alone."""
    marked = any("newpar" in sentence.comments for sentence in sentences)
    parts: list[str] = []
    for sentence in sentences:
        same = marked and parts and "newpar" not in sentence.comments
        parts.append((" " if same else "\n\n") + data.text_of(sentence))
    return "".join(parts).strip() + "\n"


def scores(nlp: Any, gold: Sequence[data.Sentence], folder: Path) -> tuple[dict[str, float], float]:
    """F1 in per cent by metric, and words parsed per second; `folder` takes the two files that are compared."""
    started = time.perf_counter()
    document = nlp(raw_text(gold))
    pace = document.num_words / (time.perf_counter() - started)
    system = folder / "system.conllu"
    CoNLL.write_doc2conll(document, str(system))
    result = ud_scores(str(data.write(folder / "gold.conllu", gold)), str(system))
    return {metric: 100 * result[metric].f1 for metric in METRICS}, pace


def table(data_dir: Path, models: Path, use_dictionary: bool = True, names: Sequence[str] = ()) -> str:
    """The score table of the held-out sets, in Markdown, with the speed on this machine."""
    nlp = pipeline(models, use_dictionary=use_dictionary)
    lines = ["| held out | " + " | ".join(METRICS) + " | words/s |", "|" + " --- |" * (len(METRICS) + 2)]
    with tempfile.TemporaryDirectory() as folder:
        for name, gold in data.held_out(data_dir).items():
            if not names or name in names:
                found, pace = scores(nlp, gold, Path(folder))
                cells = [f"{name} ({len(gold)})", *(f"{found[metric]:.2f}" for metric in METRICS), f"{pace:.0f}"]
                lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Print the score table."""
    parser = argparse.ArgumentParser(prog="python -m kg.models.evaluate", description=__doc__)
    parser.add_argument("data_dir", type=Path, help="folder with treebank/*.conllu")
    parser.add_argument("--models", type=Path, default=MODELS_DIR, help="folder with resources.json (default: shipped)")
    parser.add_argument("--plain", action="store_true", help="without the clitic dictionary")
    parser.add_argument("--set", action="append", default=[], dest="names", help="only this held-out set")
    options = parser.parse_args()
    torch.set_num_threads(1)
    print(table(options.data_dir, options.models, not options.plain, options.names))


if __name__ == "__main__":
    main()
