"""str → a parsed page whose size, depth and attributes are known to be sane."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from presscut.extraction import archives
from presscut.extraction import limits as page_limits
from presscut.extraction.addresses import resolve
from presscut.extraction.limits import DEFAULT_LIMITS, Limits

START_CHARACTERS: Final = 4096
"""How far programs that save pages write of it."""
_MOST_BYTES: Final = 4
"""Of a character in UTF-8."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page parsed once. Nobody changes ``tree``."""

    tree: LexborHTMLParser
    start: str
    """The first :data:`START_CHARACTERS` of the page as text: no more of it is kept."""
    url: str | None
    """The address the page was read from, absolute, or None: the caller's, else ``saved_from``. Of a copy in an archive or
    a cache, the original's."""
    base_url: str | None
    """What relative links resolve against: ``<base href>``, else ``url``."""
    saved_from: str | None = None
    """The address that a program noted in the page that saved or archived it; None where the caller gave one."""


def parse(html: str | bytes, url: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Page:
    """Parse decoded HTML, once.

    ``html``: as text or, which spares the making, in valid UTF-8. ``url``: the address of the page; what is not an absolute
    http(s) address counts as none. Raises TooDeepError, TooManyAttributesError and TooLargeError
    (:mod:`presscut.extraction.limits`) before the parser sees anything.
    """
    utf8 = html.encode(errors="ignore") if isinstance(html, str) else html
    if b"/></noscript" in utf8:
        utf8 = _OPEN_FRAME.sub(rb"\1></iframe>", utf8)
    page_limits.check(utf8, limits)
    address = _web_address(url)
    copy = archives.read(utf8, address)
    if copy is not None:
        utf8 = copy.utf8
    tree = LexborHTMLParser(utf8)
    # By tag: one query for this and a base takes four times as long, and so does a search in the text.
    if any("shadowrootmode" in template.attributes for template in tree.tags("template")):
        tree = LexborHTMLParser(_with_open_shadows(utf8.decode()))
    start = utf8[: _MOST_BYTES * START_CHARACTERS].decode(errors="ignore")[:START_CHARACTERS]
    saved_from = resolve(archives.saved_from(start), None) if address is None else None
    if copy is not None:
        for bar in tree.css(copy.bars):
            bar.decompose()
        if address is None:
            saved_from = saved_from or copy.url
        else:
            address = copy.url
    address = address or saved_from
    return Page(tree=tree, start=start, url=address, base_url=_base_url(tree, address), saved_from=saved_from)


_OPEN_FRAME: Final = re.compile(rb"(<iframe\b[^<>]*)/>(?=</noscript)", re.IGNORECASE)
"""``<noscript><iframe … /></noscript>``, as some write what counts visitors. A slash closes void elements alone, and all that
follows would be the frame's text. Browsers see none of that: with scripts on, a ``noscript`` holds nothing but text."""


_TEMPLATE_TAG: Final = re.compile(r"<(/?)template\b([^>]*)>", re.IGNORECASE)


def _with_open_shadows(text: str) -> str:
    """Declarative shadow roots (HTML 4.12.3) as what they show: ``<template shadowrootmode=…>`` becomes a ``<div>``.

    The parser keeps what is in a template apart from the tree, and so would everything behind it (Readability#744).
    """
    are_shadows: list[bool] = []

    def opened(match: re.Match[str]) -> str:
        if match.group(1):
            return "</div>" if are_shadows and are_shadows.pop() else match.group()
        are_shadows.append("shadowrootmode" in match.group(2).lower())
        return "<div>" if are_shadows[-1] else match.group()

    return _TEMPLATE_TAG.sub(opened, text)


def _base_url(tree: LexborHTMLParser, url: str | None) -> str | None:
    """By the first ``base`` that has an ``href`` (HTML 2.4.3); one that leads to no web address is passed over."""
    bases = [base.attributes for base in tree.tags("base")]
    base = next((attributes for attributes in bases if "href" in attributes), None)
    if base is None:
        return url
    return resolve(base["href"], url) or url


def _web_address(url: str | None) -> str | None:
    """``url`` if it is absolute, http or https, and has a host."""
    if url is None:
        return None
    address = url.strip()
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and host else None
