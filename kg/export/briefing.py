"""A briefing in Markdown: what happened, and who says so, month by month."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg import vocab
from kg.export.content import Content, Told, harmed, held, munitions
from kg.export.content import Span as Figures
from kg.export.format import Counts, Format
from kg.model import Account, Entity
from kg.unrdf import Quads

_PAIRS = 20  # of attacker and target in the table at the top
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$]|^[-+#=]|(?<=^\d)[.)])")
_ARABIC = re.compile("[\u0620-\u06ff]")
_RTL, _END = "\u2067", "\u2069"  # isolate: else dates and brackets beside Arabic are shown in the wrong order


def _briefing(store: Quads, file: Path) -> Counts:
    content = Content.of(store)
    days = [told.strike.day for told in content.told if told.strike.day is not None]
    titles = {told.strike.id: told for told in content.told}
    attacks = Counter(
        (content.actor(attribution.actor), told.strike.target)
        for told in content.told
        for attribution in held(told.summary.attributions)
    )
    pairs = sorted(attacks.items(), key=lambda pair: (-pair[1], pair[0][0].id, pair[0][1].id))
    told_in = {account.article for told in content.told for account in told.strike.accounts}
    periods = groupby(content.told, key=_period)
    template = _environment().get_template("briefing.md.j2")
    stream = template.stream(
        first=min(days, default=None),
        last=max(days, default=None),
        periods=((period, [_item(content, told, titles) for told in group]) for period, group in periods),
        strikes=len(content.told),
        accounts=sum(len(told.strike.accounts) for told in content.told),
        articles=len(told_in),
        undated=len(content.told) - len(days),
        pairs=pairs[:_PAIRS],
        more=max(0, len(pairs) - _PAIRS),
    )
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(stream)
        out.write("\n")
    left_out = {"articles that tell of no strike": len(content.articles) - len(told_in)}
    return Counts({"strikes": len(content.told)}, {what: number for what, number in left_out.items() if number})


def _period(told: Told) -> str:
    return told.strike.day.strftime("%Y-%m") if told.strike.day else ""


def _item(content: Content, told: Told, all_told: dict[str, Told]) -> dict[str, Any]:
    strike, summary = told.strike, told.summary
    figures = {
        "Munitions": _span(munitions(strike.accounts)),
        "Killed": _span(harmed(strike.accounts, "killed")),
        "Injured": _span(harmed(strike.accounts, "injured")),
        "Outcome": ", ".join(outcome.value for outcome in summary.outcomes),
        "Minutes after what it answers": "" if summary.lag_minutes is None else str(summary.lag_minutes),
    }
    return {
        "anchor": _anchor(strike.id),
        "day": strike.day,
        "means": strike.means.value,
        "target": strike.target,
        "attackers": [
            {"actor": content.actor(attribution.actor), "certainty": attribution.certainty.value}
            for attribution in summary.attributions
        ],
        "landed": [place for place in summary.landed if place != strike.target],
        "figures": [(name, value) for name, value in figures.items() if value],
        "answers": [
            {"title": _title(all_told[id]), "anchor": _anchor(id)} for id in strike.responds_to if id in all_told
        ],
        "response": summary.is_response,
        "accounts": [_account(content, account) for account in strike.accounts],
    }


def _account(content: Content, account: Account) -> dict[str, Any]:
    article = content.articles[account.article]
    return {
        "quote": _isolated(account.evidence.quote),
        "teller": _isolated(article.outlet or article.id),
        "published": article.published,
        "article": article.id,
        "url": article.url if (article.url or "").startswith(("https://", "http://")) else None,
    }


def _title(told: Told) -> str:
    day = f"{told.strike.day}: " if told.strike.day else ""
    return f"{day}{told.strike.means.value}, {told.strike.target.name_en or _isolated(told.strike.target.name)}"


def _anchor(id: str) -> str:
    return vocab.encode(id).replace("%", ".")  # a browser decodes % in a link, but not in what it leads to


def _span(figures: Figures) -> str:
    if figures.low is None or figures.low == figures.high:
        return "" if figures.low is None else str(figures.low)
    return f"{figures.low} to {figures.high} (accounts differ)"


def _environment() -> Environment:
    # No autoescape for HTML: `md` escapes Markdown and HTML, and every text of an article goes through it.
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined)
    environment.filters.update({"md": _md, "both": _both, "link": _link})
    return environment


def _both(entity: Entity) -> str:
    """The English name with the Arabic one beside it."""
    arabic = _isolated(_md(entity.name))
    return arabic if entity.name_en is None else f"{_md(entity.name_en)} ({arabic})"


def _md(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _link(url: str) -> str:
    """A web address safe inside `(...)`."""
    return quote(url, safe="/:?#@!$&'*+,;=%-._~")


def _isolated(text: str) -> str:
    return f"{_RTL}{text}{_END}" if _ARABIC.search(text) else text


FORMATS = (
    Format(
        "markdown",
        "a briefing to read or print: what happened, and who says so",
        ".md",
        "offsets, rules, launch areas, who says so within one article, articles without a strike (counted at the end)",
        _briefing,
    ),
)
