"""Relative clauses: where they end by the tree, and those that begin without a relative pronoun."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from kg.model import EntityKind
from kg.syntax.marked import Marked
from kg.syntax.nominal import Nominal

_NEAR = 8  # words between a verb and the attack or weapon that a clause may qualify


def goes_on(marked: Marked, verb: int) -> bool:
    """Whether a verb further on in a relative clause belongs to it by the tree as well."""
    seen: set[int] = set()
    while verb >= 0 and verb not in seen:
        seen.add(verb)
        if not marked.relations[verb] or marked.relations[verb].startswith("acl"):
            return True
        verb = marked.heads[verb]
    return False


def placed(marked: Marked, nominal: Nominal, verbs: Collection[int], relative: Collection[int]) -> Nominal:
    """A nominal; `outer` when the tree gives it to a verb outside of the relative clause in which it stands. `relative`
    are those of `verbs` that stand in relative clauses."""
    at, seen = nominal.head, set[int]()
    while nominal.relative and at >= 0 and at not in seen:
        seen.add(at)
        if at in verbs:
            return nominal if at in relative else replace(nominal, outer=True)
        at = marked.heads[at]
    return nominal


def bare(marked: Marked, nominals: Sequence[Nominal], verbs: Sequence[int], at: int) -> bool:
    """Whether a relative clause without الذي begins at verb `at`: directly behind an indefinite attack or weapon that
    is itself an argument (على استهداف طال القاعدة), or with an object pronoun behind any noun (هجوم شنّه الفصيل)."""
    if not nominals or marked.words[at].glued:
        return False
    if nominals[-1].end != at and not _suspected(marked, nominals[-1].end, at):
        return False
    return marked.is_suffix(at + 1) or _qualified(marked, nominals[-1], verbs)


def _qualified(marked: Marked, noun: Nominal, verbs: Sequence[int]) -> bool:
    """Whether a clause may follow a noun without الذي: an indefinite attack or weapon that is an argument."""
    named = any(mention.candidates[0].kind is not EntityKind.WEAPON for mention in noun.mentions)
    if not (noun.event or noun.means) or named or noun.pronoun or marked.words[noun.head].definite:
        return False
    return bool(noun.preposition) or any(
        noun.start - verb <= _NEAR
        for verb in verbs
        if not any(word.form in marked.classes["subordinator"] for word in marked.words[verb : noun.start])
    )


def _suspected(marked: Marked, start: int, end: int) -> bool:
    return start < end and any(w.stem in marked.classes["suspicion"] for w in marked.words[start : start + 2])


def timed(marked: Marked, verb: int) -> bool:
    """وبعد يوم واحد قصفت مسيّرة X: whether only a time that counts from another attack stands before a verb, which
    qualifies nothing then."""
    at = verb - 1
    while at >= 0 and at in marked.dated:
        at -= 1
    behind = marked.words[max(0, at) : at + 2]
    return at < verb - 1 and any(word.form in marked.classes["after_that"] for word in behind)
