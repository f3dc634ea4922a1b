"""The local server: what it answers, what it refuses, how it ends; and its page in a real Chromium."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from graph_sample import STRIKES, sample_folder, sample_quads, sample_store
from servers import LOOPBACK, listens
from view_browser import browser  # noqa: F401  # a fixture
from view_wait import until

from kg import query
from kg.choices import Choice, choices
from kg.cli import main
from kg.remote import Endpoint
from kg.store import Store

LINKS = re.compile(r"questions and pages at (http://localhost:(\d+)/), SPARQL at (\S+);")


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen[str]
    url: str
    port: int

    def children(self) -> list[int]:
        told = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in told.read_text().split()] if told.exists() else []


@contextmanager
def serving(out: Path, *more: str) -> Iterator[Running]:
    command = [sys.executable, "-m", "kg", "serve", str(out), "--port", "0", "--no-browser", *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None and process.stderr is not None
            line = process.stdout.readline()
            links = LINKS.search(line)
            assert links, line + process.stderr.read()
            yield Running(process, links[1], int(links[2]))
        finally:
            if process.poll() is None:
                process.terminate()
            process.communicate(timeout=20)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_folder(tmp_path_factory.mktemp("serve"))


@pytest.fixture(scope="module")
def running(out: Path) -> Iterator[Running]:
    with serving(out) as one:
        yield one


@pytest.fixture(scope="module")
def session() -> Iterator[requests.Session]:
    with requests.Session() as one:
        one.trust_env = False  # no proxy of the machine that runs the tests
        yield one


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", f"{LOOPBACK},localhost")


# --- what it answers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["sparql", "query"])
def test_it_is_an_endpoint_like_others(running: Running, path: str) -> None:
    endpoint = Endpoint(running.url + path)
    for named in query.catalogue():
        assert query.run(endpoint, named) == query.run(sample_store(), named)
    store = Store.memory()
    endpoint.copy(store, endpoint.sizes())
    assert set(store.match()) == set(sample_quads())


def test_the_protocol(running: Running, session: requests.Session) -> None:
    asked, url = "ASK { ?strike a ?kind }", f"{running.url}sparql"
    got = session.get(url, params={"query": asked}, headers={"Accept": "application/sparql-results+json"})
    assert got.json()["boolean"] is True
    sent = session.post(url, asked, headers={"Content-Type": "application/sparql-query", "Accept": "text/csv"})
    assert sent.status_code in (200, 406)  # CSV has no truth values
    made = session.post(url, {"query": "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 3"}, headers={"Accept": "text/turtle"})
    assert made.headers["Content-Type"].startswith("text/turtle") and made.text
    assert session.get(url, params={"query": "SELECT"}).status_code == 400


def test_nobody_can_write(running: Running, session: requests.Session) -> None:
    kind = {"Content-Type": "application/sparql-update"}
    for path in ("sparql", "query", "update", "store"):
        assert session.post(running.url + path, "DROP ALL", headers=kind).status_code in (404, 405, 415)
    assert len(Endpoint(f"{running.url}sparql").sizes()) == 6


def test_what_the_page_asks(running: Running, session: requests.Session) -> None:
    listed = session.get(f"{running.url}questions").json()
    assert [one["name"] for one in listed] == [named.name for named in query.catalogue()]
    asked = {"name": "strikes-on-base", "params": {"base": "كونيكو", "from": ""}, "language": "ar"}
    answer = session.post(f"{running.url}ask", json=asked).json()
    assert answer["columns"][0] == "base" and len(answer["rows"]) == 2
    assert answer["rows"][0][0]["label"] == "قاعدة كونيكو" and answer["rows"][0][1] == "2024-01-22"
    own = {"sparql": "SELECT ?s { GRAPH graph:strikes { ?s a kg:Strike } }"}
    assert len(session.post(f"{running.url}ask", json=own).json()["rows"]) == len(STRIKES)
    edited = {**asked, "sparql": query.load("strikes-on-base").sparql + "LIMIT 1"}
    assert len(session.post(f"{running.url}ask", json=edited).json()["rows"]) == 1


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"name": "strikes-on-bas"}, "did you mean strikes-on-base"),
        ({"name": "strikes-on-base", "params": {"base": "koniko"}}, "nothing like it"),
        ({"name": "strikes", "params": {"from": "yesterday"}}, "give a day such as 2024-01-31"),
        ({"sparql": "SELECT ?x {"}, "expected"),
        ({"sparql": "ASK {}"}, "rewrite the ASK as a SELECT"),
        ({"sparql": "SELECT (BNODE() AS ?b) {}"}, "IRIs and literals only"),
        ({}, "is no question"),
        ([], "is no question"),
    ],
)
def test_what_cannot_be_asked(running: Running, session: requests.Session, asked: object, told: str) -> None:
    answer = session.post(f"{running.url}ask", json=asked)
    assert answer.status_code == 400 and told in answer.json()["error"] and "127.0.0.1" not in answer.json()["error"]


def test_names_to_choose_from(running: Running, session: requests.Session) -> None:
    bases = session.get(f"{running.url}names", params={"type": "base"}).json()
    assert {"id": "conoco-base", "ar": "قاعدة كونيكو", "en": "Conoco base"} in bases and len(bases) == 2
    assert Choice("rocket", "صاروخ", "rocket") in choices(sample_store(), "means")
    assert [choice.id for choice in choices(sample_store(), "strike")] == [strike.id for strike in STRIKES]
    for type in query.TYPES:
        assert bool(choices(sample_store(), type)) is (type not in ("date", "integer")), type


def test_the_page_of_kg_view(running: Running, out: Path, session: requests.Session) -> None:
    page = session.get(f"{running.url}pages")
    assert page.url.endswith("/network.html") and "قاعدة كونيكو" in page.text
    assert not (out / "network.html").exists()  # one that the folder lacks is made, but not put there


def test_no_other_site_can_ask(running: Running, session: requests.Session) -> None:
    for path in ("", "sparql", "questions"):
        assert session.get(running.url + path, headers={"Host": f"evil.example:{running.port}"}).status_code == 400
    assert "Access-Control-Allow-Origin" not in session.get(f"{running.url}questions").headers
    policy = session.get(running.url).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy


# --- how it begins and ends --------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("used", [False, True])
def test_it_ends_and_takes_its_child_along(
    out: Path, session: requests.Session, number: signal.Signals, used: bool
) -> None:
    with serving(out) as one:
        children = one.children()
        assert len(children) == 1 and listens(one.port)
        assert not used or session.get(one.url).ok
        one.process.send_signal(number)
        _, said = one.process.communicate(timeout=20)
        assert one.process.returncode == 0 and "Traceback" not in said
        assert not listens(one.port)
    deadline = time.monotonic() + 5
    while any(alive(pid) for pid in children):
        assert time.monotonic() < deadline, "the child lives on"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "zombie" not in Path(f"/proc/{pid}/status").read_text()


def test_a_port_that_is_taken(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server((LOOPBACK, 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", str(out), "--port", str(port), "--no-browser"]) == 1
    said = capsys.readouterr().err
    assert f"port {port} (address already in use); choose another with --port" in said and said.count("\n") == 1


def test_what_cannot_be_served(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", str(tmp_path), "--no-browser"]) == 1
    assert "is no folder of a build" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main(["serve", str(tmp_path), "--port", "70000"])


# --- the page ----------------------------------------------------------------------------------------------------


@pytest.fixture
def page(browser: Any, running: Running) -> Iterator[Any]:  # noqa: F811
    """The page, which asks nobody but the server that it is from, and complains of nothing."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True, locale="en-US")
    one = context.new_page()
    one.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    one.on("pageerror", lambda error: complaints.append(str(error)))
    one.on("request", lambda asked: complaints.append(asked.url) if not asked.url.startswith(ours) else None)
    ours = (running.url, "data:", "blob:")
    one.goto(running.url)
    answered(one)
    yield one
    context.close()
    assert complaints == []


