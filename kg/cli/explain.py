"""Show how a text is read: the parse, the names and noun phrases in it, the rules that fired, and the facts that they
made.

examples:
  kg explain "استهدفت طائرة مسيّرة قاعدة حقل العمر بصاروخين مساء أمس." --published 2024-01-23
  kg explain "ردّت القوات الأمريكية بقصف مواقع في الميادين." --rules my-rules/
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.cli.errors import Usage
from kg.cli.terminal import console, day, models, table
from kg.dates import find
from kg.extract import Extractor
from kg.facts import KINDS, FactEntity, facts
from kg.lexicon import Lexicon
from kg.merge import merge
from kg.model import Account, Mention, Outcome, Quantity, Ref, Sentence
from kg.parse import Parser
from kg.rules.loader import load

_Row = tuple[str, str]


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", help="one or more sentences")
    parser.add_argument("--published", metavar="DATE", type=day, help="day of publication, for dates such as أمس")
    about = "of your own, .ttl or .csv (may be repeated)"
    parser.add_argument(
        "--gazetteer", metavar="FILE", type=Path, action="append", default=[], help=f"reference data {about}"
    )
    about = "of your own, a .yaml file or a folder of them (may be repeated)"
    parser.add_argument("--rules", metavar="DIR", type=Path, action="append", default=[], help=f"rules {about}")
    about = "a folder of Stanza models of your own, or `official` (default: those that ship)"
    parser.add_argument("--models", metavar="DIR", type=models, help=about)


def run(args: argparse.Namespace) -> int:
    if not args.text.strip():
        raise Usage("the text is empty; give a sentence in quotes")
    extractor = Extractor(Lexicon.load(args.gazetteer), load(args.rules))
    parsed = Parser(args.models).parse_text(args.text)
    document = replace(parsed, article=replace(parsed.article, published=args.published))
    text = document.article.text
    mentions, times = extractor.lexicon.find(text), find(text, args.published)
    accounts = extractor.accounts(document)
    show = console()
    for sentence in document.sentences:
        show.print(f"\n{text[sentence.start : sentence.end]}", style="bold", markup=False)
        show.print(table(("#", "word", "lemma", "tag", "is", "of"), _tree(sentence), title="parse"))
        own = [m for m in mentions if sentence.start <= m.start < sentence.end]
        if own:
            show.print(table(("name", "may be", ""), map(_mention, own), title="names"))
        within = [t for t in times if sentence.start <= t.start < sentence.end]
        if within:
            rows = [(text[t.start : t.end], str(t.when.day or t.when.start) if t.when else "open") for t in within]
            show.print(table(("time", "means"), rows, title="times"))
        reading = extractor.read(sentence, text, own, within)
        phrases = [
            (
                n.preposition,
                " ".join(w.form for w in reading.words[n.start : n.end]),
                n.means,
                n.count and _number(n.count),
            )
            for n in reading.nominals
        ]
        show.print(table(("preposition", "words", "weapon", "count"), phrases, title="noun phrases"))
        for account in (a for a in accounts if a.evidence.sentence == sentence.index):
            show.print(table(("slot", "filled by"), _account(account, accounts), title=f"account {account.id}"))
    show.print(table(("fact", ""), _facts(accounts, extractor), title="facts"))
    return 0


def _tree(sentence: Sentence) -> Iterator[tuple[int, str, str, str, str, str]]:
    forms = {token.id: token.form for token in sentence.tokens}
    for token in sentence.tokens:
        yield token.id, token.form, token.lemma, token.upos, token.deprel, forms.get(token.head, "")


def _mention(mention: Mention) -> tuple[str, str, str]:
    candidates = ", ".join(f"{entity.id} ({entity.kind})" for entity in mention.candidates)
    notes = [note for note, holds in (("weak name", mention.weak), ("needs a cue", mention.cued)) if holds]
    return mention.text, candidates, ", ".join(notes)


def _account(account: Account, others: Iterable[Account]) -> Iterator[_Row]:
    yield "rules", ", ".join(account.evidence.rules)
    for party in account.attackers:
        source = f", says {_ref(party.source)}" if party.source else ""
        yield "attacker", f"{_ref(party.ref)} ({party.certainty}{source})"
    for role, refs in (
        ("target", (account.target,)),
        ("landed in", account.places),
        ("launched from", account.origins),
        ("weapon", account.weapons),
        ("claimed by", account.claimants),
        ("told by", (account.source,) if account.source else ()),
    ):
        yield from ((role, _ref(ref)) for ref in refs)
    yield "means", account.means
    if account.outcome is not Outcome.UNKNOWN:
        yield "outcome", account.outcome
    if account.count:
        yield "count", _number(account.count)
    for harm in account.casualties:
        yield "casualties", f"{harm.harm}: {_number(harm.quantity)}" + (f", {_ref(harm.side)}" if harm.side else "")
    if when := account.when:
        yield "time", f"{when.text}: {when.start:%Y-%m-%d %H:%M} to {when.end:%Y-%m-%d %H:%M}"
    if account.is_response:
        answered = " and ".join(_ref(other.target) for other in others if other.id in account.responds_to)
        yield "response", f"to the strike on {answered}" if answered else "to what the text does not tell"
    if account.evidence.fallbacks:
        yield "by fallback", ", ".join(account.evidence.fallbacks)


def _number(quantity: Quantity) -> str:
    return str(quantity.value) if quantity.qualifier == "exact" else f"{quantity.qualifier} {quantity.value}"


def _ref(ref: Ref) -> str:
    return f"{ref.mention} = {ref.entity.id}"


def _facts(accounts: Iterable[Account], extractor: Extractor) -> Iterable[_Row]:
    strikes = merge(accounts, {}, extractor.lexicon.entities)
    rows = [
        (fact.kind, ", ".join(f"{role}: {_value(v)}" for role, v in zip(KINDS[fact.kind], fact.values, strict=True)))
        for fact in facts(strikes)
    ]
    return rows or [("none", "no rule fired on this text")]


def _value(value: object) -> str:
    return value.iri if isinstance(value, FactEntity) else str(value)
