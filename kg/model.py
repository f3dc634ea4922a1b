"""The frozen data that passes between the stages.

Every offset (`start`, `end`) counts characters of `Article.text`, the raw text as the outlet published it; `end` is
exclusive.
Stages are functions from these types to these types; nothing here knows Stanza or RDF.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum


class Means(StrEnum):
    """How a strike was carried out; the words that `kg facts` prints (ACLED sub-events and PLOVER modes are mapped in
    the ontology)."""

    ROCKET = "rocket"
    MISSILE = "missile"
    DRONE = "drone"
    AIRSTRIKE = "airstrike"
    ARTILLERY = "artillery"
    GUNFIRE = "gunfire"
    BOMB = "bomb"
    UNSPECIFIED = "unspecified"


class Outcome(StrEnum):
    """What became of the munitions, as far as the account tells."""

    HIT = "hit"
    INTERCEPTED = "intercepted"
    FELL_SHORT = "fell-short"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """How sure an account is of who attacked: from the narrator's plain statement down to a denial."""

    STATED = "stated"
    CLAIMED = "claimed"  # the attacker says so
    ACCUSED = "accused"  # somebody else says so
    SUSPECTED = "suspected"  # "believed to be", "probably"
    DENIED = "denied"


class EntityKind(StrEnum):
    """The classes of reference data; each is a class of the ontology."""

    ACTOR = "actor"  # armed forces, groups, states, coalitions, commands
    SOURCE = "source"  # outlets, agencies, observers: they tell, they do not strike
    BASE = "base"  # bases, airports, headquarters: facilities with an operator
    FACILITY = "facility"  # ships, embassies, plants, depots: things hit that are not bases
    PLACE = "place"  # settlements, districts, governorates, countries, seas
    AREA = "area"  # "areas controlled by X"
    WEAPON = "weapon"


class BlockKind(StrEnum):
    """What a stretch of the article is; only dates in a dateline fix the day of publication."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph of an article; sentences never cross its borders."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class When:
    """A time as an expression gives it: the half-open interval [`start`, `end`) of local time, with what it was
    resolved against.

    `precision` is one of minute, hour, part (of a day), day, night, days, week, month, year; `text` the words that
    were read; `anchor` the day that a relative expression was resolved against (None for absolute ones).
    """

    start: datetime
    end: datetime
    precision: str
    text: str = ""
    anchor: date | None = None

    @property
    def day(self) -> date | None:
        """The one day that this falls on, or None when it spans several."""
        last = (self.end - timedelta(microseconds=1)).date()
        return self.start.date() if last == self.start.date() else None


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read.

    `id` is stable and unique in a build (file stem, or `id` of a jsonl record); `text` the raw text that all offsets
    count in; `published` the day of publication, None when nothing tells it.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    published: date | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word (Universal Dependencies); words split off one surface token share its offsets.

    `id` counts from 1 within the sentence, `head` is the id of the governor (0 for the root). `form` and `lemma` are
    as the parser gave them; `lemma` may carry vowels.
    """

    id: int
    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    start: int
    end: int
    xpos: str = "_"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence; `block` says in what kind of block it stands, `index` counts from 0 within the article."""

    index: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    block: BlockKind = BlockKind.BODY


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its parse."""

    article: Article
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """Something in the world that reference data or an article names.

    `labels` are its own full names (Arabic first), `weak_labels` names that denote it only in context (a bare place
    name for the base there, "the Party"); `adjectives` are nisba forms, masculine singular without article (أميركي).
    `acts_as` is the id of the actor that its strikes are booked on (a state, its air force and its command act as its
    armed forces). `located_in`, `operator` and `parent` are entity ids. `subtype` is the finer kind of the reference
    data (governorate, village, armed group, ...). `minted` marks an entity that an article introduced.
    """

    id: str
    kind: EntityKind
    labels: tuple[str, ...]
    name_en: str | None = None
    weak_labels: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    subtype: str | None = None
    acts_as: str | None = None
    parent: str | None = None
    operator: str | None = None
    located_in: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    wikidata: str | None = None
    means: Means | None = None  # of a weapon
    minted: bool = False

    @property
    def name(self) -> str:
        """The preferred Arabic name."""
        return self.labels[0]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of an article that may denote one of `candidates` (best first). `weak` says that only weak labels
    match here; `cued` that reference data allows this name only after a place cue (it is also an ordinary word)."""

    start: int
    end: int
    text: str
    candidates: tuple[Entity, ...]
    weak: bool = False
    cued: bool = False


@dataclass(frozen=True, slots=True)
class Ref:
    """An entity as an account names it: the entity and the article's own words for it (naming carries stance and is
    kept)."""

    entity: Entity
    mention: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Party:
    """An attacker in an account: who, how sure, and who says so (None: the narrator)."""

    ref: Ref
    certainty: Certainty = Certainty.STATED
    source: Ref | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of munitions (or of salvos, raids, attacks when munitions are not counted); `qualifier` is exact,
    about, at-least, more-than, up-to or fewer-than."""

    value: int
    qualifier: str = "exact"


@dataclass(frozen=True, slots=True)
class Casualties:
    """`killed` or `injured` persons by one account; `side` is the group they belonged to, where it is told."""

    harm: str
    quantity: Quantity
    side: Ref | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an account stands: the exact quote with its offsets, the sentence, the ids of the rules that made it and
    the slots that only a lexical fallback filled."""

    article: str
    quote: str
    start: int
    end: int
    sentence: int
    rules: tuple[str, ...]
    fallbacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """What one article says, in one place, of one strike on one target.

    `places` are where it landed besides the target itself; `claimants` who claimed it; `source` who tells it (None:
    the narrator); `certainty` that of the whole account. `responds_to` holds ids of the accounts of the strikes which
    this one answers (`response_stated` tells wording from inference); `is_response` is true even when the trigger is
    not told; `lag_minutes` the time between the two, where it is told.
    """

    id: str
    article: str
    target: Ref
    means: Means
    evidence: Evidence
    certainty: Certainty = Certainty.STATED
    outcome: Outcome = Outcome.UNKNOWN
    attackers: tuple[Party, ...] = ()
    claimants: tuple[Ref, ...] = ()
    weapons: tuple[Ref, ...] = ()
    count: Quantity | None = None
    casualties: tuple[Casualties, ...] = ()
    places: tuple[Ref, ...] = ()
    origins: tuple[Ref, ...] = ()
    when: When | None = None
    source: Ref | None = None
    is_response: bool = False
    response_stated: bool = False
    responds_to: tuple[str, ...] = ()
    lag_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Strike:
    """One event in the world, merged from `accounts` (ordered by id). `joined_by` says, per account after the first,
    which evidence joined it.

    `day` is the day that the accounts agree on best, None when none tells one. `responds_to` holds ids of strikes.
    """

    id: str
    target: Entity
    means: Means
    accounts: tuple[Account, ...]
    day: date | None = None
    responds_to: tuple[str, ...] = ()
    joined_by: tuple[str, ...] = field(default=())
