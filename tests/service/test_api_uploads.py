"""Uploads and repeated requests, as API Gateway calls the function, over buckets and tables of moto."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import boto3
import pytest
import requests
from conftest import Aws
from made_up import Context, eventbridge, failed, page
from test_api import HTML, Answered, assert_problem, request

from presscut.service import api, handlers, ingest
from presscut.service.operations import UPLOAD_ID
from presscut.service.settings import Settings
from presscut.service.uploads import LIFETIME, LONGEST_UPLOAD, Uploads, key_of, opened_at, upload_id
from presscut.storage.headers import address_in_metadata
from presscut.storage.records import document_id
from presscut.storage.upload_inbox import S3UploadInbox

pytestmark = pytest.mark.usefixtures("aws")

PAGE = page("The ferry sails again").encode()


def order(body: Any = None, **headers: Any) -> Answered:
    written = json.dumps({"size": len(PAGE)} if body is None else body) if not isinstance(body, str) else body
    return request("POST", "/v1/uploads", written, **({"content_type": "application/json"} | headers))


def uploaded(upload: dict[str, Any], body: bytes = PAGE) -> requests.Response:
    signed = upload["request"]
    return requests.request(signed["method"], signed["url"], data=body, headers=signed["headers"], timeout=10)


def state_of(upload: dict[str, Any]) -> dict[str, Any]:
    answered = request("GET", upload["link"])
    assert answered.status == HTTPStatus.OK
    state: dict[str, Any] = answered.json()
    return state


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Moves the clock of uploads."""

    def move(by: timedelta) -> None:
        uploads = api.service().uploads
        monkeypatch.setitem(
            api.service().__dict__,
            "uploads",
            Uploads(uploads.inbox, uploads.bucket, uploads.store, uploads.max_bytes, lambda: datetime.now(UTC) + by),
        )

    return move


# --- the order -----------------------------------------------------------------------------------------------------


def test_an_upload_goes_all_the_way_to_its_article(aws: Aws) -> None:
    wanted = {"size": len(PAGE), "content_type": "text/html; charset=utf-8", "url": "https://courier.example/küste"}
    ordered = order(wanted | {"fetched_at": "2026-03-01T18:30:00+01:00"})
    assert ordered.status == HTTPStatus.CREATED
    assert ordered.headers["cache-control"] == "no-store"
    upload = ordered.json()
    assert ordered.headers["location"] == upload["link"] == f"/live/v1/uploads/{upload['id']}"
    assert (upload["status"], state_of(upload)["status"]) == ("pending", "pending")
    assert "received_at" not in state_of(upload)

    assert uploaded(upload).status_code == HTTPStatus.OK

    there = aws.s3.head_object(Bucket=aws.inbox_bucket, Key=key_of(upload["id"]))
    assert there["ContentType"] == "text/html; charset=utf-8"
    assert there["Metadata"]["fetched-at"] == "2026-03-01T17:30:00Z"
    assert address_in_metadata(there["Metadata"]["url"]) == wanted["url"]
    assert "received_at" in state_of(upload)
    assert "article" not in state_of(upload)

    ingest.handler(eventbridge(key_of(upload["id"]), version_id=there["VersionId"]), Context())

    done = state_of(upload)
    assert done["status"] == "done"
    assert done["article"] == f"/live/v1/articles/{done['article_id']}"
    article = request("GET", done["article"]).article()
    assert article.headline == "The ferry sails again"
    assert article.url in (wanted["url"], "https://courier.example/k%C3%BCste")


