"""Whom an attack hit of which only is told who died in it: قُتل عناصر من X في غارات للتحالف."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.events.event import Event, fights
from kg.events.sentence import Sentence
from kg.model import EntityKind, Ref
from kg.syntax.nominal import Nominal

_ACTOR = EntityKind.ACTOR
_TO = "ل"
_SHOT = ("shot", "lethal")  # needs of rules that tell of people killed by a weapon, wherever that was
_WITHIN = ("nmod", "conj", "obl", "amod")  # relations between an attack and the harm it did


def suffer(sentence: Sentence) -> None:
    """Let the attacks of a sentence that have no target, or only a place, hit the side of those who died in them; in an
    ambush whoever is told with ل lay there: قُتل ثلاثة من X في كمين للمقاومة."""
    for event in sentence.events:
        _shot(sentence, event)
        if event.noun and not event.targets and not event.unreal:
            _killing(sentence, event)
        phrase = event.nominal if event.noun and not event.unreal else None
        if phrase is None or (event.targets and not event.vague) or (event.definite and not event.targets):
            continue  # "the attack" points back
        sides = [ref for n in _harmed(sentence, phrase) for ref in sentence.targets(n) if _side(ref)]
        lying = [ref for ref in event.targets if ref.entity.kind is _ACTOR]
        own = {party.ref.entity.id for party in event.attackers} | {ref.entity.id for ref in lying}
        sides = [ref for ref in sides if ref.entity.id not in own]
        if not sides:
            continue
        event.attack_by(lying)
        event.places.extend(ref for ref in event.targets if ref not in lying)
        event.targets, event.vague = [], False
        event.hit(sides)


def _shot(sentence: Sentence, event: Event) -> None:
    """قُتل جندي من X برصاص قناص في Y, مقتل جندي من X بالرصاص: his side is hit, and Y is where."""
    if event.unreal or event.rules[0].needs not in _SHOT or any(ref.entity.kind is _ACTOR for ref in event.targets):
        return
    nominal = next((n for n in sentence.reading.nominals if n.head == event.trigger), None)
    if nominal is not None:
        behind = tuple(n for n in sentence.reading.nominals if n.after == nominal.index and not n.preposition)
        inner = replace(nominal, start=nominal.head + 1, head=nominal.head + 1)  # one phrase with the soldiers killed
        dead = (inner,) if nominal.end > inner.head else behind
    else:
        arguments = sentence.clauses.of_verb(event.trigger)
        dead = () if arguments.object else arguments.subject
    sides = [ref for n in dead for ref in sentence.targets(n) if _side(ref)]
    if not sides:
        return
    hit = {ref.entity.id for ref in sides}
    event.attackers = [party for party in event.attackers if party.ref.entity.id not in hit]
    event.places.extend(event.targets)
    event.targets, event.vague = [], False
    event.hit(sides)


def _side(ref: Ref) -> bool:
    """Whether people are of a side that fights."""
    return ref.entity.kind is _ACTOR and fights(ref.entity)


def _killing(sentence: Sentence, event: Event) -> None:
    """قتلت الغارات عشرين شخصاً في X: an attack that kills hits the side of those it kills, and where it does."""
    reading = sentence.reading
    verb = reading.heads[event.trigger]
    subject = reading.relations[event.trigger].startswith("nsubj")
    back = event.definite and not event.attackers  # "the attack"
    if back or not subject or verb not in reading.verbs:
        return
    arguments = sentence.clauses.of_verb(verb)
    if reading.words[verb].lemma in sentence.words["resulting"]:  # أسفرت الغارة عن مقتل X
        harm = {n.index for n in arguments.obliques if n.start > verb and _harm(sentence, n.head)}
        killed = [n for n in reading.nominals if n.after in harm and not n.preposition]
        event.hit([ref for n in killed for ref in sentence.targets(n) if _side(ref)])
    if not _harm(sentence, verb):
        return
    killed = [n for n in arguments.object if verb in reading.heads[n.start : n.end]]
    sides = [ref for n in killed for ref in sentence.targets(n) if _side(ref)]
    inside = (n for n in arguments.obliques if n.preposition in sentence.words["inside"] and n.start > verb)
    places = {ref.entity.id: ref for n in inside for ref in sentence.targets(n) if ref.entity.kind is not _ACTOR}
    event.hit(sides or places.values())
    event.places.extend(places.values() if sides else ())


def _harmed(sentence: Sentence, attack: Nominal) -> Iterator[Nominal]:
    """Those who suffered the harm that the tree puts an attack under: of a verb its object, else its subject; of a noun
    who is annexed to it."""
    reading, classes = sentence.reading, sentence.words
    prepositions = {nominal.head: nominal.preposition for nominal in reading.nominals}
    at = attack.head
    while reading.heads[at] in prepositions and (reading.relations[at] == "conj" or _suffering(sentence, attack, at)):
        at = reading.heads[at]  # في مواجهات وغارات, إثر تعرضهم لهجوم
    if not {attack.preposition, prepositions.get(at, "")} & classes["cause_preposition"]:
        return
    while at >= 0 and (at == attack.head or not _harm(sentence, at)):
        if reading.words[at].stem in classes["stopping"]:
            return  # قُتلوا في صد هجوم لهم
        if at in reading.verbs or not reading.relations[at].startswith(_WITHIN):
            return
        at = reading.heads[at]
    if at < 0:
        return
    if at in reading.verbs:
        joined = reading.heads[at] if reading.relations[at] == "conj" else -1  # قُتل ثلاثة وأصيب آخرون
        for verb in (at, joined) if joined in reading.verbs and _harm(sentence, joined) else (at,):
            arguments = sentence.clauses.of_verb(verb)
            own = (n for n in arguments.object if verb in reading.heads[n.start : n.end])
            killed = [n for n in own if not _dying(sentence, n)]
            yield from killed or arguments.subject
        return
    nominal = next((n for n in reading.nominals if n.start <= at < n.end), None)
    if nominal is not None:
        yield nominal
        yield from (n for n in reading.nominals if n.after == nominal.index and not n.preposition)


def _suffering(sentence: Sentence, attack: Nominal, at: int) -> bool:
    """Whether an attack is what a noun tells that they suffered: تعرضهم لهجوم."""
    above = sentence.reading.words[sentence.reading.heads[at]]
    return at == attack.head and attack.preposition == _TO and above.stem in sentence.words["suffering"]


def _dying(sentence: Sentence, nominal: Nominal) -> bool:
    """لقي مصرعه: what somebody met, and nobody whom he killed."""
    return sentence.reading.words[nominal.head].stem in sentence.words["death"]


def _harm(sentence: Sentence, at: int) -> bool:
    """Whether a word tells that people were killed or injured."""
    word, classes = sentence.reading.words[at], sentence.words
    if at in sentence.reading.verbs:
        return word.form in classes["killed_verb"] | classes["injured_verb"]
    return classes.is_a(word.stem, "killed_noun", "injured_noun")
