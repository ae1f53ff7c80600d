"""HTML: a document of our own in which no text or address of a page can become markup."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given
from selectolax.lexbor import LexborHTMLParser, LexborNode

import strategies
from presscut.article import (
    Article,
    Author,
    Code,
    Embed,
    Figure,
    Image,
    ListBlock,
    ListItem,
    Mark,
    Paragraph,
    Paywall,
    Quote,
    Table,
    TableCell,
)
from presscut.rendering import render
from presscut.rendering.characters import one_line, printable

# Every tag that may stand in a rendered article, with the attributes it may have.
ALLOWED: dict[str, set[str]] = {
    "html": {"dir", "lang"},
    "head": set(),
    "meta": {"charset", "http-equiv", "name", "content"},
    "title": set(),
    "style": set(),
    "body": set(),
    "article": set(),
    "header": set(),
    "footer": set(),
    "h1": {"dir"},
    "h2": {"dir"},
    "h3": {"dir"},
    "h4": {"dir"},
    "h5": {"dir"},
    "h6": {"dir"},
    "p": {"dir", "class"},
    "time": {"datetime"},
    "br": set(),
    "a": {"href", "rel"},
    "em": set(),
    "strong": set(),
    "code": set(),
    "pre": set(),
    "blockquote": {"cite", "dir"},
    "ul": set(),
    "ol": set(),
    "li": {"dir"},
    "table": set(),
    "caption": {"dir"},
    "tbody": set(),
    "tr": set(),
    "th": {"colspan", "rowspan", "dir"},
    "td": {"colspan", "rowspan", "dir"},
    "figure": set(),
    "figcaption": {"dir"},
    "img": {"src", "alt", "width", "height", "loading", "referrerpolicy"},
}


def elements(html: str) -> Iterator[LexborNode]:
    root = LexborHTMLParser(html).root
    assert root is not None
    yield from root.traverse(include_text=False)


def body_of(*blocks: Any) -> LexborHTMLParser:
    return LexborHTMLParser(render(Article(body=blocks), "html"))


def words_of(tree: LexborHTMLParser, selector: str) -> list[str]:
    node = tree.css_first(selector)
    return node.text(separator=" ").split() if node is not None else []


def glued(text: str | None) -> str:
    """Without white space: inline tags part a word's text nodes."""
    return "".join(printable(text or "").split())


@given(strategies.articles)
@example(
    Article(
        headline="</title><script>alert(1)</script>",
        language='"><script>',
        authors=(Author(name="<b>", url="javascript:alert(1)"),),
        body=(
            Paragraph(
                text="</p><script>", marks=(Mark(kind="link", start=0, end=5, url='https://a.example/"onclick="x'),)
            ),
            Figure(image=Image(url="javascript:alert(1)", alt='" onerror="alert(1)', caption="<!--")),
            Embed(url="data:text/html,<script>alert(1)</script>"),
            Code(text="</code></pre><script>", language='"><script>'),
        ),
    )
)
def test_no_text_and_no_address_of_an_article_becomes_a_tag_or_an_attribute(article: Article) -> None:
    for element in elements(render(article, "html")):
        tag = element.tag
        assert tag == "!doctype" or tag in ALLOWED, tag
        assert set(element.attributes) <= ALLOWED.get(tag or "", set()), (tag, element.attributes)


@given(strategies.articles)
def test_every_address_is_one_that_a_reader_may_follow_or_a_picture(article: Article) -> None:
    for element in elements(render(article, "html")):
        attributes = element.attributes
        for name in ("href", "cite"):
            address = attributes.get(name)
            assert address is None or re.match(r"https?://|mailto:", address, re.IGNORECASE), address
        source = attributes.get("src")
        assert source is None or re.match(r"https?://|data:image/(png|jpeg|gif|webp|avif);base64,", source, re.I), (
            source
        )
        if "href" in attributes:
            assert attributes["rel"] == "nofollow noopener noreferrer"
        if element.tag == "img":
            assert attributes["loading"] == "lazy"
            assert attributes["referrerpolicy"] == "no-referrer"


@given(strategies.articles)
def test_headline_and_title_are_the_headline(article: Article) -> None:
    tree = LexborHTMLParser(render(article, "html"))
    if article.headline and one_line(article.headline):
        for selector in ("title", "h1"):
            node = tree.css_first(selector)
            assert node is not None
            assert node.text().split() == one_line(article.headline).split()


@given(strategies.paragraphs)
def test_a_paragraph_keeps_its_text_whatever_its_marks(paragraph: Paragraph) -> None:
    tree = body_of(paragraph)
    assert glued("".join(node.text() for node in tree.css("article > p"))) == glued(paragraph.text)


@given(strategies.codes)
def test_code_is_verbatim(code: Code) -> None:
    node = body_of(code).css_first("pre > code")
    assert node is not None
    assert node.text() == printable(code.text)


@given(strategies.lists())
def test_a_list_keeps_its_items(block: ListBlock) -> None:
    def count(inner: ListBlock) -> int:
        return len(inner.items) + sum(count(child) for item in inner.items for child in item.children)

    assert len(body_of(block).css("li")) == count(block)


