"""The sweep of the articles bucket: orphans go, what a row points at stays, whatever happens at the same time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Aws
from made_up import Context, counted, deleted, live

from presscut.service import sweep as sweep_function
from presscut.service.sweeping import Sweep, Swept
from presscut.storage.claim_check import ClaimCheck
from presscut.storage.orphans import Bookmark, ClaimedObjects, Pointers
from presscut.storage.ports import StorageRefusedError, TransientStorageError

LIFETIME = timedelta(days=90)
LARGE = "A longer sentence about the sea. " * 12_000
SHA = "0123456789abcdef" * 4
SEQUENCE = "0055AED6DCD90281E500000000000000"


def in_time(days: float = 91) -> Callable[[], datetime]:
    """Objects of the tests are written now, so it is the sweep that comes later."""
    return lambda: datetime.now(UTC) + timedelta(days=days)


def always() -> bool:
    return True


def sweep_of(aws: Aws, days: float = 91, pointers: Pointers | None = None) -> Sweep:
    return Sweep(
        ClaimedObjects(aws.s3, aws.articles_bucket),
        pointers or Pointers(aws.dynamodb, aws.table, aws.articles_bucket),
        Bookmark(aws.dynamodb, aws.table),
        LIFETIME,
        in_time(days),
    )


def put_object(aws: Aws, key: str) -> str:
    aws.s3.put_object(Bucket=aws.articles_bucket, Key=key, Body=b"an article")
    return key


def orphan(aws: Aws, document_id: str) -> str:
    return put_object(aws, f"articles/{document_id}/{SEQUENCE}-{SHA}.json.gz")


def point_at(aws: Aws, document_id: str, key: str) -> None:
    """A row of a document that points at an object, whoever wrote it."""
    row = {"pk": f"DOC#{document_id}", "sk": "V#1", "article_bucket": aws.articles_bucket, "article_key": key}
    aws.dynamodb.put_item(TableName=aws.table, Item={name: {"S": value} for name, value in row.items()})


def visible(aws: Aws) -> list[str]:
    return [found["Key"] for found in aws.s3.list_objects_v2(Bucket=aws.articles_bucket).get("Contents", [])]


# --- what goes and what stays ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [f"{SHA}.json.gz", f"{SEQUENCE}-{SHA}.json.gz"], ids=["as before", "with sequence"])
def test_an_old_object_that_no_row_points_at_goes_and_can_be_brought_back(aws: Aws, name: str) -> None:
    key = put_object(aws, f"articles/doc/{name}")
    assert sweep_of(aws).run(always) == Swept(
        looked_at=1, deleted=1, deleted_bytes=len(b"an article"), is_complete=True
    )
    assert visible(aws) == []
    versions = aws.s3.list_object_versions(Bucket=aws.articles_bucket)
    assert [version["Key"] for version in versions["Versions"]] == [key]


@pytest.mark.parametrize("name", [f"{SHA}.json.gz", f"{SEQUENCE}-{SHA}.json.gz"], ids=["as before", "with sequence"])
def test_an_old_object_that_a_row_points_at_stays(aws: Aws, name: str) -> None:
    key = put_object(aws, f"articles/doc/{name}")
    point_at(aws, "doc", key)
    assert sweep_of(aws).run(always) == Swept(looked_at=1, is_complete=True)
    assert visible(aws) == [key]


def test_what_the_store_wrote_is_still_read_after_a_sweep(aws: Aws) -> None:
    store = aws.store()
    store.put(live("one", "01", text=LARGE))
    store.put(live("one", "02", text=f"{LARGE}The end."))
    store.put(live("two", "01", text=LARGE))
    written = visible(aws)
    assert len(written) == 3

    assert sweep_of(aws).run(always) == Swept(looked_at=3, is_complete=True)

    assert visible(aws) == written
    assert store.get("one") == live("one", "02", text=f"{LARGE}The end.")
    assert store.get("two") == live("two", "01", text=LARGE)


def test_a_deleted_document_keeps_the_article_of_its_history(aws: Aws) -> None:
    aws.store().put(live("doc", "01", text=LARGE))
    aws.store().put(deleted("doc", "02"))
    written = visible(aws)
    sweep_of(aws).run(always)
    assert visible(aws) == written


def test_an_article_that_a_newer_extractor_replaced_goes(aws: Aws) -> None:
    store = aws.store()
    store.put(live("doc", "01", 1, text=LARGE))
    store.put(live("doc", "01", 2, text=f"{LARGE}Read better."))
    assert sweep_of(aws).run(always).deleted == 1
    assert store.get("doc") == live("doc", "01", 2, text=f"{LARGE}Read better.")


def test_a_young_object_stays_since_its_row_may_still_come(aws: Aws) -> None:
    key = orphan(aws, "doc")
    assert sweep_of(aws, days=89).run(always) == Swept(looked_at=1, is_complete=True)
    assert visible(aws) == [key]


@pytest.mark.parametrize(
    "key",
    [
        "articles/readme.txt",
        f"articles/doc/deeper/{SHA}.json.gz",
        f"articles/doc/{SHA[:-1]}.json.gz",
        f"articles/doc/{SHA}.json",
        f"articles/doc/-{SHA}.json.gz",
        f"exports/doc/{SHA}.json.gz",
    ],
)
def test_what_is_not_the_stores_is_never_touched(aws: Aws, key: str) -> None:
    put_object(aws, key)
    assert sweep_of(aws).run(always) == Swept(is_complete=True)
    assert visible(aws) == [key]


def test_a_pointer_into_another_bucket_keeps_nothing_here(aws: Aws) -> None:
    key = orphan(aws, "doc")
    row = {"pk": "DOC#doc", "sk": "LATEST", "article_bucket": "elsewhere", "article_key": key}
    aws.dynamodb.put_item(TableName=aws.table, Item={name: {"S": value} for name, value in row.items()})
    assert sweep_of(aws).run(always).deleted == 1


def test_a_second_sweep_finds_nothing_left_to_do(aws: Aws) -> None:
    orphan(aws, "doc")
    sweep_of(aws).run(always)
    assert sweep_of(aws).run(always) == Swept(looked_at=1, is_complete=True)
    assert len(aws.s3.list_object_versions(Bucket=aws.articles_bucket)["DeleteMarkers"]) == 1


# --- at the same time --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Interrupted(Pointers):
    """Something happens right after the n-th reading of pointers (from 1)."""

    then: dict[int, Callable[[], Any]] = field(default_factory=dict)
    readings: list[str] = field(default_factory=list)

    def of(self, document_id: str) -> frozenset[str]:
        found = Pointers.of(self, document_id)
        self.readings.append(document_id)
        self.then.get(len(self.readings), lambda: None)()
        return found


def interrupted(aws: Aws, **then: Callable[[], Any]) -> _Interrupted:
    numbers = {"after_first": 1, "after_second": 2}
    return _Interrupted(
        aws.dynamodb, aws.table, aws.articles_bucket, {numbers[name]: action for name, action in then.items()}
    )


def test_a_row_that_comes_between_the_first_reading_and_the_marker_brings_its_object_back(aws: Aws) -> None:
    key = orphan(aws, "doc")
    pointers = interrupted(aws, after_first=lambda: point_at(aws, "doc", key))
    assert sweep_of(aws, pointers=pointers).run(always).restored == 1
    assert visible(aws) == [key]


def test_a_row_that_comes_after_the_second_reading_has_its_object_back_in_the_next_round(aws: Aws) -> None:
    key = orphan(aws, "doc")
    pointers = interrupted(aws, after_second=lambda: point_at(aws, "doc", key))
    assert sweep_of(aws, pointers=pointers).run(always).restored == 0
    assert visible(aws) == []

    assert sweep_of(aws).run(always) == Swept(looked_at=1, restored=1, is_complete=True)
    assert visible(aws) == [key]


def test_a_version_that_arrives_again_after_the_marker_is_written_anew_and_stays(aws: Aws) -> None:
    store, revision = aws.store(), live("doc", "01", text=LARGE)
    store.put(revision)
    for row in aws.rows():
        aws.dynamodb.delete_item(TableName=aws.table, Key={name: row[name] for name in ("pk", "sk")})
    sweep_of(aws).run(always)
    assert visible(aws) == []

    store.put(revision)
    assert store.get("doc") == revision
    sweep_of(aws).run(always)
    assert store.get("doc") == revision


def test_a_version_that_arrives_again_in_the_middle_of_a_sweep_can_be_read_at_every_moment(aws: Aws) -> None:
    long_ago = ClaimCheck(aws.s3, aws.articles_bucket, now=lambda: datetime.now(UTC) - timedelta(days=100))
    store, revision = aws.store(), live("doc", "01", text=LARGE)
    replace(store, claim_check=long_ago).put(revision)
    for row in aws.rows():
        aws.dynamodb.delete_item(TableName=aws.table, Key={name: row[name] for name in ("pk", "sk")})
    seen = []

    @dataclass(frozen=True, slots=True)
    class Watched(ClaimedObjects):
        def hide(self, key: str, etag: str) -> str | None:
            marker = ClaimedObjects.hide(self, key, etag)
            seen.append(store.get("doc"))
            return marker

    pointers = interrupted(aws, after_first=lambda: store.put(revision))
    sweep = replace(sweep_of(aws, pointers=pointers), objects=Watched(aws.s3, aws.articles_bucket))
    assert sweep.run(always) == Swept(looked_at=1, is_complete=True)
    assert seen == [revision]
    assert store.get("doc") == revision


def test_two_sweeps_at_once_do_not_undo_each_other(aws: Aws) -> None:
    key = orphan(aws, "doc")
    other: list[Swept] = []

    def run_the_other() -> None:
        other.append(sweep_of(aws).run(always))
        point_at(aws, "doc", key)

    first = sweep_of(aws, pointers=interrupted(aws, after_first=run_the_other)).run(always)
    assert (first.deleted, other[0].deleted) == (0, 1)
    sweep_of(aws).run(always)
    assert visible(aws) == [key]


def test_a_row_that_goes_in_between_leaves_an_object_for_the_next_round(aws: Aws) -> None:
    key = orphan(aws, "doc")
    point_at(aws, "doc", key)
    row = {"pk": {"S": "DOC#doc"}, "sk": {"S": "V#1"}}
    pointers = interrupted(aws, after_first=lambda: aws.dynamodb.delete_item(TableName=aws.table, Key=row))
    assert sweep_of(aws, pointers=pointers).run(always).deleted == 0
    assert sweep_of(aws).run(always).deleted == 1


# --- bounded, and going on where it stopped ----------------------------------------------------------------------


def times(number: int) -> Callable[[], bool]:
    answers: Iterator[bool] = iter([True] * number)
    return lambda: next(answers, False)


def test_a_sweep_without_time_goes_on_where_the_last_one_stopped(aws: Aws) -> None:
    keys = [orphan(aws, f"doc-{number}") for number in range(5)]
    assert sweep_of(aws).run(times(2)) == Swept(looked_at=2, deleted=2, deleted_bytes=20)
    assert visible(aws) == keys[2:]
    assert Bookmark(aws.dynamodb, aws.table).read() == keys[1]

    late = orphan(aws, "doc-0-added")  # behind the bookmark: for the next round
    assert sweep_of(aws).run(times(2)).is_complete is False
    assert sweep_of(aws).run(times(2)) == Swept(looked_at=1, deleted=1, deleted_bytes=10, is_complete=True)
    assert visible(aws) == [late]
    assert Bookmark(aws.dynamodb, aws.table).read() == ""
    sweep_of(aws).run(always)
    assert visible(aws) == []


def test_without_any_time_nothing_is_done_and_the_place_is_kept(aws: Aws) -> None:
    keys = [orphan(aws, f"doc-{number}") for number in range(3)]
    sweep_of(aws).run(times(1))
    assert sweep_of(aws).run(times(0)) == Swept()
    assert Bookmark(aws.dynamodb, aws.table).read() == keys[0]


def test_all_objects_of_a_document_are_asked_for_in_one_reading(aws: Aws) -> None:
    keys = [put_object(aws, f"articles/doc/{number:032X}-{SHA}.json.gz") for number in range(4)]
    point_at(aws, "doc", keys[2])
    pointers = interrupted(aws)
    assert sweep_of(aws, pointers=pointers).run(always).deleted == 3
    assert visible(aws) == [keys[2]]
    assert pointers.readings == ["doc", "doc"]  # before the markers, and after them


class _SmallPages:
    """S3 that lists two keys at a time, and DynamoDB that answers a row at a time."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def list_object_versions(self, **arguments: Any) -> Any:
        return self._client.list_object_versions(**arguments, MaxKeys=2)

    def query(self, **arguments: Any) -> Any:
        return self._client.query(**arguments, Limit=1)


