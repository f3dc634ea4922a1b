"""The graph that a command reads: in a folder, or on a server. One set of options for all commands."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg import rdf, vocab
from kg.cli.errors import Usage
from kg.facts import Fact, aliases_of, facts
from kg.store import Store

if TYPE_CHECKING:
    from kg.bring import Brought
    from kg.remote import Endpoint


def add_graph(parser: argparse.ArgumentParser) -> None:
    """OUT, or --endpoint in its place."""
    parser.add_argument("out", metavar="OUT", type=Path, nargs="?", help="the folder of the graph (or --endpoint)")
    add_endpoint(parser)


def add_endpoint(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    """--endpoint and what belongs to it."""
    about = "of the server's query endpoint" if required else "read the graph from the SPARQL endpoint there"
    parser.add_argument("--endpoint", metavar="URL", required=required, help=about)
    about = "for the server to answer (default 60)"
    parser.add_argument("--timeout", metavar="SECONDS", type=_seconds, help=about)


def check(args: argparse.Namespace, folder: object) -> None:
    """Either a folder or an endpoint. Raises Usage."""
    if args.endpoint is None and folder is None:
        raise Usage(f"name the folder that kg build made, or an endpoint; see kg {args.command} --help")
    if args.endpoint is None and args.timeout is not None:
        raise Usage("--timeout is for an endpoint; leave it out, or add --endpoint URL")
    if args.endpoint is not None and folder is not None:
        raise Usage(f"both a folder ({folder}) and --endpoint are given; leave out one of them")


def endpoint(args: argparse.Namespace, *, retries: int = 0) -> Endpoint:
    """The server of --endpoint, with what credentials the environment has for it. Raises Usage."""
    from kg.remote import TIMEOUT, Credentials, Endpoint  # here: who asks a folder does without what HTTP needs

    user, password, token = (os.environ.get(f"KG_ENDPOINT_{name}") or None for name in ("USER", "PASSWORD", "TOKEN"))
    try:
        return Endpoint(args.endpoint, Credentials(user, password, token), args.timeout or TIMEOUT, retries)
    except ValueError as error:
        raise Usage(str(error)) from error


@contextmanager
def graph(args: argparse.Namespace) -> Iterator[Store]:
    """The whole graph, to read; that of a server is copied first. Raises Usage and StoreError."""
    check(args, args.out or None)
    with Store.open(args.out) if args.endpoint is None else fetched(args) as store:
        yield store


def fetched(args: argparse.Namespace) -> Store:
    """A copy of the server's graph in memory. Raises StoreError when there is none."""
    from kg.cli.progress import counting
    from kg.remote import RETRIES, EndpointError

    server, store = endpoint(args, retries=RETRIES), Store.memory()
    sizes = server.sizes()
    if vocab.STRIKES_GRAPH not in sizes:
        raise EndpointError(f"{server.url} holds no graph of this project; bring one there with kg push.")
    with counting("reading", "triples") as tell:
        server.copy(store, sizes, tell)
    return store


def stored_facts(args: argparse.Namespace) -> list[Fact]:
    """The facts of every article of the graph, with the IRIs of the graph. Raises Usage and StoreError."""
    with graph(args) as store:
        strikes, aliases = rdf.strikes(store), aliases_of(rdf.entities(store))
    return list(facts(strikes, iri=lambda entity: vocab.entity_iri(entity.kind, entity.id).value, aliases=aliases))


def add_brought(parser: argparse.ArgumentParser) -> None:
    """The arguments of commands that bring a graph into a folder."""
    parser.add_argument("-o", "--out", metavar="OUT", type=Path, required=True, help="the folder of the graph")
    about = "let go of articles that only OUT has, and of what kg build found in them"
    parser.add_argument("--replace", action="store_true", help=about)


def tell_brought(done: Brought, args: argparse.Namespace) -> None:
    """Says what is in the folder now."""
    if done.left_out:
        told = f"{done.left_out:,} triples of graphs of others did not come along"
        print(f"kg {args.command}: {told}", file=sys.stderr)
    told = f"articles {done.articles:,}, strikes {done.strikes:,}, triples {done.triples:,}"
    print(f"{args.out}: {told}; " + (f"{done.changed:,} graphs brought or changed." if done.changed else "unchanged."))


def _seconds(text: str) -> int:
    if text.isdecimal() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is no time limit; give whole seconds, 1 or more")
