"""A page → what tells its kind: one row of numbers in the order of :data:`NAMES`.

What the page declares (schema.org types, ``og:type``), how its address is written, and how its text is spread: a shop
shows prices, a forum replies, documentation code, a listing links in rows. What is true or false is 1 or 0: the trees
compare whole numbers with whole numbers, and for CPython a ``bool`` is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from presscut.extraction.blocks import BlockKind, Blocks, Container
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
_WORDS_OF_A_TEXT: Final = 4
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


@dataclass(frozen=True, slots=True)
class Columns:
    """The blocks of text: one entry for each in every list."""

    texts: Sequence[str]
    containers: Sequence[Container]
    words: Sequence[int]
    link_densities: Sequence[float]
    masses: Sequence[float]
    """Words of prose in each."""


def row(
    blocks: Blocks,
    kinds: Sequence[BlockKind],
    columns: Columns,
    signatures: Mapping[tuple[str, ...], Sequence[float]],
    declared: Declared,
) -> tuple[float, ...]:
    """``kinds``: of every block. ``signatures``: what blocks of text share their template with, see
    :mod:`presscut.extraction.features`.
    """
    texts, words, densities, masses = columns.texts, columns.words, columns.link_densities, columns.masses
    types = [page_type.rsplit("/", 1)[-1].lower() for page_type in declared.page_types]
    main = next((n + 1 for name in types[:1] for n, known in enumerate(words_of.TYPES.values()) if name in known), 0)
    count = len(texts) or 1
    total = sum(words) or 1
    prose = sum(masses)
    found = Counter([container.tag for container in columns.containers])
    joined = "\n".join([text for text, n in zip(texts, words, strict=True) if n <= _WORDS_OF_A_LINE])
    lowered = joined.lower()
    linked = [n for n, density in zip(words, densities, strict=True) if density > _CLEARLY_LINKED]
    longest = max(words, default=0)
    containers = blocks.containers
    container_tags = [container.tag for container in containers]
    comment_words = 0
    for container in [container for container in containers if container.roles & markup.COMMENTS]:
        if not (container.parent and container.parent.roles & markup.COMMENTS):
            comment_words += sum([block.words for block in blocks.blocks[container.first : container.end]])
    top = max(signatures.values(), key=lambda sums: sums[0], default=(0.0, 0.0))
    return (
        *[0 if known.isdisjoint(types) else 1 for known in words_of.TYPES.values()],
        int("article" in types), int(any(name.startswith("product") for name in types)), main,
        *_address(declared.url), int(declared.has_author), int(declared.has_date),
        *[sum(map(lowered.count, phrases)) for phrases in words_of.PHRASES.values()],
        len(_PRICE.findall(joined)) if any(sign in joined for sign in _PRICE_SIGNS) else 0,
        len(_YEAR.findall(joined)),
        prose / total, prose / (sum([mass >= PROSE_MASS for mass in masses]) or 1),
        kinds.count("image"), kinds.count("control"), kinds.count("embed"),
        found["h1"], found["h2"], found["h3"], found["pre"], container_tags.count("table"),
        found["li"] / count, (found["td"] + found["th"] + found["dd"]) / count, found["blockquote"],
        container_tags.count("form"), comment_words / total, len(linked) / count,
        sum([n >= _WORDS_OF_A_TEXT for n in linked]) / count,
        top[0] / count, top[1] / total, longest if longest > _WORDS_OF_A_LINE else 0,
        sum(["?" in text for text in texts]),
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
        int(not segments),
        slug.count("-"),
        sum([character.isdigit() for character in slug]),
        int(bool(parts.query)),
        int(_DATED_PATH.search(path) is not None),
    )
