"""The contract: what an article is.

Field names are schema.org's (``headline``, ``datePublished`` in snake case, …), blocks are HTML's. Every value is
frozen; tuples stand where JSON has arrays. ``SCHEMA_VERSION`` is ``major.minor``: the minor grows when a field is
added, the major when one changes its meaning or goes.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

SCHEMA_VERSION: Final = "1.0"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


# --- inline text ------------------------------------------------------------------------------------------------


class Mark(_Frozen):
    """Something said about a part of a text: ``text[start:end]`` in code points. Marks nest, they never cross."""

    kind: Literal["link", "emphasis", "strong", "code"]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    url: Annotated[str | None, Field(description="Absolute where the page's address is known. Links only.")] = None


class _MarkedText(_Frozen):
    text: str
    marks: tuple[Mark, ...] = ()


# --- images -----------------------------------------------------------------------------------------------------


class Image(_Frozen):
    """An image of the article. Its caption never holds the credit, nor the credit the caption."""

    url: str | None = None
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    width: Annotated[int | None, Field(description="CSS pixels, as declared by the page.")] = None
    height: Annotated[int | None, Field(description="CSS pixels, as declared by the page.")] = None


# --- blocks -----------------------------------------------------------------------------------------------------


class Paragraph(_MarkedText):
    type: Literal["paragraph"] = "paragraph"


class Heading(_MarkedText):
    type: Literal["heading"] = "heading"
    level: Annotated[int, Field(ge=1, le=6)]


class ListItem(_MarkedText):
    """One item; ``children`` are the lists inside it."""

    children: tuple[ListBlock, ...] = ()


class ListBlock(_Frozen):
    type: Literal["list"] = "list"
    ordered: bool = False
    items: tuple[ListItem, ...]


class Quote(_MarkedText):
    """A block quotation; its own paragraphs are parted by a blank line within ``text``."""

    type: Literal["quote"] = "quote"
    cite: Annotated[str | None, Field(description="The address that the markup gives as its source.")] = None


class Code(_Frozen):
    type: Literal["code"] = "code"
    text: str
    language: str | None = None


class TableCell(_MarkedText):
    header: bool = False
    column_span: Annotated[int, Field(ge=1)] = 1
    row_span: Annotated[int, Field(ge=1)] = 1


class Table(_Frozen):
    type: Literal["table"] = "table"
    rows: tuple[tuple[TableCell, ...], ...]
    caption: str | None = None


class Figure(_Frozen):
    type: Literal["figure"] = "figure"
    image: Image


class Embed(_Frozen):
    """A video, a post, a map: what the page takes from elsewhere and shows in a frame."""

    type: Literal["embed"] = "embed"
    url: str
    provider: Annotated[str | None, Field(description="Host of the address, without www.")] = None


Block = Annotated[Paragraph | Heading | ListBlock | Quote | Code | Table | Figure | Embed, Field(discriminator="type")]

# --- the article ------------------------------------------------------------------------------------------------


class Author(_Frozen):
    name: str
    url: str | None = None


class Paywall(_Frozen):
    """What stands between a reader and the rest.

    ``state`` is the policy of the page, ``truncated`` whether this very HTML lacks the rest, ``evidence`` why
    (one line each, ``<what was seen>: <where or which words>``).
    """

    state: Literal["open", "metered", "registration", "subscription", "unknown"] = "unknown"
    truncated: bool = False
    evidence: tuple[str, ...] = ()


class Source(_Frozen):
    """Where a field was found, and which other sources said the same."""

    found_in: str
    agreeing: tuple[str, ...] = ()


class ExtractionWarning(_Frozen):
    """Something its user may want to know about how this article came about."""

    code: str
    message: str


Kind = Literal["article", "listing", "forum", "product", "documentation", "service", "other"]
DatePrecision = Literal["year", "month", "day", "minute", "second"]


def _date_or_datetime(value: Any) -> Any:
    """A JSON string of a date alone stays a date: pydantic's union would make midnight of it."""
    if isinstance(value, str):
        return date.fromisoformat(value) if len(value) == len("2000-01-01") else datetime.fromisoformat(value)
    return value


Moment = Annotated[datetime | date, BeforeValidator(_date_or_datetime)]


class Article(_Frozen):
    """One page, read. Made by :func:`presscut.extract`; ``Article.model_validate_json`` reads it back."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    kind: Kind = "article"
    headline: str | None = None
    alternative_headline: str | None = None
    description: str | None = None
    authors: tuple[Author, ...] = ()
    date_published: Annotated[
        Moment | None,
        Field(description="A date where the page gives no time; a datetime with offset where it gives one."),
    ] = None
    date_published_precision: DatePrecision | None = None
    date_modified: Moment | None = None
    date_modified_precision: DatePrecision | None = None
    language: Annotated[str | None, Field(description="BCP 47")] = None
    url: Annotated[str | None, Field(description="The address this page was read from.")] = None
    canonical_url: str | None = None
    site_name: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    main_image: Image | None = None
    images: tuple[Image, ...] = ()
    body: tuple[Block, ...] = ()
    text: Annotated[str, Field(description="The body as plain text, blocks parted by a blank line.")] = ""
    word_count: Annotated[int, Field(ge=0)] = 0
    paywall: Paywall = Paywall()
    confidence: Annotated[float, Field(ge=0, le=1)] = 0.0
    sources: Annotated[dict[str, Source], Field(description="For each field: where it was found.")] = {}
    encoding: Annotated[str | None, Field(description="WHATWG name of the encoding the bytes were in.")] = None
    fingerprint: Annotated[
        str,
        Field(description="SHA-256 (hex) of headline and text, normalised: equal content, equal fingerprint."),
    ] = ""
    warnings: tuple[ExtractionWarning, ...] = ()
