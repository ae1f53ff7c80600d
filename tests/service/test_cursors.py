"""Cursors come back as they went, and nothing else does."""

from __future__ import annotations

import base64
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.errors import ForeignCursorError, InvalidCursorError
from presscut.storage.cursors import MAX_LENGTH, cursor_of, position_in

QUERY = ("by_host", "courier.example", "0000", "9999")
POSITION = ("0", "2024-05-28T12:00:00Z", "a" * 64)
CURSOR = cursor_of(QUERY, POSITION)

_PARTS = st.lists(st.text(st.characters(codec="utf-8"), max_size=30), max_size=4)


@given(_PARTS, _PARTS)
def test_a_position_comes_back_and_needs_no_escaping_in_an_address(query: list[str], position: list[str]) -> None:
    cursor = cursor_of(query, position)
    assert re.fullmatch("[A-Za-z0-9_-]+", cursor)
    assert position_in(cursor, query) == tuple(position)


def test_the_same_place_has_the_same_cursor_and_says_nothing_in_the_open() -> None:
    assert cursor_of(QUERY, POSITION) == CURSOR
    assert len(CURSOR) < 250
    assert "courier" not in CURSOR


@pytest.mark.parametrize(
    "other",
    [("by_url", *QUERY[1:]), (QUERY[0], "gazette.example", *QUERY[2:]), (*QUERY[:3], "2024-05-28"), (), (*QUERY, "")],
)
def test_a_cursor_of_another_query_is_foreign(other: tuple[str, ...]) -> None:
    with pytest.raises(ForeignCursorError) as caught:
        position_in(CURSOR, other)
    assert caught.value.code == "foreign_cursor"


@pytest.mark.parametrize("length", range(len(CURSOR)))
def test_a_cursor_cut_off_anywhere_is_refused(length: int) -> None:
    with pytest.raises(InvalidCursorError) as caught:
        position_in(CURSOR[:length], QUERY)
    assert caught.value.code == "invalid_cursor"


@given(st.integers(0, len(CURSOR) - 1), st.sampled_from("ABCXYZabcxyz0189_-"))
def test_a_cursor_with_one_letter_changed_is_refused(place: int, letter: str) -> None:
    changed = CURSOR[:place] + letter + CURSOR[place + 1 :]
    if changed != CURSOR:
        with pytest.raises(InvalidCursorError):
            position_in(changed, QUERY)


@given(st.text(max_size=80) | st.binary(max_size=80).map(lambda data: base64.urlsafe_b64encode(data).decode()))
def test_what_is_no_cursor_is_refused_whatever_it_is(text: str) -> None:
    with pytest.raises(InvalidCursorError):
        position_in(text, QUERY)


def test_a_cursor_is_not_read_beyond_its_length() -> None:
    with pytest.raises(InvalidCursorError, match="no cursor"):
        position_in("A" * (MAX_LENGTH + 1), QUERY)


def test_another_version_is_told_from_damage() -> None:
    packed = bytearray(base64.urlsafe_b64decode(CURSOR + "=" * (-len(CURSOR) % 4)))
    packed[0] = 2
    with pytest.raises(InvalidCursorError, match="version"):
        position_in(base64.urlsafe_b64encode(packed).rstrip(b"=").decode(), QUERY)
