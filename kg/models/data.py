"""Preparation of the training and evaluation sets from a folder of treebanks (its layout: see README.md).

Sentences are kept as CoNLL-U rows, so that what Stanza reads is exactly what the treebank says.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.models.clitics import IMPERFECT, MARKS, MIN_LEFT, Clitics, without_proclitic

ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, MISC = 0, 1, 2, 3, 4, 5, 6, 7, 9
Row = tuple[str, ...]

TREES = ("padt_dev", "padt_test_a", "pud")
MORPHOLOGY = ("padt_morph",)
"""Treebanks without trees: good for the tokenizer and the tagger only."""
DOMAIN = ("domain_a", "domain_b", "domain_c", "domain_d", "domain_e")
"""More in-domain sentences lie beside the code, in `treebank/`."""
OWN = Path(__file__).parent / "treebank"
HELD_OUT = ("padt_test", "pud_heldout")
EVERY = 3
"""Every third in-domain sentence is evaluated, never trained on."""

VOWEL_SHADDA = re.compile("([\u064b-\u0650])(\u0651)")

VOICE = 3
"""Position of the voice in PADT's ten-character tag (Smrž 2007: 1 part of speech, 3 mood, 4 voice, ...)."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One CoNLL-U sentence: its comments (without #), and its rows of ten columns."""

    comments: tuple[str, ...]
    rows: tuple[Row, ...]

    def comment(self, key: str) -> str:
        """The value of `# key = value`, or an empty string."""
        return next((c.split("=", 1)[1].strip() for c in self.comments if c.split("=")[0].strip() == key), "")

    def tokens(self) -> Iterator[tuple[str, list[str], Row]]:
        """Surface token, its words, and the row that carries its MISC."""
        last = 0
        for index, row in enumerate(self.rows):
            if "-" in row[ID]:
                first, last = (int(number) for number in row[ID].split("-"))
                words = [r[FORM] for r in self.rows[index + 1 : index + 2 + last - first]]
                yield row[FORM], words, row
            elif int(row[ID]) > last:
                yield row[FORM], [row[FORM]], row


