"""Which phrase before it a phrase behind "and" or a comma is coordinated to: the nearest of its kind."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import EntityKind
from kg.syntax.marked import Marked
from kg.syntax.nominal import OWNER, Nominal

_NEAR = 8  # words between coordinated events
_FAR = 25  # words between the parts of a coordination
_PLACES = ("settlement_noun", "district_noun", "surroundings")
_NAME = 3  # words in a name
_NAMING = ("X", "PROPN", "NOUN")
_PEOPLE = ("killed_noun", "injured_noun", "person_noun", "people_noun", "group_noun", "facility_noun")
_UNKNOWN = ("X", "PROPN")
_STRIKING = ("event", "weapon")
_SITES = frozenset(("base", "place", EntityKind.BASE, EntityKind.FACILITY, EntityKind.PLACE))
_HIT = _SITES | {"things"}


def lists(marked: Marked, before: Nominal | None, at: int) -> bool:
    """Whether a comma between a phrase and word `at` is that of a list of places."""
    if before is None or at not in marked.mention_at or not before.mentions:
        return False
    kinds = {before.mentions[-1].candidates[0].kind, marked.mention_at[at].candidates[0].kind}
    return kinds == {EntityKind.PLACE}


def partner(marked: Marked, nominal: Nominal, before: Sequence[Nominal]) -> Nominal | None:
    """What a nominal is coordinated to, None when it stands alone; `before` are the phrases that it may go on with."""
    kind = _kind(marked, nominal)
    if nominal.preposition and kind not in _STRIKING:  # على X ... وعلى Y
        repeated = (n for n in reversed(before) if n.preposition == nominal.preposition)
        again = next((n for n in repeated if _kind(marked, n) not in _STRIKING), None)
        return again if again is not None and nominal.start - again.start <= _FAR else None
    for previous in reversed(before):
        if nominal.start - previous.start > (_NEAR if kind == "event" else _FAR):
            break
        if previous.preposition == OWNER:
            if _owns_too(previous, nominal):
                return previous
            continue
        if _alike(marked, previous, kind) or _fits(marked, previous, nominal) or _listed(marked, previous, nominal):
            return previous
        if _conjoined(marked, previous, nominal) or _arms(previous, nominal):
            return previous
    return None


def _alike(marked: Marked, previous: Nominal, kind: str) -> bool:
    """Whether a phrase of a kind goes on with another: what is hit with what is hit, not with where that was (منشآت في
    X ومحطة Y)."""
    before = _kind(marked, previous)
    apart = _beside_place(marked, previous, kind)
    return before == kind or (EntityKind.FACILITY in (kind, before) and {kind, before} <= _SITES and not apart)


def _beside_place(marked: Marked, previous: Nominal, kind: str) -> bool:
    """Whether a phrase before a facility only says where something was."""
    return kind == EntityKind.FACILITY and previous.preposition in marked.classes["locative"]


def _owns_too(previous: Nominal, nominal: Nominal) -> bool:
    """مخازن تابعة لـ X وY: a second owner."""
    adjacent = nominal.start - previous.end <= 1 and not nominal.preposition and nominal.means is None
    owners = [n.mentions[0].candidates[0].kind is EntityKind.ACTOR for n in (previous, nominal) if n.mentions]
    return adjacent and owners == [True, True]


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
    """Whether a phrase is a name that no table knows in a list of places («قريتي X وY»)."""
    words = marked.words[nominal.start : nominal.end]
    if nominal.mentions or nominal.pronoun or len(words) > _NAME or _kind(marked, nominal) != "other":
        return False
    if nominal.count or marked.classes.is_a(marked.words[nominal.head].stem, *_PEOPLE):
        return False
    places = any(word.stem in marked.classes["plural_place"] for word in marked.words[previous.start : previous.end])
    name = bool(previous.mentions) and previous.mentions[-1].candidates[0].kind is EntityKind.PLACE
    upos = marked.words[nominal.head].upos
    return upos in _NAMING if places else name and len(words) == 1 and upos in _UNKNOWN


def _conjoined(marked: Marked, previous: Nominal, nominal: Nominal) -> bool:
    """Whether the tree coordinates two phrases that name things of different kinds (مطار X ومستودعات لـ Y)."""
    if not {_kind(marked, previous), _kind(marked, nominal)} <= _HIT:
        return False
    if _beside_place(marked, previous, _kind(marked, nominal)):
        return False
    if nominal.end < len(marked) and marked.grammar.is_verb(marked.words[nominal.end]):
        return False
    return marked.relations[nominal.head] == "conj" and previous.start <= marked.heads[nominal.head] < previous.end


def _arms(previous: Nominal, nominal: Nominal) -> bool:
    """Whether two weapons stand side by side, of which one may as well be hit: زوارق مسيّرة وصاروخ."""
    side_by_side = nominal.start - previous.end <= 1 and not (previous.event or nominal.event)
    return side_by_side and previous.means is not None and nominal.means is not None


def _kind(marked: Marked, nominal: Nominal) -> str:
    """What sort of thing a phrase names, as far as coordination cares."""
    stem, classes = marked.words[nominal.head].stem, marked.classes
    if nominal.event:
        return "event"
    if stem in classes["base_noun"]:
        return "base"
    if classes.is_a(stem, *_PLACES):
        return "place"
    if stem in classes["facility_noun"] and stem not in classes["position_noun"] and not nominal.means:
        town = any(m.start == marked.words[nominal.head].start for m in nominal.mentions[:1])  # دير الزور
        return str(nominal.mentions[0].candidates[0].kind if town else EntityKind.FACILITY)
    if stem in classes["position_noun"] or (stem in classes["another"] and nominal.owner >= 0):
        return "things"  # مواقع لـ X وأخرى لـ Y
    if nominal.means is not None:
        return "weapon"
    if classes.is_a(stem, "killed_noun", "injured_noun"):
        return "harm"
    if nominal.mentions:
        return str(nominal.mentions[0].candidates[0].kind)
    origin = any(marked.grammar.is_nisba(word.form) for word in marked.words[nominal.head + 1 : nominal.end])
    return str(EntityKind.ACTOR) if origin and stem in marked.classes["forces_noun"] else "other"
