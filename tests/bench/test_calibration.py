"""Confidence against F1, by pages few enough to count by hand."""

from __future__ import annotations

import pytest

from bench import calibration, tables
from bench.calibration import Bin
from bench.corpora import AnnotatedPage
from bench.scoring import measure
from bench.systems import Extraction


def test_pages_are_binned_by_tenths_and_the_error_is_weighed_by_pages() -> None:
    found = calibration.calibration([(0.9, 0.8), (1.0, 0.9), (0.92, 0.82), (0.6, 1.0)])

    assert [(held.name, held.pages) for held in found.bins] == [("0.6–0.7", 1), ("0.9–1.0", 3)]
    assert found.bins[1] == Bin(0.9, 3, pytest.approx(0.94), pytest.approx(0.84))
    assert found.confidence == pytest.approx(0.855)
    assert found.error == pytest.approx((3 * 0.1 + 1 * 0.4) / 4)


def test_within_a_tenth_too_much_and_too_little_even_out() -> None:
    assert calibration.calibration([(0.92, 0.95), (0.98, 0.95)]).error == pytest.approx(0)


@pytest.mark.parametrize(
    ("pairs", "ranking"),
    [
        ([(0.1, 0.2), (0.9, 0.8)], 1.0),
        ([(0.9, 0.2), (0.1, 0.8)], 0.0),
        ([(0.5, 0.2), (0.5, 0.8)], 0.5),
        # 0.3 lies below all three, 0.7 below one of them and beside another.
        ([(0.3, 0.1), (0.7, 0.4), (0.6, 0.5), (0.7, 0.9), (0.8, 0.9)], (3 + 1.5) / 6),
        ([(0.9, 0.8), (0.1, 0.9)], None),
    ],
)
def test_the_ranking_is_the_share_of_pairs_whose_bad_page_was_trusted_less(
    pairs: list[tuple[float, float]], ranking: float | None
) -> None:
    assert calibration.calibration(pairs).ranking == (ranking if ranking is None else pytest.approx(ranking))


def test_the_doubted_pages_and_the_bad_ones_are_counted_apart() -> None:
    found = calibration.calibration([(0.4, 0.2), (0.3, 0.6), (0.8, 0.1), (0.9, 0.9), (0.5, 0.5)])

    assert (found.doubted, found.doubted_f1) == (2, pytest.approx(0.4))
    assert (found.bad, found.bad_doubted) == (2, 1)


def test_the_table_tells_tenths_and_kinds_of_the_systems_that_give_a_confidence() -> None:
    # Given a page found whole and one of which half the words are wrong, and a system without confidence
    pages = [
        AnnotatedPage(corpus="wcxb", name="1", html=b"<p>", gold="it rained"),
        AnnotatedPage(corpus="wcxb", name="2", html=b"<p>", gold="it rained", kind="forum"),
    ]
    ours = [Extraction(text="it rained", confidence=0.95), Extraction(text="log in", confidence=0.45)]
    run = measure(pages, {"presscut": ours, "peer": [Extraction(text="it rained")] * 2})

    lines = [line.split() for line in tables.table_of_confidence(run)]

    assert lines[:4] == [
        ["confidence", "of", "presscut", "0.4–0.5", "0.9–1.0"],
        ["pages", "1", "1"],
        ["mean", "confidence", "0.450", "0.950"],
        ["mean", "F1", "0.000", "1.000"],
    ]
    assert ["expected", "calibration", "error", "0.250,", "ranking", "1.000"] in lines
    assert lines[-3:] == [
        ["mean", "confidence", "0.950", "0.450"],
        ["calibration", "error", "0.050", "0.450"],
        ["ranking", "–", "–"],
    ]
    assert not any("peer" in line for line in lines)
