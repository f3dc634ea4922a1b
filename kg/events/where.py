"""Where an attack happened of which only people or nameless things are told to be hit: it stands at that place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.events.event import Event, own_side
from kg.events.needs import agents, assailant
from kg.events.sentence import Sentence
from kg.linking.bases import SITES
from kg.model import EntityKind, Means, Ref
from kg.rules.loader import Rule, Slot
from kg.syntax.arguments import Arguments
from kg.syntax.nominal import OWNER, Nominal

_WHERE = "where"
_FAR = 1000  # counts before any distance in words
_DASHES, _COLON = ("-", "–", "("), ":"
_IN, _ABOARD = "في", "على متن"
_NAMES = ("X", "PROPN")
_BEFORE = 100  # what stands before an attack counts as so many words farther off


def wanted(sentence: Sentence, rule: Rule, trigger: int, arguments: Arguments, weapons: Sequence[Nominal]) -> bool:
    """Whether a rule lets an attack stand at where it happened: always, or only when somebody was hit (`victim`), by
    somebody armed or with a weapon (`armed`), or by a bomb (`bomb`)."""
    paths = rule.slots.get("target", ())
    path = next((slot for slot in paths if slot.relation == _WHERE), None)
    if path is None or not path.fits:
        return path is not None
    if path.fits == "bomb":
        return any(n.means is Means.BOMB for n in weapons)
    nominal = next((n for n in sentence.reading.nominals if n.head == trigger and n.event), None)
    if nominal is not None and _identified(sentence, nominal):
        return True  # الغارة التي قتل فيها تسعة
    hit = any(_hit(sentence, slot, trigger, arguments) for slot in paths)
    return hit and (path.fits == "victim" or bool(weapons) or any(assailant(sentence, n) for n in agents(arguments)))


def on_people(rule: Rule) -> bool:
    """Whether a rule tells of attacks on people: whom it names as hit may be anybody."""
    return any(slot.relation == _WHERE and slot.fits != "armed" for slot in rule.slots.get("target", ()))


def _hit(sentence: Sentence, slot: Slot, trigger: int, arguments: Arguments) -> bool:
    """Whether somebody, or a thing without a name, stands on a path of the target."""
    if slot.relation in ("obj", "idafa"):
        pronoun = trigger in sentence.reading.verbs and sentence.clauses.pronoun_object(trigger)
        found = (*arguments.object, *arguments.second)
    else:
        on = slot.prepositions - sentence.words["whereabouts"] - sentence.words["vague"]
        pronoun, found = False, tuple(n for n in arguments.obliques if n.preposition in on)
    return pronoun or any(nameless(sentence, n) for n in found)


def nameless(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a phrase may be people or their things: no attack, weapon, place, facility or army."""
    stem = sentence.reading.words[nominal.head].stem
    other = sentence.words.is_a(stem, "base_noun", "facility_noun", "settlement_noun", "district_noun", "adverbial")
    other = other or stem in sentence.words["surroundings"]
    position = stem in sentence.words["position_noun"] and stem not in sentence.words["vehicle"]
    return not (other or position or nominal.event or nominal.means is not None or nominal.mentions)


def settle(sentence: Sentence) -> None:
    """Give the attacks of a sentence that have no target the place where they happened."""
    for event in sentence.events:
        if event.targets:
            _garrison(sentence, event)
        if not event.targets and event.noun and not event.definite and (heading := _heading(sentence)):
            event.hit(heading)
        if event.targets or event.unreal or not event.somewhere:
            continue
        phrases = _phrases(sentence, event)
        if event.noun and event.definite:  # "the attack" points back, but for what the clause behind it tells
            told = event.nominal is not None and _identified(sentence, event.nominal)
            phrases = [n for n in phrases if told and n.relative and n.start > event.trigger]
        if event.answered:  # رداً على اغتيال X: where the answer was is told apart
            phrases = [n for n in phrases if n.start > event.trigger]
        event.hit(next((refs for n in phrases if (refs := _places(sentence, n) or _unknown(sentence, n))), ()))
        event.vague = bool(event.targets)


def aboard(sentence: Sentence) -> None:
    """Let an attack in which people on a ship were harmed hit the ship: قُتل بحار على متن الناقلة X في هجوم قبالة Y."""
    ships = [n for n in sentence.reading.nominals if n.preposition == _ABOARD]
    for event in (e for e in sentence.events if e.noun and not e.unreal and (not e.targets or e.vague)):
        hit = (ref for n in ships if n.end <= event.trigger for ref in sentence.targets(n))
        ship = next((ref for ref in hit if ref.entity.kind is EntityKind.FACILITY), None)
        if ship is not None:
            event.places.extend(event.targets)
            event.targets, event.vague = [ship], False


