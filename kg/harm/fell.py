"""Where those harmed fell, and which of the strikes told so far hit there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.events import Event, Sentence
from kg.model import EntityKind, Ref
from kg.syntax.nominal import Nominal
from kg.text import fold

_BESIDE = 6  # words between casualties and the place where they fell
_CLAUSE_ENDS = ("،", ".", "؛")
_AND = "و"
_RELATIVE, _JOINED = "acl", "conj"
_WHERE = "حيث"
_ARTICLE = "ال"
_WIDE = ("country", "region")  # whose authorities tell of all


def places(sentence: Sentence, at: int, events: Sequence[Event]) -> list[Ref]:
    """The places that stand beside casualties in their clause (سبعة قتلى في الدحلة), nearest first."""
    named = [n for n in sentence.reading.nominals if n.head != at]
    inside = [n for n in named if n.preposition in sentence.words["inside"] and not n.event]
    inside = [n for n in inside if not sentence.describing(n)]
    own = [
        n for n in inside if 0 < n.start - at <= _BESIDE and not _apart(sentence, at, n) and not _further(sentence, n)
    ]
    at = at if own else _first(sentence, at)
    beside = own or [n for n in inside if abs(n.start - at) <= _BESIDE and not _apart(sentence, at, n)]
    beside.sort(key=lambda n: abs(n.start - at))
    return [place for n in beside for place in _denoted(sentence, n, events)]


def by_tree(sentence: Sentence, at: int, events: Sequence[Event]) -> list[Ref]:
    """The places that the tree puts beside casualties, be they before the verb: في X انتُشلت جثامين ثلاثة."""
    reading = sentence.reading
    above = reading.heads[at] if reading.heads[at] in reading.verbs and at not in reading.verbs else at
    beside = (n for n in reading.nominals if reading.heads[n.head] in (at, above) and not n.event)
    inside = (n for n in beside if n.preposition in sentence.words["inside"])
    told = (place for n in inside for place in _denoted(sentence, n, events))
    return [place for place in told if place.entity.subtype not in _WIDE]


def there(sentence: Sentence, at: int, event: Event) -> bool:
    """Whether a strike may have been where the tree says that those harmed fell: قُتل واحد بسقوط شظايا في X."""
    below = (n for n in sentence.reading.nominals if n.start > at and at in sentence.reading.above(n.head))
    inside = [n for n in below if n.preposition in sentence.words["inside"] and not n.event]
    told = [ref.entity for n in inside for ref in sentence.targets(n) if ref.entity.kind is EntityKind.PLACE]
    own = {i for ref in (*event.targets, *event.places) for i in (ref.entity.id, ref.entity.located_in) if i}
    return not told or any(own & {place.id, place.located_in} for place in told)


def named(sentence: Sentence, at: int, events: Sequence[Event]) -> tuple[Event, str | None] | None:
    """The latest strike on what a sentence without one names, and the target at which they fell: who tells of it
    (سلطات X), or those harmed (عمال محطة X)."""
    if sentence.events:
        return None
    told = [e for e in events if not e.answered]
    harm = ("killed_verb", "injured_verb", "killed_noun", "injured_noun")
    first = next((w.index for w in sentence.reading.words if sentence.words.is_a(w.stem, *harm)), at)
    before = [n for n in sentence.reading.nominals if n.head < first or not _apart(sentence, at, n)]
    for nominal in before:
        start, end = (sentence.reading.words[at].start for at in (nominal.start, nominal.end - 1))
        around = (r for r in sentence.linker.places(sentence.reading, nominal) if start <= r.start <= end)
        refs = [*_denoted(sentence, nominal, told), *around]
        for place in (ref.entity.id for ref in refs if ref.entity.subtype not in _WIDE):
            for event in reversed(told):
                if place in {ref.entity.id for ref in event.targets}:
                    return event, place
                if place in {ref.entity.id for ref in event.places}:
                    return event, None
    return None


def one_of_several(sentence: Sentence, at: int, side: Ref | None, home: Event) -> str | None:
    """The one of several targets at which they fell: that of their side, that which lies where they fell, or what their
    relative clause qualifies (قصف محطة X ومصنعاً قُتل فيه اثنان); None for all."""
    if len(home.targets) < 2:
        return None
    there = {place.entity.id for place in places(sentence, at, [home])}
    fitting = (
        [ref for ref in home.targets if side and side.entity.id in (ref.entity.id, ref.entity.operator)],
        [ref for ref in home.targets if there & {place.entity.id for place in home.places_of(ref)}],
        [ref for ref in home.targets if ref.start == _antecedent(sentence, at)],
    )
    return next((refs[0].entity.id for refs in fitting if len(refs) == 1), None)


def verb_between(sentence: Sentence, low: int, high: int) -> bool:
    return any(low < verb < high for verb in sentence.reading.verbs)


def _antecedent(sentence: Sentence, at: int) -> int | None:
    """Where the name of what the relative clause of casualties at word `at` qualifies stands; None without one."""
    relative = at in sentence.reading.verbs and _relative(sentence, at)
    before = [n for n in sentence.reading.nominals if n.end <= at and sentence.targetable(n)] if relative else []
    return next((ref.start for n in before[-1:] for ref in sentence.targets(n)), None)


def _relative(sentence: Sentence, verb: int) -> bool:
    """Whether a verb of harm, or the one that it goes on, tells what befell whatever stands before it: X الذي قُتل فيه
    اثنان, X حيث قُتل واحد وأُصيب آخر."""
    reading = sentence.reading
    before = reading.heads[verb] if reading.relations[verb] == _JOINED and reading.heads[verb] >= 0 else verb
    return reading.relations[before].startswith(_RELATIVE) or reading.words[max(0, before - 1)].form == _WHERE


def _further(sentence: Sentence, place: Nominal) -> bool:
    """Whether "and" begins what is told of a further place: في الأولى 16 قتيلاً وفي الثانية سبعة."""
    return sentence.reading.words[max(0, place.start - 2)].form == _AND


def _first(sentence: Sentence, at: int) -> int:
    """Where the first of coordinated casualties stands (أربعة قتلى و13 جريحاً)."""
    nominal = next((n for n in sentence.reading.nominals if n.head == at), None)
    first = sentence.reading.nominals[nominal.group] if nominal else None
    return first.head if first and not first.mentions and not sentence.targetable(first) else at


def _denoted(sentence: Sentence, nominal: Nominal, events: Sequence[Event]) -> Iterator[Ref]:
    """The places that a phrase names, also by their order among those told last: في الأولى, في الثانية."""
    core = {word.stem for word in sentence.reading.words[nominal.start : nominal.end]}
    if nominal.end == nominal.start + 1 and core & (sentence.words["first"] | sentence.words["second"]):
        several = next((e.targets for e in reversed(events) if len(e.targets) > 1), [])
        yield from several[:1] if core & sentence.words["first"] else several[1:]
    for event in reversed(events):
        yield from (ref for ref in event.targets if core <= _words_of(ref))
    yield from (ref for ref in sentence.targets(nominal) if ref.entity.kind is not EntityKind.ACTOR)


def _words_of(ref: Ref) -> set[str]:
    """The words by which an article named something: "the station" recalls the last station that was hit."""
    return {word.removeprefix(_ARTICLE) for word in fold(ref.mention).split()}


def _apart(sentence: Sentence, at: int, nominal: Nominal) -> bool:
    """Whether the clause ends, or another attack is told, between casualties and a place."""
    low, high = sorted((at, nominal.start))
    behind = sentence.reading.words[at + 1 : at + 2]
    if low == at and any(word.form in sentence.words["falling_verb"] for word in behind):
        low += 1  # جريحين سقطا في X
    ends = any(word.form in _CLAUSE_ENDS for word in sentence.reading.words[low:high])
    attack = any(n.event and low < n.start < high for n in sentence.reading.nominals)
    return ends or attack or verb_between(sentence, low, high)
