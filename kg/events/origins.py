"""Where a strike came from, told apart from it: مصدرها بلدة X, إنها أُطلقت من X, المدفعية المتمركزة في X."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.events.event import Event
from kg.events.sentence import Sentence
from kg.events.slots import fill
from kg.events.triggers import triggers
from kg.rules.loader import Rule
from kg.syntax.nominal import Nominal

_FROM = "من"
_ABOARD = 4  # words between what people travelled by and whence it came
_FOUND = 5  # words between a verb of finding and what was found


def locate(sentence: Sentence) -> None:
    """Apply the origin rules to nouns and verbs, then add where those who struck were stationed."""
    for nominal in sentence.reading.nominals:
        if not nominal.pronoun and not _launching(sentence, nominal):
            continue
        for rule in sentence.book.origins:
            if sentence.reading.words[nominal.head].stem in rule.nouns:
                places = fill(
                    sentence, rule, "origin", nominal.end - 1, sentence.clauses.of_noun(nominal), sentence.origin
                )
                _from(sentence, rule, nominal.end - 1, places)
                _by(sentence, nominal)
    for rule, verb, arguments in triggers(sentence, "origin"):
        if verb in sentence.reading.verbs and not any(event.trigger == verb for event in sentence.events):
            places = fill(sentence, rule, "origin", verb, arguments, sentence.origin)
            told = not arguments.object or sentence.clauses.pronoun_object(verb)
            told = told and not any(_moving(sentence, n) for n in arguments.subject) and not _travelling(sentence, verb)
            _from(sentence, rule, verb, places if told else ())
    for nominal, place in _stationed(sentence):
        for event in sentence.events:
            starts = {party.ref.start for party in event.attackers} & {mention.start for mention in nominal.mentions}
            if starts or nominal.index in event.armed_with:
                event.launch_from(sentence.origins(place))


def _by(sentence: Sentence, source: Nominal) -> None:
    """قصف على X مصدره قوات Y: who is told to be the source of an attack."""
    behind = (n for n in sentence.reading.nominals if source.pronoun and n.start == source.end and not n.preposition)
    forces = ("force_noun", "group_noun", "forces_noun", "named_group")
    for nominal in behind:
        stem = sentence.reading.words[nominal.head].stem
        if not sentence.acting(nominal) or (sentence.origin(nominal) and not sentence.words.is_a(stem, *forces)):
            continue  # مصدره مواقع X is where it came from
        before = [e for e in sentence.events if _told(sentence, e) < source.head]
        for event in before[-1:]:
            sentence.strike_by(event, nominal)


def land(sentence: Sentence) -> None:
    """What falls somewhere behind whence it was launched hits there: سقط صاروخان أُطلقا من X في Y."""
    for event in [event for event in sentence.events if not (event.targets or event.noun)]:
        verbs = sentence.reading.relative_verbs
        launch = next((e for e in sentence.events if e.trigger > event.trigger and e.trigger in verbs), None)
        if launch is None or launch.targets or not launch.armed_with & event.armed_with:
            continue
        told = sentence.clauses.of_verb(launch.trigger).obliques
        whence = next((n for n in told if n.preposition == _FROM and sentence.origin(n)), None)
        where = (n for n in told if whence and n.start > whence.start and n.preposition in sentence.words["inside"])
        place = next((n for n in where if sentence.targetable(n)), None)
        if whence is not None and place is not None:
            sentence.hit(event, place)
            event.launch_from(sentence.origins(whence))
            sentence.events.remove(launch)


def _moving(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether somebody or his things come from somewhere, and no weapon: رتل جاء من X."""
    things = sentence.words.is_a(sentence.reading.words[nominal.head].stem, "position_noun", "person_noun")
    return nominal.means is None and (things or sentence.acting(nominal))


def _travelling(sentence: Sentence, verb: int) -> bool:
    """Whether people came by what the clause before a verb names: وصلوا على متن طائرة أقلعت من X."""
    before = sentence.reading.words[max(0, verb - _ABOARD) : verb]
    return any(word.form in sentence.words["on_board"] for word in before)


def _launching(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a phrase names where a launch was: نقطة الإطلاق; a platform when it is told as found (عُثر على المنصة)."""
    words = sentence.reading.words
    core = words[nominal.head : nominal.end]
    if not any(word.stem in sentence.words["launching"] for word in core):
        return False
    if core[0].stem not in sentence.words["launcher"]:
        return True
    if not any(word.definite for word in core):
        return False
    before = words[max(0, nominal.start - _FOUND) : nominal.start]
    return any({word.lemma, word.stem} & sentence.words["finding"] for word in before)


def _from(sentence: Sentence, rule: Rule, trigger: int, places: Sequence[Nominal]) -> None:
    """Note the origin for the strike before it; without one in the sentence it points back."""
    if not places:
        return
    event = next((e for e in reversed(sentence.events) if _told(sentence, e) < trigger), None)
    if event is None:
        event = Event(sentence.reading, trigger, [], definite=True)
        sentence.events.append(event)
    event.rules.append(rule)
    for place in places:
        event.launch_from(sentence.origins(place))
    came_from = {ref.entity.id for ref in event.origins}
    event.targets = [ref for ref in event.targets if ref.entity.id not in came_from]


def _told(sentence: Sentence, event: Event) -> int:
    """The word with which a strike begins to be told: its trigger or its weapon (مسيّرة أقلعت من X لقصف Y)."""
    return min((event.trigger, *(sentence.reading.nominals[index].head for index in event.armed_with)))


def _stationed(sentence: Sentence) -> Iterator[tuple[Nominal, Nominal]]:
    """Phrases of who is stationed somewhere and of weapons from somewhere (صواريخ من لبنان), with where that is."""
    words = sentence.reading.words
    for place in sentence.reading.nominals:
        before = sentence.reading.nominals[place.after] if place.after >= 0 else None
        if before is None or place.preposition not in sentence.words["locative"] or not sentence.origin(place):
            continue
        stationed = any(w.stem in sentence.words["stationed"] for w in words[before.head : place.start])
        if stationed or (place.preposition == _FROM and before.means is not None and not before.event):
            yield before, place
