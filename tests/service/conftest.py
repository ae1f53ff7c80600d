"""The service's world: moto in this process, with empty buckets and an empty table for every test that asks.

``PRESSCUT_TEST_DYNAMODB=local`` puts Amazon's own DynamoDB Local in the place of moto's table.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

# Powertools and boto3 read these when the handlers are imported; nothing here may ever reach a real account.
os.environ.update(
    AWS_ACCESS_KEY_ID="testing",
    AWS_SECRET_ACCESS_KEY="testing",
    AWS_SESSION_TOKEN="testing",
    AWS_DEFAULT_REGION="eu-west-1",
    POWERTOOLS_SERVICE_NAME="presscut",
    POWERTOOLS_METRICS_NAMESPACE="presscut",
)
os.environ.pop("AWS_PROFILE", None)

import boto3
from made_up import NOON
from moto import mock_aws

from presscut.local.dynamodb_local import NotInstallableError, create_table, dynamodb_local
from presscut.local.stack import Stack, deploy
from presscut.storage.claim_check import ClaimCheck
from presscut.storage.dynamodb import DynamoArticleStore
from presscut.storage.rows import history_key, latest_key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

    from presscut.storage.records import Origin

INBOX_BUCKET = "presscut-inbox"  # The one that events/*.json name.
DYNAMODB = os.environ.get("PRESSCUT_TEST_DYNAMODB", "moto")
if DYNAMODB not in ("moto", "local"):
    pytest.exit(f"PRESSCUT_TEST_DYNAMODB is {DYNAMODB!r}; it may be moto or local.", returncode=4)
_WITH_AN_AWS_OF_THEIR_OWN = [
    "test_client_docs.py",
    "test_containers.py",
    "test_local_run.py",
    "test_put_and_get.py",
    "test_storm.py",
    "test_whole_way.py",
]
collect_ignore = ["test_dynamodb_local.py"] if DYNAMODB == "moto" else _WITH_AN_AWS_OF_THEIR_OWN


@dataclass(frozen=True, slots=True)
class Aws:
    s3: S3Client
    dynamodb: DynamoDBClient
    inbox_bucket: str
    articles_bucket: str
    table: str

    def drop(self, key: str, body: bytes, **options: Any) -> str:
        """The version id of what is now in the inbox."""
        return self.s3.put_object(Bucket=self.inbox_bucket, Key=key, Body=body, **options)["VersionId"]

    def store(self, **options: Any) -> DynamoArticleStore:
        """At noon of the day when all that the tests make up happened."""
        claim_check = ClaimCheck(self.s3, self.articles_bucket)
        return DynamoArticleStore(self.dynamodb, self.table, claim_check, **{"now": lambda: NOON} | options)

    def latest_row(self, document_id: str) -> dict[str, Any]:
        """As DynamoDB writes it, with its types; empty where there is none."""
        return self._row(latest_key(document_id))

    def history_row(self, origin: Origin) -> dict[str, Any]:
        return self._row(history_key(origin))

    def rows(self) -> list[dict[str, Any]]:
        pages = self.dynamodb.get_paginator("scan").paginate(TableName=self.table, ConsistentRead=True)
        return [row for page in pages for row in page["Items"]]

    def empty(self) -> None:
        """As it was deployed: making a stack anew for every test takes ten times as long."""
        for row in self.rows():
            self.dynamodb.delete_item(TableName=self.table, Key={name: row[name] for name in ("pk", "sk")})
        receipts = os.environ["RECEIPTS_TABLE_NAME"]
        for receipt in self.dynamodb.scan(TableName=receipts)["Items"]:
            self.dynamodb.delete_item(TableName=receipts, Key={"id": receipt["id"]})
        for bucket in (self.inbox_bucket, self.articles_bucket):
            listed = self.s3.list_object_versions(Bucket=bucket)
            for version in (*listed.get("Versions", ()), *listed.get("DeleteMarkers", ())):
                self.s3.delete_object(Bucket=bucket, Key=version["Key"], VersionId=version["VersionId"])

    def _row(self, key: dict[str, str]) -> dict[str, Any]:
        typed = {name: {"S": value} for name, value in key.items()}
        return self.dynamodb.get_item(TableName=self.table, Key=typed).get("Item", {})


@pytest.fixture(scope="session")
def dynamodb_url() -> Iterator[str | None]:
    """Where the table is, if it is not moto's."""
    if DYNAMODB == "moto":
        yield None
        return
    try:
        with dynamodb_local() as url:
            yield url
    except NotInstallableError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def deployed(dynamodb_url: str | None) -> Iterator[Stack]:
    """What template.yaml says of buckets and table, and nothing that is written down here."""
    with mock_aws(), pytest.MonkeyPatch.context() as patch:
        stack = deploy(
            only=("InboxBucket", "ArticlesBucket", "ArticlesTable", "ReceiptsTable"),
            names={"InboxBucket": INBOX_BUCKET},
        )
        if dynamodb_url is None:
            yield stack
            return
        patch.setenv("AWS_ENDPOINT_URL_DYNAMODB", dynamodb_url)  # also for the clients that the functions make
        dynamodb = boto3.client("dynamodb")
        for table in ("ArticlesTable", "ReceiptsTable"):
            create_table(dynamodb, table, stack.resources[table])
        yield stack
        for table in ("ArticlesTable", "ReceiptsTable"):
            dynamodb.delete_table(TableName=stack.resources[table])


@pytest.fixture
def aws(deployed: Stack, monkeypatch: pytest.MonkeyPatch) -> Iterator[Aws]:
    names = {
        "INBOX_BUCKET_NAME": deployed.outputs["InboxBucketName"],
        "ARTICLES_BUCKET_NAME": deployed.outputs["ArticlesBucketName"],
        "TABLE_NAME": deployed.outputs["ArticlesTableName"],
    }
    for variable, name in (names | {"RECEIPTS_TABLE_NAME": deployed.outputs["ReceiptsTableName"]}).items():
        monkeypatch.setenv(variable, name)
    world = Aws(*clients(), *names.values())
    yield world
    world.empty()


@cache
def clients() -> tuple[S3Client, DynamoDBClient]:
    """Made once: they hold no state but connections, and reading AWS's models takes a third of a second."""
    return boto3.client("s3"), boto3.client("dynamodb")
