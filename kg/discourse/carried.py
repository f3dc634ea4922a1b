"""What the article as a whole says of a strike: subjects carried on, whose it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from kg.discourse.agreement import days_differ, may_be
from kg.events import Event, Sentence, answered, fights, own_side
from kg.model import Article, Means, Mention, Ref
from kg.rules.words import Words
from kg.syntax.nominal import Nominal
from kg.text import fold

_BEGINNING = 2  # words at the beginning of a sentence
_WORD = 12  # letters of the word behind a name
_ARTICLE = "ال"
_BY = "ب"
_HEADING = 5  # words of a heading
_THEY, _MEN = ("وا", "ون"), ("ون", "ين")  # endings of verbs and of nouns in the plural
_FLYING = (Means.AIRSTRIKE, Means.DRONE)


def elaborates(sentence: Sentence) -> bool:
    """Whether a sentence spells out the attack of the one before it: حيث قصفت, وأوضح المحافظ أن."""
    first = [word for word in sentence.reading.words[:_BEGINNING] if word.form not in sentence.words["joining"]]
    words = sentence.reading.words[:1]
    told = any(word.lemma in sentence.words["elaborating_verb"] for word in first[:1])
    return told or any(word.form in sentence.words["elaborating"] for word in words)


def heading(sentence: Sentence, article: Article) -> bool:
    """Whether a sentence is a heading inside the text: a short line of its own without a verb or full stop."""
    reading, text = sentence.reading, article.text
    start, end = reading.sentence.start, reading.sentence.end
    line = text[:start].rstrip(" ").endswith("\n") and text[end:].lstrip(" ")[:1] in ("\n", "")
    short = len(reading.words) <= _HEADING and not reading.verbs
    return line and short and text[end - 1].isalnum()


def inherit(sentence: Sentence, events: Sequence[Event]) -> None:
    """A verb without subject goes on with the subject before it (`لم يتأخر الحزب في الرد، فأطلق ...`), an attack "of
    his" with the weapons that he used (`ردت مستخدمة المدفعية، وطال قصفها ...`)."""
    reading = sentence.reading
    for event in events:
        if event.noun and event.pronoun_agent and not event.means:
            used = (n for n in reading.nominals if n.end <= event.trigger and n.preposition == _BY)
            for weapon in [n for n in used if sentence.weapon(n) and not n.event]:
                sentence.arm(event, weapon)
        if not event.open_agent or event.attackers or (event.noun and not event.pronoun_agent):
            continue
        if event.answered or (event.noun and answered(sentence, event.trigger)):
            continue  # رد على هجومها: not of who answers
        subjects = (n for n in sentence.clauses.subjects_before(event.trigger) if sentence.agentive(n) and not n.event)
        if event.pronoun_agent:  # طائراته: of the subject before, else of whom was named last
            fighters = any(n.pronoun and _people(sentence, n) for n in sentence.clauses.subject_of(event.trigger))
            named = (n for n in reversed(reading.nominals) if n.end <= event.trigger)
            named = (n for n in named if fighters or not _struck(n, events))
            subjects = (n for n in chain(subjects, named) if not n.event and sentence.acting(n))
            subjects = (n for n in subjects if not (fighters and n.means))  # مقاتليه are no aircraft's
            subjects = (n for n in subjects if not _own(event, sentence.actors(n)))
        subject = _men(sentence, event) or next(subjects, None) or _told_of(sentence, event, events)
        if subject is None and sentence.clauses.continues(event.trigger):  # إطلاق الحزب صواريخ على X وقصفه Y
            before = (e for e in reversed(events) if e.trigger < event.trigger and e.attackers and not e.answered)
            event.attack_by(party.ref for e in [*before][:1] for party in e.attackers)
        if subject is not None:
            if subject.means not in _FLYING and event.means:
                event.attack_by(sentence.actors(subject))
            else:
                sentence.strike_by(event, subject)
            event.attack_by(_launchers(subject, events))


