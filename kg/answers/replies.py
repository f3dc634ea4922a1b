"""Which strike is a response: told in the clause of the wording, framed by it, behind it, or told just before."""

from __future__ import annotations

from collections.abc import Sequence

from kg.answers import answered
from kg.events import Event, Sentence, of_verb
from kg.rules.loader import Rule
from kg.syntax.arguments import Arguments
from kg.voices.speakers import Speaker

_BY, _IN, _ON = "ب", "في", "علي"
_THAT = 3  # words between "that" and its verb
_CAMPAIGN = 3  # words between a campaign and what it is said to be
_OPENS = 3  # words with which a sentence opens
_SUBJECT = 3  # words before response wording in which its subject stands


def told_before(sentence: Sentence, at: int, causes: Sequence[Event], history: Sequence[Event]) -> list[Event]:
    """وكان ذلك رداً على X, القوات نفذتها رداً على X, وقالت إنها رد على X: the strike told last, to which a pronoun before
    the wording points; nobody answers himself."""
    words = sentence.reading.words
    verbs = (v for v in reversed(sentence.reading.verbs) if v < at and sentence.clauses.pronoun_object(v))
    carrying = any(rule.makes == "carry" for v in verbs for rule in of_verb(sentence, v, "carry"))
    pointing = any(word.form in sentence.words["demonstrative_pronoun"] for word in words[max(0, at - _SUBJECT) : at])
    pointing = pointing or any(word.upos == "PRON" and word.glued for word in words[max(0, at - 1) : at])
    told = [e for e in history if e.targets and e not in causes][-1:] if carrying or pointing else []
    return [e for e in told if not answered.attackers([e]) & answered.attackers(causes)]


def campaign(sentence: Sentence, at: int, told: Sequence[Speaker], history: Sequence[Event]) -> list[Event]:
    """تقول تركيا إن حملتها تأتي رداً على X: the strikes told before of whose campaign is the response."""
    words = sentence.reading.words
    near = [n for n in sentence.reading.nominals if n.end <= at and at - n.end <= _CAMPAIGN and not n.event]
    whole = next((n for n in reversed(near) if words[n.head].stem in sentence.words["campaign"]), None)
    if whole is None or not (whole.pronoun or words[whole.head].definite or sentence.actors(whole)):
        return []
    spoken = [ref for s in reversed(told) if s.actor and s.start < at for ref in s.refs]
    own = {ref.entity.id for ref in sentence.actors(whole) or spoken[:1]}
    return [e for e in history if own & answered.attackers([e]) and not e.is_response]


def joined(sentence: Sentence, clause: Sequence[Event], events: Sequence[Event]) -> list[Event]:
    """The last strike of a clause with those of the same side whose verbs are joined to its own: قصفوا X وضربوا Y، رداً
    على Z; also what the same verb tells of a further target."""
    found = sorted(clause, key=lambda e: e.trigger)[-1:]
    told = [e for e in events if found and e not in found and e.trigger <= found[0].trigger]
    for event in sorted(told, key=lambda e: e.trigger, reverse=True):
        one, other = answered.attackers([event]), answered.attackers(found[:1])
        behind = sentence.reading.words[found[0].trigger - 1].form in sentence.words["joining"] and one & other
        same = set(_chain(sentence, event)[:1]) & set(_chain(sentence, found[0]))
        if behind or (same and (one & other or not (one and other))):
            found.insert(0, event)
    return found


def _chain(sentence: Sentence, event: Event) -> tuple[int, ...]:
    """The verb that tells a strike, and those to which the tree joins it; وأنهم قصفوا is a statement of its own."""
    reading, at = sentence.reading, event.trigger
    if event.noun:
        at = next((above for above in reading.above(at) if above in reading.verbs), at)
    found = [at]
    that = sentence.words["complementizer"]
    while reading.relations[at] == "conj" and not any(w.form in that for w in reading.words[max(0, at - _THAT) : at]):
        at = reading.heads[at]
        found.append(at)
    return tuple(found)


