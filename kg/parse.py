"""Articles to parsed documents with Stanza (Qi et al. 2020, https://stanfordnlp.github.io/stanza/).

Sentence borders are ours (`kg.sentences`); tokens, words, tags, lemmas and trees are Stanza's. Neither torch nor stanza
is imported before something has to be parsed.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from kg.conllu import BadConllu, read_conllu, read_key, write_conllu
from kg.model import Article, Block, BlockKind, Document, Sentence, Token
from kg.models import MODELS_DIR, fingerprint
from kg.sentences import sentences
from kg.text import Cleaned, clean

VERSION = 1
"""Counted up when this module, `kg.sentences` or `kg.text` come to give other parses: kept ones are then made anew."""
BATCH_WORDS = 4000
"""Articles are gathered until they have so many words, so that the networks work on full batches."""
BATCH_SENTENCES = 400
"""At most so many sentences go through the networks together, so that memory stays bounded in a long article."""
_BORDER = "\n\n"
"""What Stanza takes for the end of a sentence, whatever its tokenizer thinks."""


class Parser:
    """Parses articles, and keeps the parses in the folder `cache`, if one is given, until text or models change.

    `models` is a folder of Stanza models with its `resources.json` (default: those that ship with the project),
    `threads` the number of CPU threads for torch. `parsed` and `reused` count the articles so far.

    Raises FileNotFoundError when `models` holds none.
    """

    def __init__(self, models: Path | None = None, threads: int = 1, cache: Path | None = None) -> None:
        self.models, self.threads, self.cache = (models or MODELS_DIR).resolve(), threads, cache
        self.parsed = self.reused = 0
        index = self.models / "resources.json"
        if not index.is_file():
            raise FileNotFoundError(
                f"{index} is missing: give a folder of Stanza models, or none to use those of strike-kg"
            )
        own = self.models == MODELS_DIR
        self._fingerprint = fingerprint() if own else hashlib.sha256(index.read_bytes()).hexdigest()[:16]

    def parse(self, articles: Iterable[Article]) -> Iterator[Document]:
        """The articles with their parses, in the given order. A parse depends on its article alone."""
        waiting: list[Article | Document] = []
        words = 0
        for article in articles:
            kept = self._kept(article)
            waiting.append(kept or article)
            words += 0 if kept else article.text.count(" ") + 1
            if words > BATCH_WORDS or not words:
                yield from self._finish(waiting)
                waiting, words = [], 0
        yield from self._finish(waiting)

    def parse_text(self, text: str) -> Document:
        """The parse of a bare text, each line a block of body; it is not kept."""
        lines, start = [], 0
        for line in text.splitlines(keepends=True):
            lines.append(Block(BlockKind.BODY, start, start + len(line.rstrip())))
            start += len(line)
        article = Article("text", text, tuple(lines))
        return self._parse([article])[0]

    def _finish(self, waiting: Sequence[Article | Document]) -> Iterator[Document]:
        """Parse what is not parsed yet; everything in order."""
        fresh = iter(self._parse([item for item in waiting if isinstance(item, Article)]))
        for item in waiting:
            if isinstance(item, Document):
                self.reused += 1
                yield item
                continue
            document = next(fresh)
            if self.cache:
                write_conllu(document, self._path(item), self._key(item))
            self.parsed += 1
            yield document

    def _kept(self, article: Article) -> Document | None:
        """The kept parse of an article, if it still holds and can be read."""
        if not self.cache or read_key(self._path(article)) != self._key(article):
            return None
        try:
            return read_conllu(self._path(article), article)
        except (BadConllu, OSError):
            return None

    def _path(self, article: Article) -> Path:
        assert self.cache
        return self.cache / f"{article.id}.conllu"

    def _key(self, article: Article) -> str:
        """A hash of all that a parse depends on."""
        borders = [(block.kind.value, block.start, block.end) for block in article.blocks]
        made_from = repr((VERSION, self._fingerprint, article.text, borders))
        return hashlib.sha256(made_from.encode("utf-8", errors="surrogatepass")).hexdigest()[:32]

    def _parse(self, articles: Sequence[Article]) -> list[Document]:
        pieces = [piece for number, article in enumerate(articles) for piece in _pieces(number, article)]
        found: list[list[Sentence]] = [[] for _ in articles]
        for first in range(0, len(pieces), BATCH_SENTENCES):
            for piece, tokens in self._run(pieces[first : first + BATCH_SENTENCES]):
                own = found[piece.article]
                end = max(token.end for token in tokens)
                own.append(Sentence(len(own), tokens[0].start, end, tokens, piece.block.kind))
        return [Document(article, tuple(own)) for article, own in zip(articles, found, strict=True)]

    def _run(self, pieces: Sequence[_Piece]) -> Iterator[tuple[_Piece, tuple[Token, ...]]]:
        """Stanza's analysis of each piece, in order."""
        import torch

        torch.set_num_threads(self.threads)
        lengths = (len(piece.text) + len(_BORDER) for piece in pieces)
        starts = list(accumulate(lengths, initial=0))[:-1]
        for parsed in _pipeline(self.models)(_BORDER.join(piece.text for piece in pieces)).sentences:
            at = bisect_right(starts, parsed.tokens[0].start_char) - 1
            yield pieces[at], tuple(_tokens(parsed, pieces[at], starts[at]))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence before it is parsed: `text` stands at `start` in the clean text of `block`."""

    article: int
    block: Block
    cleaned: Cleaned
    start: int
    text: str


def _pieces(number: int, article: Article) -> Iterator[_Piece]:
    for block in article.blocks:
        cleaned = clean(article.text[block.start : block.end])
        for start, end in sentences(cleaned.text):
            yield _Piece(number, block, cleaned, start, cleaned.text[start:end])


def _tokens(sentence: Any, piece: _Piece, start: int) -> Iterator[Token]:
    """The words of Stanza's `sentence`, which begins at `start` of what Stanza read, with offsets in the raw text."""
    shift = piece.start - start
    for token in sentence.tokens:
        first, last = piece.cleaned.raw(token.start_char + shift, token.end_char + shift)
        for word in token.words:
            yield Token(
                id=word.id,
                form=word.text,
                lemma=word.lemma or word.text,
                upos=word.upos or "X",
                feats=word.feats or "_",
                head=word.head,
                deprel=word.deprel,
                start=piece.block.start + first,
                end=piece.block.start + last,
                xpos=word.xpos or "_",
            )


@cache
def _pipeline(models: Path) -> Any:
    """The one pipeline of this process for a folder of models."""
    # Imported here: torch takes seconds, and cached parses need none of it.
    from kg.models.loading import pipeline

    return pipeline(models, tokenize_no_ssplit=True, logging_level="ERROR")
