"""The syndication function as Lambda calls it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from conftest import Aws
from made_up import Context, counted, deleted, failed, latest_row, live, stream, stream_record

from presscut.service.stream_records import records_in
from presscut.service.syndication import document_to_settle, handler, syndication_of
from presscut.storage.claim_check import ClaimCheck
from presscut.storage.ports import TransientStorageError
from presscut.storage.records import Revision
from presscut.storage.syndication import SameTexts
from presscut.storage.table import Table

pytestmark = pytest.mark.usefixtures("queue")


@pytest.fixture
def queue(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    assert aws.table
    url = boto3.client("sqs").create_queue(QueueName="syndication-dead-letters")["QueueUrl"]
    monkeypatch.setenv("SYNDICATION_DEAD_LETTER_QUEUE_URL", url)
    syndication_of.cache_clear()
    yield url
    syndication_of.cache_clear()


def change(before: Revision | None, after: Revision | None, number: int = 1) -> dict[str, Any]:
    rows = [latest_row(revision) if revision else None for revision in (before, after)]
    return stream_record(rows[0], rows[1], number=number)


def call(*records: dict[str, Any]) -> list[str]:
    """The sequence numbers that must come again."""
    answer = handler(stream(*records), Context())  # type: ignore[arg-type]
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def test_documents_of_a_batch_are_settled_each_once(aws: Aws, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = live("one", text="The ferry sails."), live("two", text="The ferry sails!", headline="Boats")
    for revision in (one, two):
        aws.store().put(revision)
    assert call(change(None, one, 1), change(None, two, 2), change(failed("one"), one, 3)) == []
    texts = SameTexts(Table(aws.dynamodb, aws.table), ClaimCheck(aws.s3, aws.articles_bucket).read)
    (link,) = texts.same_text_as("one").links
    assert (link.document_id, link.headline) == ("two", "Boats")
    assert counted(capsys.readouterr().out) == {"TextsSettled": 2, "SameTextLinks": 1}


@pytest.mark.parametrize(
    ("before", "after", "is_settled"),
    [
        (None, live(), True),
        (live(), live(sequencer="02"), False),
        (live(), live(sequencer="02", text="Another."), True),
        (live(), live(sequencer="02", url="https://a.example/"), True),
        (live(), failed(sequencer="02"), True),
        (live(), deleted(sequencer="02"), True),
        (live(), None, True),
        (failed(), deleted(sequencer="02"), False),
        (deleted(), live(sequencer="02"), True),
        (deleted(), None, False),
    ],
)
def test_what_changes_no_text_is_passed_over(before: Revision | None, after: Revision | None, is_settled: bool) -> None:
    (record,) = records_in(stream(change(before, after)))
    assert (document_to_settle(record) == "doc") == is_settled


def test_what_fails_for_now_comes_again_and_what_is_done_does_not(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        aws.store().put(live(name))
    settle = SameTexts.settle

    def throttled(self: SameTexts, document_id: str) -> Any:
        if document_id == "two":
            raise TransientStorageError("Throttled.")
        return settle(self, document_id)

    monkeypatch.setattr(SameTexts, "settle", throttled)
    second = change(None, live("two"), 2)
    assert call(change(None, live("one"), 1), second) == [second["dynamodb"]["SequenceNumber"]]


def test_what_can_never_be_settled_is_put_aside(queue: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: SameTexts, document_id: str) -> Any:
        raise ZeroDivisionError(document_id)

    monkeypatch.setattr(SameTexts, "settle", broken)
    assert call(change(None, live("one"))) == []
    (message,) = boto3.client("sqs").receive_message(QueueUrl=queue)["Messages"]
    assert "ZeroDivisionError" in message["Body"]
