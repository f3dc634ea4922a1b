"""Bring the graph in OUT to a server that speaks SPARQL 1.1, or bring the one there up to date.

Only what has changed is sent; graphs of this project that are no longer in OUT are removed there, graphs of others are
not touched. One endpoint holds one graph: push a second OUT to another database. At the end the triples are counted.

The environment gives credentials where the server wants some: KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or
KG_ENDPOINT_TOKEN. Where the server takes graphs follows from the address of its query endpoint for Oxigraph, Virtuoso,
Fuseki, GraphDB, RDF4J and Blazegraph; say it for others.

examples:
  kg push out --endpoint http://localhost:7878/query
  KG_ENDPOINT_USER=dba KG_ENDPOINT_PASSWORD=... kg push out --endpoint http://localhost:8890/sparql
  kg push out --endpoint https://example.org/ask --update https://example.org/write
"""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.cli.errors import Usage
from kg.cli.progress import counting
from kg.cli.stored import add_endpoint, endpoint
from kg.store import Store


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", metavar="OUT", type=Path, help="the folder that kg build made")
    add_endpoint(parser, required=True)
    parser.add_argument("--graph-store", metavar="URL", help="where the server takes whole graphs over HTTP")
    parser.add_argument("--update", metavar="URL", help="where it takes SPARQL updates (used without a graph store)")
    parser.add_argument("--again", action="store_true", help="send everything, also what has not changed")


def run(args: argparse.Namespace) -> int:
    from kg.remote import push

    server = endpoint(args)
    with Store.open(args.out) as store, counting("sending", "graphs") as tell:
        try:
            done = push(store, server, graphs=args.graph_store, update=args.update, again=args.again, tell=tell)
        except ValueError as error:
            raise Usage(str(error)) from error
    counts = {"new": done.new, "changed": done.changed, "unchanged": done.unchanged, "removed": done.removed}
    told = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count) or "none"
    print(f"Graphs: {told}. {server.url} holds {done.triples:,} triples, as {args.out} does.")
    return 0
