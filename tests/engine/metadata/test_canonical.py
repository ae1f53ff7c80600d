"""Which address is the page's own, and where it was read from."""

from __future__ import annotations

import pytest
from snippets import URL, article, meta, sources_of

from presscut.extraction.metadata import canonical
from presscut.extraction.metadata.addresses import resolve

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


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("/a", "https://e.example/a"),
        ("a?b=c#d", "https://e.example/x/a?b=c#d"),
        ("../a", "https://e.example/a"),
        ("//cdn.example/a", "https://cdn.example/a"),
        (" https://e.example/a ", "https://e.example/a"),
        ("https://e.example/a\nb", "https://e.example/ab"),
        ("https://e.example/a b", "https://e.example/a%20b"),
        ("https://e.example/é", "https://e.example/%C3%A9"),
        ("https://e.example/%C3%A9", "https://e.example/%C3%A9"),
        ("https://münchen.example/ä", "https://münchen.example/%C3%A4"),
        ("HTTPS://E.example/a", "HTTPS://E.example/a"),
        ("data:image/gif;base64,R0", None),
        ("javascript:alert(1)", None),
        (" JavaScript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("mailto:a@b.example", None),
        ("#a", None),
        ("", None),
        ("https://e.example:99999999/", None),
        ("https://[::1", None),
        ("http:///a", None),
    ],
)
def test_addresses_are_made_absolute(written: str, expected: str | None) -> None:
    assert resolve(written, "https://e.example/x/y") == expected
