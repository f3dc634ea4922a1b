"""Pictures of the ground from a server: only for those who ask, and from no other host."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from view_sample import Sample
from view_wait import until

from kg.view import Tiles, render

pytest_plugins = ("view_browser",)

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.send_header("Content-Length", str(len(PIXEL)))
            self.end_headers()
            self.wfile.write(PIXEL)

        def log_message(self, *_: Any) -> None:
            pass

    running = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}", asked
    running.shutdown()
    thread.join()
    running.server_close()


def test_tiles_are_fetched_for_what_is_looked_at_and_from_that_server_alone(
    server: tuple[str, list[str]], browser: Any, hundred: Sample, tmp_path: Path
) -> None:
    host, asked = server
    path = tmp_path / "tiles.html"
    tiles = Tiles(host + "/{z}/{x}/{y}.png", credit="© <b>Example</b>")
    path.write_text(render(*hundred, tiles=tiles), encoding="utf-8")
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("request", lambda to: None if to.url.startswith((host, path.as_uri())) else complaints.append(to.url))
    page.goto(path.as_uri())
    assert not asked
    page.click("#tab-map")
    page.wait_for_timeout(300)
    assert 4 <= len(asked) <= 40 and len(asked) == page.locator("#tiles image").count()
    zoom, column, row = map(int, asked[0].removesuffix(".png").strip("/").split("/"))
    assert 0 < column < 2**zoom and 0 < row < 2**zoom
    assert "© <b>Example</b>" in page.inner_text("#map-note")
    page.evaluate("() => mapCamera.zoom(16)")
    until(page, f"[...tiles.keys()].every(key => key.startsWith('{zoom + 4} '))")
    page.close()
    assert complaints == []


def test_without_tiles_the_policy_lets_no_picture_in(hundred: Sample) -> None:
    assert "img-src" not in render(*hundred)
    page = render(*hundred, tiles=Tiles("https://tiles.example/{z}/{x}/{y}.png"))
    assert "img-src https://tiles.example;" in page and '"credit":"tiles.example"' in page


@pytest.mark.parametrize(
    "url",
    [
        "",
        "tiles.example/{z}/{x}/{y}",
        "https://tiles.example/{z}/{x}",
        "javascript:{z}{x}{y}",
        "https://a;script-src *;/{z}/{x}/{y}",
        "https://{x}.example/{z}/{y}",
        "file:///{z}/{x}/{y}",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="is no address of map tiles"):
        Tiles(url)
