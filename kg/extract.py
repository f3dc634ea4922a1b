"""Documents -> accounts: the rule layer on a whole article.

Sentence by sentence the rules give events; the article as a whole then says what "the attack" is, who speaks, who
answers whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg import casualties, claims, responses
from kg.speakers import Speaker, speakers
from kg.dates import Expression, find
from kg.events import Event, Sentence, match, share
from kg.lexicon import Lexicon
from kg.linking import Linker
from kg.model import (
    Account,
    Article,
    Certainty,
    Document,
    Evidence,
    Means,
    Mention,
    Outcome,
    Quantity,
    Ref,
    When,
)  # fmt: skip
from kg.model import Sentence as Parsed
from kg.rules.loader import RuleBook, default_rules
from kg.rules.words import Words, load
from kg.syntax import words as syntax_words
from kg.syntax.grammar import Grammar
from kg.syntax.nominal import Reading
from kg.syntax.reader import Reader
from kg.syntax.words import Word

_BACK = 4  # sentences that "the attack" may point back
_MANY = 15  # more attacks than this in one noun phrase are a total, not an event
_NOUN_CLASSES = (
    "base_noun", "facility_noun", "position_noun", "person_noun", "settlement_noun", "district_noun", "surroundings",
    "group_noun", "force_noun",
    "adverbial", "killed_noun", "injured_noun", "announcement_noun",
)  # fmt: skip


class Extractor:
    """Turns documents into accounts. Holds the lexicon and the rules, nothing of any article."""

    def __init__(self, lexicon: Lexicon, book: RuleBook | None = None, words: Words | None = None) -> None:
        self.lexicon = lexicon
        self.book = book or default_rules()
        self.words = words or load()
        self._harm = self.words["killed_verb"] | self.words["injured_verb"]
        self._nouns = frozenset().union(
            *(self.words[name] for name in _NOUN_CLASSES), self.book.by_noun, self.words.means_noun, self.words.number,
            self.words.number
        )

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Account, ...]]]:
        """Each document with the accounts of strikes in it, in the order of the text."""
        for document in documents:
            yield document, self.accounts(document)

    def accounts(self, document: Document) -> tuple[Account, ...]:
        """What one document tells of strikes."""
        return tuple(_accounts(document, self.events(document)))

    def events(self, document: Document) -> list[Event]:
        """The strikes that the sentences tell, with what the rest of the article says of them."""
        article = document.article
        mentions = self.lexicon.find(article.text)
        dates = find(article.text, article.published)
        linker = Linker(article, self.lexicon, self.words, mentions)
        history: list[Event] = []
        announced: list[tuple[Ref, list[Event]]] = []
        last: Speaker | None = None
        pending: list[Event] = []
        for parsed in document.sentences:
            inside = [m for m in mentions if parsed.start <= m.start and m.end <= parsed.end]
            times = _times(parsed, article, dates, history)
            reading = self.read(parsed, article.text, inside, times)
            sentence = Sentence(reading, self.book, self.words, linker)
            events = match(sentence)
            told = speakers(sentence, last)
            claims.suspect(sentence)
            claims.attribute(sentence, events, told, last)
            claims.accuse(sentence, told, next(reversed(history), None))
            claims.claim(sentence, told, next(reversed(history), None))
            announced.extend(responses.respond(sentence, history))
            _inherit(sentence, events)
            if any(word.form in self.words["elaborating"] for word in reading.words[:1]):
                _elaborate(events, pending)
            pending = [e for e in events if e.noun and e.attackers and not e.targets and not e.definite]
            share(sentence)
            casualties.book(sentence, casualties.read(sentence), history)
            for event in events:
                if event.when is None:
                    event.when = _when(event, events, times)
            for event in sorted(events, key=lambda e: e.trigger):
                if event.unreal or _total(event, self.words):
                    continue
                if event.targets:
                    responses.carry_on(event, announced)
                    history.append(event)
                elif event.definite and not _their_attacks(event, self.words):
                    _point_back(event, history)
            last = next((s for s in reversed(told) if s.actor), told[-1] if told else last)
        return history

    def read(self, parsed: Parsed, text: str, mentions: Iterable[Mention], times: Iterable[Expression]) -> Reading:
        """One sentence as the rules see it."""
        mentions = tuple(mentions)
        names = frozenset(mention.start for mention in mentions if not mention.cued)
        words = syntax_words.read(parsed, text, self._nouns, self.book.by_verb_form, names)
        grammar = Grammar(
            self.words,
            lambda stem: stem in self.book.by_noun,
            self._is_verb,
            lambda form: bool(self.lexicon.adjective(form)),
            lambda identifier: identifier in self.lexicon.entities,
        )
        return Reader(parsed, words, mentions, [(t.start, t.end) for t in times], grammar).read()

    def _is_verb(self, word: Word) -> bool:
        """Whether a word is a verb: by its tag, or because only a trigger verb has this form."""
        if word.upos in ("VERB", "NOUN") and word.form in self._harm and word.form not in self._nouns:
            return True
        if word.upos == "VERB":
            return word.stem not in self._nouns or word.form in self.book.by_verb_form
        known = word.form in self.book.by_verb_form and word.form not in self._nouns and not word.definite
        return (
            known
            and word.upos in ("NOUN", "X", "ADJ", "PROPN")
            and (len(word.form) > 3 or word.form in self.words["short_verb"])
        )


def _times(
    parsed: Parsed, article: Article, dates: Iterable[Expression], history: Sequence[Event]
) -> list[Expression]:
    """The time expressions of a sentence; "the same day", "at dawn" are counted from the day of the last strike told."""
    inside = [d for d in dates if parsed.start <= d.start and d.end <= parsed.end]
    day = next((e.when.day for e in reversed(history) if e.when and e.when.day), None)
    if day is None or all(d.when for d in inside):
        return inside
    again = {d.start + parsed.start: d for d in find(article.text[parsed.start : parsed.end], article.published, day)}
    return [replace(d, when=again[d.start].when) if d.when is None and d.start in again else d for d in inside]


def _total(event: Event, words: Words) -> bool:
    """Totals over a period (`عشرات الهجمات`, `115 هجوماً`) are no event."""
    if not event.noun:
        return False
    nominal = next(n for n in event.reading.nominals if n.head == event.trigger)
    before = event.reading.words[nominal.start : nominal.head]
    many = nominal.event and event.count is not None and nominal.count == event.count and event.count.value >= _MANY
    head = event.reading.words[event.trigger]
    general = len(event.rules) == 1 and head.definite and head.stem in words["plural_event"] and not event.attackers
    return many or general or any(word.stem in words["total"] for word in before)


def _inherit(sentence: Sentence, events: list[Event]) -> None:
    """A verb without subject goes on with the subject before it (`لم يتأخر الحزب في الرد، فأطلق ...`)."""
    for event in events:
        if not event.open_agent or event.attackers:
            continue
        if event.pronoun_agent:
            before = (n for n in reversed(sentence.reading.nominals) if n.end <= event.trigger and not n.event)
            subject = next((n for n in before if sentence.agentive(n) and sentence.actors(n)), None)
        elif not event.noun:
            verbs = [
                v for v in sentence.reading.verbs if v < event.trigger and v not in sentence.reading.relative_verbs
            ]
            found = (n for v in reversed(verbs) for n in sentence.clauses.subject_of(v))
            subject = next((n for n in found if sentence.agentive(n) and not n.event), None)
        else:
            continue
        if subject is not None:
            event.attack_by(sentence.actors(subject))
            if subject.means in (Means.AIRSTRIKE, Means.DRONE) or (subject.means and not event.means):
                sentence.arm(event, subject)


def _their_attacks(event: Event, words: Words) -> bool:
    """"Its operations", "their attacks": what a side does at large, not the strike told before."""
    return event.pronoun_agent and event.reading.words[event.trigger].stem in words["plural_event"]


def _elaborate(events: Iterable[Event], pending: Iterable[Event]) -> None:
    """The strikes of a sentence that spells out the attack of the one before it are by the same attackers."""
    for before in pending:
        for event in events:
            if event.targets and not event.attackers and (not before.means or _alike(before.means, event.means)):
                event.attackers = list(before.attackers)


def _point_back(event: Event, history: list[Event]) -> None:
    """ "The attack" adds what it says to the strike that it points back to."""
    index = event.reading.sentence.index
    for earlier in reversed(history):
        if index - earlier.reading.sentence.index > _BACK:
            return
        if event.means and earlier.means and not _alike(event.means, earlier.means):
            continue
        if event.about and not event.about & _where(earlier):
            continue
        earlier.attack_by(p.ref for p in event.attackers if p.certainty is Certainty.STATED)
        for party in event.attackers:
            if party.certainty is not Certainty.STATED:
                earlier.attack_by([party.ref], party.certainty, party.source)
        earlier.claimants = earlier.claimants or event.claimants
        if not earlier.means:
            earlier.means, earlier.weapons = event.means, event.weapons
        earlier.count = earlier.count or event.count
        known = {origin.entity.id for origin in earlier.origins}
        earlier.origins.extend(origin for origin in event.origins if origin.entity.id not in known)
        earlier.casualties.extend(event.casualties)
        earlier.causes.extend(event.causes)
        earlier.is_response = earlier.is_response or event.is_response
        earlier.intercepted = earlier.intercepted or event.intercepted
        earlier.when = earlier.when or event.when
        earlier.rules.extend(rule for rule in event.rules if rule not in earlier.rules)
        return


def _alike(some: Iterable[Means], others: Iterable[Means]) -> bool:
    """Whether two tellings may mean one weapon: rockets and missiles are often not told apart."""
    one, other = set(some), set(others)
    thrown = {Means.ROCKET, Means.MISSILE}
    flown = {Means.DRONE, Means.AIRSTRIKE}
    return bool(one & other) or any(one & kind and other & kind for kind in (thrown, flown))


def _where(event: Event) -> set[str]:
    refs = (*event.targets, *event.places)
    return {ref.entity.id for ref in refs} | {ref.entity.located_in for ref in refs if ref.entity.located_in}


def _when(event: Event, events: list[Event], times: Iterable[Expression]) -> When | None:
    """The time expression nearest to the trigger, with no other strike between."""
    at = event.reading.words[event.trigger].start
    best: tuple[int, When] | None = None
    for time in times:
        if time.when is None or time.since:
            continue
        low, high = sorted((at, time.start))
        between = sum(
            1 for e in events if e is not event and e.targets and low < e.reading.words[e.trigger].start < high
        )
        distance = high - low + 1000 * between
        if best is None or distance < best[0]:
            best = distance, time.when
    return best[1] if best else None


def _means(event: Event) -> list[Means]:
    """The means of an event: a drone stays a drone whatever it fires, what aircraft fire is an air strike unless it
    is told apart."""
    found = list(event.means)
    if Means.DRONE in found and Means.BOMB in found:
        found.remove(Means.BOMB)  # what a drone is loaded with
    if Means.DRONE in found and Means.AIRSTRIKE in found:
        found.remove(Means.AIRSTRIKE)
    if event.intercepted and Means.AIRSTRIKE in found and Means.ROCKET in found:
        return [Means.MISSILE]  # what aircraft fire and defences stop
    if Means.AIRSTRIKE in found and len(found) > 1:
        rest = [m for m in found if m is not Means.AIRSTRIKE]
        found = rest if rest == [Means.GUNFIRE] or rest == [Means.ARTILLERY] else [Means.AIRSTRIKE]
    if Means.MISSILE in found and Means.ROCKET in found:
        found.remove(Means.ROCKET)
    return found or [Means.UNSPECIFIED]


def _accounts(document: Document, events: list[Event]) -> Iterator[Account]:
    """Events -> accounts, one for each target and means."""
    ids: dict[int, list[str]] = {}
    drafts: list[tuple[str, Event, Ref, Means]] = []
    for event in events:
        for target in event.targets:
            for means in _means(event):
                name = f"{document.article.id}-{len(drafts) + 1:03}"
                ids.setdefault(id(event), []).append(name)
                drafts.append((name, event, target, means))
    for name, event, target, means in drafts:
        sentence = event.reading.sentence
        yield Account(
            id=name,
            article=document.article.id,
            target=target,
            means=means,
            evidence=Evidence(
                article=document.article.id,
                quote=document.article.text[sentence.start : sentence.end],
                start=sentence.start,
                end=sentence.end,
                sentence=sentence.index,
                rules=tuple(dict.fromkeys(event.rules)),
                fallbacks=tuple(dict.fromkeys(event.fallbacks)),
            ),
            certainty=event.certainty,
            outcome=Outcome.INTERCEPTED if event.intercepted else Outcome.UNKNOWN,
            attackers=tuple(p for p in event.attackers if p.ref.entity.id != target.entity.id),
            claimants=tuple(c for c in event.claimants if c.entity.id != target.entity.id),
            weapons=tuple(r for r in event.weapons if r.entity.means in (means, None)),
            count=_count(event, means),
            casualties=tuple(c for c, only in event.casualties if only in (None, target.entity.id)),
            places=tuple(p for p in _unique(event.places) if p.entity.id != target.entity.id),
            origins=tuple(o for o in event.origins if o.entity.id != target.entity.id),
            when=event.when,
            source=event.source,
            is_response=event.is_response,
            response_stated=event.response_stated,
            responds_to=tuple(i for cause in event.causes for i in ids.get(id(cause), ())),
            lag_minutes=event.lag_minutes,
        )


def _unique(refs: Iterable[Ref]) -> list[Ref]:
    return list({ref.entity.id: ref for ref in refs}.values())


def _count(event: Event, means: Means) -> Quantity | None:
    return event.count if means is _means(event)[0] else None
