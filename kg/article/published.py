"""The day of publication: what metadata say, else what a dateline says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from kg.dates import parse_dateline
from kg.model import Block, BlockKind

_COLUMN = re.compile(r"\s*\|\s*|[:،]\s+|\s+[-–—]\s+")


def parse_published(value: str) -> date | None:
    """The day that a metadata field gives in ISO 8601, RFC 2822 or as datelines write it; None when it is none.

    It is the day in the time zone that the field is written in.
    """
    value = value.strip()
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        with suppress(ValueError, TypeError):
            return parse(value).date()
    return parse_dateline(value)


def published_by_dateline(text: str, blocks: Iterable[Block]) -> date | None:
    """The first full date that a dateline of the article gives; headlines and body tell of other days as well.

    Beside the date may stand what is none (22/9/2024 | آخر تحديث: 03:41 بتوقيت مكة): then each column is read alone.
    """
    datelines = (text[block.start : block.end] for block in blocks if block.kind is BlockKind.DATELINE)
    told = (parse_published(line) or parse_dateline("\n".join(_COLUMN.split(line))) for line in datelines)
    return next((day for day in told if day), None)
