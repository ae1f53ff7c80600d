"""The committed JSON Schema: up to date, valid itself, and true of what presscut writes."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

import strategies
from presscut import schema
from presscut.article import SCHEMA_VERSION, Article, Heading, Paragraph
from presscut.rendering import render

VALIDATOR = Draft202012Validator(schema.article_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def errors_of(document: Any) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(document)]


def test_the_committed_schema_is_up_to_date() -> None:
    assert schema.SCHEMA_PATH.read_text(encoding="utf-8") == schema.schema_text(), "run python -m presscut.schema"


def test_the_schema_is_a_schema_and_says_which() -> None:
    written = json.loads(schema.schema_text())
    Draft202012Validator.check_schema(written)
    assert written["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert written["$id"] == f"urn:presscut:article:{SCHEMA_VERSION}"
    assert written["title"] == "Article"
    assert written["description"]


@given(strategies.articles)
def test_every_article_rendered_as_json_is_valid(article: Article) -> None:
    assert not list(Draft202012Validator(schema.article_schema()).iter_errors(json.loads(render(article, "json"))))


@pytest.mark.parametrize("moment", [date(2026, 3, 1), datetime(2026, 3, 1, 18, 30, tzinfo=UTC)])
def test_dates_and_datetimes_with_an_offset_have_the_format_that_the_schema_says(moment: date) -> None:
    assert not errors_of(json.loads(render(Article(date_published=moment), "json")))


@pytest.mark.parametrize(
    "change",
    [
        {"title": "no field of the contract"},
        {"schema_version": "0.9"},
        {"confidence": 2},
        {"word_count": "12"},
        {"date_published": "yesterday"},
        {"body": [{"type": "banner", "text": "Buy"}]},
        {"body": [{"text": "of no type", "marks": []}]},
        {"body": [{"type": "heading", "text": "Too deep", "marks": [], "level": 7}]},
    ],
)
def test_what_is_no_article_is_not_valid(change: dict[str, Any]) -> None:
    article = Article(body=(Paragraph(text="It rained."), Heading(text="Later", level=2)))
    document = json.loads(render(article, "json"))
    assert not errors_of(document)
    assert errors_of(document | change)


@pytest.mark.parametrize("name", ["text", "body", "paywall", "confidence", "schema_version"])
def test_what_is_never_null_is_always_there(name: str) -> None:
    document = json.loads(render(Article(), "json"))
    del document[name]
    assert errors_of(document)


def test_check_fails_on_a_stale_file_and_passes_on_one_just_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "article.schema.json"
    assert schema.main(["--check", str(path)]) == 1
    path.write_text("{}")
    assert schema.main(["--check", str(path)]) == 1
    assert "stale" in capsys.readouterr().err
    assert path.read_text() == "{}"
    assert schema.main([str(path)]) == 0
    assert schema.main(["--check", str(path)]) == 0
