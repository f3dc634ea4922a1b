"""Questions to a SPARQL server: the same answers as from a folder, and errors that say what helps."""

from __future__ import annotations

import json
import re
import socket
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from graph_sample import sample_folder, sample_store
from servers import LOOPBACK, free_port, oxigraph

from kg import query
from kg.cli import main
from kg.remote import Credentials, Endpoint, EndpointError, push

RESULTS = "application/sparql-results+json"
EMPTY = '{"head": {"vars": ["x"]}, "results": {"bindings": []}}'
STORE = sample_store()


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a proxy nor credentials of the machine that runs the tests."""
    monkeypatch.setenv("no_proxy", LOOPBACK)
    for name in ("USER", "PASSWORD", "TOKEN"):
        monkeypatch.delenv(f"KG_ENDPOINT_{name}", raising=False)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an Oxigraph server that holds the sample graph; it answers queries and takes no updates."""
    folder = tmp_path_factory.mktemp("server") / "data"
    with oxigraph(folder) as writable:
        push(STORE, Endpoint(writable.url))
    with oxigraph(folder, read_only=True) as running:
        yield running.url


@dataclass
class Canned:
    """A server that gives every request one answer, and remembers what it was asked."""

    url: str
    asked: list[BaseHTTPRequestHandler] = field(default_factory=list)
    forms: list[dict[str, list[str]]] = field(default_factory=list)


@contextmanager
def canned(status: int = 200, kind: str = RESULTS, body: str = EMPTY, **headers: str) -> Iterator[Canned]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.asked.append(self)
            seen.forms.append(parse_qs(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()))
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(body.encode())), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer((LOOPBACK, 0), Handler) as http:
        seen = Canned(f"http://{LOOPBACK}:{http.server_port}/sparql")
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield seen
        finally:
            http.shutdown()
            thread.join()


# --- the same answers --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("named", query.catalogue(), ids=lambda named: named.name)
def test_a_server_answers_as_a_folder_does(server: str, named: query.NamedQuery) -> None:
    here = query.run(STORE, named)
    assert query.run(Endpoint(server), named) == here
    assert here.rows


def test_parameters_and_labels_come_from_the_server(server: str) -> None:
    given = {"base": "كونيكو", "from": "2023-10-01"}
    there = query.run(Endpoint(server), "strikes-on-base", given, language="ar")
    assert there.rows and there == query.run(STORE, "strikes-on-base", given, language="ar")
    assert "قاعدة كونيكو" in {str(cell) for cell in there.rows[0]}


def test_terms_keep_their_kind(server: str) -> None:
    sparql = """# select, insert, load: words in a comment do not make a query an update
    PREFIX kg: <http://example.org/own#>
    SELECT * { VALUES (?a ?b ?c ?d) {
      (kg:x "قاعدة"@ar 7 UNDEF) ("a\\"b\\n" true actor:hezbollah "2024-01-22"^^xsd:date)
    } }
    """
    found = Endpoint(server).select(sparql)
    assert found == STORE.select(sparql)
    assert found.columns == ("a", "b", "c", "d") and found.rows[0][0] == ox.NamedNode("http://example.org/own#x")
    assert found.rows[0][3] is None and found.rows[0][1] == ox.Literal("قاعدة", language="ar")


def test_the_command_prints_what_it_prints_for_a_folder(
    server: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    sample_folder(tmp_path)
    asked = ["who-attacked-whom", "-p", "attacker=coalition", "--format", "json"]
    assert main(["query", str(tmp_path), *asked]) == 0
    here = capsys.readouterr().out
    assert json.loads(here) and main(["query", "--endpoint", server, *asked]) == 0
    assert capsys.readouterr().out == here


def test_the_list_needs_no_server(capsys: pytest.CaptureFixture[str]) -> None:
    with canned() as endpoint:
        assert main(["query", "--endpoint", endpoint.url]) == 0
    assert "who-attacked-whom" in capsys.readouterr().out and not endpoint.asked


# --- how it is asked ---------------------------------------------------------------------------------------------


def test_queries_go_by_post_and_declare_each_prefix_once() -> None:
    with canned() as endpoint:
        Endpoint(endpoint.url).select("PREFIX kg: <urn:a#> prefix xsd: <urn:b#>\nPREFIX actor:<urn:c#> SELECT * {}")
    (asked,), (form,) = endpoint.asked, endpoint.forms
    assert asked.command == "POST" and RESULTS in asked.headers["Accept"] and asked.headers["Authorization"] is None
    assert set(form) == {"query"}
    declared = re.findall(r"prefix (\w+):", form["query"][0], re.IGNORECASE)
    assert len(declared) == len(set(declared)) and {"kg", "xsd", "actor", "skos", "graph"} <= set(declared)
    assert form["query"][0].count("\n") == 1  # complaints of the server name the lines of the query


def test_credentials_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    def sent() -> str:
        with canned() as endpoint:
            assert main(["query", "--endpoint", endpoint.url, "strikes"]) == 0
        return str(endpoint.asked[0].headers["Authorization"])

    monkeypatch.setenv("KG_ENDPOINT_USER", "reader")
    monkeypatch.setenv("KG_ENDPOINT_PASSWORD", "سرّ:1")
    assert sent() == "Basic " + b64encode("reader:سرّ:1".encode()).decode()
    monkeypatch.delenv("KG_ENDPOINT_USER")
    monkeypatch.delenv("KG_ENDPOINT_PASSWORD")
    monkeypatch.setenv("KG_ENDPOINT_TOKEN", "abc")
    assert sent() == "Bearer abc"


def test_a_redirect_does_not_carry_credentials_away() -> None:
    with canned() as other, canned(302, Location=other.url) as endpoint:
        Endpoint(endpoint.url, Credentials(token="abc")).select("SELECT * {}")
    assert endpoint.asked[0].headers["Authorization"] == "Bearer abc"
    assert len(other.asked) == 1 and other.asked[0].headers["Authorization"] is None


# --- errors ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "kind", "body", "told"),
    [
        (401, "text/plain", "", "refuses access.*KG_ENDPOINT_USER.*KG_ENDPOINT_TOKEN"),
        (403, "text/plain", "", "refuses access"),
        (404, "text/html", "<h1>Not found</h1>", "is no query endpoint .404.*full address"),
        (405, "text/plain", "", "is no query endpoint"),
        (500, "text/plain", "", "failed to answer .500.*log"),
        (503, "text/plain", "", "failed to answer .503"),
        (200, "text/html", "<h1>Welcome</h1>", "no SPARQL result .it is of type text/html.*query endpoint itself"),
        (200, RESULTS, "[]", "no SPARQL result"),
        (200, RESULTS, EMPTY[:40], "no SPARQL result"),
    ],
)
def test_what_a_server_says_instead_of_an_answer(status: int, kind: str, body: str, told: str) -> None:
    with canned(status, kind, body) as endpoint, pytest.raises(EndpointError, match=told) as error:
        Endpoint(endpoint.url).select("SELECT * {}")
    assert str(error.value).startswith(endpoint.url) and "\n" not in str(error.value)


