"""The inbox: what is read of an object, what its headers say, and how S3's errors become ours."""

from __future__ import annotations

import hashlib
from urllib.parse import quote

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, NoCredentialsError
from conftest import INBOX_BUCKET, Aws
from in_memory import InMemoryInbox
from made_up import NOON

from presscut.errors import ObjectGoneError, TooLargeError
from presscut.storage.aws_errors import ConditionNotMetError, translated_errors
from presscut.storage.headers import address_in_metadata, declared_charset, moment_in_metadata
from presscut.storage.pages import S3Inbox
from presscut.storage.ports import DroppedPage, PageSource, StorageRefusedError, TransientStorageError


def test_an_object_is_read_with_what_its_headers_say(aws: Aws) -> None:
    version_id = aws.drop(
        "a.html",
        b"<p>Rain",
        ContentType='text/html; charset="windows-1252"',
        ContentEncoding="gzip",
        Metadata={"url": "https://courier.example/rain", "fetched-at": "2024-05-28T14:00:00+02:00"},
    )
    page = S3Inbox(aws.s3, 1000).read(aws.inbox_bucket, "a.html", None)
    assert page.body == b"<p>Rain"
    assert page.encoding == "windows-1252"
    assert page.content_encoding == "gzip"
    assert page.url == "https://courier.example/rain"
    assert page.fetched_at == NOON
    assert page.version_id == version_id
    assert page.etag == hashlib.md5(b"<p>Rain").hexdigest()
    assert page.last_modified.tzinfo is not None


# --- the contract, kept by S3 (moto's) and by the inbox in memory ------------------------------------------------


class S3Side:
    def __init__(self, aws: Aws) -> None:
        self.aws = aws
        self.source: PageSource = S3Inbox(aws.s3, 1000)

    def put(self, body: bytes) -> str:
        return self.aws.drop("a.html", body)

    def delete(self, **version: str) -> None:
        self.aws.s3.delete_object(Bucket=self.aws.inbox_bucket, Key="a.html", **version)


class MemorySide:
    def __init__(self) -> None:
        self.inbox = InMemoryInbox()
        self.source: PageSource = self.inbox

    def put(self, body: bytes) -> str:
        etag = hashlib.md5(body).hexdigest()
        self.inbox.put("a.html", DroppedPage(body, None, None, None, f"version-{etag}", etag, NOON))
        return f"version-{etag}"

    def delete(self, **version: str) -> None:
        self.inbox.delete("a.html", version.get("VersionId"))


@pytest.fixture(params=["in memory", "s3"])
def side(request: pytest.FixtureRequest) -> S3Side | MemorySide:
    return MemorySide() if request.param == "in memory" else S3Side(request.getfixturevalue("aws"))


def test_the_version_asked_for_is_read_and_not_the_current_one(side: S3Side | MemorySide) -> None:
    first, second = side.put(b"first"), side.put(b"second")
    assert side.source.read(INBOX_BUCKET, "a.html", first).body == b"first"
    assert side.source.read(INBOX_BUCKET, "a.html", second).body == b"second"


def test_without_a_version_the_current_one_is_read_and_named(side: S3Side | MemorySide) -> None:
    side.put(b"first")
    second = side.put(b"second")
    page = side.source.read(INBOX_BUCKET, "a.html", None)
    assert (page.body, page.version_id, page.etag) == (b"second", second, hashlib.md5(b"second").hexdigest())


def test_what_was_never_there_is_gone(side: S3Side | MemorySide) -> None:
    with pytest.raises(ObjectGoneError, match=r"s3://presscut-inbox/never\.html"):
        side.source.read(INBOX_BUCKET, "never.html", None)


def test_after_a_deletion_nothing_is_current_and_the_version_is_still_there(side: S3Side | MemorySide) -> None:
    version_id = side.put(b"first")
    side.delete()
    with pytest.raises(ObjectGoneError):
        side.source.read(INBOX_BUCKET, "a.html", None)
    assert side.source.read(INBOX_BUCKET, "a.html", version_id).body == b"first"


def test_a_destroyed_version_is_gone(side: S3Side | MemorySide) -> None:
    first = side.put(b"first")
    side.put(b"second")
    side.delete(VersionId=first)
    with pytest.raises(ObjectGoneError):
        side.source.read(INBOX_BUCKET, "a.html", first)


# --- S3's own ----------------------------------------------------------------------------------------------------


def test_an_object_over_the_limit_is_not_read(aws: Aws) -> None:
    aws.drop("a.html", b"12345")
    assert S3Inbox(aws.s3, 5).read(aws.inbox_bucket, "a.html", None).body == b"12345"
    with pytest.raises(TooLargeError, match="has 5 bytes; at most 4"):
        S3Inbox(aws.s3, 4).read(aws.inbox_bucket, "a.html", None)


