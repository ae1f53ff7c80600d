"""What counts as a change of an article, and how it is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import deleted, failed, live

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
from presscut.storage.changes import (
    MAX_DIFF_CHARACTERS,
    MAX_VALUE_CHARACTERS,
    body_change,
    changes_between,
    packed_changes,
    unpacked_changes,
)
from presscut.storage.content import Content, content_hash, content_of

NESTED = ListBlock(ordered=True, items=(ListItem(text="One", children=(ListBlock(items=(ListItem(text="Half"),)),)),))
WHOLE = Article(
    headline="Rain",
    description="It rains.",
    authors=(Author(name="Ann Author", url="https://a.example/ann"),),
    date_published=datetime(2024, 5, 1, 12, tzinfo=UTC),
    section="Weather",
    language="en",
    body=(
        Heading(level=2, text="Why"),
        Paragraph(text="It rains here.", marks=(Mark(kind="link", start=0, end=2, url="https://a.example/?s=1"),)),
        NESTED,
        Quote(text="Wet.\n\nVery."),
        Code(text="x = 1\ny = 2"),
        Table(rows=((TableCell(text="a"), TableCell(text="b")),), caption="Sums"),
        Figure(image=Image(url="https://a.example/rain.jpg?w=300", caption="Rain", credit="Ann")),
        Embed(url="https://video.example/1?autoplay=1", media="video"),
    ),
)


def changed(**fields: Any) -> Article:
    return WHOLE.model_copy(update=fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"confidence": 0.5, "sources": {"headline": Source(found_in="dom:h1")}},
        {"warnings": (ExtractionWarning(code="c", message="m"),), "encoding": "utf-8"},
        {"keywords": ("rain",), "site_name": "Courier", "url": "https://a.example/2", "word_count": 9},
        {"main_image": Image(url="https://a.example/other.jpg")},
        {"authors": (Author(name="Ann Author", type="Person"),)},
        {"date_published": datetime(2024, 5, 1, 14, tzinfo=timezone(timedelta(hours=2)))},
        {"paywall": Paywall(evidence=("dom: .wall",))},
        {"body": (WHOLE.body[0], Paragraph(text="It rains here."), *WHOLE.body[2:])},
        {
            "body": (
                *WHOLE.body[:6],
                Figure(image=Image(url="https://a.example/rain.jpg?w=900", caption="Rain", credit="Ann", width=900)),
                WHOLE.body[7],
            )
        },
    ],
    ids=[
        "how sure",
        "how read",
        "where it stands",
        "images around",
        "types of authors",
        "an offset",
        "evidence",
        "links' targets",
        "sizes",
    ],
)
def test_what_a_reader_would_not_see_is_no_change(fields: dict[str, Any]) -> None:
    assert content_hash(changed(**fields)) == content_hash(WHOLE)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "listing"},
        {"headline": "Rain!"},
        {"description": None},
        {"authors": ()},
        {"date_published": date(2024, 5, 1)},
        {"date_published_precision": "day"},
        {"date_modified": date(2024, 5, 2)},
        {"section": None},
        {"paywall": Paywall(truncated=True)},
        {"body": WHOLE.body[1:]},
        {"body": (Paragraph(text="Why"), *WHOLE.body[1:])},
        {"body": (WHOLE.body[0], Paragraph(text="It rained here."), *WHOLE.body[2:])},
        {
            "body": (
                *WHOLE.body[:6],
                Figure(image=Image(url="https://a.example/rain.jpg", caption="Snow")),
                WHOLE.body[7],
            )
        },
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_what_a_reader_would_see_is_a_change_and_is_told(fields: dict[str, Any]) -> None:
    before, after = live(sequencer="01"), live(sequencer="02")
    changes = changes_between(type(before)(before.origin, WHOLE, 1), type(after)(after.origin, changed(**fields), 1))
    assert content_hash(changed(**fields)) != content_hash(WHOLE)
    assert changes.fields or changes.body
    assert unpacked_changes(packed_changes(changes)) == changes


def test_a_body_is_written_as_people_write_plain_text() -> None:
    assert content_of(WHOLE).lines == (
        "## Why",
        "It rains here.",
        "1. One",
        "  - Half",
        "",
        "> Wet.",
        "> ",
        "> Very.",
        "",
        "    x = 1",
        "    y = 2",
        "",
        "| Sums",
        "| a | b |",
        "",
        "[image] https://a.example/rain.jpg Rain · © Ann",
        "[video] https://video.example/1",
    )


def test_a_deletion_and_a_failure_are_told_as_states() -> None:
    changes = changes_between(live(sequencer="01"), failed(sequencer="02"))
    assert [(c.field, c.before, c.after) for c in changes.fields] == [
        ("status", "LIVE", "FAILED"),
        ("reason", None, "not_html"),
    ]
    assert changes.body is None
    assert not changes_between(deleted(), live(sequencer="02", extractor_version=9)).extractor_changed


def body(*lines: str) -> Content:
    return Content({}, lines, len(lines))


def test_a_difference_names_lines_as_diff_does_and_skips_what_is_equal() -> None:
    before = [f"line {number}" for number in range(1, 21)]
    after = [*before[:9], "new", *before[10:]]
    change = body_change(body(*before), body(*after))
    assert change is not None
    assert change.diff.splitlines() == ["@@ -9,3 +9,3 @@", " line 9", "-line 10", "+new", " line 11"]
    assert (change.lines_removed, change.lines_added, change.is_clipped) == (1, 1, False)


def test_bodies_that_would_take_long_to_compare_are_told_whole_and_clipped() -> None:
    before = [f"{number % 7} old" for number in range(5000)]
    after = [f"{number % 5} new" for number in range(5000)]
    change = body_change(body("same", *before, "end"), body("same", *after, "end"))
    assert change is not None
    assert change.is_clipped
    assert len(change.diff) == MAX_DIFF_CHARACTERS
    assert change.lines_removed == change.lines_added == 5002


def test_a_long_value_is_clipped() -> None:
    (change, *_) = changes_between(live(headline="x" * 9000), live(sequencer="02", headline="y")).fields
    assert change.before is not None
    assert len(change.before) == MAX_VALUE_CHARACTERS


LINES = st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=12).map(tuple)


@given(LINES, LINES)
def test_a_difference_holds_all_that_went_and_all_that_came(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    change = body_change(body(*before), body(*after))
    if change is None:
        assert before == after
        return
    assert len(after) - len(before) == change.lines_added - change.lines_removed
    patched: list[str] = []
    position = 0
    for line in change.diff.split("\n"):
        if line.startswith("@@"):
            first, length = (int(number) for number in line.split()[1][1:].split(","))
            start = first - 1 if length else first
            patched += before[position:start]
            position = start
        elif line.startswith("+"):
            patched.append(line[1:])
        else:
            assert before[position] == line[1:]
            patched += [line[1:]] if line.startswith(" ") else []
            position += 1
    assert tuple(patched) + before[position:] == after
