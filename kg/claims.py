"""What speakers say of themselves, who is accused or suspected, and how sure that makes an attacker."""

from __future__ import annotations

from collections.abc import Iterable

from kg.events import Event, Sentence, answered, carries_out, own_side, real
from kg.model import Certainty, Entity, EntityKind, Means, Party, Ref
from kg.speakers import Speaker
from kg.syntax.nominal import Nominal
from kg.syntax.words import Word

_STATE = frozenset(("armed forces", "state", "government", "coalition", "command", "police", "international force"))
_ARMS = (Means.AIRSTRIKE, Means.ARTILLERY)  # what armies have, and few others
_FOR, _IN = "عن", "في"  # behind "answerable"
_RESULT = 4  # words between an attack and the verb of what it led to
_OBSERVED = 3  # words between "observed" and what was
_THAT = 20  # words between who suspects and what he suspects
_REACH = 5  # words between a cue of suspicion and an adjective of origin
_INVOLVED = 4  # words between "has to do" and the attack
_FURTHER = 8  # words between a cue of suspicion and whom it names
_ACCUSED = 10  # words between "accused" and whom it names


def group(entity: Entity) -> bool:
    """Whether an actor is an armed group: its announcements are claims, those of a state are reports (R10)."""
    return entity.kind is EntityKind.ACTOR and entity.subtype not in _STATE


def attribute(sentence: Sentence, events: Iterable[Event], told: list[Speaker], last: Speaker | None) -> None:
    """Give each event its source, and its agent where the speaker tells of own deeds (`قالت إنها استهدفت`, `أعلنت
    استهداف`)."""
    for event in events:
        speaker = next((s for s in reversed(told) if s.start < event.trigger), None)
        if speaker is not None:
            event.source = speaker.ref
        own = (
            speaker
            if speaker and speaker.actor
            else (last if event.pronoun_agent or _stated(sentence, event) else None)
        )
        if own is None or not own.actor:
            continue
        entity = own.ref.entity
        stated = any(party.ref.entity.id == entity.id for party in event.attackers)
        claims = own.claims or _stated(sentence, event)
        if (
            _open(sentence, event, speaker)
            and claims
            and not any(own_side(entity, ref.entity) for ref in event.targets)
        ):
            event.attack_by(own.refs, Certainty.CLAIMED, own.ref)
            stated = True
            explicit = event.definite and event.noun and _carried_out(event)  # نفّذ العملية: a claim, whoever says so
            event.claimants = event.claimants or (list(own.refs) if explicit else [])
        if stated and group(entity) and claims and speaker is not None:
            event.claimants = event.claimants or list(own.refs)
            speaking = {ref.entity.id for ref in own.refs}
            event.attackers = [
                Party(p.ref, Certainty.CLAIMED, own.ref) if p.ref.entity.id in speaking else p for p in event.attackers
            ]


def _open(sentence: Sentence, event: Event, speaker: Speaker | None) -> bool:
    """Whether a strike told by a speaker may be his own deed: nobody else is named, and it is not told as the reason or
    the time of another (بعد استهداف X)."""
    told_before = event.noun and event.definite and not _carried_out(event)
    stopped = all(rule.makes == "intercept" for rule in event.rules)
    if event.attackers or told_before or stopped:
        return False
    nominal = event.nominal if event.noun else None
    if event.answered or (nominal is not None and _of_others(sentence, nominal)):
        return False
    quoted = speaker is not None and speaker.start < 0
    if event.open_agent or quoted:
        return True
    if nominal is None and (
        _own_forces(sentence, event) or (speaker is not None and _own_arms(sentence, event, speaker))
    ):
        return True
    return nominal is not None and _executed(sentence, nominal)


def _carried_out(event: Event) -> bool:
    """Whether a verb tells of a strike: نفّذ العملية, القصف طال."""
    return any(carries_out(rule) for rule in event.rules)


