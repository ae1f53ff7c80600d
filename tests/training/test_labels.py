"""Labels of blocks, from what people marked."""

from __future__ import annotations

import pytest

pytest.importorskip("rapidfuzz", reason="needs what training needs: training/requirements.txt")

from training import labels


def test_the_marked_paragraphs_are_found_and_the_teaser_that_repeats_one_is_not() -> None:
    texts = ["Home", "The ferry left late", "The ferry left late and nobody noticed.", "It arrived after midnight."]
    shares = labels.marked_shares(texts, "The ferry left late and nobody noticed.\n\nIt arrived after midnight.")

    assert shares == [0.0, 0.0, 1.0, 1.0]


def test_a_block_marked_in_part_has_its_share() -> None:
    assert labels.marked_shares(["By Jane Doe. The ferry left late."], "The ferry left late.") == [pytest.approx(4 / 7)]


def test_signs_of_scripts_without_spaces_count_one_by_one() -> None:
    assert labels.words("東京 is 東") == ["東", "京", "is", "東"]
    assert labels.marked_shares(["東京は晴れ", "広告"], "東京は晴れ") == [1.0, 0.0]


def test_a_text_without_words_is_not_marked() -> None:
    assert labels.marked_shares(["—", "Rain"], "Rain") == [0.0, 1.0]


def test_snippets_say_yes_no_or_nothing() -> None:
    assert labels.snippet_labels(["It rained all day.", "Share this", "Else"], ["rained"], ["Share"]) == [
        1.0,
        0.0,
        None,
    ]
