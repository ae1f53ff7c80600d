"""The contract of listings, kept by DynamoDB's indexes and by the one in memory: what is found, in which order, by pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any

import pytest
from conftest import Aws
from in_memory import InMemoryArticleListing, InMemoryArticleStore
from made_up import deleted, failed, live

from presscut.article import Paywall
from presscut.errors import ForeignCursorError, InvalidCursorError, InvalidQueryError
from presscut.storage.cursors import cursor_of
from presscut.storage.dynamodb_listing import DynamoArticleListing
from presscut.storage.listing import MAX_PAGE_SIZE, Listed, ListingQuery, by_fingerprint, by_host, by_url
from presscut.storage.ports import ArticleListing, ArticleStore, StorageRefusedError

MONDAY, TUESDAY, WEDNESDAY = (date(2024, 5, day) for day in (27, 28, 29))


@dataclass(frozen=True, slots=True)
class Room:
    store: ArticleStore
    listing: ArticleListing

    def put(self, document_id: str, sequencer: str = "01", **fields: Any) -> None:
        self.store.put(live(document_id, sequencer, **({"url": f"https://courier.example/{document_id}"} | fields)))

    def found(self, query: ListingQuery, limit: int = 25) -> list[str]:
        return ids(self.all(query, limit))

    def all(self, query: ListingQuery, limit: int) -> list[Listed]:
        """Page by page, to the end."""
        listed: list[Listed] = []
        cursor = None
        while True:
            page = self.listing.page(query, limit, cursor)
            listed += page.articles
            if page.next_cursor is None:
                return listed
            assert len(page.articles) == limit
            cursor = page.next_cursor


def ids(listed: Iterable[Listed]) -> list[str]:
    return [one.document_id for one in listed]


@pytest.fixture(params=["in memory", "dynamodb"])
def room(request: pytest.FixtureRequest) -> Room:
    if request.param == "in memory":
        store = InMemoryArticleStore()
        return Room(store, InMemoryArticleListing(store))
    aws: Aws = request.getfixturevalue("aws")
    return Room(aws.store(), DynamoArticleListing(aws.dynamodb, aws.table))


# --- what is shown -----------------------------------------------------------------------------------------------


def test_an_entry_tells_what_a_listing_shows(room: Room) -> None:
    published = datetime(2024, 5, 28, 20, 30, tzinfo=timezone(timedelta(hours=2)))
    room.put(
        "ferry",
        headline="The ferry sails again",
        text="One two three",
        kind="article",
        url="https://www.courier.example/ferry?a=1",
        date_published=published,
        site_name="Courier",
        language="en-GB",
        confidence=0.93,
        paywall=Paywall(state="metered"),
    )
    assert room.listing.page(by_host("courier.example")).articles == (
        Listed(
            document_id="ferry",
            listed_at="2024-05-28T18:30:00Z",
            status="LIVE",
            kind="article",
            headline="The ferry sails again",
            url="https://www.courier.example/ferry?a=1",
            date_published=published,
            site_name="Courier",
            language="en-GB",
            confidence=0.93,
            paywall_state="metered",
            word_count=3,
        ),
    )


def test_every_index_shows_the_same_entry(room: Room) -> None:
    room.put(
        "ferry",
        url="https://amp.courier.example/f",
        canonical_url="https://courier.example/f",
        fingerprint="f" * 64,
        date_published=TUESDAY,
    )
    queries = [
        by_host("amp.courier.example"),
        by_url("https://amp.courier.example/f"),
        by_url("https://courier.example/f"),
        by_fingerprint("F" * 64),
    ]
    pages = [room.listing.page(query) for query in queries]
    (entry,) = pages[0].articles
    assert entry.date_published == TUESDAY
    assert all(page.articles == (entry,) and page.next_cursor is None for page in pages)


def test_where_nothing_is_there_is_one_empty_page(room: Room) -> None:
    room.put("ferry")
    assert room.found(by_host("gazette.example")) == []
    assert room.found(by_url("https://courier.example/piano")) == []
    assert room.found(by_fingerprint("0" * 64)) == []


def test_an_article_without_an_address_is_found_by_its_fingerprint_alone(room: Room) -> None:
    room.put("posted", url=None, fingerprint="a" * 64)
    assert room.found(by_fingerprint("a" * 64)) == ["posted"]


def test_an_article_without_a_fingerprint_is_listed_by_host(room: Room) -> None:
    room.put("ferry", fingerprint="")
    assert room.found(by_host("courier.example")) == ["ferry"]


# --- only what is the truth --------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", [deleted, failed])
def test_what_was_deleted_or_failed_is_in_no_index(room: Room, end: Any) -> None:
    room.put(
        "ferry", url="https://amp.courier.example/f", canonical_url="https://courier.example/f", fingerprint="f" * 64
    )
    room.store.put(end("ferry", "02"))
    for query in (
        by_host("amp.courier.example"),
        by_url("https://amp.courier.example/f"),
        by_url("https://courier.example/f"),
        by_fingerprint("f" * 64),
    ):
        assert room.found(query) == []


def test_a_newer_version_leaves_the_places_of_the_one_before(room: Room) -> None:
    room.put("ferry", "01", url="https://courier.example/old", fingerprint="0" * 64, headline="Old")
    room.put("ferry", "02", url="https://gazette.example/new", fingerprint="1" * 64, headline="New")
    room.put("ferry", "01", url="https://courier.example/old", fingerprint="0" * 64, headline="Old")

    assert room.found(by_host("courier.example")) == []
    assert room.found(by_url("https://courier.example/old")) == []
    assert room.found(by_fingerprint("0" * 64)) == []
    assert [one.headline for one in room.all(by_url("https://gazette.example/new"), 5)] == ["New"]
    assert room.found(by_fingerprint("1" * 64)) == ["ferry"]


# --- by host and days --------------------------------------------------------------------------------------------


def test_a_host_is_listed_newest_first_in_any_spelling(room: Room) -> None:
    room.put("old", url="https://www.müller.example/1", date_published=MONDAY)
    room.put("new", url="http://XN--MLLER-KVA.example:8080/2", date_published=WEDNESDAY)
    room.put("elsewhere", url="https://muller.example/3")
    for spelling in ("müller.example", "www.Müller.example", "xn--mller-kva.example", "MÜLLER.example."):
        assert room.found(by_host(spelling)) == ["new", "old"]


def test_days_are_days_of_utc_and_both_ends_belong_to_the_range(room: Room) -> None:
    moments: dict[str, date] = {
        "late on monday": datetime(2024, 5, 27, 23, 59, 59, tzinfo=UTC),
        "tuesday": TUESDAY,
        "first second": datetime(2024, 5, 28, 0, 0, 0, tzinfo=UTC),
        "last second": datetime(2024, 5, 28, 23, 59, 59, 999999, tzinfo=UTC),
        "tuesday in new york": datetime(2024, 5, 28, 21, 0, tzinfo=timezone(timedelta(hours=-4))),
    }
    for name, moment in moments.items():
        room.put(name.replace(" ", "-"), date_published=moment)
    host = "courier.example"
    assert room.found(by_host(host, TUESDAY, TUESDAY)) == ["last-second", "first-second", "tuesday"]
    assert room.found(by_host(host, TUESDAY)) == ["tuesday-in-new-york", "last-second", "first-second", "tuesday"]
    assert room.found(by_host(host, None, MONDAY)) == ["late-on-monday"]
    assert room.found(by_host(host, WEDNESDAY, WEDNESDAY)) == ["tuesday-in-new-york"]
    assert len(room.found(by_host(host))) == 5


def test_without_a_date_an_article_is_listed_when_it_arrived(room: Room) -> None:
    room.put("ferry")
    assert room.found(by_host("courier.example", TUESDAY, TUESDAY)) == ["ferry"]


# --- by address --------------------------------------------------------------------------------------------------


def test_an_article_is_found_by_the_address_it_was_read_at_and_by_its_canonical_one(room: Room) -> None:
    room.put("amp", url="https://amp.courier.example/f", canonical_url="https://courier.example/f")
    room.put("page", url="https://www.courier.example/f?utm_source=letter", canonical_url="https://courier.example/f")
    assert room.found(by_url("https://amp.courier.example/f")) == ["amp"]
    assert room.found(by_url("http://courier.example/f/#top")) == ["page", "amp"]


def test_what_was_read_at_an_address_comes_before_what_only_names_it_also_by_pages(room: Room) -> None:
    address = "https://courier.example/f"
    for number in range(3):
        room.put(f"read-{number}", url=address, date_published=MONDAY + timedelta(days=number))
        room.put(
            f"named-{number}",
            url=f"https://mirror-{number}.example/f",
            canonical_url=address,
            date_published=WEDNESDAY + timedelta(days=number),
        )
    expected = ["read-2", "read-1", "read-0", "named-2", "named-1", "named-0"]
    for limit in range(1, 8):
        assert room.found(by_url(address), limit) == expected


def test_an_address_longer_than_any_key_is_found(room: Room) -> None:
    address = "https://courier.example/" + "a" * 5000
    room.put("long", url=address)
    (entry,) = room.all(by_url(address), 5)
    assert (entry.document_id, entry.url) == ("long", None)


# --- by fingerprint ----------------------------------------------------------------------------------------------


def test_the_same_text_at_several_hosts_is_found_by_its_fingerprint(room: Room) -> None:
    for number, host in enumerate(("courier.example", "gazette.example", "herald.example")):
        room.put(
            host.partition(".")[0],
            url=f"https://{host}/a",
            fingerprint="c" * 64,
            date_published=MONDAY + timedelta(days=number),
        )
    room.put("other", fingerprint="d" * 64)
    assert room.found(by_fingerprint("c" * 64), 2) == ["herald", "gazette", "courier"]


# --- pages -------------------------------------------------------------------------------------------------------


def hourly(number: int) -> datetime:
    return datetime(2024, 5, 28, tzinfo=UTC) + timedelta(hours=number)


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8, 100])
def test_pages_of_any_size_show_everything_once_and_in_order(room: Room, limit: int) -> None:
    for number in range(7):
        room.put(f"n{number}", date_published=hourly(number))
    assert room.found(by_host("courier.example"), limit) == [f"n{number}" for number in reversed(range(7))]


def test_entries_of_the_same_moment_are_each_shown_once(room: Room) -> None:
    for number in range(9):
        room.put(f"n{number}", date_published=TUESDAY)
    for limit in (1, 2, 4, 9):
        found = room.found(by_host("courier.example"), limit)
        assert sorted(found) == [f"n{number}" for number in range(9)]


def test_articles_that_come_or_go_between_two_pages_move_nothing(room: Room) -> None:
    for number in range(6):
        room.put(f"n{number}", date_published=hourly(number))
    query = by_host("courier.example")
    first = room.listing.page(query, 2)
    assert ids(first.articles) == ["n5", "n4"]

    room.put("newest", date_published=hourly(9))
    room.put("between", date_published=hourly(2) + timedelta(minutes=30))
    room.store.put(deleted("n4", "02"))  # the very entry that the cursor names
    room.store.put(deleted("n1", "02"))

    second = room.listing.page(query, 2, first.next_cursor)
    assert ids(second.articles) == ["n3", "between"]
    assert room.listing.page(query, 2, first.next_cursor) == second
    assert ids(room.listing.page(query, 5, second.next_cursor).articles) == ["n2", "n0"]
    assert room.found(query) == ["newest", "n5", "n3", "between", "n2", "n0"]


def test_the_size_of_pages_may_change_on_the_way(room: Room) -> None:
    for number in range(6):
        room.put(f"n{number}", date_published=hourly(number))
    query = by_host("courier.example")
    cursor = room.listing.page(query, 1).next_cursor
    assert ids(room.listing.page(query, 3, cursor).articles) == ["n4", "n3", "n2"]


def test_two_walks_through_a_listing_meet_the_same_pages(room: Room) -> None:
    for number in range(20):
        room.put(f"n{number}", date_published=hourly(number // 4))
    query = by_host("courier.example", TUESDAY, TUESDAY)
    first, second = room.all(query, 3), room.all(query, 3)
    assert first == second
    assert all(earlier.listed_at >= later.listed_at for earlier, later in pairwise(first))


# --- what is refused ---------------------------------------------------------------------------------------------


def test_a_cursor_goes_with_its_own_query_alone(room: Room) -> None:
    for number in range(3):
        room.put(f"n{number}", date_published=hourly(number))
    cursor = room.listing.page(by_host("www.courier.example", MONDAY), 1).next_cursor
    assert cursor is not None
    assert room.listing.page(by_host("courier.example.", MONDAY), 1, cursor).articles
    for other in (
        by_host("courier.example"),
        by_host("courier.example", TUESDAY),
        by_host("gazette.example", MONDAY),
        by_url("https://courier.example/n1"),
        by_fingerprint("c" * 64),
    ):
        with pytest.raises(ForeignCursorError):
            room.listing.page(other, 1, cursor)


@pytest.mark.parametrize(
    "position",
    [
        ("0", "2024-06-01", "n1"),  # behind the end of the range
        ("0", "2024-05-01", "n1"),  # before its start
        ("1", "2024-05-28", "n1"),  # of a range that is not there
        ("-1", "2024-05-28", "n1"),
        ("0", "2024-05-28", "n1#x"),
        ("0", "2024-05-28", ""),
        ("0", "2024-05-28", "n" * 65),
        ("0", "2024-05-28T", "n1"),
        ("0", "2024-05-28"),
        (),
    ],
)
def test_a_position_that_someone_made_up_is_refused_before_the_table_is_asked(
    room: Room, position: tuple[str, ...]
) -> None:
    query = by_host("courier.example", MONDAY, WEDNESDAY)
    with pytest.raises(InvalidCursorError, match="made up"):
        room.listing.page(query, 5, cursor_of(query.identity, position))


@pytest.mark.parametrize("limit", [-1, 0, MAX_PAGE_SIZE + 1])
def test_a_page_has_a_sane_size(room: Room, limit: int) -> None:
    with pytest.raises(InvalidQueryError, match=str(MAX_PAGE_SIZE)):
        room.listing.page(by_host("courier.example"), limit)


@pytest.mark.parametrize(
    "make",
    [
        lambda: by_host(""),
        lambda: by_host("https://courier.example/"),
        lambda: by_host("courier.example", TUESDAY, MONDAY),
        lambda: by_url("courier.example/a"),
        lambda: by_url("mailto:desk@courier.example"),
        lambda: by_fingerprint("c" * 63),
        lambda: by_fingerprint(""),
    ],
)
def test_a_question_that_makes_no_sense_says_so(make: Any) -> None:
    with pytest.raises(InvalidQueryError) as caught:
        make()
    assert caught.value.code == "invalid_query"


# --- DynamoDB's own ----------------------------------------------------------------------------------------------


class _Counting:
    """Hands on to the real client, and notes what it was asked."""

    def __init__(self, dynamodb: Any) -> None:
        self.dynamodb = dynamodb
        self.asked: list[dict[str, Any]] = []

    def query(self, **arguments: Any) -> Any:
        self.asked.append(arguments)
        # As after a megabyte: fewer than were asked for, and more to come.
        return self.dynamodb.query(**arguments | {"Limit": min(2, arguments["Limit"])})


def test_a_page_is_one_query_and_goes_on_where_an_answer_ends_early(aws: Aws) -> None:
    counting = _Counting(aws.dynamodb)
    room = Room(aws.store(), DynamoArticleListing(counting, aws.table))
    for number in range(5):
        room.put(f"n{number}", date_published=hourly(number))
    assert ids(room.listing.page(by_host("courier.example"), 1).articles) == ["n4"]
    assert len(counting.asked) == 1

    assert ids(room.listing.page(by_host("courier.example"), 5).articles) == ["n4", "n3", "n2", "n1", "n0"]
    assert [asked["Limit"] for asked in counting.asked[1:]] == [6, 4, 2]
    assert "ExclusiveStartKey" not in counting.asked[1]


def test_a_missing_table_is_the_deployments_fault(aws: Aws) -> None:
    with pytest.raises(StorageRefusedError, match="listing by_host"):
        DynamoArticleListing(aws.dynamodb, "no-such-table").page(by_host("courier.example"))


def test_rows_of_the_history_are_in_no_index(aws: Aws) -> None:
    aws.store().put(live(url="https://courier.example/a", fingerprint="f" * 64))
    assert len(aws.rows()) > 1
    for index, key in (("by_host", "courier.example"), ("by_url", "courier.example/a"), ("by_fingerprint", "f" * 64)):
        name = {"by_host": "host", "by_url": "url_key", "by_fingerprint": "fingerprint"}[index]
        found = aws.dynamodb.query(
            TableName=aws.table,
            IndexName=index,
            KeyConditionExpression="#name = :key",
            ExpressionAttributeNames={"#name": name},
            ExpressionAttributeValues={":key": {"S": key}},
        )["Items"]
        assert [row["sk"]["S"] for row in found] == ["LATEST"]
        assert "article" not in found[0]
