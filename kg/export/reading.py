"""Reads RDF files back, and puts the triples of files without named graphs into the graphs that they came from."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from kg import vocab
from kg.export.format import ExportError
from kg.export.order import Statement, folder, statement, whole
from kg.vocab import KG

_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
}
_ENTITIES = frozenset({"actor", "place", "weapon"})
_SUMMED = frozenset({KG.attacked, KG.attackedIn, KG.joinedBy})  # told of actors and accounts by the graph of strikes


def read_rdf(path: Path | str) -> list[Quad]:
    """The quads of a Turtle, N-Triples, TriG, N-Quads or JSON-LD file, also of one packed by gzip (`.nq.gz`).

    Triples outside any named graph are put back by what they speak of: an account into the graph of its article, an
    entity into that of entities, and so on; so an exported Turtle file gives the quads that it was made from.
    Raises ExportError for other kinds of file, for a broken one (with the line) and for triples that fit no graph.
    """
    file = Path(path)
    format = _FORMATS.get(Path(file.stem).suffix if file.suffix == ".gz" else file.suffix)
    if format is None:
        raise ExportError(f"{file} cannot be read; its name must end in {', '.join(_FORMATS)}, with or without .gz.")
    try:
        with file.open("rb") as raw:
            source = cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if file.suffix == ".gz" else raw
            quads = list(parse(input=source, format=format))
    except SyntaxError as error:
        place = f", line {error.lineno}" if error.lineno else ""
        raise ExportError(f"{file}{place}: no correct {format.name} ({error.msg}); export it again.") from error
    except (OSError, EOFError, zlib.error) as error:
        raise ExportError(f"{file} cannot be read ({error}); check that it is there, whole and yours.") from error
    named = [quad for quad in quads if not isinstance(quad.graph_name, DefaultGraph)]
    loose = [statement(quad) for quad in quads if isinstance(quad.graph_name, DefaultGraph)]
    return [*named, *_at_home(loose, file)]


def _at_home(statements: list[Statement], file: Path) -> Iterator[Quad]:
    articles = {
        subject.value: vocab.article_graph(vocab.decode(value.value))
        for subject, term, value in statements
        if term == KG.inArticle and "#" not in subject.value
    }
    for subject, term, value in statements:
        yield Quad(subject, term, value, _home(subject, term, articles, file))


def _home(subject: NamedNode, term: NamedNode, articles: dict[str, NamedNode], file: Path) -> NamedNode:
    kind = folder(subject)
    if term in _SUMMED or kind == "strike":
        return vocab.STRIKES_GRAPH
    if kind in _ENTITIES:
        return vocab.ENTITIES_GRAPH
    if kind == "article":
        return vocab.article_graph(vocab.decode(subject))
    if kind == "account" and whole(subject) in articles:
        return articles[whole(subject)]
    if kind == "account":
        raise ExportError(f"{file} does not say of which article {whole(subject)} is; add its kg:inArticle.")
    return vocab.ONTOLOGY_GRAPH
