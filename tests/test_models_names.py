"""The training data of the named-entity recognizer: BIO files, scores, weak labels."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kg.lexicon import Lexicon
from kg.models import entities, weak
from kg.models.weak import Labeller, Vocabulary


@pytest.fixture(scope="module")
def labeller() -> Labeller:
    """With a vocabulary of a few words: all that stand in these sentences, names apart, are ordinary."""
    plain = "قال إن من لواء على قرب قرية بعد يومين وأعلن في بلدة سقط مقاتلون انسحب مدينة السلطات مواقع"
    persons = [[("سمير", "B-PERSON"), ("الفلاني", "I-PERSON"), ("قال", "O")]] * 2
    return Labeller(Lexicon.load(), Vocabulary.learn(persons, [[(word, "NOUN") for word in plain.split()]]))


def named(labeller: Labeller, text: str) -> list[tuple[str, str]]:
    """Each name with its type."""
    tokens = weak.TOKEN.findall(text)
    return [(" ".join(tokens[first:end]), kind) for first, end, kind in entities.spans(labeller.label(tokens))]


def test_a_bio_file_is_read_and_written_alike(tmp_path: Path) -> None:
    sentences = [[("قرب", "O"), ("دير", "B-PLACE"), ("الزور", "I-PLACE")], [(".", "O")]]
    path = entities.write(tmp_path / "a.bio", sentences)
    assert entities.read(path) == sentences
    assert entities.write(tmp_path / "b.bio", entities.read(path)).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("line", ["قرب", "قرب\tX-PLACE", "\tO"])
def test_a_line_that_is_no_bio_is_refused_with_its_number(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.bio").write_text(f"في\tO\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        entities.read(tmp_path / "a.bio")


def test_a_missing_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"anercorp\.bio is missing"):
        entities.read(tmp_path / "anercorp.bio")


def test_a_corpus_gets_our_types(tmp_path: Path) -> None:
    pytest.importorskip("stanza")
    from kg.models import recognizer

    rows = ["خالد\tB-PER", "الحلبي\tI-PER", "شركة\tB-ORG", "حلب\tB-LOC", "فرنسي\tB-MISC", "صاروخا\tB-WEAPON"]
    (tmp_path / "a.bio").write_text("\n".join(rows), encoding="utf-8")
    tags = [tag for _, tag in recognizer.corpus(tmp_path / "a.bio")[0]]
    assert tags == ["B-PERSON", "I-PERSON", "B-ORG", "B-PLACE", "O", "B-WEAPON"]
    assert recognizer.coarse(["B-ACTOR", "B-BASE", "I-BASE", "B-DATE"]) == ["B-ORG", "B-PLACE", "I-PLACE", "O"]


def test_only_exact_borders_and_types_count() -> None:
    gold = [["B-PLACE", "I-PLACE", "O", "B-ACTOR"]]
    found = [["B-PLACE", "O", "O", "B-ACTOR"]]
    scores = entities.scores(gold, found)
    assert (scores["ACTOR"].f1, scores["PLACE"].f1) == (100, 0)
    assert (scores["all"].precision, scores["all"].recall, scores["all"].names) == (50, 50, 2)
    assert list(scores)[-1] == "all"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "قصفوا مطار الضبعة العسكري قرب مدينة القصير",
            [("مطار الضبعة العسكري", "BASE"), ("القصير", "PLACE")],
        ),
        ("قال سمير الفلاني إن لواء الصقور انسحب", [("سمير الفلاني", "PERSON"), ("لواء الصقور", "ACTOR")]),
        ("سقط مقاتلون في بلدة زغرنون بعد يومين", [("زغرنون", "PLACE"), ("بعد يومين", "DATE")]),
        ("وأعلن الجيش اليمني في عدن", [("الجيش اليمني", "ACTOR"), ("عدن", "PLACE")]),
        ("السلطات السعودية", [("السلطات السعودية", "ACTOR")]),
        ("مواقع سورية", []),
    ],
)
def test_weak_labels(labeller: Labeller, text: str, names: list[tuple[str, str]]) -> None:
    found = named(labeller, text)
    assert [name for name in found if name[1] != "WEAPON"] == names


def test_a_sentence_with_two_unknown_words_in_a_row_is_doubtful(labeller: Labeller) -> None:
    def doubtful(text: str) -> bool:
        tokens = text.split()
        return labeller.doubtful([(token, "O") for token in tokens])

    assert doubtful("قال رامز الدرزاوي إن")
    assert not doubtful("قال رامز إن")


def test_sure_names_win_and_become_finer() -> None:
    sure = ["B-PERSON", "I-PERSON", "O", "B-ORG", "I-ORG", "O"]
    more = ["O", "B-PLACE", "O", "B-SOURCE", "O", "B-DATE"]
    assert weak.merged(sure, more) == ["B-PERSON", "I-PERSON", "O", "B-SOURCE", "I-SOURCE", "B-DATE"]
    assert weak.merged(["B-PERSON"], ["B-ACTOR"]) == ["B-PERSON"]


def test_places_are_called_otherwise_and_nothing_else_changes() -> None:
    sentence = [("قصف", "O"), ("دير", "B-PLACE"), ("الزور", "I-PLACE"), ("لواء", "B-ACTOR"), ("س", "I-ACTOR")]
    new = weak.renamed(sentence, ["تل كذا وكذا"], 1.0, random.Random(1))
    assert new == [
        ("قصف", "O"),
        *[("تل", "B-PLACE"), ("كذا", "I-PLACE"), ("وكذا", "I-PLACE")],
        *sentence[3:],
    ]
    assert weak.renamed(sentence, ["س"], 0.0, random.Random(1)) == sentence
