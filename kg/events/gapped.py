"""Triggers that are told once for several strikes: استهدفوا X بصواريخ، وY بالمدفعية, قصفوا X أمس وY اليوم."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from kg.events.event import Event
from kg.events.sentence import Sentence
from kg.events.triggers import strikes
from kg.model import Means
from kg.rules.loader import Rule
from kg.syntax.arguments import Arguments
from kg.syntax.nominal import Nominal

_BY, _AND, _OF, _ON, _COLON = "ب", "و", "من", "علي", ":"
_GLUED = 3  # letters between "and" and what it joins


def gapped(sentence: Sentence, event: Event, right: Sequence[Nominal]) -> Iterator[Event]:
    """The strikes on further things that a trigger hits, each with a weapon of its own or "in the same way"; they are
    taken out of `event`. `right` are the phrases in the clause behind the trigger."""
    weapons = [n for n in right if n.preposition == _BY and _by_weapon(sentence, n)]
    behind = [n for n in right if weapons and n.start > weapons[0].start]
    further = [(n, own) for n in behind if (own := _own(sentence, n, weapons[1:], right)) is not None]
    if not further or not any(ref.start < sentence.reading.words[further[0][1].start].start for ref in event.targets):
        return
    hit = {ref.start for nominal, _ in further for ref in sentence.targets(nominal)}
    event.targets = [ref for ref in event.targets if ref.start not in hit]
    first = event.armed_with - {weapon.index for _, weapon in further}
    _rearm(sentence, event, first)
    for nominal, weapon in further:
        other = event.like(apart=sentence.reading.words[nominal.start].start)
        _rearm(sentence, other, first if same_way(sentence, weapon) else {weapon.index} if weapon.means else set())
        sentence.hit(other, nominal)
        yield other


def again(sentence: Sentence) -> None:
    """Add the strikes of which only the number or "another" is told."""
    for nominal in sentence.reading.nominals:
        if (other := _again(sentence, nominal)) is not None:
            sentence.by_nominal[nominal.index] = other
            sentence.events.append(other)


def dated(sentence: Sentence) -> None:
    """Part the strikes that one trigger tells of several things, each with a time of its own: قصفوا X فجر الأحد وY مساء
    السبت, قصفوا X الأحد، والسبت Y."""
    words = sentence.reading.words
    times = [words[at].start for at in sorted(sentence.reading.dated)]
    joints = [word.start for word in words if word.form == _AND]
    for event in tuple(sentence.events):
        hit = sorted(event.targets, key=lambda ref: ref.start)
        later = (words[v].start for v in sentence.reading.verbs if hit and words[v].start > hit[-1].start)
        end = next(later, sentence.reading.sentence.end)
        behind = any(hit[-1].start < time < end for time in times) if hit else False
        for before, ref in reversed([*pairwise(hit)]):
            time = next((time for time in times if before.start < time < ref.start), ref.start)
            led = next((joint for joint in joints if 0 < time - joint <= _GLUED and time < ref.start), None)
            if led is not None or (behind and any(time < joint < ref.start for joint in joints)):
                other = event.like(apart=ref.start if led is None else led)
                other.hit([target for target in event.targets if target.start >= ref.start])
                event.targets = [target for target in event.targets if target not in other.targets]
                sentence.events.append(other)


def foremost(sentence: Sentence) -> None:
    """سلسلة هجمات، كان أعنفها على X: what the one among several attacks hit that is singled out."""
    words = sentence.reading.words
    for worst, of_them in pairwise(words):
        if worst.stem not in sentence.words["foremost"] or of_them.upos != "PRON":
            continue
        hit = next(
            (n for n in sentence.reading.nominals if n.start == of_them.index + 2 and n.preposition == _ON), None
        )
        told = (e for e in sentence.events if e.trigger < worst.index and e.noun)
        attacks = max(told, key=lambda e: e.trigger, default=None)
        if hit is None or attacks is None:
            continue
        one = attacks.like(trigger=worst.index, noun=True) if attacks.targets else attacks
        if one is not attacks:
            sentence.events.append(one)
        sentence.hit_all(one, sentence.clauses.group(hit))


def _again(sentence: Sentence, nominal: Nominal) -> Event | None:
    """A strike of which only the number or "another" is told, with a target of its own: غارة على X وأخرى على Y, صاروخان
    على X وثالث على Y; None for any other phrase."""
    reading, words = sentence.reading, sentence.words
    head = reading.words[nominal.head]
    before = [word.form for word in reading.words[max(0, nominal.start - 2) : nominal.start]]
    among = before[:1] == [_OF] and reading.words[nominal.start - 1].upos == "PRON"  # 18 غارة، منها خمس على X
    among = among or before[-1:] == [_COLON]  # تسع غارات: خمس على X
    joined = before[-1:] == [_AND] or among
    joined = joined or (before == [_AND, _BY] and nominal.means is not None)  # وبطائرتين على Y
    joined = joined and (nominal.end == nominal.head + 1 or nominal.means is not None)
    another = any(words.is_a(w.stem, "another") for w in reading.words[nominal.head : nominal.end])
    one_more = another or head.stem in words["ordinal"] or nominal.count is not None
    named = bool(nominal.mentions) and nominal.means is None
    if not (joined and one_more) or nominal.event or named:
        return None
    if head.definite and not words.is_a(head.stem, "ordinal"):
        return None
    first = max((e for e in sentence.events if e.trigger < nominal.start), key=lambda e: e.trigger, default=None)
    behind = [n for n in reading.nominals if n.after == nominal.index]
    if behind and reading.words[behind[0].head].stem in words["make"]:  # بطائرتين من النوع نفسه على Y
        behind = [n for n in reading.nominals if n.after == behind[0].index]
    hit = next(iter(behind), None)
    if first is None or hit is None or not (first.targets or (among and first.noun)):
        return None
    told = [n for n in reading.nominals if first.trigger < n.start < nominal.start and sentence.targets(n)]
    told = [n for n in told if {r.start for r in sentence.targets(n)} & {r.start for r in first.targets}]
    main = (v for v in reading.verbs if v not in reading.relative_verbs)  # على ما سماه مقراً لـ X، وأخرى على Y
    since = told[0].start if told else first.trigger
    if any(since < v < hit.start for v in main):
        return None
    alike = {n.preposition for n in told} | ({_ON} if any(n.preposition in words["vague"] for n in told) else set())
    if hit.preposition in words["vague"] or (hit.preposition not in alike and not among):
        return None
    other = first.like(trigger=nominal.head, noun=True, count=nominal.count)
    if nominal.means and not (_dropped(first, nominal) or _flown(first, nominal)):  # 40 صاروخاً على X و15 قذيفة على Y
        _rearm(sentence, other, {nominal.index})
        if nominal.index in first.armed_with and len(first.armed_with) > 1:
            _rearm(sentence, first, first.armed_with - {nominal.index})
    sentence.hit_all(other, sentence.clauses.group(hit))
    if among:
        own = {ref.start for ref in other.targets}
        first.targets = [ref for ref in first.targets if ref.start not in own]
    return other if other.targets else None


def _dropped(event: Event, nominal: Nominal) -> bool:
    """قاذفات ألقت 12 قنبلة على X وقنبلتين على Y: bombs that aircraft dropped are an airstrike."""
    return Means.AIRSTRIKE in event.means and nominal.means is Means.BOMB


def _flown(event: Event, nominal: Nominal) -> bool:
    """بثلاث مسيّرات على X وبطائرتين على Y: aircraft after drones are drones."""
    return Means.DRONE in event.means and nominal.means is Means.AIRSTRIKE


def _own(sentence: Sentence, nominal: Nominal, weapons: Sequence[Nominal], right: Sequence[Nominal]) -> Nominal | None:
    """The weapon with which something joined to what was hit before was hit: `، وY بالمدفعية` or `، وبالمدفعية Y`."""
    words = sentence.reading.words
    if nominal.means is not None or not sentence.targetable(nominal):
        return None
    if words[nominal.start - 1].form == _AND:
        beyond = (
            n.start for n in right if n.start > nominal.start and not n.preposition and _joined(sentence, n.start)
        )
        end = next(beyond, len(words))
        return next((w for w in weapons if nominal.end <= w.start < end), None)
    before = (w for w in weapons if w.end == nominal.start and _joined(sentence, w.start))
    return None if nominal.preposition else next(before, None)


def _by_weapon(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a phrase tells with what something was hit, be it of no kind (بالأسلحة المناسبة) or "in the same way"."""
    arms = sentence.reading.words[nominal.head].stem in sentence.words["arms"]
    return arms or sentence.weapon(nominal) or same_way(sentence, nominal)


