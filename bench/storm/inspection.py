"""The table against the oracle.

===========  =======================================================================================================
lost         what happened last is not the truth of the table: a document or a version of it is missing, older than it
             should be, or says something else; or its article lies nowhere, be it but for a moment
doubled      a version is in the history though it says what the one before it says
phantom      rows of documents or versions that never were, an article of no version of its document, one that is live
             and was deleted, one that is kept and was destroyed by hand; objects that no row points at, after the sweep
stuck        messages that were not done even in fair weather, or a storm without end
===========  =======================================================================================================
"""

from __future__ import annotations

import os
from collections import defaultdict
from typing import Any, Final

from bench.storm.events_check import event_findings
from bench.storm.findings import Finding
from bench.storm.history_check import history_findings
from bench.storm.oracle import Expected, expected_documents
from bench.storm.poison import SEQUENCER
from bench.storm.readings import read, state_in
from bench.storm.sandboxes import Sandbox
from bench.storm.simulation import Simulation
from presscut.service.settings import Settings
from presscut.storage.dynamodb import DynamoArticleStore
from presscut.storage.items import deserialized

Row = dict[str, Any]

_SWEEPS_BOOKMARK: Final = "SWEEP"


def inspect(simulation: Simulation) -> list[Finding]:
    """All that is wrong with the table after a storm; nothing, if the store is right."""
    with simulation.surroundings():
        return [*_in_the_table(simulation), *_on_the_way(simulation)]


def _in_the_table(simulation: Simulation) -> list[Finding]:
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
        if pk.removeprefix("DOC#") not in expected and pk != _SWEEPS_BOOKMARK
    ]
    for document_id, document in expected.items():
        findings += _latest(document, store, rows[f"DOC#{document_id}"])
        findings += history_findings(document, store, rows[f"DOC#{document_id}"])
    return findings


def _on_the_way(simulation: Simulation) -> list[Finding]:
    findings = [*simulation.watch.findings, *simulation.watch.orphans()]
    bus = simulation.wire.bus
    findings += event_findings(simulation.watch.truths, bus.told_by_document())
    findings += [Finding("lost", "events", f"a record was put aside: {body}") for body in bus.put_aside]
    findings += [Finding("stuck", record["eventID"], "a record of the stream") for record in simulation.stream.waiting]
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


def _latest(document: Expected, store: DynamoArticleStore, rows: dict[str, Row]) -> list[Finding]:
    where = f"{document.key} LATEST"
    if "LATEST" not in rows:
        return [Finding("lost", where, "no row")]
    found = read(lambda: store.get(document.document_id))
    if isinstance(found, str):
        return [Finding("lost", where, found)]
    last, state = document.last, state_in(found)
    fault: Any = "phantom" if found.origin.sequence not in {step.sequence for step in document.steps} else "lost"
    if (last.state.status, rows["LATEST"]["status"]) == ("DELETED", "LIVE"):
        fault = "phantom"
    if found.origin.sequence != last.sequence:
        return [Finding(fault, where, f"is of sequence {found.origin.sequence}, not {last.sequence}")]
    if state != last.state:
        return [Finding(fault, where, f"is {state}, not {last.state}")]
    if state.status == "LIVE" and state.version_id != last.state.version_id:
        return [Finding("lost", where, f"is of version {state.version_id}, not {last.state.version_id}")]
    return []
