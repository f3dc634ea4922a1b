"""Who says so: the speakers of a sentence, what they claim, accuse and suspect, and how sure that makes an attacker."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.events import Event, Sentence, fill, real, triggers
from kg.model import Certainty, Entity, EntityKind, Party, Ref
from kg.syntax.nominal import Nominal
from kg.text import fold

_STATE = frozenset(("armed forces", "state", "government", "coalition", "command", "police", "international force"))
_THAT = 20  # words between who suspects and what he suspects
_REACH = 5  # words between a cue of suspicion and whom it names


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who tells what stands in the words from `start` to `end`; `actor` when the speaker can strike, `claims` when
    its verb announces own deeds."""

    ref: Ref
    start: int
    end: int
    actor: bool
    claims: bool


def group(entity: Entity) -> bool:
    """Whether an actor is an armed group: its announcements are claims, those of a state are reports (guideline
    R10)."""
    return entity.kind is EntityKind.ACTOR and entity.subtype not in _STATE


def speakers(sentence: Sentence, last: Speaker | None) -> list[Speaker]:
    """The speakers of a sentence in order; a report verb without subject is the last speaker's (`وأضافت`)."""
    reading, found = sentence.reading, []
    words = reading.words
    for verb in reading.verbs:
        word = words[verb]
        if word.lemma not in sentence.words["report_verb"] and word.form not in sentence.words["report_verb"]:
            continue
        if not real(sentence, verb):
            continue
        claims = word.lemma in sentence.words["claim_verb"] or word.form in sentence.words["claim_verb"]
        subjects = sentence.clauses.subject_of(verb)
        if not subjects:
            before = found[-1] if found else last
            if before is not None:
                found.append(Speaker(before.ref, verb, len(words), before.actor, claims))
            continue
        if subjects[0].event or subjects[0].means:  # the report is on the attack, its author stands behind it
            behind = (n for n in reading.nominals if n.start > verb and not n.preposition and n.start - verb <= _REACH)
            subjects = (next((n for n in behind if not n.event), subjects[0]),)
        found.append(_speaker(sentence, subjects[0], verb, claims))
    for word in words:
        if word.form in sentence.words["report_participle"]:
            before = [n for n in reading.nominals if n.end <= word.index and not n.preposition and sentence.agentive(n)]
            if found and found[-1].start < word.index:
                found.append(Speaker(found[-1].ref, word.index, len(words), found[-1].actor, True))
            elif before:
                found.append(_speaker(sentence, before[0], word.index, True))
            elif last is not None:
                found.append(Speaker(last.ref, word.index, len(words), last.actor, True))
    for nominal in reading.nominals:
        head = words[nominal.head]
        if head.stem in sentence.words["announcement_noun"]:
            owner = next((n for n in reading.nominals if n.after == nominal.index and not n.preposition), None)
            if nominal.mentions and sentence.actors(nominal):
                found.append(_speaker(sentence, nominal, nominal.end, True))
            elif owner and sentence.actors(owner):
                found.append(_speaker(sentence, owner, owner.end, True))
            elif (owner is None or nominal.pronoun) and sentence.actors(nominal):
                found.append(_speaker(sentence, nominal, nominal.end, True))
        elif nominal.end < len(words) and words[nominal.end].form == ":" and nominal.start <= 1:
            if sentence.actors(nominal):
                found.append(_speaker(sentence, nominal, nominal.end, True))
    return sorted(found, key=lambda speaker: speaker.start)


def _speaker(sentence: Sentence, nominal: Nominal, at: int, claims: bool) -> Speaker:
    reading, linker = sentence.reading, sentence.linker
    actors = _striking(sentence, nominal)
    if actors:
        return Speaker(actors[0], at, len(reading.words), True, claims)
    start, end = reading.words[nominal.head].start, reading.words[nominal.end - 1].end
    for mention in nominal.mentions:
        for entity in mention.candidates:
            if entity.kind is EntityKind.SOURCE:
                return Speaker(linker.ref(entity, mention.start, mention.end), at, len(reading.words), False, claims)
    words = " ".join(linker.article.text[start:end].split())
    source = Entity(re.sub(r"\W+", "-", fold(words)).strip("-"), EntityKind.SOURCE, (words,), minted=True)
    return Speaker(linker.ref(source, start, end), at, len(reading.words), False, claims)


