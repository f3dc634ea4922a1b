"""Killed and injured: read from a sentence and booked on the strike that caused them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.events import Event, Sentence, negated
from kg.model import Casualties, Quantity, Ref
from kg.syntax.nominal import Nominal

_NEAR = 6  # words between a negation and what it denies
_BESIDE = 5  # words between casualties and the place where they fell
_SENTENCES = 3  # sentences back to the strike on the side that is named


def read(sentence: Sentence) -> list[tuple[int, Casualties]]:
    """The casualties that a sentence tells: (word index, casualties). Zero only where the text says none."""
    found: list[tuple[int, Casualties]] = []
    for nominal in sentence.reading.nominals:
        found.extend(_noun(sentence, nominal))
    for verb in sentence.reading.verbs:
        found.extend(_verb(sentence, verb))
    return sorted(found, key=lambda pair: pair[0])


def book(sentence: Sentence, told: Sequence[tuple[int, Casualties]], history: Sequence[Event]) -> None:
    """Add casualties to the strike where they fell, on their side, or told before them in the sentence, after them, or just before it."""
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
    side = casualties.side.entity.id if casualties.side else None
    waiting = [e for e in sentence.events if not e.targets and not e.definite and (e.noun or e.means)]
    if side and casualties.side and not own and waiting:
        waiting[-1].hit([casualties.side])  # قُتل عنصر من X بقصف: the group was hit
        return waiting[-1], None
    before = [e for e in own if e.trigger <= at]
    after = [e for e in own if e.trigger > at]
    if before or after:
        return (before[-1] if before else after[0]), None
    struck = next((e for e in reversed(near) if side in {ref.entity.id for ref in e.targets}), None)
    last = [e for e in near if index - e.reading.sentence.index <= 1]
    return struck or (last[-1] if last else None), None


def _places(sentence: Sentence, at: int) -> list[str]:
    """Ids of the places that stand beside casualties (سبعة قتلى في الدحلة)."""
    reading = sentence.reading
    beside = [
        n for n in reading.nominals if n.preposition in ("في", "ب") and -_BESIDE <= n.start - at <= _BESIDE and not n.event
    ]
    beside.sort(key=lambda n: abs(n.start - at))
    return [ref.entity.id for n in beside for ref in sentence.targets(n)]


def _noun(sentence: Sentence, nominal: Nominal) -> list[tuple[int, Casualties]]:
    words, classes = sentence.reading.words, sentence.words
    stem = words[nominal.head].stem
    killed, injured = stem in classes["killed_noun"], stem in classes["injured_noun"]
    if (not killed and not injured) or (nominal.event and not nominal.mentions and stem in sentence.book.by_noun):
        return []
    harm = "killed" if killed else "injured"
    if _denied(sentence, nominal):
        human = stem != "خسائر" or any(w.stem == "بشريه" for w in words[nominal.head : nominal.end])
        if stem in classes["harm_zero"] and human:
            found = [(nominal.head, Casualties(harm, Quantity(0)))]
            joined = [n for n in sentence.reading.nominals if n.group == nominal.group and n.index > nominal.index]
            return found + [
                (
                    n.head,
                    Casualties("injured" if words[n.head].stem in classes["injured_noun"] else "killed", Quantity(0)),
                )
                for n in joined
                if words[n.head].stem in classes["harm_zero"]
            ]
        return []
    if stem == "خسائر":
        return []
    if nominal.count:
        return [(nominal.head, Casualties(harm, nominal.count))]
    if stem not in classes["harm_act"]:
        return []
    for following in sentence.reading.nominals[nominal.index + 1 : nominal.index + 2]:
        if following.preposition not in ("", "ب", "في", "owner") or following.start - nominal.end > 2:
            continue
        if following.count:
            return [(nominal.head, Casualties(harm, following.count, _side(sentence, following)))]
        if _one(sentence, following):
            return [(nominal.head, Casualties(harm, Quantity(1), _side(sentence, following)))]
    return []


def _verb(sentence: Sentence, verb: int) -> list[tuple[int, Casualties]]:
    word, classes = sentence.reading.words[verb], sentence.words
    killed, injured = word.form in classes["killed_verb"], word.form in classes["injured_verb"]
    if not killed and not injured:
        return []
    harm = "killed" if killed else "injured"
    arguments = sentence.clauses.of_verb(verb)
    denied = negated(sentence, verb)
    for nominal in (
        *arguments.subject[:1],
        *arguments.object[:1],
        *(n for n in arguments.obliques if n.preposition == "ب"),
    ):
        stem = sentence.reading.words[nominal.head].stem
        if nominal.means is not None or nominal.event or sentence.words.is_a(stem, "killed_noun", "injured_noun"):
            continue
        if denied and stem in ("احد", "اي"):
            return [(verb, Casualties(harm, Quantity(0)))]
        if not _people(sentence, nominal):
            continue
        if denied:
            return [(verb, Casualties(harm, Quantity(0), _side(sentence, nominal)))]
        if nominal.count:
            return [(verb, Casualties(harm, nominal.count, _side(sentence, nominal)))]
        if _one(sentence, nominal):
            return [(verb, Casualties(harm, Quantity(1), _side(sentence, nominal)))]
    return []


def _people(sentence: Sentence, nominal: Nominal) -> bool:
    stem = sentence.reading.words[nominal.head].stem
    return bool(nominal.count) or sentence.words.is_a(stem, "people_noun", "person_noun", "person_one", "quantifier")


def _one(sentence: Sentence, nominal: Nominal) -> bool:
    """A singular person without a number: مقتل جندي."""
    head = sentence.reading.words[nominal.head]
    return head.stem in sentence.words["person_one"]


def _side(sentence: Sentence, nominal: Nominal) -> Ref | None:
    return next(iter(sentence.actors(nominal)), None)


def _denied(sentence: Sentence, nominal: Nominal) -> bool:
    """دون وقوع إصابات, لم تقع خسائر بشرية, ولا ضحايا."""
    words = sentence.reading.words
    for word in reversed(words[max(0, nominal.start - _NEAR) : nominal.start]):
        if word.form in sentence.words["negation"]:
            return True
        if word.index in sentence.reading.verbs or word.form in ("،", "."):
            break
    governing = [v for v in sentence.reading.verbs if v < nominal.start and nominal.start - v <= _NEAR]
    return (
        bool(governing)
        and negated(sentence, governing[-1])
        and words[governing[-1]].lemma not in sentence.words["report_verb"]
    )
