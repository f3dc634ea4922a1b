"""New entities: what reference data does not know is kept with the article's words, never dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from kg.linking.memory import ARMED_GROUP, Memory
from kg.model import Entity, EntityKind, Ref
from kg.rules.words import Words
from kg.syntax.nominal import Nominal, Reading
from kg.text import clean, fold

SEVERAL = "several"  # the subtype of sites of which an article does not tell which they are
_NAME = re.compile(r'["(]([^"()]+)[")]')
_OBJECT = re.compile(r"(?<=\w\w)(?:اً|ًا)(?!\w)")
_ALIF = "ا"
_FOREIGN = ("X", "PROPN")
_NAMING = ("NOUN", *_FOREIGN)
_NAMED = 2  # words of which a name has at least so many
_NOT_WORD = re.compile(r"[^\w]+")


def slug(label: str) -> str:
    """The id that a label gives an entity: folded, its words joined by hyphens."""
    return _NOT_WORD.sub("-", fold(label)).strip("-")


def group(name: str) -> Entity:
    """An armed group of which no more is known than its name."""
    return Entity(slug(name), EntityKind.ACTOR, (name,), subtype=ARMED_GROUP, minted=True)


def mint(
    memory: Memory, words: Words, reading: Reading, nominal: Nominal, kind: EntityKind, chain: Sequence[Nominal] = ()
) -> Ref:
    """A new entity with the article's words: the phrase, and with the place in `chain` that narrows it."""
    return _mint(memory, words, reading, nominal, nominal.head, kind, chain)


def mint_place(memory: Memory, words: Words, reading: Reading, nominal: Nominal, head: int) -> Ref:
    """A new place whose kind word `head` of the phrase tells (بلدة X); "the town" may point back to it."""
    ref = _mint(memory, words, reading, nominal, head, EntityKind.PLACE, ())
    memory.places[ref.start] = ref
    return ref


def mint_name(memory: Memory, start: int, end: int) -> Ref:
    """A new place of which the article tells no more than the name from `start` to `end`."""
    label = _label(memory, start, end)
    ref = memory.ref(Entity(slug(label), EntityKind.PLACE, (label,), minted=True), start, end)
    memory.places[start] = ref
    return ref


def mint_site(memory: Memory, noun: str, start: int, end: int, kind: EntityKind) -> Ref:
    """A new base or facility of which the article tells the name, behind the plural of `noun`."""
    name = _label(memory, start, end)
    label = f"{noun} {name}"
    ref = memory.ref(Entity(slug(label), kind, (label, name), minted=True), start, end)
    (memory.bases if kind is EntityKind.BASE else memory.facilities)[start] = ref
    return ref


def mint_ship(memory: Memory, start: int, end: int) -> Ref:
    """A new facility of which the article tells the name from `start` to `end`, apart from what it is."""
    label = _label(memory, start, end)
    ref = memory.ref(Entity(slug(label), EntityKind.FACILITY, (label,), minted=True), start, end)
    memory.facilities[start] = ref
    return ref


def _mint(
    memory: Memory,
    words: Words,
    reading: Reading,
    nominal: Nominal,
    head: int,
    kind: EntityKind,
    chain: Sequence[Nominal],
) -> Ref:
    last = nominal if nominal.owner < 0 else reading.nominals[nominal.owner]
    lying = [w.stem in words["lying"] for w in reading.words[head + 1 : last.end]]
    trimmed = last.end - (1 if lying[-1:] == [True] else 0)  # مجمع X القريب من Y
    start, end = reading.words[head].start, reading.words[trimmed - 1].end
    labels = [_phrase(memory, reading, head, end)]
    if chain:
        end = reading.words[chain[-1].end - 1].end
        labels.insert(0, _phrase(memory, reading, head, end))
    if quoted := _NAME.search(memory.plain(start, end)):
        labels.insert(0, quoted[1].strip())
    elif kind is EntityKind.PLACE and words.is_a(reading.words[head].stem, "settlement_noun", "district_noun"):
        labels[:0] = _names(memory, words, reading, nominal, head)
    elif nominal.quoted and nominal.end - nominal.head > 1:
        behind = reading.words[head + 1 : nominal.end]
        name = next((word for word in behind if word.upos in _FOREIGN), behind[0])  # سفينة الحاويات ميرسك
        labels.insert(0, _label(memory, name.start, end))
    else:
        labels.append(_phrase(memory, reading, head, reading.words[nominal.end - 1].end))
        labels.append(_phrase(memory, reading, head, _name_end(reading, nominal, head)))
    kinds = words.place_kinds.get(reading.words[head].stem) if kind is EntityKind.PLACE else None
    subtype = min(kinds) if kinds else None
    return memory.ref(
        Entity(slug(labels[0]), kind, tuple(dict.fromkeys(labels)), subtype=subtype, minted=True), start, end
    )


def _names(memory: Memory, words: Words, reading: Reading, nominal: Nominal, head: int) -> list[str]:
    """The name behind what a place is (بلدة X): without the adjectives behind it, and with them."""
    behind = reading.words[head + 2 : nominal.end]
    name = (
        reading.words[head + 1],
        *takewhile(lambda word: word.upos in _NAMING and word.stem not in words["lately"], behind),
    )
    start = name[0].start
    return [_label(memory, start, name[-1].end), _label(memory, start, reading.words[nominal.end - 1].end)]


def _name_end(reading: Reading, nominal: Nominal, head: int) -> int:
    """Where a name of several nouns ends without the adjectives behind it: جسر X الرابط."""
    words = reading.words[head : nominal.end]
    nouns = list(takewhile(lambda word: word.upos in _NAMING, words))
    own = list(takewhile(lambda word: word.upos != "ADP", words))  # محطة الشمالية للغاز
    behind = reading.words[head + len(own) : head + len(own) + 1]
    if len(own) > _NAMED and own[-1].upos == "ADJ" and any(word.upos == "ADP" for word in behind):
        own.pop()  # الميناء الجنوبي المخصص للحاويات
    return (nouns if len(nouns) > 1 else own or words)[-1].end


def _phrase(memory: Memory, reading: Reading, head: int, end: int) -> str:
    """The label from word `head` on, with the whole of an article that is written into للـ (للمركز: المركز)."""
    word = reading.words[head]
    label = _label(memory, word.start, end)
    return _ALIF + label if word.definite and not fold(label).startswith(_ALIF) else label


def _label(memory: Memory, start: int, end: int) -> str:
    """The words from `start` to `end` without quotes, and without the endings that only an object has (معسكراً)."""
    words = _OBJECT.sub("", memory.article.text[start:end])
    return " ".join(clean(words).text.replace('"', " ").split())
