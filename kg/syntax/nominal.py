"""What reading a sentence yields: its noun phrases, its verbs and the words that they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Means, Mention, Quantity, Sentence
from kg.syntax.words import Word

OWNER = "owner"  # stands in the place of the preposition of a phrase that owns another
ANSWER = "رد"  # the preposition of what is answered: رداً على


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase: words `start` to `end` (exclusive), its head, and the preposition that governs it ("" for none).

    `owner` is the index of the nominal that owns it (تابعة لـ, لـ), -1 for none; owners have the preposition OWNER.
    `group` is shared by coordinated nominals. `after` is the index of the nominal that it follows with nothing
    between, -1 otherwise. `pronoun` tells that it carries a possessive pronoun, `relative` that it stands in a
    relative clause by the order of words, `outer` that the tree puts it outside of that, `event` that its head names an
    event, `quoted` that it holds a name in quotes or brackets, `opens` that it begins a clause behind "and".
    """

    index: int
    start: int
    end: int
    head: int
    preposition: str
    mentions: tuple[Mention, ...]
    means: Means | None
    count: Quantity | None
    event: bool
    group: int
    after: int
    owner: int = -1
    pronoun: bool = False
    relative: bool = False
    outer: bool = False
    quoted: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as the rules see it. All numbers are indices of `words`.

    `adverbs` are the compound prepositions as (start, end, canonical name), `heads` the governor of each word (-1 for
    none) with its relation in `relations`, `dated` the words of time expressions.
    """

    sentence: Sentence
    words: tuple[Word, ...]
    nominals: tuple[Nominal, ...]
    verbs: tuple[int, ...]
    relative_verbs: frozenset[int]
    adverbs: tuple[tuple[int, int, str], ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    dated: frozenset[int]

    def qualified(self, verb: int) -> int:
        """The word that the tree lets a verb qualify, also as a conjunct of a relative clause; -1 for none."""
        while self.relations[verb] == "conj":
            verb = self.heads[verb]
        return self.heads[verb] if self.relations[verb].startswith("acl") else -1

    def above(self, at: int) -> Iterator[int]:
        """The words that govern word `at` in the tree, nearest first."""
        seen = {at}
        while (at := self.heads[at]) >= 0 and at not in seen:
            seen.add(at)
            yield at
