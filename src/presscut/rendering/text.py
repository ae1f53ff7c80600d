"""Article → plain text for people: headline, byline, date, body."""

from __future__ import annotations

from collections.abc import Iterator

from presscut.article import Article
from presscut.rendering import head
from presscut.rendering.characters import one_line, printable


def rendered(article: Article) -> str:
    """Headline, authors and date on lines of their own, the standfirst, the body; a last line where a wall cut it off."""
    standfirst = article.standfirst or ""
    parts = [
        "\n".join(_head(article)),
        "" if article.text.startswith(standfirst) else one_line(standfirst),
        printable(article.text).strip("\n"),
    ]
    if article.paywall.truncated:
        parts.append(head.WALL_LINE)
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(article: Article) -> Iterator[str]:
    yield from filter(
        None,
        (
            one_line(article.headline or ""),
            head.author_names(article),
            head.written_date(article.date_published, article.date_published_precision),
        ),
    )
