"""The conditions of rules: what the clause of a verb must have besides for the verb to tell a strike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from kg.events.sentence import Sentence
from kg.events.slots import fill
from kg.events.triggers import of_noun, strikes
from kg.model import Means
from kg.rules.loader import Rule
from kg.syntax.arguments import Arguments
from kg.syntax.nominal import Nominal

_BY, _AT = "من قبل", "ب"
_WHICH = "ما"
_ON = "علي"
_SELF = 10  # words between a verb and oneself
_ARMIES = frozenset(("armed forces", "armed group", "police", "coalition", "state"))

_WEAPONS = {"bomb": Means.BOMB, "shot": Means.GUNFIRE}


def met(sentence: Sentence, rule: Rule, verb: int, arguments: Arguments, weapons: Sequence[Nominal]) -> bool:
    """Whether the clause of a verb has what its rule needs."""
    if any(n.means is Means.GUNFIRE for n in weapons[:1]) and _by_mistake(sentence):
        return False
    if rule.needs in ("weapon", "shot") and _of_other_clause(sentence, verb, weapons):
        return False
    if rule.needs == "weapon":
        return bool(weapons) or (strikes(rule) and any(_one(sentence, n) for n in arguments.subject))
    if rule.needs == "event":
        return any(n.event or n.means not in (None, Means.BOMB) for n in arguments.subject)  # وُزعت ألغام
    if rule.needs == "response":
        return any(of_noun(sentence, n, "respond") for n in arguments.subject)
    if rule.needs == "explosion":
        return any(_explosion(sentence, n) or (n.event and n.means is Means.BOMB) for n in arguments.subject)
    if rule.needs in _WEAPONS:
        return any(n.means is _WEAPONS[rule.needs] for n in weapons[:1])
    if rule.needs == "oneself":
        return any(n.means is Means.BOMB for n in arguments.subject) or _oneself(sentence, verb)
    if rule.needs == "arm":
        before = sentence.reading.words[max(0, verb - 1) : verb]  # ما أسفر: of all told before
        return not any(word.form == _WHICH for word in before) and any(
            _weapon_of(sentence, n) for n in arguments.subject
        )
    if rule.needs == "fire":
        return any(_is_a(sentence, n, rule.needs) for n in (*arguments.object, *arguments.subject))
    if rule.needs == "armed":
        return _killed(sentence, verb, arguments)
    if rule.needs == "assailant":
        return any(assailant(sentence, n) for n in arguments.subject)
    if rule.needs == "assault":
        return _assault(sentence, verb, arguments)
    return True


def deadly(sentence: Sentence, weapon: Nominal) -> bool:
    """Whether a weapon is told to have killed: قذائف على السوق قتلت تسعة."""
    verb, words = sentence.reading.heads[weapon.head], sentence.reading.words
    killed = verb in sentence.reading.verbs and words[verb].form in sentence.words["killed_verb"]
    return killed and verb > weapon.end and sentence.reading.relations[weapon.head].startswith("nsubj")


def lethal(sentence: Sentence, rule: Rule, nominal: Nominal) -> bool:
    """Whether beside a death there stands what killed, or somebody armed who did: مقتل كاهن بالرصاص, على يد جنود."""
    arguments = sentence.clauses.of_noun(nominal)
    weapons = fill(sentence, rule, "weapon", nominal.head, arguments, sentence.weapon)
    told = {index for event in sentence.events for index in event.armed_with}
    if nominal.pronoun or any(n.index in told for n in weapons):
        return False  # إصابتها بصاروخ, مقتل شخص وإصابة اثنين برصاص
    shot = any(n.means in _WEAPONS.values() and not n.event for n in weapons)
    return shot or any(armed(sentence, n) for n in agents(replace(arguments, passive=True)))


def _of_other_clause(sentence: Sentence, verb: int, weapons: Sequence[Nominal]) -> bool:
    """هاجموا X بالرشاشات، وقُتل ثلاثة: whether those harmed fell by what, in the tree, another verb hits with."""
    words, verbs = sentence.reading.words, sentence.reading.verbs
    if words[verb].form not in sentence.words["killed_verb"] | sentence.words["injured_verb"]:
        return False
    heads = [sentence.reading.heads[n.head] for n in weapons if n.end <= verb and n.preposition == _AT]
    return bool(heads) and len(heads) == len(weapons) and all(head in verbs and head != verb for head in heads)


def _by_mistake(sentence: Sentence) -> bool:
    """برصاصة انطلقت خطأً من سلاحه: nobody shot."""
    return any(word.stem in sentence.words["mishap"] for word in sentence.reading.words)


def armed(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a phrase names somebody who is armed, or a weapon."""
    if nominal.means is not None or _is_a(sentence, nominal, "gunman", "trooper") or sentence.banded(nominal):
        return not nominal.event
    return any(ref.entity.subtype in _ARMIES for ref in sentence.actors(nominal) if sentence.agentive(nominal))


