"""The in-domain treebank: every sentence is one tree over the words of its text, tagged in PADT's manner."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.models import data

FILES = sorted((Path(data.__file__).parent / "treebank").glob("*.conllu"))
pytestmark = pytest.mark.skipif(not FILES, reason="the treebank is part of the source distribution only")


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def sentences(request: pytest.FixtureRequest) -> list[data.Sentence]:
    return data.read(request.param)


def words(sentence: data.Sentence) -> dict[str, data.Row]:
    return {row[data.ID]: row for row in sentence.rows if "-" not in row[data.ID]}


def test_sentences_are_numbered_and_all_different(sentences: list[data.Sentence]) -> None:
    identifiers = [sentence.comment("sent_id") for sentence in sentences]
    assert [int(identifier[-3:]) for identifier in identifiers] == list(range(1, len(sentences) + 1))
    assert len({sentence.comment("text") for sentence in sentences}) == len(sentences)


def test_tokens_give_the_text(sentences: list[data.Sentence]) -> None:
    assert [data.text_of(one) for one in sentences] == [one.comment("text") for one in sentences]


def test_every_word_hangs_below_the_one_root(sentences: list[data.Sentence]) -> None:
    for sentence in sentences:
        rows = words(sentence)
        assert list(rows) == [str(number) for number in range(1, len(rows) + 1)]
        roots = {number for number, row in rows.items() if row[data.HEAD] == "0"}
        assert roots == {number for number, row in rows.items() if row[data.DEPREL] == "root"}
        assert len(roots) == 1
        for start in rows:
            path = [start]
            while (head := rows[path[-1]][data.HEAD]) != "0":
                assert head not in path, f"{sentence.comment('sent_id')}: a cycle at word {head}"
                path.append(head)


def test_tags_are_whole_and_passives_marked(sentences: list[data.Sentence]) -> None:
    for sentence in sentences:
        rows = words(sentence)
        for row in rows.values():
            assert row[data.UPOS] != "_" and len(row[data.XPOS]) == 10, (sentence.comment("sent_id"), row)
            if row[data.DEPREL] == "nsubj:pass":
                assert "Voice=Pass" in rows[row[data.HEAD]][data.FEATS], (sentence.comment("sent_id"), row)
