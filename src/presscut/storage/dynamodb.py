"""The article store in DynamoDB, with S3 for what does not fit into a row.

Every write goes the same way: the object first if one is needed, then the history (:mod:`presscut.storage.history`),
then ``LATEST`` under the condition "nothing there, or something of lower precedence". Whatever breaks off in between is
healed by the repetition that SQS brings. No transaction, no lock: a stale version must reach the history even though it
is no longer the truth, which one all-or-nothing write would forbid.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from presscut.storage import rows
from presscut.storage.aws_errors import ConditionNotMetError
from presscut.storage.bodies import Version, prepared
from presscut.storage.claim_check import ClaimCheck, DanglingClaimError
from presscut.storage.clock import utc_now
from presscut.storage.history import History
from presscut.storage.records import Erasure, Outcome, Revision
from presscut.storage.revisions import RevisionPage
from presscut.storage.table import Table, takes_precedence

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# All that a list of revisions shows; the article stays in the table.
_SUMMARY = (
    "source_seq",
    "status",
    "reason",
    "arrived_at",
    "version_id",
    "content_hash",
    "extractor_version",
    "headline",
    "compared_with",
    "changes_gzip",
    "expires_at",
)
_PRECEDENCE = ("precedence", "source_seq", "expires_at")


@dataclass(frozen=True, slots=True)
class DynamoArticleStore:
    """An :class:`~presscut.storage.ports.ArticleStore`."""

    dynamodb: DynamoDBClient
    table_name: str
    claim_check: ClaimCheck
    sighting_lifetime: timedelta = timedelta(days=90)
    """How long every version is remembered: longer than any news of it may still arrive."""
    revision_retention: timedelta | None = None
    """How long a revision is kept after the next one arrived; None is for ever."""
    now: Callable[[], datetime] = utc_now

    # --- writing -----------------------------------------------------------------------------------------------

    def put(self, revision: Revision) -> Outcome:
        recorded = self._history.record(prepared(revision, self.claim_check))
        if recorded.version is None:
            return "stale"
        return self._become_the_truth(recorded.version, is_expected_to=recorded.is_newest)

    def erase(self, erasure: Erasure) -> None:
        self._history.erase(erasure)

    def _become_the_truth(self, version: Version, *, is_expected_to: bool) -> Outcome:
        now = self.now()
        row = rows.latest_row(version.revision, version.body.of_latest())
        if not is_expected_to:
            # A refused write costs as much as one that is done, and this reading a twentieth of it.
            there = self._table.get(rows.latest_key(version.revision.origin.document_id), _PRECEDENCE)
            if there is not None and not rows.is_gone(there, now) and there["precedence"] >= row["precedence"]:
                return _refused(row, there)
        try:
            before = self._table.put(row, takes_precedence(row["precedence"], rows.unix_seconds(now)))
        except ConditionNotMetError as error:
            return _refused(row, error.found)
        if before is None or rows.is_gone(before, now):
            return "stored"
        return "unchanged" if rows.state_in(before) == version.sighting.state else "stored"

    # --- reading -----------------------------------------------------------------------------------------------

    def get(self, document_id: str) -> Revision | None:
        return self._read(lambda: self._table.get(rows.latest_key(document_id)))

    def revisions(self, document_id: str, *, before: str | None = None, limit: int = 50) -> RevisionPage:
        pk, now = rows.latest_key(document_id)["pk"], self.now()
        last = "V$" if before is None else f"V#{before}"
        # One more than is asked for tells whether there are more; the one to begin before is read too.
        found = self._table.query(pk, "V#", last, newest_first=True, page_size=limit + 2, attributes=_SUMMARY)
        wanted = (row for row in found if row["source_seq"] != before and not rows.is_gone(row, now))
        kept = list(islice(wanted, limit + 1))
        page, has_more = kept[:limit], len(kept) > limit
        older = 0
        if has_more:
            oldest_shown = f"V#{page[-1]['source_seq']}"
            older = self._table.count(pk, "V#", oldest_shown, not_expired_at=rows.unix_seconds(now)) - 1
        summaries = tuple(
            rows.summary_of(row, number) for row, number in zip(page, range(older + len(page), older, -1), strict=True)
        )
        return RevisionPage(summaries, page[-1]["source_seq"] if has_more else None)

    def article_at(self, document_id: str, sequence: str) -> Revision | None:
        return self._read(lambda: self._revision_row_at(document_id, sequence))

    def _revision_row_at(self, document_id: str, sequence: str) -> rows.Row | None:
        key, now = rows.revision_key(document_id, sequence), self.now()
        found = self._table.query(key["pk"], "V#", key["sk"], newest_first=True, page_size=1)
        return next((row for row in found if not rows.is_gone(row, now)), None)

    def _read(self, read_row: Callable[[], rows.Row | None]) -> Revision | None:
        """A row may have been replaced, and its object erased, between the reading of the one and the other."""
        row = read_row()
        if row is None or rows.is_gone(row, self.now()):
            return None
        try:
            return rows.revision_of(row, self.claim_check.read)
        except DanglingClaimError:
            again = read_row()
            if again is not None and again.get("article_key") == row["article_key"]:
                raise
            return rows.revision_of(again, self.claim_check.read) if again is not None else None

    # --- AWS ---------------------------------------------------------------------------------------------------

    @property
    def _table(self) -> Table:
        return Table(self.dynamodb, self.table_name)

    @property
    def _history(self) -> History:
        return History(self._table, self.claim_check, self.sighting_lifetime, self.revision_retention, self.now)


def _refused(row: rows.Row, there: rows.Row) -> Outcome:
    return "duplicate" if there["source_seq"] == row["source_seq"] else "stale"
