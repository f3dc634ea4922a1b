"""Whether something is told as having happened: not negated, denied, threatened, planned, prevented or a habit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.events.mood import FUTURE, IMPERFECT, WILL, carried, hypothetical, imperfect
from kg.events.sentence import Sentence
from kg.rules.words import Words
from kg.syntax.nominal import Nominal, Reading
from kg.syntax.words import Word

_NEGATION = 2  # words before a trigger in which a negation denies it
_PROSPECT = 4  # words before a trigger in which a threat or plan makes it unreal
_DEEP = 5  # words up the tree from an attack to the threat of it
_DENIAL = 8  # words behind "denied" that it denies
_THREAT = 8  # words between a threat told by a noun and to carry it out
_SINCE = 3  # words behind "since" that tell from when
_HABIT = 14  # words behind a verb in which "regularly", "since" make it a habit
_CLAUSE_ENDS = (".", "؛", "،")
_PART_ENDS = ("،", "و", ".", "؛", '"')
_TO = "ان"
_ON = "علي"
_FOR = "ل"
_WHETHER, _QUESTION = "هل", "؟"
_BY = "ب"  # before what is threatened
_MAY = "قد"  # before an imperfect verb; before a perfect one it says that something has happened
_CONTENT = ("NOUN", "VERB", "ADJ", "PROPN", "X")
_NAMES = ("PROPN", "X")
_CLAUSE = "acl"  # behind a definite noun and without a relative pronoun it is none
_CLAUSAL = ("ccomp", "xcomp", "obj", "conj")


def real(sentence: Sentence, at: int) -> bool:
    """Whether what stands at word `at` is told as having happened."""
    words, classes = sentence.reading.words, sentence.words
    word = words[at]
    if word.definite and answered(sentence, at):
        return True
    if word.form.startswith(FUTURE) and word.form[1:] in sentence.book.by_verb_form:
        return False
    if _habit(sentence, word) or _ability(sentence, word) or _denied(sentence, at) or _untrue(sentence, at):
        return False
    if words[0].form == _WHETHER and words[-1].form == _QUESTION:
        return False
    for distance, before in enumerate(reversed(words[max(0, at - _PROSPECT) : at]), 1):
        if distance > 1 and before.form in _PART_ENDS:
            break
        if distance == 1 and (before.form == WILL or (before.form == _MAY and imperfect(word))):
            return False
        if distance <= _NEGATION and before.stem in classes["negation"] and _denies(sentence, before.index, at):
            return False
        if {before.stem, before.lemma} & classes["irrealis"] and _governs(sentence, before, at):
            return False
        if before.upos != "VERB" and before.stem in classes["ceasing"] and _governs(sentence, before, at):
            return False
    if hypothetical(sentence, at) if at in sentence.reading.verbs else carried(sentence, at):
        return False
    return not _prospect(sentence, at) and not _not_any(sentence, at)


def answered(sentence: Sentence, at: int) -> bool:
    """Whether an attack is told as what is answered, and so has happened whatever becomes of the answer: هدد بالرد على
    الغارات, ردّوا على قصف X."""
    before = sentence.reading.words[max(0, at - 2) : at]
    answers = sentence.words["answer_noun"]
    return len(before) == 2 and bool({before[0].stem, before[0].lemma} & answers) and before[1].form == _ON


def _governs(sentence: Sentence, word: Word, at: int) -> bool:
    """Whether a word that makes things unreal does so to what stands at word `at`: a particle to all behind it, others
    to what they annex (ذريعة لقصف X) and to what the tree puts under them, but not to what they came after (حذرت
    المنظمة عقب قصف X)."""
    nominal = next((n for n in sentence.reading.nominals if at in (n.start, n.head)), None)
    if word.upos not in _CONTENT:
        return True
    if _called(sentence, word.index):
        return False
    if nominal is not None and nominal.preposition in sentence.words["after_that"]:
        return False
    beside = nominal is not None and at - word.index <= _NEGATION
    return beside or word.index in _above(sentence, at)


def _called(sentence: Sentence, at: int) -> bool:
    """Whether a word stands where a person's name does: القائد طالب عبد الله."""
    reading = sentence.reading
    phrase = next((n for n in reading.nominals if n.start <= at < n.end and not n.preposition), None)
    before = reading.nominals[phrase.after] if phrase is not None and phrase.after >= 0 else None
    return before is not None and sentence.words.is_a(reading.words[before.head].stem, "person_noun", "person_one")


def _above(sentence: Sentence, at: int) -> Iterator[int]:
    """The words above word `at` in the tree, up to what takes it for granted: what came after it (توعد بالرد بعد مقتل X
    في غارة), who condemns it (طالب بإدانة قصف X)."""
    reading, classes = sentence.reading, sentence.words
    prepositions = {nominal.head: nominal.preposition for nominal in reading.nominals}
    for _ in range(_DEEP):
        if prepositions.get(at) in classes["after_that"] or reading.words[at].stem in classes["condemning"]:
            return
        at = reading.heads[at]
        if at < 0 or reading.words[at].form in classes["report_participle"]:
            return
        yield at


