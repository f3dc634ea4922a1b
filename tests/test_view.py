"""The page as data: what is drawn, what is folded, and that nothing of the data can become markup or script."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from graph_sample import sample_store
from view_sample import ACTORS, BASES, Sample, sample

from kg.model import Certainty, Means, When
from kg.view import render, write_page
from kg.view.graph import LANDED, UNKNOWN, drawing
from kg.view.layout import positions
from kg.view.records import moment, records

VIEW = Path(render.__code__.co_filename).parent
HOSTILE = "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>\u2028'\"&amp;"


@pytest.fixture(scope="module")
def fifty() -> Sample:
    return sample(50)


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert found
    loaded: dict[str, Any] = json.loads(found[1])
    return loaded


def test_same_data_in_any_order_give_the_same_bytes(fifty: Sample) -> None:
    shuffled = [random.Random(3).sample(part, len(part)) for part in fifty]
    assert render(*fifty) == render(*shuffled)


def test_every_strike_and_quote_is_on_the_page(fifty: Sample) -> None:
    told = data_of(render(*fifty))
    assert [strike["id"] for strike in told["strikes"] if "day" in strike] == [s.id for s in fifty.strikes if s.day]
    assert {account["quote"] for strike in told["strikes"] for account in strike["accounts"]} == {
        account.evidence.quote for strike in fifty.strikes for account in strike.accounts
    }


def test_lines_count_each_attacker_of_each_strike_once(fifty: Sample) -> None:
    told = records(*fifty)
    lines = [edge for edge in drawing(told, 480).edges if edge.means != LANDED]
    assert sorted(row for edge in lines for row in edge.rows) == list(range(len(told.rows)))
    for edge in lines:
        assert {told.strikes[told.rows[row].strike].means for row in edge.rows} == {edge.means}


def test_a_strike_that_nobody_is_named_for_starts_at_the_unknown_attacker(fifty: Sample) -> None:
    nameless = next(s for s in fifty.strikes if not s.accounts[0].attackers)
    drawn = drawing(records([nameless], fifty.articles, fifty.entities), 480)
    kinds = {node.id: node.kind for node in drawn.nodes}
    assert [kinds[edge.source] for edge in drawn.edges if edge.means != LANDED] == [UNKNOWN]


def test_who_is_only_denied_to_have_struck_leaves_the_attacker_unknown(fifty: Sample) -> None:
    strike = next(s for s in fifty.strikes if s.accounts[0].attackers)
    party = replace(strike.accounts[0].attackers[0], certainty=Certainty.DENIED)
    denied = replace(strike, accounts=(replace(strike.accounts[0], attackers=(party,)),))
    assert [row.certainty for row in records([denied], [], []).rows] == ["denied", "unnamed"]


def test_the_surest_word_about_an_attacker_counts(fifty: Sample) -> None:
    strike = next(s for s in fifty.strikes if s.accounts[0].attackers)
    first = strike.accounts[0]
    accounts = tuple(
        replace(first, id=how, attackers=(replace(first.attackers[0], certainty=Certainty(how)),))
        for how in ("suspected", "claimed", "accused")
    )
    assert [row.certainty for row in records([replace(strike, accounts=accounts)], [], []).rows] == ["claimed"]


def test_a_state_s_branch_strikes_as_the_actor_that_it_acts_as(fifty: Sample) -> None:
    air_force = replace(ACTORS[1], id="us-air-force", labels=("سلاح الجو الأميركي",), acts_as="us")
    strike = next(s for s in fifty.strikes if s.accounts[0].attackers)
    first = strike.accounts[0]
    party = replace(first.attackers[0], ref=replace(first.attackers[0].ref, entity=air_force))
    booked = replace(strike, accounts=(replace(first, attackers=(party,)),))
    for described, name in ((fifty.entities, "القوات الأميركية"), ([], "سلاح الجو الأميركي")):
        told = records([booked], [], described)
        actors = [told.entities[row.attacker] for row in told.rows if row.attacker is not None]
        assert [(actor.id, actor.name) for actor in actors] == [("us", name)]


@pytest.mark.parametrize("room", [30, 60])
def test_too_many_names_are_folded_into_places_around_them_and_no_strike_is_lost(room: int) -> None:
    told = records(*sample(500))
    drawn, whole = drawing(told, room), drawing(told, 480)
    assert len(drawn.nodes) <= room < len(whole.nodes)
    assert whole.folded == 0 < drawn.folded
    lines = [edge for edge in drawn.edges if edge.means != LANDED]
    assert sum(len(edge.rows) for edge in lines) == len(told.rows)
    province = next(node for node in drawn.nodes if node.entity is not None and told.entities[node.entity].id == "dz")
    assert {told.entities[member].located_in for member in province.members} == {"dz"}
    assert f'"folded":{drawn.folded}' in render(*sample(500), max_nodes=room)


def test_what_lies_nowhere_is_folded_into_the_rest_of_its_kind() -> None:
    strikes, articles, entities = sample(500)
    homeless = [replace(entity, located_in=None) for entity in entities]
    drawn = drawing(records(strikes, articles, homeless), 40)
    assert [node.kind for node in drawn.nodes if node.entity is None and node.kind != UNKNOWN] == ["place"]


@pytest.mark.parametrize("room", [0, 19, 481])
def test_room_that_cannot_be_drawn_is_refused(room: int) -> None:
    with pytest.raises(ValueError, match=f"{room}; a page holds 20 to 480"):
        render([], [], max_nodes=room)


def test_a_graph_without_strikes_gives_a_page_that_says_so() -> None:
    assert data_of(render([], []))["strikes"] == []


def test_names_do_not_cover_one_another_and_stay_where_they_were() -> None:
    graph = nx.star_graph(40)
    graph.add_edges_from([("a", "b"), ("c", "c")])
    graph = nx.relabel_nodes(graph, {node: str(node) for node in graph})
    boxes = dict.fromkeys(graph, (90.0, 40.0))
    placed = positions(graph, boxes)
    assert placed == positions(graph, boxes)
    spots = sorted(placed.items())
    for index, (one, (x, y)) in enumerate(spots):
        for other, (u, v) in spots[:index]:
            assert abs(x - u) >= 85 or abs(y - v) >= 36, (one, other)


def hostile(fifty: Sample) -> Sample:
    """The sample with markup and script in every text that the page shows."""
    evil = {entity.id: replace(entity, labels=(HOSTILE, HOSTILE), name_en=HOSTILE) for entity in fifty.entities}

    def spoil(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(spoil(each) for each in value)
        if hasattr(value, "entity"):
            return replace(value, entity=evil.get(value.entity.id, value.entity))
        return value

    strikes = []
    for strike in fifty.strikes:
        accounts = []
        for account in strike.accounts:
            parties = tuple(replace(party, ref=spoil(party.ref)) for party in account.attackers)
            evidence = replace(account.evidence, quote=HOSTILE + account.evidence.quote)
            accounts.append(
                replace(
                    account,
                    target=spoil(account.target),
                    attackers=parties,
                    places=spoil(account.places),
                    evidence=evidence,
                )
            )
        strikes.append(replace(strike, target=evil[strike.target.id], accounts=tuple(accounts)))
    articles = [replace(a, title=HOSTILE, outlet=HOSTILE, url=f"javascript:{HOSTILE}") for a in fifty.articles]
    return Sample(strikes, articles, list(evil.values()))


def test_hostile_text_never_becomes_markup(fifty: Sample) -> None:
    page = render(*hostile(fifty), title=HOSTILE)
    assert "<script>alert" not in page and "<img" not in page and "<!--" not in page.replace("<!doctype", "")
    assert "\u2028" not in data_of(page) and page.count("</script>") == render(*fifty).count("</script>") == 4
    assert {entity["ar"] for entity in data_of(page)["entities"]} >= {HOSTILE}


def test_only_web_links_can_be_followed(fifty: Sample) -> None:
    assert all("url" not in article for article in data_of(render(*hostile(fifty)))["articles"])
    assert all(article["url"].startswith("https://") for article in data_of(render(*fifty))["articles"])


def test_the_policy_lets_run_what_the_page_was_written_with_and_nothing_else(fifty: Sample) -> None:
    page = render(*fifty)
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    policy = found[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; script-src 'sha256-") and "unsafe" not in policy
    for element in ("script", "style"):
        for source in re.findall(rf"<{element}>(.*?)</{element}>", page, re.S):
            assert base64.b64encode(hashlib.sha256(source.encode()).digest()).decode() in policy
    assert not re.findall(r'<(?:link|img|iframe)|\s(?:src|href)="', page.partition("<script>")[0])


def test_the_page_s_own_script_never_writes_markup() -> None:
    for script in sorted((VIEW / "js").glob("*.js")):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(", script.read_text("utf-8")
        )


def test_both_languages_have_all_words_that_the_page_uses() -> None:
    labels = json.loads((VIEW / "labels.json").read_text("utf-8"))
    assert labels["en"].keys() == labels["ar"].keys()
    blanks = {key: set(re.findall(r"\{(\w+)\}", text)) for key, text in labels["en"].items()}
    assert blanks == {key: set(re.findall(r"\{(\w+)\}", text)) for key, text in labels["ar"].items()}
    used = {
        key
        for script in (VIEW / "js").glob("*.js")
        for key in re.findall(r'\bt\("([\w-]+)"', script.read_text("utf-8"))
    }
    used |= {f"strikes-{plural}" for plural in ("zero", "one", "two", "few", "many", "other")}  # CLDR's plural forms
    used |= {f"key-{name}" for name in ("ring", "rough", "flight", "tie")}
    used |= set(re.findall(r'data-t(?:-label)?="([\w-]+)"', (VIEW / "template.html").read_text("utf-8")))
    assert used | set(Means) | set(Certainty) <= labels["en"].keys()


def test_who_and_whom_are_set_off_in_the_quote() -> None:
    strikes, articles, entities = sample(50)
    strike = next(s for s in strikes if s.accounts[0].attackers and s.target in BASES)
    account = data_of(render([strike], articles, entities))["strikes"][0]["accounts"][0]
    marked = {role: account["quote"][start:end] for start, end, role in account["marks"]}
    assert marked == {"attacker": strike.accounts[0].attackers[0].ref.entity.name, "target": strike.target.name}


NOON = datetime(2024, 1, 22, 21, 30)


@pytest.mark.parametrize(
    ("when", "written"),
    [
        (When(NOON, NOON + timedelta(minutes=1), "minute"), "2024-01-22 21:30"),
        (When(NOON, NOON + timedelta(hours=2), "part"), "2024-01-22"),
        (When(datetime(2024, 1, 22), datetime(2024, 1, 23), "day"), "2024-01-22"),
        (When(datetime(2024, 1, 22), datetime(2024, 1, 25), "days"), "2024-01-22/2024-01-24"),
    ],
)
def test_times_are_written_as_far_as_they_are_told(when: When, written: str) -> None:
    assert moment(when) == written


def test_the_page_of_a_store_holds_its_strikes(tmp_path: Path) -> None:
    store = sample_store()
    write_page(store, tmp_path / "page.html", title="عين الأسد")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "<title>عين الأسد</title>" in page and len(data_of(page)["strikes"]) == 5
