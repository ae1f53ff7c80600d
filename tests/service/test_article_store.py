"""The contract of an article store, kept by DynamoDB and by the one in memory; then what is DynamoDB's own."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import islice, permutations
from typing import Any

import pytest
from botocore.exceptions import ConnectionClosedError
from conftest import Aws
from dict_aws import DictDynamoDB, dictionary_store
from hypothesis import given
from hypothesis import strategies as st
from in_memory import InMemoryArticleStore
from made_up import NOON, article, deleted, failed, live, origin

from presscut.article import (
    SCHEMA_VERSION,
    Article,
    Author,
    Breadcrumb,
    Image,
    ListBlock,
    ListItem,
    Mark,
    MediaObject,
    Paragraph,
    Paywall,
    Source,
)
from presscut.storage import rows
from presscut.storage.claim_check import Claim, ClaimCheck
from presscut.storage.dynamodb import DynamoArticleStore
from presscut.storage.ports import ArticleStore, StorageError, StorageRefusedError, TransientStorageError
from presscut.storage.records import Live, Revision, precedence, sequence_of_sequencer, sequence_of_time
from presscut.storage.revisions import Erasures, fold, sighting_of


@pytest.fixture(params=["in memory", "dictionaries", "dynamodb"])
def store(request: pytest.FixtureRequest) -> ArticleStore:
    match request.param:
        case "in memory":
            return InMemoryArticleStore(now=lambda: NOON)
        case "dictionaries":
            return dictionary_store()
    aws: Aws = request.getfixturevalue("aws")
    return aws.store()


# --- the contract ------------------------------------------------------------------------------------------------


def test_what_was_never_put_is_not_known(store: ArticleStore) -> None:
    assert store.get("doc") is None


@pytest.mark.parametrize("revision", [live(), failed(), deleted()], ids=["live", "failed", "deleted"])
def test_what_was_put_comes_back_equal(store: ArticleStore, revision: Revision) -> None:
    assert store.put(revision) == "stored"
    assert store.get("doc") == revision


def test_putting_the_same_again_is_a_duplicate(store: ArticleStore) -> None:
    store.put(live())
    assert store.put(live()) == "duplicate"


def test_an_older_version_is_stale(store: ArticleStore) -> None:
    store.put(live(sequencer="02", headline="Second"))
    assert store.put(live(sequencer="01", headline="First")) == "stale"
    assert store.get("doc") == live(sequencer="02", headline="Second")


_FIRST, _SECOND, _GONE = live(sequencer="01"), live(sequencer="02", headline="Second"), deleted(sequencer="03")
_REVIVED = live(sequencer="04", headline="Back again")


@pytest.mark.parametrize(
    ("events", "truth"),
    [
        ([_FIRST, _SECOND, _GONE, _FIRST, _GONE], _GONE),
        ([failed(sequencer="02"), _SECOND, _GONE, _REVIVED, _GONE], _REVIVED),
    ],
    ids=["deleted at last", "created after the deletion"],
)
def test_all_120_orders_of_creates_deletes_and_duplicates_end_alike(
    store: ArticleStore, events: list[Revision], truth: Revision
) -> None:
    # moto takes some 5 ms of processor time for every call, so that it has a tenth of them.
    every = 10 if isinstance(store, DynamoArticleStore) and not isinstance(store.dynamodb, DictDynamoDB) else 1
    for number, order in islice(enumerate(permutations(range(5))), 0, None, every):
        document_id = f"order-{number}"
        for index in order:
            store.put(_of_document(events[index], document_id))
        assert store.get(document_id) == _of_document(truth, document_id)


def test_a_late_create_cannot_raise_the_dead(store: ArticleStore) -> None:
    store.put(deleted(sequencer="02"))
    assert store.put(live(sequencer="01")) == "stale"
    assert store.get("doc") == deleted(sequencer="02")


def test_a_newer_extractor_replaces_its_own_version_and_an_older_one_does_not(store: ArticleStore) -> None:
    store.put(live(extractor_version=9))
    assert store.put(live(extractor_version=10, headline="Better read")) == "stored"
    assert store.put(live(extractor_version=9)) == "duplicate"
    assert store.get("doc") == live(extractor_version=10, headline="Better read")


def test_a_newer_extractor_does_not_beat_a_newer_version(store: ArticleStore) -> None:
    store.put(live(sequencer="02", extractor_version=1))
    assert store.put(live(sequencer="01", extractor_version=99)) == "stale"


def test_a_failure_never_replaces_the_article_of_the_same_version(store: ArticleStore) -> None:
    store.put(live(extractor_version=1))
    assert store.put(failed(extractor_version=99)) == "duplicate"
    assert store.get("doc") == live(extractor_version=1)


def test_a_newer_version_that_cannot_be_read_is_the_truth(store: ArticleStore) -> None:
    store.put(live(sequencer="01"))
    assert store.put(failed(sequencer="02")) == "stored"
    assert store.get("doc") == failed(sequencer="02")


def test_sequencers_of_different_length_and_case_are_ordered_as_s3_says(store: ArticleStore) -> None:
    store.put(live(sequencer="00AB1", headline="Later"))
    assert store.put(live(sequencer="00ab")) == "stale"
    assert store.put(live(sequencer="00aB2")) == "stored"


def test_documents_do_not_touch_each_other(store: ArticleStore) -> None:
    store.put(live("one"))
    store.put(deleted("two", sequencer="09"))
    assert store.get("one") == live("one")


_REVISIONS = st.builds(
    lambda make, sequencer, version: make("doc", sequencer) if make is deleted else make("doc", sequencer, version),
    st.sampled_from([live, failed, deleted]),
    st.sampled_from(["01", "02", "02A", "03"]),
    st.integers(1, 3),
)


@given(st.lists(_REVISIONS, min_size=1, max_size=12))
def test_the_truth_is_always_the_greatest_by_precedence(revisions: list[Revision]) -> None:
    store = InMemoryArticleStore(now=lambda: NOON)
    for revision in revisions:
        store.put(revision)
    assert store.get("doc") == max(revisions, key=precedence)


# --- revision ↔ row ----------------------------------------------------------------------------------------------

_TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
_MOMENTS = st.one_of(
    st.dates(), st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))]))
)
_ARTICLES = st.builds(
    Article,
    headline=st.none() | _TEXT,
    authors=st.lists(
        st.builds(Author, name=_TEXT, url=st.none() | _TEXT, type=st.none() | st.just("Organization")), max_size=2
    ),
    breadcrumbs=st.lists(st.builds(Breadcrumb, name=_TEXT, url=st.none() | _TEXT), max_size=2),
    media=st.lists(st.builds(MediaObject, type=st.just("VideoObject"), name=st.none() | _TEXT), max_size=2),
    date_published=st.none() | _MOMENTS,
    url=st.none() | st.sampled_from(["https://www.courier.example/a?b=ü", "http://[::1", "mailto:a@b.example"]),
    main_image=st.none() | st.builds(Image, url=_TEXT, width=st.none() | st.integers(0, 10**60)),
    body=st.lists(
        st.builds(Paragraph, text=_TEXT, marks=st.just((Mark(kind="link", start=0, end=1, url="https://a.example"),)))
        | st.builds(ListBlock, items=st.lists(st.builds(ListItem, text=_TEXT), max_size=2)),
        max_size=3,
    ),
    text=_TEXT,
    paywall=st.builds(Paywall, truncated=st.booleans(), evidence=st.lists(_TEXT, max_size=2)),
    confidence=st.floats(0, 1),
    sources=st.dictionaries(
        _TEXT, st.builds(Source, found_in=_TEXT, confidence=st.none() | st.floats(0, 1)), max_size=2
    ),
)


@given(_ARTICLES)
def test_every_article_survives_its_row(an_article: Article) -> None:
    revision = Live(origin(), an_article, 1)
    json_text = rows.article_json(an_article)
    inline = rows.inline_form(json_text)
    body = rows.article_body(inline) if inline is not None else rows.claimed_body(Claim("bucket", "key"))

    latest = rows.latest_row(revision, body)
    compressed = rows.compressed_body(json_text) if inline is not None else body
    (folded,) = fold([sighting_of(revision)], Erasures())
    history = rows.revision_row(folded, revision, compressed, None)

    assert rows.revision_of(latest, lambda _: json_text) == revision
    assert rows.revision_of(history, lambda _: json_text) == revision
    for row in (latest, history, rows.sighting_row(revision, NOON)):
        assert rows.sighting_in(row, lambda _: json_text) == sighting_of(revision)


@pytest.mark.parametrize("is_inline", [True, False])
def test_a_row_that_an_earlier_version_of_the_contract_wrote_is_still_read(is_inline: bool) -> None:
    written = {
        "schema_version": "1.0",
        "headline": "Rain",
        "authors": [{"name": "Ann Author"}],
        "body": [{"type": "embed", "url": "https://video.example/1"}],
        "confidence": 0.5,
        "sources": {"headline": {"found_in": "dom:h1", "agreeing": ["meta:og:title"]}},
    }
    json_text = json.dumps(written)
    inline = rows.inline_form(json_text)
    assert inline is not None
    body = rows.article_body(inline) if is_inline else rows.claimed_body(Claim("bucket", "key"))
    row = rows.latest_row(Live(origin(), Article(), 1), body)

    revision = rows.revision_of(row, lambda _: json_text)

    assert isinstance(revision, Live)
    assert revision.article == Article.model_validate(written | {"schema_version": SCHEMA_VERSION})
    assert revision.article.authors == (Author(name="Ann Author"),)


def test_what_has_no_sequencer_is_ordered_by_its_time_among_what_has_one() -> None:
    seen = sequence_of_sequencer("0055AED6DCD90281E5")
    assert sequence_of_time(datetime(2015, 7, 21, 23, 33, 47, tzinfo=UTC)) < seen
    assert seen < sequence_of_time(datetime(2015, 7, 21, 23, 33, 49, tzinfo=UTC))


# --- DynamoDB's own ----------------------------------------------------------------------------------------------


def test_floats_are_kept_as_numbers_to_the_last_digit(aws: Aws) -> None:
    aws.store().put(live(confidence=0.1))
    row = aws.latest_row("doc")
    assert row["confidence"] == {"N": "0.1"}
    assert row["article"]["M"]["confidence"] == {"N": "0.1"}
    assert _article(aws, "doc").confidence == 0.1


def test_an_article_above_300_kb_lies_in_the_bucket_and_reads_as_one(aws: Aws) -> None:
    revision = live(text="Ein längerer Satz über das Meer. " * 5000)
    aws.store().put(revision)

    row = aws.latest_row("doc")
    assert "article" not in row
    assert row["article_bucket"] == {"S": aws.articles_bucket}
    stored = aws.s3.get_object(Bucket=aws.articles_bucket, Key=row["article_key"]["S"])
    assert stored["ContentType"] == "application/json"
    assert json.loads(gzip.decompress(stored["Body"].read()))["text"] == revision.article.text
    assert aws.store().get("doc") == revision


def test_a_row_never_comes_near_dynamodbs_400_kb(aws: Aws) -> None:
    just_fits = rows.MAX_INLINE_BYTES // 2 - 3000
    aws.store().put(live(text="x" * just_fits, headline="y" * 900, url="https://courier.example/" + "z" * 1900))
    row = aws.latest_row("doc")
    assert "article" in row
    assert len(json.dumps(row).encode()) < 400 * 1024


def test_writing_the_same_large_article_twice_keeps_one_object(aws: Aws) -> None:
    revision = live(text="word " * 80_000)
    aws.store().put(revision)
    assert aws.store().put(revision) == "duplicate"
    assert aws.s3.list_objects_v2(Bucket=aws.articles_bucket)["KeyCount"] == 1


def test_a_list_too_deep_for_a_row_goes_to_the_bucket(aws: Aws) -> None:
    item = ListItem(text="innermost")
    for _ in range(12):
        item = ListItem(text="outer", children=(ListBlock(items=(item,)),))
    revision = Live(origin(), article().model_copy(update={"body": (ListBlock(items=(item,)),)}), 1)
    aws.store().put(revision)
    assert "article_key" in aws.latest_row("doc")
    assert aws.store().get("doc") == revision


def test_a_number_too_long_for_a_row_goes_to_the_bucket(aws: Aws) -> None:
    revision = live(main_image=Image(url="https://a.example/b.jpg", width=10**40))
    aws.store().put(revision)
    assert "article_key" in aws.latest_row("doc")
    assert aws.store().get("doc") == revision


def test_a_number_too_near_to_nothing_for_a_row_goes_to_the_bucket(aws: Aws) -> None:
    revision = live(confidence=1e-200)
    assert aws.store().put(revision) == "stored"
    assert aws.store().get("doc") == revision


def test_a_row_that_points_at_nothing_is_an_error_of_storage(aws: Aws) -> None:
    aws.store().put(live(text="word " * 80_000))
    key = aws.latest_row("doc")["article_key"]["S"]
    aws.s3.delete_object(Bucket=aws.articles_bucket, Key=key)
    with pytest.raises(StorageError, match="there is nothing"):
        aws.store().get("doc")


def test_a_missing_table_is_the_deployments_fault_and_not_transient(aws: Aws) -> None:
    store = replace(aws.store(), table_name="no-such-table")
    with pytest.raises(StorageRefusedError, match="reading E#"):
        store.put(live())


def test_only_the_latest_live_row_stands_in_the_index(aws: Aws) -> None:
    store = aws.store()
    store.put(live(sequencer="01", url="https://www.Courier.example/old"))
    store.put(live(sequencer="02", url="https://courier.example:443/new", headline="New"))
    assert [row["headline"]["S"] for row in _listed(aws, "courier.example")] == ["New"]

    store.put(deleted(sequencer="03"))
    assert _listed(aws, "courier.example") == []


def test_a_failed_version_takes_the_document_out_of_the_index(aws: Aws) -> None:
    aws.store().put(live(sequencer="01", url="https://courier.example/a"))
    aws.store().put(failed(sequencer="02"))
    assert _listed(aws, "courier.example") == []


@pytest.mark.parametrize(
    ("published", "listed_at"),
    [
        (date(2024, 5, 1), "2024-05-01"),
        (datetime(2024, 5, 1, 23, 30, tzinfo=timezone(timedelta(hours=-3))), "2024-05-02T02:30:00Z"),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=3))), "2024-05-28T12:00:00Z"),
        (None, "2024-05-28T12:00:00Z"),
    ],
    ids=["a date", "a time with an offset", "a time before all times", "none"],
)
def test_the_index_sorts_by_publication_in_utc_else_by_arrival(
    aws: Aws, published: date | None, listed_at: str
) -> None:
    aws.store().put(live(url="https://courier.example/a", date_published=published))
    assert aws.latest_row("doc")["listed_at"] == {"S": listed_at}


@pytest.mark.parametrize("url", [None, "mailto:a@courier.example", "https://[broken", f"https://{'a' * 300}.example/"])
def test_a_page_without_a_sane_host_is_stored_and_not_listed(aws: Aws, url: str | None) -> None:
    assert aws.store().put(live(url=url)) == "stored"
    assert "host" not in aws.latest_row("doc")


def test_tombstones_and_sightings_expire_and_revisions_stay(aws: Aws) -> None:
    aws.store().put(live(sequencer="01"))
    aws.store().put(deleted(sequencer="02"))
    expiring = {row["sk"]["S"]: row["expires_at"]["N"] for row in aws.rows() if "expires_at" in row}
    first, second = sequence_of_sequencer("01"), sequence_of_sequencer("02")
    seconds = str(int((NOON + timedelta(days=90)).timestamp()))
    assert expiring == {"LATEST": seconds, f"S#{first}": seconds, f"S#{second}": seconds}


def test_the_history_keeps_every_version_also_a_stale_one(aws: Aws) -> None:
    store = aws.store()
    store.put(deleted(sequencer="03"))
    store.put(live(sequencer="02", headline="Second"))
    store.put(live(sequencer="01", headline="First"))
    headlines = {row["sk"]["S"][:4]: row.get("headline", {}).get("S") for row in aws.rows()}
    assert {sk: headline for sk, headline in headlines.items() if sk[:2] != "S#"} == {
        "LATE": None,
        "V#03": None,
        "V#02": "Second",
        "V#01": "First",
    }


def test_a_write_that_broke_off_after_the_history_is_healed_by_its_repetition(aws: Aws) -> None:
    breaking_off = DynamoArticleStore(
        _BreaksOffAfterOneWrite(aws.dynamodb), aws.table, ClaimCheck(aws.s3, aws.articles_bucket)
    )
    with pytest.raises(TransientStorageError):
        breaking_off.put(live())
    assert aws.history_row(origin())
    assert aws.store().get("doc") is None

    assert aws.store().put(live()) == "stored"
    assert aws.store().get("doc") == live()


def test_numbers_in_rows_are_decimals_and_never_floats() -> None:
    inline = rows.inline_form(rows.article_json(article(confidence=0.30000000000000004)))
    assert inline is not None
    assert inline["confidence"] == Decimal("0.30000000000000004")


class _BreaksOffAfterOneWrite:
    def __init__(self, dynamodb: Any) -> None:
        self._writes = iter([dynamodb.put_item])
        self.query = dynamodb.query
        self.get_item = dynamodb.get_item

    def put_item(self, **arguments: Any) -> Any:
        for write in self._writes:
            return write(**arguments)
        raise ConnectionClosedError(endpoint_url="https://dynamodb.eu-west-1.amazonaws.com")


def _of_document(revision: Revision, document_id: str) -> Revision:
    return replace(revision, origin=replace(revision.origin, document_id=document_id))


def _article(aws: Aws, document_id: str) -> Article:
    revision = aws.store().get(document_id)
    assert isinstance(revision, Live)
    return revision.article


def _listed(aws: Aws, host: str) -> list[dict[str, Any]]:
    return aws.dynamodb.query(
        TableName=aws.table,
        IndexName="by_host",
        KeyConditionExpression="host = :host",
        ExpressionAttributeValues={":host": {"S": host}},
    )["Items"]
