"""GeoJSON for QGIS and web maps (RFC 7946): a point where each strike hit, a line from each launch area."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.export.content import Content, Told, english, harmed, held, joined, munitions
from kg.export.format import Counts, Format, Wanted
from kg.model import Certainty, Entity
from kg.unrdf import Quads

_SUREST = list(Certainty)


def _geojson(store: Quads, file: Path, wanted: Wanted) -> Counts:
    content = Content.of(store, wanted)
    written: Counter[str] = Counter(points=0, lines=0)
    left_out = Counter(content.left_out)
    comma = "\n"
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write('{"type": "FeatureCollection", "features": [')
        for told in content.told:
            if told.spot is None:
                left_out["strikes without coordinates"] += 1
                continue
            for feature in _features(content, told, told.spot):
                written["points" if feature["geometry"]["type"] == "Point" else "lines"] += 1
                out.write(comma + json.dumps(feature, ensure_ascii=False))
                comma = ",\n"
            left_out["launch areas without coordinates"] += sum(
                _point(origin) is None for origin in told.summary.origins
            )
        out.write("\n]}\n")
    return Counts(dict(written), {what: number for what, number in left_out.items() if number})


def _features(content: Content, told: Told, spot: Entity) -> Iterator[dict[str, Any]]:
    end, properties = _point(spot), _properties(content, told, spot)
    yield _feature(told.strike.id, {"type": "Point", "coordinates": end}, properties)
    for origin in told.summary.origins:
        start = _point(origin)
        if start is not None:
            line = {"type": "LineString", "coordinates": [start, end]}
            names = {"origin": origin.name, "origin_en": english(origin)}
            yield _feature(f"{told.strike.id}/from/{origin.id}", line, properties | names)


def _feature(id: str, geometry: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": properties}


def _point(entity: Entity) -> list[float] | None:
    """Longitude first, as RFC 7946 wants it."""
    if entity.latitude is None or entity.longitude is None:
        return None
    return [entity.longitude, entity.latitude]


def _properties(content: Content, told: Told, spot: Entity) -> dict[str, Any]:
    """Flat, since QGIS makes a column of each; `located_by` names the place whose coordinates these are."""
    strike, summary = told.strike, told.summary
    attackers = held(summary.attributions)
    count, killed, injured = (
        munitions(strike.accounts),
        harmed(strike.accounts, "killed"),
        harmed(strike.accounts, "injured"),
    )
    surest = min((attribution.certainty for attribution in attackers), key=_SUREST.index, default=None)
    return {
        "strike": strike.id,
        "day": strike.day.isoformat() if strike.day else None,
        "means": strike.means.value,
        "target": strike.target.name,
        "target_en": english(strike.target),
        "located_by": spot.name,
        "located_by_kind": spot.subtype or spot.kind.value,
        "attackers": joined(content.actor(attribution.actor).name for attribution in attackers),
        "attackers_en": joined(english(content.actor(attribution.actor)) for attribution in attackers),
        "certainty": surest.value if surest else None,
        "outcomes": joined(outcome.value for outcome in summary.outcomes),
        "count_min": count.low,
        "count_max": count.high,
        "killed_max": killed.high,
        "injured_max": injured.high,
        "response": summary.is_response,
        "in_response_to": joined(strike.responds_to),
        "accounts": len(strike.accounts),
        "articles": joined(account.article for account in strike.accounts),
        "quote": strike.accounts[0].evidence.quote if strike.accounts else "",
    }


FORMATS = (
    Format(
        "geojson",
        "points where strikes hit and lines from where they came, for QGIS and web maps",
        ".geojson",
        "strikes and launch areas without coordinates (counted at the end), attackers that are only denied, all quotes "
        "but the first; a strike on a group stands where the group was hit",
        _geojson,
        period=True,
    ),
)
