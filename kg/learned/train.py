"""Makes the tables of weights anew: `python -m kg.learned.train ARTICLES GOLD`.

ARTICLES is a folder of articles, GOLD one with an annotation `NAME.json` of each (as `kg evaluate` takes them).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from kg.article import read
from kg.discourse import unnamed
from kg.evaluate import Gold
from kg.events import Event
from kg.extract import Extractor
from kg.learned import attacker, harm
from kg.learned.loglinear import Choice, fit
from kg.learned.seen import Seen
from kg.lexicon import Lexicon
from kg.model import Article, Document
from kg.parse import Parser

_FOLDER = Path(__file__).parent
_PENALTY = 3.0  # 1 and 8 do as well, over rounds of articles left out


class _Recorder(Extractor):
    """Notes what there was to choose in place of choosing."""

    def __init__(self, gold: Path) -> None:
        super().__init__(Lexicon.load())
        self.gold = gold
        self.choices: dict[str, list[Choice]] = {"attacker": [], "harm": []}

    def complete(self, document: Document, seen: Seen, history: list[Event]) -> list[Event]:
        gold = Gold.load(self.gold / f"{document.article.id}.json")
        self.choices["attacker"].extend(attacker.choices(seen.actors, history, gold))
        told = unnamed.drop(history, self.words)
        self.choices["harm"].extend(harm.choices(seen.tolls, told, gold))
        return told


def _documents(folder: Path, gold: Path) -> Iterator[Document]:
    articles = (item for item in read([folder]) if isinstance(item, Article))
    yield from Parser().parse([article for article in articles if (gold / f"{article.id}.json").exists()])


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("articles", type=Path)
    cli.add_argument("gold", type=Path)
    given = cli.parse_args()
    recorder = _Recorder(given.gold)
    for document in _documents(given.articles, given.gold):
        recorder.accounts(document)
    for name, choices in recorder.choices.items():
        weights = fit(choices, _PENALTY)
        (_FOLDER / f"{name}.json").write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", "utf8")
        print(f"{name}: {len(choices)} choices, {len(weights)} weights")


if __name__ == "__main__":
    main()
