"""Training of the named-entity recognizer: hand-tagged corpora, and news of strikes with weak labels.

Persons stand in no gazetteer. So a first network learns from the corpora alone and tags the persons in the news; the
second one learns from both.
"""

from __future__ import annotations

import lzma
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from stanza.models import ner_tagger as stanza_recognizer
from stanza.models.common.doc import Document
from stanza.models.common.pretrain import Pretrain
from stanza.models.ner.data import DataLoader
from stanza.models.ner.trainer import Trainer
from stanza.models.ner.vocab import MultiVocab

from kg.lexicon import Lexicon
from kg.models import entities, loop, surface
from kg.models.entities import TYPES, Tagged
from kg.models.recipe import FIRST_RECOGNIZER, RECOGNIZER, SEED, Recipe, arguments, device
from kg.models.weak import TOKEN, Labeller, Vocabulary, forms, merged, renamed
from kg.rules import words
from kg.sentences import sentences
from kg.text import clean, fold

CORPORA = ("anercorp.train.bio", "wojood_sample4.bio")
HELD_OUT = ("anercorp.test.bio", "strikes300.bio")
"""The second one is news of strikes tagged by hand; without it only the first is scored."""
OURS = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORG"}
"""The corpora's own types; MISC is no name here."""
COARSE = {"ACTOR": "ORG", "SOURCE": "ORG", "BASE": "PLACE"}
UNKNOWN = ("DATE", "WEAPON")
"""What our types are in the corpora, and types of which they have nothing."""
TAGGED = ("udpos_train.tsv", "udpos_dev.tsv")
"""Sentences with UPOS tags: which words are ordinary."""
NEWS = 16_000
"""Sentences of news that are labelled; those with a doubtful word are then left out."""
SHORTEST, LONGEST = 6, 60
RENAMED = 0.25
"""Share of the places in the news that are called otherwise."""


def corpus(path: Path) -> list[Tagged]:
    """The sentences of a corpus, with our types in place of its own."""

    def ours(tag: str) -> str:
        kind = tag[2:]
        return tag if kind in TYPES else tag[:2] + OURS[kind] if kind in OURS else "O"

    return [[(token, ours(tag)) for token, tag in sentence] for sentence in entities.read(path)]


def held_out(data: Path) -> dict[str, list[Tagged]]:
    """The evaluation sets that are there, by name."""
    paths = [data / "ner" / name for name in HELD_OUT]
    return {path.stem: corpus(path) for path in paths if path.is_file()}


def news(data: Path, rng: random.Random) -> list[list[str]]:
    """Tokens of sentences from paragraphs that speak of weapons, none of them held out."""
    weapons, known = words.load().means_noun, {_text(sentence) for one in held_out(data).values() for sentence in one}
    found = []
    with lzma.open(data / "raw" / "news.txt.xz", "rt", encoding="utf-8") as paragraphs:
        for paragraph in paragraphs:
            text = clean(paragraph).text
            if any(form in weapons for word in text.split() for form in forms(fold(word))):
                cut = (TOKEN.findall(text[start:end]) for start, end in sentences(text))
                found += [tokens for tokens in cut if SHORTEST <= len(tokens) <= LONGEST]
    return [tokens for tokens in rng.sample(found, min(NEWS, len(found))) if " ".join(tokens) not in known]


def _text(sentence: Tagged) -> str:
    return " ".join(token for token, _ in sentence)


def document(tagged: Iterable[Sequence[tuple[str, str]]]) -> Document:
    """The sentences as Stanza's trainers and processors take them."""
    return Document(
        [
            [{"id": number, "text": token, "ner": tag} for number, (token, tag) in enumerate(sentence, 1)]
            for sentence in tagged
        ]
    )


def corpora(data: Path) -> list[Tagged]:
    """The sentences of the hand-tagged corpora."""
    return [sentence for name in CORPORA for sentence in corpus(data / "ner" / name)]


def labeller(data: Path) -> Labeller:
    """What gives the weak labels, with the shipped lexicon and the words of the corpora."""
    tagged = (one for name in TAGGED for one in surface.read(data / "upos" / name))
    return Labeller(Lexicon.load(), Vocabulary.learn(corpora(data), tagged))


def tagged(tokens: Sequence[str], tags: Sequence[str]) -> Tagged:
    """A sentence of these tokens and tags."""
    return list(zip(tokens, tags, strict=True))


def coarse(tags: Sequence[str]) -> list[str]:
    """Tags with the types that the corpora know, for a comparison with them."""
    return [tag[:2] + COARSE.get(tag[2:], tag[2:]) if tag[2:] not in UNKNOWN else "O" for tag in tags]


def load(path: Path, vectors: Path) -> Trainer:
    """A trained recognizer, for `predicted`."""
    return Trainer(model_file=str(path), pretrain=Pretrain(str(vectors)), device=device())


def train_recognizer(data: Path, pretrain: Pretrain, work: Path, out: Path) -> None:
    """Train the recognizer and write it to `out`."""
    rng, label = random.Random(SEED), labeller(data)
    known = []
    for sentence in corpora(data):
        tokens = [token for token, _ in sentence]
        known.append(tagged(tokens, merged([tag for _, tag in sentence], label.label(tokens))))
    first = _train(known, FIRST_RECOGNIZER, pretrain, work / "ner.first.checkpoint")
    texts = news(data, rng)
    persons = predicted(first, texts, ("PERSON",))
    weak = [tagged(tokens, merged(label.label(tokens), names)) for tokens, names in zip(texts, persons, strict=True)]
    tail = label.lexicon.tail
    names = [tail.entity(line).name for line in range(len(tail.rows))]
    strikes = [renamed(sentence, names, RENAMED, rng) for sentence in weak if not label.doubtful(sentence)]
    entities.write(work / "ner.bio", known + strikes)
    _train(known + strikes, RECOGNIZER, pretrain, work / "ner.checkpoint").save(str(out))


def _train(tagged: list[Tagged], recipe: Recipe, pretrain: Pretrain, checkpoint: Path) -> Trainer:
    args = arguments(stanza_recognizer, recipe)
    train = document(tagged)
    # a word's own correction of its vector would not fit into the file, and lists would be learnt in place of contexts
    everything = DataLoader(train, args["batch_size"], args, pretrain).vocab
    vocab = MultiVocab({name: everything[name] for name in ("char", "tag", "word")})
    loader = DataLoader(train, args["batch_size"], args, pretrain, vocab, max_batch_words=args["max_batch_words"])
    trainer = Trainer(args=args, vocab=vocab, pretrain=pretrain, device=device())

    def epoch() -> Iterator[Any]:
        loader.reshuffle()
        yield from loader

    optimizers = {"all": trainer.optimizer}
    loop.run(trainer.model, optimizers, loop.endless(epoch), trainer.update, recipe.schedule, checkpoint)
    return trainer


def predicted(trainer: Any, texts: Sequence[Sequence[str]], types: Sequence[str] = TYPES) -> list[list[str]]:
    """The BIO tags of the names of those types that a trained recognizer finds in tokens."""
    asked = document([[(token, "O") for token in tokens] for tokens in texts])
    batches = DataLoader(asked, 100, trainer.args, vocab=trainer.vocab, evaluation=True, preprocess_tags=False)
    with torch.no_grad():
        found = [tags for batch in batches for tags in trainer.predict(batch)]
    plain = [[tag.replace("S-", "B-").replace("E-", "I-") for tag in tags] for tags in found]
    return [[tag if tag[2:] in types else "O" for tag in tags] for tags in plain]
