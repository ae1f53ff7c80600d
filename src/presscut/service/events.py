"""Every envelope in which news of an object reaches the function → :class:`Drop`.

Direct S3 notifications, EventBridge events, either of them in an SQS message or in an SNS notification. Plain
dictionaries are read rather than data classes or models: powertools' ``S3EventBridgeNotificationEvent`` unquotes keys
that are not quoted and fails on unversioned buckets, and its pydantic models cost 170 ms of every cold start.

**Keys.** Classic notifications carry them URL-encoded, as forms are (``+`` is a space): decoded once, here.
EventBridge carries them as they are: never decoded.

**Deletions.** S3 deletes in these ways, and only the first two always mean that the document is gone:

==========================================  ===============  ==================
what S3 did                                 version id       ``Drop.kind``
==========================================  ===============  ==================
put a delete marker on a versioned key      the marker's     "deleted"
deleted the object of an unversioned key    none             "deleted"
destroyed one version of a versioned key    that version's   "version_deleted"
the same, for a rule of the lifecycle       that version's   "version_expired"
==========================================  ===============  ==================

After the last two, another version, or none, may have become the current one; the event does not say. That a rule did it
is told by the name of a classic notification's event, and by EventBridge's ``reason``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from urllib.parse import unquote_plus

from presscut.errors import InvalidEventError
from presscut.storage.records import SEQUENCE_WIDTH

Event = Mapping[str, Any]
# One digit fewer than a sequence has, so that after each there is room for a deletion.
_SEQUENCER = re.compile(f"[0-9A-Fa-f]{{1,{SEQUENCE_WIDTH - 1}}}")
DropKind = Literal["created", "deleted", "version_deleted", "version_expired"]


@dataclass(frozen=True, slots=True)
class Drop:
    """News of one object of the inbox."""

    bucket: str
    key: str
    version_id: str | None
    etag: str | None
    sequencer: str | None
    """S3's own order of the events of one key, as it came; None in hand-made events and some emulators'."""
    size: int | None
    kind: DropKind
    occurred_at: datetime | None


def is_queue_batch(event: Event) -> bool:
    """Whether the event is a batch of SQS, whose records want answers of their own."""
    records = event.get("Records") if isinstance(event, Mapping) else None
    return bool(records) and isinstance(records, list) and _source(records[0]) == "aws:sqs"


def drops_in(event: Event) -> tuple[Drop, ...]:
    """All drops of an event of any shape, in its order. News that is not of creating or deleting gives none.

    Raises InvalidEventError for an event of no known shape.
    """
    if not isinstance(event, Mapping):
        raise InvalidEventError("An event is a JSON object; this one is not.")
    if "detail-type" in event:
        return _drops_of_eventbridge(event)
    if event.get("Event") == "s3:TestEvent":  # S3 says so once, when a notification is set up.
        return ()
    if event.get("Type") == "Notification":
        return drops_in_message(_text(event, "Message"))
    if isinstance(event.get("Records"), list):
        return tuple(drop for record in event["Records"] for drop in _drops_of_record(record))
    raise InvalidEventError(
        "Neither Records nor a detail-type: not an event of S3, SQS, SNS or EventBridge. "
        f"Its members are: {', '.join(sorted(map(str, event)))[:200] or 'none'}."
    )


def drops_in_message(body: str) -> tuple[Drop, ...]:
    """All drops of an event that travelled as text, as in the body of an SQS message."""
    try:
        event = json.loads(body)
    except ValueError as error:
        raise InvalidEventError(f"The message is not JSON: {error}.") from error
    return drops_in(event)


# --- envelopes ---------------------------------------------------------------------------------------------------


def _source(record: Any) -> str | None:
    """SQS and S3 write ``eventSource``, SNS writes ``EventSource``."""
    if not isinstance(record, Mapping):
        return None
    return record.get("eventSource") or record.get("EventSource")


def _drops_of_record(record: Any) -> tuple[Drop, ...]:
    match _source(record):
        case "aws:s3":
            return _drops_of_notification(record)
        case "aws:sqs":
            return drops_in_message(_text(record, "body"))
        case "aws:sns":
            return drops_in_message(_text(record, "Sns", "Message"))
        case other:
            raise InvalidEventError(f"A record of the event comes from {other!r}, not from S3, SQS or SNS.")


# --- the event itself --------------------------------------------------------------------------------------------

_Change = Literal["created", "marked", "destroyed", "expired"]

# Each event type of S3 that changes what a key holds.
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
_CHANGE_OF_EVENT_NAME: dict[str, _Change] = {
    "ObjectCreated:Put": "created",
    "ObjectCreated:Post": "created",
    "ObjectCreated:Copy": "created",
    "ObjectCreated:CompleteMultipartUpload": "created",
    "ObjectRemoved:Delete": "destroyed",
    "ObjectRemoved:DeleteMarkerCreated": "marked",
    "LifecycleExpiration:Delete": "expired",
    "LifecycleExpiration:DeleteMarkerCreated": "marked",
}

# https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
_CHANGE_OF_DETAIL: dict[tuple[str, str | None], _Change] = {
    ("Object Created", None): "created",
    ("Object Deleted", "Permanently Deleted"): "destroyed",
    ("Object Deleted", "Delete Marker Created"): "marked",
}
_LIFECYCLE_REASON = "Lifecycle Expiration"


def _drops_of_notification(record: Event) -> tuple[Drop, ...]:
    change = _CHANGE_OF_EVENT_NAME.get(_text(record, "eventName").removeprefix("s3:"))
    if change is None:
        return ()
    described = _mapping(record, "s3", "object")
    return (
        _drop(
            bucket=_text(record, "s3", "bucket", "name"),
            key=unquote_plus(_text(record, "s3", "object", "key")),
            version_id=_optional_text(described, "versionId"),
            etag=_optional_text(described, "eTag"),
            described=described,
            change=change,
            time=_optional_text(record, "eventTime"),
        ),
    )


def _drops_of_eventbridge(event: Event) -> tuple[Drop, ...]:
    detail = _mapping(event, "detail")
    change = _CHANGE_OF_DETAIL.get((_text(event, "detail-type"), _optional_text(detail, "deletion-type")))
    if change is None:
        return ()
    if change == "destroyed" and _optional_text(detail, "reason") == _LIFECYCLE_REASON:
        change = "expired"
    described = _mapping(detail, "object")
    return (
        _drop(
            bucket=_text(detail, "bucket", "name"),
            key=_text(detail, "object", "key"),
            version_id=_optional_text(described, "version-id"),
            etag=_optional_text(described, "etag"),
            described=described,
            change=change,
            time=_optional_text(event, "time"),
        ),
    )


def _drop(
    *,
    bucket: str,
    key: str,
    version_id: str | None,
    etag: str | None,
    described: Event,
    change: _Change,
    time: str | None,
) -> Drop:
    return Drop(
        bucket=bucket,
        key=key,
        version_id=version_id,
        etag=etag.strip('"') if etag else None,
        sequencer=_sequencer(_optional_text(described, "sequencer")),
        size=described["size"] if isinstance(described.get("size"), int) else None,
        kind=_kind(change, version_id),
        occurred_at=_moment(time),
    )


def _kind(change: _Change, version_id: str | None) -> DropKind:
    if change == "created":
        return "created"
    if change == "marked" or not version_id:
        return "deleted"
    return "version_deleted" if change == "destroyed" else "version_expired"


# --- reading -----------------------------------------------------------------------------------------------------


def _mapping(event: Event, *path: str) -> Event:
    value: Any = event
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping):
        raise InvalidEventError(f"The event has no object at {'.'.join(path)}.")
    return value


def _text(event: Event, *path: str) -> str:
    value = (_mapping(event, *path[:-1]) if path[1:] else event).get(path[-1])
    if not isinstance(value, str) or not value:
        raise InvalidEventError(f"The event has no text at {'.'.join(path)}.")
    return value


def _optional_text(event: Event, name: str) -> str | None:
    """None for what is missing, null, empty or no text."""
    value = event.get(name)
    return value if isinstance(value, str) and value else None


def _sequencer(written: str | None) -> str | None:
    """S3 writes a hexadecimal number (user guide, "Event message structure"). What is none counts as missing, and the time
    of the event orders instead: other numbers could be neither compared with these nor followed by a deletion.
    """
    return written if written and _SEQUENCER.fullmatch(written) else None


def _moment(time: str | None) -> datetime | None:
    """S3 writes ISO 8601 with ``Z``. What is no time counts as none: it only serves where a sequencer is missing."""
    try:
        moment = datetime.fromisoformat(time) if time else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
