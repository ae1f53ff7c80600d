"""JSON-LD: only types and properties that schema.org has, and only what the article holds."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given

import strategies
from presscut.article import Article, Author, Breadcrumb, DatePrecision, Image, MediaObject, Paywall
from presscut.rendering import render

# https://schema.org, release 29: of each type used, its parent and those of its own properties that may be written.
PARENT = {
    "CreativeWork": "Thing",
    "Article": "CreativeWork",
    "TechArticle": "Article",
    "SocialMediaPosting": "Article",
    "DiscussionForumPosting": "SocialMediaPosting",
    "WebPage": "CreativeWork",
    "CollectionPage": "WebPage",
    "ItemPage": "WebPage",
    "WebSite": "CreativeWork",
    "MediaObject": "CreativeWork",
    "ImageObject": "MediaObject",
    "VideoObject": "MediaObject",
    "AudioObject": "MediaObject",
    "ListItem": "Thing",
    "BreadcrumbList": "Thing",
    "QuantitativeValue": "Thing",
    "Person": "Thing",
    "Organization": "Thing",
}
PROPERTIES: dict[str, set[str]] = {
    "Thing": {"name", "description", "url", "image", "mainEntityOfPage"},
    "CreativeWork": {
        "headline", "alternativeHeadline", "abstract", "author", "datePublished", "dateModified", "inLanguage", "isPartOf",
        "keywords", "video", "audio", "text", "isAccessibleForFree", "conditionsOfAccess", "thumbnailUrl", "creditText",
    },
    "Article": {"articleBody", "articleSection", "wordCount"},
    "WebPage": {"breadcrumb"},
    "MediaObject": {"contentUrl", "embedUrl", "duration", "width", "height"},
    "ImageObject": {"caption"},
    "ListItem": {"position", "item"},
    "BreadcrumbList": {"itemListElement"},
    "QuantitativeValue": {"value", "unitCode"},
}  # fmt: skip
# What each property's value may be: text (and addresses, dates), a number, a truth value, or nodes of these types.
RANGE: dict[str, Any] = {
    "author": ("Person", "Organization"),
    "isPartOf": ("WebSite",),
    "mainEntityOfPage": ("WebPage",),
    "breadcrumb": ("BreadcrumbList",),
    "itemListElement": ("ListItem",),
    "image": ("ImageObject",),
    "video": ("VideoObject",),
    "audio": ("AudioObject",),
    "width": ("QuantitativeValue",),
    "height": ("QuantitativeValue",),
    "isAccessibleForFree": bool,
    "wordCount": int,
    "position": int,
    "value": int,
}
ISO_8601 = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:\d\d(:\d\d)?)?)?)?)?")


def properties_of(kind: str | None) -> set[str]:
    return PROPERTIES.get(kind, set()) | properties_of(PARENT.get(kind)) if kind else set()


def assert_is_schema_org(node: dict[str, Any]) -> None:
    kind = node["@type"]
    assert kind in PARENT
    for name, value in node.items():
        if name in ("@context", "@type", "@id"):
            continue
        assert name in properties_of(kind), f"{kind} has no {name}"
        for member in value if isinstance(value, list) else [value]:
            assert member not in (None, "", [], {})
            match RANGE.get(name, str):
                case tuple() as kinds:
                    assert member["@type"] in kinds
                    assert_is_schema_org(member)
                case expected:
                    assert type(member) is expected, f"{name}: {member!r}"
        if name.startswith("date"):
            assert ISO_8601.fullmatch(value)


def document(article: Article) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(render(article, "jsonld"))
    return parsed


FULL = Article(
    headline="Rain on the whole coast",
    alternative_headline="Rain",
    description="It rains & rains.",
    standfirst="It has rained for days.",
    authors=(Author(name="Ann Author", url="https://a.example/ann"), Author(name="The Courier", type="Organization")),
    date_published=datetime(2026, 3, 1, 18, 30, tzinfo=UTC),
    date_published_precision="minute",
    language="en-GB",
    url="https://a.example/rain?utm=1",
    canonical_url="https://a.example/rain",
    site_name="Courier",
    section="Weather",
    breadcrumbs=(Breadcrumb(name="Home", url="https://a.example/"), Breadcrumb(name="Rain")),
    keywords=("rain", "coast"),
    main_image=Image(url="https://a.example/1.jpg", alt="Clouds", credit="Bo", width=800, height=600),
    images=(Image(url="https://a.example/1.jpg"), Image(url="https://a.example/2.jpg"), Image(alt="of no address")),
    media=(MediaObject(type="VideoObject", name="Rain", embed_url="https://v.example/1", duration="PT2M30S"),),
    text="It rained.\n\nIt rained again.",
    word_count=5,
    paywall=Paywall(state="subscription", truncated=True),
)


@given(strategies.articles)
def test_every_article_is_written_in_words_of_schema_org(article: Article) -> None:
    assert_is_schema_org(document(article))


def test_an_article_says_all_that_it_holds() -> None:
    assert document(FULL) == {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": "Rain on the whole coast",
        "alternativeHeadline": "Rain",
        "description": "It rains & rains.",
        "abstract": "It has rained for days.",
        "author": [
            {"@type": "Person", "name": "Ann Author", "url": "https://a.example/ann"},
            {"@type": "Organization", "name": "The Courier"},
        ],
        "datePublished": "2026-03-01T18:30:00+00:00",
        "inLanguage": "en-GB",
        "url": "https://a.example/rain?utm=1",
        "mainEntityOfPage": {
            "@type": "WebPage",
            "@id": "https://a.example/rain",
            "breadcrumb": {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": 1, "name": "Home", "item": "https://a.example/"},
                    {"@type": "ListItem", "position": 2, "name": "Rain"},
                ],
            },
        },
        "isPartOf": {"@type": "WebSite", "name": "Courier"},
        "articleSection": "Weather",
        "keywords": ["rain", "coast"],
        "image": [
            {
                "@type": "ImageObject",
                "url": "https://a.example/1.jpg",
                "description": "Clouds",
                "creditText": "Bo",
                "width": {"@type": "QuantitativeValue", "value": 800, "unitCode": "E37"},
                "height": {"@type": "QuantitativeValue", "value": 600, "unitCode": "E37"},
            },
            {"@type": "ImageObject", "url": "https://a.example/2.jpg"},
        ],
        "video": [
            {"@type": "VideoObject", "name": "Rain", "embedUrl": "https://v.example/1", "duration": "PT2M30S"},
        ],
        "articleBody": "It rained.\n\nIt rained again.",
        "wordCount": 5,
        "isAccessibleForFree": False,
        "conditionsOfAccess": "subscription",
    }


@pytest.mark.parametrize(
    ("precision", "written"),
    [("year", "2026"), ("month", "2026-03"), ("day", "2026-03-01"), (None, "2026-03-01")],
)
def test_a_date_is_as_exact_as_the_page_was(precision: DatePrecision | None, written: str) -> None:
    article = Article(date_published=date(2026, 3, 1), date_published_precision=precision)
    assert document(article)["datePublished"] == written


@pytest.mark.parametrize(
    ("state", "access"),
    [
        ("open", {"isAccessibleForFree": True}),
        ("unknown", {}),
        ("registration", {"conditionsOfAccess": "registration"}),
        ("metered", {"isAccessibleForFree": False, "conditionsOfAccess": "metered"}),
    ],
)
def test_the_wall_is_told_as_far_as_it_is_known(state: Any, access: dict[str, Any]) -> None:
    written = document(Article(paywall=Paywall(state=state)))
    assert {name: written[name] for name in ("isAccessibleForFree", "conditionsOfAccess") if name in written} == access


def test_what_is_no_article_is_a_page_with_a_text() -> None:
    written = document(FULL.model_copy(update={"kind": "listing"}))
    assert written["@type"] == "CollectionPage"
    assert written["text"] == FULL.text
    assert written["breadcrumb"]["@type"] == "BreadcrumbList"
    assert "articleBody" not in written


def test_it_may_stand_in_a_script_element() -> None:
    article = Article(headline="</script><script>alert(1)</script><!--")
    assert "<" not in render(article, "jsonld")
    assert document(article)["headline"] == article.headline
