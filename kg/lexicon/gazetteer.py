"""The long tail of places from a gazetteer in CSV; `kg.lexicon.make` says how to run it."""

from __future__ import annotations

import csv
import lzma
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.lexicon import turtle
from kg.lexicon.tail import CUED
from kg.lexicon.words import WORD, keys, readings, usual, vocabulary
from kg.model import Entity
from kg.resources import ontology_dir
from kg.text import fold
from kg.vocab import DCTERMS, decode

# A name met so often in the news, and in so small a share of cases behind a place noun, is rather a word.
_OFTEN = 10
_SHARE = 0.03
_MINOR = ("town", "village", "neighbourhood", "district", "other")
_ARTICLE = re.compile(r"^(?:al|ar|as|ash|an|at|ad|az|el|the)-(?=.)")
_Row = Mapping[str, str]


def make(folder: Path, news: Path | None = None) -> str:
    """The text of the package data (see `kg.lexicon.tail`) from a gazetteer.

    With news, names that are frequent words and rarely follow a noun such as "village" are marked as needing one.
    """
    ambiguous = _table(folder / "ambiguous.csv")
    cued = {key for row in ambiguous if "require a place cue" in row["reason"] for key in keys(row["name_ar"])}
    curated = ontology_dir() / "places.ttl"
    rows = long_tail(_table(folder / "places.csv"), turtle.read(curated), identifiers(curated))
    if news is not None:
        minor = {key for row in rows if row[3] in _MINOR for name in row[1].split("|") for key in keys(name)}
        with (lzma.open if news.suffix == ".xz" else open)(news, "rt", encoding="utf-8") as lines:
            cued |= ordinary_words(lines, {key for key in minor if " " not in key})
    persons = vocabulary().persons
    names = {key for row in rows for name in row[1].split("|") for key in keys(name)}
    return render(rows, cued | {key for key in names if persons.issuperset(key.split(" "))})


def ordinary_words(lines: Iterable[str], names: set[str]) -> set[str]:
    """The keys among `names` (of one word) that news uses as ordinary words."""
    cues = vocabulary().cues

    @cache
    def read(word: str) -> tuple[str | None, bool]:
        forms = [form for _, form in readings(fold(word))]
        known = (key for form in forms for key in (*keys(form), usual(form)) if key in names)
        return next(known, None), any(usual(form) in cues for form in forms)

    total: Counter[str] = Counter()
    announced: Counter[str] = Counter()
    for line in lines:
        cue = False
        for word in WORD.findall(line):
            name, next_cue = read(word)
            if name is not None:
                total[name] += 1
                announced[name] += cue
            cue = next_cue
    return {name for name, count in total.items() if count >= _OFTEN and announced[name] < _SHARE * count}


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
        labels = dict.fromkeys(_plain(name) for name in (row["name_ar"], *row["alt_ar"].split("|")) if name)
        label = "|".join(labels)
        located = "" if row["kind"] == "country" else above
        rows.append((own, label, row["name_en"], row["kind"], located, row["country"], row["lat"], row["lon"]))
    return sorted(rows, key=lambda row: row[0] + "\t")


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
    lines = (
        f"{key}\t{' '.join(numbers)}{CUED * (key in cued)}"
        for key, numbers in sorted(index.items(), key=lambda item: item[0] + "\t")
    )
    return "\n\n".join(
        (
            "\n".join("\t".join(row) for row in rows),
            "\n".join(lines),
            "\n".join(f"{word}\t{count}" for word, count in sorted(longest.items())),
        )
    )


def _plain(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if first in vocabulary().prefixed and len(rest) > 2 else name


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
