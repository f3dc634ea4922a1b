"""Write the graph for other tools.

examples:
  kg export out --format gexf -o graph.gexf
  kg export out --format turtle -o graph.ttl
  kg export out --format neo4j -o neo4j-files
  kg export out --format html --language ar --from 2024-02-01 --to 2024-02-29 -o february.html
  kg export --endpoint http://localhost:7878/query --format xlsx -o strikes.xlsx
  kg export --formats
"""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kg.cli.stored import add_graph, graph
from kg.export import FORMATS, Wanted, export

_WIDTH = 78


def configure(parser: argparse.ArgumentParser) -> None:
    add_graph(parser)
    parser.add_argument("--format", choices=FORMATS, required=True, help="see below")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="the file to write")
    parser.add_argument("--from", dest="first", metavar="DAY", type=_day, help="only strikes from this day on")
    parser.add_argument("--to", dest="last", metavar="DAY", type=_day, help="only strikes up to this day")
    languages = dict.fromkeys(language for form in FORMATS.values() for language in form.languages)
    parser.add_argument("--language", choices=tuple(languages), help="of a briefing (default en)")
    parser.add_argument("--formats", action=_Formats, nargs=0, help="list the formats and what each leaves out")
    parser.epilog = _formats()


def run(args: argparse.Namespace) -> int:
    with graph(args) as store:
        done = export(store, args.format, args.output, Wanted(args.first, args.last, args.language))
    print(f"{done.path}: {_counted(done.written) or 'nothing'}")
    if any(done.left_out.values()):
        print(f"kg export: the format leaves out {_counted(done.left_out)}", file=sys.stderr)
    return 0


class _Formats(argparse.Action):
    """Lists the formats and ends, whatever else is missing on the command line."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        print(_formats())
        parser.exit()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day; write it as 2024-01-31") from None


def _formats() -> str:
    return "formats, and what each leaves out:\n" + "\n".join(map(_about, FORMATS))


def _about(name: str) -> str:
    form = FORMATS[name]
    takes = [*(["--from, --to"] if form.period else []), *(["--language"] if form.languages else [])]
    extras = f" Takes {', '.join(takes)}." if takes else ""
    extras += f" Needs: pip install 'strike-kg[{form.extra}]'." if form.extra else ""
    told = f"{form.summary}. Leaves out: {form.losses}.{extras}"
    lines = textwrap.wrap(told, _WIDTH, initial_indent=f"  {name:<9} ", subsequent_indent=" " * 12)
    return "\n".join(lines)


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)
