"""Asks the sample graph a shipped query."""

from __future__ import annotations

from graph_sample import sample_store

from kg import query
from kg.names import Node
from kg.store import Store


def ask(name: str, *columns: str, store: Store | None = None, **params: str) -> list[tuple[object, ...]]:
    """Rows with ids in the place of nodes; of some columns only when they are named."""
    result = query.run(store or sample_store(), name, {key.rstrip("_"): value for key, value in params.items()})
    wanted = [result.columns.index(column) for column in columns or result.columns]
    return [tuple(cell.id if isinstance(cell := row[n], Node) else cell for n in wanted) for row in result.rows]
