"""The publish function as Lambda calls it, with bus and queue of moto."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from jsonschema import Draft202012Validator
from made_up import (
    Context,
    counted,
    deleted,
    example_event,
    failed,
    latest_row,
    live,
    stream,
    stream_record,
)
from moto import mock_aws

from presscut.article_event import ArticleEvent
from presscut.errors import InvalidEventError
from presscut.local.listening import Listener
from presscut.schema import event_schema
from presscut.service.event_bus import MAX_ENTRIES, Addressed, EventBridgeBus
from presscut.service.publish import handler, publishing_of
from presscut.service.settings import PublishSettings, SettingsError

NOTHING_FAILED: dict[str, Any] = {"batchItemFailures": []}
BUS = "news"
MAX_CALL_BYTES = 256 * 1024  # EventBridge's user guide, "Calculating PutEvents event entry size"


@dataclass
class World:
    listener: Listener
    dead_letters: str

    def told(self) -> list[dict[str, Any]]:
        return self.listener.heard()

    def put_aside(self) -> list[dict[str, Any]]:
        answer = boto3.client("sqs").receive_message(QueueUrl=self.dead_letters, MaxNumberOfMessages=10)
        return [json.loads(message["Body"]) for message in answer.get("Messages", ())]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    with mock_aws():
        boto3.client("events").create_event_bus(Name=BUS)
        queue = boto3.client("sqs").create_queue(QueueName="aside")["QueueUrl"]
        monkeypatch.setenv("EVENT_BUS_NAME", BUS)
        monkeypatch.setenv("PUBLISH_DEAD_LETTER_QUEUE_URL", queue)
        publishing_of.cache_clear()
        yield World(Listener.on(BUS), queue)
        publishing_of.cache_clear()


def publish(event: dict[str, Any]) -> dict[str, Any]:
    return handler(event, Context())


def test_the_example_is_told_on_the_bus(world: World) -> None:
    assert publish(example_event("dynamodb-stream")) == NOTHING_FAILED

    extracted, gone = world.told()
    assert (extracted["source"], extracted["detail-type"], gone["detail-type"]) == (
        "presscut",
        "ArticleExtracted",
        "ArticleDeleted",
    )
    assert extracted["time"] == "2024-05-28T09:22:05Z"
    assert extracted["detail"] == {
        "id": "061204bb48888e1a9006dc637586bf0894efb0cb864080e40a6bd0db8db02c2e",
        "url": "https://harbour.example/news/harbour",
        "kind": "article",
        "status": "LIVE",
        "sequence": "006655A1B0A1C3D20400000000000000",
        "precedence": "006655A1B0A1C3D20400000000000000#1#0000000001",
        "change_id": "c4ca4238a0b923820dcc509a6f75849b",
    }


def test_every_event_is_as_the_schema_says(world: World) -> None:
    rows = [latest_row(live(url="https://coast.example/ferry")), latest_row(failed()), latest_row(deleted()), None]
    publish(
        stream(
            *(stream_record(rows[0], after, number=number) for number, after in enumerate(rows[1:], 1)),
            stream_record(None, rows[0], number=9),
        )
    )
    events = world.told()
    assert [event["detail-type"] for event in events] == [
        "ArticleFailed",
        "ArticleDeleted",
        "ArticleDeleted",
        "ArticleExtracted",
    ]
    validator = Draft202012Validator(event_schema())
    assert [error for event in events for error in validator.iter_errors(event["detail"])] == []


@pytest.mark.parametrize("change", [{"status": "ASLEEP"}, {"change_id": ""}, {"id": None}, {"url": 12}])
def test_what_is_no_event_is_not_valid(world: World, change: dict[str, Any]) -> None:
    publish(example_event("dynamodb-stream"))
    detail = world.told()[0]["detail"]
    assert list(Draft202012Validator(event_schema()).iter_errors(detail | change))


def test_what_was_sent_and_what_was_not_is_counted(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    row = latest_row(live())
    publish(
        stream(
            stream_record(None, row, number=1),
            stream_record(row, row, number=2),
            stream_record(None, row | {"status": "ASLEEP"}, number=3),
        )
    )
    assert counted(capsys.readouterr().out) == {"EventsSent": 1, "RecordsWithoutChange": 1, "RecordsPutAside": 1}
    assert len(world.told()) == 1


def test_a_record_that_cannot_be_read_is_in_the_dead_letter_queue_and_can_be_given_to_the_function_anew(
    world: World,
) -> None:
    row = latest_row(live())
    poison = stream_record(None, row | {"status": "ASLEEP"}, number=3)
    assert publish(stream(poison)) == NOTHING_FAILED
    (letter,) = world.put_aside()
    assert letter["record"] == poison
    assert "ASLEEP" in letter["reason"]

    letter["record"]["dynamodb"]["NewImage"]["status"] = {"S": "LIVE"}  # repaired
    assert publish(stream(letter["record"])) == NOTHING_FAILED
    assert [event["detail"]["change_id"] for event in world.told()] == ["event-3"]


def test_a_record_too_large_for_a_message_is_put_aside_without_its_images(world: World) -> None:
    poison = stream_record(None, latest_row(live()) | {"status": "ASLEEP", "text": 390_000 * "x"})
    assert publish(stream(poison)) == NOTHING_FAILED
    (letter,) = world.put_aside()
    assert letter["images"] == "left out"
    assert letter["record"]["dynamodb"]["Keys"] == {"pk": {"S": "DOC#doc"}, "sk": {"S": "LATEST"}}
    assert letter["record"]["dynamodb"]["SequenceNumber"] == poison["dynamodb"]["SequenceNumber"]


# --- trouble -----------------------------------------------------------------------------------------------------


def refuse(monkeypatch: pytest.MonkeyPatch, answering: Callable[[Callable[..., Any], dict[str, Any]], Any]) -> None:
    """The bus's client answers otherwise, with ``answering(put_events, arguments)``."""
    service = publishing_of(PublishSettings.from_environment(os.environ))
    bus = service.bus
    assert isinstance(bus, EventBridgeBus)
    put_events = bus.events.put_events
    monkeypatch.setattr(bus.events, "put_events", lambda **arguments: answering(put_events, arguments))
    monkeypatch.setattr(service, "wait", lambda _: None)


