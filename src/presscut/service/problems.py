"""Everything that goes wrong over HTTP, as ``application/problem+json`` (RFC 9457) with a ``code`` for machines.

A code has one status and never changes its meaning; ``docs/errors.md`` says of each what to do about it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final, Literal

from presscut.errors import PresscutError, ReasonCode
from presscut.storage.ports import TransientStorageError

RETRY_AFTER_SECONDS: Final = 2

ProblemCode = (
    ReasonCode
    | Literal[
        "unknown_parameter",
        "invalid_parameter",
        "invalid_base64",
        "invalid_url",
        "invalid_fetched_at",
        "invalid_json",
        "invalid_idempotency_key",
        "invalid_upload",
        "not_found",
        "deleted",
        "method_not_allowed",
        "not_acceptable",
        "unsupported_media_type",
        "answer_too_large",
        "request_in_progress",
        "idempotency_key_reused",
        "temporarily_unavailable",
        "internal_error",
    ]
)

# What a body was found to be, as a status: 413 and 415 where RFC 9110 has a word for it, 400 for a broken transfer,
# 422 for a request that is in order and a page that is not.
STATUS_OF_CODE: Final[dict[ProblemCode, HTTPStatus]] = {
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
    "unknown_parameter": HTTPStatus.BAD_REQUEST,
    "invalid_parameter": HTTPStatus.BAD_REQUEST,
    "invalid_base64": HTTPStatus.BAD_REQUEST,
    "invalid_url": HTTPStatus.BAD_REQUEST,
    "invalid_fetched_at": HTTPStatus.BAD_REQUEST,
    "invalid_json": HTTPStatus.BAD_REQUEST,
    "invalid_idempotency_key": HTTPStatus.BAD_REQUEST,
    "invalid_upload": HTTPStatus.UNPROCESSABLE_ENTITY,
    "not_found": HTTPStatus.NOT_FOUND,
    "deleted": HTTPStatus.GONE,
    "method_not_allowed": HTTPStatus.METHOD_NOT_ALLOWED,
    "not_acceptable": HTTPStatus.NOT_ACCEPTABLE,
    "unsupported_media_type": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "answer_too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    # https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/ (section 2.7) has these two.
    "request_in_progress": HTTPStatus.CONFLICT,
    "idempotency_key_reused": HTTPStatus.UNPROCESSABLE_ENTITY,
    "temporarily_unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
    "internal_error": HTTPStatus.INTERNAL_SERVER_ERROR,
}

GATEWAY_CODES: Final[dict[str, HTTPStatus]] = {
    "unauthorized": HTTPStatus.UNAUTHORIZED,
    "access_denied": HTTPStatus.FORBIDDEN,
    "missing_authentication": HTTPStatus.FORBIDDEN,
    "invalid_api_key": HTTPStatus.FORBIDDEN,
    "invalid_signature": HTTPStatus.FORBIDDEN,
    "expired_token": HTTPStatus.FORBIDDEN,
    "blocked": HTTPStatus.FORBIDDEN,
    "throttled": HTTPStatus.TOO_MANY_REQUESTS,
    "quota_exceeded": HTTPStatus.TOO_MANY_REQUESTS,
    "request_too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "timed_out": HTTPStatus.GATEWAY_TIMEOUT,
}
"""What API Gateway itself answers, before the function or instead of it; the words are in ``template.yaml``."""

GATEWAY_DEFAULTS: Final[dict[str, str]] = {"gateway_refused": "4xx", "gateway_failed": "5xx"}
"""The same, where the status can be any of these: what the gateway has no words of its own for."""

# Python calls them as RFC 9110 does from 3.13 on only, and an answer must not depend on what answers.
_RENAMED: Final[dict[int, str]] = {413: "Content Too Large", 422: "Unprocessable Content"}

# Section 15.5.16: a 415 for a content coding names the codings that would have been understood.
_HEADERS_OF_REASON: Final[dict[ReasonCode, dict[str, str]]] = {
    "unsupported_compression": {"Accept-Encoding": "gzip, deflate, br, zstd"},
}


class ProblemError(Exception):
    """An answer that is not the one asked for. ``detail`` is for the client's eyes."""

    def __init__(self, code: ProblemCode, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = STATUS_OF_CODE[code]
        self.code = code
        self.detail = detail
        self.headers = dict(headers or {})

    def body(self) -> str:
        problem = {
            "type": "about:blank",
            "title": title(self.status),
            "status": self.status.value,
            "detail": self.detail,
            "code": self.code,
        }
        return json.dumps(problem, ensure_ascii=False)


def title(status: HTTPStatus) -> str:
    """What RFC 9110 calls a status: the title of its problems, as RFC 9457 asks where the type is ``about:blank``."""
    return _RENAMED.get(status, status.phrase)


def problem_of(error: Exception) -> ProblemError:
    """The answer to whatever went wrong. Only what is meant for clients gets into it: the messages of presscut's own
    errors about pages, never those of storage or of the unforeseen.
    """
    match error:
        case ProblemError():
            return error
        case PresscutError():
            return ProblemError(error.code, str(error), _HEADERS_OF_REASON.get(error.code))
        case TransientStorageError():
            return try_again("The store is busy. Nothing is lost; send the same request again.")
        case _:
            return ProblemError("internal_error", "This should not have happened; the log says more.")


def try_again(
    detail: str, code: Literal["temporarily_unavailable", "request_in_progress"] = "temporarily_unavailable"
) -> ProblemError:
    return ProblemError(code, detail, {"Retry-After": str(RETRY_AFTER_SECONDS)})
