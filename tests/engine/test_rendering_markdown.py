"""Markdown: whatever the text, a parser reads the same text back, and nothing that the page did not say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

import strategies
from presscut.article import (
    Article,
    Author,
    Code,
    Embed,
    Figure,
    Heading,
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
from presscut.rendering.addresses import link_target
from presscut.rendering.characters import printable

PARSER = MarkdownIt("commonmark", {"maxNesting": 200}).enable(["table", "strikethrough"])
TEXT_STYLES = {"strong_open", "strong_close", "em_open", "em_close", "code_inline", "link_open", "link_close"}


def markdown(*body: object) -> str:
    return render(Article(body=body), "markdown")  # type: ignore[arg-type]


def parsed(text: str) -> list[Token]:
    return PARSER.parse(text)


def block_types(text: str) -> list[str]:
    return [token.type for token in parsed(text)]


def inlines(text: str) -> Iterator[Token]:
    for token in parsed(text):
        yield from token.children or ()


def text_of(tokens: Iterator[Token] | list[Token]) -> str:
    breaks = {"softbreak", "hardbreak"}
    return "".join("\n" if token.type in breaks else token.content for token in tokens)


def words(text: str) -> list[str]:
    return printable(text).split()


def all_words(text: str) -> list[str]:
    """Of every leaf, in order; neighbours in different blocks or cells are different words."""
    found: list[str] = []
    for token in parsed(text):
        if token.type in ("fence", "code_block", "html_block"):
            found.extend(token.content.split())
        elif token.type == "inline":
            found.extend(text_of(token.children or []).split())
    return found


# --- any text ---------------------------------------------------------------------------------------------------


@given(strategies.hostile_text)
@example("1. not a list")
@example("- not a list")
@example("a\n---")
@example("a | b\n--|--")
@example("&amp; &#60; &copy")
@example("Setext\n===")
@example("trailing backslash\\")
@example("    not code")
@example("[reference]: https://example.org")
def test_plain_text_in_a_paragraph_is_read_back_as_paragraphs_of_that_text(text: str) -> None:
    written = markdown(Paragraph(text=text))
    assert set(block_types(written)) <= {"paragraph_open", "inline", "paragraph_close"}
    assert {token.type for token in inlines(written)} <= {"text", "text_special", "hardbreak"}
    assert all_words(written) == words(text)


@given(strategies.paragraphs)
@example(Paragraph(text="ab&lt;", marks=(Mark(kind="strong", start=0, end=2), Mark(kind="emphasis", start=2, end=3))))
@example(Paragraph(text="x!go", marks=(Mark(kind="link", start=2, end=4, url="https://example.org"),)))
def test_marked_text_is_read_back_as_that_text_with_no_style_that_no_mark_gives(paragraph: Paragraph) -> None:
    written = markdown(paragraph)
    assert set(block_types(written)) <= {"paragraph_open", "inline", "paragraph_close"}
    assert all_words(written) == words(paragraph.text)
    kinds = {mark.kind for mark in paragraph.marks}
    allowed = {"text", "text_special", "hardbreak"}
    for kind, tokens in (
        ("strong", {"strong_open", "strong_close"}),
        ("emphasis", {"em_open", "em_close"}),
        ("code", {"code_inline"}),
        ("link", {"link_open", "link_close"}),
    ):
        allowed |= tokens if kind in kinds else set()
    assert {token.type for token in inlines(written)} <= allowed


@given(strategies.headings)
def test_a_heading_is_one_line_of_its_level_and_text(heading: Heading) -> None:
    written = markdown(heading)
    if words(heading.text):
        assert block_types(written) == ["heading_open", "inline", "heading_close"]
        assert parsed(written)[0].tag == f"h{max(heading.level, 2)}"
    assert all_words(written) == words(heading.text)


@given(strategies.lists())
def test_a_list_has_its_items_and_nesting(block: ListBlock) -> None:
    def is_said(item: ListItem) -> bool:
        return bool(words(item.text)) or any(is_said(inner) for child in item.children for inner in child.items)

    def items_of(inner: ListBlock) -> int:
        return sum(is_said(item) + sum(map(items_of, item.children)) for item in inner.items)

    def words_of(inner: ListBlock) -> list[str]:
        return [
            word
            for item in inner.items
            for word in (*words(item.text), *(w for child in item.children for w in words_of(child)))
        ]

    written = markdown(block)
    types = block_types(written)
    assert all_words(written) == words_of(block)
    assert types.count("list_item_open") == items_of(block)
    assert not set(types) & {"heading_open", "hr", "code_block", "fence", "html_block", "blockquote_open", "table_open"}


@given(strategies.quotes)
def test_a_quote_is_a_quote_of_that_text(quote: Quote) -> None:
    written = markdown(quote)
    assert all_words(written) == words(quote.text)
    structure = set(block_types(written))
    assert structure <= {"blockquote_open", "blockquote_close", "paragraph_open", "inline", "paragraph_close"}


@given(strategies.codes)
@example(Code(text="```\nfence\n````"))
@example(Code(text="~~~\n  indented\n\n\ttab"))
def test_code_is_a_fence_of_that_very_text(code: Code) -> None:
    tokens = parsed(markdown(code))
    if not code.text.strip() or not printable(code.text).strip():
        assert not tokens
        return
    (fence,) = tokens
    assert fence.type == "fence"
    assert fence.content == printable(code.text).strip("\n") + "\n"


@given(strategies.tables)
def test_a_table_has_the_words_of_its_cells_in_order(table: Table) -> None:
    written = markdown(table)
    expected = [word for row in table.rows for cell in row for word in words(cell.text)]
    if not expected:
        assert "table_open" not in block_types(written)
        return
    assert block_types(written).count("table_open") == 1
    assert all_words(written) == words(table.caption or "") + expected


@given(strategies.urls, strategies.hostile_text)
def test_a_link_leads_to_its_address_or_nowhere(url: str, label: str) -> None:
    label = f"see {label} here"
    written = markdown(Paragraph(text=label, marks=(Mark(kind="link", start=0, end=len(label), url=url),)))
    links = [str(token.attrs["href"]) for token in inlines(written) if token.type == "link_open"]
    target = link_target(url)
    if target is None:
        assert not links
    elif "\n\n" not in printable(label):
        assert links
        assert all(link.startswith(("https://", "http://", "HTTP://", "mailto:")) for link in links)
    assert all_words(written) == words(label)


@given(strategies.articles)
def test_an_article_never_holds_raw_html_and_only_safe_addresses(article: Article) -> None:
    written = render(article, "markdown")
    for token in parsed(written):
        assert token.type not in ("html_block", "code_block")
        for child in token.children or ():
            assert child.type != "html_inline"
            for address in (child.attrs.get("href"), child.attrs.get("src")):
                assert address is None or str(address).lower().startswith(("http://", "https://", "mailto:"))
    assert all(character in "\n\t" or character >= " " for character in written)


# --- what it looks like -----------------------------------------------------------------------------------------


def test_an_article_reads_headline_standfirst_byline_picture_body() -> None:
    article = Article(
        headline="Rain on the *whole* coast",
        description="Three days without a break.",
        authors=(Author(name="Ann Author"), Author(name="Bo Writer")),
        date_published="2026-03-01T18:30:00+01:00",  # type: ignore[arg-type]
        date_published_precision="minute",
        site_name="The Example",
        main_image=Image(url="https://example.org/rain (1).jpg", alt="A pier", caption="The pier.", credit="Cy / Ex"),
        body=(
            Paragraph(text="It rained."),
            Heading(text="Later", level=1),
            ListBlock(
                ordered=True,
                items=(
                    ListItem(text="One", children=(ListBlock(items=(ListItem(text="Inner"),)),)),
                    ListItem(text="Two"),
                ),
            ),
            Quote(text="First.\n\nSecond."),
            Table(
                rows=(
                    (TableCell(text="Day", header=True), TableCell(text="mm|m²", header=True)),
                    (TableCell(text="Monday"), TableCell(text="12")),
                )
            ),
            Code(text="print(1)", language="python"),
            Embed(url="https://video.example/1", provider="video.example"),
        ),
        paywall=Paywall(state="subscription", truncated=True),
    )
    assert render(article, "markdown") == (
        "# Rain on the \\*whole\\* coast\n"
        "\n"
        "Three days without a break.\n"
        "\n"
        "Ann Author, Bo Writer · 2026-03-01 18:30 +01:00 · The Example\n"
        "\n"
        "![A pier](https://example.org/rain%20(1).jpg)\\\n"
        "*The pier. (Cy / Ex)*\n"
        "\n"
        "It rained.\n"
        "\n"
        "## Later\n"
        "\n"
        "1. One\n"
        "   - Inner\n"
        "2. Two\n"
        "\n"
        "> First.\n"
        ">\n"
        "> Second.\n"
        "\n"
        "| Day | mm\\|m² |\n"
        "| --- | --- |\n"
        "| Monday | 12 |\n"
        "\n"
        "```python\n"
        "print(1)\n"
        "```\n"
        "\n"
        "[video.example](https://video.example/1)\n"
        "\n"
        "*\\[The rest is behind a wall.\\]*\n"
    )


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("Read the report now", [("link", 9, 15)], "Read the [report](https://example.org/) now"),
        ("A very bold word", [("strong", 7, 11)], "A very **bold** word"),
        ("so both go", [("strong", 3, 7), ("emphasis", 3, 7)], "so ***both*** go"),
        ("half(word)s", [("emphasis", 4, 10)], "half(*word*)s"),
        ("spaces stay out here", [("strong", 6, 12)], "spaces **stay** out here"),
        ("run `a``b` now", [("code", 4, 10)], "run ``` `a``b` ``` now"),
        ("Wow!this", [("link", 4, 8)], "Wow\\![this](https://example.org/)"),
        ("midword", [("strong", 3, 5)], "mid**wo**rd"),
        (
            "an odd link inside",
            [("emphasis", 3, 11), ("link", 7, 11)],
            "an *odd* [*link*](https://example.org/) inside",
        ),
        ("one\ntwo", [("strong", 0, 7)], "**one**\\\n**two**"),
    ],
)
def test_marks_are_written_as_people_write_them(text: str, marks: list[tuple[str, int, int]], expected: str) -> None:
    made = tuple(
        Mark(kind=kind, start=start, end=end, url="https://example.org/" if kind == "link" else None)  # type: ignore[arg-type]
        for kind, start, end in marks
    )
    assert markdown(Paragraph(text=text, marks=made)) == expected + "\n"


def test_two_lists_in_a_row_stay_two_lists() -> None:
    written = markdown(*(ListBlock(items=(ListItem(text=text),)) for text in ("a", "b", "c")))
    assert block_types(written).count("bullet_list_open") == 3


def test_an_ordinary_text_is_not_littered_with_backslashes() -> None:
    text = "He said: \"It's 3.5 % (or so) - isn't it? Yes!\" & left; see example.org/a-b + more = 5 > 4, #1."
    assert markdown(Paragraph(text=text)) == text + "\n"


def test_a_table_without_header_has_an_empty_one_and_spans_keep_the_columns() -> None:
    table = Table(rows=((TableCell(text="wide", column_span=2),), (TableCell(text="a"), TableCell(text="b"))))
    assert markdown(table) == "|  |  |\n| --- | --- |\n| wide |\n| a | b |\n"


def test_spans_of_a_thousand_do_not_fill_the_memory() -> None:
    cell = TableCell(text="x", column_span=1000, row_span=1000)
    assert len(markdown(Table(rows=((cell,) * 50,) * 50))) < 20_000


def test_a_figure_in_the_body_that_is_the_main_image_is_shown_once() -> None:
    image = Image(url="https://example.org/a.jpg", caption="The pier.")
    article = Article(main_image=image, body=(Paragraph(text="It rained."), Figure(image=image)))
    assert render(article, "markdown").count("a.jpg") == 1


def test_a_description_that_the_body_opens_with_is_not_said_twice() -> None:
    opening = "It rained for three days"
    article = Article(description=f"{opening}…", text=f"{opening} and nights.", body=(Paragraph(text=opening),))
    assert render(article, "markdown").count(opening) == 1


@given(st.lists(strategies.blocks, max_size=5))
def test_blocks_stay_apart(blocks: list[object]) -> None:
    """Rendered together they parse to what they parse to alone, one after another; list markers aside."""
    alone = [kind for block in blocks for kind in block_types(markdown(block))]
    together = block_types(markdown(*blocks))
    assert together == alone
