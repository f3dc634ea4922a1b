"""Rules from YAML files: read, checked, and refused with file, line and remedy when something is wrong."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg.model import Means
from kg.syntax.verbs import forms
from kg.text import fold

RULES_DIR = Path(__file__).parent
FILES = ("strikes", "carriers", "responses", "interceptions")

MAKES = ("strike", "carry", "claim", "respond", "intercept", "origin", "aim")
NEEDS = (
    *("weapon", "explosion", "event", "headline", "perpetrator", "response"),
    *("armed", "arm", "assault", "assailant", "oneself", "bomb", "fire", "shot", "lethal"),
)
SLOTS = ("attacker", "target", "weapon", "origin", "event", "claimant", "answer", "cause", "defender")
RELATIONS = ("nsubj", "obj", "obl", "nmod", "idafa", "amod", "self", "predicate", "speaker", "antecedent", "where")
FITS = ("agent", "thing", "site", "victim", "armed", "bomb")
TRIGGERS = ("verb", "noun", "preposition")
_APART = ("headline", "lethal")  # nouns of these name no event by themselves
KEYS = ("id", *TRIGGERS, "makes", "needs", "means", "slots", "examples")

_PATH = re.compile(r"(?P<relation>\w+)(?:\[(?P<prepositions>[^\]]+)\])?(?::(?P<fits>\w+))?")


class RuleError(ValueError):
    """A rule file that cannot be used; the message names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place where an argument may stand: a relation, the prepositions it must have (none: no preposition), and what
    must fit ("agent": it names an actor; "thing": it names none; "site": a base or facility; "victim", "armed", "bomb":
    that somebody was hit, by somebody armed, by a bomb; "" for anything)."""

    relation: str
    prepositions: frozenset[str] = frozenset()
    fits: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and all the facts that it must yield, each as `kind value value ...`."""

    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its file states it; `slots` maps a role to the places where it is sought, best first, `means` is what
    the trigger itself tells of the weapon."""

    id: str
    makes: str
    verbs: tuple[tuple[str, str], ...]
    nouns: frozenset[str]
    prepositions: frozenset[str]
    slots: Mapping[str, tuple[Slot, ...]]
    needs: str
    means: Means | None
    examples: tuple[Example, ...]
    source: str


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules, indexed by their triggers: folded verb forms and lemmas, noun stems, prepositions.

    The nouns of `headlines`, `origins`, `deaths` and `aims` are triggers only in a verbless line, with a possessive
    pronoun, beside what killed, and as a subject, so they are not in `by_noun`.
    """

    rules: tuple[Rule, ...]
    by_verb_form: Mapping[str, tuple[Rule, ...]]
    by_verb_lemma: Mapping[str, tuple[Rule, ...]]
    by_noun: Mapping[str, tuple[Rule, ...]]
    by_preposition: Mapping[str, tuple[Rule, ...]]
    headlines: tuple[Rule, ...]
    origins: tuple[Rule, ...]
    deaths: tuple[Rule, ...]
    aims: tuple[Rule, ...]


@cache
def default_rules() -> RuleBook:
    """The rules that ship with the project; read once in a process."""
    return load()


def load(extra: Sequence[Path] = ()) -> RuleBook:
    """The shipped rules with those of `extra` (files, or folders of `.yaml` files); a rule of the same id overrides.

    Raises RuleError.
    """
    paths = [RULES_DIR / f"{name}.yaml" for name in FILES]
    for path in extra:
        if not path.exists():
            raise RuleError(f"{path}: no such file or folder; name a .yaml file of rules or a folder of them")
        paths.extend(sorted(path.glob("*.yaml")) if path.is_dir() else [path])
    rules: dict[str, Rule] = {}
    for path in paths:
        for rule in read(path):
            rules[rule.id] = rule
    return _index(rules.values())


def _index(rules: Iterable[Rule]) -> RuleBook:
    rules = tuple(rules)
    by_form: dict[str, dict[str, Rule]] = {}
    by_lemma: dict[str, dict[str, Rule]] = {}
    by_noun: dict[str, dict[str, Rule]] = {}
    by_preposition: dict[str, dict[str, Rule]] = {}
    for rule in rules:
        for perfect, imperfect in rule.verbs:
            by_lemma.setdefault(fold(perfect), {})[rule.id] = rule
            for form in forms(perfect, imperfect):
                by_form.setdefault(form, {})[rule.id] = rule
        for noun in rule.nouns if rule.needs not in _APART and rule.makes not in ("origin", "aim") else ():
            by_noun.setdefault(noun, {})[rule.id] = rule
        for preposition in rule.prepositions:
            by_preposition.setdefault(preposition, {})[rule.id] = rule
    return RuleBook(
        rules=rules,
        by_verb_form=_frozen(by_form),
        by_verb_lemma=_frozen(by_lemma),
        by_noun=_frozen(by_noun),
        by_preposition=_frozen(by_preposition),
        headlines=tuple(rule for rule in rules if rule.needs == "headline"),
        origins=tuple(rule for rule in rules if rule.makes == "origin"),
        deaths=tuple(rule for rule in rules if rule.needs == "lethal"),
        aims=tuple(rule for rule in rules if rule.makes == "aim"),
    )


