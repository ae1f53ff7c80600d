"""How sure a field is, by its source and by how many others agree."""

from __future__ import annotations

import pytest

from presscut import extract
from presscut.extraction.metadata import reliability
from presscut.extraction.metadata.reliability import TABLE, confidence, rate

SMALL = {"headline": {"": (0.5, 0.6, 0.7, 0.8), "dom:h1": (0.6, 0.7, 0.8, 0.9)}}
PROSE = (
    "<p>The ferry sailed for the islands on Monday, and the whole harbour had come to see it off in the rain.</p>" * 5
)


@pytest.mark.parametrize(
    ("field", "source", "agreeing", "expected"),
    [
        ("headline", "dom:h1", 0, 0.6),
        ("headline", "dom:h1", 3, 0.9),
        ("headline", "dom:h1", 12, 0.9),
        ("headline", "meta:headline", 1, 0.6),
        ("section", "meta:section", 0, None),
    ],
)
def test_a_rate_is_that_of_the_source_else_of_all(
    field: str, source: str, agreeing: int, expected: float | None
) -> None:
    assert rate(SMALL, field, source, agreeing) == expected


def test_of_sources_put_together_the_first_counts() -> None:
    assert confidence("authors", "json-ld:author+dom:byline", 1) == confidence("authors", "json-ld:author", 1)


def test_every_field_of_the_table_has_rates_for_all_sources() -> None:
    assert set(TABLE) == {"headline", "authors", "date_published"}
    for by_source in TABLE.values():
        assert "" in by_source
        assert all(len(rates) == 4 and all(0 < one <= 1 for one in rates) for rates in by_source.values())


def test_a_headline_that_others_repeat_is_surer_than_one_that_stands_alone() -> None:
    rates = [confidence("headline", "dom:h1", agreeing) or 0 for agreeing in range(4)]
    assert rates == sorted(rates)
    assert rates[3] - rates[0] > 0.2


def test_an_article_says_how_sure_its_fields_are() -> None:
    article = extract(f"<title>The ferry sails</title><article><h1>The ferry sails</h1>{PROSE}</article>")
    sources = article.sources
    assert sources["headline"].confidence == reliability.confidence("headline", "dom:h1", 1)
    assert sources["body"].confidence == article.confidence
    assert sources["language"].confidence is None
