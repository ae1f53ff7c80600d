"""What the files of this room give back: a value and where it was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from presscut.article import Author, Breadcrumb, DatePrecision, Image, MediaObject

T = TypeVar("T", covariant=True)


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value, the source it was taken from, and the other sources that said the same.

    Sources are named ``<kind>:<detail>``: ``json-ld:headline``, ``meta:og:title``, ``dom:h1``, ``url``,
    ``text:byline``.
    """

    value: T
    found_in: str
    agreeing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """A date where the page gives no time, a datetime (with its offset, if written) where it gives one."""

    value: date | datetime
    precision: DatePrecision


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says of itself. ``None``: nothing believable was found."""

    headline: Found[str] | None = None
    alternative_headline: Found[str] | None = None
    description: Found[str] | None = None
    authors: Found[tuple[Author, ...]] | None = None
    date_published: Found[Dated] | None = None
    date_modified: Found[Dated] | None = None
    language: Found[str] | None = None
    """BCP 47, as declared; whether it is true is decided over the text."""
    url: Found[str] | None = None
    """The address given by the caller, else what the page says of where it was saved from."""
    canonical_url: Found[str] | None = None
    site_name: Found[str] | None = None
    section: Found[str] | None = None
    breadcrumbs: Found[tuple[Breadcrumb, ...]] | None = None
    keywords: Found[tuple[str, ...]] | None = None
    main_image: Found[Image] | None = None
    media: Found[tuple[MediaObject, ...]] | None = None
    is_accessible_for_free: bool | None = None
    """schema.org's word for the policy of the page; says nothing of what this HTML holds."""
    gated_selectors: tuple[str, ...] = ()
    """``hasPart.cssSelector`` of the parts that are not free."""
    page_types: tuple[str, ...] = ()
    """schema.org types and ``og:type``, as written, most telling first."""
    article_body: str | None = None
    """A JSON-LD ``articleBody`` as plain text."""
