"""Take articles out of the graph in OUT, with what they tell; the strikes of the others are merged anew.

ARTICLE is the id of an article: the name of its file without ending, or its id in a collection.

examples:
  kg remove out monday-bulletin
  kg remove out a17 a18 a19
"""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.cli.errors import Usage
from kg.remove import UnknownArticle, remove


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", metavar="OUT", type=Path, help="the folder of the graph")
    parser.add_argument("articles", metavar="ARTICLE", nargs="+", help="the id of an article")


def run(args: argparse.Namespace) -> int:
    try:
        left = remove(args.articles, args.out)
    except UnknownArticle as error:
        raise Usage(str(error)) from error
    told = f"articles {left.articles}, accounts of strikes {left.accounts}, strikes {len(left.strikes)}"
    print(f"Articles taken out: {len(set(args.articles))}. In the graph: {told}.")
    return 0
