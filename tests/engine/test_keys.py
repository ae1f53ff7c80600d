"""Text as it is compared: the table for ASCII says what Python's own words for letters and digits say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from presscut.extraction.keys import folded, key_of


def test_letters_and_digits_are_left() -> None:
    assert key_of("The heron's 3rd nest – seen_twice!") == "theherons3rdnestseentwice"
    assert folded("The heron's 3rd nest: seen_twice!") == "theherons3rdnestseentwice"


def test_a_key_is_case_folded_and_a_folded_name_is_lower_case() -> None:
    assert key_of("Straße") == "strasse"
    assert folded("Straße") == "straße"


@given(st.text())
def test_any_text_keeps_its_letters_and_digits(text: str) -> None:
    assert key_of(text) == "".join(filter(str.isalnum, text)).casefold()
    assert folded(text) == "".join(filter(str.isalnum, text.lower()))
