"""Compare the facts of a graph with facts that people found in the same articles: precision, recall and F1 of each kind
of fact, then every difference.

GOLD_DIR holds one NAME.json for each article NAME.

examples:
  kg evaluate gold out
  kg evaluate gold out --brief --min-f1 0.8
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kg.cli.errors import Failed
from kg.cli.stored import add_graph, stored_facts
from kg.cli.terminal import console, table
from kg.evaluate import Difference, Score, evaluate


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("gold", metavar="GOLD_DIR", type=Path, help="the folder of gold facts")
    add_graph(parser)
    parser.add_argument("--brief", action="store_true", help="the scores only")
    parser.add_argument("--min-f1", metavar="X", type=float, default=0.0, help="fail when F1 of all kinds is below X")


def run(args: argparse.Namespace) -> int:
    try:
        found = evaluate(args.gold, stored_facts(args))
    except ValueError as error:
        raise Failed(str(error)) from error
    except FileNotFoundError as error:
        raise Failed(str(error)) from error
    rows = [_row(kind, score) for kind, score in found.scores.items()]
    show = console()
    show.print(table(("kind", "gold", "P", "R", "F1"), [*rows, _row("all", found.total)]))
    if not args.brief and found.differences:
        differences = [(d.article, d.kind, _told(d)[0], _told(d)[1]) for d in found.differences]
        show.print(table(("article", "kind", "found, but not in gold", "in gold, but not found"), differences))
    if found.total.f1 < args.min_f1:
        print(f"kg evaluate: F1 is {found.total.f1:.3f}, below {args.min_f1}", file=sys.stderr)
        return 1
    return 0


def _row(kind: str, score: Score) -> tuple[object, ...]:
    ratios = (f"{ratio:.3f}" for ratio in (score.precision, score.recall, score.f1))
    return kind, score.hits + score.missed, *ratios


def _told(difference: Difference) -> tuple[str | None, str | None]:
    def words(fact: tuple[str | float, ...] | None) -> str | None:
        return None if fact is None else ", ".join(f"{v:g}" if isinstance(v, float) else v for v in fact)

    return words(difference.predicted), words(difference.wanted)
