"""EventBridge by its rules, as far as PutEvents goes, and the queue in which records would be put aside."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

_REFUSALS: Final = ("ThrottlingException", "InternalFailure")


@dataclass
class Bus:
    taken: list[dict[str, Any]] = field(default_factory=list)
    """The details of events, in the order in which they were taken, each with its ``detail_type``."""
    put_aside: list[str] = field(default_factory=list)
    """The bodies of messages of the publish function's dead-letter queue."""

    def keep_aside(self, body: str) -> dict[str, Any]:
        self.put_aside.append(body)
        return {"MessageId": f"aside-{len(self.put_aside)}", "MD5OfMessageBody": ""}

    def put_events(self, asked: dict[str, Any], *, refused_from: int | None) -> dict[str, Any]:
        """``refused_from``: of a call that is taken in part, which of two entries is refused; None: every one is taken."""
        results = []
        for number, entry in enumerate(asked["Entries"]):
            if refused_from is not None and number % 2 == refused_from % 2:
                results.append({"ErrorCode": _REFUSALS[refused_from // 2 % 2], "ErrorMessage": "storm"})
                continue
            self.taken.append(json.loads(entry["Detail"]) | {"detail_type": entry["DetailType"]})
            results.append({"EventId": f"event-{len(self.taken)}"})
        return {"FailedEntryCount": sum("ErrorCode" in result for result in results), "Entries": results}

    def told(self) -> list[dict[str, Any]]:
        """As a consumer sees them who drops what bears a ``change_id`` that came before."""
        return list({event["change_id"]: event for event in reversed(self.taken)}.values())[::-1]

    def told_by_document(self) -> dict[str, list[dict[str, Any]]]:
        return _by_document(self.told())


def _by_document(events: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    documents: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        documents.setdefault(event["id"], []).append(event)
    return documents
