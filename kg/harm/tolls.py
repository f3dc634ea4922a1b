"""Which strike caused the casualties of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.events import Event, Sentence, fights
from kg.harm import ahead, bound, fell, several, sides
from kg.harm.ahead import Untold
from kg.model import Casualties, EntityKind, Quantity, Ref
from kg.syntax.nominal import Nominal

_BESIDE = 6  # words between casualties and the attack behind them
_LIST = 16  # words between a sum and the sides that it is spelled out into
_SENTENCES = 3  # sentences back to the strike on the side that is named
_ON = 2  # sentences back to the strike in which nobody was hurt
_CLAUSE_ENDS = ("،", ".", "؛")
_WHICH, _AND = "ما", "و"
_CLAUSE = "advcl"

_Home = tuple[Event | None, str | None]  # the strike, and the one target at which they fell when it is told


def of_strikes(sentence: Sentence, told: Iterable[tuple[int, Casualties]]) -> list[tuple[int, Casualties]]:
    """The casualties of a sentence that may be those of a strike, rather than of fighting or of both sides."""
    if any(word.stem in sentence.words["both_sides"] for word in sentence.reading.words):
        return []
    return [(at, casualties) for at, casualties in told if not _of_clashes(sentence, at)]


def book(sentence: Sentence, told: Sequence[tuple[int, Casualties]], history: Sequence[Event]) -> list[Untold]:
    """Add casualties to the strike that caused them; those of which none is told yet are given back.

    Cues, surest first: the place where they fell, the attack behind them (`مقتل جندي في هجوم`), their side, and what
    was told last.
    """
    untold: list[tuple[int, Casualties]] = []
    several.settle(sentence, told)
    for at, casualties in sorted(told, key=lambda pair: not fell.places(sentence, pair[0], sentence.events)):
        home, only = cause(sentence, at, casualties, history)
        only = only or (fell.one_of_several(sentence, at, casualties.side, home) if home else None)
        if home is None:
            untold.append((at, casualties))
        if home is None or home.unreal or _of_attackers(home, casualties):
            continue
        told_by = bound.behind(sentence, at, [e for e in sentence.events if not e.targets])
        home.count = home.count or (told_by.count if told_by else None)  # أُصيبوا في X جراء عشر غارات
        if each := sides.each(sentence, at, casualties.quantity.value) if _of_groups(home) else ():
            _each(home, casualties.harm, each)
            continue
        if only is None:
            _turn(home, casualties.side)
        known = {(c.harm, c.quantity.value, place) for c, place in home.casualties}
        if (casualties.harm, casualties.quantity.value, only) not in known:
            home.casualties.append((casualties, only))
        for side, own in _of_sides(sentence, at, casualties, home):
            home.casualties.append((own, side.entity.id))
    return ahead.waiting(sentence, untold)


def _of_groups(event: Event) -> bool:
    """Whether an attack is on groups, or on something without a name that may be theirs: a car, a house."""
    hit = {ref.entity.kind for ref in event.targets}
    return hit == {EntityKind.ACTOR} or ((event.vague or event.things) and hit == {EntityKind.PLACE})


def _each(event: Event, harm: str, told: Sequence[tuple[Ref, Quantity]]) -> None:
    """Add harm to each of several groups, which were hit."""
    places = [ref for ref in event.targets if ref.entity.kind is EntityKind.PLACE]
    event.places.extend(places)
    event.targets = [ref for ref in event.targets if ref not in places]
    event.vague = event.things = False
    event.hit([group for group, _ in told])
    event.casualties.extend((Casualties(harm, number, group), group.entity.id) for group, number in told)


def _of_sides(sentence: Sentence, at: int, told: Casualties, home: Event) -> Iterator[tuple[Ref, Casualties]]:
    """Those of each side that was hit, spelled out behind their sum: 42 عسكرياً، هم 36 من الجيش وستة من عناصر الحزب."""
    words, hit = sentence.reading.words, {ref.entity.id for ref in home.targets}
    for nominal in (n for n in sentence.reading.nominals if at < n.start <= at + _LIST):
        if nominal.count in (None, told.quantity) or fell.verb_between(sentence, at, nominal.start):
            continue
        spelled = any(word.form in sentence.words["namely"] for word in words[at : nominal.start])
        for side in (ref for ref in sentence.actors(nominal) if spelled and ref.entity.id in hit):
            yield side, replace(told, quantity=nominal.count, side=side)


def _anew(sentence: Sentence, at: int) -> bool:
    """Whether a weapon not told before caused casualties: مسيّرة أسفرت عن مقتل جندي."""
    verb = max((v for v in sentence.reading.verbs if v < at), default=None)
    if verb is None or sentence.reading.words[verb].lemma not in sentence.words["resulting"]:
        return False
    weapons = [n for n in sentence.clauses.subject_of(verb) if n.means is not None]
    return any(not sentence.reading.words[n.head].definite for n in weapons)


def _of_clashes(sentence: Sentence, at: int) -> bool:
    """Whether those harmed fell in fighting that is told as no attack, or by nobody's hand: قُتل اثنان في اشتباكات,
    مواجهات أوقعت قتلى, توفي بنوبة قلبية."""
    reading = sentence.reading
    behind = (n for n in reading.nominals if at < n.start <= at + 2 * _BESIDE)
    causes = (n for n in behind if n.preposition in sentence.words["cause_preposition"])
    cause = next((n for n in causes if n.event or _fighting(sentence, n)), None)
    if cause is not None:
        return not cause.event and not any(at < e.trigger < cause.start for e in sentence.events)
    verb = max((v for v in reading.verbs if v <= at), default=None)
    if verb is None or reading.words[verb].lemma not in sentence.words["resulting"]:
        return False
    qualified = sentence.clauses.antecedents.qualified(verb)
    return any(_fighting(sentence, n) for n in sentence.clauses.subject_of(verb) or filter(None, (qualified,)))


def _fighting(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a phrase tells of fighting or a misfortune; "those clashes" are the attack told before."""
    before = sentence.reading.words[max(0, nominal.head - 1) : nominal.head]
    again = any(word.stem in sentence.words["demonstrative"] for word in before)
    told = any(event.targets and event.trigger < nominal.start for event in sentence.events)
    again = again or (told and sentence.reading.words[nominal.head].definite)  # هاجموا X وأسفرت المواجهة عن
    words = sentence.reading.words[nominal.head : nominal.end]
    return (words[0].stem in sentence.words["clash"] and not again) or any(
        word.stem in sentence.words["misfortune"] for word in words
    )


