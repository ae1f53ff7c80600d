"""The history of a document against the oracle.

Every step has a sighting. A step is a revision exactly if it says something else than the revision before it, unless what it
says was destroyed by hand. A revision tells what changed, from which one on, and when it may go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from bench.storm.clock import moment_of
from bench.storm.findings import Finding
from bench.storm.oracle import Expected, State
from bench.storm.pages import headline_of, paragraphs_of, published_of
from bench.storm.readings import read, state_in
from presscut.storage.changes import Changes
from presscut.storage.dynamodb import DynamoArticleStore
from presscut.storage.rows import revision_of

Row = Mapping[str, Any]

_MANY: Final = 10_000
# S3 tells the time of an object to the second.
_SECOND: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class _Found:
    """A revision in the table."""

    sequence: str
    state: State
    row: Row


def history_findings(document: Expected, store: DynamoArticleStore, rows: Mapping[str, Row]) -> list[Finding]:
    left = {sk: row for sk, row in rows.items() if sk != "LATEST"}
    revisions: list[_Found] = []
    findings = []
    for position, step in enumerate(document.steps):
        sighting, row = left.pop(f"S#{step.sequence}", None), left.pop(f"V#{step.sequence}", None)
        if sighting is None:
            findings.append(Finding("lost", f"{document.key} S#{step.sequence}", "no row"))
            continue
        findings += _step_findings(document, position, sighting, row, store, revisions)
    for step in document.steps:
        if step.kind == "destroy" and left.pop(f"E#{step.version_id}", None) is None:
            findings.append(Finding("lost", f"{document.key} E#{step.version_id}", "no row"))
    findings += [Finding("phantom", f"{document.key} {sk}", "a version that never was") for sk in left]
    findings += _counted(document, store, revisions)
    findings += _expiring(document, store.revision_retention, revisions)
    return findings


def _step_findings(
    document: Expected,
    position: int,
    sighting: Row,
    row: Row | None,
    store: DynamoArticleStore,
    revisions: list[_Found],
) -> Iterator[Finding]:
    """Appends to ``revisions`` what is found."""
    step = document.steps[position]
    where = f"{document.key} {step.kind} {step.sequence}"
    states = [state for state in document.may_say(position) if _is_of(sighting, state)]
    if not states:
        yield Finding("lost", where, f"its sighting says {sighting['status']} of {sighting.get('version_id')}")
    is_erased = sighting["status"] != "DELETED" and step.sequence < document.erased_at(sighting.get("version_id"))
    before = revisions[-1] if revisions else None
    if row is None:
        if not is_erased and (before is None or before.state not in states):
            yield Finding("lost", where, f"no revision, and before it stands {before.state if before else 'nothing'}")
        return
    if is_erased:
        yield Finding("phantom", where, "is kept, and was destroyed by hand")
    revision = read(lambda: revision_of(row, store.claim_check.read))
    if isinstance(revision, str):
        yield Finding("lost", where, revision)
        return
    found = _Found(step.sequence, state_in(revision), row)
    revisions.append(found)
    if found.state not in states:
        yield Finding("lost", where, f"says {found.state}, not {' or '.join(map(str, states))}")
    if before is not None and before.state == found.state:
        yield Finding("doubled", where, f"is a revision, and says what the one before it says: {found.state}")
    if step.kind == "put" and step.at is not None and abs(_arrival(row) - moment_of(step.at)) > _SECOND:
        yield Finding("lost", where, f"arrived at {row['arrived_at']}, not {moment_of(step.at)}")
    if row.get("compared_with") != (before.sequence if before else None):
        yield Finding("lost", where, f"is compared with {row.get('compared_with')}, not {before}")


def _is_of(sighting: Row, state: State) -> bool:
    """Whether it may have been made by reading that."""
    if sighting["status"] != state.status or sighting.get("reason") != state.reason:
        return False
    return state.status == "DELETED" or sighting.get("version_id") == state.version_id


# --- what changed -------------------------------------------------------------------------------------------------


def _counted(document: Expected, store: DynamoArticleStore, revisions: Sequence[_Found]) -> Iterator[Finding]:
    """As a reader lists them: each with its number, newest first, and with what changed."""
    listed = store.revisions(document.document_id, limit=_MANY).revisions
    numbered = [(number, found.sequence) for number, found in enumerate(revisions, start=1)]
    if [(summary.number, summary.sequence) for summary in reversed(listed)] != numbered:
        yield Finding("lost", document.key, f"is listed with {len(listed)} revisions of {len(revisions)}")
        return
    for (before, after), summary in zip(pairwise(revisions), listed[-2::-1], strict=True):
        told, expected = _told(summary.changes), _changes(before.state, after.state)
        if told != expected:
            yield Finding("lost", f"{document.key} V#{after.sequence}", f"tells of {told}, not of {expected}")


_Changed = tuple[dict[str, tuple[str | None, str | None]], tuple[int, int] | None]
"""Fields with what they were and are; how many lines of the body went and came, if any."""


def _told(changes: Changes | None) -> _Changed | None:
    if changes is None:
        return None
    fields = {change.field: (change.before, change.after) for change in changes.fields}
    body = changes.body
    return fields, (body.lines_removed, body.lines_added) if body else None


def _changes(before: State, after: State) -> _Changed:
    values: dict[str, tuple[str | None, str | None]] = {
        "status": (before.status, after.status),
        "reason": (before.reason, after.reason),
    }
    old, new = before.content, after.content
    body = None
    if old is not None and new is not None:
        values["headline"] = headline_of(old), headline_of(new)
        values["date_published"] = _date(published_of(old)), _date(published_of(new))
        if (old.kind, old.body) != (new.kind, new.body):
            body = len(paragraphs_of(old)), len(paragraphs_of(new))  # they have none in common
    return {name: pair for name, pair in values.items() if pair[0] != pair[1]}, body


def _date(moment: datetime) -> str:
    return f"{moment.isoformat()} (second)"


# --- when it may go -----------------------------------------------------------------------------------------------


def _expiring(document: Expected, retention: timedelta | None, revisions: Sequence[_Found]) -> Iterator[Finding]:
    """Of each revision but the newest, so long after the next one arrived."""
    for found, successor in zip(revisions, [*revisions[1:], None], strict=False):
        expected = None
        if successor is not None and retention is not None:
            expected = int((max(_arrival(found.row), _arrival(successor.row)) + retention).timestamp())
        if found.row.get("expires_at") != expected:
            yield Finding(
                "lost",
                f"{document.key} V#{found.sequence}",
                f"expires at {found.row.get('expires_at')}, not {expected}",
            )


def _arrival(row: Row) -> datetime:
    return datetime.fromisoformat(row["arrived_at"])
