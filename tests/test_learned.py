"""Learned models: what they are fitted to, and that the tables in the package are read and decide."""

from __future__ import annotations

import pytest
from sentences import document, extractor

from kg.learned import attacker
from kg.learned.loglinear import LogLinear, fit


def test_a_model_learns_which_feature_tells_the_right_one() -> None:
    choices = [([["near"], ["far"]], frozenset((0,))), ([["far", "named"], ["near", "named"]], frozenset((1,)))] * 5
    model = LogLinear(fit(choices))
    near, far = model.probabilities([["near"], ["far", "never seen"]])
    assert near > 0.8
    assert near + far == pytest.approx(1)
    assert "named" not in model.weights  # both have it


def test_rare_features_are_left_out() -> None:
    assert fit([([["a", "once"], ["b"]], frozenset((0,)))] + [([["a"], ["b"]], frozenset((0,)))] * 4).keys() == {
        "a",
        "b",
    }


def test_no_candidate_has_no_probability() -> None:
    assert LogLinear({}).probabilities([]) == []


FRONT = (
    "قصف الجيش السوداني مواقع للدعم السريع في نيالا. وكانت مدينة الأبيض قد تعرضت لقصف بالمسيّرات فجر اليوم. "
    "وقالت مصادر طبية إن قوات الدعم السريع قصفت أيضاً مدينة الفاشر بالمدفعية."
)


def test_an_attacker_is_named_where_no_clause_names_him() -> None:
    events = extractor().events(document(FRONT))
    hit = next(e for e in events if any(ref.entity.id == "obeid" for ref in e.targets))
    assert [party.ref.entity.id for party in hit.attackers] == ["rsf"]
    assert attacker.NAME in hit.inferred


def test_nobody_is_named_where_the_article_names_nobody_who_could() -> None:
    (event,) = extractor().events(document("سقط صاروخان على قاعدة عين الأسد، وقالت القوات الأميركية إن أحداً لم يصب."))
    assert not event.attackers
