"""The report: what it shows of a run, without a library to draw with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bench import differences, report
from bench.corpora import AnnotatedPage
from bench.differences import Run
from bench.report import Ablation, Plot
from bench.scoring import Measured, measure
from bench.systems import Extraction


def no_plots(_: Measured) -> Iterator[Plot]:
    yield Plot("Precision against recall", "<svg></svg>")


def measured(*, gold: str = "It rained <b> all day.", text: str = "It rained all day. Log in") -> Measured:
    page = AnnotatedPage(corpus="wcxb", name="1", html=b"<p>", url="https://a.example/?a&b", gold=gold)
    return measure([page], {"presscut": [Extraction(text=text, confidence=0.4, milliseconds=2.0)]})


def test_what_was_missed_and_what_leaked_are_told_apart() -> None:
    missed, leaked = differences.compare("a b\n\nc d", "a b d e")

    assert missed == [Run("a b\n\n", True), Run("c ", False), Run("d", True)]
    assert leaked == [Run("a b ", True), Run("d ", True), Run("e", False)]


def test_a_text_too_long_to_compare_says_how_much_is_left_out() -> None:
    runs, _ = differences.compare("rain " * (differences.MAXIMUM_WORDS + 7), "rain")

    assert runs[-1].text.endswith("[… 7 words]")


def test_the_worst_page_stands_with_both_texts_marked_and_escaped() -> None:
    document = report.page([measured()], no_plots, worst=1)

    assert "It rained <del>&lt;b&gt; </del>all day." in document
    assert "It rained all day. <ins>Log in</ins>" in document
    assert "https://a.example/?a&amp;b" in document


def test_a_page_with_snippets_alone_shows_which_were_missed_and_which_leaked() -> None:
    page = AnnotatedPage(
        corpus="trafilatura", name="1", html=b"<p>", with_snippets=("snow", "rained"), without_snippets=("Log in",)
    )
    run = measure([page], {"presscut": [Extraction(text="It rained. Log in")]})

    document = report.page([run], no_plots, worst=1)

    assert "<del>snow</del>\nrained\n<ins>not: Log in</ins>" in document


def test_the_doubted_pages_are_told_with_their_f1() -> None:
    document = report.page([measured()], no_plots)

    assert "<td>0.4–0.5<td>1<td>0.400<td>0.727" in document
    assert "confidence below 0.5: 1 pages, mean F1 0.727; F1 below 0.5: 0 pages" in document


def test_an_ablation_shows_the_difference_that_each_heuristic_makes() -> None:
    rows = [
        Ablation("wcxb", None, 0.95, 0.94, 0.96),
        Ablation("wcxb", "captions", 0.949, 0.93, 0.97),
        Ablation("wcxb", "closing headings", 0.9, 0.85, 0.96),
    ]

    document = report.page([measured()], no_plots, ablation=rows)

    assert "<td>without captions<td>-0.0010<td>-0.0100<td>+0.0100" in document
    assert document.index("without closing headings") < document.index("without captions")


def test_an_ablation_without_the_run_to_compare_with_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ablation.json"
    path.write_text(
        json.dumps([{"corpus": "wcxb", "heuristic": "captions", "f1": 0.9, "precision": 0.9, "recall": 0.9}])
    )

    with pytest.raises(SystemExit, match="null for wcxb"):
        report.read_ablation(path)


def test_the_page_needs_nothing_from_elsewhere() -> None:
    addresses: list[str | None] = []

    class Links(HTMLParser):
        def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
            addresses.extend(value for name, value in attrs if name in ("src", "href"))

    Links().feed(report.page([measured()], no_plots, worst=1))

    assert addresses == []


def test_plots_are_drawn_the_same_at_every_run() -> None:
    plots = pytest.importorskip("bench.plots", reason="drawing needs bench/requirements.txt", exc_type=ImportError)

    first, second = (list(plots.draw(measured(), times=True)) for _ in range(2))

    assert [plot.svg[:4] for plot in first] == ["<svg"] * 3
    assert first == second
