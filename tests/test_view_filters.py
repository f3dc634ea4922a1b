"""Every filter of the page, in Chromium, against the same question asked of the strikes in Python."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from view_sample import Sample
from view_wait import Open, until

from kg.model import Certainty, EntityKind, Strike
from kg.summary import summarise
from kg.view.spots import spot

pytest_plugins = ("view_browser",)


def attackers(strike: Strike) -> dict[str, Certainty]:
    return {each.actor: each.certainty for each in summarise(strike).attributions}


def pick(page: Any, name: str, english: str) -> None:
    page.select_option(
        f"select[name={name}]", str(page.evaluate(f"() => entities.findIndex(e => e.en === '{english}')"))
    )


FILTERS: dict[str, tuple[Callable[[Any], Any], Callable[[Strike], bool]]] = {
    "attacker": (lambda page: pick(page, "who", "US forces"), lambda s: "us" in attackers(s)),
    "unknown attacker": (
        lambda page: page.select_option("select[name=who]", "-1"),
        lambda s: all(how is Certainty.DENIED for how in attackers(s).values()),
    ),
    "target": (lambda page: pick(page, "whom", "Conoco base"), lambda s: s.target.id == "conoco"),
    "place around": (
        lambda page: pick(page, "whom", "Anbar"),
        lambda s: any(e.located_in == "anbar" for e in (s.target, *summarise(s).landed)),
    ),
    "means": (lambda page: page.uncheck("input[value=drone]"), lambda s: s.means != "drone"),
    "certainty": (
        lambda page: [
            page.uncheck(f"input[value={how}]") for how in ("suspected", "denied", "unnamed", "accused", "claimed")
        ],
        lambda s: Certainty.STATED in attackers(s).values(),
    ),
    "responses": (lambda page: page.check("input[name=responses]"), lambda s: summarise(s).is_response),
    "period": (
        lambda page: (page.fill("input[name=from]", "2023-11-05"), page.fill("input[name=to]", "2023-12-05")),
        lambda s: s.day is not None and date(2023, 11, 5) <= s.day <= date(2023, 12, 5),
    ),
    "search in names, letters folded": (
        lambda page: (page.fill("input[type=search]", "الاميركيه"), page.wait_for_timeout(300)),
        lambda s: "us" in attackers(s) or s.target.id == "us",
    ),
    "search in quotes": (
        lambda page: (page.fill("input[type=search]", "دوي انفجارات"), page.wait_for_timeout(300)),
        lambda s: any("دوي انفجارات" in account.evidence.quote for account in s.accounts),
    ),
}


def standing_for(page: Any, selector: str) -> set[str]:
    """Strikes that the drawn elements say they stand for."""
    numbers = f"[...document.querySelectorAll('{selector}')].flatMap(one => one.numbers)"
    return set(page.evaluate(f"() => {numbers}.map(n => strikes[n].id)"))


def unplaced(sample: Sample) -> set[str]:
    places = {entity.id: entity for entity in sample.entities if entity.kind is EntityKind.PLACE}
    return {strike.id for strike in sample.strikes if spot(strike, summarise(strike), places) is None}


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_leaves_what_it_says_in_all_views(name: str, show: Open, written: Path, hundred: Sample) -> None:
    act, passes = FILTERS[name]
    page = show(written)
    act(page)
    wanted = {strike.id for strike in hundred.strikes if passes(strike)}
    assert 0 < len(wanted) < 100
    assert set(page.evaluate("() => shown.strikes.map(n => strikes[n].id)")) == wanted
    assert page.inner_text("#counts").startswith(f"{len(wanted)} of 100 strikes shown · {100 - len(wanted)} left out")
    drawn = "data.edges.filter(e => !picture.edges.get(e.id).hidden && e.means !== 'landed')"
    assert set(page.evaluate(f"() => {drawn}.flatMap(e => strikesOfEdge(e.id)).map(n => strikes[n].id)")) == wanted
    page.click("#tab-table")
    assert page.locator("#view-table tbody tr").count() == len(wanted)
    page.click("#tab-timeline")
    dated = {strike.id for strike in hundred.strikes if strike.id in wanted and strike.day}
    assert standing_for(page, "#view-timeline .column") == dated
    page.click("#tab-map")
    assert standing_for(page, "#view-map .ring") == wanted - unplaced(hundred)
    page.click("#filters .reset")
    assert "100 of 100 strikes shown" in page.inner_text("#counts")


def test_filters_that_leave_nothing_say_so(show: Open, written: Path) -> None:
    page = show(written)
    page.fill("input[type=search]", "لا يوجد مثل هذا")
    until(page, "$('counts').textContent.includes('No strike passes')")
    for tab in ("table", "timeline"):
        page.click(f"#tab-{tab}")
        assert "No strike passes" in page.inner_text(f"#view-{tab}")
    page.click("#tab-map")
    assert page.locator("#over [data-key]").count() == 0
