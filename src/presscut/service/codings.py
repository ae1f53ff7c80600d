"""A warning for whoever uploads pages with a charset as their ``Content-Encoding``."""

from __future__ import annotations

from presscut.article import Article, ExtractionWarning
from presscut.formats.compression import charsets_among


def with_warning(article: Article, content_encoding: str | None) -> Article:
    """The article, and what was wrong with the header of its page."""
    charsets = charsets_among(content_encoding)
    if not charsets:
        return article
    warning = ExtractionWarning(
        code="charset_as_content_encoding",
        message=f"Content-Encoding names a charset ({', '.join(charsets)}) and was ignored: a charset belongs into "
        "Content-Type, as in text/html; charset=utf-8.",
    )
    return article.model_copy(update={"warnings": (*article.warnings, warning)})
