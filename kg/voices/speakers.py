"""Who speaks: the subjects of report verbs, the authors of statements, the names before a colon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.events import Sentence, real
from kg.linking.minting import slug
from kg.model import Entity, EntityKind, Ref
from kg.syntax.nominal import Nominal
from kg.syntax.words import Word
from kg.voices.spokesmen import of_theirs, striking

_NEAR = 14  # words between a report verb and its subject
_SHOWN = 6  # words between a verb and the footage that it shows
_REACH = 5  # words between a report verb and the author behind what it reports on
_AS_FOR, _SO = "اما", "ف"  # أما الحزب فقال
_THAT = ("ان", "بان", ":")
_COLON = ":"
_FROM = "عن"
_ISSUED = 4  # words between a statement and who issued it
_HEADED = 9  # words of the name that opens a line
_PARTNER = 3  # words between who speaks and who speaks with him


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who tells what stands behind word `start`; `actor` when the speaker can strike, `claims` when its verb announces
    own deeds, `partners` who else speaks with him (كتائب القسام وسرايا القدس)."""

    ref: Ref
    start: int
    actor: bool
    claims: bool
    partners: tuple[Ref, ...] = ()

    @property
    def refs(self) -> tuple[Ref, ...]:
        """All who speak."""
        return (self.ref, *self.partners)


def speakers(sentence: Sentence, last: Speaker | None, before: Sentence | None = None) -> list[Speaker]:
    """The speakers of a sentence in order; a report verb without subject is the last speaker's (`وأضافت`), or where
    nobody has spoken his of whom the sentence `before` tells; so is all of a sentence in quotation marks."""
    if last is None and before is not None:
        refs = (
            ref
            for v in reversed(before.reading.verbs)
            for n in (*before.clauses.subject_of(v), _issuer(before, v))
            for ref in (before.actors(n) if n else ())
        )
        last = next((Speaker(ref, 0, True, True) for ref in refs), None)
    found = [replace(last, start=-1, claims=True)] if sentence.quoted and last else []
    found += _verbs(sentence, last)
    for word in sentence.reading.words:
        if word.form in sentence.words["report_participle"]:
            found.extend(_participle(sentence, word, found[-1] if found else None, last))
    found.extend(_nouns(sentence))
    return sorted(found, key=lambda speaker: speaker.start)


def _verbs(sentence: Sentence, last: Speaker | None) -> list[Speaker]:
    reading = sentence.reading
    found: list[Speaker] = []
    for verb in reading.verbs:
        spellings = {reading.words[verb].lemma, reading.words[verb].form}
        if not spellings & sentence.words["report_verb"] or not real(sentence, verb):
            continue
        claims = bool(spellings & sentence.words["claim_verb"]) or _shows(sentence, verb)
        subject = _subject(sentence, verb)
        if subject is not None and spellings & sentence.words["listing"] and not striking(sentence, subject):
            subject = None  # عدّدت فيه المواقع التي قُصفت
        if spellings & sentence.words["passing_on"] and (passed_on := _passed_on(sentence, verb)):
            subject, claims = passed_on, True
        if subject is not None and of_theirs(sentence, subject):
            subject = None  # قال متحدث باسمها
        if subject is None:
            if denying := _denying(sentence, verb):
                refs = (ref for n in denying for ref in striking(sentence, n))
                found.extend(Speaker(ref, verb, True, claims) for ref in [*refs][:1])
                continue
            before = _before_that(sentence, verb, claims) or (found[-1] if found else None)
            before = before or _going_on(sentence, verb, claims) or last
            if before is not None:
                found.append(replace(before, start=verb, claims=claims))
            continue
        speaker = _speaker(sentence, subject, verb, claims)
        office = _own_media(sentence, subject)
        claims = claims or office
        stating = (office or reading.words[subject.head].stem in sentence.words["statement"]) and not speaker.actor
        found.append(replace(last, start=verb, claims=claims) if stating and last and last.actor else speaker)
    return found


def _own_media(sentence: Sentence, nominal: Nominal) -> bool:
    """الإعلام الحربي: the office of whoever spoke or struck before."""
    pairs = pairwise(sentence.reading.words[nominal.start : nominal.end])
    classes = sentence.words
    return any(a.stem in classes["media"] and b.stem in classes["of_fighters"] for a, b in pairs)


def _subject(sentence: Sentence, verb: int) -> Nominal | None:
    """Who may speak by a report verb: the nearest fitting phrase behind it before "that", else before it."""
    words = sentence.reading.words
    that = (word.index for word in words[verb + 1 :] if word.form in _THAT)
    end = min(next(that, len(words)), verb + _NEAR)
    right = [n for n in sentence.clauses.extent.right(verb) if n.start < end]
    attack = next((n.start for n in right if n.event), end)
    joined = verb > 0 and words[verb - 1].form in sentence.words["joining"]
    topic = words[verb - 1].form == _SO and any(word.form == _AS_FOR for word in words[:verb])
    closed = (joined and not topic) or verb in sentence.reading.relative_verbs
    left = () if closed else (n for n in sentence.clauses.extent.left(verb) if not n.relative)
    found = next((n for n in (*(n for n in right if n.start < attack), *left) if _may_speak(sentence, n)), None)
    return found or _qualified(sentence, verb)


