"""The JSON documents of the API beside the article: what is read of clients, and what is written for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from presscut.article import Kind
from presscut.storage.listing import Listed, Page
from presscut.storage.revisions import RevisionSummary
from presscut.storage.same_text import SameText


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def written(self) -> str:
        """As it is sent: nulls left out."""
        return self.model_dump_json(indent=2, exclude_none=True) + "\n"


class Problem(_Document):
    """RFC 9457. Every answer that is not the one asked for; docs/errors.md lists the codes and what to do."""

    type: Literal["about:blank"]
    title: str
    status: Annotated[
        int | None, Field(ge=400, le=599, description="Not there in the gateway's own answers of any status.")
    ] = None
    detail: Annotated[str, Field(description="For people.")]
    code: Annotated[str, Field(description="For programs: it never changes its meaning.")]


# --- listings ------------------------------------------------------------------------------------------------------


class ListedArticle(_Document):
    """What a listing shows of an article. Long texts are clipped; the article itself holds the whole."""

    id: str
    link: Annotated[str, Field(description="Of the article, relative to the host.")]
    listed_at: Annotated[
        str, Field(description="Publication, else arrival, in UTC: 2026-03-01 or 2026-03-01T18:30:00Z.")
    ]
    kind: Kind
    headline: str | None = None
    url: str | None = None
    date_published: date | datetime | None = None
    site_name: str | None = None
    language: str | None = None
    confidence: Annotated[float, Field(ge=0, le=1)]
    paywall_state: str
    word_count: Annotated[int, Field(ge=0)]


class ListingPage(_Document):
    articles: tuple[ListedArticle, ...]
    next_cursor: Annotated[str | None, Field(description="Of the next page; not there on the last one.")] = None


def listing_page(page: Page, articles_address: str) -> ListingPage:
    return ListingPage(
        articles=tuple(_listed(listed, articles_address) for listed in page.articles), next_cursor=page.next_cursor
    )


def _listed(listed: Listed, articles_address: str) -> ListedArticle:
    return ListedArticle(
        id=listed.document_id,
        link=f"{articles_address}/{listed.document_id}",
        listed_at=listed.listed_at,
        kind=listed.kind,
        headline=listed.headline,
        url=listed.url,
        date_published=listed.date_published,
        site_name=listed.site_name,
        language=listed.language,
        confidence=listed.confidence,
        paywall_state=listed.paywall_state,
        word_count=listed.word_count,
    )


# --- revisions -----------------------------------------------------------------------------------------------------


class FieldChange(_Document):
    """A field of the article, or its status or reason; null where there was, or is, nothing."""

    field: str
    before: str | None = None
    after: str | None = None


class BodyChange(_Document):
    blocks_before: Annotated[int, Field(ge=0)]
    blocks_after: Annotated[int, Field(ge=0)]
    lines_removed: Annotated[int, Field(ge=0)]
    lines_added: Annotated[int, Field(ge=0)]
    diff: Annotated[str, Field(description="Unified, a paragraph a line, without file headers.")]
    is_clipped: Annotated[bool, Field(description="Whether diff breaks off; the counts are of the whole.")]


class RevisionChanges(_Document):
    """What changed against the revision before it. Long values are clipped."""

    fields: tuple[FieldChange, ...]
    body: BodyChange | None = None
    extractor_changed: Annotated[
        bool, Field(description="Another version of the extractor read it; the page itself may be the same.")
    ]


class Revision(_Document):
    """A version of a document that says something else than the version before it."""

    number: Annotated[int, Field(ge=1, description="Counted over those that are still kept.")]
    sequence: str
    link: Annotated[str, Field(description="Of its article, relative to the host.")]
    status: Literal["LIVE", "FAILED", "DELETED"]
    reason: Annotated[str | None, Field(description="Of FAILED: its code, as in Problem.")] = None
    arrived_at: datetime
    version_id: Annotated[str | None, Field(description="Of the object in the inbox.")] = None
    content_hash: Annotated[str | None, Field(description="Equal for equal articles.")] = None
    extractor_version: int | None = None
    headline: str | None = None
    compared_with: Annotated[str | None, Field(description="The sequence of the revision before it.")] = None
    changes: RevisionChanges | None = None


class RevisionListing(_Document):
    revisions: tuple[Revision, ...]
    next_cursor: Annotated[str | None, Field(description="Of the next page; not there on the last one.")] = None


def revision_listing(
    summaries: Iterable[RevisionSummary], next_cursor: str | None, revisions_address: str
) -> RevisionListing:
    return RevisionListing(
        revisions=tuple(_revision(summary, revisions_address) for summary in summaries), next_cursor=next_cursor
    )


def _revision(summary: RevisionSummary, revisions_address: str) -> Revision:
    return Revision(
        number=summary.number,
        sequence=summary.sequence,
        link=f"{revisions_address}/{summary.sequence}",
        status=summary.status,
        reason=summary.reason,
        arrived_at=summary.arrived_at,
        version_id=summary.version_id,
        content_hash=summary.content_hash,
        extractor_version=summary.extractor_version,
        headline=summary.headline,
        compared_with=summary.compared_with,
        changes=RevisionChanges.model_validate(summary.changes.as_json()) if summary.changes is not None else None,
    )


# --- the same text elsewhere ---------------------------------------------------------------------------------------


class SameTextArticle(_Document):
    """Another article of the same text. A long headline is clipped."""

    id: str
    link: Annotated[str, Field(description="Of the article, relative to the host.")]
    kind: Annotated[
        Literal["exact", "near"], Field(description="Whether every word of the text is the same, or only most are.")
    ]
    containment: Annotated[
        float, Field(ge=0, le=1, description="Estimated share of the shorter text that the other has.")
    ]
    distance: Annotated[int, Field(ge=0, le=64, description="Bits in which the 64-bit simhashes of the texts differ.")]
    url: str | None = None
    host: Annotated[str | None, Field(description="Without www.")] = None
    headline: str | None = None


class SameTextListing(_Document):
    same_text_as: tuple[SameTextArticle, ...]
    next_cursor: Annotated[str | None, Field(description="Of the next page; not there on the last one.")] = None


def same_text_listing(links: Iterable[SameText], next_cursor: str | None, articles_address: str) -> SameTextListing:
    return SameTextListing(
        same_text_as=tuple(_same_text(link, articles_address) for link in links), next_cursor=next_cursor
    )


def _same_text(link: SameText, articles_address: str) -> SameTextArticle:
    return SameTextArticle(
        id=link.document_id,
        link=f"{articles_address}/{link.document_id}",
        kind="exact" if link.is_exact else "near",
        containment=link.containment,
        distance=link.distance,
        url=link.url,
        host=link.host,
        headline=link.headline,
    )


# --- uploads -------------------------------------------------------------------------------------------------------


class UploadOrder(BaseModel):
    """The page that will be uploaded."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    size: Annotated[int, Field(ge=1, description="Bytes; the upload must have exactly so many.")]
    content_type: Annotated[
        str,
        Field(
            pattern=r"^(text/html|application/xhtml\+xml|application/octet-stream)(; ?charset=[A-Za-z0-9_.:-]{1,40})?$",
            description="Of the upload; a charset only where it is known.",
        ),
    ] = "text/html"
    url: Annotated[
        str | None,
        Field(
            max_length=2000,
            description="The address the page was read from, absolute.",
            json_schema_extra={"format": "uri"},
        ),
    ] = None
    fetched_at: Annotated[
        AwareDatetime | None, Field(description="When it was read there; now, if nothing is said.")
    ] = None
    checksum_sha256: Annotated[
        str | None,
        Field(
            pattern="^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$",
            description="SHA-256 of the page in base64; S3 then refuses any other bytes.",
        ),
    ] = None


