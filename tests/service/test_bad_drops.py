"""Bad pages among good ones, through the whole function: each gets its row in time, and its neighbours theirs."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable
from typing import Any

import brotli
import pytest
import zstandard
from conftest import Aws
from made_up import SENTENCES, Context, eventbridge, notification, page, sqs

from presscut.errors import ReasonCode
from presscut.service.ingest import handler
from presscut.storage.records import Failed, Live, Revision, document_id

BEFORE, AFTER = "before.html", "after.html"
PARAGRAPH = f"<p>{SENTENCES[0]}</p>".encode()
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x80" + bytes(range(256)) * 40
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"


def truth(aws: Aws, key: str) -> Revision | None:
    return aws.store().get(document_id(aws.inbox_bucket, key))


def ingest_between_good_ones(aws: Aws, key: str, event: dict[str, Any] | None = None) -> Revision | None:
    """The third of four drops, of a batch that must be done within two seconds of this process's own time."""
    for good in (BEFORE, AFTER):
        aws.drop(good, page(f"The page {good}").encode())
    batch = sqs(eventbridge(BEFORE), eventbridge("never-there.html"), event or eventbridge(key), eventbridge(AFTER))
    started = time.process_time()
    answer = handler(batch, Context())
    assert time.process_time() - started < 2

    assert answer == {"batchItemFailures": []}
    assert all(isinstance(truth(aws, good), Live) for good in (BEFORE, AFTER))
    assert aws.latest_row(document_id(aws.inbox_bucket, "never-there.html"))["reason"] == {"S": "object_gone"}
    assert len(aws.rows()) == 12  # of each drop its truth, its sighting and its revision
    return truth(aws, key)


def bomb() -> bytes:
    """256 MB of zeros, in a quarter of a megabyte of gzip."""
    compressor = zlib.compressobj(6, zlib.DEFLATED, 31)
    block = bytes(16 * 1024 * 1024)
    return b"".join(compressor.compress(block) for _ in range(16)) + compressor.flush()


def attributes(count: int) -> bytes:
    return b"".join(b" a%d=x" % number for number in range(count))