@given(strategies.tables)
def test_a_table_keeps_its_cells(table: Table) -> None:
    tree = body_of(table)
    assert [glued(node.text()) for node in tree.css("td, th")] == [
        glued(cell.text) for row in table.rows for cell in row
    ]


def test_the_policy_allows_pictures_and_this_very_style_and_nothing_else() -> None:
    tree = LexborHTMLParser(render(Article(headline="Rain"), "html"))
    policy = tree.css_first('meta[http-equiv="Content-Security-Policy"]')
    style = tree.css_first("style")
    assert policy is not None
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.text().encode()).digest()).decode()
    assert policy.attributes["content"] == (
        f"default-src 'none'; img-src https: http: data:; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_document_says_its_charset_language_and_title_first() -> None:
    html = render(Article(headline="Regen & Wind", language="de-AT"), "html")
    assert html.startswith('<!DOCTYPE html>\n<html lang="de-AT">\n<head>\n<meta charset="utf-8">\n')
    assert "<title>Regen &amp; Wind</title>" in html


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            Paragraph(text="See the report.", marks=(Mark(kind="link", start=8, end=14, url="https://example.org/?a=1&b=2"),)),
            '<p dir="auto">See the <a href="https://example.org/?a=1&amp;b=2" rel="nofollow noopener noreferrer">report</a>.</p>',
        ),
        (
            Paragraph(text="one\ntwo", marks=(Mark(kind="strong", start=0, end=7), Mark(kind="emphasis", start=4, end=7))),
            '<p dir="auto"><strong>one</strong><br><strong><em>two</em></strong></p>',
        ),
        (Paragraph(text="gone", marks=(Mark(kind="link", start=0, end=4, url="/relative"),)), '<p dir="auto">gone</p>'),
        (
            Quote(text="First.\n\nSecond.", cite="https://example.org/"),
            '<blockquote cite="https://example.org/" dir="auto"><p dir="auto">First.</p>\n<p dir="auto">Second.</p></blockquote>',
        ),
        (
            ListBlock(ordered=True, items=(ListItem(text="One", children=(ListBlock(items=(ListItem(text="In"),)),)),)),
            '<ol>\n<li dir="auto">One<ul>\n<li dir="auto">In</li>\n</ul></li>\n</ol>',
        ),
        (
            Table(rows=((TableCell(text="wide", header=True, column_span=2),),), caption="Rain"),
            '<table>\n<caption dir="auto">Rain</caption>\n<tbody>\n<tr><th colspan="2" dir="auto">wide</th></tr>\n</tbody>\n</table>',
        ),
        (
            Embed(url="https://video.example/embed/1", provider="video.example"),
            '<p dir="auto"><a href="https://video.example/embed/1" rel="nofollow noopener noreferrer">video.example</a></p>',
        ),
        (
            Figure(image=Image(url="https://example.org/a.jpg", alt="A pier", caption="The pier.", credit="Cy", width=640)),
            '<figure><img src="https://example.org/a.jpg" alt="A pier" width="640" loading="lazy" '
            'referrerpolicy="no-referrer"><figcaption dir="auto">The pier. (Cy)</figcaption></figure>',
        ),
    ],
)  # fmt: skip
def test_a_block_is_written_as_its_element(block: Any, expected: str) -> None:
    assert expected in render(Article(body=(block,)), "html")


def test_the_head_shows_who_when_and_where() -> None:
    article = Article(
        authors=(Author(name="Ann Author", url="https://example.org/ann"),),
        date_published="2026-03-01T18:30:00+01:00",  # type: ignore[arg-type]
        date_published_precision="minute",
        site_name="The Example",
        canonical_url="https://example.org/rain",
    )
    byline = LexborHTMLParser(render(article, "html")).css_first(".byline")
    assert byline is not None
    assert byline.text() == "Ann Author · 2026-03-01 18:30 +01:00 · The Example"
    assert [node.attributes["href"] for node in byline.css("a")] == [
        "https://example.org/ann",
        "https://example.org/rain",
    ]
    time = byline.css_first("time")
    assert time is not None
    assert time.attributes["datetime"] == "2026-03-01T18:30:00+01:00"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "<html>"),
        ({"language": "en"}, '<html lang="en">'),
        ({"language": "ar", "text_direction": "rtl"}, '<html lang="ar" dir="rtl">'),
        ({"text_direction": "ltr"}, '<html dir="ltr">'),
    ],
)
def test_the_document_has_the_language_and_the_direction_of_its_text(fields: dict[str, Any], expected: str) -> None:
    assert render(Article(**fields), "html").splitlines()[1] == expected


def test_a_text_cut_off_by_a_wall_says_so_and_a_whole_one_does_not() -> None:
    cut = render(Article(paywall=Paywall(state="metered", truncated=True)), "html")
    whole = render(Article(paywall=Paywall(state="metered")), "html")
    assert "<footer>[The rest is behind a wall.]</footer>" in cut
    assert "<footer>" not in whole
