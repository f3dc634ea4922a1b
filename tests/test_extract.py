"""Sentence -> what must be found, and what must not."""

from __future__ import annotations

from typing import Any

import pytest
from sentences import bank, document, extractor, found, normal


@pytest.mark.parametrize("entry", [pytest.param(entry, id=str(number)) for number, entry in enumerate(bank())])
def test_sentence(entry: dict[str, Any]) -> None:
    facts = found(entry["text"])
    assert [fact for fact in entry.get("facts", ()) if normal(fact) not in facts] == []
    if entry.get("not") == "nothing":
        assert facts == frozenset()
    else:
        assert [fact for fact in entry.get("not", ()) if normal(fact) in facts] == []


def test_each_target_has_its_own_places() -> None:
    told = document("قصفت مسيّرات تركية محطة نفط عودة في ريف القامشلي وفرن المدينة في كوباني.")
    places = {a.target.mention: [ref.mention for ref in a.places] for a in extractor().accounts(told)}
    assert places == {"محطة نفط عودة": ["القامشلي"], "فرن المدينة": ["كوباني"]}