def test_pages_of_s3_and_of_the_table_end_anywhere(aws: Aws) -> None:
    kept = []
    for document_id in ("a", "b", "c"):
        keys = [put_object(aws, f"articles/{document_id}/{number:032X}-{SHA}.json.gz") for number in range(3)]
        point_at(aws, document_id, keys[1])
        for number in range(3):
            row = {"pk": f"DOC#{document_id}", "sk": f"U#{number}"}
            aws.dynamodb.put_item(TableName=aws.table, Item={name: {"S": value} for name, value in row.items()})
        kept.append(keys[1])
    small = Sweep(
        ClaimedObjects(_SmallPages(aws.s3), aws.articles_bucket),
        Pointers(_SmallPages(aws.dynamodb), aws.table, aws.articles_bucket),
        Bookmark(aws.dynamodb, aws.table),
        LIFETIME,
        in_time(),
    )
    swept = small.run(always)
    assert (swept.looked_at, swept.deleted, swept.restored) == (9, 6, 0)
    assert visible(aws) == kept


# --- when AWS fails ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Failing(Pointers):
    on: str = ""

    def of(self, document_id: str) -> frozenset[str]:
        if document_id == self.on:
            raise TransientStorageError("throttled")
        return Pointers.of(self, document_id)


def test_a_failure_is_raised_and_what_was_done_is_not_done_again(aws: Aws) -> None:
    keys = [orphan(aws, f"doc-{number}") for number in range(3)]
    failing = _Failing(aws.dynamodb, aws.table, aws.articles_bucket, on="doc-1")
    with pytest.raises(TransientStorageError):
        sweep_of(aws, pointers=failing).run(always)
    assert visible(aws) == keys[1:]

    assert sweep_of(aws).run(always).looked_at == 2
    assert visible(aws) == []


