"""Tolls that the rules gave to the wrong strike, or to none, are moved to the right one; the right ones stay."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sentences import document, extractor

from kg.events import Event
from kg.learned import harm
from kg.learned.homes import Toll

TEXT = "أطلق الحوثيون صاروخين على مدينة جازان. وقصفت طائرات التحالف، مساء الأحد، بلدة حرض، وقُتل تسعة مدنيين."

SUM = (
    "قصفت إسرائيل منزلاً في خان يونس. وأطلقت حركة الجهاد الإسلامي صواريخ على تل أبيب وعسقلان.\n"
    "وقالت وزارة الصحة الفلسطينية إن حصيلة العدوان ارتفعت إلى 28 شهيداً.\n"
)


def _read(monkeypatch: pytest.MonkeyPatch, text: str) -> tuple[Sequence[Toll], Sequence[Event]]:
    """The tolls of a text, and its strikes with them as the rules have it."""
    with monkeypatch.context() as patch:
        read: list[tuple[Sequence[Toll], Sequence[Event]]] = []
        patch.setattr("kg.extract.harm.settle", lambda told, history: read.append((told, history)))
        extractor().events(document(text))
    return read[0]


def _told(history: Sequence[Event]) -> list[list[tuple[str, int]]]:
    return [[(told.harm, told.quantity.value) for told, _ in event.casualties] for event in history]


def test_a_toll_of_the_rules_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    told, history = _read(monkeypatch, TEXT)
    harm.settle(told, history)
    assert _told(history) == [[], [("killed", 9)]]
    assert not any(harm.NAME in event.inferred for event in history)


@pytest.mark.parametrize("wrong", [True, False])
def test_a_toll_is_moved_to_its_strike(monkeypatch: pytest.MonkeyPatch, *, wrong: bool) -> None:
    told, history = _read(monkeypatch, TEXT)
    tolls, history[1].casualties = history[1].casualties, []
    history[0].casualties = tolls if wrong else []
    harm.settle(told, history)
    assert _told(history) == [[], [("killed", 9)]]
    assert [harm.NAME in event.inferred for event in history] == [wrong, True]


def test_a_sum_that_is_of_no_strike_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    told, history = _read(monkeypatch, SUM)
    assert _told(history) == [[], [("killed", 28)]]
    harm.settle(told, history)
    assert _told(history) == [[], []]


def test_of_what_something_came_after_the_rules_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    told, _ = _read(monkeypatch, "قصفت طائرات أميركية مواقع لكتائب حزب الله بعد مقتل متعاقد أميركي.")
    assert not told


def test_a_toll_that_its_sentence_binds_to_a_strike_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    told, history = _read(monkeypatch, "سقط صاروخان على جازان. وقُتل تسعة في قصف على بلدة حرض.")
    harm.settle(told, history)
    assert _told(history) == [[], [("killed", 9)]]
    assert not any(harm.NAME in event.inferred for event in history)
