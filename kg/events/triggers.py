"""Where the rules fire: the words of a sentence that are triggers, with their arguments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.events.sentence import Sentence
from kg.rules.loader import Rule
from kg.syntax.arguments import Arguments
from kg.syntax.nominal import Nominal

_DIRECTION = "نحو"


class Trigger(NamedTuple):
    """The word at which a rule fires, with its arguments."""

    rule: Rule
    at: int
    arguments: Arguments


def triggers(sentence: Sentence, makes: str) -> Iterator[Trigger]:
    """Every trigger of the rules that make `makes`."""
    for nominal in sentence.reading.nominals:
        for rule in of_noun(sentence, nominal, makes):
            yield Trigger(rule, nominal.head, sentence.clauses.of_noun(nominal))
    for verb in sentence.reading.verbs:
        for rule in of_verb(sentence, verb, makes):
            yield Trigger(rule, verb, sentence.clauses.of_verb(verb, launches=launches(rule)))


def of_noun(sentence: Sentence, nominal: Nominal, makes: str) -> tuple[Rule, ...]:
    """The rules that make `makes` and fire on a phrase by its head, when that names an event."""
    head = sentence.reading.words[nominal.head]
    if nominal.event:
        rules = sentence.book.by_noun.get(head.stem) or sentence.book.by_noun.get(head.form, ())
        return tuple(rule for rule in rules if rule.makes == makes)
    return of_verb(sentence, nominal.head, makes)


def of_verb(sentence: Sentence, verb: int, makes: str) -> tuple[Rule, ...]:
    """The rules that make `makes` and fire on a verb, by its form or its lemma."""
    if verb not in sentence.reading.verbs or sentence.reading.words[verb].form in sentence.words["led_to"]:
        return ()
    word = sentence.reading.words[verb]
    rules = {rule.id: rule for rule in sentence.book.by_verb_form.get(word.form, ())}
    if word.upos == "VERB":
        rules |= {rule.id: rule for rule in sentence.book.by_verb_lemma.get(word.lemma, ())}
    return tuple(rule for rule in rules.values() if rule.makes == makes)


def strikes(rule: Rule) -> bool:
    """Whether a verb takes the attacker as its subject and the target as its object."""
    return _takes(rule, "nsubj", "attacker") and _takes(rule, "obj", "target")


def launches(rule: Rule) -> bool:
    """Whether a verb takes the attacker as its subject and the weapon or the attack as its object."""
    return _takes(rule, "nsubj", "attacker") and _takes(rule, "obj", "weapon", "event")


def annexes_agent(rule: Rule) -> bool:
    """Whether who strikes is annexed to a noun (هجوم الحزب), and never what is hit."""
    return {role for role, slots in rule.slots.items() if any(s.relation == "idafa" for s in slots)} == {"attacker"}


def fires(rule: Rule) -> bool:
    """Whether a verb tells that munitions were fired somewhere: they left, and where to is only a direction."""
    aimed = any(_DIRECTION in slot.prepositions for slot in rule.slots.get("target", ()))
    return rule.makes == "strike" and bool(rule.verbs) and rule.needs == "weapon" and aimed


def suffers(rule: Rule) -> bool:
    """Whether the subject of a verb is what was hit: تعرضت القاعدة لقصف."""
    return rule.makes == "carry" and _takes(rule, "nsubj", "target")


def carries_out(rule: Rule) -> bool:
    """Whether a verb tells a strike or goes on with one: قصف، نفّذ العملية."""
    return rule.makes == "carry" or (rule.makes == "strike" and bool(rule.verbs))


def _takes(rule: Rule, relation: str, *roles: str) -> bool:
    return any(slot.relation == relation for role in roles for slot in rule.slots.get(role, ()))
