"""The facts of a built graph, which more than one command prints or compares."""

from __future__ import annotations

from pathlib import Path

from kg import rdf, vocab
from kg.facts import Fact, aliases_of, facts
from kg.store import Store


def stored_facts(out: Path) -> list[Fact]:
    """The facts of every article of the build in `out`, with the IRIs of the graph. Raises StoreError."""
    with Store.open(out) as store:
        strikes, aliases = rdf.strikes(store), aliases_of(rdf.entities(store))
    return list(facts(strikes, iri=lambda entity: vocab.entity_iri(entity.kind, entity.id).value, aliases=aliases))
