"""The body as plain text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from presscut.article import (
    Code,
    Embed,
    Figure,
    Heading,
    Image,
    ListBlock,
    ListItem,
    Mark,
    Paragraph,
    Quote,
    Table,
    TableCell,
)
from presscut.extraction.plain_text import block_text


def items(*texts: str) -> tuple[ListItem, ...]:
    return tuple(ListItem(text=text) for text in texts)


def test_blocks_are_parted_by_a_blank_line() -> None:
    assert block_text([Heading(text="Rain", level=2), Paragraph(text="It rained.")]) == "Rain\n\nIt rained."


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Paragraph(text="See there.", marks=(Mark(kind="link", start=4, end=9, url="https://a.example"),)), "See there."),
        (Paragraph(text="one\ntwo"), "one\ntwo"),
        (ListBlock(items=items("Milk", "Bread")), "Milk\nBread"),
        (ListBlock(ordered=True, items=items("Milk", "Bread")), "Milk\nBread"),
        (
            ListBlock(items=(ListItem(text="Food", children=(ListBlock(items=items("Milk\nfresh")),)), *items("Soap"))),
            "Food\n  Milk\n  fresh\nSoap",
        ),
        (ListBlock(items=(ListItem(text="", children=(ListBlock(items=items("Milk")),)),)), "  Milk"),
        (Quote(text="First.\n\nSecond.", cite="https://a.example"), "First.\n\nSecond."),
        (Code(text="if rain:\n    stay()\n", language="python"), "if rain:\n    stay()"),
        (Code(text="    indented\n"), "    indented"),
        (
            Table(
                rows=(
                    (TableCell(text="Day", header=True), TableCell(text="mm", header=True)),
                    (TableCell(text="Monday\nmorning"), TableCell(text="1\t2")),
                ),
                caption="Rain",
            ),
            "Rain\nDay\tmm\nMonday morning\t1 2",
        ),
        (Figure(image=Image(url="https://a.example/i.jpg", alt="A pier", caption="The pier.", credit="Cy")), ""),
        (Embed(url="https://video.example/1", provider="video.example"), ""),
    ],
)  # fmt: skip
def test_a_block_as_text(block: Any, text: str) -> None:
    assert block_text([block]) == text


def test_a_block_without_text_leaves_no_gap() -> None:
    silent = [Paragraph(text=" "), Figure(image=Image()), Code(text="\n"), ListBlock(items=items("")), Table(rows=())]
    assert block_text([Paragraph(text="One."), *silent, Paragraph(text="Two.")]) == "One.\n\nTwo."


@given(st.lists(strategies.blocks, max_size=5))
def test_joining_texts_of_blocks_is_the_text_of_the_blocks(blocks: list[Any]) -> None:
    assert block_text(blocks) == "\n\n".join(filter(None, (block_text([block]) for block in blocks)))
