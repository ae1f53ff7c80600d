"""The headline, and another one where the page has two.

By how often each source was right over three corpora: the ``h1`` that the title or og:title confirms (.82 to .92), the
JSON-LD headline (.78 to .83), og:title without the site's name (.75 to .79), the title alike. The site's name is cut
off only where it is known: a headline may well hold a dash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from presscut.extraction.metadata.entities import unescape
from presscut.extraction.metadata.found import Found
from presscut.extraction.metadata.sources import Sources, is_article, text_of

MAXIMUM_CHARACTERS: Final = 300
_SEPARATOR: Final = re.compile(r"\s+[|\-–—·•:»«›‹/~]+\s+|\s*\|\s*|\s+::\s+|:\s+|\s*[»«]\s*")
_LETTERS: Final = re.compile(r"[\W_]+")


def read(sources: Sources, site_names: frozenset[str]) -> Found[str] | None:
    """The headline. ``site_names``: keys (:func:`key_of`) of what the site is called; such a value is none."""
    candidates = [pair for pair in _candidates(sources, site_names) if _is_headline(pair[0], site_names)]
    if not candidates:
        return None
    value, found_in = candidates[0]
    wanted = key_of(value)
    agreeing = dict.fromkeys(other for text, other in candidates[1:] if key_of(text) == wanted and other != found_in)
    return Found(value, found_in, tuple(agreeing))


def alternative(sources: Sources, headline: str | None, site_names: frozenset[str]) -> Found[str] | None:
    """Another headline: the JSON-LD ``alternativeHeadline``, or an og:title that truly differs."""
    thing = sources.main_thing or {}
    for name in ("alternativeHeadline", "alternateName"):
        value = thing.get(name)
        if isinstance(value, str) and _differs(_clean(value), headline):
            return Found(_clean(value), f"json-ld:{name}")
    for title in sources.metas.get("og:title", ()):
        text = without_site(_clean(title), site_names)
        if headline is not None and _is_headline(text, site_names) and _differs(text, headline):
            return Found(text, "meta:og:title")
    return None


def _candidates(sources: Sources, site_names: frozenset[str]) -> Iterator[tuple[str, str]]:
    titles = [_clean(title) for title in (*sources.metas.get("og:title", ()), sources.title or "") if title]
    title_keys = [key_of(title) for title in titles]
    thing = sources.main_thing
    json_ld = thing.get("headline") if thing is not None else None
    if isinstance(json_ld, str):
        title_keys.append(key_of(_clean(json_ld)))
    shown = [(_clean(text), node) for node, text in sources.headings]
    confirmed = [
        text
        for text, _ in shown
        if (key := key_of(text)) and len(key) > 3 and any(key in title for title in title_keys)
    ]
    # The longest: a section's name may be an h1 that the title repeats as well.
    for text in sorted(confirmed, key=len, reverse=True):
        yield text, "dom:h1"
    if isinstance(json_ld, str) and thing is not None and is_article(thing):
        yield _clean(json_ld), "json-ld:headline"
    for node in sources.items.get("headline", ()):
        if node.tag != "meta" and (text := _clean(text_of(node))):
            yield text, "microdata:headline"
    for title in sources.metas.get("og:title", ()):
        yield without_site(_clean(title), site_names), "meta:og:title"
    if len(shown) == 1:
        yield shown[0][0], "dom:h1"
    for name in ("twitter:title", "parsely-title", "sailthru.title", "dc.title", "citation_title", "headline"):
        for title in sources.metas.get(name, ()):
            yield without_site(_clean(title), site_names), f"meta:{name}"
    if sources.title:
        yield without_site(_clean(sources.title), site_names), "dom:title"
    for text, _ in shown:
        yield text, "dom:h1"


def without_site(title: str, site_names: frozenset[str]) -> str:
    """A title without the parts that are the site's name, at its end or its start."""
    parts = _SEPARATOR.split(title)
    separators = _SEPARATOR.findall(title)
    first, last = 0, len(parts)
    while last - first > 1 and key_of(parts[last - 1]) in site_names:
        last -= 1
    while last - first > 1 and key_of(parts[first]) in site_names:
        first += 1
    kept = [parts[first]] if parts else []
    for i in range(first + 1, last):
        kept += [separators[i - 1], parts[i]]
    return "".join(kept).strip()


def key_of(text: str) -> str:
    """Text as it is compared: letters and digits, case folded."""
    return _LETTERS.sub("", text).casefold()


def _clean(text: str) -> str:
    return " ".join(unescape(text).split())


def _differs(text: str, headline: str | None) -> bool:
    key, other = key_of(text), key_of(headline or "")
    return bool(key) and key not in other and other not in key


def _is_headline(text: str, site_names: frozenset[str]) -> bool:
    key = key_of(text)
    return bool(key) and len(text) <= MAXIMUM_CHARACTERS and key not in site_names
