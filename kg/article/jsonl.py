"""JSON Lines (https://jsonlines.org): a record a line: text and, where known, id, url, title, published, outlet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from kg.article.draft import Draft
from kg.article.encoding import decode
from kg.article.failure import Refused
from kg.article.published import parse_published
from kg.article.txt import too_large


def read_jsonl(path: Path, limit: int) -> Iterator[Draft | Refused]:
    """The articles of a file; a line that is none comes as the Refused that says why, and the next line is read."""
    with path.open("rb") as stream:
        for number, (line, size) in enumerate(_lines(stream, limit), 1):
            try:
                if size > limit:
                    raise too_large(size, limit)
                if line.strip():
                    yield _draft(f"{path}:{number}", path.stem, _record(decode(line)))
            except Refused as refused:
                yield Refused(refused.reason, refused.remedy, number)


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[bytes, int]]:
    """Each line, or the beginning of one that is longer than `limit`, and its length in bytes."""
    while line := stream.readline(limit + 1):
        size = len(line)
        rest = line
        while len(rest) == limit + 1 and not rest.endswith(b"\n"):
            rest = stream.readline(limit + 1)
            size += len(rest)
        yield line, size


def _record(line: str) -> Mapping[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise Refused(f"the line is not JSON ({error})", "write one JSON object a line") from None
    if not isinstance(record, dict):
        raise Refused(f"the line holds a {type(record).__name__}, not an object", "write one JSON object a line")
    return record


def _draft(where: str, stem: str, record: Mapping[str, Any]) -> Draft:
    text, title, url = (_string(record, key) for key in ("text", "title", "url"))
    if not text:
        raise Refused('the record has no "text"', 'give it a field "text" with the article')
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n\n{text}"
    identifier = record.get("id")
    if isinstance(identifier, int) and not isinstance(identifier, bool):
        identifier = str(identifier)
    elif identifier is not None and not isinstance(identifier, str):
        raise Refused('the "id" is neither text nor a whole number', "write the id as text")
    # Without an id: one that stays the same when records are added above.
    name = identifier or f"{stem}-{hashlib.sha256((url or text).encode()).hexdigest()[:8]}"
    return Draft(where, name, text, title, url, _string(record, "outlet"), _published(record))


def _string(record: Mapping[str, Any], key: str) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise Refused(f'"{key}" is a {type(value).__name__}, not text', f'write "{key}" as a string')
    if not value or not value.strip():
        return None
    # JSON can escape half a surrogate pair, which is no character.
    value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value if key == "text" else value.strip()


def _published(record: Mapping[str, Any]) -> date | None:
    value = _string(record, "published")
    if value is None:
        return None
    if day := parse_published(value):
        return day
    raise Refused(f'"published" is "{value[:40]}", not a date', "write it as YYYY-MM-DD, or leave it out")
