"""What answers what: response wording in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.answers import answered, earlier, replies, responders
from kg.answers.continuing import Response
from kg.discourse.coreference import headline
from kg.events import Event, Sentence, Trigger, fill, real, triggers
from kg.model import Ref
from kg.rules.loader import Rule
from kg.syntax.nominal import Nominal
from kg.text import fold
from kg.voices.speakers import Speaker

_CAME, _TOLD_IN = "ورد", ("في", "عن")  # "it was reported in", no response
_PERFECT = "Aspect=Perf"
_OPENS = 2  # words with which a sentence opens
_BACK = 3  # sentences that a "retaliatory strike" may answer


def respond(
    sentence: Sentence, history: Sequence[Event], told: Sequence[Speaker], announced: Sequence[Response] = ()
) -> list[Response]:
    """Apply the response rules of a sentence; `history` are the strikes told so far, `told` who speaks, `announced` who
    responded so far.

    Returns who responded to what, also when the answering strike is told only later.
    """
    found: list[Response] = []
    for wording in triggers(sentence, "respond"):
        if real(sentence, wording.at) and not _promised(sentence, wording.at):
            found.extend(_respond(sentence, wording, history, told, announced))
    for adverb in sentence.reading.adverbs:
        found.extend(_adverb(sentence, adverb, history, told))
    for nominal in sentence.reading.nominals:
        answered.return_fire(sentence, nominal, history)
    for event in sentence.events:
        if event.is_response and not event.causes:
            near = [e for e in history if sentence.reading.sentence.index - e.reading.sentence.index <= _BACK]
            answered.link(
                [event], answered.told([], near, sentence, event.trigger, answered.attackers([event]), [event])
            )
    return found


def _respond(
    sentence: Sentence,
    wording: Trigger,
    history: Sequence[Event],
    told: Sequence[Speaker],
    announced: Sequence[Response],
) -> list[Response]:
    """ردت القوات على الهجوم بقصف X: one trigger with its answer, its cause and who responded."""
    rule, trigger, arguments = wording

    def tells(nominal: Nominal) -> bool:
        return sentence.event_of(nominal) is not None

    chased = responders.perpetrators(sentence, trigger) if rule.needs == "perpetrator" else None
    if rule.needs and chased is None:
        return []
    if chased:
        sentence.events[:] = [
            e for e in sentence.events if e.trigger != trigger
        ]  # to chase them is no strike by itself
    actors, armed = responders.actors(sentence, wording, history, told)
    behind = [n for n in fill(sentence, rule, "answer", trigger, arguments, tells) if n.start > trigger]
    answers = answered.events(sentence, behind)
    causes = answered.events(sentence, fill(sentence, rule, "cause", trigger, arguments, tells))
    if chased:
        causes = answered.events(sentence, (n for n in sentence.reading.nominals if n.after == chased.index))
    answers = (
        answers
        or replies.behind(sentence, trigger, causes)
        or replies.direct(sentence, rule, trigger, arguments)
        or answered.events(sentence, (n for n in arguments.subject if n.end <= trigger))  # الغارات على X رد على Y
        or replies.carried(sentence, trigger)
    )
    answers += replies.further(sentence, answers)
    answered.apart(causes, answers)
    for answer in answers:
        if trigger in sentence.reading.verbs and actors:  # not who tells of it: أعلن X ...، وY يرد بقصف
            answer.attackers = [p for p in answer.attackers if p.source is None or p.ref in actors]
        answer.attack_by(actors)
        answer.rules.append(rule)
        for nominal in armed if not answer.means else ():
            sentence.arm(answer, nominal)
    harm = fill(sentence, rule, "cause", trigger, arguments, lambda n: bool(answered.caused(sentence, n)))
    if not any(cause.targets for cause in causes):
        causes = [e for n in harm for e in answered.caused(sentence, n) if e not in answers] or causes
    about = fill(sentence, rule, "cause", trigger, arguments, lambda _: True)
    if not causes and any(sentence.reading.words[n.head].stem in sentence.words["told_thing"] for n in about):
        return []  # ردت في بيان على اتهامات X
    about = tuple(n for n in about if not any(e.trigger in sentence.reading.above(n.head) for e in answers))
    causes = causes or answered.suffered(sentence, about, history)
    answers = answers or replies.framed(sentence, trigger, causes)
    for cause in causes:
        answered.bereaved(sentence, cause, actors)
        answered.placed(sentence, cause, actors, history)
    own = {actor.entity.id for actor in actors} or answered.attackers(answers)
    causes = causes or _continued(sentence, trigger, own, announced)
    causes = answered.told(causes, history, sentence, trigger, own, answers)
    answers = answers or ([] if actors else answered.continued(sentence, trigger))
    answers = answers or replies.predicated(sentence, trigger, arguments, causes)
    named = fill(sentence, rule, "attacker", trigger, arguments, sentence.acting)
    answers = [e for e in answers if not named or not answered.attackers([e]) or own & answered.attackers([e])]
    answers = answers or ([] if rule.needs else answered.just_told(own, causes, sentence, history, trigger))
    answered.link(answers, causes)
    parties = [party.ref for cause in causes for party in cause.attackers]
    for answer in answers:
        answer.attack_by(() if answer.attackers else actors)
        _turn(answer, [*parties, *(ref for n in about for ref in sentence.actors(n))], own)
    actors = actors or [party.ref for answer in answers for party in answer.attackers]
    index, done = sentence.reading.sentence.index, _told(answers, rule, _comes(sentence, trigger))
    if not actors and not done and causes:
        return [Response(None, causes, index, trigger, done)]
    others = any(n.start > trigger and not sentence.acting(n) for n in arguments.subject)  # ورد عليها مندوب مالي
    bare = _bare(sentence, rule, trigger, actors, causes) if not (answers or others) else None
    return [Response(actor, causes, index, trigger, done, bare) for actor in actors]


def _undertaken(sentence: Sentence, at: int, cause: Event | None) -> Event | None:
    """The attack without a target that the tree says is a response: what it hit is told next."""
    above = sentence.reading.above(at)
    return next((e for word in above for e in sentence.events if e.trigger == word and e is not cause), None)


def _told(answers: Sequence[Event], rule: Rule, comes: bool) -> bool:
    """Whether the answer has been told, or is not to be told yet: رد بعملية على X. فانطلقت صواريخ."""
    if answers:
        return any(answer.targets for answer in answers)
    return not (rule.needs or comes)


def _bare(sentence: Sentence, rule: Rule, verb: int, actors: Sequence[Ref], causes: Sequence[Event]) -> Event | None:
    """وردت تركيا عليه: an answer of which no more is told hit those who are answered."""
    word = sentence.reading.words[verb]
    if rule.needs or verb not in sentence.reading.verbs or _PERFECT not in word.feats or not actors:
        return None
    event = Event(sentence.reading, verb, [rule])
    event.attack_by(actors)
    own = answered.attackers([event])
    event.hit(party.ref for cause in causes for party in cause.attackers if party.ref.entity.id not in own)
    answered.link([event], causes)
    return event if event.targets and event.causes and not headline(event) else None


def _continued(sentence: Sentence, noun: int, own: set[str], announced: Sequence[Response]) -> list[Event]:
    """What a side answers that goes on with the response told of it before: افتتح الحزب رده بقصف X."""
    head = sentence.reading.heads[noun]
    if head < 0 or sentence.reading.words[head].lemma not in sentence.words["continuing"]:
        return []
    before = (r.causes for r in reversed(announced) if r.actor and r.actor.entity.id in own and r.causes)
    return list(next(before, ()))


def _turn(answer: Event, provoking: Iterable[Ref], own: set[str]) -> None:
    """قصفت الفصائل X، ليرد الجيش بغارات على مواقعها: nobody answers by striking himself; "their positions" are those of
    who struck first, or else only where they lie is known."""
    others = [ref for ref in provoking if ref.entity.id not in own]
    if answer.targets and all(ref.entity.id in own for ref in answer.targets):
        answer.targets.clear()
        answer.hit(others or answer.places)


def _promised(sentence: Sentence, noun: int) -> bool:
    """Whether the verb before a response only announces it (توعد الحزب في بيان له برد), or it is none (ما ورد في)."""
    came = fold(sentence.reading.words[noun].raw) == _CAME
    if came and any(word.form in _TOLD_IN for word in sentence.reading.words[noun + 1 : noun + 2]):
        return True
    if any(word.stem in sentence.words["entitled"] for word in sentence.reading.words[max(0, noun - 1) : noun]):
        return True
    if _forestalled(sentence, noun):
        return True
    verb = max((v for v in sentence.reading.verbs if v < noun), default=None)
    if verb is None or noun in sentence.reading.verbs:
        return False
    word = sentence.reading.words[verb]
    return bool({word.form, word.lemma} & sentence.words["irrealis"])


def _forestalled(sentence: Sentence, noun: int) -> bool:
    """Whether a response is only told as what came after, or never came: سبق الرد بنصف ساعة, قبيل الرد."""
    words, head = sentence.reading.words, sentence.reading.heads[noun]
    verb = words[head].lemma if head >= 0 and sentence.reading.relations[noun].startswith("obj") else ""
    return bool({verb, *(word.form for word in words[max(0, noun - 1) : noun])} & sentence.words["forestalling"])


def _comes(sentence: Sentence, noun: int) -> bool:
    """Whether a response is told as having come or going on: جاء الرد, الرد لم يتأخر, واصل الحزب الرد."""
    words, head = sentence.reading.words, sentence.reading.heads[noun]
    near = (*words[max(0, noun - 2) : noun], *words[noun : noun + 4], *([words[head]] if head >= 0 else []))
    return any(sentence.words.is_a(word.lemma, "arrival", "continuing") for word in near)


def _adverb(
    sentence: Sentence, adverb: tuple[int, int, str], history: Sequence[Event], told: Sequence[Speaker]
) -> list[Response]:
    """رداً على X, انتقاماً لـ X: the strike of the clause answers X; what is no strike (مقتل قائده) is not linked.

    A slogan (رداً على المجازر) tells no response.
    """
    start, end, name = adverb
    reading = sentence.reading
    rule = next(iter(sentence.book.by_preposition.get(name, ())), None)
    if rule is None:
        return []
    caused = next((n for n in reading.nominals if n.start >= end and n.start - end <= 1), None)
    cause = sentence.by_nominal.get(caused.index) if caused else None
    events = [e for e in sentence.events if (e.targets or e.definite) and e is not cause]
    if start > _OPENS:  # of a wording that opens the sentence the tree may be wrong
        events = [e for e in events if not e.answered]
    inside = [e for e in events if e.noun or e.trigger in reading.relative_verbs]  # رداً على X الذي قصف Y
    inside = [e for e in inside if e.trigger > start and start in reading.above(e.trigger)]
    events = [e for e in events if e not in inside] or events
    governed = [e for e in events if reading.heads[start] in (e.trigger, *reading.above(e.trigger))]
    events = [e for e in events if not earlier.before_another(sentence.words, e)] or events
    clause = [e for e in governed if e in events] or [e for e in governed if e.trigger < start]
    before = [e for e in clause or events if e.trigger < start]  # قُصفت X، وفي رد على ذلك أعلن الجيش قصف Y
    behind = [e for e in clause or events if e.trigger > end]
    answers = replies.joined(sentence, before, events) or behind[:1]
    causes = [e for e in answered.caused(sentence, caused) if e not in answers]
    by = [party.ref for answer in answers for party in answer.attackers]
    for event in causes:
        answered.bereaved(sentence, event, by)
        answered.placed(sentence, event, by, history)
    answers = answers or replies.told_before(sentence, start, causes, history)
    answers = answers or replies.campaign(sentence, start, told, history)
    if not answers and (undertaken := _undertaken(sentence, start, cause)):  # نفّذت عملية رداً على X
        return [Response(p.ref, causes, reading.sentence.index, start, False) for p in undertaken.attackers]
    if not answers or (caused is not None and not causes and answered.slogan(sentence, caused)):
        return []
    provoked = caused is not None and sentence.words.is_a(
        reading.words[caused.head].stem, "killed_noun", "injured_noun", "provocation"
    )
    provoked = provoked or reading.words[start].form in sentence.words["revenge"] or bool(caused and caused.means)
    if causes or answered.points_back(sentence, end, caused):
        causes = answered.told(causes, history, sentence, start, answered.attackers(answers), answers)
    elif caused is not None:
        causes = [e for e in answered.suffered(sentence, [caused], history) if e not in answers]
        if not causes and not provoked:
            return []
    for answer in answers:
        answer.rules.append(rule)
        if not answer.attackers and (speaker := next((s for s in reversed(told) if s.start < start), None)):
            own = speaker.actor and speaker.claims and not responders.at_home(speaker.ref, answer)
            answer.attack_by([speaker.ref] if own else ())
    answered.link(answers, causes)
    index = reading.sentence.index
    return [Response(party.ref, causes, index, start, True) for answer in answers for party in answer.attackers]
