"""The table's stream as Lambda hands it over, read as values."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from made_up import NOON, example_event, latest_row, live, sqs, stream, stream_record

from presscut.errors import InvalidEventError
from presscut.service.stream_records import UnreadableRecordError, records_in

ROW: dict[str, Any] = {"pk": "DOC#doc", "sk": "LATEST"}


def test_an_image_is_the_row_as_the_store_writes_it() -> None:
    row = latest_row(live())
    (record,) = records_in(stream(stream_record(None, row)))
    assert record.before is None
    assert record.after is not None
    assert dict(record.after) == {name: Decimal(str(v)) if isinstance(v, float) else v for name, v in row.items()}


def test_binary_values_are_bytes_wherever_they_stand() -> None:
    row = ROW | {"body": b"\x1f\x8b\x00", "parts": [b"\x00", {"inner": b"\xff"}]}
    (record,) = records_in(stream(stream_record(row, None)))
    assert record.before is not None
    assert record.before["body"].value == b"\x1f\x8b\x00"
    assert record.before["parts"][0].value == b"\x00"
    assert record.before["parts"][1]["inner"].value == b"\xff"


def test_a_record_tells_its_place_its_identity_and_its_time() -> None:
    record = records_in(example_event("dynamodb-stream"))[1]
    assert record.event_id == "c81e728d9d4c2f636f067f89cc14862c"
    assert record.sequence_number == "4421584500000000017450439092"
    assert record.happened_at == datetime(2024, 5, 28, 9, 26, 5, tzinfo=UTC)
    assert dict(record.key) == {
        "pk": "DOC#061204bb48888e1a9006dc637586bf0894efb0cb864080e40a6bd0db8db02c2e",
        "sk": "LATEST",
    }
    assert record.raw == example_event("dynamodb-stream")["Records"][1]


def test_a_time_as_the_command_line_writes_it_is_read_too() -> None:
    event = example_event("dynamodb-stream")
    for record in event["Records"]:
        record["dynamodb"]["ApproximateCreationDateTime"] = "2024-05-28T11:26:05+02:00"
    assert {record.happened_at for record in records_in(event)} == {datetime(2024, 5, 28, 9, 26, 5, tzinfo=UTC)}


def test_records_come_in_the_order_of_the_shard() -> None:
    event = stream(*(stream_record(None, ROW, number=number) for number in (3, 4, 5)))
    assert [record.event_id for record in records_in(event)] == ["event-3", "event-4", "event-5"]
    assert all(record.happened_at == NOON for record in records_in(event))


@pytest.mark.parametrize("attribute", [{"N": None}, {"B": "*"}, {"B": 1}, {"X": "1"}, {}, "text", None])
def test_an_attribute_that_cannot_be_read_says_which_and_leaves_the_others(attribute: Any) -> None:
    record = stream_record(None, ROW)
    record["dynamodb"]["NewImage"]["odd"] = attribute
    (read,) = records_in(stream(record))
    assert read.after is not None
    assert read.after["sk"] == "LATEST"
    with pytest.raises(UnreadableRecordError, match="odd"):
        read.after["odd"]


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"Records": "none"},
        sqs("a message"),
        {"Records": [None]},
        {"Records": [{"eventSource": "aws:dynamodb", "eventID": "1"}]},
        {"Records": [{"eventSource": "aws:dynamodb", "dynamodb": {"SequenceNumber": "1", "Keys": {}}}]},
        {"Records": [{"eventSource": "aws:dynamodb", "eventID": "1", "dynamodb": {"SequenceNumber": "1"}}]},
    ],
)
def test_an_event_of_no_stream_is_refused(event: dict[str, Any]) -> None:
    with pytest.raises(InvalidEventError):
        records_in(event)


def test_an_empty_batch_has_no_records() -> None:
    assert records_in({"Records": []}) == ()
