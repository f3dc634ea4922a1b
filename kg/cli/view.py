"""Write the interactive page of a graph: one HTML file that opens in any browser, without network.

examples:
  kg view out -o page.html
  kg view out -o page.html --title "Deir ez-Zor, winter 2024"
  kg view --endpoint http://localhost:7878/query -o page.html
"""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.cli.stored import add_graph, graph
from kg.view import write_page


def configure(parser: argparse.ArgumentParser) -> None:
    add_graph(parser)
    parser.add_argument("-o", "--output", metavar="PAGE.html", type=Path, required=True, help="the page to write")
    parser.add_argument("--title", help="the heading of the page")


def run(args: argparse.Namespace) -> int:
    with graph(args) as store:
        write_page(store, args.output, title=args.title)
    print(f"{args.output}: open it in a browser")
    return 0
