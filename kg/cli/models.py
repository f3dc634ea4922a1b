"""List the files of the parser's models and verify that they are the ones that were measured.

Stanza's official Arabic models are larger and slower than those that ship. They are fetched from the network once, and
used by `kg build --models official`.

examples:
  kg models
  kg models --models my-models/
  kg models --fetch
  kg models --models official
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kg.cli.errors import Failed
from kg.cli.terminal import console, models, table
from kg.models import MODELS_DIR, fingerprint, verify
from kg.models.files import RESOURCES, listed
from kg.models.official import fetch


def configure(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    about = "a folder of Stanza models, or `official` (default: those that ship)"
    which.add_argument("--models", metavar="DIR", type=models, default=MODELS_DIR, help=about)
    which.add_argument("--fetch", action="store_true", help="download the official models, then list and verify them")


def run(args: argparse.Namespace) -> int:
    folder = fetch(progress=sys.stderr.isatty()) if args.fetch else args.models
    if not (folder / RESOURCES).is_file():
        raise Failed(f"{folder / RESOURCES} is missing; name a folder of Stanza models")
    files = [(file.processor, file.package, _megabytes(file.path), str(file.path)) for file in listed(folder)]
    show = console()
    show.print(table(("processor", "package", "MB", "file"), files))
    problems = verify(folder)
    for problem in problems:
        print(f"kg models: {problem}", file=sys.stderr)
    if problems:
        return 1
    show.print(f"All {len(files)} files are as they should be; fingerprint {fingerprint(folder)}.", markup=False)
    return 0


def _megabytes(path: Path) -> float | None:
    return round(path.stat().st_size / 1e6, 1) if path.is_file() else None
