"""The inbox: an object → its bytes and what its headers say about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presscut.errors import TooLargeError
from presscut.storage.aws_errors import translated_errors
from presscut.storage.headers import address_in_metadata, declared_charset, moment_in_metadata
from presscut.storage.ports import DroppedPage

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True, slots=True)
class S3Inbox:
    """A :class:`~presscut.storage.ports.PageSource`. ``max_bytes`` bounds what is read of one object."""

    s3: S3Client
    max_bytes: int

    def read(self, bucket: str, key: str, version_id: str | None) -> DroppedPage:
        where = f"reading s3://{bucket}/{key}"
        with translated_errors(where):
            if version_id is None:
                answer = self.s3.get_object(Bucket=bucket, Key=key)
            else:
                answer = self.s3.get_object(Bucket=bucket, Key=key, VersionId=version_id)
            with answer["Body"] as stream:
                if answer["ContentLength"] > self.max_bytes:
                    raise TooLargeError(
                        f"The object has {answer['ContentLength']} bytes; at most {self.max_bytes} are read."
                    )
                body = stream.read()
        metadata = answer.get("Metadata", {})
        return DroppedPage(
            body=body,
            url=address_in_metadata(metadata.get("url")),
            fetched_at=moment_in_metadata(metadata.get("fetched-at")),
            encoding=declared_charset(answer.get("ContentType")),
            content_encoding=answer.get("ContentEncoding"),
            version_id=answer.get("VersionId"),
            etag=answer["ETag"].strip('"'),
            last_modified=answer["LastModified"],
        )