def answered(page: Any) -> None:
    """Wait for the answer to what the address says: a new address is taken up a moment after it stands there."""
    until(page, "document.getElementById('question').dataset.address === location.hash")
    page.wait_for_selector("#question[aria-busy=false]")


def cells(page: Any, row: int = 1) -> list[str]:
    return [text.strip() for text in page.locator(f"#answer tbody tr:nth-child({row}) td").all_inner_texts()]


def test_a_question_is_chosen_filled_in_and_answered(page: Any, tmp_path: Path) -> None:
    assert page.inner_text("h2") == "Who attacked whom, how often and how sure"
    assert page.locator("#questions button").count() == len(query.catalogue()) + 1
    page.fill("#search", "on a base")
    page.click("#questions button:has-text('strikes-on-base')")
    until(page, "document.querySelectorAll('#names-base option').length === 2")
    page.fill("input[name=base]", "كونيكو")
    page.press("input[name=base]", "Enter")
    until(page, "location.hash.includes('base=')")
    answered(page)
    assert cells(page)[:3] == ["Conoco base", "2024-01-22", "s-conoco"] and page.inner_text("#told") == "2 rows"
    with page.expect_download() as waiting:
        page.click("#csv")
    waiting.value.save_as(tmp_path / "answer.csv")
    lines = (tmp_path / "answer.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 3 and lines[0].startswith("base,day,strike") and lines[1].startswith("Conoco base,2024-01-22")
    page.click("td a:has-text('s-conoco') >> nth=0")
    until(page, "location.hash.startsWith('#evidence')")
    answered(page)
    assert "صاروخين من طراز غراد" in page.inner_text("#answer")
    page.go_back()
    answered(page)
    until(page, "document.getElementById('told').textContent === '2 rows'")


def test_arabic_runs_from_right_to_left(page: Any) -> None:
    page.click("#language")
    answered(page)
    assert page.evaluate("document.documentElement.dir + document.documentElement.lang") == "rtlar"
    assert "التحالف الدولي" in page.inner_text("#answer") and page.inner_text("#run") == "اسأل"
    box = {name: page.locator(name).bounding_box()["x"] for name in ("aside", "#question")}
    assert box["aside"] > box["#question"]
    day = page.evaluate(
        "() => { const range = document.createRange(), text = document.querySelector('td.plain bdi').firstChild;"
        " const x = (i) => (range.setStart(text, i), range.setEnd(text, i + 1), range.getBoundingClientRect().x);"
        " return [x(0), x(9)]; }"
    )
    assert day[0] < day[1]  # the year comes first


def test_sparql_of_ones_own(page: Any) -> None:
    page.click("#questions button >> nth=0")
    answered(page)
    until(page, "document.getElementById('told').textContent === '5 rows'")
    assert page.locator("#sparql").is_visible()
    page.fill("#sparql", 'SELECT ("<img src=x onerror=alert(1)>" AS ?text) (7 AS ?n) {}')
    page.click("#run")
    until(page, "document.getElementById('told').textContent === '1 row'")
    assert cells(page) == ["<img src=x onerror=alert(1)>", "7"]


def test_rows_are_sorted_by_a_click(page: Any) -> None:
    days = "[...document.querySelectorAll('tbody tr')].map((row) => row.cells[4].innerText)"
    page.click("th button:has-text('first')")
    upwards = page.evaluate(days)
    page.click("th button:has-text('first')")
    assert upwards == sorted(upwards) and page.evaluate(days) == sorted(upwards, reverse=True)
    assert page.get_attribute("th:has-text('first')", "aria-sort") == "descending"
