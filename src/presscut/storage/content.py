"""What a reader would call the article: the part of it whose change is a change of the page.

Two readings of a page are equal exactly if their contents are. Every field of :class:`~presscut.article.Article` is
here or has a reason why it is not:

==============================  ==================================================================================
counts
==============================  ==================================================================================
``kind``                        another kind is another thing: a text that became a listing
``headline``,                   what people read first
``alternative_headline``,
``description``, ``standfirst``
``authors``                     by their names: an address or a type is how the page marks them up
``date_published``,             what the page says of itself; as moments (an offset alone is no change), with the
``date_modified``               precision, for "2024" is not 1 January 2024
``language``, ``section``       a translation, or another department
``body``                        texts, captions, credits, the texts of links, addresses of images and embeds
``paywall``                     its state and whether the text is cut: what a reader gets to see
==============================  ==================================================================================

==============================  ==================================================================================
does not count                  because
==============================  ==================================================================================
``sources``, ``confidence``,    they tell how it was read, not what was
``warnings``, ``encoding``,
``schema_version``,
``paywall.evidence``
``keywords``, ``breadcrumbs``,  they say where it stands on the site, and are changed by machines, over night and for
``site_name``, ``url``,         all pages at once
``canonical_url``
``main_image``, ``images``,     files around the text: sites serve them from changing addresses, in changing sizes
``media``, sizes of images,
queries of addresses, names,
titles and stills of embeds
marks of texts                  the targets of links carry session and campaign; emphasis changes no word
``text``, ``word_count``,       they follow from what counts
``fingerprint``,
``declared_language``,
``detected_language``,
``text_direction``
==============================  ==================================================================================

The body is taken as lines, and differences are shown over the very same lines: what is not seen in a difference makes
none.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from presscut.article import (
    Article,
    Block,
    Code,
    Embed,
    Figure,
    Heading,
    Image,
    ListBlock,
    ListItem,
    Moment,
    Paragraph,
    Quote,
    Table,
)


@dataclass(frozen=True, slots=True)
class Content:
    fields: dict[str, str]
    """By name, as text; what is missing or empty is left out."""
    lines: tuple[str, ...]
    """The body, a paragraph a line; blocks of several lines end with an empty one, so that their borders are seen."""
    block_count: int


def content_of(article: Article) -> Content:
    fields = {
        "kind": article.kind,
        "headline": article.headline,
        "alternative_headline": article.alternative_headline,
        "description": article.description,
        "standfirst": article.standfirst,
        "authors": "; ".join(author.name for author in article.authors),
        "date_published": _moment(article.date_published, article.date_published_precision),
        "date_modified": _moment(article.date_modified, article.date_modified_precision),
        "language": article.language,
        "section": article.section,
        "paywall": f"{article.paywall.state}, truncated" if article.paywall.truncated else article.paywall.state,
    }
    return Content(
        {name: _normalised(value) for name, value in fields.items() if value},
        tuple(_normalised(line) for block in article.body for line in _parted(list(_lines(block)))),
        len(article.body),
    )


def content_hash(article: Article) -> str:
    """SHA-256 (hex) of the content: equal for two articles exactly if a reader would call them the same."""
    content = content_of(article)
    canonical = json.dumps([content.fields, content.lines], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode(errors="surrogatepass")).hexdigest()


def _normalised(text: str) -> str:
    """Unicode's NFC: the two spellings of é look alike (Unicode Standard Annex 15)."""
    return unicodedata.normalize("NFC", text)


def _moment(moment: Moment | None, precision: str | None) -> str | None:
    if moment is None:
        return None
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        # The year 1 or 9999 with an offset is some frameworks' word for "no date", and has none in UTC.
        with suppress(OverflowError):
            moment = moment.astimezone(UTC)
    return f"{moment.isoformat()} ({precision})" if precision else moment.isoformat()


# --- the body as lines --------------------------------------------------------------------------------------


def _lines(block: Block) -> Iterator[str]:
    """As people write plain text: a sign before each line tells what the block is."""
    match block:
        case Paragraph():
            yield from block.text.split("\n")
        case Heading():
            yield f"{'#' * block.level} {block.text}"
        case ListBlock():
            yield from _lines_of_list(block, "")
        case Quote():
            yield from _prefixed("> ", block.text)
        case Code():
            yield from _prefixed("    ", block.text)
        case Table():
            if block.caption:
                yield f"| {block.caption}"
            yield from (f"| {' | '.join(cell.text for cell in row)} |" for row in block.rows)
        case Figure():
            yield from _lines_of_image(block.image)
        case Embed():
            yield f"[{block.media}] {_without_query(block.url)}"


def _parted(lines: list[str]) -> list[str]:
    return [*lines, ""] if len(lines) > 1 else lines


def _prefixed(prefix: str, text: str) -> Iterator[str]:
    return (f"{prefix}{line}" for line in text.split("\n"))


def _lines_of_list(block: ListBlock, indentation: str) -> Iterator[str]:
    for number, item in enumerate(block.items, start=1):
        yield from _lines_of_item(item, f"{number}." if block.ordered else "-", indentation)


def _lines_of_item(item: ListItem, sign: str, indentation: str) -> Iterator[str]:
    yield from _prefixed(f"{indentation}{sign} ", item.text)
    for child in item.children:
        yield from _lines_of_list(child, f"{indentation}  ")


def _lines_of_image(image: Image) -> Iterator[str]:
    said: Iterable[str | None] = (image.caption, f"© {image.credit}" if image.credit else None, image.alt)
    words = " · ".join(part for part in said if part)
    yield f"[image] {_without_query(image.url or '')}{f' {words}' if words else ''}"


def _without_query(url: str) -> str:
    """Queries of files say how large and how fresh they shall be."""
    return url.partition("#")[0].partition("?")[0]
