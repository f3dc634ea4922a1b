"""Which phrase before it a phrase behind "and" or a comma is coordinated to: that of the tree, else the nearest of its
kind.

Parsers attach a member of a list too low (منزلاً في X ومسجداً: to X), so what a phrase of the tree belongs to counts as
well, and the kinds of the phrases decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import EntityKind
from kg.syntax.marked import COMMAS, Marked
from kg.syntax.names import QUOTES
from kg.syntax.nominal import OWNER, Nominal
from kg.syntax.numbers import listing

_NEAR = 8  # words between coordinated events
_FAR = 25  # words between the parts of a coordination
_AGAIN = 40  # so many when "and" with the preposition stands again behind a comma
_PLACES = ("settlement_noun", "district_noun", "surroundings", "road")
_NAME = 3  # words in a name
_NAMING = ("X", "PROPN", "NOUN")
_PEOPLE = ("killed_noun", "injured_noun", "person_noun", "people_noun", "group_noun", "facility_noun")
_UNKNOWN = ("X", "PROPN")
_STRIKING = ("event", "weapon")
_AGAINST = ("ضد", "علي")
_SITES = frozenset(("base", "place", EntityKind.BASE, EntityKind.FACILITY, EntityKind.PLACE))
_ACCUSATIVE = ("اً", "ًا")
_PARTICIPLE = "ةً"
_HIT = _SITES | {"things"}


def lists(marked: Marked, before: Nominal | None, at: int) -> bool:
    """Whether a comma between a phrase and word `at` is that of a list of places."""
    if before is None or at not in marked.mention_at or not before.mentions:
        return False
    kinds = {before.mentions[-1].candidates[0].kind, marked.mention_at[at].candidates[0].kind}
    return kinds == {EntityKind.PLACE}


def partner(marked: Marked, nominal: Nominal, before: Sequence[Nominal], read: Sequence[Nominal]) -> Nominal | None:
    """What a nominal is coordinated to, None when it stands alone; `before` are the phrases that it may go on with by
    the order of words, `read` all before it."""
    kind = _kind(marked, nominal)
    if _leaving(marked, nominal) or _one_of_several(marked, nominal):
        return None
    if not nominal.preposition and (told := next(_by_tree(marked, nominal, read), None)) is not None:
        return told
    if nominal.preposition and kind not in _STRIKING:  # على X ... وعلى Y
        repeated = (n for n in reversed(before) if n.preposition == nominal.preposition)
        again = next((n for n in repeated if _kind(marked, n) not in _STRIKING), None)
        far = _AGAIN if marked.words[nominal.start - 3].form in COMMAS else _FAR  # ، وعلى Y
        return again if again is not None and nominal.start - again.start <= far else None
    for previous in reversed(before):
        if nominal.start - previous.start > (_NEAR if kind == "event" else _FAR) or _apart(marked, previous, nominal):
            break
        if _governed(marked, previous, nominal):
            continue
        if previous.preposition == OWNER:
            if _owns_too(marked, previous, nominal):
                return previous
            continue
        if (
            _alike(marked, previous, nominal, kind)
            or _fits(marked, previous, nominal)
            or _listed(marked, previous, nominal)
        ):
            return previous
        if _arms(previous, nominal):
            return previous
    return None


def _one_of_several(marked: Marked, nominal: Nominal) -> bool:
    """Whether a phrase is but "the second": غارتان، الأولى على X والثانية على Y."""
    word = marked.words[nominal.head]
    return nominal.end == nominal.start + 1 and word.definite and word.stem in marked.grammar.classes["ordinal"]


def conjoined(marked: Marked, nominal: Nominal, read: Sequence[Nominal]) -> bool:
    """Whether the tree coordinates a nominal to a phrase before it that names what is hit as well."""
    at = _joint(marked, nominal)
    before = next((n for n in read if n.start <= at < n.end), None) if at >= 0 else None
    return before is not None and _both_hit(marked, before, nominal)


def _by_tree(marked: Marked, nominal: Nominal, read: Sequence[Nominal]) -> Iterator[Nominal]:
    """The phrases to which the tree coordinates a nominal, or on which these depend, that go together with it."""
    at, first, seen = _joint(marked, nominal), True, set[int]()
    while at >= 0 and at not in seen:
        seen.add(at)
        if marked.grammar.is_verb(marked.words[at]) and not marked.relations[at].startswith("acl"):
            return
        for previous in read:
            if previous.start <= at < previous.end and previous.index != nominal.index:
                goes = _both_hit(marked, previous, nominal) or (first and _together(marked, previous, nominal))
                if goes and not _governed(marked, previous, nominal):
                    yield previous
                first = False
        at = marked.heads[at]


def _apart(marked: Marked, previous: Nominal, nominal: Nominal) -> bool:
    """Whether a clause of its own begins between two phrases: قصفت X، فيما استهدفت Y ... وZ."""
    between = marked.words[previous.end : nominal.start]
    return any(
        word.upos == "VERB" and marked.grammar.is_verb(word) and not marked.relations[word.index].startswith("acl")
        for word in between
    )


def _governed(marked: Marked, previous: Nominal, nominal: Nominal) -> bool:
    """Whether only the first of two phrases stands behind a preposition, as the second is an accusative: منزلاً في X
    ومسجداً."""
    return bool(previous.preposition) and marked.words[nominal.head].raw.endswith(_ACCUSATIVE)


def _leaving(marked: Marked, nominal: Nominal) -> bool:
    """Whether a phrase behind a comma begins with a participle that tells what an attack left: ،موقعةً 8 قتلى."""
    return marked.words[nominal.head].raw.endswith(_PARTICIPLE) and marked.words[nominal.start - 1].form in COMMAS


def _joint(marked: Marked, nominal: Nominal) -> int:
    """The word before a nominal to which the tree coordinates it, -1 when it does not."""
    if _leaving(marked, nominal):
        return -1
    inside = range(nominal.start, nominal.end)
    joints = (marked.heads[at] for at in inside if marked.relations[at] == "conj")
    return next((head for head in joints if 0 <= head < nominal.start), -1)


def _together(marked: Marked, previous: Nominal, nominal: Nominal) -> bool:
    """Whether two phrases that the tree coordinates are of a kind, or one of them is of no known kind."""
    if previous.preposition == OWNER:
        return _owns_too(marked, previous, nominal)
    kinds = {_kind(marked, previous), _kind(marked, nominal)}
    fighters = marked.words[nominal.head].stem in marked.classes["person_noun"]
    if previous.preposition in _AGAINST and (fighters or _kind(marked, nominal) == "weapon"):
        return True  # على معسكرات X ومقاتلي Y, ضد القواعد والطائرات
    if _state(marked, previous) and _state(marked, nominal):
        return True  # واشنطن وباريس
    name = _kind(marked, previous) == "other" and marked.words[previous.head].upos in _UNKNOWN
    if name and EntityKind.PLACE in kinds:
        return True  # two towns, of which only the second is known
    if _kind(marked, previous) in ("place", EntityKind.PLACE) and _unknown(marked, nominal):
        return True  # في جبل X وY
    return len(kinds) == 1 or _fits(marked, previous, nominal) or _listed(marked, previous, nominal)


def _unknown(marked: Marked, nominal: Nominal) -> bool:
    """Whether a phrase is but one word that no table and no class of words knows."""
    word = marked.words[nominal.head]
    alone = nominal.end - nominal.start == 1 and not (nominal.mentions or nominal.means or nominal.event)
    name = alone and word.upos in _NAMING and not word.definite
    of = marked.words[nominal.end].form in marked.classes["pointing"] if nominal.end < len(marked) else False
    return name and not of and not any(word.stem in stems for stems in marked.classes.classes.values())


def _state(marked: Marked, nominal: Nominal) -> bool:
    """Whether a phrase without a preposition names a state, be it by its capital."""
    own = (m for m in nominal.mentions if m.start == marked.words[nominal.head].start)
    return not nominal.preposition and any(c.subtype == "state" for mention in own for c in mention.candidates)


def _both_hit(marked: Marked, previous: Nominal, nominal: Nominal) -> bool:
    """Whether two phrases name what can be hit, and the first does not only say where something else was."""
    kind, before = _kind(marked, nominal), _kind(marked, previous)
    beside = kind != before and previous.preposition in marked.classes["locative"]
    return {kind, before} <= _HIT and not beside and previous.preposition != OWNER


def _alike(marked: Marked, previous: Nominal, nominal: Nominal, kind: str) -> bool:
    """Whether a phrase of a kind goes on with another: what is hit with what is hit, not with where that was (منشآت في
    X ومحطة Y)."""
    return _kind(marked, previous) == kind or _both_hit(marked, previous, nominal)


def _owns_too(marked: Marked, previous: Nominal, nominal: Nominal) -> bool:
    """مخازن تابعة لـ X وY, لـ"X" و"Y", للحرس وفصائل موالية له: a second owner."""
    between = [word.form for word in marked.words[previous.end : nominal.start] if word.form not in QUOTES]
    adjacent = len(between) <= 1 and not nominal.preposition and nominal.means is None
    owners = [n.mentions[0].candidates[0].kind is EntityKind.ACTOR for n in (previous, nominal) if n.mentions]
    loyal = nominal.pronoun and marked.words[nominal.head].stem in marked.classes["irregular"] and owners == [True]
    return adjacent and (loyal or owners == [True, True])


def _fits(marked: Marked, previous: Nominal, nominal: Nominal) -> bool:
    """A bare name goes on with two bases («قاعدتي الرميلان والمالكية»), an actor with the area that he shares."""
    if not nominal.mentions:
        return False
    kinds = {candidate.kind for candidate in nominal.mentions[0].candidates}
    if EntityKind.BASE in kinds and _kind(marked, previous) == "base":
        return True
    if EntityKind.ACTOR not in kinds or not previous.mentions or nominal.start - previous.end > 1:
        return False
    if (
        previous.preposition in marked.classes["locative"]
        and previous.mentions[0].candidates[0].kind is EntityKind.PLACE
    ):
        return False  # قصفت تركيا داعش في سوريا والحزب في العراق
    both = any(candidate.kind is EntityKind.ACTOR for mention in previous.mentions for candidate in mention.candidates)
    return both or previous.mentions[-1].candidates[0].kind is EntityKind.AREA


def _listed(marked: Marked, previous: Nominal, nominal: Nominal) -> bool:
    """Whether a phrase is a name that no table knows in a list of places or sites («قريتي X وY», «ثكنات X وY»)."""
    words = marked.words[nominal.start : nominal.end]
    sites = listing(marked.words, previous.head, marked.classes)  # حقول X وY, though Y is a town as well
    if sites and not nominal.preposition and _kind(marked, nominal) == EntityKind.PLACE:
        return True
    if nominal.mentions or nominal.pronoun or len(words) > _NAME or _kind(marked, nominal) != "other":
        return False
    if nominal.count or marked.classes.is_a(marked.words[nominal.head].stem, *_PEOPLE):
        return False
    several = marked.classes["plural_place"] | marked.classes.singular.keys()
    places = sites or any(word.stem in several for word in marked.words[previous.start : previous.end])
    name = bool(previous.mentions) and previous.mentions[-1].candidates[0].kind is EntityKind.PLACE
    upos = marked.words[nominal.head].upos
    return upos in _NAMING if places else name and len(words) == 1 and upos in _UNKNOWN


def _arms(previous: Nominal, nominal: Nominal) -> bool:
    """Whether two weapons stand side by side, of which one may as well be hit: زوارق مسيّرة وصاروخ."""
    side_by_side = nominal.start - previous.end <= 1 and not (previous.event or nominal.event)
    return side_by_side and previous.means is not None and nominal.means is not None


def _some(marked: Marked, nominal: Nominal) -> bool:
    """Whether "another" is told by whose it is, or where."""
    behind = marked.words[nominal.end].form if nominal.end < len(marked) else ""
    return nominal.owner >= 0 or behind in marked.classes["locative"]


def _kind(marked: Marked, nominal: Nominal) -> str:
    """What sort of thing a phrase names, as far as coordination cares."""
    stem, classes = marked.words[nominal.head].stem, marked.classes
    if nominal.event:
        return "event"
    if stem in classes["base_noun"]:
        return "base"
    if classes.is_a(stem, *_PLACES) and (nominal.mentions or stem not in classes["facility_noun"]):
        return "place"  # but مركز قيادة
    if stem in classes["facility_noun"] and stem not in classes["position_noun"] and not nominal.means:
        named = [m.candidates[0].kind for m in nominal.mentions[:1] if m.start == marked.words[nominal.head].start]
        return str(named[0] if named and named[0] is not EntityKind.WEAPON else EntityKind.FACILITY)  # دير الزور
    if stem in classes["position_noun"] or (stem in classes["another"] and _some(marked, nominal)):
        return "things"  # مواقع لـ X وأخرى لـ Y, هدفاً في X وآخر في Y
    if nominal.means is not None:
        return "weapon"
    if classes.is_a(stem, "killed_noun", "injured_noun"):
        return "harm"
    if classes.is_a(stem, "ministry", "bureau") and not nominal.mentions:
        return str(EntityKind.FACILITY)
    if nominal.mentions:
        return str(nominal.mentions[0].candidates[0].kind)
    if classes.is_a(stem, "person_noun", "official") and marked.words[nominal.head].raw.endswith(_ACCUSATIVE):
        return "things"  # قيادياً في X ومستودعاً لـ Y
    origin = any(marked.grammar.is_nisba(word.form) for word in marked.words[nominal.head + 1 : nominal.end])
    return str(EntityKind.ACTOR) if origin and stem in marked.classes["forces_noun"] else "other"
