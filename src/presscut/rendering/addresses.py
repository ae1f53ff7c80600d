"""Which addresses of a page may stand in what presscut renders."""

from __future__ import annotations

import re
from typing import Final

# What the URL standard removes before it looks at the scheme (section 4.4, steps 1 to 3): "java\nscript:" is
# JavaScript to a browser.
_EDGES: Final = "".join(map(chr, range(0x21)))
_REMOVED: Final = re.compile(r"[\t\n\r]")

_LINK: Final = re.compile(r"(?:https?://|mailto:)[^\x00-\x20]", re.IGNORECASE)
_IMAGE: Final = re.compile(r"https?://[^\x00-\x20]", re.IGNORECASE)
# Raster images alone: an SVG is a document.
_DATA_IMAGE: Final = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/=]+", re.IGNORECASE)


def link_target(url: str | None) -> str | None:
    """An absolute http, https or mailto address, else None.

    A relative one would lead elsewhere from where the article is read; other schemes run code or open programs.
    """
    cleaned = _cleaned(url)
    return cleaned if _LINK.match(cleaned) else None


def image_source(url: str | None, *, inline: bool = False) -> str | None:
    """An absolute http or https address, or with ``inline`` a raster image as a data URI; else None."""
    cleaned = _cleaned(url)
    if _IMAGE.match(cleaned) or (inline and _DATA_IMAGE.fullmatch(cleaned)):
        return cleaned
    return None


def _cleaned(url: str | None) -> str:
    return _REMOVED.sub("", (url or "").strip(_EDGES))
