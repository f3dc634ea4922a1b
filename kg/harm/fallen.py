"""Leaders and others of a group whom a strike killed: their group was hit, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.events import Event, Sentence
from kg.harm.tolls import cause
from kg.linking.memory import ARMED_GROUP
from kg.model import Casualties, EntityKind, Quantity, Ref
from kg.syntax.nominal import ANSWER, OWNER, Nominal

_IN, _BY = "في", "ب"
_AROUND = (EntityKind.PLACE, EntityKind.FACILITY)
_INSIDE = (
    "appos",
    "flat",
    "nmod",
    "conj",
    "amod",
    "nsubj",
    "obj",
    "obl",
    "dep",
    "parataxis",
    "acl",
    "fixed",
    "ccomp",
    "xcomp",
)
"""Relations on the way from a leader up to the word that tells of his death."""


def book(sentence: Sentence, history: Sequence[Event]) -> None:
    """Note with the strikes that killed them the groups of those leaders whose death a sentence tells."""
    for at, group in _fallen(sentence):
        event, _ = cause(sentence, at, Casualties("killed", Quantity(1), group), history)
        elsewhen = event is not None and event.reading is not sentence.reading and bool(sentence.reading.dated)
        if event is not None and not event.unreal and not elsewhen:
            event.fallen.append(group)


def hit(events: Iterable[Event]) -> None:
    """Add the groups whose leaders strikes killed to what these hit, and those of others killed in no base (R3); how
    many others were killed stays told of the rest."""
    for event in events:
        attackers = {party.ref.entity.id for party in event.attackers}
        groups = [group for group in (*event.fallen, *_sides(event)) if group.entity.id not in attackers]
        if groups and len(event.targets) == 1:
            only, sides = event.targets[0].entity.id, {group.entity.id for group in groups}
            event.casualties = [
                (told, place if _of(told, sides) else place or only) for told, place in event.casualties
            ]
        event.hit(groups)


def _of(told: Casualties, groups: set[str]) -> bool:
    """Whether harm is told of a group hit: by its name, or as the number of those killed with its leader."""
    named = told.side is not None and told.side.entity.id in groups
    return named or (told.harm == "killed" and len(groups) == 1)


def _sides(event: Event) -> Iterator[Ref]:
    """The armed groups of those killed where a place, and no base of somebody, was hit."""
    if any(ref.entity.kind not in _AROUND or ref.entity.operator for ref in event.targets):
        return
    for told, _ in event.casualties:
        if told.side and told.harm == "killed" and told.quantity.value and told.side.entity.subtype == ARMED_GROUP:
            yield told.side


def _fallen(sentence: Sentence) -> Iterator[tuple[int, Ref]]:
    """The groups whose leaders are told to have been killed, each with the word that tells it."""
    reading, classes = sentence.reading, sentence.words
    for nominal in reading.nominals:
        if not any(word.stem in classes["leader"] for word in reading.words[nominal.start : nominal.end]):
            continue
        at = _death(sentence, nominal)
        group = None if at is None else _group(sentence, nominal) or _of_mourners(sentence, nominal, at)
        if at is not None and group is not None:
            yield at, group


def _group(sentence: Sentence, nominal: Nominal) -> Ref | None:
    """The armed group that a leader leads: قائد كتائب X, القيادي في حزب الله."""
    reading = sentence.reading
    own = {nominal.index, *(n.index for n in reading.nominals if n.after == nominal.index)}  # في قطاع X بحزب Y
    behind = (n for n in reading.nominals if n.after in own and n.preposition in (_IN, _BY, OWNER))
    return _first(ref for n in (nominal, *behind) for ref in sentence.actors(n))


def _of_mourners(sentence: Sentence, nominal: Nominal, at: int) -> Ref | None:
    """The group whose subject a leader is that is told by no name of his own: أحد قادتها, نعت X القيادي فلاناً, رد X
    على اغتيال القائد."""
    reading = sentence.reading
    mourned = any(reading.words[v].lemma in sentence.words["mourned"] for v in reading.above(nominal.head))
    answers = any(reading.words[a].stem == ANSWER for a in reading.above(at))
    if not (nominal.pronoun or mourned or answers):
        return None
    return _first(ref for n in sentence.clauses.subjects_before(nominal.start) for ref in sentence.actors(n))


def _first(refs: Iterable[Ref]) -> Ref | None:
    return next((ref for ref in refs if ref.entity.subtype == ARMED_GROUP), None)


def _death(sentence: Sentence, nominal: Nominal) -> int | None:
    """The word that tells of the death of him whom a phrase names: above it in the tree, or in a clause behind it."""
    reading, below = sentence.reading, nominal.head
    if _killing(sentence, below):
        return below  # مقتل القيادي
    for at in reading.above(nominal.head):
        if not reading.relations[below].startswith(_INSIDE):
            break
        if _killing(sentence, at):
            return at
        if at in reading.verbs and reading.words[at].lemma not in sentence.words["so_called"]:
            break  # but الذي تعده رئيس أركان X
        below = at
    behind = (v for v in reading.verbs if v > nominal.head and v in reading.relative_verbs)
    return next((v for v in behind if nominal.start <= reading.qualified(v) and _killing(sentence, v)), None)


def _killing(sentence: Sentence, at: int) -> bool:
    """Whether a word tells that somebody was killed."""
    word, classes = sentence.reading.words[at], sentence.words
    if at in sentence.reading.verbs:
        return word.form in classes["killed_verb"] or word.lemma in classes["killing_verb"]
    return word.stem in classes["killing"] or (word.stem in classes["harm_act"] and word.stem in classes["killed_noun"])