def test_a_delete_marker_is_nothing_to_read(aws: Aws) -> None:
    aws.drop("a.html", b"first")
    marker = aws.s3.delete_object(Bucket=aws.inbox_bucket, Key="a.html")["VersionId"]
    with pytest.raises(ObjectGoneError):
        S3Inbox(aws.s3, 1000).read(aws.inbox_bucket, "a.html", marker)


def test_a_missing_bucket_is_the_deployments_fault(aws: Aws) -> None:
    with pytest.raises(StorageRefusedError):
        S3Inbox(aws.s3, 1000).read("no-such-bucket", "a.html", None)


@pytest.mark.parametrize(
    ("code", "http_status", "error"),
    [
        ("AccessDenied", 403, StorageRefusedError),
        ("ValidationException", 400, StorageRefusedError),
        ("SlowDown", 503, TransientStorageError),
        ("ThrottlingException", 400, TransientStorageError),
        ("ProvisionedThroughputExceededException", 400, TransientStorageError),
        ("InternalServerError", 500, TransientStorageError),
        ("SomethingNew", 503, TransientStorageError),
        ("TooManyRequests", 429, TransientStorageError),
        ("NoSuchVersion", 404, ObjectGoneError),
        ("ConditionalCheckFailedException", 400, ConditionNotMetError),
        ("PreconditionFailed", 412, ConditionNotMetError),
    ],
)
def test_every_answer_of_aws_has_its_error(code: str, http_status: int, error: type[Exception]) -> None:
    answer = ClientError(
        {"Error": {"Code": code, "Message": "No."}, "ResponseMetadata": {"HTTPStatusCode": http_status}}, "GetObject"
    )
    with pytest.raises(error, match="reading it"), translated_errors("reading it"):
        raise answer


def test_a_broken_connection_is_transient_and_missing_credentials_are_not() -> None:
    with pytest.raises(TransientStorageError), translated_errors("reading it"):
        raise EndpointConnectionError(endpoint_url="https://s3.eu-west-1.amazonaws.com")
    with pytest.raises(StorageRefusedError), translated_errors("reading it"):
        raise NoCredentialsError


@pytest.mark.parametrize(
    ("content_type", "charset"),
    [
        (None, None),
        ("text/html", None),
        ("text/html; charset=utf-8", "utf-8"),
        ('text/html;charset="Shift_JIS"', "Shift_JIS"),
        ("text/html; boundary=x; CHARSET=latin1; q=1", "latin1"),
        ("text/html; charset=", None),
    ],
)
def test_the_charset_of_a_content_type(content_type: str | None, charset: str | None) -> None:
    assert declared_charset(content_type) == charset


_ADDRESS = "https://courier.example/küste?a=1&b=%20"


@pytest.mark.parametrize(
    "value",
    [
        _ADDRESS,
        quote(_ADDRESS, safe=""),
        f"  {_ADDRESS} ",
        "=?UTF-8?B?aHR0cHM6Ly9jb3VyaWVyLmV4YW1wbGUva8O8c3RlP2E9MSZiPSUyMA==?=",
        "=?UTF-8?Q?https://courier.example/k=C3=BCste=3Fa=3D1&b=3D%20?=",
    ],
    ids=["plain", "percent-encoded as a whole", "with spaces around", "base64 words", "quoted words"],
)
def test_an_address_is_found_in_each_of_its_disguises(value: str) -> None:
    assert address_in_metadata(value) == _ADDRESS


@pytest.mark.parametrize(
    "value",
    [None, "", "courier.example/a", "ftp://courier.example", "javascript:alert(1)", "https://", "https://[broken"],
)
def test_what_is_no_web_address_is_not_taken(value: str | None) -> None:
    assert address_in_metadata(value) is None


@pytest.mark.parametrize("value", ["=?UTF-8?B?%%%?=", "=?no-such-charset?Q?abc?=", "=?UTF-8?B?/w==?="])
def test_a_broken_encoded_word_is_no_address_and_no_crash(value: str) -> None:
    assert address_in_metadata(value) is None


@pytest.mark.parametrize(
    "value",
    [
        "2024-05-28T12:00:00Z",
        "2024-05-28T14:00:00+02:00",
        "2024-05-28 12:00",
        "20240528T120000Z",
        "Tue, 28 May 2024 12:00:00 GMT",
    ],
)
def test_the_time_of_the_fetch_is_iso_8601_or_a_date_of_http(value: str) -> None:
    assert moment_in_metadata(value) == NOON


@pytest.mark.parametrize(
    "value", [None, "", "yesterday", "1716897600000", "28.05.2024", "0001-01-01T00:00+14:00", "\x00"]
)
def test_another_time_is_none(value: str | None) -> None:
    assert moment_in_metadata(value) is None