def _striking(sentence: Sentence, nominal: Nominal) -> tuple[Ref, ...]:
    """The actors that speak: named themselves, or by their spokesman (المتحدث باسم X)."""
    reading, linker = sentence.reading, sentence.linker
    actors = linker.actors(reading, nominal)
    if actors or reading.words[nominal.head].stem not in sentence.words["spokesman"]:
        return actors
    following = (n for n in reading.nominals if n.after == nominal.index and n.preposition in ("ب", "ل"))
    return next((a for n in following if (a := linker.actors(reading, n))), ())


def attribute(sentence: Sentence, events: Iterable[Event], told: list[Speaker], last: Speaker | None) -> None:
    """Give each event its source, and its agent where the speaker tells of own deeds (`قالت إنها استهدفت`, `أعلنت
    استهداف`)."""
    for event in events:
        _announced(sentence, event, told)
        speaker = next((s for s in reversed(told) if s.start < event.trigger), None)
        if speaker is not None:
            event.source = speaker.ref
        own = speaker if speaker and speaker.actor else (last if event.pronoun_agent and last and last.actor else None)
        if own is None or not own.actor:
            continue
        entity = own.ref.entity
        stated = any(party.ref.entity.id == entity.id for party in event.attackers)
        opens = (
            event.open_agent
            and not event.attackers
            and own.claims
            and not (event.noun and event.definite)
        )
        if opens and not any(_own_side(entity, ref.entity) for ref in event.targets):
            event.attack_by([own.ref], Certainty.CLAIMED, own.ref)
            stated = True
        if stated and group(entity) and own.claims and speaker is not None:
            event.claimants = event.claimants or [own.ref]
            event.attackers = [
                Party(p.ref, Certainty.CLAIMED, own.ref) if p.ref.entity.id == entity.id else p for p in event.attackers
            ]


def _announced(sentence: Sentence, event: Event, told: list[Speaker]) -> None:
    """A group's strike told by its own statement (`جاء في بيان ... أن القوة البحرية استهدفت`) is claimed."""
    stating = any(w.stem == "بيان" for w in sentence.reading.words[: event.trigger])
    for number, party in enumerate(event.attackers):
        own = [s for s in told if s.start < event.trigger and s.ref.entity.id == party.ref.entity.id and s.claims]
        if group(party.ref.entity) and party.certainty is Certainty.STATED and (own or stating):
            event.attackers[number] = Party(party.ref, Certainty.CLAIMED, party.ref)
            event.claimants = event.claimants or [party.ref]


def _own_side(entity: Entity, target: Entity) -> bool:
    return (
        target.id == entity.id
        or (target.operator is not None and target.operator in (entity.id, entity.acts_as, entity.parent))
        or (target.operator == "coalition" and entity.id == "us-forces")
    )


def claim(sentence: Sentence, told: list[Speaker], latest: Event | None) -> None:
    """Apply the claim rules: تبنّت الهجوم, أعلنت مسؤوليتها عن الهجوم."""
    for rule, trigger, arguments in triggers(sentence, "claim"):
        accusing = any(
            {w.lemma, w.form} & sentence.words["accuse_verb"] for w in sentence.reading.words[:trigger] if w.upos == "VERB"
        )
        if accusing or not real(sentence, trigger) or any(not real(sentence, s.start) for s in told if s.start < trigger):
            continue
        nominals = fill(sentence, rule, "event", trigger, arguments, lambda n: n.index in sentence.by_nominal)
        events = [sentence.by_nominal[n.index] for n in nominals]
        if not events and trigger in sentence.reading.verbs and _else_claimed(sentence, trigger, arguments.object):
            continue
        if not events:
            before = [e for e in sentence.events if e.trigger < trigger and (e.targets or e.definite)]
            events = before[-1:] or ([latest] if latest else [])
        claimants: tuple[Ref, ...] = ()
        for nominal in fill(sentence, rule, "claimant", trigger, arguments, lambda n: True):
            claimants = claimants or _striking(sentence, nominal)
        if not claimants and any(slot.relation == "speaker" for slot in rule.slots["claimant"]):
            claimants = tuple(s.ref for s in told if s.actor and s.start < trigger)[-1:]
        for event in events:
            event.rules.append(rule.id)
            event.claimants = event.claimants or list(claimants)
            event.attackers = [p for p in event.attackers if p.ref.entity.id not in {c.entity.id for c in claimants}]
            event.attack_by(claimants, Certainty.CLAIMED, claimants[0] if claimants else None)


