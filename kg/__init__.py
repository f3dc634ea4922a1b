"""strike-kg: a knowledge graph of attacks and responses from Arabic news.

>>> import kg
>>> with kg.open("out") as g:  # doctest: +SKIP
...     g.query("responses", from_="2023-10-01")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from kg.graph import Graph

__all__ = ["open"]


def open(
    place: str | PathLike[str], *, user: str | None = None, password: str | None = None, token: str | None = None
) -> Graph:
    """The graph in the folder that `kg build` made, or at the http or https address of a SPARQL endpoint.

    `user` and `password`, or `token`, are for an endpoint that wants them. Raises StoreError when there is no graph,
    ValueError for an address or credentials that cannot be right.
    """
    # Everything is imported here: the commands, and programs that only want one module, start without it.
    from kg.graph import Graph

    return Graph.of(place, user=user, password=password, token=token)