def test_a_server_that_is_not_there_or_breaks_off() -> None:
    url = f"http://{LOOPBACK}:{free_port()}/query"
    with pytest.raises(EndpointError, match=f"{url} cannot be reached.*refused.*server runs"):
        Endpoint(url).select("SELECT * {}")
    with (
        canned(**{"Content-Length": "9999"}) as endpoint,
        pytest.raises(EndpointError, match=r"cannot be reached.*IncompleteRead"),
    ):
        Endpoint(endpoint.url).select("SELECT * {}")


def test_a_server_that_says_nothing_is_given_up() -> None:
    with socket.create_server((LOOPBACK, 0)) as silent:
        url = f"http://{LOOPBACK}:{silent.getsockname()[1]}/query"
        with pytest.raises(EndpointError, match=f"{url} did not answer within 1 seconds; ask for less"):
            Endpoint(url, timeout=1).select("SELECT * {}")


def test_what_is_no_select(server: str) -> None:
    with pytest.raises(SyntaxError, match=r"does not take the query.*expected"):
        Endpoint(server).select("SELECT ?x WHERE {")
    with pytest.raises(SyntaxError, match="does not take the query"):
        Endpoint(server).select("DROP ALL")
    with pytest.raises(ValueError, match="rewrite the ASK as a SELECT"):
        Endpoint(server).select("ASK {}")
    with pytest.raises(ValueError, match="IRIs and literals only"):
        Endpoint(server).select("SELECT (BNODE() AS ?b) {}")


@pytest.mark.parametrize(
    "url", ["localhost:7878", "file:///etc/hosts", "http://", "http://host:port/", "http://a b/", "http://host/قاعدة"]
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(ValueError, match="is no address of an endpoint; write it as http://localhost:7878/query"):
        Endpoint(url)


def test_credentials_that_do_not_fit() -> None:
    with pytest.raises(ValueError, match="belong together"):
        Credentials(user="reader")
    with pytest.raises(ValueError, match="not both"):
        Credentials("reader", "secret", "token")
    with pytest.raises(ValueError, match="credentials in it") as error:
        Endpoint("http://reader:secret@host/")
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("argv", "code", "told"),
    [
        (["--endpoint", "{url}", "who-attackd-whom"], 2, "did you mean who-attacked-whom"),
        (["--endpoint", "{url}", "out", "strikes"], 2, "both a folder (out) and --endpoint"),
        (["--endpoint", "localhost", "strikes"], 2, "is no address"),
        (["--endpoint", "{url}", "--timeout", "0", "strikes"], 2, "1 or more"),
        (["out", "strikes", "--timeout", "5"], 2, "--timeout is for an endpoint"),
        ([], 2, "name the folder"),
        (["--endpoint", "{url}", "strikes"], 1, "is no query endpoint (404"),
    ],
)
def test_the_command_tells_in_one_line(
    capsys: pytest.CaptureFixture[str], argv: list[str], code: int, told: str
) -> None:
    with canned(404, "text/html", "") as endpoint:
        try:
            ended: object = main(["query", *(word.format(url=endpoint.url) for word in argv)])
        except SystemExit as stopped:
            ended = stopped.code
    said = capsys.readouterr()
    assert (ended, said.out) == (code, "") and told in said.err and said.err.count("\n") == 1
    assert code == 1 or not endpoint.asked
