"""The table against the oracle.

===========  =======================================================================================================
lost         what happened last is not the truth of the table: a document or a version of it is missing, older than it
             should be, or says something else; or its article lies nowhere
doubled      a version is in the history though it says what the one before it says
phantom      rows of documents or versions that never were, an article of no version of its document, one that is live
             and was deleted
stuck        messages that were not done even in fair weather, or a storm without end
===========  =======================================================================================================
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bench.storm.oracle import Expected, State, Step, expected_documents
from bench.storm.poison import SEQUENCER
from bench.storm.sandboxes import Sandbox
from bench.storm.simulation import Simulation
from presscut.errors import PresscutError
from presscut.service.settings import Settings
from presscut.storage.content import content_hash
from presscut.storage.dynamodb import DynamoArticleStore
from presscut.storage.items import deserialized
from presscut.storage.ports import StorageError
from presscut.storage.records import Deleted, Failed, Live, Revision
from presscut.storage.rows import revision_of

Fault = Literal["lost", "doubled", "phantom", "stuck"]
Row = dict[str, Any]
Said = tuple[str, str | None, str | None]
"""Status, hash of the content, reason."""


@dataclass(frozen=True, slots=True)
class Finding:
    fault: Fault
    where: str
    what: str


def inspect(simulation: Simulation) -> list[Finding]:
    """All that is wrong with the table after a storm; nothing, if the store is right."""
    expected = expected_documents(
        simulation.world.inbox_bucket,
        simulation.inbox.happenings,
        simulation.poison.keys_that_never_were(),
        SEQUENCER,
    )
    rows: dict[str, dict[str, Row]] = defaultdict(dict)
    for item in simulation.world.items():
        row = deserialized(item)
        rows[row["pk"]][row["sk"]] = row
    store = _store()
    findings = [
        Finding("phantom", pk, f"a document that never was: {', '.join(of_document)}")
        for pk, of_document in rows.items()
        if pk.removeprefix("DOC#") not in expected
    ]
    for document_id, document in expected.items():
        findings += _latest(document, store, rows[f"DOC#{document_id}"])
        findings += _history(document, store, rows[f"DOC#{document_id}"])
    findings += [Finding("stuck", message.message_id, message.body) for message in simulation.stuck()]
    if simulation.tally.did_not_end:
        findings.append(Finding("stuck", "the storm", "it did not end"))
    return findings


def _store() -> DynamoArticleStore:
    """The function's own, by which every reader reads."""
    sandbox = Sandbox(sdk_retries=True)
    sandbox.warm_up()
    store: DynamoArticleStore = sandbox.module.ingestion_of(Settings.from_environment(os.environ)).store
    return store


# --- the truth ----------------------------------------------------------------------------------------------------


def _latest(document: Expected, store: DynamoArticleStore, rows: dict[str, Row]) -> list[Finding]:
    where = f"{document.key} LATEST"
    if "LATEST" not in rows:
        return [Finding("lost", where, "no row")]
    try:
        found = store.get(document.document_id)
    except (StorageError, PresscutError) as error:
        return [Finding("lost", where, f"not readable: {error}")]
    assert found is not None
    last = document.last
    fault: Fault = "phantom" if isinstance(found, Live) and last.state.status == "DELETED" else "lost"
    if found.origin.sequence != last.sequence:
        if found.origin.sequence not in {step.sequence for step in document.steps}:
            fault = "phantom"
        return [Finding(fault, where, f"is of sequence {found.origin.sequence}, not {last.sequence}")]
    wrong = _difference(found, last.state)
    return [Finding(fault, where, wrong)] if wrong else []


def _difference(found: Revision, state: State) -> str | None:
    match found:
        case Live(article=article):
            if state.status != "LIVE":
                return f"is live, not {state.status}"
            if article != state.article():
                return f"says “{article.headline}”, not {state.content}"
            assert state.version is not None
            if found.origin.version_id != state.version.version_id:
                return f"is of version {found.origin.version_id}, not {state.version.version_id}"
        case Failed(reason=reason):
            if (state.status, state.reason) != ("FAILED", reason):
                return f"failed ({reason}), not {state.status} ({state.reason})"
        case Deleted():
            if state.status != "DELETED":
                return f"is deleted, not {state.status}"
    return None


# --- the history --------------------------------------------------------------------------------------------------


def _history(document: Expected, store: DynamoArticleStore, rows: dict[str, Row]) -> list[Finding]:
    """A sighting of every step, a revision of every one that says something else than the one before, and no other.

    What somebody destroyed counts as if it had never been.
    """
    destroyed = {step.version_id: step.sequence for step in document.steps if step.kind == "destroy"}
    found = {sk: row for sk, row in rows.items() if sk != "LATEST"}
    findings = []
    said_before = None
    for position, step in enumerate(document.steps):
        where = f"{document.key} S#{step.sequence}"
        sighting = found.pop(f"S#{step.sequence}", None)
        if sighting is None:
            findings.append(Finding("lost", where, "no row"))
            continue
        states = _states_of(step, document.steps[position:])
        says = _said(sighting)
        if says not in [_sayable(state) for state in states]:
            findings.append(Finding("lost", where, f"says {says}"))
        if says[0] != "DELETED" and step.sequence < destroyed.get(sighting.get("version_id"), ""):
            continue
        if says != said_before:
            row = found.pop(f"V#{step.sequence}", None)
            findings += _revision(f"{document.key} V#{step.sequence}", row, says, states, store)
        said_before = says
    findings += [
        Finding("lost", f"{document.key} E#{version_id}", "no row")
        for version_id in destroyed
        if found.pop(f"E#{version_id}", None) is None
    ]
    findings += [
        Finding("doubled", f"{document.key} {sk}", "a revision that says what the one before it says")
        if any(sk == f"V#{step.sequence}" for step in document.steps)
        else Finding("phantom", f"{document.key} {sk}", "a version that never was")
        for sk in found
    ]
    return findings


def _revision(
    where: str, row: Row | None, says: Said, states: Sequence[State], store: DynamoArticleStore
) -> list[Finding]:
    if row is None:
        return [Finding("lost", where, "no row")]
    try:
        revision = revision_of(row, store.claim_check.read)
    except (StorageError, PresscutError) as error:
        return [Finding("lost", where, f"not readable: {error}")]
    if _said(row) != says:
        return [Finding("lost", where, f"says {_said(row)}, and its sighting {says}")]
    differences = [_difference(revision, state) for state in states]
    return [] if None in differences else [Finding("lost", where, " / ".join(filter(None, differences)))]


def _said(row: Row) -> Said:
    return row["status"], row.get("content_hash"), row.get("reason")


def _sayable(state: State) -> Said:
    article = state.article()
    return state.status, content_hash(article) if article is not None else None, state.reason


def _states_of(step: Step, from_it_on: Sequence[Step]) -> list[State]:
    """What its row may say: where a version was destroyed, it depends on when the news was read."""
    if step.kind in ("destroy", "expire"):
        return [later.state for later in from_it_on]
    return [step.state] if step.is_kept else [step.state, State("FAILED", reason="object_gone")]