def _not_any(sentence: Sentence, at: int) -> bool:
    """لم يكن هناك أي اعتداء, أي غارة ستضر, الرد على أي هجوم: a noun behind "any"."""
    counting = sentence.reading.words[max(0, at - 1) : at + 1]
    return any(word.form in sentence.words["any"] for word in counting)


def _prospect(sentence: Sentence, at: int) -> bool:
    """Whether the tree puts what stands at word `at` into a threat or plan told farther off (هدّد، الأربعاء، بتوسيع
    دائرة استهداف X)."""
    reading, verbs = sentence.reading, sentence.reading.verbs
    if at in verbs:
        return _denied_above(sentence, at)
    nominal = next((n for n in reading.nominals if n.head == at), None)
    if nominal is None or nominal.preposition in sentence.words["after_that"] or _told(sentence, nominal.end):
        return False
    at = -1
    for at in _above(sentence, nominal.head):
        aside = at in reading.relative_verbs and nominal.preposition == _BY  # توعد في شريط بثّ باستهداف X
        if at in verbs and reading.words[at].upos == "VERB" and not aside:
            break
        if at < nominal.start and reading.words[at].stem in sentence.words["unfulfilled"]:
            return True  # موافقته على استخدام الغاز في الهجوم على X
    if not 0 <= at < nominal.start:
        return False
    if nominal.preposition == _FOR and _purpose(sentence, nominal.head, at):
        return True
    if _means_to(sentence, nominal, at):
        return True
    word, carried = reading.words[at], nominal.preposition in ("", _BY)
    if carried and at > 0 and reading.words[at - 1].form == WILL:  # ستواصل استهداف X
        return any(rule.makes == "carry" for rule in sentence.book.by_verb_lemma.get(word.lemma, ()))
    named = word.upos in _NAMES or (reading.words[at - 1].definite and reading.relations[at].startswith(_CLAUSE))
    return not named and bool({word.stem, word.lemma} & sentence.words["threat"])  # القائد طالب سامي: his name


def _purpose(sentence: Sentence, attack: int, verb: int) -> bool:
    """Whether an attack is what something was done for, and so strikes nothing: زرعوا عبوات لاستهداف X. What takes off
    for it strikes, and footage of it (مشاهد لاستهداف X) shows it."""
    reading, classes = sentence.reading, sentence.words
    if reading.words[verb].lemma in sentence.book.by_verb_lemma:
        return False
    telling = any(reading.words[verb].lemma in classes[name] for name in ("report_verb", "resulting"))
    of_it = reading.heads[attack] != verb and reading.words[reading.heads[attack]].upos in ("NOUN", "ADJ")
    return not (telling or of_it)


def _means_to(sentence: Sentence, nominal: Nominal, verb: int) -> bool:
    """Whether to carry out an attack is what something was done for: تسللوا لتنفيذ هجوم على X."""
    reading, classes = sentence.reading, sentence.words
    carrier = reading.heads[nominal.head]
    if (
        nominal.preposition not in ("", _BY)
        or carrier < 1
        or reading.words[carrier].stem not in classes["carrying_out"]
    ):
        return False
    before = reading.words[max(0, carrier - _THREAT) : carrier]
    if any(word.stem in classes["unfulfilled"] and word.index > verb for word in before):
        return True  # تهديد الرئيس، أمس، بتوجيه ضربة
    if reading.words[nominal.head].definite or reading.words[carrier - 1].form not in classes["so_as_to"]:
        return False
    return not any(
        reading.words[verb].lemma in known
        for known in (sentence.book.by_verb_lemma, classes["report_verb"], classes["resulting"])
    )


def _told(sentence: Sentence, at: int) -> bool:
    """Whether a relative clause at word `at` tells that it has happened: الهجوم الذي ضرب X."""
    reading = sentence.reading
    relative = bool(reading.words[at : at + 1]) and reading.words[at].form in sentence.words["relative"]
    return relative and at + 1 in reading.verbs and not imperfect(reading.words[at + 1])


def _denied_above(sentence: Sentence, verb: int) -> bool:
    """Whether the tree puts a verb under one that denies it (نفى قيادي، في اتصال، أن تكون مجموعته قد قصفت X)."""
    reading, at = sentence.reading, verb
    for _ in range(_DEEP):
        if not reading.relations[at].startswith(_CLAUSAL) or _said_too(sentence, at):
            return False
        at = reading.heads[at]
        if at < 0:
            return False
        if reading.words[at].form in sentence.words["denial"]:
            return at < verb
        if reading.words[at].lemma in sentence.words["report_verb"]:
            return False  # نفى ...، لكن مصدراً أكد أن
    return False


def negated(sentence: Sentence, at: int) -> bool:
    """Whether a negation stands directly before word `at` and denies it."""
    before = sentence.reading.words[max(0, at - _NEGATION) : at]
    return any(w.stem in sentence.words["negation"] and _denies(sentence, w.index, at) for w in before)


