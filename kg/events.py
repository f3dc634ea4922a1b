"""Rules on sentences -> events: what each trigger of a sentence tells, before the article as a whole is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from kg.linking import Linker
from kg.model import Casualties, Certainty, Means, Party, Quantity, Ref, When
from kg.rules.loader import Rule, RuleBook, Slot
from kg.rules.words import Words
from kg.syntax.arguments import Arguments, Clauses
from kg.syntax.nominal import Nominal, Reading
from kg.syntax.words import Word


_ABOUT = frozenset(("strike.noun.attack",))
_HABIT = 9  # words behind a verb in which "regularly", "since" make it a habit
_DENIAL = 8  # words behind "denied" that it denies
_PREDICATE = 4  # words between a trigger and what it is said to be


@dataclass(slots=True, eq=False)
class Event:
    """A strike as one trigger tells it, still open: later stages add who says so, when, and what the article says
    elsewhere.

    `trigger` is a word index; `open_agent` tells that the trigger wants an agent that its clause does not name;
    `definite` that the event
    noun points back ("the attack"); `causes` are the events that this one answers.
    """

    reading: Reading
    trigger: int
    rules: list[str]
    noun: bool = False
    definite: bool = False
    open_agent: bool = False
    pronoun_agent: bool = False
    attackers: list[Party] = field(default_factory=list)
    claimants: list[Ref] = field(default_factory=list)
    targets: list[Ref] = field(default_factory=list)
    places: list[Ref] = field(default_factory=list)
    origins: list[Ref] = field(default_factory=list)
    weapons: list[Ref] = field(default_factory=list)
    means: list[Means] = field(default_factory=list)
    count: Quantity | None = None
    casualties: list[tuple[Casualties, str | None]] = field(default_factory=list)  # with the id of the one target they fell at
    when: When | None = None
    source: Ref | None = None
    certainty: Certainty = Certainty.STATED
    intercepted: bool = False
    is_response: bool = False
    response_stated: bool = False
    causes: list[Event] = field(default_factory=list)
    lag_minutes: int | None = None
    fallbacks: list[str] = field(default_factory=list)
    unreal: bool = False
    armed_with: set[int] = field(default_factory=set)  # the nominals of its weapons
    about: set[str] = field(default_factory=set)  # the places by which the noun points back (هجوم أربيل)
    vague: bool = False  # the targets are only where it happened

    def attack_by(
        self, refs: Iterable[Ref], certainty: Certainty = Certainty.STATED, source: Ref | None = None
    ) -> None:
        known = {party.ref.entity.id for party in self.attackers}
        self.attackers.extend(Party(ref, certainty, source) for ref in refs if ref.entity.id not in known)

    def hit(self, refs: Iterable[Ref]) -> None:
        known = {ref.entity.id for ref in self.targets}
        self.targets.extend(ref for ref in refs if ref.entity.id not in known)

    def use(self, nominal: Nominal, ref: Ref) -> None:
        """Note a weapon: its means, its number and its words."""
        self.armed_with.add(nominal.index)
        if nominal.means and nominal.means not in self.means:
            self.means.append(nominal.means)
            self.weapons.append(ref)
        if nominal.count and not nominal.event:
            self.count = self.count or nominal.count


class Sentence:
    """Matches the rules on one read sentence."""

    def __init__(self, reading: Reading, book: RuleBook, words: Words, linker: Linker) -> None:
        self.reading, self.book, self.words, self.linker = reading, book, words, linker
        self.clauses = Clauses(reading, words, self.agentive, self.targetable, self.acting)
        self.by_nominal: dict[int, Event] = {}
        self.events: list[Event] = []

    # --- kinds of phrases -------------------------------------------------------------------------------------------

    def agentive(self, nominal: Nominal) -> bool:
        """Whether a phrase can strike: an actor, a weapon, an attack."""
        stem = self.reading.words[nominal.head].stem
        if self.words.is_a(stem, "base_noun", "settlement_noun", "district_noun", "surroundings"):
            return False
        if nominal.event or nominal.means is not None:
            return True
        if self.words.is_a(stem, "position_noun", "facility_noun") and stem not in self.words["armed_thing"]:
            return False
        return bool(self.linker.actors(self.reading, nominal)) or stem in self.words["group_noun"]

    def acting(self, nominal: Nominal) -> bool:
        """Whether a phrase names an actor, be it as the owner of a weapon."""
        return self.agentive(nominal) and bool(self.linker.actors(self.reading, nominal))

    def targetable(self, nominal: Nominal) -> bool:
        return not nominal.event and bool(self.linker.targets(self.reading, nominal))

    # --- matching ---------------------------------------------------------------------------------------------------

    def match(self) -> list[Event]:
        """The events of the sentence in the order of their triggers; response and claim rules are left to their
        stages."""
        for nominal in self.reading.nominals:
            for rule in self.rules_of(self.reading.words[nominal.head], nominal.event):
                if rule.makes == "strike":
                    self._noun(rule, nominal)
        for verb in self.reading.verbs:
            for rule in self.rules_of(self.reading.words[verb], False):
                if rule.makes == "strike" and self._verb(rule, verb):
                    break
        self._headlines()
        for rule, trigger, arguments in self.triggers("carry"):
            self._carry(rule, trigger, arguments)
        for rule, trigger, arguments in self.triggers("intercept"):
            self._intercept(rule, trigger, arguments)
        for nominal in self.reading.nominals:
            for rule in self.book.origins:
                core = self.reading.words[nominal.head : nominal.end]
                launch = nominal.pronoun or any(word.stem == "اطلاق" for word in core)
                if launch and core[0].stem in rule.nouns:
                    self._origin_of(rule, nominal.end - 1, Arguments())
        self.share()
        self.events.sort(key=lambda event: event.trigger)
        return self.events

    def triggers(self, makes: str) -> Iterator[tuple[Rule, int, Arguments]]:
        """Every trigger of the rules that make `makes`: (rule, word index, arguments)."""
        for nominal in self.reading.nominals:
            for rule in self.rules_of(self.reading.words[nominal.head], nominal.event):
                if rule.makes == makes:
                    yield rule, nominal.head, self.clauses.of_noun(nominal)
        for verb in self.reading.verbs:
            for rule in self.rules_of(self.reading.words[verb], False):
                if rule.makes == makes:
                    yield rule, verb, self.clauses.of_verb(verb, launches=self._launches(rule))

    def _headlines(self) -> None:
        """A verbless line in which a weapon stands on its target (`صواريخ على القاعدة`)."""
        verb = min(self.reading.verbs, default=len(self.reading.words))
        for nominal in self.reading.nominals:
            if nominal.preposition or nominal.means is None or nominal.event or nominal.end > verb:
                continue
            if nominal.start > 1 and self.reading.verbs:
                continue
            if nominal.after >= 0 and self.reading.nominals[nominal.after].event:
                continue
            for rule in self.book.headlines:
                if self.reading.words[nominal.head].stem in rule.nouns:
                    self._noun(rule, nominal)

    def _launches(self, rule: Rule) -> bool:
        """Whether a verb takes the weapon or the attack as its object and the attacker as its subject."""
        carried = (*rule.slots.get("weapon", ()), *rule.slots.get("event", ()))
        agent = any(slot.relation == "nsubj" for slot in rule.slots.get("attacker", ()))
        return agent and any(slot.relation == "obj" for slot in carried)

    def rules_of(self, word: Word, noun: bool) -> tuple[Rule, ...]:
        if noun:
            return self.book.by_noun.get(word.stem, ()) or self.book.by_noun.get(word.form, ())
        if word.index not in self.reading.verbs:
            return ()
        rules = {rule.id: rule for rule in self.book.by_verb_form.get(word.form, ())}
        rules |= {rule.id: rule for rule in self.book.by_verb_lemma.get(word.lemma, ()) if word.upos == "VERB"}
        return tuple(rules.values())

    def fill(
        self, rule: Rule, role: str, trigger: int, arguments: Arguments, fits: Callable[[Nominal], bool]
    ) -> tuple[Nominal, ...]:
        """The nominals that fill a slot: those of the first path that has fitting ones."""
        for slot in rule.slots.get(role, ()):
            for group in self._at(slot, trigger, arguments):
                fitting = tuple(n for n in group if fits(n))
                if fitting:
                    return fitting
        return ()

    def _at(self, slot: Slot, trigger: int, arguments: Arguments) -> Iterator[tuple[Nominal, ...]]:
        if slot.relation == "nsubj":
            yield arguments.subject
        elif slot.relation == "obj" and arguments.second:
            yield arguments.second
        elif slot.relation in ("obj", "idafa") and slot.fits != "agent":
            yield arguments.object
        elif slot.relation == "idafa":
            if arguments.object and self.agentive(arguments.object[0]):
                yield arguments.object
        elif slot.relation in ("obl", "nmod"):
            for nominal in arguments.obliques:
                fits = slot.fits != "agent" or self.acting(nominal)
                if nominal.preposition in slot.prepositions and fits and not self._stray(slot, trigger, nominal):
                    yield self.clauses.group(nominal)
        elif slot.relation == "predicate":
            following = (n for n in self.reading.nominals if n.start > trigger and n.start - trigger <= _PREDICATE)
            yield self.clauses.group(next((n for n in following if not n.preposition), None))
        elif slot.relation in ("amod", "self"):
            yield tuple(n for n in self.reading.nominals if n.head == trigger)

    def partial(self, nominal: Nominal) -> bool:
        """Whether a phrase counts some of what was told before: بعضها, إحداهما, ثالثة."""
        words = self.reading.words[nominal.start : nominal.end]
        behind = self.reading.words[nominal.end : nominal.end + 2]
        if len(behind) == 2 and behind[0].form == "من" and behind[1].upos == "PRON":
            return True
        if nominal.count is not None and not nominal.mentions and all(w.upos in ("NUM", "ADP", "PRON", "CCONJ") for w in words):
            return True
        return any(w.stem in self.words["partial"] for w in words) and nominal.means is None and not nominal.event

    def event_of(self, nominal: Nominal) -> Event | None:
        """The event that a phrase names: its own, or that of the relative clause behind it (صاروخ أصاب القاعدة)."""
        if nominal.index in self.by_nominal:
            return self.by_nominal[nominal.index]
        if nominal.means is None:
            return None
        return next((e for e in self.events if nominal.end <= e.trigger <= nominal.end + 1), None)

    def _stray(self, slot: Slot, trigger: int, nominal: Nominal) -> bool:
        """Whether a phrase with في or ل stands apart from its noun: only directly behind it does it say what was hit."""
        if slot.relation != "nmod" or nominal.preposition not in ("في", "ل"):
            return False
        following = nominal
        while following.after >= 0:
            following = self.reading.nominals[following.after]
            if following.start <= trigger < following.end:
                return False
        return True

    def weapon(self, nominal: Nominal) -> bool:
        stem = self.reading.words[nominal.head].stem
        return nominal.means is not None and not self.words.is_a(stem, "base_noun", "settlement_noun")

    def negated(self, at: int) -> bool:
        """Whether a negation stands directly before word `at`."""
        before = self.reading.words[max(0, at - 2) : at]
        return any(w.stem in self.words["negation"] and self._denies(w.index, at) for w in before)

    def real(self, at: int) -> bool:
        """Whether what stands at word `at` is told as having happened: not negated, threatened, planned or
        prevented."""
        words = self.reading.words
        before = words[max(0, at - 4) : at]
        if words[at].form.startswith(("ست", "سي", "سن")) and words[at].form[1:] in self.book.by_verb_form:
            return False
        if words[at].index in self.reading.verbs and words[at].form[:1] in "يتن" and "Aspect=Perf" not in words[at].feats:
            if any(w.form in self.words["habitual"] or w.stem in self.words["habitual"] for w in words[at : at + _HABIT]):
                return False
        for word in reversed(words[max(0, at - _DENIAL) : at]):
            if word.form in (".", "؛", "،"):
                break
            if word.form in self.words["denial"]:
                return False
        for distance, word in enumerate(reversed(before), 1):
            if word.form in ("،", "و", ".", "؛", '"') and distance > 1:
                break
            if word.stem in self.words["negation"] and distance <= 2 and self._denies(word.index, at):
                return False
            if word.form == "س" and distance == 1:
                return False
            if word.stem in self.words["irrealis"] or word.lemma in self.words["irrealis"]:
                return False
        return True

    def _denies(self, negation: int, at: int) -> bool:
        """Whether a negation denies the trigger: not when it denies only what a verb says of an event (لم يخلّف القصف ضحايا)."""
        word = self.reading.words[negation + 1]
        if word.lemma in self.words["litotes"] or word.form in self.words["litotes"]:
            return False
        between = word.index < at and word.index in self.reading.verbs
        return not between or word.lemma in self.words["occurrence"]

    # --- strikes ----------------------------------------------------------------------------------------------------

    def _noun(self, rule: Rule, nominal: Nominal) -> None:
        arguments = self.clauses.of_noun(nominal)
        event = Event(
            self.reading, nominal.head, [rule.id], noun=True, definite=self.reading.words[nominal.head].definite
        )
        event.unreal = not self.real(nominal.start)
        weapons = self.fill(rule, "weapon", nominal.head, arguments, self.weapon)
        if rule.needs == "weapon" and not weapons:
            return
        about = [n for n in arguments.object if not self.agentive(n)] if rule.id in _ABOUT else []
        for part in about:
            event.about.update(ref.entity.id for ref in self.linker.targets(self.reading, part))
        event.definite = event.definite or bool(event.about)
        if nominal.means:
            event.use(nominal, self.weapon_ref(nominal))
        if nominal.count and not event.definite:
            event.count = nominal.count
        adjectives = {word.stem for word in self.reading.words[nominal.head + 1 : nominal.end]}
        event.is_response = event.response_stated = bool(adjectives & self.words["response_adjective"])
        self._complete(rule, event, arguments, weapons)
        event.open_agent = not event.attackers
        event.pronoun_agent = nominal.pronoun
        following = self.reading.words[nominal.end : nominal.end + 1]
        dated = any(word.index in self.reading.dated for word in following)
        if (nominal.pronoun or dated) and not event.targets:
            event.definite = True
        self.by_nominal[nominal.index] = event
        self.events.append(event)

    def _verb(self, rule: Rule, verb: int) -> bool:
        slots = rule.slots.get("attacker", ()), rule.slots.get("target", ())
        strikes = any(s.relation == "nsubj" for s in slots[0]) and any(s.relation == "obj" for s in slots[1])
        arguments = self.clauses.of_verb(verb, strikes, self._launches(rule))
        if not self.real(verb):
            return False
        uses_object = any(slot.relation == "obj" for slots in rule.slots.values() for slot in slots)
        if arguments.passive and uses_object and not any(self.targetable(n) for n in arguments.object):
            arguments = Arguments((), (*arguments.subject, *arguments.object), arguments.obliques, (), True, arguments.fallback)
        weapons = self.fill(rule, "weapon", verb, arguments, self.weapon)
        some = next((e for e in reversed(self.events) if e.means and e.trigger < verb), None)
        partly = some if any(self.partial(n) for n in arguments.subject) else None
        if rule.needs == "weapon" and not weapons and partly is None:
            return False
        if rule.needs == "event" and not any(n.event or n.means for n in arguments.subject):
            return False
        if rule.needs == "explosion" and not any(self._explosion(n) for n in arguments.subject):
            return False
        carried = next((self.by_nominal[n.index] for n in arguments.subject if n.index in self.by_nominal), None)
        if carried is None and not arguments.subject and not arguments.passive:
            carried = self._waiting(verb)
        event = carried or Event(self.reading, verb, [])
        if partly is not None:
            event.attackers, event.means, event.weapons = list(partly.attackers), list(partly.means), list(partly.weapons)
        event.rules.append(rule.id)
        if carried is None:
            self.events.append(event)
        self._complete(rule, event, arguments, weapons)
        if partly is not None and not any(ref.entity.kind.value in ("base", "facility") for ref in event.targets):
            event.targets.clear()  # where one of them fell is not what they were fired at
        event.pronoun_agent = event.pronoun_agent or any(n.pronoun for n in arguments.subject)
        event.definite = event.definite or any(self.reading.words[n.head].definite for n in weapons)
        event.open_agent = (
            not event.attackers
            and not arguments.passive
            and (not arguments.subject or event.pronoun_agent)
            and rule.needs != "explosion"
        )
        if arguments.fallback:
            event.fallbacks.append(rule.id)
        return True

    def _agent(self, nominal: Nominal, trigger: int) -> bool:
        """Whether a phrase says who struck: an actor, or a weapon that is not the trigger itself."""
        return self.acting(nominal) or (nominal.head != trigger and self.agentive(nominal))

    def _waiting(self, verb: int) -> Event | None:
        """The event noun, still without a target, that a verb without subject goes on with (`قصف نفّذته القوات، وطال القرية`)."""
        before = [e for e in self.events if e.trigger < verb]
        last = max(before, key=lambda e: e.trigger, default=None)
        told = last is not None and last.noun and not last.targets and (last.means or last.attackers)
        return last if told else None

    def _complete(self, rule: Rule, event: Event, arguments: Arguments, weapons: tuple[Nominal, ...]) -> None:
        """Fill attacker, target, weapon and origin of an event from one trigger."""
        at = event.trigger if rule.id == event.rules[0] else -1
        for nominal in weapons:
            event.use(nominal, self.weapon_ref(nominal))
            event.attack_by(self.linker.actors(self.reading, nominal) if nominal.head != at else ())
        targets = self.fill(rule, "target", at, arguments, self.targetable)
        agents = self.fill(rule, "attacker", at, arguments, lambda n: n not in targets and self._agent(n, at))
        for nominal in agents:
            if nominal.means and not nominal.event:
                event.use(nominal, self.weapon_ref(nominal))
            event.attack_by(self.linker.actors(self.reading, nominal))
        vague = bool(targets) and targets[0].preposition in ("في", "ل")
        if targets and event.vague and not vague:
            event.targets.clear()
        if targets and not (vague and event.targets):
            event.vague = vague
            for nominal in targets:
                self.hit(event, nominal)
        for nominal in self.fill(rule, "origin", at, arguments, self._origin):
            for ref in self.linker.targets(self.reading, nominal):
                if ref.entity.id not in {origin.entity.id for origin in event.origins}:
                    event.origins.append(ref)

    def hit(self, event: Event, nominal: Nominal) -> None:
        refs = self.linker.targets(self.reading, nominal)
        event.hit(refs)
        if refs and refs[0].entity.kind.value in ("actor", "facility", "area"):
            event.places.extend(self.linker.places(self.reading, nominal))

    def _origin(self, nominal: Nominal) -> bool:
        refs = self.linker.targets(self.reading, nominal)
        return bool(refs) and refs[0].entity.kind.value in ("place", "area", "base")

    def _explosion(self, nominal: Nominal) -> bool:
        return any(self.reading.words[i].stem.startswith(("انفجار", "دوي")) for i in range(nominal.start, nominal.end))

    def weapon_ref(self, nominal: Nominal) -> Ref:
        """The weapon that a nominal names, as an entity of the lexicon or by its means."""
        return self.linker.weapon(self.reading, nominal)

    # --- carriers and interceptions ---------------------------------------------------------------------------------

    def _event_of(self, nominals: Iterable[Nominal]) -> Event | None:
        return next((self.by_nominal[n.index] for n in nominals if n.index in self.by_nominal), None)

    def _carry(self, rule: Rule, trigger: int, arguments: Arguments) -> None:
        carried = self._event_of(self.fill(rule, "event", trigger, arguments, lambda n: n.index in self.by_nominal))
        if carried is None and trigger in self.reading.relative_verbs and self._resumed(rule, trigger, arguments):
            carried = self._event_of(n for n in (self.clauses.antecedent(trigger),) if n is not None)
        if carried is None:
            weapons = self.fill(rule, "weapon", trigger, arguments, self.weapon)
            if not weapons:
                return
            carried = Event(self.reading, trigger, [])
            for nominal in weapons:
                carried.use(nominal, self.weapon_ref(nominal))
            self.events.append(carried)
        elif "weapon" in rule.slots and "attacker" in rule.slots:
            for nominal in self.fill(rule, "weapon", trigger, arguments, self.weapon):
                carried.use(nominal, self.weapon_ref(nominal))
        elif "weapon" in rule.slots and "attacker" in rule.slots:
            for nominal in self.fill(rule, "weapon", trigger, arguments, self.weapon):
                carried.use(nominal, self.weapon_ref(nominal))
        carried.rules.append(rule.id)
        if not self.real(trigger):
            carried.unreal = True
        for nominal in self.fill(rule, "attacker", trigger, arguments, self.agentive):
            carried.attack_by(self.linker.actors(self.reading, nominal))
            if nominal.means and not nominal.event:
                carried.use(nominal, self.weapon_ref(nominal))
        suffering = self.fill(rule, "target", trigger, arguments, self.targetable)
        if suffering and carried.vague:
            carried.targets.clear()
            carried.vague = False
        for nominal in suffering:
            self.hit(carried, nominal)
        if "attacker" in rule.slots:
            carried.open_agent = not carried.attackers

    def share(self) -> None:
        """One weapon in two clauses is one strike (`هدفاً لصواريخ أطلقتها إيران`): who fired it and from where goes to the one with the target."""
        for event in [e for e in self.events if not e.targets and not e.noun]:
            other = next((e for e in self.events if e is not event and e.targets and e.armed_with & event.armed_with), None)
            if other is not None:
                other.attack_by(party.ref for party in event.attackers)
                other.origins.extend(event.origins)
                other.rules.extend(event.rules)
                other.intercepted = other.intercepted or event.intercepted
                self.events.remove(event)

    def _resumed(self, rule: Rule, verb: int, arguments: Arguments) -> bool:
        """Whether a pronoun in a relative clause stands for the event before it (القصف الذي تعرضت له, هجوم شنّه)."""
        for slot in rule.slots.get("event", ()):
            if slot.relation == "obj" and self.clauses.pronoun_object(verb):
                return True
            pronouns = (n for n in arguments.obliques if self.reading.words[n.head].upos == "PRON" and n.start > verb)
            if any(n.preposition in slot.prepositions for n in pronouns):
                return True
        return False

    def _origin_of(self, rule: Rule, trigger: int, arguments: Arguments) -> None:
        """`مصدرها بلدة X`: the origin of the strike before it; without one in the sentence it points back."""
        places = self.fill(rule, "origin", trigger, arguments, self._origin)
        before = [e for e in self.events if e.trigger < trigger]
        if not places:
            return
        event = before[-1] if before else Event(self.reading, trigger, [], definite=True)
        if not before:
            self.events.append(event)
        event.rules.append(rule.id)
        for nominal in places:
            event.origins.extend(self.linker.targets(self.reading, nominal))

    def _intercept(self, rule: Rule, trigger: int, arguments: Arguments) -> None:
        foiled = self._event_of(self.fill(rule, "event", trigger, arguments, lambda n: n.index in self.by_nominal))
        if foiled is not None and self.real(trigger):
            foiled.rules.append(rule.id)
            foiled.intercepted = True
            return
        weapons = self.fill(rule, "weapon", trigger, arguments, self.weapon)
        if not self.real(trigger):
            return
        pronoun = trigger in self.reading.verbs and self.clauses.pronoun_object(trigger)
        if not weapons or any(self.partial(w) for w in weapons):
            self._some_stopped(rule, trigger, (*arguments.subject, *arguments.object, *weapons), pronoun)
            return
        if any(w.event or w.means is Means.AIRSTRIKE for w in weapons):
            return
        end = max(w.end for w in weapons)
        earlier = [e for e in self.events if trigger >= end and e.trigger < trigger and e.targets]
        aimed = next((e for e in reversed(earlier) if any(w.means in e.means for w in weapons)), None)
        aimed = aimed or next(
            (e for e in self.events if e.trigger >= end and e.targets and not self._between(end, e.trigger)), None
        )
        event = aimed or Event(self.reading, trigger, [])
        event.rules.append(rule.id)
        event.intercepted = True
        event.unreal = False
        for nominal in weapons:
            event.use(nominal, self.weapon_ref(nominal))
            event.attack_by(self.linker.actors(self.reading, nominal))
        if aimed is None:
            self.events.append(event)
            behind = tuple(n for n in self.reading.nominals if n.start >= end)
            wider = Arguments((), (), (*arguments.obliques, *behind))
            for nominal in self.fill(rule, "target", trigger, wider, lambda n: self._aimed_at(event, n)):
                self.hit(event, nominal)
            for nominal in self.fill(rule, "defender", trigger, arguments, lambda n: True):
                if not event.targets:
                    event.hit(self._defended(nominal))
            event.definite = any(self.reading.words[w.head].definite or w.count is None for w in weapons)
        event.open_agent = False

    def _some_stopped(self, rule: Rule, trigger: int, told: Iterable[Nominal], pronoun: bool) -> None:
        """`اعترضت معظمها`, `أُسقطت إحداهما`: some of the munitions told before were stopped."""
        if not pronoun and not any(self.partial(nominal) for nominal in told):
            return
        before = [e for e in self.events if e.trigger < trigger and e.targets]
        event = before[-1] if before else Event(self.reading, trigger, [], definite=True)
        if not before:
            self.events.append(event)
        event.rules.append(rule.id)
        event.intercepted = True

    def _aimed_at(self, event: Event, nominal: Nominal) -> bool:
        """Where munitions were stopped tells what they were aimed at; a drone over a town tells nothing."""
        refs = self.linker.targets(self.reading, nominal)
        site = bool(refs) and refs[0].entity.kind.value in ("base", "facility")
        return site or (bool(refs) and refs[0].entity.kind.value == "place" and Means.DRONE not in event.means)

    def _defended(self, nominal: Nominal) -> tuple[Ref, ...]:
        """The base whose defences are named: الدفاعات الجوية في قاعدة X, مضادات القاعدة."""
        for part in (
            nominal,
            *(n for n in self.reading.nominals if n.after == nominal.index or n.index == nominal.owner),
        ):
            refs = self.linker.targets(self.reading, part)
            if refs and refs[0].entity.kind.value == "base":
                return refs
        return ()

    def _between(self, start: int, end: int) -> bool:
        return any(word.form in (".", "؛", "،") for word in self.reading.words[start:end])
