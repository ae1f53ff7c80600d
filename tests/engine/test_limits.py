"""The look before the parser: what it lets pass is harmless, and real pages pass quickly."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from presscut.errors import ExtractionError, TooDeepError, TooManyAttributesError
from presscut.extraction import blocks, limits
from presscut.extraction.limits import Limits
from presscut.extraction.page import parse

MOST = 3
FEW = limits._many_attributes(MOST)
FEW_MORE = limits._few_more(MOST)
REACH = 8

# What makes readings of a page part: quotes, comments, raw text, foreign content, tags cut short.
PIECES = (
    "<p", "<a", "<b ", "</b>", "<svg>", "</svg>", "<math>", "<title>", "</title>", "<style>", "</style>", "<textarea>",
    "</textarea>", "<script>", "</script>", "<!--", "-->", "--!>", "<!-->", "<![CDATA[", "]]>", "<select>", "<table>",
    "<td>", "<template>", "</template>", "<noscript>", "<frameset>", "<plaintext>", "<div ", "<div/", "</div ", ">", "/>",
    '"', "'", "=", '="', "='", '" ', "' ", " a", " b", " c", " d", " e", "\n", "/", "<", "text", "`", "&quot;",
)  # fmt: skip


def is_plain(html: str) -> bool:
    return limits._is_plain(html.encode(), html.count("<"))


def most_attributes(html: str) -> int:
    tree = LexborHTMLParser(html)
    return max(
        (len(node.attributes) for node in tree.css("*") if node.tag not in ("html", "body")),
        default=0,
    )


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_page_whose_tags_look_small_has_a_tag_with_many_attributes(html: str) -> None:
    if FEW.search(html.encode()) is None:
        assert most_attributes(html) <= MOST


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_no_page_whose_points_lie_in_short_tags_has_a_long_one(html: str) -> None:
    if limits._has_short_tags(html.encode(), REACH, FEW_MORE):
        assert most_attributes(html) <= REACH + MOST


@pytest.mark.parametrize(
    "html",
    [
        "<p a b c d>",
        "<p a=1 b='>' c=\">\" d>",
        "<p =x a b c>",
        '<p a"b=">" c d e>',
        "<script>\"<a '\"</script><p x='>' b c d>",
        "<!-- <b ' --> <p a b c d>",
        "<p/a/b/c/d>",
        "<p a=<x> <p b c d e>",
    ],
)
def test_a_tag_with_many_attributes_is_found_wherever_it_hides(html: str) -> None:
    assert FEW.search(html.encode()) is not None


FONTS = "".join(f"<font color={i}>" for i in range(300))


@pytest.mark.parametrize(
    "html",
    [
        FONTS + "<p>x" * 3000,
        FONTS.replace("<font", "<FONT") + "<p>x" * 3000,
        "".join(f'<b title=">{i}">' for i in range(300)) + "<p>x" * 3000,
        "".join(f'<b title="a>b</b>{i}">' for i in range(300)) + "<p>x" * 3000,
        "".join(f"<body a{i}=1>" for i in range(10)) + "<p>x" * 300,
        "<div>" * 9000,
        "<p><a " + " ".join(f"a{i}" for i in range(900)) + ">" + "<p>x" * 1500,
        "<p>" + "".join(f"<b a{i} {' '.join(f'b{j}' for j in range(30))}>" for i in range(30)) + "<p>x" * 1500,
        "<p>" + "".join(f"""<b a='"' c=">{i}">""" for i in range(300)) + "<p>x" * 1500,
    ],
)
def test_what_may_do_harm_is_not_plain(html: str) -> None:
    assert not is_plain(html)


def test_formatting_that_ends_at_once_is_plain_however_often() -> None:
    html = "".join(f'<p><b class="c{i}">word</b> and <em id="e{i}">word</em></p>' for i in range(900))
    assert is_plain(html)


def test_a_plain_page_nested_too_deep_is_refused_by_the_traversal() -> None:
    page = parse("<div>" * 3000 + "text")
    with pytest.raises(TooDeepError):
        blocks.read(page)


def test_inline_elements_nested_too_deep_are_refused_as_well() -> None:
    page = parse("<p>" + "<a>" + "<span>" * 3000 + "text")
    with pytest.raises(TooDeepError):
        blocks.read(page)


def test_stricter_limits_than_those_of_a_plain_page_hold() -> None:
    with pytest.raises(TooManyAttributesError):
        parse(f"<p {' '.join(f'a{i}' for i in range(250))}>" + " " * 20_000, limits=Limits(max_attributes=200))


def different(count: int) -> list[str]:
    return [f"a{i}" for i in range(count)]


@pytest.mark.parametrize(
    "html",
    [
        "<p " + " ".join(different(40_000)) + ">",
        "<p " + " ".join(f"{name}='>'" for name in different(40_000)) + ">",
        "<p " + " ".join(f"{name}=\"<a x='>'>\"" for name in different(25_000)) + ">",
        "<p x='" + "<p>" * 2000 + "' " + " ".join(different(40_000)) + ">",
        "<p "
        + " ".join(different(9_000))
        + " x='"
        + '<p y="">' * 1000
        + "' "
        + " ".join(different(40_000)[9_000:])
        + ">",
        "<p='\"'=\" " + " ".join(different(40_000)) + ">",
        "<script>" + "x" * 100_000 + "</script><p " + " ".join(different(40_000)) + ">",
        "<p " + "/".join(different(40_000)),
    ],
    ids=range(8),
)
def test_a_tag_with_very_many_attributes_is_never_plain(html: str) -> None:
    assert not is_plain(html)


@pytest.mark.parametrize(
    "html",
    [
        ("<p " + " ".join(different(4_000)) + ">") * 20,
        "<p>" + "".join(f"<font color={i}>" for i in range(280)) + "<p>x" * 1000,
        "<p><a " + " ".join(different(400)) + ">" + "<p>x" * 2000,
        "<p " + " ".join(different(10_000)) + ">",
        ("<p " + " ".join(chr(0x4E00 + i) for i in range(16_700)) + ">") * 3,
        "<p a=<b " * 60_000,
        "<b x" * 7_000 + ">text</b>",
        "<a x='" * 7_000,
        "<script>" + "'\"a=1 " * 50_000,
        "<p>'\" >" * 7_000 + "a " * 100_000,
    ],
    ids=range(10),
)
def test_what_passes_is_looked_at_and_parsed_in_a_second(html: str) -> None:
    begin = time.process_time()
    with suppress(ExtractionError):
        parse(html)
    assert time.process_time() - begin < 4  # a second, and half as fast again are the slowest machines seen
