"""Makes the long tail of places that ships as package data from a gazetteer in CSV.

    python -m kg.lexicon.make GAZETTEER_DIR [--output kg/data/places.tsv.gz]

GAZETTEER_DIR holds `places.csv` (id, name_ar, alt_ar, name_en, kind, admin1, country, lat, lon) and `ambiguous.csv` (name_ar, reason);
`ontology/NOTICE` says from which sources they were derived. Rows that `ontology/places.ttl` curates (its dcterms:identifier names them)
are left out; ids are minted from country, English name, governorate and row id, so they stay when rows are added.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.lexicon import turtle
from kg.lexicon.lexicon import LONG_TAIL
from kg.lexicon.tail import CUED
from kg.lexicon.words import keys, vocabulary
from kg.model import Entity
from kg.resources import ontology_dir
from kg.vocab import DCTERMS, decode

_ARTICLE = re.compile(r"^(?:al|ar|as|ash|an|at|ad|az|el|the)-(?=.)")
_Row = Mapping[str, str]


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the long tail from the gazetteer that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m kg.lexicon.make", description=__doc__.partition("\n")[0])
    parser.add_argument("gazetteer", type=Path, metavar="GAZETTEER_DIR")
    parser.add_argument("--output", type=Path, default=LONG_TAIL)
    options = parser.parse_args(arguments)
    places = _table(options.gazetteer / "places.csv")
    ambiguous = _table(options.gazetteer / "ambiguous.csv")
    cued = {key for row in ambiguous if "require a place cue" in row["reason"] for key in keys(row["name_ar"])}
    curated = ontology_dir() / "places.ttl"
    text = render(long_tail(places, turtle.read(curated), identifiers(curated)), cued)
    options.output.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


def identifiers(path: Path) -> dict[str, str]:
    """Ids of curated entities by the ids of the gazetteer rows that they replace."""
    return {
        quad.object.value: decode(quad.subject.value)
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        if quad.predicate == DCTERMS.identifier
    }


def long_tail(places: Sequence[_Row], curated: Iterable[Entity], replaced: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The rows of the long tail (see `kg.lexicon.tail.COLUMNS`), sorted by id."""
    countries = {entity.country: entity.id for entity in curated if entity.country}
    areas = {(r["country"], r["admin1"]): replaced[r["id"]] for r in places if r["id"] in replaced and _is_area(r)}
    rest = [row for row in places if row["id"] not in replaced]
    settled = {(row["country"], row["admin1"], row["name_ar"]) for row in places if row["kind"] != "district"}
    rest = [row for row in rest if not (row["kind"] == "district" and _place(row) in settled)]
    names = _mint(rest, set(replaced.values()))
    countries |= {row["country"]: names[row["id"]] for row in rest if row["kind"] == "country"}
    rows = []
    for row in rest:
        above = areas.get((row["country"], row["admin1"])) or countries.get(row["country"], "")
        own = names[row["id"]]
        labels = dict.fromkeys(name for name in (row["name_ar"], *row["alt_ar"].split("|")) if name)
        label = "|".join(labels)
        located = "" if row["kind"] == "country" else above
        rows.append((own, label, row["name_en"], row["kind"], located, row["country"], row["lat"], row["lon"]))
    return sorted(rows)


def render(rows: Sequence[tuple[str, ...]], cued: set[str]) -> str:
    """The text of the package data: rows, index of names, length of names by first word."""
    index: dict[str, list[str]] = defaultdict(list)
    for number, row in enumerate(rows):
        for key in dict.fromkeys(key for name in row[1].split("|") for key in keys(name)):
            if key not in vocabulary().cues:  # قرية, محيط: a hamlet of that name would hide the name behind it
                index[key].append(str(number))
    longest: dict[str, int] = {}
    for key in index:
        first, count = key.partition(" ")[0], key.count(" ") + 1
        if count > 1:
            longest[first] = max(count, longest.get(first, 1))
    lines = (f"{key}\t{' '.join(numbers)}{CUED * (key in cued)}" for key, numbers in sorted(index.items()))
    return "\n\n".join(
        (
            "\n".join("\t".join(row) for row in rows),
            "\n".join(lines),
            "\n".join(f"{word}\t{count}" for word, count in sorted(longest.items())),
        )
    )


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _is_area(row: _Row) -> bool:
    return row["kind"] == "governorate"


def _place(row: _Row) -> tuple[str, str, str]:
    return row["country"], row["admin1"], row["name_ar"]


def _mint(rows: Sequence[_Row], taken: set[str]) -> dict[str, str]:
    """An id for each row: country and name; if several share it, the governorate too; if still several, the row id."""
    names: dict[str, str] = {}
    for parts in (("name_en",), ("name_en", "admin1"), ("name_en", "admin1", "id")):
        groups: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            if row["id"] not in names:
                groups["-".join(slug(row[part]) for part in ("country", *parts) if row[part])].append(row["id"])
        names |= {ids[0]: name for name, ids in groups.items() if len(ids) == 1 and name not in taken}
    return names


def slug(name: str) -> str:
    """A name in lower-case ASCII letters, digits and hyphens, without the article."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return _ARTICLE.sub("", re.sub(r"[^a-z0-9]+", "-", re.sub(r"[`']", "", plain)).strip("-"))


if __name__ == "__main__":
    main()
