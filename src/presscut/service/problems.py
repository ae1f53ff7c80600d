"""Everything that goes wrong over HTTP, as ``application/problem+json`` (RFC 9457) with a ``code`` for machines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Literal

from presscut.errors import PresscutError, ReasonCode
from presscut.storage.ports import TransientStorageError

RETRY_AFTER_SECONDS = 2

ProblemCode = (
    ReasonCode
    | Literal[
        "invalid_base64",
        "invalid_url",
        "invalid_fetched_at",
        "not_found",
        "deleted",
        "method_not_allowed",
        "not_acceptable",
        "unsupported_media_type",
        "answer_too_large",
        "temporarily_unavailable",
        "internal_error",
    ]
)

# What a body was found to be, as a status: 413 and 415 where RFC 9110 has a word for it, 400 for a broken transfer,
# 422 for a request that is in order and a page that is not.
STATUS_OF_REASON: dict[ReasonCode, HTTPStatus] = {
    "empty": HTTPStatus.UNPROCESSABLE_ENTITY,
    "not_html": HTTPStatus.UNPROCESSABLE_ENTITY,
    "too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "too_deep": HTTPStatus.UNPROCESSABLE_ENTITY,
    "too_many_attributes": HTTPStatus.UNPROCESSABLE_ENTITY,
    "undecodable": HTTPStatus.UNPROCESSABLE_ENTITY,
    "corrupt_compression": HTTPStatus.BAD_REQUEST,
    "unsupported_compression": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "object_gone": HTTPStatus.UNPROCESSABLE_ENTITY,
    "invalid_event": HTTPStatus.BAD_REQUEST,
    "invalid_query": HTTPStatus.BAD_REQUEST,
    "invalid_cursor": HTTPStatus.BAD_REQUEST,
    "foreign_cursor": HTTPStatus.BAD_REQUEST,
}

# Section 15.5.16: a 415 for a content coding names the codings that would have been understood.
_HEADERS_OF_REASON: dict[ReasonCode, dict[str, str]] = {
    "unsupported_compression": {"Accept-Encoding": "gzip, deflate, br, zstd"},
}


class ProblemError(Exception):
    """An answer that is not the one asked for. ``detail`` is for the client's eyes."""

    def __init__(
        self,
        status: HTTPStatus,
        code: ProblemCode,
        detail: str,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = dict(headers or {})

    def body(self) -> str:
        problem = {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.detail,
            "code": self.code,
        }
        return json.dumps(problem, ensure_ascii=False)


def problem_of(error: Exception) -> ProblemError:
    """The answer to whatever went wrong. Only what is meant for clients gets into it: the messages of presscut's own
    errors about pages, never those of storage or of the unforeseen.
    """
    match error:
        case ProblemError():
            return error
        case PresscutError():
            return ProblemError(
                STATUS_OF_REASON[error.code], error.code, str(error), _HEADERS_OF_REASON.get(error.code)
            )
        case TransientStorageError():
            return ProblemError(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "temporarily_unavailable",
                "The store is busy. Nothing is lost; send the same request again.",
                {"Retry-After": str(RETRY_AFTER_SECONDS)},
            )
        case _:
            return ProblemError(
                HTTPStatus.INTERNAL_SERVER_ERROR, "internal_error", "This should not have happened; the log says more."
            )
