"""Snippets of pages → what the files of the room read from."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from presscut.extraction import blocks
from presscut.extraction.metadata.sources import Sources, collect
from presscut.extraction.page import parse

URL = "https://www.heron.example/coast/ferry"


def sources_of(html: str, url: str | None = URL) -> Sources:
    page = parse(html, url)
    return collect(page, blocks.read(page))


def json_ld(*things: Any) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things)


def article(**fields: Any) -> str:
    """JSON-LD of an article with these fields."""
    return json_ld({"@context": "https://schema.org", "@type": "NewsArticle", **fields})


def meta(**contents: str) -> str:
    """``og__title`` is ``og:title``; an underscore alone stays."""
    return "".join(f'<meta name="{name.replace("__", ":")}" content="{text}">' for name, text in contents.items())


@contextmanager
def within_two_seconds() -> Iterator[None]:
    """Of this process's own time."""
    start = time.process_time()
    yield
    assert time.process_time() - start < 2
