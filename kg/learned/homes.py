"""The strikes of an article as those that may have killed or injured so many, and what is seen of each.

What the rules chose is seen only where they chose it for another toll: on articles that they were made with they are
right more often than on others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.events import Event, Sentence, alike
from kg.harm import fell, sides
from kg.model import Casualties, Ref

_CLAUSE_ENDS = ("،", ".", "؛", ":")
_BEHIND = 6  # words behind a toll that tell whose it is


@dataclass(frozen=True, slots=True, eq=False)
class Toll:
    """Casualties as a sentence tells them at word `at`."""

    sentence: Sentence
    at: int
    told: Casualties

    @property
    def index(self) -> int:
        """The number of the sentence."""
        return self.sentence.reading.sentence.index

    @property
    def number(self) -> tuple[str, int]:
        """The harm, and how many it befell."""
        return self.told.harm, self.told.quantity.value


@dataclass(frozen=True, slots=True)
class Home:
    """Where casualties may have been: the strike, and the one target of several (None: all that it hit)."""

    event: Event
    only: str | None

    @property
    def targets(self) -> list[Ref]:
        """What was hit there."""
        return [ref for ref in self.event.targets if self.only in (None, ref.entity.id)]

    @property
    def ids(self) -> set[str]:
        """The ids of what was hit there."""
        return {ref.entity.id for ref in self.targets}


def tolls(sentence: Sentence, harmed: Iterable[tuple[int, Casualties]]) -> Iterator[Toll]:
    """The tolls of a sentence that are those of one strike: no sum of several sides."""
    for at, told in harmed:
        if not (
            sides.each(sentence, at, told.quantity.value) or _by_the_way(sentence, at) or _of_another(sentence, at)
        ):
            yield Toll(sentence, at, told)


def _by_the_way(sentence: Sentence, at: int) -> bool:
    """Whether casualties are told as what something came after: قصفت X بعد مقتل جندي."""
    nominal = next((n for n in sentence.reading.nominals if n.head == at), None)
    return nominal is not None and nominal.preposition in sentence.words["after_that"]


def _of_another(sentence: Sentence, at: int) -> bool:
    """Whether casualties are those of an attack without a target: غارة أوقعت قتيلين."""
    verb = max((v for v in sentence.reading.verbs if v <= at), default=None)
    if verb is None or verb not in sentence.reading.relative_verbs:
        return False
    qualified = sentence.clauses.antecedents.qualified(verb)
    event = sentence.by_nominal.get(qualified.index) if qualified else None
    return event is not None and not event.targets and not event.definite


class Homes:
    """The strikes of an article as homes of its tolls; `told` has where the rules put them, by the id of the toll."""

    def __init__(self, history: Sequence[Event], tolls: Sequence[Toll]) -> None:
        self.history, self.tolls = history, tolls
        self.homes = [home for event in history for home in _homes(event)]
        self.told = {id(toll): [home for home in self.homes if _holds(home, toll)] for toll in tolls}

    def features(self, toll: Toll) -> list[list[str]]:
        """The features of "no strike", then those of every home."""
        seen = _Toll(toll, self)
        return [seen.none(), *(seen.of(home) for home in self.homes)]


def _homes(event: Event) -> Iterator[Home]:
    hit = dict.fromkeys(ref.entity.id for ref in event.targets)
    if len(hit) > 1:
        yield from (Home(event, target) for target in hit)
    yield Home(event, None)


def _holds(home: Home, toll: Toll) -> bool:
    """Whether the rules put a toll there."""
    hit = {ref.entity.id for ref in home.event.targets}
    single = hit if len(hit) == 1 else set()
    return any(told is toll.told and (only == home.only or only in single) for told, only in home.event.casualties)


def _bucket(number: int, *edges: int) -> str:
    return next((f"<{edge}" for edge in edges if number < edge), f"{edges[-1]}+")


class _Toll:
    """What is seen of one toll, to compare the strikes with."""

    def __init__(self, toll: Toll, homes: Homes) -> None:
        self.toll, self.homes = toll, homes
        self.sentence, self.reading, at = toll.sentence, toll.sentence.reading, toll.at
        nominals, history = self.reading.nominals, homes.history
        self.path = [at, *self.reading.above(at)]
        self.here = sorted((e for e in history if self._inside(e)), key=lambda e: e.trigger)
        past = [e for e in history if e.reading.sentence.index < toll.index]
        self.told_before = bool(past or self.here)
        self.latest = [*past, *(e for e in self.here if e.trigger <= at)][::-1]
        self.where = {
            "place": {ref.entity.id for ref in fell.places(self.sentence, at, history)},
            "tree": {ref.entity.id for ref in fell.by_tree(self.sentence, at, history)},
        }
        named = (
            ref for n in nominals for ref in (*self.sentence.targets(n), *self.sentence.linker.places(self.reading, n))
        )
        self.named = {ref.entity.id for ref in named}.union(*self.where.values())
        self.means = {n.means for n in nominals if n.means is not None}
        self.people = self._people()
        self.others = [other for other in homes.tolls if other is not toll]

    def _inside(self, event: Event) -> bool:
        return event.reading is self.reading

    def _people(self) -> str:
        """Whose they are by the words beside them."""
        words, classes = self.reading.words, self.sentence.words
        stems = {word.stem for word in words[max(0, self.toll.at - 2) : self.toll.at + _BEHIND]}
        if stems & (classes["person_noun"] | classes["trooper"]):
            return "armed"
        return "people" if stems & (classes["people_noun"] | classes["person_one"]) else "open"

    def none(self) -> list[str]:
        """The features of "no strike"."""
        same = [other for other in self.others if other.number == self.toll.number]
        found = ["none"]
        if same:
            found.append("none:same")
        if any(self.homes.told[id(other)] for other in same):
            found.append("none:same:told")
        return found

    def of(self, home: Home) -> list[str]:
        """The features of a home."""
        told = (self._order(home.event), self._trigger(home.event), self._hit(home), self._where(home))
        found = ["some", *(feature for features in told for feature in features), *self._tolls(home)]
        if self.means and home.event.means:
            found.append("means:like" if alike(self.means, home.event.means) else "means:other")
        return found

    def _order(self, event: Event) -> Iterator[str]:
        """Where the toll stands, seen from the trigger."""
        if self._inside(event):
            yield from self._in_sentence(event)
            return
        first = event.reading.sentence.index
        if self.toll.index < first:
            yield f"later={_bucket(first - self.toll.index, 2, 3)}"
            if not self.told_before:
                yield "later:first" if event is self.homes.history[0] else "later:other"
        else:
            gap = _bucket(self.toll.index - event.last, 1, 2, 3, 6)
            yield from (f"gap={gap}", f"gap={gap}:{'others' if self.here else 'alone'}")
        if event in self.latest:
            recent = _bucket(self.latest.index(event), 1, 2, 3)
            yield from (f"recent={recent}", *(() if self.here else (f"recent={recent}:alone",)))

    def _in_sentence(self, event: Event) -> Iterator[str]:
        reading, at, trigger = self.reading, self.toll.at, event.trigger
        side, (low, high) = "before" if trigger <= at else "after", sorted((trigger, at))
        between = sum(low < other.trigger < high for other in self.here)
        ends = sum(word.form in _CLAUSE_ENDS for word in reading.words[low:high])
        verbs = sum(low < verb < high for verb in reading.verbs)
        yield f"here:{side}"
        yield f"here:{side}:between={_bucket(between, 1, 2)}"
        yield f"here:{side}:ends={_bucket(ends, 1, 2)}"
        yield f"here:{side}:verbs={_bucket(verbs, 1, 2)}"
        yield f"here:{side}:words={_bucket(high - low, 6, 12, 25)}"
        yield f"here:rank={_bucket(self.here.index(event), 1, 2)}:of={_bucket(len(self.here), 2, 3)}"
        cause = event.nominal if event.noun else None
        causes = self.sentence.words["cause_preposition"] | self.sentence.words["after_that"]
        if cause and side == "after" and not verbs and cause.preposition in causes:
            yield "here:cause"
        above = reading.above(trigger)
        common = next((i for i, word in enumerate(self.path) if word in above), None)
        if trigger in self.path:
            yield f"path:up:{side}"
        elif at in above:
            yield f"path:down:{side}"
        else:
            yield "path:none" if common is None else f"path={_bucket(common, 2, 3)}:{side}"

    def _trigger(self, event: Event) -> Iterator[str]:
        """Whether the trigger is itself a word of harm: قتلت قذيفة."""
        classes, form = self.sentence.words, event.reading.words[event.trigger].form
        if form in classes["killed_verb"] or form in classes["injured_verb"]:
            yield "harm"
            if self._inside(event):
                yield "harm:this" if event.trigger == self.toll.at else "harm:here"
                earlier = sum(other.trigger <= self.toll.at for other in self.here)
                if earlier > 1 and self.here[earlier - 1] is event:
                    yield "harm:behind-another"

    def _hit(self, home: Home) -> Iterator[str]:
        """What was hit there."""
        several = len({ref.entity.id for ref in home.event.targets})
        if several > 1 and home.only is None:
            yield from ("all", f"all:{_bucket(several, 3, 4)}")
            if not self.toll.told.quantity.value:
                yield "all:zero"
        elif several == 1:
            yield "only"
        for kind in sorted({ref.entity.kind.value for ref in home.targets}):
            yield from (f"kind={kind}", f"kind={kind}:{self.people}")
        if home.ids & {ref.entity.id for ref in self.homes.history[0].targets}:
            yield "main" if self.here else "main:alone"

    def _where(self, home: Home) -> Iterator[str]:
        """Whether what was hit, or where that lies, is what the sentence names."""
        ids = home.ids
        around = {place.entity.id for ref in home.targets for place in home.event.places_of(ref)}
        within = {ref.entity.located_in for ref in (*home.targets, *home.event.places) if ref.entity.located_in}
        for name, places in self.where.items():
            if places:
                match = (places & ids and "target") or (places & around and "around") or (places & within and "within")
                yield f"{name}:{match or 'other'}"
        here = "" if self._inside(home.event) else ":past"
        if self.named & ids:
            yield f"named{here}"
        elif self.named & (around | within):
            yield f"named:around{here}"
        elif self.named and here:
            yield "named:other"

    def _tolls(self, home: Home) -> set[str]:
        """What else the rules put there of the same harm."""
        found = set()
        for other in (o for o in self.others if o.told.harm == self.toll.told.harm):
            for place in (p for p in self.homes.told[id(other)] if p.ids & home.ids):
                same = other.number == self.toll.number
                found.add("toll:same" if same else f"toll:{'event' if place.event is home.event else 'target'}")
        return found
