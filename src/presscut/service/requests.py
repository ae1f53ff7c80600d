"""A proxy event of API Gateway (payload format 1.0) → a request as HTTP means it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

_PLACE: Final = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    """Of the route: ``/v1/articles``."""
    base_path: str
    """What callers write before it: the stage (``/live``); under a domain of one's own the base path, mostly nothing."""
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


def without_base_path(event: Mapping[str, Any], routes: Collection[str]) -> dict[str, Any]:
    """The event with the route's own path as ``path``.

    Under a domain of one's own whose base path is mapped to the API, the gateway hands that path on as part of ``path``,
    and ``resource`` alone tells where the route begins (as Powertools' ``strip_prefixes`` has it, for base paths that are
    known beforehand). It also lets any address end with a slash.
    """
    resource, path = str(event.get("resource")), event["path"]
    if resource not in routes:
        return dict(event)
    found = re.fullmatch(f".*?({_PLACE.sub('[^/]+', resource)})/*", path)
    return {**event, "path": found.group(1) if found else path}


def request_of(event: Mapping[str, Any], received_at: datetime) -> Request:
    context: Mapping[str, Any] = event.get("requestContext") or {}
    path: str = event["path"]
    whole: str = context.get("path") or path
    return Request(
        method=event["httpMethod"],
        path=path,
        base_path=_before(path, whole.rstrip("/")),
        headers={name.lower(): ", ".join(values) for name, values in _several(event, "multiValueHeaders", "headers")},
        query=dict(_several(event, "multiValueQueryStringParameters", "queryStringParameters")),
        body=event.get("body"),
        is_base64=bool(event.get("isBase64Encoded")),
        caller=_caller(context),
        received_at=received_at,
    )


def _before(path: str, whole: str) -> str:
    return whole.removesuffix(path) if whole.endswith(path) else ""


def _several(event: Mapping[str, Any], name: str, single: str) -> list[tuple[str, Sequence[str]]]:
    """Hand-made events often have but one of the two."""
    if event.get(name):
        return list(event[name].items())
    return [(key, (value,)) for key, value in (event.get(single) or {}).items()]


def _caller(context: Mapping[str, Any]) -> str:
    identity: Mapping[str, Any] = context.get("identity") or {}
    claims: Mapping[str, Any] = (context.get("authorizer") or {}).get("claims") or {}
    return str(claims.get("sub") or identity.get("userArn") or identity.get("apiKeyId") or "")