def same_way(sentence: Sentence, nominal: Nominal) -> bool:
    """بالطريقة ذاتها, بالسلاح نفسه."""
    words = sentence.reading.words[nominal.head : nominal.end]
    again = any(word.stem in sentence.words["anaphoric"] for word in words)
    return again and words[0].stem in sentence.words["manner"]


def _joined(sentence: Sentence, at: int) -> bool:
    """Whether "and" stands before word `at`, or before the preposition that governs it."""
    before = [word.form for word in sentence.reading.words[max(0, at - 2) : at]]
    return before[-1:] == [_AND] or before == [_AND, _BY]


def _rearm(sentence: Sentence, event: Event, weapons: set[int]) -> None:
    event.means, event.weapons, event.armed_with = [], [], set()
    event.count, event.further = None, {}
    for index in sorted(weapons):
        sentence.arm(event, sentence.reading.nominals[index])


def shared(sentence: Sentence, rule: Rule, verb: int, arguments: Arguments) -> tuple[Nominal, ...]:
    """The weapons with which a verb goes on that hits by them: قصفت المسيّرات X، كما أصابت Y."""
    joined = verb > 0 and sentence.reading.words[verb - 1].form in sentence.words["joining"]
    if rule.needs != "weapon" or not strikes(rule) or not joined or arguments.subject or arguments.passive:
        return ()
    return tuple(n for n in islice(sentence.clauses.subjects_before(verb), 1) if sentence.weapon(n) and not n.event)


def own_weapons(
    sentence: Sentence, verb: int, arguments: Arguments, weapons: tuple[Nominal, ...]
) -> tuple[Nominal, ...]:
    """The weapons of a verb without those of the clause before, where weapons are its subject: قُصفت X بخمسة صواريخ،
    وهاجمت مسيّرتان Y."""
    joined = verb > 0 and sentence.reading.words[verb - 1].form == _AND
    armed = any(n.start > verb and sentence.weapon(n) for n in arguments.subject)
    return tuple(n for n in weapons if n.start > verb) if joined and armed else weapons
