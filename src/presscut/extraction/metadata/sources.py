"""A page → the candidates for every field, collected once: the head, JSON-LD, and what markup marks in the body.

JSON-LD as found is often not JSON: wrapped in comments or CDATA, with line breaks in strings, trailing commas, entities, or
several objects in a row. What can be understood is; what cannot is left out, since nothing depends on it alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from selectolax.lexbor import LexborNode

from presscut.extraction.addresses import resolve
from presscut.extraction.blocks import Blocks
from presscut.extraction.keys import key_of
from presscut.extraction.metadata import broken_json
from presscut.extraction.metadata.entities import unescape
from presscut.extraction.page import Page

Thing = Mapping[str, Any]
"""A JSON-LD object as it was written."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that the files beside this one choose from. Names are lower case, values stripped, none empty."""

    url: str | None
    """Where the page was read from, absolute: as the caller says, else as the program noted that saved it."""
    base_url: str | None
    metas: Mapping[str, tuple[str, ...]]
    """``<meta>`` by name, property or itemprop (``og:title``, ``article:published_time``, …), in page order."""
    title: str | None
    """The text of ``<title>``."""
    html_language: str | None
    """``<html lang>`` or ``xml:lang``."""
    links: Mapping[str, tuple[str, ...]]
    """``href`` of ``<link>`` by ``rel``, of those that a field reads, made absolute where the base is known."""
    things: tuple[Thing, ...]
    """All typed JSON-LD objects of the page (arrays and ``@graph`` opened), in page order."""
    main_thing: Thing | None
    """The one among them that the page is about: the article, else the page's main entity."""
    thing_by_id: Mapping[str, Thing]
    headings: tuple[tuple[LexborNode, str], ...]
    """Every ``h1`` with its text, in page order."""
    times: tuple[LexborNode, ...]
    """Every ``<time>``."""
    items: Mapping[str, tuple[LexborNode, ...]]
    """Elements in the body by microdata ``itemprop`` or RDFa ``property``: author, headline, datePublished, …"""
    blocks: Blocks
    """What the traversal saw: the lines around the headline, the elements that are marked as an author's name."""
    saved_from: str | None
    """The address in a comment that a program left that saved the page (Internet Explorer, SingleFile, HTTrack), or in
    what an archive added; None where the caller gave one."""


MAXIMUM_THINGS: Final = 400
"""JSON-LD objects of a page; catalogues list thousands, and the article comes first."""
MAXIMUM_LEVELS: Final = 12
MAXIMUM_VALUES: Final = 1000
"""Of one name of ``<meta>`` or ``<link>``; papers list some hundred authors."""
MAXIMUM_HEADINGS: Final = 200
"""Every title is compared with every heading. Pages that mark each line as ``h1`` have the headline among the first."""

_RELATIONS: Final = frozenset(("canonical", "image_src"))
# Most links are style sheets and icons, so these name what they are to be; each selector is tried at every element.
_WANTED: Final = (
    "meta, link[rel~=canonical i], link[rel~=image_src i], title, script[type*='ld+json' i], h1, time, [itemprop], "
    "[property]"
)


