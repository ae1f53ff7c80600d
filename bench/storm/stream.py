"""The table's stream, as Lambda's event source mapping follows it: at least once, from a checkpoint on, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from moto.events.models import EventPattern

from presscut.local.streams import as_lambda_has_it, passes, streams_client


@dataclass
class Follower:
    """``arn`` of the stream; what was in it before is not read."""

    arn: str
    batch_size: int
    filters: Sequence[EventPattern]
    waiting: list[dict[str, Any]] = field(default_factory=list)
    delivered: int = 0
    delivered_again: int = 0
    _iterator: str = ""
    _next_size: int | None = None
    _seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._client = streams_client()
        (shard,) = self._client.describe_stream(StreamArn=self.arn)["StreamDescription"]["Shards"]
        self._iterator = self._client.get_shard_iterator(
            StreamArn=self.arn, ShardId=shard["ShardId"], ShardIteratorType="LATEST"
        )["ShardIterator"]

    def next_batch(self) -> list[dict[str, Any]]:
        self._read()
        batch = self.waiting[: self._next_size or self.batch_size]
        for record in batch:
            self.delivered += 1
            self.delivered_again += record["eventID"] in self._seen
            self._seen.add(record["eventID"])
        return batch

    def done_before(self, batch: Sequence[dict[str, Any]], sequence_number: str) -> None:
        """The function has named this record: it and those behind it come again."""
        numbers = [record["dynamodb"]["SequenceNumber"] for record in batch]
        del self.waiting[: numbers.index(sequence_number)]

    def done(self, batch: Sequence[dict[str, Any]]) -> None:
        self._next_size = None
        del self.waiting[: len(batch)]

    def failed(self, batch: Sequence[dict[str, Any]]) -> None:
        """BisectBatchOnFunctionError: the first half alone is tried next."""
        self._next_size = max(1, len(batch) // 2)

    def _read(self) -> None:
        while True:
            answer = self._client.get_records(ShardIterator=self._iterator)
            self._iterator = answer["NextShardIterator"]
            if not answer["Records"]:
                return
            records = [as_lambda_has_it(record, self.arn) for record in answer["Records"]]
            self.waiting += [record for record in records if passes(record, self.filters)]
