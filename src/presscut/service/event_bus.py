"""Where events go, and where records go that can never become one: EventBridge and a dead-letter queue."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Protocol

from presscut.article_event import SOURCE, ArticleEvent
from presscut.storage.aws_errors import translated_errors

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_events.type_defs import PutEventsRequestEntryTypeDef
    from mypy_boto3_sqs import SQSClient

MAX_ENTRIES: Final = 10
"""Of one call (API reference of PutEvents). Their size, 256 KB together, is bounded by what an event can hold."""

# API reference of PutEventsResultEntry. What is wrong with the entry itself stays wrong; all else passes, or somebody
# repairs it (denied access, a bus that is not there).
_WRONG_FOR_EVER: Final = frozenset({"InvalidArgument", "MalformedDetail", "RedactionFailure"})

# A message ends at 256 KiB in any queue, and two images of a row may have 800 KB. The images are then left out: the
# row's keys and the record's sequence number still tell where they are.
_MAX_DEAD_LETTER_BYTES: Final = 200 * 1024


@dataclass(frozen=True, slots=True)
class Addressed:
    """An event, and when what it tells happened."""

    event: ArticleEvent
    happened_at: datetime | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the bus did not take one event of a call."""

    code: str
    message: str

    @property
    def is_final(self) -> bool:
        """Whether it would be refused again whenever it is sent."""
        return self.code in _WRONG_FOR_EVER


class EventBus(Protocol):
    def send(self, events: Sequence[Addressed]) -> list[Refusal | None]:
        """One call with up to MAX_ENTRIES events; for each of them None if it was taken.

        Raises a StorageError if nothing is known to have been taken. Some or all may have been all the same.
        """
        ...


class DeadLetters(Protocol):
    def put_aside(self, record: Mapping[str, Any], reason: str) -> None:
        """Keep a record of the stream for people to look at. Raises a StorageError."""
        ...


@dataclass(frozen=True, slots=True)
class EventBridgeBus:
    """An :class:`EventBus`."""

    events: EventBridgeClient
    name: str

    def send(self, events: Sequence[Addressed]) -> list[Refusal | None]:
        with translated_errors(f"sending events to the bus {self.name}"):
            answer = self.events.put_events(Entries=[self._entry(event) for event in events])
        return [
            Refusal(entry["ErrorCode"], entry.get("ErrorMessage", "")) if entry.get("ErrorCode") else None
            for entry in answer["Entries"]
        ]

    def _entry(self, addressed: Addressed) -> PutEventsRequestEntryTypeDef:
        entry: PutEventsRequestEntryTypeDef = {
            "EventBusName": self.name,
            "Source": SOURCE,
            "DetailType": addressed.event.detail_type,
            "Detail": addressed.event.model_dump_json(exclude_none=True),
        }
        if addressed.happened_at is not None:
            # Of the change, not of the sending: a repetition then says the same.
            entry["Time"] = addressed.happened_at
        return entry


@dataclass(frozen=True, slots=True)
class SqsDeadLetters:
    """A :class:`DeadLetters`. Messages are ``{"reason": …, "record": …}``; the record can be given to the function anew."""

    sqs: SQSClient
    queue_url: str

    def put_aside(self, record: Mapping[str, Any], reason: str) -> None:
        with translated_errors(f"putting the record {record.get('eventID')} aside"):
            self.sqs.send_message(QueueUrl=self.queue_url, MessageBody=_dead_letter(record, reason))


def _dead_letter(record: Mapping[str, Any], reason: str) -> str:
    whole = json.dumps({"reason": reason, "record": record})
    if len(whole) <= _MAX_DEAD_LETTER_BYTES:  # ASCII: characters are bytes
        return whole
    change = {name: value for name, value in record["dynamodb"].items() if name not in ("OldImage", "NewImage")}
    return json.dumps({"reason": reason, "images": "left out", "record": {**record, "dynamodb": change}})
