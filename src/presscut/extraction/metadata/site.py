"""What the site is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from presscut.extraction.keys import key_of
from presscut.extraction.metadata.found import Found
from presscut.extraction.metadata.sources import Sources, resolved, types_of

_SITE_TYPES: Final = frozenset(("WebSite", "NewsMediaOrganization", "Organization", "Blog"))
_METAS: Final = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "dc.publisher",
    "citation_journal_title",
    "al:ios:app_name",
)
MAXIMUM_CHARACTERS: Final = 80
LONGEST_APPLICATION: Final = 40
"""Characters of an application's name that is the title as well: systems also write every headline into that field."""


def name(sources: Sources) -> Found[str] | None:
    """The site's name: og:site_name, the JSON-LD publisher, the JSON-LD WebSite, the application's name; else what its titles
    end with, if the host is called so.
    """
    candidates = [(text, found_in) for text, found_in in _candidates(sources) if len(text) <= MAXIMUM_CHARACTERS]
    if not candidates:
        title = sources.title or ""
        return Found(LAST_PART.split(title)[-1], "dom:title") if _in_titles(sources, (title,)) else None
    value, found_in = candidates[0]
    agreeing = dict.fromkeys(
        other for text, other in candidates[1:] if key_of(text) == key_of(value) and other != found_in
    )
    return Found(value.lstrip("@"), found_in, tuple(agreeing))


def names(sources: Sources) -> frozenset[str]:
    """Keys (letters and digits) of everything that the site may be called, its host's name included."""
    keys = {key_of(text) for text, _ in _candidates(sources)}
    for handle in sources.metas.get("twitter:site", ()):
        keys.add(key_of(handle))
    for host in _hosts(sources):
        keys |= _host_keys(host) | _labels(host)
    keys |= _in_titles(sources, dict.fromkeys((sources.title or "", *sources.metas.get("og:title", ()))))
    return frozenset(key for key in keys if key)


def _hosts(sources: Sources) -> Iterable[str]:
    addresses = dict.fromkeys((sources.url, *sources.metas.get("og:url", ()), *sources.links.get("canonical", ())))
    return dict.fromkeys(map(_host, addresses))


def _in_titles(sources: Sources, titles: Iterable[str]) -> set[str]:
    """Keys of what titles end with, if a host is called so and no ``h1``."""
    labels = {label for host in _hosts(sources) for label in _labels(host)}
    shown = {key_of(text) for _, text in sources.headings}
    return {key for title in titles for key in _called_like_host(title, labels)} - shown


def _called_like_host(title: str, labels: set[str]) -> set[str]:
    """The last part of a title if the host is called like it: "Arch Linux Forums" is archlinux.org, "Occupational Safety
    and Health Administration" osha.gov."""
    parts = LAST_PART.split(title)
    name = parts[-1] if len(parts) > 1 else ""
    words = _WORDS.findall(name.casefold())
    if not words or len(words) > MAXIMUM_WORDS:
        return set()
    key = key_of(name)
    initials = "".join(word[0] for word in words if word not in _SMALL_WORDS)
    is_like = any(
        (label in key and len(label) >= LEAST_SHARE * len(key))
        or (key in label and len(words) > 1 and len(key) >= LEAST_SHARE_OF_LABEL * len(label))
        or (len(words) > 2 and label == initials)
        for label in labels
    )
    return {key} if is_like else set()


LAST_PART: Final = re.compile(r"\s+[|\-–—·•»/]\s+")
MAXIMUM_WORDS: Final = 8
LEAST_SHARE: Final = 0.4
"""Of the name's letters, in the host: "A heron's diary" is a headline on heron.example as well."""
LEAST_SHARE_OF_LABEL: Final = 0.7
"""Of the host's letters, in the name: "Gorilla Mats" is yogorillamats.com."""
LEAST_LABEL: Final = 4
"""Characters of a host's label that is looked for in a title: shorter ones are abbreviations and countries."""
_WORDS: Final = re.compile(r"\w+")
_SMALL_WORDS: Final = frozenset(
    ("of", "the", "and", "for", "in", "on", "der", "die", "das", "und", "für", "de", "la", "et")
)


def _host(address: str | None) -> str:
    try:
        return urlsplit(address or "").hostname or ""
    except ValueError:
        return ""


def _labels(host: str) -> set[str]:
    """Of a host, what may be a name: "forum.arch-linux.org" has "archlinux"."""
    return {key for label in host.split(".")[-3:-1] if len(key := key_of(label)) >= LEAST_LABEL} - _COMMON_LABELS


_COMMON_LABELS: Final = frozenset(
    ("blog", "blogs", "news", "forum", "forums", "shop", "store", "docs", "wiki", "community")
)


def _host_keys(host: str) -> set[str]:
    host = host.removeprefix("www.")
    labels = host.split(".")
    keys = {key_of(host)}
    if len(labels) > 1:
        longest = max(labels[:-1], key=len)
        keys |= {key_of(longest), "the" + key_of(longest), key_of(".".join(labels[:-1]))}
    return keys


def _candidates(sources: Sources) -> Iterator[tuple[str, str]]:
    for text in sources.metas.get("og:site_name", ()):
        yield text, "meta:og:site_name"
    thing: Mapping[str, Any] = sources.main_thing or {}
    publisher = _named(thing.get("publisher"), sources)
    if publisher:
        yield publisher, "json-ld:publisher"
    for other in sources.things:
        if _SITE_TYPES.intersection(types_of(other)) and (named := _named(other, sources)):
            yield named, f"json-ld:{types_of(other)[0]}"
    for meta in _METAS[1:]:
        for text in sources.metas.get(meta, ()):
            if len(text) <= LONGEST_APPLICATION or text not in sources.metas.get("og:title", (sources.title,)):
                yield text, f"meta:{meta}"


def _named(value: Any, sources: Sources) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    value = resolved(value, sources)
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, list):
        value = value[0] if value else None
    return " ".join(value.split()) or None if isinstance(value, str) else None
