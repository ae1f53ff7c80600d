"""Aged pages: the text of the page, in the markup of before."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from training import ageing

PAGE = """<!DOCTYPE html><html lang=en><head><meta charset=utf-8><meta property="og:title" content="Ferry">
<script type="application/ld+json">{"@type": "NewsArticle"}</script><title>Ferry</title></head>
<body class="single"><nav><a href="/">Home</a></nav><article itemscope><h1 class="a > b">Ferry lost</h1>
<p>Nobody <b>was</b> hurt.</p><div><div><p>The fog lifted.</p></div></div></article></body></html>"""


def words(html: str) -> list[str]:
    body = LexborHTMLParser(html).body
    assert body is not None
    return body.text(separator=" ").split()


@pytest.mark.parametrize("change", ageing.ALL)
def test_a_change_keeps_the_text(change: ageing.Ageing) -> None:
    assert words(change(PAGE)) == words(PAGE)


def test_an_aged_page_has_no_names_and_no_data() -> None:
    html = ageing.aged(PAGE, "ferry")
    tree = LexborHTMLParser(html)
    assert tree.css("article, nav, [class], [itemscope], script, meta[property]") == []
    assert tree.css_first("a[href]") is not None
    assert tree.css_first("meta[charset]") is not None


def test_the_same_name_draws_the_same_changes_and_names_draw_different_ones() -> None:
    drawn = [ageing.aged(PAGE, str(n)) for n in range(40)]
    assert drawn == [ageing.aged(PAGE, str(n)) for n in range(40)]
    assert len(set(drawn)) > 8
