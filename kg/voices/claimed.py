"""Claims: تبنّت الهجوم, أعلنت مسؤوليتها عن العمليتين; which strikes are claimed, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.answers import earlier
from kg.events import Event, Sentence, fill, real, triggers
from kg.model import Certainty, Ref
from kg.rules.loader import Rule
from kg.syntax.arguments import Arguments
from kg.syntax.nominal import Nominal
from kg.voices.accused import blame
from kg.voices.speakers import Speaker
from kg.voices.spokesmen import striking

_NOBODY = 6  # words in which "no side" claims nothing
_BACK = 4  # sentences that a claim may point back


def claim(sentence: Sentence, told: list[Speaker], history: Sequence[Event]) -> None:
    """Apply the claim rules; `history` are the strikes told before."""
    index = sentence.reading.sentence.index
    for rule, trigger, arguments in triggers(sentence, "claim"):
        if not _asserted(sentence, told, trigger):
            continue
        nominals = fill(sentence, rule, "event", trigger, arguments, lambda n: n.index in sentence.by_nominal)
        if trigger in sentence.reading.verbs:  # تبنّت العملية جماعة تدعى X: what is claimed before who claims it
            nominals = nominals or tuple(n for n in arguments.subject if n.index in sentence.by_nominal)
            nominals = nominals or _qualified(sentence, trigger, arguments)
        events = [_annexed(sentence, n) for n in nominals]
        for event in events:
            event.definite |= _launched(sentence, event)
        if not events and trigger in sentence.reading.verbs and _else_claimed(sentence, trigger, arguments.object):
            continue
        if any(party.certainty is Certainty.ACCUSED for event in events for party in event.attackers):
            continue  # قال الوزير إن التنظيم يقف وراء الهجوم
        claimants = _claimants(sentence, rule, trigger, arguments, told) or _going_on(arguments, history)
        own = {claimant.entity.id for claimant in claimants}
        before = [e for e in sentence.events if e.trigger < trigger and (e.targets or e.definite)]
        near = [e for e in history if index - e.reading.sentence.index <= _BACK]
        both = [e for event in events for e in earlier.several(sentence, event, [*near, *before], own)]
        for event in [*events, *both] or before[-1:] or _last(history, own):
            event.rules.append(rule)
            event.claimants = event.claimants or list(claimants)
            blame(event, claimants, Certainty.CLAIMED, claimants[0] if claimants else None)


def stand_behind(sentence: Sentence, told: Sequence[Speaker]) -> None:
    """قالت إنها وراء الهجوم على X: who speaks claims what stands behind "behind"."""
    words = sentence.reading.words
    for nominal in sentence.reading.nominals:
        event, before = sentence.by_nominal.get(nominal.index), words[max(0, nominal.start - 2) : nominal.start]
        if event is None or len(before) < 2 or before[1].form not in sentence.words["responsible"]:
            continue
        speaker = next((s for s in reversed(told) if s.actor and s.claims and s.start < nominal.start), None)
        if before[0].upos == "PRON" and speaker is not None and _asserted(sentence, told, nominal.start):
            event.claimants = event.claimants or list(speaker.refs)
            blame(event, speaker.refs, Certainty.CLAIMED, speaker.ref)


def _qualified(sentence: Sentence, verb: int, arguments: Arguments) -> tuple[Nominal, ...]:
    """تفجيرا X اللذان تبناهما: the attack to which what a relative clause seems to qualify belongs."""
    if verb not in sentence.reading.relative_verbs or not sentence.clauses.pronoun_object(verb):
        return ()
    before = (sentence.reading.nominals[n.after] for n in arguments.object if n.after >= 0)
    qualified = sentence.reading.qualified(verb)  # هجومان هزّا X وتبناهما الحزب
    told = (*before, *(n for n in sentence.reading.nominals if n.head == qualified))
    return tuple(n for n in told if n.index in sentence.by_nominal)[:1]


def _last(history: Sequence[Event], own: set[str]) -> list[Event]:
    """The last strike told before that a claimant can mean: by himself or by nobody known, else the last of all."""
    attackers = ((e, {party.ref.entity.id for party in e.attackers}) for e in reversed(history))
    return [e for e, by in attackers if not by or by & own][:1] or list(history[-1:])


def _claimants(
    sentence: Sentence, rule: Rule, trigger: int, arguments: Arguments, told: Iterable[Speaker]
) -> tuple[Ref, ...]:
    """Who claims: whom the rule names, else somebody behind what is claimed, else who speaks."""
    named = fill(sentence, rule, "claimant", trigger, arguments, lambda n: True)
    if refs := tuple(ref for nominal in named for ref in striking(sentence, nominal)):
        return refs
    by_speaker = any(slot.relation == "speaker" for slot in rule.slots["claimant"])
    behind = () if by_speaker else _behind(sentence, trigger)
    spoken = next((s.refs for s in reversed(list(told)) if s.actor and s.start < trigger), ())
    if behind or spoken or by_speaker:
        return behind or spoken
    before = (striking(sentence, n) for n in sentence.clauses.subjects_before(trigger))
    return next((refs for refs in before if refs), ())  # أصدرت X بياناً تبنت فيه


def _going_on(arguments: Arguments, history: Sequence[Event]) -> tuple[Ref, ...]:
    """قصف الحزب X. وتبنى العملية: a verb without subject is of who struck last."""
    if arguments.passive or any(not n.event for n in arguments.subject):
        return ()
    return tuple(party.ref for event in history[-1:] for party in event.attackers)


def _annexed(sentence: Sentence, nominal: Nominal) -> Event:
    """The strike that a phrase names, or that annexed to it: تبنّى عملية استهداف X."""
    event = sentence.by_nominal[nominal.index]
    following = (n for n in sentence.reading.nominals if n.after == nominal.index and not n.preposition)
    annexed = next((sentence.by_nominal[n.index] for n in following if n.index in sentence.by_nominal), None)
    return annexed if annexed is not None and not event.targets else event


def _launched(sentence: Sentence, event: Event) -> bool:
    """مسؤوليته عن إطلاق الصواريخ: whether what is claimed is that the munitions told before were fired."""
    fired = [n for n in sentence.reading.nominals if event.nominal and n.after == event.nominal.index]
    return any(n.means and not n.preposition and sentence.reading.words[n.head].definite for n in fired)


def _behind(sentence: Sentence, verb: int) -> tuple[Ref, ...]:
    """تبنّى الهجوم على X في بيان فصيل يدعى «Y»: the claimant behind what is claimed."""
    right = (n for n in sentence.clauses.extent.right(verb) if not n.preposition and not n.event and not n.relative)
    return next((refs for n in right if sentence.acting(n) and (refs := striking(sentence, n))), ())


def _asserted(sentence: Sentence, told: Iterable[Speaker], trigger: int) -> bool:
    """Whether a claim is told as made: not denied, and no accusation by somebody else."""
    before, classes = sentence.reading.words[:trigger], sentence.words
    accusing = (word for word in before if word.upos == "VERB" or word.stem in classes["accuse_noun"])
    if any({word.lemma, word.form, word.stem} & (classes["accuse_verb"] | classes["accuse_noun"]) for word in accusing):
        return False
    head = sentence.reading.heads[trigger]
    if head >= 0 and {sentence.reading.words[head].form, sentence.reading.words[head].lemma} & classes["denial"]:
        return False  # نفى فلان، الناطق باسم X، مسؤولية قواته
    near = before[-_NOBODY:]
    if any(w.form in classes["negation"] for w in near) and any(w.stem in classes["anyone"] for w in near):
        return False  # دون إعلان أي جهة مسؤوليتها
    if len(near) > 1 and near[-2].form in classes["negation"] and near[-1].index in sentence.reading.verbs:
        return False  # لم يعلن مسؤوليته عن الهجوم
    return real(sentence, trigger) and all(real(sentence, s.start) for s in told if s.start < trigger)


def _else_claimed(sentence: Sentence, verb: int, objects: Iterable[Nominal]) -> bool:
    """Whether something other than a strike of the article is claimed (تبنى القرار, تفجير تبناه التنظيم)."""
    if verb in sentence.reading.relative_verbs:
        return True
    if sentence.clauses.pronoun_object(verb):
        return False
    heads = (sentence.reading.words[n.head] for n in objects if not n.event and not n.pronoun)
    return any(head.upos == "NOUN" and head.form not in sentence.words["report_participle"] for head in heads)
