"""Killed and injured: read from a sentence and booked on the strike that caused them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.events import Event, Sentence, negated
from kg.model import Casualties, Quantity, Ref
from kg.syntax.nominal import OWNER, Nominal

_NEAR = 6  # words between a negation and what it denies
_BESIDE = 5  # words between casualties and the place where they fell
_SENTENCES = 3  # sentences back to the strike on the side that is named
_BY = "ب"
_OF_WHOM = ("", _BY, "في", OWNER)  # between an act of harm and who suffered it: مقتل جندي, إصابة في صفوف X
_CLAUSE_ENDS = ("،", ".")


def read(sentence: Sentence) -> list[tuple[int, Casualties]]:
    """The casualties that a sentence tells: (word index, casualties). Zero only where the text says none."""
    found: list[tuple[int, Casualties]] = []
    for nominal in sentence.reading.nominals:
        found.extend(_noun(sentence, nominal))
    for verb in sentence.reading.verbs:
        if casualties := _verb(sentence, verb):
            found.append((verb, casualties))
    return sorted(found, key=lambda pair: pair[0])


def book(sentence: Sentence, told: Sequence[tuple[int, Casualties]], history: Sequence[Event]) -> None:
    """Add casualties to the strike where they fell, on their side, or told before them in the sentence, after them, or
    just before it."""
    for at, casualties in told:
        home, only = _home(sentence, at, casualties, history)
        if home is None or home.unreal:
            continue
        known = {(c.harm, c.quantity.value, place) for c, place in home.casualties}
        if (casualties.harm, casualties.quantity.value, only) not in known:
            home.casualties.append((casualties, only))


def _home(
    sentence: Sentence, at: int, casualties: Casualties, history: Sequence[Event]
) -> tuple[Event | None, str | None]:
    """The strike that caused casualties, and the one of its targets at which they fell when the sentence says where."""
    index = sentence.reading.sentence.index
    near = [e for e in history if index - e.reading.sentence.index <= _SENTENCES]
    own = [e for e in sentence.events if e.targets or e.definite]
    for place in _places(sentence, at):
        for event in reversed([*near, *own]):
            if place in {ref.entity.id for ref in event.targets}:
                return event, place
    waiting = [e for e in sentence.events if not e.targets and not e.definite and (e.noun or e.means)]
    if casualties.side and not own and waiting:
        waiting[-1].hit([casualties.side])  # قُتل عنصر من X بقصف: the group was hit
        return waiting[-1], None
    before = [e for e in own if e.trigger <= at]
    if own:
        return (before[-1] if before else own[0]), None
    side = casualties.side.entity.id if casualties.side else None
    struck = next((e for e in reversed(near) if side in {ref.entity.id for ref in e.targets}), None)
    last = next((e for e in reversed(near) if index - e.reading.sentence.index <= 1), None)
    return struck or last, None


def _places(sentence: Sentence, at: int) -> list[str]:
    """Ids of the places that stand beside casualties (سبعة قتلى في الدحلة), nearest first."""
    inside = (n for n in sentence.reading.nominals if n.preposition in sentence.words["inside"] and not n.event)
    beside = sorted((n for n in inside if abs(n.start - at) <= _BESIDE), key=lambda n: abs(n.start - at))
    return [ref.entity.id for n in beside for ref in sentence.targets(n)]


def _noun(sentence: Sentence, nominal: Nominal) -> Iterator[tuple[int, Casualties]]:
    """The casualties that a noun tells (ثلاثة قتلى, مقتل جندي, دون إصابات)."""
    classes = sentence.words
    stem = sentence.reading.words[nominal.head].stem
    if not classes.is_a(stem, "killed_noun", "injured_noun"):
        return
    if nominal.event and not nominal.mentions and stem in sentence.book.by_noun:
        return
    core = {word.stem for word in sentence.reading.words[nominal.head : nominal.end]}
    if stem in classes["losses"] and not core & classes["human"]:
        return  # losses of things
    harm = "killed" if stem in classes["killed_noun"] else "injured"
    if _denied(sentence, nominal):
        if stem in classes["harm_zero"]:
            yield nominal.head, Casualties(harm, Quantity(0))
            yield from _joined_zeros(sentence, nominal)
    elif nominal.count:
        yield nominal.head, Casualties(harm, nominal.count)
    elif stem in classes["harm_act"]:
        following = next(iter(sentence.reading.nominals[nominal.index + 1 :]), None)
        if following is None or following.preposition not in _OF_WHOM or following.start - nominal.end > 2:
            return
        if casualties := _suffered(sentence, harm, following):
            yield nominal.head, casualties


def _joined_zeros(sentence: Sentence, nominal: Nominal) -> Iterator[tuple[int, Casualties]]:
    """لا قتلى ولا جرحى: what is coordinated to a denied noun is denied with it."""
    classes = sentence.words
    for part in sentence.reading.nominals:
        stem = sentence.reading.words[part.head].stem
        if part.group == nominal.group and part.index > nominal.index and stem in classes["harm_zero"]:
            yield part.head, Casualties("injured" if stem in classes["injured_noun"] else "killed", Quantity(0))


def _verb(sentence: Sentence, verb: int) -> Casualties | None:
    """The casualties that a verb tells (قُتل ثلاثة جنود, لم يُصب أحد); None without any."""
    form, classes = sentence.reading.words[verb].form, sentence.words
    if form not in classes["killed_verb"] | classes["injured_verb"]:
        return None
    harm = "killed" if form in classes["killed_verb"] else "injured"
    arguments = sentence.clauses.of_verb(verb)
    denied = negated(sentence, verb)
    by = (n for n in arguments.obliques if n.preposition == _BY)
    for nominal in (*arguments.subject[:1], *arguments.object[:1], *by):
        stem = sentence.reading.words[nominal.head].stem
        if nominal.means is not None or nominal.event or classes.is_a(stem, "killed_noun", "injured_noun"):
            continue
        if denied and stem in classes["anyone"]:
            return Casualties(harm, Quantity(0))
        if not nominal.count and not classes.is_a(stem, "people_noun", "person_noun", "person_one", "quantifier"):
            continue
        if denied:
            return Casualties(harm, Quantity(0), _side(sentence, nominal))
        if casualties := _suffered(sentence, harm, nominal):
            return casualties
    return None


def _suffered(sentence: Sentence, harm: str, nominal: Nominal) -> Casualties | None:
    """Harm to the people that a phrase names: as many as it says, one when it names one person, else None."""
    one = sentence.reading.words[nominal.head].stem in sentence.words["person_one"]
    quantity = nominal.count or (Quantity(1) if one else None)
    return Casualties(harm, quantity, _side(sentence, nominal)) if quantity else None


def _side(sentence: Sentence, nominal: Nominal) -> Ref | None:
    return next(iter(sentence.actors(nominal)), None)


def _denied(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a noun of harm is denied: دون وقوع إصابات, لم تقع خسائر بشرية, ولا ضحايا."""
    words, verbs = sentence.reading.words, sentence.reading.verbs
    for word in reversed(words[max(0, nominal.start - _NEAR) : nominal.start]):
        if word.form in sentence.words["negation"]:
            return True
        if word.index in verbs or word.form in _CLAUSE_ENDS:
            break
    governing = next((v for v in reversed(verbs) if v < nominal.start and nominal.start - v <= _NEAR), None)
    if governing is None or words[governing].lemma in sentence.words["report_verb"]:
        return False
    return negated(sentence, governing)
