"""The terminal view: what a person sees, and nothing that a page could do to a terminal."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import strategies
from presscut.article import (
    Article,
    Author,
    Code,
    Embed,
    ExtractionWarning,
    Figure,
    Heading,
    Image,
    ListBlock,
    ListItem,
    Mark,
    Paragraph,
    Paywall,
    Quote,
    Source,
    Table,
    TableCell,
)
from presscut.rendering.terminal import show
from presscut.rendering.wrapping import Piece, display_width, painted, wrapped

STYLE = re.compile(r"\x1b\[[0-9;]*m")


def body_of(*blocks: Any, width: int = 40) -> list[str]:
    """The lines of the body alone."""
    empty = show(Article(), width=width, color=False).rstrip("\n")
    return show(Article(body=blocks), width=width, color=False).removeprefix(empty).strip("\n").split("\n")


def lines(*texts: str) -> list[list[Piece]]:
    return [[Piece(text)] for text in texts]


# --- safety -----------------------------------------------------------------------------------------------------


@given(strategies.articles, st.booleans())
@example(
    Article(
        headline="\x1b]0;owned\x07Rain\x1b[2J\x9b31m",
        site_name="\x1bPq",
        text="\x1b[1A",
        body=(Paragraph(text="It \x1b[8mrained\x00.\x7f"), Code(text="\x1b[31mred\r\n"), Embed(url="https://a\x1b[2J")),
        sources={"headline": Source(found_in="h1\x1b[2J", agreeing=("\x07",))},
        warnings=(ExtractionWarning(code="\x1bc", message="\x9d"),),
    ),
    True,
)
def test_no_control_character_of_a_page_reaches_the_terminal(article: Article, color: bool) -> None:
    shown = STYLE.sub("", show(article, width=60, color=color)) if color else show(article, width=60, color=False)
    assert not {character for character in shown if character < " " or "\x7f" <= character < "\xa0"} - {"\n"}


@given(strategies.articles)
def test_no_override_of_the_reading_direction_reaches_the_terminal(article: Article) -> None:
    assert not set(show(article, width=60, color=False)) & set("\u202a\u202b\u202c\u202d\u202e")


@given(strategies.articles)
def test_colour_changes_nothing_but_styles_and_every_style_ends_on_its_line(article: Article) -> None:
    coloured = show(article, width=60, color=True)
    assert STYLE.sub("", coloured) == show(article, width=60, color=False)
    for line in coloured.split("\n"):
        codes = STYLE.findall(line)
        assert len(codes) % 2 == 0
        assert all(code == "\x1b[0m" for code in codes[1::2])


@given(strategies.articles, st.integers(20, 120))
def test_no_line_is_wider_than_the_terminal(article: Article, width: int) -> None:
    for line in show(article, width=width, color=False).split("\n"):
        assert display_width(line) <= width


# --- wrapping ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("It rained for three days", 10, lines("It rained", "for three", "days")),
        ("collapsed   white\n\tspace", 80, lines("collapsed white space")),
        ("incomprehensibilities", 8, lines("incompre", "hensibil", "ities")),
        ("雨が三日降った。", 8, lines("雨が三日", "降った。")),
        ("東京に雨が、降る", 10, lines("東京に雨", "が、降る")),
        ("a 雨", 3, lines("a", "雨")),
        ("e\u0301e\u0301e\u0301 e\u0301", 3, lines("e\u0301e\u0301e\u0301", "e\u0301")),
        ("10\u00a0km far", 7, lines("10\u00a0km", "far")),
        ("", 10, []),
        (" \n ", 10, []),
    ],
)
def test_text_is_filled_into_the_columns(text: str, width: int, expected: list[list[Piece]]) -> None:
    assert wrapped([Piece(text)], width) == expected


def test_a_word_of_two_styles_is_one_word_and_spaces_within_a_style_keep_it() -> None:
    pieces = [Piece("un"), Piece("bel", "1"), Piece("ievable "), Piece("two words", "4"), Piece(" end")]
    assert wrapped(pieces, 12) == [
        [Piece("un"), Piece("bel", "1"), Piece("ievable")],
        [Piece("two words", "4")],
        [Piece("end")],
    ]


@given(strategies.hostile_text, st.integers(2, 30))
def test_filling_loses_no_word_and_no_line_is_too_wide(text: str, width: int) -> None:
    filled = wrapped([Piece(text)], width)
    plain = [painted(line, color=False) for line in filled]
    assert "".join("".join(plain).split()) == "".join(painted([Piece(text)], color=False).split())
    assert all(display_width(line) <= width for line in plain)


# --- what it looks like -----------------------------------------------------------------------------------------


def test_an_article_is_shown_with_its_facts_wall_picture_body_sources_and_warnings() -> None:
    article = Article(
        headline="Rain on the whole coast",
        authors=(Author(name="Ann Author"),),
        date_published="2026-03-01T18:30:00+01:00",  # type: ignore[arg-type]
        date_published_precision="minute",
        language="en",
        url="https://example.org/rain",
        site_name="The Example",
        main_image=Image(url="https://example.org/a.jpg", caption="The pier.", credit="Cy / Ex"),
        body=(Paragraph(text="It rained."),),
        text="It rained.",
        word_count=2,
        paywall=Paywall(state="subscription", truncated=True, evidence=("offer: Subscribe to read on",)),
        confidence=0.934,
        sources={
            "headline": Source(found_in="json-ld:headline", agreeing=("og:title", "h1"), confidence=0.9),
            "section": Source(found_in="meta:section"),
        },
        warnings=(ExtractionWarning(code="replaced_characters", message="2 byte sequences were replaced."),),
    )
    assert show(article, width=100, color=False) == (
        "Rain on the whole coast\n"
        "The Example · Ann Author · 2026-03-01 18:30 +01:00 · en · article, confidence 0.93 · 2 words\n"
        "https://example.org/rain\n"
        "paywall: subscription TRUNCATED (offer: Subscribe to read on)\n"
        "\n"
        "▣ The pier. (Cy / Ex)\n"
        "  https://example.org/a.jpg\n"
        "\n"
        "It rained.\n"
        "\n"
        "[The rest is behind a wall.]\n"
        "\n"
        "────────────────────────────────────────\n"
        "headline: 0.90 json-ld:headline (+ og:title, h1)\n"
        "section: meta:section\n"
        "warning: replaced_characters: 2 byte sequences were replaced.\n"
    )


def test_headline_is_bold_and_truncated_is_red() -> None:
    shown = show(Article(headline="Rain", paywall=Paywall(truncated=True)), width=60, color=True)
    assert "\x1b[1mRain\x1b[0m" in shown
    assert "\x1b[1;31mTRUNCATED\x1b[0m" in shown


def test_marks_become_styles() -> None:
    text = Paragraph(
        text="See the report",
        marks=(
            Mark(kind="strong", start=0, end=3),
            Mark(kind="link", start=8, end=14, url="https://example.org/"),
        ),
    )
    assert "\x1b[1mSee\x1b[0m the \x1b[4mreport\x1b[0m" in show(Article(body=(text,)), width=60, color=True)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Heading(text="Later", level=2), ["Later"]),
        (Paragraph(text="one\ntwo"), ["one", "two"]),
        (
            ListBlock(
                ordered=True,
                items=(
                    ListItem(text="One and more words than fit here", children=(ListBlock(items=(ListItem(text="In"),)),)),
                    ListItem(text="Two"),
                ),
            ),
            ["1. One and more words", "   than fit here", "   • In", "2. Two"],
        ),
        (Quote(text="First of these words here.\n\nSecond."), ["│ First of these words", "│ here.", "│", "│ Second."]),
        (Code(text="if rain:\n\tstay()\n\nend"), ["    if rain:", "        stay()", "", "    end"]),
        (Code(text="a_line_longer_than_the_terminal"), ["    a_line_longer_than_t", "    he_terminal"]),
        (Figure(image=Image(caption="The pier.", credit="Cy")), ["▣ The pier. (Cy)"]),
        (Figure(image=Image(url="data:image/png;base64,AAAA", alt="A pier")), ["▣ A pier"]),
        (Embed(url="https://v.example", provider="v.example"), ["▶ v.example:", "  https://v.example"]),
        (Embed(url="https://v.example", provider="v.example", provider_name="Vimeo"), ["▶ Vimeo:", "  https://v.example"]),
        (
            Table(
                rows=(
                    (TableCell(text="Day", header=True), TableCell(text="Rain", header=True)),
                    (TableCell(text="Monday"), TableCell(text="twelve millimetres")),
                    (TableCell(text="水曜"), TableCell(text="2")),
                )
            ),
            ["Day     Rain", "────────────────────────", "Monday  twelve", "        millimetres", "水曜    2"],
        ),
        (
            Table(rows=(tuple(TableCell(text=text) for text in "abcdefgh"),)),
            ["a · b · c · d · e · f ·", "g · h"],
        ),
    ],
)  # fmt: skip
def test_a_block_is_laid_out_in_24_columns(block: Any, expected: list[str]) -> None:
    assert [line.rstrip() for line in body_of(block, width=24)] == expected


def test_lists_nested_deeper_than_the_terminal_is_wide_still_fit() -> None:
    block = ListBlock(items=(ListItem(text="innermost words"),))
    for level in range(30):
        block = ListBlock(items=(ListItem(text=f"level {level}", children=(block,)),))
    shown = show(Article(body=(block,)), width=30, color=False)
    assert "level 0" in shown
    assert all(display_width(line) <= 30 for line in shown.split("\n"))
