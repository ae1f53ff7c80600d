"""Pages that are too large for a post: a signed request that puts one into the inbox, and what became of it.

Nothing is kept of an upload but the object itself. Its id is a UUID of version 7 (RFC 9562, section 5.7), which tells when
it was opened; its key follows from the id, and the document's id from the key. So the table and the bucket, asked in that
order, are the whole truth:

================================  ==========  =============================================================================
the document in the table         the object  the upload
================================  ==========  =============================================================================
an article, a failure             whichever   ``done``, ``failed``
a tombstone                       whichever   ``deleted``
unknown                           is there    ``pending``: its news is on the way, or waits in the queue
unknown                           is deleted  ``deleted``: its news is on the way
unknown                           is not      ``pending`` while it may still come, else ``expired``
================================  ==========  =============================================================================

Events may be late and in any order: the table sorts that out, and whatever has not reached it is told by the object.
``expired`` is final, so it is said only after the table was asked once more: between the two questions the page may have
come, been read, and been deleted for good.

The signature binds the size, the type, what the metadata says, and ``If-None-Match: *``: one upload is one object, and a
second one under the same signature is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from presscut.service.operations import UPLOAD_ID
from presscut.service.problems import ProblemError
from presscut.service.representations import Upload, UploadOrder, UploadRequest
from presscut.storage.clock import utc_now
from presscut.storage.headers import address_for_metadata, is_web_address
from presscut.storage.ports import ArticleStore, UploadInbox
from presscut.storage.records import Deleted, Failed, Live, Revision, document_id

LIFETIME: Final = timedelta(minutes=15)
"""In which an upload may begin: S3 looks at the signature when the request comes."""
LONGEST_UPLOAD: Final = timedelta(hours=1)
"""In which one that began in time may end. 32 MB in an hour are 75 kbit/s."""
# Clocks of the machines that open uploads and of those that are asked.
_SKEW: Final = timedelta(seconds=30)

_PREFIX: Final = "uploads/"
_UPLOAD_ID: Final = re.compile(UPLOAD_ID)
# Metadata may have 2 KB in all: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
_MAX_METADATA_URL: Final = 1900


@dataclass(frozen=True, slots=True)
class Uploads:
    inbox: UploadInbox
    bucket: str
    store: ArticleStore
    max_bytes: int
    now: Callable[[], datetime] = utc_now

    def new_id(self) -> str:
        return upload_id(self.now(), uuid4())

    def open(self, identifier: str, order: UploadOrder, address_of: Callable[[str], str]) -> Upload:
        """A request for this id, until it expires. Raises ProblemError, and a StorageError."""
        expires_at = opened_at(identifier) + LIFETIME
        left = int((expires_at - self.now()).total_seconds())
        if left <= 0:
            return self.state(identifier, address_of)
        headers = self._headers(order)
        return Upload(
            id=identifier,
            link=address_of(f"/v1/uploads/{identifier}"),
            status="pending",
            expires_at=expires_at,
            request=UploadRequest(
                method="PUT", url=self.inbox.signed_put(key_of(identifier), headers, left), headers=headers
            ),
        )

    def state(self, identifier: str, address_of: Callable[[str], str]) -> Upload:
        """Raises ProblemError for an id that was never given, and a StorageError."""
        if not _UPLOAD_ID.fullmatch(identifier) or milliseconds_of(identifier) > _milliseconds(self.now() + _SKEW):
            raise ProblemError("not_found", "No upload has this id.")
        document = document_id(self.bucket, key_of(identifier))
        upload = Upload(
            id=identifier,
            link=address_of(f"/v1/uploads/{identifier}"),
            status="pending",
            expires_at=opened_at(identifier) + LIFETIME,
        )
        known = self.store.get(document)
        if known is not None:
            return _read(upload, known, address_of(f"/v1/articles/{document}"))
        found = self.inbox.find(key_of(identifier))
        if found == "deleted":
            return upload.model_copy(update={"status": "deleted"})
        if found is not None:
            return upload.model_copy(update={"received_at": found})
        if self.now() <= upload.expires_at + LONGEST_UPLOAD:
            return upload
        known = self.store.get(document)
        if known is not None:
            return _read(upload, known, address_of(f"/v1/articles/{document}"))
        return upload.model_copy(update={"status": "expired"})

    def check(self, order: UploadOrder) -> None:
        """Raises ProblemError where no upload could be opened for it, before anything is kept of the order."""
        self._headers(order)

    def _headers(self, order: UploadOrder) -> dict[str, str]:
        if order.size > self.max_bytes:
            raise ProblemError(
                "too_large", f"A page may have {self.max_bytes} bytes, and this one would have {order.size}."
            )
        headers = {"Content-Length": str(order.size), "Content-Type": order.content_type, "If-None-Match": "*"}
        if order.url is not None:
            headers["x-amz-meta-url"] = _metadata_of(order.url)
        if order.fetched_at is not None:
            headers["x-amz-meta-fetched-at"] = order.fetched_at.astimezone(UTC).isoformat().replace("+00:00", "Z")
        if order.checksum_sha256 is not None:
            headers["x-amz-checksum-sha256"] = order.checksum_sha256
        return headers


def _read(upload: Upload, known: Revision, link: str) -> Upload:
    read = upload.model_copy(update={"article_id": known.origin.document_id})
    match known:
        case Live():
            return read.model_copy(update={"status": "done", "article": link})
        case Failed():
            return read.model_copy(update={"status": "failed", "code": known.reason, "detail": known.message})
        case Deleted():
            return read.model_copy(update={"status": "deleted"})


def _metadata_of(url: str) -> str:
    """Headers are ASCII, and S3 reads encoded words in them: any other address is percent-encoded as a whole, as
    :func:`~presscut.storage.headers.address_in_metadata` reads it."""
    written = address_for_metadata(url)
    if not is_web_address(url) or url != url.strip():
        raise ProblemError("invalid_upload", "url: the address of the page must be absolute, http or https.")
    if len(written) > _MAX_METADATA_URL:
        raise ProblemError(
            "invalid_upload", f"url: the address is longer than the {_MAX_METADATA_URL} bytes that S3 keeps."
        )
    return written


# --- ids -----------------------------------------------------------------------------------------------------------


def upload_id(moment: datetime, random: UUID) -> str:
    """A UUID of version 7: 48 bits of milliseconds since 1970, and the random bits of a UUID of version 4."""
    return str(UUID(int=_milliseconds(moment) << 80 | 0x7 << 76 | random.int & ((1 << 76) - 1)))


def opened_at(identifier: str) -> datetime:
    return datetime.fromtimestamp(milliseconds_of(identifier) / 1000, UTC)


def milliseconds_of(identifier: str) -> int:
    """Since 1970; made-up ids reach beyond the years that Python has."""
    return UUID(identifier).int >> 80


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def key_of(identifier: str) -> str:
    return f"{_PREFIX}{identifier}.html"