def read(path: Path) -> list[Sentence]:
    """The sentences of a CoNLL-U file."""
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing: DATA_DIR must hold treebank/*.conllu as kg/models/README.md lists")
    sentences = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.split("\n") if line]
        rows = tuple(row_of(line) for line in lines if not line.startswith("#"))
        if rows:
            sentences.append(Sentence(tuple(line[1:].strip() for line in lines if line.startswith("#")), rows))
    return sentences


def row_of(line: str) -> Row:
    """The columns of a CoNLL-U line, with shadda before its vowel in the lemma: Unicode takes both orders for the same,
    PADT writes this one."""
    columns = line.split("\t")
    columns[LEMMA] = VOWEL_SHADDA.sub(r"\2\1", columns[LEMMA])
    return tuple(columns)


def write(path: Path, sentences: Iterable[Sentence]) -> Path:
    """Write sentences as CoNLL-U; returns the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as stream:
        for sentence in sentences:
            stream.writelines(f"# {comment}\n" for comment in sentence.comments)
            stream.writelines("\t".join(row) + "\n" for row in sentence.rows)
            stream.write("\n")
    return path


def text_of(sentence: Sentence) -> str:
    """The surface text, rebuilt from the tokens and their SpaceAfter."""
    parts = [form + ("" if "SpaceAfter=No" in row[MISC] else " ") for form, _, row in sentence.tokens()]
    return "".join(parts).strip()


def mark_passives(sentence: Sentence) -> Sentence:
    """Give verbs that head an `nsubj:pass` the passive tag that some annotations lack (قُتل, أُصيب)."""
    passive = {row[HEAD] for row in sentence.rows if row[DEPREL] in ("nsubj:pass", "csubj:pass")}

    def marked(row: Row) -> Row:
        if row[ID] not in passive or row[UPOS] != "VERB" or row[XPOS] == "_":
            return row
        xpos = row[XPOS][:VOICE] + "P" + row[XPOS][VOICE + 1 :]
        return (*row[:XPOS], xpos, row[FEATS].replace("Voice=Act", "Voice=Pass"), *row[HEAD:])

    return replace(sentence, rows=tuple(marked(row) for row in sentence.rows))


def domain(data: Path, held_out: bool) -> list[Sentence]:
    """The in-domain sentences to evaluate on (every third of each file), or else those to train on."""
    paths = [data / "treebank" / f"{name}.conllu" for name in DOMAIN] + sorted(OWN.glob("*.conllu"))
    return [
        sentence for path in paths for number, sentence in enumerate(read(path), 1) if (number % EVERY == 0) == held_out
    ]


def held_out(data: Path) -> dict[str, list[Sentence]]:
    """The evaluation sets by name."""
    sets = {name: read(data / "treebank" / f"{name}.conllu") for name in HELD_OUT}
    return sets | {"in-domain": domain(data, held_out=True)}


def training(data: Path, trees: bool) -> list[Sentence]:
    """The training sentences: with `trees` only those that have one, else all with morphology."""
    unseen = {text_of(sentence) for sentences in held_out(data).values() for sentence in sentences}
    names = TREES if trees else TREES + MORPHOLOGY
    sentences = [sentence for name in names for sentence in read(data / "treebank" / f"{name}.conllu")]
    sentences += domain(data, held_out=False)
    return [mark_passives(sentence) for sentence in sentences if text_of(sentence) not in unseen]


def respelled(sentence: Sentence, pattern: str, written: str) -> Sentence:
    """The sentence with a pattern replaced in its forms (never to nothing); lemmas and tags stay."""
    rows = tuple((row[ID], re.sub(pattern, written, row[FORM]) or row[FORM], *row[LEMMA:]) for row in sentence.rows)
    return replace(sentence, rows=rows)


def clitics(
    sentences: Iterable[Sentence],
    words: Counter[str],
    derived: Iterable[str] = (),
    agree: float = 0.85,
    least: int = 4,
) -> Clitics:
    """The clitic dictionary: tokens whose split `agree`s in that share of their uses, and the counts of words.

    `derived` are unseen tokens that are several words, as `kg.models.expansions` tells.
    `words` counts surface words in news text; only those seen `least` times that could carry or follow a
    proclitic are kept, and verbs of the future seen half as often, rounded down to a power of two: the rules compare
    orders of magnitude.
    """
    seen: dict[str, list[bool]] = defaultdict(list)
    for sentence in sentences:
        for form, parts, _ in sentence.tokens():
            seen[MARKS.sub("", form)].append(len(parts) > 1)
    share = {form: sum(uses) / len(uses) for form, uses in seen.items() if len(form) > 1}
    split = {form: value > 0.5 for form, value in share.items() if max(value, 1 - value) >= agree}
    split |= {form: True for form in derived if form not in share}
    frequent = {word for word, count in words.items() if count >= least}
    rests = {word: without_proclitic(word) for word in frequent - split.keys()}
    kept = {word for word, rest in rests.items() if rest}
    # an unseen word must still find its rest: كحزب is in no list, حزب is
    kept |= {rest for rest in rests.values() if rest in frequent} | {word for word in frequent if words[word] >= 128}
    kept |= {
        word for word, count in words.items() if word[0] in IMPERFECT and len(word) >= MIN_LEFT and count * 2 >= least
    }
    return Clitics(split, {word: 1 << (words[word].bit_length() - 1) for word in kept})


SPELLINGS = (("[أإآ]", "ا"), ("ة\\b", "ه"), ("ي\\b", "ى"), ("ى\\b", "ي"), ("ئ", "ىء"))
"""How agencies and social media spell: without hamza, final ة as ه, ي and ى interchanged."""


def misspelled(sentences: Sequence[Sentence], share: float, rng: random.Random) -> list[Sentence]:
    """A copy of a `share` of the sentences, each with one systematic spelling habit; lemmas and tags stay."""
    copies = []
    for sentence in rng.sample(list(sentences), int(share * len(sentences))):
        pattern, written = SPELLINGS[rng.choices(range(len(SPELLINGS)), (6, 2, 2, 2, 1))[0]]
        copies.append(respelled(sentence, pattern, written))
    return copies
