"""The ontology: well-formed, bilingual, consistent, and about the terms that the code uses."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from graph_sample import example_turtle, sample_quads, sample_store
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.namespace import SKOS

from kg import vocab
from kg.check import check
from kg.export import read_rdf
from kg.model import Certainty, EntityKind, Means, Outcome
from kg.resources import ontology_dir
from kg.store import Store
from kg.vocab import KG

FILES = sorted(ontology_dir().glob("*.ttl"))


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ontology_dir() / "strike.ttl")


def own_terms(graph: Graph) -> Iterator[URIRef]:
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual):
        for term in graph.subjects(RDF.type, kind):
            if isinstance(term, URIRef) and term.startswith(KG.iri):
                yield term


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_an_independent_reader_finds_no_fault(file: object) -> None:
    if shutil.which("rapper") is None:
        pytest.skip("rapper is not installed (Debian: raptor2-utils)")
    done = subprocess.run(["rapper", "-c", "-i", "turtle", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "rror" not in done.stderr, done.stderr


def test_every_term_is_named_and_defined_in_english_and_arabic(ontology: Graph) -> None:
    individuals = set(ontology.subjects(RDF.type, OWL.NamedIndividual))
    for term in own_terms(ontology):
        assert {label.language for label in ontology.objects(term, RDFS.label)} == {"en", "ar"}, term  # type: ignore[attr-defined]
        if term not in individuals:
            assert {words.language for words in ontology.objects(term, SKOS.definition)} == {"en", "ar"}, term  # type: ignore[attr-defined]


def test_it_says_its_version_and_licence(ontology: Graph) -> None:
    subject = URIRef("https://w3id.org/strike-kg/ontology")
    version = ontology.value(subject, OWL.versionInfo)
    assert str(ontology.value(subject, OWL.versionIRI)) == f"{subject}/{version}"
    assert "MIT" in str(ontology.value(subject, URIRef("http://purl.org/dc/terms/license")))


def test_the_words_of_the_model_are_terms(ontology: Graph) -> None:
    terms = {str(term) for term in own_terms(ontology)}
    words = [*Means, *Certainty, *(outcome for outcome in Outcome if outcome is not Outcome.UNKNOWN)]
    assert {KG.term(word).value for word in words} <= terms
    assert {vocab.CLASS_OF_KIND[kind].value for kind in EntityKind} | {
        c.value for c in vocab.STRIKE_CLASS.values()
    } <= terms


def test_every_term_that_a_graph_uses_is_declared(ontology: Graph) -> None:
    declared = {str(term) for term in ontology.subjects(RDF.type)}
    used = {quad.predicate.value for quad in sample_quads() if quad.graph_name != vocab.ONTOLOGY_GRAPH}
    used |= {quad.object.value for quad in sample_quads() if quad.predicate == vocab.RDF.type}
    standard = (vocab.RDF.iri, vocab.RDFS.iri, vocab.OWL.iri)
    assert {term for term in used if not term.startswith(standard)} <= declared


def test_reference_data_uses_declared_terms_only(ontology: Graph) -> None:
    declared = {str(term) for term in ontology.subjects(RDF.type)}
    for file in FILES:
        if file.name in ("strike.ttl", "shapes.ttl", "example.ttl"):
            continue
        predicates = {str(term) for term in Graph().parse(file).predicates() if str(term).startswith(KG.iri)}
        assert predicates <= declared, file.name


def catalog() -> dict[str, Path]:
    names = ElementTree.parse(ontology_dir() / "catalog-v001.xml").iter(
        "{urn:oasis:names:tc:entity:xmlns:xml:catalog}uri"
    )
    return {name.get("name", ""): ontology_dir() / name.get("uri", "") for name in names}


def test_the_catalog_leads_every_import_to_its_file() -> None:
    places = catalog()
    assert sorted(places.values()) == FILES
    for iri, file in places.items():
        graph = Graph().parse(file)
        assert graph.value(predicate=RDF.type, object=OWL.Ontology) == URIRef(iri)
        assert {str(name) for name in graph.objects(URIRef(iri), OWL.imports)} <= set(places)


@pytest.mark.parametrize("file", [file for file in FILES if file.name != "shapes.ttl"], ids=lambda file: file.name)
def test_with_its_imports_a_file_declares_what_it_uses_and_each_term_once(file: Path, ontology: Graph) -> None:
    graph = Graph().parse(file)
    graph += ontology
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDFS.Datatype)
    declared = {kind: set(graph.subjects(RDF.type, kind)) for kind in kinds}
    for one, other in combinations(kinds, 2):
        assert not declared[one] & declared[other], "a term of two kinds"
    built_in = (vocab.RDF.iri, vocab.RDFS.iri, vocab.OWL.iri)
    properties = {term for term in graph.predicates() if not str(term).startswith(built_in)}
    assert (
        properties <= declared[OWL.ObjectProperty] | declared[OWL.DatatypeProperty] | declared[OWL.AnnotationProperty]
    )
    assert {term for term in graph.objects(None, RDF.type) if not str(term).startswith(built_in)} <= declared[OWL.Class]


def owl_api() -> str | None:
    """The class path of the OWL API, which Protégé is made of, with one logger."""
    apart = re.compile(r"-[\d.]+\.jar$|osgidist|log4j|jcl|jul-to|slf4j-(jdk|simple)")
    jars = [str(jar) for jar in Path("/usr/share/java").glob("*.jar") if not apart.search(jar.name)]
    return os.pathsep.join(jars) if any("owlapi-api" in jar for jar in jars) and shutil.which("javac") else None


@pytest.mark.skipif(
    owl_api() is None, reason="the OWL API is not installed (Debian: libowlapi-java, default-jdk-headless)"
)
def test_protege_opens_the_folder_without_network() -> None:
    program = Path(__file__).parent / "data" / "OwlProfiles.java"
    opened = ("strike.ttl", "reference.ttl", "shapes.ttl")
    done = subprocess.run(
        ["java", "-cp", owl_api() or "", str(program), str(ontology_dir()), *opened],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = {line.split()[0]: dict(word.split("=") for word in line.split()[1:]) for line in done.stdout.splitlines()}
    assert (found["strike.ttl"]["OWL2_DL"], found["strike.ttl"]["OWL2_RL"]) == ("true", "true"), done.stderr
    assert (found["reference.ttl"]["imports"], found["reference.ttl"]["OWL2_DL"]) == ("4", "true"), done.stderr
    assert int(found["reference.ttl"]["individuals"]) > 3000
    assert found["shapes.ttl"]["imports"] == "1"


def test_the_example_is_the_sample_and_conforms() -> None:
    file = ontology_dir() / "example.ttl"
    assert file.read_text(encoding="utf-8") == example_turtle(), "write it anew: python tests/graph_sample.py"
    header = vocab.BASE + "example"
    told = [quad for quad in read_rdf(file) if quad.subject.value != header]  # type: ignore[union-attr]
    assert set(told) == {quad for quad in sample_quads() if quad.graph_name != vocab.ONTOLOGY_GRAPH}


def test_the_rules_of_owl_find_no_contradiction_and_what_they_should(ontology: Graph) -> None:
    owlrl = pytest.importorskip("owlrl", reason="owlrl is not installed (pip install strike-kg[test])")
    graph = Graph()
    graph += ontology
    term = URIRef
    strike, trigger, actor, base = (
        term(f"https://example.org/{name}") for name in ("answer", "trigger", "actor", "base")
    )
    graph.add((trigger, RDF.type, term(KG.Strike.value)))
    graph.add((strike, RDF.type, term(KG.RocketStrike.value)))
    graph.add((strike, term(KG.inResponseTo.value), trigger))
    graph.add((strike, term(KG.target.value), base))
    graph.add((actor, term(KG.attackedIn.value), strike))
    graph.add((base, RDF.type, term(KG.Base.value)))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert not list(graph.objects(None, term("http://www.daml.org/2002/03/agents/agent-ont#error")))
    assert not list(graph.subjects(RDF.type, OWL.Nothing))
    assert (strike, RDF.type, term(KG.Response.value)) in graph, "what answers a strike is a response"
    assert (trigger, RDF.type, term(KG.Response.value)) not in graph
    assert (strike, RDF.type, term(vocab.SEM.Event.value)) in graph
    assert (base, RDF.type, term(vocab.GEO.Feature.value)) in graph
    assert (actor, term(KG.attacked.value), base) in graph, "the chain of attackedIn and target"


def test_the_rules_of_owl_draw_every_attack_that_is_written_and_no_other() -> None:
    owlrl = pytest.importorskip("owlrl", reason="owlrl is not installed (pip install strike-kg[test])")
    attacked = URIRef(KG.attacked.value)
    graph, written = Graph().parse(ontology_dir() / "strike.ttl"), set()
    for quad in sample_quads():
        if quad.graph_name == vocab.STRIKES_GRAPH and isinstance(quad.object, NamedNode):
            triple = (URIRef(quad.subject.value), URIRef(quad.predicate.value), URIRef(quad.object.value))
            written.add(triple) if quad.predicate == KG.attacked else graph.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert set(graph.triples((None, attacked, None))) == written


def test_the_sample_conforms() -> None:
    report = check(sample_store())
    assert report.conforms, "\n".join(map(str, report.violations))
    assert report.triples > 1000


def _but(*, without: NamedNode | None = None, extra: Quad | None = None) -> Store:
    store = Store.memory()
    store.extend(
        quad for quad in sample_quads() if quad.predicate != without or quad.graph_name == vocab.ONTOLOGY_GRAPH
    )
    if extra is not None:
        store.extend([extra])
    return store


def test_what_is_missing_is_reported_with_its_node() -> None:
    report = check(_but(without=KG.evidence))
    assert {violation.message for violation in report.violations} == {"An account rests on evidence."}
    assert report.violations[0].focus == "https://w3id.org/strike-kg/account/alpha-1"
    assert str(report.violations[0]).startswith("https://w3id.org/strike-kg/account/alpha-1: An account")


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "message"),
    [
        ("account/alpha-1", KG.count, vocab.literal(9), "A number of munitions is one whole number"),
        ("account/alpha-1", KG.means, KG.catapult, "An account has one means"),
        (
            "account/alpha-2",
            KG.respondsTo,
            vocab.account_iri("nowhere"),
            "An account responds to an account of the graph",
        ),
        ("strike/s-marat", KG.inResponseTo, vocab.strike_iri("nowhere"), "A strike answers a strike of the graph"),
        ("strike/s-marat", KG.day, Literal("22/1/2024"), "A strike has at most one day"),
        ("place/marat", vocab.WGS84.lat, vocab.literal(Decimal(135)), "A latitude is between -90 and 90 degrees"),
        (
            "place/marat",
            vocab.SKOS.prefLabel,
            Literal("مرّاط", language="ar"),
            "An entity has at most one preferred name",
        ),
        ("place/marat", KG.operator, vocab.mint("actor", "nobody"), "An operator is an actor that the graph describes"),
    ],
)
def test_what_is_wrong_is_reported(
    subject: str, predicate: NamedNode, value: NamedNode | Literal, message: str
) -> None:
    extra = Quad(NamedNode(vocab.BASE + subject), predicate, value, vocab.STRIKES_GRAPH)
    wrong = [violation for violation in check(_but(extra=extra)).violations if violation.message.startswith(message)]
    assert vocab.BASE + subject in {violation.focus for violation in wrong}


def test_a_users_own_shapes_are_used() -> None:
    empty = Store.memory()
    assert check(empty).conforms
    assert check(empty, ontology_dir() / "shapes.ttl").triples == 0
