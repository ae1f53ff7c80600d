"""The description: what the page says of itself in a sentence or two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from presscut.extraction.characters import as_seen
from presscut.extraction.keys import key_of
from presscut.extraction.metadata.entities import unescape
from presscut.extraction.metadata.found import Found
from presscut.extraction.metadata.sources import Sources, collapsed

_METAS: Final = (
    "og:description",
    "description",
    "twitter:description",
    "dc.description",
    "dcterms.description",
    "abstract",
)
_PLACEHOLDERS: Final = frozenset(("", "description", "visitthepostformore"))
"""Keys of what systems write where nobody wrote anything; the last is WordPress's."""
_INLINE_TAGS: Final = re.compile(
    r"</?(?:a|abbr|b|em|font|i|mark|small|span|strong|sub|sup|u)(?=[\s>])[^<>]{0,200}>", re.IGNORECASE
)
"""Within a word or before a comma these stand for nothing; the others for a space."""
_TAGS: Final = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


def read(sources: Sources, names: frozenset[str]) -> Found[str] | None:
    """The first that says something: og:description, the plain meta, JSON-LD, twitter:description.

    ``names``: keys of what says nothing, which are the site's names and the headline.
    """
    candidates = [(text, found_in) for text, found_in in _candidates(sources) if key_of(text) not in names]
    candidates = [(text, found_in) for text, found_in in candidates if text and key_of(text) not in _PLACEHOLDERS]
    if not candidates:
        return None
    value, found_in = candidates[0]
    agreeing = dict.fromkeys(other for text, other in candidates[1:] if key_of(text) == key_of(value))
    return Found(value, found_in, tuple(agreeing))


def _candidates(sources: Sources) -> Iterator[tuple[str, str]]:
    for name in _METAS[:2]:
        for text in sources.metas.get(name, ()):
            yield _clean(text), f"meta:{name}"
    value = (sources.main_thing or {}).get("description")
    if isinstance(value, str):
        yield _clean(value), "json-ld:description"
    for name in _METAS[2:]:
        for text in sources.metas.get(name, ()):
            yield _clean(text), f"meta:{name}"


def _clean(text: str) -> str:
    """Without markup and entities, which template engines escape twice."""
    text = as_seen(unescape(text))
    if "<" in text:
        text = _TAGS.sub(" ", _INLINE_TAGS.sub("", text))
    return collapsed(text)
