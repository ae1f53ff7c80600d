"""The rows of a document, as plain values: no AWS here.

``LATEST`` is the truth, put whenever its ``precedence`` is the greatest so far:

=========================================  =============  ==================================================
attribute                                  on             what
=========================================  =============  ==================================================
``pk``, ``sk``                             all            ``DOC#<document_id>``; ``LATEST``
``status``                                 all            ``LIVE``, ``FAILED``, ``DELETED``
``precedence``                             all            what the condition of every write compares
``document_id``, ``source_seq``,           all            the origin; of a drop also ``bucket``, ``key``,
``arrived_at``                                            ``version_id``, ``etag``
``extractor_version``                      live, failed   the engine that read it
``content_hash``                           live           :func:`~presscut.storage.content.content_hash`
``article``                                live           the article's JSON as a map, nulls left out; or,
``article_bucket``, ``article_key``        live           where it does not fit, its place as gzip JSON
``headline``, ``url``, ``kind``,           live           what a listing shows, clipped to sane lengths; the
``date_published``, ``language``,                         article holds the whole
``site_name``, ``confidence``,
``paywall_state``, ``word_count``,
``fingerprint``
``host``, ``url_key``,                     live           the partitions of the indexes ``by_host``,
``canonical_url_key``                                     ``by_url`` and ``by_canonical_url``; of
                                                          ``by_fingerprint`` it is ``fingerprint``
``listed_at``                              live           the sort key of all four; absent elsewhere, so
                                                          that they hold only what is live
``reason``, ``message``                    failed         why
``expires_at``                             deleted        Unix seconds; the table's TTL
=========================================  =============  ==================================================

The others hold its history:

``S#<sequence>``, a *sighting*
    of every version that ever arrived: ``status``, ``precedence``, ``source_seq``, ``arrived_at``, ``version_id``,
    ``etag``, ``extractor_version``, ``content_hash``, ``reason`` as above, and ``expires_at``: later than any news of
    the document may still arrive.
``V#<sequence>``, a *revision*
    of every version that says something else than the one before: the origin and the state as above, ``headline``,
    ``article_gzip`` (the article's JSON) or its place, ``message``, ``compared_with`` (the sequence of the revision
    before), ``changes_gzip`` (JSON of :class:`~presscut.storage.changes.Changes`), ``basis`` (what it was made of, see
    :class:`~presscut.storage.revisions.FoldedRevision`), of a deletion ``tombstone_expires_at``, and ``expires_at``
    where revisions are not kept for ever.
``E#<version_id>``, an *erasure*
    of a version destroyed in S3: ``version_id``, ``source_seq``, ``arrived_at``, ``expires_at`` as of a sighting.

Before there were sightings, a ``V#`` row stood for every version, with the article as a map and no ``basis``; such rows
are read, and replaced when their version comes again.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Literal

from presscut.article import Article, Moment
from presscut.storage.changes import Changes, packed_changes, unpacked_changes
from presscut.storage.claim_check import Claim
from presscut.storage.content import content_hash
from presscut.storage.index_keys import index_keys
from presscut.storage.records import Deleted, Erasure, Failed, Live, Origin, Revision, precedence, state, status
from presscut.storage.revisions import FoldedRevision, RevisionSummary, Sighting

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
    return revision_key(origin.document_id, origin.sequence)


def revision_key(document_id: str, sequence: str) -> Row:
    return {"pk": f"DOC#{document_id}", "sk": f"V#{sequence}"}


def sighting_key(document_id: str, sequence: str) -> Row:
    return {"pk": f"DOC#{document_id}", "sk": f"S#{sequence}"}


def erasure_key(document_id: str, version_id: str) -> Row:
    return {"pk": f"DOC#{document_id}", "sk": f"E#{version_id}"}


# --- revision → row- ----------------------------------------------------------------------------------------


def latest_row(revision: Revision, body: Row) -> Row:
    """``body`` holds the article of a live one, or its place."""
    row = latest_key(revision.origin.document_id) | _origin_attributes(revision.origin) | _state_attributes(revision)
    match revision:
        case Live():
            row |= body | _listing(revision) | _index_keys(revision)
        case Failed():
            row |= {"message": revision.message[:_MESSAGE_LENGTH]}
        case Deleted():
            row |= {"expires_at": unix_seconds(revision.expires_at)}
    return row


def sighting_row(revision: Revision, expires_at: datetime) -> Row:
    origin = revision.origin
    attributes = _origin_attributes(origin)
    kept = ("source_seq", "arrived_at", "version_id", "etag")
    return (
        sighting_key(origin.document_id, origin.sequence)
        | {name: attributes[name] for name in kept if name in attributes}
        | _state_attributes(revision)
        | {"expires_at": unix_seconds(expires_at)}
    )


def revision_row(folded: FoldedRevision, revision: Revision, body: Row, changes: Changes | None) -> Row:
    """``body`` holds the article of a live one, compressed, or its place; ``changes`` since the revision before."""
    row = history_key(revision.origin) | _origin_attributes(revision.origin) | _state_attributes(revision)
    match revision:
        case Live():
            headline = _clipped(revision.article.headline)
            row |= body | ({"headline": headline} if headline else {})
        case Failed():
            row |= {"message": revision.message[:_MESSAGE_LENGTH]}
        case Deleted():
            row |= {"tombstone_expires_at": unix_seconds(revision.expires_at)}
    row |= {"basis": folded.basis}
    if folded.compared_with is not None:
        row |= {"compared_with": folded.compared_with.sequence}
    if changes is not None:
        row |= {"changes_gzip": packed_changes(changes)}
    if folded.expires_at is not None:
        row |= {"expires_at": unix_seconds(folded.expires_at)}
    return row


def erasure_row(erasure: Erasure, expires_at: datetime) -> Row:
    return erasure_key(erasure.document_id, erasure.version_id) | {
        "version_id": erasure.version_id,
        "source_seq": erasure.sequence,
        "arrived_at": _utc(erasure.arrived_at),
        "expires_at": unix_seconds(expires_at),
    }


def unix_seconds(moment: datetime) -> int:
    return int(moment.timestamp())


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


def compressed_body(json_text: str) -> Row:
    return {"article_gzip": gzip.compress(json_text.encode(), mtime=0)}


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


def _state_attributes(revision: Revision) -> Row:
    attributes: Row = {"status": status(revision), "precedence": precedence(revision)}
    match revision:
        case Live():
            attributes |= {
                "extractor_version": revision.extractor_version,
                "content_hash": content_hash(revision.article),
            }
        case Failed():
            attributes |= {"extractor_version": revision.extractor_version, "reason": revision.reason}
    return attributes


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

ReadClaim = Callable[[Claim], str]
"""Brings the JSON of an article that is not in the row itself."""


def revision_of(row: Mapping[str, Any], read_claim: ReadClaim) -> Revision:
    """Of the truth, or of a row of the history."""
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
            return Live(origin, article_of(row, read_claim), int(row["extractor_version"]))
        case "FAILED":
            return Failed(origin, row["reason"], row["message"], int(row["extractor_version"]))
        case _:
            expires_at = row.get("tombstone_expires_at") or row["expires_at"]
            return Deleted(origin, datetime.fromtimestamp(int(expires_at), UTC))


def article_of(row: Mapping[str, Any], read_claim: ReadClaim) -> Article:
    if "article" in row:
        return Article.model_validate(row["article"])
    if "article_gzip" in row:
        return Article.model_validate_json(gzip.decompress(row["article_gzip"]))
    return Article.model_validate_json(read_claim(claim_of(row)))


def claim_of(row: Mapping[str, Any]) -> Claim:
    return Claim(row["article_bucket"], row["article_key"])


def sighting_in(row: Mapping[str, Any], read_claim: ReadClaim) -> Sighting:
    """Of a sighting, or what a revision's row says of its version. ``read_claim`` serves rows from before there were
    content hashes.
    """
    if row["status"] == "LIVE" and "content_hash" not in row:
        row = {**row, "content_hash": content_hash(article_of(row, read_claim))}
    return Sighting(
        sequence=row["source_seq"],
        precedence=row["precedence"],
        state=state_in(row),
        extractor_version=int(row.get("extractor_version", 0)),
        version_id=row.get("version_id"),
        etag=row.get("etag"),
        arrived_at=datetime.fromisoformat(row["arrived_at"]),
    )


def state_in(row: Mapping[str, Any]) -> str:
    """Of any row but an erasure. An article from before there were content hashes equals none."""
    return state(row["status"], row.get("content_hash"), row.get("reason"))


def summary_of(row: Mapping[str, Any], number: int) -> RevisionSummary:
    """Of a revision's row."""
    packed = row.get("changes_gzip")
    return RevisionSummary(
        number=number,
        sequence=row["source_seq"],
        status=row["status"],
        reason=row.get("reason"),
        arrived_at=datetime.fromisoformat(row["arrived_at"]),
        version_id=row.get("version_id"),
        content_hash=row.get("content_hash"),
        extractor_version=int(row["extractor_version"]) if "extractor_version" in row else None,
        headline=row.get("headline"),
        compared_with=row.get("compared_with"),
        changes=unpacked_changes(packed) if packed is not None else None,
    )


def erasure_in(row: Mapping[str, Any]) -> Erasure:
    return Erasure(
        document_id=row["pk"].removeprefix("DOC#"),
        version_id=row["version_id"],
        sequence=row["source_seq"],
        arrived_at=datetime.fromisoformat(row["arrived_at"]),
    )


def is_gone(row: Mapping[str, Any], now: datetime) -> bool:
    """DynamoDB removes what has expired within days, not at once; until then, readers pass it over."""
    expires_at = row.get("expires_at")
    return expires_at is not None and int(expires_at) <= unix_seconds(now)
