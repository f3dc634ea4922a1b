"""Read articles (.txt, .jsonl, .html; files or folders) and add them to the graph in OUT, which is made if need be.

OUT then holds graph.ttl (the graph), network.html (the page), report.json (what was done), store/ and parses/. Only
new and changed articles are read; what could not be read is reported, and the rest is kept.

examples:
  kg build articles/ -o out
  kg build monday.txt tuesday.jsonl -o out --published 2024-01-23
  kg build articles/ -o out --gazetteer my-places.csv --rules my-rules/
"""

from __future__ import annotations

import argparse
import shlex
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from kg.build import Options, Outcome, build
from kg.cli.errors import Usage
from kg.cli.progress import reporting
from kg.cli.terminal import console, day, models, table
from kg.model import Certainty, Entity
from kg.report import REPORT
from kg.settle import PAGE, TURTLE
from kg.summary import summarise

_SHOWN = 8  # rows of each table in the summary
_UNDATED = "no day of publication is known, so its dates such as أمس stay open; add a dateline or give --published"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", type=Path, nargs="+", help="an article, a collection, or a folder")
    parser.add_argument("-o", "--out", metavar="OUT", type=Path, required=True, help="the folder of the graph")
    about = "day of publication (2024-01-31) of the articles whose file tells none; without it, dates that depend on it"
    parser.add_argument("--published", metavar="DATE", type=day, help=f"{about} stay open")
    about = "reference data of your own, .ttl or .csv: adds to ours or overrides it (may be repeated)"
    parser.add_argument("--gazetteer", metavar="FILE", type=Path, action="append", default=[], help=about)
    about = "rules of your own, a .yaml file or a folder of them: adds to ours or overrides them (may be repeated)"
    parser.add_argument("--rules", metavar="DIR", type=Path, action="append", default=[], help=about)
    about = "a folder of Stanza models of your own, or `official` (default: those that ship)"
    parser.add_argument("--models", metavar="DIR", type=models, help=about)
    parser.add_argument("--threads", metavar="N", type=_count, default=1, help="CPU threads for the parser (default 1)")
    parser.add_argument("--again", action="store_true", help="read every article again, also what is unchanged")
    parser.add_argument("--quiet", action="store_true", help="print nothing but what went wrong")


def run(args: argparse.Namespace) -> int:
    if not any(path.exists() for path in args.paths):
        raise Usage(f"{args.paths[0]}: there is no such file or folder; check the path")
    if args.out.exists() and not args.out.is_dir():
        raise Usage(f"{args.out} is a file; name a folder for the graph with -o")
    options = Options(
        published=args.published,
        gazetteer=tuple(args.gazetteer),
        rules=tuple(args.rules),
        models=args.models,
        threads=args.threads,
        again=args.again,
    )
    with reporting(quiet=args.quiet) as progress:
        outcome = build(args.paths, args.out, options, progress)
    for failure in outcome.failures:
        print(f"kg build: {failure}", file=sys.stderr)
    for path in outcome.undated[:_SHOWN]:
        print(f"kg build: {path}: {_UNDATED}", file=sys.stderr)
    if len(outcome.undated) > _SHOWN:
        print(f"kg build: {len(outcome.undated) - _SHOWN} more articles: {_UNDATED}", file=sys.stderr)
    if not args.quiet:
        _summarise(outcome, args.out)
    return 1 if outcome.failures else 0


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number of threads; give 1 or more")
    return int(text)


def _summarise(outcome: Outcome, out: Path) -> None:
    show = console()
    counts = {
        "new": len(outcome.new),
        "changed": len(outcome.changed),
        "unchanged": len(outcome.unchanged),
        "failed": len(outcome.failures),
    }
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "none"
    parsed = f"{outcome.parsed} parsed" if outcome.parsed else "nothing had to be parsed"
    show.print(f"Articles given: {told}; {parsed}.", markup=False)
    if outcome.failures:
        show.print(f"Why articles failed, and what helps, is in {out / REPORT}.", markup=False)
    total = f"articles {outcome.articles}, accounts of strikes {outcome.accounts}, strikes {len(outcome.strikes)}"
    show.print(f"In the graph: {total}.", markup=False)
    if not outcome.strikes:
        show.print('No strike was found. `kg explain "..."` shows how a sentence of yours is read.', markup=False)
        return
    names = {entity.id: entity for entity in outcome.entities}
    _top("Who attacked whom", ("strikes", "attacker", "in English", "target", "in English"), _attacks(outcome), names)
    _top("Where responses landed", ("responses", "place", "in English"), _landings(outcome), names)
    folder = shlex.quote(str(out))
    show.print("\nWhat to do next", style="bold")
    for command, purpose in (
        (f"kg query {folder}", "the questions that can be asked"),
        (f"kg query {folder} responses", "what answered what, and where it landed"),
        (f"kg facts {folder} --format csv", "what each article states"),
        (f"kg export {folder} --format gexf -o graph.gexf", "the network for Gephi"),
    ):
        show.print(f"  {command:<50}  {purpose}", markup=False)
    show.print(f"  open {out / PAGE} in a browser; {out / TURTLE} is the graph as Turtle", markup=False)


def _attacks(outcome: Outcome) -> Iterable[tuple[str, str]]:
    for strike in outcome.strikes:
        for attribution in summarise(strike).attributions:
            if attribution.certainty is not Certainty.DENIED:
                yield attribution.actor, strike.target.id


def _landings(outcome: Outcome) -> Iterable[tuple[str]]:
    for strike in outcome.strikes:
        if (summary := summarise(strike)).is_response:
            yield from ((entity.id,) for entity in summary.landed)


def _top(title: str, columns: tuple[str, ...], found: Iterable[tuple[str, ...]], names: dict[str, Entity]) -> None:
    """The most frequent of `found`, each id with its Arabic and its English name; of equals the first by id."""
    ranked = sorted(Counter(found).items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return
    rows = [(count, *(name for id in ids for name in _names(id, names))) for ids, count in ranked[:_SHOWN]]
    console().print(table(columns, rows, title=f"\n{title}"))
    if len(ranked) > _SHOWN:
        console().print(f"and {len(ranked) - _SHOWN} more", markup=False)


def _names(id: str, names: dict[str, Entity]) -> tuple[str, str | None]:
    entity = names.get(id)
    return (entity.name, entity.name_en) if entity else (id, None)
