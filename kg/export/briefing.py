"""A briefing in Markdown or HTML, English or Arabic: what happened, and who says so, month by month."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg import vocab
from kg.export.content import Content, Told, harmed, held, munitions
from kg.export.content import Span as Figures
from kg.export.format import Counts, Format, Wanted
from kg.model import Account, Entity
from kg.rdf import ontology_quads
from kg.unrdf import Quads

_HERE = Path(__file__).parent
_PAIRS = 20  # of attacker and target in the table at the top
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$]|^[-+#=]|(?<=^\d)[.)])")
_ARABIC = re.compile("[\u0620-\u06ff]")
_LTR, _RTL, _END = "\u2066", "\u2067", "\u2069"  # isolates: else dates and brackets beside Arabic stand in wrong order
_Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Style:
    """The words of a language, and the labels that the ontology has in it for its terms."""

    language: str
    words: _Words
    labels: Mapping[NamedNode | BlankNode | Triple, str]

    @classmethod
    def of(cls, language: str) -> _Style:
        words = yaml.safe_load((_HERE / "briefing.yaml").read_text(encoding="utf-8"))
        labels = {}
        for quad in ontology_quads():
            label = quad.object
            if quad.predicate == vocab.RDFS.label and isinstance(label, Literal) and label.language == language:
                labels[quad.subject] = label.value
        return cls(language, words[language], labels)

    def term(self, word: str) -> str:
        """A controlled term by its label."""
        return self.labels.get(vocab.KG.term(word), word)

    def name(self, entity: Entity) -> str:
        """The name in the language; in English with the Arabic one beside it, since articles have that."""
        if self.language == "ar" or entity.name_en is None:
            return _lone(entity.name)
        return f"{entity.name_en} ({_lone(entity.name)})"

    def title(self, item: Mapping[str, Any]) -> str:
        """The day, what it was and whom it hit."""
        day = f"{self.lone_day(item['day'])}: " if item["day"] else ""
        return f"{day}{item['means']}{self.words['comma']}{self.name(item['target'])}"

    def lone_day(self, day: date) -> str:
        """A day in the midst of other text."""
        return f"{_LTR}{day}{_END}" if self.words["dir"] == "rtl" else str(day)

    def heading(self, content: Content, wanted: Wanted) -> str:
        """The period that is wanted, or that the strikes span."""
        days = [told.strike.day for told in content.told if told.strike.day is not None]
        first, last = (
            (wanted.first, wanted.last) if wanted.period else (min(days, default=None), max(days, default=None))
        )
        span = {name: self.lone_day(day) for name, day in (("first", first), ("last", last)) if day is not None}
        kind = {"": "title", "first": "title_from", "last": "title_to", "first last": "title_period"}[" ".join(span)]
        return self.words[kind].format(**span)


def _briefing(template: str) -> Callable[[Quads, Path, Wanted], Counts]:
    def write(store: Quads, file: Path, wanted: Wanted) -> Counts:
        content, style = Content.of(store, wanted), _Style.of(wanted.language or "en")
        with file.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(_environment(style).get_template(template).stream(_page(content, style, wanted)))
            out.write("\n")
        told_in = {account.article for told in content.told for account in told.strike.accounts}
        # In a period most articles tell of other days.
        silent = 0 if wanted.period else len(content.articles) - len(told_in)
        left_out = {**content.left_out} | ({"articles that tell of no strike": silent} if silent else {})
        return Counts({"strikes": len(content.told)}, left_out)

    return write


def _page(content: Content, style: _Style, wanted: Wanted) -> dict[str, Any]:
    """What the templates show."""
    attacks = Counter(
        (content.actor(attribution.actor), told.strike.target)
        for told in content.told
        for attribution in held(told.summary.attributions)
    )
    pairs = sorted(attacks.items(), key=lambda pair: (-pair[1], pair[0][0].id, pair[0][1].id))
    here = {told.strike.id: told for told in content.told}
    accounts = [account for told in content.told for account in told.strike.accounts]
    periods = groupby(content.told, key=_period)
    return {
        "words": style.words,
        "language": style.language,
        "title": style.heading(content, wanted),
        "months": list(dict.fromkeys(map(_period, content.told))),
        "periods": ((period, [_item(content, style, told, here) for told in group]) for period, group in periods),
        "strikes": len(content.told),
        "accounts": len(accounts),
        "articles": len({account.article for account in accounts}),
        "undated": sum(told.strike.day is None for told in content.told),
        "pairs": pairs[:_PAIRS],
        "more": max(0, len(pairs) - _PAIRS),
    }


def _period(told: Told) -> str:
    return told.strike.day.strftime("%Y-%m") if told.strike.day else ""


def _item(content: Content, style: _Style, told: Told, here: Mapping[str, Told]) -> dict[str, Any]:
    strike, summary, words = told.strike, told.summary, style.words
    figures = {
        words["munitions"]: _span(munitions(strike.accounts), words),
        words["killed"]: _span(harmed(strike.accounts, "killed"), words),
        words["injured"]: _span(harmed(strike.accounts, "injured"), words),
        words["outcome"]: words["comma"].join(style.term(outcome.value) for outcome in summary.outcomes),
        words["lag"]: "" if summary.lag_minutes is None else str(summary.lag_minutes),
    }
    places = {
        words["where"]: [place for place in summary.landed if place != strike.target],
        words["origin"]: summary.origins,
    }
    triggers = [(id, here.get(id) or content.apart.get(id)) for id in strike.responds_to]
    return {
        **_named(told, style),
        "attackers": [
            {"actor": content.actor(attribution.actor), "certainty": style.term(attribution.certainty.value)}
            for attribution in summary.attributions
        ],
        "places": [(label, found) for label, found in places.items() if found],
        "figures": [(label, value) for label, value in figures.items() if value],
        "answers": [{**_named(trigger, style), "here": id in here} for id, trigger in triggers if trigger is not None],
        "response": summary.is_response,
        "accounts": [_account(content, account) for account in strike.accounts],
    }


def _named(told: Told, style: _Style) -> dict[str, Any]:
    strike = told.strike
    means = style.term(strike.means.value)
    return {"anchor": _anchor(strike.id), "day": strike.day, "means": means, "target": strike.target}


def _account(content: Content, account: Account) -> dict[str, Any]:
    article = content.articles[account.article]
    sources = [ref.entity for ref in (account.source, *(party.source for party in account.attackers)) if ref]
    return {
        "quote": account.evidence.quote,
        "outlet": article.outlet,
        "published": article.published,
        "article": article.id,
        "url": article.url if (article.url or "").startswith(("https://", "http://")) else None,
        "said_by": list(dict.fromkeys(sources)),
    }


def _anchor(id: str) -> str:
    return vocab.encode(id).replace("%", ".")  # a browser decodes % in a link, but not in what it leads to


def _span(figures: Figures, words: _Words) -> str:
    if figures.low is None or figures.low == figures.high:
        return "" if figures.low is None else str(figures.low)
    return words["differ"].format(low=figures.low, high=figures.high)


def _environment(style: _Style) -> Environment:
    # In Markdown `md` escapes Markdown and HTML, and every text of an article goes through it.
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=StrictUndefined,
    )
    filters = {"md": _md, "link": _link, "lone": _lone, "name": style.name, "title": style.title, "day": style.lone_day}
    environment.filters.update(filters)
    return environment


def _md(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _link(url: str) -> str:
    """A web address safe inside `(...)`."""
    return quote(url, safe="/:?#@!$&'*+,;=%-._~")


def _lone(text: str) -> str:
    """Arabic text that keeps its own direction among other text."""
    return f"{_RTL}{text}{_END}" if _ARABIC.search(text) else text


_LOSSES = (
    "offsets, rules, weapons, claims of single accounts, articles without a strike (counted at the end), strikes "
    "without a date where a period is given (counted)"
)

FORMATS = (
    Format(
        "markdown",
        "a briefing to read or edit: what happened, and who says so",
        ".md",
        _LOSSES,
        _briefing("briefing.md.j2"),
        period=True,
        languages=("en", "ar"),
    ),
    Format(
        "html",
        "the same briefing as a page that needs nothing else, to read or print",
        ".html",
        _LOSSES,
        _briefing("briefing.html.j2"),
        period=True,
        languages=("en", "ar"),
    ),
)
