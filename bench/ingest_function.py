"""The real ingest function on DynamoDB Local, with S3 by moto in this process, for measuring; and what follows the table.

What the function asks of AWS is watched where botocore sends it, so that this knows nothing of how the store does its work.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from time import perf_counter
from types import SimpleNamespace
from typing import Any, Final
from unittest.mock import patch

import boto3
from moto import mock_aws

from bench.corpora import CORPORA, AnnotatedPage, folder, read
from presscut.local.dynamodb_local import create_table, dynamodb_local
from presscut.local.embedded import own_account
from presscut.local.stack import deploy
from presscut.storage.claim_check import ClaimCheck
from presscut.storage.records import document_id
from presscut.storage.syndication import SameTexts
from presscut.storage.table import Table

BATCH_SIZE: Final = 10
"""As template.yaml has it."""
HELD_OUT: Final = "wcxb-test"


def pages_of(corpora: Sequence[str] | None, every: int) -> list[AnnotatedPage]:
    """Every ``every``-th page of these corpora, else of all that lie there but the held-out part.

    Raises SystemExit where there is none.
    """
    present = [name for name, (_, part) in CORPORA.items() if name != HELD_OUT and (folder() / part).is_dir()]
    pages = [page for name in corpora or present for page in list(read(name))[::every]]
    if not pages:
        raise SystemExit(f"No corpus lies in {folder()}; see bench/corpora.py for which there are, or set CORPORA.")
    return pages


@dataclass(frozen=True, slots=True)
class Call:
    """One request of the function to AWS."""

    service: str
    operation: str
    arguments: dict[str, Any]
    answer: dict[str, Any]
    seconds: float


@dataclass(slots=True)
class IngestFunction:
    inbox_bucket: str
    handler: Callable[[dict[str, Any], Any], dict[str, Any]]
    settle: Callable[[str], object]
    """What the syndication function does with a document whose text has changed, by its id."""
    calls: list[Call] = field(default_factory=list)
    """Since the last :meth:`invoke` began."""
    _sequencers: Iterator[int] = field(default_factory=lambda: count(1))

    def drop(self, key: str, page: AnnotatedPage, html: bytes | None = None) -> dict[str, Any]:
        """Put a page into the inbox, as a crawler does; the message that its event becomes in the queue."""
        body = page.html if html is None else html
        metadata = {"url": page.url} if page.url and page.url.isascii() else {}
        put = boto3.client("s3").put_object(
            Bucket=self.inbox_bucket, Key=key, Body=body, ContentType="text/html", Metadata=metadata
        )
        event = {
            "version": "0",
            "detail-type": "Object Created",
            "source": "aws.s3",
            "time": "2026-01-01T00:00:00Z",
            "detail": {
                "bucket": {"name": self.inbox_bucket},
                "object": {
                    "key": key,
                    "size": len(body),
                    "etag": put["ETag"].strip('"'),
                    "version-id": put["VersionId"],
                    "sequencer": f"{next(self._sequencers):016X}",
                },
            },
        }
        return {"messageId": key, "eventSource": "aws:sqs", "attributes": {}, "body": json.dumps(event)}

    def invoke(self, messages: Sequence[dict[str, Any]]) -> list[Call]:
        """One invocation with these messages; what it asked of AWS. Raises RuntimeError if one goes back to the queue."""
        self.calls.clear()
        with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
            answer = self.handler({"Records": list(messages)}, _CONTEXT)
        if answer["batchItemFailures"]:
            raise RuntimeError(f"The function sends back {answer['batchItemFailures']}.")
        return list(self.calls)

    def settled(self, key: str) -> list[Call]:
        """What the syndication function asks of AWS when the change of this page's document comes to it."""
        self.calls.clear()
        self.settle(document_id(self.inbox_bucket, key))
        return list(self.calls)


_CONTEXT: Final = SimpleNamespace(
    function_name="ingest",
    memory_limit_in_mb=1769,
    invoked_function_arn="arn:aws:lambda:us-east-1:123456789012:function:ingest",
    aws_request_id="bench",
)


@contextmanager
def ingest_function() -> Iterator[IngestFunction]:
    """Within it, the functions are deployed with empty buckets and an empty table. Raises as ``dynamodb_local`` does."""
    with dynamodb_local() as url, own_account(), mock_aws():
        stack = deploy(only=("InboxBucket", "ArticlesBucket", "ArticlesTable"))
        environment = {
            "INBOX_BUCKET_NAME": stack.outputs["InboxBucketName"],
            "ARTICLES_BUCKET_NAME": stack.outputs["ArticlesBucketName"],
            "TABLE_NAME": stack.outputs["ArticlesTableName"],
            "AWS_ENDPOINT_URL_DYNAMODB": url,
            "POWERTOOLS_SERVICE_NAME": "presscut",
            "POWERTOOLS_METRICS_NAMESPACE": "presscut",
        }
        with patch.dict(os.environ, environment):
            create_table(boto3.client("dynamodb"), "ArticlesTable", environment["TABLE_NAME"])
            yield _watched(environment)


def _watched(environment: dict[str, str]) -> IngestFunction:
    """Whatever client is made from now on, by this thread's default session, tells what it is asked."""
    boto3.setup_default_session()
    events = boto3._get_default_session().events
    # The logger takes the standard output of the moment of its import for good.
    with redirect_stdout(Path(os.devnull).open("w")):
        from presscut.service.ingest import handler

    calls: list[Call] = []

    def begin(params: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        context["bench"] = (dict(params), perf_counter())

    def ask_for_units(params: dict[str, Any], **_: Any) -> None:
        params["ReturnConsumedCapacity"] = "INDEXES"

    def end(parsed: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        arguments, started = context["bench"]
        service = model.service_model.service_name
        calls.append(Call(service, model.name, arguments, parsed, perf_counter() - started))

    for operation in (
        "PutItem",
        "UpdateItem",
        "DeleteItem",
        "GetItem",
        "Query",
        "BatchWriteItem",
        "TransactWriteItems",
    ):
        events.register(f"provide-client-params.dynamodb.{operation}", ask_for_units)
    for service in ("dynamodb", "s3"):
        events.register(f"provide-client-params.{service}.*", begin)
        events.register(f"after-call.{service}.*", end)
    claims = ClaimCheck(boto3.client("s3"), environment["ARTICLES_BUCKET_NAME"])
    texts = SameTexts(Table(boto3.client("dynamodb"), environment["TABLE_NAME"]), claims.read)
    return IngestFunction(environment["INBOX_BUCKET_NAME"], handler, texts.settle, calls)
