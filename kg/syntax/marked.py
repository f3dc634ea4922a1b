"""The words of a sentence with what is known of each before phrases are read: names, dates, quotes, the tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.model import Mention, Sentence
from kg.rules.words import Words
from kg.syntax import names, numbers
from kg.syntax.grammar import Grammar
from kg.syntax.nominal import ANSWER
from kg.syntax.words import Word

NOUNS = frozenset(("NOUN", "X", "PROPN", "ADJ", "NUM", "DET"))
COMMAS = ("،", ",")
_SECOND = ("iobj", "obj")
_ACCUSATIVE = "ا"
_OBLIQUE = "ين"
_HUMAN = "ون"  # ends plurals of people, which no feminine adjective qualifies
_FEMININE = "ة"
_THAT, _HE, _SHE, _NOT_HE = "ان", "ه", "ت", ("ها", "هما", "هم")
_THINGS = ("facility_noun", "position_noun", "base_noun", "settlement_noun")
_LONG_NAME = 7  # words in a name in brackets


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence before its phrases are read: `mention_at` gives the name that begins at a word, `opening` the words
    that open a quotation; the rest is as in Reading."""

    words: tuple[Word, ...]
    grammar: Grammar
    mention_at: Mapping[int, Mention]
    opening: frozenset[int]
    dated: frozenset[int]
    heads: tuple[int, ...]
    relations: tuple[str, ...]

    @property
    def classes(self) -> Words:
        return self.grammar.classes

    def __len__(self) -> int:
        return len(self.words)

    def nominal(self, at: int) -> bool:
        """Whether a noun phrase can begin at word `at`."""
        if at in self.mention_at:
            return True
        word = self.words[at]
        if at in self.dated or word.form in self.classes["subordinator"]:
            return False
        found, beyond = self.qualifier(at)
        if found:
            return self.counted(beyond)
        noun = word.upos in NOUNS or word.upos == "VERB"  # a known noun may be tagged as a verb
        return (noun and not self.grammar.is_verb(word) and len(word.form) > 1) or word.form.isdigit()

    def beside_time(self, comma: int) -> bool:
        """Whether a comma opens or closes a time between commas: أطلقها الفصيل، الأحد، على القاعدة."""
        for step in (1, -1):
            at = comma + step
            while at in self.dated:
                at += step
            other = self.words[at].form if 0 <= at < len(self.words) else ""
            if abs(at - comma) > 1 and other in COMMAS:
                return True
        return False

    def qualifier(self, at: int) -> tuple[str, int]:
        """The qualifier of a number (about, at-least, ...) that begins at `at`, and the index behind it."""
        return numbers.qualifier_at(self.words, at, self.classes)

    def is_number(self, at: int) -> bool:
        """Whether word `at` states a number; False behind the end."""
        return at < len(self.words) and numbers.value(self.words[at], self.classes) is not None

    def counted(self, at: int) -> bool:
        """Whether a number follows a qualifier: نحو عشرة, أكثر من 10, and not نحو القاعدة."""
        if at < len(self.words) and self.words[at].form in self.classes["than"]:
            at += 1
        return self.is_number(at)

    def past(self, at: int, mention: Mention) -> int:
        """Index of the first word behind a mention."""
        while at < len(self.words) and self.words[at].start < mention.end:
            at += 1
        return at

    def closing(self, at: int) -> int:
        """Index behind the bracket that closes a short name in brackets, 0 without one: السفينة (لاكس)."""
        closing = (i for i in range(at + 1, min(at + _LONG_NAME, len(self.words))) if self.words[i].form == ")")
        return next(closing, -1) + 1

    def is_suffix(self, at: int) -> bool:
        """Whether word `at` is a pronoun written together with the word before it; False behind the end."""
        return at < len(self.words) and self.words[at].upos == "PRON" and self.words[at].glued


def mark(
    sentence: Sentence,
    words: Sequence[Word],
    mentions: Sequence[Mention],
    dates: Sequence[tuple[int, int]],
    grammar: Grammar,
) -> Marked:
    """The sentence with its names, quotes, dates and tree; `dates` are offsets of time expressions."""
    dated = frozenset(w.index for w in words if any(w.start < end and start < w.end for start, end in dates))
    heads, relations = _tree(sentence, words)
    mended = _levelled(_answers(words, grammar), grammar)
    words, heads, relations = _objects(_reflexive(mended, grammar), heads, relations, grammar)
    mention_at = names.place(words, mentions, dated, grammar, tuple(zip(heads, relations, strict=True)))
    return Marked(tuple(words), grammar, mention_at, names.opening_quotes(words), dated, heads, relations)


def _answers(words: Sequence[Word], grammar: Grammar) -> Sequence[Word]:
    """The words with the noun "response" that the tagger takes for the verb: وقالت إنها ردّ على X, العملية رد على X."""
    mended = list(words)
    for before, word in pairwise(words):
        if word.form != ANSWER or word.upos != "VERB":
            continue
        said = next((w for w in reversed(words[: word.index]) if w.upos == "VERB"), before)
        she = before.form == _HE and said.form.endswith(_SHE)  # قالت الجماعة إنه رد على X
        pronoun = before.upos == "PRON" and before.glued and (before.form in _NOT_HE or she)
        if pronoun and words[before.index - 1].form in (_THAT, *grammar.classes["complementizer"]):
            mended[word.index] = replace(word, upos="NOUN")
    return mended


