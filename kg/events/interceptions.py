"""Interceptions: strikes that defences stopped (اعترضت, أسقطت, أحبطت)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from kg.events.carriers import event_of
from kg.events.event import Event, alike
from kg.events.reality import negated, real
from kg.events.sentence import Sentence
from kg.events.slots import fill
from kg.events.stopped import BEFORE, aim, approached, by_defences, heading
from kg.events.triggers import of_verb, triggers
from kg.model import Means
from kg.rules.loader import Rule
from kg.syntax.arguments import Arguments
from kg.syntax.nominal import Nominal

_FOR = "ل"
_DATIVE = 3  # words before a noun in which a pronoun may stand for what was stopped
_FAILURE = 7  # words between "failure" and the noun that it governs
_GOVERNED = 4  # words between a verb and the noun that it governs
_CLAUSE_ENDS = (".", "؛", "،")


def intercept(sentence: Sentence) -> None:
    """Apply the interception rules: mark the strikes that were stopped, and add those that are told by it alone."""
    for rule, trigger, arguments in triggers(sentence, "intercept"):
        bombs = any(n.means is Means.BOMB for n in arguments.object[:1])  # أسقطت مسيّرة قنبلة على X
        if real(sentence, trigger) and not _failed(sentence, trigger) and not bombs:
            _intercept(sentence, rule, trigger, arguments)
            told = {ref.entity.id: ref for n in arguments.subject for ref in sentence.actors(n)}
            for event in (e for e in sentence.events if e.intercepted and e.rules[-1] is rule):
                event.defenders = event.defenders or list(told.values())


def fall_short(sentence: Sentence) -> None:
    """Give munitions that fell or burst before they arrived their target: سقطت مسيّرة قبل وصولها إلى القاعدة."""
    for event in sentence.events:
        if event.means and not event.targets and not event.noun and event.trigger in sentence.reading.verbs:
            behind = (n for n in sentence.reading.nominals if n.start > event.trigger and _short_of(sentence, n))
            for nominal in heading(sentence, behind)[:1]:
                sentence.hit(event, nominal)


def _short_of(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a phrase is told as not reached: قبل وصولها إلى القاعدة."""
    before = sentence.reading.nominals[nominal.after] if nominal.after >= 0 else None
    return before is not None and before.preposition == BEFORE and approached(sentence, nominal)


def _failed(sentence: Sentence, noun: int) -> bool:
    """Whether the verb before a noun tells that it was not done: لم تتمكن من اعتراضها, فشلت في إسقاطها."""
    words = sentence.reading.words
    before = (word for word in words[max(0, noun - _FAILURE) : noun] if word.upos == "NOUN")
    if any(word.stem in sentence.words["failing"] for word in before):
        return True  # فشل المنظومات في التصدي له
    verb = next((v for v in sentence.reading.verbs if noun - _GOVERNED <= v < noun), None)
    if verb is None or noun in sentence.reading.verbs:
        return False
    word = sentence.reading.words[verb]
    return negated(sentence, verb) or bool({word.form, word.lemma} & sentence.words["failing"])


def _intercept(sentence: Sentence, rule: Rule, trigger: int, arguments: Arguments) -> None:
    if any(event.trigger == trigger and event.targets for event in sentence.events):
        return  # صواريخ تدمر مباني في X: the verb tells what they hit
    told = fill(sentence, rule, "event", trigger, arguments, lambda n: n.index in sentence.by_nominal)
    struck = arguments.object and not arguments.passive and set(told) & set(arguments.subject)
    foiled = _attempted(sentence, arguments.object) or (None if struck else event_of(sentence, told))
    if foiled is not None:
        _stopped(foiled, rule)
        return
    weapons = fill(sentence, rule, "weapon", trigger, arguments, sentence.weapon)
    if any(sentence.targetable(weapon) for weapon in weapons):
        return  # hit before they were fired
    fired = any(weapon.index in event.armed_with for event in sentence.events for weapon in weapons)
    if not weapons or (not fired and any(sentence.partial(weapon) for weapon in weapons)):
        _some_stopped(sentence, rule, trigger, (*arguments.subject, *arguments.object, *weapons))
        return
    agents = () if arguments.passive or trigger not in sentence.reading.verbs else arguments.subject
    if any(_aircraft(sentence, weapon) and weapon not in agents for weapon in weapons):
        _drones_stopped(sentence, rule, trigger)
        return
    if any(weapon.event or weapon.means is Means.AIRSTRIKE for weapon in weapons):
        return
    aimed = _aimed(sentence, trigger, weapons)
    event = aimed or Event(sentence.reading, trigger, [])
    _stopped(event, rule)
    event.unreal = False
    for weapon in weapons:
        sentence.arm(event, weapon)
        event.attack_by(sentence.actors(weapon))
    if aimed is None:
        sentence.events.append(event)
        aim(sentence, event, rule, trigger, arguments, max(weapon.end for weapon in weapons))
        event.definite = any(sentence.reading.words[w.head].definite or w.count is None for w in weapons)
        event.open_agent = False


def _attempted(sentence: Sentence, nominals: Iterable[Nominal]) -> Event | None:
    """إحباط محاولة استهداف X: the strike that was attempted."""
    words, attempts = sentence.reading.words, sentence.words["attempt"]
    tried = {nominal.index for nominal in nominals if words[nominal.head].stem in attempts}
    return event_of(
        sentence, (n for n in sentence.reading.nominals if n.after in tried and n.index in sentence.by_nominal)
    )


def _aircraft(sentence: Sentence, weapon: Nominal) -> bool:
    """Whether a phrase points back to aircraft (الطائرة أُسقطت): what is shot down after an attack are its drones."""
    return weapon.means is Means.AIRSTRIKE and not weapon.event and sentence.reading.words[weapon.head].definite


