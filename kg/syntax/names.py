"""Which words of a sentence are names, and which words open a quotation."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kg.model import EntityKind, Mention
from kg.rules.words import Words
from kg.syntax.grammar import Grammar
from kg.syntax.words import Word

QUOTES = frozenset("\"'«»“”„‟‘’")
_OPENING = "«“„‘"
_PAIRS = {"«": "»", "“": "”“", "„": "“”", "‘": "’", "”": "”", '"': '"', "'": "'"}  # what opens: what closes it
_JOINED = QUOTES | {"و", "،"}  # between a name and the name that it is coordinated to
_PROCLITICS = "وفبلك"
_KNOWN_AS = ("settlement_noun", "district_noun")
_ORDINARY = (
    "settlement_noun",
    "district_noun",
    "base_noun",
    "named_group",
    "unit_noun",
    "direction",
    "anaphoric",
    "surroundings",
    "ordinary_name",
)
_ACCUSATIVE = "ا"
_THINGS = ("facility_noun", "position_noun")
_STATES = frozenset(("state", "country"))
_UNKNOWN = ("X", "PROPN")
_NAMING = frozenset(("nmod", "flat", "flat:foreign", "appos"))


def place(
    words: Sequence[Word],
    mentions: Sequence[Mention],
    dated: Collection[int],
    grammar: Grammar,
    tree: Sequence[tuple[int, str]],
) -> dict[int, Mention]:
    """Index of a name's first word -> mention.

    Names that are also ordinary words count only behind a cue such as "town"; words of dates never do. `tree` gives
    each word's governor and relation.
    """
    placed: dict[int, Mention] = {}
    covered: dict[int, Mention] = {}
    for mention in mentions:
        inside = [
            word.index
            for word in words
            if word.start < mention.end
            and mention.start < word.end
            and word.upos != "PUNCT"
            and not (word.end <= mention.start + 1 and word.form in _PROCLITICS)
        ]
        if not inside or inside[0] in dated:
            continue
        adjective = len(inside) == 1 and _adjective(words, inside[0], mention, tree, grammar)
        before = words[inside[0] - 1].form if inside[0] else ""
        street = before in grammar.classes["street"]  # شارع فلسطين
        curated = grammar.is_curated(mention.candidates[0].id)
        behind = before in grammar.classes["name_noun"] and not curated
        behind = behind or _called(words, inside[0], grammar.classes)
        # أم شامة is not شامة
        verb = _preposition(words[inside[0]], mention, grammar) or _verb(words[inside[0]], mention, tree, grammar)
        if adjective or street or behind or verb or _cut(words, inside[-1], mention, tree, grammar):
            continue
        if _described(words, inside, mention, tree, grammar):
            continue
        unsure = mention.cued or _ordinary(words[inside[0]], mention, len(inside), grammar)
        if mention.cued and len(inside) == 1 and _thing(words, inside[0], grammar.classes):
            continue
        if len(inside) == 1 and _begins(words, inside[0], grammar.classes):
            continue
        if unsure and (_acts(words[inside[0]], tree) or not _cue(words, inside[0], covered, grammar.classes)):
            continue
        placed[inside[0]] = mention
        covered |= dict.fromkeys(inside, mention)
    return placed


def _called(words: Sequence[Word], at: int, classes: Words) -> bool:
    """Whether a name is but the end of one that stands behind what it names: قرية عين الصفصافة, بلدة وادي البردي."""
    if at < 2 or words[at - 1].definite or not classes.is_a(words[at - 1].stem, "name_noun", "landform"):
        return False
    kind = words[at - 2]
    return classes.is_a(kind.stem, "settlement_noun") and not classes.is_a(kind.stem, "plural_place", "landform")


def _begins(words: Sequence[Word], at: int, classes: Words) -> bool:
    """Whether a name is but the first word of another one: أبو طويلة is not أبو, عين الصفصافة no عين."""
    behind = words[at + 1 : at + 2]
    first = words[at].stem in classes["name_noun"] and not words[at].definite
    return first and any(w.upos in (*_UNKNOWN, "ADJ", "NOUN") and w.stem not in classes["direction"] for w in behind)


def _verb(word: Word, mention: Mention, tree: Sequence[tuple[int, str]], grammar: Grammar) -> bool:
    """Whether the name of a weapon begins with what is here a verb with an object: وقصف بالهاون تجمعاً."""
    weapon = mention.candidates[0].kind is EntityKind.WEAPON
    return weapon and word.upos == "VERB" and grammar.is_verb(word) and (word.index, "obj") in tree


def _thing(words: Sequence[Word], at: int, classes: Words) -> bool:
    """Whether a word that may be a name tells a thing: in a list of places, محطة كهرباء X; but not behind بلدة, and no
    مركبا without tanwin."""
    before, word = words[at - 1].stem if at else "", words[at]
    bare = word.form == word.stem + _ACCUSATIVE and word.raw.endswith(_ACCUSATIVE)
    thing = classes.is_a(word.stem, *_THINGS, "another") and not bare
    return thing and not classes.is_a(before, "settlement_noun", "district_noun")


def _ordinary(word: Word, mention: Mention, length: int, grammar: Grammar) -> bool:
    """Whether a one-word name is here an ordinary noun or adjective: the town, the eastern, the Syrian."""
    if length == 1 and word.upos == "VERB" and grammar.is_verb(word):
        return True  # خرج المطار من الخدمة, فتح مسلحون النار
    if length > 1 or mention.candidates[0].kind is not EntityKind.PLACE:
        return False
    if grammar.classes.is_a(word.stem, *_ORDINARY):
        return not (word.definite and mention.weak and grammar.classes.is_a(word.stem, *_KNOWN_AS))  # القطاع is Gaza
    return not grammar.is_curated(mention.candidates[0].id) and (word.upos == "ADJ" or grammar.is_nisba(word.form))


def _acts(word: Word, tree: Sequence[tuple[int, str]]) -> bool:
    """Whether a word is a verb with a subject: في حلب، وخرج المطار عن الخدمة."""
    return word.upos == "VERB" and (word.index, "nsubj") in tree


def _preposition(word: Word, mention: Mention, grammar: Grammar) -> bool:
    """Whether a village of the long tail is but a preposition with what follows: على سبع is no قرية علي السبع."""
    return word.upos == "ADP" and not grammar.is_curated(mention.candidates[0].id)


def _adjective(
    words: Sequence[Word], at: int, mention: Mention, tree: Sequence[tuple[int, str]], grammar: Grammar
) -> bool:
    """Whether a one-word name is here the adjective of the noun before it: المناطق السعودية, المقاتلات السعودية, مناطق
    كردية."""
    word, before = words[at], at - 1
    while before > 0 and words[before].upos == "ADJ" and words[before].definite == word.definite:
        before -= 1  # المقاتلات الحربية السعودية
    noun = words[before]
    if at == 0 or word.upos != "ADJ" or noun.upos != "NOUN" or noun.definite != word.definite:
        return False
    qualifies, first = tree[at] == (noun.index, "amod"), mention.candidates[0]
    if qualifies and first.kind is EntityKind.SOURCE:
        return True  # الكتائب الحرة is no television
    if not grammar.is_nisba(word.form) or not (first.subtype in _STATES or mention.cued):
        return False
    forces = qualifies and noun.stem in grammar.classes["force_noun"]
    return forces or grammar.classes.is_a(noun.stem, "land_noun", "plural_place")


def _cut(words: Sequence[Word], last: int, mention: Mention, tree: Sequence[tuple[int, str]], grammar: Grammar) -> bool:
    """Whether a name that is one only behind a cue, or a village's, is but the beginning of a longer one that no table
    knows."""
    sure = not mention.cued and not mention.weak and grammar.is_curated(mention.candidates[0].id)
    if sure or last + 1 >= len(words) or mention.end + 1 != words[last + 1].start:
        return False
    behind, (head, relation) = words[last + 1], tree[last + 1]
    unknown = behind.upos in _UNKNOWN and not behind.definite and not grammar.is_nisba(behind.form)
    return unknown and relation in _NAMING and words[head].start >= mention.start and head <= last


def _described(
    words: Sequence[Word], inside: Sequence[int], mention: Mention, tree: Sequence[tuple[int, str]], grammar: Grammar
) -> bool:
    """القصر الرئاسي, الطبقة الرابعة: a word that is also the name of a place, and has here an adjective of its own."""
    last = inside[-1]
    place = mention.candidates[0].kind is EntityKind.PLACE and len(inside) == 1 and words[last].definite
    if not place or last + 1 >= len(words) or not words[last + 1].definite:
        return False
    head, relation = tree[last + 1]
    other = head != last and 0 <= head < last and words[head].definite
    thing = grammar.classes.is_a(words[last].stem, *_THINGS) and relation == "amod" and not other
    return thing or words[last + 1].stem in grammar.classes["ordinal"]


def _cue(words: Sequence[Word], first: int, covered: Mapping[int, Mention], classes: Words) -> bool:
    """Whether "town", "district" or another place that the name is coordinated to stands before it."""
    before = first - 1
    while before >= 0 and words[before].form in _JOINED:
        before -= 1
    if before < 0:
        return False
    if before < first - 1 and before in covered:
        return covered[before].candidates[0].kind is EntityKind.PLACE
    return classes.is_a(words[before].stem, "settlement_noun", "district_noun")


def opening_quotes(words: Sequence[Word]) -> frozenset[int]:
    """The words that open a quotation; straight ones open and close in turn, and so does ” where
    no “ stands before it."""
    opening, closer = set(), ""
    for word in words:
        if word.form not in QUOTES:
            continue
        if closer and word.raw in closer:
            closer = ""
        elif not closer and word.raw in _PAIRS:
            opening.add(word.index)
            closer = _PAIRS[word.raw]
        elif word.raw in _OPENING:
            opening.add(word.index)
    return frozenset(opening)
