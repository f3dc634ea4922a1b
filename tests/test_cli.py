"""The commands as a user meets them: output, exit code, one line for what went wrong."""

from __future__ import annotations

import csv
import filecmp
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from stored import EXAMPLES, ROOT, STORED, StoredParser, examples, without_dateline

from kg import build as building
from kg.cli import COMMANDS, main
from kg.facts import KINDS
from kg.query import catalogue

SETUP = "python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt -e"
RUN_LINE = f"{SETUP} . && .venv/bin/kg build examples -o out"
TEST_LINE = f'{SETUP} ".[test]" && .venv/bin/pytest'


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A graph of four examples, whose parses are stored."""
    folder = tmp_path_factory.mktemp("cli")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "Parser", StoredParser)
        assert main(["build", str(examples(folder / "in")), "-o", str(folder / "out"), "--quiet"]) == 0
    yield folder / "out"


def kg(capsys: pytest.CaptureFixture[str], *argv: object) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command."""
    capsys.readouterr()
    try:
        code = main([str(word) for word in argv])
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


# --- help and wrong usage ----------------------------------------------------------------------------------------


def test_help_lists_every_command(capsys):
    code, text, _ = kg(capsys, "--help")
    assert code == 0
    assert all(re.search(rf"^ +{name} +{re.escape(summary)}$", text, re.M) for name, summary in COMMANDS.items())


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_shows_how_to_call_it(capsys, command):
    code, text, _ = kg(capsys, command, "--help")
    assert code == 0 and f"  kg {command}" in text.partition("examples:")[2]


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        ((), "COMMAND"),
        (("bild",), "bild"),
        (("build", "examples"), "-o"),
        (("build", "nowhere", "-o", "{tmp}/new"), "nowhere: there is no such file"),
        (("build", "{examples}", "-o", "{tmp}/file"), "name a folder"),
        (("build", "{examples}", "-o", "{tmp}/new", "--published", "yesterday"), "2024-01-31"),
        (("build", "{examples}", "-o", "{tmp}/new", "--threads", "0"), "1 or more"),
        (("facts", "{out}", "--format", "xml"), "jsonl"),
        (("export", "{out}", "--format", "turtel", "-o", "{tmp}/x"), "turtle"),
        (("query", "{out}", "who-attackd-whom"), "did you mean who-attacked-whom"),
        (("query", "{out}", "responses", "-p", "respnder=x"), "did you mean responder"),
        (("query", "{out}", "responses", "-p", "responder"), "name=value"),
        (("query", "{out}", "timeline", "-p", "from=monday"), "2024-01-31"),
        (("explain", " "), "empty"),
    ],
)
def test_wrong_usage_is_told_in_one_line(capsys, out, tmp_path, argv, told):
    (tmp_path / "file").touch()
    words = [word.format(tmp=tmp_path, out=out, examples=EXAMPLES) for word in argv]
    code, text, error = kg(capsys, *words)
    assert code == 2 and not text
    assert error.count("\n") == 1 and error.startswith("kg") and told in error
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("facts", "{tmp}"), "is no folder of a build"),
        (("query", "{out}", "who-attacked-whom", "-p", "attacker=nobody"), "no actor named nobody"),
        (("query", "{out}", "{tmp}/bad.rq"), "bad.rq: no SPARQL"),
        (("query", "{out}", "{tmp}/ask.rq"), "SELECT"),
        (("export", "{out}", "--format", "turtle", "-o", "{tmp}/none/x.ttl"), "make it first"),
        (("view", "{out}", "-o", "{tmp}/none/x.html"), "x.html"),
        (("evaluate", "{tmp}", "{out}"), "no gold files"),
        (("models", "--models", "{tmp}"), "resources.json is missing"),
        (("rules", "no.such.rule"), "there is no rule"),
        (("rules", "--rules", "{tmp}/rules.yaml"), "rules.yaml:2"),
    ],
)
def test_what_fails_is_told_in_one_line(capsys, out, tmp_path, argv, told):
    (tmp_path / "bad.rq").write_text("SELECT ?x WHERE {", "utf-8")
    (tmp_path / "ask.rq").write_text("ASK { ?s ?p ?o }", "utf-8")
    (tmp_path / "rules.yaml").write_text("- id: own\n  makes: nonsense\n", "utf-8")
    code, text, error = kg(capsys, *(word.format(tmp=tmp_path, out=out) for word in argv))
    assert code == 1 and not text
    assert error.count("\n") == 1 and error.startswith(f"kg {argv[0]}: ") and told in error


