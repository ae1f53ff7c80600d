"""The embedded AWS as the desk uses it: drops go in, and what became of them is read from where the service keeps it."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar
from unittest.mock import patch
from urllib.parse import quote

import boto3

from presscut.local.embedded import embedded_aws
from presscut.local.served import served_aws
from presscut.local.stack import DEFAULT_TEMPLATE, Stack, deploy
from presscut.service.problems import ProblemError
from presscut.service.settings import Settings
from presscut.storage.claim_check import ClaimCheck
from presscut.storage.dynamodb import DynamoArticleStore
from presscut.storage.headers import is_web_address
from presscut.storage.pages import S3Inbox
from presscut.storage.ports import DroppedPage
from presscut.storage.records import Revision, document_id

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

LONGEST_KEY_BYTES: Final = 1024
"""S3 user guide, "Naming Amazon S3 objects"."""
_QUIET: Final = {"POWERTOOLS_LOG_LEVEL": "ERROR"}
"""The functions' logs are for machines, and here a person looks; what fails is still told."""
_CONTENT_TYPE: Final = "text/html"


@dataclass(frozen=True, slots=True)
class World:
    """One thing happens at a time (``lock``): the functions' environment and moto are of the whole process."""

    stack: Stack
    aws_url: str
    """Where other programs reach this AWS."""
    settings: Settings
    s3: S3Client
    dynamodb: DynamoDBClient
    deliver: Callable[[], int]
    lock: RLock = field(default_factory=RLock)

    @property
    def store(self) -> DynamoArticleStore:
        return DynamoArticleStore(
            self.dynamodb, self.settings.table_name, ClaimCheck(self.s3, self.settings.articles_bucket_name)
        )

    def drop(self, key: str, body: bytes, *, url: str | None = None, content_type: str | None = None) -> str:
        """Put a page into the inbox and let what follows happen. Returns the document's id.

        Raises ProblemError: a key or an address that is none.
        """
        if not 0 < len(key.encode()) <= LONGEST_KEY_BYTES:
            raise ProblemError("invalid_query", f"A key has 1 to {LONGEST_KEY_BYTES} bytes; give the page one.")
        if url and not is_web_address(url):
            raise ProblemError("invalid_url", f"The address should be absolute, http or https; {url!r} is not.")
        self.s3.put_object(
            Bucket=self.settings.inbox_bucket_name,
            Key=key,
            Body=body,
            ContentType=content_type or _CONTENT_TYPE,
            # Metadata are ASCII: the ingest function reads an address that is percent-encoded as a whole, too.
            Metadata={"url": url if url.isascii() else quote(url, safe="")} if url else {},
        )
        self.deliver()
        return document_id(self.settings.inbox_bucket_name, key)

    def known(self, identifier: str, sequence: str | None = None) -> Revision:
        """The truth, or the revision that was in effect at a version. Raises ProblemError where nothing is known."""
        store = self.store
        revision = store.get(identifier) if sequence is None else store.article_at(identifier, sequence)
        if revision is None:
            raise ProblemError("not_found", "No document has this id.")
        return revision

    def page_of(self, revision: Revision) -> DroppedPage:
        """The object that a revision was read from. Raises ProblemError for posts; ObjectGoneError, TooLargeError."""
        origin = revision.origin
        if origin.bucket is None or origin.key is None:
            raise ProblemError("not_found", "This page was posted to the API, which keeps the article alone.")
        return S3Inbox(self.s3, self.settings.max_html_bytes).read(origin.bucket, origin.key, origin.version_id)

    def rows(self, projection: str | None = None) -> list[dict[str, Any]]:
        """All rows, with their types: a Scan, which no part of the service makes and a small local table stands."""
        arguments: dict[str, Any] = {"TableName": self.settings.table_name, "ConsistentRead": True}
        if projection is not None:
            names = projection.split()
            arguments["ProjectionExpression"] = ", ".join(f"#{name}" for name in names)
            arguments["ExpressionAttributeNames"] = {f"#{name}": name for name in names}
        pages = self.dynamodb.get_paginator("scan").paginate(**arguments)
        return [row for page in pages for row in page["Items"]]

    def rows_of(self, identifier: str) -> list[dict[str, Any]]:
        """All rows of a document, with their types."""
        pages = self.dynamodb.get_paginator("query").paginate(
            TableName=self.settings.table_name,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": f"DOC#{identifier}"}},
            ConsistentRead=True,
        )
        return [row for page in pages for row in page["Items"]]


Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def without_metrics(call: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """The same; what is printed meanwhile goes nowhere. Metrics are printed, for machines."""

    def quiet(*arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
        with redirect_stdout(io.StringIO()):
            return call(*arguments, **named)

    return quiet


@contextmanager
def embedded_world(template: Path = DEFAULT_TEMPLATE, address: str = "127.0.0.1", aws_port: int = 0) -> Iterator[World]:
    """Within it, there is a new AWS with the stack of a template, also for other programs. Raises StackError."""
    lock = RLock()
    deliveries: list[Callable[[], int]] = []

    def around(app: WSGIApplication) -> WSGIApplication:
        def delivering(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            with lock:
                answer = list(app(environ, start_response))
                if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
                    for deliver in deliveries:
                        deliver()
            return answer

        return delivering

    with (
        patch.dict(os.environ, _QUIET),
        served_aws(address, aws_port, around) as url,
        embedded_aws() as deliver,
    ):
        with lock:
            stack = deploy(template, {"ApiDocs": "on"})
            function = boto3.client("lambda").get_function_configuration(FunctionName=stack.resources["ApiFunction"])
            named = function["Environment"]["Variables"].items()
        # The functions reach moto in this process; who uploads does so from another one.
        variables = {name: str(value) for name, value in named} | {"UPLOAD_ENDPOINT_URL": url}
        with patch.dict(os.environ, variables):
            for module in ("ingest", "publish"):  # their loggers keep the standard output that they find
                import_module(f"presscut.service.{module}")
            deliver = without_metrics(deliver)
            deliveries.append(deliver)
            yield World(
                stack=stack,
                aws_url=url,
                settings=Settings.from_environment(os.environ),
                s3=boto3.client("s3"),
                dynamodb=boto3.client("dynamodb"),
                deliver=deliver,
                lock=lock,
            )
