"""Write the interactive page of a graph: one HTML file that opens in any browser, without network.

examples:
  kg view out -o page.html
  kg view out -o page.html --title "Deir ez-Zor, winter 2024"
  kg view --endpoint http://localhost:7878/query -o page.html
  kg view out -o page.html --tiles "https://tiles.example/{z}/{x}/{y}.png" --tiles-credit "© Example contributors"
"""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.cli.errors import Usage
from kg.cli.stored import add_graph, graph
from kg.view import Tiles, write_page


def configure(parser: argparse.ArgumentParser) -> None:
    add_graph(parser)
    parser.add_argument("-o", "--output", metavar="PAGE.html", type=Path, required=True, help="the page to write")
    parser.add_argument("--title", help="the heading of the page")
    parser.add_argument(
        "--tiles",
        metavar="URL",
        help="lay pictures from a server under the map, {z}, {x} and {y} standing for zoom, column and row;"
        " the page then asks that server, and no other, whenever its map is looked at",
    )
    parser.add_argument(
        "--tiles-credit", metavar="TEXT", default="", help="the source of the pictures, as its terms want"
    )


def run(args: argparse.Namespace) -> int:
    with graph(args) as store:
        write_page(store, args.output, title=args.title, tiles=_tiles(args))
    print(f"{args.output}: open it in a browser")
    return 0


def _tiles(args: argparse.Namespace) -> Tiles | None:
    if args.tiles is None:
        return None
    try:
        return Tiles(args.tiles, args.tiles_credit)
    except ValueError as error:
        raise Usage(str(error)) from error
