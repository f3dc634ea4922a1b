"""Semicolons that the tokenizer left on the word before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from kg.model import Token

_PAUSE = "؛"


def parted(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens with a semicolon as one of its own, which the tree does not know: جاء الرد؛ إذ."""
    for (_, end), group in groupby(tokens, key=lambda token: (token.start, token.end)):
        *before, last = group
        form = last.form.removesuffix(_PAUSE)
        if form == last.form or not form:
            yield from (*before, last)
            continue
        yield from (replace(token, end=end - 1) for token in before)
        yield replace(last, form=form, lemma=last.lemma.removesuffix(_PAUSE), end=end - 1)
        yield replace(last, id=0, form=_PAUSE, lemma=_PAUSE, upos="PUNCT", feats="_", start=end - 1, end=end)
