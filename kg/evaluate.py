"""Facts against gold facts: precision, recall and F1 per kind, every difference with both sides; B-cubed for groupings.

A gold file (`NAME.json`, NAME being the article's id) has `entities` (id -> `labels`, `en`), `facts` and `optional`
(kind -> tuples of ids and plain values), `wider` (id -> ids of its places and operators) and `wider_entities`. Optional
facts, and facts that equal a listed one but for a wider entity, count neither for nor against. `REGISTRY.json` may add
entities that predictions are recognised by.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kg.facts import KINDS, Fact, FactEntity, Value

Tuple = tuple[str | float, ...]
"""A fact with its entities resolved to gold ids (unknown ones to "?" and their name)."""

_NOT_GOLD = {"REGISTRY", "INDEX"}
_LETTERS = str.maketrans("أإآٱىةؤئ", "ااااي" + "هوي", "ـ")
_SPELLINGS = (("اميرك", "امريك"), ("مليش", "ميليش"), ("سوريه", "سوريا"))
_ARTICLE = re.compile(r"\b(?:وال|بال|لل|ال)(?=\w\w)")
_T = TypeVar("_T", bound=Hashable)
_G = TypeVar("_G", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of hits, wrong and missed items; a ratio without items is 0."""

    hits: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.wrong) if self.hits else 0.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.missed) if self.hits else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.hits / (2 * self.hits + self.wrong + self.missed) if self.hits else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(self.hits + other.hits, self.wrong + other.wrong, self.missed + other.missed)


@dataclass(frozen=True, slots=True)
class Difference:
    """Where prediction and gold part: a wrong fact (`predicted`), a missed one (`wanted`), or both, one value apart."""

    article: str
    kind: str
    predicted: Tuple | None
    wanted: Tuple | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores per kind (in the order of `KINDS`) and all differences, by article and kind."""

    scores: Mapping[str, Score]
    differences: tuple[Difference, ...]

    @property
    def total(self) -> Score:
        """All kinds together (micro average)."""
        return sum(self.scores.values(), Score())


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotation of one article: `names` gives the ids of its entities by their folded names, `facts` and
    `optional` the tuples of each kind, `wider` the ids of the places and operators of each id."""

    names: Mapping[str, str]
    facts: Mapping[str, set[Tuple]]
    optional: Mapping[str, set[Tuple]]
    wider: Mapping[str, Sequence[str]]

    @classmethod
    def load(cls, path: Path) -> Gold:
        """Raises ValueError for a file that is not gold."""
        gold = _load(path)
        try:
            names = _names({**gold.get("wider_entities", {}), **gold["entities"]})
            listed, optional = gold["facts"], gold.get("optional", {})
            facts, spare = ({kind: _tuples(rows.get(kind, ())) for kind in KINDS} for rows in (listed, optional))
            return cls(names, facts, spare, gold.get("wider", {}))
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"{path} is not a gold file; it needs the objects `entities` and `facts`.") from error

    def id_of(self, names: Iterable[str]) -> str | None:
        """The id of the entity that has one of these names, the first that is known counting; None for none."""
        return next((self.names[name] for name in map(fold, names) if name in self.names), None)


def evaluate(gold_dir: Path, facts: Iterable[Fact]) -> Evaluation:
    """Scores `facts` against every gold file of `gold_dir`; facts of articles without a gold file are not looked at.

    Raises FileNotFoundError when the folder has no gold file, ValueError for a file that is not gold.
    """
    paths = sorted(path for path in Path(gold_dir).glob("*.json") if path.stem not in _NOT_GOLD)
    if not paths:
        raise FileNotFoundError(f"{gold_dir} has no gold files; name a folder with one NAME.json for each article.")
    registry = Path(gold_dir) / "REGISTRY.json"
    known = _names(_load(registry)) if registry.exists() else {}
    predicted: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        predicted[fact.article, fact.kind].append(fact)
    scores = dict.fromkeys(KINDS, Score())
    differences: list[Difference] = []
    for path in paths:
        gold = Gold.load(path)
        for kind in KINDS:
            wanted, spare = gold.facts[kind], gold.optional[kind]
            got = {tuple(_resolve(v, gold.names, known) for v in fact.values) for fact in predicted[path.stem, kind]}
            extra = {fact for fact in got - wanted - spare if not _is_wider(fact, wanted | spare, gold.wider)}
            lost = wanted - got
            scores[kind] += Score(len(got & wanted), len(extra), len(lost))
            differences.extend(Difference(path.stem, kind, wrong, missed) for wrong, missed in _paired(extra, lost))
    return Evaluation(scores, tuple(differences))


