"""``Idempotency-Key``: a request that is sent twice is done once (draft-ietf-httpapi-idempotency-key-header).

Powertools' idempotency keeps, for a day, not the answer but a receipt of it: which article, which upload. The answer is made
anew of it, in the form that the repetition asks for; an article may be larger than what a row can hold, and a signed
address should not lie about in a table.

Receipts have a table of their own: powertools updates and deletes them, which the function may not do to articles on their
account; and they are in no backup, no stream and no index.

Importing this module imports powertools' idempotency, which takes as long as all of boto3: only a request that has the
header does it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer, IdempotencyConfig, idempotent_function
from aws_lambda_powertools.utilities.idempotency.exceptions import (
    IdempotencyAlreadyInProgressError,
    IdempotencyInconsistentStateError,
    IdempotencyPersistenceLayerError,
    IdempotencyValidationError,
)

from presscut.service.problems import ProblemError, try_again
from presscut.service.requests import Request
from presscut.storage.aws_errors import translated_errors
from presscut.storage.ports import TransientStorageError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KEPT_SECONDS: Final = 24 * 60 * 60

# All that decides what is done; Accept decides only how it is told.
_HEADERS_OF_PAYLOAD: Final = (
    "content-type",
    "content-encoding",
    "content-location",
    "x-presscut-url",
    "x-presscut-fetched-at",
)

Receipt = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Receipts:
    layer: DynamoDBPersistenceLayer
    config: IdempotencyConfig

    @classmethod
    def in_table(cls, dynamodb: DynamoDBClient, table_name: str) -> Self:
        layer = DynamoDBPersistenceLayer(table_name, boto3_client=dynamodb, expiry_attr="expires_at")
        config = IdempotencyConfig(
            event_key_jmespath="key",
            payload_validation_jmespath="payload",
            raise_on_no_idempotency_key=True,
            expires_after_seconds=KEPT_SECONDS,
            hash_function="sha256",
        )
        return cls(layer, config)

    def once(self, request: Request, key: str, context: Any, act: Callable[[], Receipt]) -> Receipt:
        """The receipt of ``act``, which is called unless this caller sent this request with this key before.

        Raises ProblemError, a StorageError, and what ``act`` raises; then nothing is kept, and the same key may be sent
        again.
        """
        self.config.register_lambda_context(context)

        def acted(request: dict[str, str]) -> Receipt:  # noqa: ARG001  powertools reads it
            return act()

        acted_once = idempotent_function(
            acted, data_keyword_argument="request", persistence_store=self.layer, config=self.config
        )

        # Keys are of the caller that made them up, and of what they were sent to.
        identity = {"key": f"{request.caller}\n{request.method} {request.path}\n{key}", "payload": _payload(request)}
        try:
            receipt: Receipt = acted_once(request=identity)
        except IdempotencyAlreadyInProgressError as error:
            raise try_again("The request of this Idempotency-Key is not done yet.", "request_in_progress") from error
        except IdempotencyValidationError as error:
            raise ProblemError(
                "idempotency_key_reused", "This Idempotency-Key was sent with another request before; make a new one."
            ) from error
        except IdempotencyInconsistentStateError as error:
            raise TransientStorageError("A receipt expired while it was read.") from error
        except IdempotencyPersistenceLayerError as error:
            with translated_errors("keeping a receipt"):
                raise error.__cause__ or error from error
        return receipt


def _payload(request: Request) -> str:
    parts = (
        str(request.is_base64),
        request.body or "",
        repr(sorted((name, tuple(values)) for name, values in request.query.items())),
        repr([request.headers.get(name) for name in _HEADERS_OF_PAYLOAD]),
    )
    return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()
