"""The figures of a storm, as values for JSON and as a table for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from bench.storm.findings import Finding
from bench.storm.simulation import Simulation

VERDICTS: Final = ("lost", "doubled", "phantom", "stuck")


def figures(simulation: Simulation, findings: Sequence[Finding]) -> dict[str, Any]:
    tally, queue, wire = simulation.tally, simulation.queue, simulation.wire
    happenings = [happening for of_key in simulation.inbox.happenings.values() for happening in of_key]
    kinds = [happening.kind for happening in happenings]
    return {
        "keys": len(simulation.inbox.happenings),
        "events": len(kinds),
        "events_by_kind": {kind: kinds.count(kind) for kind in sorted(set(kinds))},
        "duplicates": tally.duplicates,
        "poison_records": simulation.poison.made,
        "invocations": tally.invocations,
        "deliveries": queue.received,
        "redeliveries": queue.received_again,
        "returned_by_partial_answers": tally.returned,
        "aws_calls": dict(sorted(wire.calls.items())),
        "faults": wire.faults.total(),
        "faults_by_kind": dict(wire.faults.most_common()),
        "killed": tally.deaths.total(),
        "killed_by_kind": dict(tally.deaths.most_common()),
        "lost_answers": tally.lost_answers,
        "crashed_invocations": tally.crashed_invocations,
        "dead_letters": tally.dead_letters,
        "dead_letters_poison": tally.poison_dead_letters,
        "redriven": tally.redriven,
        "redrives": tally.redrives,
        "publications": tally.publications,
        "stream_records": simulation.stream.delivered - simulation.stream.delivered_again,
        "stream_records_again": simulation.stream.delivered_again,
        "events_told": len(wire.bus.told()),
        "events_repeated": len(wire.bus.taken) - len(wire.bus.told()),
        "sweeps": tally.sweeps,
        "swept": dict(sorted(tally.swept.items())),
        "pointers_read": simulation.watch.readings,
        "simulated_seconds": round(simulation.timeline.now),
        "trace": tally.trace,
        **{verdict: sum(finding.fault == verdict for finding in findings) for verdict in VERDICTS},
    }


def table(of: Mapping[str, Any]) -> str:
    """As Markdown."""
    rows = [
        ("events over keys", f"{of['events']} over {of['keys']} ({_listed(of['events_by_kind'])})"),
        ("their duplicates", of["duplicates"]),
        ("poison records", of["poison_records"]),
        ("invocations of ingest and of publish", f"{of['invocations']}, {of['publications']}"),
        ("deliveries, of them redeliveries", f"{of['deliveries']}, {of['redeliveries']}"),
        ("given back by partial answers", of["returned_by_partial_answers"]),
        ("calls of AWS", f"{sum(of['aws_calls'].values())} ({_listed(of['aws_calls'])})"),
        ("faults injected", f"{of['faults']} ({_listed(of['faults_by_kind'])})"),
        ("processes killed", f"{of['killed']} ({_listed(of['killed_by_kind'])})"),
        ("answers lost on the way", of["lost_answers"]),
        ("dead letters, and those of poison", f"{of['dead_letters']}, {of['dead_letters_poison']}"),
        ("runs of redrive, and what the last one moved", f"{of['redrives']}, {of['redriven']}"),
        (
            "records of the stream, and deliveries of them over again",
            f"{of['stream_records']}, {of['stream_records_again']}",
        ),
        ("events on the bus, and their repetitions", f"{of['events_told']}, {of['events_repeated']}"),
        ("sweeps, and what they did", f"{of['sweeps']} ({_listed(of['swept'])})"),
        ("pointers followed between two steps", of["pointers_read"]),
        *((f"**{verdict}**", f"**{of[verdict]}**") for verdict in VERDICTS),
    ]
    return "\n".join(["| | |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in rows)])


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items()) or "none"


def told(findings: Iterable[Finding]) -> str:
    return "\n".join(f"{finding.fault}: {finding.where}: {finding.what}" for finding in findings)