def _habit(sentence: Sentence, verb: Word) -> bool:
    """Whether an imperfect verb tells what happens again and again."""
    reading = sentence.reading
    imperfect = verb.form[:1] in IMPERFECT and "Aspect=Perf" not in verb.feats
    if verb.index not in reading.verbs or not imperfect:
        return False
    following = reading.words[verb.index : verb.index + _HABIT]
    if any(word.stem in sentence.words["superlative"] for word in following):
        return False  # يشن أعنف هجوم منذ شهر is one attack
    habitual = (word for word in following if {word.form, word.stem} & sentence.words["habitual"])
    return any(not lately(reading, word, sentence.words) for word in habitual)


def _ability(sentence: Sentence, verb: Word) -> bool:
    """Whether a relative clause in the imperfect tells what weapons do at large: الصواريخ التي تطلقها الجماعة على X."""
    words = sentence.reading.words
    if verb.index not in sentence.reading.relative_verbs or not imperfect(verb) or verb.index < 2:
        return False
    before = words[verb.index - 2]
    weapons = words[verb.index - 1].form in sentence.words["relative"] and before.definite
    return weapons and before.stem in sentence.words["fired_plural"]


def lately(reading: Reading, since: Word, classes: Words) -> bool:
    """Whether "since" counts from a short time ago and tells of one campaign (منذ صباح الأحد, منذ ثلاثة أيام)."""
    behind = reading.words[since.index + 1 : since.index + 1 + _SINCE]
    return any(word.stem in classes["lately"] for word in behind)


def _denied(sentence: Sentence, at: int) -> bool:
    """Whether "denied" stands before word `at` in its clause."""
    being = False  # نفى نفياً قاطعاً أن تكون طائراته قد ...
    if _said_too(sentence, at):
        return False
    for word in reversed(sentence.reading.words[:at]):
        if word.form in _CLAUSE_ENDS or _said_too(sentence, word.index):
            break
        if sentence.words.is_a(word.stem, "involvement", "harm_zero"):
            break  # نفى مسؤوليته عن الهجوم, نفى وقوع إصابات في الهجوم: not the attack is denied
        being = being or word.form in sentence.words["being"] or word.stem in sentence.words["tidings"]
        being = being or word.lemma in sentence.words["rumour"]  # ما تداولته صفحات عن سقوط صاروخين
        if word.form in sentence.words["denial"]:
            return being or at - word.index <= _DENIAL
    return False


def disputed(sentence: Sentence, at: int, end: int) -> bool:
    """قال الجيش إن القوات قصفت X، ونفت ذلك وقالت: whether something is denied before `end`, which is behind `at`."""
    return at < end and any(word.form in sentence.words["denial"] for word in sentence.reading.words[:end])


def _said_too(sentence: Sentence, at: int) -> bool:
    """نفت القوات ذلك وقالت إنها ردّت: whether a word begins what somebody says beside what he denies."""
    words, classes = sentence.reading.words, sentence.words
    spellings = {words[at].form, words[at].lemma}
    joined = at in sentence.reading.verbs and words[at - 1].form in classes["joining"]
    return joined and bool(spellings & classes["report_verb"]) and not spellings & classes["denial"]


def _untrue(sentence: Sentence, at: int) -> bool:
    """Whether news of it are told to be false: الأنباء عن قصف X غير صحيحة، وصفها بأنها عارية من الصحة."""
    words, above = sentence.reading.words, tuple(_above(sentence, at))
    before = range(max(0, at - _NEGATION), at)
    if not any(words[i].stem in sentence.words["tidings"] for i in (*above, *before)):
        return False
    if any(
        one.form in sentence.words["negation"] and other.stem in sentence.words["truth"]
        for one, other in pairwise(words[:at])
    ):
        return True  # لا صحة للأنباء عن قصف X
    behind = words[at + 1 : at + 1 + _HABIT]
    not_true = (
        one.form in sentence.words["without"] and other.stem in sentence.words["correct"]
        for one, other in pairwise(behind)
    )
    return any(not_true) or any(word.stem in sentence.words["untrue"] for word in behind)


def _denies(sentence: Sentence, negation: int, at: int) -> bool:
    """Whether a negation denies the trigger: not when it denies only what a verb says of an event (لم يخلّف القصف
    ضحايا)."""
    word = sentence.reading.words[negation + 1]
    if {word.lemma, word.form} & sentence.words["litotes"]:
        return False
    split = negation > 0 and sentence.reading.words[negation - 1].form == _BY  # بلا هوية
    if split or sentence.reading.words[negation].form in sentence.words["without"]:
        return at <= negation + (2 if word.form == _TO else 1)  # طائرة بدون طيار استهدفت
    between = word.index < at and word.index in sentence.reading.verbs
    return not between or word.lemma in sentence.words["occurrence"]
