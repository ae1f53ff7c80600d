"""Section and keywords."""

from __future__ import annotations

from typing import Any

import pytest
from snippets import article, json_ld, meta, sources_of

from presscut.extraction.metadata import breadcrumbs, site, topics


def crumbs(*names: str) -> str:
    elements = [{"@type": "ListItem", "position": at, "name": name} for at, name in enumerate(names, 1)]
    return json_ld({"@type": "BreadcrumbList", "itemListElement": elements})


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (meta(article__section="Coast"), "Coast"),
        (meta(article__section="Arts &amp;amp; Books"), "Arts & Books"),
        (meta(article__section="Arts, Books and Film"), "Arts, Books and Film"),
        (article(articleSection="Coast"), "Coast"),
        (article(articleSection="Arts, Books &amp; Film"), "Arts, Books & Film"),
        (article(articleSection=["Coast", "Harbour"]), "Coast"),
        (article(articleSection=["Arts, Books", "Film"]), "Arts, Books"),
        (article(articleSection={"name": "Coast"}), "Coast"),
        (article(articleSection=[{"name": "Coast"}, "Harbour"]), "Coast"),
        (meta(article__section="Coast") + article(articleSection="Harbour"), "Coast"),
        (meta(section="Coast"), "Coast"),
        (crumbs("Home", "Coast", "The ferry sails"), "Coast"),
        (crumbs("Home", "Coast", "Harbour"), "Harbour"),
        (crumbs("Startseite"), None),
        # What is none
        (meta(article__section="Heron", og__site_name="Heron"), None),
        (meta(article__section="The ferry sails"), None),
        (meta(article__section="x" * 81) + article(articleSection="Coast"), "Coast"),
        (meta(article__section="–") + article(articleSection="Coast"), "Coast"),
        (article(articleSection=7), None),
        (article(articleSection=[[["Coast"]]]), None),
        ("", None),
    ],
)
def test_the_section(html: str, expected: str | None) -> None:
    sources = sources_of(html, None)
    found = topics.section(sources, "The ferry sails", site.names(sources), breadcrumbs.read(sources))
    assert (found.value if found else None) == expected


def test_crumbs_whose_names_stand_in_their_items() -> None:
    elements = [
        {"@type": "ListItem", "item": {"@id": "/coast", "name": "Coast"}},
        {"@type": "ListItem", "item": "/x"},
        7,
    ]
    sources = sources_of(json_ld({"@type": "BreadcrumbList", "itemListElement": elements}))
    found = topics.section(sources, None, frozenset(), breadcrumbs.read(sources))
    assert found is not None
    assert found.value == "Coast"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (meta(keywords="ferry, islands,storm"), ("ferry", "islands", "storm")),
        (meta(keywords="ferry; outer islands"), ("ferry", "outer islands")),
        (meta(keywords="ferry, outer islands; coast"), ("ferry", "outer islands; coast")),
        (meta(keywords="Ferry, ferry, FERRY"), ("Ferry",)),
        (meta(keywords=" , ,, "), None),
        (meta(keywords="Tom &amp;amp; Jerry"), ("Tom & Jerry",)),
        (
            '<meta property="article:tag" content="ferry"><meta property="article:tag" content="storm">',
            ("ferry", "storm"),
        ),
        (meta(news_keywords="ferry", keywords="other"), ("ferry",)),
        (article(keywords="ferry, storm"), ("ferry", "storm")),
        (article(keywords=["ferry", "storm, rain"]), ("ferry", "storm, rain")),
        (article(keywords=[{"@type": "DefinedTerm", "name": "ferry"}]), ("ferry",)),
        (article(keywords=["ferry", None, 7, []]), ("ferry",)),
        (meta(keywords="x" * 81 + ",ferry"), ("ferry",)),
        ("", None),
    ],
)
def test_keywords(html: str, expected: tuple[str, ...] | None) -> None:
    found = topics.keywords(sources_of(html))
    assert (found.value if found else None) == expected


def test_of_very_many_keywords_the_first_are_kept() -> None:
    found = topics.keywords(sources_of(article(keywords=[f"k{i}" for i in range(500)])))
    assert found is not None
    assert found.value == tuple(f"k{i}" for i in range(topics.MAXIMUM_KEYWORDS))


@pytest.mark.parametrize("value", [None, 7, {}, {"name": 7}, [[]], {"name": ["x"]}])
def test_odd_values_are_none(value: Any) -> None:
    sources = sources_of(article(keywords=value, articleSection=value))
    assert topics.keywords(sources) is topics.section(sources, None, frozenset()) is None


def test_other_sources_that_say_the_same_agree() -> None:
    sources = sources_of(
        meta(article__section="Coast", keywords="Rain, Fog", news_keywords="rain, fog")
        + article(articleSection="coast", keywords=["Fog", "Storm"])
        + crumbs("Home", "Coast", "The ferry sails")
    )
    section = topics.section(sources, "The ferry sails", frozenset(), breadcrumbs.read(sources))
    assert section is not None
    assert (section.found_in, section.agreeing) == (
        "meta:article:section",
        ("json-ld:articleSection", "json-ld:BreadcrumbList"),
    )
    keywords = topics.keywords(sources_of(meta(keywords="Rain, Fog", news_keywords="fog, rain")))
    assert keywords is not None
    assert (keywords.found_in, keywords.agreeing) == ("meta:news_keywords", ("meta:keywords",))