def framed(sentence: Sentence, noun: int, causes: Sequence[Event]) -> list[Event]:
    """قصفت X في رد وصفته بالأولي, في أول رد على Y، قصفت X, قصفت X في إطار الرد الأولي: the strike that is told in the
    frame of a response."""
    phrase = next((n for n in sentence.reading.nominals if n.head == noun), None)
    within = phrase is not None and phrase.preposition == _IN
    within = within and (not sentence.reading.words[noun].definite or noun < _OPENS)  # وفي الرد الإيراني سقطت
    framed = within or sentence.reading.words[noun - 1].stem in sentence.words["framework"]
    return _beside(sentence, noun, causes) if framed and noun not in sentence.reading.verbs else []


def predicated(sentence: Sentence, noun: int, arguments: Arguments, causes: Sequence[Event]) -> list[Event]:
    """الغارات كانت رداً سريعاً على X: the strike before an indefinite "response" is it, else the one behind."""
    answering = any(n.preposition == _ON for n in arguments.obliques)
    if noun in sentence.reading.verbs or sentence.reading.words[noun].definite or not (causes or answering):
        return []
    return _beside(sentence, noun, causes)


def behind(sentence: Sentence, trigger: int, causes: Sequence[Event]) -> list[Event]:
    """ردّت القوات على الهجوم الذي طال X بضرب Y: the answer behind what is answered."""
    if not causes:
        return []
    main = (v for v in sentence.reading.verbs if v > trigger and v not in sentence.reading.relative_verbs)
    arrival = sentence.words["arrival"]  # الرد على X جاء عبر قصف Y
    end = next((v for v in main if sentence.reading.words[v].lemma not in arrival), len(sentence.reading.words))
    struck = (n for n in sentence.reading.nominals if trigger < n.start < end and n.preposition == _BY)
    struck = (n for n in struck if n.event or n.means)  # بقذائف طالت X
    return [e for e in answered.events(sentence, struck) if e not in causes and e.targets][:1]


def carried(sentence: Sentence, noun: int) -> list[Event]:
    """نفذت القوات رداً شمل قصف X: the strike that a response is told to consist of."""
    told = (e for e in sentence.events if e.trigger > noun and e.targets and not e.attackers)
    return [e for e in told if any(rule.makes == "carry" and rule.needs == "response" for rule in e.rules)][:1]


def direct(sentence: Sentence, rule: Rule, trigger: int, arguments: Arguments) -> list[Event]:
    """ردت بالمدفعية على مواقع X, ردت المدفعية على مواقع X, ردت على مصادر النيران في X: the answer has no noun of its
    own."""
    obliques = list(arguments.obliques)
    weapons = [n for n in obliques if n.preposition == _BY and n.start > trigger and sentence.weapon(n)]
    weapons += [n for n in arguments.subject if not (n.event or rule.needs) and sentence.weapon(n)]
    targets = [n for n in obliques if n.preposition == _ON and not n.event and sentence.targetable(n)]
    fired = [n for n in obliques if n.preposition == _ON and answered.fire_source(sentence, n)]
    where = answered.behind(sentence, fired[0]) if fired else ()
    if not where and not (weapons and targets):
        return []
    event = Event(sentence.reading, trigger, [rule])
    for nominal in weapons:
        sentence.arm(event, nominal)
    for nominal in where or sentence.clauses.group(targets[0]):
        sentence.hit(event, nominal)
    sentence.events.append(event)
    return [event]


def _beside(sentence: Sentence, noun: int, causes: Sequence[Event]) -> list[Event]:
    """The last strike before "response", else the first behind it."""
    told = [e for e in sentence.events if (e.targets or e.definite) and e not in causes and not e.answered]
    told = [e for e in told if not any(e in other.causes for other in sentence.events)]
    return [e for e in told if e.trigger < noun][-1:] or [e for e in told if e.trigger > noun and not e.noun][:1]


def further(sentence: Sentence, answers: Sequence[Event]) -> list[Event]:
    """افتتح الحزب رده بثلاث رشقات على X، وباستهداف Y: the strikes joined to an answer by the same preposition."""
    words, found = sentence.reading.words, list(answers)
    for event in sorted(sentence.events, key=lambda e: e.trigger):
        one, other = found[-1].nominal if found else None, event.nominal
        if one is None or other is None or not one.preposition == other.preposition == _BY or other.start <= one.end:
            continue
        verbs = any(one.end <= verb < other.start for verb in sentence.reading.verbs)
        if not verbs and event.targets and words[max(0, other.start - 2)].form in sentence.words["joining"]:
            found.append(event)
    return found[len(answers) :]