def _own(event: Event, actors: Iterable[Ref]) -> bool:
    """Whether an attack hit one of those actors, or what is theirs: nobody strikes himself."""
    return any(own_side(actor.entity, hit.entity) for actor in actors for hit in event.targets)


def _told_of(sentence: Sentence, event: Event, events: Sequence[Event]) -> Nominal | None:
    """اتهم المدير الحركة بالهجوم وقال إنها قصفت X: whom a pronoun means behind who only speaks."""
    pronoun = sentence.reading.words[max(0, event.trigger - 1)]
    if event.noun or pronoun.upos != "PRON" or not sentence.clauses.subject_pronoun(event.trigger):
        return None
    before = (n for n in reversed(sentence.reading.nominals) if n.end <= event.trigger and not n.event)
    return next((n for n in before if sentence.acting(n) and not _struck(n, events)), None)


def _men(sentence: Sentence, event: Event) -> Nominal | None:
    """قصفت القوات مواقع الحوثيين بعد أن أطلقوا صاروخاً: the men named before a verb in the plural."""
    if event.noun or not event.reading.words[event.trigger].form.endswith(_THEY):
        return None
    before = [n for n in reversed(sentence.reading.nominals) if n.end <= event.trigger and not n.event]
    men = (n for n in before if sentence.reading.words[n.head].form.endswith(_MEN) and sentence.acting(n))
    return next(men, None)


def _launchers(weapon: Nominal, events: Iterable[Event]) -> list[Ref]:
    """مسيّرات أطلقها الحزب هاجمت X، كما طالت Y: whose the weapons of another attack are."""
    return [party.ref for e in events if weapon.index in e.armed_with for party in e.attackers]


def _people(sentence: Sentence, nominal: Nominal) -> bool:
    return sentence.reading.words[nominal.head].stem in sentence.words["person_noun"]


def _struck(nominal: Nominal, events: Iterable[Event]) -> bool:
    """Whether a phrase is what another attack of the sentence hit: هجمات تركيا على X مع غارات تشنها على Y."""
    return any(ref.start == nominal.mentions[0].start for e in events for ref in e.targets if nominal.mentions)


def owned(events: Iterable[Event]) -> None:
    """A car or house in which people of a group were killed was the group's (R3); what was hit in several places was
    not."""
    for event in (event for event in events if len(event.targets) == 1):
        attackers = {party.ref.entity.id for party in event.attackers}
        sides = (casualties.side for casualties, _ in event.casualties if event.things)
        fighting = (side for side in sides if side is not None and fights(side.entity))
        side = next((side for side in fighting if side.entity.id not in attackers), None)
        if side is not None:
            event.places.extend(event.targets)
            event.targets, event.things = [side], False
            event.casualties = [(casualties, None) for casualties, _ in event.casualties]


def missiles(events: Sequence[Event]) -> None:
    """What is told as rockets and elsewhere as missiles, at one target and maybe in one strike, was missiles."""
    for event in (e for e in events if Means.ROCKET in e.means):
        hit = {ref.entity.id for ref in event.targets}
        told = (e for e in events if Means.MISSILE in e.means and hit & {ref.entity.id for ref in e.targets})
        if any(may_be(e, event) and not days_differ(e, event) for e in told):
            event.means = [Means.MISSILE if means is Means.ROCKET else means for means in event.means]
            if (count := event.further.pop(Means.ROCKET, None)) is not None:
                event.further.setdefault(Means.MISSILE, count)


def made_in(text: str, mention: Mention, words: Words) -> bool:
    """Whether a name only tells where a weapon was made, not whose it is: طائرة مسيّرة تركية الصنع."""
    behind = fold(text[mention.end : mention.end + _WORD]).split()[:1]
    return any(word.removeprefix(_ARTICLE) in words["making"] for word in behind)


def at_large(event: Event, words: Words) -> bool:
    """Whether "its operations", "their attacks" are what a side does at large, not the strike told before; those that
    answer something are that."""
    return (
        event.pronoun_agent
        and not event.is_response
        and event.reading.words[event.trigger].stem in words["plural_event"]
    )
