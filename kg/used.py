"""Which entities a graph has to describe: those that its accounts name, and what these point to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Protocol

from pyoxigraph import NamedNode

from kg import rdf, vocab
from kg.model import Account, Entity
from kg.store import Store


class Described(Protocol):
    """Whatever knows entities by id, as the lexicon does."""

    @property
    def entities(self) -> Mapping[str, Entity]: ...

    def get(self, identifier: str) -> Entity | None: ...

    def __iter__(self) -> Iterator[Entity]: ...


def used(accounts: Iterable[Account], lexicon: Described, *, actors: bool = False) -> tuple[Entity, ...]:
    """Every entity that the accounts name, with those that these point to: places up to the country, operators,
    parents. With `actors` also those that act as one of them, so that the graph knows every name of an actor.

    What the lexicon says of an entity now holds against what it said when an account was made.
    """
    acting: dict[str, list[Entity]] = {}
    for entity in lexicon if actors else ():
        if entity.acts_as:
            acting.setdefault(entity.acts_as, []).append(entity)
    found: dict[NamedNode, Entity] = {}
    waiting = [entity for account in accounts for entity in entities_of(account)]
    while waiting:
        entity = waiting.pop()
        iri = vocab.entity_iri(entity.kind, entity.id)
        if iri in found:
            continue
        found[iri] = entity = entity if entity.minted else lexicon.get(entity.id) or entity
        pointed = (entity.acts_as, entity.parent, entity.operator, entity.located_in)
        waiting += [other for i in pointed if i and (other := lexicon.get(i)) is not None]
        waiting += acting.get(entity.id, ())
    return tuple(found.values())


def entities_of(account: Account) -> list[Entity]:
    """The entities that an account names."""
    refs = [account.target, *account.claimants, *account.weapons, *account.places, *account.origins]
    refs += [party.ref for party in account.attackers]
    refs += [party.source for party in account.attackers if party.source]
    refs += [c.side for c in account.casualties if c.side]
    refs += [account.source] if account.source else []
    return [ref.entity for ref in refs]


class Register:
    """The graph of entities of a store while articles are being added to it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known = {vocab.entity_iri(entity.kind, entity.id): entity for entity in rdf.entities(store)}

    def add(self, entities: Iterable[Entity]) -> None:
        """Describe `entities` in the graph, before the article that names them goes in."""
        added: list[Entity] = []
        outdated = False
        for new in entities:
            iri = vocab.entity_iri(new.kind, new.id)
            old = self._known.get(iri)
            entity = _joined(old, new) if old else new
            if entity == old:
                continue
            self._known[iri] = entity
            added.append(entity)
            outdated = outdated or bool(old and not set(rdf.entity_quads([old])) <= set(rdf.entity_quads([entity])))
        if outdated:  # reference data was edited: what it no longer says must go
            self._store.replace(vocab.ENTITIES_GRAPH, rdf.entity_quads(self._known.values()))
        elif added:
            self._store.extend(rdf.entity_quads(added))


def _joined(old: Entity, new: Entity) -> Entity:
    """What is known of an entity that is met again: reference data as it is now, of articles' own names all."""
    if not new.minted:
        return new
    return replace(old, labels=tuple(dict.fromkeys((*old.labels, *new.labels)))) if old.minted else old
