"""Bytes to text: UTF-8 first, the legacy Arabic code pages when the bytes are plainly Arabic in them, nothing else."""

from __future__ import annotations

import codecs
import re

from kg.article.failure import Refused
from kg.text import arabic_share

ARABIC_SHARE = 0.4
"""The least share of Arabic letters; names and tweets in Latin letters leave most articles above 0.9."""

_SAVE_AS_UTF8 = "save it as UTF-8 text"
# The longer mark first: that of UTF-32 begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = ("cp1256", "iso8859_6")
_ARTICLE = "ال"
"""The definite article: one letter in eight of Arabic text belongs to it, and code pages differ in its lām."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_ARABIC = re.compile("[\u0621-\u064a\u0671-\u06d3]")
_FOREIGN = re.compile("[پچژگٹڈڑںےێۆەڕڵ]")
_MISREAD = re.compile("[طظ]")


def decode(data: bytes) -> str:
    """The text of a file, without byte order mark; line ends stay as they are.

    Raises Refused when the file is empty, binary, or in an encoding that cannot be told.
    """
    if not data.strip():
        raise Refused("the file is empty", "remove it, or put the text of the article into it")
    for mark, codec in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(codec)
            except UnicodeDecodeError:
                raise Refused(f"the file begins like {codec} but is not", _SAVE_AS_UTF8) from None
    if b"\0" in data or _binary(data):
        raise Refused("the file is binary, not text", "remove it, or save the article as UTF-8 text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data)


def check_arabic(text: str) -> None:
    """Raises Refused when `text` is not in Arabic, or not readable as such."""
    if not text.strip():
        raise Refused("the article has no text", "remove it, or put the text of the article into it")
    share = arabic_share(text)
    if share < ARABIC_SHARE:
        found = f"only {share:.0%} of its letters are" if share else "none of its letters is"
        raise Refused(f"the article is not in Arabic: {found} Arabic", "remove it; only Arabic articles can be read")
    letters = len(_ARABIC.findall(text))
    if letters > 100 and len(_FOREIGN.findall(text)) > 0.015 * letters:  # Persian has 3 %, Urdu and Kurdish more
        reason = "the article is in Arabic letters, but looks like Persian, Urdu or Kurdish"
        raise Refused(reason, "remove it; only Arabic articles can be read")
    if len(_MISREAD.findall(text)) > 0.25 * letters:  # UTF-8 read as windows-1256: every second letter is ط or ظ
        raise Refused(
            "the letters are garbled: UTF-8 was once read as windows-1256", "fetch the article again as UTF-8"
        )


def _binary(data: bytes) -> bool:
    """Whether one byte in a hundred is a control character."""
    head = data[:65536]
    return len(_CONTROLS.findall(head.decode("latin-1"))) > len(head) / 100


def _legacy(data: bytes) -> str:
    """Text that is not UTF-8, or UTF-8 with a few bytes broken."""
    lenient = data.decode("utf-8", errors="replace")
    if lenient.count("\ufffd") <= len(lenient) / 200:
        return lenient
    texts = [data.decode(codec, errors="replace") for codec in _LEGACY]
    text = max(texts, key=lambda text: text.count(_ARTICLE))
    letters = len(_ARABIC.findall(text))
    if text.count(_ARTICLE) * 50 < letters or not letters or text.count("\ufffd") > len(text) / 200:
        raise Refused("the encoding is neither UTF-8 nor windows-1256", _SAVE_AS_UTF8)
    return text
