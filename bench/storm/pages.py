"""The pages that are dropped. What a page says is told by its :class:`Content`: equal contents are an unchanged article.

The labels of the content stand in the text, so that whoever finds an article reads there what it was made of.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final, Literal

from presscut import Article
from presscut.article import Paragraph
from presscut.errors import ReasonCode

Kind = Literal["small", "large", "pdf", "empty", "deep", "corrupt"]

# What the engine must say of the pages that can never be articles.
REASONS: Final[dict[Kind, ReasonCode]] = {
    "pdf": "not_html",
    "empty": "empty",
    "deep": "too_deep",
    "corrupt": "corrupt_compression",
}

CRASHING: Final = b"<!-- a page on which the engine breaks as nobody foresaw -->"

_WORDS: Final = (
    "harbour",
    "ferry",
    "council",
    "budget",
    "storm",
    "channel",
    "school",
    "bridge",
    "market",
    "winter",
    "minister",
    "island",
    "railway",
    "doctor",
    "river",
    "village",
    "engine",
    "letter",
    "museum",
    "election",
    "forest",
    "company",
    "garden",
    "border",
    "teacher",
    "weather",
    "captain",
    "orchestra",
)
# Paragraphs, and sentences in each. Of about 120 characters, these make an article's JSON of well over the 300 KB that a row
# takes; in a thousand short and like paragraphs, the engine would see something else than an article.
_SIZES: Final[dict[Kind, tuple[int, int]]] = {"small": (4, 1), "large": (60, 25)}
_FIRST_DAY: Final = datetime(2026, 1, 1, 9, tzinfo=UTC)
_LABEL_OF_HEADLINE: Final = re.compile(r"Report (\d+) on .*")
_LABEL_OF_BODY: Final = re.compile(r"Edition (\d+), part 0: .*")


@dataclass(frozen=True, slots=True)
class Content:
    """What a page says: its kind, and which of the headlines, texts and dates of that kind."""

    kind: Kind
    headline: int = 0
    body: int = 0
    date: int = 0

    @property
    def is_article(self) -> bool:
        return self.kind in _SIZES

    @property
    def reason(self) -> ReasonCode | None:
        """Why it can never be an article; None for one that is."""
        return REASONS.get(self.kind)


def page(content: Content, version: int) -> bytes:
    """The bytes in the inbox. ``version`` differs in what is no part of the article: a token in a script."""
    match content.kind:
        case "pdf":
            return b"%PDF-1.7\n" + str(version).encode()
        case "empty":
            return b""
        case "deep":
            return b"<html><body>" + b"<div>" * 5000 + b"deep" + str(version).encode()
        case "corrupt":
            return b"\x1f\x8b no gzip " + str(version).encode()
    headline, paragraphs = headline_of(content), "".join(f"<p>{text}</p>" for text in paragraphs_of(content))
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{headline}</title><script>token = {version}</script>"
        f'<meta property="article:published_time" content="{published_of(content).isoformat()}"></head>'
        f"<body><nav><a href=/>Home</a></nav><article><h1>{headline}</h1>{paragraphs}</article></body></html>"
    ).encode()


def content_encoding(content: Content) -> str | None:
    return "gzip" if content.kind == "corrupt" else None


def headline_of(content: Content) -> str:
    words = random.Random(f"headline {content.headline}")
    return f"Report {content.headline} on the {words.choice(_WORDS)} and the {words.choice(_WORDS)}"


def published_of(content: Content) -> datetime:
    return _FIRST_DAY + timedelta(days=content.date)


def paragraphs_of(content: Content) -> tuple[str, ...]:
    """Always the same for one body."""
    return _paragraphs(content.kind, content.body)


@cache
def _paragraphs(kind: Kind, body: int) -> tuple[str, ...]:
    words = random.Random(f"{kind} {body}")
    paragraphs, sentences = _SIZES[kind]
    return tuple(
        f"Edition {body}, part {part}: {' '.join(_sentence(words) for _ in range(sentences))}"
        for part in range(paragraphs)
    )


def _sentence(words: random.Random) -> str:
    return (
        f"The {words.choice(_WORDS)} of number {words.randrange(10_000)} met the {words.choice(_WORDS)} on Monday, and the "
        f"{words.choice(_WORDS)} said that the {words.choice(_WORDS)} would open again before the {words.choice(_WORDS)} does."
    )


def content_in(article: Article) -> Content | None:
    """What an article was made of, by what it says; None where it is not, to the letter, what such a page says."""
    texts = tuple(block.text if isinstance(block, Paragraph) else "" for block in article.body)
    headline, body = (
        _LABEL_OF_HEADLINE.fullmatch(article.headline or ""),
        _LABEL_OF_BODY.fullmatch(texts[0] if texts else ""),
    )
    if headline is None or body is None or not isinstance(article.date_published, datetime):
        return None
    content = Content(
        "large" if len(texts) > _SIZES["small"][0] else "small",
        int(headline[1]),
        int(body[1]),
        (article.date_published - _FIRST_DAY).days,
    )
    said = headline_of(content), paragraphs_of(content), published_of(content)
    return content if said == (article.headline, texts, article.date_published) else None
