"""The ports, in memory: they keep the same contract as AWS's side (test_article_store.py says so for both)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from presscut.errors import ObjectGoneError
from presscut.storage.changes import changes_between
from presscut.storage.clock import utc_now
from presscut.storage.content import content_hash
from presscut.storage.index_keys import PARTITION_KEY
from presscut.storage.listing import (
    DEFAULT_PAGE_SIZE,
    IndexRange,
    Listed,
    ListingQuery,
    Page,
    Position,
    listed_of,
    page_of,
)
from presscut.storage.ports import DroppedPage, StorageError
from presscut.storage.records import Deleted, Erasure, Failed, Live, Outcome, Revision, precedence, status
from presscut.storage.revisions import (
    Erasures,
    FoldedRevision,
    RevisionPage,
    RevisionSummary,
    fold,
    sighting_of,
    state_of,
)
from presscut.storage.rows import latest_row


@dataclass
class InMemoryArticleStore:
    """Keeps every version whole, and folds them anew whenever it is asked: what history should be, at its plainest."""

    latest: dict[str, Revision] = field(default_factory=dict)
    history: dict[tuple[str, str], Revision] = field(default_factory=dict)
    """Every version that ever came, by document and sequence."""
    erasures: list[Erasure] = field(default_factory=list)
    retention: timedelta | None = None
    now: Callable[[], datetime] = utc_now

    def put(self, revision: Revision) -> Outcome:
        origin = revision.origin
        version = (origin.document_id, origin.sequence)
        if version not in self.history or precedence(self.history[version]) < precedence(revision):
            self.history[version] = revision
        if self._erasures(origin.document_id).cover(sighting_of(revision)):
            return "stale"
        there = self.get(origin.document_id)
        if there is None or precedence(there) < precedence(revision):
            self.latest[origin.document_id] = revision
            return "stored" if there is None or state_of(there) != state_of(revision) else "unchanged"
        return "duplicate" if there.origin.sequence == origin.sequence else "stale"

    def erase(self, erasure: Erasure) -> None:
        self.erasures.append(erasure)

    def get(self, document_id: str) -> Revision | None:
        there = self.latest.get(document_id)
        return None if isinstance(there, Deleted) and there.expires_at <= self.now() else there

    def revisions(self, document_id: str, *, before: str | None = None, limit: int = 50) -> RevisionPage:
        folded = list(enumerate(self._folded(document_id), start=1))
        wanted = [each for each in reversed(folded) if before is None or each[1].sighting.sequence < before]
        page = tuple(self._summary(document_id, number, each) for number, each in wanted[:limit])
        return RevisionPage(page, page[-1].sequence if len(wanted) > limit else None)

    def article_at(self, document_id: str, sequence: str) -> Revision | None:
        sequences = [each.sighting.sequence for each in self._folded(document_id)]
        found = max((each for each in sequences if each <= sequence), default=None)
        return self.history[document_id, found] if found is not None else None

    def _folded(self, document_id: str) -> list[FoldedRevision]:
        seen = [sighting_of(each) for (identifier, _), each in self.history.items() if identifier == document_id]
        folded = fold(seen, self._erasures(document_id), self.retention)
        return [each for each in folded if each.expires_at is None or each.expires_at > self.now()]

    def _erasures(self, document_id: str) -> Erasures:
        return Erasures.of(each for each in self.erasures if each.document_id == document_id)

    def _summary(self, document_id: str, number: int, folded: FoldedRevision) -> RevisionSummary:
        revision, before = self.history[document_id, folded.sighting.sequence], folded.compared_with
        return RevisionSummary(
            number=number,
            sequence=folded.sighting.sequence,
            status=status(revision),
            reason=revision.reason if isinstance(revision, Failed) else None,
            arrived_at=revision.origin.arrived_at,
            version_id=revision.origin.version_id,
            content_hash=content_hash(revision.article) if isinstance(revision, Live) else None,
            extractor_version=None if isinstance(revision, Deleted) else revision.extractor_version,
            headline=revision.article.headline if isinstance(revision, Live) else None,
            compared_with=before.sequence if before else None,
            changes=changes_between(self.history[document_id, before.sequence], revision) if before else None,
        )


@dataclass
class InMemoryArticleListing:
    """Of what the store holds at the moment; entries of the same ``listed_at`` in the order of their ids, reversed."""

    store: InMemoryArticleStore

    def page(self, query: ListingQuery, limit: int = DEFAULT_PAGE_SIZE, cursor: str | None = None) -> Page:
        return page_of(query, limit, cursor, self._read)

    def _read(self, part: IndexRange, after: Position | None, number: int) -> list[Listed]:
        rows = [latest_row(revision, {}) for revision in self.store.latest.values()]
        listed = [
            listed_of(row)
            for row in rows
            if row.get(PARTITION_KEY[part.index]) == part.key
            and "listed_at" in row
            and part.first <= row["listed_at"] <= part.last
        ]
        listed.sort(key=_place, reverse=True)
        following = [one for one in listed if after is None or _place(one) < (after.listed_at, after.document_id)]
        return following[:number]


def _place(listed: Listed) -> tuple[str, str]:
    return listed.listed_at, listed.document_id


@dataclass
class InMemoryInbox:
    """``pages`` by key and version; the version None is the current one. ``error`` is what every reading raises."""

    pages: dict[tuple[str, str | None], DroppedPage] = field(default_factory=dict)
    error: StorageError | None = None

    def put(self, key: str, page: DroppedPage) -> None:
        """As a new version, which is the current one from now on."""
        self.pages[key, page.version_id] = self.pages[key, None] = page

    def delete(self, key: str, version_id: str | None = None) -> None:
        """Without a version, what is current; the versions stay."""
        self.pages.pop((key, version_id), None)

    def read(self, bucket: str, key: str, version_id: str | None) -> DroppedPage:
        if self.error:
            raise self.error
        try:
            return self.pages[key, version_id]
        except KeyError:
            raise ObjectGoneError(f"reading s3://{bucket}/{key}: it is not there any more.") from None
