"""Training of the three networks that read letters: tokenizer, multiword expander and lemmatizer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from stanza.models import lemmatizer as stanza_lemmatizer
from stanza.models import mwt_expander as stanza_expander
from stanza.models import tokenizer as stanza_tokenizer
from stanza.models.lemma.data import DataLoader as LemmaLoader
from stanza.models.lemma.trainer import Trainer as LemmaTrainer
from stanza.models.mwt.data import DataLoader as ExpanderLoader
from stanza.models.mwt.trainer import Trainer as ExpanderTrainer
from stanza.models.tokenization.data import DataLoader as TokenLoader
from stanza.models.tokenization.trainer import Trainer as TokenTrainer
from stanza.utils.conll import CoNLL

from kg.models import data, lemmas, loop
from kg.models.clitics import MARKS
from kg.models.data import FORM, LEMMA, UPOS, Sentence
from kg.models.expansions import derived, with_plurals
from kg.models.recipe import EXPANDER, LEMMATIZER, TOKENIZER, arguments, device

Triple = tuple[str, str, str]
"""Form, UPOS, lemma."""
FOREIGN = "X"
ARABIC = re.compile("[\u0621-\u0652]+")
"""What the lemmatizer's network can learn from: letters and vowel marks."""


def labels(sentence: Sentence) -> tuple[str, str]:
    """The text of a sentence and Stanza's label for each character: 1 ends a token, 2 a sentence, +2 if multiword."""
    text, marks = "", ""
    for form, words, row in sentence.tokens():
        text += form
        marks += "0" * (len(form) - 1) + ("3" if len(words) > 1 else "1")
        if "SpaceAfter=No" not in row[data.MISC]:
            text, marks = text + " ", marks + "0"
    text, marks = text.rstrip(), marks[: len(text.rstrip())]
    return text, marks[:-1] + str(int(marks[-1]) + 1)


def paragraphs(sentences: Iterable[Sentence]) -> Iterator[tuple[str, str]]:
    """Text and labels of each paragraph; in-domain sentences, which stand alone, are one each."""
    text, marks = "", ""
    for sentence in sentences:
        more, more_marks = labels(sentence)
        if text and ("newpar" in sentence.comments or sentence.comment("sent_id").startswith("dom-")):
            yield text, marks
            text, marks = "", ""
        text, marks = (text + " " + more, marks + "0" + more_marks) if text else (more, more_marks)
    yield text, marks


def train_tokenizer(folder: Path, work: Path, out: Path) -> None:
    """Train the tokenizer and write it to `out`."""
    blocks = list(paragraphs(data.training(folder, trees=False)))
    files = {"txt": str(work / "tokenize.txt"), "label": str(work / "tokenize.labels")}
    Path(files["txt"]).write_text("\n\n".join(text for text, _ in blocks) + "\n\n", encoding="utf-8")
    Path(files["label"]).write_text("\n\n".join(marks for _, marks in blocks) + "\n\n", encoding="utf-8")
    args = arguments(stanza_tokenizer, TOKENIZER) | {"lr0": TOKENIZER.schedule.lr, "use_mwt": True, "num_dict_feat": 0}
    args |= {"feat_funcs": stanza_tokenizer.DEFAULT_FEAT_FUNCS, "feat_dim": len(stanza_tokenizer.DEFAULT_FEAT_FUNCS)}
    batches = TokenLoader(args, input_files=files, mwt_expansions={})
    trainer = TokenTrainer(args={**args, "vocab_size": len(batches.vocab)}, vocab=batches.vocab, device=device())
    seen = 0

    def next_batch() -> Any:
        nonlocal seen
        seen += 1
        if seen % args["shuffle_steps"] == 0:
            batches.shuffle()
        return batches.next(unit_dropout=args["unit_dropout"], feat_unit_dropout=args["feat_unit_dropout"])

    optimizers, checkpoint = {"all": trainer.optimizer}, work / "tokenize.checkpoint"
    loop.run(trainer.model, optimizers, next_batch, trainer.update, TOKENIZER.schedule, checkpoint)
    trainer.save(str(out))


