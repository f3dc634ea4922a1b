"""Networks for Gephi, yEd, Cytoscape and R: actors and what they struck as nodes, an edge per strike and attacker.

GEXF dates the edges, so that Gephi's timeline can play them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from kg import vocab
from kg.export.content import Content, Told, english, harmed, held, joined, munitions
from kg.export.format import Counts, Format, Wanted
from kg.look import looks
from kg.model import Entity
from kg.summary import Attribution
from kg.unrdf import Quads

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2
_Attributes = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Network:
    """The graph (a `networkx.MultiDiGraph`) and what has no place in it."""

    graph: Any
    left_out: dict[str, int]

    @property
    def counts(self) -> Counts:
        """Nodes and edges, and what is left out."""
        return Counts({"nodes": len(self.graph), "edges": self.graph.number_of_edges()}, self.left_out)


def network(content: Content) -> Network:
    """Attackers and targets, tied by one edge per strike and attacker; keys of edges are `strike/attacker`.

    An attacker that is only denied gets no edge, as in `kg:attacked`; nor does a strike by nobody knows whom, but its
    target counts it in `strikes_on`.
    """
    graph = nx.MultiDiGraph(name="strike-kg")
    left_out = Counter(content.left_out)
    done, suffered = Counter[str](), Counter[str]()
    involved: dict[str, Entity] = {}
    edges = []
    for told in content.told:
        target = told.strike.target
        involved[_id(target)] = target
        suffered[_id(target)] += 1
        attackers = held(told.summary.attributions)
        if not attackers:
            left_out["strikes without an attacker (no edge; counted in strikes_on of their target)"] += 1
        left_out["edges without a day (always shown on a timeline)"] += len(attackers) if told.strike.day is None else 0
        for attribution in attackers:
            attacker = content.actor(attribution.actor)
            involved[_id(attacker)] = attacker
            done[_id(attacker)] += 1
            edges.append((_id(attacker), _id(target), _edge(content, told, attribution)))
    for id, entity in sorted(involved.items()):
        graph.add_node(id, **_clean({**_node(entity), "strikes_by": done[id], "strikes_on": suffered[id]}))
    for source, target_id, attributes in edges:
        graph.add_edge(source, target_id, key=attributes.pop("id"), **_clean(attributes))
    return Network(graph, {what: number for what, number in left_out.items() if number})


def _id(entity: Entity) -> str:
    return vocab.entity_iri(entity.kind, entity.id).value[len(vocab.BASE) :]


def _node(entity: Entity) -> _Attributes:
    return {
        "label": entity.name,
        "label_en": english(entity),
        "kind": entity.kind.value,
        "subtype": entity.subtype,
        "country": entity.country,
        "operator": entity.operator,
        "located_in": entity.located_in,
        "latitude": entity.latitude,
        "longitude": entity.longitude,
        "wikidata": entity.wikidata,
    }


def _edge(content: Content, told: Told, attribution: Attribution) -> _Attributes:
    strike, accounts = told.strike, told.accounts(attribution)
    count = munitions(accounts)
    outlets = (content.articles[account.article].outlet or account.article for account in accounts)
    return {
        "id": f"{strike.id}/{attribution.actor}",
        "label": strike.means.value,
        "strike": strike.id,
        "means": strike.means.value,
        "date": strike.day.isoformat() if strike.day else None,
        "certainty": attribution.certainty.value,
        "weight": 1,
        "count_min": count.low,
        "count_max": count.high,
        "killed_max": harmed(accounts, "killed").high,
        "injured_max": harmed(accounts, "injured").high,
        "outcomes": joined(outcome.value for outcome in told.summary.outcomes),
        "response": told.summary.is_response,
        "in_response_to": joined(strike.responds_to),
        "sources": joined(outlets),
        "quotes": joined(account.evidence.quote for account in accounts),
    }


def _clean(attributes: _Attributes) -> _Attributes:
    """Without what is not told, and without characters that XML forbids even escaped (networkx would write them)."""
    return {
        name: _NOT_XML.sub("", value) if isinstance(value, str) else value
        for name, value in attributes.items()
        if value is not None and value != ""
    }


def _graphml(store: Quads, file: Path, wanted: Wanted) -> Counts:
    made = network(Content.of(store, wanted))
    nx.write_graphml_xml(made.graph, file)  # `write_graphml` writes other bytes where lxml is installed
    return made.counts


def _gexf(store: Quads, file: Path, wanted: Wanted) -> Counts:
    made, look = network(Content.of(store, wanted)), looks()
    for _, node in made.graph.nodes(data=True):
        size = 10 + 5 * (node["strikes_by"] + node["strikes_on"]) ** 0.5
        node["viz"] = {"color": _colour(look.kinds[node["kind"]].light), "size": round(size, 2)}
    for *_, edge in made.graph.edges(data=True):
        edge["viz"] = {"color": _colour(look.means[edge["means"]].light)}
        if "date" in edge:
            edge["start"] = edge["end"] = edge["date"]  # both inclusive in GEXF: the whole of that day
    writer = GEXFWriter(made.graph, version="1.3")
    _tidy(writer.xml)
    for element, (*_, edge) in zip(writer.xml.iter("edge"), made.graph.edges(data=True), strict=True):
        element.set("kind", edge["means"])  # else Gephi takes all strikes between two for one
    with file.open("wb") as out:
        writer.write(out)
    return made.counts


def _tidy(root: Element) -> None:
    """Takes out what networkx adds: the day of writing (the same graph has to give the same bytes), keys of edges.

    Also what the schema (https://gexf.net/1.3) does not know: the name of the graph, and the place of the schema, which
    networkx writes in a namespace of its own making.
    """
    for name in ("xmlns:xsi", "xsi:schemaLocation"):
        root.attrib.pop(name, None)
    for graph in root.iter("graph"):
        graph.attrib.pop("name", None)
    for meta in root.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
        for creator in meta.iter("creator"):
            creator.text = "strike-kg"
    doubled = {
        attribute.get("id")
        for attributes in root.iter("attributes")
        if attributes.get("class") == "edge"
        for attribute in attributes
        if attribute.get("title") == "networkx_key"
    }
    for tag in ("attributes", "attvalues"):
        for parent in root.iter(tag):
            for child in list(parent):
                if child.get("id", child.get("for")) in doubled:
                    parent.remove(child)


def _colour(code: str) -> dict[str, int]:
    """From `#rrggbb` to what networkx wants."""
    red, green, blue = bytes.fromhex(code.removeprefix("#"))
    return {"r": red, "g": green, "b": blue}


_LOSSES = (
    "articles, accounts and offsets (quotes are joined on the edge), attackers that are only denied, strikes without a "
    "known attacker (counted on their target), the links between strikes and responses (kept as ids)"
)

FORMATS = (
    Format(
        "graphml",
        "the network of who attacked whom, for yEd, Cytoscape, igraph and Gephi",
        ".graphml",
        _LOSSES,
        _graphml,
        period=True,
    ),
    Format(
        "gexf",
        "the same network with dates and colours, for Gephi and its timeline",
        ".gexf",
        f"{_LOSSES}; strikes without a day show at all times; of strikes between the same two by the same means Gephi "
        "makes one edge unless its import dialog is told not to merge them",
        _gexf,
        period=True,
    ),
)
