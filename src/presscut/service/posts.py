"""What is done about a posted page that shall be kept, and about an article that shall go. Knows neither HTTP nor AWS, only
the port.

Posts are content-addressed (:func:`~presscut.storage.records.posted_document_id`): the same page, posted twice, is one
document with one version. So its sequence is the same for everybody, and of two who post it at the same moment the
table's condition makes one the first and the other the duplicate. Only a post after a deletion is a version of its
own, later than the tombstone: whoever posts a page again wants it back.

A deletion over HTTP is a version too: the very next one after the version that is there. It outranks that one, and late
news of all before it; and any version that is dropped later outranks the deletion, whatever clocks say. (A tombstone as of
now could outrank a drop of the next moment, since nothing promises that S3's sequencers are times.) The article stays in
the history, as it does when its object is deleted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from presscut.article import Article
from presscut.storage.clock import utc_now
from presscut.storage.ports import ArticleStore, TransientStorageError
from presscut.storage.records import Deleted, Failed, Live, Origin, Revision, sequence_after, sequence_of_time
from presscut.version import EXTRACTOR_VERSION

_FIRST_SEQUENCE = sequence_of_time(datetime.fromtimestamp(0, UTC))


@dataclass(frozen=True, slots=True)
class Posts:
    store: ArticleStore
    tombstone_lifetime: timedelta
    now: Callable[[], datetime] = utc_now

    def known(self, document_id: str) -> Revision | None:
        """Raises a StorageError."""
        return self.store.get(document_id)

    def keep(self, document_id: str, article: Article, known: Revision | None) -> bool:
        """Stores it; whether it is new. ``known`` is what was found there before the page was read.

        Raises a StorageError, a transient one if the document was deleted in the meantime.
        """
        now = self.now()
        origin = Origin(document_id, _sequence(known, now), arrived_at=now)
        outcome = self.store.put(Live(origin, article, EXTRACTOR_VERSION))
        if outcome == "stale":
            raise TransientStorageError(f"Document {document_id} changed while its page was read.")
        return outcome == "stored" and (known is None or isinstance(known, Deleted))

    def remove(self, known: Live | Failed) -> None:
        """Makes a tombstone of what was found there.

        Raises a StorageError, a transient one if a newer version came in the meantime: that was not what was asked for.
        """
        now, found = self.now(), known.origin
        origin = Origin(
            found.document_id, sequence_after(found.sequence), arrived_at=now, bucket=found.bucket, key=found.key
        )
        if self.store.put(Deleted(origin, expires_at=now + self.tombstone_lifetime)) == "stale":
            raise TransientStorageError(f"Document {found.document_id} changed while it was deleted.")


def is_up_to_date(known: Revision | None) -> bool:
    """Whether reading the page again could bring nothing new."""
    return isinstance(known, Live) and known.extractor_version >= EXTRACTOR_VERSION


def _sequence(known: Revision | None, now: datetime) -> str:
    match known:
        case None:
            return _FIRST_SEQUENCE
        case Deleted():
            return sequence_of_time(now)
        case _:
            return known.origin.sequence
