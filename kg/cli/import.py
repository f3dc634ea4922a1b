"""Bring a graph that kg export wrote (Turtle, TriG, N-Quads, N-Triples or JSON-LD, also .gz) into the folder OUT, which
every command reads. Several files give one graph.

Articles that OUT has and the files have not are lost only with --replace; to add articles to a graph, use kg build.

examples:
  kg import graph.nq.gz -o out
  kg import graph.ttl -o out --replace
"""

from __future__ import annotations

import argparse
from itertools import chain
from pathlib import Path

from kg.bring import bring
from kg.cli.stored import add_brought, tell_brought
from kg.export import read_rdf


def configure(parser: argparse.ArgumentParser) -> None:
    about = "a .ttl, .trig, .nq, .nt or .jsonld file, also packed (.gz)"
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help=about)
    add_brought(parser)


def run(args: argparse.Namespace) -> int:
    quads = chain.from_iterable(map(read_rdf, args.files))
    source = ", ".join(map(str, args.files))
    tell_brought(bring(quads, args.out, replace=args.replace, source=source), args)
    return 0
