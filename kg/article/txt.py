"""Plain text: one article a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.article.draft import Draft
from kg.article.encoding import decode
from kg.article.failure import Refused


def load(path: Path, limit: int) -> bytes:
    """The bytes of a file. Raises OSError, or Refused when there are more than `limit`."""
    with path.open("rb") as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large(path.stat().st_size, limit)
    return data


def too_large(size: int, limit: int, line: int | None = None) -> Refused:
    """The refusal of an article of `size` bytes."""
    reason = f"the article has {size / 1e6:.1f} MB, more than the limit of {limit / 1e6:.1f} MB"
    return Refused(reason, "split it into articles (one a file, or a jsonl record each), or raise the limit", line)


def read_txt(path: Path, limit: int) -> Iterator[Draft]:
    """The article in a text file: headline, dateline and body, as far as it has them."""
    yield Draft(str(path), path.stem, decode(load(path, limit)))
