"""Documents -> accounts: the rule layer on a whole article.

Sentence by sentence the rules give events; the article as a whole then says what "the attack" is, who speaks, who
answers whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg import accounts
from kg.answers import continuing, responses
from kg.dates import Expression, find
from kg.discourse import carried, coreference, timing, totals, unnamed
from kg.discourse.inferred import infer
from kg.discourse.subjects import cleft, go_on
from kg.events import Event, Sentence, allies, figurative, match, share, spoken
from kg.harm import ahead, casualties, fallen, tolls
from kg.learned import attacker, doubt, harm, homes
from kg.learned.seen import Seen
from kg.lexicon import Lexicon
from kg.linking import Linker
from kg.model import Account, Document, EntityKind, Mention, When
from kg.model import Sentence as Parsed
from kg.rules.loader import RuleBook, default_rules
from kg.rules.words import Words, load
from kg.syntax import asides
from kg.syntax import words as syntax_words
from kg.syntax.grammar import Grammar
from kg.syntax.nominal import Reading
from kg.syntax.reader import Reader
from kg.syntax.words import Word
from kg.text import fold
from kg.voices import accused, claimed, claims, statements
from kg.voices.speakers import Speaker, speakers

_ANNEXED_DUAL = ("ي", "تان", "ا")
_NOUN_CLASSES = (
    "unarmed",
    "base_noun",
    "facility_noun",
    "position_noun",
    "person_noun",
    "settlement_noun",
    "district_noun",
    "surroundings",
    "group_noun",
    "named_group",
    "force_noun",
    "adverbial",
    "killed_noun",
    "injured_noun",
    "annexed_dual",
    "announcement_noun",
    "another",
    "reaching",
)
_NOMINAL = ("NOUN", "X", "ADJ", "PROPN")
_ARTICLE = "ال"
_INDEFINITE = ("اً", "ًا")  # endings of nouns and adjectives, and of no name
_WORD = 12  # letters of the word behind a name
_SHORT = 3  # letters of a verb form that may as well be a noun


def _whole(mention: Mention) -> bool:
    """Whether a mention is a name as it is, and not behind a proclitic."""
    named = (entity for entity in mention.candidates if entity.kind is not EntityKind.WEAPON and not mention.cued)
    labels = (label for entity in named for label in (*entity.labels, *entity.weak_labels))
    return fold(mention.text) in map(fold, labels)


class Extractor:
    """Turns documents into accounts. Holds the lexicon, the rules and the word classes, nothing of any article."""

    def __init__(self, lexicon: Lexicon, book: RuleBook | None = None, words: Words | None = None) -> None:
        self.lexicon = lexicon
        self.book = book or default_rules()
        self.words = words or load()
        self._harm = self.words["killed_verb"] | self.words["injured_verb"] | self.words["resulting_form"]
        self._verbs = self._harm.union(self.book.by_verb_form)
        classes = (self.words[name] for name in _NOUN_CLASSES)
        self._nouns = frozenset().union(*classes, self.book.by_noun, self.words.means_noun, self.words.number)
        self._things = frozenset().union(
            *(self.words[name] for name in ("position_noun", "facility_noun", "base_noun"))
        )
        pairs = {
            noun for noun in self.words.singular if noun.endswith(_ANNEXED_DUAL)
        }  # حقلي X وY, محطتا X وY, حقلا X وY
        self._naming = self.words["settlement_noun"] | self.words["district_noun"] | pairs
        self._grammar = Grammar(
            classes=self.words,
            is_event=lambda stem: stem in self.book.by_noun,
            is_verb=self._is_verb,
            is_verb_form=self._verbs.__contains__,
            is_nisba=lambda form: bool(lexicon.adjective(form)),
            is_curated=lambda identifier: identifier in lexicon.entities,
        )

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Account, ...]]]:
        """Each document with the accounts of strikes in it, in the order of the text."""
        for document in documents:
            yield document, self.accounts(document)

    def accounts(self, document: Document) -> tuple[Account, ...]:
        """What one document tells of strikes, in the order of the text."""
        return tuple(accounts.accounts(document, self.events(document)))

    def events(self, document: Document) -> list[Event]:
        """The strikes that the sentences tell, with what the rest of the article says of them."""
        article = document.article
        found = (m for m in self.lexicon.find(article.text) if not self._common(article.text, m))
        mentions = [m for m in found if not carried.made_in(article.text, m, self.words)]
        dates = [d for d in find(article.text, article.published) if not timing.in_name(article.text, d, self.words)]
        linker = Linker(article, self.lexicon, self.words, mentions)
        history: list[Event] = []
        announced: list[continuing.Response] = []
        last: Speaker | None = None
        before: Sentence | None = None
        pending: list[Event] = []
        untold: list[ahead.Untold] = []
        seen = Seen()
        quoting = False
        day: When | None = None
        for parsed in document.sentences:
            inside = [m for m in mentions if parsed.start <= m.start and m.end <= parsed.end]
            times = timing.times(parsed, article, dates, history)
            reading, raw = self.read(parsed, article.text, inside, times), article.text[parsed.start : parsed.end]
            quoting = quoting or statements.begins(raw, before, article.text[: parsed.start], self.words)
            linker.survey(reading)
            sentence = Sentence(reading, self.book, self.words, linker, quoting)
            events = match(sentence)
            total = totals.total(sentence, times, article)
            for event in events:
                event.unreal = event.unreal or total or (not history and figurative(sentence, event))
                event.unreal = event.unreal or spoken(sentence, event)
            harmed = () if total else tolls.of_strikes(sentence, casualties.read(sentence))
            harmed = [(at, told) for at, told in harmed if not totals.over_a_period(sentence, at, times)]
            untold.extend(tolls.book(sentence, harmed, history))
            seen.tolls.extend(homes.tolls(sentence, harmed))
            fallen.book(sentence, history)
            quoting = statements.goes_on(raw, quoting) or statements.issued(sentence)
            told = speakers(sentence, last, before)
            latest = history[-1] if history else None
            accused.suspect(sentence, latest)
            accused.ascribe(sentence)
            accused.belong(sentence)
            go_on(sentence, before)
            cleft(sentence)
            carried.inherit(sentence, events)
            claims.attribute(sentence, events, told, last)
            allies.join(sentence)
            accused.accuse(sentence, told, history)
            accused.charge(sentence, told, history)
            claimed.claim(sentence, told, history)
            claimed.stand_behind(sentence, told)
            if carried.heading(sentence, article):
                continuing.pass_over(parsed.index, announced)
            announced.extend(responses.respond(sentence, history, told, announced))
            claims.announce(sentence, events, told)
            if carried.elaborates(sentence):
                coreference.elaborate(events, pending)
            pending = [e for e in events if e.noun and e.attackers and coreference.unspecific(e) and not e.definite]
            share(sentence)
            coreference.spell_out(events)
            timing.date(sentence, events, times, history)
            timing.occurred(sentence, times, history)
            day = timing.heading(sentence, times, day)
            for event in events:
                event.when = event.when or day
            for event in sorted(events, key=lambda e: e.trigger):
                if not totals.counts(event, self.words):
                    continue
                earlier = (
                    coreference.retold(event, history) or coreference.stopped(event, history) if event.targets else None
                )
                if earlier is not None:
                    continuing.replace(event, earlier, (*history, *events, *announced))
                elif event.targets and not coreference.in_part(event, history):
                    coreference.go_on(event, history)
                    coreference.launched_from_air(event, history)
                    continuing.carry_on(event, announced, self.words)
                    coreference.absorb(event, history, self.words)
                    ahead.catch_up(event, untold)
                    history.append(event)
                elif carried.heading(sentence, article):
                    continue  # it tells what follows
                elif carried.at_large(event, self.words) or not (event.definite or coreference.fired(event)):
                    continue
                elif not coreference.point_back(event, history, self.words) and (hit := coreference.alone(event)):
                    event.hit(hit)
                    history.append(event)
            last = next((s for s in reversed(told) if s.actor), claims.claimant(events) or (told[-1] if told else last))
            before = sentence
            seen.actors.extend(attacker.named(sentence))
        history.extend(continuing.untold(history, announced))
        carried.owned(history)
        carried.missiles(history)
        fallen.hit(history)
        infer(article, history, self.words)
        return self.complete(document, seen, history)

    def complete(self, document: Document, seen: Seen, history: list[Event]) -> list[Event]:
        """The strikes of an article with what the learned models add to them, of those whose targets are named."""
        attacker.complete(seen.actors, history, self.words)
        told = doubt.dismiss(unnamed.drop(history, self.words), self.words)
        harm.settle(seen.tolls, told)
        return told

    def read(self, parsed: Parsed, text: str, mentions: Iterable[Mention], times: Iterable[Expression]) -> Reading:
        """One sentence as the rules see it; `text` is the article's, `mentions` and `times` are those inside."""
        mentions = tuple(mentions)
        words = syntax_words.read(
            parsed,
            text,
            self._nouns,
            self._verbs,
            names=frozenset(m.start for m in mentions if not m.cued),
            spans={m.start: m.end for m in mentions},
            naming=self._naming,
            titles=self.words["ship"] | self.words["honorific"],
            beginning=self.words["name_noun"],
            participles=self.words.participle,
            whole=frozenset(m.start for m in mentions if _whole(m) and self._sure(text, m)),
            origin=self._grammar.is_nisba,
            things=self._things,
        )
        spans = [(time.start, time.end) for time in times]
        dated = frozenset(w.index for w in words if any(w.start < end and start < w.end for start, end in spans))
        words = asides.put_behind(words, dated, self.words)
        return Reader(parsed, words, mentions, spans, self._grammar).read()

    def _sure(self, text: str, mention: Mention) -> bool:
        """Whether a name is of the curated tables, or announced (بلدة فرون)."""
        known = any(candidate.id in self.lexicon.entities for candidate in mention.candidates)
        return known or self.lexicon.cue(text, mention) is not None

    def _common(self, text: str, mention: Mention) -> bool:
        """Whether a name is a noun that the rules know or a direction, and else but that of a hamlet which nothing
        announces: المدينة, إسقاط, شرق; or two seas: البحرين الأحمر والعربي."""
        behind = fold(text[mention.end : mention.end + _WORD]).split()[:1]
        if any(word in self.words["sea_adjective"] for word in behind):
            return fold(mention.text) in self.words["seas"]
        stem = fold(mention.text).removeprefix(_ARTICLE)
        if mention.text.endswith(_INDEFINITE) and self.lexicon.adjective(mention.text):
            return True  # جندياً سورياً: no land
        common = stem in self._nouns or self.words.is_a(stem, "direction", "ordinal")
        return common and not self._sure(text, mention)

    def _is_verb(self, word: Word) -> bool:
        """Whether a word is a verb: by its tag, or because only a trigger verb has this form."""
        noun = word.form in self._nouns or bool({word.stem, word.lemma} & self.words["lately"])  # فجراً
        if word.form in self._harm and (word.upos == "VERB" or (word.upos == "NOUN" and not noun)):
            return True
        if word.upos == "VERB":
            return word.stem not in self._nouns or word.form in self.book.by_verb_form
        if word.form not in self.book.by_verb_form or noun or word.definite or word.upos not in _NOMINAL:
            return False
        return len(word.form) > _SHORT or word.form in self.words["short_verb"]