# --- build -------------------------------------------------------------------------------------------------------


def test_the_summary_says_what_was_done_and_what_to_do_next(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(building, "Parser", StoredParser)
    articles, out = examples(tmp_path / "in"), tmp_path / "my out"
    code, text, _ = kg(capsys, "build", articles, "-o", out)
    assert code == 0 and "4 new; 4 parsed." in text
    attacks, landed, after = re.split("Where responses landed|What to do next", text)
    assert re.search("حزب الله +Hezbollah", attacks) and "1" in landed
    assert f"kg query '{out}' responses" in after and str(out / "network.html") in after
    code, text, _ = kg(capsys, "build", articles, "-o", out)
    assert code == 0 and "4 unchanged; nothing had to be parsed." in text
    assert kg(capsys, "build", articles, "-o", out, "--quiet") == (0, "", "")


def test_bad_input_costs_nothing_but_itself(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(building, "Parser", StoredParser)
    dated, undated, *good = STORED
    folder, out = examples(tmp_path / "in", [dated, *good]), tmp_path / "out"
    text = (EXAMPLES / f"{undated}.txt").read_text("utf-8")
    (folder / f"{undated}.txt").write_text(without_dateline(text), "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "encoding.txt").write_bytes("لا تُعرف".encode()[:-1] + b"\xff\xfe plain words behind it")
    (folder / "english.txt").write_text("The base was attacked by rockets on Monday.", "utf-8")
    (folder / "large.txt").write_text(text * (5_000_000 // len(text.encode())), "utf-8")
    (folder / "zz").mkdir()
    (folder / "zz" / f"{good[0]}.txt").write_text(text, "utf-8")
    bad = {"empty": "empty", "binary": "binary", "encoding": "encoding", "english": "not in Arabic", "large": "large"}
    code, shown, error = kg(capsys, "build", folder, "-o", out, "--quiet")
    assert code == 1 and not shown
    lines = error.splitlines()
    assert all(line.startswith(f"kg build: {folder}{os.sep}") for line in lines)
    for name, reason in bad.items():
        (line,) = [line for line in lines if f"{os.sep}{name}.txt" in line]
        assert reason in line and ";" in line  # behind it stands what helps
    (line,) = [line for line in lines if "its id" in line]
    assert good[0] in line and "another file name" in line
    (line,) = [line for line in lines if f"{undated}.txt: no day of publication" in line]
    assert "--published" in line
    assert len(lines) == len(bad) + 2
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert sorted(report["new"]) == sorted(STORED) and len(report["failed"]) == len(bad) + 1
    stated = [json.loads(line) for line in kg(capsys, "facts", out)[1].splitlines()]
    told = {fact["article"]: set() for fact in stated}
    for fact in stated:
        told[fact["article"]].add(fact["kind"])
    assert set(told) == set(STORED)
    assert "date" in told[good[0]] and "struck" in told[undated]


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not hold for root")
def test_a_file_without_read_permission_costs_nothing_but_itself(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(building, "Parser", StoredParser)
    folder = examples(tmp_path / "in")
    (folder / f"{STORED[0]}.txt").chmod(0)
    code, _, error = kg(capsys, "build", folder, "-o", tmp_path / "out", "--quiet")
    assert code == 1 and error.count("\n") == 1 and "chmod u+r" in error
    assert kg(capsys, "facts", tmp_path / "out")[0] == 0


def test_a_build_that_is_stopped_says_so(capsys, tmp_path, monkeypatch):
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building.Lexicon, "load", stop)
    code, _, error = kg(capsys, "build", EXAMPLES, "-o", tmp_path / "out", "--quiet")
    assert code == 130 and "stopped" in error


# --- reading the graph -------------------------------------------------------------------------------------------


def test_facts_as_the_contract_has_them(capsys, out):
    code, text, _ = kg(capsys, "facts", out, "--format", "jsonl")
    rows = [json.loads(line) for line in text.splitlines()]
    assert code == 0 and {row["article"] for row in rows} == set(STORED)
    for row in rows:
        assert set(row) == {"article", "kind", "values"} and len(row["values"]) == len(KINDS[row["kind"]])
        for entity in (value for value in row["values"] if isinstance(value, dict)):
            assert entity["iri"].startswith("https://") and entity["labels"] and entity["mention"]
    (israel,) = {tuple(v["labels"]) for r in rows for v in r["values"] if "israel-forces" in str(v)}
    assert "الجيش الإسرائيلي" in israel and "إسرائيل" in israel  # a state and its armed forces are one actor


def test_facts_as_a_table(capsys, out, tmp_path):
    assert kg(capsys, "facts", out, "--format", "csv", "-o", tmp_path / "facts.csv") == (0, "", "")
    rows = list(csv.DictReader((tmp_path / "facts.csv").open(encoding="utf-8")))
    assert {"kind": "attacked", "actor": "حزب الله"}.items() <= max(
        rows, key=lambda r: r["actor"] == "حزب الله"
    ).items()


def test_queries_are_listed_with_what_they_take(capsys, out):
    code, text, _ = kg(capsys, "query", out)
    assert code == 0 and all(query.name in text and query.summary in text for query in catalogue())
    assert re.search("strikes-on-base .* base, means, from, to", text)


def test_a_query_in_each_format(capsys, out):
    asked = ("query", out, "who-attacked-whom", "-p", "attacker=Hezbollah")
    code, text, _ = kg(capsys, *asked)
    assert code == 0 and "Hezbollah" in text.splitlines()[2]
    rows = list(csv.DictReader(io.StringIO(kg(capsys, *asked, "--format", "csv", "--language", "ar")[1])))
    assert {row["attacker"] for row in rows} == {"حزب الله"}
    answer = json.loads(kg(capsys, *asked, "--format", "json")[1])
    assert answer[0]["attacker"] == {"iri": "https://w3id.org/strike-kg/actor/hezbollah", "label": "Hezbollah"}
    assert isinstance(answer[0]["strikes"], int)


def test_a_query_of_ones_own_and_one_without_answer(capsys, out, tmp_path):
    own = tmp_path / "own.rq"
    own.write_text("SELECT (COUNT(*) AS ?n) WHERE { ?s a kg:Strike }", "utf-8")
    assert json.loads(kg(capsys, "query", out, own, "--format", "json")[1])[0]["n"] > 4
    code, text, _ = kg(capsys, "query", out, "strikes", "-p", "to=1990-01-01")
    assert code == 0 and text.startswith("No answer")


@pytest.mark.parametrize("command", ["--help", "facts OUT", "query OUT", "query OUT who-attacked-whom"])
def test_what_only_reads_starts_without_what_parses_and_draws(out, command):
    script = "import sys; from kg.cli import main\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"
    told = [sys.executable, "-c", script, *(str(out) if word == "OUT" else word for word in command.split())]
    done = subprocess.run(told, check=True, capture_output=True, text=True, cwd=ROOT)
    heavy = {"torch", "stanza", "numpy", "rdflib", "networkx", "pyvis", "jinja2", "pandas", "kg.extract"}
    assert "kg.cli" in done.stderr and not heavy & set(done.stderr.split())


def test_export_view_and_check(capsys, out, tmp_path):
    code, text, _ = kg(capsys, "export", out, "--format", "turtle", "-o", tmp_path / "graph.ttl")
    assert code == 0 and filecmp.cmp(tmp_path / "graph.ttl", out / "graph.ttl", shallow=False)
    assert kg(capsys, "view", out, "-o", tmp_path / "page.html")[0] == 0
    assert filecmp.cmp(tmp_path / "page.html", out / "network.html", shallow=False)
    assert kg(capsys, "view", out, "-o", tmp_path / "page.html", "--title", "تجربة")[0] == 0
    assert "تجربة" in (tmp_path / "page.html").read_text("utf-8")
    code, text, error = kg(capsys, "check", out)
    assert (code, error) == (0, "") and "conforms" in text


def test_export_takes_a_period_and_a_language_where_the_format_does(capsys, out, tmp_path):
    code, text, _ = kg(capsys, "export", "--formats")
    assert code == 0 and "gexf" in text and "Leaves out:" in text
    page = tmp_path / "page.html"
    asked = (
        "export",
        out,
        "--format",
        "html",
        "--language",
        "ar",
        "--from",
        "2023-11-01",
        "--to",
        "2023-11-30",
        "-o",
        page,
    )
    code, text, error = kg(capsys, *asked)
    assert code == 0 and text.startswith(f"{page}: ") and "strikes outside the period" in error
    assert 'dir="rtl"' in page.read_text("utf-8") and "2023-11" in page.read_text("utf-8")
    code, _, error = kg(capsys, "export", out, "--format", "turtle", "--from", "2023-11-01", "-o", page)
    assert code == 1 and "turtle is of the whole graph" in error
    code, _, error = kg(capsys, "export", out, "--format", "html", "--from", "November", "-o", page)
    assert code == 2 and "November is no day; write it as 2024-01-31" in error


def test_check_fails_where_shapes_are_violated(capsys, out, tmp_path):
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <https://w3id.org/strike-kg/ontology#> .
        kg:Impossible a sh:NodeShape ; sh:targetClass kg:Strike ;
            sh:property [ sh:path kg:colour ; sh:minCount 1 ] .""",
        "utf-8",
    )
    code, text, error = kg(capsys, "check", out, "--shapes", shapes)
    assert code == 1 and "violations" in error and "strike/" in text


def test_evaluate_shows_scores_and_differences(capsys, out, tmp_path):
    gold = {
        "entities": {"hezbollah": {"labels": ["حزب الله"]}, "moon": {"labels": ["القمر"]}},
        "facts": {"attacked": [["hezbollah", "moon"]]},
    }
    (tmp_path / "near-hezbollah-baalbek.json").write_text(json.dumps(gold), "utf-8")
    code, text, _ = kg(capsys, "evaluate", tmp_path, out)
    assert code == 0 and re.search(r"^attacked +1 +0\.000", text, re.M) and "hezbollah, moon" in text
    code, text, error = kg(capsys, "evaluate", tmp_path, out, "--brief", "--min-f1", "0.5")
    assert code == 1 and "moon" not in text and "below 0.5" in error


def test_models_are_listed_and_verified(capsys, tmp_path):
    code, text, _ = kg(capsys, "models")
    assert code == 0 and "depparse" in text and "as they should be" in text
    (tmp_path / "resources.json").write_text('{"ar": {"pos": {"compact": {"md5": "0"}}}}', "utf-8")
    code, _, error = kg(capsys, "models", "--models", tmp_path)
    assert code == 1 and "is missing" in error


def test_rules_are_listed_with_triggers_and_example(capsys, out, tmp_path):
    code, text, _ = kg(capsys, "rules")
    assert code == 0 and re.search(r"strike\.verb\.\w+ +strike +استهدف", text)
    own = tmp_path / "own.yaml"
    rule = "- id: own.rule\n  verb: [زلزل يزلزل]\n  makes: strike\n  slots: {target: [obj]}\n"
    own.write_text(rule + "  examples:\n    - text: زلزلت المدفعية القاعدة.\n      facts: []\n", "utf-8")
    code, text, _ = kg(capsys, "rules", "own", "--rules", own)
    assert code == 0 and "زلزل" in text and "target: obj" in text
    code, text, _ = kg(capsys, "rules", "--coverage", out)
    counts = [int(count) for count in re.findall(r"^ *(\d+)   ", text, re.M)]
    assert code == 0 and counts[0] > 0 and counts == sorted(counts, reverse=True)


# --- with the real models, and as the README says ----------------------------------------------------------------


def test_from_an_article_to_an_answer(capsys, tmp_path):
    out = tmp_path / "out"
    assert kg(capsys, "build", EXAMPLES / "tanf-aajsa.txt", "-o", out)[0] == 0
    code, text, _ = kg(capsys, "query", out, "strikes", "--format", "json")
    assert code == 0 and ("drone", "2023-01-20") in {(row["means"]["label"], row["day"]) for row in json.loads(text)}


def test_explain_shows_parse_names_rules_and_facts(capsys):
    sentence = "استهدفت القوات الأمريكية قاعدة حقل العمر بثلاثة صواريخ أمس."
    code, text, _ = kg(capsys, "explain", sentence, "--published", "2024-01-23")
    assert code == 0
    parse, _, rest = text.partition("\nnames")
    assert re.search(r"استهدفت .* VERB +root", parse)
    assert "omar-base (base)" in rest and "2024-01-22" in rest and "strike.verb" in rest
    assert re.search("^count +target: omar-base, means: rocket, number: 3", rest, re.M)


def test_the_readme_has_the_two_commands_that_are_tested():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert RUN_LINE in readme.splitlines() and TEST_LINE in readme.splitlines()
    assert (ROOT / ".ci" / "run").read_text("utf-8").rstrip().endswith(TEST_LINE)
