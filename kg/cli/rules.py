"""List the rules that read strikes, claims and responses out of sentences, with what triggers them and an example.

With --rules your own rules are added to ours or override them, and are refused with file, line and remedy where they
are wrong. With --coverage the rules are counted in a graph.

examples:
  kg rules
  kg rules strike.verb
  kg rules --rules my-rules/
  kg rules --coverage out
  kg rules --coverage --endpoint http://localhost:7878/query
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from kg import rdf
from kg.cli.errors import Failed
from kg.cli.stored import add_endpoint, graph
from kg.cli.terminal import console, table
from kg.rules.loader import Rule, load

_SHOWN = 4  # triggers in the list; a rule may have dozens


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("prefix", metavar="ID", nargs="?", default="", help="only rules whose id begins so, in full")
    about = "rules of your own, a .yaml file or a folder of them (may be repeated)"
    parser.add_argument("--rules", metavar="DIR", type=Path, action="append", default=[], help=about)
    about = "count for each rule the accounts in the graph that it made (OUT, or --endpoint)"
    parser.add_argument("--coverage", metavar="OUT", dest="out", nargs="?", const="", help=about)
    add_endpoint(parser)


def run(args: argparse.Namespace) -> int:
    rules = [rule for rule in load(args.rules).rules if rule.id.startswith(args.prefix)]
    if not rules:
        raise Failed(f"there is no rule {args.prefix}; `kg rules` lists them")
    if args.out is not None or args.endpoint:
        _count(rules, args)
    elif args.prefix:
        for rule in rules:
            _show(rule)
    else:
        rows = [(rule.id, rule.makes, _some(triggers(rule)), _example(rule)) for rule in rules]
        console().print(table(("rule", "makes", "triggers", "example"), rows))
        examples = sum(len(rule.examples) for rule in rules)
        console().print(f"{len(rules)} rules, {examples} examples; all are well-formed.", markup=False)
    return 0


def triggers(rule: Rule) -> tuple[str, ...]:
    """The words that a rule fires on."""
    return (*(perfect for perfect, _ in rule.verbs), *sorted(rule.nouns), *sorted(rule.prepositions))


def _some(words: tuple[str, ...]) -> str:
    more = f" … (+{len(words) - _SHOWN})" if len(words) > _SHOWN else ""
    return "، ".join(words[:_SHOWN]) + more


def _example(rule: Rule) -> str | None:
    return rule.examples[0].text if rule.examples else None


def _show(rule: Rule) -> None:
    show = console()
    show.print(rule.id, style="bold")
    lines = [f"makes {rule.makes}" + (f", needs {rule.needs}" if rule.needs else ""), f"from {rule.source}"]
    lines.append("triggers: " + "، ".join(triggers(rule)))
    for role, slots in rule.slots.items():
        paths = (s.relation + (f"[{'|'.join(sorted(s.prepositions))}]" if s.prepositions else "") for s in slots)
        lines.append(f"{role}: " + ", ".join(paths))
    for example in rule.examples:
        lines += [f"example: {example.text}", *(f"    {fact}" for fact in example.facts or ("(nothing)",))]
    for line in lines:
        show.print(f"  {line}", markup=False)


def _count(rules: list[Rule], args: argparse.Namespace) -> None:
    with graph(args) as store:
        accounts = rdf.accounts(store)
    used = Counter(rule for account in accounts for rule in account.evidence.rules)
    ranked = sorted(rules, key=lambda rule: (-used[rule.id], rule.id))
    console().print(table(("accounts", "rule", "example"), [(used[r.id], r.id, _example(r)) for r in ranked]))
    silent = sum(not used[rule.id] for rule in rules)
    console().print(f"{len(accounts)} accounts; {silent} of {len(rules)} rules made none.", markup=False)
