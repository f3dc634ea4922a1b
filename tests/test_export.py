"""Every export is read back by another reader than the one that wrote it."""

from __future__ import annotations

import csv
import dataclasses
import gzip
import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
import yaml
from graph_sample import (
    ACCOUNTS,
    AIN_AL_ASAD,
    ALPHA,
    ARTICLES,
    BETA,
    CONOCO,
    ENTITIES,
    GAMMA,
    MILITIA_AREAS,
    STRIKES,
    sample_quads,
    sample_store,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import kg.export as export_package
from kg import vocab
from kg.export import FORMATS, ExportError, Wanted, export, read_rdf
from kg.export.table import Row
from kg.export.told import AccountRow
from kg.look import looks
from kg.model import EntityKind, Means, Strike
from kg.rdf import article_quads, entity_quads, strike_quads
from kg.store import Store

RAPPER = shutil.which("rapper")
RDF_SUFFIXES = {"turtle": "ttl", "trig": "trig", "nquads": "nq", "jsonld": "jsonld"}


@pytest.fixture(scope="module")
def store() -> Store:
    return sample_store()


def other_store(*, quote: str | None = None, strikes: tuple[Strike, ...] = STRIKES, areas: bool = False) -> Store:
    """The sample with another first quote, other strikes, or coordinates for the areas of the militias."""
    accounts = list(ACCOUNTS)
    if quote is not None:
        accounts[0] = dataclasses.replace(accounts[0], evidence=dataclasses.replace(accounts[0].evidence, quote=quote))
    known = list(ENTITIES)
    if areas:
        known[known.index(MILITIA_AREAS)] = dataclasses.replace(MILITIA_AREAS, latitude=35.0, longitude=40.5)
    made = Store.memory()
    made.extend(entity_quads(known))
    for article in ARTICLES:
        made.extend(article_quads(article, [account for account in accounts if account.article == article.id]))
    made.extend(strike_quads(strikes))
    return made


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_graph_gives_the_same_bytes_however_it_was_loaded(name: str, tmp_path: Path) -> None:
    again = Store.memory()
    for quad in reversed(sample_quads()):
        again.extend([quad])
    for file, source in (("a", sample_store()), ("b", again)):
        export(source, name, tmp_path / file)
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")


def test_no_format_depends_on_the_process_or_the_time_zone(tmp_path: Path) -> None:
    script = (
        "from graph_sample import sample_store; from kg.export import FORMATS, export;"
        "[export(sample_store(), name, f'there-{name}') for name in FORMATS]"
    )
    here = Path(__file__).parent
    path = f"{here}{os.pathsep}{here.parent}"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "PYTHONPATH": path}
    subprocess.run([sys.executable, "-c", script], check=True, cwd=tmp_path, env=environment)
    for name in FORMATS:
        export(sample_store(), name, tmp_path / f"here-{name}")
        assert bytes_of(tmp_path / f"here-{name}") == bytes_of(tmp_path / f"there-{name}"), name


def bytes_of(path: Path) -> list[tuple[str, bytes]]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return [(file.name if path.is_dir() else "", file.read_bytes()) for file in files]


