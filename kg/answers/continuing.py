"""What else is a response, once an article has said that a side responds: its strikes told directly behind, and an
answer of which no more is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.answers import answered
from kg.events import Event
from kg.model import Ref
from kg.rules.words import Words

_WAS, _AND_AT = "كان", (("و", "في"), ("و", "علي"))
_OPENS = 2  # words with which a sentence opens
_NEXT = 1  # sentences between "then came the response" and the strike
_LEAD = 3  # the same behind a headline


@dataclass(slots=True)
class Response:
    """That somebody responds: who (None when not told), to what, in which sentence and at which word, and whether the
    answering strike has been told; `bare` is that strike where a verb tells no more than that (وردت تركيا عليه)."""

    actor: Ref | None
    causes: list[Event]
    sentence: int
    at: int
    done: bool
    bare: Event | None = None


def carry_on(event: Event, announced: Iterable[Response], words: Words) -> None:
    """Once an article says that a side responds, its strikes told directly behind are parts of that response (inferred,
    not stated); where no answer was told yet, the next strike is the answer (`الرد لم يتأخر؛ فقد قصفت ...`)."""
    own = answered.attackers([event])
    if event.is_response:
        for response in announced:
            if not own and not response.done and response.actor and _follows(event, response):
                event.attack_by([response.actor])  # واصل الحزب الرد على X. وجاء رد الأمس بقصف Y
            response.done |= response.actor is None or response.actor.entity.id in own
        return
    for response in announced:
        if event in response.causes or not _follows(event, response) or _earlier(event, response.causes):
            continue
        if _background(event) or (response.done and _elsewhere(event, words)):
            continue
        actor = response.actor
        if actor is not None and actor.entity.id in own:
            event.is_response = True
        elif not response.done and not (actor and own) and not own & answered.attackers(response.causes):
            event.attack_by([actor] if actor else ())
            event.is_response = event.response_stated = True
        if event.is_response:
            response.done = True
            event.causes.extend(cause for cause in response.causes if cause is not event)
            return


def pass_over(sentence: int, announced: Iterable[Response]) -> None:
    """A heading inside the text parts no response from the strikes told behind it."""
    for response in announced:
        if response.sentence == sentence - 1:
            response.sentence = sentence


def _earlier(event: Event, causes: Iterable[Event]) -> bool:
    """Whether a strike was on a day before all that it would answer."""
    days = [day for cause in causes if cause.when and (day := cause.when.day)]
    own = event.when.day if event.when else None
    return own is not None and bool(days) and own < min(days)


def _background(event: Event) -> bool:
    """Whether a sentence goes back to what was before: وكانت طائرات قد قصفت X."""
    return any(word.lemma == _WAS for word in event.reading.words[:_OPENS])


def _elsewhere(event: Event, words: Words) -> bool:
    """Whether a sentence opens with another place or time: وفي حلب أغارت, وعلى محور بارا أغارت, وصباح اليوم أغارت."""
    opening = event.reading.words[:_OPENS]
    timed = len(opening) > 1 and opening[1].stem in words["lately"]
    return timed or tuple(word.form for word in opening) in _AND_AT


def _follows(event: Event, response: Response) -> bool:
    """Whether a strike is told directly behind the words that tell of a response."""
    between = event.reading.sentence.index - response.sentence
    return event.trigger > response.at if between == 0 else 0 < between <= (_NEXT if response.sentence else _LEAD)


def replace(event: Event, earlier: Event, answers: Iterable[Event | Response]) -> None:
    """What answers an event answers the one that it is."""
    for answer in answers:
        causes = (earlier if cause is event else cause for cause in answer.causes)
        answer.causes = [cause for cause in dict.fromkeys(causes) if cause is not answer]


def untold(history: Sequence[Event], announced: Iterable[Response]) -> list[Event]:
    """The answers of which an article tells no more than that they came."""
    bare = dict.fromkeys(response.bare for response in announced if response.bare is not None)
    told = [event for event in history if event.is_response]
    return [event for event in bare if not any(_tells(answer, event) for answer in told)]


def _tells(answer: Event, bare: Event) -> bool:
    """Whether a strike is the answer that is told elsewhere without saying what was struck."""
    same = answered.attackers([answer]) & answered.attackers([bare])
    near = abs(answer.last - bare.reading.sentence.index) <= _NEXT
    return bool(same) and (near or bool(set(answer.causes) & set(bare.causes)))
