"""Where relative clauses end by the tree: which verbs and phrases behind a relative pronoun belong to its clause."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kg.syntax.marked import Marked
from kg.syntax.nominal import Nominal


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
