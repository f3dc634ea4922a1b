"""Killed and injured as a sentence tells them: how many, and of which side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.events import Sentence, negated
from kg.events.needs import assailant
from kg.harm import besides, elided, fell, numbers, parts, people, sides, unhurt
from kg.model import Casualties, Quantity
from kg.syntax.nominal import OWNER, Nominal

_BESIDE = 4  # words between people and the verb that says they fell
_LIGHT = 8  # words between a verb and the noun that makes it one of death (لقي ... مصرعه)
_BEHIND = 16  # words between a verb and who suffers it
_TOTAL = 1000  # as many are those of a war, not of a strike
_AGREEING = ("وا", "ا")  # end verbs that stand behind a subject of several people
_BY = "ب"
_WITH, _ON = "مع", "علي"
_TO = "الي"
_IN = "في"
_OF_WHOM = ("", _BY, _IN, OWNER)  # between an act of harm and who suffered it: مقتل جندي, إصابة في صفوف X
_AND, _OF, _COLON = "و", "من", ":"
_KINDS = (("killed", "killed_verb", "killed_noun"), ("injured", "injured_verb", "injured_noun"))


def read(sentence: Sentence) -> list[tuple[int, Casualties]]:
    """The casualties that a sentence tells: (word index, casualties). Zero only where the text says none."""
    found: list[tuple[int, Casualties]] = []
    for nominal in sentence.reading.nominals:
        found.extend(_noun(sentence, nominal))
    for verb in sentence.reading.verbs:
        form = sentence.reading.words[verb].form
        if form in sentence.words["treated_verb"] and (told := besides.treated(sentence, verb)):
            found.append((verb, told))
        if form in sentence.words["murder_verb"] and (told := besides.murdered(sentence, verb)):
            found.append((verb, told))
        for harm, verbs, _ in _KINDS:
            if form in sentence.words[verbs] and (told := _verb(sentence, verb, harm)):
                found.append((verb, told))
        if form in sentence.words["falling_verb"] and (told := _fallen(sentence, verb)):
            found.append((verb, told))
    found.extend(elided.again(sentence, found))
    return sorted((pair for pair in found if pair[1].quantity.value < _TOTAL), key=lambda pair: pair[0])


# --- nouns ------------------------------------------------------------------------------------------------------------


def _noun(sentence: Sentence, nominal: Nominal) -> Iterator[tuple[int, Casualties]]:
    """The casualties that a noun tells (ثلاثة قتلى, مقتل جندي, دون إصابات, عدد القتلى)."""
    classes, words = sentence.words, sentence.reading.words
    stem = _harm_word(sentence, nominal)
    if stem in classes["done_away"] and (number := people.done_away(sentence, nominal)):
        yield nominal.head, Casualties("killed", number)
    harm = next((harm for harm, _, nouns in _KINDS if stem in classes[nouns]), None)
    harm = "killed" if stem in classes["fall"] else harm
    if harm is None or parts.none_of_its_own(sentence, nominal):
        return
    if nominal.event and not nominal.mentions and stem in sentence.book.by_noun and stem not in classes["fall"]:
        return
    if stem in classes["losses"] and not _human(sentence, nominal):
        return
    if not nominal.count and unhurt.noun(sentence, nominal):
        if stem in classes["harm_zero"] and not unhurt.unheard(sentence, nominal):
            yield nominal.head, Casualties(harm, Quantity(0))
            yield from unhurt.joined(sentence, nominal)
    elif nominal.count:
        yield nominal.head, Casualties(harm, nominal.count, sides.side(sentence, nominal))
    elif toll := numbers.toll(sentence, nominal):
        yield toll.head, Casualties(harm, toll.count or Quantity(1), sides.side(sentence, nominal))
    elif stem in classes["fall"]:
        if (fallen := _act(sentence, harm, nominal)) and _people(sentence, nominal):
            yield nominal.head, fallen
    elif stem in classes["harm_act"]:
        if casualties := _act(sentence, harm, nominal):
            yield nominal.head, casualties
    elif stem in classes["harmed_one"] and not words[nominal.head].definite and _fell(sentence, nominal):
        yield nominal.head, Casualties(harm, Quantity(1), sides.side(sentence, nominal))


def _harm_word(sentence: Sentence, nominal: Nominal) -> str:
    """The noun that may tell of harm: the head, or what it denies (عدم إصابة أحد, عدم وقوع إصابات)."""
    core = [word.stem for word in sentence.reading.words[unhurt.core(sentence, nominal) : nominal.end]]
    if core[0] in sentence.words["rise"] and core[1:2] and core[1] in sentence.words["toll"]:  # ارتفاع عدد القتلى
        return next(iter(core[2:]), core[0])
    if core[0] in sentence.words["toll"] and core[1:]:  # حصيلة القتلى
        return core[1]
    if core[0] in sentence.words["case"]:  # حالتا وفاة
        return next((stem for stem in core[1:] if stem in sentence.words["harm_act"]), core[0])
    if core[0] not in sentence.words["negation"]:
        return core[0]
    return next((stem for stem in core[1:] if stem not in sentence.words["quantifier"]), core[0])


def _act(sentence: Sentence, harm: str, nominal: Nominal) -> Casualties | None:
    """The casualties of an act of harm: whom it is annexed to (مقتل شخصين), else who stands behind (إصابة أربعة)."""
    words = sentence.reading.words
    annexed = words[nominal.head + 1 : nominal.end]
    if annexed and annexed[0].upos != "PRON":
        number = people.annexed(sentence, nominal)
        return Casualties(harm, number, sides.side(sentence, nominal)) if number else None
    following = next(iter(sentence.reading.nominals[nominal.index + 1 :]), None)
    counted = following is not None and following.start == nominal.end and following.count is not None
    if not (annexed or counted) and any(w.stem in sentence.words["two"] for w in words[nominal.end : nominal.end + 1]):
        return Casualties(harm, Quantity(2))  # إصابة اثنين
    if following is None or following.preposition not in _OF_WHOM or following.start - nominal.end > 2 or annexed:
        return None
    return sides.suffered(sentence, harm, following)


def _people(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether people stand behind a noun of falling, of weapons as well: سقوط 29 جندياً."""
    following = next(iter(sentence.reading.nominals[nominal.index + 1 :]), None)
    stem = sentence.reading.words[following.head].stem if following else ""
    return sentence.words.is_a(stem, "person_noun", "people_noun", "person_one")


