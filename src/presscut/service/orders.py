"""The JSON body of a request → what it orders."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from pydantic import ValidationError

from presscut.service.problems import ProblemError
from presscut.service.representations import UploadOrder
from presscut.service.requests import Request

_MAX_TOLD: int = 3


def upload_order(request: Request) -> UploadOrder:
    """Raises ProblemError: for a body of another type, none that is JSON, and one that orders nothing."""
    media_type = (request.headers.get("content-type") or "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise ProblemError(
            "unsupported_media_type",
            "Order an upload with Content-Type: application/json; the page itself goes where the answer says.",
            {"Accept": "application/json"},
        )
    if (request.headers.get("content-encoding") or "identity").strip().lower() != "identity":
        raise ProblemError("unsupported_compression", "An order comes as it is.", {"Accept-Encoding": "identity"})
    try:
        return UploadOrder.model_validate_json(_body(request))
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=False, include_input=False)
        if problems[0]["type"] == "json_invalid":
            raise ProblemError("invalid_json", f"The body is no JSON: {problems[0]['msg']}.") from error
        raise ProblemError("invalid_upload", "; ".join(_told(problem) for problem in problems[:_MAX_TOLD])) from error


def _body(request: Request) -> bytes:
    if not request.is_base64:
        return (request.body or "").encode(errors="surrogatepass")
    try:
        return base64.b64decode(request.body or "", validate=True)
    except binascii.Error as error:
        raise ProblemError("invalid_base64", "The body is marked as base64 and is not.") from error


def _told(problem: Any) -> str:
    where = ".".join(str(step)[:50] for step in problem["loc"])
    return f"{where}: {problem['msg']}" if where else str(problem["msg"])
