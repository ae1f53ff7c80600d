"""What the sweep of the articles bucket sees and does there, and what the table tells it.

Objects lie under ``articles/<document id>/<sequence>-<sha256>.json.gz``, and in tables of before the sequences under
``articles/<document id>/<sha256>.json.gz``. Anything else in the bucket is somebody else's and never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from presscut.errors import ObjectGoneError
from presscut.storage.aws_errors import ConditionNotMetError, translated_errors
from presscut.storage.items import deserialized, serialized
from presscut.storage.rows import latest_key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

PREFIX: Final = "articles/"
_KEY: Final = re.compile(r"articles/([0-9A-Za-z_-]+)/(?:[0-9A-F]{1,64}-)?[0-9a-f]{64}\.json\.gz")
_BOOKMARK: Final = {"pk": "SWEEP", "sk": "ARTICLES"}


@dataclass(frozen=True, slots=True)
class ClaimedObject:
    """The current state of one key: an object, or hidden behind a delete marker."""

    key: str
    document_id: str
    last_modified: datetime
    """Of a hidden one: when it was hidden."""
    size: int
    """Bytes; 0 where it is hidden."""
    etag: str
    """Of every writing another; empty where it is hidden."""
    delete_marker: str | None = None
    """The version id of the marker that hides it."""


@dataclass(frozen=True, slots=True)
class ClaimedObjects:
    """The articles bucket, which is versioned: what is hidden can be brought back until its lifecycle destroys it."""

    s3: S3Client
    bucket: str

    def after(self, key: str) -> Iterator[ClaimedObject]:
        """All keys behind this one (empty: all), in their order, so that those of a document come together.

        Raises a StorageError, at any step.
        """
        asked: dict[str, Any] = {"Bucket": self.bucket, "Prefix": PREFIX}
        if key:
            asked["KeyMarker"] = key
        while True:
            with translated_errors(f"listing s3://{self.bucket}/{PREFIX}"):
                page = self.s3.list_object_versions(**asked)
            yield from _current(page)
            if not page["IsTruncated"]:
                return
            asked["KeyMarker"] = page["NextKeyMarker"]
            asked["VersionIdMarker"] = page["NextVersionIdMarker"]

    def hide(self, key: str, etag: str) -> str | None:
        """Puts a delete marker upon an object that nobody has written anew, and returns its version id.

        None where the object is another by now, or hidden. Raises a StorageError.
        """
        try:
            with translated_errors(f"deleting s3://{self.bucket}/{key}"):
                return self.s3.delete_object(Bucket=self.bucket, Key=key, IfMatch=etag)["VersionId"]
        except (ConditionNotMetError, ObjectGoneError):
            return None

    def bring_back(self, key: str, delete_marker: str) -> None:
        """Takes that marker away, whether or not something newer lies upon it. Raises a StorageError."""
        with translated_errors(f"restoring s3://{self.bucket}/{key}"):
            self.s3.delete_object(Bucket=self.bucket, Key=key, VersionId=delete_marker)


def _current(page: Any) -> list[ClaimedObject]:
    """A page lists versions and markers apart, each in the order of keys."""
    states = [(version, None) for version in page.get("Versions", []) if version["IsLatest"]]
    states += [(marker, marker["VersionId"]) for marker in page.get("DeleteMarkers", []) if marker["IsLatest"]]
    found = [
        ClaimedObject(
            state["Key"],
            match.group(1),
            state["LastModified"],
            state.get("Size", 0),
            state.get("ETag", ""),
            delete_marker,
        )
        for state, delete_marker in states
        if (match := _KEY.fullmatch(state["Key"])) is not None
    ]
    return sorted(found, key=lambda one: one.key)


@dataclass(frozen=True, slots=True)
class Pointers:
    """Which objects of the bucket the rows of a document point at."""

    dynamodb: DynamoDBClient
    table_name: str
    bucket: str

    def of(self, document_id: str) -> frozenset[str]:
        """Their keys, by a consistent read of all rows of the document. Raises a StorageError."""
        asked: dict[str, Any] = {
            "TableName": self.table_name,
            "KeyConditionExpression": "pk = :pk",
            "ExpressionAttributeValues": serialized({":pk": latest_key(document_id)["pk"]}),
            "ProjectionExpression": "article_bucket, article_key",
            "ConsistentRead": True,
        }
        keys: set[str] = set()
        while True:
            with translated_errors(f"reading the pointers of document {document_id}"):
                answer = self.dynamodb.query(**asked)
            rows = map(deserialized, answer["Items"])
            keys |= {row["article_key"] for row in rows if row.get("article_bucket") == self.bucket}
            if "LastEvaluatedKey" not in answer:
                return frozenset(keys)
            asked["ExclusiveStartKey"] = answer["LastEvaluatedKey"]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where the sweep is: a row of the table beside those of the documents."""

    dynamodb: DynamoDBClient
    table_name: str

    def read(self) -> str:
        """The last key that was looked at; empty where a new round begins. Raises a StorageError."""
        with translated_errors("reading where the sweep is"):
            answer = self.dynamodb.get_item(TableName=self.table_name, Key=serialized(_BOOKMARK), ConsistentRead=True)
        return str(deserialized(answer.get("Item", {})).get("last_key", ""))

    def write(self, last_key: str, moment: datetime) -> None:
        """Raises a StorageError."""
        row = {**_BOOKMARK, "last_key": last_key, "written_at": moment.isoformat(timespec="seconds")}
        with translated_errors("writing where the sweep is"):
            self.dynamodb.put_item(TableName=self.table_name, Item=serialized(row))