def assailant(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a phrase names somebody who is armed, or a crowd."""
    return armed(sentence, nominal) or _is_a(sentence, nominal, "rioter")


def agents(arguments: Arguments) -> tuple[Nominal, ...]:
    """Who acts: the subject of an active verb, whom a passive or a noun names with من قبل."""
    by = tuple(n for n in arguments.obliques if n.preposition == _BY)
    return by if arguments.passive else (*arguments.subject, *by)


def _killed(sentence: Sentence, verb: int, arguments: Arguments) -> bool:
    """Whether somebody armed killed: whom he killed is told beside him (قتل مسلحون محامياً, and not قُتل مسلحون)."""
    if any(_is_a(sentence, n, "assailants") for n in arguments.object):
        return False  # قتلت القوات المهاجمين
    hit = bool(arguments.object) or arguments.passive or sentence.clauses.pronoun_object(verb)
    if any(_is_a(sentence, n, "gunman") and beyond(sentence, n) for n in arguments.subject):
        return True
    away = sentence.reading.words[verb].lemma in sentence.words["doing_away"] and not arguments.passive
    whom = (n for n in arguments.obliques if n.preposition == _ON and not _of_event(sentence, n))  # قضى على القيادي
    governed = any(whom)
    if sentence.reading.words[verb].lemma in sentence.words["with_on"] and not governed:
        return False  # قضوا في غارة
    on = away and (hit or governed)  # حيّدت 26 مقاتلاً
    hit = hit or on
    if hit and any(_weapon_of(sentence, n) for n in arguments.subject):
        return True
    by = any(n.preposition == _BY for n in arguments.obliques)
    people = (n for n in agents(arguments) if n.means is None or _is_a(sentence, n, "gunman"))
    if (hit or by) and any(armed(sentence, n) for n in people):
        return True
    guessed = arguments.fallback or not arguments.subject
    if not guessed or by or any(event.trigger < verb for event in sentence.events):
        return False
    before = islice(sentence.clauses.subjects_before(verb), 1)
    return any(_is_a(sentence, n, "gunman") or (on and armed(sentence, n)) for n in before)  # تسلل مسلحون وقتلوا خمسة


def _of_event(sentence: Sentence, nominal: Nominal) -> bool:
    """قضوا في غارة على بلدة X: whether a phrase tells what an attack was on."""
    return nominal.after >= 0 and sentence.reading.nominals[nominal.after].event


def _weapon_of(sentence: Sentence, subject: Nominal) -> bool:
    """Whether a weapon not told before kills, or somebody's: قتلت مسيّرة متعاقداً, قتلت الطائرات التركية قيادياً."""
    new = not sentence.reading.words[subject.head].definite or bool(sentence.actors(subject))
    told = any(subject.index in event.armed_with for event in sentence.events)
    return subject.means is not None and not subject.event and new and not told


def beyond(sentence: Sentence, subject: Nominal) -> bool:
    """Whether an object stands behind a subject, or behind its relative clause, though the tagger takes the verb for a
    passive: قتل مسلح عشرين شخصاً, قتل مسلحون يستقلون دراجة محامياً."""
    reading = sentence.reading
    next_to = (n for n in reading.nominals if n.start == subject.end and not n.preposition)
    if any("Case=Acc" in reading.words[n.head].feats for n in next_to):
        return True
    if subject.end not in reading.relative_verbs:
        return False
    inside = [n for n in reading.nominals if n.start > subject.end and not n.preposition]
    return len(inside) > 1 and inside[1].start == inside[0].end and inside[0].start == subject.end + 1


def _assault(sentence: Sentence, verb: int, arguments: Arguments) -> bool:
    """Whether somebody stormed a place by force: gunmen do, and soldiers when they killed there."""
    before = () if arguments.subject else islice(sentence.clauses.subjects_before(verb), 1)  # بعدما اقتحموا X
    who = (*agents(arguments), *before)
    irregular = (
        _is_a(sentence, n, "gunman") or n.means is not None or sentence.banded(n) or _of_group(sentence, n) for n in who
    )
    words = sentence.reading.words
    killed = any(words[v].form in sentence.words["killed_verb"] for v in sentence.reading.verbs)
    return any(irregular) or (killed and any(armed(sentence, n) for n in who))


def _of_group(sentence: Sentence, nominal: Nominal) -> bool:
    return any(ref.entity.subtype == "armed group" for ref in sentence.actors(nominal))


def _oneself(sentence: Sentence, verb: int) -> bool:
    """Whether somebody blows himself up: فجّر شاب متنكر نفسه."""
    words = sentence.reading.words[verb + 1 : verb + 1 + _SELF]
    pronouns = (word.upos == "PRON" and word.glued for word in words[1:])
    return any(w.form in sentence.words["oneself"] and own for w, own in zip(words, pronouns, strict=False))


def _is_a(sentence: Sentence, nominal: Nominal, *classes: str) -> bool:
    words = sentence.reading.words[nominal.start : nominal.head + 1]
    return any(sentence.words.is_a(word.stem, *classes) for word in words)


def _one(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a phrase tells an attack, not how many there were (بلغ عدد الهجمات)."""
    before = sentence.reading.words[max(0, nominal.start - 1) : nominal.head]
    return nominal.index in sentence.by_nominal and not any(w.stem in sentence.words["toll"] for w in before)


def _explosion(sentence: Sentence, nominal: Nominal) -> bool:
    beginnings = tuple(sentence.words["explosion"])
    return any(word.stem.startswith(beginnings) for word in sentence.reading.words[nominal.start : nominal.end])
