"""The whole way, with resources made from template.yaml: a drop in the bucket becomes a row in the table."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import boto3
import pytest

from presscut.local.embedded import embedded_aws
from presscut.local.stack import LEFT_OUT, Stack, cloudformation_of, deploy
from presscut.storage.claim_check import ClaimCheck
from presscut.storage.dynamodb import DynamoArticleStore
from presscut.storage.records import Deleted, Failed, Live, Revision, document_id

TEMPLATE = Path(__file__).parents[2] / "template.yaml"
SAMPLES = Path(__file__).parents[2] / "src" / "presscut" / "local" / "pages"
PAGE = (SAMPLES / "english-cms-with-a-wall.html").read_bytes()


_delivery: list[Callable[[], int]] = []


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    with embedded_aws() as deliver:
        _delivery.append(deliver)
        yield deploy(TEMPLATE)
        _delivery.clear()


def latest(stack: Stack, key: str) -> Revision | None:
    store = DynamoArticleStore(
        boto3.client("dynamodb"),
        stack.outputs["ArticlesTableName"],
        ClaimCheck(boto3.client("s3"), stack.outputs["ArticlesBucketName"]),
    )
    return store.get(document_id(stack.outputs["InboxBucketName"], key))


def drop(stack: Stack, key: str, body: bytes, **metadata: str) -> Revision | None:
    boto3.client("s3").put_object(Bucket=stack.outputs["InboxBucketName"], Key=key, Body=body, Metadata=metadata)
    _delivery[0]()
    return latest(stack, key)


@pytest.mark.parametrize("key", ["news/a.html", "a+b c%25é.html", "ünï/日本 %2B+.html"])
def test_a_dropped_page_becomes_an_article_whatever_its_key(stack: Stack, key: str) -> None:
    revision = drop(stack, key, PAGE, url="https://valley.example/night-trains")
    assert isinstance(revision, Live)
    assert revision.origin.key == key
    assert revision.article.url == "https://valley.example/night-trains"
    assert revision.article.paywall.truncated


def test_a_compressed_page_is_read(stack: Stack) -> None:
    assert isinstance(drop(stack, "packed.html.gz", gzip.compress(PAGE)), Live)


@pytest.mark.parametrize(
    ("key", "body", "reason"),
    [
        ("nothing.html", b"", "empty"),
        ("photo.html", b"\x89PNG\r\n\x1a\n" + bytes(100), "not_html"),
        ("minutes.pdf", (SAMPLES / "minutes.pdf").read_bytes(), "not_html"),
        ("cut.gz", gzip.compress(PAGE)[:400], "corrupt_compression"),
        ("bomb.gz", gzip.compress(bytes(60_000_000)), "too_large"),
        ("deep.html", b"<div>" * 200_000, "too_deep"),
    ],
)
def test_bad_input_becomes_a_failed_row_with_its_reason_in_time(
    stack: Stack, key: str, body: bytes, reason: str
) -> None:
    start = time.perf_counter()
    revision = drop(stack, key, body)
    assert time.perf_counter() - start < 2
    assert isinstance(revision, Failed)
    assert revision.reason == reason


def test_the_news_of_a_deletion_leaves_a_tombstone(stack: Stack) -> None:
    """moto tells nobody of deletions in a versioned bucket, so the news is put into the queue as EventBridge writes it."""
    assert isinstance(drop(stack, "gone.html", PAGE), Live)
    bucket = stack.outputs["InboxBucketName"]
    news = {
        "detail-type": "Object Deleted",
        "source": "aws.s3",
        "time": "2024-03-04T06:30:00Z",
        "detail": {
            "bucket": {"name": bucket},
            "object": {"key": "gone.html", "version-id": "marker", "sequencer": "FF"},
            "deletion-type": "Delete Marker Created",
        },
    }
    boto3.client("sqs").send_message(QueueUrl=stack.resources["IngestQueue"], MessageBody=json.dumps(news))
    _delivery[0]()
    assert isinstance(latest(stack, "gone.html"), Deleted)


def test_what_is_left_out_of_the_embedded_stack_is_what_the_table_says(stack: Stack) -> None:
    resources = cloudformation_of(TEMPLATE)["Resources"]
    missing = {name for name in resources if name not in stack.resources}
    assert {resources[name]["Type"] for name in missing} == set(LEFT_OUT) - {"AWS::ApiGateway::Account"}


def test_data_outlive_the_stack() -> None:
    resources = cloudformation_of(TEMPLATE)["Resources"]
    for name in ("InboxBucket", "ArticlesBucket", "ArticlesTable"):
        assert resources[name]["DeletionPolicy"] == resources[name]["UpdateReplacePolicy"] == "Retain"


def test_every_permission_names_its_resource() -> None:
    resources = cloudformation_of(TEMPLATE)["Resources"]
    statements = [
        statement
        for resource in resources.values()
        if resource["Type"] == "AWS::IAM::Role"
        for policy in resource["Properties"].get("Policies", [])
        for statement in policy["PolicyDocument"]["Statement"]
    ]
    assert len(statements) >= 6
    for statement in statements:
        assert statement["Resource"] != "*"
        assert all("*" not in action for action in statement["Action"])
