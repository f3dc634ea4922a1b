"""Check the graph against the SHACL shapes of the ontology: whether everything is there that must be, and of the right
kind. Prints one line for each violation.

examples:
  kg check out
  kg check out --shapes my-shapes.ttl
  kg check --endpoint http://localhost:7878/query
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kg.check import check
from kg.cli.stored import add_graph, graph


def configure(parser: argparse.ArgumentParser) -> None:
    add_graph(parser)
    parser.add_argument("--shapes", metavar="FILE.ttl", type=Path, help="shapes of your own instead of ours")


def run(args: argparse.Namespace) -> int:
    with graph(args) as store:
        report = check(store, args.shapes)
    for violation in report.violations:
        print(violation)
    if report.conforms:
        print(f"The graph conforms: {report.triples:,} triples checked.")
        return 0
    print(f"kg check: {len(report.violations)} violations in {report.triples:,} triples", file=sys.stderr)
    return 1
