"""The fold: which of the versions of a document are revisions. Values in, values out.

Every version that arrives leaves a *sighting*. A version is a *revision* if it says something else than the version
before it: another article, a failure, a deletion. Versions that were erased count as if they had never been. What the
history holds is a function of the sightings and erasures alone, so it does not matter in which order, or how
often, they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from presscut.storage.changes import Changes
from presscut.storage.content import content_hash
from presscut.storage.records import Deleted, Erasure, Failed, Live, Revision, Status, precedence, state, status


@dataclass(frozen=True, slots=True)
class Sighting:
    """A version as the ledger remembers it: all that decides whether it is a revision, and never what it says."""

    sequence: str
    precedence: str
    state: str
    extractor_version: int
    """0 of deletions."""
    version_id: str | None
    etag: str | None
    arrived_at: datetime

    @property
    def is_deletion(self) -> bool:
        return self.state == "DELETED"


def sighting_of(revision: Revision) -> Sighting:
    origin = revision.origin
    return Sighting(
        sequence=origin.sequence,
        precedence=precedence(revision),
        state=state_of(revision),
        extractor_version=0 if isinstance(revision, Deleted) else revision.extractor_version,
        version_id=origin.version_id,
        etag=origin.etag,
        arrived_at=origin.arrived_at,
    )


def state_of(revision: Revision) -> str:
    return state(
        status(revision),
        content_hash(revision.article) if isinstance(revision, Live) else None,
        revision.reason if isinstance(revision, Failed) else None,
    )


@dataclass(frozen=True, slots=True)
class Erasures:
    """Which versions were erased, and up to which sequence what was read of them is erased with them."""

    until: Mapping[str, str] = field(default_factory=dict)
    """By version id."""

    @classmethod
    def of(cls, erasures: Iterable[Erasure]) -> Erasures:
        until: dict[str, str] = {}
        for erasure in erasures:
            until[erasure.version_id] = max(erasure.sequence, until.get(erasure.version_id, ""))
        return cls(until)

    def cover(self, sighting: Sighting) -> bool:
        """A deletion holds nothing that could be erased: to destroy its marker brings the page back, and both are
        history."""
        if sighting.is_deletion or sighting.version_id is None:
            return False
        return sighting.sequence < self.until.get(sighting.version_id, "")


@dataclass(frozen=True, slots=True)
class FoldedRevision:
    sighting: Sighting
    compared_with: Sighting | None
    """The revision before it; None of the first."""
    expires_at: datetime | None
    """When it may go; None while it is the newest, or where revisions are kept for ever."""

    @property
    def basis(self) -> str:
        """All that decides what is stored of it, but for the time when it may go."""
        compared = self.compared_with
        return f"{_identity(self.sighting)} < {_identity(compared) if compared else 'nothing'}"


def _identity(sighting: Sighting) -> str:
    return f"{sighting.precedence} {sighting.state}"


@dataclass(frozen=True, slots=True)
class RevisionSummary:
    """A revision as a list of them shows it."""

    number: int
    """Counted from 1 over those that are still kept."""
    sequence: str
    status: Status
    reason: str | None
    arrived_at: datetime
    version_id: str | None
    content_hash: str | None
    extractor_version: int | None
    headline: str | None
    compared_with: str | None
    """The sequence of the revision before it, which ``changes`` begin from; None of the first."""
    changes: Changes | None
    """None of the first revision, and where what was before is not known any more."""


@dataclass(frozen=True, slots=True)
class RevisionPage:
    revisions: tuple[RevisionSummary, ...]
    """Newest first."""
    next_before: str | None
    """Where the next page begins (exclusive), or None after the last."""


def fold(
    sightings: Iterable[Sighting], erasures: Erasures, retention: timedelta | None = None
) -> tuple[FoldedRevision, ...]:
    """The revisions in their order. Of several sightings of one version the greatest by precedence counts.

    ``retention`` is how long a revision is kept after the next one arrived; None is for ever.
    """
    revisions = [sighting for sighting in greatest_of_each(sightings) if not erasures.cover(sighting)]
    kept: list[Sighting] = []
    for sighting in revisions:
        if not kept or kept[-1].state != sighting.state:
            kept.append(sighting)
    return tuple(
        FoldedRevision(sighting, before, _expiry(sighting, after, retention))
        for before, sighting, after in zip([None, *kept], kept, [*kept[1:], None], strict=False)
    )


def greatest_of_each(sightings: Iterable[Sighting]) -> list[Sighting]:
    """One sighting a version, in their order; of equals, the one that comes first stays."""
    greatest: dict[str, Sighting] = {}
    for sighting in sightings:
        there = greatest.get(sighting.sequence)
        if there is None or there.precedence < sighting.precedence:
            greatest[sighting.sequence] = sighting
    return [greatest[sequence] for sequence in sorted(greatest)]


def _expiry(sighting: Sighting, successor: Sighting | None, retention: timedelta | None) -> datetime | None:
    """From the later of the two arrivals: a version that came back carries the time of its first arrival."""
    if successor is None or retention is None:
        return None
    return max(sighting.arrived_at, successor.arrived_at) + retention
