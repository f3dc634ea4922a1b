"""Makes the tables of weights anew: `python -m kg.learned.train GOLD ARTICLES ... [--sentences FILE]`.

ARTICLES are folders of articles, GOLD one with an annotation `NAME.json` of each (as `kg evaluate` takes them), FILE a
YAML list of further texts with `facts`, such as the tests have, of which the tolls are learnt as well. The shipped
tables are made by

    cd tests/data
    python -m kg.learned.train news/gold news/articles ../../examples --sentences extract.yaml

but for `doubt`, which says of what it is made.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from kg.article import from_text, read
from kg.discourse import unnamed
from kg.evaluate import Gold, Tuple, fold
from kg.events import Event
from kg.extract import Extractor
from kg.facts import KINDS
from kg.learned import attacker, harm
from kg.learned.loglinear import Choice, fit
from kg.learned.seen import Seen
from kg.lexicon import Lexicon
from kg.model import Article, Document
from kg.parse import Parser

_FOLDER = Path(__file__).parent
_PENALTY = 3.0  # 1 and 8 do as well, over rounds of articles left out
_ATTACKER, _HARM = "attacker", "harm"
_TOLL = "casualties"
_AGAIN = 2  # how often a single sentence counts: the articles have many tolls that are all told alike


class _Recorder(Extractor):
    """Notes what there was to choose in place of choosing."""

    def __init__(self, gold: Mapping[str, Gold], learnt: Iterable[str]) -> None:
        super().__init__(Lexicon.load())
        self.gold = gold
        self.choices: dict[str, list[Choice]] = {name: [] for name in learnt}

    def complete(self, document: Document, seen: Seen, history: list[Event]) -> list[Event]:
        gold = self.gold[document.article.id]
        if _ATTACKER in self.choices:
            self.choices[_ATTACKER].extend(attacker.choices(seen.actors, history, gold))
        told = unnamed.drop(history, self.words)
        if _HARM in self.choices:
            self.choices[_HARM].extend(harm.choices(seen.tolls, told, gold))
        return told


def _record(articles: Iterable[Article], gold: Mapping[str, Gold], learnt: Iterable[str]) -> dict[str, list[Choice]]:
    recorder = _Recorder(gold, learnt)
    for document in Parser().parse([article for article in articles if article.id in gold]):
        recorder.accounts(document)
    return recorder.choices


def _tolls(sentences: Path) -> Iterator[tuple[Article, Gold]]:
    """The texts that tell casualties, each with an annotation of these."""
    for number, entry in enumerate(yaml.safe_load(sentences.read_text("utf8"))):
        told = [fact.split()[1:] for fact in entry.get("facts", ()) if fact.startswith(_TOLL)]
        denied = any(fact.startswith(_TOLL) for fact in entry.get("not", ()) if entry["not"] != "nothing")
        if told or denied:
            names = {fold(" ".join(name)): " ".join(name) for *name, _, _ in told}
            facts: dict[str, set[Tuple]] = {kind: set() for kind in KINDS}
            none: dict[str, set[Tuple]] = {kind: set() for kind in KINDS}
            facts[_TOLL] = {(" ".join(name), harmed, float(count)) for *name, harmed, count in told}
            yield (
                from_text(entry["text"], f"sentence-{number}"),
                Gold(names, facts, none, {}),
            )


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("gold", type=Path)
    cli.add_argument("articles", type=Path, nargs="+")
    cli.add_argument("--sentences", type=Path)
    given = cli.parse_args()
    gold = {path.stem: Gold.load(path) for path in given.gold.glob("*.json")}
    articles = (item for item in read(given.articles) if isinstance(item, Article))
    learnt = _record(articles, gold, (_ATTACKER, _HARM))
    if given.sentences:
        texts = dict(_tolls(given.sentences))
        told = _record(texts, {article.id: own for article, own in texts.items()}, (_HARM,))
        learnt[_HARM].extend(told[_HARM] * _AGAIN)
    for name, choices in learnt.items():
        weights = fit(choices, _PENALTY)
        (_FOLDER / f"{name}.json").write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", "utf8")
        print(f"{name}: {len(choices)} choices, {len(weights)} weights")


if __name__ == "__main__":
    main()