def throttled(*_: Any) -> Any:
    error = {"Error": {"Code": "ThrottlingException", "Message": "Rate exceeded"}}
    raise ClientError(error | {"ResponseMetadata": {"HTTPStatusCode": 400}}, "PutEvents")  # type: ignore[arg-type]


def test_the_answer_names_the_first_record_that_was_not_sent(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    event = stream(*(stream_record(None, latest_row(live(f"doc-{n}")), number=n) for n in range(1, 13)))
    with monkeypatch.context() as trouble:
        calls: list[int] = []

        def second_fails(put_events: Callable[..., Any], arguments: dict[str, Any]) -> Any:
            calls.append(len(arguments["Entries"]))
            return throttled() if len(calls) > 1 else put_events(**arguments)

        refuse(trouble, second_fails)
        answer = publish(event)
    assert calls == [10, 2]
    assert answer == {"batchItemFailures": [{"itemIdentifier": event["Records"][10]["dynamodb"]["SequenceNumber"]}]}
    assert counted(capsys.readouterr().out) == {"EventsSent": 10, "RecordsReturned": 1}

    assert publish(stream(*event["Records"][10:])) == NOTHING_FAILED
    assert [e["detail"]["change_id"] for e in world.told()] == [f"event-{n}" for n in range(1, 13)]


def test_entries_that_the_bus_does_not_take_are_sent_again_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    def first_entry_fails_once(put_events: Callable[..., Any], arguments: dict[str, Any]) -> Any:
        entries = arguments["Entries"]
        sizes.append(len(entries))
        if len(sizes) > 1:
            return put_events(**arguments)
        answer = put_events(Entries=entries[1:])
        not_taken = {"ErrorCode": "ThrottlingException", "ErrorMessage": "Rate exceeded"}
        return {"FailedEntryCount": 1, "Entries": [not_taken, *answer["Entries"]]}

    refuse(monkeypatch, first_entry_fails_once)
    event = stream(*(stream_record(None, latest_row(live(f"doc-{n}")), number=n) for n in (1, 2, 3)))
    assert publish(event) == NOTHING_FAILED
    assert sizes == [3, 1]
    assert sorted(e["detail"]["change_id"] for e in world.told()) == ["event-1", "event-2", "event-3"]


def test_a_time_out_after_the_bus_took_them_makes_doubles_that_can_be_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer_lost(put_events: Callable[..., Any], arguments: dict[str, Any]) -> Any:
        put_events(**arguments)
        raise ReadTimeoutError(endpoint_url="https://events.eu-west-1.amazonaws.com")

    event = stream(stream_record(None, latest_row(live())))
    with monkeypatch.context() as trouble:
        refuse(trouble, answer_lost)
        assert publish(event)["batchItemFailures"]
    assert publish(event) == NOTHING_FAILED
    one, other = world.told()
    assert one["id"] != other["id"]
    assert (one["detail"], one["time"]) == (other["detail"], other["time"])


@pytest.mark.usefixtures("world")
def test_another_event_is_raised() -> None:
    with pytest.raises(InvalidEventError):
        publish({"hello": "world"})


def test_ten_of_the_largest_events_are_taken_in_one_call() -> None:
    longest = ArticleEvent(
        id=200 * "\N{CJK UNIFIED IDEOGRAPH-65E5}",
        url=2000 * "\N{MUSICAL SYMBOL G CLEF}",
        kind=200 * "k",
        status="DELETED",
        reason=200 * "\x01",
        sequence=200 * "\x01",
        precedence=200 * "\x01",
        change_id=200 * "\x01",
    )
    entry: Any = EventBridgeBus(boto3.client("events"), BUS)._entry(Addressed(longest, None))
    size = sum(len(entry[name].encode()) for name in ("Source", "DetailType", "Detail"))
    assert MAX_ENTRIES * (size + 14) < MAX_CALL_BYTES  # a time counts as fourteen bytes


@pytest.mark.parametrize("missing", ["EVENT_BUS_NAME", "PUBLISH_DEAD_LETTER_QUEUE_URL"])
def test_the_environment_must_be_whole(missing: str) -> None:
    environment = {"EVENT_BUS_NAME": BUS, "PUBLISH_DEAD_LETTER_QUEUE_URL": "https://sqs.example/aside"}
    assert PublishSettings.from_environment(environment).event_bus_name == BUS
    del environment[missing]
    with pytest.raises(SettingsError, match=missing):
        PublishSettings.from_environment(environment)
