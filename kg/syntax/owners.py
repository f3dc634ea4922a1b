"""Owners that the tree gives a noun phrase: مستودعاً للسلاح تابعاً للحرس, نقاط للواء الرابع عشر في الحشد.

Reading from left to right finds the owner that stands directly behind what it owns; others stand behind what a thing is
for, behind where it lies, or own the unit that owns it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import EntityKind
from kg.syntax.marked import Marked
from kg.syntax.nominal import OWNER, Nominal

_FOR, _IN, _FROM = "ل", "في", "من"
_ACCUSATIVE = "ا"
_GROUP = "armed group"
_INSIDE = ("nmod", "amod", "obl:arg", "appos", "flat", "fixed")
"""Relations on the way from an owner up to what it owns: all of them stay inside the phrase."""


def owned(marked: Marked, nominals: Sequence[Nominal]) -> tuple[Nominal, ...]:
    """The phrases, each with the owner that the tree gives it, where it has none that can own."""
    found = list(nominals)
    for nominal in reversed(nominals):
        owner = _owner(marked, found, nominal)
        if owner is not None:
            found[owner.index] = replace(owner, preposition=OWNER)
            found[nominal.index] = replace(nominal, owner=owner.index)
    return tuple(found)


def _owner(marked: Marked, nominals: Sequence[Nominal], nominal: Nominal) -> Nominal | None:
    """The actor that owns a thing or person by the tree; None where there is none, or where one is known already."""
    if not nominal.event and (forces := _forces(marked, nominals, nominal)) is not None:
        return forces
    if nominal.event or nominal.means is not None or _names_actor(nominal):
        return None
    if nominal.owner >= 0 and (_names_actor(nominals[nominal.owner]) or nominals[nominal.owner].owner >= 0):
        return None
    behind = (n for n in nominals[nominal.index + 1 :] if _names_actor(n) and not n.event)
    return next((n for n in behind if _belongs(marked, nominals, nominal, n)), None)


def _forces(marked: Marked, nominals: Sequence[Nominal], unit: Nominal) -> Nominal | None:
    """وحدات المدفعية في الجيش التركي: the army in which a unit without a name serves."""
    head, following = marked.words[unit.head], nominals[unit.index + 1 : unit.index + 2]
    army = next((n for n in following if n.preposition == _IN and n.start == unit.end + 1 and not n.event), None)
    if army is None or marked.words[army.head].stem not in marked.classes["forces_noun"] or _names_actor(unit):
        return None
    return army if head.stem in marked.classes["serving"] else None


def _names_actor(nominal: Nominal) -> bool:
    return any(mention.candidates[0].kind is EntityKind.ACTOR for mention in nominal.mentions)


def _belongs(marked: Marked, nominals: Sequence[Nominal], nominal: Nominal, actor: Nominal) -> bool:
    """Whether the tree leads from an actor up to a thing by words that say whose it is."""
    at, seen, affiliated = actor.head, set[int](), False
    while at >= 0 and at not in seen and not nominal.start <= at < nominal.end:
        seen.add(at)
        within = actor.start <= at < actor.end
        belonging = not within and _affiliation(marked, at)
        affiliated = affiliated or belonging
        if not (within or belonging or _between(nominals, nominal, at, affiliated)):
            return False
        inside = marked.relations[at].startswith(_INSIDE) or (belonging and marked.relations[at].startswith("acl"))
        if not (inside or actor.start <= marked.heads[at] < actor.end):
            return False
        at = marked.heads[at]
    if not nominal.start <= at < nominal.end or marked.words[actor.start - 2].stem in marked.classes["hostile"]:
        return False  # المعادية لإيران
    group = any(mention.candidates[0].subtype == _GROUP for mention in actor.mentions)
    return affiliated or actor.preposition in (_FOR, OWNER) or (group and actor.preposition in (_IN, _FROM))


def _affiliation(marked: Marked, at: int) -> bool:
    """Whether a word says whose something is: تابعة, تعود, also in the accusative (تابعاً)."""
    stem = marked.words[at].stem
    return bool({stem, stem.removesuffix(_ACCUSATIVE)} & marked.classes["affiliation"])


def _between(nominals: Sequence[Nominal], nominal: Nominal, at: int, affiliated: bool) -> bool:
    """Whether a word may stand between a thing and its owner: in the phrase behind it that tells what it is for, or
    where it is when the owner is said to be one (سيارة في بلدة X تابعة لـ Y)."""
    part = next((n for n in nominals if n.start <= at < n.end and n.index > nominal.index), None)
    if part is None or part.event:
        return False
    return part.index == nominal.owner or part.preposition == _FOR or (affiliated and not _names_actor(part))
