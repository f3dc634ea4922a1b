"""The rule files: every example holds, and a bad rule is refused with file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from sentences import found, normal

from kg.rules.loader import RULES_DIR, Example, RuleError, default_rules, load, read

EXAMPLES = [
    pytest.param(example, id=f"{rule.id}-{number}")
    for rule in default_rules().rules
    for number, example in enumerate(rule.examples)
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_yields_its_facts(example: Example) -> None:
    facts = found(example.text)
    assert [fact for fact in example.facts if normal(fact) not in facts] == []
    if not example.facts:
        assert facts == frozenset()


def rule(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


GOOD = """
- id: own.raze
  verb: [سحق يسحق]
  makes: strike
  slots: {attacker: [nsubj], target: [obj]}
  examples: [{text: سحقت الطائرات الروسية بلدة سرمين., facts: ["attacked russian-forces سرمين"]}]
"""


def test_a_rule_of_ones_own_adds_a_trigger(tmp_path: Path) -> None:
    book = load([rule(tmp_path, GOOD)])
    assert "own.raze" in {r.id for r in book.by_verb_form["سحقت"]}
    assert "سحقت" not in default_rules().by_verb_form


def test_a_rule_of_the_same_id_overrides(tmp_path: Path) -> None:
    book = load([rule(tmp_path, GOOD.replace("own.raze", "strike.verb.transitive"))])
    assert [r.verbs for r in book.rules if r.id == "strike.verb.transitive"] == [(("سحق", "يسحق"),)]


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("- id: own.raze\n  verb", "- verb"), 2, "needs an id"),
        (("makes: strike", "makes: war"), 4, "makes:"),
        (("slots:", "slot:"), 5, "did you mean 'slots'"),
        (("attacker:", "atacker:"), 5, "did you mean 'attacker'"),
        (("[obj]", "[objj]"), 5, "did you mean 'obj'"),
        (("[obj]", "['obl[على]:sit']"), 5, "did you mean 'site'"),
        (("سحق يسحق", "سحق"), 3, "perfect and imperfect"),
        (("  verb: [سحق يسحق]\n", ""), 2, "no trigger"),
        (("  examples:", "  # examples:"), 2, "no example"),
    ],
)
def test_a_bad_rule_is_refused_with_line_and_remedy(
    tmp_path: Path, change: tuple[str, str], line: int, says: str
) -> None:
    path = rule(tmp_path, GOOD.replace(*change))
    with pytest.raises(RuleError) as refusal:
        read(path)
    assert str(refusal.value).startswith(f"{path}:{line}:") and says in str(refusal.value)


def test_broken_yaml_and_missing_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"own\.yaml:\d+: not YAML"):
        read(rule(tmp_path, "- id: [a"))
    with pytest.raises(RuleError, match="no such file"):
        load([tmp_path / "nowhere"])


def test_no_word_class_is_given_twice() -> None:
    lines = (RULES_DIR / "words.yaml").read_text("utf-8").splitlines()
    names = [line.partition(":")[0] for line in lines if line[:1].isalpha()]
    assert sorted(names) == sorted(set(names))