def _reflexive(words: Sequence[Word], grammar: Grammar) -> Sequence[Word]:
    """The words with the verbs that the tagger takes for nouns: فجر نفسه, فجر انتحاري is no dawn."""
    mended = list(words)
    for word, object_, pronoun in zip(words, words[1:], words[2:], strict=False):
        verb = replace(word, upos="VERB")
        told = object_.form in grammar.classes["oneself"] and pronoun.upos == "PRON" and pronoun.glued
        told = told or grammar.classes.is_a(object_.stem, "gunman", "rioter")
        after = words[word.index - 1].upos if word.index else ""
        noun = word.upos == "NOUN" and not word.definite and not word.raw.endswith(_FEMININE)
        if told and noun and after != "ADP" and grammar.is_verb_form(word.form) and grammar.is_verb(verb):
            mended[word.index] = verb
    return mended


def _levelled(words: Sequence[Word], grammar: Grammar) -> Sequence[Word]:
    """The words with the verb that the tagger takes for "except": سوّى الطيران بالأرض مبنى."""
    mended = list(words)
    for word in words:
        ground = any(w.stem in grammar.classes["ground"] for w in words[word.index + 1 :])
        if word.upos == "ADP" and word.form in grammar.classes["levelling"] and ground:
            mended[word.index] = replace(word, upos="VERB", lemma=word.form)
    return mended


def _tree(sentence: Sentence, words: Sequence[Word]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The governor of each word and its relation; words that were cut anew have none."""
    at = {word.token: word.index for word in words if word.token}
    tokens = {token.id: token for token in sentence.tokens}
    own = [tokens.get(word.token) for word in words]
    heads = tuple(at.get(token.head, -1) if token else -1 for token in own)
    return heads, tuple(token.deprel if token else "" for token in own)


def _objects(
    words: Sequence[Word], heads: Sequence[int], relations: Sequence[str], grammar: Grammar
) -> tuple[tuple[Word, ...], tuple[int, ...], tuple[str, ...]]:
    """The tree with the objects that the parser takes for adjectives of the subject before them (استهدف انتحاري مسجداً,
    دمّر قصف الطيران مستودعات), or gives to the clause that qualifies it."""
    mended, governors, labels = list(words), list(heads), list(relations)
    for word in words:
        verb = _misread(words, heads, relations, grammar, word.index)
        verb = verb if verb >= 0 else _second(words, heads, relations, grammar, word.index)
        if verb >= 0 and not any(h == verb and r == "obj" for h, r in zip(governors, labels, strict=True)):
            mended[word.index] = replace(word, upos="NOUN")
            governors[word.index], labels[word.index] = verb, "obj"
    return tuple(mended), tuple(governors), tuple(labels)


def _misread(words: Sequence[Word], heads: Sequence[int], relations: Sequence[str], grammar: Grammar, at: int) -> int:
    """The verb whose object the adjective at word `at` is, because it cannot agree with its noun; -1 when it can."""
    word, noun = words[at], heads[at]
    if word.upos != "ADJ" or relations[at] != "amod" or not 0 <= noun < at:
        return -1
    subject = noun
    while subject >= 0 and relations[subject] in ("nmod", "amod"):
        subject = heads[subject]
    verb = heads[subject] if subject >= 0 and relations[subject].startswith("nsubj") else -1
    if not 0 <= verb < noun or not grammar.is_verb(words[verb]):
        return -1
    return verb if _disagrees(words[noun], word, grammar) else -1


def _second(words: Sequence[Word], heads: Sequence[int], relations: Sequence[str], grammar: Grammar, at: int) -> int:
    """The verb whose object word `at` is, because the clause that qualifies its subject has one already: أصابت صواريخ
    أطلقتها غواصة منشأة X; -1 for any other word."""
    clause = heads[at]
    if relations[at] not in _SECOND or clause < 0 or not relations[clause].startswith("acl"):
        return -1
    own = [word for word in words[clause + 1 : at] if heads[word.index] == clause]
    resumed = any(word.upos == "PRON" and word.glued and word.index == clause + 1 for word in own)
    if not resumed or not any(relations[word.index].startswith("nsubj") for word in own):
        return -1
    subject = heads[clause]
    verb = heads[subject] if subject >= 0 and relations[subject].startswith("nsubj") else -1
    return verb if 0 <= verb < subject and grammar.is_verb(words[verb]) else -1


def _disagrees(noun: Word, word: Word, grammar: Grammar) -> bool:
    """Whether a word cannot be an adjective of a noun by its class, its case, or number and gender."""
    if noun.definite or word.definite:
        return noun.definite == word.definite and word.form.endswith(_OBLIQUE) and not noun.form.endswith(_OBLIQUE)
    if grammar.classes.is_a(noun.stem, *_THINGS):
        return False  # صالة عزاء: annexed to it, whatever the tagger says
    if grammar.classes.is_a(word.stem, *_THINGS) and not grammar.is_event(word.stem):
        return True
    accusative = word.form.endswith(_ACCUSATIVE) and not noun.form.endswith(_ACCUSATIVE)
    return accusative or (noun.form.endswith(_HUMAN) and word.raw.endswith(_FEMININE))
