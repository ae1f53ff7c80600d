"""Article → JSON, as ``article.schema.json`` describes it."""

from __future__ import annotations

from presscut.article import Article


def rendered(article: Article) -> str:
    """Indented by two, characters unescaped, nulls left out; ``Article.model_validate_json`` reads it back equal."""
    return article.model_dump_json(indent=2, exclude_none=True) + "\n"


def line(article: Article) -> str:
    """The same on one line, ending with a new line: JSON Lines, for many articles in a stream."""
    return article.model_dump_json(exclude_none=True) + "\n"
