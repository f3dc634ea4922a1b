"""What fills a slot of a rule: the phrases on the paths that the rule names, best first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.events.sentence import Sentence
from kg.linking.bases import SITES
from kg.rules.loader import Rule, Slot
from kg.syntax.arguments import Arguments
from kg.syntax.marked import COMMAS
from kg.syntax.nominal import Nominal

_IN = "في"
_OF, _FROM = "ل", "من"
_PREDICATE = 9  # words between a trigger and what it is said to be


def fill(
    sentence: Sentence, rule: Rule, role: str, trigger: int, arguments: Arguments, fits: Callable[[Nominal], bool]
) -> tuple[Nominal, ...]:
    """The nominals that fill a slot: those of the first path that has fitting ones; none when no path has."""
    pointed = any(n.preposition == _OF and sentence.reading.words[n.head].upos == "PRON" for n in arguments.obliques)
    for slot in rule.slots.get(role, ()):
        annexed = role == "target" and slot.relation == "idafa" and slot.fits != "thing" and not rule.verbs
        if annexed and (pointed or arguments.second or _of_agent(sentence, arguments)):
            continue  # استهداف القوات لها, استهداف التنظيم حافلة: whoever is annexed is the agent
        for group in _at(sentence, rule, slot, trigger, arguments):
            if slot.fits == "thing" and any(sentence.acting(nominal) for nominal in group[:1]):
                continue  # but مخابئ X وجيش Y
            if fitting := tuple(nominal for nominal in group if fits(nominal) and _fits(sentence, slot, nominal)):
                return fitting
    return ()


def _of_another(sentence: Sentence, rule: Rule, trigger: int, nominal: Nominal) -> bool:
    """Whether the tree puts a phrase behind another attack that stands between it and a trigger, after which that came
    (وجّهت ضربة لـ X بعد هجوم على Y), or behind what something is able to do (صواريخ قادرة على بلوغ X)."""
    reading = sentence.reading
    told = {n.head: n.preposition for n in reading.nominals if n.event and trigger < n.start < nominal.start}
    for at in reading.above(nominal.head):
        if at == trigger:
            return False
        if told.get(at) in sentence.words["after_that"] or reading.words[at].stem in sentence.words["able"]:
            return at > trigger
    return False


def _of_agent(sentence: Sentence, arguments: Arguments) -> bool:
    """استهداف الحوثيين لمضيق X: whether what is hit stands behind whoever is annexed, with ل."""
    heads, agent = sentence.reading.heads, next(iter(arguments.object), None)
    if agent is None or not sentence.acting(agent):
        return False
    behind = (n for n in arguments.obliques if n.preposition == _OF and n.after == agent.index and not n.event)
    return any(heads[n.head] == heads[agent.head] and not sentence.clauses.kinds.adverbial(n) for n in behind)


def _at(
    sentence: Sentence, rule: Rule, slot: Slot, trigger: int, arguments: Arguments
) -> Iterator[tuple[Nominal, ...]]:
    """The groups of coordinated phrases that stand on the path of a slot."""
    nominals, agent = sentence.reading.nominals, slot.fits == "agent"
    if slot.relation == "nsubj":
        yield arguments.subject
    elif slot.relation == "obj" and arguments.second:
        yield arguments.second
    elif slot.relation == "obj" and not rule.verbs:
        return  # of a noun the object stands behind its annexed agent
    elif slot.relation in ("obj", "idafa") and not agent:
        yield arguments.object
    elif slot.relation == "idafa":
        if arguments.object and sentence.agentive(arguments.object[0]) and not _victim(sentence, trigger, arguments):
            yield arguments.object
    elif slot.relation in ("obl", "nmod"):
        for nominal in arguments.obliques:
            fits = (not agent or sentence.acting(nominal)) and not _of_another(sentence, rule, trigger, nominal)
            fits = fits and not (nominal.preposition == _FROM and sentence.counted_from(nominal))  # بعد يومين من غارة
            if (
                nominal.preposition in slot.prepositions
                and fits
                and not _stray(sentence, slot, trigger, arguments, nominal)
            ):
                yield sentence.clauses.group(nominal)
    elif slot.relation == "predicate":
        following = (n for n in nominals if n.start > trigger and n.start - trigger <= _PREDICATE)
        yield sentence.clauses.group(next((n for n in following if not n.preposition), None))
    elif slot.relation in ("amod", "self"):
        yield tuple(n for n in nominals if n.head == trigger)


def _fits(sentence: Sentence, slot: Slot, nominal: Nominal) -> bool:
    """Whether a phrase is what a slot wants: where that is told, a base or facility."""
    return slot.fits != "site" or any(ref.entity.kind in SITES for ref in sentence.targets(nominal))


def _victim(sentence: Sentence, trigger: int, arguments: Arguments) -> bool:
    """اغتيال القيادي في الحزب: a person annexed to a killing was killed."""
    words = sentence.reading.words
    killed = words[trigger].stem in sentence.words["killing"]
    person = words[arguments.object[0].head].stem
    return killed and sentence.words.is_a(person, "person_noun", "person_one")


def _stray(sentence: Sentence, slot: Slot, trigger: int, arguments: Arguments, nominal: Nominal) -> bool:
    """Whether a phrase with في or ل stands apart from its noun: only directly behind it, or where the tree puts it
    there (سقوط قذائف، فجر اليوم، في محيط X), does it say what was hit."""
    if nominal.preposition not in sentence.words["vague"]:
        return False
    if _of_cause(sentence, trigger, nominal):
        return True
    if slot.relation == "nmod" and nominal.preposition == _IN and sentence.reading.heads[nominal.head] == trigger:
        return False
    if slot.relation == "obl":
        return sentence.reading.words[nominal.head].upos == "PRON"  # جدد فيها
    following, annexed = nominal, {n.index for n in arguments.object if n.means is None}  # سقوط صواريخ في X
    while before := _before(sentence, following):
        following = before
        if following.index in annexed and nominal.preposition == _IN:
            return True
        if following.start <= trigger < following.end:
            return False
    return True


def _before(sentence: Sentence, nominal: Nominal) -> Nominal | None:
    """The phrase behind which another stands, also that of whom it tells some: ستة مدنيين، بينهم امرأة وطفل، في X."""
    nominals = sentence.reading.nominals
    if nominal.after >= 0:
        return nominals[nominal.after]
    first = nominals[nominal.group]
    before = next((n for n in reversed(nominals) if n.end < first.start - 1), None)
    inserted = sentence.reading.words[first.start - 2].form in COMMAS and before and _some(sentence, before)
    return before if inserted or _some(sentence, nominal) else None


def _some(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a phrase tells some of those before: بينهم طفل."""
    start = sentence.reading.nominals[nominal.group].start
    marks = sentence.reading.words[max(0, start - 2) : start]
    return len(marks) > 1 and marks[0].form in sentence.words["among"] and marks[1].upos == "PRON"


def _of_cause(sentence: Sentence, trigger: int, nominal: Nominal) -> bool:
    """رداً على جرائم X في غزة، نفذت: whether the tree puts a phrase into what is answered, and not the trigger."""
    adverbs = {start for start, _, _ in sentence.reading.adverbs}
    return bool(adverbs & {*sentence.reading.above(nominal.head)} - {trigger, *sentence.reading.above(trigger)})
