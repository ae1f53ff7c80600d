"""Plain text for people, and the door to the forms."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given

import strategies
from presscut.article import Article, Author, DatePrecision, Paywall
from presscut.rendering import head, render
from presscut.rendering.addresses import image_source, link_target

ARTICLE = Article(
    headline="Rain on the whole coast",
    authors=(Author(name="Ann Author"), Author(name="Bo Writer")),
    date_published=date(2026, 3, 1),
    date_published_precision="day",
    text="It rained.\n\nIt rained again.",
)


def test_text_is_headline_authors_date_a_blank_line_and_the_body() -> None:
    assert render(ARTICLE, "text") == (
        "Rain on the whole coast\nAnn Author, Bo Writer\n2026-03-01\n\nIt rained.\n\nIt rained again.\n"
    )


def test_text_that_a_wall_cut_off_says_so_at_its_end() -> None:
    cut = ARTICLE.model_copy(update={"paywall": Paywall(state="subscription", truncated=True)})
    assert render(cut, "text").endswith("It rained again.\n\n[The rest is behind a wall.]\n")


def test_an_empty_article_has_every_form() -> None:
    assert render(Article(), "text") == "\n"
    assert render(Article(), "markdown") == "\n"
    assert "<article>" in render(Article(), "html")
    assert Article.model_validate_json(render(Article(), "json")) == Article()


@given(strategies.articles)
def test_text_has_no_control_characters(article: Article) -> None:
    text = render(article, "text")
    assert not {character for character in text if character < " " or "\x7f" <= character < "\xa0"} - {"\n", "\t"}


def test_a_form_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(ValueError, match="json, markdown, text, html"):
        render(Article(), "pdf")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("moment", "precision", "written"),
    [
        (date(2026, 3, 1), "day", "2026-03-01"),
        (date(2026, 3, 1), "month", "2026-03"),
        (date(2026, 1, 1), "year", "2026"),
        (date(2026, 3, 1), None, "2026-03-01"),
        (datetime(2026, 3, 1, 18, 30, 5, tzinfo=UTC), "second", "2026-03-01 18:30 +00:00"),
        (
            datetime(2026, 3, 1, 18, 30, tzinfo=timezone(timedelta(hours=-3, minutes=-30))),
            None,
            "2026-03-01 18:30 -03:30",
        ),
        (datetime(2026, 3, 1, 18, 30), "minute", "2026-03-01 18:30"),
        (datetime(2026, 3, 1, tzinfo=UTC), "day", "2026-03-01"),
        (None, None, ""),
    ],
)
def test_a_date_is_written_no_finer_than_the_page_knew(
    moment: date | None, precision: DatePrecision | None, written: str
) -> None:
    assert head.written_date(moment, precision) == written


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("mailto:you@example.org", "mailto:you@example.org"),
        (" https://example.org/a\n", "https://example.org/a"),
        ("https://exam\nple.org/", "https://example.org/"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("\x01javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org/a", None),
        ("/a", None),
        ("https://", None),
        ("", None),
        (None, None),
    ],
)
def test_a_link_target_is_an_absolute_address_of_a_harmless_scheme(url: str | None, target: str | None) -> None:
    assert link_target(url) == target


def test_an_image_inside_the_page_is_a_source_only_where_asked_for_and_never_an_svg() -> None:
    png = "data:image/png;base64,iVBORw0KGgo="
    assert image_source(png) is None
    assert image_source(png, inline=True) == png
    assert image_source("data:image/svg+xml;base64,AAAA", inline=True) is None
    assert image_source("mailto:you@example.org", inline=True) is None
