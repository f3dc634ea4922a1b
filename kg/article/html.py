"""HTML pages: the main text and what the page says about itself. Needs lxml, which the extra `html` installs."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kg.article.draft import Draft
from kg.article.encoding import decode
from kg.article.failure import Refused
from kg.article.published import parse_published
from kg.article.txt import load

_NOISE = re.compile(
    "script|style|noscript|template|iframe|nav|footer|aside|form|button|select|svg|figure|figcaption|video|audio|dialog"
)
_NOISY_CLASS = re.compile(
    r"\b(share|sharing|social|related|breadcrumbs?|comments?|menu|sidebar|newsletter|tags|advert\w*|ads|promo|cookie)\b"
)
_PARAGRAPH = re.compile("p|li|blockquote|h[1-6]|pre|dd|dt")
_BLOCK = re.compile(_PARAGRAPH.pattern + "|div|section|article|main|header|body|table|tr|td|th|ul|ol|dl|center|br")
_SPACE = re.compile(r"\s+")
_SHORTEST = 25
"""Shorter stretches of text, in characters, tell nothing about where the article stands."""
_PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//*[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='pubdate' or @name='publishdate' or @name='date' or @name='DC.date.issued']/@content",
)
_TITLE = ("//meta[@property='og:title']/@content", "//h1//text()", "//title/text()")
_URL = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
_OUTLET = ("//meta[@property='og:site_name']/@content",)


def read_html(path: Path, limit: int) -> Iterator[Draft]:
    """The article of a web page."""
    try:
        from lxml import html
    except ImportError:
        raise Refused("reading HTML needs lxml", "install it with: pip install 'strike-kg[html]'") from None
    # The text is decoded already: what the page says of its own encoding must not count again.
    source = decode(load(path, limit)).encode("utf-8", errors="replace")
    page = html.document_fromstring(source, parser=html.HTMLParser(encoding="utf-8", huge_tree=False))
    data = _json_ld(page)
    title = _first(page, _TITLE) or _text(data.get("headline"))
    published = _published(page, data)
    url, outlet = _first(page, _URL), _first(page, _OUTLET)
    lines = _main_text(page)
    told = [_SPACE.sub(" ", line).strip() for line in (_text(data.get("articleBody")) or "").splitlines()]
    if sum(map(len, told)) > 2 * sum(map(len, lines)):  # pages that a script fills
        lines = [line for line in told if line]
    if not lines:
        raise Refused("the page holds no text of an article", "save the article as text instead")
    head = [title, ""] if title and lines[0] != title else []
    yield Draft(str(path), path.stem, "\n".join(head + lines) + "\n", title, url, outlet, published)


def _first(page: Any, paths: tuple[str, ...]) -> str | None:
    for path in paths:
        for value in page.xpath(path):
            if text := _SPACE.sub(" ", str(value)).strip():
                return text
    return None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _json_ld(page: Any) -> Mapping[str, Any]:
    """The first schema.org description of an article that the page carries (https://schema.org/NewsArticle)."""
    for script in page.xpath("//script[@type='application/ld+json']/text()"):
        try:
            found = json.loads(str(script), strict=False)
        except ValueError:
            continue
        nodes = found if isinstance(found, list) else [found]
        nodes += [part for node in nodes if isinstance(node, dict) for part in node.get("@graph") or ()]
        for node in nodes:
            if isinstance(node, dict) and "Article" in str(node.get("@type")):
                return node
    return {}


def _published(page: Any, data: Mapping[str, Any]) -> date | None:
    """The first date that can be read; a `time` element counts when it is the only day that the page tells."""
    values = [str(value) for path in _PUBLISHED for value in page.xpath(path)]
    values += [value for value in (_text(data.get("datePublished")),) if value]
    for value in values:
        if day := parse_published(value):
            return day
    days = {parse_published(str(value)) for value in page.xpath("//time/@datetime")} - {None}
    return days.pop() if len(days) == 1 else None


def _main_text(page: Any) -> list[str]:
    """The lines of the element that holds most of the running text."""
    body = page.find("body")
    if body is None:
        return []
    for element in [element for element in body.iter() if _is_noise(element)]:
        element.drop_tree()
    weights: dict[Any, float] = defaultdict(float)
    for element in body.iter():
        length = sum(len(text) for text in element.xpath("text()") if len(text.strip()) >= _SHORTEST)
        if not length or element.tag == "a" or any(True for _ in element.iterancestors("a")):
            continue
        block = next((e for e in (element, *element.iterancestors()) if _BLOCK.fullmatch(e.tag)), body)
        if _PARAGRAPH.fullmatch(block.tag) and block.getparent() is not None:
            block = block.getparent()
        weights[block] += length
        if block.getparent() is not None:
            weights[block.getparent()] += length / 2
    main = max(weights, key=weights.__getitem__, default=None)
    return list(_lines(main)) if main is not None else []


def _is_noise(element: Any) -> bool:
    if not isinstance(element.tag, str):  # a comment
        return True
    if element.tag in ("body", "article", "main"):
        return False
    names = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}".lower()
    return bool(_NOISE.fullmatch(element.tag) or _NOISY_CLASS.search(names.replace("_", "-")))


def _lines(main: Any) -> Iterator[str]:
    """The text below an element, a line for each block or line break."""
    pieces: list[str] = []

    def walk(element: Any) -> None:
        border = "\n" if _BLOCK.fullmatch(element.tag) else ""
        pieces.extend((border, _SPACE.sub(" ", element.text or "")))
        for child in element:
            walk(child)
            pieces.append(_SPACE.sub(" ", child.tail or ""))
        pieces.append(border)

    walk(main)
    for line in "".join(pieces).split("\n"):
        if text := _SPACE.sub(" ", line).strip():
            yield text
