"""The recipe: from treebanks to a folder that `stanza.Pipeline("ar", dir=..., download_method=None)` loads.

    python -m kg.models.train DATA_DIR OUT_DIR [--processor NAME ...] [--start DIR] [--threads N]

It can be stopped at any time and started again: finished networks are skipped, unfinished ones continue from
their last checkpoint (delete OUT_DIR/work to begin anew).
"""

from __future__ import annotations

import argparse
import logging
import lzma
import random
import re
import shutil
from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import Any

import torch
from stanza.models.common.pretrain import Pretrain
from stanza.models.common.utils import set_random_seed
from stanza.utils.conll import CoNLL

from kg.models import clitics, data, letters, surface
from kg.models.evaluate import names_table, table
from kg.models.expansions import derived
from kg.models.files import CLITICS, MODELS_DIR, file_path, verify, write_index
from kg.models.loading import PROCESSORS as STAGES
from kg.models.loading import pipeline
from kg.models.networks import train_parser, train_tagger
from kg.models.pack import pack
from kg.models.recipe import PACKAGE, PARSER, PRETRAIN, RECIPES, SEED, TAGGER
from kg.models.recognizer import train_recognizer

logger = logging.getLogger(__name__)

PROCESSORS = (CLITICS, "tokenize", "mwt", "lemma", "pos", "depparse")
"""In the order of training: the parser learns from what the tagger and the lemmatizer of the same folder say."""
NER = "ner"
"""Trained when asked for alone: nothing in the project uses it (README.md tells why)."""
SURFACE = ("udpos_train.tsv", "udpos_dev.tsv")
IN_DOMAIN = 3
"""How often the tagger sees an in-domain sentence for each time it sees another."""
LETTERS = re.compile("[\u0621-\u064a\u0670-\u06d3]+")


def news_words(path: Path) -> Counter[str]:
    """How often each Arabic word stands in an xz-packed text, one paragraph a line."""
    words: Counter[str] = Counter()
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            words.update(LETTERS.findall(line))
    return words


def predicted(sentences: list[data.Sentence], work: Path, nlp: Any) -> list[data.Sentence]:
    """The sentences with the tags and lemmas that the pipeline `nlp` gives their words, and their own trees."""
    document = CoNLL.conll2doc(str(data.write(work / "depparse.gold.conllu", sentences)))
    for processor in ("pos", "lemma"):
        document = nlp.processors[processor].process(document)
    CoNLL.write_doc2conll(document, str(work / "depparse.predicted.conllu"))
    return data.read(work / "depparse.predicted.conllu")


class Training:
    """One run of the recipe: where the data is, where weights come from, where they go."""

    def __init__(self, data_dir: Path, out: Path, start: Path | None) -> None:
        self.data, self.out, self.start = data_dir, out, start
        self.work = out / "work"
        self.work.mkdir(parents=True, exist_ok=True)
        vectors = file_path(out, "pretrain", PRETRAIN)
        if not vectors.is_file():
            vectors.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file_path(start or MODELS_DIR, "pretrain", PRETRAIN), vectors)
        self.pretrain = Pretrain(str(vectors))

    @cached_property
    def words(self) -> Counter[str]:
        """How often each Arabic word stands in the news text."""
        return news_words(self.data / "raw" / "news.txt.xz")

    def run(self, processor: str) -> None:
        """Train one processor, unless its file is there, and list it in the index."""
        target = file_path(self.out, processor, PACKAGE)
        if target.is_file():
            logger.info("%s: already there", target)
            return
        if processor == CLITICS:
            sentences = data.training(self.data, trees=False)
            clitics.save(data.clitics(sentences, self.words, derived(sentences, self.words)), target)
        elif self.start and processor != NER and not RECIPES[processor].further:
            logger.info("%s: kept from %s", processor, self.start)
            pack(file_path(self.start, processor, PACKAGE), target)
        else:
            logger.info("training %s", processor)
            set_random_seed(SEED)
            pack(self.train(processor, self.work / f"{processor}.pt"), target)
        write_index(self.out, PACKAGE, PRETRAIN)

    def train(self, processor: str, raw: Path) -> Path:
        """Train one network and write it to `raw` as Stanza does; returns `raw`."""
        start = file_path(self.start, processor, PACKAGE) if self.start else None
        if processor == "tokenize":
            letters.train_tokenizer(self.data, self.work, raw)
        elif processor == "mwt":
            letters.train_expander(self.data, self.words, self.work, start, raw)
        elif processor == "lemma":
            letters.train_lemmatizer(self.data, self.words, self.work, start, raw)
        elif processor == "pos":
            train_tagger(self.tagger_data(), self.pretrain, self.work, start, raw)
        elif processor == NER:
            train_recognizer(self.data, self.pretrain, self.work, raw)
        else:
            train_parser(self.parser_data(), self.pretrain, self.work, start, raw)
        return raw

    def tagger_data(self) -> Path:
        """The tagger's training file: the treebank, its in-domain part three times, and sentences with UPOS only."""
        known = data.training(self.data, trees=False)
        own = [data.mark_passives(sentence) for sentence in data.domain(self.data, held_out=False)]
        tagged = [one for name in SURFACE for one in surface.read(self.data / "upos" / name)]
        others = [sentence for sentences in data.held_out(self.data).values() for sentence in sentences] + known
        more = surface.sentences(surface.unseen(tagged, others), pipeline(self.start or self.out, STAGES[:2]))
        noisy = data.misspelled(known + own * (IN_DOMAIN - 1), TAGGER.misspelled, random.Random(SEED))
        return data.write(self.work / "pos.conllu", known + own * (IN_DOMAIN - 1) + more + noisy)

    def parser_data(self) -> Path:
        """The parser's training file: predicted tags and lemmas, and once more the in-domain part with its own."""
        plain = data.training(self.data, trees=True)
        own = [data.mark_passives(sentence) for sentence in data.domain(self.data, held_out=False)]
        noisy = data.misspelled(plain + own, PARSER.misspelled, random.Random(SEED))
        # models that learn from these very sentences later know them less by heart, so their errors are more lifelike
        tagger = pipeline(self.start or self.out, STAGES[:-1])
        return data.write(self.work / "depparse.conllu", predicted(plain + noisy, self.work, tagger) + own)


def main() -> None:
    """Train, check and score."""
    parser = argparse.ArgumentParser(prog="python -m kg.models.train", description=__doc__)
    parser.add_argument("data_dir", type=Path, help="folder with treebank/*.conllu and raw/news.txt.xz")
    parser.add_argument("out_dir", type=Path, help="folder to write ar/ and resources.json to")
    parser.add_argument("--processor", nargs="+", choices=(*PROCESSORS, NER), default=PROCESSORS, help="only these")
    parser.add_argument("--start", type=Path, help="folder of models to improve on; default: from scratch")
    parser.add_argument("--threads", type=int, default=1, help="threads for torch (default 1)")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(options.threads)
    training = Training(options.data_dir, options.out_dir, options.start)
    for processor in sorted(options.processor, key=(*PROCESSORS, NER).index):
        training.run(processor)
    for problem in verify(options.out_dir):
        logger.warning(problem)
    if set(options.processor) >= set(PROCESSORS):
        print(table(options.data_dir, options.out_dir))
    if NER in options.processor:
        print(names_table(options.data_dir, options.out_dir))


if __name__ == "__main__":
    main()
