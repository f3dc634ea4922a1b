"""Verbs that carry an event told by another word: شنّت هجوماً, تعرضت لقصف, أطلقت صواريخ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise, takewhile

from kg.events.event import Event
from kg.events.needs import met
from kg.events.reality import answered, real
from kg.events.sentence import Sentence
from kg.events.slots import fill
from kg.events.triggers import of_noun, triggers
from kg.events.where import nameless
from kg.linking.bases import SITES
from kg.model import EntityKind, Means
from kg.rules.loader import Rule
from kg.syntax.arguments import Arguments
from kg.syntax.nominal import Nominal
from kg.syntax.voice import ACCUSATIVE

_FROM = "عن"
_BY = "ب"
_TO = "الي"
_FOR = "ل"
_HOW = ("في", "ب", "خلال")
_AND = "و"
_FAR = 8  # words between damage and where it was
_BESIDE = 3  # words between a verb with its pronoun and a subject that nobody knows (شنّه مجهولون)


def carry(sentence: Sentence) -> None:
    """Apply the carrier rules: add what the verbs tell of the events that they carry."""
    for rule, trigger, arguments in triggers(sentence, "carry"):
        if arguments.passive and any(slot.relation == "obj" for slot in rule.slots.get("event", ())):
            told = (*arguments.subject, *arguments.object)  # نُفذت الضربات بالمسيّرات
            arguments = replace(arguments, subject=(), object=told)
        if not met(sentence, rule, trigger, arguments, ()):
            continue
        if rule.needs == "response":
            arguments = _responding(sentence, arguments)
        event = _carried(sentence, rule, trigger, arguments)
        weapons: tuple[Nominal, ...] = ()
        if event is None or ("weapon" in rule.slots and _does(rule)):
            weapons = fill(sentence, rule, "weapon", trigger, arguments, sentence.weapon)
        if event is None:
            if not weapons:
                continue
            event = Event(sentence.reading, trigger, [])
            sentence.events.append(event)
        if not weapons and not event.means:
            weapons = _behind(sentence, trigger)
        for nominal in weapons:
            sentence.arm(event, nominal)
        _add(sentence, event, rule, trigger, arguments)
        _each(sentence, event, rule, arguments)


def _responding(sentence: Sentence, arguments: Arguments) -> Arguments:
    """The arguments of جاء رد القوات قصفاً with those who respond as the subject."""
    told = [(rule, n) for n in arguments.subject for rule in of_noun(sentence, n, "respond")]
    agents = [
        agent
        for rule, n in told
        for agent in fill(sentence, rule, "attacker", n.head, sentence.clauses.of_noun(n), sentence.agentive)
    ]
    others = tuple(n for n in arguments.object if n not in agents)
    return replace(arguments, subject=(*arguments.subject, *agents), object=others)


def _behind(sentence: Sentence, verb: int) -> tuple[Nominal, ...]:
    """The weapons told behind a carrying verb, also past a time between commas: تعرضت له القاعدة، أمس، بصاروخ."""
    end = min((v for v in sentence.reading.verbs if v > verb), default=len(sentence.reading.words))
    inside = (n for n in sentence.reading.nominals if verb < n.start < end)
    return tuple(n for n in inside if n.preposition == _BY and sentence.weapon(n))


def event_of(sentence: Sentence, nominals: Iterable[Nominal]) -> Event | None:
    """The event of the first nominal that tells one; None when none does."""
    return next((sentence.by_nominal[n.index] for n in nominals if n.index in sentence.by_nominal), None)


def share(sentence: Sentence) -> None:
    """One weapon in two clauses is one strike (`هدفاً لصواريخ أطلقتها إيران`): who fired it and from where goes to the
    one with the target."""
    for event in [e for e in sentence.events if not e.targets and not e.noun]:
        others = (e for e in sentence.events if e is not event and e.targets and e.armed_with & event.armed_with)
        if (other := next(others, None)) is not None:
            other.attack_by(party.ref for party in event.attackers)
            if Means.DRONE in event.means:  # it stays a drone (R6)
                other.means, other.count = list(event.means), event.count
            other.origins.extend(event.origins)
            other.rules.extend(event.rules)
            other.intercepted = other.intercepted or event.intercepted
            sentence.events.remove(event)


def result(sentence: Sentence) -> None:
    """أسفرت الغارات عن تدمير X: who raided destroyed it, by the raids."""
    for verb in sentence.reading.verbs:
        if sentence.reading.words[verb].lemma not in sentence.words["resulting"]:
            continue
        arguments = sentence.clauses.of_verb(verb)
        behind = [n for n in arguments.obliques if n.start > verb and n.preposition in (_FROM, _TO)]
        raid, hit = event_of(sentence, arguments.subject), event_of(sentence, behind)
        if raid is not None and not raid.targets:
            sentence.hit_all(raid, _damaged(sentence, behind)[:1])
        if raid is None or hit is None or raid is hit:
            continue
        hit.attack_by(party.ref for party in raid.attackers)
        hit.means = hit.means or list(raid.means)


def raid(sentence: Sentence) -> None:
    """اغتالت X قائداً في غارة على Y: who killed by a raid carried it out, and killed with its weapon."""
    for event in [e for e in sentence.events if not e.noun and e.attackers and not e.unreal]:
        if event.trigger not in sentence.reading.verbs or any(rule.makes != "strike" for rule in event.rules):
            continue
        behind = (n for n in sentence.clauses.of_verb(event.trigger).obliques if n.start > event.trigger)
        how = next((n for n in behind if n.preposition in _HOW and n.index in sentence.by_nominal), None)
        attack = sentence.by_nominal[how.index] if how is not None else None
        if attack is None or attack is event or attack.attackers or attack.definite or attack.unreal:
            continue
        attack.attackers = list(event.attackers)
        event.means = event.means or list(attack.means)


def _damaged(sentence: Sentence, results: Iterable[Nominal]) -> list[Nominal]:
    """أدى هجوم إلى اندلاع حريق في X: the sites at which there was damage or a fire."""
    reading, words = sentence.reading, sentence.words
    fires = [n for n in results if any(w.stem in words["damage"] for w in reading.words[n.start : n.end])]
    behind = (n for fire in fires for n in reading.nominals[fire.index + 1 :] if n.start - fire.end <= _FAR)
    return [n for n in behind if not n.event and any(ref.entity.kind in SITES for ref in sentence.targets(n))]


def _joined(sentence: Sentence, event: Event) -> Iterable[Event]:
    """شنّت غارتين على X، وأربع غارات على Y: further attacks by the same weapon, or told as objects as well (وهجوماً آخر
    بالصواريخ على Y), that stand behind the one that a verb carries, before the next verb."""
    reading, first = sentence.reading, event.nominal
    end = min((v for v in reading.verbs if first and v > first.end), default=len(reading.words))
    for other in sentence.events:
        phrase = other.nominal if other.noun and not other.attackers and other.targets else None
        if first is None or phrase is None or phrase.preposition or not first.end < phrase.start < end:
            continue
        same = other.means == event.means or not set(event.means).isdisjoint(other.means)
        same = same or reading.words[phrase.head].raw.endswith(ACCUSATIVE)
        if reading.words[phrase.start - 1].form == _AND and not other.definite and same:
            yield other


def _carried(sentence: Sentence, rule: Rule, trigger: int, arguments: Arguments) -> Event | None:
    """The event in the slot of the rule, or the one that a relative clause qualifies."""
    told = fill(sentence, rule, "event", trigger, arguments, lambda n: _open(sentence, n))
    if told:
        return event_of(sentence, told)
    if trigger not in sentence.reading.relative_verbs or not _resumed(sentence, rule, trigger, arguments):
        return None
    antecedent = sentence.clauses.antecedents.qualified(trigger)
    return event_of(sentence, [antecedent]) if antecedent else None


def _open(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a phrase names an event that a verb can carry: of واصل الرد على اغتيال X it is the response."""
    return nominal.index in sentence.by_nominal and not answered(sentence, nominal.start)


