"""What is done about a drop, over ports in memory and with the real engine."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations

import pytest
from in_memory import InMemoryArticleStore, InMemoryInbox
from made_up import NOON, SENTENCES, page

from presscut.errors import ReasonCode
from presscut.service.drops import Ingestion
from presscut.service.events import Drop, DropKind
from presscut.storage.ports import DroppedPage, StorageRefusedError, TransientStorageError
from presscut.storage.records import Deleted, Failed, Live, Revision, document_id
from presscut.version import EXTRACTOR_VERSION

KEY = "news/ferry.html"
DOCUMENT = document_id("inbox", KEY)
NOW = NOON + timedelta(hours=1)
LIFETIME = timedelta(days=90)
MAX_BYTES = 32 * 1024 * 1024


def drop(
    kind: DropKind = "created", sequencer: str | None = "01", version_id: str | None = "v1", **more: object
) -> Drop:
    made = Drop("inbox", KEY, version_id, "etag-of-event", sequencer, 1024, kind, NOON)
    return replace(made, **more)


def dropped(body: bytes | str = b"", **fields: object) -> DroppedPage:
    made = DroppedPage(
        body=body.encode() if isinstance(body, str) else body,
        url="https://courier.example/ferry",
        encoding=None,
        content_encoding=None,
        version_id="v1",
        etag="etag-of-object",
        last_modified=NOON,
    )
    return replace(made, **fields)


class Room:
    """An inbox and a store in memory, with the ingestion between them."""

    def __init__(self) -> None:
        self.inbox = InMemoryInbox()
        self.store = InMemoryArticleStore(now=lambda: NOW)
        self.ingestion = Ingestion(self.inbox, self.store, MAX_BYTES, LIFETIME, now=lambda: NOW)

    def with_limit(self, max_html_bytes: int) -> Room:
        self.ingestion = replace(self.ingestion, max_html_bytes=max_html_bytes)
        return self

    def ingest(self, a_drop: Drop, a_page: DroppedPage | None = None) -> Revision:
        if a_page is not None:
            self.inbox.pages[KEY, a_drop.version_id if a_drop.kind == "created" else None] = a_page
        return self.ingestion.ingest(a_drop).revision

    def truth(self) -> Revision | None:
        return self.store.get(DOCUMENT)


@pytest.fixture
def room() -> Room:
    return Room()


def test_a_created_page_becomes_an_article_of_what_was_really_read(room: Room) -> None:
    revision = room.ingest(drop(), dropped(page("The ferry sails again"), version_id="v1"))

    assert room.truth() == revision
    assert isinstance(revision, Live)
    assert revision.article.headline == "The ferry sails again"
    assert revision.article.text == "\n\n".join(SENTENCES)
    assert revision.article.url == "https://courier.example/ferry"
    assert revision.extractor_version == EXTRACTOR_VERSION
    assert (revision.origin.etag, revision.origin.version_id) == ("etag-of-object", "v1")
    assert (revision.origin.bucket, revision.origin.key, revision.origin.arrived_at) == ("inbox", KEY, NOON)


def test_a_page_in_a_legacy_charset_is_read_by_its_content_type(room: Room) -> None:
    html = page("Über die Brücke", ("Die Brücke über den Fluß ist seit Dienstag wieder für Fußgänger geöffnet.",))
    revision = room.ingest(drop(), dropped(html.encode("windows-1252"), encoding="windows-1252"))
    assert isinstance(revision, Live)
    assert revision.article.headline == "Über die Brücke"


@pytest.mark.parametrize(
    ("fetched_at", "day"), [(NOON - timedelta(days=30), "2024-04-26"), (None, "2024-05-26")], ids=("known", "unknown")
)
def test_a_relative_date_is_read_against_the_fetch_else_against_the_time_of_the_object(
    room: Room, fetched_at: datetime | None, day: str
) -> None:
    html = page(paragraphs=("Published 2 days ago", *SENTENCES))
    revision = room.ingest(drop(occurred_at=NOON + timedelta(days=9)), dropped(html, fetched_at=fetched_at))
    assert isinstance(revision, Live)
    assert str(revision.article.date_published) == day


@pytest.mark.parametrize("content_encoding", ["gzip", None])
def test_a_compressed_page_is_read_whether_its_headers_say_so_or_not(room: Room, content_encoding: str | None) -> None:
    revision = room.ingest(drop(), dropped(gzip.compress(page().encode()), content_encoding=content_encoding))
    assert isinstance(revision, Live)


def test_a_deletion_becomes_a_tombstone_that_outlives_every_event(room: Room) -> None:
    room.ingest(drop(), dropped(page()))
    revision = room.ingest(drop("deleted", "02", "marker"))
    assert room.truth() == revision
    assert isinstance(revision, Deleted)
    assert revision.expires_at == NOW + LIFETIME


def test_a_replayed_old_deletion_lives_as_long_as_a_new_one(room: Room) -> None:
    revision = room.ingest(drop("deleted", "02", occurred_at=NOON - timedelta(days=400)))
    assert isinstance(revision, Deleted)
    assert revision.expires_at == NOW + LIFETIME


def test_destroying_the_current_version_brings_the_one_before_it_back(room: Room) -> None:
    room.ingest(drop(sequencer="01", version_id="v1"), dropped(page("First"), version_id="v1"))
    room.ingest(drop(sequencer="02", version_id="v2"), dropped(page("Second"), version_id="v2"))

    room.ingest(drop("version_deleted", "03", "v2"), dropped(page("First"), version_id="v1"))

    truth = room.truth()
    assert isinstance(truth, Live)
    assert (truth.article.headline, truth.origin.version_id) == ("First", "v1")


@pytest.mark.parametrize(
    ("kind", "kept"), [("version_deleted", ["First"]), ("version_expired", ["Third", "Second", "First"])]
)
def test_the_history_forgets_what_somebody_destroyed_and_not_what_a_rule_of_the_lifecycle_did(
    room: Room, kind: DropKind, kept: list[str]
) -> None:
    for number, headline in enumerate(("First", "Second", "Third"), start=1):
        room.ingest(
            drop(sequencer=f"0{number}", version_id=f"v{number}"), dropped(page(headline), version_id=f"v{number}")
        )
    for number in (2, 3):
        room.ingest(drop(kind, f"0{number + 2}", f"v{number}"), dropped(page("First"), version_id="v1"))

    truth = room.truth()
    assert isinstance(truth, Live)
    assert truth.article.headline == "First"
    headlines = [summary.headline for summary in room.store.revisions(DOCUMENT).revisions]
    assert headlines == (["First", *kept] if kind == "version_expired" else kept)


def test_news_of_a_version_that_comes_after_it_was_destroyed_leaves_nothing(room: Room) -> None:
    room.ingest(drop("version_deleted", "02", "v1"))
    assert room.ingestion.ingest(drop()).outcome == "stale"
    assert [summary.status for summary in room.store.revisions(DOCUMENT).revisions] == ["DELETED"]


def test_destroying_the_last_version_leaves_a_tombstone(room: Room) -> None:
    room.ingest(drop(), dropped(page()))
    room.ingest(drop("version_deleted", "02", "v1"))
    assert isinstance(room.truth(), Deleted)


def test_events_of_one_key_may_arrive_in_any_order_and_twice() -> None:
    first, second = drop(sequencer="01", version_id="v1"), drop(sequencer="0A", version_id="v2")
    gone, back = drop("deleted", "0AB", "marker"), drop(sequencer="0B", version_id="v3")
    for order in permutations([first, second, gone, back, first]):
        here = Room()
        for version in ("v1", "v2", "v3"):
            here.inbox.pages[KEY, version] = dropped(page(f"Page {version}"), version_id=version)
        for event in order:
            here.ingest(event)
        truth = here.truth()
        assert isinstance(truth, Live)
        assert truth.article.headline == "Page v3"


def test_an_object_deleted_before_it_was_read_is_a_failure_until_its_deletion_arrives(room: Room) -> None:
    revision = room.ingest(drop())
    assert isinstance(revision, Failed)
    assert revision.reason == "object_gone"
    room.ingest(drop("deleted", "02", "marker"))
    assert isinstance(room.truth(), Deleted)


def test_a_retry_after_the_object_is_gone_does_not_lose_the_article(room: Room) -> None:
    room.ingest(drop(), dropped(page()))
    room.inbox.pages.clear()
    assert room.ingestion.ingest(drop()).outcome == "duplicate"
    assert isinstance(room.truth(), Live)


def test_an_event_without_a_sequencer_is_ordered_by_its_time(room: Room) -> None:
    room.ingest(drop(sequencer=None), dropped(page("Noon")))
    earlier = room.ingestion.ingest(drop("deleted", None, occurred_at=NOON - timedelta(minutes=1)))
    assert earlier.outcome == "stale"


def test_an_event_without_sequencer_and_time_comes_before_everything(room: Room) -> None:
    room.ingest(drop(sequencer=None, occurred_at=None), dropped(page("First")))
    assert room.ingestion.ingest(drop(sequencer=None, occurred_at=None)).outcome == "duplicate"
    room.ingest(drop(sequencer="01", version_id="v2"), dropped(page("Second")))
    truth = room.truth()
    assert isinstance(truth, Live)
    assert truth.article.headline == "Second"


@pytest.mark.parametrize("error", [TransientStorageError("slow down"), StorageRefusedError("denied")])
def test_what_may_pass_is_raised_and_nothing_is_stored(room: Room, error: Exception) -> None:
    room.inbox.error = error
    with pytest.raises(type(error)):
        room.ingest(drop())
    assert room.truth() is None


def test_the_deployments_limit_counts_and_not_the_librarys(room: Room) -> None:
    html = page().encode()
    assert isinstance(room.with_limit(len(html)).ingest(drop(), dropped(html)), Live)
    assert isinstance(room.with_limit(len(html) - 1).ingest(drop(), dropped(html)), Failed)

    large = html.replace(b"<nav>", b"<!--" + b"x" * MAX_BYTES + b"--><nav>")
    assert isinstance(room.with_limit(2 * MAX_BYTES).ingest(drop(), dropped(large)), Live)


# --- bad input ---------------------------------------------------------------------------------------------------

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x80\x00\x00\x01\xe0\x08\x02\x00\x00\x00" + bytes(range(256)) * 40
)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n" + b"\x00\x9c\xff" * 2000
ATTRIBUTES = b"".join(b' a%d="x"' % number for number in range(50_000))


RAIN = b"<p>rain</p>"
_60_MB = 60 * 1024 * 1024 // len(RAIN)


def _bomb() -> bytes:
    """256 MB of zeros, in a quarter of a megabyte of gzip."""
    compressor = zlib.compressobj(6, zlib.DEFLATED, 31)
    chunk = bytes(16 * 1024 * 1024)
    return b"".join(compressor.compress(chunk) for _ in range(16)) + compressor.flush()


# Made only where they are needed: every worker of a parallel run reads this file.
_BAD: dict[str, tuple[Callable[[], bytes], ReasonCode]] = {
    "zero bytes": (lambda: b"", "empty"),
    "white space": (lambda: b" \r\n\t" * 10, "empty"),
    "an image": (lambda: PNG, "not_html"),
    "a PDF": (lambda: PDF, "not_html"),
    "a truncated gzip": (lambda: gzip.compress(page().encode() * 50)[:-40], "corrupt_compression"),
    "a gzip bomb": (_bomb, "too_large"),
    "60 MB": (lambda: page().encode() + RAIN * _60_MB, "too_large"),
    "60 MB, compressed": (lambda: gzip.compress(RAIN * _60_MB, 1), "too_large"),
    "200 000 nested divs": (lambda: b"<html><body>" + b"<div>" * 200_000 + b"rain", "too_deep"),
    "50 000 attributes": (lambda: b"<html><body" + ATTRIBUTES + b"><p>rain</p>", "too_many_attributes"),
}


@pytest.mark.parametrize(("make", "reason"), _BAD.values(), ids=_BAD.keys())
def test_a_bad_page_fails_within_two_seconds_with_its_reason(
    room: Room, make: Callable[[], bytes], reason: ReasonCode
) -> None:
    body = make()
    started = time.process_time()
    revision = room.ingest(drop(), dropped(body))
    assert time.process_time() - started < 2

    assert isinstance(revision, Failed)
    assert revision.reason == reason
    assert room.truth() == revision
    assert 10 < len(revision.message) < 500
    assert revision.origin.arrived_at == NOON


def test_a_failure_names_the_version_that_was_really_read(room: Room) -> None:
    revision = room.ingest(drop("version_deleted", version_id="v2"), dropped(b"", version_id="v1"))
    assert isinstance(revision, Failed)
    assert (revision.origin.version_id, revision.origin.etag) == ("v1", "etag-of-object")


def test_an_unknown_content_encoding_fails_with_its_reason(room: Room) -> None:
    revision = room.ingest(drop(), dropped(page(), content_encoding="compress"))
    assert isinstance(revision, Failed)
    assert revision.reason == "unsupported_compression"


@pytest.mark.parametrize(
    "body",
    [
        b"<html><h1>Half \xed\xa0\x80 of a pair</h1>" + b"".join(f"<p>{s}</p>".encode() for s in SENTENCES),
        page().encode() + "<p>Ein Nachtrag über die Fähre.</p>".encode("windows-1252") + "日本".encode("shift_jis"),
    ],
    ids=["a lone surrogate", "mixed encodings"],
)
def test_a_page_with_broken_characters_is_read_all_the_same(room: Room, body: bytes) -> None:
    started = time.process_time()
    revision = room.ingest(drop(), dropped(body))
    assert time.process_time() - started < 2

    assert isinstance(revision, Live)
    assert SENTENCES[0] in revision.article.text
    assert revision.article.model_dump_json().encode()


def test_the_time_of_arrival_is_now_where_the_event_tells_none(room: Room) -> None:
    revision = room.ingest(drop("deleted", occurred_at=None))
    assert revision.origin.arrived_at == NOW
