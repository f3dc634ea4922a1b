"""The page of the ontology: every term, in both languages, with links that lead somewhere."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.cli import main
from kg.terms import Vocabulary, page, vocabulary
from kg.terms.diagram import diagram


class Page(HTMLParser):
    """Ids, links and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name in ("href", "src") and value]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def ontology() -> Vocabulary:
    return vocabulary()


@pytest.fixture(scope="module")
def shown(ontology: Vocabulary) -> Page:
    return Page(page(ontology))


def test_terms_are_read_in_the_order_of_the_file(ontology: Vocabulary) -> None:
    assert [term.name for term in ontology.of("class")][:3] == ["kg:Strike", "kg:RocketStrike", "kg:MissileStrike"]
    drone = next(term for term in ontology.terms if term.name == "kg:DroneStrike")
    assert (drone.above, drone.labels["ar"]) == (("kg:Strike",), "هجوم بطائرة مسيّرة")
    assert ("kg:AcledSubEventType", "Air/drone strike") in drone.codes
    when = next(term for term in ontology.terms if term.name == "kg:when")
    assert (when.kind, when.domain, when.range) == ("object property", ("kg:Account",), ("kg:When",))
    assert when.above == ("sem:hasTime", "time:hasTime")
    assert len(ontology.of("class")) > 20 and len(ontology.of("object property", "data property")) > 40


def test_the_page_shows_every_term_in_both_languages(ontology: Vocabulary, shown: Page) -> None:
    assert len(shown.ids) == len(set(shown.ids))
    for term in ontology.terms:
        assert term.name.removeprefix("kg:") in shown.ids
        if term.kind != "code":
            assert all(text in shown.text for text in (*term.labels.values(), *term.definitions.values())), term.name


def test_the_page_needs_nothing_else_and_its_links_lead_somewhere(shown: Page) -> None:
    assert not {"script", "link", "img", "iframe"} & set(shown.tags)
    assert shown.links and {link.removeprefix("#") for link in shown.links} <= set(shown.ids)


def test_the_page_has_examples_alignments_and_codes(shown: Page) -> None:
    assert "strike:s-ain-al-asad\\#attribution-iran-militias a kg:Attribution ;" in shown.text
    assert "kg:inResponseTo strike:s-conoco ." in shown.text
    assert shown.tags.count("svg") == 1
    assert "Remote explosive/landmine/IED" in shown.text and "prov:wasInfluencedBy" in shown.text


def test_the_diagram_shows_terms_that_there_are_and_overlaps_nothing(ontology: Vocabulary) -> None:
    drawn, known = diagram(), {term.name for term in ontology.terms}
    assert {f"kg:{box.name}" for box in drawn.boxes} <= known
    assert {f"kg:{name}" for arrow in drawn.arrows for name in arrow.names} <= known
    for box in drawn.boxes:
        for arrow in drawn.arrows:
            for share in (0.05, 0.25, 0.5, 0.75, 0.95):
                x, y = arrow.x1 + (arrow.x2 - arrow.x1) * share, arrow.y1 + (arrow.y2 - arrow.y1) * share
                assert abs(x - box.x) > drawn.box_width / 2 or abs(y - box.y) > drawn.box_height / 2, (box, arrow)


def test_the_page_in_the_documentation_names_every_class_and_property(ontology: Vocabulary) -> None:
    text = (Path(__file__).parent.parent / "docs" / "ontology.md").read_text(encoding="utf-8")
    for term in ontology.of("class", "object property", "data property"):
        assert f"`{term.name}`" in text and term.definitions["en"] in text, term.name


def test_the_command_lists_the_terms_and_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ontology"]) == 0
    listed = capsys.readouterr().out
    assert "kg:Response" in listed and "ontology" in listed.splitlines()[-1]
    assert main(["ontology", "--html", str(tmp_path / "page.html")]) == 0
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == page(vocabulary())
    assert main(["ontology", "--html", str(tmp_path / "no" / "page.html")]) == 1
    assert "no/page.html" in capsys.readouterr().err
