"""Which address is the page's own, and where it was read from."""

from __future__ import annotations

from urllib.parse import urlsplit

from presscut.extraction.addresses import canonical_form, resolve
from presscut.extraction.metadata.found import Found
from presscut.extraction.metadata.sources import Sources


def canonical(sources: Sources) -> Found[str] | None:
    """The page's preferred address.

    ``<link rel=canonical>`` unless it leads to a site's root that this page is not (a template's mistake), then og:url
    and the JSON-LD of the article under the same condition; without its fragment and what is only for counting.
    """
    candidates = [(address, "link:canonical") for address in sources.links.get("canonical", ())]
    candidates += [(address, "meta:og:url") for address in sources.metas.get("og:url", ())]
    if sources.main_thing is not None:
        candidates += [(address, f"json-ld:{name}") for name, address in _addresses_of_thing(sources)]
    resolved = [
        (canonical_form(absolute), found_in)
        for address, found_in in candidates
        if (absolute := resolve(address, sources.base_url)) is not None
    ]
    no_root = not _is_root(sources.url) if sources.url is not None else not all(_is_root(one) for one, _ in resolved)
    believed = [(address, found_in) for address, found_in in resolved if not (no_root and _is_root(address))]
    if not believed:
        return None
    value, found_in = believed[0]
    agreeing = tuple(dict.fromkeys(other for address, other in believed[1:] if _same(address, value)))
    return Found(value, found_in, agreeing)


def page_url(sources: Sources) -> Found[str] | None:
    """Where the page was read from: the caller's word, else what a program noted that saved it, else its own.

    Of a copy in an archive or a cache: the original's address.
    """
    if sources.url is not None:
        return Found(sources.url, "comment:saved-from" if sources.saved_from is not None else "given")
    return canonical(sources)


def _addresses_of_thing(sources: Sources) -> list[tuple[str, str]]:
    thing = sources.main_thing or {}
    found = []
    for name in ("url", "mainEntityOfPage"):
        value = thing.get(name)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            found.append((name, value))
    return found


def _is_root(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query


def _same(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(address: str) -> str:
    return address.partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/")