def _drones_stopped(sentence: Sentence, rule: Rule, trigger: int) -> None:
    """Mark the drone strike of the sentence as stopped; without one, that told before."""
    event = next((e for e in reversed(sentence.events) if e.trigger < trigger and Means.DRONE in e.means), None)
    if event is None:
        event = Event(sentence.reading, trigger, [], definite=True, means=[Means.DRONE])
        sentence.events.append(event)
    _stopped(event, rule)


def _stopped(event: Event, rule: Rule) -> None:
    event.rules.append(rule)
    event.intercepted = True


def _aimed(sentence: Sentence, trigger: int, weapons: tuple[Nominal, ...]) -> Event | None:
    """The strike of the sentence that the stopped weapons were part of: told before the trigger with the same means,
    or behind the weapons in the same clause."""
    end = max(weapon.end for weapon in weapons)
    means = {weapon.means for weapon in weapons if weapon.means}
    if Means.ROCKET in means or Means.MISSILE in means:
        means.add(Means.AIRSTRIKE)  # عدوان جوي ... تصدّت الدفاعات لصواريخه
    before = (e for e in reversed(sentence.events) if end <= trigger and e.trigger < trigger and e.targets)
    behind = (
        e
        for e in sentence.events
        if e.trigger >= end and e.targets and (not _ends(sentence, end, e.trigger) or _tried(sentence, e))
    )
    return next((e for e in before if alike(means, e.means)), None) or next(behind, None)


def _tried(sentence: Sentence, event: Event) -> bool:
    """Whether a strike is told as tried by what stands before: مسيّرة ...، قال إنها كانت تحاول قصف القاعدة."""
    verb = max((v for v in sentence.reading.verbs if v < event.trigger), default=None)
    trying = verb is not None and sentence.reading.words[verb].lemma in sentence.words["trying"]
    return trying and not event.attackers and verb in sentence.reading.relative_verbs


def _ends(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the clause ends between two words."""
    return any(word.form in _CLAUSE_ENDS for word in sentence.reading.words[start:end])


def _some_stopped(sentence: Sentence, rule: Rule, trigger: int, told: tuple[Nominal, ...]) -> None:
    """`اعترضت معظمها`, `أُسقطت إحداهما`, `تصدّت لها`: munitions told before were stopped, or some of them."""
    some = any(sentence.partial(nominal) for nominal in told) or _rest(sentence, trigger)
    if not (some or _pronoun(sentence, trigger) or _alone(sentence, rule, trigger, told)):
        return
    lemma = sentence.reading.words[trigger].lemma
    destroys = of_verb(sentence, trigger, "strike") and lemma not in sentence.words["shot_down"]
    if destroys and not by_defences(sentence, trigger):
        return  # دمّرت جزءاً من الثكنة: what strikes destroys as well
    before = [n for n in sentence.reading.nominals if n.end <= trigger and n.index not in sentence.by_nominal]
    weapons = [n for n in before if sentence.weapon(n) and n.means is not Means.AIRSTRIKE][-1:]
    behind = [n for n in sentence.reading.nominals if n.start > trigger]
    others = heading(sentence, behind)
    if some and not others and any(n.preposition and approached(sentence, n) for n in behind):
        return  # on their way to what nobody knows
    event = next((e for e in reversed(sentence.events) if e.trigger < trigger and e.targets), None)
    if event is None or (some and others):  # اعترضت ثلاثاً أخرى كانت في طريقها إلى X
        means = event.means if event is not None else []
        event = Event(sentence.reading, trigger, [], definite=True, means=list(means))
        sentence.events.append(event)
        for weapon in weapons if not means else ():
            sentence.arm(event, weapon)
        aims = heading(sentence, [n for n in before if any(n.start >= weapon.end for weapon in weapons)])
        for nominal in others or aims:
            sentence.hit(event, nominal)
    event.count = event.count or next((n.count for n in told if (n.means or others) and n.count), None)
    _stopped(event, rule)


def _rest(sentence: Sentence, noun: int) -> bool:
    """إسقاط الأخرى: the other of those told before."""
    nominal = next((n for n in sentence.reading.nominals if n.head == noun), None)
    words = sentence.reading.words[noun + 1 : nominal.end] if nominal is not None else ()
    return any(word.stem in sentence.words["partial"] for word in words)


def _alone(sentence: Sentence, rule: Rule, verb: int, told: tuple[Nominal, ...]) -> bool:
    """Whether a verb that wants an object has neither object nor subject: it is a passive, and munitions are its
    subject (قال إنهما جاءتا من العراق وأُسقطتا)."""
    takes_object = any(slot.relation == "obj" for slot in rule.slots["weapon"])
    word = sentence.reading.words[verb]
    return takes_object and not told and verb in sentence.reading.verbs and word.lemma in sentence.words["shot_down"]


def _pronoun(sentence: Sentence, trigger: int) -> bool:
    """Whether a pronoun stands for what was stopped: أسقطتها, إسقاطها, تصدّت لها."""
    words = sentence.reading.words
    nominal = next(
        (n for n in sentence.reading.nominals if n.head == trigger and n.head not in sentence.reading.verbs), None
    )
    before = words[max(0, nominal.start - _DATIVE) : nominal.start] if nominal else ()  # كانت لها بالمرصاد
    datives = (*pairwise(before), *pairwise(words[trigger + 1 : trigger + 3]))
    if any(one.form == _FOR and other.upos == "PRON" for one, other in datives):
        return True
    return nominal.pronoun if nominal else sentence.clauses.pronoun_object(trigger)
