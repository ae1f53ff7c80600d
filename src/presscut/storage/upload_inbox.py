"""The inbox as uploads see it: signed requests into it, and whether an object is there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal

from botocore.exceptions import ClientError

from presscut.storage.aws_errors import translated_errors

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_METADATA: Final = "x-amz-meta-"
_PARAMETER_OF_HEADER: Final = {
    "Content-Length": "ContentLength",
    "Content-Type": "ContentType",
    "If-None-Match": "IfNoneMatch",
    "x-amz-checksum-sha256": "ChecksumSHA256",
}


@dataclass(frozen=True)
class S3UploadInbox:
    """An :class:`~presscut.storage.ports.UploadInbox`."""

    s3: S3Client
    bucket: str
    endpoint_url: str | None = None
    """Where callers reach S3, if that is not where ``s3`` does."""

    def signed_put(self, key: str, headers: Mapping[str, str], seconds: int) -> str:
        asked: dict[str, Any] = {
            _PARAMETER_OF_HEADER[name]: int(value) if name == "Content-Length" else value
            for name, value in headers.items()
            if name in _PARAMETER_OF_HEADER
        }
        metadata = {
            name.removeprefix(_METADATA): value for name, value in headers.items() if name.startswith(_METADATA)
        }
        with translated_errors(f"signing for s3://{self.bucket}/{key}"):
            return self._signing.generate_presigned_url(
                "put_object",
                Params={"Bucket": self.bucket, "Key": key, "Metadata": metadata, **asked},
                ExpiresIn=seconds,
            )

    def find(self, key: str) -> datetime | Literal["deleted"] | None:
        with translated_errors(f"looking for s3://{self.bucket}/{key}"):
            try:
                return self.s3.head_object(Bucket=self.bucket, Key=key)["LastModified"]
            except ClientError as error:
                answered = error.response["ResponseMetadata"]
                if answered["HTTPStatusCode"] != 404:
                    raise
                is_marked = answered["HTTPHeaders"].get("x-amz-delete-marker") == "true"
                return "deleted" if is_marked else None

    @cached_property
    def _signing(self) -> S3Client:
        """Signature version 4 binds headers, which the default of S3's clients does not. Virtual-hosted, since only then
        the address is the region's own: another one answers with a redirection, for which the signature is wrong.
        """
        import boto3
        from botocore.config import Config

        endpoint_url = self.endpoint_url or os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
        style: Literal["path", "virtual"] = "path" if endpoint_url else "virtual"
        config = Config(
            signature_version="s3v4", s3={"addressing_style": style}, request_checksum_calculation="when_required"
        )
        return boto3.client("s3", config=config, endpoint_url=endpoint_url)
