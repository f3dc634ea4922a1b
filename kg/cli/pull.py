"""Bring the graph on a SPARQL server into the folder OUT, which every command reads; pull again to bring it up to date.

Articles that OUT has and the server has not are lost only with --replace. What kg build has parsed stays.

examples:
  kg pull --endpoint http://localhost:7878/query -o out
  KG_ENDPOINT_TOKEN=... kg pull --endpoint https://example.org/sparql -o out
"""

from __future__ import annotations

import argparse

from kg.bring import bring
from kg.cli.stored import add_brought, add_endpoint, fetched, tell_brought


def configure(parser: argparse.ArgumentParser) -> None:
    add_endpoint(parser, required=True)
    add_brought(parser)


def run(args: argparse.Namespace) -> int:
    with fetched(args) as store:
        tell_brought(bring(store.match(), args.out, replace=args.replace, source=args.endpoint), args)
    return 0
