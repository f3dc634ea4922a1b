"""A real Chromium for the tests of the page: `show(path)` opens one and holds it to its promises."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from view_sample import Sample, sample
from view_wait import Open, until

from kg.view import render

playwright = pytest.importorskip(
    "playwright.sync_api", reason="Playwright is not installed: pip install 'strike-kg[test]'"
)

CHROMIUM = os.environ.get("KG_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
QUIET = [
    "--headless",
    "--no-sandbox",
    *("--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip("no Chromium: install one, or name it in KG_CHROMIUM")
    playwright = pytest.importorskip("playwright.sync_api", reason="no Playwright: pip install 'strike-kg[test]'")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield running
        running.close()


@pytest.fixture(scope="module")
def hundred() -> Sample:
    return sample(100)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, hundred: Sample) -> Path:
    path = tmp_path_factory.mktemp("view") / "page.html"
    path.write_text(render(*hundred), encoding="utf-8")
    return path


@pytest.fixture
def show(browser: Any) -> Iterator[Open]:
    """Opens a page; at the end no request but for the page itself and no complaint may have been seen."""
    complaints: list[str] = []
    opened: list[Any] = []

    def go(path: Path, at: str = "", **options: Any) -> Any:
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "accept_downloads": True} | options
        )
        page = context.new_page()
        opened.append(context)
        address = path.as_uri()
        page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda asked: (
                complaints.append(asked.url)
                if asked.url.partition("#")[0] != address and not asked.url.startswith("blob:")
                else None
            ),
        )
        page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
        page.goto(address + at)
        until(page, "tab !== 'network' || performance.getEntriesByName('network-drawn').length > 0")
        return page

    yield go
    for context in opened:
        context.close()
    assert complaints == []
