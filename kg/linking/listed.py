"""Sites of one kind, or towns, that are listed by name: «موانئ الحديدة والصليف», «بلدات بينها X وY»."""

from __future__ import annotations

from itertools import pairwise

from kg.linking.bases import SITES, WIDE
from kg.linking.memory import Memory
from kg.linking.minting import mint_site
from kg.linking.places import Places
from kg.model import EntityKind, Mention, Ref
from kg.rules.words import Words
from kg.syntax.nominal import Nominal, Reading
from kg.syntax.numbers import listing
from kg.syntax.words import Word
from kg.text import fold

_NAMES = ("X", "PROPN")
_ANNEXED, _INDEFINITE = ("تا", "تي", "ا"), ("اً", "ًا")
_OF_BOTH = "ين"
_FURTHER = 12  # words between several places and those of them that are named


def one_of_them(memory: Memory, words: Words, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
    """Each of several sites as reference data knows it by kind and name, else a new one of that kind and name; nothing
    for what is not in such a list."""
    members = [n for n in reading.nominals if n.group == nominal.group]
    before = (n for n in reversed(members) if n.index <= nominal.index)
    first = next((n for n in before if listing(reading.words, n.head, words)), members[0])
    head = reading.words[first.head]
    kind = listing(reading.words, first.head, words)
    own = words.is_a(reading.words[nominal.head].stem, "base_noun", "facility_noun", "position_noun")
    if kind is None or (own and nominal is not first):
        return ()  # محطتي X وY ومطار Z
    behind = (m for m in nominal.mentions if nominal.index != first.index or m.start > head.start)
    others = (EntityKind.ACTOR, EntityKind.WEAPON)  # مواقع الحوثيين are theirs
    names = [m for m in behind if m.candidates[0].kind not in others]
    at = nominal.head if nominal.index != first.index else nominal.head + 1
    end = next((w.index for w in reading.words[at + 1 : nominal.end] if w.upos == "ADJ"), nominal.end)
    spans = [(name.start, name.end) for name in names]
    if not nominal.mentions and at < nominal.end:
        spans.append((reading.words[at].start, reading.words[end - 1].end))
    for start, stop in spans:
        for mention in memory.lexicon.find(f"{kind} {memory.article.text[start:stop]}"):
            whole = mention.start == 0 and mention.end > len(kind)
            if whole and (site := memory.entity(mention, *SITES, EntityKind.PLACE)):
                return (memory.ref(site, start, stop),)
    towns = (c for m in names for c in m.candidates if c.subtype not in WIDE)
    if fold(kind) in words["base_noun"] and any(memory.lexicon.bases_at(town.id) for town in towns):
        return ()  # قاعدتا الشدادي والتنف are those of the towns
    if (
        len(members) == 1
        or at >= nominal.end
        or nominal.owner >= 0
        or not _bare(words, reading, range(at, end), names, nominal)
    ):
        return ()
    site_kind = EntityKind.BASE if fold(kind) in words["base_noun"] else EntityKind.FACILITY
    return (mint_site(memory, kind, reading.words[at].start, reading.words[end - 1].end, site_kind),)


def _behind_dual(words: Words, noun: Word, name: Word, names: list[Mention]) -> bool:
    """Whether a word behind a dual without its nūn can but be a name: محطتا X وY, حقلا X وY, مطارا أصفهان وY."""
    annexed = not noun.definite and noun.form.endswith(_ANNEXED) and not noun.raw.endswith(_INDEFINITE)
    places = all(candidate.kind is EntityKind.PLACE for mention in names for candidate in mention.candidates)
    return annexed and places and not any(name.stem in stems for stems in words.classes.values())


def _bare(words: Words, reading: Reading, span: range, names: list[Mention], nominal: Nominal) -> bool:
    """Whether the words of a span are but a name: one that nobody knows, or that of a town."""
    word = reading.words[span[0]]
    unknown = len(names) == len(nominal.mentions)  # ثكنتي زرعيت وX: known with its noun
    if unknown and span[0] == nominal.head + 1 and _behind_dual(words, reading.words[nominal.head], word, names):
        return True
    if names:
        first = names[0].candidates[0]
        return names[0].start == word.start and first.kind is EntityKind.PLACE and first.subtype not in WIDE
    if nominal.mentions or word.upos in _NAMES:
        return not nominal.mentions
    if len(span) > 1:  # معسكرات وادي X
        return words.is_a(word.stem, "landform", "name_noun", "honorific")
    common = any(word.stem in stems for stems in words.classes.values())
    rest = reading.words[span.stop : nominal.end]
    alone = all(w.form.endswith(_OF_BOTH) for w in rest)  # مطاري X والثعلة العسكريين, but القواعد والبعثات الدبلوماسية
    return word.upos == "NOUN" and word.definite and alone and not common


def among(places: Places, words: Words, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
    """«بلدات عدة في قضاء X، بينها Y وZ»: the places that are then named as some of those."""
    pairs = pairwise(reading.words[nominal.end : nominal.end + _FURTHER])
    them = next((b.index for a, b in pairs if a.form in words["among"] and b.upos == "PRON" and b.glued), -1)
    first = next((n for n in reading.nominals if n.start == them + 1 and not n.preposition), None)
    if them < 0 or first is None or nominal.mentions:
        return ()
    them_all = [n for n in reading.nominals if n.group == first.group]
    refs = (places.named(reading, n) or _new(places, reading, n) for n in them_all)
    return tuple(ref for named in refs for ref in named)


def _new(places: Places, reading: Reading, nominal: Nominal) -> tuple[Ref, ...]:
    """The place of a name that nobody knows among those told."""
    foreign = reading.words[nominal.head].upos in _NAMES and not nominal.mentions
    return (places.listed(reading, nominal),) if foreign else ()
