"""What stands above the body in every form: standfirst, byline, date, lead image."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from presscut.article import Article, DatePrecision, Embed, Figure, Image, Paywall
from presscut.rendering.characters import one_line

WALL_LINE: Final = "[The rest is behind a wall.]"
SEPARATOR: Final = " · "

_FORMATS: Final[dict[DatePrecision, str]] = {
    "year": "%Y",
    "month": "%Y-%m",
    "day": "%Y-%m-%d",
    "hour": "%Y-%m-%d",
    "minute": "%Y-%m-%d %H:%M",
    "second": "%Y-%m-%d %H:%M",
}


_WALLS: Final[dict[str, str]] = {
    "metered": "the publisher lets each reader see a few articles for free",
    "registration": "the publisher wants readers to register",
    "subscription": "the publisher keeps it for subscribers",
}


def wall_notice(paywall: Paywall) -> str:
    """A sentence for people, where the text of a truncated article stops."""
    why = _WALLS.get(paywall.state)
    return f"The page held the text up to here; {why or 'the rest is behind a wall'}."


def standfirst(article: Article) -> str | None:
    """The page's own, else its description, unless the body opens with it: many pages describe themselves by their first
    lines."""
    if article.standfirst:
        return one_line(article.standfirst)
    description = one_line(article.description or "")
    opening = description.rstrip(".… ")
    if not opening or " ".join(article.text[: 2 * len(description) + 200].split()).startswith(opening):
        return None
    return description


def author_names(article: Article) -> str:
    return ", ".join(filter(None, (one_line(author.name) for author in article.authors)))


def byline(article: Article) -> str | None:
    """Authors, date of publication and site, as far as they are known, on one line without words of any language."""
    parts = (
        author_names(article),
        written_date(article.date_published, article.date_published_precision),
        one_line(article.site_name or ""),
    )
    return SEPARATOR.join(filter(None, parts)) or None


def written_date(moment: datetime | date | None, precision: DatePrecision | None) -> str:
    """ISO 8601's order, no finer than the page knew to the minute: ``2026-03``, ``2026-03-01 18:30 +01:00``."""
    if moment is None:
        return ""
    if not isinstance(moment, datetime):
        return moment.strftime(
            _FORMATS["day" if precision is None or precision in ("hour", "minute", "second") else precision]
        )
    written = moment.strftime(_FORMATS[precision or "minute"])
    if precision in ("year", "month", "day", "hour") or moment.tzinfo is None:
        return written
    offset = moment.isoformat()[len(moment.replace(tzinfo=None).isoformat()) :]
    return f"{written} {offset}"


def lead_image(article: Article) -> Image | None:
    """The main image, unless the body shows it."""
    main = article.main_image
    if main is None:
        return None
    shown = [block.image for block in article.body if isinstance(block, Figure)]
    if any(image == main or (image.url is not None and image.url == main.url) for image in shown):
        return None
    return main


def embed_name(embed: Embed) -> str:
    """Whose it is and what it is called, as far as that is known; empty where the page gives no more than an address."""
    parts = (one_line(embed.provider_name or embed.provider or ""), one_line(embed.title or ""))
    return ": ".join(filter(None, parts))


def caption_line(image: Image) -> str:
    """Caption and, in parentheses, credit; empty where the page has neither."""
    caption, credit = one_line(image.caption or ""), one_line(image.credit or "")
    return f"{caption} ({credit})" if caption and credit else caption or credit
