"""Bodies that a page carries as data, for pages whose tree holds none: a script would have built it.

1. JSON-LD's ``articleBody``.
2. The state that frameworks leave for their scripts: ``__NEXT_DATA__``, ``__NUXT__``, ``window.__PRELOADED_STATE__ = {…}``,
   any ``<script type="application/json">``. Nobody says where in it the article lies, so texts are grouped by the path
   to them with the numbers of lists left out (``props.pageProps.article.body.*.text``), and the group with the most words
   is taken; text that is HTML is parsed as such. Names that speak of something else than the body are passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Final

from presscut import article
from presscut.errors import ExtractionError
from presscut.extraction import blocks, layout
from presscut.extraction.page import Page, parse

MINIMUM_NAMED_WORDS: Final = 60
"""Words of a text that JSON-LD calls the body; fewer are a teaser. 500 characters of Finnish, 120 of Chinese."""
MINIMUM_WORDS: Final = 80
"""Words of the best group in a framework's state; fewer are a description."""
MINIMUM_STATE_CHARACTERS: Final = 2 * MINIMUM_WORDS
"""No script of fewer characters holds as many words, however written."""
MOST_NODES: Final = 200_000
"""Values of a state that are looked at. Seen: 60 000 on a page of 2 MB."""
MOST_STATE_CHARACTERS: Final = 8 * 1024 * 1024

_STATE: Final = re.compile(r"^\s*(?:window|self|globalThis)?\s*[.\[]?['\"]?[\w$.]+['\"]?\]?\s*=\s*(?=[{\[])")
_STATE_NAME: Final = re.compile(
    r"(?i)__\w*(?:data|state|props|nuxt|context|content)\w*|globalContent|initialState|preloadedState"
)
_PARAGRAPH_BREAK: Final = re.compile(r"\n\s*\n|\r\n|\n")
_MARKUP: Final = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|blockquote|figure|strong|em|a|span)\b[^>]*>", re.IGNORECASE
)
_ADDRESS: Final = re.compile(r"^(?:https?:)?//|^data:|^[\w/.-]+$")
_OTHER_ENDS: Final = frozenset("۔።។៕။")
"""Full stops of Urdu, Amharic, Khmer and Burmese, which :func:`layout.ends_sentence` does not know."""
_THAI_OR_LAO: Final = re.compile("[\u0e00-\u0eff]")
_FEWEST_WORDS: Final = 5
_FEWEST_CHARACTERS: Final = 2 * _FEWEST_WORDS - 1
_FEWEST_WORDS_WITHOUT_STOP: Final = 15
"""Of Thai and Lao, which end no sentence with a sign; fewer are a headline."""
_OTHER_THINGS: Final = frozenset(
    ("description", "metadescription", "seodescription", "caption", "alt", "credit", "bio", "biography", "author", "authors",
     "comments", "related", "recommended", "recommendations", "excerpt", "summary", "teaser", "footer", "header", "nav",
     "navigation", "menu", "newsletter", "legal", "disclaimer", "cookie", "cookies", "consent", "translations", "i18n",
     "messages", "locale", "config", "settings", "ads", "seo", "meta", "metadata", "styles", "css")
)  # fmt: skip
"""Keys, in lower case, under which no body stands."""


@dataclass(frozen=True, slots=True)
class DataBody:
    body: tuple[article.Block, ...]
    found_in: str
    """As ``sources`` tells it: ``json-ld:articleBody``, ``state:__NEXT_DATA__``."""


def find(page: Page, article_body: str | None) -> DataBody | None:
    """The body in a page's data, if there is one. ``article_body``: JSON-LD's."""
    if article_body is not None and _words(article_body) >= MINIMUM_NAMED_WORDS:
        return DataBody(_body_of([article_body]), "json-ld:articleBody")
    best: tuple[int, list[str], str] | None = None
    for name, state in _states(page):
        words, texts = _best_group(state)
        if words >= MINIMUM_WORDS and (best is None or words > best[0]):
            best = (words, texts, name)
    if best is None:
        return None
    body = _body_of(best[1])
    return DataBody(body, f"state:{best[2]}") if body else None


