"""Addresses that hold a view, the period strip, and the ways from one view to another, in a real Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from view_wait import Open, until

pytest_plugins = ("view_browser",)

VIEW = (
    "() => ({hash: location.hash, tab, language, chosen: [...(chosenStrikes() ?? [])], found: shown.strikes, sorting})"
)


def act_filters(page: Any) -> None:
    page.select_option("select[name=who]", str(page.evaluate("() => entities.findIndex(e => e.en === 'US forces')")))
    page.uncheck("input[value=drone]")
    page.uncheck("input[value=denied]")
    page.fill("input[name=from]", "2023-11-05")
    page.fill("input[type=search]", "الميادين")


def act_table(page: Any) -> None:
    page.click("#language")
    page.click("#tab-table")
    page.click("th button[data-column=target]")
    page.click("th button[data-column=target]")
    page.locator("#view-table tbody tr").nth(3).click()


def act_map(page: Any) -> None:
    page.click("#tab-map")
    page.locator(".ring").first.focus()
    page.keyboard.press("Enter")
    page.click("#zoom-in")


def act_network(page: Any) -> None:
    page.evaluate("() => select({node: data.nodes.find(n => n.kind === 'base').id})")


def act_line(page: Any) -> None:
    page.evaluate("() => select({edge: data.edges.find(e => e.rows.length > 1).id})")


@pytest.mark.parametrize("act", [act_filters, act_table, act_map, act_network, act_line])
def test_an_address_brings_the_view_back(act: Any, show: Open, written: Path) -> None:
    page = show(written)
    act(page)
    page.wait_for_timeout(400)
    seen = page.evaluate(VIEW)
    assert len(seen["hash"]) > 1
    again = show(written, at=seen["hash"])
    assert again.evaluate(VIEW) == seen
    if act is act_map:
        assert again.evaluate("() => eye.k") == pytest.approx(page.evaluate("() => eye.k"), rel=0.01)


def test_an_address_is_followed_while_the_page_is_open(show: Open, written: Path) -> None:
    page = show(written)
    page.evaluate("() => { location.hash = '#view=table&lang=ar&means=rocket'; }")
    until(page, "tab === 'table' && language === 'ar'")
    assert page.evaluate("() => shown.strikes.every(n => strikes[n].means === 'rocket') && shown.strikes.length > 0")
    assert page.locator("input[name=means]:checked").count() == 1


def test_an_address_of_another_graph_or_of_nonsense_does_no_harm(show: Open, written: Path) -> None:
    nonsense = "#view=x&who=actor/gone&means=,&at=1,2,x&sort=-x&from=yes&strike=gone&spot=&node=%3Cimg%3E&least=-4"
    page = show(written, at=nonsense)
    assert page.evaluate("() => tab === 'network' && selected === null && filter.who === '' && filter.from === ''")
    page.click("#filters .reset")
    assert "100 of 100 strikes shown" in page.inner_text("#counts")


def test_the_handles_of_the_strip_set_the_period_by_keys(show: Open, written: Path) -> None:
    page = show(written)
    first = page.input_value("input[name=from]")
    page.focus("[data-handle=from]")
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    until(page, "shown.strikes.length < 100")
    start = page.input_value("input[name=from]")
    assert start > first and page.get_attribute("[data-handle=from]", "aria-valuetext") == start
    assert page.evaluate("() => shown.strikes.every(n => strikes[n].day >= filter.from)")
    for _ in range(12):
        page.keyboard.press("ArrowLeft")
    until(page, "shown.strikes.length === 100")


def test_what_is_selected_is_set_off_in_every_view(show: Open, written: Path) -> None:
    page = show(written)
    page.click("#tab-table")
    page.locator("#view-table tbody tr", has_text="Conoco base").first.click()
    number = page.evaluate("() => selected.strikes[0]")
    page.click("#panel [data-view=map]")
    chosen = "(selector) => [...document.querySelectorAll(selector)].map(one => one.numbers)"
    rings = page.evaluate(chosen, ".ring.chosen")
    assert len(rings) == 1 and number in rings[0]
    page.click("#panel [data-view=timeline]")
    assert all(number in bar for bar in page.evaluate(chosen, ".column.chosen"))
    assert page.locator(".column.chosen").count() > 0
    page.click("#panel [data-view=network]")
    assert page.evaluate("() => lit.nodes.size > 0 && lit.nodes.size < data.nodes.length")
    page.click("#panel [data-view=table]")
    assert page.evaluate(chosen.replace("numbers", "number"), "tr.chosen") == [number]


@pytest.mark.parametrize("view", ["network", "map", "timeline", "table"])
def test_every_view_prints_whole_on_light_paper(view: str, show: Open, written: Path) -> None:
    page = show(written, color_scheme="dark", viewport={"width": 1050, "height": 740})  # A4 across, 96 dots an inch
    page.click(f"#tab-{view}")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    drawing = {"network": "#canvas", "map": "#world", "timeline": ".chart svg", "table": "table"}[view]
    box = page.locator(drawing).bounding_box()
    assert box["height"] > 300 and box["x"] >= 0 and box["x"] + box["width"] <= 1050
    assert not page.is_visible("nav") and not page.is_visible(".zoom")
    assert page.evaluate("() => getComputedStyle(document.documentElement).getPropertyValue('--ink')") == "#1d2129"
    if view == "table":
        assert page.locator("tbody tr").count() == 100
