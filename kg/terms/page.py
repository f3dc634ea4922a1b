"""The page of the ontology: one HTML file that needs nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg import vocab
from kg.resources import ontology_dir
from kg.terms.diagram import diagram
from kg.terms.reading import Term, Vocabulary

_BLOCK = re.compile(r"^(\S+) a ([^;]+) ;\n(?:[ \t].*\n)+", re.MULTILINE)


def page(vocabulary: Vocabulary) -> str:
    """Classes, properties, terms and codes in English and Arabic, with examples, alignments and a diagram."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["anchor"] = lambda name: name.removeprefix("kg:")
    known = {term.name for term in vocabulary.terms}
    examples, lines = _examples()
    return environment.get_template("page.html.j2").render(
        ontology=vocabulary,
        known=known,
        diagram=diagram(),
        examples=examples,
        lines=lines,
        uses=_uses(vocabulary),
        codes=_codes(vocabulary),
        abroad=[(term, names) for term in vocabulary.terms if (names := _abroad(term))],
        prefixes={name: iri for name, iri in vocab.PREFIXES.items() if not iri.startswith(vocab.BASE) or name == "kg"},
    )


def _examples() -> tuple[dict[str, str], dict[str, str]]:
    """The first block of the example graph for each class, and the first line for each property."""
    blocks: dict[str, str] = {}
    lines: dict[str, str] = {}
    for block in _BLOCK.finditer((ontology_dir() / "example.ttl").read_text(encoding="utf-8")):
        text, subject = block[0].replace("\t", "    ").rstrip(), block[1]
        for name in block[2].split(" , "):
            blocks.setdefault(name.strip(), text)
        for line in text.splitlines()[1:]:
            predicate, _, value = line.strip().rstrip(" ;.").partition(" ")
            lines.setdefault(predicate, f"{subject} {predicate} {value} .")
    return blocks, lines


def _uses(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """The properties that have a class as their domain."""
    properties = vocabulary.of("object property", "data property")
    return {term.name: [p.name for p in properties if term.name in p.domain] for term in vocabulary.of("class")}


def _codes(vocabulary: Vocabulary) -> tuple[list[Term], list[tuple[Term, dict[str, str]]]]:
    """The codes of others, and the classes that carry them with their values."""
    rows = [(term, dict(term.codes)) for term in vocabulary.of("class") if term.codes]
    return list(vocabulary.of("code")), rows


def _abroad(term: Term) -> tuple[str, ...]:
    """What the term is aligned with in other vocabularies."""
    return tuple(name for name in term.above if not name.startswith("kg:"))
