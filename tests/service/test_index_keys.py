"""Under which keys an article is found again: spellings of one address meet, different pages stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import article

from presscut.storage.index_keys import host_key, host_key_of_name, index_keys, url_key

PAGE = "https://courier.example/news/ferry?id=7"


@pytest.mark.parametrize(
    "spelling",
    [
        "http://courier.example/news/ferry?id=7",
        "https://www.courier.example/news/ferry?id=7",
        "https://COURIER.example:443/news/ferry?id=7",
        "http://courier.example:80/news/ferry?id=7",
        "https://courier.example./news/ferry?id=7",
        "https://reader:secret@courier.example/news/ferry?id=7",
        "https://courier.example/news/ferry/?id=7",
        "https://courier.example/news/old/../ferry?id=7",
        "https://courier.example/n%65ws/ferry?id=7",
        "https://courier.example/news/ferry?id=7#comments",
        "https://courier.example/news/ferry?utm_source=letter&id=7&fbclid=x",
        "  https:\\\\courier.example\\news\\ferry?id=7\n",
        "//courier.example/news/ferry?id=7",
    ],
)
def test_spellings_of_one_address_have_one_key(spelling: str) -> None:
    assert url_key(spelling) == url_key(PAGE) == "courier.example/news/ferry?id=7"


@pytest.mark.parametrize(
    "other",
    [
        "https://courier.example/news/ferry",
        "https://courier.example/news/ferry?id=8",
        "https://courier.example/news/Ferry?id=7",
        "https://courier.example:8443/news/ferry?id=7",
        "https://m.courier.example/news/ferry?id=7",
        "https://courier.example/news/ferry?id=7#!/page/2",
        "https://courier.example/news%2Fferry?id=7",
    ],
)
def test_what_may_be_another_page_has_another_key(other: str) -> None:
    assert url_key(other) not in (None, url_key(PAGE))


def test_parameters_in_any_order_are_the_same() -> None:
    assert url_key("https://a.example/?b=2&a=1&a=3") == url_key("https://a.example/?a=1&a=3&b=2")


def test_letters_are_compared_as_browsers_send_them() -> None:
    assert url_key("https://müller.example/straße?q=ü") == url_key("https://xn--mller-kva.example/stra%c3%9fe?q=%C3%BC")


@pytest.mark.parametrize(
    "none", [None, "", "ferry.html", "/news", "mailto:a@courier.example", "https://[broken", "https://"]
)
def test_what_is_no_address_of_the_web_has_no_key(none: str | None) -> None:
    assert url_key(none) is None
    assert host_key(none) is None


def test_a_long_address_is_hashed_and_still_found_by_every_spelling() -> None:
    long = "courier.example/" + "ü" * 3000
    assert url_key(f"https://{long}?x=1") == url_key(f"http://www.{long}/?utm_medium=mail&x=1#top")
    assert url_key(f"https://{long}?x=1") != url_key(f"https://{long}?x=2")
    assert str(url_key(f"https://{long}")).startswith("sha256:")


@given(st.from_regex(r"https?://[a-zü]{1,9}\.example(:8080)?/", fullmatch=True), st.text(max_size=300))
def test_a_key_fits_an_index_and_is_its_own_address_key(site: str, rest: str) -> None:
    key = url_key(site + rest)
    assert key is not None
    assert 0 < len(key.encode()) <= 256
    assert key.startswith("sha256:") or url_key(f"https://{key}") == key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("courier.example", "courier.example"),
        (" WWW.Courier.example. ", "courier.example"),
        ("courier.example:8443", "courier.example"),
        ("Müller.example", "xn--mller-kva.example"),
        ("xn--mller-kva.example", "xn--mller-kva.example"),
        ("新聞.example", "xn--efvv70d.example"),
        ("192.0.2.7", "192.0.2.7"),
        ("[2001:db8::1]", "2001:db8::1"),
    ],
)
def test_a_host_is_known_in_any_spelling(name: str, key: str) -> None:
    assert host_key_of_name(name) == key
    assert host_key(f"https://{name.strip()}/a") == key


@pytest.mark.parametrize(
    "name",
    ["", ".", "courier.example/news", "https://courier.example", "a@courier.example", "a b", "a?b", "[", "x" * 300, "a%00b", "a\\b"],
)  # fmt: skip
def test_what_is_no_host_has_no_key(name: str) -> None:
    assert host_key_of_name(name) is None


def test_the_canonical_address_has_a_key_of_its_own_only_where_it_says_more() -> None:
    both = article(url="http://www.courier.example/a?utm_source=x", canonical_url="https://courier.example/a")
    assert index_keys(both) == {"host": "courier.example", "url_key": "courier.example/a"}
    moved = article(url="https://amp.courier.example/a", canonical_url="https://courier.example/a")
    assert index_keys(moved) == {
        "host": "amp.courier.example",
        "url_key": "amp.courier.example/a",
        "canonical_url_key": "courier.example/a",
    }


def test_without_the_address_it_was_read_from_the_canonical_one_counts() -> None:
    keys = index_keys(article(canonical_url="https://courier.example/a"))
    assert keys == {"host": "courier.example", "url_key": "courier.example/a"}
    assert index_keys(article()) == {}
