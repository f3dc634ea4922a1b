"""Which strikes response wording answers: named behind it, told before on the same place, or "the attack"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.answers import earlier
from kg.discourse.coreference import headline
from kg.events import Event, Sentence, alike, disputed
from kg.model import EntityKind, Ref
from kg.syntax.nominal import Nominal
from kg.text import fold

_ON, _NEAR = "علي", "قرب"
_AGAINST = ("", _ON)  # how the sources of fire stand behind a verb
_CAUSE = 10  # words between harm that is answered and the attack that did it


def suffered(sentence: Sentence, about: Sequence[Nominal], history: Iterable[Event]) -> list[Event]:
    """ردا على استهداف X, الرد على قاعدة X: the strikes told before on what stands in the place of the cause."""
    places = {ref.entity.id for nominal in about if not nominal.event for ref in sentence.targets(nominal)}
    return [event for event in history if places & {ref.entity.id for ref in event.targets}]


def caused(sentence: Sentence, phrase: Nominal | None) -> list[Event]:
    """The strikes that a phrase names, or the one behind the harm that it names (مقتل جندي في هجوم على X)."""
    named = events(sentence, sentence.clauses.group(phrase))
    for event in named:
        _place(sentence, event)
    if phrase is None or any(event.targets for event in named):
        return named
    if inside := _inside(sentence, phrase):
        return inside
    stem = sentence.reading.words[phrase.head].stem
    following = [n for n in sentence.reading.nominals[phrase.index + 1 :] if n.start - phrase.end <= _CAUSE]
    if sentence.words.is_a(stem, "killed_noun", "injured_noun", "provocation"):
        means = [n for n in following if n.preposition in sentence.words["cause_preposition"]]
        harmful = events(sentence, means)[:1]
        for event in harmful if not any(e.targets for e in harmful) else ():
            for place in (n for n in (phrase, *following) if n.end <= event.trigger and _where(sentence, n)):
                sentence.hit(event, place)  # شهداء بلدة X الذين قضوا في غارة, مقتل قائد في الحزب بغارة
            for place in (n for n in following if not event.targets and _at(sentence, event, n)):
                sentence.hit(event, place)  # مقتل جندي في كمين قرب X
        return harmful or named
    return (events(sentence, following)[:1] if stem in sentence.words["undertaking"] else []) or named


def _at(sentence: Sentence, event: Event, phrase: Nominal) -> bool:
    """Whether the tree puts a place behind an attack: كمين قرب X."""
    near = phrase.preposition in sentence.words["inside"] or phrase.preposition == _NEAR
    return near and event.trigger in sentence.reading.above(phrase.head) and _where(sentence, phrase)


def _place(sentence: Sentence, event: Event) -> None:
    """الهجوم الذي أسفر عن مقتل ثلاثة جنود في قاعدة X: an attack without target hit the base that the tree puts inside
    of what is told of it."""
    inside = (n for n in sentence.reading.nominals if event.trigger in sentence.reading.above(n.head))
    inside = (n for n in inside if n.preposition in sentence.words["inside"] and sentence.targetable(n))
    for place in [n for n in inside if sentence.targets(n)[0].entity.kind is EntityKind.BASE][:1]:
        if not event.targets:
            sentence.hit(event, place)


def _inside(sentence: Sentence, phrase: Nominal) -> list[Event]:
    """The strike that the tree puts inside a phrase: مقاتلي الحزب الذين سقطوا في غارات على X."""
    inside = (e for e in sentence.events if e.targets and phrase.head in sentence.reading.above(e.trigger))
    return sorted(inside, key=lambda e: e.trigger)[:1]


def _where(sentence: Sentence, phrase: Nominal) -> bool:
    """Whether a phrase names a place or members of a group, and not the deed itself (العدوان)."""
    stem = sentence.reading.words[phrase.head].stem
    kind = EntityKind.ACTOR if stem in sentence.words["person_noun"] else EntityKind.PLACE
    deed = stem in sentence.words["provocation"] and not phrase.mentions
    return not deed and any(ref.entity.kind is kind for ref in sentence.targets(phrase))


def bereaved(sentence: Sentence, cause: Event, avengers: Sequence[Ref]) -> None:
    """رد الحزب على غارة قتلت اثنين من ضباطه: an attack without target that killed people of who answers it hit him."""
    inside = (n for n in sentence.reading.nominals if cause.trigger in sentence.reading.above(n.head))
    people = (n for n in inside if sentence.reading.words[n.head].stem in sentence.words["person_noun"])
    if not cause.targets and any(n.pronoun for n in people):
        cause.hit(avengers)


def placed(sentence: Sentence, cause: Event, avengers: Sequence[Ref], history: Sequence[Event]) -> None:
    """ردت تركيا على هجوم أنقرة: nobody answers what he did himself; his seat is where it happened. Nor is a city that
    was hit before who did it: رد على قصف دمشق."""
    if cause.targets or cause.nominal is None:
        return
    own = {ref.entity.id for ref in avengers}
    behind = (n for n in sentence.reading.nominals if n.after == cause.nominal.index and not n.preposition)
    mentions = [mention for n in behind for mention in n.mentions]
    meant = {e.id for mention in mentions for e in mention.candidates if e.kind is EntityKind.PLACE}
    struck = meant & {place for e in history for ref in e.targets for place in (ref.entity.id, ref.entity.located_in)}
    if not (struck or own & attackers([cause])):
        return
    starts = {mention.start for mention in mentions} if struck else set()
    cause.about = meant
    cause.attackers = [p for p in cause.attackers if p.ref.entity.id not in own and p.ref.start not in starts]


def apart(causes: Iterable[Event], answers: Sequence[Event]) -> None:
    """رد على اغتيال X بقصف مقر في Y: where the answer hit is not where that was what is answered."""
    for cause in causes:
        ends = [answer.nominal.start for answer in answers if answer.nominal and answer.trigger > cause.trigger]
        start = cause.reading.words[min(ends)].start if ends else None
        if start is not None and cause.noun and cause.targets and all(ref.start > start for ref in cause.targets):
            cause.targets = []


def points_back(sentence: Sentence, at: int, phrase: Nominal | None) -> bool:
    """Whether what is answered was told before: "in response to that", "to the sources of fire", "to the massacre"."""
    words = sentence.reading.words
    if phrase is not None and words[phrase.head].stem in sentence.words["fire_source"]:
        return True
    if phrase is not None and words[phrase.head].stem in sentence.words["provocation"]:
        return phrase.pronoun or words[phrase.head].definite
    pointing = sentence.words["demonstrative_pronoun"]
    return at < len(words) and (words[at].form in pointing or words[at].upos == "PRON")


def events(sentence: Sentence, nominals: Iterable[Nominal]) -> list[Event]:
    """The strikes that phrases name."""
    return [event for nominal in nominals if (event := sentence.event_of(nominal)) is not None]


def attackers(strikes: Iterable[Event]) -> set[str]:
    """Ids of all who attacked in some strikes."""
    return {party.ref.entity.id for strike in strikes for party in strike.attackers}


def just_told(
    own: set[str], causes: Sequence[Event], sentence: Sentence, history: Iterable[Event], at: int
) -> list[Event]:
    """The strikes of the responding side told just before the wording at word `at` (`... وقال إن الضربات رد على ...`),
    and not denied by it."""
    index = sentence.reading.sentence.index
    inside = [e for e in sentence.events if e.targets and not disputed(sentence, e.trigger, at)]
    near = [e for e in history if index - e.reading.sentence.index <= 1] + inside
    return [e for e in near if e not in causes and own & attackers([e])]


def told(
    causes: list[Event], history: Sequence[Event], sentence: Sentence, at: int, own: set[str], answers: Sequence[Event]
) -> list[Event]:
    """The causes with targets; where wording only points back ("the attack", "that"), the last strike by somebody
    else."""
    if named := [e for e in causes if e.targets and e not in answers]:
        return named
    if about := {place for cause in causes for place in cause.about}:
        there = [e for e in history if about & {ref.entity.id for ref in (*e.targets, *e.places)} and e not in answers]
        return [e for e in there if about >= {ref.entity.id for ref in e.targets}] or there or causes
    if so_called := [
        e for e in history if e not in answers and any(_called(c, ref) for c in causes for ref in e.targets)
    ]:
        return so_called[-1:]
    if salvo := [e for e in reversed(history) if any(_same_weapon(cause, e) for cause in causes)]:
        return salvo[:1]
    before = [e for e in sentence.events if e.trigger < at or earlier.before_another(sentence.words, e)]
    hit = {held for e in answers for ref in e.targets for held in (ref.entity.id, ref.entity.operator)}
    others = [e for e in (*history, *before) if e.targets and e not in (*answers, *causes) and not own & attackers([e])]
    others = [e for e in others if not any(ref.entity.id in hit for ref in e.targets)]  # nobody avenges whom he hits
    others = [e for e in others if not headline(e)] or others  # the text has told what it answers
    for cause in causes:
        if both := earlier.several(sentence, cause, others, attackers([cause])):
            return both
    by = attackers(causes)
    others = [e for e in others if not by or not attackers([e]) or by & attackers([e])]
    means = [means for cause in causes for means in cause.means]
    others = [e for e in others if not means or not e.means or alike(means, e.means)]
    last = ([e for e in others if not e.answered] or others)[-1:]
    return [e for e in others if any(e is one or _one_salvo(e, one) for one in last)] or causes


def _called(cause: Event, target: Ref) -> bool:
    """هجوم المستودعات: whether an attack is called by the noun of what was hit."""
    behind = cause.reading.words[cause.trigger + 1 : cause.trigger + 2] if cause.noun else ()
    first = fold(target.mention).split()[:1]
    return any(word.definite and word.upos == "NOUN" and [word.stem] == first for word in behind)


def _one_salvo(one: Event, other: Event) -> bool:
    """سقوط قذائف على X، تلاها سقوط أخرى على Y: whether a sentence tells two strikes of one side with one weapon."""
    same = bool(one.attackers) and one.attackers == other.attackers and one.means == other.means
    return same and one.reading is other.reading


def _same_weapon(cause: Event, event: Event) -> bool:
    """«الرشقة», «المسيّرة»: whether a weapon that points back is one of a strike, by its own word."""
    word = cause.reading.words[cause.trigger]
    armed = cause.noun and word.definite and cause.nominal is not None and cause.nominal.index in cause.armed_with
    return armed and any(word.stem in fold(weapon.mention).split() for weapon in event.weapons)


def continued(sentence: Sentence, verb: int) -> list[Event]:
    """ردّت المدفعية على مصدر النيران وقصفت X: the strike of the verb that the tree joins to "responded"."""
    reading = sentence.reading
    if verb not in reading.verbs:
        return []
    joined = (e for e in sentence.events if not e.noun and e.targets and reading.heads[e.trigger] == verb)
    return [e for e in joined if reading.relations[e.trigger] == "conj"]


def slogan(sentence: Sentence, caused: Nominal) -> bool:
    """Whether a war at large is answered, no strike: رداً على المجازر, على جرائم الاحتلال."""
    return sentence.reading.words[caused.head].stem in sentence.words["slogan"]


def link(answers: Iterable[Event], causes: Sequence[Event]) -> None:
    """Tell of strikes that they answer others, as the article states."""
    for answer in answers:
        own = [cause for cause in causes if answer not in cause.causes]  # who is answered does not answer
        if causes and not own:
            continue
        answer.is_response = answer.response_stated = True
        answer.causes.extend(cause for cause in own if cause not in answer.causes and cause is not answer)


def fire_source(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a phrase names where the fire came from: مصادر النيران, أماكن إطلاق الصواريخ."""
    words = sentence.reading.words
    where, fire = sentence.words["source_noun"], sentence.words["fire_source"]
    return words[nominal.head].stem in where and any(w.stem in fire for w in words[nominal.head + 1 : nominal.end + 1])


def behind(sentence: Sentence, nominal: Nominal) -> tuple[Nominal, ...]:
    """Where the sources of fire are: the places told behind them."""
    near = (n for n in sentence.reading.nominals[nominal.index + 1 : nominal.index + 4] if not n.event)
    inside = (n for n in near if n.preposition in sentence.words["inside"] and sentence.targetable(n))
    return sentence.clauses.group(next(inside, None))


def return_fire(sentence: Sentence, nominal: Nominal, history: Sequence[Event]) -> None:
    """استهدفت القوات مصادر إطلاق النيران في X: a strike on the sources of fire is a response."""
    if nominal.preposition not in _AGAINST or not fire_source(sentence, nominal):
        return
    event = next((e for e in reversed(sentence.events) if e.trigger < nominal.start), None)
    if event is None or any(event.trigger < v < nominal.start for v in sentence.reading.verbs):
        return
    for place in behind(sentence, nominal) if not event.targets else ():
        sentence.hit(event, place)
    if event.is_response:
        return
    link([event], told([], history, sentence, event.trigger, attackers([event]), [event]))
