"""Who is accused or suspected of strikes, and who is said to be answerable for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.answers.earlier import several
from kg.discourse.subjects import singled
from kg.events import Event, Sentence, of_verb, real
from kg.model import Certainty, Ref
from kg.syntax.nominal import Nominal
from kg.syntax.words import Word
from kg.voices.speakers import Speaker

_ON = "علي"  # behind "possible": at whom it is aimed
_THEY = ("وا", "ون")  # endings of verbs whose subject is not behind them
_FOR, _IN = "عن", "في"  # behind "answerable"
_THAT = 20  # words between who suspects and what he suspects
_REACH = 5  # words between a cue of suspicion and an adjective of origin
_FURTHER = 8  # words between a cue of suspicion and whom it names
_STRIKES = 3  # strikes told last, of one of which somebody is accused
_BACK = 4  # sentences back to the attacks of which all somebody is accused
_ASIDE = 3  # words between weapons and who says whose they are
_OWNED = 3  # words between "belong" and to whom
_ASCRIBED = 14  # words between "ascribe" and to whom
_BURDEN = 16  # words between "makes answerable" and "for"
_ACCUSED = 16  # words between "accused" and whom it names


def accuse(sentence: Sentence, told: list[Speaker], history: Sequence[Event]) -> None:
    """اتهمت X القوات التركية بتنفيذ القصف: whom the object names attacked, by the word of the subject.

    `history` are the strikes told before.
    """
    reading = sentence.reading
    for verb in reading.verbs:
        if not {reading.words[verb].lemma, reading.words[verb].form} & sentence.words["accuse_verb"]:
            continue
        if not _answers_for(sentence, verb):
            continue
        arguments = sentence.clauses.of_verb(verb)
        they = reading.words[verb].form.endswith(_THEY)  # اتهموا X: who accuses stands before
        they = they or _told_of(sentence, verb)
        own = {n.index for n in arguments.subject if not (they and n.start > verb)}
        accused = (n for n in (*arguments.object, *_around(sentence, verb, arguments.subject)) if n.index not in own)
        refs = next((refs for n in accused if (refs := sentence.actors(n))), ())
        refs = refs or _burdened(sentence, verb)
        if not refs and sentence.clauses.pronoun_object(verb):  # نفت X، بينما اتهمها الجيش
            told_of = (n for n in sentence.clauses.subjects_before(verb) if n.index not in own)
            refs = next((refs for n in told_of if (refs := sentence.actors(n))), ())
        if not refs and (not arguments.object or they):
            refs = next((refs for n in arguments.subject if (refs := sentence.actors(n))), ())  # اتُّهمت تركيا بـ
        if refs:
            refs += tuple(ref for n in arguments.object[1:] for ref in sentence.actors(n))
        end = min((v for v in _main_verbs(sentence) if v > verb), default=len(reading.words))
        end = min(end, _borne(sentence, verb))
        behind = [
            e
            for e in sentence.events
            if e.trigger > verb
            and (e.trigger < end or not _loaded(sentence, verb))
            and (e.targets or e.definite or e.about)
        ]
        near = any(verb < e.trigger < end for e in sentence.events)
        before = [e for e in sentence.events if e.trigger < verb and (e.targets or e.definite)]
        event = next(
            (e for e in behind if e.trigger < end or not near), before[-1] if before else _open_to(refs, history)
        )
        if verb in reading.relative_verbs and (qualified := sentence.clauses.antecedents.qualified(verb)) is not None:
            event = sentence.by_nominal.get(qualified.index, event)  # هجوم اتهمت X بشنه
        charged = reading.words[verb : next((e.trigger for e in behind), end)]
        if event not in behind and any(word.stem in sentence.words["breach"] for word in charged):
            continue  # اتهمت X بخرق الهدنة
        if any(word.stem in sentence.words["abetting"] for word in charged):
            continue  # اتهمت X بإيواء الحركة التي هاجمت Y
        if refs and event is not None:
            source = next((s.ref for s in reversed(told) if s.start <= verb), None)
            accusing = {ref.start for n in arguments.subject for ref in sentence.actors(n)}
            event.attackers = [party for party in event.attackers if party.ref.start not in accusing]
            recent = [e for e in history if reading.sentence.index - e.reading.sentence.index <= _BACK]
            for one in (event, *several(sentence, event, recent, {ref.entity.id for ref in refs})):
                one.attack_by(refs, Certainty.ACCUSED, source)


def _burdened(sentence: Sentence, verb: int) -> tuple[Ref, ...]:
    """حمّلوا مسؤوليته للدعم السريع: on whom the burden is put behind it."""
    words = sentence.reading.words
    burden = next((w.index for w in words[verb : verb + _BURDEN] if w.stem in sentence.words["burden"]), len(words))
    behind = (n for n in sentence.reading.nominals if n.start > burden and n.start - burden <= _OWNED)
    on_whom = (n for n in behind if n.preposition in sentence.words["ascribed_to"])
    return next((refs for n in on_whom if (refs := sentence.actors(n))), ())


def _told_of(sentence: Sentence, verb: int) -> bool:
    """سبق لـ X أن حمّلت Y المسؤولية: whether who accuses stands before "that"."""
    words = sentence.reading.words
    that = verb > 0 and words[verb - 1].form in sentence.words["complementizer"]
    before = (n for n in reversed(sentence.reading.nominals) if n.end == verb - 1)
    formerly = verb > 1 and words[verb - 2].form in sentence.words["formerly"]  # التي سبق أن حمّلت X
    return that and (formerly or any(sentence.acting(n) for n in before))


def _open_to(refs: Iterable[Ref], history: Sequence[Event]) -> Event | None:
    """The last strike told before of which somebody may be accused: by nobody known, or by him; else the last. What
    answers another is not open."""
    named = {ref.entity.id for ref in refs}
    recent = [(e, {party.ref.entity.id for party in e.attackers}) for e in reversed(history[-_STRIKES:])]
    able = [(e, by) for e, by in recent if by & named or not e.is_response]
    return next((e for e, by in able if not by or by & named), able[0][0] if able else None)


def _around(sentence: Sentence, verb: int, accusers: Sequence[Nominal]) -> list[Nominal]:
    """The phrases behind "accuse": first without preposition, and outside of what the tree puts below the accuser
    (اتهم فلان، قائد قوات X، دولة Y)."""
    words = sentence.reading.words
    burden = (word.index for word in words[verb:] if word.stem in sentence.words["burden"])
    end = min(verb + _ACCUSED, next(burden, len(words)))
    near = [n for n in sentence.reading.nominals if verb < n.start < end and not n.event]
    heads = {accuser.head for accuser in accusers}
    below = {n.index for n in near if heads & set(sentence.reading.above(n.head))}
    return sorted(near, key=lambda n: (bool(n.preposition) + (n.index in below), n.start))


def _loaded(sentence: Sentence, verb: int) -> bool:
    """Whether a verb is told of who is answerable."""
    return sentence.reading.words[verb].form in sentence.words["burden_verb"]


def _borne(sentence: Sentence, verb: int) -> int:
    """The word up to which stands for what somebody is made answerable: no further than the next clause."""
    words = sentence.reading.words
    if not _loaded(sentence, verb):
        return len(words)
    burden = next((w.index for w in words[verb:] if w.stem in sentence.words["burden"]), verb)
    return next((w.index for w in words[burden:] if w.form in sentence.words["joining"]), len(words))


def _answers_for(sentence: Sentence, verb: int) -> bool:
    """Whether a verb that has other meanings as well is told of who is answerable: حمّلت X مسؤولية الهجوم."""
    words = sentence.reading.words
    behind = words[verb + 1 : verb + 1 + _BURDEN]
    return not _loaded(sentence, verb) or any(word.stem in sentence.words["burden"] for word in behind)


def ascribe(sentence: Sentence) -> None:
    """تفجير نُسب لتنظيم X, نسبت الوكالة التفجير إلى تنظيم X: whom an attack is ascribed to is accused."""
    words, nominals = sentence.reading.words, sentence.reading.nominals
    for word in words:
        blamed = word.stem in sentence.words["blame_noun"]  # ألقت باللوم على X في الهجوم
        told = blamed or word.form in sentence.words["ascribe_verb"] or _ascribed(sentence, word)
        if not told or not real(sentence, word.index):
            continue
        heads = sentence.reading.heads
        to_whom = {_ON} if blamed else sentence.words["ascribed_to"]
        behind = [n for n in nominals if n.start > word.index and n.preposition in to_whom]
        to = [n for n in behind if n.start - word.index <= _ASCRIBED]
        refs = next((refs for n in to if (refs := sentence.actors(n))), ())
        event = next((e for e in reversed(sentence.events) if e.trigger < word.index), None)
        event = next((e for e in sentence.events if heads[e.trigger] == word.index), event)  # نسب الهجوم على X إلى Y
        if blamed:
            event = next((e for e in sentence.events if e.trigger > word.index), event)
        if event is not None and refs:
            event.attack_by(refs, Certainty.ACCUSED)


def _ascribed(sentence: Sentence, word: Word) -> bool:
    """هجوم نسبته واشنطن إلى X: the verb with a pronoun, whatever the tagger takes it for."""
    behind = sentence.reading.words[word.index + 1 : word.index + 2]
    return word.stem in sentence.words["ascription"] and any(w.upos == "PRON" and w.glued for w in behind)


def belong(sentence: Sentence) -> None:
    """طائرات، قال الجيش إنها تتبع لـ X، هاجمت: whose weapons somebody says they are is accused."""
    reading = sentence.reading
    for word in reading.words[:-2]:
        that = word.form in sentence.words["complementizer"] and reading.words[word.index + 1].upos == "PRON"
        saying = max((v for v in reading.verbs if v < word.index), default=-1) if that else -1
        verb = reading.words[saying]
        if saying < 0 or not {verb.lemma, verb.form} & sentence.words["report_verb"] or not real(sentence, saying):
            continue
        told = (reading.nominals[i].end for e in sentence.events for i in e.armed_with)
        if (refs := _owners(sentence, word.index + 2)) and any(0 <= saying - end < _ASIDE for end in told):
            near = [e for e in sentence.events if any(reading.nominals[i].end <= saying for i in e.armed_with)]
            blame(near[-1], refs, Certainty.ACCUSED, near[-1].source)


def _owners(sentence: Sentence, at: int) -> tuple[Ref, ...]:
    """Of whom word `at` tells that something is theirs: أميركية, تتبع لـ X."""
    word, linker = sentence.reading.words[at], sentence.linker
    if word.stem in sentence.words["affiliation"]:
        behind = (n for n in sentence.reading.nominals if at < n.start <= at + _OWNED)
        return next((refs for n in behind if (refs := sentence.actors(n))), ())
    entities = () if word.definite else linker.lexicon.adjective(word.form)[:1]
    return tuple(linker.ref(linker.acting(entity), word.start, word.end) for entity in entities)


def _main_verbs(sentence: Sentence) -> list[int]:
    return [v for v in sentence.reading.verbs if v not in sentence.reading.relative_verbs]


def charge(sentence: Sentence, told: Iterable[Speaker], history: Sequence[Event]) -> None:
    """إن التنظيم يقف وراء الهجوم, الحزب مسؤول عن التفجير: whom a sentence makes answerable is accused, unless he
    speaks; of what "behind it" points to, the last of the sentence or of the `history` before it."""
    speaking = {ref.entity.id for speaker in told for ref in speaker.refs}
    for at, event in _charges(sentence, history):
        refs = _behind_it(sentence, at)
        if refs and real(sentence, at) and not speaking & {ref.entity.id for ref in refs}:
            blame(event, refs, Certainty.ACCUSED, event.source)


def _charges(sentence: Sentence, history: Sequence[Event]) -> Iterator[tuple[int, Event]]:
    """The attacks for which a sentence makes somebody answerable, each with the word behind which he stands."""
    words = sentence.reading.words
    for nominal in sentence.reading.nominals:
        event = sentence.by_nominal.get(nominal.index)
        if event is not None and _answerable(sentence, nominal):
            yield nominal.start, event
    for verb in sentence.reading.verbs:  # التنظيم هو من أطلقها
        carried = [rule for makes in ("strike", "carry") for rule in of_verb(sentence, verb, makes)]
        if carried and singled(sentence, verb) and sentence.clauses.pronoun_object(verb):
            for event in history[-1:]:
                yield verb - 2, event
    for word in words[:-1]:
        if word.form in sentence.words["responsible"] and words[word.index + 1].upos == "PRON":
            before = [e for e in sentence.events if e.targets and e.trigger < word.index]
            for event in (before or list(history))[-1:]:
                yield word.index + 1, event


def _behind_it(sentence: Sentence, at: int) -> tuple[Ref, ...]:
    """Who is named before word `at` in its clause."""
    reading, that = sentence.reading, 0
    for word in reading.words[:at]:
        that = word.index if word.form in sentence.words["complementizer"] else that
    before = (n for n in reversed(reading.nominals) if that <= n.start and n.end <= at)
    named = (n for n in before if not n.preposition and not n.event and at - n.end <= _FURTHER)
    return next((sentence.actors(n) for n in named if sentence.acting(n)), ())


def _answerable(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether somebody is said to be behind an attack, or answerable for it."""
    before = sentence.reading.words[max(0, nominal.start - 2) : nominal.start]
    if len(before) < 2:
        return False
    answering = before[1].form in (_FOR, _IN) and before[0].stem in sentence.words["answerable"]
    bearing = before[1].stem in sentence.words["burden"] and before[0].form in sentence.words["bearing"]
    return before[1].form in sentence.words["responsible"] or answering or bearing


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
        if not at < nominal.head <= at + _FURTHER:
            continue
        if sentence.words.is_a(
            sentence.reading.words[nominal.head].stem, "base_noun", "facility_noun", "spot", "chief"
        ):
            return ()  # قاعدة يُعتقد أنها مكان انطلاق الطائرات, يُرجّح أن يكون زعيم X حياً
        if nominal.preposition != _ON and (refs := sentence.actors(nominal)):
            return refs
    return ()


def blame(event: Event, refs: tuple[Ref, ...], certainty: Certainty, source: Ref | None) -> None:
    """Make actors the attackers of an event with that certainty, whatever was known of them."""
    named = {ref.entity.id for ref in refs}
    event.attackers = [party for party in event.attackers if party.ref.entity.id not in named]
    event.attack_by(refs, certainty, source)