def _states(page: Page) -> Iterator[tuple[str, Any]]:
    """The values that scripts of the page hold as JSON, with the names they go by."""
    for script in page.tree.css("script"):
        attributes = script.attributes
        kind = (attributes.get("type") or "").lower()
        if "ld+json" in kind or attributes.get("src"):
            continue
        text = script.text() or ""
        if len(text) < MINIMUM_STATE_CHARACTERS or len(text) > MOST_STATE_CHARACTERS:
            continue
        name = attributes.get("id") or ""
        start = 0
        if kind != "application/json":
            assignment = _STATE.match(text)
            named = _STATE_NAME.search(text, 0, 200)
            if assignment is None or named is None:
                continue
            start, name = assignment.end(), named.group()
        try:
            value, _ = json.JSONDecoder().raw_decode(text[start:].lstrip())
        except (ValueError, RecursionError):
            continue
        yield name or "application/json", value


@dataclass(slots=True)
class _Group:
    words: int = 0
    texts: list[str] = field(default_factory=list)


def _best_group(state: Any) -> tuple[int, list[str]]:
    """Words and texts of the group with the most words, in the order of the data."""
    groups: dict[tuple[str, ...], _Group] = {}
    stack: list[tuple[Any, tuple[str, ...]]] = [(state, ())]
    seen: set[str] = set()
    for _ in range(MOST_NODES):
        if not stack:
            break
        value, path = stack.pop()
        if isinstance(value, dict):
            stack.extend(
                (child, (*path, key)) for key, child in reversed(value.items()) if key.lower() not in _OTHER_THINGS
            )
        elif isinstance(value, list):
            stack.extend((child, path) for child in reversed(value))
        elif isinstance(value, str) and _is_text(value) and value not in seen:
            seen.add(value)
            group = groups.setdefault(path, _Group())
            group.words += _words(value)
            group.texts.append(value)
    best = max(groups.values(), key=lambda group: group.words, default=_Group())
    return best.words, best.texts


def _words(value: str) -> int:
    return blocks.count_words(_MARKUP.sub(" ", value))


def _is_text(value: str) -> bool:
    """Whether a string is a sentence or more, rather than a name, a key or an address."""
    if len(value) < _FEWEST_CHARACTERS or _ADDRESS.match(value) is not None:
        return False
    words = blocks.count_words(value)
    return words >= _FEWEST_WORDS and (_ends_sentence(value, words) or _MARKUP.search(value) is not None)


def _ends_sentence(value: str, words: int) -> bool:
    sign = layout.last_sign(value)
    if sign == ";":
        return not value.isascii()  # a question in Greek; elsewhere a style or a piece of code
    return (
        layout.ends_sentence(value)
        or sign in _OTHER_ENDS
        or (words >= _FEWEST_WORDS_WITHOUT_STOP and _THAI_OR_LAO.match(sign) is not None)
    )


def _body_of(texts: list[str]) -> tuple[article.Block, ...]:
    body: list[article.Block] = []
    for text in texts:
        if _MARKUP.search(text):
            body += _of_markup(text)
        else:
            body += [
                article.Paragraph(text=" ".join(unescape(part).split()))
                for part in _PARAGRAPH_BREAK.split(text)
                if part.strip()
            ]
    return tuple(body)


def _of_markup(text: str) -> Iterator[article.Block]:
    """The paragraphs and headings of a piece of HTML. What no page may hold holds nothing."""
    try:
        inner = blocks.read(parse(text))
    except ExtractionError:
        return
    for block in inner.blocks:
        if block.kind != "text" or block.container.within & blocks.FIGURE:
            continue
        level = block.heading_level
        yield article.Heading(text=block.text, level=level) if level else article.Paragraph(text=block.text)
