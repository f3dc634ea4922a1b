"""Other cuts of surface words into clitics and words than those of the tokenizer, and the stems of words.

Proclitics that stay glued to a word (`بريف` for `ب` + `ريف`) and false cuts (`و` + `جها` for `وجها`) are the
tokenizer's most frequent errors; both are mended when, and only when, the mended reading is a word that the rules know
and the given one is not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from kg.model import Sentence, Token
from kg.text import fold

_ARTICLE = "ال"
_PROCLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "س", "وس")
_NOMINATIVE = "ان"
_DUAL = ("تا", "تي")
_IN, _HIS = "ب", ("ه", "هن")
_FEMININE = "ة"  # folds to ه, which is no pronoun then
_ENCLITICS = ("ها", "هم", "هما", "ه", "نا")
_AND = "و"
_WILL, _PERSONS = "س", "اتني"  # the sign of the future stands before an imperfect, which begins with its person
_LIKE = "ك"  # before a word that nobody knows rather the first letter of a name
_JOINING = (_AND, "ف")
_SHADDA = "\u0651"
_LOST = "فقد"
_UNKNOWN = ("PROPN", "X")
_NOMINAL = ("NOUN", "NUM", "PROPN", "X")
_HAMZA = ("أ", "إ", "آ")
_CLITIC_UPOS = {"و": "CCONJ", "ف": "CCONJ", "ب": "ADP", "ل": "ADP", "ك": "ADP", "س": "AUX"}

Piece = tuple[str, str, str, str, int]  # form, lemma, part of speech, features, token


def has_article(form: str) -> bool:
    return form.startswith(_ARTICLE) and len(form) > 3


def bare(form: str) -> str:
    return form.removeprefix(_ARTICLE) if has_article(form) else form


def nominative(stem: str, nouns: Collection[str]) -> str:
    """A known noun without its accusative alif (مقراً), with its nūn when it is an annexed dual (قذيفتا هاون)."""
    if stem in nouns:
        return stem
    if stem.endswith(_DUAL) and stem + "ن" in nouns:
        return stem + "ن"
    if stem.endswith(_NOMINATIVE) and stem[:-2] + "ين" in nouns:
        return stem[:-2] + "ين"  # عنصران
    return stem[:-1] if stem.endswith("ا") and stem not in nouns and stem[:-1] in nouns else stem


def upos(token: Token) -> str:
    """The part of speech; a word that the tagger takes for punctuation (أم) is part of a name."""
    return "X" if token.upos == "PUNCT" and token.form.isalpha() else token.upos


def lost(surface: str, sentence: Sentence, tokens: tuple[Token, ...], verbs: Collection[str]) -> list[Piece]:
    """ "Lost" (فقد الحزب ثلاثة من مقاتليه), or "for" and "already" before a verb; empty for other words."""
    if fold(surface) != _LOST or len(tokens) != 2:
        return []
    following = next((t for t in sentence.tokens if t.id > tokens[-1].id and t.upos != "PUNCT"), None)
    if following is not None and following.upos in _NOMINAL and fold(following.form) not in verbs:
        return [(_LOST, _LOST, "VERB", "_", tokens[-1].id)]
    return [(fold(t.form), fold(t.lemma), upos(t), t.feats, t.id) for t in tokens]


def whole_name(surface: str, tokens: tuple[Token, ...], nouns: Collection[str], known: bool) -> list[Piece]:
    """A name behind "village" that the tokenizer cut: a known one, or one that begins like a noun with a preposition
    (قرية برمل) or ends like one with a pronoun (قرية دته); empty where it is none."""
    rest, joined = fold(tokens[-1].form), tokens[0].upos == "CCONJ"
    unknown = len(tokens) == 2 and fold(tokens[0].form) == _IN and rest not in nouns and not has_article(rest)
    if (known and len(tokens) > 1 and not (joined and rest in nouns)) or unknown:
        token = max(tokens, key=lambda t: len(t.form))
        return [(fold(surface), fold(surface), "X", "_", token.id)]
    if [t.upos for t in tokens] == ["CCONJ", "ADP", "X"] and tokens[-1].deprel == "conj":  # بلدتي X وبيلوزيركا
        whole = fold(tokens[1].form + tokens[2].form)
        return [(_AND, _AND, "CCONJ", "_", tokens[0].id), (whole, whole, "X", "_", tokens[2].id)]
    if len(tokens) < 2 or tokens[-1].upos != "PRON" or not surface.endswith(_HIS):
        return []
    *before, noun, pronoun = tokens
    name = fold(noun.form + pronoun.form)
    return [(fold(t.form), fold(t.lemma), upos(t), t.feats, t.id) for t in before] + [(name, name, "X", "_", noun.id)]


def uncut(surface: str, tokens: tuple[Token, ...], nouns: Collection[str]) -> list[Piece]:
    """A known name off which the tokenizer cut its first letter (واي بي جي); empty where it did not, or a noun that the
    rules know was left."""
    if len(tokens) == 1 and tokens[0].upos == "X":
        return [(fold(surface), fold(surface), "X", tokens[0].feats, tokens[0].id)]  # كريفي ريه has no ريفي
    if bare(fold(tokens[-1].form)) in nouns:
        return []
    if len(tokens) != 2 or tokens[0].upos not in ("CCONJ", "ADP") or tokens[1].upos in ("VERB", "PRON"):
        return []
    return [(fold(surface), fold(surface), "X", "_", tokens[1].id)]


def like(tokens: tuple[Token, ...]) -> list[Piece]:
    """A name that nobody knows off which the tokenizer cut «ك» as if it were "like" (كلوقي); empty for other words."""
    if len(tokens) < 2 or tokens[-2].form != _LIKE or tokens[-1].upos not in _UNKNOWN:
        return []
    *before, like, name = tokens
    whole = fold(like.form + name.form)
    joined = [(fold(t.form), fold(t.lemma), upos(t), t.feats, t.id) for t in before]
    return [*joined, (whole, whole, "X", "_", name.id)]


def origin(surface: str, tokens: tuple[Token, ...], origin: Callable[[str], bool]) -> list[Piece]:
    """An adjective of origin off which the tokenizer cut its first letter (ب اكستاني); empty for other words."""
    cut = len(tokens) == 2 and len(tokens[0].form) == 1 and tokens[0].upos in ("CCONJ", "ADP")
    if not cut or origin(fold(tokens[1].form)) or not origin(fold(surface)):
        return []
    return [(fold(surface), fold(surface), "ADJ", "_", tokens[1].id)]


def name_cut(surface: str, at: int, tokens: tuple[Token, ...]) -> list[Piece]:
    """Cut proclitics off a name that the tokenizer left glued to them; empty when there is none or it did cut."""
    proclitics = fold(surface[:at])
    if proclitics not in _PROCLITICS or len(tokens) == len(proclitics) + 1 or tokens[-1].upos in ("VERB", "PRON"):
        return []
    token, name = max(tokens, key=lambda t: len(t.form)), fold(surface[at:])
    return [(c, c, _CLITIC_UPOS[c], "_", 0) for c in proclitics] + [(name, name, "X", "_", token.id)]


def joined_verb(surface: str, tokens: tuple[Token, ...], nouns: Collection[str], verbs: Collection[str]) -> list[Piece]:
    """Cut "and", "so" off a verb that with it looks like a known noun (فرد الجيش, فردّ, وأدى like وادي); empty where
    there is none."""
    folded = fold(surface)
    told = tokens[0].upos == "VERB" or surface[1:2] in _HAMZA or surface.endswith(_SHADDA)
    if len(tokens) > 1 or not told or folded not in nouns or folded in verbs:
        return []
    letter, rest = folded[:1], folded[1:]
    if letter not in _JOINING or rest not in verbs:
        return []
    return [(letter, letter, _CLITIC_UPOS[letter], "_", 0), (rest, rest, "VERB", "_", tokens[0].id)]


def also_did(sentence: Sentence, tokens: tuple[Token, ...], verbs: Collection[str]) -> list[Piece]:
    """A verb taken for its masdar that the tree joins to a verb: توغّل الجيش في X وقصف Y; empty for other words."""
    if [t.upos for t in tokens] != ["CCONJ", "NOUN"] or tokens[1].deprel != "conj":
        return []
    joining, noun = tokens
    form = fold(noun.form)
    did = next((t for t in sentence.tokens if t.id == noun.head), None)
    if form not in verbs or did is None or did.upos != "VERB":
        return []
    return [(fold(joining.form), fold(joining.lemma), "CCONJ", "_", joining.id), (form, form, "VERB", "_", noun.id)]


def number_cut(surface: str, tokens: tuple[Token, ...]) -> list[Piece]:
    """Cut a proclitic off digits that the tokenizer left glued to it (و80); empty when there is none."""
    proclitic, digits = fold(surface[:1]), fold(surface[1:])
    if len(tokens) > 1 or proclitic not in _CLITIC_UPOS or not digits.isdigit():
        return []
    return [(proclitic, proclitic, _CLITIC_UPOS[proclitic], "_", 0), (digits, digits, "NUM", "_", tokens[0].id)]


def known_cut(surface: str, tokens: tuple[Token, ...], nouns: Collection[str], verbs: Collection[str]) -> list[Piece]:
    """Another cut of a surface word when it alone yields a known word; empty when the given cut stands."""
    if any(bare(fold(t.form)) in nouns or fold(t.form) in verbs or t.upos in ("PUNCT", "NUM") for t in tokens):
        return []
    quality = [t.upos for t in tokens] == ["ADJ"]
    for proclitic, rest, enclitic in _cuts(fold(surface)):
        if enclitic and surface.endswith(_FEMININE):
            break
        noun = nominative(bare(_with_article(proclitic, rest)), nouns) in nouns
        if (not noun and rest not in verbs) or (proclitic and quality):
            continue  # كبير is no well (بئر)
        if (proclitic.endswith(_LIKE) and len(tokens) == 1) or (proclitic.endswith(_WILL) and rest[0] not in _PERSONS):
            continue  # كتلة, سكان
        if not (proclitic or enclitic) and len(tokens) == 1:
            return []  # the same cut
        token = max(tokens, key=lambda t: len(t.form))
        core = _with_article(proclitic, rest) if noun else rest
        pieces: list[Piece] = [(c, c, _CLITIC_UPOS[c], "_", 0) for c in proclitic]
        pieces.append((core, core, "NOUN" if noun else "VERB", "_", token.id))
        if enclitic:
            pieces.append((enclitic, "هو", "PRON", "_", 0))
        return pieces
    return []


def _with_article(proclitic: str, rest: str) -> str:
    """The article that is written into a proclitic lam: للقاعدة is ل + القاعدة."""
    return _ARTICLE + rest[1:] if proclitic.endswith("ل") and rest.startswith("ل") else rest


def _cuts(surface: str) -> Iterator[tuple[str, str, str]]:
    """Ways to cut proclitics and one pronoun off, the least cutting first; the more is cut, the more must stay."""
    proclitics = [p for p in ("", *_PROCLITICS) if surface.startswith(p)]
    for enclitic in ("", *(e for e in _ENCLITICS if surface.endswith(e))):
        for proclitic in proclitics:
            core = surface[len(proclitic) : len(surface) - len(enclitic)]
            if len(core) >= (2 if proclitic and not enclitic else 4 if proclitic else 3):
                yield proclitic, core, enclitic
