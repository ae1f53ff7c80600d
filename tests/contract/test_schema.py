"""The committed JSON Schemas: up to date, valid themselves, and true of what presscut writes."""

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
from presscut.article_event import EVENT_SCHEMA_VERSION
from presscut.rendering import render

VALIDATOR = Draft202012Validator(schema.article_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def errors_of(document: Any) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(document)]


@pytest.mark.parametrize("path", schema.SCHEMAS, ids=lambda path: path.name)
def test_the_committed_schema_is_up_to_date(path: Path) -> None:
    written = schema.text_of(schema.SCHEMAS[path]())
    assert path.read_text(encoding="utf-8") == written, "run python -m presscut.schema"


@pytest.mark.parametrize(
    ("path", "title", "identifier"),
    [
        (schema.SCHEMA_PATH, "Article", f"urn:presscut:article:{SCHEMA_VERSION}"),
        (schema.EVENT_SCHEMA_PATH, "ArticleEvent", f"urn:presscut:article-event:{EVENT_SCHEMA_VERSION}"),
    ],
)
def test_the_schema_is_a_schema_and_says_which(path: Path, title: str, identifier: str) -> None:
    written = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(written)
    assert written["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert written["$id"] == identifier
    assert written["title"] == title
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


def test_check_fails_on_a_stale_file_and_passes_on_those_just_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert schema.main(["--check", str(tmp_path)]) == 1
    for committed in schema.SCHEMAS:
        assert schema.main([str(tmp_path)]) == 0
        assert schema.main(["--check", str(tmp_path)]) == 0
        path = tmp_path / committed.name
        path.write_text("{}")
        capsys.readouterr()
        assert schema.main(["--check", str(tmp_path)]) == 1
        assert f"{path} is stale" in capsys.readouterr().err
        assert path.read_text() == "{}"
