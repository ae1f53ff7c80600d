"""API Gateway's place, on this machine: HTTP in, the API function's proxy events out, as WSGI.

Powertools' own ``HttpResolverLocal`` decodes every body as UTF-8 and so fails on the very pages that the real gateway
hands over untouched (as base64, by ``BinaryMediaTypes``). This one makes the events that the gateway makes, and calls
the function's handler itself, so that what answers here is what is deployed. What it does not do: who may call is the
template's business, and here everyone may.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from threading import Lock
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, Protocol
from uuid import uuid4

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Request, Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

MAX_BODY_BYTES: Final = 10 * 1024 * 1024
"""API Gateway's quota of a REST API's payload; it answers 413 by itself."""
MAX_EVENT_BYTES: Final = 6 * 1024 * 1024
"""Lambda's quota of an invocation. What the gateway has taken and Lambda does not is a 413 of no type of its own."""

Event = dict[str, Any]


class Handler(Protocol):
    def __call__(self, event: Event, context: Any, /) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Gateway:
    """A WSGI application in front of ``handler``, which gets proxy events of payload format 1.0.

    ``binary_media_types`` and ``answers`` (of the gateway itself, by their type) as the template has them. One request is
    handled at a time, as in a sandbox of Lambda: Powertools keeps the current event in a place that all threads share.
    """

    handler: Handler
    binary_media_types: Collection[str]
    answers: Mapping[str, str] = field(default_factory=dict)
    stage: str = "live"
    _one_at_a_time: Lock = field(default_factory=Lock)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request = Request(environ)
        request.max_content_length = MAX_BODY_BYTES
        try:
            request.get_data()
        except RequestEntityTooLarge:
            return self._too_large("REQUEST_TOO_LARGE")(environ, start_response)
        event = self.event_of(request)
        if len(json.dumps(event, ensure_ascii=False).encode(errors="surrogatepass")) > MAX_EVENT_BYTES:
            return self._too_large("DEFAULT_4XX")(environ, start_response)
        with self._one_at_a_time:
            answer = self.handler(event, _context())
        return response_of(answer)(environ, start_response)

    def event_of(self, request: Request) -> Event:
        """The proxy event of a request; its body is base64 where the type is binary, else UTF-8 as the gateway reads it."""
        body = request.get_data()
        is_binary = is_binary_type(request.headers.get("Content-Type"), self.binary_media_types)
        # A WSGI server has joined the values of a header that was sent twice, as RFC 9110 (section 5.3) lets it.
        headers = {name: [value] for name, value in request.headers.items()}
        query = {name: request.args.getlist(name) for name in request.args}
        moment = datetime.now(UTC)
        return {
            "resource": request.path,
            "path": request.path,
            "httpMethod": request.method,
            "headers": {name: values[-1] for name, values in headers.items()} or None,
            "multiValueHeaders": headers or None,
            "queryStringParameters": {name: values[-1] for name, values in query.items()} or None,
            "multiValueQueryStringParameters": query or None,
            "pathParameters": None,
            "stageVariables": None,
            "requestContext": {
                "resourcePath": request.path,
                "httpMethod": request.method,
                "requestTime": moment.strftime("%d/%b/%Y:%H:%M:%S +0000"),
                "requestTimeEpoch": int(moment.timestamp() * 1000),
                # As under a domain of one's own: callers write no stage here.
                "path": request.path,
                "accountId": "000000000000",
                "protocol": request.environ.get("SERVER_PROTOCOL", "HTTP/1.1"),
                "stage": self.stage,
                "requestId": str(uuid4()),
                "identity": {"sourceIp": request.remote_addr, "userAgent": request.headers.get("User-Agent")},
                "domainName": request.host,
                "apiId": "local",
            },
            "body": _body(body, is_binary) if body else None,
            "isBase64Encoded": is_binary and bool(body),
        }

    def _too_large(self, kind: str) -> Response:
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        if kind not in self.answers:
            return Response('{"message":"Request Too Long"}', status=status, content_type="application/json")
        told = self.answers[kind].replace("$context.error.responseType", kind)
        return Response(told, status=status, content_type="application/problem+json")


def is_binary_type(content_type: str | None, binary_media_types: Collection[str]) -> bool:
    """Whether the gateway leaves a body alone: its type, without parameters and whatever its case, is listed."""
    media_type = (content_type or "").partition(";")[0].strip().lower()
    return "*/*" in binary_media_types or media_type in binary_media_types


def response_of(answer: Mapping[str, Any]) -> Response:
    """What a function of a proxy integration answered → HTTP. Several values of a header stay several."""
    body = answer.get("body") or ""
    response = Response(
        base64.b64decode(body) if answer.get("isBase64Encoded") else str(body).encode(errors="surrogatepass"),
        status=int(answer["statusCode"]),
    )
    response.headers.clear()
    for name, value in (answer.get("headers") or {}).items():
        response.headers.add(name, str(value))
    for name, values in (answer.get("multiValueHeaders") or {}).items():
        response.headers.remove(name)
        for value in values:
            response.headers.add(name, str(value))
    return response


def _body(body: bytes, is_binary: bool) -> str:
    # What is no UTF-8 is lost at the gateway too, as U+FFFD.
    return base64.b64encode(body).decode() if is_binary else body.decode(errors="replace")


def _context() -> SimpleNamespace:
    """What Lambda tells a function about its invocation, as far as the handlers read it."""
    return SimpleNamespace(
        function_name="presscut-api",
        memory_limit_in_mb=1769,
        invoked_function_arn="arn:aws:lambda:us-east-1:000000000000:function:presscut-api",
        aws_request_id=str(uuid4()),
        get_remaining_time_in_millis=lambda: 29_000,
    )
