"""Addresses as browsers resolve them, and what of them tells nothing of a page."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.extraction.addresses import canonical_form, parsed, resolve, resolve_link
from presscut.extraction.vocabulary import tracking

BASE = "https://e.example/x/y?q=1"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("/a", "https://e.example/a"),
        ("a?b=c#d", "https://e.example/x/a?b=c#d"),
        ("../a", "https://e.example/a"),
        ("./a/./b/../c", "https://e.example/x/a/c"),
        ("/a/%2e%2E/b", "https://e.example/b"),
        ("../../../a", "https://e.example/a"),
        ("/a/..", "https://e.example/"),
        ("?p=2", "https://e.example/x/y?p=2"),
        ("//cdn.example/a", "https://cdn.example/a"),
        ("//CDN.example", "https://cdn.example/"),
        ("\\\\cdn.example\\a", "https://cdn.example/a"),
        ("/a\\b", "https://e.example/a/b"),
        ("/a?b\\c", "https://e.example/a?b\\c"),
        ("https:a", "https://e.example/x/a"),
        ("http:a", "http://a/"),
        ("https:/cdn.example/a", "https://e.example/cdn.example/a"),
        ("http:///cdn.example/a", "http://cdn.example/a"),
        (" https://e.example/a ", "https://e.example/a"),
        ("\x00\x1f/a", "https://e.example/a"),
        ("https://e.exam\tple/a\nb\r", "https://e.example/ab"),
        ("https://e.example/a b", "https://e.example/a%20b"),
        ("https://e.example/a?b c'd\"<>", "https://e.example/a?b%20c%27d%22%3C%3E"),
        ("https://e.example/a'b|c[d]", "https://e.example/a'b|c[d]"),
        ("https://e.example/é?é#é", "https://e.example/%C3%A9?%C3%A9#%C3%A9"),
        ("https://e.example/%C3%A9", "https://e.example/%C3%A9"),
        ("https://e.example/%zz", "https://e.example/%zz"),
        ("https://münchen.example/ä", "https://xn--mnchen-3ya.example/%C3%A4"),
        ("https://日本語.example/", "https://xn--wgv71a119e.example/"),
        ("https://ex%41mple.example/", "https://example.example/"),
        ("HTTPS://E.example/A", "https://e.example/A"),
        ("https://e.example", "https://e.example/"),
        ("https://e.example?q", "https://e.example/?q"),
        ("https://e.example:443/a", "https://e.example/a"),
        ("http://e.example:80/a", "http://e.example/a"),
        ("http://e.example:443/a", "http://e.example:443/a"),
        ("https://e.example:0008080/a", "https://e.example:8080/a"),
        ("https://jane:pw@e.example/a", "https://jane:pw@e.example/a"),
        ("https://[::0001]:8000/a", "https://[::1]:8000/a"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("https://a_b.example/", "https://a_b.example/"),
        ("data:image/gif;base64,R0", None),
        ("javascript:alert(1)", None),
        (" JavaScript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("mailto:a@b.example", None),
        ("ftp://e.example/a", None),
        ("file:///etc/passwd", None),
        ("#a", None),
        (" #a", None),
        ("", None),
        ("  ", None),
        ("https://e.example:99999999/", None),
        ("https://[::1", None),
        ("https://a b.example/", None),
        ("https://xn--a/", None),
        ("https://", None),
        ("http://256.256.256.256/", None),
    ],
)
def test_addresses_are_made_absolute(written: str, expected: str | None) -> None:
    assert resolve(written, BASE) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://e.example/a", "https://e.example/a"),
        ("//cdn.example/a", "https://cdn.example/a"),
        ("/a", None),
        ("a", None),
        ("?q", None),
    ],
)
def test_without_a_base_only_what_names_a_host_is_absolute(written: str, expected: str | None) -> None:
    assert resolve(written, None) == expected


def test_halves_of_a_pair_become_what_stands_for_the_unreadable() -> None:
    assert resolve("/a\ud800", BASE) == "https://e.example/a?"


def test_a_link_may_lead_to_a_mail() -> None:
    assert resolve_link(" mailto:jane doe@e.example\n", BASE) == "mailto:jane%20doe@e.example"
    assert resolve_link("tel:1", BASE) is None


_PIECES = st.sampled_from(
    ["http://", "https://", "HTTPS://", "//", "/", "/.", "/..", "\\", "e.example", "E.example", "127.1", "xn--a", "münchen", ":80", ":443",
     "@", "?", "#", "a", "b-c", "_", "~", "%2e", "%41", "%", "'", '"', "|", "[", "]", "^", "{", "`", " ", "\t", "\n", "é", ";", "&", "=", "x.",
     ".1", "0x1", "$", "!", "(", ")", "*", "+", ",", "<", ":"]
)  # fmt: skip
_BASES = st.sampled_from(
    ["https://e.example/x/y?q", "http://e.example", "https://E.example:443/", "http://münchen.example/a", "https://jane@e.example/a/",
     "http://e.example?q", "https://a.1/", "https://xn--a/", "http://127.0.0.1:8000/a", None]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=8).map("".join) | st.text(max_size=12), _BASES)
def test_the_short_way_gives_what_the_library_gives(written: str, base: str | None) -> None:
    assert resolve(written, base) == (parsed(written, base) if written else None)


@given(
    st.from_regex(r"https?://[a-z0-9-]{1,4}\.[a-z0-9-]{1,4}(/[!$%&'()*+,./0-9:;=?@A-Za-z_~#-]{0,12})?", fullmatch=True),
    _BASES,
)
def test_the_short_way_gives_what_the_library_gives_for_plain_addresses(written: str, base: str | None) -> None:
    assert resolve(written, base) == parsed(written, base)


def test_no_page_of_plain_addresses_loads_the_library() -> None:
    program = (
        "import sys, presscut;"
        "presscut.extract('<h1>A</h1><p><a href=\"/b\">Rain</a> fell.</p><img src=\"data:image/gif;base64,R0\">', 'https://e.example/a');"
        "sys.exit('can_ada' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://e.example/a", "https://e.example/a"),
        ("https://e.example/a#top", "https://e.example/a"),
        ("https://e.example/a?", "https://e.example/a"),
        ("https://e.example/a?utm_source=x&UTM_Medium=y", "https://e.example/a"),
        ("https://e.example/a?id=7&utm_source=x&p=2#c", "https://e.example/a?id=7&p=2"),
        ("https://e.example/a?fbclid=x&gclid=y&mc_cid=z&mc_eid", "https://e.example/a"),
        ("https://e.example/a?utm%5Fsource=x", "https://e.example/a"),
        # What may tell which page it is
        ("https://e.example/a?id=7&page=2&q=rain&ref=b&source=c&cid=d", "https://e.example/a?id=7&page=2&q=rain&ref=b&source=c&cid=d"),
        ("https://e.example/a?b=utm_source", "https://e.example/a?b=utm_source"),
        ("https://e.example/a?b=%26&c=+", "https://e.example/a?b=%26&c=+"),
        ("https://e.example/#!/a?b", "https://e.example/#!/a?b"),
        ("https://e.example/?utm_id=1#!/a", "https://e.example/#!/a"),
    ],
)  # fmt: skip
def test_the_canonical_form_of_an_address(address: str, expected: str) -> None:
    assert canonical_form(address) == expected
    assert canonical_form(expected) == expected


def test_no_name_that_sites_use_for_content_is_dropped() -> None:
    content = {
        "id",
        "p",
        "page",
        "q",
        "s",
        "t",
        "v",
        "a",
        "article",
        "ref",
        "source",
        "src",
        "cid",
        "lang",
        "campaign",
        "date",
    }
    assert content.isdisjoint(tracking.PARAMETERS)
    assert all(name == name.lower() for name in (*tracking.PARAMETERS, *tracking.PREFIXES))
