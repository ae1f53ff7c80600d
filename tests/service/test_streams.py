"""A table's stream reaches a function as Lambda's event source mappings would have it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import boto3
import pytest

from presscut.local.embedded import embedded_aws
from presscut.local.streams import Streams


@dataclass
class Function:
    """What it was given, by the keys of the rows; ``answers`` in turn, and then success."""

    answers: list[Callable[[list[str]], Any]] = field(default_factory=list)
    calls: list[list[str]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, arn: str, event: dict[str, Any]) -> Any:
        assert arn.endswith(":function:follower")
        keys = [record["dynamodb"]["Keys"]["pk"]["S"] for record in event["Records"]]
        self.calls.append(keys)
        self.events.append(json.loads(json.dumps(event)))
        numbers = [record["dynamodb"]["SequenceNumber"] for record in event["Records"]]
        return self.answers.pop(0)(numbers) if self.answers else {"batchItemFailures": []}


def failing_from(place: int) -> Callable[[list[str]], Any]:
    return lambda numbers: {"batchItemFailures": [{"itemIdentifier": number} for number in reversed(numbers[place:])]}


def raising(_: list[str]) -> Any:
    raise TimeoutError("Task timed out after 60.00 seconds")


@pytest.fixture
def table() -> Iterator[str]:
    with embedded_aws():
        described = boto3.client("dynamodb").create_table(
            TableName="articles",
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        )
        role = boto3.client("iam").create_role(RoleName="follower", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
        boto3.client("lambda").create_function(
            FunctionName="follower", Runtime="python3.13", Role=role, Handler="none.none", Code={"ZipFile": b"none"}
        )
        yield described["TableDescription"]["LatestStreamArn"]


def follow(table: str, function: Function, **settings: Any) -> Streams:
    boto3.client("lambda").create_event_source_mapping(
        EventSourceArn=table, FunctionName="follower", StartingPosition="TRIM_HORIZON", **settings
    )
    return Streams(function)


def put(*keys: str, **attributes: Any) -> None:
    for key in keys:
        boto3.client("dynamodb").put_item(TableName="articles", Item={"pk": {"S": key}, **attributes})


def test_every_change_is_delivered_once_and_in_order(table: str) -> None:
    function = Function()
    streams = follow(table, function, BatchSize=2)
    put("a", "b", "a")
    assert streams.deliver() == 2
    put("c")
    assert (streams.deliver(), streams.deliver()) == (1, 0)
    assert function.calls == [["a", "b"], ["a"], ["c"]]
    assert [record["eventName"] for event in function.events for record in event["Records"]] == [
        "INSERT",
        "INSERT",
        "MODIFY",
        "INSERT",
    ]


def test_records_are_the_json_that_lambda_sends(table: str) -> None:
    function = Function()
    streams = follow(table, function)
    put("a", body={"B": b"\x1f\x8b"}, words={"N": "12"})
    put("a")
    streams.deliver()
    inserted, modified = function.events[0]["Records"]
    assert inserted["eventSource"] == "aws:dynamodb"
    assert inserted["eventSourceARN"] == table
    assert isinstance(inserted["dynamodb"]["ApproximateCreationDateTime"], int)
    assert inserted["dynamodb"]["NewImage"] == {"pk": {"S": "a"}, "body": {"B": "H4s="}, "words": {"N": "12"}}
    assert modified["dynamodb"]["OldImage"] == inserted["dynamodb"]["NewImage"]


def test_what_no_filter_lets_through_is_passed_over(table: str) -> None:
    function = Function()
    patterns = [{"dynamodb": {"Keys": {"pk": {"S": [key]}}}} for key in ("a", "c")]
    criteria = {"Filters": [{"Pattern": json.dumps(pattern)} for pattern in patterns]}
    streams = follow(table, function, FilterCriteria=criteria)
    put("a", "b", "c")
    streams.deliver()
    assert function.calls == [["a", "c"]]


def test_a_batch_begins_again_at_the_lowest_record_that_the_answer_names(table: str) -> None:
    function = Function([failing_from(2)])
    streams = follow(table, function)
    put("a", "b", "c", "d")
    streams.deliver()
    streams.deliver()
    assert function.calls == [["a", "b", "c", "d"], ["c", "d"]]


def test_a_batch_that_fails_whole_comes_again_at_the_next_call(table: str) -> None:
    function = Function([raising])
    streams = follow(table, function)
    put("a", "b")
    assert streams.deliver() == 0
    assert streams.deliver() == 1
    assert function.calls == [["a", "b"], ["a", "b"]]


def test_a_failed_batch_is_halved_until_the_record_stands_alone(table: str) -> None:
    function = Function([raising, raising, raising])
    streams = follow(table, function, BisectBatchOnFunctionError=True)
    put("a", "b", "c", "d")
    streams.deliver()
    assert function.calls == [["a", "b", "c", "d"], ["a", "b"], ["a"]]
    streams.deliver()
    assert function.calls[3:] == [["a"], ["b", "c", "d"]]


def test_after_its_retries_a_record_is_given_up_with_a_message_that_says_where_it_is(table: str) -> None:
    sqs = boto3.client("sqs")
    queue = sqs.create_queue(QueueName="dead-letters")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    function = Function([raising, raising, raising])
    streams = follow(
        table,
        function,
        BatchSize=1,
        MaximumRetryAttempts=2,
        DestinationConfig={"OnFailure": {"Destination": arn}},
    )
    put("a", "b")
    while streams.deliver() == 0:
        pass
    assert function.calls == [["a"], ["a"], ["a"], ["b"]]
    (message,) = sqs.receive_message(QueueUrl=queue)["Messages"]
    told = json.loads(message["Body"])["DDBStreamBatchInfo"]
    number = function.events[0]["Records"][0]["dynamodb"]["SequenceNumber"]
    assert told == {"startSequenceNumber": number, "endSequenceNumber": number, "batchSize": 1, "streamArn": table}


def test_without_a_limit_nothing_is_given_up(table: str) -> None:
    function = Function([raising] * 20)
    streams = follow(table, function, MaximumRetryAttempts=-1)
    put("a")
    for _ in range(20):
        assert streams.deliver() == 0
    assert streams.deliver() == 1
    assert function.calls == [["a"]] * 21