def _of_others(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a speaker tells of what others did: رصدت إطلاق صواريخ, رداً على قصف القرية."""
    before = sentence.reading.words[max(0, nominal.head - _OBSERVED) : nominal.head]
    observed = any({word.stem, word.lemma} & sentence.words["observing"] for word in before)
    harmed = any(sentence.words.is_a(word.stem, "killed_noun", "injured_noun") for word in before)
    behind = sentence.reading.words[nominal.end : nominal.end + _RESULT]
    harmed = harmed or any(word.lemma in sentence.words["resulting"] for word in behind)  # قصف صنعاء أوقع قتلى
    reason = nominal.preposition in sentence.words["reason_preposition"] or answered(sentence, nominal.start)
    return observed or harmed or reason or _subject_matter(sentence, nominal)


def _subject_matter(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether something is only said about an attack (بشأن الضربات, تقارير عن قصف), apart from أعلن عن."""
    before = sentence.reading.words[max(0, nominal.start - _INVOLVED) : nominal.start]
    if any(word.stem in sentence.words["involvement"] for word in before):
        return True  # لا علاقة لها بتفجير X
    before = before[-2:]
    if any(word.stem in sentence.words["about"] for word in before[-1:]):
        return True
    return len(before) == 2 and before[1].form == _FOR and before[0].stem in sentence.words["tidings"]


def _own_forces(sentence: Sentence, event: Event) -> bool:
    """Whether the subject of a strike is told as forces without saying whose: أن القوة البحرية استهدفت."""
    words = [sentence.reading.words[n.head] for n in sentence.clauses.subject_of(event.trigger)]
    own = sentence.words["group_noun"] - sentence.words["irregular"]  # «الميليشيات» are somebody else
    return any(word.definite and word.stem in own for word in words)


def _own_arms(sentence: Sentence, event: Event, speaker: Speaker) -> bool:
    """Whether the army of a state tells that "the" aircraft or guns hit somebody: أعلن الجيش أن المقاتلات قصفت مواقع X.
    Of a mere place it may as well tell what others did."""
    subject = sentence.clauses.subject_of(event.trigger)
    arms = any(n.means in _ARMS and not n.event and sentence.reading.words[n.head].definite for n in subject)
    somebody = bool(event.targets) and all(ref.entity.kind is EntityKind.ACTOR for ref in event.targets)
    return arms and somebody and not group(speaker.ref.entity)


def _stated(sentence: Sentence, event: Event) -> bool:
    """Whether a strike is told from a statement: جاء في البيان أن, or in quotation marks."""
    before = sentence.reading.words[: event.trigger]
    return sentence.quoted or any(word.stem in sentence.words["statement"] for word in before)


def _executed(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether an attack is announced as carried out: أعلن تنفيذ عملية, شنّ هجوم."""
    before = sentence.reading.nominals[nominal.after] if nominal.after >= 0 else None
    return before is not None and sentence.reading.words[before.head].stem in sentence.words["execution"]


def announce(sentence: Sentence, events: Iterable[Event], told: list[Speaker]) -> None:
    """Make claims of the strikes that armed groups announce themselves."""
    for event in events:
        _announced(sentence, event, told)


def claimant(events: Iterable[Event]) -> Speaker | None:
    """The group that claims a strike of a sentence, as its speaker; None when none does."""
    refs = (ref for event in events for ref in event.claimants)
    return next((Speaker(ref, 0, True, True) for ref in refs), None)


def _announced(sentence: Sentence, event: Event, told: list[Speaker]) -> None:
    """A group's strike told by its own statement (`جاء في بيان ... أن القوة البحرية استهدفت`) is claimed."""
    stating = _stated(sentence, event)
    for number, party in enumerate(event.attackers):
        aside = event.trigger in sentence.reading.relative_verbs
        before = [s for s in told if s.start < event.trigger or not aside]
        own = [s for s in before if s.ref.entity.id == party.ref.entity.id and s.claims]
        others = (s for s in told if s.actor or s.start < 0)  # whose statement it is, or whom the article quotes
        stating = stating and not any(s.start < event.trigger for s in others)
        if group(party.ref.entity) and party.certainty is Certainty.STATED and (own or stating):
            event.attackers[number] = Party(party.ref, Certainty.CLAIMED, party.ref)
            event.claimants = event.claimants or [party.ref]


def accuse(sentence: Sentence, told: list[Speaker], latest: Event | None) -> None:
    """اتهمت X القوات التركية بتنفيذ القصف: whom the object names attacked, by the word of the subject.

    `latest` is the last strike told before.
    """
    reading = sentence.reading
    for verb in reading.verbs:
        if not {reading.words[verb].lemma, reading.words[verb].form} & sentence.words["accuse_verb"]:
            continue
        arguments = sentence.clauses.of_verb(verb)
        own = {n.index for n in arguments.subject}
        around = (n for n in reading.nominals if 0 < n.start - verb <= _ACCUSED)
        accused = (n for n in (*arguments.object, *around) if n.index not in own)
        refs = next((refs for n in accused if (refs := sentence.actors(n))), ())
        if not refs and not arguments.object:
            refs = next((refs for n in arguments.subject if (refs := sentence.actors(n))), ())  # اتُّهمت تركيا بـ
        if refs:
            refs += tuple(ref for n in arguments.object[1:] for ref in sentence.actors(n))
        end = min((v for v in _main_verbs(sentence) if v > verb), default=len(reading.words))
        behind = [e for e in sentence.events if e.trigger > verb and (e.targets or e.definite)]
        near = any(verb < e.trigger < end for e in sentence.events)
        before = [e for e in sentence.events if e.trigger < verb and (e.targets or e.definite)]
        event = next((e for e in behind if e.trigger < end or not near), before[-1] if before else latest)
        if verb in reading.relative_verbs and (qualified := sentence.clauses.antecedents.qualified(verb)) is not None:
            event = sentence.by_nominal.get(qualified.index, event)  # هجوم اتهمت X بشنه
        charged = reading.words[verb : next((e.trigger for e in behind), end)]
        if event not in behind and any(word.stem in sentence.words["breach"] for word in charged):
            continue  # اتهمت X بخرق الهدنة
        if refs and event is not None:
            source = next((s.ref for s in reversed(told) if s.start <= verb), None)
            accusing = {ref.start for n in arguments.subject for ref in sentence.actors(n)}
            event.attackers = [party for party in event.attackers if party.ref.start not in accusing]
            event.attack_by(refs, Certainty.ACCUSED, source)


def ascribe(sentence: Sentence) -> None:
    """تفجير نُسب لتنظيم X: whom a verb ascribes the attack before it to is accused."""
    words, nominals = sentence.reading.words, sentence.reading.nominals
    for word in words:
        told = word.form in sentence.words["ascribe_verb"] or _ascribed(sentence, word)
        if not told or not real(sentence, word.index):
            continue
        behind = (n for n in nominals if 0 < n.start - word.index <= _FURTHER)
        to = (n for n in behind if n.preposition in sentence.words["ascribed_to"])
        refs = next((refs for n in to if (refs := sentence.actors(n))), ())
        event = next((e for e in reversed(sentence.events) if e.trigger < word.index), None)
        if event is not None and refs:
            event.attack_by(refs, Certainty.ACCUSED)


def _ascribed(sentence: Sentence, word: Word) -> bool:
    """هجوم نسبته واشنطن إلى X: the verb with a pronoun, whatever the tagger takes it for."""
    behind = sentence.reading.words[word.index + 1 : word.index + 2]
    return word.stem in sentence.words["ascription"] and any(w.upos == "PRON" and w.glued for w in behind)


def _main_verbs(sentence: Sentence) -> list[int]:
    return [v for v in sentence.reading.verbs if v not in sentence.reading.relative_verbs]


def charge(sentence: Sentence, told: Iterable[Speaker]) -> None:
    """إن التنظيم يقف وراء الهجوم, الحزب مسؤول عن التفجير: whom a sentence makes answerable is accused, unless he
    speaks."""
    reading = sentence.reading
    speaking = {ref.entity.id for speaker in told for ref in speaker.refs}
    for nominal in reading.nominals:
        event = sentence.by_nominal.get(nominal.index)
        if event is None or not _answerable(sentence, nominal) or not real(sentence, nominal.start):
            continue
        that = max(
            (w.index for w in reading.words[: nominal.start] if w.form in sentence.words["complementizer"]), default=0
        )
        before = (n for n in reversed(reading.nominals) if that <= n.start and n.end < nominal.start)
        named = (n for n in before if not n.preposition and not n.event and nominal.start - n.end <= _FURTHER)
        refs = next((sentence.actors(n) for n in named if sentence.acting(n)), ())
        if refs and not speaking & {ref.entity.id for ref in refs}:
            blame(event, refs, Certainty.ACCUSED, event.source)


def _answerable(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether somebody is said to be behind an attack, or answerable for it."""
    before = sentence.reading.words[max(0, nominal.start - 2) : nominal.start]
    if len(before) < 2:
        return False
    answering = before[1].form in (_FOR, _IN) and before[0].stem in sentence.words["answerable"]
    return before[1].form in sentence.words["responsible"] or answering


def suspect(sentence: Sentence, latest: Event | None) -> None:
    """يُعتقد أنها أمريكية, يُرجّح أن تكون لإسرائيل: name the attacker as suspected; الشبهات تحوم حول X also of the
    `latest` strike told."""
    words = sentence.reading.words
    for word in words:
        noun = word.stem in sentence.words["suspicion_noun"]
        if not (noun or {word.stem, word.lemma} & sentence.words["suspicion"]):
            continue
        at = word.index
        events = [e for e in sentence.events if e.targets or e.noun]
        if noun and not events and latest is not None and not latest.attackers:
            events = [latest]
        refs = _suspects(sentence, _content(sentence, at))
        nearest = min(events, key=lambda e: (abs(e.trigger - at), e.trigger), default=None)
        if nearest is not None and refs:
            blame(nearest, refs, Certainty.SUSPECTED, nearest.source)


def _content(sentence: Sentence, at: int) -> int:
    """Where begins what is suspected: behind "that" when the verb at `at` has a subject, else at the verb."""
    words = sentence.reading.words
    if at not in sentence.reading.verbs or words[at].upos != "VERB" or not sentence.clauses.subject_of(at):
        return at
    following = words[at : at + _THAT]
    return next((word.index for word in following if word.form in sentence.words["complementizer"]), at)


def _suspects(sentence: Sentence, at: int) -> tuple[Ref, ...]:
    """The actors named behind word `at`: by a lone adjective of origin (أنها أمريكية), else by name."""
    linker = sentence.linker
    for word in sentence.reading.words[at + 1 : at + 1 + _REACH]:
        if not word.definite and word.upos == "ADJ" and (entities := linker.lexicon.adjective(word.form)):
            return (linker.ref(linker.acting(entities[0]), word.start, word.end),)
    for nominal in sentence.reading.nominals:
        if at < nominal.head <= at + _FURTHER and (refs := sentence.actors(nominal)):
            return refs
    return ()


def blame(event: Event, refs: tuple[Ref, ...], certainty: Certainty, source: Ref | None) -> None:
    """Make actors the attackers of an event with that certainty, whatever was known of them."""
    named = {ref.entity.id for ref in refs}
    event.attackers = [party for party in event.attackers if party.ref.entity.id not in named]
    event.attack_by(refs, certainty, source)
