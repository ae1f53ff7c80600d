"""A page → what tells its kind: one row of numbers in the order of :data:`NAMES`.

What the page declares (schema.org types, ``og:type``), how its address is written, and how its text is spread: a shop
shows prices, a forum replies, documentation code, a listing links in rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from presscut.extraction.blocks import Block, Blocks
from presscut.extraction.declared import Declared
from presscut.extraction.layout import PROSE_MASS
from presscut.extraction.vocabulary import kinds as words_of
from presscut.extraction.vocabulary import markup

_TOKEN: Final = re.compile(r"[a-z]+")
_PRICE: Final = re.compile(r"[$€£¥₹]\s?\d|\d\s?(?:€|£|kr\b|zł|USD|EUR|GBP)")
_PRICE_SIGNS: Final = ("$", "€", "£", "¥", "₹", "kr", "zł", "USD", "EUR", "GBP")
_YEAR: Final = re.compile(r"[12][90]\d\d(?!\w)(?<!\w\d{4})")
"""1900 to 2099, roughly; a pattern that begins with a digit is three times as fast as one that begins with ``\\b``."""
_DATED_PATH: Final = re.compile(r"/(?:19|20)\d\d/")
_WORDS_OF_A_LINE: Final = 12
_CLEARLY_LINKED: Final = 0.8

NAMES: Final = (
    *(f"declares_{kind}" for kind in words_of.TYPES), "og_article", "og_product", "main_type",
    *(f"address_{kind}" for kind in words_of.ADDRESS_TOKENS), "path_depth", "is_root", "slug_hyphens", "slug_digits",
    "has_query", "path_date", "has_author", "has_date",
    *(f"says_{kind}" for kind in words_of.PHRASES), "prices", "years",
    "prose_share", "mean_prose", "images", "controls", "embeds", "h1", "h2", "h3", "pre", "tables", "items", "cells",
    "quotes", "forms", "comments_share", "linked_lines", "linked_texts", "top_signature_share", "top_signature_words",
    "longest", "questions",
)  # fmt: skip


def row(
    blocks: Blocks,
    texts: Sequence[Block],
    masses: Sequence[float],
    signatures: Mapping[tuple[str, ...], Sequence[float]],
    declared: Declared,
) -> tuple[float, ...]:
    """``texts``: the blocks of text; ``masses``: the words of prose in each of those.

    ``signatures``: what they share their template with, see :mod:`presscut.extraction.features`.
    """
    every = blocks.blocks
    types = [page_type.rsplit("/", 1)[-1].lower() for page_type in declared.page_types]
    named = [any(name in known for name in types) for known in words_of.TYPES.values()]
    main = next((n + 1 for name in types[:1] for n, known in enumerate(words_of.TYPES.values()) if name in known), 0)
    count = len(texts) or 1
    total = sum([block.words for block in texts]) or 1
    prose = sum(masses)
    tags: dict[str, int] = {}
    linked_lines = linked_texts = longest = 0
    lines: list[str] = []
    questions = 0
    for block in texts:
        tag = block.container.tag
        tags[tag] = tags.get(tag, 0) + 1
        words = block.words
        text = block.text
        if words <= _WORDS_OF_A_LINE:
            lines.append(text)
        elif words > longest:
            longest = words
        if block.link_length > _CLEARLY_LINKED * len(text):
            linked_lines += 1
            linked_texts += words >= 4
        if "?" in text:
            questions += 1
    joined = "\n".join(lines)
    lowered = joined.lower()
    containers = blocks.containers
    container_tags = [container.tag for container in containers]
    comment_words = 0
    for container in [container for container in containers if container.roles & markup.COMMENTS]:
        if not (container.parent and container.parent.roles & markup.COMMENTS):
            comment_words += sum([block.words for block in every[container.first : container.end]])
    kinds = [block.kind for block in every]
    top = max(signatures.values(), key=lambda sums: sums[0], default=(0.0, 0.0))
    found = tags.get
    return (
        *named, "article" in types, any(name.startswith("product") for name in types), main,
        *_address(declared.url), declared.has_author, declared.has_date,
        *[sum([lowered.count(phrase) for phrase in phrases]) for phrases in words_of.PHRASES.values()],
        len(_PRICE.findall(joined)) if any(sign in joined for sign in _PRICE_SIGNS) else 0, len(_YEAR.findall(joined)),
        prose / total, prose / (sum([mass >= PROSE_MASS for mass in masses]) or 1),
        kinds.count("image"), kinds.count("control"), kinds.count("embed"),
        found("h1", 0), found("h2", 0), found("h3", 0), found("pre", 0), container_tags.count("table"),
        found("li", 0) / count, (found("td", 0) + found("th", 0) + found("dd", 0)) / count, found("blockquote", 0),
        container_tags.count("form"), comment_words / total, linked_lines / count, linked_texts / count,
        top[0] / count, top[1] / total, longest, questions,
    )  # fmt: skip


def _address(url: str | None) -> tuple[float, ...]:
    if url is None:
        return (0,) * (len(words_of.ADDRESS_TOKENS) + 6)
    parts = urlsplit(url)
    path = parts.path.lower()
    tokens = set(_TOKEN.findall(path))
    tokens.add((parts.hostname or "").split(".", 1)[0])
    segments = [segment for segment in path.split("/") if segment]
    slug = segments[-1] if segments else ""
    return (
        *[len(tokens & known) for known in words_of.ADDRESS_TOKENS.values()],
        len(segments),
        not segments,
        slug.count("-"),
        sum([character.isdigit() for character in slug]),
        bool(parts.query),
        _DATED_PATH.search(path) is not None,
    )
