"""The main job: articles in, a published graph out. Only what is new or changed is parsed and read again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kg import rdf, vocab
from kg.article import Failure, read
from kg.extract import Extractor
from kg.lexicon import Lexicon
from kg.merge import merge
from kg.model import Account, Article, Document, Entity, Strike
from kg.models import fingerprint
from kg.parse import Parser
from kg.resources import ontology_dir
from kg.rules.loader import RULES_DIR, load
from kg.store import Store

REPORT = "report.json"
_CODE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Options:
    """How to build: `published` is the day for articles that tell none, `gazetteer` and `rules` files of the user's own, `models` another
    folder of Stanza models, `again` reads everything anew."""

    published: date | None = None
    gazetteer: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    models: Path | None = None
    threads: int = 1
    again: bool = False


@dataclass(slots=True)
class Outcome:
    """What a build did. Ids of articles; `failures` are those that could not be used."""

    new: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    parsed: int = 0
    articles: int = 0
    accounts: int = 0
    strikes: tuple[Strike, ...] = ()


Progress = Callable[[str, int, int], None]
"""Told (what is being done, how much is done, of how much)."""


def build(paths: Sequence[Path], out: Path, options: Options, progress: Progress = lambda what, done, of: None) -> Outcome:
    """Add the articles of `paths` to the graph in the folder `out`, which is made where there is none.

    A bad article becomes a failure and costs no other. Articles that earlier builds put in stay. Raises StoreError, LexiconError,
    RuleError and OSError for what concerns the build as a whole.
    """
    out.mkdir(parents=True, exist_ok=True)
    outcome = Outcome()
    with Store.open(out, write=True) as store:
        articles = _articles(paths, options, outcome, progress)
        known = {} if options.again else _keys(out)
        lexicon = Lexicon.load(options.gazetteer)
        extractor = Extractor(lexicon, load(options.rules) if options.rules else None)
        version = _version(options)
        keys = {article.id: _key(article, version) for article in articles}
        stored = set(store.graph_ids())
        fresh = [
            a for a in articles if known.get(a.id) != keys[a.id] or vocab.article_graph(a.id) not in stored
        ]
        outcome.unchanged = [a.id for a in articles if a not in fresh]
        outcome.new = [a.id for a in fresh]
        _read(fresh, store, lexicon, extractor, options, out, outcome, progress)
        progress("merging", 0, 1)
        accounts = rdf.accounts(store)
        every = rdf.articles(store)
        outcome.articles, outcome.accounts = len(every), len(accounts)
        world = {entity.id: entity for entity in rdf.entities(store)}
        outcome.strikes = merge(accounts, {a.id: a.published for a in every}, world)
        store.replace(vocab.STRIKES_GRAPH, rdf.strike_quads(outcome.strikes))
        store.replace(vocab.ENTITIES_GRAPH, rdf.entity_quads(_used(accounts, outcome.strikes, lexicon)))
        store.replace(vocab.ONTOLOGY_GRAPH, rdf.ontology_quads())
        progress("merging", 1, 1)
        store.publish()
    _write_report(out, known | keys, outcome)
    return outcome


def _articles(paths: Sequence[Path], options: Options, outcome: Outcome, progress: Progress) -> list[Article]:
    articles: list[Article] = []
    for item in read(paths, options.published):
        if isinstance(item, Failure):
            outcome.failures.append(item)
        else:
            articles.append(item)
        progress("reading", len(articles), 0)
    return articles


def _read(
    articles: Sequence[Article],
    store: Store,
    lexicon: Lexicon,
    extractor: Extractor,
    options: Options,
    out: Path,
    outcome: Outcome,
    progress: Progress,
) -> None:
    """Parse and extract; each article becomes one graph, all or nothing."""
    parser = Parser(options.models, options.threads, out / "parses")
    for number, (document, accounts) in enumerate(extractor.extract(parser.parse(articles)), 1):
        _put(store, document, accounts, lexicon)
        progress("parsing", number, len(articles))
    outcome.parsed = parser.parsed


def _put(store: Store, document: Document, accounts: Sequence[Account], lexicon: Lexicon) -> None:
    store.extend(rdf.entity_quads(_used(accounts, (), lexicon)))
    store.replace(vocab.article_graph(document.article.id), rdf.article_quads(document.article, accounts))


def _used(accounts: Iterable[Account], strikes: Iterable[Strike], lexicon: Lexicon) -> list[Entity]:
    """Every entity that the accounts name, with those that these point to: places up to the country, operators, parents."""
    found: dict[tuple[str, str], Entity] = {}
    waiting = [entity for account in accounts for entity in entities_of(account)]
    waiting += [strike.target for strike in strikes]
    while waiting:
        entity = waiting.pop()
        if (entity.kind, entity.id) in found:
            continue
        found[entity.kind, entity.id] = entity
        pointed = (entity.acts_as, entity.parent, entity.operator, entity.located_in)
        waiting += [other for i in pointed if i and (other := lexicon.get(i)) is not None]
    return list(found.values())


def entities_of(account: Account) -> list[Entity]:
    """The entities that an account names."""
    refs = [account.target, *account.claimants, *account.weapons, *account.places, *account.origins]
    refs += [party.ref for party in account.attackers]
    refs += [party.source for party in account.attackers if party.source]
    refs += [c.side for c in account.casualties if c.side]
    refs += [account.source] if account.source else []
    return [ref.entity for ref in refs]


# --- what is new -----------------------------------------------------------------------------------------------------------------------------


def _key(article: Article, version: str) -> str:
    """Changes when an article or anything that reads it changes; the place where the file lies is no part of it."""
    parts = (article.text, str(article.blocks), str(article.published), article.title, article.url, article.outlet)
    return hashlib.sha256("\0".join(map(str, (version, *parts))).encode()).hexdigest()[:32]


def _version(options: Options) -> str:
    """A hash of everything that turns an article into accounts: models, rules, reference data, code."""
    files = [*sorted(ontology_dir().glob("*.ttl")), *sorted(RULES_DIR.glob("*.yaml")), *sorted(_CODE.rglob("*.py"))]
    for path in (*options.gazetteer, *options.rules):
        files += sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    models = options.models / "resources.json" if options.models else None
    digest = hashlib.sha256(models.read_bytes() if models else fingerprint().encode())
    for path in files:
        digest.update(_digest(path, path.stat().st_mtime_ns))
    return digest.hexdigest()


@cache
def _digest(path: Path, changed: int) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def _keys(out: Path) -> dict[str, str]:
    try:
        report: Mapping[str, Any] = json.loads((out / REPORT).read_text(encoding="utf-8"))
        return dict(report["keys"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}  # no build yet, or its report is lost: everything counts as new


def _write_report(out: Path, keys: Mapping[str, str], outcome: Outcome) -> None:
    report = {
        "articles": outcome.articles,
        "new": outcome.new,
        "unchanged": outcome.unchanged,
        "failed": [{"path": f.path, "reason": f.reason, "remedy": f.remedy} for f in outcome.failures],
        "accounts": outcome.accounts,
        "strikes": len(outcome.strikes),
        "keys": dict(sorted(keys.items())),
    }
    path = out / REPORT
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(partial, path)
