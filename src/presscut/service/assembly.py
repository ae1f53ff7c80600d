"""The API over AWS: its parts, put together once a sandbox. What few requests need is made when the first one does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import boto3

from presscut.service.posts import Posts
from presscut.service.settings import Settings
from presscut.storage.claim_check import ClaimCheck
from presscut.storage.client_config import impatient
from presscut.storage.dynamodb import DynamoArticleStore
from presscut.storage.dynamodb_listing import DynamoArticleListing

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

    from presscut.service.receipts import Receipts
    from presscut.service.uploads import Uploads
    from presscut.storage.ports import SameTextReader


@dataclass(frozen=True)
class Service:
    settings: Settings
    s3: S3Client
    dynamodb: DynamoDBClient

    @cached_property
    def store(self) -> DynamoArticleStore:
        settings = self.settings
        return DynamoArticleStore(
            self.dynamodb,
            settings.table_name,
            ClaimCheck(self.s3, settings.articles_bucket_name),
            sighting_lifetime=settings.tombstone_lifetime,
            revision_retention=settings.revision_retention,
        )

    @cached_property
    def posts(self) -> Posts:
        return Posts(self.store, self.settings.tombstone_lifetime)

    @cached_property
    def listing(self) -> DynamoArticleListing:
        return DynamoArticleListing(self.dynamodb, self.settings.table_name)

    @cached_property
    def same_texts(self) -> SameTextReader:
        from presscut.storage.syndication import SameTexts
        from presscut.storage.table import Table

        return SameTexts(Table(self.dynamodb, self.settings.table_name), self.store.claim_check.read)

    @cached_property
    def uploads(self) -> Uploads:
        from presscut.service.uploads import Uploads
        from presscut.storage.upload_inbox import S3UploadInbox

        settings = self.settings
        bucket = settings.inbox_bucket_name
        inbox = S3UploadInbox(self.s3, bucket, settings.upload_endpoint_url)
        return Uploads(inbox, bucket, self.store, settings.max_html_bytes)

    @cached_property
    def receipts(self) -> Receipts:
        from presscut.service.receipts import Receipts

        return Receipts.in_table(self.dynamodb, self.settings.receipts_table_name)


@lru_cache(maxsize=1)
def service_of(settings: Settings) -> Service:
    """Clients are made once and live as long as the function's sandbox."""
    return Service(settings, boto3.client("s3", config=impatient()), boto3.client("dynamodb", config=impatient()))