def _resumed(sentence: Sentence, rule: Rule, verb: int, arguments: Arguments) -> bool:
    """Whether a pronoun in a relative clause stands for the event before it (القصف الذي تعرضت له, هجوم شنّه)."""
    words = sentence.reading.words
    pronouns = {n.preposition for n in arguments.obliques if words[n.head].upos == "PRON" and n.start > verb}
    if [word.upos for word in words[verb + 1 : verb + 3]] == ["ADP", "PRON"]:
        pronouns.add(words[verb + 1].form)
    stands = arguments.passive or sentence.clauses.pronoun_object(verb)  # ضربة نُفّذت, هجوم شنّه
    return any(
        (slot.relation == "obj" and stands) or pronouns & slot.prepositions for slot in rule.slots.get("event", ())
    )


def _turn(sentence: Sentence, event: Event) -> None:
    """نفذ الجيش ضربات للحزب: where a verb tells who strikes, whoever stands behind the attack with ل is hit by it."""
    phrase = event.nominal if event.noun else None
    behind = sentence.clauses.of_noun(phrase).obliques if phrase else ()
    struck = [n for n in behind if n.preposition == _FOR and sentence.acting(n)]
    starts = {ref.start for n in struck for ref in sentence.actors(n)}
    event.attackers = [party for party in event.attackers if party.ref.start not in starts]
    if not event.targets:
        sentence.hit_all(event, struck[:1])


