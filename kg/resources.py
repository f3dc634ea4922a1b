"""Where the data files that ship with the project lie: in the wheel beside the code, in a checkout at the top level."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _folder(name: str) -> Path:
    shipped = _PACKAGE / f"_{name}"
    return shipped if shipped.is_dir() else _PACKAGE.parent / name


def ontology_dir() -> Path:
    """Folder of `strike.ttl`, `shapes.ttl` and the reference data (`actors.ttl`, `places.ttl`, `weapons.ttl`)."""
    return _folder("ontology")


def queries_dir() -> Path:
    """Folder of the shipped SPARQL queries."""
    return _folder("queries")