def _of_attackers(event: Event, casualties: Casualties) -> bool:
    """Whether those harmed belong to who struck: then another strike harmed them."""
    side = casualties.side.entity.id if casualties.side else None
    return side in {p.ref.entity.id for p in event.attackers} and side not in {r.entity.id for r in event.targets}


def cause(sentence: Sentence, at: int, casualties: Casualties, history: Sequence[Event]) -> _Home:
    index = sentence.reading.sentence.index
    near = [e for e in history if index - e.last <= _SENTENCES]
    own = [e for e in sentence.events if e.targets or e.definite]
    later = [e for e in own if e.trigger > at]
    nearest = [*near, *later, *(e for e in own if e not in later)]  # last of all what is told before them
    told = fell.by_tree(sentence, at, [*near, *own])
    places = fell.places(sentence, at, [*near, *own]) or told
    for place in (ref.entity.id for ref in places):
        for event in reversed(nearest):
            if place in {ref.entity.id for ref in event.targets}:
                return event, place
            if place in {ref.entity.id for ref in event.places}:
                return event, None
    placeless = _placeless(sentence, at) if places else None
    if placeless is not None:
        placeless.hit(places[:1])
        return placeless, None
    if (cause := bound.qualified(sentence, at)) is not None and not places:
        return (cause if cause.targets or cause.definite else None), None  # غارة أوقعت قتيلين، استهدف الفصيل X
    if (behind := bound.behind(sentence, at, own)) is not None:
        _settle(behind, told)
        return behind, None
    if (when := _while(sentence, at, own)) is not None:
        return when, None
    aimless = bound.behind(sentence, at, [e for e in sentence.events if not (e.targets or e.definite)])
    if aimless is not None and (casualties.side or places):
        aimless.hit([casualties.side] if casualties.side else places[:1])  # قُتل ثلاثة في X في هجوم
        aimless.places.extend(places if casualties.side else ())
        return aimless, None
    waiting = [e for e in sentence.events if not e.targets and not e.definite and (e.noun or e.means)]
    if casualties.side and not own and waiting:
        waiting[-1].hit([casualties.side])  # قُتل عنصر من X بقصف: the group was hit
        return waiting[-1], None
    before = [e for e in own if e.trigger <= at]
    before = [e for e in before if not _answered(sentence, e, at)] or before
    if _reason(sentence, at, before[-1].trigger if before else at):
        return None, None
    if own and (nameless := _nameless(sentence, at)) is not None:
        return nameless if nameless.pronoun_agent else None, None  # حين أغارت طائراته على مبنى وقتلت ثلاثة
    own = [e for e in own if e in before or not _of_its_own(sentence, e, at)]
    if own:
        closest = before[-1] if before else next(_suffered(near, casualties.side), own[0])
        return next(_suffered(own, casualties.side), closest), None
    if _anew(sentence, at):
        return None, None
    if (named := fell.named(sentence, at, history)) is not None:
        return named
    medical = any(word.stem in sentence.words["medical"] for word in sentence.reading.words)
    back = 1 if casualties.quantity.value and not medical else _ON  # "nobody was hurt" is told last of all
    last = (e for e in reversed(near) if not e.answered and index - e.last <= back and not sentence.events)
    last = (e for e in last if fell.there(sentence, at, e))
    return next(_suffered(near, casualties.side), next(last, None)), None


