"""The AWS of a storm: buckets and table of template.yaml, played by moto, and the numbers of its queue and function."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import boto3
from moto import mock_aws
from moto.events.models import EventPattern

from bench.storm.queue import QueueRules
from bench.storm.quick_moto import quick_moto
from bench.storm.sandboxes import function_environment
from presscut.local.embedded import own_account
from presscut.local.stack import DEFAULT_TEMPLATE, cloudformation_of, deploy

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class World:
    s3: S3Client
    dynamodb: DynamoDBClient
    inbox_bucket: str
    articles_bucket: str
    table: str
    queue_rules: QueueRules
    function_timeout: float
    """Seconds; of the ingest function."""
    sweep_timeout: float
    publish_timeout: float
    stream_arn: str
    stream_batch_size: int
    stream_filters: tuple[EventPattern, ...]

    def items(self) -> list[Item]:
        """All rows, as DynamoDB writes them."""
        pages = self.dynamodb.get_paginator("scan").paginate(TableName=self.table, ConsistentRead=True)
        return [item for page in pages for item in page["Items"]]

    def empty(self) -> None:
        """As it was deployed: making it anew takes far longer."""
        for item in self.items():
            self.dynamodb.delete_item(TableName=self.table, Key={name: item[name] for name in ("pk", "sk")})
        for bucket in (self.inbox_bucket, self.articles_bucket):
            for listed in self.s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
                for version in (*listed.get("Versions", ()), *listed.get("DeleteMarkers", ())):
                    self.s3.delete_object(Bucket=bucket, Key=version["Key"], VersionId=version["VersionId"])


@contextmanager
def embedded_world() -> Iterator[World]:
    """Within it boto3 talks to an AWS of this process, and the ingest function finds its environment."""
    logging.getLogger("presscut").setLevel(logging.CRITICAL)
    with own_account(), mock_aws(), quick_moto():
        stack = deploy(only=("InboxBucket", "ArticlesBucket", "ArticlesTable"))
        names = {
            "INBOX_BUCKET_NAME": stack.outputs["InboxBucketName"],
            "ARTICLES_BUCKET_NAME": stack.outputs["ArticlesBucketName"],
            "TABLE_NAME": stack.outputs["ArticlesTableName"],
        }
        with function_environment(names):
            dynamodb = boto3.client("dynamodb")
            resources = cloudformation_of(DEFAULT_TEMPLATE)["Resources"]
            mapping = resources["PublishMapping"]["Properties"]
            yield World(
                boto3.client("s3"),
                dynamodb,
                names["INBOX_BUCKET_NAME"],
                names["ARTICLES_BUCKET_NAME"],
                names["TABLE_NAME"],
                _queue_rules(resources),
                resources["IngestFunction"]["Properties"]["Timeout"],
                resources["SweepFunction"]["Properties"]["Timeout"],
                resources["PublishFunction"]["Properties"]["Timeout"],
                dynamodb.describe_table(TableName=names["TABLE_NAME"])["Table"]["LatestStreamArn"],
                mapping["BatchSize"],
                tuple(
                    EventPattern(None, json.loads(criterion["Pattern"]))
                    for criterion in mapping["FilterCriteria"]["Filters"]
                ),
            )


def _queue_rules(resources: dict[str, Any]) -> QueueRules:
    queue = resources["IngestQueue"]["Properties"]
    mapping = resources["IngestFunctionDrops"]["Properties"]
    return QueueRules(
        visibility_timeout=queue["VisibilityTimeout"],
        max_receive_count=queue["RedrivePolicy"]["maxReceiveCount"],
        batch_size=mapping["BatchSize"],
        batching_window=mapping["MaximumBatchingWindowInSeconds"],
    )