@pytest.mark.parametrize("name", ["turtle", "jsonld"])
def test_rdflib_reads_the_union_of_all_graphs(name: str, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "out"
    written = export(store, name, file).written["triples"]
    read = rdflib.Graph().parse(file, format={"turtle": "turtle", "jsonld": "json-ld"}[name])
    wanted = rdflib.Graph().parse(
        data=ox.serialize({quad.triple for quad in sample_quads()}, format=ox.RdfFormat.N_TRIPLES)
    )
    assert set(read) == set(wanted)
    assert written == len(read)


@pytest.mark.parametrize("name", ["turtle", "trig", "nquads"])
@pytest.mark.skipif(RAPPER is None, reason="rapper is not installed (Debian: raptor2-utils)")
def test_rapper_reads_it_without_complaint(name: str, store: Store, tmp_path: Path) -> None:
    count = export(store, name, tmp_path / "out").written
    done = subprocess.run(
        [RAPPER or "", "-i", name, "-c", str(tmp_path / "out")], capture_output=True, text=True, check=True
    )
    assert f"returned {count.get('triples', count.get('quads'))} triples" in done.stderr
    assert "rror" not in done.stderr and "arning" not in done.stderr


@pytest.mark.parametrize("name", ["trig", "nquads"])
def test_rdflib_reads_the_named_graphs(name: str, store: Store, tmp_path: Path) -> None:
    export(store, name, tmp_path / "out")
    read = rdflib.Dataset().parse(tmp_path / "out", format=name)
    sizes = {str(graph.identifier): len(graph) for graph in read.graphs() if len(graph)}
    assert sizes == {graph.value: len(store.quads(graph)) for graph in store.graph_ids()}


@pytest.mark.parametrize(("name", "suffix"), RDF_SUFFIXES.items())
def test_what_was_exported_comes_back_into_the_graphs_it_came_from(
    name: str, suffix: str, store: Store, tmp_path: Path
) -> None:
    file = tmp_path / f"graph.{suffix}"
    export(store, name, file)
    packed = tmp_path / f"packed.{suffix}.gz"
    packed.write_bytes(gzip.compress(file.read_bytes()))
    assert set(read_rdf(file)) == set(sample_quads())
    assert read_rdf(packed) == read_rdf(file)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
datatypes = st.sampled_from(["integer", "boolean", "decimal", "date", "double", "string"]).map(vocab.XSD.term)
values = (
    st.builds(lambda text, tag: ox.Literal(text, language=tag), texts, st.sampled_from(["ar", "en", "ar-SY"]))
    | st.builds(lambda text, type: ox.Literal(text, datatype=type), texts | st.integers().map(str), datatypes)
    | st.sampled_from(["0", "-0", "01", "+1", "true", "1", "TRUE"]).flatmap(
        lambda text: datatypes.map(lambda type: ox.Literal(text, datatype=type))
    )
    | texts.filter(bool).map(vocab.strike_iri)
    | st.sampled_from(["rocket", "Strike", "label", "weapon"]).map(vocab.KG.term)
    | st.just(vocab.part(vocab.strike_iri("a"), "b"))
)
subjects = st.sampled_from(["a", "b", "ا ب"]).map(vocab.strike_iri)
terms = st.sampled_from([vocab.KG.means, vocab.KG.label, vocab.KG.weapon, vocab.RDFS.label, ox.NamedNode("urn:x:y")])
graphs = st.sets(
    st.builds(
        lambda subject, name, term, value: ox.Quad(
            vocab.part(subject, name) if name else subject, term, value, vocab.STRIKES_GRAPH
        ),
        subjects,
        st.sampled_from(["", "b", "b-c"]),
        terms,
        values,
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(graphs)
def test_no_value_is_changed_on_the_way(tmp_path_factory: pytest.TempPathFactory, quads: set[ox.Quad]) -> None:
    made = Store.memory()
    made.extend(quads)
    folder = tmp_path_factory.mktemp("out")
    for name, suffix in RDF_SUFFIXES.items():
        export(made, name, folder / f"graph.{suffix}")
        # Oxigraph itself writes values its own way ("1"^^xsd:boolean becomes true), so ask it what it holds.
        assert set(read_rdf(folder / f"graph.{suffix}")) == set(made.match()), name


def test_turtle_is_ordered_for_a_reader(store: Store, tmp_path: Path) -> None:
    export(store, "turtle", tmp_path / "out")
    lines = (tmp_path / "out").read_text(encoding="utf-8").splitlines()
    headings = [line[2:] for line in lines if line.startswith("# ")]
    articles = [f"Article {article.id}" for article in ARTICLES]
    assert headings == ["Strikes", "Actors and sources", "Places and bases", "Weapons", *articles, "Ontology"]
    subjects = [line.split()[0] for line in lines if line and line[0] not in "\t#@"]
    assert len(subjects) == len(set(subjects))
    assert subjects.index("account:beta-1") + 1 == subjects.index("account:beta-1\\#attribution-1")
    assert "_:" not in "".join(subjects)


def test_jsonld_nests_parts_and_says_plain_words(store: Store, tmp_path: Path) -> None:
    export(store, "jsonld", tmp_path / "out")
    nodes = {node["@id"]: node for node in json.loads((tmp_path / "out").read_text(encoding="utf-8"))["@graph"]}
    account = nodes["account:beta-1"]
    assert account["means"] == "rocket"
    assert account["count"] == 3
    assert account["target"] == "place:conoco-base"
    assert account["evidence"]["quote"] == {"@value": BETA.text.splitlines()[1], "@language": "ar"}
    assert account["joinedBy"] == "same target, day and means"
    assert not [id for id in nodes if id.startswith(("account:", "strike:")) and "#" in id]


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_reads_the_network(name: str, store: Store, tmp_path: Path) -> None:
    done = export(store, name, tmp_path / "out")
    read = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[name](tmp_path / "out")
    assert (len(read), read.number_of_edges()) == (done.written["nodes"], done.written["edges"]) == (8, 5)
    assert {(source, target) for source, target in read.edges()} == {
        ("actor/islamic-resistance-iraq", "place/conoco-base"),
        ("actor/iran-militias", "place/conoco-base"),
        ("actor/coalition", "place/marat"),
        ("actor/coalition", "place/khasham"),
        ("actor/us-forces", "actor/iran-militias"),
    }
    edge = one(read.get_edge_data("actor/iran-militias", "place/conoco-base"))
    assert (edge["means"], edge["date"], edge["certainty"]) == ("rocket", "2024-01-22", "accused")
    assert (edge["count_min"], edge["response"]) == (3, False)
    assert read.nodes["place/conoco-base"]["label"] == "قاعدة كونيكو"
    assert read.nodes["place/ain-al-asad"]["strikes_on"] == 1  # by nobody: a denied attacker is none
    assert [number for what, number in done.left_out.items() if what.startswith("strikes without an attacker")] == [1]


def one(data: dict[str, object]) -> dict[str, object]:
    """The attributes of the edge, whether the reader made a multigraph or not."""
    values = list(data.values())
    return values[0] if len(values) == 1 and isinstance(values[0], dict) else data


def test_two_strikes_between_the_same_two_are_two_edges(tmp_path: Path) -> None:
    again = dataclasses.replace(STRIKES[3], id="s-marat-again", day=None)
    done = export(other_store(strikes=(*STRIKES, again)), "graphml", tmp_path / "out")
    read = nx.read_graphml(tmp_path / "out")
    assert set(read["actor/coalition"]["place/marat"]) == {"s-marat/coalition", "s-marat-again/coalition"}
    assert done.left_out["edges without a day (always shown on a timeline)"] == 1


def test_gexf_is_dated_for_the_timeline_and_coloured(store: Store, tmp_path: Path) -> None:
    export(store, "gexf", tmp_path / "out")
    space = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
    root = ElementTree.parse(tmp_path / "out").getroot()
    graph = root.find("g:graph", space)
    assert graph is not None and (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    edges = graph.findall("g:edges/g:edge", space)
    assert {(edge.get("start"), edge.get("end")) for edge in edges} == {
        ("2024-01-22", "2024-01-22"),
        ("2024-01-25", "2024-01-25"),
    }
    assert all(
        thing.find("viz:color", space) is not None for thing in (*edges, *graph.findall("g:nodes/g:node", space))
    )
    assert {edge.get("kind") for edge in edges} == {"rocket", "artillery", "airstrike"}
    # Of https://gexf.net/1.3/gexf.rnc.
    known = {"id", "label", "source", "target", "weight", "start", "end", "kind"}
    assert set(graph.attrib) <= {"defaultedgetype", "mode", "timeformat"} and root.get("version") == "1.3"
    assert all(set(edge.attrib) <= known for edge in edges)
    declared = {attribute.get("id") for attribute in graph.iter("{http://gexf.net/1.3}attribute")}
    used = {value.get("for") for value in graph.iter("{http://gexf.net/1.3}attvalue")}
    assert used == declared
    text = (tmp_path / "out").read_text(encoding="utf-8").lower()
    assert "networkx" not in text and "lastmodified" not in text


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_characters_that_xml_forbids_do_not_break_the_file(name: str, tmp_path: Path) -> None:
    export(other_store(quote="قصف\x0b <قاعدة> & \x00 \ufffe"), name, tmp_path / "out")
    read = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[name](tmp_path / "out")
    quotes = [edge["quotes"].strip() for *_, edge in read.edges(data=True)]
    assert "قصف <قاعدة> &" in quotes


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_has_a_row_per_strike_and_attacker(store: Store, tmp_path: Path) -> None:
    done = export(store, "csv", tmp_path / "out")
    rows = table(tmp_path / "out")
    assert (tmp_path / "out").read_bytes().startswith(b"\xef\xbb\xbf")  # Excel reads UTF-8 only with this mark
    assert len(rows) == done.written["rows"] == 6
    assert [(row["strike"], row["attacker_en"], row["certainty"]) for row in rows] == [
        ("s-conoco", "Iran-backed militias", "accused"),
        ("s-conoco", "Islamic Resistance in Iraq", "claimed"),
        ("s-khasham", "Coalition", "stated"),
        ("s-marat", "Coalition", "stated"),
        ("s-ain-al-asad", "Iran-backed militias", "denied"),
        ("s-mayadin", "US forces", "suspected"),
    ]
    accused, claimed, *_ = rows
    assert (accused["day"], accused["said_by"], accused["counts"]) == ("2024-01-22", "البنتاغون", "at-least 3")
    assert (accused["injured_max"], accused["killed_max"], accused["quotes"]) == ("0", "", BETA.text.splitlines()[1])
    assert (claimed["count_max"], claimed["claimed_by"], claimed["outlets"]) == ("2", claimed["attacker"], "ألفا")
    assert rows[3]["casualties"] == "4 killed (الميليشيات الإيرانية)"
    assert (rows[5]["target_kind"], rows[5]["places_en"], rows[5]["in_response_to"]) == (
        "actor",
        "al-Mayadin",
        "s-marat",
    )


def test_a_strike_by_nobody_known_keeps_its_row(tmp_path: Path) -> None:
    unknown = dataclasses.replace(ACCOUNTS[4], attackers=())
    made = other_store(strikes=())
    made.replace(next(g for g in made.graph_ids() if g.value.endswith("/beta")), article_quads(BETA, [unknown]))
    made.extend(strike_quads([Strike("s-unknown", AIN_AL_ASAD, Means.DRONE, (unknown,), date(2024, 1, 23))]))
    export(made, "csv", tmp_path / "out")
    assert [(row["strike"], row["attacker"], row["certainty"]) for row in table(tmp_path / "out")] == [
        ("s-unknown", "", "")
    ]


@pytest.mark.parametrize("quote", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)"])
def test_no_quote_is_run_as_a_formula(quote: str, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    made = other_store(quote=quote)
    export(made, "csv", tmp_path / "out.csv")
    assert "'" + quote in [row["quotes"] for row in table(tmp_path / "out.csv")]
    export(made, "xlsx", tmp_path / "out.xlsx")
    cells = [row[-1] for row in openpyxl.load_workbook(tmp_path / "out.xlsx").active.iter_rows()]
    assert (quote, "s") in [(cell.value, cell.data_type) for cell in cells]  # s: text, f: formula


def test_xlsx_is_the_same_table_from_right_to_left(store: Store, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    export(store, "xlsx", tmp_path / "out.xlsx")
    export(store, "csv", tmp_path / "out.csv")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert all(sheet.sheet_view.rightToLeft for sheet in book)
    sheet = book.active
    heading, *rows = sheet.iter_rows(values_only=True)
    names = [text.splitlines()[1] for text in heading]
    wanted = table(tmp_path / "out.csv")
    assert names == list(wanted[0])
    assert rows[0][names.index("day")].date() == date(2024, 1, 22)
    for row, other in zip(rows, wanted, strict=True):
        cells = dict(zip(names, row, strict=True)) | {"day": None, "response": None}
        for name, value in cells.items():
            assert value is None or str(value) == other[name]


def test_xlsx_has_a_sheet_with_every_account(store: Store, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    done = export(store, "xlsx", tmp_path / "out.xlsx")
    heading, *rows = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[1].iter_rows(values_only=True)
    told = [dict(zip((text.splitlines()[1] for text in heading), row, strict=True)) for row in rows]
    assert len(told) == done.written["accounts"] == len(ACCOUNTS)
    first, second, *_ = told
    assert (first["account"], first["strike"], first["count"], first["said_by"]) == (
        *("alpha-1", "s-conoco", "2", "المرصد السوري"),
    )
    assert (second["account"], second["count"], second["attackers_en"]) == (
        *("beta-1", "at-least 3", "Iran-backed militias (accused)"),
    )
    assert ALPHA.text[first["start"] : first["end"]] == first["quote"]


def test_geojson_has_points_and_counts_what_has_no_coordinates(store: Store, tmp_path: Path) -> None:
    done = export(store, "geojson", tmp_path / "out")
    features = json.loads((tmp_path / "out").read_text(encoding="utf-8"))["features"]
    assert [(feature["id"], feature["geometry"]["type"]) for feature in features] == [
        ("s-conoco", "Point"),
        ("s-khasham", "Point"),
        ("s-marat", "Point"),
        ("s-mayadin", "Point"),
    ]
    assert features[0]["geometry"]["coordinates"] == [40.3, 35.34]  # longitude first
    assert (features[3]["properties"]["target_en"], features[3]["properties"]["located_by_kind"]) == (
        "Iran-backed militias",
        "town",
    )
    assert dict(done.left_out) == {"strikes without coordinates": 1, "launch areas without coordinates": 1}


def test_geojson_draws_lines_from_where_it_came(tmp_path: Path) -> None:
    done = export(other_store(areas=True), "geojson", tmp_path / "out")
    collection = json.loads((tmp_path / "out").read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    lines = [feature for feature in collection["features"] if feature["geometry"]["type"] == "LineString"]
    assert [(line["geometry"]["coordinates"], line["properties"]["origin_en"]) for line in lines] == [
        ([[40.5, 35.0], [40.3, 35.34]], "Areas of the militias")
    ]
    assert dict(done.written) == {"points": 4, "lines": 1}
    for longitude, latitude in positions(collection):
        assert 38 < longitude < 49 and 29 < latitude < 38
    ids = [feature["id"] for feature in collection["features"]]
    assert len(ids) == len(set(ids))


def positions(collection: dict[str, list[dict[str, dict[str, list[object]]]]]) -> Iterator[list[float]]:
    for feature in collection["features"]:
        found = feature["geometry"]["coordinates"]
        yield from [found] if feature["geometry"]["type"] == "Point" else found  # type: ignore[misc]


def test_neo4j_files_fit_together(store: Store, tmp_path: Path) -> None:
    done = export(store, "neo4j", tmp_path / "out")
    tables = {file.stem: table(file) for file in (tmp_path / "out").iterdir()}
    assert {name: len(rows) for name, rows in tables.items()} == dict(done.written)
    relations = tables.pop("relations")
    ids = [row["id:ID"] for rows in tables.values() for row in rows]
    assert len(ids) == len(set(ids))
    assert {row[end] for row in relations for end in (":START_ID", ":END_ID")} <= set(ids)
    edges = {(row[":START_ID"], row[":TYPE"], row[":END_ID"]) for row in relations}
    assert ("actor/coalition", "ATTACKED_IN", "strike/s-marat") in edges
    assert ("actor/iran-militias", "DENIED_IN", "strike/s-ain-al-asad") in edges
    assert ("strike/s-marat", "IN_RESPONSE_TO", "strike/s-conoco") in edges
    assert [row[":LABEL"] for row in tables["strikes"] if row["id:ID"] == "strike/s-marat"] == ["Strike;Response"]


def test_neo4j_counts_relations_to_what_is_not_described(store: Store, tmp_path: Path) -> None:
    gone = {"us-forces"}
    made = Store.memory()
    made.extend(entity_quads(entity for entity in ENTITIES if entity.id not in gone))
    done = export(made, "neo4j", tmp_path / "out")
    assert dict(done.left_out) == {"relations to things that the graph does not describe": 4}


def test_the_briefing_tells_what_happened_and_who_says_so(store: Store, tmp_path: Path) -> None:
    export(store, "markdown", tmp_path / "out")
    text = (tmp_path / "out").read_text(encoding="utf-8")
    assert text.startswith("# Strikes from 2024-01-22 to 2024-01-25\n")
    conoco, khasham, *_ = text.split("### ")[1:]
    assert conoco.startswith("2024-01-22: rocket, Conoco base (\u2067قاعدة كونيكو\u2069)\n")
    assert "Iran-backed militias (\u2067الميليشيات الإيرانية\u2069) (accused)" in conoco
    assert "- **Munitions:** 2 to 3 (accounts differ)" in conoco
    assert f"> \u2067{BETA.text.splitlines()[1]}\u2069\n>\n> \u2067بيتا\u2069, 2024-01-24, [beta](" in conoco
    assert "by the word of Pentagon (\u2067البنتاغون\u2069)" in conoco
    assert "- **In response to:** [2024-01-22: rocket, Conoco base (\u2067قاعدة كونيكو\u2069)](#s-conoco)" in khasham
    assert '<a id="s-conoco"></a>' in text


def test_a_quote_cannot_bring_markup_into_the_briefing(tmp_path: Path) -> None:
    quote = "<script>x</script> [a](javascript:b) *c* &lt; |\n# d"
    export(other_store(quote=quote), "markdown", tmp_path / "out")
    page = MarkdownIt("commonmark").enable("table").render((tmp_path / "out").read_text(encoding="utf-8"))
    assert html.escape(quote.replace("\n", " "), quote=False) in page
    assert set(re.findall('href="([^"#]*)"', page)) == {article.url for article in ARTICLES}


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(file.read_text(encoding="utf-8"))
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(("language", "direction", "certainty"), [("en", "ltr", "claimed"), ("ar", "rtl", "متبنى")])
def test_the_page_of_the_briefing_holds_every_strike_and_account(
    language: str, direction: str, certainty: str, store: Store, tmp_path: Path
) -> None:
    done = export(store, "html", tmp_path / "out", Wanted(language=language))
    page = Page(tmp_path / "out")
    assert page.elements[0] == ("html", {"lang": language, "dir": direction})
    ids = [attributes["id"] for tag, attributes in page.elements if tag == "article"]
    assert len(ids) == done.written["strikes"] == 5
    assert sum(tag == "blockquote" for tag, _ in page.elements) == len(ACCOUNTS)
    links = [attributes["href"] or "" for tag, attributes in page.elements if tag == "a"]
    assert {link[1:] for link in links if link.startswith("#s-")} == {"s-conoco", "s-marat"} <= set(ids)
    assert {link for link in links if link.startswith("http")} == {article.url for article in ARTICLES}
    assert not [tag for tag, _ in page.elements if tag in ("script", "img", "link", "iframe")]
    assert f"({certainty})" in page.text and BETA.text.splitlines()[1] in page.text


def test_a_quote_cannot_bring_markup_into_the_page(tmp_path: Path) -> None:
    quote = "<script>x</script> &lt; \" '"
    export(other_store(quote=quote), "html", tmp_path / "out")
    page = Page(tmp_path / "out")
    assert quote in page.text and "script" not in {tag for tag, _ in page.elements}


def test_an_arabic_briefing_isolates_its_days(store: Store, tmp_path: Path) -> None:
    export(store, "markdown", tmp_path / "out", Wanted(language="ar"))
    text = (tmp_path / "out").read_text(encoding="utf-8")
    assert "# الضربات من \u20662024-01-22\u2069 إلى \u20662024-01-25\u2069" in text
    assert "- **رداً على:** [\u20662024-01-22\u2069: صاروخ، \u2067قاعدة كونيكو\u2069](#s-conoco)" in text
    assert "الذخائر:** من 2 إلى 3" in text
    page = MarkdownIt("commonmark").enable("table").render(text)
    assert page.startswith('<div dir="rtl">\n<h1>') and page.rstrip().endswith("</div>")


@pytest.mark.parametrize("name", ["csv", "gexf", "graphml", "xlsx", "geojson", "markdown", "html"])
def test_a_period_leaves_out_other_days_and_undated_strikes(name: str, tmp_path: Path) -> None:
    made = other_store(strikes=(*STRIKES[:4], dataclasses.replace(STRIKES[4], day=None)))
    wanted = Wanted(date(2024, 1, 23), date(2024, 1, 31))
    done = export(made, name, tmp_path / "out", wanted)
    assert done.left_out["strikes outside the period"] == 3
    assert done.left_out["strikes without a day, which are of no period"] == 1
    if name in ("markdown", "html"):
        text = (tmp_path / "out").read_text(encoding="utf-8")
        assert "Strikes from 2024-01-23 to 2024-01-31" in text
        assert "s-ain-al-asad" in text and "s-conoco" not in text
    if name == "csv":
        assert [row["strike"] for row in table(tmp_path / "out")] == ["s-ain-al-asad"]


def test_what_a_strike_of_another_period_set_off_is_named_without_a_link(store: Store, tmp_path: Path) -> None:
    export(store, "markdown", tmp_path / "out", Wanted(first=date(2024, 1, 25)))
    text = (tmp_path / "out").read_text(encoding="utf-8")
    assert text.startswith("# Strikes from 2024-01-25\n")
    assert "- **In response to:** 2024-01-22: artillery, Marat (\u2067مراط\u2069)\n" in text


def test_what_a_format_cannot_do_is_refused(store: Store, tmp_path: Path) -> None:
    for wanted, message in [
        (Wanted(first=date(2024, 1, 1)), "turtle is of the whole graph"),
        (Wanted(language="ar"), "turtle cannot be written in the language ar; leave it out"),
    ]:
        with pytest.raises(ExportError, match=message):
            export(store, "turtle", tmp_path / "out", wanted)
    with pytest.raises(ExportError, match="use en or ar"):
        export(store, "html", tmp_path / "out", Wanted(language="fr"))
    with pytest.raises(ExportError, match="swap the days"):
        export(store, "html", tmp_path / "out", Wanted(date(2024, 2, 1), date(2024, 1, 1)))
    assert not list(tmp_path.iterdir())


def test_strikes_without_a_day_come_last(tmp_path: Path) -> None:
    undated = dataclasses.replace(STRIKES[4], day=None)
    made = other_store(strikes=(*STRIKES[:4], undated))
    export(made, "markdown", tmp_path / "out.md")
    text = (tmp_path / "out.md").read_text(encoding="utf-8")
    assert '## Without a date\n\n<a id="s-mayadin"></a>\n### airstrike, Iran-backed militias' in text
    assert text.index("## 2024-01") < text.index("## Without a date")
    export(made, "csv", tmp_path / "out.csv")
    assert table(tmp_path / "out.csv")[-1]["strike"] == "s-mayadin"
    assert GAMMA.text.splitlines()[1] in text


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_store_gives_an_empty_but_readable_file(name: str, tmp_path: Path) -> None:
    done = export(Store.memory(), name, tmp_path / "out")
    assert set(done.written.values()) == {0}
    readers = {
        "turtle": lambda file: rdflib.Graph().parse(file, format="turtle"),
        "jsonld": lambda file: rdflib.Graph().parse(file, format="json-ld"),
        "graphml": nx.read_graphml,
        "gexf": nx.read_gexf,
        "geojson": lambda file: json.loads(file.read_text())["features"],
        "csv": table,
    }
    assert len(readers.get(name, lambda _: ())(tmp_path / "out")) == 0


def test_each_format_says_what_it_is_for_and_what_it_loses() -> None:
    assert set(FORMATS) >= {"turtle", "trig", "nquads", "jsonld", "graphml", "gexf", "csv", "geojson"}
    for format in FORMATS.values():
        assert format.summary and format.losses and "\n" not in format.summary + format.losses
    page = (Path(__file__).parent.parent / "docs" / "exports.md").read_text(encoding="utf-8")
    for format in FORMATS.values():
        assert f"\n| `{format.name}` | {format.summary} | {format.losses} |" in page, (
            "docs/exports.md says something else"
        )
    suffixes = [format.suffix for format in FORMATS.values() if not format.folder]
    assert len(suffixes) == len(set(suffixes))


def test_the_data_files_know_every_kind_means_and_column() -> None:
    columns = yaml.safe_load((Path(export_package.__file__).parent / "columns.yaml").read_text(encoding="utf-8"))
    assert (set(looks().kinds), set(looks().means)) == ({*EntityKind, "unknown"}, set(Means))
    fields = [field.name for kind in (Row, AccountRow) for field in dataclasses.fields(kind)]
    assert list(columns) == list(dict.fromkeys(fields))


def test_unknown_formats_and_bad_places_are_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no format turtel; did you mean turtle"):
        export(store, "turtel", tmp_path / "out")
    with pytest.raises(ExportError, match="nowhere is no folder"):
        export(store, "turtle", tmp_path / "nowhere" / "out")
    with pytest.raises(ExportError, match="is no ordinary file"):
        export(store, "turtle", tmp_path)
    (tmp_path / "file").write_text("kept")
    with pytest.raises(ExportError, match="is no folder"):
        export(store, "neo4j", tmp_path / "file")
    with pytest.raises(ExportError, match="/dev/null is no ordinary file"):
        export(store, "turtle", "/dev/null")
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_xlsx_says_what_to_install(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ExportError, match=r"pip install 'strike-kg\[xlsx\]'"):
        export(store, "xlsx", tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("old")
    broken = Store.memory()
    broken.extend(quad for quad in sample_quads() if f"<{CONOCO.id}>" not in str(quad.subject))
    broken.extend([ox.Quad(ox.BlankNode("b"), ox.NamedNode("x:p"), ox.Literal("o"), broken.graph_ids()[0])])
    with pytest.raises(ExportError, match="blank node"):
        export(broken, "turtle", tmp_path / "out")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("out", "old")]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.ttl", b"@prefix a: <http://b/> .\na:b a:c ;;; 7 7 .", "a.ttl, line 2: no correct Turtle"),
        ("a.xlsx", b"", "must end in .ttl, .nt, .trig, .nq, .jsonld"),
        ("a.nq.gz", b"no gzip", "a.nq.gz cannot be read"),
        ("a.ttl", b'<https://w3id.org/strike-kg/account/x> <http://p> "o" .', "not say of which article .*account/x"),
        ("a.ttl", b'[] <http://p> "o" .', "blank node"),
    ],
)
def test_broken_files_are_refused_with_name_and_reason(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ExportError, match=message):
        read_rdf(tmp_path / name)
    with pytest.raises(ExportError, match=r"missing\.ttl cannot be read"):
        read_rdf(tmp_path / "missing.ttl")


def test_ids_may_have_arabic_letters_blanks_and_slashes(tmp_path: Path) -> None:
    article = dataclasses.replace(BETA, id="خبر 1/2")
    told = dataclasses.replace(ACCOUNTS[3].evidence, article=article.id)
    accounts = [
        dataclasses.replace(ACCOUNTS[3], id=f"{article.id}#{n}", article=article.id, evidence=told) for n in range(2)
    ]
    made = Store.memory()
    made.extend(entity_quads(ENTITIES))
    made.extend(article_quads(article, accounts))
    for name in ("turtle", "trig"):
        file = tmp_path / f"out.{RDF_SUFFIXES[name]}"
        export(made, name, file)
        assert set(read_rdf(file)) == set(made.match())
        assert len(rdflib.Dataset().parse(file, format=name)) == len(made)
