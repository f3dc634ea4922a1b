"""Write the interactive page of a graph: one HTML file that opens in any browser, without network.

examples:
  kg view out -o page.html
  kg view out -o page.html --title "Deir ez-Zor, winter 2024"
"""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.cli.terminal import add_out
from kg.store import Store
from kg.view import write_page


def configure(parser: argparse.ArgumentParser) -> None:
    add_out(parser)
    parser.add_argument("-o", "--output", metavar="PAGE.html", type=Path, required=True, help="the page to write")
    parser.add_argument("--title", help="the heading of the page")


def run(args: argparse.Namespace) -> int:
    with Store.open(args.out) as store:
        write_page(store, args.output, title=args.title)
    print(f"{args.output}: open it in a browser")
    return 0
