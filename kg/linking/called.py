"""«ما وصفه بأنه مقر لـ X», «ما أسماه مخابئ X»: what somebody calls the thing that was hit."""

from __future__ import annotations

from kg.rules.words import Words
from kg.syntax.nominal import Nominal, Reading

_WHAT = "ما"
_CALLED = 5  # words between "what" and what it is called


def called(words: Words, reading: Reading, nominal: Nominal) -> Nominal:
    """The phrase that tells what "what he called ..." is; the nominal itself when it is anything else."""
    if reading.words[nominal.head].form != _WHAT:
        return nominal
    behind = (n for n in reading.nominals[nominal.index + 1 :] if n.start - nominal.end <= _CALLED)
    named = next((n for n in behind if n.relative and reading.words[n.head].upos != "PRON"), None)
    calling = reading.words[nominal.end : named.start] if named else ()
    return named if named and any(word.lemma in words["so_called"] for word in calling) else nominal
