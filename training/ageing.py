"""A page → what it would have looked like fifteen years before: the same text, marked up as people did then.

The corpora are of 2019 and later, and what tells an article on them (``<article>``, speaking class names, schema.org) is
not on older pages: those stand in tables and ``<font>``, with line breaks for paragraphs and bold type for headings. The
text does not change, so neither does what annotators marked. Which of the changes a page gets is drawn by its name.
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bench.corpora import AnnotatedPage
from presscut import ExtractionError
from presscut.extraction import decoding
from presscut.extraction.limits import DEFAULT_LIMITS

_HIDDEN_DATA: Final = re.compile(r"<script\b[^>]*>.*?</script\s*>|<(?:meta|link)\b(?![^>]*charset)[^>]*>", re.I | re.S)
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE: Final = re.compile(r"""([a-zA-Z-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_OLD_ATTRIBUTES: Final = frozenset(
    ("href", "src", "alt", "width", "height", "colspan", "rowspan", "content", "charset")
)
_MODERN: Final = {
    **dict.fromkeys(("article", "main", "section", "header", "aside", "nav", "footer", "figure", "details"), "div"),
    **dict.fromkeys(("figcaption", "summary"), "div"),
    **dict.fromkeys(("time", "mark", "picture", "amp-img"), "span"),
}
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

Change = Callable[[str, str, str], str | None]
"""(slash, tag, attributes) → the tag that stands instead, or None for the same."""


def without_data(html: str) -> str:
    """Without scripts and their data, and without metas but that of the charset."""
    return _HIDDEN_DATA.sub("", html)


def without_names(html: str) -> str:
    """Elements of HTML 4 alone, and no attribute that names anything: no class, id, role, itemprop."""

    def rewritten(slash: str, tag: str, attributes: str) -> str:
        name = _MODERN.get(tag, tag)
        if slash or not attributes:
            return f"<{slash}{name}>"
        kept = "".join(f" {n}={v}" for n, v in _ATTRIBUTE.findall(attributes) if n.lower() in _OLD_ATTRIBUTES)
        return f"<{name}{kept}>"

    return _rewritten(html, rewritten)


def with_bold_headings(html: str) -> str:
    """Headings as paragraphs in large or bold type."""

    def rewritten(slash: str, tag: str, _: str) -> str | None:
        if tag not in _HEADINGS:
            return None
        return "</b></font></p>" if slash else f"<p><font size={'5' if tag == 'h1' else '3'}><b>"

    return _rewritten(html, rewritten)


def with_breaks(html: str) -> str:
    """Paragraphs parted by two line breaks."""

    def rewritten(slash: str, tag: str, _: str) -> str | None:
        if tag != "p":
            return None
        return "<br><br>" if slash else ""

    return _rewritten(html, rewritten)


def in_tables(html: str) -> str:
    """Every other level of containers a table of one cell."""
    depth = 0

    def rewritten(slash: str, tag: str, _: str) -> str | None:
        nonlocal depth
        if tag != "div":
            return None
        if slash:
            depth = max(depth - 1, 0)
            return "</td></tr></table>" if depth % 2 else "</div>"
        depth += 1
        return "<table><tr><td>" if depth % 2 == 0 else "<div>"

    return _rewritten(html, rewritten)


def in_font(html: str) -> str:
    """The text of paragraphs and cells in a typeface of its own."""

    def rewritten(slash: str, tag: str, _: str) -> str | None:
        if tag not in ("p", "td"):
            return None
        return f"</font></{tag}>" if slash else f"<{tag}><font face=Verdana size=2>"

    return _rewritten(html, rewritten)


Ageing = Callable[[str], str]

ALL: Final[tuple[Ageing, ...]] = (without_data, without_names, with_bold_headings, in_tables, in_font, with_breaks)
"""In the order in which they are made."""


def aged_page(page: AnnotatedPage) -> AnnotatedPage:
    """The same page, aged, in UTF-8. What cannot be decoded stays as it is."""
    try:
        html = decoding.read(page.html, None, DEFAULT_LIMITS.max_bytes).text
    except ExtractionError:
        return page
    return replace(page, html=aged(html, page.name).encode("utf-8", "replace"))


def aged(html: str, name: str) -> str:
    """``html`` with changes drawn by ``name``: without data and names always, each of the others by the toss of a coin."""
    draw = random.Random(zlib.crc32(name.encode()))
    for change in ALL[:2]:
        html = change(html)
    for change in ALL[2:]:
        if draw.random() < 0.5:
            html = change(html)
    return html


def _rewritten(html: str, change: Change) -> str:
    def replaced(match: re.Match[str]) -> str:
        slash, tag, attributes = match.groups()
        new = change(slash, tag.lower(), attributes)
        return match.group() if new is None else new

    return _TAG.sub(replaced, html)
