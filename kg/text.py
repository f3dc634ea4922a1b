"""Arabic text for machines: lookup keys that ignore spelling, and clean text that remembers where it came from.

Letters, marks and controls are those of the Unicode blocks Arabic, Arabic Supplement, Arabic Extended-A and the two
blocks of presentation forms; see chapter 9.2 of the Unicode Standard.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

TATWEEL = "ـ"
_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff"
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe0e\ufe0f"
_PRESENTATION = "\ufb50-\ufd3d\ufd50-\ufdfc\ufe70-\ufefc"
_LETTERS = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f"
    + _PRESENTATION
)

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_FOLDED = _DIGITS | str.maketrans("أإآٱىیکةؤئھہ", "ااااييكهويهه")
# One character for one, so that offsets stay: quotes, spaces, digits and Persian keyboards' letters.
_UNIFIED = (
    _DIGITS
    | str.maketrans("“”„‟«»‹›＂″‘’‚‛`´′﴾﴿", '""""""""""' + "'''''''" + "()")
    | str.maketrans("یکھٱ٫٬٪－", "يكها.,%-")
    | dict.fromkeys([*range(0x00, 0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA1), 0x1680, *range(0x2000, 0x200B)], " ")
    | dict.fromkeys([0x2028, 0x2029], "\n")
    | dict.fromkeys([0x202F, 0x205F, 0x3000], " ")
)

_ARABIC_LETTER = re.compile(f"[{_LETTERS}]")
_LETTER = re.compile(r"[^\W\d_]")
_SILENT = re.compile(f"[{_MARKS}{_INVISIBLE}]+")
_SPACES = re.compile(r"\s+")

# Tatweel between letters, also with a dot or blank in its midst: قصـــف, قاعـ.ـدة, قـ ـصف.
_STRETCH = (
    f"[{_MARKS}{_INVISIBLE}]*+{TATWEEL}[{TATWEEL}{_MARKS}{_INVISIBLE}]*+"
    f"(?:[ .·•*_]{TATWEEL}[{TATWEEL}{_MARKS}{_INVISIBLE}]*+)*+(?=[{_LETTERS}])"
)
_STRETCHED = re.compile(f"(?<=[{_LETTERS}]){_STRETCH}")
# What `clean` changes in length.
_REPAIR = re.compile(
    f"(?P<base>[{_LETTERS}])(?:{_STRETCH}|[{_MARKS}]++(?:[{_INVISIBLE}]++[{_MARKS}]++)*+)"
    f"|(?P<alone>(?<![{_LETTERS}{_MARKS}{_INVISIBLE}{TATWEEL}]){TATWEEL}++(?![{_LETTERS}]))"
    f"|(?P<leading>(?<![{_LETTERS}{_MARKS}{_INVISIBLE}{TATWEEL}]){TATWEEL}++)"
    f"|(?P<trailing>{TATWEEL}{{2,}}+)"
    f"|(?P<form>[{_PRESENTATION}])"
    f"|[{_MARKS}{_INVISIBLE}]++"
    "|(?<= ) ++"  # more blanks after a blank
    f"|(?P<inner>(?<=\\w)#(?=[{_LETTERS}])|(?<=[{_LETTERS}])_(?=\\w)|(?<=\\w)_(?=[{_LETTERS}]))"  # hash tags
    f"|#(?=[{_LETTERS}])"
    r"|(?:https?://|www\.|pic\.twitter\.com/)\S++ *+"
)


@lru_cache(maxsize=1 << 16)  # news repeats its words
def fold(text: str) -> str:
    """The lookup key of a word or name: two spellings that a reader takes for one have one key.

    No vowel marks, tatweel, invisible or bidi characters; one alif, one yāʾ, hāʾ for tāʾ marbūṭa, no hamza carriers;
    presentation forms decomposed; ASCII digits; lower case; runs of white space are one blank. Folding twice changes
    nothing more.

    >>> fold("قاعـ.ـدة الأسَد")
    'قاعده الاسد'
    """
    text = unicodedata.normalize("NFKC", text)
    if TATWEEL in text:
        text = _STRETCHED.sub("", text).replace(TATWEEL, "")
    return _SPACES.sub(" ", _SILENT.sub("", text).translate(_FOLDED).lower()).strip()


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text as the parser wants it, with the way back to the raw text.

    `edits` are the stretches that changed length, in order: (start, end) in `text`, (start, end) in the raw text.
    """

    text: str
    edits: tuple[tuple[int, int, int, int], ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)  # of the edits, to look them up

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(edit[0] for edit in self.edits))

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the raw text of `text[start:end]`; a letter's vowel marks belong to the letter."""
        if not self.edits:
            return start, max(start, end)
        if start >= end:
            return self._raw(start)[0], self._raw(start)[0]
        return self._raw(start)[0], self._raw(end - 1)[1]

    def origin(self, position: int) -> int:
        """The offset in the raw text of the character at `position`."""
        return self._raw(position)[0]

    def _raw(self, position: int) -> tuple[int, int]:
        """Where the character at `position` begins and ends in the raw text."""
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return position, position + 1
        _, end, raw_start, raw_end = self.edits[index]
        if position < end:
            return raw_start, raw_end
        return raw_end + position - end, raw_end + position - end + 1


def clean(text: str) -> Cleaned:
    """`text` without what only confuses a parser.

    Gone are vowel marks, invisible and bidi characters, tatweel inside words (قاعـ.ـدة), presentation forms,
    typographic quotes, control characters, Arabic-Indic digits, web addresses, and what makes words a hash tag.
    Letters otherwise stay, and so does a tatweel that ends a proclitic (لـ", الـ55).
    """
    text = text.translate(_UNIFIED)
    pieces: list[str] = []
    edits: list[tuple[int, int, int, int]] = []
    done = length = 0
    for match in _REPAIR.finditer(text):
        piece = _repaired(match)
        start, end = match.span()
        length += start - done
        pieces += (text[done:start], piece)
        edits.append((length, length + len(piece), start, end))
        length += len(piece)
        done = end
    return Cleaned("".join(pieces) + text[done:], tuple(edits))


def arabic_share(text: str) -> float:
    """The share of Arabic letters among the letters of `text`, 0.0 when it has none."""
    letters = len(_LETTER.findall(text))
    return len(_ARABIC_LETTER.findall(text)) / letters if letters else 0.0


def _repaired(match: re.Match[str]) -> str:
    """What stands for a stretch that `_REPAIR` found."""
    kind = match.lastgroup
    if kind == "alone":  # used as a dash
        return "-"
    if kind == "inner":
        return " "
    if kind == "trailing":
        return TATWEEL
    if kind in ("base", "form"):
        # Alif + hamza above composes before the other marks go; a mark's own form decomposes to blank + mark.
        written = match[0] if kind == "form" else match["base"] + "".join(_SILENT.findall(match[0][1:]))
        composed = unicodedata.normalize("NFKC" if match[kind] >= "\ufb50" else "NFC", written)
        return _SILENT.sub("", composed).strip(" ")
    return ""
