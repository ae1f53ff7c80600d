"""What the page says of itself: one file a field, over candidates that are collected once (:mod:`sources`)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from presscut.extraction.keys import key_of
from presscut.extraction.metadata import (
    access,
    author_types,
    authors,
    breadcrumbs,
    canonical,
    dates,
    declared_language,
    description,
    headline,
    images,
    media,
    site,
    topics,
)
from presscut.extraction.metadata.found import Dated, Found, Metadata
from presscut.extraction.metadata.sources import Sources, types_of
from presscut.extraction.metadata.surroundings import Nearby
from presscut.extraction.page import Page

__all__ = ["Dated", "Found", "Metadata", "read"]


def read(page: Page, sources: Sources, fetched_at: datetime | None = None) -> Metadata:
    """Let each field decide among its candidates. ``fetched_at``: when the page was fetched, where that is known."""
    site_names = site.names(sources)
    site_name = site.name(sources)
    found_headline = headline.read(sources, site_names)
    headline_text = found_headline.value if found_headline is not None else None
    nearby = Nearby(sources, page)
    crumbs = breadcrumbs.read(sources)
    # A title ends with its author's name as well, where that is the host's.
    declared = site_name.value if site_name is not None and site_name.found_in != "dom:title" else None
    found_authors = authors.read(sources, page, headline_text, declared, nearby)
    return Metadata(
        headline=found_headline,
        alternative_headline=headline.alternative(sources, headline_text, site_names),
        description=description.read(sources, site_names | {key_of(headline_text or "")}),
        authors=author_types.typed(found_authors, sources, site_names),
        date_published=dates.published(sources, page, nearby, fetched_at),
        date_modified=dates.modified(sources, page, nearby, fetched_at),
        language=declared_language.read(sources),
        url=canonical.page_url(sources),
        canonical_url=canonical.canonical(sources),
        site_name=site_name,
        section=topics.section(sources, headline_text, site_names, crumbs),
        breadcrumbs=crumbs,
        keywords=topics.keywords(sources),
        main_image=images.main(sources),
        media=media.read(sources),
        is_accessible_for_free=access.is_free(sources),
        gated_selectors=access.gated_selectors(sources),
        page_types=_page_types(sources),
        article_body=_article_body(sources),
    )


def _page_types(sources: Sources) -> tuple[str, ...]:
    """schema.org types of the main thing, then og:type, then the types of the others."""
    types: dict[str, None] = {}
    if sources.main_thing is not None:
        types.update(dict.fromkeys(types_of(sources.main_thing)))
    types.update(dict.fromkeys(sources.metas.get("og:type", ())))
    for thing in sources.things:
        types.update(dict.fromkeys(types_of(thing)))
    return tuple(types)


def _article_body(sources: Sources) -> str | None:
    value: Any = (sources.main_thing or {}).get("articleBody")
    return value.strip() or None if isinstance(value, str) else None
