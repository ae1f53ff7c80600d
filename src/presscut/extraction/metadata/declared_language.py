"""The language that the page declares, as a BCP 47 tag. Whether it is true is decided over the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from presscut.extraction.metadata.found import Found
from presscut.extraction.metadata.sources import Sources

# BCP 47 (RFC 5646) as pages use it: language, script, region; extensions and private use are dropped.
_TAG = re.compile(r"([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{4}))?(?:[-_]([a-zA-Z]{2}|\d{3}))?(?:$|[-_.,;@ ])")
_NAMES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es", "español": "es",
    "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "dutch": "nl", "nederlands": "nl",
    "russian": "ru", "polish": "pl", "polski": "pl", "turkish": "tr", "japanese": "ja", "chinese": "zh", "korean": "ko",
    "arabic": "ar",
}  # fmt: skip


def read(sources: Sources) -> Found[str] | None:
    """By ``<html lang>``, then JSON-LD inLanguage, ``Content-Language``, og:locale."""
    candidates = [(tag, found_in) for value, found_in in _written(sources) if (tag := normalised(value)) is not None]
    if not candidates:
        return None
    value, found_in = candidates[0]
    agreeing = dict.fromkeys(other for tag, other in candidates[1:] if tag.split("-")[0] == value.split("-")[0])
    return Found(value, found_in, tuple(agreeing))


def _written(sources: Sources) -> Iterator[tuple[Any, str]]:
    yield sources.html_language, "dom:html-lang"
    value = (sources.main_thing or {}).get("inLanguage")
    yield (value.get("alternateName") or value.get("name")) if isinstance(value, dict) else value, "json-ld:inLanguage"
    for name in ("content-language", "language", "dc.language", "og:locale", "inlanguage"):
        for text in sources.metas.get(name, ()):
            yield text, f"meta:{name}"


def normalised(value: Any) -> str | None:
    """``en_us.UTF-8`` → ``en-US``; None for what is no tag."""
    if not isinstance(value, str):
        return None
    text = value.strip()
    if text.lower() in _NAMES:
        return _NAMES[text.lower()]
    match = _TAG.match(text)
    if match is None:
        return None
    language, script, region = match.groups()
    parts = [language.lower()]
    if script:
        parts.append(script.title())
    if region:
        parts.append(region.upper())
    return "-".join(parts)
