"""Write the graph for other tools.

examples:
  kg export out --format gexf -o graph.gexf
  kg export out --format turtle -o graph.ttl
  kg export out --format neo4j -o neo4j-files
"""

from __future__ import annotations

import argparse
import sys
import textwrap
from pathlib import Path

from kg.cli.terminal import add_out
from kg.export import FORMATS, export
from kg.store import Store

_WIDTH = 78


def configure(parser: argparse.ArgumentParser) -> None:
    add_out(parser)
    parser.add_argument("--format", choices=FORMATS, required=True, help="see below")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="the file to write")
    parser.epilog = "formats, and what each leaves out:\n" + "\n".join(map(_about, FORMATS))


def run(args: argparse.Namespace) -> int:
    with Store.open(args.out) as store:
        done = export(store, args.format, args.output)
    print(f"{done.path}: {_counted(done.written) or 'nothing'}")
    if any(done.left_out.values()):
        print(f"kg export: the format leaves out {_counted(done.left_out)}", file=sys.stderr)
    return 0


def _about(name: str) -> str:
    form = FORMATS[name]
    extra = f" Needs: pip install 'strike-kg[{form.extra}]'." if form.extra else ""
    told = f"{form.summary}. Leaves out: {form.losses}.{extra}"
    lines = textwrap.wrap(told, _WIDTH, initial_indent=f"  {name:<9} ", subsequent_indent=" " * 12)
    return "\n".join(lines)


def _counted(counts: object) -> str:
    assert hasattr(counts, "items")
    return ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)
