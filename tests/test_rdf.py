"""Dataclasses to RDF and back."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, timedelta

import pytest
from graph_sample import ACCOUNTS, ALPHA, ARTICLES, CONOCO, ENTITIES, STRIKES, sample_quads, sample_store
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg import rdf, vocab
from kg.model import (
    Account,
    Article,
    Block,
    BlockKind,
    Casualties,
    Certainty,
    Entity,
    EntityKind,
    Evidence,
    Means,
    Outcome,
    Party,
    Quantity,
    Ref,
    When,
)
from kg.store import Store
from kg.vocab import KG


def test_the_sample_comes_back_as_it_was() -> None:
    store = sample_store()
    assert rdf.articles(store) == list(ARTICLES)
    assert rdf.accounts(store) == list(ACCOUNTS)
    assert rdf.strikes(store) == list(STRIKES)
    assert rdf.entities(store) == sorted(ENTITIES, key=lambda entity: (entity.kind, entity.id))


def test_accounts_of_one_article() -> None:
    assert [account.id for account in rdf.accounts(sample_store(), "beta")] == ["beta-1", "beta-2"]
    with pytest.raises(LookupError, match="no article delta"):
        rdf.accounts(sample_store(), "delta")


def test_there_is_no_blank_node_and_the_order_does_not_change() -> None:
    first = [*rdf.article_quads(ALPHA, ACCOUNTS[:3]), *rdf.strike_quads(STRIKES), *rdf.entity_quads(ENTITIES)]
    again = [*rdf.article_quads(ALPHA, ACCOUNTS[:3]), *rdf.strike_quads(STRIKES), *rdf.entity_quads(reversed(ENTITIES))]
    assert first == again
    assert not [quad for quad in sample_quads() if BlankNode in (type(quad.subject), type(quad.object))]


def test_each_article_speaks_in_its_own_graph() -> None:
    assert {quad.graph_name for quad in rdf.article_quads(ALPHA, ACCOUNTS[:3])} == {vocab.article_graph("alpha")}
    with pytest.raises(ValueError, match="beta-1 is of article beta, not of alpha"):
        list(rdf.article_quads(ALPHA, ACCOUNTS[3:4]))


def _pairs(term: NamedNode) -> set[tuple[str, str]]:
    quads = rdf.strike_quads(STRIKES)
    return {(vocab.decode(q.subject), vocab.decode(q.object)) for q in quads if q.predicate == term}  # type: ignore[arg-type]


def test_who_attacked_whom_is_materialised_but_not_for_denials() -> None:
    assert _pairs(KG.attacked) == {
        ("islamic-resistance-iraq", "conoco-base"),
        ("iran-militias", "conoco-base"),
        ("coalition", "marat"),
        ("coalition", "khasham"),
        ("us-forces", "iran-militias"),  # the air force strikes as the armed forces
    }
    assert ("iran-militias", "s-ain-al-asad") not in _pairs(KG.attackedIn)


def test_where_a_strike_landed_includes_the_target_unless_it_is_a_group() -> None:
    assert {place for strike, place in _pairs(KG.landedIn) if strike == "s-marat"} == {"marat", "iran-militias-areas"}
    assert {place for strike, place in _pairs(KG.landedIn) if strike == "s-mayadin"} == {"mayadin"}


def test_strikes_have_the_class_of_their_means_and_responses_theirs() -> None:
    types = {
        (vocab.decode(quad.subject), quad.object)  # type: ignore[arg-type]
        for quad in rdf.strike_quads(STRIKES)
        if quad.predicate == vocab.RDF.type
    }
    assert {("s-marat", KG.Strike), ("s-marat", KG.ArtilleryStrike), ("s-marat", KG.Response)} <= types
    assert ("s-conoco", KG.Response) not in types


@given(st.text(min_size=1))
def test_an_id_can_be_read_from_its_iri(id: str) -> None:
    assert vocab.decode(vocab.part(vocab.account_iri(id), "when")) == id


def test_iris_are_readable() -> None:
    assert vocab.entity_iri(EntityKind.BASE, "conoco-base").value == "https://w3id.org/strike-kg/place/conoco-base"
    assert vocab.article_iri("خبر 1/2").value == "https://w3id.org/strike-kg/article/خبر%201%2F2"
    with pytest.raises(ValueError, match="empty id"):
        vocab.account_iri("")


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
numbers = st.integers(0, 10**6)
moments = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1))
quantities = st.builds(
    Quantity, numbers, st.sampled_from(["exact", "about", "at-least", "more-than", "up-to", "fewer-than"])
)


def sets(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(strategy, unique=True, max_size=3).map(lambda found: tuple(sorted(found)))


entities = st.builds(
    Entity,
    id=words,
    kind=st.sampled_from(EntityKind),
    labels=st.builds(lambda first, rest: (first, *rest), words, sets(words)),
    name_en=st.none() | words,
    weak_labels=sets(words),
    adjectives=sets(words),
    subtype=st.none() | words,
    acts_as=st.none() | words,
    parent=st.none() | words,
    operator=st.none() | words,
    located_in=st.none() | words,
    country=st.none() | words,
    latitude=st.none() | st.integers(-9_000_000, 9_000_000).map(lambda value: value / 100_000),
    longitude=st.none() | st.integers(-18_000_000, 18_000_000).map(lambda value: value / 100_000),
    wikidata=st.none() | st.integers(1, 10**7).map(lambda number: f"Q{number}"),
    means=st.none() | st.sampled_from(Means),
    minted=st.booleans(),
)


@st.composite
def stories(draw: st.DrawFn) -> tuple[Article, list[Entity], list[Account]]:
    """An article, the entities that it names and its accounts: every field takes every kind of value."""
    known = draw(
        st.lists(entities, min_size=1, max_size=3, unique_by=lambda entity: vocab.entity_iri(entity.kind, entity.id))
    )
    refs = st.builds(Ref, st.sampled_from(known), words, numbers, numbers)
    some = st.lists(refs, max_size=12).map(tuple)
    article = Article(
        id=draw(words),
        text=draw(st.text(st.characters(exclude_categories=["Cs"]))),
        blocks=tuple(
            Block(kind, 10 * n, 10 * n + 9) for n, kind in enumerate(draw(st.lists(st.sampled_from(BlockKind))))
        ),
        published=draw(st.none() | st.dates(date(1900, 1, 1))),
        title=draw(st.none() | words),
        url=draw(st.none() | words),
        outlet=draw(st.none() | words),
        path=draw(st.none() | words),
    )
    ids = sorted(draw(st.sets(words, max_size=2)))
    accounts = [
        Account(
            id=id,
            article=article.id,
            target=draw(refs),
            means=draw(st.sampled_from(Means)),
            evidence=Evidence(
                article.id,
                draw(words),
                draw(numbers),
                draw(numbers),
                draw(numbers),
                draw(sets(words)),
                draw(sets(words)),
            ),
            certainty=draw(st.sampled_from(Certainty)),
            outcome=draw(st.sampled_from(Outcome)),
            attackers=draw(
                st.lists(st.builds(Party, refs, st.sampled_from(Certainty), st.none() | refs), max_size=3).map(tuple)
            ),
            claimants=draw(some),
            weapons=draw(some),
            count=draw(st.none() | quantities),
            casualties=draw(
                st.lists(
                    st.builds(Casualties, st.sampled_from(["killed", "injured"]), quantities, st.none() | refs),
                    max_size=2,
                ).map(tuple)
            ),
            places=draw(some),
            origins=draw(some),
            when=draw(
                st.none()
                | st.builds(
                    lambda start, text, anchor: When(start, start + timedelta(days=1), "day", text, anchor),
                    moments,
                    st.text(st.characters(exclude_categories=["Cs"])),
                    st.none() | st.dates(date(1900, 1, 1)),
                )
            ),
            source=draw(st.none() | refs),
            is_response=draw(st.booleans()),
            response_stated=draw(st.booleans()),
            responds_to=draw(sets(words)),
            lag_minutes=draw(st.none() | numbers),
        )
        for id in ids
    ]
    return article, known, accounts


@settings(max_examples=60, deadline=None)
@given(stories())
def test_whatever_an_article_says_comes_back_as_it_was(story: tuple[Article, list[Entity], list[Account]]) -> None:
    article, known, told = story
    store = Store.memory()
    store.extend(rdf.entity_quads(known))
    store.extend(rdf.article_quads(article, told))
    assert rdf.articles(store) == [article]
    assert rdf.accounts(store) == told
    assert sorted(rdf.entities(store), key=str) == sorted(known, key=str)


def test_an_entity_that_is_not_described_is_named_in_the_error() -> None:
    store = Store.memory()
    store.extend(rdf.entity_quads(entity for entity in ENTITIES if entity != CONOCO))
    store.extend(rdf.article_quads(ALPHA, ACCOUNTS[:1]))
    with pytest.raises(LookupError, match="place/conoco-base, which the store does not describe"):
        rdf.accounts(store)


def test_a_strike_whose_account_is_gone_is_named_in_the_error() -> None:
    store = sample_store()
    store.drop(vocab.article_graph("beta"))
    with pytest.raises(LookupError, match=r"strike/s-conoco needs .*/account/beta-1"):
        rdf.strikes(store)


def test_labels_keep_their_language() -> None:
    labels = [
        quad.object for quad in rdf.entity_quads([dataclasses.replace(CONOCO, labels=("قاعدة كونيكو", "CONOCO"))])
    ]
    assert Literal("قاعدة كونيكو", language="ar") in labels
    assert Literal("CONOCO", language="en") in labels


def test_turtle_of_the_ontology_lands_in_its_graph() -> None:
    assert Quad(KG.Strike, vocab.RDF.type, vocab.OWL.Class, vocab.ONTOLOGY_GRAPH) in set(rdf.ontology_quads())
