"""What the page declares of its wall: the policy, and which parts it is about. Not what this HTML holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from presscut.extraction.metadata.sources import Sources

_FALSE: Final = frozenset(("false", "no", "0"))
_TRUE: Final = frozenset(("true", "yes", "1"))
# https://developers.facebook.com/docs/instant-articles/subscriptions/content-tiering: free, metered, locked.
_TIERS: Final[dict[str, bool]] = {"free": True, "locked": False, "metered": False}


def is_free(sources: Sources) -> bool | None:
    """schema.org's isAccessibleForFree in JSON-LD, else ``article:content_tier``, else what the body marks.

    A tier counts more than microdata or RDFa: "true" is what a template says of every text, and a tier is set for one.
    """
    written = _in_json_ld(sources)
    if written is None:
        written = _tier(sources)
    return _marked(sources) if written is None else written


def schema_org_is_free(sources: Sources) -> bool | None:
    """schema.org's isAccessibleForFree of the article, else of anything on the page: in JSON-LD, else in the body."""
    written = _in_json_ld(sources)
    return _marked(sources) if written is None else written


def _in_json_ld(sources: Sources) -> bool | None:
    things = ([sources.main_thing] if sources.main_thing is not None else []) + list(sources.things)
    for thing in things:
        value = _boolean(thing.get("isAccessibleForFree"))
        if value is not None:
            return value
    return None


def _marked(sources: Sources) -> bool | None:
    for written in sources.metas.get("isaccessibleforfree", ()):
        if (value := _boolean(written)) is not None:
            return value
    for node in sources.items.get("isAccessibleForFree", ()):
        attributes = node.attributes
        value = _boolean(attributes.get("content") or attributes.get("href") or node.text())
        if value is not None:
            return value
    return None


def _tier(sources: Sources) -> bool | None:
    for tier in sources.metas.get("article:content_tier", ()):
        if tier.lower() in _TIERS:
            return _TIERS[tier.lower()]
    return None


def gated_selectors(sources: Sources) -> tuple[str, ...]:
    """``cssSelector`` of the parts that are not free (developers.google.com: paywalled content)."""
    selectors: dict[str, None] = {}
    for thing in sources.things:
        parts = thing.get("hasPart")
        for part in parts if isinstance(parts, list) else [parts]:
            if isinstance(part, Mapping) and _boolean(part.get("isAccessibleForFree")) is False:
                written = part.get("cssSelector")
                for selector in written if isinstance(written, list) else [written]:
                    if isinstance(selector, str) and selector.strip():
                        selectors[selector.strip()] = None
    return tuple(selectors)


def _boolean(value: Any) -> bool | None:
    """As written: true, "True", "http://schema.org/True", …"""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        word = value.strip().rsplit("/", 1)[-1].lower()
        return True if word in _TRUE else False if word in _FALSE else None
    return None
