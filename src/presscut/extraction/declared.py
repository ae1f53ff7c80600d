"""What a page's head and its data say of it, as far as judging its blocks wants to know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Declared:
    """``page_types``: schema.org's and ``og:type``, as they are written."""

    headline: str | None = None
    description: str | None = None
    page_types: tuple[str, ...] = ()
    url: str | None = None
    has_author: bool = False
    has_date: bool = False


NOTHING_DECLARED = Declared()