class UploadRequest(_Document):
    """The request that uploads the page. All of these headers are signed: S3 refuses it without any of them."""

    method: Literal["PUT"]
    url: str
    headers: dict[str, str]


class Upload(_Document):
    id: str
    link: Annotated[str, Field(description="Where to ask what became of it, relative to the host.")]
    status: Literal["pending", "done", "failed", "expired", "deleted"]
    expires_at: Annotated[datetime, Field(description="Until then the upload may begin.")]
    request: Annotated[UploadRequest | None, Field(description="In the answer to the order alone.")] = None
    received_at: Annotated[datetime | None, Field(description="Of pending: it has come and waits to be read.")] = None
    article_id: Annotated[str | None, Field(description="Once it has come and was read.")] = None
    article: Annotated[str | None, Field(description="Of done: the article's link, relative to the host.")] = None
    code: Annotated[str | None, Field(description="Of failed: why, as in Problem.")] = None
    detail: Annotated[str | None, Field(description="Of failed: why, for people.")] = None


def described(model: type[BaseModel]) -> dict[str, Any]:
    """JSON Schema 2020-12, as documents of it are written or read."""
    mode: Literal["validation", "serialization"] = "validation" if model is UploadOrder else "serialization"
    return model.model_json_schema(mode=mode, ref_template="#/components/schemas/{model}")
