"""The page in a real Chromium: what a reader sees and clicks, and that nothing leaves the page."""

from __future__ import annotations

import csv
import math
import os
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from test_view import HOSTILE, hostile
from view_sample import Sample, sample
from view_wait import Open, until

from kg.view import render

pytest_plugins = ("view_browser",)


def test_every_part_opens_in_both_languages_and_themes(show: Open, written: Path) -> None:
    for scheme in ("light", "dark"):
        page = show(written, color_scheme=scheme)
        for _ in range(2):
            for tab in ("map", "timeline", "table", "network"):
                page.click(f"#tab-{tab}")
                assert page.is_visible(f"#view-{tab}")
            page.click("#language")
        assert page.get_attribute("html", "dir") == "ltr"


def test_the_reader_sees_the_network_the_legend_and_who_attacked_whom(show: Open, written: Path) -> None:
    page = show(written)
    assert "100 of 100 strikes shown" in page.inner_text("#counts")
    for key in ("rocket", "drone", "airstrike", "suspected", "claimed"):
        assert page.is_visible(f"#filters input[value={key}]")
    assert page.locator("#panel .ranking").first.locator("li button:not(.more)").count() == 8
    painted = page.evaluate(
        "() => { const c = document.querySelector('canvas');"
        " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        " let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n; }"
    )
    assert painted > 10_000
    inside = page.evaluate(
        "() => data.nodes.filter(isDrawn).every(n => {"
        " const p = picture.network.canvasToDOM(picture.network.getPosition(n.id));"
        " return p.x > 0 && p.y > 0 && p.x < $('canvas').clientWidth && p.y < $('canvas').clientHeight; })"
    )
    assert inside


def click_at(page: Any, spot: dict[str, float]) -> None:
    box = page.locator("#canvas").bounding_box()
    page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])


def test_a_click_on_a_shape_shows_its_strikes_with_quote_source_date_and_link(
    show: Open, written: Path, hundred: Sample
) -> None:
    page = show(written)
    most = Counter(strike.target for strike in hundred.strikes if strike.target.kind == "base").most_common(1)[0][0]
    node = page.evaluate(f"() => nodeOf.get(entities.findIndex(e => e.en === '{most.name_en}'))")
    click_at(page, page.evaluate(f"() => picture.network.canvasToDOM(picture.network.getPosition({node}))"))
    page.wait_for_selector("#panel article.strike")
    hits = [strike for strike in hundred.strikes if strike.target == most]
    assert f"{len(hits)} strikes" in page.inner_text("#panel")
    first = hits[0]
    number = page.evaluate(f"() => strikes.findIndex(s => s.id === '{first.id}')")
    shown = page.locator(f"#panel article[data-strike='{number}']")
    quotes = shown.locator("blockquote").all_text_contents()
    assert quotes == [account.evidence.quote for account in first.accounts]
    article = next(a for a in hundred.articles if a.id == first.accounts[0].article)
    caption = shown.locator("figcaption").first
    assert article.outlet in caption.inner_text() and str(article.published) in caption.inner_text()
    assert caption.locator("a").get_attribute("href") == article.url


def test_a_click_on_a_line_shows_the_strikes_that_it_stands_for(show: Open, written: Path) -> None:
    page = show(written)
    edge = page.evaluate("() => data.edges.find(e => e.means === 'airstrike' && e.rows.length > 1).id")
    middle = (
        f"() => {{ const e = picture.network.body.edges[{edge}].edgeType.getPoint(0.5);"
        " return picture.network.canvasToDOM(e); }"
    )
    click_at(page, page.evaluate(middle))
    page.wait_for_selector("#panel article.strike")
    picked = page.evaluate("() => selected.edge")
    assert page.locator("#panel article.strike").count() == page.evaluate(f"() => strikesOfEdge({picked}).length")


def test_a_response_names_what_it_answers_and_leads_there(show: Open, written: Path, hundred: Sample) -> None:
    answer = next(strike for strike in hundred.strikes if strike.responds_to and strike.day)
    earlier = next(s for s in hundred.strikes if s.id == answer.responds_to[0])
    page = show(written)
    at = page.evaluate(f"() => strikes.findIndex(s => s.id === '{answer.id}')")
    page.evaluate(f"() => select({{strikes: [{at}]}})")
    page.locator("dt", has_text="Answers").locator("xpath=..").locator("button").first.click()
    assert str(earlier.day) in page.inner_text("#panel h3") and "Answered by" in page.inner_text("#panel")


@pytest.mark.parametrize("response", [True, False])
def test_a_response_glows(response: bool, show: Open, hundred: Sample, tmp_path: Path) -> None:
    strike = next(s for s in hundred.strikes if s.accounts[0].attackers)
    account = replace(strike.accounts[0], is_response=response)
    path = tmp_path / "one.html"
    path.write_text(render([replace(strike, accounts=(account,), responds_to=())], hundred.articles), encoding="utf-8")
    glowing = show(path).evaluate(
        "() => { const c = document.querySelector('canvas');"
        " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        " let n = 0;"
        " for (let i = 0; i < d.length; i += 4) n += d[i + 3] > 100 && d[i] > 230 && d[i + 1] > 170 && d[i + 2] < 150;"
        " return n; }"
    )
    assert (glowing > 200) is response


