"""A proxy event of API Gateway (payload format 1.0) → a request as HTTP means it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    """Of the route: ``/v1/articles``."""
    base_path: str
    """What callers write before it: the stage (``/live``), or nothing under a domain of one's own."""
    headers: Mapping[str, str]
    """By lower-case name; one that was sent several times is joined as RFC 9110 (section 5.3) allows."""
    query: Mapping[str, Sequence[str]]
    body: str | None
    is_base64: bool
    caller: str
    """Who signed, by the gateway; empty where nobody had to."""
    received_at: datetime

    def address_of(self, path: str) -> str:
        """As this caller reaches it."""
        return self.base_path + path


def request_of(event: Mapping[str, Any], received_at: datetime) -> Request:
    context: Mapping[str, Any] = event.get("requestContext") or {}
    path: str = event["path"]
    whole: str = context.get("path") or path
    return Request(
        method=event["httpMethod"],
        path=path,
        base_path=whole.removesuffix(path) if whole.endswith(path) else "",
        headers={name.lower(): ", ".join(values) for name, values in _several(event, "multiValueHeaders", "headers")},
        query=dict(_several(event, "multiValueQueryStringParameters", "queryStringParameters")),
        body=event.get("body"),
        is_base64=bool(event.get("isBase64Encoded")),
        caller=_caller(context),
        received_at=received_at,
    )


def _several(event: Mapping[str, Any], name: str, single: str) -> list[tuple[str, Sequence[str]]]:
    """Hand-made events often have but one of the two."""
    if event.get(name):
        return list(event[name].items())
    return [(key, (value,)) for key, value in (event.get(single) or {}).items()]


def _caller(context: Mapping[str, Any]) -> str:
    identity: Mapping[str, Any] = context.get("identity") or {}
    claims: Mapping[str, Any] = (context.get("authorizer") or {}).get("claims") or {}
    return str(claims.get("sub") or identity.get("userArn") or identity.get("apiKeyId") or "")
