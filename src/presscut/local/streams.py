"""DynamoDB streams → functions, as Lambda's event source mappings do it, over moto's tables.

moto would hand each change to its Lambda at once, unfiltered, and forget it whatever the function answers. Here a
mapping keeps its place in the stream, sends what its filters let through in batches, begins again at the record that an
answer names, halves a batch that failed, and gives up as the mapping says, with a message for its dead-letter queue. Only
clocks are left out: what must be tried again is tried at the next call, and no record grows old.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import boto3
from botocore.config import Config
from moto.events.models import EventPattern

if TYPE_CHECKING:
    from mypy_boto3_dynamodbstreams import DynamoDBStreamsClient

Call = Callable[[str, dict[str, Any]], Any]
"""A function's ARN and an event → its answer. What the function raises, this raises."""

_RETRIES_FOR_EVER: Final = -1


@dataclass(slots=True)
class _Mapping:
    """One event source mapping, and how far it has come."""

    source_arn: str
    function_arn: str
    batch_size: int
    filters: list[EventPattern]
    halves: bool
    maximum_retries: int
    dead_letters_arn: str | None
    position: str
    waiting: list[dict[str, Any]] = field(default_factory=list)
    next_size: int | None = None
    """Of a batch, after one that failed."""
    failures: int = 0
    """Of the record in front, alone: halving counts as no retry."""


@dataclass(slots=True)
class Streams:
    call: Call
    _mappings: dict[str, _Mapping] = field(default_factory=dict)

    def deliver(self) -> int:
        """Call each function until it is done with all that its stream holds, or fails.

        Returns how many calls came forward: by a record at least, done with or given up.
        """
        described = boto3.client("lambda").list_event_source_mappings()["EventSourceMappings"]
        came_forward = 0
        for mapping in described:
            if mapping["EventSourceArn"].split(":")[2] == "dynamodb":
                uuid = mapping["UUID"]
                if uuid not in self._mappings:
                    self._mappings[uuid] = _mapping_of(mapping)
                came_forward += self._deliver(self._mappings[uuid])
        return came_forward

    def _deliver(self, mapping: _Mapping) -> int:
        _read(mapping)
        came_forward = 0
        while mapping.waiting:
            batch = mapping.waiting[: mapping.next_size or mapping.batch_size]
            done = self._done(mapping, batch)
            del mapping.waiting[:done]
            if done:
                came_forward += 1
                mapping.failures = 0
            if done == len(batch):
                mapping.next_size = None
                continue
            left = len(batch) - done
            if mapping.halves and left > 1:
                mapping.next_size = left // 2
                continue
            mapping.failures += 1
            if mapping.maximum_retries == _RETRIES_FOR_EVER or mapping.failures <= mapping.maximum_retries:
                break
            _give_up(mapping, left)
            came_forward += 1
        return came_forward

    def _done(self, mapping: _Mapping, batch: list[dict[str, Any]]) -> int:
        """How many records, from the first on, the function is done with."""
        try:
            answer = self.call(mapping.function_arn, {"Records": batch})
        except Exception:  # noqa: BLE001 - whatever a function raises is a failure of its batch
            return 0
        failed = {failure["itemIdentifier"] for failure in (answer or {}).get("batchItemFailures", ())}
        places = [place for place, record in enumerate(batch) if record["dynamodb"]["SequenceNumber"] in failed]
        return min(places, default=len(batch))


def streams_client() -> DynamoDBStreamsClient:
    """At the service's own address; botocore would take the account's from a stream's ARN, which moto does not serve."""
    return boto3.client("dynamodbstreams", config=Config(account_id_endpoint_mode="disabled"))


def _mapping_of(described: Mapping[str, Any]) -> _Mapping:
    streams = streams_client()
    arn = described["EventSourceArn"]
    (shard,) = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]  # moto has no more
    iterator = streams.get_shard_iterator(
        StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType=described["StartingPosition"]
    )["ShardIterator"]
    criteria = described.get("FilterCriteria", {}).get("Filters", ())
    return _Mapping(
        source_arn=arn,
        function_arn=described["FunctionArn"],
        batch_size=described["BatchSize"],
        filters=[EventPattern(None, json.loads(criterion["Pattern"])) for criterion in criteria],
        halves=described.get("BisectBatchOnFunctionError", False),
        maximum_retries=described.get("MaximumRetryAttempts", _RETRIES_FOR_EVER),
        dead_letters_arn=described.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination"),
        position=iterator,
    )


def _read(mapping: _Mapping) -> None:
    """Take over all that is new in the stream, through the filters."""
    streams = streams_client()
    while True:
        answer = streams.get_records(ShardIterator=mapping.position)
        mapping.position = answer["NextShardIterator"]
        if not answer["Records"]:
            return
        records = [as_lambda_has_it(record, mapping.source_arn) for record in answer["Records"]]
        mapping.waiting += [record for record in records if passes(record, mapping.filters)]


def passes(record: Any, filters: Sequence[EventPattern]) -> bool:
    """Whether a mapping with these filters hands the record on."""
    return not filters or any(pattern.matches_event(record) for pattern in filters)


def as_lambda_has_it(record: Any, arn: str) -> dict[str, Any]:
    """JSON: times in seconds, binary values in base64."""
    written = json.dumps(record | {"eventSourceARN": arn, "awsRegion": arn.split(":")[3]}, default=_json_form)
    form: dict[str, Any] = json.loads(written)
    return form


def _json_form(value: Any) -> Any:
    if isinstance(value, datetime):
        return int(value.timestamp())
    return base64.b64encode(value).decode()


def _give_up(mapping: _Mapping, count: int) -> None:
    """Where the records are, and not what they say: that is all that Lambda tells of them."""
    given_up = mapping.waiting[:count]
    del mapping.waiting[:count]
    mapping.failures, mapping.next_size = 0, None
    if mapping.dead_letters_arn is None:
        return
    first, last = (given_up[place]["dynamodb"]["SequenceNumber"] for place in (0, -1))
    message = {
        "requestContext": {"functionArn": mapping.function_arn, "condition": "RetryAttemptsExhausted"},
        "DDBStreamBatchInfo": {
            "startSequenceNumber": first,
            "endSequenceNumber": last,
            "batchSize": count,
            "streamArn": mapping.source_arn,
        },
    }
    sqs = boto3.client("sqs")
    url = sqs.get_queue_url(QueueName=mapping.dead_letters_arn.rsplit(":", 1)[1])["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody=json.dumps(message))
