"""Parsed articles as CoNLL-U files (https://universaldependencies.org/format.html), for reuse and for other tools.

Offsets into the raw text stand in MISC as `start_char` and `end_char`, the kind of block in a comment of the sentence.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from kg.model import Article, BlockKind, Document, Sentence, Token
from kg.text import clean

KEY = "parse_key"
"""The comment that names what the parse was made from."""
_COUNT = "sentences"
_COLUMNS = 10


class BadConllu(ValueError):
    """Raised when a file is no parse of the article that it is read for."""


def write_conllu(document: Document, path: Path, key: str | None = None) -> None:
    """Write a parse; `key` is kept for `read_key`. The file appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".parse-", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(f"{line}\n" for line in _lines(document, key))
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def read_key(path: Path) -> str | None:
    """The key that a parse was written with; None when there is no such file or no key in it."""
    try:
        with path.open(encoding="utf-8") as stream:
            head = stream.readline(), stream.readline()
    except (OSError, UnicodeDecodeError):
        return None
    return _comments(line.strip() for line in head).get(KEY)


def read_conllu(path: Path, article: Article) -> Document:
    """The parse of `article` that `write_conllu` wrote. Raises BadConllu, or OSError."""
    try:
        text = path.read_text(encoding="utf-8")
        blocks = [block.split("\n") for block in text.strip("\n").split("\n\n") if block]
        sentences = tuple(_sentence(number, lines, len(article.text)) for number, lines in enumerate(blocks[1:]))
        expected = int(_comments(blocks[0])[_COUNT])
    except (ValueError, KeyError, IndexError) as error:
        raise BadConllu(f"{path} is no parse of {article.id} ({error}); delete it to parse again") from error
    if len(sentences) != expected:
        raise BadConllu(f"{path} holds {len(sentences)} of {expected} sentences; delete it to parse again")
    return Document(article, sentences)


def _lines(document: Document, key: str | None) -> Iterator[str]:
    article = document.article
    yield f"# newdoc id = {article.id}"
    if key:
        yield f"# {KEY} = {key}"
    yield f"# {_COUNT} = {len(document.sentences)}"
    for sentence in document.sentences:
        yield ""
        surface = list(_surface(sentence, article.text))
        yield f"# sent_id = {article.id}-{sentence.index}"
        yield f"# text = {''.join(form + ' ' * space for _, form, space in surface).strip()}"
        yield f"# block = {sentence.block}"
        for words, form, space in surface:
            place = f"start_char={words[0].start}|end_char={words[0].end}" + ("" if space else "|SpaceAfter=No")
            if len(words) > 1:
                yield "\t".join((f"{words[0].id}-{words[-1].id}", form, *"_______", place))
            for word in words:
                row = (word.id, word.form, word.lemma, word.upos, word.xpos, word.feats, word.head, word.deprel, "_")
                yield "\t".join((*map(str, row), "_" if len(words) > 1 else place))


def _surface(sentence: Sentence, text: str) -> Iterator[tuple[list[Token], str, bool]]:
    """The words of each surface token, its form, and whether a blank follows."""
    groups = [list(words) for _, words in groupby(sentence.tokens, key=lambda word: (word.start, word.end))]
    starts = [words[0].start for words in groups[1:]] + [sentence.end + 1]
    for words, following in zip(groups, starts, strict=True):
        first = words[0]
        form = first.form if len(words) == 1 else " ".join(clean(text[first.start : first.end]).text.split())
        yield words, form or "_", following > first.end


def _comments(lines: Iterable[str]) -> Mapping[str, str]:
    pairs = (line[1:].split(" = ", 1) for line in lines if line.startswith("#") and " = " in line)
    return {name.strip(): value for name, value in pairs}


def _sentence(index: int, lines: list[str], length: int) -> Sentence:
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    tokens: list[Token] = []
    shared = (0, 0, 0)  # last word of the surface token, its start and end
    for row in rows:
        if len(row) != _COLUMNS:
            raise ValueError(f"a row has {len(row)} columns")
        first, _, last = row[0].partition("-")
        if last:
            shared = (int(last), *_place(row[9], length))
            continue
        start, end = shared[1:] if int(first) <= shared[0] else _place(row[9], length)
        _, form, lemma, upos, xpos, feats, head, deprel, *_ = row
        tokens.append(Token(int(first), form, lemma, upos, feats, int(head), deprel, start, end, xpos))
    if [token.id for token in tokens] != list(range(1, len(tokens) + 1)) or not tokens:
        raise ValueError("its words are not numbered from 1")
    if not all(0 <= token.head <= len(tokens) for token in tokens):
        raise ValueError("a head is missing")
    block = BlockKind(_comments(lines)["block"])
    return Sentence(index, tokens[0].start, max(token.end for token in tokens), tuple(tokens), block)


def _place(misc: str, length: int) -> tuple[int, int]:
    values = dict(pair.split("=", 1) for pair in misc.split("|"))
    start, end = int(values["start_char"]), int(values["end_char"])
    if not 0 <= start <= end <= length:
        raise ValueError(f"offset {end} lies outside the text")
    return start, end
