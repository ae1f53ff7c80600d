"""What is kept about a document, as values: three kinds of revision and the order between them.

A document is one key of one bucket, or one posted page. Each event that changes it makes a :data:`Revision`; the
greatest by :func:`precedence` is the truth (``LATEST``), all of them are its history. Since the truth is a maximum, it
does not matter in which order, or how often, the revisions arrive.

Consequences worth knowing:

- A newer version of a page that cannot be read makes the document ``FAILED``; the article of the version before it
  stays in the history, and comes back as the truth only with a newer, readable version.
- For the *same* version an article always outranks a failure: neither a redo by a newer extractor, nor a retry after
  the object was deleted, gives up what was once read.
- A deletion is a revision too, so a late "created" event cannot raise the dead.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from presscut.article import Article
from presscut.errors import ReasonCode

Status = Literal["LIVE", "FAILED", "DELETED"]
Outcome = Literal["stored", "unchanged", "duplicate", "stale"]
"""What a write did: it became the truth, with a new state or with the same as before; it was known already; something
newer was there."""

SEQUENCE_WIDTH = 32
_NUMBER = re.compile(f"[0-9A-F]{{{SEQUENCE_WIDTH}}}")


@dataclass(frozen=True, slots=True)
class Origin:
    """Which document, which of its versions, and where that came from. Posted pages have no bucket and no key."""

    document_id: str
    sequence: str
    """Orders the versions of one document: see :func:`sequence_of_sequencer` and :func:`sequence_of_time`."""
    arrived_at: datetime
    """When this version was dropped or posted, in UTC."""
    bucket: str | None = None
    key: str | None = None
    version_id: str | None = None
    etag: str | None = None


@dataclass(frozen=True, slots=True)
class Live:
    origin: Origin
    article: Article
    extractor_version: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A version that can never become an article: the reason code for machines, the message for people."""

    origin: Origin
    reason: ReasonCode
    message: str
    extractor_version: int


@dataclass(frozen=True, slots=True)
class Deleted:
    origin: Origin
    expires_at: datetime
    """When the tombstone itself may go: later than any event about the document can still arrive."""


Revision = Live | Failed | Deleted


@dataclass(frozen=True, slots=True)
class Erasure:
    """News that someone destroyed a version in S3. What was read of it before ``sequence`` shall be kept no longer.

    The sequence counts because a bucket with suspended versioning calls version after version "null".
    """

    document_id: str
    version_id: str
    sequence: str
    arrived_at: datetime


def status(revision: Revision) -> Status:
    match revision:
        case Live():
            return "LIVE"
        case Failed():
            return "FAILED"
        case Deleted():
            return "DELETED"


_RANK: dict[Status, int] = {"FAILED": 0, "LIVE": 1, "DELETED": 2}


def precedence(revision: Revision) -> str:
    """A string that sorts as the revisions of one document do: by version, then rank of the status, then extractor.

    >>> precedence(Deleted(Origin("d", "00AF", datetime(2024, 1, 1)), datetime(2024, 4, 1)))
    '00AF#2#0000000000'
    """
    extractor_version = 0 if isinstance(revision, Deleted) else revision.extractor_version
    return f"{revision.origin.sequence}#{_RANK[status(revision)]}#{extractor_version:010d}"


def state(status: Status, content_hash: str | None, reason: str | None) -> str:
    """What a version says; two versions in a row with the same state are one revision.

    >>> state("FAILED", None, "empty")
    'FAILED#empty'
    """
    match status:
        case "LIVE":
            return f"LIVE#{content_hash}"
        case "FAILED":
            return f"FAILED#{reason}"
        case "DELETED":
            return "DELETED"


# --- names and numbers --------------------------------------------------------------------------------------


def document_id(bucket: str, key: str) -> str:
    """Of a dropped page: SHA-256 (hex) of bucket, NUL, key. Hashed because a key may have 1024 bytes."""
    return hashlib.sha256(f"{bucket}\0{key}".encode()).hexdigest()


def posted_document_id(html: bytes, url: str | None, encoding: str | None) -> str:
    """Of a posted page: SHA-256 (hex) of all that decides what the article will be.

    That is the (decompressed) HTML, the address and the declared encoding. Each part is hashed on its own first, so
    that no two different triples can look alike; the prefix keeps posts apart from drops.
    """
    parts = (html, (url or "").encode(), (encoding or "").strip().lower().encode())
    return hashlib.sha256(b"post\0" + b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def sequence_of_sequencer(sequencer: str) -> str:
    """S3's sequencer, made comparable as a string: upper case, zeros on the right.

    S3's user guide (Event message structure): "right pad the shorter value with zeros, then do a
    lexicographical comparison".

    >>> sequence_of_sequencer("0055aed6dcd90281e5")
    '0055AED6DCD90281E500000000000000'
    """
    return sequencer.upper().ljust(SEQUENCE_WIDTH, "0")


def sequence_of_time(moment: datetime) -> str:
    """A sequence for what has no sequencer: a hand-made event, some emulators' events, a posted page.

    Seconds since 1970 in ten hex digits, then the microseconds in five: S3's own sequencers are seen to begin with the
    same ten digits (``0055AED6DC`` is 2015-07-21), so both kinds sort by time within one document. The same event gives
    the same sequence, so its repetition stays a duplicate.

    >>> sequence_of_time(datetime(2015, 7, 21, 23, 33, 48, tzinfo=UTC))
    '0055AED6DC0000000000000000000000'
    """
    moment = moment.astimezone(UTC)
    return f"{int(moment.timestamp()):010X}{moment.microsecond:05X}".ljust(SEQUENCE_WIDTH, "0")


def sequence_after(sequence: str) -> str:
    """One that is greater, and less than that of every later version: S3's sequencers have 16 to 18 digits.

    What has no number after it, or is none (rows that others wrote), grows by a digit instead, and sorts right behind itself.

    >>> sequence_after("0055AED6DCD90281E500000000000000")
    '0055AED6DCD90281E500000000000001'
    >>> sequence_after("SOMEBODY-ELSES-ROW00000000000000")
    'SOMEBODY-ELSES-ROW000000000000001'
    """
    if not _NUMBER.fullmatch(sequence) or sequence == "F" * SEQUENCE_WIDTH:
        return f"{sequence}1"
    return f"{int(sequence, 16) + 1:0{SEQUENCE_WIDTH}X}"
