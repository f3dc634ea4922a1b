"""The graph for other tools: `FORMATS` lists the formats, `export` writes one.

A file is written whole or not at all, and the same graph gives the same bytes.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from kg.export import briefing, geojson, jsonld, neo4j, network, rdf, table, xlsx
from kg.export.format import ExportError, Format, Wanted, all_or_nothing
from kg.export.reading import read_rdf
from kg.unrdf import Quads

__all__ = ["FORMATS", "ExportError", "Exported", "Format", "Wanted", "export", "read_rdf"]

_ALL = Wanted()
_FAMILIES = (rdf, jsonld, network, table, xlsx, geojson, neo4j, briefing)

FORMATS: Mapping[str, Format] = MappingProxyType(
    {format.name: format for family in _FAMILIES for format in family.FORMATS}
)
"""All formats by name, in the order in which to list them."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export did: where it wrote, how many of each thing, and how many the format could not take, by reason."""

    path: Path
    format: Format
    written: Mapping[str, int]
    left_out: Mapping[str, int]


def export(store: Quads, format: str, path: Path | str, wanted: Wanted = _ALL) -> Exported:
    """Writes `store` to the file `path` (a folder for `neo4j`); a file that is there is replaced at the end.

    Raises ExportError when the format is not known or cannot do what is wanted, its extra is not installed or `path`
    cannot be written, LookupError when the graph in the store is not whole.
    """
    chosen = FORMATS.get(format)
    if chosen is None:
        near = difflib.get_close_matches(format, FORMATS, n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise ExportError(f"There is no format {format}; {hint}the formats are {', '.join(FORMATS)}.")
    chosen.check(wanted)
    with all_or_nothing(Path(path), folder=chosen.folder) as draft:
        counts = chosen.write(store, draft, wanted)
    return Exported(Path(path), chosen, counts.written, counts.left_out)
