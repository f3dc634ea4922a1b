"""Readers: files and folders of news in, articles out.

>>> for item in read([Path("articles")]):  # doctest: +SKIP
...     print(item.id if isinstance(item, Article) else item)
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from kg.article.draft import Draft
from kg.article.encoding import check_arabic
from kg.article.failure import Failure, Refused
from kg.article.html import read_html
from kg.article.jsonl import read_jsonl
from kg.article.layout import blocks
from kg.article.published import published_by_dateline
from kg.article.txt import read_txt
from kg.model import Article, Block, BlockKind
from kg.text import clean

__all__ = ["LIMIT", "READERS", "Failure", "article_id", "from_text", "read"]

LIMIT = 1_000_000
"""Largest article in bytes. A long report has 50,000; what is larger is a collection, or no article."""

READERS: Mapping[str, Callable[[Path, int], Iterator[Draft | Refused]]] = {
    ".txt": read_txt,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".html": read_html,
    ".htm": read_html,
}
"""The formats: file extension -> reader of a path, with the limit in bytes."""

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_ID = 100


def read(paths: Iterable[Path], published: date | None = None, limit: int = LIMIT) -> Iterator[Article | Failure]:
    """The articles of files and, recursively, of folders, in the order of `paths` and of sorted names.

    `published` is the day of publication of articles whose metadata tell none; without it, a dateline may. `limit` is
    the largest article in bytes. What cannot be read comes as a Failure in its place, and reading goes on.
    """
    origin: dict[str, str] = {}
    for path in _files(paths):
        if isinstance(path, Failure):
            yield path
            continue
        for draft in _drafts(path, limit):
            item = _article(draft, published) if isinstance(draft, Draft) else draft
            if isinstance(item, Article) and (first := origin.setdefault(item.id, str(item.path))) != item.path:
                reason = f'its id "{item.id}" is already that of {first}'
                item = Failure(str(item.path), reason, "give one of the two another file name or id")
            yield item


def from_text(text: str, id: str = "text", published: date | None = None) -> Article:
    """An article from a string: what `read` makes of a text file with this content."""
    return _finish(Draft(id, id, text), published)


def article_id(name: str) -> str:
    """An id that can stand in an IRI and a file name: letters of any script, digits, and `-_.` of `name`."""
    safe = _UNSAFE.sub("-", clean(name).text).strip("-.")
    if safe and len(safe) <= _LONGEST_ID:
        return safe
    digest = hashlib.sha256(name.encode("utf-8", errors="surrogatepass")).hexdigest()[:8]
    return f"{safe[:_LONGEST_ID]}-{digest}".lstrip("-")


def _files(paths: Iterable[Path]) -> Iterator[Path | Failure]:
    """The files to read, each once."""
    known = ", ".join(READERS)
    seen: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found = list(_walk(path))
            if not found:
                yield Failure(str(path), "the folder holds no article", f"put files into it that end in {known}")
        elif not path.exists():
            found = [Failure(str(path), "there is no such file", "check the path")]
        elif path.suffix.lower() not in READERS or not path.is_file():
            reason = "the file has no known format"
            found = [Failure(str(path), reason, f"give it one of the extensions {known}, if that is what it is")]
        else:
            found = [path]
        for item in found:
            if isinstance(item, Failure):
                yield item
            elif (real := item.resolve()) not in seen:
                seen.add(real)
                yield item


def _walk(folder: Path) -> Iterator[Path | Failure]:
    """The files of known formats below a folder, sorted; hidden ones are skipped."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _unreadable(folder, error)
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path)
        elif path.suffix.lower() in READERS and entry.is_file():
            yield path


def _drafts(path: Path, limit: int) -> Iterator[Draft | Failure]:
    """What the reader of the file's format makes of it."""
    try:
        for item in READERS[path.suffix.lower()](path, limit):
            yield item if isinstance(item, Draft) else _failure(path, item)
    except Refused as refused:
        yield _failure(path, refused)
    except OSError as error:
        yield _unreadable(path, error)


def _failure(path: Path, refused: Refused) -> Failure:
    where = f"{path}:{refused.line}" if refused.line else str(path)
    return Failure(where, refused.reason, refused.remedy)


def _unreadable(path: Path, error: OSError) -> Failure:
    reason = f"it cannot be read ({(error.strerror or str(error)).lower()})"
    denied = isinstance(error, PermissionError)
    return Failure(
        str(path), reason, f"allow it with: chmod u+rX '{path}'" if denied else "check the file and its disk"
    )


def _article(draft: Draft, published: date | None) -> Article | Failure:
    try:
        check_arabic(draft.text)
    except Refused as refused:
        return Failure(draft.where, refused.reason, refused.remedy)
    return _finish(draft, published)


def _finish(draft: Draft, published: date | None) -> Article:
    parts = blocks(draft.text, draft.title)
    return Article(
        id=article_id(draft.name),
        text=draft.text,
        blocks=parts,
        published=draft.published or published or published_by_dateline(draft.text, parts),
        title=draft.title or _title(draft.text, parts),
        url=draft.url,
        outlet=draft.outlet,
        path=draft.where,
    )


def _title(text: str, parts: Iterable[Block]) -> str | None:
    """The headline with most words: the name of the outlet may stand above it."""
    headlines = [text[part.start : part.end] for part in parts if part.kind is BlockKind.HEADLINE]
    return max(headlines, key=lambda line: len(line.split()), default=None)
