"""Reference data in a user's table: one entity a row, in CSV with a header."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.lexicon.errors import LexiconError
from kg.lexicon.geography import degrees
from kg.model import Entity, EntityKind, Means
from kg.text import fold

REQUIRED = ("id", "name_ar", "kind")
OPTIONAL = (
    *("alt_ar", "weak_ar", "name_en", "adjectives", "subtype", "country", "admin1", "located_in", "lat", "lon"),
    *("operator", "acts_as", "parent", "means", "wikidata"),
)
# Kinds that a table may name besides the classes of the ontology; they become subtypes.
_CLASSES = {
    "military site": EntityKind.BASE,
    "airport": EntityKind.BASE,
    "ship": EntityKind.FACILITY,
    "armed group": EntityKind.ACTOR,
    "armed forces": EntityKind.ACTOR,
    "state": EntityKind.ACTOR,
    "country": EntityKind.PLACE,
    "governorate": EntityKind.PLACE,
    "district": EntityKind.PLACE,
    "city": EntityKind.PLACE,
    "town": EntityKind.PLACE,
    "village": EntityKind.PLACE,
    "neighbourhood": EntityKind.PLACE,
    "region": EntityKind.PLACE,
    "oil field": EntityKind.PLACE,
    "refugee camp": EntityKind.PLACE,
    "border crossing": EntityKind.PLACE,
}


def read(path: Path, known: Iterable[Entity]) -> tuple[Entity, ...]:
    """The entities of a table; several names in a cell are parted by `|`.

    `country` and `admin1` are ids or names of `known` entities, `kind` a class of the ontology (base, place, actor ...)
    or a finer kind, which becomes the subtype.

    Raises:
        LexiconError: the table or a row cannot be used.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            header = rows.fieldnames or ()
            if missing := [name for name in REQUIRED if name not in header]:
                raise LexiconError(
                    f"{path}, line 1: no column {', '.join(missing)}; the header needs {', '.join(REQUIRED)}."
                )
            if unknown := [name for name in header if name not in (*REQUIRED, *OPTIONAL)]:
                raise LexiconError(
                    f"{path}, line 1: unknown column {unknown[0]!r}; columns may be {', '.join(OPTIONAL)}."
                )
            areas = _areas(known)
            return tuple(_entity(f"{path}, line {rows.line_num}", row, areas) for row in rows)
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: not UTF-8 text; save the table as CSV in UTF-8.") from error
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}); name a readable CSV file.") from error


def _areas(known: Iterable[Entity]) -> dict[str, str]:
    """Ids of countries and governorates by id and by name."""
    areas: dict[str, str] = {}
    for entity in known:
        if entity.subtype in ("country", "governorate"):
            for name in (entity.id, entity.name_en or "", entity.country or "", *entity.labels):
                areas.setdefault(fold(name), entity.id)
    return areas


def _entity(where: str, row: Mapping[str, str | None], areas: Mapping[str, str]) -> Entity:
    cells = {name: (row.get(name) or "").strip() for name in (*REQUIRED, *OPTIONAL)}
    if None in row:
        raise LexiconError(f"{where}: more cells than the header has columns; quote cells that contain commas.")
    if empty := [name for name in REQUIRED if not cells[name]]:
        raise LexiconError(f"{where}: {empty[0]} is empty; fill it in.")
    kind = cells["kind"]
    try:
        group = _CLASSES.get(kind) or EntityKind(kind)
    except ValueError as error:
        allowed = ", ".join([*EntityKind, *_CLASSES])
        raise LexiconError(f"{where}: unknown kind {kind!r}; use one of {allowed}.") from error
    if cells["means"] and cells["means"] not in list(Means):
        raise LexiconError(f"{where}: unknown means {cells['means']!r}; use one of {', '.join(Means)}.")
    located = cells["located_in"]
    for column in ("country", "admin1"):
        if cells[column]:
            if (area := areas.get(fold(cells[column]))) is None:
                raise LexiconError(f"{where}: unknown {column} {cells[column]!r}; use an id or name of places.ttl.")
            located = cells["located_in"] or area
    return Entity(
        id=cells["id"],
        kind=group,
        labels=(cells["name_ar"], *_several(cells["alt_ar"])),
        name_en=cells["name_en"] or None,
        weak_labels=_several(cells["weak_ar"]),
        adjectives=_several(cells["adjectives"]),
        subtype=cells["subtype"] or (kind if kind in _CLASSES else None),
        acts_as=cells["acts_as"] or None,
        parent=cells["parent"] or None,
        operator=cells["operator"] or None,
        located_in=located or None,
        latitude=degrees(f"{where}: lat", cells["lat"], 90) if cells["lat"] else None,
        longitude=degrees(f"{where}: lon", cells["lon"], 180) if cells["lon"] else None,
        wikidata=cells["wikidata"] or None,
        means=Means(cells["means"]) if cells["means"] else None,
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split("|") if name.strip())