def _load(path: Path) -> dict[str, Any]:
    try:
        loaded = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise ValueError(f"{path} cannot be read as JSON ({error}); repair or remove it.") from error
    if not isinstance(loaded, dict):
        raise ValueError(f"{path} is not a gold file; it must hold one JSON object.")
    return loaded


def fold(name: str) -> str:
    """`name` without what outlets spell differently: marks, hamza, final ya, ta marbuta, punctuation, articles."""
    bare = "".join(c for c in unicodedata.normalize("NFKC", name) if unicodedata.category(c) not in {"Mn", "Cf"})
    bare = bare.translate(_LETTERS).lower()
    for variant, usual in _SPELLINGS:
        bare = bare.replace(variant, usual)
    return _ARTICLE.sub("", " ".join(re.findall(r"\w+", bare)))


def _names(entities: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Folded name -> id, for the names that one entity alone has."""
    owners: dict[str, set[str]] = defaultdict(set)
    for ident, entity in entities.items():
        for name in (*entity.get("labels", ()), entity.get("en") or ""):
            owners[fold(name)].add(ident)
    return {name: next(iter(ids)) for name, ids in owners.items() if name and len(ids) == 1}


def _resolve(value: Value, names: Mapping[str, str], known: Mapping[str, str]) -> str | float:
    """The gold id of an entity, by its mention, then its labels; the article's own entities before the registry's."""
    if not isinstance(value, FactEntity):
        return _plain(value)
    called = [fold(name) for name in (value.mention, *value.labels) if name]
    for index in (names, known):
        for name in called:
            if name in index:
                return index[name]
    return f"?{called[0] if called else value.iri}"


def _plain(value: str | float) -> str | float:
    return value if isinstance(value, str) else float(value)


def _tuples(rows: Iterable[Iterable[str | float]]) -> set[Tuple]:
    return {tuple(map(_plain, row)) for row in rows}


def _is_wider(fact: Tuple, listed: set[Tuple], wider: Mapping[str, Sequence[str]]) -> bool:
    return any(
        (*fact[:place], narrow, *fact[place + 1 :]) in listed
        for place, value in enumerate(fact)
        for narrow, ancestors in wider.items()
        if value in ancestors
    )


def _paired(wrong: set[Tuple], missed: set[Tuple]) -> Iterator[tuple[Tuple | None, Tuple | None]]:
    """Wrong facts beside the missed ones that they differ from in a single value, then what is left of both."""
    left = sorted(missed, key=str)
    for fact in sorted(wrong, key=str):
        near = next((gold for gold in left if sum(a != b for a, b in zip(fact, gold, strict=False)) == 1), None)
        if near is not None:
            left.remove(near)
        yield fact, near
    yield from ((None, gold) for gold in left)


def b_cubed(predicted: Mapping[_T, Hashable], gold: Mapping[_T, Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a grouping (item -> group) against gold over the same items.

    Bagga and Baldwin, "Algorithms for Scoring Coreference Chains" (1998), every item weighted alike.
    Raises ValueError when the items differ or there are none.
    """
    if not gold or predicted.keys() != gold.keys():
        raise ValueError("both groupings must cover the same items, at least one")
    both = Counter((predicted[item], gold[item]) for item in gold)
    mine, theirs = Counter(predicted.values()), Counter(gold.values())
    precision = sum(n * n / mine[group] for (group, _), n in both.items()) / len(gold)
    recall = sum(n * n / theirs[group] for (_, group), n in both.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)
