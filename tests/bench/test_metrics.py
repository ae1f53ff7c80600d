"""The metrics, each by examples small enough to count by hand."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from bench import metrics, published
from bench.metrics import Counts, Score, SnippetCounts


@pytest.mark.parametrize(
    ("gold", "text", "counts"),
    [
        ("a b c d e", "a b c d e", Counts(1, 0, 0)),
        # abcd, bcde against abcd, bcdx: one of three in common.
        ("a b c d e", "a b c d x", Counts(1 / 3, 1 / 3, 1 / 3)),
        # A text of fewer than four words is one shingle.
        ("a b", "a b", Counts(1, 0, 0)),
        ("a b", "a c", Counts(0, 1 / 2, 1 / 2)),
        ("a b", "", Counts(0, 0, 1)),
        ("", "a b", Counts(0, 1, 0)),
        ("", "", Counts(0, 0, 0)),
        # Case counts, what stands between words does not, and repetition does.
        ("One, two!", "one two", Counts(0, 1 / 2, 1 / 2)),
        ("a a a a a a", "a a a a a", Counts(2 / 3, 0, 1 / 3)),
    ],
)
def test_shingles_are_counted_as_multisets_and_shares_of_the_page(gold: str, text: str, counts: Counts) -> None:
    assert metrics.shingle_counts(gold, text) == counts


def test_the_shingle_score_averages_pages_and_passes_over_undefined_ones() -> None:
    # Given a perfect page, one where half of what was found is wrong, and one where nothing was found
    counts = [Counts(1, 0, 0), Counts(0.5, 0.5, 0), Counts(0, 0, 1)]

    score = metrics.shingle_score(counts)

    # Then precision is the mean of two pages, recall of three, and F1 that of the means
    assert score == Score(0.75, 2 / 3, pytest.approx(2 * 0.75 * (2 / 3) / (0.75 + 2 / 3)))


def test_the_spread_is_the_same_at_every_call_and_nil_for_equal_pages() -> None:
    mixed = [Counts(1, 0, 0), Counts(0.5, 0.5, 0), Counts(0.2, 0, 0.8)]

    assert metrics.bootstrap(mixed, [True, False, False]) == metrics.bootstrap(mixed, [True, False, False])
    assert metrics.bootstrap(mixed, [True, False, False]).f1 > 0
    assert metrics.bootstrap([Counts(1, 0, 0)] * 3, [True] * 3).f1 == 0


@pytest.mark.parametrize(
    ("gold", "text", "score"),
    [
        ("It rained", "it RAINED!", Score(1, 1, 1)),
        ("a b c d", "a b x", Score(2 / 3, 1 / 2, pytest.approx(4 / 7))),
        ("", "", Score(1, 1, 1)),
        ("", "a", Score(0, 0, 0)),
        ("a", "", Score(0, 0, 0)),
    ],
)
def test_words_are_counted_without_case_or_order(gold: str, text: str, score: Score) -> None:
    assert metrics.word_score(gold, text) == score


def test_wcxbs_snippets_are_a_share_and_a_page_without_any_counts_as_one() -> None:
    assert metrics.share_of_snippets("It rained. ALL day.", ["rained", "all day", "snow"]) == pytest.approx(2 / 3)
    assert metrics.share_of_snippets("It rained.", []) == 1


def test_trafilaturas_snippets_ignore_whitespace_and_mind_case() -> None:
    counts = metrics.snippet_counts(
        "It  rained\nall day. Log in", ["It rained all", "snow", "it"], ["Log in", "Cookies"]
    )

    assert counts == SnippetCounts(true_positive=1, false_positive=1, false_negative=2, true_negative=1)
    assert counts.score == Score(0.5, 1 / 3, pytest.approx(0.4))
    assert counts.accuracy == 0.4
    assert (counts + counts).true_positive == 2


README = """Results::

                        version      F1             precision      recall         accuracy
    twin                 1.0          1.000 ± 0.000  1.000 ± 0.000  1.000 ± 0.000  1.000 ± 0.000
    liar                 2.0          0.900 ± 0.000  0.900 ± 0.000  0.900 ± 0.000  0.900 ± 0.000
"""


def test_a_published_row_that_does_not_follow_from_its_output_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    truth = {"1": {"articleBody": "It rained all day long."}, "2": {"articleBody": "Then it stopped."}}
    (tmp_path / "README.rst").write_text(README, encoding="utf-8")
    (tmp_path / "ground-truth.json").write_text(json.dumps(truth))
    (tmp_path / "output").mkdir()
    (tmp_path / "output/twin.json").write_text(json.dumps({"version": "1.0", "output": truth}))
    (tmp_path / "output/liar.json").write_text(json.dumps(truth))
    monkeypatch.setattr(sys, "argv", ["published", str(tmp_path)])

    with pytest.raises(SystemExit) as exit_info:
        published.main()

    assert exit_info.value.code == 1
    assert "equal      twin 1.0" in (printed := capsys.readouterr().out)
    assert "different  liar 2.0: printed 0.900" in printed
