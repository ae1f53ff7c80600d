"""What is done about a drop: read, extract, store. Knows neither Lambda nor AWS, only the ports.

==================  ==========================================================================
the drop            becomes
==================  ==========================================================================
created             the article; or ``FAILED`` with the reason, if these bytes can never be one
deleted             a tombstone
version_deleted,    whatever is the current version now, under the deletion's sequence: its
version_expired     article, ``FAILED``, or a tombstone if nothing is left
==================  ==========================================================================

Destroying one version changes which one is current without any other event, and news of that version itself may
still be on its way. So the key is read anew and the result takes the deletion's place in the order: it is right
whatever came before, and whatever comes later outranks it. Who destroys a version by hand wants it to be gone, so the
history forgets what it said; a rule of the lifecycle only tidies up the bucket, and the history stays.

What may pass by itself (throttling, time-outs, and denied access, which someone will repair) is raised, for the
queue to try again; so is an exception nobody foresaw, which ends in the dead-letter queue, page and all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from presscut import extract
from presscut.article import Article
from presscut.errors import ExtractionError, ObjectGoneError, PresscutError
from presscut.extraction.limits import Limits
from presscut.formats.compression import decompress
from presscut.service.codings import with_warning
from presscut.service.events import Drop
from presscut.storage.clock import utc_now
from presscut.storage.ports import ArticleStore, DroppedPage, PageSource
from presscut.storage.records import (
    Deleted,
    Erasure,
    Failed,
    Live,
    Origin,
    Outcome,
    Revision,
    document_id,
    sequence_of_sequencer,
    sequence_of_time,
)
from presscut.version import EXTRACTOR_VERSION

_BEFORE_ALL = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of a drop."""

    revision: Revision
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Ingestion:
    pages: PageSource
    store: ArticleStore
    max_html_bytes: int
    tombstone_lifetime: timedelta
    now: Callable[[], datetime] = utc_now

    def ingest(self, drop: Drop) -> Ingested:
        """Raises a StorageError where trying again may help; all that cannot become better is stored instead."""
        revision = self._tombstone(drop) if drop.kind == "deleted" else self._read(drop)
        outcome = self.store.put(revision)
        if drop.kind == "version_deleted" and drop.version_id:
            origin = self._origin(drop)
            self.store.erase(Erasure(origin.document_id, drop.version_id, origin.sequence, origin.arrived_at))
        return Ingested(revision, outcome)

    def _read(self, drop: Drop) -> Revision:
        version_id = drop.version_id if drop.kind == "created" else None
        try:
            page = self.pages.read(drop.bucket, drop.key, version_id)
        except ObjectGoneError as error:
            return _failed(self._origin(drop), error) if drop.kind == "created" else self._tombstone(drop)
        except ExtractionError as error:
            return _failed(self._origin(drop), error)
        origin = replace(self._origin(drop), arrived_at=page.last_modified, version_id=page.version_id, etag=page.etag)
        try:
            return Live(origin, self._article(page), EXTRACTOR_VERSION)
        except ExtractionError as error:
            return _failed(origin, error)

    def _article(self, page: DroppedPage) -> Article:
        html = decompress(page.body, page.content_encoding, max_bytes=self.max_html_bytes)
        article = extract(
            html,
            url=page.url,
            encoding=page.encoding,
            # The object's own time, not the event's: a replay of old events reads the page as it was read before.
            fetched_at=page.fetched_at or page.last_modified,
            limits=Limits(max_bytes=self.max_html_bytes),
        )
        return with_warning(article, page.content_encoding)

    def _tombstone(self, drop: Drop) -> Deleted:
        # From now, not from the deletion: an archive may replay old events, their "created" among them.
        return Deleted(self._origin(drop), expires_at=self.now() + self.tombstone_lifetime)

    def _origin(self, drop: Drop) -> Origin:
        return Origin(
            document_id=document_id(drop.bucket, drop.key),
            sequence=_sequence(drop),
            arrived_at=drop.occurred_at or self.now(),
            bucket=drop.bucket,
            key=drop.key,
            version_id=drop.version_id,
            etag=drop.etag,
        )


def _failed(origin: Origin, error: PresscutError) -> Failed:
    return Failed(origin, error.code, str(error), EXTRACTOR_VERSION)


def _sequence(drop: Drop) -> str:
    """By S3's sequencer, else by the time of the event, else before everything: the first one read then stays."""
    if drop.sequencer:
        return sequence_of_sequencer(drop.sequencer)
    return sequence_of_time(drop.occurred_at or _BEFORE_ALL)
