"""What speakers say of themselves, and how sure that makes an attacker."""

from __future__ import annotations

from collections.abc import Iterable

from kg.answers.earlier import before_another
from kg.events import Event, Sentence, answered, carries_out, disputed, own_side, suffers
from kg.linking.memory import ARMED_GROUP
from kg.model import Certainty, Entity, EntityKind, Means, Party
from kg.syntax.nominal import ANSWER, Nominal
from kg.voices.speakers import Speaker

_STATE = frozenset(("armed forces", "state", "government", "coalition", "command", "police", "international force"))
_ARMS = (Means.AIRSTRIKE, Means.ARTILLERY)  # what armies have, and few others
_FOR, _IN = "عن", "في"  # behind "answerable"
_OUR = "نا"
_RESULT = 4  # words between an attack and the verb of what it led to
_OBSERVED = 3  # words between "observed" and what was
_INVOLVED = 4  # words between "has to do" and the attack


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
            _open(sentence, event, speaker, last)
            and claims
            and not _stopped(event, told)
            and not any(own_side(entity, ref.entity) for ref in event.targets)
        ):
            event.attack_by(own.refs, Certainty.CLAIMED, own.ref)
            stated = True
            explicit = event.definite and event.noun and _carried_out(event)  # نفّذ العملية: a claim, whoever says so
            event.claimants = event.claimants or (list(own.refs) if explicit else [])
        told_own = speaker is not None or _listed(sentence, event) or _ours(sentence, event)
        if stated and group(entity) and claims and told_own:
            event.claimants = event.claimants or list(own.refs)
            speaking = {ref.entity.id for ref in own.refs}
            event.attackers = [
                Party(p.ref, Certainty.CLAIMED, own.ref) if p.ref.entity.id in speaking else p for p in event.attackers
            ]


def _open(sentence: Sentence, event: Event, speaker: Speaker | None, last: Speaker | None) -> bool:
    """Whether a strike told by a speaker may be his own deed: nobody else is named, and it is not told as the reason or
    the time of another (بعد استهداف X)."""
    told_before = event.noun and event.definite and not _carried_out(event)
    if event.attackers or told_before or any(suffers(rule) for rule in event.rules):
        return False
    if not any("attacker" in rule.slots for rule in event.rules):
        return False  # أعلنت القيادة سقوط صاروخين
    nominal = event.nominal if event.noun else None
    if event.answered or (nominal is not None and _of_others(sentence, nominal)):
        return False
    if nominal and speaker and before_another(sentence.words, event, speaker.start):
        return False  # شنّ غارات بعد ساعات من استهداف سفينة
    quoted = speaker is not None and speaker.start < 0
    if event.open_agent or quoted or _listed(sentence, event) or (speaker and _ours(sentence, event)):
        return True
    if nominal is None and (
        _own_forces(sentence, event)
        or (speaker is not None and (_own_arms(sentence, event, speaker) or _goes_on(event, speaker, last)))
    ):
        return True
    return _executed(sentence, nominal) if nominal is not None else _part_of_own(sentence, event)


def _stopped(event: Event, told: Iterable[Speaker]) -> bool:
    """Whether who speaks tells that munitions were stopped; not where others do behind it: أعلنت السرايا قصف X،
    فيما قال الجيش إنه اعترض صاروخين."""
    stopped = any(rule.makes == "intercept" for rule in event.rules)
    return stopped and not any(speaker.start > event.trigger for speaker in told)


def _ours(sentence: Sentence, event: Event) -> bool:
    """قواتنا قصفت X: whether "our" troops are told to have struck."""
    subject = sentence.clauses.subject_of(event.trigger) if event.trigger in sentence.reading.verbs else ()
    words = [word for n in subject for word in sentence.reading.words[n.start : n.end + 1]]
    ours = (word.form.removesuffix(_OUR) for word in words if word.form.endswith(_OUR))  # مجاهدينا
    people = any(form in sentence.words["person_noun"] for form in ours)
    return people or any(word.upos == "PRON" and word.form == _OUR for word in words)


def _listed(sentence: Sentence, event: Event) -> bool:
    """عدّد البيان المواقع التي قُصفت: whether a statement lists what was hit."""
    before = sentence.reading.words[: event.trigger]
    listing = any({word.lemma, word.stem} & sentence.words["listing"] for word in before)
    return listing and event.trigger in sentence.reading.relative_verbs


def _carried_out(event: Event) -> bool:
    """Whether a verb tells who strikes: نفّذ العملية, القصف طال; not whom it befell (تعرضت له سوريا)."""
    return any(carries_out(rule) and "attacker" in rule.slots for rule in event.rules)


