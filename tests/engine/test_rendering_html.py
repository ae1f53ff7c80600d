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
from presscut.rendering.sanitizing import LINK_RELATIONS, sanitized

# Every tag that may stand in a rendered article, with the attributes it may have.
ALLOWED: dict[str, set[str]] = {
    "html": {"dir", "lang"},
    "head": set(),
    "meta": {"charset", "http-equiv", "name", "content"},
    "title": set(),
    "style": set(),
    "body": set(),
    "main": set(),
    "article": set(),
    "header": set(),
    "footer": set(),
    "h1": {"dir"},
    "h2": {"dir"},
    "h3": {"dir"},
    "h4": {"dir"},
    "h5": {"dir"},
    "h6": {"dir"},
    "p": {"dir", "class", "lang", "role"},
    "span": {"class", "lang"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "time": {"datetime"},
    "br": set(),
    "a": {"href", "rel"},
    "em": set(),
    "strong": set(),
    "code": set(),
    "pre": {"tabindex"},
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
            '<div class="wide" tabindex="0" role="region" aria-label="Rain">\n<table>\n<caption dir="auto">Rain</caption>\n'
            '<tbody>\n<tr><th colspan="2" dir="auto">wide</th></tr>\n</tbody>\n</table>\n</div>',
        ),
        (
            Embed(url="https://video.example/embed/1", provider="video.example", media="video"),
            '<p class="embed" dir="auto"><span lang="en">Video:</span> <a href="https://video.example/embed/1" rel="nofollow noopener noreferrer">video.example</a></p>',
        ),
        (
            Embed(url="https://v.example/1", provider="v.example", provider_name="Vimeo", title="Rain & sun", media="video"),
            '<p class="embed" dir="auto"><span lang="en">Video:</span> <a href="https://v.example/1" rel="nofollow noopener noreferrer">Vimeo: Rain &amp; sun</a></p>',
        ),
        (
            Figure(image=Image(url="https://example.org/a.jpg", alt="A pier", caption="The pier.", credit="Cy", width=640)),
            '<figure><img src="https://example.org/a.jpg" alt="A pier" width="640" loading="lazy" '
            'referrerpolicy="no-referrer"><figcaption dir="auto">The pier. <span class="credit">Cy</span></figcaption></figure>',
        ),
    ],
)  # fmt: skip
def test_a_block_is_written_as_its_element(block: Any, expected: str) -> None:
    assert expected in render(Article(body=(block,)), "html")


def test_the_head_shows_who_when_and_where() -> None:
    article = Article(
        authors=(Author(name="Ann Author", url="https://example.org/ann"), Author(name="Bo Byline")),
        date_published="2026-03-01T18:30:00+01:00",  # type: ignore[arg-type]
        date_published_precision="minute",
        date_modified="2026-03-02",  # type: ignore[arg-type]
        date_modified_precision="day",
        site_name="The Example",
        section="Weather",
        canonical_url="https://example.org/rain",
    )
    header = LexborHTMLParser(render(article, "html")).css_first("header")
    assert header is not None
    assert [node.text() for node in header.css("p")] == [
        "The Example · Weather",
        "Ann Author, Bo Byline",
        "2026-03-01 18:30 +01:00 · Updated 2026-03-02",
    ]
    assert [node.attributes["href"] for node in header.css("a")] == [
        "https://example.org/rain",
        "https://example.org/ann",
    ]
    assert [node.attributes["datetime"] for node in header.css("time")] == ["2026-03-01T18:30:00+01:00", "2026-03-02"]


def test_a_date_of_change_that_says_nothing_new_is_not_shown() -> None:
    article = Article(date_published="2026-03-02", date_modified="2026-03-02")  # type: ignore[arg-type]
    assert "Updated" not in render(article, "html")


def test_the_original_is_named_at_the_end_where_its_address_is_one() -> None:
    footer = LexborHTMLParser(render(Article(url="https://example.org/rain"), "html")).css_first("footer a")
    assert footer is not None
    assert footer.attributes["href"] == "https://example.org/rain"
    assert "<footer>" not in render(Article(url="javascript:alert(1)"), "html")


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


@pytest.mark.parametrize(
    ("paywall", "told"),
    [
        (Paywall(state="metered", truncated=True), "a few articles for free"),
        (Paywall(state="registration", truncated=True), "wants readers to register"),
        (Paywall(state="subscription", truncated=True), "for subscribers"),
        (Paywall(state="unknown", truncated=True), "the rest is behind a wall"),
        (Paywall(state="subscription"), None),
        (Paywall(), None),
    ],
)
def test_a_text_cut_off_by_a_wall_says_so_and_why_and_a_whole_one_does_not(paywall: Paywall, told: str | None) -> None:
    notice = LexborHTMLParser(render(Article(paywall=paywall), "html")).css_first(".wall")
    assert (notice is not None and told is not None and told in notice.text()) or (notice is None and told is None)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>rain<script>alert(1)</script></p>", "<p>rain</p>"),
        ('<p onclick="alert(1)" style="color:red" dir="auto">rain</p>', '<p dir="auto">rain</p>'),
        ('<a href="javascript:alert(1)">rain</a>', f'<a rel="{LINK_RELATIONS}">rain</a>'),
        ('<a href="data:text/html,x">rain</a>', f'<a rel="{LINK_RELATIONS}">rain</a>'),
        ('<img src="data:image/svg+xml;base64,AAAA">', "<img>"),
        ('<svg><style><img src=x onerror="alert(1)"></style></svg>', "<img>"),
        ('<math><mtext><table><mglyph><style><img title="--></style><img src=1 onerror=alert(1)>">', None),
        (
            "<iframe src=https://a.example></iframe><form action=/x><input></form><base href=//a><p>rain</p>",
            "<p>rain</p>",
        ),
    ],
)
def test_the_sanitizer_lets_nothing_through_that_the_page_does_not_write(markup: str, expected: str | None) -> None:
    cleaned = sanitized(markup)
    assert "alert" not in cleaned
    assert expected is None or cleaned == expected
