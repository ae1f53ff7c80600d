"""The whole way, with resources made from template.yaml: a drop in the bucket becomes a row in the table."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from made_up import SENTENCES
from made_up import page as made_up_page

from presscut.article_event import SOURCE
from presscut.local.embedded import embedded_aws
from presscut.local.listening import Listener
from presscut.local.stack import LEFT_OUT, Stack, cloudformation_of, deploy
from presscut.service import publish
from presscut.storage.claim_check import ClaimCheck
from presscut.storage.dynamodb import DynamoArticleStore
from presscut.storage.records import Deleted, Failed, Live, Revision, document_id
from presscut.storage.rows import latest_key
from presscut.storage.syndication import SameTexts
from presscut.storage.table import Table

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


def test_a_page_that_is_dropped_again_is_its_next_version(stack: Stack) -> None:
    drop(stack, "twice.html", PAGE)
    revision = drop(stack, "twice.html", PAGE.replace(b"the Old Stations Do Not", b"the Old Stations Wait"))
    assert isinstance(revision, Live)
    assert revision.article.headline == "Night Trains Return to the Valley, but the Old Stations Wait"
    store = DynamoArticleStore(
        boto3.client("dynamodb"),
        stack.outputs["ArticlesTableName"],
        ClaimCheck(boto3.client("s3"), stack.outputs["ArticlesBucketName"]),
    )
    history = store.revisions(document_id(stack.outputs["InboxBucketName"], "twice.html")).revisions
    assert [one.number for one in history] == [2, 1]
    assert history[0].changes is not None
    assert [change.field for change in history[0].changes.fields] == ["headline"]


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
    start = time.process_time()  # what others do on this machine does not count
    revision = drop(stack, key, body)
    assert time.process_time() - start < 2
    assert isinstance(revision, Failed)
    assert revision.reason == reason


def delete(stack: Stack, key: str) -> None:
    """moto tells nobody of deletions in a versioned bucket."""
    send_news(stack, key, "Object Deleted", "FF", **{"deletion-type": "Delete Marker Created"})


def replace(stack: Stack, key: str, body: bytes, sequencer: str) -> None:
    """moto tells of it too, but gives all versions the same sequencer, which begins with a 6."""
    boto3.client("s3").put_object(Bucket=stack.outputs["InboxBucketName"], Key=key, Body=body)
    send_news(stack, key, "Object Created", sequencer)


def send_news(stack: Stack, key: str, kind: str, sequencer: str, **detail: str) -> None:
    """Put into the queue as EventBridge writes it, and delivered."""
    news = {
        "detail-type": kind,
        "source": "aws.s3",
        "time": "2024-03-04T06:30:00Z",
        "detail": {
            "bucket": {"name": stack.outputs["InboxBucketName"]},
            "object": {"key": key, "sequencer": sequencer},
            **detail,
        },
    }
    boto3.client("sqs").send_message(QueueUrl=stack.resources["IngestQueue"], MessageBody=json.dumps(news))
    _delivery[0]()


def test_the_news_of_a_deletion_leaves_a_tombstone(stack: Stack) -> None:
    assert isinstance(drop(stack, "gone.html", PAGE), Live)
    delete(stack, "gone.html")
    assert isinstance(latest(stack, "gone.html"), Deleted)


# --- what others are told ----------------------------------------------------------------------------------------


def told(stack: Stack, listener: Listener, key: str) -> list[tuple[str, str]]:
    """The types and change ids of the events about a document since the last time."""
    identifier = document_id(stack.outputs["InboxBucketName"], key)
    events = [event for event in listener.heard() if event["detail"]["id"] == identifier]
    return [(event["detail-type"], event["detail"]["change_id"]) for event in events]


def types_of(events: list[tuple[str, str]]) -> list[str]:
    return [detail_type for detail_type, _ in events]


def test_each_change_of_a_page_is_told_once(stack: Stack) -> None:
    listener = Listener.on("default")
    drop(stack, "told.html", PAGE)
    drop(stack, "told.html", PAGE)
    assert types_of(told(stack, listener, "told.html")) == ["ArticleExtracted"]
    replace(stack, "told.html", PAGE.replace(b"Night Trains", b"Slow Trains"), "70")
    replace(stack, "told.html", PAGE.replace(b"Night Trains", b"Slow Trains"), "71")
    replace(stack, "told.html", b"", "72")
    delete(stack, "told.html")
    changes = told(stack, listener, "told.html")
    assert types_of(changes) == ["ArticleExtracted", "ArticleFailed", "ArticleDeleted"]
    assert len({change_id for _, change_id in changes}) == 3


@pytest.mark.parametrize("dies", ["before it sends", "after it has sent"])
def test_nothing_is_lost_where_the_function_dies(stack: Stack, monkeypatch: pytest.MonkeyPatch, dies: str) -> None:
    listener = Listener.on("default")
    real = publish.handler

    def dying(event: dict[str, Any], context: Any) -> Any:
        if dies == "after it has sent":
            real(event, context)
        publish.publishing_of.cache_clear()  # whatever it knew is gone with it
        raise RuntimeError("RequestId: … Error: Runtime exited with error: signal: killed")

    with monkeypatch.context() as dead:
        dead.setattr(publish, "handler", dying)
        assert isinstance(drop(stack, f"{dies}.html", PAGE), Live)
        before = told(stack, listener, f"{dies}.html")
    _delivery[0]()
    after = told(stack, listener, f"{dies}.html")
    assert types_of(after) == ["ArticleExtracted"]
    assert set(before) <= set(after)


def test_the_function_is_called_with_the_truth_alone_and_with_no_tombstone_that_went(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, str]] = []

    def looking(event: dict[str, Any], _: Any) -> Any:
        seen.extend((record["eventName"], record["dynamodb"]["Keys"]["sk"]["S"]) for record in event["Records"])
        return {"batchItemFailures": []}

    monkeypatch.setattr(publish, "handler", looking)
    drop(stack, "filtered.html", PAGE)
    delete(stack, "filtered.html")
    removal = {"TableName": stack.outputs["ArticlesTableName"], "Key": key_of(stack, "filtered.html")}
    boto3.client("dynamodb").delete_item(**removal)  # as the time to live does
    _delivery[0]()
    assert seen == [("INSERT", "LATEST"), ("MODIFY", "LATEST")]

    drop(stack, "filtered.html", PAGE)
    boto3.client("dynamodb").delete_item(**removal)  # as only a person does
    _delivery[0]()
    assert seen[2:] == [("INSERT", "LATEST"), ("REMOVE", "LATEST")]


def key_of(stack: Stack, key: str) -> dict[str, Any]:
    identifier = document_id(stack.outputs["InboxBucketName"], key)
    return {name: {"S": value} for name, value in latest_key(identifier).items()}


def test_a_consumer_of_the_stream_loses_nothing_and_is_watched() -> None:
    resources = cloudformation_of(TEMPLATE)["Resources"]
    mapping = resources["PublishMapping"]["Properties"]
    assert resources["ArticlesTable"]["Properties"]["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert mapping["StartingPosition"] == "TRIM_HORIZON"
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["BisectBatchOnFunctionError"] is True
    # Given up while the stream, which holds a day, still has what the message in the queue points at.
    assert 0 < mapping["MaximumRecordAgeInSeconds"] < 24 * 3600
    queue = {"Fn::GetAtt": ["PublishDeadLetterQueue", "Arn"]}
    assert mapping["DestinationConfig"]["OnFailure"]["Destination"] == queue
    watched = {
        (alarm["Properties"]["MetricName"], json.dumps(alarm["Properties"]["Dimensions"][0]["Value"]))
        for alarm in resources.values()
        if alarm["Type"] == "AWS::CloudWatch::Alarm"
    }
    assert ("IteratorAge", '{"Ref": "PublishFunction"}') in watched
    assert ("IteratorAge", '{"Ref": "SyndicationFunction"}') in watched
    dead_letters = '{"Fn::GetAtt": ["PublishDeadLetterQueue", "QueueName"]}'
    assert ("ApproximateNumberOfMessagesVisible", dead_letters) in watched


def test_the_function_that_tells_others_may_do_nothing_else() -> None:
    role = cloudformation_of(TEMPLATE)["Resources"]["PublishFunctionRole"]["Properties"]
    statements = [s for policy in role["Policies"] for s in policy["PolicyDocument"]["Statement"]]
    actions = [
        action for s in statements for action in ([s["Action"]] if isinstance(s["Action"], str) else s["Action"])
    ]
    assert sorted(actions) == [
        "dynamodb:DescribeStream",
        "dynamodb:GetRecords",
        "dynamodb:GetShardIterator",
        "dynamodb:ListStreams",
        "events:PutEvents",
        "sqs:SendMessage",
    ]
    (managed,) = role["ManagedPolicyArns"]
    assert "AWSLambdaBasicExecutionRole" in json.dumps(managed)
    (telling,) = [s for s in statements if s["Action"] == "events:PutEvents"]
    assert telling["Condition"] == {"ForAllValues:StringEquals": {"events:source": [SOURCE]}}


def test_what_is_left_out_of_the_embedded_stack_is_what_the_table_says(stack: Stack) -> None:
    resources = cloudformation_of(TEMPLATE)["Resources"]
    missing = {name for name in resources if name not in stack.resources}
    assert {resources[name]["Type"] for name in missing} == set(LEFT_OUT)


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


# --- the same text elsewhere -------------------------------------------------------------------------------------


def links(stack: Stack, key: str) -> dict[str | None, bool]:
    """Of a dropped page: the hosts of others that hold its text; whether word for word."""
    claims = ClaimCheck(boto3.client("s3"), stack.outputs["ArticlesBucketName"])
    texts = SameTexts(Table(boto3.client("dynamodb"), stack.outputs["ArticlesTableName"]), claims.read)
    found = texts.same_text_as(document_id(stack.outputs["InboxBucketName"], key)).links
    return {link.host: link.is_exact for link in found}


def agency_page(headline: str, *paragraphs: str) -> bytes:
    return made_up_page(headline, paragraphs).encode()


def test_an_agency_s_text_is_linked_across_hosts_until_it_changes(stack: Stack) -> None:
    text = tuple(f"{sentence} {other}" for sentence in SENTENCES for other in SENTENCES if other != sentence)
    drop(stack, "wire-1.html", agency_page("Ferry sails", *text), url="https://www.courier.example/1")
    drop(stack, "wire-2.html", agency_page("Boats go", *text), url="https://gazette.example/2")
    drop(stack, "wire-3.html", agency_page("Ships", "A notice of our own.", *text), url="https://post.example/3")
    assert links(stack, "wire-1.html") == {"gazette.example": True, "post.example": False}
    assert links(stack, "wire-3.html") == {"courier.example": False, "gazette.example": False}
    replace(stack, "wire-2.html", PAGE, "70")
    delete(stack, "wire-3.html")
    assert links(stack, "wire-1.html") == links(stack, "wire-3.html") == {}