def _of_others(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a speaker tells of what others did: رصدت إطلاق صواريخ, رداً على قصف القرية."""
    before = sentence.reading.words[max(0, nominal.head - _OBSERVED) : nominal.head]
    observed = any({word.stem, word.lemma} & sentence.words["observing"] for word in before)
    harmed = any(sentence.words.is_a(word.stem, "killed_noun", "injured_noun") for word in before)
    behind = sentence.reading.words[nominal.end : nominal.end + _RESULT]
    harmed = harmed or any(word.lemma in sentence.words["resulting"] for word in behind)  # قصف صنعاء أوقع قتلى
    reason = nominal.preposition in sentence.words["reason_preposition"] or answered(sentence, nominal.start)
    return observed or harmed or reason or _judged(sentence, nominal) or _subject_matter(sentence, nominal)


def _judged(sentence: Sentence, nominal: Nominal) -> bool:
    """أكد الحزب أن قصف البلدة جريمة: whether a speaker says what an attack is; it may be his response."""
    reading = sentence.reading
    head, relation = reading.heads[nominal.head], reading.relations[nominal.head]
    judged = relation.startswith("nsubj") and head > nominal.head and reading.words[head].upos in ("NOUN", "ADJ")
    return judged and reading.words[head].stem != ANSWER


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
    subject = sentence.clauses.subject_of(event.trigger)
    owners = (sentence.reading.nominals[n.owner] for n in subject if n.owner >= 0)  # مسيّرة تابعة لسلاح الجو
    if any(sentence.air_force(n) and not sentence.actors(n) for n in (*subject, *owners)):
        return True
    if any(_corps(sentence, n) for n in subject):
        return True
    words = [sentence.reading.words[n.head] for n in subject]
    own = sentence.words["group_noun"] - sentence.words["irregular"]  # «الميليشيات» are somebody else
    return any(word.definite and word.stem in own for word in words)


def _corps(sentence: Sentence, nominal: Nominal) -> bool:
    """سلاح المدفعية: a part of some forces, called after what it fights with."""
    head, behind = sentence.reading.words[nominal.head], sentence.reading.words[nominal.head + 1 : nominal.end]
    annexing = head.stem in sentence.words["forces_noun"] and not head.definite
    return annexing and any(word.definite for word in behind) and not sentence.actors(nominal)


def _own_arms(sentence: Sentence, event: Event, speaker: Speaker) -> bool:
    """Whether the army of a state tells that aircraft or guns hit somebody: أعلن الجيش أن المقاتلات قصفت مواقع X.
    Of a mere place it may as well tell what others did."""
    subject = sentence.clauses.subject_of(event.trigger)
    arms = any(n.means in _ARMS and not n.event for n in subject)
    somebody = bool(event.targets) and all(ref.entity.kind is EntityKind.ACTOR for ref in event.targets)
    return arms and somebody and not group(speaker.ref.entity)


def _goes_on(event: Event, speaker: Speaker, last: Speaker | None) -> bool:
    """أعلن الحوثيون عملية. وأوضح متحدثهم أن صاروخين ضربا ميناء أسدود: whether a group that has announced deeds of its
    own tells what munitions hit in another country than its own."""
    own, lands = speaker.ref.entity.country, {ref.entity.country for ref in event.targets}
    announced = last is not None and last.claims and last.ref.entity.id == speaker.ref.entity.id
    announced = announced and speaker.ref.entity.subtype == ARMED_GROUP
    return announced and bool(event.means) and own is not None and bool(lands) and not lands & {own, None}


def _stated(sentence: Sentence, event: Event) -> bool:
    """Whether a strike is told from a statement: جاء في البيان أن, or in quotation marks."""
    before = sentence.reading.words[: event.trigger]
    return sentence.quoted or any(word.stem in sentence.words["statement"] for word in before)


def _executed(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether an attack is announced as carried out: أعلن تنفيذ عملية, شنّ هجوم."""
    before = sentence.reading.nominals[nominal.after] if nominal.after >= 0 else None
    return before is not None and sentence.reading.words[before.head].stem in sentence.words["execution"]


def _part_of_own(sentence: Sentence, event: Event) -> bool:
    """أعلن تنفيذ عملية استُخدم فيها صاروخان أُطلقا على X: what is told of an attack that is announced as carried out."""
    above = sentence.reading.above(event.trigger)
    own = (e.nominal for e in sentence.events if e.noun and e.nominal and e.trigger in above)
    return any(_executed(sentence, nominal) for nominal in own)


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
        before = [s for s in before if not disputed(sentence, event.trigger, s.start)]
        own = [s for s in before if s.ref.entity.id == party.ref.entity.id and s.claims]
        outlets = (s for s in told if s.ref.entity.kind is EntityKind.SOURCE and not s.ref.entity.minted)
        others = (*outlets, *(s for s in told if s.actor or s.start < 0))  # whose statement it is, or who is quoted
        stating = stating and not any(s.start < event.trigger for s in others)
        if group(party.ref.entity) and party.certainty is Certainty.STATED and (own or stating):
            event.attackers[number] = Party(party.ref, Certainty.CLAIMED, party.ref)
            event.claimants = event.claimants or [party.ref]
