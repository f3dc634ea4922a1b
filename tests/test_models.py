"""The shipped models: intact, light to import, and the rules of the clitic dictionary and of the recipe's data."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg import models
from kg.models import clitics, data
from kg.models.clitics import Clitics
from kg.models.files import listed, write_index

SPLIT = {"وقال": True, "بغداد": False}
COUNTS = {
    "بريف": 8,
    "ريف": 1024,
    "وزير": 512,
    "زير": 4,
    "سيدعو": 16,
    "يدعو": 128,
    "سوريا": 4096,
    "فندق": 512,
    "سامر": 4,
    "امر": 2048,
}


@pytest.fixture(scope="module")
def nlp() -> Any:
    pytest.importorskip("stanza")
    from kg.models.loading import pipeline

    return pipeline()


def test_the_files_are_those_that_were_measured() -> None:
    assert models.verify() == []


def test_the_weights_are_small_enough_for_a_repository() -> None:
    assert sum(file.path.stat().st_size for file in listed()) <= 60e6


def test_a_changed_or_missing_file_is_named(tmp_path: Path) -> None:
    copy = tmp_path / "models"
    shutil.copytree(models.model_dir(), copy, ignore=shutil.ignore_patterns("*.py", "__pycache__", "pretrain"))
    file = next(file for file in listed(copy) if file.processor == "mwt")
    file.path.write_bytes(file.path.read_bytes() + b"!")
    problems = models.verify(copy)
    assert [problem.split()[0] for problem in problems] == [str(file.path), str(copy / "ar/pretrain/news100.pt")]
    assert models.verify(tmp_path) == [f"{tmp_path / 'resources.json'} is missing"]


def test_the_fingerprint_changes_with_the_models(tmp_path: Path) -> None:
    (tmp_path / "ar" / "mwt").mkdir(parents=True)
    prints = set()
    for weights in (b"1", b"2"):
        (tmp_path / "ar" / "mwt" / "compact.pt").write_bytes(weights)
        write_index(tmp_path, "compact", "news100")
        prints.add(models.fingerprint(tmp_path))
    assert len(prints) == 2
    assert models.fingerprint() == models.fingerprint()


def test_the_import_is_light() -> None:
    code = "import sys, kg.models; kg.models.fingerprint(); print({'torch', 'stanza'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "set()\n"


@pytest.mark.parametrize(
    ("token", "predicted", "expected"),
    [
        ("وقال", False, True),  # seen in the treebank
        ("وقَال", False, True),  # the same with a vowel mark
        ("بغداد", True, False),  # seen
        ("بريف", False, True),  # the rest is far more common
        ("وزير", True, False),  # the whole is far more common
        ("سيدعو", False, True),  # will call
        ("سوريا", False, False),  # س is not followed by a verb's prefix
        ("سامر", False, False),  # nor here by one that stands for sure
        ("فندقه", True, True),  # no evidence against the tokenizer
        ("و", True, True),
    ],
)
def test_clitics(token: str, predicted: bool, expected: bool) -> None:
    assert Clitics(SPLIT, COUNTS).is_multiword(token, predicted) is expected


def test_the_postprocessor_keeps_texts_and_gives_stanzas_format() -> None:
    found = Clitics(SPLIT, COUNTS).correct([["وقال", ("بغداد", True), ".", ("فندقه", True)]])
    assert found == [[("وقال", True), "بغداد", ".", ("فندقه", True)]]


def test_the_dictionary_is_written_and_read_alike(tmp_path: Path) -> None:
    for name in ("a", "b"):
        clitics.save(Clitics(SPLIT, COUNTS), tmp_path / name)
    assert clitics.load(tmp_path / "a") == Clitics(SPLIT, COUNTS)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


CONLLU = """\
# sent_id = x
# text = وقُتل جنديان.
1-2\tوقُتل\t_\t_\t_\t_\t_\t_\t_\t_
1\tو\tوَ\tCCONJ\tC---------\t_\t2\tcc\t_\t_
2\tقُتل\tقَتَل\tVERB\tVP-A-3MS--\tVoice=Act\t0\troot\t_\t_
3\tجنديان\tجُندِيّ\tNOUN\tN------D1I\tCase=Nom\t2\tnsubj:pass\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\tG---------\t_\t2\tpunct\t_\t_

