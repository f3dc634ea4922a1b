"""Names of things: namespaces, terms and the IRIs that this project mints.

Every IRI is readable and follows from an id alone: the same input always gives the same names, and an id can be read
back from its IRI.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from urllib.parse import quote, unquote

from pyoxigraph import Literal, NamedNode

from kg.model import EntityKind, Means

BASE = "https://w3id.org/strike-kg/"


@dataclass(frozen=True, slots=True)
class Namespace:
    """A namespace whose attributes are terms: `KG.Strike`; `term` for names that are no Python identifiers.

    >>> Namespace("http://example.org/").thing
    <NamedNode value=http://example.org/thing>
    """

    iri: str

    def __getattr__(self, name: str) -> NamedNode:
        if name.startswith("__"):
            raise AttributeError(name)
        return self.term(name)

    def term(self, name: str) -> NamedNode:
        """The term `name`."""
        return _term(self.iri + name)


@cache
def _term(iri: str) -> NamedNode:
    return NamedNode(iri)


KG = Namespace(BASE + "ontology#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
PROV = Namespace("http://www.w3.org/ns/prov#")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
TIME = Namespace("http://www.w3.org/2006/time#")
GEO = Namespace("http://www.opengis.net/ont/geosparql#")
WGS84 = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
SCHEMA = Namespace("https://schema.org/")
WIKIDATA = Namespace("http://www.wikidata.org/entity/")

_STANDARD = {
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "prov": PROV,
    "sem": SEM,
    "time": TIME,
    "geo": GEO,
    "wgs84": WGS84,
    "schema": SCHEMA,
    "wd": WIKIDATA,
}
_FOLDERS = ("actor", "place", "weapon", "article", "account", "strike", "graph")

PREFIXES: dict[str, str] = {
    "kg": KG.iri,
    **{folder: f"{BASE}{folder}/" for folder in _FOLDERS},
    **{prefix: namespace.iri for prefix, namespace in _STANDARD.items()},
}
"""The prefixes of every file that the project writes and of every query that it ships."""

ONTOLOGY_GRAPH = NamedNode(BASE + "graph/ontology")
ENTITIES_GRAPH = NamedNode(BASE + "graph/entities")
STRIKES_GRAPH = NamedNode(BASE + "graph/strikes")
ARTICLE_GRAPHS = BASE + "graph/article/"

CLASS_OF_KIND: dict[EntityKind, NamedNode] = {kind: KG.term(kind.value.capitalize()) for kind in EntityKind}
KIND_OF_CLASS: dict[NamedNode, EntityKind] = {term: kind for kind, term in CLASS_OF_KIND.items()}

STRIKE_CLASS: dict[Means, NamedNode] = {
    Means.ROCKET: KG.RocketStrike,
    Means.MISSILE: KG.MissileStrike,
    Means.DRONE: KG.DroneStrike,
    Means.AIRSTRIKE: KG.AirStrike,
    Means.ARTILLERY: KG.ArtilleryStrike,
    Means.GUNFIRE: KG.GunfireAttack,
    Means.BOMB: KG.BombAttack,
}
"""The class of a strike by its means; one by unspecified means is a `kg:Strike` and no more."""

_FOLDER_OF_KIND = {EntityKind.ACTOR: "actor", EntityKind.SOURCE: "actor", EntityKind.WEAPON: "weapon"}
# Letters and digits of every script stay readable; blanks, marks and delimiters could break an IRI or be invisible.
_UNSAFE = re.compile(r"[^\w.~-]")
_ARABIC = re.compile("[\u0620-\u06ff\u0750-\u077f\ufb50-\ufdfc\ufe70-\ufefc]")


def encode(id: str) -> str:
    """`id` as one path segment of an IRI; `decode` gives it back.

    >>> encode("قصف 2/3")
    'قصف%202%2F3'
    """
    if not id:
        raise ValueError("An empty id cannot be made an IRI; give the thing an id.")
    return _UNSAFE.sub(lambda unsafe: quote(unsafe[0], safe=""), id)


def decode(iri: NamedNode | str) -> str:
    """The id that an IRI minted here was made from (its last path segment, without fragment)."""
    text = iri if isinstance(iri, str) else iri.value
    return unquote(text.partition("#")[0].rpartition("/")[2])


def mint(folder: str, id: str) -> NamedNode:
    """The IRI of `id` in one of the folders actor, place, weapon, article, account, strike."""
    return NamedNode(f"{BASE}{folder}/{encode(id)}")


def entity_iri(kind: EntityKind, id: str) -> NamedNode:
    """The IRI of an entity: sources are named among the actors; bases, facilities and areas among the places."""
    return mint(_FOLDER_OF_KIND.get(kind, "place"), id)


def article_iri(id: str) -> NamedNode:
    """The IRI of an article itself, as a work."""
    return mint("article", id)


def article_graph(id: str) -> NamedNode:
    """The IRI of the named graph that holds what one article says."""
    return mint("graph/article", id)


def account_iri(id: str) -> NamedNode:
    """The IRI of an account."""
    return mint("account", id)


def strike_iri(id: str) -> NamedNode:
    """The IRI of a strike."""
    return mint("strike", id)


def part(whole: NamedNode, name: str) -> NamedNode:
    """The IRI of a part of `whole` (an attribution, a naming, a time ...), so that no blank node is needed."""
    return NamedNode(f"{whole.value}#{name}")


def literal(value: bool | int | date | datetime | Decimal) -> Literal:
    """A typed literal in canonical form: `xsd:boolean`, `xsd:integer`, `xsd:date`, `xsd:dateTime` or `xsd:decimal`."""
    match value:
        case bool():
            return Literal(str(value).lower(), datatype=XSD.boolean)
        case int():
            return Literal(str(value), datatype=XSD.integer)
        case datetime():
            return Literal(value.isoformat(), datatype=XSD.dateTime)
        case date():
            return Literal(value.isoformat(), datatype=XSD.date)
        case Decimal():
            return Literal(f"{value.normalize():f}", datatype=XSD.decimal)


def words(text: str) -> Literal:
    """Text with its language by its script: Arabic where it has an Arabic letter, else English."""
    return Literal(text, language="ar" if _ARABIC.search(text) else "en")
