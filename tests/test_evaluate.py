"""Facts against gold: what counts as right, wrong, missed, and what does not count."""

from __future__ import annotations

import json

import pytest

from kg.evaluate import Difference, Score, b_cubed, evaluate, fold
from kg.facts import Fact, FactEntity

GOLD = {
    "entities": {
        "omar-base": {"labels": ["قاعدة حقل العمر", "القرية الخضراء"], "en": "Omar base"},
        "militias": {"labels": ["الميليشيات الإيرانية", "الفصائل"]},
        "factions": {"labels": ["الفصائل العراقية", "الفصائل"]},
    },
    "wider_entities": {"syria": {"labels": ["سوريا"]}},
    "facts": {
        "attacked": [["militias", "omar-base"]],
        "struck": [["omar-base", "rocket"]],
        "count": [["omar-base", "rocket", 10]],
        "casualties": [["omar-base", "injured", 0], ["omar-base", "killed", 1]],
    },
    "optional": {"date": [["omar-base", "2022-11-17"]], "struck": [["militias", "airstrike"]]},
    "wider": {"omar-base": ["syria"]},
}


def named(*labels: str, mention: str | None = None) -> FactEntity:
    return FactEntity("x", labels, mention)


BASE, MILITIAS = named("Omar base"), named("ميليشيات", mention="المليشيات الايرانيه")


@pytest.fixture
def gold(tmp_path):
    (tmp_path / "one.json").write_text(json.dumps(GOLD), "utf-8")
    (tmp_path / "INDEX.json").write_text("{}", "utf-8")
    return tmp_path


def score(gold, kind, *values):
    return evaluate(gold, [Fact("one", kind, row) for row in values]).scores[kind]


def test_hits_wrong_and_missed_facts(gold):
    found = [
        Fact("one", "attacked", (MILITIAS, BASE)),
        Fact("one", "struck", (BASE, "drone")),
        Fact("one", "casualties", (BASE, "injured", 0)),
        Fact("one", "claimed", (MILITIAS, BASE)),
        Fact("other", "struck", (BASE, "drone")),
    ]
    result = evaluate(gold, found)
    assert result.scores["attacked"] == Score(1, 0, 0)
    assert result.scores["struck"] == Score(0, 1, 1)
    assert result.scores["casualties"] == Score(1, 0, 1)
    assert result.total == Score(2, 2, 3)
    assert (result.total.precision, result.total.recall) == (0.5, 0.4)
    assert result.total.f1 == pytest.approx(4 / 9)
    assert result.differences == (
        Difference("one", "struck", ("omar-base", "drone"), ("omar-base", "rocket")),
        Difference("one", "claimed", ("militias", "omar-base"), None),
        Difference("one", "count", None, ("omar-base", "rocket", 10.0)),
        Difference("one", "casualties", None, ("omar-base", "killed", 1.0)),
    )


def test_optional_and_wider_facts_do_not_count(gold):
    assert score(gold, "date", (BASE, "2022-11-17")) == Score()
    assert score(gold, "date", (named("سورية"), "2022-11-17")) == Score()
    assert score(gold, "struck", (MILITIAS, "airstrike"), (named("سوريا"), "rocket")) == Score(0, 0, 1)
    assert score(gold, "struck", (named("سوريا"), "drone")) == Score(0, 1, 1)


def test_a_fact_counts_once_however_it_is_named(gold):
    twice = [(BASE, "rocket"), (named("غير ذلك", mention="«القرية الخضراء»"), "rocket")]
    assert score(gold, "struck", *twice) == Score(1, 0, 0)


def test_the_mention_goes_before_the_labels_and_names_of_two_are_passed_over(gold):
    assert score(gold, "attacked", (named("القرية الخضراء", mention="الميليشيات الإيرانية"), BASE)).hits == 1
    assert score(gold, "attacked", (named("الميليشيات الإيرانية", mention="الفصائل"), BASE)).hits == 1
    assert score(gold, "attacked", (named("الفصائل"), BASE)) == Score(0, 1, 1)


def test_the_registry_knows_entities_that_the_article_lacks(gold):
    unknown = named("التنف"), named("حامية التنف")
    rows = [(name, "rocket") for name in unknown]
    assert score(gold, "struck", *rows) == Score(0, 2, 1)
    registry = {"tanf": {"labels": ["التنف", "حامية التنف"]}}
    (gold / "REGISTRY.json").write_text(json.dumps(registry), "utf-8")
    assert score(gold, "struck", *rows) == Score(0, 1, 1)


def test_no_fact_scores_nothing(gold):
    total = evaluate(gold, []).total
    assert (total.precision, total.recall, total.f1, total.missed) == (0.0, 0.0, 0.0, 5)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("القوات الأميركيّة", "قوات امريكية"),
        ("المليشيات", "ميليشيات"),
        ("سورية", "سوريا"),
        ("قاعـدة «العمر»", "القاعده العمر"),
        ("RUBYMAR", "Rubymar"),
        ("للتحالف", "التحالف"),
    ],
)
def test_spellings_that_are_one_name(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("العمر", "العمري"), ("حقل", "حقول"), ("ال", "")])
def test_names_that_stay_apart(one, other):
    assert fold(one) != fold(other)


def test_what_is_no_gold_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="has no gold files; name a folder"):
        evaluate(tmp_path, [])
    broken = tmp_path / "broken.json"
    for text, message in (
        ("{", "cannot be read as JSON"),
        ("[]", "must hold one JSON object"),
        ("{}", "needs the objects"),
    ):
        broken.write_text(text, "utf-8")
        with pytest.raises(ValueError, match=rf"broken\.json .*{message}"):
            evaluate(tmp_path, [])


def test_b_cubed():
    gold = {"a": 1, "b": 1, "c": 2, "d": 2}
    assert b_cubed(gold, gold) == (1.0, 1.0, 1.0)
    assert b_cubed(dict.fromkeys(gold, "all"), gold) == pytest.approx((0.5, 1.0, 2 / 3))
    assert b_cubed({item: item for item in gold}, gold) == pytest.approx((1.0, 0.5, 2 / 3))
    assert b_cubed({"a": 1, "b": 1, "c": 1, "d": 2}, gold) == pytest.approx((2 / 3, 0.75, 12 / 17))
    with pytest.raises(ValueError, match="same items"):
        b_cubed({"a": 1}, gold)