def test_hostile_text_is_only_text(show: Open, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(render(*hostile(sample(50)), title=HOSTILE), encoding="utf-8")
    page = show(path)
    page.evaluate("() => select({node: data.nodes.find(n => n.kind === 'actor').id})")
    for tab in ("map", "timeline", "table", "network"):
        page.click(f"#tab-{tab}")
    assert page.locator("img, main script, #panel a").count() == 0
    assert page.locator("blockquote").first.text_content().startswith(HOSTILE)
    assert page.text_content("h1") == HOSTILE


LEFT_TO_RIGHT = """(selector) => {
  const walk = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    const at = node.data.search(/\\d{4}-\\d\\d-\\d\\d/);
    if (at < 0) continue;
    const left = (i) => {
      const one = document.createRange();
      one.setStart(node, at + i);
      one.setEnd(node, at + i + 1);
      return one.getBoundingClientRect().left;
    };
    return [0, 5, 8].map(left);
  }
}"""


@pytest.mark.parametrize("arabic", [False, True])
def test_days_read_from_the_year_on_and_names_run_with_the_arrow(arabic: bool, show: Open, written: Path) -> None:
    page = show(written)
    if arabic:
        page.click("#language")
    page.evaluate(
        "() => select({strikes: [strikes.findIndex(s => s.accounts[0].by && /2023-/.test(s.accounts[0].quote))]})"
    )
    for selector in ("#panel h3", "#panel blockquote", "#panel figcaption", "#summary"):
        year, month, day = page.evaluate(LEFT_TO_RIGHT, selector)
        assert year < month < day, selector
    who = page.locator("#panel .who")
    attacker, target = (who.locator(":scope bdi").nth(n).bounding_box()["x"] for n in (0, -1))
    assert (attacker > target) is arabic
    assert page.evaluate("() => getComputedStyle(document.querySelector('#panel blockquote')).direction") == "rtl"


def test_the_table_sorts_and_goes_out_as_csv(show: Open, written: Path, hundred: Sample, tmp_path: Path) -> None:
    page = show(written)
    page.click("#tab-table")
    page.click("th button[data-column=target]")
    names = page.locator("#view-table tbody td:nth-child(4)").all_text_contents()
    assert names == sorted(names) and len(set(names)) > 5
    with page.expect_download() as waiting:
        page.click("#csv")
    waiting.value.save_as(tmp_path / "strikes.csv")
    with (tmp_path / "strikes.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == 100
    assert sorted(line["Target"] for line in lines) == sorted(strike.target.name_en for strike in hundred.strikes)


def test_all_can_be_reached_by_keys(show: Open, written: Path) -> None:
    page = show(written)
    page.focus("#tab-network")
    page.keyboard.press("ArrowRight")
    assert page.is_visible("#view-map")
    page.keyboard.press("ArrowRight")
    assert page.is_visible("#view-timeline")
    page.focus("#view-timeline .column[tabindex='0']")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("() => [...document.querySelectorAll('.column')].indexOf(document.activeElement)") == 1
    page.keyboard.press("Enter")
    assert page.locator("#panel article.strike").count() > 0
    page.keyboard.press("Escape")
    assert page.locator("#panel article.strike").count() == 0
    page.click("#tab-table")
    page.focus("#view-table tbody tr[tabindex='0']")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("() => document.activeElement.sectionRowIndex") == 98
    page.keyboard.press("Enter")
    assert page.locator("#panel article.strike").count() == 1
    page.click("#tab-network")
    page.focus("#canvas")
    scale = page.evaluate("() => picture.network.getScale()")
    page.keyboard.press("+")
    until(page, f"picture.network.getScale() > {scale}")


def test_a_page_too_large_to_read_says_what_is_not_drawn(show: Open, tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_text(render(*sample(1500), max_nodes=200), encoding="utf-8")
    page = show(path)
    assert "kg export OUT --format gexf" in page.inner_text("#notice")
    assert "not drawn" in page.inner_text("#counts") and "1500 of 1500 strikes" in page.inner_text("#counts")
    before = page.evaluate("() => data.nodes.filter(isDrawn).length")
    page.locator("input[name=least]").fill("1")
    assert before < page.evaluate("() => data.nodes.filter(isDrawn).length") <= 200


def test_a_narrow_window_shows_the_network_first_and_never_scrolls_sideways(show: Open, written: Path) -> None:
    page = show(written, viewport={"width": 390, "height": 800})
    assert page.locator("#canvas").bounding_box()["y"] < 250
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("size", "limit"), [(500, 1000), (5000, 3000)])
def test_the_network_is_painted_in_time(size: int, limit: int, show: Open, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(render(*sample(size)), encoding="utf-8")
    best = math.inf
    for _ in range(5):  # the slower ones measure what else the machine is doing
        took = show(path).evaluate("() => performance.getEntriesByName('network-drawn')[0].startTime")
        best = min(best, took)
        if best < limit:
            return
    if os.getloadavg()[0] > (os.cpu_count() or 1):
        pytest.skip(f"the machine is busy with other work: {best:.0f} ms")
    pytest.fail(f"{best:.0f} ms until {size} strikes are drawn; {limit} are allowed")
