"""The graph from Python: `kg.open`, with pandas and without."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import networkx as nx
import pandas
import pytest
import rdflib
from graph_sample import ACCOUNTS, STRIKES, sample_folder, sample_quads
from servers import LOOPBACK, oxigraph

import kg
from kg.export import ExportError
from kg.frames import Table
from kg.graph import Graph
from kg.names import UnknownName
from kg.query import QueryError
from kg.remote import Endpoint, push
from kg.store import StoreError


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_folder(tmp_path_factory.mktemp("out"))


@pytest.fixture
def g(out: Path) -> Iterator[Graph]:
    with kg.open(out) as graph:
        yield graph


@pytest.fixture
def without_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)


def test_importing_it_loads_nothing_else() -> None:
    script = "import sys; before = set(sys.modules); import kg; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    heavy = {"rdflib", "pyoxigraph", "pandas", "networkx", "torch", "stanza", "kg.graph", "yaml"}
    assert "kg" in done.stdout.split() and not heavy & set(done.stdout.split())


def test_a_question_gives_a_dataframe_with_types(g: Graph) -> None:
    found = g.query("responses", trigger_target="conoco")
    assert isinstance(found, pandas.DataFrame)
    assert list(found["response"]) == ["s-khasham", "s-marat", "s-marat"]
    assert str(found["day"].dtype).startswith("datetime64") and found["day"].dt.day.unique().tolist() == [22]
    assert found["lag_minutes"].sum() == 90 and str(found["lag_minutes"].dtype) == "Int64"
    assert str(found["stated"].dtype) == "boolean"


def test_entities_are_told_by_label_in_a_language_or_by_id(g: Graph) -> None:
    asked = {"attacker": "التحالف", "to": date(2024, 1, 22)}
    for more, name in (({}, "Coalition"), ({"language": "ar"}, "التحالف الدولي"), ({"ids": True}, "coalition")):
        assert set(g.query("strikes", asked, **more)["attacker"]) == {name}  # type: ignore[arg-type]


def test_parameters_may_have_names_that_python_reserves(g: Graph) -> None:
    assert list(g.query("strikes", from_="2024-01-25")["strike"]) == ["s-mayadin"]
    assert list(g.query("strikes", {"from": "2024-01-25"}, to=None)["strike"]) == ["s-mayadin"]


def test_what_is_wrong_is_refused_with_suggestions(g: Graph, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="did you mean responses"):
        g.query("response")
    with pytest.raises(UnknownName, match="did you mean conoco-base"):
        g.query("strikes-on-base", base="konoco base")
    with pytest.raises(StoreError, match="no folder of a build"):
        kg.open(tmp_path / "nowhere")
    with pytest.raises(ValueError, match="asks for no credentials"):
        kg.open(tmp_path, token="secret")
    with pytest.raises(ExportError, match="no format"):
        g.export("pdf", tmp_path / "a.pdf")


def test_own_sparql(g: Graph) -> None:
    found = g.sparql("SELECT ?account ?n { ?account a kg:Account ; kg:count ?n } ORDER BY ?n")
    assert found.values.tolist() == [
        ["https://w3id.org/strike-kg/account/alpha-1", 2],
        ["https://w3id.org/strike-kg/account/beta-1", 3],
    ]


def test_tables_of_strikes_accounts_and_facts(g: Graph) -> None:
    strikes = g.strikes()
    assert set(strikes["strike"]) == {strike.id for strike in STRIKES} and len(strikes) == 6
    assert set(g.strikes(first="2024-01-23", last=date(2024, 1, 24))["strike"]) == {"s-ain-al-asad"}
    accounts = g.accounts()
    assert set(accounts["quote"]) == {account.evidence.quote for account in ACCOUNTS} and len(accounts) == len(ACCOUNTS)
    assert list(accounts.query("article == 'beta'")["account"]) == ["beta-1", "beta-2"]
    assert list(g.accounts(first="2024-01-25")["strike"]) == ["s-mayadin"]
    facts = g.facts()
    assert {"attacked", "responded", "casualties"} <= set(facts["kind"])
    assert set(facts.query("kind == 'count'")["number"]) == {2, 3}


def test_networks_datasets_and_files(g: Graph, tmp_path: Path) -> None:
    network = g.network()
    assert isinstance(network, nx.MultiDiGraph) and network.number_of_edges() == 5
    assert g.network(first="2024-01-25").number_of_edges() == 1
    assert isinstance(g.graph, rdflib.Dataset) and len(g.graph) == len(set(sample_quads()))
    assert g.export("csv", tmp_path / "a.csv", first="2024-01-25").written["strikes"] == 1


def test_a_graph_on_a_server_answers_as_one_in_a_folder(
    g: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", LOOPBACK)
    with oxigraph(tmp_path / "data") as server:
        with kg.open(server.url) as empty, pytest.raises(StoreError, match="bring one there with kg push"):
            empty.strikes()
        push(g._whole, Endpoint(server.url))
        with kg.open(server.url) as remote:
            assert remote.query("responses", trigger_target="كونيكو").equals(
                g.query("responses", trigger_target="كونيكو")
            )
            assert remote.strikes().equals(g.strikes()) and len(remote.graph) == len(g.graph)


def test_a_light_table_without_pandas(without_pandas: None, g: Graph) -> None:
    found = g.query("munitions")
    assert isinstance(found, Table)
    assert list(found) == [{"target": "Conoco base", "means": "rocket", "strikes": 1, "fewest": 2, "most": 3}]
    assert found["most"] == (3,) and len(found) == 1
    assert repr(found).splitlines() == [
        "target       means   strikes  fewest  most",
        "Conoco base  rocket  1        2       3",
        "[1 rows]",
    ]
    assert '<td dir="auto">Conoco base</td>' in found._repr_html_()
    with pytest.raises(KeyError, match="There is no column base; there are target, means"):
        found["base"]


def test_a_light_table_shows_no_markup_and_cuts_long_cells() -> None:
    found = Table(("a",), (("<b>" * 30,), (None,)))
    assert "<b>" not in found._repr_html_()
    assert max(map(len, repr(found).splitlines())) == 60
