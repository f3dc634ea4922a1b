"""List the files of the parser's models and verify that they are the ones that were measured.

examples:
  kg models
  kg models --models my-models/
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kg.cli.errors import Failed
from kg.cli.terminal import console, table
from kg.models import MODELS_DIR, fingerprint, verify
from kg.models.files import RESOURCES, listed


def configure(parser: argparse.ArgumentParser) -> None:
    about = "a folder of Stanza models (default: those that ship)"
    parser.add_argument("--models", metavar="DIR", type=Path, default=MODELS_DIR, help=about)


def run(args: argparse.Namespace) -> int:
    if not (args.models / RESOURCES).is_file():
        raise Failed(f"{args.models / RESOURCES} is missing; name a folder of Stanza models")
    files = [(file.processor, file.package, _megabytes(file.path), str(file.path)) for file in listed(args.models)]
    show = console()
    show.print(table(("processor", "package", "MB", "file"), files))
    problems = verify(args.models)
    for problem in problems:
        print(f"kg models: {problem}", file=sys.stderr)
    if problems:
        return 1
    show.print(f"All {len(files)} files are as they should be; fingerprint {fingerprint(args.models)}.", markup=False)
    return 0


def _megabytes(path: Path) -> float | None:
    return round(path.stat().st_size / 1e6, 1) if path.is_file() else None