def _fell(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a person is told as harmed just before: سقط قتيل, ارتقاء شهيد, أوقع جريحاً, also as an entry of a list
    (الخيام: شهيد في غارة)."""
    before = sentence.reading.words[max(0, nominal.start - 2) : nominal.start]
    if before and before[-1].form == _COLON and nominal.end == nominal.head + 1:
        return True
    joined = sentence.reading.nominals[nominal.group]
    if joined is not nominal and joined.index < nominal.index:
        return _fell(sentence, joined) or joined.count is not None
    above = [sentence.reading.words[at] for at in sentence.reading.above(nominal.head)][:1]  # أسقطت الغارة شهيداً
    return any({word.stem, word.form} & sentence.words["falling"] for word in (*before, *above))


def _human(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether losses are of people: خسائر بشرية, خسائر في الأرواح."""
    behind = sentence.reading.words[nominal.head + 1 : nominal.end + 2]
    return any(word.stem in sentence.words["human"] for word in behind)


# --- verbs ------------------------------------------------------------------------------------------------------------


def _verb(sentence: Sentence, verb: int, harm: str) -> Casualties | None:
    """The casualties that a verb tells (قُتل ثلاثة جنود, لم يُصب أحد); None without any."""
    classes, words = sentence.words, sentence.reading.words
    if [word.form for word in words[verb + 1 : verb + 2]] == [_BY] and words[verb + 2].upos == "PRON":
        return None  # جروح أصيب بها
    denied = unhurt.verb(sentence, verb)
    if denied and words[verb - 1].form in classes["never"]:
        return None  # لن يصيبها أي ضرر
    if denied and verb + 2 in sentence.reading.verbs and words[verb + 1].form in classes["conjunction"]:
        told = _verb(sentence, verb + 2, harm)  # لم يُقتل أو يُجرح أحد
        return told if told and not told.quantity.value else None
    clause = words[verb + 1 : verb + 1 + _LIGHT]
    if words[verb].form in classes["light_harm_verb"] and not any(w.stem in classes["death"] for w in clause):
        return None
    for nominal in _suffering(sentence, verb):
        stem = words[nominal.head].stem
        if nominal.means is not None or nominal.event or classes.is_a(stem, "killed_noun", "injured_noun"):
            continue
        some = words[nominal.start].stem if words[nominal.head - 1].form == _OF else stem  # أي من العاملين
        if denied and classes.is_a(some, "anyone", "one_of"):
            return Casualties(harm, Quantity(0))
        theirs = nominal.pronoun and (stem in classes["crew"] or people.may_be(sentence, nominal))  # لم يصب طاقمها
        known = classes.is_a(stem, "people_noun", "person_noun", "person_one", "quantifier")
        if denied and (nominal.count or theirs or known):
            return Casualties(harm, Quantity(0), sides.side(sentence, nominal))
        if casualties := sides.suffered(sentence, harm, nominal):
            if denied:
                return Casualties(harm, Quantity(0))  # من دون أن يصاب أحد من جنودها
            if words[verb].form in classes["mourning"] and not nominal.count:
                return None
            if words[verb].form in classes["lost_verb"] and not nominal.pronoun and stem not in classes["person_noun"]:
                continue  # خسر مقعدين
            casualties = _with_companions(sentence, verb, casualties)
            owner = next(iter(sentence.clauses.subject_of(verb)), None) if nominal.pronoun else None
            side = casualties.side or (sides.side(sentence, owner) if owner else None)  # فقدت القوات خمسة من عناصرها
            return replace(casualties, side=side)
    if denied and any(word.stem in classes["hurt"] for word in clause):
        return Casualties(harm, Quantity(0))  # لم يصابوا بأذى
    return numbers.toll_before(sentence, verb, harm)


def _with_companions(sentence: Sentence, verb: int, casualties: Casualties) -> Casualties:
    """Those harmed with who is told to suffer a verb: استشهد مع ثلاثة من رفاقه."""
    near = (n for n in sentence.clauses.extent.right(verb) if n.start - verb <= _LIGHT and not n.event)
    own = next((n for n in near if n.preposition == _WITH and n.pronoun), None)
    number = people.number(sentence, own) if own else None
    total = casualties.quantity.value + number.value if number else casualties.quantity.value
    return replace(casualties, quantity=replace(casualties.quantity, value=total))


def _fallen(sentence: Sentence, verb: int) -> Casualties | None:
    """Those of whom it is told that they fell (سقط ثلاثة مقاتلين); weapons and things fall as well."""
    words, classes = sentence.reading.words, ("person_noun", "people_noun", "person_one")
    plural = words[verb].form.endswith(_AGREEING[0])  # ثمانية سقطوا
    told = (
        n
        for n in _suffering(sentence, verb)
        if n.means is None and (sentence.words.is_a(words[n.head].stem, *classes) or (plural and n.count))
    )
    fallen = next((n for n in told if abs(n.start - verb) <= _BESIDE), None)
    return None if fallen is None or negated(sentence, verb) else sides.suffered(sentence, "killed", fallen)


def _suffering(sentence: Sentence, verb: int) -> Iterator[Nominal]:
    """Who may suffer a verb of harm, best first: subject and object, أودى بثلاثة, then bare phrases."""
    arguments = sentence.clauses.of_verb(verb)
    near = (n for n in sentence.clauses.extent.right(verb) if n.start - verb <= _BEHIND)
    aside = 0 if sentence.reading.words[verb].form in sentence.words["hit_verb"] else verb + 1  # whom it hits is behind
    near = (n for n in near if aside or not fell.verb_between(sentence, verb, n.start))
    right = [n for n in near if not (parts.part(sentence, n) or (n.start > aside and _one_of_them(sentence, n)))]
    before = (
        n
        for n in sentence.clauses.extent.left(verb)
        if not (parts.part(sentence, n) or _one_of_them(sentence, n) or _age(sentence, n))
    )
    pronoun = any(word.upos == "PRON" for word in sentence.reading.words[verb + 1 : verb + 2])
    joined = sentence.reading.words[verb - 1].form == _AND and not pronoun  # ... في X وأُصيب آخرون
    left = [n for n in list(before)[:3] if not _harmed_before(sentence, n, verb) and aside and not joined]
    if sentence.reading.words[verb].form.endswith(_AGREEING):
        yield from (n for n in reversed(left) if not n.preposition and _beside(sentence, n, verb))  # قائد ومرافقه قُتلا
    if sentence.reading.words[verb].lemma in sentence.words["doing_away"]:
        yield from [n for n in right if n.preposition == _ON][:1]  # قضى على قائد
    told = (*arguments.subject[:1], *arguments.object[:1])
    own = [n for n in arguments.object[:1] if n.count and verb in sentence.reading.heads[n.start : n.end]]
    if own and any(assailant(sentence, n) for n in arguments.subject[:1]):
        told = (*own, *told)  # قتل أربعة مسلحين 67 شخصاً
    yield from (n for n in told if n in right)
    yield from (n for n in right if n.preposition == _BY)
    yield from (n for n in right if not n.preposition)
    yield from (n for n in left if not n.preposition or (n.preposition == _TO and numbers.counting(sentence, n)))


def _beside(sentence: Sentence, nominal: Nominal, verb: int) -> bool:
    """Whether no clause begins between a phrase and a verb behind it."""
    between = sentence.reading.words[nominal.end : verb]
    return not any(word.form in sentence.words["complementizer"] for word in between)


def _one_of_them(sentence: Sentence, nominal: Nominal) -> bool:
    """أربعة حراس، أحدهم ضابط، أصيبوا: who is told of by the way."""
    return nominal.pronoun and sentence.reading.words[nominal.head].stem in sentence.words["one_of"]


def _age(sentence: Sentence, nominal: Nominal) -> bool:
    """طفل في الثانية عشرة من عمره ورجل قُتلا: whether a phrase only says how old somebody was."""
    words = sentence.reading.words[nominal.start : nominal.end]
    ordinal = nominal.preposition == _IN and all(w.stem in sentence.words.number for w in words)
    return ordinal or words[nominal.head - nominal.start].stem in sentence.words["measure"]


def _harmed_before(sentence: Sentence, nominal: Nominal, verb: int) -> bool:
    """Whether a phrase before a verb has suffered another one: استشهدت سيدة وأصيب زوجها."""
    harm = sentence.words["killed_verb"] | sentence.words["injured_verb"]
    return any(sentence.reading.words[v].form in harm for v in sentence.reading.verbs if nominal.start - 2 < v < verb)
