"""From the accounts in a store to what people find in its folder: strikes merged anew, the store published, files
written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kg import rdf, vocab
from kg.merge import merge
from kg.model import Article, Entity, Strike
from kg.store import Store
from kg.used import Described, entities_of, used

TURTLE, PAGE = "graph.ttl", "network.html"
"""What lies in the folder of a graph for people, beside `report.json`, `store/` and `parses/`."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The whole graph: how many articles and accounts, the strikes, and the entities that it describes."""

    articles: int
    accounts: int
    strikes: tuple[Strike, ...]
    entities: tuple[Entity, ...]


def settle(store: Store, out: Path, known: Described, writing: Callable[[], None] = lambda: None) -> Settled:
    """Merges all accounts of `store`, describes what they name as `known` has it, publishes, and writes the files of
    the folder `out`; `writing` is called before the files. Raises OSError and LookupError."""
    articles, accounts = rdf.contents(store)
    world = {entity.id: entity for account in accounts for entity in entities_of(account)} | dict(known.entities)
    strikes = merge(accounts, {article.id: article.published for article in articles}, world)
    entities = used(accounts, known, actors=True)
    store.replace(vocab.STRIKES_GRAPH, rdf.strike_quads(strikes))
    store.replace(vocab.ENTITIES_GRAPH, rdf.entity_quads(entities))
    store.replace(vocab.ONTOLOGY_GRAPH, rdf.ontology_quads())
    store.publish()
    writing()
    write_files(store, out, strikes, articles)
    return Settled(len(articles), len(accounts), tuple(strikes), entities)


def write_files(store: Store, out: Path, strikes: Iterable[Strike], articles: Iterable[Article]) -> None:
    """What `kg export` and `kg view` would write; the page is made of what is at hand, not read back again."""
    # Imported here: libraries for drawing and tables, which the stages before have no need of.
    from kg.export import export
    from kg.view import render

    export(store, "turtle", out / TURTLE)
    page = render(strikes, articles, rdf.entities(store))
    (out / PAGE).write_text(page, encoding="utf-8", newline="\n")
