"""str → a parsed page whose size, depth and attributes are known to be sane."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser


@dataclass(frozen=True, slots=True)
class Page:
    """A page parsed once. Nobody changes ``tree``."""

    tree: LexborHTMLParser
    html: str
    url: str | None
    """The address the page was read from, absolute, or None."""
    base_url: str | None
    """What relative links resolve against: ``<base href>``, else ``url``."""
