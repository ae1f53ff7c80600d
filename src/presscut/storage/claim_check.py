"""Articles too large for a table row, as gzip JSON objects in a bucket of their own."""

from __future__ import annotations

import gzip
import hashlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presscut.errors import ObjectGoneError
from presscut.storage.aws_errors import ConditionNotMetError, translated_errors
from presscut.storage.ports import StorageError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True, slots=True)
class Claim:
    """Where the JSON of an article lies."""

    bucket: str
    key: str


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """Keys are content-addressed: writing the same article twice is writing it once, and no object ever changes."""

    s3: S3Client
    bucket: str

    def write(self, document_id: str, article_json: str) -> Claim:
        """Raises a StorageError."""
        body = article_json.encode()
        key = f"articles/{document_id}/{hashlib.sha256(body).hexdigest()}.json.gz"
        # A failed condition is success: these very bytes are there already.
        with suppress(ConditionNotMetError), translated_errors(f"writing s3://{self.bucket}/{key}"):
            self.s3.put_object(
                Bucket=self.bucket,
                Key=key,
                Body=gzip.compress(body, mtime=0),
                ContentType="application/json",
                ContentEncoding="gzip",
                IfNoneMatch="*",
            )
        return Claim(self.bucket, key)

    def read(self, claim: Claim) -> str:
        """Raises a StorageError, also where a row points at nothing."""
        where = f"s3://{claim.bucket}/{claim.key}"
        try:
            with translated_errors(f"reading {where}"):
                answer = self.s3.get_object(Bucket=claim.bucket, Key=claim.key)
                with answer["Body"] as stream:
                    return gzip.decompress(stream.read()).decode()
        except ObjectGoneError as error:
            raise StorageError(f"A row points at {where}, and there is nothing.") from error