def test_the_signature_binds_size_type_metadata_and_that_there_is_one_object() -> None:
    checksum = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="
    wanted = {"url": "https://courier.example/", "fetched_at": "2026-03-01T18:30:00Z", "checksum_sha256": checksum}
    upload = order({"size": 4} | wanted).json()
    query = parse_qs(urlsplit(upload["request"]["url"]).query)
    assert query["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert set(query["X-Amz-SignedHeaders"][0].split(";")) == {
        "host",
        "content-length",
        "content-type",
        "if-none-match",
        "x-amz-checksum-sha256",
        "x-amz-meta-fetched-at",
        "x-amz-meta-url",
    }
    assert 0 < int(query["X-Amz-Expires"][0]) <= LIFETIME.total_seconds()
    assert urlsplit(upload["request"]["url"]).hostname == "presscut-inbox.s3.eu-west-1.amazonaws.com"
    assert upload["request"]["headers"] == {
        "Content-Length": "4",
        "Content-Type": "text/html",
        "If-None-Match": "*",
        "x-amz-meta-url": "https://courier.example/",
        "x-amz-meta-fetched-at": "2026-03-01T18:30:00Z",
        "x-amz-checksum-sha256": checksum,
    }


@pytest.mark.parametrize("variable", ["UPLOAD_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"])
def test_an_emulator_signs_for_itself_and_needs_no_name_of_the_bucket(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "http://s3.emulator.example:9000")
    settings = Settings.from_environment(os.environ)
    signed = S3UploadInbox(boto3.client("s3"), "presscut-inbox", settings.upload_endpoint_url).signed_put("a", {}, 60)
    assert signed.startswith("http://s3.emulator.example:9000/presscut-inbox/a?")


@pytest.mark.parametrize(
    ("body", "status", "code", "named"),
    [
        ("{", 400, "invalid_json", "JSON"),
        ("", 400, "invalid_json", "JSON"),
        ("[]", 422, "invalid_upload", "object"),
        ({}, 422, "invalid_upload", "size"),
        ({"size": 0}, 422, "invalid_upload", "size"),
        ({"size": "12"}, 422, "invalid_upload", "size"),
        ({"size": 12, "sise": 12}, 422, "invalid_upload", "sise"),
        ({"size": 12, "content_type": "image/png"}, 422, "invalid_upload", "content_type"),
        ({"size": 12, "content_type": "text/html\r\nx-amz-acl: public-read"}, 422, "invalid_upload", "content_type"),
        ({"size": 12, "url": "ferry"}, 422, "invalid_upload", "url"),
        ({"size": 12, "url": "https://a.example/" + "ü" * 900}, 422, "invalid_upload", "url"),
        ({"size": 12, "fetched_at": "2026-03-01T18:30:00"}, 422, "invalid_upload", "fetched_at"),
        ({"size": 12, "checksum_sha256": "abc"}, 422, "invalid_upload", "checksum_sha256"),
        ({"size": 32 * 1024 * 1024 + 1}, 413, "too_large", "33554432"),
    ],
)
def test_a_bad_order_is_refused_and_named(body: Any, status: int, code: str, named: str) -> None:
    answered = order(body)
    assert_problem(answered, status, code)
    assert named in answered.json()["detail"]


def test_an_order_is_json() -> None:
    assert_problem(order(content_type="text/html"), 415, "unsupported_media_type")
    assert order(content_type="text/html").headers["accept"] == "application/json"
    assert_problem(order(content_encoding="gzip"), 415, "unsupported_compression")


# --- what became of it ---------------------------------------------------------------------------------------------


def test_a_page_that_cannot_be_read_tells_why(aws: Aws) -> None:
    upload = order().json()
    uploaded(upload)
    aws.store().put(failed(document_id(aws.inbox_bucket, key_of(upload["id"]))))
    state = state_of(upload)
    assert (state["status"], state["code"], state["detail"]) == ("failed", "not_html", "The object is a PDF.")


def test_nothing_that_came_in_time_is_expired(later: Callable[[timedelta], None]) -> None:
    upload = order().json()
    for moment in (LIFETIME + timedelta(seconds=1), LIFETIME + LONGEST_UPLOAD - timedelta(seconds=5)):
        later(moment)
        assert state_of(upload)["status"] == "pending"  # it may have begun in time
    later(LIFETIME + LONGEST_UPLOAD + timedelta(seconds=5))
    assert state_of(upload)["status"] == "expired"


