"""The table of how often fields were right."""

from __future__ import annotations

from datetime import date

import pytest

from bench.corpora import AnnotatedPage
from presscut.article import Article, Author, Source
from presscut.extraction.metadata import reliability as written

pytest.importorskip("numpy", reason="needs what training needs: training/requirements.txt")

from training import reliability
from training.reliability import PRIOR, Seen


def seen(right: bool, source: str = "dom:h1", agreeing: int = 0, fold: int = 0) -> Seen:
    return Seen("headline", source, agreeing, right, fold)


def test_what_was_both_found_and_marked_is_seen() -> None:
    page = AnnotatedPage(
        corpus="made up", name="1", html=b"", headline="Rain", authors=("Ann Author",), date=date(2026, 3, 1)
    )
    article = Article(
        headline="Rain",
        authors=(Author(name="Ann Author"), Author(name="Bo Writer")),
        sources={
            "headline": Source(found_in="dom:h1", agreeing=("a", "b", "c", "d")),
            "authors": Source(found_in="json-ld:author+dom:byline"),
        },
    )
    assert [(one.field, one.source, one.agreeing, one.right) for one in reliability.seen_on(page, article)] == [
        ("headline", "dom:h1", 3, True),
        ("authors", "json-ld:author", 0, False),
    ]


def test_a_rate_of_many_pages_is_theirs_and_one_of_few_is_that_of_the_field() -> None:
    ones = [seen(True) for _ in range(9000)] + [seen(False) for _ in range(1000)] + [seen(False, agreeing=1)]
    rates = reliability.table(ones)["headline"][""]
    assert rates[0] == pytest.approx(0.9, abs=0.005)
    assert rates[1] == pytest.approx(0.9 * PRIOR / (PRIOR + 1), abs=0.01)
    assert rates[2] == pytest.approx(0.9, abs=0.005)


def test_a_source_seen_on_few_pages_has_no_line() -> None:
    ones = [seen(True)] * reliability.LEAST_PAGES + [seen(True, "meta:headline")] * (reliability.LEAST_PAGES - 1)
    assert set(reliability.table(ones)["headline"]) == {"", "dom:h1"}


def test_folds_are_measured_with_the_table_of_the_others() -> None:
    ones = [seen(fold != 0, fold=fold) for fold in range(5) for _ in range(100)]
    (line,) = reliability.measured(ones)
    assert line.startswith("headline: 500 pages, 0.800 right, 0.80")


def test_what_is_written_is_code_with_this_table_and_nothing_else_changed() -> None:
    made = reliability.code({"headline": {"": (0.5, 0.6, 0.7, 0.8)}}, ["a note"])
    names: dict[str, object] = {"__name__": "made"}
    exec(made, names)
    assert names["TABLE"] == {"headline": {"": (0.5, 0.6, 0.7, 0.8)}}
    assert "- a note\n" in made
    assert reliability.code(written.TABLE, ["x"]).count("def rate") == 1
