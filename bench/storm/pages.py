"""The pages that are dropped. What a page says is told by its :class:`Content`: equal contents are an unchanged article."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

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
# Of about 130 characters a paragraph, this makes an article's JSON of well over the 300 KB that a row takes.
_PARAGRAPHS: Final[dict[Kind, int]] = {"small": 4, "large": 1100}


@dataclass(frozen=True, slots=True)
class Content:
    """What a page says: its kind, and which of the texts of that kind."""

    kind: Kind
    text: int = 0

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
    headline, paragraphs = _text(content)
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{headline}</title><script>token = {version}</script></head>"
        f"<body><nav><a href=/>Home</a></nav><article><h1>{headline}</h1>{paragraphs}</article></body></html>"
    ).encode()


def content_encoding(content: Content) -> str | None:
    return "gzip" if content.kind == "corrupt" else None


@cache
def _text(content: Content) -> tuple[str, str]:
    """Headline and paragraphs, always the same for one content."""
    words = random.Random(f"{content.kind} {content.text}")
    headline = f"Report {content.text} on the {words.choice(_WORDS)} and the {words.choice(_WORDS)}"
    paragraphs = (
        f"<p>The {words.choice(_WORDS)} of number {words.randrange(10_000)} met the {words.choice(_WORDS)} on Monday, and "
        f"the {words.choice(_WORDS)} said that the {words.choice(_WORDS)} would open again before the "
        f"{words.choice(_WORDS)} does.</p>"
        for _ in range(_PARAGRAPHS[content.kind])
    )
    return headline, "".join(paragraphs)
