"""The events against the changes of the truth that took effect: of each one event, in their order, and no other.

What the changes were is known from the rows as they were written, by what stands in their articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from bench.storm.findings import Finding
from bench.storm.oracle import GONE, State

_DETAIL_TYPES: Final = {"LIVE": "ArticleExtracted", "FAILED": "ArticleFailed", "DELETED": "ArticleDeleted"}

Change = tuple[str, str, str | None]
"""Detail type, sequence, and of a failure the reason."""


def event_findings(
    truths: Mapping[str, Sequence[tuple[str, State]]], told: Mapping[str, Sequence[Mapping[str, Any]]]
) -> Iterator[Finding]:
    """``truths``: by document id, all that was ever written as its truth, with the sequences, in order; ``told``: the
    events, without repetitions.
    """
    for document_id in {**truths, **told}:
        expected = _changes(truths.get(document_id, ()))
        found = [_change(event) for event in told.get(document_id, ())]
        where = f"events of {document_id}"
        for change in expected:
            if change not in found:
                yield Finding("lost", where, f"none tells of {change}")
        for change in dict.fromkeys(found):
            if change not in expected:
                yield Finding("phantom", where, f"{change} never took effect")
            elif found.count(change) > expected.count(change):
                yield Finding("doubled", where, f"{change} was told under two change_ids")
        if sorted(found, key=str) == sorted(expected, key=str) and found != expected:
            yield Finding("lost", where, f"were told in the order {found}, not {expected}")


def _changes(truths: Sequence[tuple[str, State]]) -> list[Change]:
    changes: list[Change] = []
    before = GONE
    for sequence, state in truths:
        if state != before:
            changes.append((_DETAIL_TYPES[state.status], sequence, state.reason))
        before = state
    return changes


def _change(event: Mapping[str, Any]) -> Change:
    return event["detail_type"], event["sequence"], event.get("reason")
