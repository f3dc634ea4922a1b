"""Makes the package data that `Lexicon.load` reads.

After every edit of `ontology/actors.ttl`, `places.ttl` or `weapons.ttl`:

    python -m kg.lexicon.make reference

To make the long tail of places anew (rows that `places.ttl` curates are left out):

    python -m kg.lexicon.make places GAZETTEER_DIR [--news TEXT]

GAZETTEER_DIR holds `places.csv` (id, name_ar, alt_ar, name_en, kind, admin1, country, lat, lon) and `ambiguous.csv`
(name_ar, reason); `ontology/NOTICE` says from which sources they were derived. TEXT (plain or .xz) is news by which
names that are also ordinary words are told.
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Sequence
from pathlib import Path

from kg.lexicon import gazetteer, reference
from kg.lexicon.tail import LONG_TAIL


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the package data that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m kg.lexicon.make", description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="what", required=True)
    commands.add_parser("reference", help="compile the Turtle files of ontology/")
    places = commands.add_parser("places", help="make the long tail of places from a gazetteer")
    places.add_argument("gazetteer", type=Path, metavar="GAZETTEER_DIR")
    places.add_argument("--news", type=Path, metavar="TEXT")
    options = parser.parse_args(arguments)
    if options.what == "reference":
        reference.COMPILED.write_bytes(_packed(reference.dump(reference.parse(), reference.digest())))
    else:
        LONG_TAIL.write_bytes(_packed(gazetteer.make(options.gazetteer, options.news)))


def _packed(text: str) -> bytes:
    """Compressed, with the same bytes for the same text."""
    return gzip.compress(text.encode("utf-8"), mtime=0)


if __name__ == "__main__":
    main()