def _frozen(index: Mapping[str, Mapping[str, Rule]]) -> dict[str, tuple[Rule, ...]]:
    return {trigger: tuple(rules.values()) for trigger, rules in index.items()}


def read(path: Path) -> tuple[Rule, ...]:
    """The rules of one file. Raises RuleError."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"{path}: cannot be read ({error}); rule files are UTF-8 YAML") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise RuleError(
            f"{path}{line}: not YAML ({getattr(error, 'problem', error)}); mend the line's indentation or quotes"
        ) from error
    if node is None:
        return ()
    if not isinstance(node, yaml.SequenceNode):
        raise RuleError(f"{path}:1: a rule file is a list of rules; begin each rule with '- id: ...'")
    return tuple(_rule(path, item) for item in node.value)


def _rule(path: Path, node: yaml.Node) -> Rule:
    where = f"{path}:{node.start_mark.line + 1}"
    data = yaml.SafeLoader("").construct_document(node)
    if not isinstance(data, dict) or not isinstance(data.get("id"), str):
        raise RuleError(f"{where}: a rule needs an id; begin it with '- id: some.name'")
    lines = {key.value: f"{path}:{key.start_mark.line + 1}" for key, _ in node.value}
    for key in data:
        if key not in KEYS:
            raise RuleError(f"{lines[key]}: rule {data['id']} has an unknown key '{key}'{_hint(key, KEYS)}")
    if data.get("makes") not in MAKES:
        raise RuleError(f"{lines.get('makes', where)}: rule {data['id']} must say 'makes:' one of {', '.join(MAKES)}")
    if data.get("needs", "weapon") not in NEEDS:
        raise RuleError(f"{lines['needs']}: rule {data['id']}: 'needs:' is one of {', '.join(NEEDS)}")
    if "means" in data and data["means"] not in list(Means):
        raise RuleError(f"{lines['means']}: rule {data['id']}: 'means:' is one of {', '.join(Means)}")
    if not any(data.get(kind) for kind in TRIGGERS):
        raise RuleError(f"{where}: rule {data['id']} has no trigger; give it 'verb:', 'noun:' or 'preposition:'")
    if not data.get("examples"):
        raise RuleError(f"{where}: rule {data['id']} has no example; add a sentence and the facts that it must yield")
    return Rule(
        id=data["id"],
        makes=data["makes"],
        verbs=tuple(_verb(verb, lines["verb"], data["id"]) for verb in data.get("verb", ())),
        nouns=frozenset(fold(noun) for noun in data.get("noun", ())),
        prepositions=frozenset(data.get("preposition", ())),
        slots={role: _slots(role, paths, lines["slots"], data["id"]) for role, paths in data.get("slots", {}).items()},
        needs=data.get("needs", ""),
        means=Means(data["means"]) if "means" in data else None,
        examples=tuple(_example(item, lines["examples"], data["id"]) for item in data["examples"]),
        source=where,
    )


def _verb(words: Any, where: str, rule: str) -> tuple[str, str]:
    parts = words.split() if isinstance(words, str) else []
    if len(parts) != 2:
        raise RuleError(
            f"{where}: rule {rule}: the verb '{words}' must be given as perfect and imperfect, such as 'قصف يقصف'"
        )
    return parts[0], parts[1]


def _slots(role: str, paths: Any, where: str, rule: str) -> tuple[Slot, ...]:
    if role not in SLOTS:
        raise RuleError(f"{where}: rule {rule} has an unknown slot '{role}'{_hint(role, SLOTS)}")
    found = []
    for path in [paths] if isinstance(paths, str) else paths:
        match = _PATH.fullmatch(path)
        if match is None or match["relation"] not in RELATIONS:
            relation = match["relation"] if match else str(path)
            raise RuleError(f"{where}: rule {rule}, slot {role}: '{path}' is no path{_hint(relation, RELATIONS)}")
        if match["fits"] and match["fits"] not in FITS:
            raise RuleError(
                f"{where}: rule {rule}, slot {role}: '{path}' wants ':{match['fits']}'{_hint(match['fits'], FITS)}"
            )
        prepositions = frozenset(fold(p) for p in (match["prepositions"] or "").split("|") if p)
        found.append(Slot(match["relation"], prepositions, match["fits"] or ""))
    return tuple(found)


def _example(item: Any, where: str, rule: str) -> Example:
    if not isinstance(item, dict) or "text" not in item or not isinstance(item.get("facts"), list):
        raise RuleError(
            f"{where}: rule {rule}: an example is 'text:' and 'facts:' (a list, empty when nothing may be found)"
        )
    return Example(item["text"], tuple(item["facts"]))


def _hint(word: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean '{close[0]}'?" if close else f"; known are {', '.join(known)}"
