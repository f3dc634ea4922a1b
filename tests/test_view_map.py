"""The map in a real Chromium: where strikes are drawn, and how one moves about."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from test_view import HOSTILE, hostile
from test_view_filters import standing_for, unplaced
from view_sample import Sample, sample
from view_wait import Open, until

from kg.summary import summarise
from kg.view import render
from kg.view.spots import project

pytest_plugins = ("view_browser",)


@pytest.fixture
def page(show: Open, written: Path) -> Any:
    opened = show(written)
    opened.click("#tab-map")
    return opened


def middle_of(page: Any, selector: str) -> tuple[float, float]:
    box = page.locator(selector).first.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def ring_of(page: Any, english: str) -> str:
    return f"""[data-key="ring {page.evaluate(f"() => entities.findIndex(e => e.en === '{english}')")}"]"""


@pytest.mark.parametrize(
    ("where", "longitude", "latitude", "land"),
    [
        ("Damascus", 36.29, 33.51, True),
        ("Deir ez-Zor", 40.14, 35.34, True),
        ("Khartoum", 32.53, 15.59, True),
        ("off Cyprus", 33.0, 34.0, False),
        ("Red Sea", 38.0, 20.5, False),
        ("Gulf", 51.0, 27.5, False),
        ("Caspian Sea", 51.0, 40.0, False),
    ],
)
def test_land_is_land_and_sea_is_sea(page: Any, where: str, longitude: float, latitude: float, land: bool) -> None:
    x, y = project(longitude, latitude)
    hit = (
        "([x, y]) => { const p = new DOMPoint(x, y);"
        " return [...document.querySelectorAll('#land path')].filter(c => c.isPointInFill(p)).length; }"
    )
    assert page.evaluate(hit, [x, y]) == int(land), where


def test_every_strike_with_a_place_stands_on_the_map_and_the_others_are_listed(page: Any, hundred: Sample) -> None:
    lost = unplaced(hundred)
    assert standing_for(page, ".ring") == {strike.id for strike in hundred.strikes} - lost
    assert f"{len(lost)} strikes have no known place" in page.inner_text("#map-note") and lost
    page.click("#unplaced")
    assert set(page.evaluate("() => selected.strikes.map(n => strikes[n].id)")) == lost


def test_a_ring_opens_the_panel_and_zooming_in_parts_rings(page: Any, hundred: Sample) -> None:
    before = page.locator(".ring").count()
    spot = ring_of(page, "Conoco base")
    x, y = middle_of(page, spot)
    page.mouse.click(x, y)
    numbers = page.evaluate("() => [...chosenStrikes()].length")
    assert f"{numbers} strikes" in page.inner_text("#panel") and page.locator("#panel blockquote").count() > 0
    assert page.locator(".ring.chosen").count() == 1
    scale = page.evaluate("() => eye.k")
    page.mouse.move(x, y)
    for _ in range(6):
        page.mouse.wheel(0, -300)
        page.wait_for_timeout(40)
    until(page, f"eye.k > {4 * scale}")
    until(page, f"document.querySelectorAll('.ring').length > {before}")
    u, v = middle_of(page, spot)
    assert abs(u - x) < 30 and abs(v - y) < 30  # what is under the pointer stays there


def test_names_cover_neither_names_nor_rings(page: Any) -> None:
    names = [box.bounding_box() for box in page.locator("#over .name").all()]
    assert len(names) > 8
    for a, b in combinations(names, 2):
        apart = abs(a["x"] + a["width"] / 2 - b["x"] - b["width"] / 2) >= (a["width"] + b["width"]) / 2 - 3
        assert apart or abs(a["y"] - b["y"]) >= 12, (a, b)


def test_launches_and_responses_are_arcs_of_their_own(page: Any, hundred: Sample) -> None:
    launched = {strike.id for strike in hundred.strikes if summarise(strike).origins} - unplaced(hundred)
    assert standing_for(page, ".flight") == launched and launched
    tied = standing_for(page, ".tie")
    answers = {strike.id: strike.responds_to for strike in hundred.strikes if strike.responds_to}
    assert tied and tied <= set(answers) | {earlier for known in answers.values() for earlier in known}
    assert page.evaluate("() => getComputedStyle(document.querySelector('.tie .line')).strokeDasharray") == "1px, 5px"
    page.locator(".tie").first.focus()
    assert "Answered by" in page.inner_text("#hover")
    page.keyboard.press("Enter")
    assert page.locator("#panel article.strike.response").count() > 0


def test_it_is_moved_by_mouse_and_keys_and_a_drag_is_no_click(page: Any) -> None:
    x, y = middle_of(page, ring_of(page, "Conoco base"))
    eye = page.evaluate("() => eye")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 120, y + 50, steps=5)
    page.mouse.up()
    u, v = middle_of(page, ring_of(page, "Conoco base"))
    assert (u, v) == pytest.approx((x + 120, y + 50), abs=12) and page.evaluate("() => selected === null")
    page.focus("#world")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    until(page, f"eye.k > {eye['k']} * 1.3")
    page.keyboard.press("0")
    until(page, f"eye.k === {eye['k']} && eye.x === {eye['x']}")


def test_tab_reaches_the_places_and_arrows_lead_from_one_to_the_next(page: Any) -> None:
    page.focus("#world")
    page.keyboard.press("Tab")
    focused = "() => document.activeElement.dataset.key"
    first = page.evaluate(focused)
    seen = {first}
    for way in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        before = page.evaluate("() => document.activeElement.getBoundingClientRect().x")
        page.keyboard.press(way)
        after = page.evaluate("() => document.activeElement.getBoundingClientRect().x")
        assert page.evaluate("() => eye.moved") is False
        if way == "ArrowLeft":
            assert after < before
        seen.add(page.evaluate(focused))
    assert len(seen) > 2 and first.startswith("ring ")
    page.keyboard.press("Enter")
    assert page.evaluate(focused) in seen and page.locator("#panel article.strike").count() > 0
    page.keyboard.press("Escape")
    assert page.evaluate("() => selected === null")
    page.keyboard.press("Tab")
    assert page.evaluate(focused) is None


def test_two_fingers_zoom(show: Open, written: Path) -> None:
    page = show(written, has_touch=True)
    page.click("#tab-map")
    before = page.evaluate("() => eye.k")
    x, y = middle_of(page, "#world")
    touch = page.context.new_cdp_session(page)

    def fingers(kind: str, *xs: float) -> None:
        points = [{"x": at, "y": y + 100, "id": number} for number, at in enumerate(xs)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", x - 40, x + 40)
    for way in range(10, 90, 10):
        fingers("touchMove", x - 40 - way, x + 40 + way)
    fingers("touchEnd")
    until(page, f"eye.k > {before} * 2")


def test_it_speaks_arabic(page: Any) -> None:
    page.click("#language")
    names = page.locator("#over .name").all_text_contents()
    assert "قاعدة التنف" in names and page.get_attribute("html", "dir") == "rtl"
    x = [middle_of(page, ring_of(page, english))[0] for english in ("Al-Tanf base", "Ain al-Asad base")]
    assert x[0] < x[1]  # the world is not mirrored


def test_hostile_names_are_only_text(show: Open, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(render(*hostile(sample(50)), title=HOSTILE), encoding="utf-8")
    page = show(path)
    page.click("#tab-map")
    assert page.locator(".ring").count() > 3
    for ring in page.locator(".ring").all():
        ring.focus()
    page.keyboard.press("Enter")
    assert page.locator("img, main script, #over a, #over foreignObject").count() == 0
    assert HOSTILE[:20] in page.text_content("#panel h2")


@pytest.mark.parametrize(("size", "limit"), [(500, 1000), (5000, 3000)])
def test_a_large_map_draws_what_can_be_told_apart_and_says_so(
    size: int, limit: int, show: Open, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(render(*sample(size)), encoding="utf-8")
    page = show(path)
    took = page.evaluate(
        "() => { const begin = performance.now(); open('map'); $('over').getBBox(); return performance.now() - begin; }"
    )
    assert took < limit
    rings, places = page.locator(".ring").count(), page.evaluate("() => mapSpots.length")
    assert rings <= 100 and rings < places
    assert f"{places} places · drawn as {rings} rings" in page.inner_text("#counts")
    assert "weaker arrows not drawn" in page.inner_text("#counts")