def _reason(sentence: Sentence, at: int, attack: int) -> bool:
    """Whether casualties at word `at` are only what an attack, told at word `attack`, came after (قصفت X بعد
    مقتل جندي); but غرقت بعد مقتل بحارين."""
    nominal = next((n for n in sentence.reading.nominals if n.head == at), None)
    after = nominal is not None and nominal.preposition in sentence.words["after_that"]
    return after and not fell.verb_between(sentence, attack, at)


def _of_its_own(sentence: Sentence, event: Event, at: int) -> bool:
    """Whether a clause of its own begins with who attacks behind casualties at word `at`: مقتل جنديين والجيش يقصف X."""
    if event.noun or event.trigger < at:
        return False
    words, that = sentence.reading.words, sentence.words["complementizer"]
    before = (n for n in sentence.reading.nominals if at < n.start and n.end == event.trigger and not n.preposition)
    opening = (n.start - 2 if words[n.start - 1].form in that else n.start - 1 for n in before if not n.event)
    return any(words[first].form == _AND for first in opening)


def _while(sentence: Sentence, at: int, own: Iterable[Event]) -> Event | None:
    """The attack that the tree puts below casualties at word `at`: إصابة اثنين حين أطلقت مسيّرة صاروخاً على X."""
    heads, relations = sentence.reading.heads, sentence.reading.relations
    below = (e for e in own if e.trigger > at and heads[e.trigger] == at and relations[e.trigger] == _CLAUSE)
    return next(below, None)


def _answered(sentence: Sentence, event: Event, at: int) -> bool:
    """Whether an attack is only told as what another answers, and casualties at word `at` are of that (قصفت ... رداً على
    هجوم، ما أدى إلى مقتل ..., رداً على هجوم، وأُصيب جنديان)."""
    reading = sentence.reading
    between = {word.form for word in reading.words[event.trigger : at]}
    verb = max((v for v in reading.verbs if event.trigger < v <= at), default=event.trigger)
    own = reading.words[verb].lemma in sentence.words["resulting"] or event.trigger in reading.above(
        at
    )  # وأسفر عن مقتل
    return event.answered and (_WHICH in between or (not own and bool(between.intersection(_CLAUSE_ENDS))))


def _suffered(events: Sequence[Event], side: Ref | None) -> Iterator[Event]:
    """The strikes on a side or on what it operates, latest first."""
    if side is None:
        return
    for event in reversed(events):
        if any(side.entity.id in (ref.entity.id, ref.entity.operator) for ref in event.targets):
            yield event


def _turn(event: Event, side: Ref | None) -> None:
    """Let an attack be on the side that suffered where only a place is told in which it happened (`غارة في X قتلت ثلاثة
    من الحركة`)."""
    if (
        side
        and fights(side.entity)
        and event.vague
        and all(ref.entity.kind is EntityKind.PLACE for ref in event.targets)
    ):
        event.places.extend(event.targets)
        event.targets, event.vague = [side], False
        event.casualties = [(told, None) for told, _ in event.casualties]


def _settle(event: Event, places: Sequence[Ref]) -> None:
    """Give an attack on something without a name the place where its victims fell (في X قُتل خمسة بقصف منزل)."""
    guessed = event.things or event.vague or event.somewhere
    if places and guessed and all(ref.entity.kind is EntityKind.PLACE for ref in event.targets):
        event.targets = [*places[:1]]


def _placeless(sentence: Sentence, at: int) -> Event | None:
    """The attack just before casualties when it has no target of its own: هجوم أودى بثلاثة جنود في قاعدة X."""
    last = next((e for e in reversed(sentence.events) if e.trigger < at), None)
    qualifying = any(n.head == at and n.relative for n in sentence.reading.nominals)  # الهجوم الذي أوقع قتلى في X
    back = last is not None and last.definite and not qualifying
    return last if last and last.noun and not (last.targets or last.about or back) else None


def _nameless(sentence: Sentence, at: int) -> Event | None:
    """The attack just before casualties when its target is not told: بعدما أسفر هجوم عن, قذائف سقطت دون."""
    last = max((e for e in sentence.events if e.trigger < at and not e.part), key=lambda e: e.trigger, default=None)
    if last is None or last.targets or last.definite or last.unreal:
        return None
    nominal = last.nominal if last.noun else None
    if nominal is None:
        ends = any(word.form in _CLAUSE_ENDS for word in sentence.reading.words[last.trigger : at])
        return None if ends else last
    if nominal.preposition in sentence.words["reason_preposition"]:
        return last
    return last if any(at - _BESIDE <= v < last.trigger for v in sentence.reading.verbs) else None
