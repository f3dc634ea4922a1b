"""Articles taken out of a graph again: the strikes of all others are merged anew, nothing else is read again."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import rdf, report, vocab
from kg.model import Entity
from kg.settle import Settled, settle
from kg.store import Store


class UnknownArticle(LookupError):
    """An article that the graph does not have; the message says what it has."""


@dataclass(frozen=True, slots=True)
class _Described:
    """What a graph knows of its entities: enough for those of them that stay."""

    entities: Mapping[str, Entity]

    def get(self, identifier: str) -> Entity | None:
        return self.entities.get(identifier)

    def __iter__(self) -> Iterator[Entity]:
        return iter(self.entities.values())


def remove(articles: Iterable[str], out: Path) -> Settled:
    """Take the articles with these ids out of the graph in the folder `out`, with their accounts and parses.

    Raises UnknownArticle, before anything is changed, when one is not there; StoreError and OSError.
    """
    wanted = set(articles)
    with Store.open(out) as store:
        _check(wanted, {article.id for article in rdf.articles(store)})
    with Store.open(out, write=True) as store:
        known = report.keys(out)
        report.write(out, {id: key for id, key in known.items() if id not in wanted})
        for id in wanted:
            store.drop(vocab.article_graph(id))
            (out / "parses" / f"{id}.conllu").unlink(missing_ok=True)
        settled = settle(store, out, _Described({entity.id: entity for entity in rdf.entities(store)}))
    kept = {id: key for id, key in known.items() if id not in wanted}
    counts = {"articles": settled.articles, "accounts": settled.accounts, "strikes": len(settled.strikes)}
    report.write(out, kept, removed=sorted(wanted), **counts)
    return settled


def _check(wanted: Iterable[str], there: set[str]) -> None:
    for id in sorted(wanted):
        if id not in there:
            near = difflib.get_close_matches(id, sorted(there), n=1)
            hint = (
                f"did you mean {near[0]}?"
                if near
                else "the column article of `kg facts OUT --format csv` has those with strikes."
            )
            raise UnknownArticle(f"There is no article {id} in the graph; {hint}")