def collect(page: Page, blocks: Blocks) -> Sources:
    """Read everything that fields may choose from, in one pass over the tree. ``blocks``: those of the same page."""
    metas: dict[str, dict[str, None]] = {}
    links: dict[str, dict[str, None]] = {}
    items: dict[str, list[LexborNode]] = {}
    headings: list[tuple[LexborNode, str]] = []
    times: list[LexborNode] = []
    scripts: list[str] = []
    title: str | None = None
    for node in page.tree.css(_WANTED):
        tag = node.tag
        attributes = node.attributes
        if tag == "meta":
            _add_meta(metas, attributes)
            continue
        if tag == "link":
            address = resolve(attributes.get("href"), page.base_url)
            for rel in (attributes.get("rel") or "").lower().split():
                if address is not None and rel in _RELATIONS:
                    _add(links, rel, address)
            continue
        if tag == "title":
            # An <svg> has titles of its own; the page's comes first.
            title = title or collapsed(node.text())
            continue
        if tag == "script":
            scripts.append(node.text())
            continue
        if tag == "h1" and len(headings) < MAXIMUM_HEADINGS and (text := text_of(node)):
            headings.append((node, text))
        elif tag == "time":
            times.append(node)
        if marked := attributes.get("itemprop") or attributes.get("property"):
            for name in marked.split():
                items.setdefault(name, []).append(node)
    things = tuple(_things(scripts))
    head = page.tree.root
    language = None
    if head is not None:
        language = (head.attributes.get("lang") or head.attributes.get("xml:lang") or "").strip() or None
    by_id = {identifier: thing for thing in reversed(things) if isinstance(identifier := thing.get("@id"), str)}
    return Sources(
        url=page.url,
        base_url=page.base_url,
        metas={name: tuple(values) for name, values in metas.items()},
        title=title,
        html_language=language,
        links={rel: tuple(addresses) for rel, addresses in links.items()},
        things=things,
        main_thing=main_thing(things, page.url, [text for _, text in headings], list(metas.get("og:title", ())), title),
        thing_by_id=by_id,
        headings=tuple(headings),
        times=tuple(times),
        items={name: tuple(nodes) for name, nodes in items.items()},
        blocks=blocks,
        saved_from=page.saved_from,
    )


def _add_meta(metas: dict[str, dict[str, None]], attributes: Mapping[str, str | None]) -> None:
    written = attributes.get("content") or attributes.get("value")
    if not written or not (content := collapsed(written)) or content.startswith("{{"):  # a template's, not filled in
        return
    if value := attributes.get("property"):
        for name in value.lower().split():
            _add(metas, name, content)
    for kind in _NAMING:
        if value := attributes.get(kind):
            _add(metas, value.strip().lower(), content)


_NAMING: Final = ("name", "itemprop", "http-equiv")


def _add(values_by_name: dict[str, dict[str, None]], name: str, value: str) -> None:
    values = values_by_name.get(name)
    if values is None:
        values_by_name[name] = {value: None}
    elif len(values) < MAXIMUM_VALUES:
        values[value] = None


def holds_text_alone(node: LexborNode) -> bool:
    """Whether there is no element in an element: a query, which takes longer than its search on a few nodes, finds none."""
    child = node.first_child
    return child is None or (child.tag == "-text" and child.next is None)


def text_of(node: LexborNode) -> str:
    """The text of a heading in one line: a block or a line break parts words, which markup within a line does not.

    Without what is no text of it: buttons (to copy, to share) and the titles that drawings have for screen readers.
    """
    parts: list[str] = []
    _add_text(node, parts, MAXIMUM_LEVELS)
    return collapsed("".join(parts))


def _add_text(node: LexborNode, parts: list[str], levels: int) -> None:
    child = node.first_child
    while child is not None:
        tag = child.tag or ""
        if tag == "-text":
            parts.append(child.text_content or "")
        elif tag in PARTING:
            parts.append(" ")
            if levels:
                _add_text(child, parts, levels - 1)
            parts.append(" ")
        elif tag not in WITHOUT_TEXT and levels and "hidden" not in child.attributes:
            _add_text(child, parts, levels - 1)
        child = child.next


PARTING: Final = frozenset(
    ("br", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "section", "header")
)
WITHOUT_TEXT: Final = frozenset(("button", "svg", "style", "script", "template", "-comment"))


def collapsed(text: str) -> str:
    """With one space wherever white space stands."""
    return " ".join(text.split())


# --- JSON-LD ------------------------------------------------------------------------------------------------------

