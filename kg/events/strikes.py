"""Strikes told by a noun (قصف, غارة), by a verb (استهدف), or by a headline without a verb (صواريخ على القاعدة)."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from kg.events.continued import continued
from kg.events.event import Event, fights
from kg.events.gapped import gapped, own_weapons, same_way, shared
from kg.events.harmless import arresting, civil, defending, defusing, saluting, unarmed, verbal
from kg.events.needs import assailant, deadly, lethal, met
from kg.events.passive import voiced
from kg.events.pointing import another, judged, point, resuming
from kg.events.reality import real
from kg.events.sentence import Sentence
from kg.events.slots import fill
from kg.events.triggers import annexes_agent, launches, of_noun, of_verb, strikes
from kg.events.where import on_people, wanted
from kg.model import EntityKind, Means, Ref
from kg.rules.loader import Rule
from kg.syntax.arguments import Arguments
from kg.syntax.nominal import Nominal

_FOR = "ل"
_MUNITIONS = (Means.ROCKET, Means.MISSILE, Means.DRONE, Means.ARTILLERY)


def find(sentence: Sentence) -> None:
    """Add the strikes of a sentence: of its nouns, then of its verbs, then of a headline."""
    for nominal in sentence.reading.nominals:
        for rule in of_noun(sentence, nominal, "strike"):
            _noun(sentence, rule, nominal)
        for rule in sentence.book.deaths:
            if sentence.reading.words[nominal.head].stem in rule.nouns and lethal(sentence, rule, nominal):
                _noun(sentence, rule, nominal)
                fallen = (ref for ref in sentence.targets(nominal) if ref.entity.kind is EntityKind.ACTOR)
                told = sentence.by_nominal.get(nominal.index)
                if told is not None and not told.targets:  # مقتل عنصرين من X برصاص Y
                    told.hit(ref for ref in fallen if fights(ref.entity))
    for verb in sentence.reading.verbs:
        for rule in of_verb(sentence, verb, "strike"):
            if _verb(sentence, rule, verb):
                break
    _headline(sentence)
    if any(word.stem in sentence.words["sport"] for word in sentence.reading.words):
        for event in sentence.events:
            event.unreal = event.unreal or not event.means  # اغتال الفريق أحلام ضيفه


def _headline(sentence: Sentence) -> None:
    """A verbless line in which a weapon stands on its target."""
    reading = sentence.reading
    verb = min(reading.verbs, default=len(reading.words))
    for nominal in reading.nominals:
        if nominal.preposition or nominal.means is None or nominal.event:
            continue
        behind = nominal.after >= 0 and reading.nominals[nominal.after].event
        first = nominal.end < verb and not (nominal.start > 1 and reading.verbs)
        if behind or not (first or deadly(sentence, nominal)):
            continue
        for rule in sentence.book.headlines:
            if reading.words[nominal.head].stem in rule.nouns:
                _noun(sentence, rule, nominal)


def _noun(sentence: Sentence, rule: Rule, nominal: Nominal) -> None:
    """The strike that a noun tells."""
    words = sentence.reading.words
    arguments = sentence.clauses.of_noun(nominal)
    weapons = fill(sentence, rule, "weapon", nominal.head, arguments, sentence.weapon)
    more = next((n for n in arguments.object if n.count and sentence.partial(n)), None)  # سقوط ثلاثة أخرى
    some = _told_before(sentence, nominal.head) if more is not None else None
    if rule.needs == "weapon" and not weapons and some is None:
        return
    first = words[sentence.reading.nominals[nominal.group].head]
    if (
        unarmed(sentence, nominal)
        or defusing(sentence, nominal)
        or arresting(sentence, nominal)
        or (nominal.pronoun and first.stem in sentence.words["stopping"])
    ):
        return  # اعتراض الصاروخ وتدميره
    if words[nominal.head].stem in sentence.words["general_event"] and _of_something_else(sentence, nominal, arguments):
        return
    event = Event(sentence.reading, nominal.head, [rule], noun=True, unreal=not real(sentence, nominal.start))
    if annexes_agent(rule):  # with a place annexed it points back: هجوم أربيل
        places = (part for part in arguments.object if not sentence.agentive(part))
        event.annexed = tuple(ref for part in places for ref in sentence.targets(part))
        event.about = {ref.entity.id for ref in event.annexed}
    point(sentence, event, nominal)
    if nominal.means:
        sentence.arm(event, nominal)
    if nominal.count and nominal.event and not event.definite:
        event.count = nominal.count
    adjectives = {word.stem for word in words[nominal.head + 1 : nominal.end]}
    event.resumes = any(another(sentence, n) for n in (nominal, *weapons))  # غارة مماثلة, استهدافه بصاروخ مماثل
    event.resumes = event.resumes or any(same_way(sentence, n) for n in arguments.obliques)
    event.unreal = event.unreal or bool(adjectives & sentence.words["prospective"])
    event.is_response = event.response_stated = bool(adjectives & sentence.words["response_adjective"])
    if more is not None and some is not None:
        event.means, event.weapons, event.count = list(some.means), list(some.weapons), more.count
    _complete(sentence, rule, event, arguments, weapons)
    takes_object = any(slot.relation == "idafa" for slot in rule.slots["target"])
    if (
        nominal.pronoun
        and takes_object
        and not event.targets
        and words[nominal.head].stem not in sentence.words["killing"]
    ):
        for hit in sentence.clauses.group(_pointed(sentence, nominal)):
            if all(ref.entity.kind is not EntityKind.ACTOR for ref in sentence.targets(hit)):
                sentence.hit(event, hit)  # بعد استهدافها بصاروخ
    event.open_agent = not event.attackers
    event.pronoun_agent = nominal.pronoun or any(_his(sentence, nominal, n) for n in arguments.obliques)
    annexed = any(word.definite and word.upos == "NOUN" for word in words[nominal.head + 1 : nominal.end])
    annexed = annexed or judged(sentence, nominal)
    if not event.targets and (nominal.pronoun or annexed or nominal.end in sentence.reading.dated):
        event.definite = True  # "their attack", "the attack on the car", "yesterday's attack"
    sentence.by_nominal[nominal.index] = event
    sentence.events.append(event)
    if takes_object:
        sentence.events.extend(gapped(sentence, event, sentence.clauses.extent.right(nominal.end - 1, noun=True)))


def _his(sentence: Sentence, noun: Nominal, nominal: Nominal) -> bool:
    """هجوم له على X: whether a pronoun directly behind an attack tells whose it is."""
    pronoun = sentence.reading.words[nominal.head].upos == "PRON" and nominal.preposition == _FOR
    return pronoun and nominal.after == noun.index


def _of_something_else(sentence: Sentence, nominal: Nominal, arguments: Arguments) -> bool:
    """Whether an operation is no strike: عملية إنقاذ, or one of which neither means nor aim is told (عملية للقوات)."""
    if any(not sentence.agentive(part) for part in arguments.object[:1]):
        return True
    annexing = sentence.reading.words[max(0, nominal.head - 1) : nominal.head]
    if any(word.stem in sentence.words["staff"] for word in annexing):
        return True  # غرفة عمليات الجيش
    indefinite = not sentence.reading.words[nominal.head].definite and nominal.means is None
    told = {part.preposition for part in arguments.obliques}
    return indefinite and bool(arguments.obliques) and arguments.obliques[0].preposition == _FOR and len(told) == 1


def _pointed(sentence: Sentence, noun: Nominal) -> Nominal | None:
    """What the pronoun on an attack stands for: what can be hit before it (بعد استهدافها), in a relative clause what
    that qualifies when somebody else is its subject (دوما التي استأنف الجيش قصفها)."""
    clauses = sentence.clauses
    if not noun.relative:
        return clauses.antecedents.pointed(noun.start)
    verb = max((v for v in sentence.reading.relative_verbs if v < noun.start), default=None)
    if verb is None or not any(n.start > verb and sentence.acting(n) for n in clauses.subject_of(verb)):
        return None
    return clauses.antecedents.qualified(verb)


def _verb(sentence: Sentence, rule: Rule, verb: int) -> bool:
    """The strike that a verb tells; returns whether it tells one."""
    arguments = sentence.clauses.of_verb(verb, strikes(rule), launches(rule), on_people(rule))
    if not arguments.object and any(assailant(sentence, n) for n in arguments.subject):
        anybody = sentence.clauses.of_verb(verb, strikes(rule), launches(rule), people=True)  # هاجم مسلحون عمالاً
        arguments = anybody if anybody.subject == arguments.subject else arguments
    goes_on = None if arguments.subject or arguments.passive else continued(sentence, verb)
    if goes_on is not None:
        arguments = replace(arguments, subject=(goes_on,))
    subject = sentence.clauses.subject_of(verb)
    if not real(sentence, verb) or any(civil(sentence, n) or defending(sentence, n) for n in subject):
        return False
    before = () if arguments.subject else islice(sentence.clauses.subjects_before(verb), 1)
    if any(civil(sentence, n) or defending(sentence, n) for n in before):
        return False  # ضرب زلزال X ودمّر Y, تصدت الدفاعات لصاروخين ودمّرتهما
    if launches(rule) and saluting(sentence, verb, arguments):
        return False
    arguments = voiced(sentence, rule, verb, arguments)
    weapons = fill(sentence, rule, "weapon", verb, arguments, sentence.weapon)
    weapons = own_weapons(sentence, verb, arguments, weapons) or shared(sentence, rule, verb, arguments)
    if strikes(rule) and not weapons and verbal(sentence, arguments):
        return False
    counted = _counted(sentence, verb, arguments)
    partial = counted or any(sentence.partial(n) for n in arguments.subject)
    some = _told_before(sentence, verb) if partial else None
    if not met(sentence, rule, verb, arguments, weapons) and not (some is not None and rule.needs == "weapon"):
        return False
    if rule.needs == "weapon" and not launches(rule) and _used(sentence, weapons):
        return False
    hurt = rule.needs == "weapon" and strikes(rule) and arguments.passive  # أصيب ثلاثة بقذيفة: nothing was hit
    if hurt and not fill(sentence, rule, "target", verb, arguments, sentence.targetable):
        return False
    event = (None if counted else _carried(sentence, verb, arguments)) or _fired(sentence, verb, weapons)
    if event is None:
        event = Event(sentence.reading, verb, [])
        sentence.events.append(event)
    if some is not None:
        event.attackers = list(some.attackers)
        if not weapons:
            event.means, event.weapons = list(some.means), list(some.weapons)
    event.rules.append(rule)
    _complete(sentence, rule, event, arguments, weapons)
    further = any(_further(sentence, n) for n in arguments.subject)  # سقط صاروخ آخر على Y
    if some is not None and not strikes(rule) and not further and not any(_site(ref) for ref in event.targets):
        event.part = True
        event.targets.clear()  # where one of them fell is not what they were fired at
    theirs = any(n.pronoun and not sentence.partial(n) for n in arguments.subject)
    event.pronoun_agent = event.pronoun_agent or theirs
    event.definite = event.definite or any(sentence.reading.words[n.head].definite for n in weapons)
    again = any(resuming(sentence, n) for n in arguments.subject)
    event.resumes = again and (some is None or further) and not arguments.passive
    event.resumes = event.resumes or any(another(sentence, n) for n in weapons)  # قُتل ثلاثة بصاروخ مماثل
    event.resumes = event.resumes or any(same_way(sentence, n) for n in arguments.obliques)
    wanting = not arguments.passive and (not arguments.subject or event.pronoun_agent or counted)
    event.open_agent = not event.attackers and wanting and rule.needs != "explosion"
    if arguments.fallback:
        event.fallbacks.append(rule.id)
    if strikes(rule) and not arguments.passive:
        sentence.events.extend(gapped(sentence, event, sentence.clauses.extent.right(verb)))
    return True


def _counted(sentence: Sentence, verb: int, arguments: Arguments) -> bool:
    """الأولى استهدفت X والثانية Y: one of several attacks told before, with a target of its own."""
    beside = (n for n in sentence.reading.nominals if n.end == verb)
    words = (sentence.reading.words[n.head] for n in (*arguments.subject, *beside))
    several = any(e.noun and e.trigger < verb for e in sentence.events)
    return several and any(word.definite and word.stem in sentence.words["ordinal"] for word in words)


def _site(ref: Ref) -> bool:
    """Whether a target is a base or facility by its name, and no mere school or house."""
    mere = ref.entity.minted and len(ref.mention.split()) == 1
    return ref.entity.kind in (EntityKind.BASE, EntityKind.FACILITY) and not mere


def _further(sentence: Sentence, nominal: Nominal) -> bool:
    """سقطت ثالثة على Y, سقط صاروخ آخر: one more than those told before, and not one of them."""
    word = sentence.reading.words[nominal.head]
    ordinal = not word.definite and word.stem in sentence.words["ordinal"]
    return ordinal or another(sentence, nominal)


def _told_before(sentence: Sentence, verb: int) -> Event | None:
    """The strike with weapons that was told last before a verb: some of them are its subject; where they were only
    stopped, one of theirs (اعترضت الدفاعات معظم المسيّرات وسقطت اثنتان على X)."""
    told = next((e for e in reversed(sentence.events) if e.means and e.trigger < verb), None)
    fired = (n for n in reversed(sentence.reading.nominals) if n.end <= verb and not n.event and sentence.weapon(n))
    weapons = next((n for n in fired if n.means in _MUNITIONS), None)
    lemmas = (sentence.reading.words[v].lemma for v in sentence.reading.verbs if v < verb)
    stopped = any(r.makes == "intercept" for lemma in lemmas for r in sentence.book.by_verb_lemma.get(lemma, ()))
    if told is not None or weapons is None or not stopped:
        return told
    event = Event(sentence.reading, weapons.head, [])
    sentence.arm(event, weapons)
    return event


def _carried(sentence: Sentence, verb: int, arguments: Arguments) -> Event | None:
    """The event that a verb goes on with: that of its subject, or without subject the noun that still waits for a
    target (`قصف نفّذته القوات، وطال القرية`)."""
    subject = (sentence.by_nominal[n.index] for n in arguments.subject if n.index in sentence.by_nominal)
    if arguments.subject or arguments.passive:
        return next(subject, None)
    before = (e for e in sentence.events if e.trigger < verb)
    last = max(before, key=lambda e: e.trigger, default=None)
    waiting = last is not None and last.noun and (not last.targets or last.vague) and (last.means or last.attackers)
    told = sentence.clauses.subject_pronoun(verb)
    return last if last is not None and waiting and not last.definite and not told else None


def _used(sentence: Sentence, weapons: tuple[Nominal, ...]) -> bool:
    """Whether weapons are those of an attack that a noun tells (قُتل جراء استهداف سيارته بصاروخ)."""
    noun = {index for event in sentence.events if event.noun and event.targets for index in event.armed_with}
    return bool(weapons) and all(n.index in noun and n.index not in sentence.by_nominal for n in weapons)


def _fired(sentence: Sentence, verb: int, weapons: tuple[Nominal, ...]) -> Event | None:
    """The event that a verb's weapon names by itself (أطلقت رشقة, أمطرت القاعدة برشقة): the verb tells it now."""
    event = next((sentence.by_nominal[n.index] for n in weapons if n.index in sentence.by_nominal), None)
    if event is not None:
        event.trigger, event.noun = verb, False
    return event


