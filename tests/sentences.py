"""Single sentences with stored parses: text -> the facts that the rules find in it.

`python tests/sentences.py` parses what is new with the real models and stores it; a sentence that is not stored is
parsed on the spot.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from kg.article import from_text
from kg.conllu import BadConllu, read_conllu, write_conllu
from kg.extract import Extractor
from kg.facts import Fact, FactEntity, facts
from kg.lexicon import Lexicon
from kg.merge import merge
from kg.model import Document
from kg.parse import Parser
from kg.rules.loader import default_rules
from kg.text import fold

DATA = Path(__file__).parent / "data"
STORED = DATA / "sentences"
PUBLISHED = date(2024, 1, 22)  # a Monday


def document(text: str) -> Document:
    """The sentence as an article of `PUBLISHED`, with its stored parse."""
    article = from_text(text, _name(text), PUBLISHED)
    try:
        return read_conllu(STORED / f"{article.id}.conllu", article)
    except (OSError, BadConllu):
        return next(Parser().parse([article]))


@cache
def extractor() -> Extractor:
    return Extractor(Lexicon.load())


def found(text: str) -> frozenset[str]:
    """Every way to write the facts of a sentence: `kind value value`, entities by id, name or the sentence's words."""
    told = document(text)
    strikes = merge(extractor().accounts(told), {told.article.id: told.article.published})
    return frozenset(way for fact in facts(strikes) for way in _ways(fact))


def normal(fact: str) -> str:
    return fold(fact)


def bank() -> list[dict[str, Any]]:
    """The sentences of `extract.yaml`: `text`, `facts` that must be found, `not` that must not (`nothing`: no fact at
    all)."""
    content: list[dict[str, Any]] = yaml.safe_load((DATA / "extract.yaml").read_text("utf-8"))
    return content


def _ways(fact: Fact) -> Iterator[str]:
    values = [
        {value.iri, *value.labels, value.mention or value.iri} if isinstance(value, FactEntity) else {str(value)}
        for value in fact.values
    ]
    for chosen in product(*values):
        yield normal(" ".join((fact.kind, *chosen)))


def _name(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _texts() -> Iterable[str]:
    yield from (example.text for rule in default_rules().rules for example in rule.examples)
    yield from (entry["text"] for entry in bank())


def store() -> None:
    """Store the parses of new sentences of the rules and of the bank, and drop those of no sentence."""
    articles = [from_text(text, _name(text), PUBLISHED) for text in dict.fromkeys(_texts())]
    for old in {path.stem for path in STORED.glob("*.conllu")} - {article.id for article in articles}:
        (STORED / f"{old}.conllu").unlink()
    new = [article for article in articles if not (STORED / f"{article.id}.conllu").exists()]
    for parsed in Parser().parse(new):
        write_conllu(parsed, STORED / f"{parsed.article.id}.conllu")


if __name__ == "__main__":
    store()
