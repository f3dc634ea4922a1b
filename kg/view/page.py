"""From strikes to one HTML string: pyvis holds the network, an autoescaped template of ours holds the page.

pyvis' own template has no fully offline mode and lets text of the data become script, so only its network data and the
vis-network that it bundles are used.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kg.look import Looks, looks
from kg.model import Article, Entity, Strike
from kg.view.graph import LANDED, Drawing, Node, drawing
from kg.view.layout import positions
from kg.view.records import Records, records
from kg.view.tiles import Tiles

if TYPE_CHECKING:
    from kg.store import Store

MAX_NODES = 480
"""More nodes than this cannot be told apart on one page; from 500 on networkx' layout would need scipy."""

EXPORT_COMMAND = "kg export OUT --format gexf"

_SCRIPTS = (
    *("base", "names", "data", "selection", "network", "strike", "panel", "period", "filters"),
    *("world", "map", "timeline", "table", "state", "main"),
)
_FILES = resources.files("kg.view")


def render(
    strikes: Iterable[Strike],
    articles: Iterable[Article],
    entities: Iterable[Entity] = (),
    *,
    title: str | None = None,
    max_nodes: int = MAX_NODES,
    tiles: Tiles | None = None,
) -> str:
    """The page: self-contained HTML that asks nothing of any host, save for the pictures of `tiles` if those are given.

    `entities` adds what strikes do not name themselves (operators, the places around a place); the same data give the
    same bytes, in whatever order they come. Above `max_nodes` nodes the network is folded, and the page says so.
    Without `title` the page has one in the reader's language.
    Raises ValueError when `max_nodes` leaves no room to draw.
    """
    if not 20 <= max_nodes <= MAX_NODES:
        raise ValueError(f"max_nodes is {max_nodes}; a page holds 20 to {MAX_NODES} nodes.")
    data = records(strikes, articles, entities)
    drawn = drawing(data, max_nodes)
    look, labels = looks(), _json("labels.json")
    nodes, edges, options = _network(data, drawn, look)
    payload = data.json | {
        "nodes": nodes,
        "edges": edges,
        "options": options,
        "folded": drawn.folded,
        "tiles": tiles.named if tiles else None,
        "labels": labels,
        "kinds": list(look.kinds),
        "means": list(look.means),
        "certainties": ["stated", "claimed", "accused", "suspected", "denied", "unnamed"],
    }
    style = _text("style.css")
    scripts = ["\n".join(_text(f"js/{name}.js") for name in _SCRIPTS), _vis_network()]
    colours = _colours(look)
    environment = Environment(
        loader=PackageLoader("kg.view", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("template.html").render(
        title=title,
        policy=_policy([colours, style], scripts, tiles),
        styles=[_raw(colours, "style"), _raw(style, "style")],
        scripts=[_raw(script, "script") for script in scripts],
        data=_embedded(json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))),
        ground=_embedded(_text("borders.json")),
        label=labels["en"],
        command=EXPORT_COMMAND,
    )


def write_page(store: Store, path: Path | str, *, title: str | None = None, tiles: Tiles | None = None) -> None:
    """Writes the page of all in `store`; `title` and `tiles` as in `render`.

    Raises OSError when `path` cannot be written.
    """
    from kg import unrdf

    page = render(unrdf.strikes(store), unrdf.articles(store), unrdf.entities(store), title=title, tiles=tiles)
    Path(path).write_text(page, encoding="utf-8", newline="\n")


def radius(strikes: int) -> float:
    """Half the size in pixels of a node with that many strikes; the page's script draws by the same formula."""
    return min(7 + 3.2 * math.sqrt(strikes), 34.0)


