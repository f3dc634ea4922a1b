"""Noun phrases of a sentence, read from left to right with the help of the tree.

The parser errs most where news is densest: place chains, coordination, names in quotes, participles such as تابعة لـ.
Definiteness is
the better guide there: an annexation goes on as long as its last noun is bare, and a definite noun or a name closes it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kg.model import EntityKind, Means, Mention, Quantity, Sentence
from kg.rules.words import Words
from kg.syntax import numbers
from kg.syntax.words import Word

_QUOTES = frozenset("\"'«»“”„‟‘’")
_NOUNS = frozenset(("NOUN", "X", "PROPN", "ADJ", "NUM", "DET"))
_OWNER = "owner"
_POINTING = frozenset(("على", "نحو", "باتجاه", "صوب", "تجاه", "إلى", "الي", "علي", "في", "ل"))
_LONG_NAME = 7  # words in a quoted name
_NEAR = 8  # words between coordinated events
_FAR = 25  # words between the parts of a coordination
_ARGUMENT = frozenset(("nsubj", "nsubj:pass", "obj", "iobj", "csubj", "root"))


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase: words `start` to `end` (exclusive), its head, and the preposition that governs it ("" for none).

    `owner` is the index of the nominal that owns it (تابعة لـ, لـ), -1 for none; owners have preposition "owner".
    `group` is shared by coordinated nominals. `after` is the index of the nominal that it follows with nothing between, -1 otherwise.
    `pronoun` tells that it
    carries a possessive pronoun, `relative` that it stands in a relative clause, `event` that its head names an event.
    """

    index: int
    start: int
    end: int
    head: int
    preposition: str
    marker: int  # index of the first word of preposition and phrase
    mentions: tuple[Mention, ...]
    means: Means | None
    count: Quantity | None
    event: bool
    group: int
    after: int
    owner: int = -1
    pronoun: bool = False
    relative: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as the rules see it."""

    sentence: Sentence
    words: tuple[Word, ...]
    nominals: tuple[Nominal, ...]
    verbs: tuple[int, ...]
    relative_verbs: frozenset[int]
    adverbs: tuple[tuple[int, int, str], ...]  # compound prepositions: (start, end, canonical)
    heads: tuple[int, ...]  # index of each word's governor, -1 for none
    relations: tuple[str, ...]
    dated: frozenset[int]  # words of time expressions


class Reader:
    """Reads the nominals of one sentence; made for each sentence, used once."""

    def __init__(
        self,
        sentence: Sentence,
        words: Sequence[Word],
        mentions: Sequence[Mention],
        dates: Sequence[tuple[int, int]],
        classes: Words,
        is_event: Callable[[str], bool],
        is_verb: Callable[[Word], bool],
        is_nisba: Callable[[str], bool],
        is_curated: Callable[[str], bool],
    ) -> None:
        self.sentence, self.words, self.classes = sentence, tuple(words), classes
        self.is_event, self.is_verb, self.is_nisba = is_event, is_verb, is_nisba
        self.is_curated = is_curated
        self.dated = {w.index for w in words if any(w.start < end and start < w.end for start, end in dates)}
        self.mention_at = self._place(mentions)
        self.opening = self._quotes()
        self.nominals: list[Nominal] = []
        self.verbs: list[int] = []
        self.relative_verbs: set[int] = set()
        self.adverbs: list[tuple[int, int, str]] = []
        self.heads, self.relations = self._tree()

    def read(self) -> Reading:
        at, preposition, marker, conjunction, after, comma, relative = 0, "", -1, False, -1, False, False
        while at < len(self.words):
            word = self.words[at]
            found, length = self._preposition(at)
            if at in self.dated:
                preposition = ""
                at += 1
            elif word.form == "(" and self._closing(at):
                at = self._closing(at)
            elif word.form in _QUOTES or word.form in "()":
                at += 1
            elif word.upos == "PUNCT" or word.form in ("،", ",", ":", ".", "؛", "-", "–"):
                comma, conjunction, relative = word.form in ("،", ","), False, False
                preposition, after = "", (after if comma else -1)
                at += 1
            elif found:
                if length > 1 or found in ("رد",):
                    self.adverbs.append((at, at + length, found))
                if not preposition:
                    preposition, marker = found, at
                at += length
            elif word.form in ("و", "ف", "او", "ثم", "بل") and at not in self.mention_at:
                conjunction, preposition = word.form != "ف", ""
                at += 1
            elif word.form == "ما" and at + 1 < len(self.words) and self.words[at + 1].form in self.classes["naming_verb"]:
                at += 3 if at + 2 < len(self.words) and self.words[at + 2].form == "ب" else 2
            elif at not in self.mention_at and word.upos == "VERB" and word.stem in self.classes["suspicion"]:
                at = self._parenthesis(at)
            elif word.stem in self.classes["affiliation"] and after >= 0 and self.nominals[after].owner < 0:
                late = self._owner(replace(self.nominals[after], end=at))
                if late >= 0:  # شاحنة يُعتقد أنها تابعة لـ X
                    self.nominals[after] = replace(self.nominals[after], owner=late)
                at = self.nominals[late].end if late >= 0 else at + 1
            elif word.stem in self.classes["relative"] or word.form in self.classes["relative"]:
                relative, preposition, conjunction = True, "", False
                at += 1
            elif at not in self.mention_at and self.is_verb(word):
                self.verbs.append(at)
                preposition, conjunction, after, comma = "", False, -1, False
                if relative or self.relations[at].startswith("acl") or self._resumes(at):
                    relative = True
                    self.relative_verbs.add(at)
                at += 1
            elif word.upos == "PRON" and word.glued and preposition in _POINTING:
                pronoun = Nominal(
                    len(self.nominals), at, at + 1, at, preposition, marker, (), None, None, False,
                    len(self.nominals), after, pronoun=True, relative=relative,
                )  # fmt: skip
                self.nominals.append(pronoun)
                at, after, preposition, conjunction, comma = at + 1, pronoun.index, "", False, False
            elif self._nominal(at):
                list_item = comma and self._lists(after, at)
                nominal = self._build(
                    at, preposition, marker if preposition else at, after if not comma else -1, relative
                )
                partner = self._partner(nominal, after) if conjunction or list_item else None
                if partner and preposition in ("", partner.preposition):
                    nominal = replace(
                        nominal, group=partner.group, preposition=partner.preposition, after=partner.after
                    )
                elif conjunction or comma:
                    nominal = replace(nominal, after=-1)
                self.nominals[nominal.index] = nominal
                at = max(nominal.end, self.nominals[-1].end)
                after, preposition, conjunction, comma = nominal.index, "", False, False
            else:
                preposition, conjunction, after = "", False, -1
                at += 1
        return Reading(
            self.sentence, self.words, tuple(self.nominals), tuple(self.verbs), frozenset(self.relative_verbs),
            tuple(self.adverbs), self.heads, self.relations, frozenset(self.dated),
        )  # fmt: skip

    def _place(self, mentions: Sequence[Mention]) -> dict[int, Mention]:
        """Index of a mention's first word -> mention; names that are also ordinary words only after a place cue."""
        placed: dict[int, Mention] = {}
        covered: dict[int, Mention] = {}
        for mention in mentions:
            inside = [
                w.index for w in self.words if w.start < mention.end and mention.start < w.end and w.upos != "PUNCT"
            ]
            inside = [
                i for i in inside if not (self.words[i].end <= mention.start + 1 and self.words[i].form in "وفبلك")
            ]
            if not inside or inside[0] in self.dated:
                continue
            first = inside[0]
            if (mention.cued or self._ordinary(mention, inside)) and not self._cue(first, covered):
                continue
            placed[first] = mention
            covered |= dict.fromkeys(inside, mention)
        return placed

    def _ordinary(self, mention: Mention, inside: Sequence[int]) -> bool:
        """Whether a one-word name is here an ordinary noun or adjective: the town, the eastern, the Syrian."""
        word = self.words[inside[0]]
        if len(inside) > 1 or mention.candidates[0].kind is not EntityKind.PLACE:
            return False
        if self.classes.is_a(word.stem, "settlement_noun", "district_noun", "base_noun", "direction", "anaphoric", "ordinary_name"):
            return True
        return not self.is_curated(mention.candidates[0].id) and (word.upos == "ADJ" or self.is_nisba(word.form))

    def _quotes(self) -> frozenset[int]:
        """The words that open a quotation; straight quotes open and close in turn."""
        opening, straight = set(), 0
        for word in self.words:
            if word.form not in _QUOTES:
                continue
            if word.raw in "\"'":
                straight += 1
            if word.raw in "«“„‘" or (word.raw in "\"'" and straight % 2):
                opening.add(word.index)
        return frozenset(opening)

    def _cue(self, first: int, covered: dict[int, Mention]) -> bool:
        before = first - 1
        while before >= 0 and self.words[before].form in _QUOTES | {"و", "،"}:
            before -= 1
        if before < 0:
            return False
        word = self.words[before]
        if before < first - 1 and before in covered:
            return covered[before].candidates[0].kind is EntityKind.PLACE
        return self.classes.is_a(word.stem, "settlement_noun", "district_noun")

    def _tree(self) -> tuple[tuple[int, ...], tuple[str, ...]]:
        at = {word.token: word.index for word in self.words if word.token}
        by_id = {token.id: token for token in self.sentence.tokens}
        heads, relations = [], []
        for word in self.words:
            token = by_id.get(word.token)
            heads.append(at.get(token.head, -1) if token else -1)
            relations.append(token.deprel if token else "")
        return tuple(heads), tuple(relations)

    def _parenthesis(self, at: int) -> int:
        """End of `يُعتقد أنها أمريكية`: it stands between a noun and what belongs to it."""
        at += 1
        while at < len(self.words) and (self.words[at].form in ("ان", "بان") or (self.words[at].upos == "PRON")):
            at += 1
        while at < len(self.words) and self.is_nisba(self.words[at].form) and not self.words[at].definite:
            at += 1
        return at

    def _resumes(self, at: int) -> bool:
        """A verb directly behind an indefinite attack or weapon that is itself an argument, or with an object pronoun behind any
        noun, is a relative clause without الذي (على استهداف طال القاعدة, هجوم شنّه الفصيل)."""
        if not self.nominals or self.words[at].glued:
            return False
        if self.nominals[-1].end != at and not self._suspected(self.nominals[-1].end, at):
            return False
        if at + 1 < len(self.words) and self.words[at + 1].upos == "PRON" and self.words[at + 1].glued:
            return True
        noun = self.nominals[-1]
        named = any(mention.candidates[0].kind is not EntityKind.WEAPON for mention in noun.mentions)
        if not (noun.event or noun.means) or named or self.words[noun.head].definite:
            return False
        clause = (i for i in self.verbs if not any(w.form in self.classes["subordinator"] for w in self.words[i : noun.start]))
        return bool(noun.preposition) or any(noun.start - i <= _NEAR for i in clause)

    def _suspected(self, start: int, end: int) -> bool:
        return start < end and any(w.stem in self.classes["suspicion"] for w in self.words[start : start + 2])

    def _preposition(self, at: int) -> tuple[str, int]:
        if at in self.mention_at:
            return "", 0
        for length in range(min(self.classes.longest_preposition, len(self.words) - at), 0, -1):
            forms = tuple(word.form for word in self.words[at : at + length])
            name = self.classes.preposition.get(forms)
            if name is None:
                continue
            if length == 1 and self.words[at].upos == "VERB" and name != "رد":
                continue
            following = at + length
            if (
                name in ("نحو", "حتى")
                and following < len(self.words)
                and numbers.value(self.words[following], self.classes) is not None
            ):
                continue
            return name, length
        end = at
        while end < len(self.words) - 1 and self.words[end].stem in self.classes["direction"]:
            if end in self.mention_at:
                break
            end += 1
        if end > at and self.words[end].form in ("من", "ل"):
            return "في", end + 1 - at
        if end > at and self._nominal(end) and not self.words[end - 1].definite:
            return "في", end - at
        return "", 0

    def _nominal(self, at: int) -> bool:
        if at in self.mention_at:
            return True
        word = self.words[at]
        if at in self.dated or word.form in self.classes["subordinator"]:
            return False
        found, beyond = numbers.qualifier_at(self.words, at, self.classes)
        if found:
            return self._counted(beyond)
        noun = word.upos in _NOUNS or word.upos == "VERB"  # a known noun may be tagged as a verb
        return (noun and not self.is_verb(word) and len(word.form) > 1) or word.form.isdigit()

    def _counted(self, at: int) -> bool:
        """Whether a number follows a qualifier: نحو عشرة, أكثر من 10, and not نحو القاعدة."""
        if at < len(self.words) and self.words[at].form in ("من", "عن", "على"):
            at += 1
        return at < len(self.words) and numbers.value(self.words[at], self.classes) is not None

    def _lists(self, after: int, at: int) -> bool:
        """Whether a comma between two names of places is that of a list."""
        if after < 0 or at not in self.mention_at or not self.nominals[after].mentions:
            return False
        kinds = {self.nominals[after].mentions[-1].candidates[0].kind, self.mention_at[at].candidates[0].kind}
        return kinds == {EntityKind.PLACE}

    def _partner(self, nominal: Nominal, after: int) -> Nominal | None:
        """What a nominal behind a conjunction is coordinated to: the nearest phrase before it of its kind."""
        kind = self._kind(nominal)
        if nominal.preposition and kind not in ("event", "weapon"):  # على X ... وعلى Y
            before = (p for p in reversed(self.nominals[: after + 1]) if p.preposition == nominal.preposition)
            again = next((p for p in before if self._kind(p) not in ("event", "weapon")), None)
            return again if again is not None and nominal.start - again.start <= _FAR else None
        for previous in reversed(self.nominals[: after + 1]):
            if nominal.start - previous.start > (_NEAR if kind == "event" else _FAR):
                break
            if previous.preposition != _OWNER and (self._kind(previous) == kind or self._fits(previous, nominal)):
                return previous
        return None

    def _fits(self, previous: Nominal, nominal: Nominal) -> bool:
        """A bare name goes on with two bases («قاعدتي الرميلان والمالكية»), an actor with the area that he shares."""
        if not nominal.mentions:
            return False
        kinds = {candidate.kind for candidate in nominal.mentions[0].candidates}
        if EntityKind.BASE in kinds and self._kind(previous) == "base":
            return True
        both = previous.mentions and EntityKind.ACTOR in {c.kind for c in previous.mentions[0].candidates}
        if both and EntityKind.ACTOR in kinds and nominal.start - previous.end <= 1:
            return True
        area = bool(previous.mentions) and previous.mentions[-1].candidates[0].kind is EntityKind.AREA
        return area and EntityKind.ACTOR in kinds and nominal.start - previous.end <= 1

    def _kind(self, nominal: Nominal) -> str:
        stem = self.words[nominal.head].stem
        if nominal.event:
            return "event"
        for name in ("base_noun", "settlement_noun", "district_noun", "surroundings", "position_noun"):
            if stem in self.classes[name]:
                return "base" if name == "base_noun" else "things" if name == "position_noun" else "place"
        if nominal.means is not None:
            return "weapon"
        return str(nominal.mentions[0].candidates[0].kind) if nominal.mentions else "other"

    def _build(self, start: int, preposition: str, marker: int, after: int, relative: bool) -> Nominal:
        """Append the nominal that begins at `start`, then its owner when it names one."""
        at, count, qualifier = start, None, ""
        while at < len(self.words) - 1 and at not in self.mention_at:
            word = self.words[at]
            found, beyond = numbers.qualifier_at(self.words, at, self.classes)
            number, past = numbers.read(self.words, at, self.classes)
            if found and self._counted(beyond):
                qualifier, at = found, beyond
                if self.words[at].form in ("من", "عن") and at + 1 < len(self.words):
                    at += 1
            elif number is not None:
                count, at = number, past
                found, beyond = numbers.qualifier_at(self.words, at, self.classes)
                if found and beyond < len(self.words):
                    qualifier, at = found, beyond
                if at < len(self.words) - 1 and self.words[at].form == "من":
                    at += 1
            elif (
                word.stem in self.classes["quantifier"] and not self.is_event(word.stem) and self._nominal_or_of(at + 1)
            ):
                count = 2 if count is None and word.stem in self.classes["dual"] else count
                at += 2 if self.words[at + 1].form == "من" else 1
            elif word.stem in self.classes["demonstrative"] and self._nominal(at + 1) and self.words[at + 1].definite:
                at += 1
            else:
                break
        if at >= len(self.words) or not self._nominal(at):
            at = max(start, at - 1)
        end, mentions, _closed, pronoun, quoted = self._chain(at)
        head = at
        means = self._means(head, end, mentions)
        if count is None and self.words[head].stem in self.classes["dual"]:
            count = 2
        counted_thing = count is not None and self.words[head].stem in self.classes["position_noun"]
        event = self.is_event(self.words[head].stem) and not counted_thing and not (
            mentions and mentions[0].candidates[0].kind is not EntityKind.WEAPON
        )
        index = len(self.nominals)
        nominal = Nominal(
            index, start, end, head, preposition, marker, mentions, means, numbers.quantity(count, qualifier), event,
            index, after, pronoun=pronoun, relative=relative, quoted=quoted,
        )  # fmt: skip
        self.nominals.append(nominal)
        owner = -1 if event else self._owner(nominal)
        return replace(nominal, owner=owner)

    def _nominal_or_of(self, at: int) -> bool:
        return at < len(self.words) and (
            self._nominal(at) or (self.words[at].form == "من" and at + 1 < len(self.words))
        )

    def _chain(self, head: int) -> tuple[int, tuple[Mention, ...], bool, bool, bool]:
        """End of the annexation that begins at `head`, the mentions in it, and whether it is closed, has a pronoun,
        is a quoted name."""
        event = self.is_event(self.words[head].stem)
        at, closed, pronoun, quoted, open_quote = head, False, False, False, False
        mentions: list[Mention] = []
        while at < len(self.words):
            word = self.words[at]
            mention = self.mention_at.get(at)
            if mention and at > head and self.is_event(word.stem):
                break
            if mention and at > head and word.stem in self.classes.means_refined and self._refines(head):
                at = self._past(at, mention)
            elif mention and not (event and at > head) and (at == head or not closed or open_quote):
                mentions.append(mention)
                at = self._past(at, mention)
                closed = True
                if sum(mark in mention.text for mark in '"«“') != sum(mark in mention.text for mark in '"»”'):
                    open_quote = quoted = not open_quote
            elif at == head:
                closed = word.definite
                at += 1
            elif at in self.dated or mention:
                break
            elif word.upos == "PRON" and word.glued:
                pronoun = closed = True
                at += 1
            elif word.form in _QUOTES:
                if open_quote:
                    open_quote = False
                    at += 1
                elif at in self.opening and (
                    not event
                    and at + 1 < len(self.words)
                    and (self._nominal(at + 1) and not self.is_event(self.words[at + 1].stem))
                ):
                    open_quote = quoted = True
                    at += 1
                else:
                    break
            elif word.form == "(" and self.words[head].stem in self.classes["facility_noun"] and self._closing(at):
                at, quoted = self._closing(at), True
            elif open_quote and word.upos not in ("VERB", "PUNCT", "SCONJ") and at - head <= _LONG_NAME:
                at += 1
            elif self._adjective(at):
                closed = True
                at += 1
            elif word.stem in self.classes["false_annexed"] and at > head + 1 and self.words[at - 1].upos == "ADJ":
                at += 1
            elif self._launching(at, head):
                at += 2 if word.form == "ل" else 1
                while at < len(self.words) and self.words[at].stem in self.classes.means_noun:
                    at += 1
                closed = True
            elif not closed and not event and self._annexed(at, head):
                closed = word.definite
                at += 1
            else:
                break
        return at, tuple(mentions), closed, pronoun, quoted

    def _closing(self, at: int) -> int:
        """Index behind the bracket that closes a short name in brackets, 0 without one: السفينة (لاكس)."""
        closing = (i for i in range(at + 1, min(at + _LONG_NAME, len(self.words))) if self.words[i].form == ")")
        return next(closing, -1) + 1

    def _launching(self, at: int, head: int) -> bool:
        """منصة إطلاق صواريخ, منصة لإطلاق الصواريخ: the launching is what the thing is for, no event."""
        if self.words[head].stem not in self.classes["platform"] or at != head + 1:
            return False
        noun = at + 1 if self.words[at].form == "ل" else at
        return noun < len(self.words) and self.words[noun].stem == "اطلاق"

    def _refines(self, head: int) -> bool:
        return self.words[head].stem in self.classes.means_noun

    def _past(self, at: int, mention: Mention) -> int:
        while at < len(self.words) and self.words[at].start < mention.end:
            at += 1
        return at

    def _adjective(self, at: int) -> bool:
        word = self.words[at]
        if (
            word.stem in self.classes["affiliation"]
            or word.stem in self.classes["direction"]
            or self.is_event(word.stem)
        ):
            return word.stem in self.classes["direction"] and word.definite
        if self.classes.is_a(word.stem, "position_noun", "base_noun", "settlement_noun", "facility_noun"):
            return False
        if word.stem in self.classes["post_quantifier"] or word.upos == "ADJ" or word.stem in self.classes.means_refined or word.stem in self.classes["anaphoric"]:
            return not self.is_verb(word)
        return word.upos in _NOUNS and self.is_nisba(word.form)

    def _annexed(self, at: int, head: int) -> bool:
        word = self.words[at]
        if (
            word.upos not in _NOUNS
            or self.is_event(word.stem)
            or word.stem in self.classes["direction"]
            or self.is_verb(word)
        ):
            return False
        if word.form in self.classes["subordinator"] or word.stem in self.classes["affiliation"]:
            return False
        if numbers.value(word, self.classes) is not None or numbers.qualifier_at(self.words, at, self.classes)[0]:
            return False
        return not (self.relations[at] in _ARGUMENT and not head <= self.heads[at] < at)

    def _means(self, head: int, end: int, mentions: Sequence[Mention]) -> Means | None:
        stem = self.words[head].stem
        base = self.classes.means_noun.get(stem)
        event = self.is_event(stem)
        if base is None and stem in self.classes["weapon_generic"]:
            for word in self.words[head + 1 : end]:
                refined = self.classes.means_refined.get(word.stem) or self.classes.means_adjective.get(word.stem)
                if refined:
                    return refined
        for word in self.words[head + 1 : end]:
            if event and base is None and word.stem in self.classes.means_adjective:
                return self.classes.means_adjective[word.stem]
            if base and word.stem in self.classes.means_refined:
                return self.classes.means_refined[word.stem]
        if base:
            return base
        for mention in mentions:
            for entity in mention.candidates[:1]:
                if entity.kind is EntityKind.WEAPON and mention.start == self.words[head].start:
                    return entity.means
        return None

    def _owner(self, nominal: Nominal) -> int:
        """Read what follows when it owns the nominal: تابعة لـ X, مدعومة من X, مواقع لـ X, عناصر من X."""
        at = nominal.end
        if at >= len(self.words) - 1 or at in self.mention_at:
            return -1
        word = self.words[at]
        if word.stem in self.classes["affiliation"]:
            at += 1
            while at < len(self.words) and (
                self.words[at].upos == "PRON" or self.words[at].form in ("ل", "من", "ب", "مع", "علي", "الي")
            ):
                at += 1
        elif word.form == "ل" and not self._weapon(nominal) and self.words[at + 1].stem not in self.classes.means_noun:
            at += 1
        elif word.form == "من" and self.words[nominal.head].stem in self.classes["person_noun"]:
            at += 1
        else:
            return -1
        while at < len(self.words) and at in self.opening:
            at += 1
        if at >= len(self.words) or not self._nominal(at) or self.is_event(self.words[at].stem):
            return -1
        owner = self._build(at, _OWNER, nominal.end, -1, nominal.relative)
        self.nominals[owner.index] = owner
        return owner.index

    def _weapon(self, nominal: Nominal) -> bool:
        return nominal.means is not None and not self.classes.is_a(
            self.words[nominal.head].stem, "position_noun", "base_noun"
        )
