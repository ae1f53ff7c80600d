"""Articles too large for a table row, as gzip JSON objects in a bucket of their own."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from presscut.errors import ObjectGoneError
from presscut.storage.aws_errors import translated_errors
from presscut.storage.clock import utc_now
from presscut.storage.ports import StorageError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True, slots=True)
class Claim:
    """Where the JSON of an article lies."""

    bucket: str
    key: str


class DanglingClaimError(StorageError):
    """The object is gone that a row pointed at: by now the row may be gone, or point elsewhere."""


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """A key names the version and its content: writing the same twice is writing it once, what a key says never changes,
    and what is erased with one version is no other's.
    """

    s3: S3Client
    bucket: str
    now: Callable[[], datetime] = utc_now

    def write(self, document_id: str, sequence: str, article_json: str) -> Claim:
        """Raises a StorageError."""
        body = article_json.encode()
        key = f"{_prefix(document_id, sequence)}{hashlib.sha256(body).hexdigest()}.json.gz"
        # Written anew also where it lies there already: perhaps it is an orphan that the sweep has an eye on, and an object is
        # safe from that as long as it is young, or has another ETag than the one that was old. The time in gzip's header,
        # which nobody reads, makes it another.
        with translated_errors(f"writing s3://{self.bucket}/{key}"):
            self.s3.put_object(
                Bucket=self.bucket,
                Key=key,
                Body=gzip.compress(body, mtime=int(self.now().timestamp())),
                ContentType="application/json",
                ContentEncoding="gzip",
            )
        return Claim(self.bucket, key)

    def erase(self, document_id: str, sequence: str) -> None:
        """All that was ever written for this version. Raises a StorageError."""
        prefix = _prefix(document_id, sequence)
        with translated_errors(f"erasing s3://{self.bucket}/{prefix}*"):
            # More than a page of readings of one version there never are; what were left would go with the sweep.
            for found in self.s3.list_objects_v2(Bucket=self.bucket, Prefix=prefix).get("Contents", []):
                self.s3.delete_object(Bucket=self.bucket, Key=found["Key"])

    def read(self, claim: Claim) -> str:
        """Raises a StorageError, a DanglingClaimError where a row points at nothing."""
        where = f"s3://{claim.bucket}/{claim.key}"
        try:
            with translated_errors(f"reading {where}"):
                answer = self.s3.get_object(Bucket=claim.bucket, Key=claim.key)
                with answer["Body"] as stream:
                    return gzip.decompress(stream.read()).decode()
        except ObjectGoneError as error:
            raise DanglingClaimError(f"A row points at {where}, and there is nothing.") from error


def _prefix(document_id: str, sequence: str) -> str:
    return f"articles/{document_id}/{sequence}-"