def _else_claimed(sentence: Sentence, verb: int, objects: tuple[Nominal, ...]) -> bool:
    """Whether something other than a strike of the article is claimed (تبنى القرار, تفجير تبناه التنظيم)."""
    words = sentence.reading.words
    other = (n for n in objects if not n.event and not n.pronoun and words[n.head].form not in sentence.words["report_participle"])
    return verb in sentence.reading.relative_verbs or any(words[n.head].upos == "NOUN" for n in other)


def accuse(sentence: Sentence, told: list[Speaker], latest: Event | None) -> None:
    """اتهمت X القوات التركية بتنفيذ القصف: whom the object names attacked, by the word of the subject."""
    reading = sentence.reading
    for verb in reading.verbs:
        if not {reading.words[verb].lemma, reading.words[verb].form} & sentence.words["accuse_verb"]:
            continue
        arguments = sentence.clauses.of_verb(verb)
        objects = (*arguments.object, *(n for n in reading.nominals if n.start > verb and n.start - verb <= 2 * _REACH))
        own = {n.index for n in arguments.subject}
        refs = next((r for n in objects if n.index not in own and (r := sentence.actors(n))), ())
        refs += tuple(r for n in arguments.object[1:] for r in sentence.actors(n) if refs)
        events = [e for e in sentence.events if e.trigger > verb]
        event = next((e for e in events if e.targets or e.definite), latest)
        if not refs or event is None:
            continue
        source = next((s.ref for s in reversed(told) if s.start <= verb), None)
        event.attack_by(refs, Certainty.ACCUSED, source)


def suspect(sentence: Sentence) -> None:
    """يُعتقد أنها أمريكية, يُرجّح أن تكون لإسرائيل: name the attacker as suspected."""
    words = sentence.reading.words
    for at, word in enumerate(words):
        if word.stem not in sentence.words["suspicion"] and word.lemma not in sentence.words["suspicion"]:
            continue
        active = word.upos == "VERB" and bool(sentence.clauses.subject_of(at)) if at in sentence.reading.verbs else False
        that = (i for i in range(at, min(at + _THAT, len(words))) if words[i].form in ("ان", "بان"))
        refs = _suspects(sentence, next(that, at) if active else at)
        events = [e for e in sentence.events if e.targets or e.noun]
        nearest = min(events, key=lambda e: (abs(e.trigger - at), e.trigger), default=None)
        if nearest is None or not refs:
            continue
        named = {ref.entity.id for ref in refs}
        nearest.attackers = [p for p in nearest.attackers if p.ref.entity.id not in named]
        nearest.attack_by(refs, Certainty.SUSPECTED, nearest.source)


def _suspects(sentence: Sentence, at: int) -> tuple[Ref, ...]:
    reading = sentence.reading
    for nominal in reading.nominals:
        if at < nominal.head <= at + _REACH + 3 and (refs := sentence.actors(nominal)):
            return refs
    for word in reading.words[at + 1 : at + 1 + _REACH]:
        if entities := sentence.linker.lexicon.adjective(word.form):
            return (sentence.linker.ref(sentence.linker.acting(entities[0]), word.start, word.end),)
    return ()