"""


def test_conllu_is_read_and_written_alike(tmp_path: Path) -> None:
    (tmp_path / "in").write_text(CONLLU, encoding="utf-8")
    sentence = data.read(tmp_path / "in")[0]
    assert data.write(tmp_path / "out", [sentence]).read_text(encoding="utf-8") == CONLLU
    assert data.text_of(sentence) == sentence.comment("text")
    assert [words for _, words, _ in sentence.tokens()] == [["و", "قُتل"], ["جنديان"], ["."]]


def test_passives_get_their_voice(tmp_path: Path) -> None:
    (tmp_path / "in").write_text(CONLLU, encoding="utf-8")
    verb = data.mark_passives(data.read(tmp_path / "in")[0]).rows[2]
    assert (verb[data.XPOS], verb[data.FEATS]) == ("VP-P-3MS--", "Voice=Pass")


def test_misspelled_copies_keep_the_analysis(tmp_path: Path) -> None:
    (tmp_path / "in").write_text(CONLLU.replace("جنديان", "أسرى"), encoding="utf-8")
    sentence = data.read(tmp_path / "in")[0]
    copies = [data.misspelled([sentence], 1.0, random.Random(seed))[0] for seed in range(20)]
    assert {row[data.FORM] for copy in copies for row in copy.rows} >= {"اسرى", "أسري"}
    assert all(copy.rows[3][data.LEMMA :] == sentence.rows[3][data.LEMMA :] for copy in copies)


def test_what_is_held_out_is_never_trained_on(tmp_path: Path) -> None:
    folder = tmp_path / "treebank"
    folder.mkdir()
    for name in (*data.TREES, *data.MORPHOLOGY, *data.DOMAIN, *data.HELD_OUT):
        words = [f"{name}{number}" for number in range(7)] + ["مشترك"]
        blocks = [f"1\t{word}\t_\tX\t_\t_\t0\troot\t_\t_\n\n" for word in words]
        (folder / f"{name}.conllu").write_text("".join(blocks), encoding="utf-8")
    seen = {data.text_of(sentence) for sentence in data.training(tmp_path, trees=False)}
    unseen = {data.text_of(sentence) for held in data.held_out(tmp_path).values() for sentence in held}
    assert "domain_a2" in unseen and "domain_a3" in seen and "padt_dev6" in seen
    assert not seen & unseen


ODD = [
    "\n\n  \n",
    "\x01\x07\x1b \x0b",
    "😀 😀",
    "1234 56",
    "Hello, world!",
    "حمله به پایگاه‌های آمریکا",
    "\u200f\u202b\ufeff",
    "و",
    "ـ" * 40,
]


@pytest.mark.parametrize("text", [*ODD, "قصف " * 1250])
def test_odd_texts_do_not_break_the_pipeline(nlp: Any, text: str) -> None:
    for sentence in nlp(text).sentences:
        assert [word.id for word in sentence.words] == list(range(1, len(sentence.words) + 1))
        assert sum(word.head == 0 for word in sentence.words) == 1


def test_a_parse_does_not_depend_on_its_neighbours(nlp: Any) -> None:
    first, second = "قُتل جنديان في هجوم بطائرة مسيّرة.", "أعلنت المقاومة استهداف القاعدة، ولم تقع إصابات تذكر."

    def rows(document: Any) -> list[list[tuple[Any, ...]]]:
        return [[(w.text, w.upos, w.lemma, w.head, w.deprel) for w in s.words] for s in document.sentences]

    assert rows(nlp(first + "\n\n" + second)) == rows(nlp(first)) + rows(nlp(second))


def test_a_plural_before_a_pronoun_is_no_feminine(tmp_path: Path) -> None:
    from kg.models.expansions import with_plurals

    lines = [f"{number}\t{form}\t_\tNOUN\t_\t_\t0\troot\t_\t_\n" for number, form in enumerate(("علاقاة", "حياة"), 1)]
    (tmp_path / "in").write_text("".join(lines), encoding="utf-8")
    words = {"علاقات": 900, "حياة": 900, "حيات": 2}
    repaired = with_plurals(data.read(tmp_path / "in")[0], words)
    assert [row[data.FORM] for row in repaired.rows] == ["علاقات", "حياة"]


def test_unseen_tokens_are_derived_from_seen_words(tmp_path: Path) -> None:
    from kg.models.expansions import derived

    rows = [
        ("أسقطت", "VERB"),
        ("قاعدة", "NOUN"),
        ("اللغة", "NOUN"),
        ("هاجموا", "VERB"),
        ("المبنى", "NOUN"),
        ("يرد", "VERB"),
    ]
    lines = [f"{number}\t{form}\t_\t{upos}\t_\t_\t0\troot\t_\t_\n" for number, (form, upos) in enumerate(rows, 1)]
    (tmp_path / "in").write_text("".join(lines), encoding="utf-8")
    tokens = ["أسقطتها", "وقاعدتهم", "للغة", "هاجموه", "سيرد", "فللقاعدة", "المبناه", "قاعدةها", "قاعدة"]
    found = derived(data.read(tmp_path / "in"), dict.fromkeys(tokens, 4))
    assert found == {
        "أسقطتها": "أسقطت ها",
        "وقاعدتهم": "و قاعدة هم",
        "للغة": "ل اللغة",
        "هاجموه": "هاجموا ه",
        "سيرد": "س يرد",
    }
    assert derived(data.read(tmp_path / "in"), dict.fromkeys(tokens, 3)) == {}


def test_training_continues_where_it_was_stopped(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from kg.models import loop
    from kg.models.recipe import Schedule

    schedule = Schedule(steps=6, lr=0.1, warmup=2, checkpoint=2)
    seen: list[int] = []

    def train(stop_at: int) -> Any:
        model = torch.nn.Linear(1, 1, bias=False)
        optimizer = torch.optim.Adam(model.parameters())

        def update(batch: int) -> float:
            if len(seen) == stop_at:
                raise KeyboardInterrupt
            seen.append(batch)
            optimizer.zero_grad()
            loss = model.weight.pow(2).sum()
            loss.backward()
            optimizer.step()
            return float(loss.detach())

        batches = loop.endless(lambda: [1, 2])
        loop.run(model, {"all": optimizer}, batches, update, schedule, tmp_path / "checkpoint")
        return model.weight.detach()

    with pytest.raises(KeyboardInterrupt):
        train(stop_at=5)
    assert len(seen) == 5
    kept = train(stop_at=100)
    assert len(seen) == 7  # the fifth update, made after the last checkpoint, is made again
    assert torch.equal(train(stop_at=0), kept)


@pytest.mark.parametrize(
    ("token", "spelt", "words"),
    [
        ("شبيهه", "شبي هه", "شبيه ه"),
        ("بالتزاماتهما", "ب التزامات هماهما", "ب التزامات هما"),
        ("والغـــربية", "و الغغةة", "و الغربية"),
        ("سينهض", "سين هض", "س ينهض"),
        ("بقائه", "بقائ ه", "بقاء ه"),
        ("ومشروعاً", "و مشروعاً", "و مشروعا"),
        ("وللغة", "و ل اللغة", "و ل اللغة"),
        ("كتبوها", "كتبوا ها", "كتبوا ها"),
        ("بانهاء", "ب إنهاء", "ب إنهاء"),
        ("مدرسته", "مدرسة ه", "مدرسة ه"),
        ("مازال", "ما زال", "ما زال"),
    ],
)
def test_words_are_held_to_the_letters_of_their_token(token: str, spelt: str, words: str) -> None:
    from kg.models.pieces import held

    assert held(token, spelt.split()) == words.split()


def test_the_lemma_of_a_conjunction_depends_on_its_neighbours() -> None:
    from kg.models.subordinators import Subordinators

    words = ["قال", "المصدر", "ان", "الجيش", "قرر", "أن", "يرد", "و", "ذكر", "ان", "الرد", "قريب"]
    tags = ["VERB", "NOUN", "SCONJ", "NOUN", "VERB", "SCONJ", "VERB", "CCONJ", "VERB", "SCONJ", "NOUN", "ADJ"]
    places = Subordinators().target_indices(words, tags)
    assert places == [2, 5]
    assert Subordinators().predict(places, [words, words], [tags, tags]) == ["إِنَّ", "أَن"]


def test_after_said_a_conjunction_without_hamza_is_read_as_quoting() -> None:
    from kg.models.loading import pipeline

    document = pipeline(processors=("tokenize", "mwt"))("قال المصدر انه اكد انه هناك.")
    assert [word.text for word in document.sentences[0].words][2:8] == ["إن", "ه", "اكد", "أن", "ه", "هناك"]


def test_what_is_foreign_is_its_own_lemma_unless_seen_otherwise() -> None:
    from kg.models.letters import foreign

    seen = [("العيون", "NOUN", "عَين"), ("ميلز", "X", "مِيلز")]
    assert foreign(seen) == [("العيون", "X", "العيون")]
