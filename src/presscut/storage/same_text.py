"""Documents that hold the same text, as a reader is told of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

DEFAULT_LIMIT: Final = 50


@dataclass(frozen=True, slots=True)
class SameText:
    """Another document that holds the same text. ``url`` is its address, ``host`` that of it, without ``www.``."""

    document_id: str
    is_exact: bool
    """Whether every word is the same; else most are."""
    distance: int
    """Bits of 64 in which the simhashes differ. An edited copy may well have 20; what decides is what texts share."""
    containment: float
    """Estimated share of the shorter text that the other has, 0 to 1."""
    url: str | None = None
    host: str | None = None
    headline: str | None = None


@dataclass(frozen=True, slots=True)
class SameTextPage:
    """In the order of the others' ids."""

    links: tuple[SameText, ...]
    next_after: str | None
    """The id that the next page begins behind, or None after the last."""