def _complete(sentence: Sentence, rule: Rule, event: Event, arguments: Arguments, weapons: tuple[Nominal, ...]) -> None:
    """Fill attacker, target, weapon and origin of an event from one trigger."""
    at = event.trigger if rule == event.rules[0] else -1
    for nominal in weapons:
        sentence.arm(event, nominal)
        if nominal.head != at:
            event.attack_by(sentence.actors(nominal))
    targets = fill(sentence, rule, "target", at, arguments, sentence.targetable)

    def agent(nominal: Nominal) -> bool:
        """An actor, or a weapon that is not the trigger itself."""
        if nominal in targets:
            return False
        return sentence.acting(nominal) or (nominal.head != at and sentence.agentive(nominal))

    for nominal in fill(sentence, rule, "attacker", at, arguments, agent):
        sentence.strike_by(event, nominal)
    sentence.hit_all(event, targets)
    event.somewhere = event.somewhere or wanted(sentence, rule, event.trigger, arguments, weapons)
    hit = (sentence.reading.words[n.head].stem for n in (*arguments.object, *arguments.second))
    event.somewhere = event.somewhere or (strikes(rule) and any(stem in sentence.words["vehicle"] for stem in hit))
    for nominal in fill(sentence, rule, "origin", at, arguments, sentence.origin):
        event.launch_from(sentence.origins(nominal))
    if rule.means and not event.means:
        event.means.append(rule.means)
