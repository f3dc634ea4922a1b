"""Who speaks: the subjects of report verbs, the authors of statements, the names before a colon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.events import Sentence, real
from kg.linking.minting import slug
from kg.model import Entity, EntityKind, Ref
from kg.syntax.nominal import Nominal
from kg.syntax.words import Word

_REACH = 5  # words between a report verb and the author behind what it reports on
_OF_SPOKESMAN = ("ب", "ل")  # المتحدث باسم X, قائد لـ X


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who tells what stands behind word `start`; `actor` when the speaker can strike, `claims` when its verb announces
    own deeds."""

    ref: Ref
    start: int
    actor: bool
    claims: bool


def speakers(sentence: Sentence, last: Speaker | None) -> list[Speaker]:
    """The speakers of a sentence in order; a report verb without subject is the last speaker's (`وأضافت`)."""
    found = _verbs(sentence, last)
    for word in sentence.reading.words:
        if word.form in sentence.words["report_participle"]:
            found.extend(_participle(sentence, word, found[-1] if found else None, last))
    found.extend(_nouns(sentence))
    return sorted(found, key=lambda speaker: speaker.start)


def striking(sentence: Sentence, nominal: Nominal) -> tuple[Ref, ...]:
    """The actors that speak: named themselves, or by their spokesman (المتحدث باسم X)."""
    reading = sentence.reading
    actors = sentence.actors(nominal) or _spoken_for(sentence, nominal)
    if actors or reading.words[nominal.head].stem not in sentence.words["spokesman"]:
        return actors
    following = (n for n in reading.nominals if n.after == nominal.index and n.preposition in _OF_SPOKESMAN)
    return next((actors for n in following if (actors := sentence.actors(n))), ())


def _spoken_for(sentence: Sentence, nominal: Nominal) -> tuple[Ref, ...]:
    """The actor for whom a spokesman with a name of his own speaks."""
    for mention in nominal.mentions:
        acting = sentence.linker.acting(mention.candidates[0])
        if mention.candidates[0].kind is EntityKind.SOURCE and acting.kind is EntityKind.ACTOR:
            return (sentence.linker.ref(acting, mention.start, mention.end),)
    return ()


def _verbs(sentence: Sentence, last: Speaker | None) -> list[Speaker]:
    reading = sentence.reading
    found: list[Speaker] = []
    for verb in reading.verbs:
        spellings = {reading.words[verb].lemma, reading.words[verb].form}
        if not spellings & sentence.words["report_verb"] or not real(sentence, verb):
            continue
        claims = bool(spellings & sentence.words["claim_verb"])
        subject = next(iter(sentence.clauses.subject_of(verb)), None)
        if subject is None:
            before = found[-1] if found else last
            if before is not None:
                found.append(Speaker(before.ref, verb, before.actor, claims))
            continue
        if subject.event or subject.means:  # the report is on the attack, its author stands behind it
            behind = (n for n in reading.nominals if n.start > verb and not n.preposition and n.start - verb <= _REACH)
            subject = next((n for n in behind if not n.event), subject)
        found.append(_speaker(sentence, subject, verb, claims))
    return found


def _participle(sentence: Sentence, word: Word, before: Speaker | None, last: Speaker | None) -> Iterator[Speaker]:
    """معلناً, مؤكدةً: the speaker before it goes on, else the first of the sentence that can strike, else the last."""
    if before is not None and before.start < word.index:
        yield Speaker(before.ref, word.index, before.actor, True)
        return
    agents = (n for n in sentence.reading.nominals if n.end <= word.index and not n.preposition)
    subject = next((n for n in agents if sentence.agentive(n)), None)
    if subject is not None:
        yield _speaker(sentence, subject, word.index, True)
    elif last is not None:
        yield Speaker(last.ref, word.index, last.actor, True)


def _nouns(sentence: Sentence) -> Iterator[Speaker]:
    """بيان X, إعلان X, and the name that begins a line before a colon."""
    reading = sentence.reading
    for nominal in reading.nominals:
        if reading.words[nominal.head].stem in sentence.words["announcement_noun"]:
            owner = next((n for n in reading.nominals if n.after == nominal.index and not n.preposition), None)
            if nominal.mentions and sentence.actors(nominal):
                yield _speaker(sentence, nominal, nominal.end, True)
            elif owner and sentence.actors(owner):
                yield _speaker(sentence, owner, owner.end, True)
            elif (owner is None or nominal.pronoun) and sentence.actors(nominal):
                yield _speaker(sentence, nominal, nominal.end, True)
        elif nominal.start <= 1 and _colon(reading.words[nominal.end : nominal.end + 1]) and sentence.actors(nominal):
            yield _speaker(sentence, nominal, nominal.end, True)


def _colon(following: Iterable[Word]) -> bool:
    return any(word.form == ":" for word in following)


def _speaker(sentence: Sentence, nominal: Nominal, at: int, claims: bool) -> Speaker:
    """The speaker that a phrase names: an actor, a known source, or a source with the article's words."""
    if actors := striking(sentence, nominal):
        return Speaker(actors[0], at, True, claims)
    words, linker = sentence.reading.words, sentence.linker
    for mention in nominal.mentions:
        for entity in mention.candidates:
            if entity.kind is EntityKind.SOURCE:
                return Speaker(linker.ref(entity, mention.start, mention.end), at, False, claims)
    start, end = words[nominal.head].start, words[nominal.end - 1].end
    label = " ".join(linker.article.text[start:end].split())
    source = Entity(slug(label), EntityKind.SOURCE, (label,), minted=True)
    return Speaker(linker.ref(source, start, end), at, False, claims)
