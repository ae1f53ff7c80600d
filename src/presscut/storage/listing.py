"""What can be asked of the indexes, and how an answer is parted into pages. Values only: no AWS here.

A query is one or more ranges of an index, read one after the other, each from the newest ``listed_at`` (publication, else
arrival) to the oldest. A page ends with a cursor that names the last entry shown, not a number of entries: entries that
come or go in between move nothing, and the same cursor always begins at the same place. What is listed after it was shown
further up (a new article) is not on later pages; what is listed further down is.

Indexes follow the table within moments, so a listing may show for that long what has just gone; by its id a document is
read consistently (:meth:`presscut.storage.ports.ArticleStore.get`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, Final

from presscut.article import Kind
from presscut.errors import InvalidCursorError, InvalidQueryError
from presscut.storage.cursors import cursor_of, position_in
from presscut.storage.index_keys import IndexName, host_key_of_name, url_key
from presscut.storage.records import Status

MAX_PAGE_SIZE: Final = 100
DEFAULT_PAGE_SIZE: Final = 25

# Before and after every ``listed_at``: dates, and times in UTC to the second, which sort as strings.
_FIRST: Final = "0000"
_LAST: Final = "9999-12-31T23:59:59Z"
_END_OF_DAY: Final = "T23:59:59Z"
_LISTED_AT: Final = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", re.ASCII)
_DOCUMENT_ID: Final = re.compile(r"[0-9A-Za-z_-]{1,64}")
_FINGERPRINT: Final = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Listed:
    """What a listing shows of a live article. Texts are clipped as the row has them; the article holds the whole."""

    document_id: str
    listed_at: str
    """Publication, else arrival: ``2024-05-01`` or ``2024-05-01T18:30:00Z``."""
    status: Status
    kind: Kind
    headline: str | None
    url: str | None
    date_published: date | datetime | None
    site_name: str | None
    language: str | None
    confidence: float
    paywall_state: str
    word_count: int


@dataclass(frozen=True, slots=True)
class Page:
    articles: tuple[Listed, ...]
    next_cursor: str | None
    """None on the last page."""


# --- queries -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IndexRange:
    """A part of an index: one partition, ``listed_at`` from ``first`` to ``last``, both inclusive."""

    index: IndexName
    key: str
    first: str = _FIRST
    last: str = _LAST


@dataclass(frozen=True, slots=True)
class ListingQuery:
    ranges: tuple[IndexRange, ...]

    @property
    def identity(self) -> tuple[str, ...]:
        return tuple(part for one in self.ranges for part in (one.index, one.key, one.first, one.last))


def by_host(host: str, first_day: date | None = None, last_day: date | None = None) -> ListingQuery:
    """The articles of a host, with or without ``www.``, in any letters; listed on these days of UTC, both inclusive.

    Raises InvalidQueryError.
    """
    key = host_key_of_name(host)
    if key is None:
        raise InvalidQueryError(f"{host[:100]!r} is no host; one is wanted as in courier.example.")
    if first_day is not None and last_day is not None and first_day > last_day:
        raise InvalidQueryError(f"The days from {first_day} to {last_day} end before they begin.")
    first = first_day.isoformat() if first_day is not None else _FIRST
    last = last_day.isoformat() + _END_OF_DAY if last_day is not None else _LAST
    return ListingQuery((IndexRange("by_host", key, first, last),))


def by_url(url: str) -> ListingQuery:
    """The articles that were read at an address, then those that only name it as their canonical one.

    Spellings that lead to the same page are the same address (:mod:`presscut.storage.index_keys`). Raises InvalidQueryError.
    """
    key = url_key(url)
    if key is None:
        raise InvalidQueryError(f"{url[:100]!r} is no absolute http or https address.")
    return ListingQuery((IndexRange("by_url", key), IndexRange("by_canonical_url", key)))


def by_fingerprint(fingerprint: str) -> ListingQuery:
    """The articles of equal headline and text. ``fingerprint`` is SHA-256 in hex. Raises InvalidQueryError."""
    if not _FINGERPRINT.fullmatch(fingerprint.lower()):
        raise InvalidQueryError("A fingerprint has 64 hex digits.")
    return ListingQuery((IndexRange("by_fingerprint", fingerprint.lower()),))


# --- pages ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Position:
    """An entry of a range; what is read begins after it."""

    listed_at: str
    document_id: str


ReadRange = Callable[[IndexRange, Position | None, int], list[Listed]]
"""The entries of a range, newest first, after a position (None: from its start), as many as there are up to a number."""


def page_of(query: ListingQuery, limit: int, cursor: str | None, read: ReadRange) -> Page:
    """The page of at most ``limit`` articles after ``cursor``. Raises InvalidQueryError, InvalidCursorError, and what
    ``read`` raises.
    """
    if not 1 <= limit <= MAX_PAGE_SIZE:
        raise InvalidQueryError(f"A page has 1 to {MAX_PAGE_SIZE} articles, and {limit} were asked for.")
    number, after = start_of(query, cursor) if cursor is not None else (0, None)
    found: list[tuple[int, Listed]] = []
    for index, part in islice(enumerate(query.ranges), number, None):
        # One more than is shown tells whether there is another page, so that none is ever empty.
        missing = limit + 1 - len(found)
        if missing <= 0:
            break
        found += [(index, listed) for listed in read(part, after, missing)]
        after = None
    shown = found[:limit]
    return Page(tuple(listed for _, listed in shown), _cursor_after(query, *shown[-1]) if len(found) > limit else None)


def start_of(query: ListingQuery, cursor: str) -> tuple[int, Position]:
    """Which range of the query, and after which of its entries. Raises InvalidCursorError.

    DynamoDB refuses a start outside of the range that is asked, so this does it first and says why.
    """
    match position_in(cursor, query.identity):
        case (number, listed_at, document_id) if (
            number in map(str, range(len(query.ranges)))
            and _LISTED_AT.fullmatch(listed_at)
            and query.ranges[int(number)].first <= listed_at <= query.ranges[int(number)].last
            and _DOCUMENT_ID.fullmatch(document_id)
        ):
            return int(number), Position(listed_at, document_id)
    raise InvalidCursorError("The cursor is made up: it names no place in this listing.")


def _cursor_after(query: ListingQuery, number: int, listed: Listed) -> str:
    return cursor_of(query.identity, (str(number), listed.listed_at, listed.document_id))


# --- row → listed --------------------------------------------------------------------------------------------------


def listed_of(row: Mapping[str, Any]) -> Listed:
    """An entry of any of the indexes: its keys and what they project."""
    published = row.get("date_published")
    return Listed(
        document_id=row["pk"].removeprefix("DOC#"),
        listed_at=row["listed_at"],
        status=row["status"],
        kind=row["kind"],
        headline=row.get("headline"),
        url=row.get("url"),
        date_published=_moment(published) if published is not None else None,
        site_name=row.get("site_name"),
        language=row.get("language"),
        confidence=float(row["confidence"]),
        paywall_state=row["paywall_state"],
        word_count=int(row["word_count"]),
    )


def _moment(written: str) -> date | datetime:
    return date.fromisoformat(written) if len(written) == len("2000-01-01") else datetime.fromisoformat(written)