def test_a_page_that_waits_to_be_read_is_pending_however_late_its_news(
    aws: Aws, later: Callable[[timedelta], None]
) -> None:
    upload = order().json()
    uploaded(upload)
    later(timedelta(days=10))
    assert state_of(upload)["status"] == "pending"
    version = aws.s3.head_object(Bucket=aws.inbox_bucket, Key=key_of(upload["id"]))["VersionId"]
    ingest.handler(eventbridge(key_of(upload["id"]), version_id=version), Context())
    assert state_of(upload)["status"] == "done"


def test_a_deleted_upload_is_deleted_before_and_after_its_news(aws: Aws, later: Callable[[timedelta], None]) -> None:
    upload = order().json()
    uploaded(upload)
    key = key_of(upload["id"])
    marker = aws.s3.delete_object(Bucket=aws.inbox_bucket, Key=key)["VersionId"]
    later(LIFETIME + LONGEST_UPLOAD + timedelta(hours=1))
    assert state_of(upload)["status"] == "deleted"
    news = eventbridge(key, kind="Object Deleted", deletion="Delete Marker Created", sequencer="02", version_id=marker)
    ingest.handler(news, Context())
    assert state_of(upload)["status"] == "deleted"


def test_what_was_read_and_destroyed_between_two_questions_is_not_called_expired(
    aws: Aws, later: Callable[[timedelta], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = order().json()
    later(LIFETIME + LONGEST_UPLOAD + timedelta(hours=1))
    store = aws.store()
    document = document_id(aws.inbox_bucket, key_of(upload["id"]))

    def find(*_: Any) -> None:
        store.put(failed(document))

    monkeypatch.setattr(type(api.service().uploads.inbox), "find", find)
    assert state_of(upload)["status"] == "failed"


@pytest.mark.parametrize(
    "identifier",
    ["x", "9b2f0a53-43f5-4c55-9b0c-2c7a5a3f9f11", "0" * 36, "ffffffff-ffff-7fff-bfff-ffffffffffff", "A" * 64],
)
def test_an_id_that_was_never_given_is_not_found(identifier: str) -> None:
    assert_problem(request("GET", f"/v1/uploads/{identifier}"), 404, "not_found")


def test_ids_are_uuids_of_version_7_in_the_order_of_time() -> None:
    moments = [datetime(2026, 3, 1, tzinfo=UTC) + timedelta(milliseconds=number) for number in range(50)]
    identifiers = [upload_id(moment, uuid4()) for moment in moments]
    assert sorted(identifiers) == identifiers
    assert [opened_at(identifier) for identifier in identifiers] == moments
    assert {(UUID(identifier).version, UUID(identifier).variant) for identifier in identifiers} == {
        (7, "specified in RFC 4122")
    }
    import re

    assert all(re.fullmatch(UPLOAD_ID, identifier) for identifier in identifiers)


# --- Idempotency-Key -----------------------------------------------------------------------------------------------


def post(body: bytes = PAGE, key: str = "key-1", **headers: Any) -> Answered:
    return request("POST", "/v1/articles", body, **({"content_type": HTML, "idempotency_key": key} | headers))


def test_a_repeated_post_is_answered_as_the_first_was(aws: Aws) -> None:
    first = post()
    rows = aws.rows()
    again = post(accept="text/markdown")
    assert (first.status, again.status) == (HTTPStatus.CREATED, HTTPStatus.CREATED)
    assert again.headers["location"] == first.headers["location"]
    assert again.headers["content-type"] == "text/markdown; charset=utf-8"
    assert aws.rows() == rows
    assert post(key="key-2").status == HTTPStatus.OK


def test_a_repeated_order_opens_one_upload() -> None:
    first, again, other = (order(idempotency_key=key).json() for key in ("key-1", "key-1", "key-2"))
    assert first["id"] == again["id"] != other["id"]
    assert again["request"]["headers"] == first["request"]["headers"]
    assert again["expires_at"] == first["expires_at"]
    assert uploaded(again).status_code == HTTPStatus.OK


def test_a_repeated_order_of_an_upload_that_has_expired_tells_its_state(later: Callable[[timedelta], None]) -> None:
    first = order(idempotency_key="key-1").json()
    later(timedelta(hours=20))
    again = order(idempotency_key="key-1").json()
    assert (again["id"], again["status"]) == (first["id"], "expired")
    assert "request" not in again


@pytest.mark.parametrize(
    "other", [{"body": PAGE + b" "}, {"x_presscut_url": "https://a.example/"}, {"query": {"url": "https://a.example/"}}]
)
def test_a_key_with_another_request_is_refused(other: dict[str, Any]) -> None:
    assert post().status == HTTPStatus.CREATED
    assert_problem(post(**other), 422, "idempotency_key_reused")


def test_keys_of_posts_and_of_orders_are_apart() -> None:
    assert post(key="key-1").status == HTTPStatus.CREATED
    assert order(idempotency_key="key-1").status == HTTPStatus.CREATED


def test_a_request_that_is_still_being_done_asks_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    inner: list[Answered] = []
    stored = handlers._stored

    def slow(*arguments: Any) -> Any:
        inner.append(post())
        return stored(*arguments)

    monkeypatch.setattr(handlers, "_stored", slow)
    assert post().status == HTTPStatus.CREATED
    assert_problem(inner[0], 409, "request_in_progress")
    assert int(inner[0].headers["retry-after"]) > 0


def test_what_failed_is_not_kept_and_may_be_sent_again_corrected() -> None:
    assert_problem(post(b" "), 422, "empty")
    assert post().status == HTTPStatus.CREATED


@pytest.mark.parametrize("key", ["", "a b", "ü", "x" * 256])
def test_a_key_that_cannot_be_is_refused(key: str) -> None:
    assert_problem(post(key=key), 400, "invalid_idempotency_key")


def test_an_article_that_is_gone_since_is_gone_for_the_repetition_too() -> None:
    location = post().headers["location"]
    request("DELETE", location)
    assert_problem(post(), 410, "deleted")


def test_after_its_day_a_key_is_a_new_one(aws: Aws) -> None:
    receipts = api.service().settings.receipts_table_name
    first = post()
    (receipt,) = aws.dynamodb.scan(TableName=receipts)["Items"]
    yesterday = {"N": str(int(datetime.now(UTC).timestamp()) - 1)}
    aws.dynamodb.put_item(TableName=receipts, Item=receipt | {"expires_at": yesterday})  # its TTL has not come by yet
    other = post(page("The ferry stays in port").encode())
    assert (other.status, other.article().headline) == (HTTPStatus.CREATED, "The ferry stays in port")
    assert other.headers["location"] != first.headers["location"]
    assert_problem(post(), 422, "idempotency_key_reused")


def test_a_key_whose_request_broke_off_may_be_sent_again_when_its_function_is_over(aws: Aws) -> None:
    receipts = api.service().settings.receipts_table_name
    post()
    (receipt,) = aws.dynamodb.scan(TableName=receipts)["Items"]
    for seconds, status in ((60, HTTPStatus.CONFLICT), (-1, HTTPStatus.OK)):
        until = {"N": str(int((datetime.now(UTC).timestamp() + seconds) * 1000))}
        broken_off = {name: value for name, value in receipt.items() if name != "data"}
        item = broken_off | {"status": {"S": "INPROGRESS"}, "in_progress_expiration": until}
        aws.dynamodb.put_item(TableName=receipts, Item=item)
        assert post().status == status


def test_receipts_hold_neither_the_article_nor_a_signed_address(aws: Aws) -> None:
    post()
    order(idempotency_key="key-1")
    receipts = aws.dynamodb.scan(TableName=api.service().settings.receipts_table_name)["Items"]
    assert len(receipts) == 2
    assert all(len(json.dumps(receipt)) < 600 for receipt in receipts)
    assert all(int(receipt["expires_at"]["N"]) > datetime.now(UTC).timestamp() + 80_000 for receipt in receipts)
    assert "Signature" not in json.dumps(receipts)


def test_without_a_key_powertools_idempotency_is_never_imported() -> None:
    import subprocess
    import sys

    program = "import sys, presscut.service.api; print('aws_lambda_powertools.utilities.idempotency' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
