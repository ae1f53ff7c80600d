"""Which address is the page's own, and where it was read from."""

from __future__ import annotations

import pytest
from snippets import URL, article, meta, sources_of

from presscut.extraction.metadata import canonical

ROOT = "https://www.heron.example/"


@pytest.mark.parametrize(
    ("html", "url", "expected"),
    [
        ("<link rel=canonical href=https://heron.example/a>", None, "https://heron.example/a"),
        ("<link rel=canonical href=/a>", URL, "https://www.heron.example/a"),
        ("<link rel=canonical href=/a>", None, None),
        ("<link rel=canonical href=//heron.example/a>", None, "https://heron.example/a"),
        (meta(og__url="https://heron.example/a"), None, "https://heron.example/a"),
        (article(url="https://heron.example/a"), None, "https://heron.example/a"),
        (article(mainEntityOfPage="https://heron.example/a"), None, "https://heron.example/a"),
        (article(mainEntityOfPage={"@id": "https://heron.example/a"}), None, "https://heron.example/a"),
        (article(mainEntityOfPage={"url": "https://heron.example/a"}), None, "https://heron.example/a"),
        (article(url={"@id": ["x"]}, mainEntityOfPage=True), None, None),
        # Without what tells nothing of the page
        (
            "<link rel=canonical href='https://Heron.example:443/a?utm_source=x&id=7&fbclid=y#top'>",
            None,
            "https://heron.example/a?id=7",
        ),
        (meta(og__url="/a?utm_medium=mail"), URL, "https://www.heron.example/a"),
        (article(url="/a?p=7&gclid=1"), URL, "https://www.heron.example/a?p=7"),
        # A template's mistake: the site's root
        (f"<link rel=canonical href={ROOT}>", URL, None),
        (f"<link rel=canonical href={ROOT}>" + meta(og__url=URL), URL, URL),
        (f"<link rel=canonical href={ROOT}>" + meta(og__url=URL), None, URL),
        (f"<link rel=canonical href={ROOT}>", None, ROOT),
        (f"<link rel=canonical href={ROOT}>", ROOT, ROOT),
        (f"<link rel=canonical href={ROOT}?p=7>", URL, f"{ROOT}?p=7"),
        # What is no address
        ("<link rel=canonical href='javascript:void(0)'>", URL, None),
        ("<link rel=canonical href='#top'>", URL, None),
        ("<link rel=canonical href='https://[::1'>", URL, None),
        (meta(og__url="null"), None, None),
        (meta(og__url="http://"), None, None),
    ],
)
def test_the_canonical_address(html: str, url: str | None, expected: str | None) -> None:
    found = canonical.canonical(sources_of(html, url))
    assert (found.value if found else None) == expected


def test_who_agrees_is_told_though_written_otherwise() -> None:
    page = "<link rel=canonical href=https://heron.example/a>" + meta(og__url="http://www.heron.example/a/#top")
    found = canonical.canonical(sources_of(page + article(url="https://other.example/a")))
    assert found is not None
    assert (found.found_in, found.agreeing) == ("link:canonical", ("meta:og:url",))


@pytest.mark.parametrize(
    ("html", "url", "expected", "found_in"),
    [
        ("<link rel=canonical href=https://heron.example/a>", URL, URL, "given"),
        (
            "<!-- saved from url=(0023)https://heron.example/a -->",
            None,
            "https://heron.example/a",
            "comment:saved-from",
        ),
        ("<link rel=canonical href=/a>", f"{URL}?utm_source=x#top", f"{URL}?utm_source=x#top", "given"),
        (
            "<!-- saved from url=(0014)about:internet --><link rel=canonical href=https://heron.example/a>",
            None,
            "https://heron.example/a",
            "link:canonical",
        ),
        ("<link rel=canonical href=https://heron.example/a>", None, "https://heron.example/a", "link:canonical"),
    ],
)
def test_where_the_page_was_read_from(html: str, url: str | None, expected: str, found_in: str) -> None:
    found = canonical.page_url(sources_of(html, url))
    assert found is not None
    assert (found.value, found.found_in) == (expected, found_in)
