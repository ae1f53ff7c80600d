"""Phrases that are looked for by their longest word."""

import pytest

from presscut.extraction.phrases import Phrases

PHRASES = Phrases(("we may earn a commission", "prohibida la reproducc", "inbox", "続きを読む", "c'est à vous"))


@pytest.mark.parametrize(
    "text",
    [
        "of each sale we may earn a commission.",
        "queda prohibida la reproducción total",
        "straight to your inboxes",
        "この記事の続きを読むには",
        "“c'est à vous”, dit-elle",
    ],
)
def test_a_phrase_is_found_wherever_it_stands_and_however_its_last_word_goes_on(text: str) -> None:
    assert PHRASES.occur_in(text)


@pytest.mark.parametrize("text", ["", "the commission may earn we", "la reproducción prohibida", "in a box", "続き"])
def test_its_words_in_another_order_are_not_the_phrase(text: str) -> None:
    assert not PHRASES.occur_in(text)
