"""What munitions that defences stopped were aimed at: told behind them, where they were going, or what was defended."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from kg.events.event import Event
from kg.events.harmless import defending
from kg.events.sentence import Sentence
from kg.events.slots import fill
from kg.model import EntityKind, Means, Ref
from kg.rules.loader import Rule
from kg.syntax.arguments import Arguments
from kg.syntax.nominal import Nominal

BEFORE = "قبل"  # before what munitions did not reach
_TOWARDS = ("الي", "نحو", "باتجاه", "صوب")


def aim(sentence: Sentence, event: Event, rule: Rule, trigger: int, arguments: Arguments, end: int) -> None:
    """What stopped weapons were aimed at: told behind the weapons, which end at word `end`, or what was defended."""
    behind = tuple(n for n in sentence.reading.nominals if n.start >= end)
    wider = Arguments(obliques=(*arguments.obliques, *behind))
    reached = [n for n in behind if approached(sentence, n)]
    attack = any(_attacking(sentence, sentence.reading.nominals[i]) for i in event.armed_with)
    attack = attack and (arguments.passive or by_defences(sentence, trigger))
    aimed = fill(sentence, rule, "target", trigger, wider, lambda n: _aimed_at(sentence, event, n, attack))
    named = (n for n in reached if n.mentions or sentence.reading.words[n.head].stem in sentence.words["base_noun"])
    for nominal in [n for n in named if sentence.targetable(n)][:1] or aimed:
        event.hit(_place(sentence, nominal))
    for nominal in (
        *fill(sentence, rule, "defender", trigger, arguments, lambda n: True),
        *_defending(sentence, trigger),
    ):
        if not event.targets:
            event.hit(_defended(sentence, nominal, attack))
    for nominal in reached if not event.targets else ():
        event.hit(_place(sentence, nominal))


def heading(sentence: Sentence, nominals: Iterable[Nominal]) -> list[Nominal]:
    """Those of some phrases that name where munitions were going: باتجاه X, حاولت الاقتراب من X, في طريقها إلى X."""
    way = (n for n in nominals if n.preposition in _TOWARDS or approached(sentence, n))
    return [n for n in way if sentence.targetable(n)]


def _attacking(sentence: Sentence, nominal: Nominal) -> bool:
    """مسيّرات انتحارية، عشر مسيّرات: drones that attack, and are not only seen over a town."""
    words = sentence.reading.words[nominal.start : nominal.end]
    armed = any(word.stem in sentence.words["attack_drone"] for word in words)
    return armed or (nominal.count is not None and nominal.count.value > 1)


def _aimed_at(sentence: Sentence, event: Event, nominal: Nominal, attack: bool) -> bool:
    """Where munitions were stopped tells what they were aimed at; a drone over a town tells nothing, but drones that
    attack (`attack`) and that its defences stopped."""
    place = next((ref.entity for ref in _place(sentence, nominal)), None)
    kind = place.kind if place and place.subtype not in sentence.words["sea"] else None
    if kind is EntityKind.PLACE:
        return attack or Means.DRONE not in event.means or nominal.preposition in sentence.words["towards"]
    return kind in (EntityKind.BASE, EntityKind.FACILITY)


def _place(sentence: Sentence, nominal: Nominal) -> tuple[Ref, ...]:
    """What was aimed at; over a capital it is the city, not the state."""
    refs = sentence.targets(nominal)
    if refs and refs[0].entity.kind is not EntityKind.ACTOR:
        return refs
    for mention in nominal.mentions:
        for entity in (candidate for candidate in mention.candidates if candidate.kind is EntityKind.PLACE):
            return (sentence.linker.ref(entity, mention.start, mention.end),)
    return ()


def approached(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a phrase tells what munitions did not reach or came near: قبل بلوغهما القاعدة, حاولت الاقتراب من القاعدة,
    مسيّرة كانت تقترب من القاعدة."""
    words = sentence.reading.words
    before = sentence.reading.nominals[nominal.after] if nominal.after >= 0 else None
    if before is not None and words[before.head].stem in sentence.words["reaching"]:
        return True
    near = [v for v in sentence.reading.verbs if 0 < nominal.start - v <= 2]
    if any(
        words[v].lemma in sentence.words["arriving"] and BEFORE in {word.form for word in words[max(0, v - 2) : v]}
        for v in near
    ):
        return True  # قبل أن تبلغا حقل العمر
    return bool(nominal.preposition) and any(words[v].lemma in sentence.words["approach"] for v in near)


def _defending(sentence: Sentence, noun: int) -> tuple[Nominal, ...]:
    """تمكنت دفاعات القاعدة من إسقاط: the subject of the verb before a noun."""
    verb = max((v for v in sentence.reading.verbs if v < noun), default=None)
    if verb is None or noun in sentence.reading.verbs:
        return ()
    return sentence.clauses.subject_of(verb)


def _defended(sentence: Sentence, nominal: Nominal, attack: bool) -> tuple[Ref, ...]:
    """The base whose defences are named (الدفاعات الجوية في قاعدة X, مضادات القاعدة), the ship that defended itself;
    against drones that attack also the town."""
    kinds = (EntityKind.BASE, EntityKind.PLACE) if attack else (EntityKind.BASE,)
    kinds = (EntityKind.FACILITY,) if sentence.reading.words[nominal.head].stem in sentence.words["ship"] else kinds
    parts = (n for n in sentence.reading.nominals if n.after == nominal.index or n.index == nominal.owner)
    for part in (nominal, *parts):
        refs = sentence.targets(part)
        if refs and refs[0].entity.kind in kinds:
            return refs
    return ()


def by_defences(sentence: Sentence, verb: int) -> bool:
    """Whether defences are the subject of a verb, or of that before it: أسقطت المضادات اثنتين ودمّرت ثالثة."""
    subjects = sentence.clauses.subject_of(verb) or tuple(islice(sentence.clauses.subjects_before(verb), 1))
    return any(defending(sentence, nominal) for nominal in subjects)
