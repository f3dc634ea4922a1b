"""The shipped reference data: the Turtle files of `ontology/`, compiled so that they load in a moment.

`kg/data/reference.json.gz` holds what the Turtle files say, with the keys of all names, and the digest of the files.
When it does not fit the files (somebody edited them) they are parsed instead, which takes half a second longer.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from kg.lexicon import turtle
from kg.lexicon.index import Named, named
from kg.model import Entity, EntityKind, Means
from kg.resources import ontology_dir

FILES = ("actors.ttl", "places.ttl", "weapons.ttl")
COMPILED = Path(__file__).parent.parent / "data" / "reference.json.gz"
_FIELDS = tuple(field.name for field in fields(Entity))
_KIND, _MEANS = _FIELDS.index("kind"), _FIELDS.index("means")


def load() -> tuple[Named, ...]:
    """The shipped entities with their names' keys."""
    found = _compiled(digest())
    return parse() if found is None else found


def parse() -> tuple[Named, ...]:
    """The same, from the Turtle files."""
    entities = {entity.id: entity for name in FILES for entity in turtle.read(ontology_dir() / name)}
    return tuple(named(in_country(entity, entities)) for entity in entities.values())


def in_country(entity: Entity, entities: Mapping[str, Entity]) -> Entity:
    """`entity` with the code of the country that it lies in (ISO 3166-1 alpha-2)."""
    above: Entity | None = entity
    seen: set[str] = set()
    while above is not None and above.country is None and above.id not in seen:
        seen.add(above.id)
        above = entities.get(above.located_in or "")
    return entity if above is None else replace(entity, country=above.country)


def digest() -> str:
    """What tells whether the Turtle files, or the fields of an entity, have changed (SHA-256)."""
    content = [(ontology_dir() / name).read_bytes() for name in FILES]
    return hashlib.sha256(b"".join([*content, " ".join(_FIELDS).encode()])).hexdigest()


def dump(entries: Iterable[Named], digest: str) -> str:
    """Entities and keys as JSON, one a line."""
    rows = ([[getattr(entry.entity, name) for name in _FIELDS], entry.own, entry.weak] for entry in entries)
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return f'{{"digest":"{digest}","entries":[\n' + ",\n".join(lines) + "\n]}\n"


def _compiled(digest: str) -> tuple[Named, ...] | None:
    """What was compiled from files of that digest, None when there is nothing of the kind."""
    if not COMPILED.exists():
        return None
    content = json.loads(gzip.decompress(COMPILED.read_bytes()))
    if content["digest"] != digest:
        return None
    return tuple(Named(_entity(values), tuple(own), tuple(weak)) for values, own, weak in content["entries"])


def _entity(values: Sequence[Any]) -> Entity:
    row: list[Any] = [tuple(value) if isinstance(value, list) else value for value in values]
    row[_KIND] = EntityKind(row[_KIND])
    row[_MEANS] = None if row[_MEANS] is None else Means(row[_MEANS])
    return Entity(*row)