def test_without_the_right_to_read_rows_nothing_is_deleted(aws: Aws) -> None:
    key = orphan(aws, "doc")

    class Denied:
        def query(self, **_: Any) -> Any:
            raise ClientError({"Error": {"Code": "AccessDeniedException", "Message": "no"}}, "Query")

    with pytest.raises(StorageRefusedError):
        sweep_of(aws, pointers=Pointers(Denied(), aws.table, aws.articles_bucket)).run(always)
    assert visible(aws) == [key]


# --- the function ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Lambda(Context):
    remaining: int = 900_000

    def get_remaining_time_in_millis(self) -> int:
        return self.remaining


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    sweep_function.sweep_of.cache_clear()
    monkeypatch.setattr(sweep_function, "utc_now", in_time())
    yield
    sweep_function.sweep_of.cache_clear()


@pytest.mark.usefixtures("later")
def test_the_function_sweeps_and_counts(aws: Aws, capsys: pytest.CaptureFixture[str]) -> None:
    orphan(aws, "doc")
    answer = sweep_function.handler({"source": "aws.events"}, _Lambda())
    assert answer == {
        "ObjectsSwept": 1,
        "OrphansDeleted": 1,
        "ObjectsRestored": 0,
        "SweepsCompleted": 1,
        "OrphanBytesDeleted": 10,
    }
    assert counted(capsys.readouterr().out) == answer
    assert visible(aws) == []


@pytest.mark.usefixtures("later")
def test_the_function_stops_before_its_time_is_over(aws: Aws) -> None:
    key = orphan(aws, "doc")
    assert sweep_function.handler({}, _Lambda(remaining=59_000))["SweepsCompleted"] == 0
    assert visible(aws) == [key]
