"""The words of a sentence as the rules see them: folded, without article, cut anew where the tokenizer erred."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Set
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from types import MappingProxyType

from kg.model import Sentence, Token
from kg.syntax import cuts
from kg.syntax.pauses import parted
from kg.text import fold

_ARTICLE = "ال"
_AND = "و"
_ASSAULT, _ATTACK, _AGAINST = "تعرض", "هجوم", ("علي", "ضد", "الذي")
_HURT, _STRIKING = "اصابه", "استهداف"
_INDEFINITE, _FOR = ("اً", "ًا"), "ل"
_ALIF, _YA = "ا", "ي"


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word.

    `form` and `lemma` are folded, `stem` is `form` without article; `raw` is the surface word with its vowels. `token`
    is the id of the word's token in the tree, 0 when the word was cut anew. `start` and `end` count in the raw text.
    """

    index: int
    form: str
    stem: str
    lemma: str
    upos: str
    feats: str
    start: int
    end: int
    raw: str
    token: int
    glued: bool = False  # not the first word of its surface token

    @property
    def definite(self) -> bool:
        """Whether the word has the article."""
        return self.stem != self.form and cuts.has_article(self.form)


def read(
    sentence: Sentence,
    text: str,
    nouns: Collection[str],
    verbs: Collection[str],
    names: Collection[int] = (),
    spans: Mapping[int, int] = MappingProxyType({}),
    naming: Set[str] = frozenset(),
    titles: Set[str] = frozenset(),
    beginning: Collection[str] = (),
    participles: Mapping[str, str] = MappingProxyType({}),
    whole: Collection[int] = (),
    origin: Callable[[str], bool] = lambda form: False,
    things: Collection[str] = (),
) -> tuple[Word, ...]:
    """The words of `sentence`.

    `nouns` are the folded nouns that the rules know, `verbs` their verb forms, `names` the offsets where names
    begin, `spans` the ends of all names, also of those that need a cue, by where they begin, `naming` the nouns
    behind which a name stands (قرية), `titles` those behind which one stands when they have the article (السفينة,
    القديس), `beginning` words with which names begin (أم), `participles` the forms that are read as the verb that
    they stand for (مستهدفاً: استهدف), `whole` the offsets of names with no proclitic before them, `origin` tells
    adjectives of origin (تركي), `things` are nouns for what is hit and not hurt (إصابة مبنى: استهداف).
    """
    words: list[Word] = []
    named = False
    for (start, end), group in groupby(parted(sentence.tokens), key=lambda token: (token.start, token.end)):
        tokens = tuple(group)
        surface = text[start:end]
        inside = next((name - start for name in names if start < name < end), 0)
        plain = (w for w in reversed(words) if w.upos != "ADJ" or not w.definite or w.stem in titles)
        noun = next(plain, None)
        cues = titles if noun and noun.definite else naming  # بلدة فرون is no "and"
        behind = noun is not None and not cues.isdisjoint((noun.stem, noun.form)) and _annexed(noun, tokens)
        begun = named and bool(words) and words[-1].stem in beginning  # قرى جديدة بكارة
        named = behind or begun or (named and tokens[0].upos == "CCONJ")
        pieces = (
            cuts.lost(surface, sentence, tokens, verbs)
            or (named and not inside and cuts.whole_name(surface, tokens, nouns, known=spans.get(start, start) >= end))
            or cuts.name_cut(surface, inside, tokens)
            or (start in whole and cuts.uncut(surface, tokens, nouns))
            or cuts.like(tokens)
            or cuts.origin(surface, tokens, origin)
            or cuts.joined_verb(surface, tokens, nouns, verbs)
            or cuts.number_cut(surface, tokens)
            or cuts.known_cut(surface, tokens, nouns, frozenset() if _governed(words, tokens) else verbs)
            or cuts.also_did(sentence, tokens, verbs)
            or [(fold(t.form), fold(t.lemma), cuts.upos(t), t.feats, t.id) for t in tokens]
        )
        at = start
        for number, (form, lemma, upos, feats, token) in enumerate(pieces):
            last = number == len(pieces) - 1
            stop = end if last else min(at + len(form), end)
            if form in participles:
                form = lemma = participles[form]
                upos, feats = "VERB", "_"
            if upos == "VERB" and not last and form not in verbs and form[:-1] + _YA in verbs and form.endswith(_ALIF):
                form = form[:-1] + _YA  # تبناهما
            bare = cuts.bare(form)
            stem = cuts.nominative(form if form in nouns and bare not in nouns else bare, nouns)  # آليات has no article
            words.append(Word(len(words), form, stem, lemma, upos, feats, at, stop, surface, token, number > 0))
            at = stop
    for word, thing in pairwise(words):
        if word.form == _HURT and thing.stem in things:
            words[word.index] = replace(word, form=_STRIKING, stem=_STRIKING, lemma=_STRIKING)
        elif word.stem.removesuffix(_ALIF) == _ASSAULT and word.upos == "NOUN" and _against(words, word.index):
            form = (_ARTICLE if word.definite else "") + _ATTACK
            words[word.index] = replace(word, form=form, stem=_ATTACK, lemma=_ATTACK)
    return tuple(words)


def _annexed(noun: Word, tokens: tuple[Token, ...]) -> bool:
    """Whether a name may stand behind a noun: if it ends like an accusative, as a dual (حقلا X), but مقراً لـ X."""
    dual = noun.form.endswith(_ALIF)
    return not (dual and (noun.raw.endswith(_INDEFINITE) or fold(tokens[0].form).startswith(_FOR)))


def _against(words: list[Word], at: int) -> bool:
    """Whether an assault is told that was on somebody, and not what somebody suffered: تعرض إرهابي على نقطة, التعرض
    الذي نفذه التنظيم."""
    behind = next((word for word in words[at + 1 :] if word.upos != "ADJ"), None)
    return behind is not None and behind.form in _AGAINST


def _governed(words: list[Word], tokens: tuple[Token, ...]) -> bool:
    """Whether a word stands behind a preposition, and so is no verb: على طاولتها."""
    return bool(words) and words[-1].upos == "ADP" and tokens[0].upos == "NOUN"
