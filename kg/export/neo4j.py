"""CSV files as `neo4j-admin database import full` reads them, one for each kind of node and one for all relations.

    neo4j-admin database import full --nodes=entities.csv --nodes=strikes.csv --nodes=accounts.csv \\
        --nodes=articles.csv --relationships=relations.csv

The header format is that of the Neo4j operations manual, "CSV header format".
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg import vocab
from kg.export.content import Content, english, munitions
from kg.export.format import Counts, Format, Wanted
from kg.model import Account, Certainty, Entity, EntityKind
from kg.unrdf import Quads

_Row = tuple[object, ...]

_ENTITY = "id:ID,name,name_en,kind,subtype,country,wikidata,latitude:double,longitude:double,:LABEL"
_STRIKE = "id:ID,day:date,means,outcomes:string[],response:boolean,lag_minutes:int,count_min:int,count_max:int,:LABEL"
_ACCOUNT = (
    "id:ID,means,certainty,outcome,count:int,count_qualifier,day:date,quote,start:int,end:int,rules:string[],:LABEL"
)
_ARTICLE = "id:ID,title,published:date,outlet,url,:LABEL"
_RELATION = ":START_ID,:END_ID,:TYPE,certainty,mention"


def _neo4j(store: Quads, folder: Path, wanted: Wanted) -> Counts:
    content = Content.of(store, wanted)
    told = [account for told in content.told for account in told.strike.accounts]
    tables: dict[str, tuple[str, list[_Row]]] = {
        "entities": (_ENTITY, [_entity(entity) for entity in content.entities]),
        "strikes": (_STRIKE, list(_strikes(content))),
        "accounts": (_ACCOUNT, [_account(account) for account in told]),
        "articles": (_ARTICLE, list(_articles(content))),
    }
    nodes = {row[0] for _, rows in tables.values() for row in rows}
    relations = list(dict.fromkeys(_relations(content)))
    whole = [row for row in relations if row[0] in nodes and row[1] in nodes]
    for name, (header, rows) in {**tables, "relations": (_RELATION, whole)}.items():
        _write(folder / f"{name}.csv", header, rows)
    missing = len(relations) - len(whole)
    left_out = {"relations to things that the graph does not describe": missing} if missing else {}
    return Counts({name: len(rows) for name, (_, rows) in tables.items()} | {"relations": len(whole)}, left_out)


def _write(file: Path, header: str, rows: Iterable[_Row]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        out.write(header + "\n")
        csv.writer(out, lineterminator="\n").writerows([_cell(value) for value in row] for row in rows)


def _cell(value: object) -> object:
    """Arrays with `;`, truth in lower case, texts on one line (the importer reads no line breaks unless told to)."""
    match value:
        case bool():
            return str(value).lower()
        case tuple():
            return ";".join(str(item).replace(";", ",") for item in value)
        case str():
            return " ".join(value.split())
        case _:
            return value


def _entity(entity: Entity) -> _Row:
    return (
        _id(entity.kind, entity.id),
        entity.name,
        english(entity),
        entity.kind.value,
        entity.subtype,
        entity.country,
        entity.wikidata,
        entity.latitude,
        entity.longitude,
        ("Entity", entity.kind.value.capitalize()),
    )


def _strikes(content: Content) -> Iterator[_Row]:
    for told in content.told:
        strike, summary, count = told.strike, told.summary, munitions(told.strike.accounts)
        yield (
            f"strike/{strike.id}",
            strike.day,
            strike.means.value,
            tuple(outcome.value for outcome in summary.outcomes),
            summary.is_response,
            summary.lag_minutes,
            count.low,
            count.high,
            ("Strike", "Response") if summary.is_response else ("Strike",),
        )


def _account(account: Account) -> _Row:
    evidence = account.evidence
    return (
        f"account/{account.id}",
        account.means.value,
        account.certainty.value,
        account.outcome.value,
        account.count.value if account.count else None,
        account.count.qualifier if account.count else None,
        account.when.day if account.when else None,
        evidence.quote,
        evidence.start,
        evidence.end,
        evidence.rules,
        ("Account",),
    )


def _articles(content: Content) -> Iterator[_Row]:
    for article in content.articles.values():
        yield f"article/{article.id}", article.title, article.published, article.outlet, article.url, ("Article",)


def _relations(content: Content) -> Iterator[_Row]:
    """(start, end, type, certainty, the words of the article)."""
    for entity in content.entities:
        for name, kind, id in (
            ("ACTS_AS", EntityKind.ACTOR, entity.acts_as),
            ("PART_OF", entity.kind, entity.parent),
            ("OPERATED_BY", EntityKind.ACTOR, entity.operator),
            ("LOCATED_IN", EntityKind.PLACE, entity.located_in),
        ):
            if id is not None:
                yield _id(entity.kind, entity.id), _id(kind, id), name, None, None
    for told in content.told:
        strike, summary, node = told.strike, told.summary, f"strike/{told.strike.id}"
        yield node, _id(strike.target.kind, strike.target.id), "TARGET", None, None
        for attribution in summary.attributions:
            name = "DENIED_IN" if attribution.certainty is Certainty.DENIED else "ATTACKED_IN"
            yield _id(EntityKind.ACTOR, attribution.actor), node, name, attribution.certainty.value, None
        for name, entities in (
            ("LANDED_IN", summary.landed),
            ("LAUNCHED_FROM", summary.origins),
            ("WITH", summary.weapons),
        ):
            for entity in entities:
                yield node, _id(entity.kind, entity.id), name, None, None
        for claimant in summary.claimants:
            yield node, _id(EntityKind.ACTOR, claimant), "CLAIMED_BY", None, None
        for trigger in strike.responds_to:
            yield node, f"strike/{trigger}", "IN_RESPONSE_TO", None, None
        for account in strike.accounts:
            yield from _of_account(account, node)


def _of_account(account: Account, strike: str) -> Iterator[_Row]:
    node = f"account/{account.id}"
    yield strike, node, "HAS_ACCOUNT", None, None
    yield node, f"article/{account.article}", "IN_ARTICLE", None, None
    named = [(party.ref, "NAMES_ATTACKER", party.certainty.value) for party in account.attackers]
    named += [(account.target, "NAMES_TARGET", "")]
    named += [(account.source, "SAID_BY", "")] if account.source else []
    for ref, name, certainty in named:
        yield node, _id(ref.entity.kind, ref.entity.id), name, certainty, ref.mention


def _id(kind: EntityKind, id: str) -> str:
    folder = vocab.entity_iri(kind, "_").value.removeprefix(vocab.BASE).partition("/")[0]
    return f"{folder}/{id}"


FORMATS = (
    Format(
        "neo4j",
        "a folder of CSV files for `neo4j-admin database import full`",
        "",
        "casualties, who says so of each attacker, launch areas and weapons of single accounts, other names of "
        "entities, line breaks in quotes",
        _neo4j,
        folder=True,
    ),
)
