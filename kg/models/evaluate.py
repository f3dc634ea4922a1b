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

from kg.models import data, entities, recognizer
from kg.models.files import MODELS_DIR, file_path
from kg.models.loading import pipeline
from kg.models.recipe import PACKAGE, PRETRAIN

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


def names_table(data_dir: Path, models: Path) -> str:
    """The scores of the named-entity recognizer below `models`, and of the weak labels it learnt from, in Markdown."""
    network = recognizer.load(file_path(models, "ner", PACKAGE), file_path(models, "pretrain", PRETRAIN))
    labeller = recognizer.labeller(data_dir)
    lines = ["| held out (sentences) | of | type (names) | precision | recall | F1 |", "|" + " --- |" * 6]
    for name, sentences in recognizer.held_out(data_dir).items():
        texts = [[token for token, _ in sentence] for sentence in sentences]
        gold = [[tag for _, tag in sentence] for sentence in sentences]
        fine = any(tag.endswith("ACTOR") for tags in gold for tag in tags)
        for what, found in (
            ("weak labels", [labeller.label(tokens) for tokens in texts]),
            ("network", recognizer.predicted(network, texts)),
        ):
            given = found if fine else [recognizer.coarse(tags) for tags in found]
            for kind, score in entities.scores(gold, given).items():
                cells = f"{score.precision:.1f} | {score.recall:.1f} | {score.f1:.1f}"
                lines.append(f"| {name} ({len(sentences)}) | {what} | {kind} ({score.names}) | {cells} |")
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
    if file_path(options.models, "depparse", PACKAGE).is_file():
        print(table(options.data_dir, options.models, not options.plain, options.names))
    if file_path(options.models, "ner", PACKAGE).is_file():
        print(names_table(options.data_dir, options.models))


if __name__ == "__main__":
    main()
