"""Show the ontology: list its terms, or write a page with definitions, examples and a diagram.

The Turtle files lie in the folder that the list names at its end; Protégé opens reference.ttl there, without network,
with all that it imports.

examples:
  kg ontology
  kg ontology --html ontology.html
  kg ontology --language ar
"""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.cli.terminal import console, table
from kg.resources import ontology_dir
from kg.terms import page, vocabulary


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--html", metavar="FILE", type=Path, help="write a page that needs nothing else")
    parser.add_argument("--language", choices=("en", "ar"), default="en", help="of the list (default en)")


def run(args: argparse.Namespace) -> int:
    ontology = vocabulary()
    if args.html is not None:
        args.html.write_text(page(ontology), encoding="utf-8", newline="\n")
        print(f"{args.html}: {len(ontology.terms)} terms")
        return 0
    rows = [
        (term.name, term.kind, term.definitions.get(args.language, term.labels[args.language]))
        for term in ontology.terms
    ]
    console().print(table(("term", "kind", "what it is"), rows))
    print(f"\nThe files: {ontology_dir()}")
    return 0
