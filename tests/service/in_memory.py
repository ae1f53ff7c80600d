"""The ports, in memory: they keep the same contract as AWS's side (test_article_store.py says so for both)."""

from __future__ import annotations

from dataclasses import dataclass, field

from presscut.errors import ObjectGoneError
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
from presscut.storage.records import Outcome, Revision, precedence
from presscut.storage.rows import rows_of


@dataclass
class InMemoryArticleStore:
    latest: dict[str, Revision] = field(default_factory=dict)
    history: dict[tuple[str, str], Revision] = field(default_factory=dict)

    def put(self, revision: Revision) -> Outcome:
        origin = revision.origin
        version = (origin.document_id, origin.sequence)
        if version not in self.history or precedence(self.history[version]) < precedence(revision):
            self.history[version] = revision
        there = self.latest.get(origin.document_id)
        if there is None or precedence(there) < precedence(revision):
            self.latest[origin.document_id] = revision
            return "stored"
        return "duplicate" if there.origin.sequence == origin.sequence else "stale"

    def get(self, document_id: str) -> Revision | None:
        return self.latest.get(document_id)


@dataclass
class InMemoryArticleListing:
    """Of what the store holds at the moment; entries of the same ``listed_at`` in the order of their ids, reversed."""

    store: InMemoryArticleStore

    def page(self, query: ListingQuery, limit: int = DEFAULT_PAGE_SIZE, cursor: str | None = None) -> Page:
        return page_of(query, limit, cursor, self._read)

    def _read(self, part: IndexRange, after: Position | None, number: int) -> list[Listed]:
        rows = [rows_of(revision, {})[1] for revision in self.store.latest.values()]
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