def _qualified(sentence: Sentence, verb: int) -> Nominal | None:
    """بحسب غرفة الطوارئ التي قالت إن: whom a relative clause qualifies; not بيانات أعلنت فيها."""
    reading = sentence.reading
    own = (word.index for word in reading.words[:verb] if reading.heads[word.index] == verb)
    subject = any(reading.relations[at].startswith("nsubj") and reading.words[at].upos == "DET" for at in own)
    if verb not in reading.relative_verbs or not subject:
        return None
    head = reading.qualified(verb)
    nominal = next((n for n in reading.nominals if n.start <= head < n.end), None)
    speaks = nominal is not None and not nominal.means
    if nominal is not None and nominal.event:  # رد الحزب، الذي أعلن
        behind = (n for n in reading.nominals if n.after == nominal.index and not n.preposition)
        return next((n for n in behind if sentence.acting(n)), None)
    return nominal if speaks else None


def _may_speak(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a bare phrase can be who speaks: no attack, weapon, harm, place, time or footage."""
    if nominal.preposition or nominal.event:
        return False
    if nominal.means is None and striking(sentence, nominal):
        return True
    word, classes = sentence.reading.words[nominal.head], sentence.words
    of_attack = nominal.after >= 0 and sentence.reading.nominals[nominal.after].event
    if word.upos in ("DET", "PRON") or nominal.count is not None or nominal.means or of_attack:
        return False
    if classes.is_a(word.stem, "position_noun"):
        return word.definite  # the command, and not some positions
    return not classes.is_a(word.stem, "killed_noun", "injured_noun", "footage", "toll", "adverbial", "settlement_noun")


def _shows(sentence: Sentence, verb: int) -> bool:
    """Whether a verb tells that footage of a deed is shown: بثّت مشاهد لاستهداف X."""
    word, behind = sentence.reading.words[verb], sentence.reading.words[verb + 1 : verb + 1 + _SHOWN]
    shows = bool({word.form, word.lemma} & sentence.words["footage_verb"])
    return shows and any(w.stem in sentence.words["footage"] for w in behind)


def _going_on(sentence: Sentence, verb: int, claims: bool) -> Speaker | None:
    """أطلق الحزب صواريخ وقال في بيان: the actor who is the subject of the verb before also speaks."""
    actors = (
        ref
        for n in sentence.clauses.subjects_before(verb)
        if not n.event and not n.means
        for ref in striking(sentence, n)
    )
    return next((Speaker(ref, verb, True, claims) for ref in actors), None)


def _denying(sentence: Sentence, verb: int) -> tuple[Nominal, ...]:
    """قال الجيش إن X، ونفت القوات ذلك وقالت: who denied, and goes on to speak."""
    reading, denial = sentence.reading, sentence.words["denial"]
    told = (max((v for v in reading.verbs if v < verb), default=verb), reading.heads[verb])
    denied = (v for v in told if v in reading.verbs and {reading.words[v].form, reading.words[v].lemma} & denial)
    before = next(denied, None) if sentence.clauses.continues(verb) else None
    subjects = sentence.clauses.subject_of(before) if before is not None else ()
    return tuple(n for n in subjects if not n.event and not n.means)


def _before_that(sentence: Sentence, verb: int, claims: bool) -> Speaker | None:
    """نعاه الحزب قبل أن يعلن: who is the subject of the clause that the report follows."""
    words, main = sentence.reading.words, sentence.reading.heads[verb]
    joined = verb > 1 and words[verb - 1].form in _THAT and words[verb - 2].stem in sentence.words["around_that"]
    subjects = sentence.clauses.subject_of(main) if joined and main in sentence.reading.verbs else ()
    refs = (ref for n in subjects if not n.event and not n.means for ref in striking(sentence, n))
    return next((Speaker(ref, verb, True, claims) for ref in refs), None)


def _participle(sentence: Sentence, word: Word, before: Speaker | None, last: Speaker | None) -> Iterator[Speaker]:
    """معلناً, مؤكدةً: the speaker before it goes on, else the first of the sentence that can strike, else the last."""
    if before is not None and before.start < word.index:
        yield replace(before, start=word.index, claims=True)
        return
    agents = (n for n in sentence.reading.nominals if n.end <= word.index and not n.preposition)
    subject = next((n for n in agents if sentence.agentive(n)), None)
    if subject is not None:
        yield _speaker(sentence, subject, word.index, True)
    elif last is not None:
        yield replace(last, start=word.index, claims=True)


def _nouns(sentence: Sentence) -> Iterator[Speaker]:
    """بيان X, إعلان X, and the name that begins a line before a colon."""
    reading = sentence.reading
    opening = _opening(sentence)
    for nominal in reading.nominals:
        if reading.words[nominal.head].stem in sentence.words["announcement_noun"]:
            owner = next((n for n in reading.nominals if n.after == nominal.index and not n.preposition), None)
            if nominal.mentions and sentence.actors(nominal):
                yield _speaker(sentence, nominal, nominal.end - 1, True)  # إعلان X استهداف Y
            elif owner and sentence.actors(owner):
                yield _speaker(sentence, owner, owner.end - 1, True)
            elif (owner is None or nominal.pronoun) and sentence.actors(nominal):
                yield _speaker(sentence, nominal, nominal.end, True)
            elif issuer := _issuer(sentence, nominal.head + 1):
                yield _speaker(sentence, issuer, issuer.end, True)
        elif nominal.pronoun and reading.words[nominal.head].stem in sentence.words["saying"]:
            if quoted := _quoted(sentence, nominal):
                yield _speaker(sentence, quoted, nominal.end, True)
        elif nominal.end <= opening and striking(sentence, nominal) and not _dateline(nominal):
            yield _speaker(sentence, nominal, opening, True)


def _quoted(sentence: Sentence, saying: Nominal) -> Nominal | None:
    """نقلت الوكالة عن قائد في X قوله: whose words are passed on."""
    before = (n for n in reversed(sentence.reading.nominals) if n.end <= saying.start and n.preposition == _FROM)
    return next((n for n in before if saying.start - n.start <= _NEAR), None)


def _passed_on(sentence: Sentence, verb: int) -> Nominal | None:
    """نقلت الوكالة عن التنظيم أن: an actor whose words are passed on."""
    words = sentence.reading.words
    that = next((w.index for w in words[verb + 1 : verb + 1 + _NEAR] if w.form in _THAT), verb)
    behind = (n for n in sentence.reading.nominals if verb < n.start and n.end <= that and n.preposition == _FROM)
    return next((n for n in behind if striking(sentence, n)), None)


def _issuer(sentence: Sentence, at: int) -> Nominal | None:
    """بيان صادر عن القوات, صدر عن القوات ما يلي: who issued what word `at` or one of those behind it tells of."""
    words = sentence.reading.words[at : at + _ISSUED]
    issued = next((word.index for word in words if word.stem in sentence.words["issued"]), None)
    behind = (n for n in sentence.reading.nominals if issued is not None and n.start - issued in (1, 2))
    return next((n for n in behind if sentence.actors(n)), None)


def _dateline(nominal: Nominal) -> bool:
    """الرياض: a city from where a line is told, be it also a name of its state."""
    first = (mention.candidates[0].kind for mention in nominal.mentions)
    return EntityKind.SOURCE not in first and any(
        c.kind is EntityKind.PLACE for mention in nominal.mentions for c in mention.candidates
    )


def _opening(sentence: Sentence) -> int:
    """Where the colon stands behind the name that opens a line (الإعلام الحربي في حزب الله: ...), 0 without one; only a
    conjunction, a bullet and a time stand before such a name (• 14:15 كتائب القسام: ...)."""
    words = sentence.reading.words
    first = next((w.index for w in words if w.form.isalpha()), len(words))
    colons = (w.index for w in words[: first + _HEADED] if w.form == _COLON and w.index > first)
    colon = next(colons, 0)
    return 0 if any(verb < colon for verb in sentence.reading.verbs) else colon


def _together(sentence: Sentence, nominal: Nominal, other: Nominal) -> bool:
    """Whether somebody speaks with who is named before: beside him, or behind whose arm he is said to be (سرايا القدس،
    الجناح العسكري للجهاد، وكتائب القسام)."""
    between = [n for n in sentence.reading.nominals if nominal.index < n.index < other.index]
    arms = [n for n in between if sentence.reading.words[n.head].stem in sentence.words["arm"]]
    return other.start - nominal.end <= _PARTNER or (bool(arms) and len(between) <= 2 * len(arms))


def _speaker(sentence: Sentence, nominal: Nominal, at: int, claims: bool) -> Speaker:
    """The speaker that a phrase names: an actor, a known source, or a source with the article's words."""
    if actors := striking(sentence, nominal):
        partners = (n for n in sentence.clauses.group(nominal) if _together(sentence, nominal, n))
        others = (ref for n in partners for ref in striking(sentence, n))
        return Speaker(
            actors[0], at, True, claims, tuple(ref for ref in others if ref.entity.id != actors[0].entity.id)
        )
    words, linker = sentence.reading.words, sentence.linker
    for mention in nominal.mentions:
        for entity in mention.candidates:
            if entity.kind is EntityKind.SOURCE:
                return Speaker(linker.ref(entity, mention.start, mention.end), at, False, claims)
    start, end = words[nominal.head].start, words[nominal.end - 1].end
    label = " ".join(linker.article.text[start:end].split())
    source = Entity(slug(label), EntityKind.SOURCE, (label,), minted=True)
    return Speaker(linker.ref(source, start, end), at, False, claims)
