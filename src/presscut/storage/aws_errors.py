"""The one place where AWS's errors become ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError, ParamValidationError

from presscut.errors import ObjectGoneError
from presscut.storage.ports import StorageError, StorageRefusedError, TransientStorageError

# GetObject's answers for what is not there (any more). MethodNotAllowed: the version asked for is a delete marker.
_GONE = frozenset({"NoSuchKey", "NoSuchVersion", "404", "MethodNotAllowed"})

_TRANSIENT = frozenset(
    {
        "ConditionalRequestConflict",
        "LimitExceededException",
        "OperationAborted",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestTimeout",
        "SlowDown",
        "ThrottlingException",
        "Throttling",
        "TransactionConflictException",
    }
)

# Mistakes of the deployment, though botocore puts them beside broken connections.
_REFUSED_BEFORE_SENDING = (NoCredentialsError, ParamValidationError)


class ConditionNotMetError(StorageError):
    """A conditional write found something else there; ``found`` is that item, where the write asked for it."""

    def __init__(self, message: str, found: dict[str, Any]) -> None:
        super().__init__(message)
        self.found = found


@contextmanager
def translated_errors(action: str) -> Iterator[None]:
    """Around calls of boto3: raises ObjectGoneError or a StorageError (transient, refused, ConditionNotMetError).

    ``action`` begins the message, as in "reading s3://inbox/page.html".
    """
    try:
        yield
    except ClientError as error:
        raise _translated(action, error) from error
    except _REFUSED_BEFORE_SENDING as error:
        raise StorageRefusedError(f"{action}: {error}") from error
    except BotoCoreError as error:
        raise TransientStorageError(f"{action}: {error}") from error


def _translated(action: str, error: ClientError) -> Exception:
    code = error.response.get("Error", {}).get("Code", "")
    http_status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    message = f"{action}: {error}"
    if code in _GONE:
        return ObjectGoneError(f"{action}: it is not there any more ({code}).")
    if code in ("ConditionalCheckFailedException", "PreconditionFailed"):
        return ConditionNotMetError(message, cast("dict[str, Any]", error.response).get("Item", {}))
    if code in _TRANSIENT or http_status >= 500 or http_status == 429:
        return TransientStorageError(message)
    return StorageRefusedError(message)
