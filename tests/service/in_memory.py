"""The ports, in memory: they keep the same contract as AWS's side (test_article_store.py says so for both)."""

from __future__ import annotations

from dataclasses import dataclass, field

from presscut.errors import ObjectGoneError
from presscut.storage.ports import DroppedPage, StorageError
from presscut.storage.records import Outcome, Revision, precedence


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
