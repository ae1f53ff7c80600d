"""What the site is called."""

from __future__ import annotations

from typing import Any

import pytest
from snippets import article, json_ld, meta, sources_of

from presscut.extraction.metadata import site

ORGANISATION = {"@type": "Organization", "name": "The Heron"}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (meta(og__site_name="The Heron"), "The Heron"),
        (meta(og__site_name="@heron"), "heron"),
        (article(publisher=ORGANISATION), "The Heron"),
        (article(publisher="The Heron"), "The Heron"),
        (article(publisher=[ORGANISATION, {"name": "Other"}]), "The Heron"),
        (article(publisher={"@type": "Organization", "name": ["The Heron", "Heron"]}), "The Heron"),
        (article(publisher={"@id": "#org"}) + json_ld({"@id": "#org", **ORGANISATION}), "The Heron"),
        (article(publisher={"@id": "#nowhere"}), None),
        (json_ld({"@type": "WebSite", "name": "The Heron"}), "The Heron"),
        (json_ld({"@type": "NewsMediaOrganization", "name": "The\n Heron"}), "The Heron"),
        (json_ld({"@type": "Person", "name": "Jane Doe"}), None),
        (meta(application_name="The Heron").replace("application_name", "application-name"), "The Heron"),
        (meta(application_name="x" * 50).replace("application_name", "application-name"), "x" * 50),
        (
            f"<title>{'x' * 50}</title>"
            + meta(application_name="x" * 50).replace("application_name", "application-name"),
            None,
        ),
        (meta(dc__publisher="The Heron").replace("dc:", "dc."), "The Heron"),
        (meta(og__site_name="The Heron") + article(publisher="Heron Media Group"), "The Heron"),
        (meta(og__site_name="x" * 81) + article(publisher="The Heron"), "The Heron"),
        (article(publisher={"name": None}), None),
        (article(publisher=7), None),
        ("<title>The Heron</title>", None),
        # What a title ends with, if the host is called so
        ("<title>The ferry sails again - Heron News</title>", "Heron News"),
        ("<title>The ferry sails again - Coast</title>", None),
        ("<title>The ferry sails again - Heron</title><h1>Heron</h1>", None),
        (meta(og__site_name="{{site.name}}"), None),
    ],
)
def test_the_sites_name(html: str, expected: str | None) -> None:
    found = site.name(sources_of(html))
    assert (found.value if found else None) == expected


@pytest.mark.parametrize(
    ("html", "url", "keys"),
    [
        ("", "https://www.the-heron.example/a", {"theheronexample", "theheron", "thetheheron"}),
        ("", "https://news.heron.co.example:8443/a", {"newsheroncoexample", "heron", "theheron", "newsheronco"}),
        (meta(og__site_name="Heron News", twitter__site="@heronnews"), None, {"heronnews"}),
        ("<link rel=canonical href=https://heron.example/>", None, {"heronexample", "heron", "theheron"}),
        ("", None, set()),
    ],
)
def test_everything_that_a_site_may_be_called(html: str, url: str | None, keys: set[str]) -> None:
    assert site.names(sources_of(html, url)) == keys


@pytest.mark.parametrize("value", [None, 7, [], {}, [[]], {"@id": 7}, {"name": {"a": 1}}])
def test_an_odd_publisher_is_none(value: Any) -> None:
    assert site.name(sources_of(article(publisher=value))) is None
