"""Subjects and shots that strike nothing, whatever verb is said of them: laws, storms, defences, salutes."""

from __future__ import annotations

from kg.events.event import Event
from kg.events.needs import assailant
from kg.events.reality import answered
from kg.events.sentence import Sentence
from kg.linking.bases import SITES
from kg.linking.memory import ARMED_GROUP
from kg.model import EntityKind
from kg.syntax.arguments import Arguments
from kg.syntax.nominal import Nominal

_FOR = "ل"
_RESULT = ("عن", "الي", "ب")  # before what an attack led to
_SALUTE = 8  # words between shots and whom they greet


def civil(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a subject strikes nothing whatever it "targets": قانون يستهدف، حملة اعتقالات استهدفت."""
    head = sentence.reading.words[nominal.head]
    act = bool({head.stem, head.lemma} & sentence.words["civil_act"]) and nominal.means is None and not nominal.event
    return act or unarmed(sentence, nominal)


def unarmed(sentence: Sentence, nominal: Nominal) -> bool:
    """هجوم إلكتروني، حملة إعلامية, تفجير الطاقات: an attack only by name."""
    words, head = sentence.reading.words, nominal.head
    figure = any(word.stem in sentence.words["potential"] for word in words[head + 1 : head + 2])
    return figure or any(w.stem in sentence.words["unarmed"] for w in words[head + 1 : max(nominal.end, head + 2)])


def verbal(sentence: Sentence, arguments: Arguments) -> bool:
    """هاجم الرئيس صحيفة، هاجم المدرب اتحاد الكرة: an attack in words, on whom one speaks of, by nobody armed."""
    heads = (sentence.reading.words[n.head] for n in arguments.object)
    spoken_of = any(word.stem in sentence.words["spoken_of"] for word in heads)
    return spoken_of and not arguments.passive and not any(assailant(sentence, n) for n in arguments.subject)


def arresting(sentence: Sentence, nominal: Nominal) -> bool:
    """نصب كمين محكم والقبض على X: an ambush laid to arrest somebody."""
    ambush = sentence.reading.words[nominal.head].stem in sentence.words["ambush"]
    return ambush and any(word.stem in sentence.words["arrest"] for word in sentence.reading.words)


def defending(sentence: Sentence, nominal: Nominal) -> bool:
    """Whether a subject only stops what comes: دمّرت الدفاعات الجوية معظمها."""
    head, *behind = (word.stem for word in sentence.reading.words[nominal.head : nominal.end])
    air = head in sentence.words["defence"] and bool(sentence.words["air"].intersection(behind))  # الدفاع الجوي
    return air or head in sentence.words["defences"]


def defusing(sentence: Sentence, nominal: Nominal) -> bool:
    """اكتشاف وتفجير ثلاث عبوات: bombs blown up by those who found them."""
    blast = sentence.reading.words[nominal.head].stem.startswith(tuple(sentence.words["explosion"]))
    return blast and any(word.stem in sentence.words["defusing"] for word in sentence.reading.words)


def wreck(sentence: Sentence) -> None:
    """أسفرت الغارة على X عن مقتل اثنين وتدمير مخزن: things of nobody that an attack told before wrecked are no aim."""
    for event in sentence.events:
        event.unreal = event.unreal or _wrecking(sentence, event)


def _wrecking(sentence: Sentence, event: Event) -> bool:
    """Whether a noun of destruction tells what an attack on something else led to."""
    reading, classes = sentence.reading, sentence.words
    noun = event.nominal if event.noun else None
    if noun is None or reading.words[noun.head].stem not in classes["destruction"]:
        return False
    before = max((v for v in reading.verbs if v < noun.start), default=None)
    causes = (v for v in (before, *reading.above(noun.head)) if v in reading.verbs)
    verb = next((v for v in causes if v is not None and reading.words[v].lemma in classes["resulting"]), None)
    if verb is None:
        return False
    led_to = any(verb < n.start <= noun.start and n.preposition in _RESULT for n in reading.nominals)
    told = any(e is not event and e.targets and e.trigger < noun.start for e in sentence.events)
    return led_to and told and all(ref.entity.kind is not EntityKind.ACTOR for ref in event.targets)


def saluting(sentence: Sentence, verb: int, arguments: Arguments) -> bool:
    """أطلقت المدفعية إحدى وعشرين طلقة تحيةً، أطلق النار في الهواء، ألقت الطائرات منشورات: shots at nobody."""
    words = sentence.reading.words
    thrown = any(words[n.head].stem in sentence.words["scattered"] for n in arguments.object)
    return thrown or any(word.stem in sentence.words["salute"] for word in words[verb + 1 : verb + 1 + _SALUTE])


def spoken(sentence: Sentence, event: Event) -> bool:
    """هاجم الرئيس X واصفاً إياها بـ, شن هجوماً على X قائلاً: an attack told by what was said in it."""
    reading, classes = sentence.reading, sentence.words
    word = reading.words[event.trigger]
    if event.means or not {word.stem, word.lemma} & classes["figure"]:
        return False
    carried = any(rule.makes == "carry" for rule in event.rules)
    acts = {reading.heads[event.trigger] if event.noun and carried else event.trigger} & set(reading.verbs)
    said = (w for w in reading.words if reading.heads[w.index] in acts and w.index > event.trigger)
    return any(w.stem in classes["voicing"] for w in said)


def figurative(sentence: Sentence, event: Event) -> bool:
    """ضربة للاقتصاد، هاجم الرئيس السعودية، هجمات على شركات: an attack only by name, where nobody is armed or harmed and
    nothing tells of violence; what happened somewhere (وقع الهجوم في X) or hit things (هجوم على حافلة) is none."""
    word = sentence.reading.words[event.trigger]
    told = answered(sentence, event.trigger) or _violent(sentence, event)
    if not {word.stem, word.lemma} & sentence.words["figure"] or told:
        return False
    parties = (*(party.ref for party in event.attackers), *event.targets)
    if event.means or any(ref.entity.subtype == ARMED_GROUP for ref in parties):
        return False
    befell = any(rule.makes == "carry" and "attacker" not in rule.slots for rule in event.rules)
    if event.noun and (event.things or (befell and event.definite)):
        return False
    blow = word.stem in sentence.words["blow"] and _dealt(sentence, event)
    return blow or not (event.attackers or any(ref.entity.kind in SITES for ref in event.targets))


def _dealt(sentence: Sentence, event: Event) -> bool:
    """Whether a blow is one to (ل) somebody."""
    nominal = event.nominal
    return nominal is not None and any(n.preposition == _FOR for n in sentence.clauses.of_noun(nominal).obliques)


def _violent(sentence: Sentence, event: Event) -> bool:
    """Whether a word of a sentence besides an attack tells of arms, armed people, harm or violence."""
    classes = sentence.words
    kinds = ("violence", "gunman", "trooper", "clash", "killed_noun", "injured_noun", "base_noun")
    words = [word for word in sentence.reading.words if word.index != event.trigger]
    harmed = classes["killed_verb"] | classes["injured_verb"]
    armed = (classes.is_a(w.stem, *kinds) or w.stem in classes.means_noun or w.form in harmed for w in words)
    return any(armed) or any(w.stem.startswith(tuple(classes["explosion"])) for w in words)
