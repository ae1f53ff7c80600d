"""The history of documents in the table: sightings and erasures are written, and revisions follow from them.

What the ``V#`` rows of a document should be is a function of its ``S#`` and ``E#`` rows (:func:`~.revisions.fold`).
Writers hold no lock and make no transaction, which would cost double. Each writes its own row under a condition that
only ever lets greater precedence win, and then *settles*: it reads all from its own version on, puts right what is not
as it should be, and reads again, until a reading finds nothing to do.

**Why that converges.** What is stored at a version can be made wrong only by writing a sighting or a revision at it or
before it, or an erasure; and whoever does so reads everything from there on after their own last write. So take the
last write that could have touched a version: its writer's last reading came after it, and found that version right.
Who breaks off in between is repeated by the queue, and settles then.

**Why nothing is lost on the way.** The article of a new revision is written *before* its sighting; only another reading
of a version that has been read before, as by a newer extractor, is sighted first. So wherever a
sighting stands, what it saw is in the row of its own version, or in that of an earlier one that says the same; also if
its writer broke off there, and if the page can never be read again. For the same reason rows are put right from the
newest to the oldest: what a later version needs of an earlier one is copied before that goes.
Of two who read the same version differently (the object of an unversioned bucket, replaced in between), whoever is
first in the ledger stands for it, and the other adopts that.

In the order of arrival all this is three short queries before and after two writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from presscut.storage import rows
from presscut.storage.aws_errors import ConditionNotMetError
from presscut.storage.bodies import Version, prepared
from presscut.storage.changes import Changes, changes_between
from presscut.storage.claim_check import ClaimCheck
from presscut.storage.ports import TransientStorageError
from presscut.storage.records import Deleted, Erasure, Origin, Revision, precedence
from presscut.storage.revisions import Erasures, FoldedRevision, Sighting, fold, greatest_of_each
from presscut.storage.rows import Row
from presscut.storage.table import Condition, Table, takes_precedence

# Each round but the last follows somebody's write: ours, or that of another writer of the very same document.
_MOST_ROUNDS = 25
# Ends the basis of a revision that was to be compared with a version whose writer was still on the way.
_UNSEEN = " unseen"


@dataclass(frozen=True)
class View:
    """All that is known of a document's history from one version on, and the revision before that version."""

    document_id: str
    ledger: Mapping[str, Sighting]
    """By sequence, what the ``S#`` rows say."""
    written: Mapping[str, Sighting]
    """By sequence, what the ``V#`` rows say of their versions; the one before the first version is among them."""
    rows: Mapping[str, Row]
    """The ``V#`` rows themselves."""
    base: str | None
    """The sequence of the revision before the first version."""
    erasures: Erasures

    @cached_property
    def versions(self) -> Mapping[str, Sighting]:
        """A revision counts as sighted, for its sighting may have expired, or not be written yet."""
        known = greatest_of_each([*self.ledger.values(), *self.written.values()])
        return {sighting.sequence: sighting for sighting in known}

    def with_sighting(self, sighting: Sighting) -> View:
        return replace(self, ledger={**self.ledger, sighting.sequence: sighting})


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the history made of a version."""

    version: Version | None
    """What stands for it: mostly what was to be recorded, else what was first; None if it is erased."""
    is_newest: bool
    """Whether it was not known before, and no later one is."""


@dataclass(frozen=True, slots=True)
class _Fix:
    """A write that puts a revision right. With neither a row nor a new time when it expires: it goes."""

    key: Row
    condition: Condition
    row: Row | None = None
    new_expiry: tuple[int | None] | None = None

    @property
    def is_deletion(self) -> bool:
        return self.row is None and self.new_expiry is None


@dataclass(frozen=True, slots=True)
class History:
    table: Table
    claim_check: ClaimCheck
    sighting_lifetime: timedelta
    """How long a version is remembered apart from its revision: longer than any news of it may still arrive."""
    retention: timedelta | None
    """How long a revision is kept after the next one arrived; None is for ever."""
    now: Callable[[], datetime]

    def record(self, version: Version) -> Recorded:
        """Raises a StorageError."""
        document_id, sequence = version.revision.origin.document_id, version.sighting.sequence
        view, standing = self._secured(version)
        is_new = sequence not in view.versions
        written = view.ledger.get(sequence)
        if written is None or written.precedence < standing.precedence:
            self._put_sighting(self._version_of(standing, view, version) or version)
            settled = self._settled(document_id, sequence, version)
        else:
            settled = self._settled(document_id, sequence, version, view)
        stands = settled.versions[sequence]
        if settled.erasures.cover(stands):
            self.claim_check.erase(document_id, sequence)
            return Recorded(None, is_newest=False)
        return Recorded(
            self._version_of(stands, settled, version) or version, is_new and sequence == max(settled.versions)
        )

    def erase(self, erasure: Erasure) -> None:
        """Raises a StorageError."""
        self._put_erasure(erasure)
        erased = self._sequences_of(erasure)
        if erased:
            self._settled(erasure.document_id, min(erased), None)
        for sequence in erased:
            self.claim_check.erase(erasure.document_id, sequence)

    # --- the ledger --------------------------------------------------------------------------------------------

    def _secured(self, version: Version) -> tuple[View, Sighting]:
        """Sees to it that what a sighting will say can be found again, whatever happens after it is written.

        What was there before, and what the sighting shall say.
        """
        document_id, sequence = version.revision.origin.document_id, version.sighting.sequence
        for _ in range(_MOST_ROUNDS):
            view = self._view(document_id, sequence)
            there = view.versions.get(sequence)
            if there is not None and there.precedence >= version.sighting.precedence:
                return view, there
            replaced = view.written.get(sequence)
            if replaced is not None and replaced.state != version.sighting.state:
                # Another reading of the version lies there, and later ones may say the same as that. To the ledger
                # first: whoever comes to rely on the row sees there that it will be replaced.
                return view, version.sighting
            fixes = self._fixes(view.with_sighting(version.sighting), version)
            if all(self._apply(fix) for fix in fixes if fix.key == rows.revision_key(document_id, sequence)):
                return view, version.sighting
        raise _restless(document_id)

    def _put_sighting(self, version: Version) -> None:
        now = self.now()
        row = rows.sighting_row(version.revision, now + self.sighting_lifetime)
        self._put_unless_refused(row, takes_precedence(precedence(version.revision), rows.unix_seconds(now)))

    def _put_erasure(self, erasure: Erasure) -> None:
        now = self.now()
        condition = Condition(
            "attribute_not_exists(pk) OR #source_seq < :sequence OR #expires_at <= :now",
            {":sequence": erasure.sequence, ":now": rows.unix_seconds(now)},
        )
        self._put_unless_refused(rows.erasure_row(erasure, now + self.sighting_lifetime), condition)

    def _put_unless_refused(self, row: Row, condition: Condition) -> None:
        """Refused is success: what is there outranks it, and the next reading finds that."""
        with suppress(ConditionNotMetError):
            self.table.put(row, condition)

    def _sequences_of(self, erasure: Erasure) -> set[str]:
        """Of all versions that this erasure is about."""
        pk = rows.latest_key(erasure.document_id)["pk"]
        attributes = ("source_seq", "version_id", "status")
        return {
            row["source_seq"]
            for kind in ("S", "V")
            for row in self.table.query(pk, f"{kind}#", f"{kind}$", attributes=attributes)
            if row["status"] != "DELETED"
            and row.get("version_id") == erasure.version_id
            and row["source_seq"] < erasure.sequence
        }

    # --- settling ----------------------------------------------------------------------------------------------

    def _settled(self, document_id: str, start: str, own: Version | None, view: View | None = None) -> View:
        """A view from ``start`` on in which every revision is as it should be; ``view`` may be one that was just read."""
        for _ in range(_MOST_ROUNDS):
            view = view or self._view(document_id, start)
            fixes = self._fixes(view, own)
            if not fixes:
                return view
            for fix in fixes:
                self._apply(fix)
            view = None
        raise _restless(document_id)

    def _view(self, document_id: str, start: str) -> View:
        pk, now = rows.latest_key(document_id)["pk"], self.now()
        erasures = Erasures.of(
            rows.erasure_in(row) for row in self.table.query(pk, "E#", "E$") if not rows.is_gone(row, now)
        )
        ledger = {
            row["source_seq"]: rows.sighting_in(row, self.claim_check.read)
            for row in self.table.query(pk, f"S#{start}", "S$")
            if not rows.is_gone(row, now)
        }
        found: dict[str, Row] = {}
        written: dict[str, Sighting] = {}
        base = None
        # In the order of arrival, the first page holds the version itself, if it comes again, and the one before.
        for row in self.table.query(pk, "V#", "V$", newest_first=True, page_size=2):
            if rows.is_gone(row, now):
                continue
            sighting = rows.sighting_in(row, self.claim_check.read)
            is_before = sighting.sequence < start
            if is_before and erasures.cover(sighting):
                continue
            found[sighting.sequence], written[sighting.sequence] = row, sighting
            if is_before:
                base = sighting.sequence
                break
        if base is not None and any(sequence not in written for sequence in ledger):
            # They rely on what the row before them says. Whether that is about to be replaced, the ledger knows.
            before = self.table.get(rows.sighting_key(document_id, base))
            if before is not None and not rows.is_gone(before, now):
                ledger[base] = rows.sighting_in(before, self.claim_check.read)
        return View(document_id, ledger, written, found, base, erasures)

    def _fixes(self, view: View, own: Version | None) -> list[_Fix]:
        """What is to be written so that the table comes to be as the fold says, in an order in which nothing is replaced
        or deleted before those that need it have it: newest version first, and deletions at last.
        """
        return sorted(self._differences(view, own), key=lambda fix: fix.is_deletion)

    def _differences(self, view: View, own: Version | None) -> Iterator[_Fix]:
        now = self.now()
        plan = {each.sighting.sequence: each for each in fold(view.versions.values(), view.erasures, self.retention)}
        for sequence in sorted({*plan, *view.rows}, reverse=True):
            folded, row = plan.get(sequence), view.rows.get(sequence)
            key, condition = rows.revision_key(view.document_id, sequence), _as_read(row, now)
            if folded is None:
                yield _Fix(key, condition)
            elif row is not None and (sequence == view.base or self._is_up_to_date(row, folded, view, own)):
                expiry = rows.unix_seconds(folded.expires_at) if folded.expires_at else None
                if row.get("expires_at") != expiry:
                    yield _Fix(key, condition, new_expiry=(expiry,))
            elif row is not None or folded.expires_at is None or folded.expires_at > now:
                version = self._version_of(folded.sighting, view, own)
                if version is not None:
                    changes = self._changes(folded, version, view, own)
                    new = rows.revision_row(folded, version.revision, version.body.of_revision(), changes)
                    if folded.compared_with is not None and changes is None:
                        new["basis"] += _UNSEEN
                    yield _Fix(key, condition, row=new)

    def _is_up_to_date(self, row: Row, folded: FoldedRevision, view: View, own: Version | None) -> bool:
        basis = str(row.get("basis"))
        if basis == folded.basis:
            return True
        before = folded.compared_with
        if before is not None:
            return basis == folded.basis + _UNSEEN and self._revision_of(before, view, own) is None
        # The first that is still known was once compared with one that has expired, and tells more than it would if made anew.
        compared_with = row.get("compared_with")
        return (
            compared_with is not None
            and compared_with not in view.versions
            and basis.startswith(folded.basis.removesuffix("nothing"))
            and not self._is_erased(compared_with, view)
        )

    def _is_erased(self, sequence: str, view: View) -> bool:
        """Of a version before those in view. An erasure is forgotten no sooner than what it erases."""
        row = self.table.get(rows.sighting_key(view.document_id, sequence))
        return row is not None and view.erasures.cover(rows.sighting_in(row, self.claim_check.read))

    def _apply(self, fix: _Fix) -> bool:
        """Whether it was done; if not, the row is not any more what was read."""
        try:
            if fix.row is not None:
                self.table.put(fix.row, fix.condition)
            elif fix.new_expiry is not None:
                self.table.set_expiry(fix.key, fix.new_expiry[0], fix.condition)
            else:
                self.table.delete(fix.key, fix.condition)
        except ConditionNotMetError:
            return False
        return True

    # --- what versions say -------------------------------------------------------------------------------------

    def _changes(self, folded: FoldedRevision, version: Version, view: View, own: Version | None) -> Changes | None:
        if folded.compared_with is None:
            return None
        before = self._revision_of(folded.compared_with, view, own)
        return changes_between(before, version.revision) if before is not None else None

    def _version_of(self, sighting: Sighting, view: View, own: Version | None) -> Version | None:
        """``own`` itself where the sighting is of that very reading."""
        if own is not None and (own.sighting.precedence, own.sighting.state) == (sighting.precedence, sighting.state):
            return own
        revision = self._revision_of(sighting, view, own)
        return prepared(revision, self.claim_check) if revision is not None else None

    def _revision_of(self, sighting: Sighting, view: View, own: Version | None) -> Revision | None:
        """From whatever says the same as the sighting; None where nothing is left that does."""
        if own is not None and own.sighting.state == sighting.state:
            return _as_sighted(own.revision, sighting)
        same = [sequence for sequence, written in view.written.items() if written.state == sighting.state]
        if same:
            nearest = max((each for each in same if each <= sighting.sequence), default=min(same))
            return _as_sighted(rows.revision_of(view.rows[nearest], self.claim_check.read), sighting)
        latest = self.table.get(rows.latest_key(view.document_id))
        if latest is not None and rows.sighting_in(latest, self.claim_check.read).state == sighting.state:
            return _as_sighted(rows.revision_of(latest, self.claim_check.read), sighting)
        return self._tombstone(sighting, view) if sighting.is_deletion else None

    def _tombstone(self, sighting: Sighting, view: View) -> Revision:
        """Of a deletion there is nothing more to say than that it happened; where, any row of the document says."""
        known = next(iter(view.rows.values()), {})
        origin = Origin(
            view.document_id, sighting.sequence, sighting.arrived_at, bucket=known.get("bucket"), key=known.get("key")
        )
        return _as_sighted(Deleted(origin, self.now() + self.sighting_lifetime), sighting)


def _as_sighted(revision: Revision, sighting: Sighting) -> Revision:
    origin = replace(
        revision.origin,
        sequence=sighting.sequence,
        arrived_at=sighting.arrived_at,
        version_id=sighting.version_id,
        etag=sighting.etag,
    )
    if isinstance(revision, Deleted):
        return replace(revision, origin=origin)
    return replace(revision, origin=origin, extractor_version=sighting.extractor_version)


def _as_read(row: Row | None, now: datetime) -> Condition:
    """Refuses a write that was meant for another state: one that was overtaken, or that the network held back."""
    if row is None:
        return Condition("attribute_not_exists(pk) OR #expires_at <= :now", {":now": rows.unix_seconds(now)})
    if "basis" in row:
        return Condition("#basis = :basis", {":basis": row["basis"]})
    return Condition("attribute_exists(pk) AND attribute_not_exists(#basis)")


def _restless(document_id: str) -> TransientStorageError:
    return TransientStorageError(f"The history of document {document_id} does not come to rest.")
