"""What the service needs of the world, and how the world may fail it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from presscut.storage.listing import DEFAULT_PAGE_SIZE, ListingQuery, Page
from presscut.storage.records import Erasure, Outcome, Revision
from presscut.storage.revisions import RevisionPage
from presscut.storage.same_text import DEFAULT_LIMIT, SameTextPage


class StorageError(Exception):
    """Storage did not do what it was asked. Nothing is lost: the same call may be made again."""


class TransientStorageError(StorageError):
    """Throttled, timed out, broken off, or an error on the other side: try again in a moment."""


class StorageRefusedError(StorageError):
    """Access denied, a missing table or bucket: it stays so until someone changes the deployment."""


@dataclass(frozen=True, slots=True)
class DroppedPage:
    """An object of the inbox as it was read: raw bytes and what its headers say about them."""

    body: bytes
    url: str | None
    """The page's address by the object's metadata; absolute http(s), else None."""
    encoding: str | None
    """The charset of its ``Content-Type``, as written."""
    content_encoding: str | None
    version_id: str | None
    etag: str | None
    """Of what was really read: in an unversioned bucket that may be newer than the event."""
    last_modified: datetime
    fetched_at: datetime | None = None
    """When the page was read from its address, by the object's metadata."""


class PageSource(Protocol):
    def read(self, bucket: str, key: str, version_id: str | None) -> DroppedPage:
        """The object, of this version or the current one.

        Raises ObjectGoneError, TooLargeError (without having read it), or a StorageError.
        """
        ...


class ArticleStore(Protocol):
    """Every method raises a StorageError, and is safe to repeat after any failure."""

    def put(self, revision: Revision) -> Outcome:
        """Adds to the history, and becomes the truth unless that takes precedence already."""
        ...

    def erase(self, erasure: Erasure) -> None:
        """Keeps no longer, in the history, what was read of a version, whether news of it has come or is still to come.

        The truth is not its business: put first what became of the document with the destruction of that version.
        """
        ...

    def get(self, document_id: str) -> Revision | None:
        """The truth about a document, or None if nothing was ever known about it. Reads its own writes."""
        ...

    def revisions(self, document_id: str, *, before: str | None = None, limit: int = 50) -> RevisionPage:
        """The history, newest first; ``before`` is a sequence, exclusive. Reads its own writes."""
        ...

    def article_at(self, document_id: str, sequence: str) -> Revision | None:
        """The revision that was in effect at this version: of its own or of the next version before it that said
        something new. None before the first of those still kept.
        """
        ...


class ArticleListing(Protocol):
    def page(self, query: ListingQuery, limit: int = DEFAULT_PAGE_SIZE, cursor: str | None = None) -> Page:
        """A page of live articles, newest first; ``cursor`` is what the page before gave as its ``next_cursor``.

        Raises InvalidQueryError (an odd limit), InvalidCursorError (and ForeignCursorError), or a StorageError.
        """
        ...


class UploadInbox(Protocol):
    def signed_put(self, key: str, headers: Mapping[str, str], seconds: int) -> str:
        """The address to which a PUT with exactly these headers stores an object, for so long. Raises a StorageError."""
        ...

    def find(self, key: str) -> datetime | Literal["deleted"] | None:
        """When the current object of this key came; "deleted" where a delete marker says so. Raises a StorageError."""
        ...


class SameTextReader(Protocol):
    def same_text_as(self, document_id: str, *, after: str | None = None, limit: int = DEFAULT_LIMIT) -> SameTextPage:
        """Other live documents that hold the same text, by their ids; ``after`` is one, exclusive.

        Reads its own writes, but follows the truth some seconds behind. Raises a StorageError.
        """
        ...