_WRAPPING_START: Final = re.compile(r"<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[")
_WRAPPING_END: Final = re.compile(r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?$")
_WRAPPING_CHARACTERS: Final = 40
"""At the end, where alone a pattern that ends there is tried: elsewhere it would read the rest of the text each time."""
_TRAILING_COMMA: Final = re.compile(r",(\s*[}\]])")
# JSON's escapes can write halves of a pair (RFC 8259, 8.2), which no text that leaves here can hold.
_HIGH, _LOW = r"\\u[dD][89abAB][0-9a-fA-F]{2}", r"\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_LONE_SURROGATE: Final = re.compile(rf"{_HIGH}(?!{_LOW})|(?<!{_HIGH}){_LOW}")
_DECODER: Final = json.JSONDecoder(strict=False)  # line breaks in strings are common


def _things(scripts: list[str]) -> Iterator[Thing]:
    """Every typed object in the scripts, those inside others after these."""
    count = 0
    for script in scripts:
        for value in _values(script):
            for thing in _opened(value, MAXIMUM_LEVELS):
                yield thing
                count += 1
                if count >= MAXIMUM_THINGS:
                    return


def _values(script: str) -> Iterator[Any]:
    text = _unwrapped(script.strip().lstrip("\ufeff"))
    if "\\ud" in text or "\\uD" in text:
        text = _LONE_SURROGATE.sub(r"\\ufffd", text)
    values = _decoded(text) or _decoded(_TRAILING_COMMA.sub(r"\1", text)) or _decoded(unescape(text))
    if not values and "@type" in text:
        values = broken_json.read(unescape(text) if '"' not in text and "&" in text else text)
    yield from values


def _unwrapped(text: str) -> str:
    start = _WRAPPING_START.match(text)
    end = _WRAPPING_END.search(text, max(0, len(text) - _WRAPPING_CHARACTERS))
    return text[start.end() if start else 0 : end.start() if end else len(text)].strip()


def _decoded(text: str) -> list[Any]:
    """The JSON values that follow each other in a text, up to the first that is none."""
    values: list[Any] = []
    at = 0
    while at < len(text):
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return values
        values.append(value)
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1
    return values


def _opened(value: Any, levels: int) -> Iterator[Thing]:
    if levels == 0:
        return
    if isinstance(value, list):
        for part in value:
            yield from _opened(part, levels - 1)
    elif isinstance(value, dict):
        if "@type" in value or "@id" in value:
            yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item"):
            if isinstance(value.get(name), dict | list):
                yield from _opened(value[name], levels - 1)


def types_of(thing: Thing) -> tuple[str, ...]:
    """The schema.org types of an object, without their address."""
    written = thing.get("@type")
    values = written if isinstance(written, list) else [written]
    return tuple(value.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for value in values if isinstance(value, str))


def resolved(value: Any, sources: Sources) -> Any:
    """A value of JSON-LD; of a reference by ``@id`` to a thing that has a name, that thing."""
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return sources.thing_by_id.get(value["@id"], value)
    return value


def is_article(thing: Thing) -> bool:
    """Whether one of its types is schema.org's Article or below it (NewsArticle, BlogPosting, …)."""
    return any(name in _ARTICLE_TYPES or name.endswith("Article") for name in types_of(thing))


_ARTICLE_TYPES: Final = frozenset(
    (
        "Article",
        "BlogPosting",
        "LiveBlogPosting",
        "SocialMediaPosting",
        "DiscussionForumPosting",
        "Report",
        "Review",
        "Recipe",
    )
)


def main_thing(
    things: tuple[Thing, ...], url: str | None, headings: list[str], og_titles: list[str], title: str | None
) -> Thing | None:
    """The article that the page is about: the one with its headline, else with its address, else the fullest.

    Cards and lists carry articles too; they have a headline and an address, rarely a date and an author.
    """
    articles = [thing for thing in things if is_article(thing)]
    if not articles:
        return next((thing for thing in things if set(types_of(thing)) & _PAGE_TYPES), None)
    titles = [key_of(text) for text in (*headings, *og_titles, title or "") if text]

    def score(thing: Thing) -> int:
        headline = thing.get("headline") or thing.get("name")
        key = key_of(headline) if isinstance(headline, str) else ""
        named = 4 * any(key in text or (len(text) > 12 and text in key) for text in titles) if len(key) > 5 else 0
        addressed = 3 * (url is not None and url in (thing.get("url"), thing.get("@id"), thing.get("mainEntityOfPage")))
        told = sum(
            name in thing for name in ("datePublished", "author", "articleBody", "image", "publisher", "headline")
        )
        return named + addressed + told

    return max(articles, key=score)


_PAGE_TYPES: Final = frozenset(
    ("WebPage", "ItemPage", "AboutPage", "CollectionPage", "QAPage", "FAQPage", "ProfilePage", "VideoObject", "Product")
)
