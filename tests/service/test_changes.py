"""Which changes of a document's truth are told to others, and what is said of them."""

from __future__ import annotations

from typing import Any

import pytest
from made_up import deleted, failed, latest_row, live, stream, stream_record

from presscut.article_event import DETAIL_TYPES, ArticleEvent
from presscut.service.changes import event_of
from presscut.service.stream_records import UnreadableRecordError, records_in

Row = dict[str, Any] | None

URL = "https://coast.example/ferry"
FIRST = latest_row(live(sequencer="01", url=URL, fingerprint="aa")) | {"content_hash": "a" * 64}
AGAIN = latest_row(live(sequencer="02", url=URL, fingerprint="aa")) | {"content_hash": "a" * 64}
OTHER = latest_row(live(sequencer="03", url=URL, fingerprint="bb", headline="It sails no more")) | {
    "content_hash": "b" * 64
}
FAILED = latest_row(failed(sequencer="04"))
FAILED_AGAIN = latest_row(failed(sequencer="05"))
FAILED_OTHERWISE = FAILED_AGAIN | {"reason": "empty"}
DELETED = latest_row(deleted(sequencer="06"))
DELETED_AGAIN = latest_row(deleted(sequencer="07"))


def told(before: Row, after: Row) -> ArticleEvent | None:
    (record,) = records_in(stream(stream_record(before, after)))
    return event_of(record)


def without_hash(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "content_hash"}


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [
        (None, FIRST, "LIVE"),
        (FIRST, OTHER, "LIVE"),
        (FAILED, FIRST, "LIVE"),
        (DELETED, FIRST, "LIVE"),
        (None, FAILED, "FAILED"),
        (FIRST, FAILED, "FAILED"),
        (FAILED, FAILED_OTHERWISE, "FAILED"),
        (DELETED, FAILED, "FAILED"),
        (FIRST, DELETED, "DELETED"),
        (FAILED, DELETED, "DELETED"),
        (FIRST, None, "DELETED"),
        (FAILED, None, "DELETED"),
    ],
)
def test_a_change_of_state_is_told(before: Row, after: Row, status: str) -> None:
    event = told(before, after)
    assert event is not None
    assert event.status == status
    assert (event.id, event.change_id) == ("doc", "event-1")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (FIRST, AGAIN),
        (FIRST, FIRST),
        (FAILED, FAILED_AGAIN),
        (DELETED, DELETED_AGAIN),
        (None, DELETED),  # the deletion came before the page; nobody was told of the page
        (DELETED, None),  # its time to live is over
    ],
)
def test_what_changes_nothing_for_a_reader_is_not_told(before: Row, after: Row) -> None:
    assert told(before, after) is None


@pytest.mark.parametrize("sk", ["V#0100", "S#0100", "latest"])
def test_no_other_row_than_the_truth_is_told_of(sk: str) -> None:
    assert told(None, FIRST | {"sk": sk}) is None
    assert told(FIRST | {"sk": sk}, FAILED | {"sk": sk}) is None


def test_an_article_is_told_with_its_address_and_kind() -> None:
    event = told(FIRST, OTHER)
    assert event is not None
    assert event.model_dump(exclude_none=True) == {
        "id": "doc",
        "url": URL,
        "kind": "article",
        "status": "LIVE",
        "sequence": OTHER["source_seq"],
        "precedence": OTHER["precedence"],
        "change_id": "event-1",
    }


@pytest.mark.parametrize(("after", "reason"), [(DELETED, None), (FAILED, "not_html")])
def test_what_is_no_article_any_more_is_told_with_the_address_and_kind_that_it_had(
    after: dict[str, Any], reason: str | None
) -> None:
    event = told(FIRST, after)
    assert event is not None
    assert (event.url, event.kind, event.reason) == (URL, "article", reason)
    assert event.precedence == after["precedence"]


def test_what_is_not_known_is_left_out() -> None:
    event = told(FAILED, DELETED)
    assert event is not None
    assert set(event.model_dump(exclude_none=True)) == {"id", "status", "sequence", "precedence", "change_id"}


def test_a_row_that_is_removed_sorts_behind_what_it_was_and_before_all_that_is_newer() -> None:
    event = told(FIRST, None)
    assert event is not None
    assert event.sequence == FIRST["source_seq"]
    assert FIRST["precedence"] < event.precedence < min(AGAIN["precedence"], DELETED["precedence"])
    same_version = latest_row(live(sequencer="01", extractor_version=2))["precedence"]
    assert event.precedence < same_version


# --- rows of the layout before ``content_hash`` --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (without_hash(FIRST), AGAIN),
        (FIRST, without_hash(AGAIN)),
        (without_hash(FIRST), without_hash(AGAIN)),
    ],
)
def test_without_a_hash_the_same_listing_is_the_same_content(before: Row, after: Row) -> None:
    assert told(before, after) is None


@pytest.mark.parametrize(
    "change",
    [
        {"fingerprint": "bb"},
        {"kind": "forum"},
        {"date_published": "2024-05-01"},
        {"language": "fr"},
        {"paywall_state": "teaser"},
    ],
)
def test_without_a_hash_another_listing_is_another_content(change: dict[str, str]) -> None:
    event = told(without_hash(FIRST), AGAIN | change)
    assert event is not None
    assert event.status == "LIVE"


def test_with_hashes_the_listing_does_not_matter() -> None:
    assert told(FIRST, AGAIN | {"fingerprint": "bb"}) is None


# --- what cannot be read -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "after",
    [
        FIRST | {"status": "ASLEEP"},
        {name: value for name, value in FIRST.items() if name != "status"},
        {name: value for name, value in FIRST.items() if name != "document_id"},
        {name: value for name, value in FIRST.items() if name != "precedence"},
        {name: value for name, value in FAILED.items() if name != "reason"},
        FIRST | {"source_seq": 12},
        FIRST | {"kind": {"of": "article"}},
        FIRST | {"url": "https://coast.example/" + 2000 * "x"},
    ],
)
def test_a_row_that_the_store_does_not_write_is_unreadable(after: dict[str, Any]) -> None:
    with pytest.raises(UnreadableRecordError):
        told(None, after)


@pytest.mark.parametrize("after", [FIRST, FAILED, DELETED])
def test_after_a_row_that_cannot_be_read_whatever_can_be_is_told(after: dict[str, Any]) -> None:
    event = told(FIRST | {"status": "ASLEEP"}, after)
    assert event is not None
    assert event.status == after["status"]


def test_every_status_has_a_type_of_its_own() -> None:
    assert len(set(DETAIL_TYPES.values())) == len(DETAIL_TYPES) == 3
