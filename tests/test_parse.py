"""Sentence borders, parses with offsets into the raw text, and parses that are kept."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kg.conllu import BadConllu, read_conllu, read_key, write_conllu
from kg.model import Article, Block, BlockKind, Document, Sentence, Token
from kg.parse import Parser
from kg.sentences import MAX_CHARACTERS, MAX_WORDS, sentences

RAW = "قُصفت «\u202bقاعـ.ـدة\u202c» الشدّادي بـ٣٫٥ أطنان. وقالت \u200fالمصادر:\tلا إصابات!"


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def article(text: str, id: str = "a") -> Article:
    """An article of which each line is a block, the first one the headline."""
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        kind = BlockKind.BODY if start else BlockKind.HEADLINE
        blocks.append(Block(kind, start, start + len(line.rstrip())))
        start += len(line)
    return Article(id, text, tuple(blocks))


def surfaces(document: Document) -> list[str]:
    """The raw text of each surface token."""
    places = dict.fromkeys((word.start, word.end) for sentence in document.sentences for word in sentence.tokens)
    return [document.article.text[start:end] for start, end in places]


# --- sentence borders


@pytest.mark.parametrize(
    "parts",
    [
        ["قُصفت القاعدة.", "ولم تقع إصابات."],
        ["هل قُصفت القاعدة؟", "لا!", "لم تُقصف"],
        ['قال: "قُصفت القاعدة."', "وأضاف: لا إصابات."],
        ["أصابت 3.5 أطنان من الذخيرة الهدف."],
        ["وصل د. محمد إلى قاعدة م. علي."],
        ["نقلت أ. ف. ب. الخبر."],
        ["عرضت بي. بي. سي. صوراً لمروحية إيه.إتش-64."],
        ["أين القاعدة؟ .", "لا أحد يعلم؟!"],
        ["من المالكية إلى كونيكو.. ثلاث قواعد"],
        ["وقع ذلك عام 2024.", "ولم يتكرر."],
        ["1. قُصفت القاعدة."],
        ["قال الناطق إن العدد كبير... ثم صمت"],
    ],
)
def test_sentences(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [text[start:end] for start, end in sentences(text)] == parts


def test_full_stop_between_words_that_lost_their_blank() -> None:
    text = "قُصفت المنطقة.وقالت المصادر إن موقع example.com توقف"
    found = [text[start:end] for start, end in sentences(text)]
    assert found == ["قُصفت المنطقة.", "وقالت المصادر إن موقع example.com توقف"]


def test_long_sentences_are_cut_at_pauses() -> None:
    text = "وقصفت الطائرات، " * 100
    found = [text[start:end] for start, end in sentences(text)]
    assert all(part.endswith("،") and part.count(" ") < MAX_WORDS for part in found)
    assert " ".join(found) == text.strip()


@pytest.mark.parametrize("text", ["قصف " * 2000, "ق" * 5000, "قصف و" * 1000])
def test_no_sentence_is_longer_than_the_limits(text: str) -> None:
    found = list(sentences(text))
    assert all(end - start <= MAX_CHARACTERS for start, end in found)
    assert sum(end - start for start, end in found) >= len(text.replace(" ", ""))


def test_blank_text_has_no_sentence() -> None:
    assert list(sentences(" \n ")) == []


# --- parses


def test_offsets_count_in_the_raw_text(parser: Parser) -> None:
    document = parser.parse_text(RAW)
    assert [RAW[s.start : s.end] for s in document.sentences] == [
        "قُصفت «\u202bقاعـ.ـدة\u202c» الشدّادي بـ٣٫٥ أطنان.",
        "وقالت \u200fالمصادر:\tلا إصابات!",
    ]
    words = surfaces(document)
    assert {"قُصفت", "قاعـ.ـدة", "الشدّادي", "أطنان", "وقالت", "المصادر", "!"} <= set(words)


def test_words_of_one_surface_token_share_its_offsets(parser: Parser) -> None:
    document = parser.parse_text("وقالت المصادر إن الطائرات قصفت القاعدة.")
    first, second = document.sentences[0].tokens[:2]
    assert (first.form, second.form) == ("و", "قالت")
    assert (first.start, first.end) == (second.start, second.end) == (0, 5)


def test_a_plain_sentence_is_analysed(parser: Parser) -> None:
    (sentence,) = parser.parse_text("قَصفت طائرات أميركية مواقع في البوكمال.").sentences
    verb, subject, _, target, *_, stop = sentence.tokens
    assert [token.upos for token in (verb, subject, target, stop)] == ["VERB", "NOUN", "NOUN", "PUNCT"]
    assert (verb.form, verb.head, verb.deprel) == ("قصفت", 0, "root")
    assert (subject.head, subject.deprel) == (verb.id, "nsubj")
    assert (target.head, target.deprel) == (verb.id, "obj")


def test_blocks_keep_their_kind_and_sentences_stay_inside(parser: Parser) -> None:
    (document,) = parser.parse([article("غارة على مطار الضمير\nأغارت طائرات على المطار. ولم تقع إصابات")])
    kinds = [(sentence.index, sentence.block) for sentence in document.sentences]
    assert kinds == [(0, BlockKind.HEADLINE), (1, BlockKind.BODY), (2, BlockKind.BODY)]
    assert document.sentences[0].end == len("غارة على مطار الضمير")


def test_a_parse_does_not_depend_on_its_neighbours(parser: Parser) -> None:
    lines = [
        "قصفت الطائرات القاعدة.",
        "لم تُصب " + "أي قاعدة " * 50,
        "وقال المصدر إن صاروخاً سقط قرب الحقل النفطي شرقي المدينة.",
    ]
    alone = [next(parser.parse([article(line, str(number))])) for number, line in enumerate(lines)]
    together = list(parser.parse(article(line, str(number)) for number, line in enumerate(lines)))
    assert alone == together


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "😀🔥 👨‍👩‍👧",
        "12345",
        "The base was shelled.",
        "\x00\x01 قصف \x02",
        "\u202b\u202c",
        "ـ",
        "_",
        "((( ... -",
        "ﷺ قال",
        "<UNK>",
        "قصف\r\n\r\nقاعدة\u2028أخرى",
        "1 000 000 صاروخ",
        "قصف القاعدة و" * 90,
        "ه" * 5000,
    ],
)
def test_strange_text(parser: Parser, tmp_path: Path, text: str) -> None:
    document = parser.parse_text(text)
    places = [(word.start, word.end) for sentence in document.sentences for word in sentence.tokens]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    write_conllu(document, tmp_path / "text.conllu")
    assert read_conllu(tmp_path / "text.conllu", document.article) == document


def test_a_folder_without_models_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"resources\.json is missing: give a folder of Stanza models"):
        Parser(models=tmp_path)


# --- parses that are kept


def document() -> Document:
    """ "وقصفت القاعدة" with a headline, by hand."""
    text = "خبر\n\nوقُصفت «القاعدة»"
    made = article(text)
    headline = Sentence(0, 0, 3, (Token(1, "خبر", "خَبَر", "NOUN", "_", 0, "root", 0, 3),), BlockKind.HEADLINE)
    body = (
        Token(1, "و", "وَ", "CCONJ", "_", 2, "cc", 5, 11, "C---------"),
        Token(2, "قصفت", "قَصَف", "VERB", "Voice=Pass", 0, "root", 5, 11),
        Token(3, '"', '"', "PUNCT", "_", 4, "punct", 12, 13),
        Token(4, "القاعدة", "قَاعِدَة", "NOUN", "Case=Nom|Definite=Def", 2, "nsubj:pass", 13, 20),
        Token(5, '"', '"', "PUNCT", "_", 4, "punct", 20, 21),
    )
    return Document(made, (headline, Sentence(1, 5, 21, body)))


def test_conllu(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "a.conllu"
    write_conllu(document(), path, key="k1")
    assert read_conllu(path, document().article) == document()
    assert read_key(path) == "k1"
    second = path.read_text(encoding="utf-8").split("\n\n")[2].splitlines()
    assert second[:3] == ["# sent_id = a-1", '# text = وقصفت "القاعدة"', "# block = body"]
    assert second[3].split("\t") == ["1-2", "وقصفت", *"_______", "start_char=5|end_char=11"]
    assert second[7].split("\t")[-1] == "start_char=13|end_char=20|SpaceAfter=No"
    assert [entry.name for entry in path.parent.iterdir()] == ["a.conllu"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: text.rsplit("\n\n", 1)[0] + "\n",
        lambda text: text.replace("start_char=13", "start_char=x"),
        lambda text: text.replace("end_char=20", "end_char=2000"),
        lambda text: text.replace("\t2\tnsubj:pass", "\t9\tnsubj:pass"),
        lambda text: text.replace("block = body", "block = tail"),
        lambda text: text.replace("\n4\t", "\n6\t"),
    ],
)
def test_damaged_conllu(tmp_path: Path, damage: object) -> None:
    path = tmp_path / "a.conllu"
    write_conllu(document(), path)
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]
    with pytest.raises(BadConllu, match=r"a\.conllu is no parse|of 2 sentences"):
        read_conllu(path, document().article)


def test_parses_are_reused_until_text_or_blocks_change(parser: Parser, tmp_path: Path) -> None:
    one, two = article("غارة\nأغارت طائرات على المطار.", "one"), article("قصف\nقُصفت القاعدة.", "two")
    first = Parser(cache=tmp_path)
    made = list(first.parse([one, two]))
    assert (first.parsed, first.reused) == (2, 0)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.conllu", "two.conllu"]

    changed = replace(two, blocks=two.blocks[1:])
    again = Parser(cache=tmp_path)
    found = list(again.parse([one, changed]))
    assert (again.parsed, again.reused) == (1, 1)
    assert found[0] == made[0]
    assert [document.article for document in found] == [one, changed]
    assert len(found[1].sentences) == 1


def test_a_damaged_parse_is_made_anew(parser: Parser, tmp_path: Path) -> None:
    one = article("غارة\nأغارت طائرات على المطار.", "one")
    (made,) = Parser(cache=tmp_path).parse([one])
    path = tmp_path / "one.conllu"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])
    again = Parser(cache=tmp_path)
    assert list(again.parse([one])) == [made]
    assert (again.parsed, again.reused) == (1, 0)
    assert path.read_bytes() == whole


def test_reuse_loads_neither_torch_nor_stanza(parser: Parser, tmp_path: Path) -> None:
    text = "أغارت طائرات على المطار."
    list(Parser(cache=tmp_path).parse([article(text)]))
    program = (
        "import sys; from pathlib import Path; from kg.model import *; from kg.parse import Parser\n"
        f"made = Article('a', {text!r}, (Block(BlockKind.HEADLINE, 0, {len(text)}),))\n"
        f"parser = Parser(cache=Path({str(tmp_path)!r})); found = list(parser.parse([made]))\n"
        "print(parser.reused, len(found[0].sentences), 'torch' in sys.modules, 'stanza' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "1", "False", "False"]
