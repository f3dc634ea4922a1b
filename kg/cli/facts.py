"""List the distinct facts that each article states: who attacked whom, with what, when, in response to what.

jsonl has one fact a line with the IRIs and all names of its entities; csv is a table for people. The same strike told
by two articles gives facts of both.

examples:
  kg facts out --format csv -o facts.csv
  kg facts out | grep responded
  kg facts --endpoint http://localhost:7878/query --format csv
"""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.cli.stored import add_graph, stored_facts
from kg.cli.terminal import writing
from kg.facts import write_csv, write_jsonl

FORMATS = {"jsonl": write_jsonl, "csv": write_csv}


def configure(parser: argparse.ArgumentParser) -> None:
    add_graph(parser)
    parser.add_argument("--format", choices=FORMATS, default="jsonl", help="jsonl (default) or csv")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to a file (default: print)")


def run(args: argparse.Namespace) -> int:
    found = stored_facts(args)
    with writing(args.output) as stream:
        FORMATS[args.format](found, stream)
    return 0