def sixty_megabytes() -> bytes:
    return PARAGRAPH * (60_000_000 // len(PARAGRAPH))


NEVER_AN_ARTICLE: dict[str, tuple[Callable[[], bytes], dict[str, str], ReasonCode]] = {
    "zero bytes": (lambda: b"", {}, "empty"),
    "zero bytes, said to be gzip": (lambda: b"", {"ContentEncoding": "gzip"}, "empty"),
    "white space, compressed": (lambda: gzip.compress(b" \n" * 1000), {}, "empty"),
    "an image": (lambda: PNG, {"ContentType": "text/html"}, "not_html"),
    "an image, compressed": (lambda: gzip.compress(PNG), {}, "not_html"),
    "a PDF": (lambda: PDF, {"ContentType": "text/html"}, "not_html"),
    "a truncated gzip": (lambda: gzip.compress(PARAGRAPH * 500)[:-40], {}, "corrupt_compression"),
    "a gzip of which the beginning is left": (lambda: gzip.compress(PARAGRAPH * 500)[:12], {}, "corrupt_compression"),
    "a truncated brotli": (
        lambda: brotli.compress(sixty_megabytes()[:100_000])[:-9],
        {"ContentEncoding": "br"},
        "corrupt_compression",
    ),
    "a gzip bomb": (bomb, {}, "too_large"),
    "a gzip bomb in a gzip": (lambda: gzip.compress(bomb()), {}, "too_large"),
    "a zstd bomb": (lambda: zstandard.ZstdCompressor().compress(bytes(200_000_000)), {}, "too_large"),
    "gzip in gzip in gzip in gzip": (
        lambda: gzip.compress(gzip.compress(gzip.compress(gzip.compress(PARAGRAPH)))),
        {},
        "corrupt_compression",
    ),
    "60 MB": (sixty_megabytes, {}, "too_large"),
    "60 MB, compressed": (lambda: gzip.compress(sixty_megabytes(), 1), {"ContentEncoding": "gzip"}, "too_large"),
    "200 000 nested divs": (lambda: b"<div>" * 200_000 + PARAGRAPH, {}, "too_deep"),
    "200 000 nested divs, compressed": (lambda: gzip.compress(b"<div>" * 200_000), {}, "too_deep"),
    "200 000 nested divs in UTF-16": (
        lambda: ("<div>" * 200_000).encode("utf-16"),
        {"ContentType": "text/html; charset=utf-16"},
        "too_deep",
    ),
    "50 000 attributes": (lambda: b"<p" + attributes(50_000) + b">" + PARAGRAPH, {}, "too_many_attributes"),
    "an unknown coding": (lambda: page().encode(), {"ContentEncoding": "lzma"}, "unsupported_compression"),
}


@pytest.mark.parametrize(("make", "headers", "reason"), NEVER_AN_ARTICLE.values(), ids=NEVER_AN_ARTICLE.keys())
def test_what_is_no_article_fails_with_its_reason_and_takes_nobody_with_it(
    aws: Aws, make: Callable[[], bytes], headers: dict[str, str], reason: ReasonCode
) -> None:
    version_id = aws.drop("bad.html", make(), **headers)

    revision = ingest_between_good_ones(aws, "bad.html", eventbridge("bad.html", version_id=version_id))

    assert isinstance(revision, Failed)
    assert revision.reason == reason
    assert revision.origin.version_id == version_id
    row = aws.latest_row(document_id(aws.inbox_bucket, "bad.html"))
    assert (row["status"], row["reason"]) == ({"S": "FAILED"}, {"S": reason})
    assert 20 < len(row["message"]["S"]) < 500
    assert "host" not in row  # a listing shows articles alone


STILL_AN_ARTICLE: dict[str, tuple[Callable[[], bytes], dict[str, str]]] = {
    "a lone surrogate": (lambda: page().encode().replace(b"<nav>", b"<p>Half \xed\xa0\x80 of a pair.</p><nav>"), {}),
    "a lone surrogate, escaped": (
        lambda: page().encode().replace(b"<nav>", b'<script type="application/ld+json">{"@type":"NewsArticle",'
        b'"headline":"\\ud83d rain","description":"\\udc00"}</script>&#xD800;<nav>'),
        {},
    ),
    "mixed encodings": (
        lambda: page().encode() + "<p>Ein Nachtrag über die Fähre.</p>".encode("windows-1252") + "日本".encode("shift_jis"),
        {"ContentType": "text/html; charset=utf-8"},
    ),
    "a wrong charset": (lambda: page(charset="utf-16").encode(), {"ContentType": "text/html; charset=shift_jis"}),
    "a charset that does not exist": (lambda: page().encode(), {"ContentType": "text/html; charset=x-none"}),
    "a charset as its coding": (lambda: page().encode(), {"ContentEncoding": "utf-8"}),
    "no coding at all, spelled out": (lambda: page().encode(), {"ContentEncoding": "identity"}),
    "a coding that it is not in": (lambda: page().encode(), {"ContentEncoding": "gzip"}),
    "an image's type": (lambda: page().encode(), {"ContentType": "image/png"}),
    "rubbish for an address": (lambda: page().encode(), {"Metadata": {"url": "javascript:alert(1)"}}),
    "50 000 attributes and no end of the tag": (lambda: page().encode() + b"<p" + attributes(50_000), {}),
    "NULs everywhere": (lambda: page().encode().replace(b" ", b" \0"), {}),
}  # fmt: skip


@pytest.mark.parametrize(("make", "headers"), STILL_AN_ARTICLE.values(), ids=STILL_AN_ARTICLE.keys())
def test_what_is_merely_odd_becomes_an_article(aws: Aws, make: Callable[[], bytes], headers: dict[str, Any]) -> None:
    aws.drop("odd.html", make(), **headers)
    revision = ingest_between_good_ones(aws, "odd.html")
    assert isinstance(revision, Live)
    assert "Two crews took turns" in revision.article.text
    assert revision.article.model_dump_json().encode()
    assert revision.article.url is None


def test_a_charset_as_coding_is_told_to_whoever_reads_the_article(aws: Aws) -> None:
    aws.drop("odd.html", page().encode(), ContentEncoding="UTF-8")
    revision = ingest_between_good_ones(aws, "odd.html")
    assert isinstance(revision, Live)
    assert [warning.code for warning in revision.article.warnings] == ["charset_as_content_encoding"]
    assert "(utf-8)" in revision.article.warnings[0].message


KEYS = ("a+b.html", "100%.html", "%2F%zz.html", "two words.html", "日本/記事 %2B+ünï.html", "a//b/../c.html", "e\u0301.html", "😀.html", "x" * 1024)  # fmt: skip


@pytest.mark.parametrize(
    "shape", [lambda **o: {"Records": [notification(**o)]}, eventbridge], ids=["classic", "bridge"]
)
@pytest.mark.parametrize("key", KEYS, ids=range(len(KEYS)))
def test_a_bad_page_of_any_key_is_found_again_under_it(
    aws: Aws, key: str, shape: Callable[..., dict[str, Any]]
) -> None:
    aws.drop(key, PDF)
    revision = ingest_between_good_ones(aws, key, shape(key=key))
    assert isinstance(revision, Failed)
    assert (revision.reason, revision.origin.key) == ("not_html", key)


@pytest.mark.parametrize(
    "shape", [lambda **o: {"Records": [notification(**o)]}, eventbridge], ids=["classic", "bridge"]
)
def test_an_object_that_was_deleted_before_it_was_read_is_gone_and_not_lost(
    aws: Aws, shape: Callable[..., dict[str, Any]]
) -> None:
    aws.drop("gone.html", page().encode())
    aws.s3.delete_object(Bucket=aws.inbox_bucket, Key="gone.html")
    revision = ingest_between_good_ones(aws, "gone.html", shape(key="gone.html"))
    assert isinstance(revision, Failed)
    assert revision.reason == "object_gone"


def test_a_version_that_was_named_is_read_though_its_key_was_deleted(aws: Aws) -> None:
    version_id = aws.drop("gone.html", page("Still there").encode())
    aws.s3.delete_object(Bucket=aws.inbox_bucket, Key="gone.html")
    revision = ingest_between_good_ones(aws, "gone.html", eventbridge("gone.html", version_id=version_id))
    assert isinstance(revision, Live)
    assert revision.article.headline == "Still there"


def test_a_batch_of_all_bad_pages_at_once_loses_none(aws: Aws) -> None:
    quick = {name: bad for name, bad in NEVER_AN_ARTICLE.items() if "60 MB" not in name and "bomb" not in name}
    for name, (make, headers, _) in quick.items():
        aws.drop(f"{name}.html", make(), **headers)
    answer = handler(sqs(*(eventbridge(f"{name}.html") for name in quick)), Context())
    assert answer == {"batchItemFailures": []}
    reasons = {name: revision.reason for name in quick if isinstance(revision := truth(aws, f"{name}.html"), Failed)}
    assert reasons == {name: reason for name, (_, _, reason) in quick.items()}
