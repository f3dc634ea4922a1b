"""A graph that was exported or lies on a server, brought into a folder that every command can read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg import rdf, report, vocab
from kg.settle import write_files
from kg.store import Store, StoreError

_OURS = f"{vocab.BASE}graph/"


@dataclass(frozen=True, slots=True)
class Brought:
    """What is in the folder now, how many of its graphs were changed or removed for that, and how many quads did not
    come along because they are of graphs of others."""

    articles: int
    strikes: int
    triples: int
    changed: int
    left_out: int


def bring(quads: Iterable[Quad], out: Path, *, replace: bool = False, source: str = "What was given") -> Brought:
    """Makes `quads` the graph in the folder `out`, which is made where there is none; the same again changes nothing.

    Raises StoreError, before anything is changed, when `quads` are no whole graph of this project (`source` names where
    they are from), or when articles would be lost that `out` has and `quads` have not, unless `replace`; OSError.
    """
    new, left_out = _ours(quads)
    try:
        strikes, articles = rdf.strikes(new), rdf.articles(new)
    except (LookupError, ValueError) as error:
        raise StoreError(f"{source} is no whole graph: {error}") from error
    names = set(new.graph_ids())
    if vocab.STRIKES_GRAPH not in names and not articles:
        raise StoreError(f"{source} is no graph of this project; give what kg export or kg push wrote.")
    if (out / "store").is_dir() and not replace:
        _check(out, names, source)
    out.mkdir(parents=True, exist_ok=True)
    with Store.open(out, write=True) as store:
        changed = {graph for graph in names if store.replace(graph, new.match(graph))}
        gone = set(store.graph_ids()) - names
        for graph in gone:
            store.drop(graph)
        if changed or gone:
            keys = {id: key for id, key in report.keys(out).items() if vocab.article_graph(id) in names - changed}
            store.publish()
            write_files(store, out, strikes, articles)
            accounts = sum(len(strike.accounts) for strike in strikes)
            report.write(out, keys, articles=len(articles), accounts=accounts, strikes=len(strikes))
        return Brought(len(articles), len(strikes), len(store), len(changed) + len(gone), left_out)


def _ours(quads: Iterable[Quad]) -> tuple[Store, int]:
    """The graphs of this project, and how many quads are of others."""
    given = set(quads)
    ours = {q for q in given if isinstance(q.graph_name, NamedNode) and q.graph_name.value.startswith(_OURS)}
    store = Store.memory()
    store.extend(ours)
    return store, len(given) - len(ours)


def _check(out: Path, names: set[NamedNode], source: str) -> None:
    with Store.open(out) as store:
        lost = [graph for graph in store.graph_ids() if graph not in names]
    lost = [graph for graph in lost if graph.value.startswith(vocab.ARTICLE_GRAPHS)]
    if lost:
        raise StoreError(
            f"{out} has {len(lost)} articles that {source} has not, such as {vocab.decode(lost[0])}; name another"
            " folder with -o, or let them go with --replace."
        )