def _stopped(sentence: Sentence, event: Event, verb: int) -> bool:
    """تمكن الجيش من صد هجوم: what the verb tells is that the attack was stopped."""
    before = sentence.reading.words[verb + 1 : event.trigger][-_BESIDE:]
    return any(word.stem in sentence.words["stopping"] for word in before)


def _each(sentence: Sentence, event: Event, rule: Rule, arguments: Arguments) -> None:
    """تعرضت X لقصف، وY لهجوم: each of those that suffered an attack of its own."""
    slots = [slot for slot in rule.slots.get("event", ()) if slot.prepositions]
    if event.nominal is None or not any(slot.relation == "nsubj" for slot in rule.slots.get("target", ())):
        return
    phrases = sorted((n for n in arguments.obliques if n.index in sentence.by_nominal), key=lambda n: n.start)
    told = [n for n in phrases if any(n.preposition in slot.prepositions for slot in slots)]
    for before, phrase in pairwise(told):
        own = [n for n in arguments.subject if before.end <= n.start and n.end <= phrase.start]
        other, refs = sentence.by_nominal[phrase.index], {r.start for n in own for r in sentence.targets(n)}
        if own and other is not event:
            event.targets = [ref for ref in event.targets if ref.start not in refs]
            other.rules.append(rule)
            sentence.hit_all(other, own)


def _charged(sentence: Sentence, trigger: int) -> bool:
    """اتهامه بشن هجوم: whether to carry out an attack is what somebody is charged with: who does so has not."""
    above = takewhile(lambda at: at not in sentence.reading.verbs, sentence.reading.above(trigger))
    return any(sentence.reading.words[at].stem in sentence.words["accuse_noun"] for at in above)


def _does(rule: Rule) -> bool:
    """Whether a verb tells what somebody did: the subject of شنّ; that of تعرّض suffered it."""
    return "attacker" in rule.slots and not any(slot.relation == "nsubj" for slot in rule.slots.get("target", ()))


def _add(sentence: Sentence, event: Event, rule: Rule, trigger: int, arguments: Arguments) -> None:
    """Add attacker and target of a carrying verb to the event that it carries."""
    form = sentence.reading.words[trigger].form
    suffering = fill(sentence, rule, "target", trigger, arguments, sentence.targetable)
    if form in sentence.words["injured_verb"] and not suffering:
        return  # people were hurt in the attack, or not
    event.rules.append(rule)
    if not real(sentence, trigger):
        event.unreal = True
    others = _joined(sentence, event) if _does(rule) and trigger in sentence.reading.verbs else ()
    struck = (event, *others)
    strikers = fill(sentence, rule, "attacker", trigger, arguments, sentence.agentive)
    if _charged(sentence, trigger):
        strikers = tuple(n for n in strikers if n.start > trigger)
    if any(sentence.acting(n) for n in strikers):
        _turn(sentence, event)
    for nominal in () if _stopped(sentence, event, trigger) else strikers:
        for carried in struck:
            sentence.strike_by(carried, nominal)
    sentence.hit_all(event, suffering)
    if suffering and sentence.reading.words[trigger].lemma in sentence.words["witnessing"]:
        event.vague = all(ref.entity.kind is EntityKind.PLACE for ref in event.targets)  # شهدت بلدة X هجوماً على Y
    for nominal in fill(sentence, rule, "origin", trigger, arguments, sentence.origin):
        event.launch_from(sentence.origins(nominal))
    sufferer = "target" in rule.slots and not _does(rule)
    event.somewhere = event.somewhere or (sufferer and any(nameless(sentence, n) for n in arguments.subject))
    if _does(rule):
        event.open_agent = not event.attackers
        joined = sentence.reading.words[trigger - 1].form in sentence.words["joining"] if trigger else False
        silent = sentence.clauses.pronoun_object(trigger) and trigger in sentence.reading.relative_verbs
        silent = silent and not any(n.start <= trigger + _BESIDE and n not in suffering for n in arguments.subject)
        silent = silent or (joined and not arguments.passive)  # ثم شنّت غارة
        event.pronoun_agent = event.pronoun_agent or (silent and event.open_agent)  # ضربات نفذتها
