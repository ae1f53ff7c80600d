"""Content negotiation and validators: RFC 9110, sections 12.5.1 (Accept) and 13.1.2 (If-None-Match)."""

from __future__ import annotations

import re
from typing import Final

from presscut.rendering import Form

MEDIA_TYPES: dict[Form, str] = {
    "json": "application/json",
    "markdown": "text/markdown",
    "text": "text/plain",
    "html": "text/html",
    "jsonld": "application/ld+json",
}
"""In the order of preference where the client has none."""

_QUALITY = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)


def negotiated_form(accept: str | None) -> Form | None:
    """The form of an article that suits an ``Accept`` header best, or None where none does."""
    if not accept or not accept.strip():
        return "json"
    ranges = [_media_range(part) for part in accept.split(",") if part.strip()]
    qualities = {form: _quality(media_type, ranges) for form, media_type in MEDIA_TYPES.items()}
    best = max(qualities, key=lambda form: qualities[form])
    return best if qualities[best] > 0 else None


JSON_ONLY: Final = "application/json"


def accepts_json(accept: str | None) -> bool:
    """Whether an ``Accept`` header takes what comes as JSON alone."""
    if not accept or not accept.strip():
        return True
    return _quality(JSON_ONLY, [_media_range(part) for part in accept.split(",") if part.strip()]) > 0


def _media_range(part: str) -> tuple[str, float]:
    quality = _QUALITY.search(part)
    return part.partition(";")[0].strip().lower(), float(quality.group(1)) if quality else 1.0


def _quality(media_type: str, ranges: list[tuple[str, float]]) -> float:
    """Of the most specific range that takes in the media type; 0 where none does."""
    for candidate in (media_type, f"{media_type.partition('/')[0]}/*", "*/*"):
        found = [quality for name, quality in ranges if name == candidate]
        if found:
            return max(found)
    return 0.0


def matches_etag(if_none_match: str | None, etag: str) -> bool:
    """Whether the client has this representation already. Weakly compared, as section 8.8.3.2 wants it here."""
    if not if_none_match:
        return False
    candidates = [part.strip().removeprefix("W/") for part in if_none_match.split(",")]
    return "*" in candidates or etag in candidates
