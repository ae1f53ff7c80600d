"""What the page is about: its section and its keywords."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from presscut.article import Breadcrumb
from presscut.extraction.characters import as_seen
from presscut.extraction.keys import key_of
from presscut.extraction.metadata.entities import unescape
from presscut.extraction.metadata.found import Found
from presscut.extraction.metadata.sources import Sources, collapsed

MAXIMUM_KEYWORDS: Final = 50
MAXIMUM_CHARACTERS: Final = 80


def section(
    sources: Sources,
    headline: str | None,
    site_names: frozenset[str],
    crumbs: Found[tuple[Breadcrumb, ...]] | None = None,
) -> Found[str] | None:
    """The section of the site: article:section, the JSON-LD articleSection, else the last crumb above the page."""
    refused = site_names | {key_of(headline or ""), "home", "homepage", "startseite", "accueil", "inicio", "start"}
    candidates = [
        (text, found_in)
        for text, found_in in _sections(sources, crumbs)
        if key_of(text) not in refused and key_of(text) and len(text) <= MAXIMUM_CHARACTERS
    ]
    if not candidates:
        return None
    value, found_in = candidates[0]
    agreeing = dict.fromkeys(
        other for text, other in candidates[1:] if other != found_in and key_of(text) == key_of(value)
    )
    return Found(value, found_in, tuple(agreeing))


def _sections(sources: Sources, crumbs: Found[tuple[Breadcrumb, ...]] | None) -> Iterator[tuple[str, str]]:
    for text in sources.metas.get("article:section", ()):
        yield _clean(text), "meta:article:section"
    for text in _names((sources.main_thing or {}).get("articleSection")):
        yield text, "json-ld:articleSection"
    for name in ("parsely-section", "section", "cxenseparse:recs:category", "category"):
        for text in sources.metas.get(name, ()):
            yield _clean(text), f"meta:{name}"
    if crumbs is not None:
        for crumb in reversed(crumbs.value):
            yield crumb.name, crumbs.found_in


def keywords(sources: Sources) -> Found[tuple[str, ...]] | None:
    """Keywords in the page's order, none twice: JSON-LD, news_keywords, article:tag, keywords."""
    thing = sources.main_thing or {}
    metas = sources.metas
    best: Found[tuple[str, ...]] | None = None
    for values, found_in in (
        (list(_strings(thing.get("keywords"))), "json-ld:keywords"),
        ([part for text in metas.get("news_keywords", ()) for part in _split(text)], "meta:news_keywords"),
        ([part for text in metas.get("article:tag", ()) for part in _split(text)], "meta:article:tag"),
        ([part for text in metas.get("keywords", ()) for part in _split(text)], "meta:keywords"),
        ([part for text in metas.get("parsely-tags", ()) for part in _split(text)], "meta:parsely-tags"),
    ):
        kept: dict[str, str] = {}
        for value in values:
            if value and len(value) <= MAXIMUM_CHARACTERS:
                kept.setdefault(value.casefold(), value)
        if kept and best is None:
            best = Found(tuple(kept.values())[:MAXIMUM_KEYWORDS], found_in)
            wanted = kept.keys()
        elif best is not None and kept.keys() == wanted:
            best = Found(best.value, best.found_in, (*best.agreeing, found_in))
    return best


def _strings(value: Any) -> Iterator[str]:
    """The texts of a JSON-LD value: a string with commas, a list, or things with a name."""
    if isinstance(value, str):
        yield from _split(value)
    else:
        yield from _names(value)


def _names(value: Any) -> Iterator[str]:
    """The same where a comma belongs to the name, as in "Arts, Books & Film"."""
    if isinstance(value, str):
        yield _clean(value)
    elif isinstance(value, list):
        for part in value:
            if not isinstance(part, list):
                yield from _names(part)
    elif isinstance(value, Mapping) and isinstance(value.get("name"), str):
        yield _clean(value["name"])


def _split(text: str) -> list[str]:
    text = unescape(text)  # first: the semicolon of "&amp;" parts nothing
    separator = ";" if ";" in text and "," not in text else ","
    return [part for piece in text.split(separator) if (part := _clean(piece))]


def _clean(text: str) -> str:
    return collapsed(as_seen(unescape(text)))
