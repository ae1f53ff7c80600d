"""The contract: frozen, versioned, and the same after a way through JSON."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from pydantic import ValidationError

import strategies
from presscut.article import SCHEMA_VERSION, Article, Embed, Image, ListBlock, ListItem, Mark, Paragraph, Source
from presscut.rendering import json_form, render


@given(strategies.articles)
def test_an_article_read_back_from_its_json_is_equal(article: Article) -> None:
    assert Article.model_validate_json(render(article, "json")) == article


@given(strategies.articles)
def test_an_article_read_back_from_its_json_line_is_equal_and_the_line_is_one(article: Article) -> None:
    line = json_form.line(article)
    assert line.count("\n") == 1
    assert line.endswith("\n")
    assert Article.model_validate_json(line) == article


def test_sources_stand_in_the_order_of_the_fields_however_they_were_kept() -> None:
    source = Source(found_in="dom:h1")
    names = ("headline", "date_published", "url", "body", "a_field_of_tomorrow", "of_the_day_after")
    kept = [Article(sources=dict.fromkeys(order, source)) for order in (names, names[::-1])]
    assert [list(article.sources) for article in kept] == [list(names), list(names)]
    assert render(kept[0], "json") == render(kept[1], "json")


def test_a_date_stays_a_date_and_a_datetime_keeps_its_offset() -> None:
    evening = datetime(2026, 3, 1, 18, 30, tzinfo=timezone(timedelta(hours=1)))
    article = Article(date_published=date(2026, 3, 1), date_modified=evening)
    again = Article.model_validate_json(render(article, "json"))
    assert type(again.date_published) is date
    assert type(again.date_modified) is datetime
    assert again.date_modified.isoformat() == "2026-03-01T18:30:00+01:00"


def test_midnight_stays_a_datetime() -> None:
    midnight = datetime(2026, 3, 1, tzinfo=UTC)
    again = Article.model_validate_json(render(Article(date_published=midnight), "json"))
    assert type(again.date_published) is datetime
    assert again.date_published == midnight


def test_an_article_tells_the_version_of_its_schema() -> None:
    assert json.loads(render(Article(), "json"))["schema_version"] == SCHEMA_VERSION


@pytest.mark.parametrize("version", ["0.9", "1.4", "2.0"])
def test_an_article_of_another_version_is_refused(version: str) -> None:
    with pytest.raises(ValidationError):
        Article.model_validate_json(json.dumps({"schema_version": version}))


WRITTEN_BY_1_0 = {
    "schema_version": "1.0",
    "kind": "article",
    "headline": "Rain",
    "authors": [{"name": "Ann Author", "url": "https://example.org/ann"}],
    "language": "en",
    "keywords": [],
    "images": [],
    "body": [{"type": "embed", "url": "https://video.example/1", "provider": "video.example"}],
    "text": "",
    "word_count": 0,
    "paywall": {"state": "unknown", "truncated": False, "evidence": []},
    "confidence": 0.9,
    "sources": {"headline": {"found_in": "dom:h1", "agreeing": []}},
    "fingerprint": "",
    "warnings": [],
}


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_an_article_of_a_version_before_is_read_as_one_of_this(version: str) -> None:
    written = WRITTEN_BY_1_0 | {"schema_version": version}
    article = Article.model_validate_json(json.dumps(written))
    assert article == Article.model_validate(written)
    assert article.schema_version == SCHEMA_VERSION
    assert article.authors[0].type is None
    assert article.sources["headline"].confidence is None
    assert (article.breadcrumbs, article.media, article.declared_language, article.standfirst) == ((), (), None, None)
    assert article.body == (Embed(url="https://video.example/1", provider="video.example"),)
    assert Article.model_validate_json(render(article, "json")) == article


def test_a_field_that_the_contract_does_not_know_is_refused() -> None:
    with pytest.raises(ValidationError):
        Article.model_validate_json('{"title": "A headline"}')


def test_an_article_and_all_that_is_in_it_is_frozen() -> None:
    article = Article(
        headline="Rain", body=(Paragraph(text="It rained."),), main_image=Image(url="https://a.example/i")
    )
    with pytest.raises(ValidationError):
        article.headline = "Sun"
    with pytest.raises(ValidationError):
        article.body[0].text = "It shone."  # type: ignore[union-attr]
    with pytest.raises(ValidationError):
        article.main_image.url = None  # type: ignore[union-attr]


def test_a_block_is_told_by_its_type_alone() -> None:
    read = Article.model_validate_json('{"body": [{"type": "list", "items": [{"text": "Milk"}]}]}')
    assert read.body == (ListBlock(items=(ListItem(text="Milk"),)),)


@pytest.mark.parametrize("confidence", [-0.01, 1.01, float("nan")])
def test_a_confidence_outside_0_to_1_is_refused(confidence: float) -> None:
    with pytest.raises(ValidationError):
        Article(confidence=confidence)


def test_a_mark_before_the_beginning_is_refused() -> None:
    with pytest.raises(ValidationError):
        Mark(kind="strong", start=-1, end=2)


def test_json_leaves_nulls_out_and_writes_every_script_as_it_is() -> None:
    article = Article(headline="Дождь идёт — 雨", sources={"headline": Source(found_in="h1")})
    written = render(article, "json")
    assert "Дождь идёт — 雨" in written
    assert "null" not in written
    assert written.startswith('{\n  "schema_version"')
    assert written.endswith("}\n")
