"""Which form of an article suits an Accept header, and whether a client has it already."""

from __future__ import annotations

import pytest

from presscut.rendering import Form
from presscut.service.negotiation import matches_etag, negotiated_form


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        ("application/json", "json"),
        ("APPLICATION/JSON; charset=utf-8", "json"),
        ("text/markdown", "markdown"),
        ("text/plain", "text"),
        ("application/ld+json", "jsonld"),
        ("application/ld+json, application/json;q=0.9", "jsonld"),
        ("application/*", "json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("text/*", "markdown"),
        ("text/*;q=0.5, text/plain", "text"),
        ("text/html;q=0.2, text/markdown;q=0.3", "markdown"),
        ("*/*, application/json;q=0", "markdown"),
        ("image/png, */*;q=0.1", "json"),
        ("text/plain;q=0.5;ext=1, text/html;q=0.4", "text"),
    ],
)
def test_the_client_gets_what_it_likes_best(accept: str | None, form: Form) -> None:
    assert negotiated_form(accept) == form


@pytest.mark.parametrize("accept", ["image/png", "application/xml", "application/json;q=0", "*/*;q=0", "nonsense"])
def test_a_client_that_takes_none_of_the_forms_gets_none(accept: str) -> None:
    assert negotiated_form(accept) is None


@pytest.mark.parametrize(
    ("if_none_match", "known"),
    [
        (None, False),
        ("", False),
        ('"abc-json"', True),
        ('W/"abc-json"', True),
        ('"other", "abc-json"', True),
        ("*", True),
        ('"abc-html"', False),
        ("abc-json", False),
    ],
)
def test_a_validator_is_known_or_not(if_none_match: str | None, known: bool) -> None:
    assert matches_etag(if_none_match, '"abc-json"') is known