def _network(data: Records, drawn: Drawing, look: Looks) -> tuple[list[Any], list[Any], dict[str, Any]]:
    """Nodes, edges and options of vis-network, as pyvis builds them."""
    from pyvis.network import Network  # it imports IPython, which costs half a second

    network = Network(directed=True, cdn_resources="in_line")
    network.set_options(json.dumps(_json("options.json")))
    places = _positions(data, drawn)
    for node in drawn.nodes:
        name = data.entities[node.entity].name if node.entity is not None else " "
        extra: dict[str, Any] = {"entity": node.entity} if node.entity is not None else {}
        if node.members != (node.entity,):
            extra["members"] = list(node.members)
        x, y = places[node.id]
        kind = look.kinds[node.kind]
        network.add_node(
            node.id,
            label=name,
            shape=kind.shape,
            color=kind.light,
            x=x,
            y=y,
            size=round(radius(node.strikes), 1),
            kind=node.kind,
            strikes=node.strikes,
            **extra,
        )
    beside: Counter[tuple[int, int]] = Counter()
    both_ways = {(edge.source, edge.target) for edge in drawn.edges}
    for number, edge in enumerate(drawn.edges):
        nth = beside[edge.source, edge.target]
        beside[edge.source, edge.target] += 1
        # Lines between the same two nodes fan out from the straight one; those of mutual strikes keep to one side each.
        mutual = (edge.target, edge.source) in both_ways
        bend = 0.08 * (nth + 1) if mutual else 0.09 * ((nth + 1) // 2)
        # vis-network 9.1 leaves the glow of a straight line out, so responses are drawn as curves that are not bent.
        side = "curvedCCW" if nth % 2 and not mutual else "curvedCW"
        network.add_edge(
            edge.source,
            edge.target,
            id=number,
            means=edge.means,
            response=edge.response,
            rows=list(edge.rows),
            smooth={"enabled": bend > 0 or edge.response, "type": side, "roundness": round(bend, 2)},
            arrows={"to": {"enabled": edge.means != LANDED, "scaleFactor": 0.6}},
        )
    nodes, edges, *_, options = network.get_network_data()
    return nodes, edges, json.loads(options)


def _positions(data: Records, drawn: Drawing) -> dict[int, tuple[int, int]]:
    graph = nx.Graph()
    graph.add_nodes_from(node.id for node in drawn.nodes)
    graph.add_edges_from((edge.source, edge.target) for edge in drawn.edges if edge.source != edge.target)
    return positions(graph, {node.id: _box(data, node) for node in drawn.nodes})


def _box(data: Records, node: Node) -> tuple[float, float]:
    """Room for a node with its name underneath, at some 7 pixels a letter."""
    entity = data.entities[node.entity] if node.entity is not None else None
    # It stands at the same place in both languages.
    letters = max(len(entity.name), len(entity.name_en or "")) if entity else 14
    size = 2 * radius(node.strikes)
    return max(size + 16, 7.0 * min(letters, 26) + 14), size + 34


def _colours(look: Looks) -> str:
    """The colours as CSS variables, light and dark."""
    every = [*look.kinds.items(), *look.means.items()]
    light = "".join(f"--{name}:{one.light};" for name, one in every)
    dark = ":root:not([data-print]){" + "".join(f"--{name}:{one.dark};" for name, one in every) + "}"
    return f":root{{{light}}}@media screen and (prefers-color-scheme:dark){{{dark}}}"


def _policy(styles: Iterable[str], scripts: Iterable[str], tiles: Tiles | None) -> str:
    """A Content Security Policy that runs and styles by exactly what the page was written with, and fetches nothing
    but tiles."""

    def hashes(sources: Iterable[str]) -> str:
        digests = (base64.b64encode(hashlib.sha256(source.encode()).digest()).decode() for source in sources)
        return " ".join(f"'sha256-{digest}'" for digest in digests)

    allowed = f"script-src {hashes(scripts)}; style-src {hashes(styles)}"
    pictures = f"img-src {tiles.origin}; " if tiles else ""
    return f"default-src 'none'; {allowed}; {pictures}base-uri 'none'; form-action 'none'"


def _embedded(text: str) -> Markup:
    """JSON as no HTML parser can mistake it for markup and no script engine for a line end."""
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _raw(source: str, element: str) -> Markup:
    if f"</{element}" in source.lower():
        raise ValueError(f"A file of the page holds the text </{element}, which would end its element; take it out.")
    return Markup(source)


def _vis_network() -> str:
    """The newest vis-network that pyvis brings along."""
    import pyvis

    found = sorted(Path(pyvis.__file__).parent.glob("templates/lib/vis-*/vis-network.min.js"))
    if not found:
        raise FileNotFoundError("The installed pyvis brings no vis-network; install pyvis 0.3.2.")
    return found[-1].read_text(encoding="utf-8")


def _text(name: str) -> str:
    return (_FILES / name).read_text(encoding="utf-8")


def _json(name: str) -> Any:
    return json.loads(_text(name))
