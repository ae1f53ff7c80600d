"""The contract: what an article is.

Field names are schema.org's (``headline``, ``datePublished`` in snake case, …), blocks are HTML's. Every value is
frozen; tuples stand where JSON has arrays. ``SCHEMA_VERSION`` is ``major.minor``: the minor grows when a field is
added, the major when one changes its meaning or goes. What an earlier minor version wrote is read as this one's, with
the fields that it did not know left empty.

1.1
    ``breadcrumbs``, ``declared_language``, ``detected_language``, ``text_direction``, ``media``, ``Author.type``,
    ``Embed.media``, ``Source.confidence``.

1.2
    ``Embed.provider_name``, ``Embed.title``, ``Embed.thumbnail_url``.

1.3
    ``standfirst``, which until then stood at the head of ``body`` or nowhere.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

SCHEMA_VERSION: Final = "1.3"
_EARLIER_VERSIONS: Final = ("1.0", "1.1", "1.2")
"""Whose documents are documents of this version too."""


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
    provider_name: Annotated[
        str | None, Field(description="Its proper name (oEmbed's provider_name), where the host is a known one's.")
    ] = None
    title: Annotated[
        str | None,
        Field(description="As its element or the page's JSON-LD names it; what every frame is called is none."),
    ] = None
    thumbnail_url: Annotated[
        str | None, Field(description="A still that the page itself shows or declares for it, absolute.")
    ] = None
    media: Annotated[
        Literal["video", "audio", "post", "map", "other"],
        Field(description="What it shows, as far as its element and its address tell; a post is one of a network."),
    ] = "other"


class MediaObject(_Frozen):
    """A video or a recording that the page's head or JSON-LD declares as its own (schema.org's MediaObject)."""

    type: Literal["VideoObject", "AudioObject"]
    name: str | None = None
    url: Annotated[str | None, Field(description="The file (contentUrl), absolute.")] = None
    embed_url: Annotated[str | None, Field(description="A player to be shown in a frame, absolute.")] = None
    thumbnail_url: str | None = None
    duration: Annotated[str | None, Field(description="ISO 8601, as in PT2M30S.")] = None


Block = Annotated[Paragraph | Heading | ListBlock | Quote | Code | Table | Figure | Embed, Field(discriminator="type")]

# --- the article ------------------------------------------------------------------------------------------------


class Author(_Frozen):
    name: str
    url: str | None = None
    type: Annotated[
        Literal["Person", "Organization"] | None, Field(description="schema.org's; null in articles of 1.0.")
    ] = None


class Breadcrumb(_Frozen):
    """A step of the way from the site's start to the page. The last is mostly the page itself, as schema.org has it."""

    name: str
    url: Annotated[str | None, Field(description="Absolute; null where the page gives none, as for itself.")] = None


class Paywall(_Frozen):
    """What stands between a reader and the rest.

    ``state`` is the policy of the page, ``truncated`` whether this very HTML lacks the rest, ``evidence`` why
    (one line each, ``<what was seen>: <where or which words>``).
    A page that holds its whole text and tells of no wall is ``open``, also where it mentions subscriptions; ``unknown`` is
    left to short texts and to pages that contradict themselves.
    """

    state: Literal["open", "metered", "registration", "subscription", "unknown"] = "unknown"
    truncated: bool = False
    evidence: tuple[str, ...] = ()


class Source(_Frozen):
    """Where a field was found, and which other sources said the same."""

    found_in: str
    agreeing: tuple[str, ...] = ()
    confidence: Annotated[
        float | None,
        Field(
            ge=0,
            le=1,
            description="How often this field was right on annotated pages where it came from this source and as many "
            "others agreed; of the body, the article's confidence. Null for what was never annotated.",
        ),
    ] = None


class ExtractionWarning(_Frozen):
    """Something its user may want to know about how this article came about."""

    code: str
    message: str


Kind = Literal["article", "listing", "forum", "product", "documentation", "service", "other"]
DatePrecision = Literal["year", "month", "day", "hour", "minute", "second"]


def _date_or_datetime(value: Any) -> Any:
    """A JSON string of a date alone stays a date: pydantic's union would make midnight of it."""
    if isinstance(value, str):
        return date.fromisoformat(value) if len(value) == len("2000-01-01") else datetime.fromisoformat(value)
    return value


Moment = Annotated[datetime | date, BeforeValidator(_date_or_datetime)]


def _current_version(value: Any) -> Any:
    return SCHEMA_VERSION if value in _EARLIER_VERSIONS else value


class Article(_Frozen):
    """One page, read. Made by :func:`presscut.extract`; ``Article.model_validate_json`` reads it back."""

    schema_version: Annotated[Literal["1.3"], BeforeValidator(_current_version)] = SCHEMA_VERSION
    kind: Kind = "article"
    headline: str | None = None
    alternative_headline: str | None = None
    description: str | None = None
    standfirst: Annotated[
        str | None,
        Field(description="What the page shows between headline and text to sum it up (dek, chapô, Vorspann)."),
    ] = None
    authors: tuple[Author, ...] = ()
    date_published: Annotated[
        Moment | None,
        Field(description="A date where the page gives no time; a datetime with offset where it gives one."),
    ] = None
    date_published_precision: DatePrecision | None = None
    date_modified: Moment | None = None
    date_modified_precision: DatePrecision | None = None
    language: Annotated[
        str | None, Field(description="BCP 47; the decision between what is declared and what is detected.")
    ] = None
    declared_language: Annotated[str | None, Field(description="BCP 47, as the page says.")] = None
    detected_language: Annotated[str | None, Field(description="ISO 639-1, as the words of the text say.")] = None
    text_direction: Annotated[
        Literal["ltr", "rtl"] | None, Field(description="HTML's dir around the text, else that of its letters.")
    ] = None
    url: Annotated[str | None, Field(description="The address this page was read from.")] = None
    canonical_url: str | None = None
    site_name: str | None = None
    section: str | None = None
    breadcrumbs: Annotated[
        tuple[Breadcrumb, ...], Field(description="From the site's start down, mostly ending with the page itself.")
    ] = ()
    keywords: tuple[str, ...] = ()
    main_image: Image | None = None
    images: tuple[Image, ...] = ()
    media: Annotated[
        tuple[MediaObject, ...],
        Field(description="Videos and recordings that the head or JSON-LD declares; those in the body are embeds."),
    ] = ()
    body: tuple[Block, ...] = ()
    text: Annotated[
        str,
        Field(
            description="The body as plain text, blocks parted by a blank line; above it the standfirst, where that reads "
            "as the text's beginning."
        ),
    ] = ""
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

    @field_validator("sources")
    @classmethod
    def _in_the_order_of_the_fields(cls, sources: dict[str, Source]) -> dict[str, Source]:
        """Equal articles are written alike, whatever kept them: DynamoDB hands out a map's members in an order of its own."""
        order = {name: place for place, name in enumerate(cls.model_fields)}
        return dict(sorted(sources.items(), key=lambda source: (order.get(source[0], len(order)), source[0])))
