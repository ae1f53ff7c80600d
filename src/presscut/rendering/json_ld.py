"""Article → JSON-LD of schema.org, as search engines and other programs that know nothing of presscut read it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from presscut.article import Article, Author, Breadcrumb, DatePrecision, Image, Kind, MediaObject

Node = dict[str, Any]

# https://schema.org/Article and its subtypes; what is none of them is a page, whose text is not an article's body.
_ARTICLE_TYPES: Final[dict[Kind, str]] = {
    "article": "Article",
    "forum": "DiscussionForumPosting",
    "documentation": "TechArticle",
}
_PAGE_TYPES: Final[dict[Kind, str]] = {"listing": "CollectionPage", "product": "ItemPage"}

# A registration costs no money, so that one is told by its condition alone.
_ACCESS: Final[dict[str, Node]] = {
    "open": {"isAccessibleForFree": True},
    "metered": {"isAccessibleForFree": False, "conditionsOfAccess": "metered"},
    "registration": {"conditionsOfAccess": "registration"},
    "subscription": {"isAccessibleForFree": False, "conditionsOfAccess": "subscription"},
}

_PIXELS: Final = "E37"
"""UN/CEFACT's code of the unit: https://schema.org/width takes no bare number."""


def rendered(article: Article) -> str:
    """Indented by two, characters unescaped but ``<``: so it may stand in a ``script`` element as it is (HTML, 4.12.1.3).

    Only what the article holds; nothing is there empty. Dates are as exact as the page was: ``2026``, ``2026-03``.
    """
    return json.dumps(document(article), ensure_ascii=False, indent=2).replace("<", "\\u003c") + "\n"


def document(article: Article) -> Node:
    is_article = article.kind in _ARTICLE_TYPES
    address = article.canonical_url or article.url
    return {"@context": "https://schema.org"} | _node(
        _ARTICLE_TYPES[article.kind] if is_article else _PAGE_TYPES.get(article.kind, "WebPage"),
        headline=article.headline,
        alternativeHeadline=article.alternative_headline,
        description=article.description,
        abstract=article.standfirst,
        author=[_author(author) for author in article.authors],
        datePublished=_moment(article.date_published, article.date_published_precision),
        dateModified=_moment(article.date_modified, article.date_modified_precision),
        inLanguage=article.language,
        url=article.url or article.canonical_url,
        mainEntityOfPage=_page(address, article.breadcrumbs) if is_article else None,
        breadcrumb=None if is_article else _trail(article.breadcrumbs),
        isPartOf=_node("WebSite", name=article.site_name) if article.site_name else None,
        articleSection=article.section if is_article else None,
        keywords=[keyword for keyword in article.keywords if keyword],
        image=[_image(image) for image in _images(article)],
        video=[_media(media) for media in article.media if media.type == "VideoObject"],
        audio=[_media(media) for media in article.media if media.type == "AudioObject"],
        articleBody=article.text if is_article else None,
        text=None if is_article else article.text,
        wordCount=article.word_count if is_article else None,
        **_ACCESS.get(article.paywall.state, {}),
    )


def _node(kind: str, **properties: Any) -> Node:
    return {"@type": kind} | {name: value for name, value in properties.items() if value not in (None, "", [])}


def _author(author: Author) -> Node:
    return _node(author.type or "Person", name=author.name, url=author.url)


def _moment(moment: date | None, precision: DatePrecision | None) -> str | None:
    """ISO 8601; years and months are cut off a whole date."""
    if moment is None:
        return None
    written = moment.isoformat()
    return {"year": written[:4], "month": written[:7]}.get(precision or "", written)


def _page(address: str | None, breadcrumbs: tuple[Breadcrumb, ...]) -> Node | None:
    if address is None and not breadcrumbs:
        return None
    return _node("WebPage", **({"@id": address} if address else {}), breadcrumb=_trail(breadcrumbs))


def _trail(breadcrumbs: tuple[Breadcrumb, ...]) -> Node | None:
    if not breadcrumbs:
        return None
    steps = [
        _node("ListItem", position=position, name=step.name, item=step.url)
        for position, step in enumerate(breadcrumbs, start=1)
    ]
    return _node("BreadcrumbList", itemListElement=steps)


def _images(article: Article) -> Iterable[Image]:
    """The main one first, each address once."""
    images = (*((article.main_image,) if article.main_image else ()), *article.images)
    by_address: dict[str, Image] = {}
    for image in images:
        if image.url:
            by_address.setdefault(image.url, image)
    return by_address.values()


def _image(image: Image) -> Node:
    return _node(
        "ImageObject",
        url=image.url,
        description=image.alt,
        caption=image.caption,
        creditText=image.credit,
        width=_pixels(image.width),
        height=_pixels(image.height),
    )


def _pixels(number: int | None) -> Node | None:
    return None if number is None else _node("QuantitativeValue", value=number, unitCode=_PIXELS)


def _media(media: MediaObject) -> Node:
    return _node(
        media.type,
        name=media.name,
        contentUrl=media.url,
        embedUrl=media.embed_url,
        thumbnailUrl=media.thumbnail_url,
        duration=media.duration,
    )
