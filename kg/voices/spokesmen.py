"""For whom somebody speaks: المتحدث باسم X, المتحدث العسكري العميد يحيى سريع, متحدث باسمها."""

from __future__ import annotations

from kg.events import Sentence
from kg.model import EntityKind, Ref
from kg.syntax.nominal import Nominal

_OF_SPOKESMAN = ("ب", "ل")  # المتحدث باسم X, قائد لـ X


def striking(sentence: Sentence, nominal: Nominal) -> tuple[Ref, ...]:
    """The actors that speak: named themselves, or by their spokesman (المتحدث باسم X)."""
    reading = sentence.reading
    actors = sentence.actors(nominal) or _spoken_for(sentence, nominal)
    if actors or reading.words[nominal.head].stem not in sentence.words["spokesman"]:
        return actors
    following = [n for n in reading.nominals if n.after == nominal.index and n.preposition in _OF_SPOKESMAN]
    spoken_for = next((actors for n in following if (actors := sentence.actors(n))), ())
    return spoken_for or _by_name(sentence, nominal)


def _by_name(sentence: Sentence, spokesman: Nominal) -> tuple[Ref, ...]:
    """المتحدث العسكري العميد يحيى سريع: whom a spokesman speaks for who has a name of his own."""
    nominals, at = sentence.reading.nominals, spokesman.index
    while at + 1 < len(nominals) and nominals[at + 1].after == at and not nominals[at + 1].event:
        at += 1
        if actors := _spoken_for(sentence, nominals[at]):
            return actors
    return ()


def _spoken_for(sentence: Sentence, nominal: Nominal) -> tuple[Ref, ...]:
    """The actor for whom somebody with a name of his own speaks, or an office (المركز الإعلامي لـ X)."""
    words = sentence.reading.words[nominal.head + 1 : nominal.end]
    office = any(word.stem in sentence.words["press"] for word in words)
    for mention in nominal.mentions:
        named, acting = mention.candidates[0], sentence.linker.acting(mention.candidates[0])
        if (named.kind is EntityKind.SOURCE or (office and not mention.weak)) and acting.kind is EntityKind.ACTOR:
            return (sentence.linker.ref(acting, mention.start, mention.end),)
    return ()


def of_theirs(sentence: Sentence, spokesman: Nominal) -> bool:
    """متحدث باسمها: whether somebody speaks for whom the text told of last."""
    behind = (n for n in sentence.reading.nominals if n.after == spokesman.index and n.preposition in _OF_SPOKESMAN)
    speaks = sentence.reading.words[spokesman.head].stem in sentence.words["spokesman"]
    return speaks and not striking(sentence, spokesman) and any(n.pronoun and not n.mentions for n in behind)
