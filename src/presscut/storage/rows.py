"""Revision ↔ table row, as plain values: no AWS here.

=========================================  =============  ==================================================
attribute                                  on             what
=========================================  =============  ==================================================
``pk``, ``sk``                             all            ``DOC#<document_id>``; ``LATEST`` or
                                                          ``V#<sequence>``
``status``                                 all            ``LIVE``, ``FAILED``, ``DELETED``
``precedence``                             all            what the condition of every write compares
``document_id``, ``source_seq``,           all            the origin; of a drop also ``bucket``, ``key``,
``arrived_at``                                            ``version_id``, ``etag``
``extractor_version``                      live, failed   the engine that read it
``article``                                live           the article's JSON as a map, nulls left out; or,
``article_bucket``, ``article_key``        live           where it does not fit, its place as gzip JSON
``headline``, ``url``, ``kind``,           live           what a listing shows, clipped to sane lengths; the
``date_published``, ``language``,                         article holds the whole
``site_name``, ``confidence``,
``paywall_state``, ``word_count``,
``fingerprint``
``host``, ``url_key``,                     live,          the partitions of the indexes ``by_host``,
``canonical_url_key``                      ``LATEST``     ``by_url`` and ``by_canonical_url``; of
                                                          ``by_fingerprint`` it is ``fingerprint``
``listed_at``                              live,          the sort key of all four; absent elsewhere, so
                                           ``LATEST``     that they hold only what is live
``reason``, ``message``                    failed         why
``expires_at``                             deleted        Unix seconds; the table's TTL
=========================================  =============  ==================================================
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Literal

from presscut.article import Article, Moment
from presscut.storage.claim_check import Claim
from presscut.storage.index_keys import index_keys
from presscut.storage.records import Deleted, Failed, Live, Origin, Revision, precedence, status

Row = dict[str, Any]

# A row ends at 400 KB, names and values in UTF-8. JSON is never shorter than what DynamoDB counts for the same map (but
# for empty lists, by a byte), and the other attributes stay under 30 KB.
MAX_INLINE_BYTES = 300 * 1024
# DynamoDB nests 32 levels and keeps 38 digits of numbers from 1E-130 on; lists in lists take four levels each, and pages
# hold absurd numbers.
MAX_INLINE_DEPTH = 28
MAX_INLINE_DIGITS = 38
MIN_INLINE_EXPONENT = -130

_LISTED_TEXT_LENGTH = 1000
_LISTED_URL_LENGTH = 2000
_LISTED_DECIMALS = 6
_MESSAGE_LENGTH = 1000

# --- keys ---------------------------------------------------------------------------------------------------


def latest_key(document_id: str) -> Row:
    return {"pk": f"DOC#{document_id}", "sk": "LATEST"}


def history_key(origin: Origin) -> Row:
    return {"pk": f"DOC#{origin.document_id}", "sk": f"V#{origin.sequence}"}


# --- revision → rows ----------------------------------------------------------------------------------------


def rows_of(revision: Revision, body: Row) -> tuple[Row, Row]:
    """The row of the history and the row of the truth. ``body`` holds the article of a live one, or its place."""
    row = _origin_attributes(revision.origin) | {
        "status": status(revision),
        "precedence": precedence(revision),
    }
    index_keys: Row = {}
    match revision:
        case Live():
            row |= {"extractor_version": revision.extractor_version} | body | _listing(revision)
            index_keys = _index_keys(revision)
        case Failed():
            row |= {
                "extractor_version": revision.extractor_version,
                "reason": revision.reason,
                "message": revision.message[:_MESSAGE_LENGTH],
            }
        case Deleted():
            row |= {"expires_at": int(revision.expires_at.timestamp())}
    return (
        history_key(revision.origin) | row,
        latest_key(revision.origin.document_id) | row | index_keys,
    )


def article_json(article: Article) -> str:
    return article.model_dump_json(exclude_none=True)


def inline_form(json_text: str) -> Row | None:
    """The article as a map for a row, or None if the table would not take it: too long, too deep, absurd numbers."""
    if len(json_text.encode()) > MAX_INLINE_BYTES:
        return None
    form: Row = json.loads(json_text, parse_float=Decimal)
    return form if _fits(form, MAX_INLINE_DEPTH) else None


def article_body(inline: Row) -> Row:
    return {"article": inline}


def claimed_body(claim: Claim) -> Row:
    return {"article_bucket": claim.bucket, "article_key": claim.key}


def _fits(value: Any, levels_left: int) -> bool:
    match value:
        case dict():
            return levels_left > 0 and all(_fits(inner, levels_left - 1) for inner in value.values())
        case list():
            return levels_left > 0 and all(_fits(inner, levels_left - 1) for inner in value)
        case int():
            return len(str(abs(value))) <= MAX_INLINE_DIGITS
        case Decimal():
            return value.is_zero() or value.adjusted() >= MIN_INLINE_EXPONENT
    return True


def _origin_attributes(origin: Origin) -> Row:
    attributes = {
        "document_id": origin.document_id,
        "source_seq": origin.sequence,
        "arrived_at": _utc(origin.arrived_at),
        "bucket": origin.bucket,
        "key": origin.key,
        "version_id": origin.version_id,
        "etag": origin.etag,
    }
    return {name: value for name, value in attributes.items() if value is not None}


def _listing(live: Live) -> Row:
    article = live.article
    url = article.url or article.canonical_url
    listed = {
        "headline": _clipped(article.headline),
        "url": url if url and len(url) <= _LISTED_URL_LENGTH else None,
        "kind": article.kind,
        "date_published": article.date_published.isoformat() if article.date_published else None,
        "language": _clipped(article.language),
        "site_name": _clipped(article.site_name),
        "confidence": Decimal(str(round(article.confidence, _LISTED_DECIMALS))),
        "paywall_state": article.paywall.state,
        "word_count": article.word_count,
        "fingerprint": article.fingerprint or None,  # a key of an index is never empty
    }
    return {name: value for name, value in listed.items() if value is not None}


def _clipped(text: str | None) -> str | None:
    return text[:_LISTED_TEXT_LENGTH] if text else None


def _index_keys(live: Live) -> Row:
    return index_keys(live.article) | {"listed_at": _listed_at(live)}


def _listed_at(live: Live) -> str:
    """The date of publication, else the arrival; in UTC, so that strings sort as times do."""
    published = live.article.date_published
    try:
        return _utc(published or live.origin.arrived_at, "seconds")
    except OverflowError:  # The year 1 or 9999 with an offset: some frameworks' word for "no date".
        return _utc(live.origin.arrived_at, "seconds")


def _utc(moment: Moment, timespec: Literal["auto", "seconds"] = "auto") -> str:
    """A date stays one; a time without an offset is taken as UTC."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.isoformat(timespec=timespec).replace("+00:00", "Z")


# --- row → revision -----------------------------------------------------------------------------------------


def revision_of(row: Mapping[str, Any], read_claim: Callable[[Claim], str]) -> Revision:
    """``read_claim`` brings the JSON of an article that is not in the row itself."""
    origin = Origin(
        document_id=row["document_id"],
        sequence=row["source_seq"],
        arrived_at=datetime.fromisoformat(row["arrived_at"]),
        bucket=row.get("bucket"),
        key=row.get("key"),
        version_id=row.get("version_id"),
        etag=row.get("etag"),
    )
    match row["status"]:
        case "LIVE":
            return Live(origin, _article_of(row, read_claim), int(row["extractor_version"]))
        case "FAILED":
            return Failed(origin, row["reason"], row["message"], int(row["extractor_version"]))
        case _:
            return Deleted(origin, datetime.fromtimestamp(int(row["expires_at"]), UTC))


def _article_of(row: Mapping[str, Any], read_claim: Callable[[Claim], str]) -> Article:
    if "article" in row:
        return Article.model_validate(row["article"])
    return Article.model_validate_json(read_claim(Claim(row["article_bucket"], row["article_key"])))