def train_expander(folder: Path, words: Counter[str], work: Path, start: Path | None, out: Path) -> None:
    """Train the multiword expander, dictionary and network, and write it to `out`; the dictionary is always made anew.

    `words` counts surface words in news text.
    """
    sentences = [with_plurals(sentence, words) for sentence in data.training(folder, trees=False)]
    document = CoNLL.conll2doc(str(data.write(work / "mwt.conllu", sentences)))
    args = arguments(stanza_expander, EXPANDER) | {"force_exact_pieces": False, "num_layers": 1}
    if start:
        trainer = ExpanderTrainer(model_file=str(start), device=device())
        trainer.expansion_dict = {}
        loader = ExpanderLoader(document, args["batch_size"], trainer.args, vocab=trainer.vocab)
    else:
        loader = ExpanderLoader(document, args["batch_size"], args)
        args["vocab_size"] = loader.vocab.size
        trainer = ExpanderTrainer(args=args, vocab=loader.vocab, device=device())
    trainer.train_dict(document.get_mwt_expansions())
    trainer.expansion_dict = derived(sentences, words) | trainer.expansion_dict
    batches = loop.endless(loader.to_loader)
    schedule, checkpoint = EXPANDER.schedule_from(start), work / "mwt.checkpoint"
    loop.run(trainer.model, {"all": trainer.optimizer}, batches, trainer.update, schedule, checkpoint)
    trainer.save(str(out))


def spread(triples: Counter[Triple]) -> list[Triple]:
    """Forms that were not seen but whose lemma follows: with and without the article, without hamza or marks."""
    known = {form for form, _, _ in triples}
    found = []
    for (form, upos, lemma), _ in triples.most_common():
        nominal = upos in ("NOUN", "ADJ") and len(form) > 2
        bare = form.removeprefix("ال") if nominal else form
        for stem in (bare, "ال" + bare) if nominal and len(bare) > 2 else (form,):
            for variant in (stem, MARKS.sub("", stem), re.sub("[أإآ]", "ا", stem)):
                if variant not in known:
                    known.add(variant)
                    found.append((variant, upos, lemma))
    return found


def foreign(triples: Iterable[Triple]) -> list[Triple]:
    """Every form with the tag of foreign words that was not seen with it: it is its own lemma, as PADT has it."""
    seen = {form for form, upos, _ in triples if upos == FOREIGN}
    return [(form, FOREIGN, form) for form in dict.fromkeys(form for form, _, _ in triples) if form not in seen]


def train_lemmatizer(folder: Path, words: Counter[str], work: Path, start: Path | None, out: Path) -> None:
    """Train the lemmatizer, dictionary and network, and write it to `out`; the dictionary is always made anew.

    The network sees each kind of word once per epoch: frequent ones are in the dictionary, it is for the rest.
    `words` counts surface words in news text.
    """
    sentences = data.training(folder, trees=False)
    rows = [row for sentence in sentences for row in sentence.rows if "-" not in row[0] and row[LEMMA] != "_"]
    triples = Counter((row[FORM], row[UPOS], row[LEMMA]) for row in rows)
    kinds = [triple for triple in triples if ARABIC.fullmatch(triple[0])]
    path = data.write(work / "lemma.conllu", [Sentence((), tuple(map(one_word, range(1, len(kinds) + 1), kinds)))])
    document = CoNLL.conll2doc(str(path))
    args = arguments(stanza_lemmatizer, LEMMATIZER)
    if start:
        trainer = LemmaTrainer(model_file=str(start), device=device())
        trainer.pos_dict = {}
        loader = LemmaLoader(document, args["batch_size"], trainer.args, vocab=trainer.vocab)
    else:
        loader = LemmaLoader(document, args["batch_size"], args)
        args |= {"vocab_size": loader.vocab["char"].size, "pos_vocab_size": loader.vocab["pos"].size}
        trainer = LemmaTrainer(args=args, vocab=loader.vocab, device=device())
    trainer.train_dict([triple for triple, count in triples.items() for _ in range(count)])
    trainer.train_dict(spread(triples))
    seen = lemmas.most_frequent([triple for triple, _ in triples.most_common()] + spread(triples))
    more = [(form, upos, lemma) for (form, upos), lemma in lemmas.derived(seen, words).items()]
    trainer.train_dict(more, update_word_dict=False)  # of a form with another tag nothing is known
    trainer.train_dict(foreign(triples), update_word_dict=False)
    schedule, checkpoint = LEMMATIZER.schedule_from(start), work / "lemma.checkpoint"
    batches = loop.endless(lambda: loader)
    loop.run(trainer.model, {"all": trainer.optimizer}, batches, trainer.update, schedule, checkpoint)
    trainer.save(str(out))


def one_word(number: int, triple: Triple) -> data.Row:
    """A CoNLL-U row for a word out of context."""
    form, upos, lemma = triple
    return (str(number), form, lemma, upos, "_", "_", "0", "root", "_", "_")
