"""DynamoDB's stream of a table → records, for every function that follows it.

Read as values: an image is a row as the store writes it, numbers as Decimal, and only those of its attributes that
somebody asks for are decoded. A change of a row carries the article twice, and most readers want to know its status.

Powertools reads such events too, but it decodes images whole, and leaves binary attributes in Lambda's base64.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from boto3.dynamodb.types import TypeDeserializer

from presscut.errors import InvalidEventError

_DESERIALIZER: Final = TypeDeserializer()


class UnreadableRecordError(Exception):
    """A record's image is none that the store writes; the message says why. It stays so, however often it comes."""


class Image(Mapping[str, Any]):
    """A row as it was before or after a change. Reading an attribute raises UnreadableRecordError if it has no type."""

    __slots__ = ("_attributes",)

    def __init__(self, attributes: Mapping[str, Any]) -> None:
        self._attributes = attributes

    def __getitem__(self, name: str) -> Any:
        attribute = self._attributes[name]
        try:
            return _DESERIALIZER.deserialize(_with_bytes(attribute))
        except (TypeError, ValueError, ArithmeticError, AttributeError) as error:  # what the library makes of bad input
            raise UnreadableRecordError(f"The attribute {name} cannot be read: {error!r}") from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._attributes)

    def __len__(self) -> int:
        return len(self._attributes)


@dataclass(frozen=True, slots=True)
class StreamRecord:
    """One change of one row. Without ``before`` it was inserted, without ``after`` removed."""

    event_id: str
    """The same whenever the record is delivered, and of no other record."""
    sequence_number: str
    """Its place in the shard; what the answer to Lambda names."""
    key: Image
    happened_at: datetime | None
    """To the second, in UTC."""
    before: Image | None
    after: Image | None
    raw: Mapping[str, Any]
    """As Lambda gave it."""


def answer(begin_again_at: StreamRecord | None) -> dict[str, Any]:
    """What Lambda is told of a batch: the record from which the stream is read again, or that all is done."""
    failures = [] if begin_again_at is None else [{"itemIdentifier": begin_again_at.sequence_number}]
    return {"batchItemFailures": failures}


def records_in(event: Mapping[str, Any]) -> tuple[StreamRecord, ...]:
    """Of an event source mapping's event, in the order of the shard. Raises InvalidEventError if it is none."""
    records = event.get("Records")
    if not isinstance(records, list) or not all(_is_of_a_stream(record) for record in records):
        raise InvalidEventError("This is no event of a DynamoDB stream.")
    return tuple(_record(record) for record in records)


def _is_of_a_stream(record: Any) -> bool:
    match record:
        case {"eventSource": "aws:dynamodb", "eventID": str(), "dynamodb": {"SequenceNumber": str(), "Keys": dict()}}:
            return True
    return False


def _record(record: Mapping[str, Any]) -> StreamRecord:
    change = record["dynamodb"]
    return StreamRecord(
        event_id=record["eventID"],
        sequence_number=change["SequenceNumber"],
        key=Image(change["Keys"]),
        happened_at=_moment(change.get("ApproximateCreationDateTime")),
        before=_image(change.get("OldImage")),
        after=_image(change.get("NewImage")),
        raw=record,
    )


def _image(attributes: Any) -> Image | None:
    """None for an empty one too: no row is without its keys."""
    return Image(attributes) if isinstance(attributes, Mapping) and attributes else None


def _moment(value: Any) -> datetime | None:
    """Lambda gives seconds; the command line, with which people read a stream, writes ISO 8601."""
    match value:
        case int() | float():
            return datetime.fromtimestamp(value, UTC)
        case str():
            return datetime.fromisoformat(value).astimezone(UTC)
    return None


def _with_bytes(attribute: Any) -> Any:
    """Lambda's events are JSON, so binary values come in base64; the deserializer wants bytes."""
    match attribute:
        case {"B": str(text)}:
            return {"B": base64.b64decode(text, validate=True)}
        case {"BS": list(texts)}:
            return {"BS": [base64.b64decode(text, validate=True) for text in texts]}
        case {"L": list(members)}:
            return {"L": [_with_bytes(member) for member in members]}
        case {"M": dict(members)}:
            return {"M": {name: _with_bytes(member) for name, member in members.items()}}
    return attribute