def _garrison(sentence: Sentence, event: Event) -> None:
    """The base in which its own troops were hit is what was hit, not so one near their positions: تعرضت القوات
    الأميركية لهجوم في قاعدة X (R3)."""
    words, nominals = sentence.reading.words, sentence.reading.nominals
    told = [n for ref in event.targets for n in nominals if n.start <= _word(sentence, ref) < n.end]
    things = (n.preposition == OWNER or words[n.head].stem in sentence.words["position_noun"] for n in told)
    if any(things):
        return
    inside = (n for n in nominals if n.preposition == _IN and not n.event)
    near = [n for n in inside if n.after in {t.index for t in told} or n in list(_clause(sentence, event))]
    near = [n for n in near if words[n.head].stem not in sentence.words["surroundings"]]
    bases = (ref for n in near for ref in sentence.targets(n) if ref.entity.kind is EntityKind.BASE)
    base = next((ref for ref in bases if all(own_side(hit.entity, ref.entity) for hit in event.targets)), None)
    event.targets = [base] if base is not None else event.targets


def _word(sentence: Sentence, ref: Ref) -> int:
    """The word at which what a reference names begins."""
    return next((word.index for word in sentence.reading.words if word.start >= ref.start), -1)


def _identified(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a definite attack is told by the clause behind it: التفجير الذي وقع في X."""
    words = sentence.reading.words[nominal.end : nominal.end + 1]
    return sentence.reading.words[nominal.head].definite and any(
        {word.form, word.stem} & sentence.words["relative"] for word in words
    )


def _phrases(sentence: Sentence, event: Event) -> list[Nominal]:
    """The phrases that may say where an attack happened, best first: of its own clause those that name a site, then the
    nearest; then the nearest of the sentence."""
    own = {n.index for n in _clause(sentence, event)}

    def rank(nominal: Nominal) -> int:
        distance = nominal.start - event.trigger
        distance = distance if distance > 0 else _BEFORE - distance
        site = any(ref.entity.kind in SITES for ref in _places(sentence, nominal))
        wide = any(ref.entity.subtype == "country" for ref in _places(sentence, nominal))
        known = bool(_places(sentence, nominal))
        return distance + _FAR * (
            2 * wide + 4 * (not known) + (nominal.index not in own) - (site and nominal.index in own)
        )

    told = (
        n for n in sentence.reading.nominals if n.preposition in sentence.words["whereabouts"] or _dateline(sentence, n)
    )
    told = (n for n in told if n.index in own or not _aside(sentence, event, n))
    told = (n for n in told if n.means is None and not n.event and not _spot(sentence, n))
    return sorted(told, key=rank)


def _spot(sentence: Sentence, nominal: Nominal) -> bool:
    """توجهوا إلى موقع وقع فيه تفجير: a word for where something is, and for nothing that is there."""
    alone = nominal.end - nominal.start == 1 and not nominal.mentions and nominal.owner < 0
    return alone and sentence.reading.words[nominal.head].stem in sentence.words["spot"]


def _aside(sentence: Sentence, event: Event, nominal: Nominal) -> bool:
    """Whether a phrase tells where something else was: somebody (المولودة في X), or what another verb tells."""
    reading, harm = sentence.reading, sentence.words["killed_verb"] | sentence.words["injured_verb"]
    verbs = (reading.words[v] for v in reading.verbs if v not in reading.relative_verbs)
    main = (w.index for w in verbs if w.upos == "VERB" and w.form not in harm)  # لاحقت مسيّرة سيارته وقتلته في X
    return sentence.describing(nominal) or any(event.trigger < verb < nominal.start for verb in main)


def _dateline(sentence: Sentence, nominal: Nominal) -> bool:
    """لاهور (باكستان) - : the place from where a line is told."""
    behind = sentence.reading.words[nominal.end : nominal.end + 1]
    return nominal.start == 0 and any(word.form in _DASHES for word in behind)


def _heading(sentence: Sentence) -> tuple[Ref, ...]:
    """الخيام: غارتان على منزل: the place of which an entry of a list tells."""
    first = next(iter(sentence.reading.nominals), None)
    if first is None or first.start > 1 or first.preposition:
        return ()
    colon = any(word.form == _COLON for word in sentence.reading.words[first.end : first.end + 1])
    return tuple(ref for ref in _places(sentence, first) if colon and ref.entity.kind is EntityKind.PLACE)


def _clause(sentence: Sentence, event: Event) -> Iterator[Nominal]:
    nominal = event.nominal if event.noun else None
    arguments = sentence.clauses.of_noun(nominal) if nominal else sentence.clauses.of_verb(event.trigger)
    yield from (n for n in arguments.obliques if n.start > event.trigger)


def _places(sentence: Sentence, nominal: Nominal) -> tuple[Ref, ...]:
    refs = sentence.targets(nominal)
    return tuple(ref for ref in refs if ref.entity.kind is not EntityKind.ACTOR)


def _unknown(sentence: Sentence, nominal: Nominal) -> tuple[Ref, ...]:
    """A place that no table knows: a square or crossing by its name, a bare name behind "in"."""
    words, reading = sentence.reading.words[nominal.head : nominal.end], sentence.reading
    named = words[0].stem in sentence.words["street_noun"] and len(words) > 1 and not nominal.pronoun
    named = named and words[1].stem not in sentence.words["lying"]  # الطريق الرابط بين X وY
    bare = nominal.preposition == _IN and words[0].upos in _NAMES and not words[0].definite
    if nominal.mentions and not named:
        return ()
    return (sentence.linker.new_place(reading, nominal),) if named or bare else ()
