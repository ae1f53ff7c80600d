"""The API over HTTP on this machine: the events that its handler gets are the ones that API Gateway makes."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import pytest
from conftest import Aws
from made_up import example_event, page
from werkzeug.test import Client

from presscut.local.gateway import MAX_BODY_BYTES, MAX_EVENT_BYTES, Gateway
from presscut.local.stack import binary_media_types, gateway_answers
from presscut.service import api

BINARY = ("text/html", "application/octet-stream")


class Recorder:
    """A handler that keeps what it was called with."""

    def __init__(self, **answer: Any) -> None:
        self.event: dict[str, Any] = {}
        self.answer = {"statusCode": 200, "body": ""} | answer

    def __call__(self, event: dict[str, Any], _context: Any) -> Mapping[str, Any]:
        self.event = event
        return self.answer


def test_a_page_in_an_old_encoding_arrives_byte_for_byte() -> None:
    handler = Recorder()
    Client(Gateway(handler, BINARY)).post("/v1/extract", data=b"caf\xe9", content_type="Text/HTML; charset=iso-8859-1")
    assert handler.event["isBase64Encoded"] is True
    assert base64.b64decode(handler.event["body"]) == b"caf\xe9"


def test_what_is_not_listed_as_binary_comes_as_text() -> None:
    handler = Recorder()
    Client(Gateway(handler, BINARY)).post("/v1/uploads", data='{"a": "é"}'.encode(), content_type="application/json")
    assert (handler.event["isBase64Encoded"], handler.event["body"]) == (False, '{"a": "é"}')


def test_values_that_are_given_twice_come_in_full_and_the_last_of_them_alone() -> None:
    handler = Recorder()
    Client(Gateway(handler, BINARY)).get("/v1/articles?host=a.example&host=b.example")
    assert handler.event["queryStringParameters"] == {"host": "b.example"}
    assert handler.event["multiValueQueryStringParameters"] == {"host": ["a.example", "b.example"]}
    assert handler.event["body"] is None


def test_an_event_has_the_members_that_the_real_one_has() -> None:
    handler = Recorder()
    Client(Gateway(handler, BINARY)).get("/v1/articles/x")
    real = example_event("api-article-get")
    assert set(handler.event) == set(real)
    assert set(handler.event["requestContext"]) <= set(real["requestContext"])


def test_an_answer_keeps_its_status_its_headers_and_its_bytes() -> None:
    handler = Recorder(
        statusCode=404,
        body=base64.b64encode(b"\x00\xff").decode(),
        isBase64Encoded=True,
        multiValueHeaders={"Vary": ["Accept", "Origin"], "Content-Type": ["application/problem+json"]},
    )
    response = Client(Gateway(handler, BINARY)).get("/")
    assert (response.status_code, response.data) == (404, b"\x00\xff")
    assert response.headers.getlist("Vary") == ["Accept", "Origin"]
    assert response.headers["Content-Type"] == "application/problem+json"


def test_more_than_the_gateway_takes_is_refused_before_the_function_sees_it() -> None:
    handler = Recorder()
    client = Client(Gateway(handler, BINARY))
    assert client.post("/v1/extract", data=b"x" * (MAX_BODY_BYTES + 1)).status_code == 413
    assert handler.event == {}


@pytest.mark.parametrize(
    ("size", "code"), [(MAX_BODY_BYTES + 1, "request_too_large"), (MAX_EVENT_BYTES * 3 // 4, "gateway_refused")]
)
def test_what_the_gateway_or_lambda_does_not_take_is_told_as_the_template_has_it_and_led_to_uploads(
    size: int, code: str
) -> None:
    handler = Recorder()
    client = Client(Gateway(handler, BINARY, gateway_answers()))
    refused = client.post("/v1/extract", data=b"x" * size, content_type="text/html")
    assert (refused.status_code, refused.content_type) == (413, "application/problem+json")
    assert refused.json["code"] == code
    assert "POST /v1/uploads" in refused.json["detail"]
    assert "$" not in refused.json["detail"]
    assert handler.event == {}


def test_a_page_that_just_fits_into_an_invocation_passes() -> None:
    handler = Recorder()
    client = Client(Gateway(handler, BINARY))
    sent = client.post("/v1/extract", data=b"x" * (MAX_EVENT_BYTES * 3 // 4 - 2000), content_type="text/html")
    assert sent.status_code == 200
    assert handler.event["isBase64Encoded"] is True


@pytest.mark.usefixtures("aws")
def test_the_api_itself_answers(aws: Aws) -> None:
    del aws
    client = Client(Gateway(api.handler, binary_media_types()))
    posted = client.post(
        "/v1/articles",
        data=page("Das Café öffnet").encode("windows-1252"),
        content_type="text/html; charset=windows-1252",
        query_string={"url": "https://harbour.example/cafe"},
    )
    assert posted.status_code == 201
    shown = client.get(posted.headers["Location"], headers={"Accept": "text/html"})
    assert shown.status_code == 200
    assert "Das Café öffnet" in shown.text
