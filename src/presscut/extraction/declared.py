"""What a page's head and its data say of it, as far as judging its blocks wants to know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Declared:
    """``page_types``: schema.org's and ``og:type``, as they are written. ``authors``: their names."""

    headline: str | None = None
    description: str | None = None
    page_types: tuple[str, ...] = ()
    url: str | None = None
    authors: tuple[str, ...] = ()
    has_date: bool = False

    @property
    def has_author(self) -> bool:
        return bool(self.authors)


NOTHING_DECLARED = Declared()
