"""The main job: articles in, a published graph out. Only what is new or changed is parsed and read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from kg import changes, rdf, report, vocab
from kg.article import Failure, read
from kg.extract import Extractor
from kg.lexicon import Lexicon
from kg.model import Article, Document, Entity, Strike
from kg.parse import Parser
from kg.rules.loader import load
from kg.settle import settle
from kg.store import Store
from kg.used import Register, used

CHUNK_WORDS = 1000
"""Words that are parsed between two steps of the progress: some seconds of work on a CPU."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build: `published` is the day for articles that tell none, `gazetteer` and `rules` files of the user's
    own, `models` another folder of Stanza models, `threads` those of a CPU, `again` reads everything anew."""

    published: date | None = None
    gazetteer: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    models: Path | None = None
    threads: int = 1
    again: bool = False


@dataclass(slots=True)
class Outcome:
    """What a build did, and the whole graph after it.

    `new`, `changed` and `unchanged` are ids of the articles that were given, `failures` those that could not be used,
    `undated` the files of those new or changed ones that no day of publication is known of; `parsed` counts those that
    went through Stanza. `articles`, `accounts`, `strikes` and `entities` are of the graph,
    those of earlier builds included.
    """

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)
    parsed: int = 0
    articles: int = 0
    accounts: int = 0
    strikes: tuple[Strike, ...] = ()
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """How far a build is: the stage, and how many articles and words of it are done; `articles` is 0 when the stage
    does not count."""

    stage: str
    done: int = 0
    articles: int = 0
    words: int = 0


Progress = Callable[[Step], None]


def build(
    paths: Sequence[Path], out: Path, options: Options | None = None, progress: Progress = lambda step: None
) -> Outcome:
    """Add the articles of `paths` to the graph in the folder `out`, which is made where there is none.

    A bad article becomes a failure and costs no other. Articles that earlier builds put in stay. Raises StoreError,
    LexiconError, RuleError and OSError for what concerns the build as a whole.
    """
    options, outcome = options or Options(), Outcome()
    # Whatever is wrong with the options shows before anything is written.
    lexicon = Lexicon.load(options.gazetteer)
    extractor = Extractor(lexicon, load(options.rules))
    parser = Parser(options.models, options.threads, out / "parses")
    articles = _articles(paths, options, outcome, progress)
    version = changes.version(options.models, (*options.gazetteer, *options.rules))
    keys = {article.id: changes.key(article, version) for article in articles}
    out.mkdir(parents=True, exist_ok=True)
    with Store.open(out, write=True) as store:
        known = report.keys(out)
        fresh = _fresh(articles, keys, known, store, options.again, outcome)
        # A build that is stopped half-way must not be taken for one that finished.
        report.write(out, {name: key for name, key in known.items() if keys.get(name, key) == key})
        outcome.undated = [article.path or article.id for article in fresh if article.published is None]
        _read(fresh, paths, store, parser, extractor, outcome, progress)
        progress(Step("merging"))
        settled = settle(store, out, lexicon, lambda: progress(Step("writing")))
    outcome.articles, outcome.accounts = settled.articles, settled.accounts
    outcome.strikes, outcome.entities = settled.strikes, settled.entities
    read_now = (*outcome.new, *outcome.changed, *outcome.unchanged)
    _write_report(out, known | {name: keys[name] for name in read_now}, outcome)
    return outcome


# --- articles ----------------------------------------------------------------------------------------------------


def _articles(paths: Sequence[Path], options: Options, outcome: Outcome, progress: Progress) -> list[Article]:
    articles: list[Article] = []
    for item in read(paths, options.published):
        if isinstance(item, Failure):
            outcome.failures.append(item)
        else:
            articles.append(item)
        progress(Step("reading", len(articles)))
    return articles


def _below(where: str | None, paths: Iterable[Path]) -> str | None:
    """The place of an article seen from what was given, so that a graph does not tell where it was built."""
    if where is None:
        return None
    path = Path(where)
    for root in paths:
        if root != path and path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.name


def _fresh(
    articles: Iterable[Article],
    keys: Mapping[str, str],
    known: Mapping[str, str],
    store: Store,
    again: bool,
    outcome: Outcome,
) -> list[Article]:
    """The articles that are new or changed."""
    stored = set(store.graph_ids())
    fresh = []
    for article in articles:
        held = vocab.article_graph(article.id) in stored
        if held and known.get(article.id) == keys[article.id] and not again:
            outcome.unchanged.append(article.id)
        else:
            (outcome.changed if held else outcome.new).append(article.id)
            fresh.append(article)
    return fresh


def _read(
    articles: Sequence[Article],
    paths: Sequence[Path],
    store: Store,
    parser: Parser,
    extractor: Extractor,
    outcome: Outcome,
    progress: Progress,
) -> None:
    """Parse, extract and store; each article becomes one graph, all or nothing."""
    register = Register(store)
    done = words = 0
    progress(Step("parsing", 0, len(articles)))
    for chunk in _chunks(articles):
        for article, document in _parsed(chunk, parser):
            try:
                if isinstance(document, Exception):
                    raise document
                accounts = extractor.accounts(document)
            except Exception as error:  # one article must not cost the others, whatever it is that it trips
                _give_up(article, error, outcome)
                continue
            register.add(used(accounts, extractor.lexicon))
            told = replace(article, path=_below(article.path, paths))
            store.replace(vocab.article_graph(article.id), rdf.article_quads(told, accounts))
        done += len(chunk)
        words += sum(map(_words, chunk))
        progress(Step("parsing", done, len(articles), words))
    outcome.parsed = parser.parsed


def _give_up(article: Article, error: Exception, outcome: Outcome) -> None:
    reason = f"it could not be read ({type(error).__name__}: {error})"
    remedy = "the other articles are in the graph; please report this one as a bug"
    outcome.failures.append(Failure(article.path or article.id, reason, remedy))
    for ids in (outcome.new, outcome.changed):
        if article.id in ids:
            ids.remove(article.id)


def _chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    chunk: list[Article] = []
    for article in articles:
        chunk.append(article)
        if sum(map(_words, chunk)) >= CHUNK_WORDS:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _words(article: Article) -> int:
    return article.text.count(" ") + 1


def _parsed(articles: Sequence[Article], parser: Parser) -> Iterator[tuple[Article, Document | Exception]]:
    """Each article with its parse, or with what went wrong: then they are parsed one by one."""
    try:
        documents: list[Document | Exception] = list(parser.parse(articles))
    except OSError:
        raise  # a full disk is no matter of one article
    except Exception as error:
        if len(articles) > 1:
            for article in articles:
                yield from _parsed([article], parser)
            return
        documents = [error]
    yield from zip(articles, documents, strict=True)


def _write_report(out: Path, keys: Mapping[str, str], outcome: Outcome) -> None:
    report.write(
        out,
        keys,
        articles=outcome.articles,
        new=outcome.new,
        changed=outcome.changed,
        unchanged=outcome.unchanged,
        failed=[{"path": f.path, "reason": f.reason, "remedy": f.remedy} for f in outcome.failures],
        undated=outcome.undated,
        parsed=outcome.parsed,
        accounts=outcome.accounts,
        strikes=len(outcome.strikes),
    )
