"""The history of a document: whatever comes, in whatever order, with whoever breaking off, it is what the fold says.

:class:`InMemoryArticleStore` keeps every version whole and folds them when it is asked; the store over DynamoDB must
show the same, row by row, without ever having all of it before its eyes.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import chain, cycle
from typing import Any

import pytest
from botocore.exceptions import ConnectionClosedError
from dict_aws import DictDynamoDB, DictS3, dictionary_store
from hypothesis import given, settings
from hypothesis import strategies as st
from in_memory import InMemoryArticleStore
from made_up import NOON, deleted, failed, live, origin

from presscut.storage import rows
from presscut.storage.dynamodb import DynamoArticleStore
from presscut.storage.ports import ArticleStore, TransientStorageError
from presscut.storage.records import Erasure, Live, Revision, sequence_of_sequencer

Event = Revision | Erasure


def version(sequencer: str, says: str, extractor_version: int = 1) -> Revision:
    """``says``: a headline, or "-" for a deletion, or "!" for a failure."""
    match says:
        case "-":
            return deleted(sequencer=sequencer)
        case "!":
            return failed(sequencer=sequencer, extractor_version=extractor_version)
    return live(sequencer=sequencer, extractor_version=extractor_version, headline=says)


def erasure(of: str, sequencer: str) -> Erasure:
    return Erasure("doc", f"version-{of}", sequence_of_sequencer(sequencer), NOON)


def apply(store: ArticleStore, event: Event) -> None:
    if isinstance(event, Erasure):
        store.erase(event)
    else:
        store.put(event)


def whole_history(store: ArticleStore) -> list[Any]:
    """All that readers are shown: every revision with what it says, and the truth."""
    page = store.revisions("doc", limit=1000)
    assert page.next_before is None
    return [
        store.get("doc"),
        *((summary, store.article_at("doc", summary.sequence)) for summary in page.revisions),
    ]


def in_true_order(events: Sequence[Event], retention: timedelta | None = None) -> list[Any]:
    oracle = InMemoryArticleStore(now=lambda: NOON, retention=retention)
    for event in sorted(
        events, key=lambda event: event.sequence if isinstance(event, Erasure) else event.origin.sequence
    ):
        apply(oracle, event)
    return whole_history(oracle)


def sequences(store: ArticleStore) -> list[str]:
    return [summary.sequence.rstrip("0") for summary in store.revisions("doc").revisions]


@pytest.fixture(params=["in memory", "dictionaries"])
def store(request: pytest.FixtureRequest) -> ArticleStore:
    return InMemoryArticleStore(now=lambda: NOON) if request.param == "in memory" else dictionary_store()


# --- what is a revision ------------------------------------------------------------------------------------------


def test_what_says_something_new_is_a_revision_and_what_does_not_is_none(store: ArticleStore) -> None:
    outcomes = [store.put(version(f"{number:02X}", says)) for number, says in enumerate("AABB-CC!!A", start=1)]
    assert sequences(store) == ["0A", "08", "06", "05", "03", "01"]
    stored, unchanged = "stored", "unchanged"
    assert outcomes == [stored, unchanged, stored, unchanged, stored, stored, unchanged, stored, unchanged, stored]


def version_numbers(store: ArticleStore) -> list[int]:
    return [summary.number for summary in store.revisions("doc").revisions]


def test_revisions_are_counted_and_tell_what_changed(store: ArticleStore) -> None:
    store.put(live(sequencer="01", headline="Rain", text="It rains."))
    store.put(live(sequencer="02", headline="Rain", text="It rains."))
    store.put(live(sequencer="03", headline="More rain", text="It pours."))
    newest, first = store.revisions("doc").revisions

    assert (newest.number, first.number) == (2, 1)
    assert (first.changes, first.compared_with) == (None, None)
    assert newest.compared_with == first.sequence
    assert newest.changes is not None
    assert [(change.field, change.before, change.after) for change in newest.changes.fields] == [
        ("headline", "Rain", "More rain")
    ]
    assert newest.changes.body is not None
    assert newest.changes.body.diff.splitlines() == ["@@ -1,1 +1,1 @@", "-It rains.", "+It pours."]
    assert not newest.changes.extractor_changed


def test_another_extractor_is_told_where_it_may_be_the_cause(store: ArticleStore) -> None:
    store.put(version("01", "A", extractor_version=1))
    store.put(version("02", "B", extractor_version=2))
    (newest, _) = store.revisions("doc").revisions
    assert newest.changes is not None
    assert newest.changes.extractor_changed


def test_a_redo_by_a_newer_extractor_is_the_same_revision_anew(store: ArticleStore) -> None:
    store.put(version("01", "Badly read", extractor_version=1))
    store.put(version("02", "Other", extractor_version=1))
    assert store.put(version("01", "Well read", extractor_version=2)) == "stale"
    at_first = store.article_at("doc", sequence_of_sequencer("01"))
    assert isinstance(at_first, Live)
    assert at_first.article.headline == "Well read"
    assert version_numbers(store) == [2, 1]


def test_an_unchanged_version_becomes_a_revision_when_another_comes_between(store: ArticleStore) -> None:
    store.put(version("01", "A"))
    store.put(version("03", "A"))
    assert sequences(store) == ["01"]
    assert store.put(version("02", "B")) == "stale"
    assert sequences(store) == ["03", "02", "01"]
    assert store.article_at("doc", sequence_of_sequencer("03")) == version("03", "A")


def test_a_version_is_no_revision_any_more_when_its_like_comes_before_it(store: ArticleStore) -> None:
    store.put(version("02", "A"))
    store.put(version("01", "A"))
    assert sequences(store) == ["01"]


def test_between_two_revisions_the_earlier_one_is_in_effect(store: ArticleStore) -> None:
    store.put(version("02", "A"))
    store.put(version("04", "B"))
    assert store.article_at("doc", sequence_of_sequencer("01")) is None
    assert store.article_at("doc", sequence_of_sequencer("03")) == version("02", "A")
    assert store.article_at("doc", sequence_of_sequencer("05")) == version("04", "B")


def test_pages_of_revisions_meet_without_a_gap(store: ArticleStore) -> None:
    for number in range(1, 8):
        store.put(version(f"{number:02}", f"Headline {number}"))
    seen = []
    before = None
    while True:
        page = store.revisions("doc", before=before, limit=3)
        seen += [(summary.number, summary.sequence[:2]) for summary in page.revisions]
        before = page.next_before
        if before is None:
            break
    assert seen == [(number, f"{number:02}") for number in range(7, 0, -1)]


def test_of_what_was_never_put_there_is_no_history(store: ArticleStore) -> None:
    assert store.revisions("doc").revisions == ()
    assert store.article_at("doc", sequence_of_sequencer("FF")) is None


# --- erasures ----------------------------------------------------------------------------------------------------


def test_an_erased_version_leaves_the_history_and_the_next_is_compared_with_the_one_before(store: ArticleStore) -> None:
    for number, says in enumerate(("Old", "Secret", "New"), start=1):
        store.put(version(f"0{number}", says))
    store.erase(erasure("02", "04"))
    newest, first = store.revisions("doc").revisions
    assert (newest.sequence[:2], first.sequence[:2]) == ("03", "01")
    assert newest.changes is not None
    assert newest.changes.fields[0].before == "Old"
    assert "Secret" not in repr(whole_history(store))


def test_news_of_an_erased_version_that_comes_late_is_not_kept(store: ArticleStore) -> None:
    store.put(version("01", "Old"))
    store.put(version("03", "New"))
    store.erase(erasure("02", "03"))
    assert store.put(version("02", "Secret")) == "stale"
    assert sequences(store) == ["03", "01"]


def test_what_a_later_version_says_too_stays_by_its_right(store: ArticleStore) -> None:
    for number, says in enumerate("AAB", start=1):
        store.put(version(f"0{number}", says))
    store.erase(erasure("01", "04"))
    assert sequences(store) == ["03", "02"]
    assert store.article_at("doc", sequence_of_sequencer("02")) == version("02", "A")


def test_an_erasure_is_not_of_what_bears_the_same_version_id_later(store: ArticleStore) -> None:
    """With versioning suspended, version after version is called "null"."""
    null = [
        replace(version(f"0{n}", s), origin=replace(origin(sequencer=f"0{n}"), version_id="null"))
        for n, s in ((1, "A"), (3, "B"))
    ]
    for each in null:
        store.put(each)
    store.erase(Erasure("doc", "null", sequence_of_sequencer("02"), NOON))
    assert sequences(store) == ["03"]


def test_nothing_of_an_erased_version_is_left_in_table_and_bucket() -> None:
    dynamodb, s3 = DictDynamoDB(), DictS3()
    store = dictionary_store(dynamodb, s3)
    secret = "secret " * 80_000
    for sequencer, text in (("01", "old"), ("02", secret), ("03", secret + "more"), ("04", "new")):
        store.put(live(sequencer=sequencer, text=text))
    assert len(s3.objects) == 2
    store.erase(erasure("02", "05"))
    store.erase(erasure("03", "05"))
    assert s3.objects == {}
    assert [
        summary.changes.body.diff
        for summary in store.revisions("doc").revisions
        if summary.changes and summary.changes.body
    ] == ["@@ -1,1 +1,1 @@\n-old\n+new"]
    assert all(key[1][:2] != "V#" or key[1][2:4] in ("01", "04") for key in dynamodb.items)


def test_a_reader_between_row_and_erased_object_reads_again() -> None:
    dynamodb, s3 = DictDynamoDB(), DictS3()
    store = dictionary_store(dynamodb, s3)
    store.put(live(sequencer="01", text="word " * 80_000))

    class ReplacesAfterTheFirstReading:
        def __getattr__(self, name: str) -> Any:
            return getattr(dynamodb, name)

        def get_item(self, **arguments: Any) -> Any:
            answer = dynamodb.get_item(**arguments)
            if s3.objects:
                store.put(version("02", "New"))
                s3.objects.clear()
            return answer

    reader: Any = ReplacesAfterTheFirstReading()
    assert replace(store, dynamodb=reader).get("doc") == version("02", "New")


# --- large articles ----------------------------------------------------------------------------------------------


def test_a_large_revision_lies_in_the_bucket_once_and_its_key_names_the_version() -> None:
    s3 = DictS3()
    store = dictionary_store(s3=s3)
    large = live(sequencer="01", text="word " * 80_000)
    store.put(large)
    (key,) = s3.objects
    assert key.startswith(f"articles/doc/{sequence_of_sequencer('01')}-")
    assert store.article_at("doc", sequence_of_sequencer("01")) == large


def test_a_large_version_that_becomes_a_revision_has_an_object_of_its_own() -> None:
    s3 = DictS3()
    store = dictionary_store(s3=s3)
    text = "word " * 80_000
    store.put(live(sequencer="01", text=text))
    store.put(live(sequencer="03", text=text))
    store.put(live(sequencer="04", text="short"))
    store.put(live(sequencer="02", text="other"))
    store.erase(erasure("01", "05"))
    assert store.article_at("doc", sequence_of_sequencer("03")) == live(sequencer="03", text=text)


# --- retention and TTL -------------------------------------------------------------------------------------------

WEEK = timedelta(days=7)


def test_a_revision_expires_when_it_has_been_replaced_long_enough_and_the_newest_never() -> None:
    dynamodb = DictDynamoDB()
    store = dictionary_store(dynamodb, revision_retention=WEEK)
    store.put(version("01", "A"))
    store.put(version("02", "B"))
    assert sequences(store) == ["02", "01"]
    later = replace(store, now=lambda: NOON + WEEK)
    assert sequences(later) == ["02"]
    assert version_numbers(later) == [1]
    assert later.article_at("doc", sequence_of_sequencer("01")) is None
    assert later.get("doc") == version("02", "B")


def test_a_retention_that_was_set_later_takes_hold_with_the_next_revision() -> None:
    store = dictionary_store()
    for sequencer, says in (("01", "A"), ("02", "B")):
        store.put(version(sequencer, says))
    replace(store, revision_retention=WEEK).put(version("03", "C"))
    later = replace(store, now=lambda: NOON + WEEK)
    assert sequences(later) == ["03", "01"]


def test_with_its_sightings_gone_a_document_goes_on_from_its_revisions() -> None:
    dynamodb = DictDynamoDB()
    store = dictionary_store(dynamodb)
    for sequencer, says in (("01", "A"), ("02", "B"), ("03", "B")):
        store.put(version(sequencer, says))
    after_a_year = replace(store, now=lambda: NOON + timedelta(days=365))
    assert after_a_year.put(version("04", "B")) == "unchanged"
    assert after_a_year.put(version("05", "C")) == "stored"
    assert sequences(after_a_year) == ["05", "02", "01"]


def test_a_repetition_keeps_the_comparison_with_a_revision_that_has_expired() -> None:
    store = dictionary_store(revision_retention=WEEK)
    store.put(version("01", "A"))
    store.put(version("02", "B"))
    after_a_year = replace(store, now=lambda: NOON + timedelta(days=365))
    assert after_a_year.put(version("02", "B")) == "duplicate"
    (only,) = after_a_year.revisions("doc").revisions
    assert only.changes is not None


@pytest.mark.parametrize("says", ["A", "B"])
def test_an_expired_tombstone_counts_as_gone_though_it_is_still_there(says: str) -> None:
    store = dictionary_store()
    store.put(version("01", "A"))
    store.put(version("02", "-"))
    after_a_year = replace(store, now=lambda: NOON + timedelta(days=365))
    assert after_a_year.get("doc") is None
    assert after_a_year.put(version("03", says)) == "stored"
    assert sequences(after_a_year) == ["03", "02", "01"]


# --- rows from before there were sightings -----------------------------------------------------------------------


def old_row(revision: Live) -> dict[str, Any]:
    from presscut.storage.items import serialized

    inline = rows.inline_form(rows.article_json(revision.article))
    assert inline is not None
    row = rows.latest_row(revision, rows.article_body(inline))
    del row["content_hash"]
    return serialized(row)


def test_rows_of_the_older_layout_are_read_and_gone_on_from() -> None:
    dynamodb = DictDynamoDB()
    store = dictionary_store(dynamodb)
    for revision in (live(sequencer="01", headline="A"), live(sequencer="02", headline="B")):
        row = old_row(revision)
        dynamodb.items["DOC#doc", f"V#{revision.origin.sequence}"] = row | {
            "sk": {"S": f"V#{revision.origin.sequence}"}
        }
        dynamodb.items["DOC#doc", "LATEST"] = row

    assert store.get("doc") == version("02", "B")
    assert sequences(store) == ["02", "01"]
    assert store.article_at("doc", sequence_of_sequencer("01")) == version("01", "A")

    store.put(version("03", "B"))
    assert sequences(store) == ["02", "01"]
    store.put(version("04", "C"))
    newest = store.revisions("doc").revisions[0]
    assert newest.compared_with == sequence_of_sequencer("02")
    assert newest.changes is not None

    assert store.put(version("02", "B")) == "stale"
    assert store.revisions("doc").revisions[1].changes is not None


# --- what it costs -----------------------------------------------------------------------------------------------


@dataclass
class Counting:
    """A client that writes down which calls came, and of which row."""

    client: Any
    calls: list[tuple[str, str]] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        def call(**arguments: Any) -> Any:
            sk = (arguments.get("Item") or arguments.get("Key") or {}).get("sk", {"S": ""})["S"]
            self.calls.append((name, sk.partition("#")[0]))
            return getattr(self.client, name)(**arguments)

        return call

    def writes(self) -> list[str]:
        found = [sk for name, sk in self.calls if name in ("put_item", "update_item", "delete_item")]
        self.calls.clear()
        return found


def test_a_first_drop_writes_three_rows_an_unchanged_one_two_and_a_duplicate_none() -> None:
    counting = Counting(DictDynamoDB())
    store = dictionary_store(counting)  # type: ignore[arg-type]
    store.put(version("01", "A"))
    assert counting.writes() == ["V", "S", "LATEST"]
    store.put(version("02", "A"))
    assert counting.writes() == ["S", "LATEST"]
    store.put(version("03", "B"))
    assert counting.writes() == ["V", "S", "LATEST"]
    store.put(version("03", "B"))
    store.put(version("02", "A"))
    assert counting.writes() == []
    store.put(version("00", "A"))
    assert counting.writes() == ["V", "S", "V", "V"]  # 03 is compared with 00 now, and 01 is no revision any more.


# --- any order, any repetition -----------------------------------------------------------------------------------

_VERSIONS = st.builds(
    version, st.sampled_from([f"0{n}" for n in range(1, 7)]), st.sampled_from("AB-!"), st.integers(1, 2)
)
_ERASURES = st.builds(erasure, st.sampled_from([f"0{n}" for n in range(1, 7)]), st.sampled_from(["04", "08"]))


def _one_reading_each(versions: list[Revision]) -> list[Revision]:
    """The same version, read twice by the same extractor, says the same: extraction is pure."""
    return list({(v.origin.sequence, getattr(v, "extractor_version", 0), type(v)): v for v in versions}.values())


@st.composite
def _arrivals(draw: st.DrawFn) -> list[Event]:
    versions = _one_reading_each(draw(st.lists(_VERSIONS, min_size=1, max_size=8)))
    events: list[Event] = [*versions, *draw(st.lists(_ERASURES, max_size=2))]
    repeated = draw(st.lists(st.sampled_from(events), max_size=4))
    return draw(st.permutations(events + repeated))


def _past_its_erasure(events: Sequence[Event]) -> list[Event]:
    """With a last version that nobody erased, as an erasure comes with the news of what is current now."""
    return [*events, version("0F", "Last")]


@settings(max_examples=200, deadline=None)
@given(_arrivals(), st.sampled_from([None, WEEK]))
def test_any_order_of_arrival_with_repetitions_ends_as_true_order_does(
    events: list[Event], retention: timedelta | None
) -> None:
    store = dictionary_store(revision_retention=retention)
    for event in _past_its_erasure(events):
        apply(store, event)
    assert whole_history(store) == in_true_order(_past_its_erasure(events), retention)


# --- breaking off ------------------------------------------------------------------------------------------------


class BreakingOff:
    """A client whose calls end, after so many, with a broken connection: before it takes effect, or after."""

    def __init__(self, client: Any, calls: int, *, is_done: bool) -> None:
        self._client, self._left, self._is_done = client, calls, is_done

    def __getattr__(self, name: str) -> Any:
        def call(**arguments: Any) -> Any:
            self._left -= 1
            if self._left > 0:
                return getattr(self._client, name)(**arguments)
            if self._left == 0 and self._is_done:
                getattr(self._client, name)(**arguments)
            raise ConnectionClosedError(endpoint_url="https://dynamodb.eu-west-1.amazonaws.com")

        return call


SCENES: dict[str, tuple[list[Event], Event]] = {
    "a first version": ([], version("01", "A")),
    "a changed one": ([version("01", "A")], version("02", "B")),
    "an unchanged one": ([version("01", "A")], version("02", "A")),
    "one between": ([version("01", "A"), version("03", "A"), version("04", "C")], version("02", "B")),
    "one before": ([version("02", "A"), version("03", "B")], version("01", "A")),
    "a deletion between": ([version("01", "A"), version("03", "A")], version("02", "-")),
    "a redo": ([version("01", "A", 1), version("02", "B", 1)], version("01", "B", 2)),
    "a redo of what another says": (
        [version("01", "!", 1), version("03", "!"), version("04", "C")],
        version("01", "A", 2),
    ),
    "an erasure": (
        [version("01", "A"), version("02", "A"), version("03", "B"), version("04", "A")],
        erasure("01", "05"),
    ),
    "an erased one, late": ([version("01", "A"), version("03", "C"), erasure("02", "03")], version("02", "B")),
}


@pytest.mark.parametrize(("before", "event"), SCENES.values(), ids=SCENES.keys())
@pytest.mark.parametrize("is_done", [False, True], ids=["before", "after"])
def test_whoever_breaks_off_anywhere_is_healed_by_repetition(before: list[Event], event: Event, is_done: bool) -> None:
    expected = in_true_order([*before, event], WEEK)
    for calls in range(1, 60):
        dynamodb = DictDynamoDB()
        store = dictionary_store(dynamodb, revision_retention=WEEK)
        for each in before:
            apply(store, each)
        breaking_off: Any = BreakingOff(dynamodb, calls, is_done=is_done)
        try:
            apply(replace(store, dynamodb=breaking_off), event)
        except TransientStorageError:
            apply(store, event)
            assert whole_history(store) == expected, calls
        else:
            assert whole_history(store) == expected
            assert calls > 3
            return
    pytest.fail("It never came to its end.")


@pytest.mark.parametrize("calls", range(1, 12))
def test_what_was_read_once_is_kept_though_the_page_reads_differently_when_tried_again(calls: int) -> None:
    """The object of an unversioned bucket was replaced in between; both readings are of one version."""
    dynamodb = DictDynamoDB()
    store = dictionary_store(dynamodb)
    breaking_off: Any = BreakingOff(dynamodb, calls, is_done=True)
    with suppress(TransientStorageError):
        replace(store, dynamodb=breaking_off).put(version("01", "First reading"))
    store.put(version("01", "Second reading"))
    truth = store.get("doc")
    assert isinstance(truth, Live)
    assert store.article_at("doc", truth.origin.sequence) == truth
    assert sequences(store) == ["01"]


# --- two at once -------------------------------------------------------------------------------------------------


class Turns:
    """Lets writers go on one call at a time, in the order that it is given; whoever is left then, one call of each in turn.

    By turns also then: left to the machine, one that waits for what another is about to write might ask for it all its rounds
    before that one gets a processor.
    """

    def __init__(self, turns: Sequence[int], writers: int) -> None:
        self._turns: Iterator[int] = chain(turns, cycle(range(writers)))
        self._may_go = threading.Condition()
        self._next = next(self._turns)
        self._is_done: set[int] = set()

    def wait_for(self, writer: int) -> None:
        with self._may_go:
            self._may_go.wait_for(lambda: self._next == writer or self._next in self._is_done)
            self._next = next(self._turns)
            self._may_go.notify_all()

    def finished(self, writer: int) -> None:
        with self._may_go:
            self._is_done.add(writer)
            self._may_go.notify_all()


class TakingTurns:
    def __init__(self, client: Any, turns: Turns, writer: int, lock: threading.Lock) -> None:
        self._client, self._turns, self._writer, self._lock = client, turns, writer, lock

    def __getattr__(self, name: str) -> Any:
        def call(**arguments: Any) -> Any:
            self._turns.wait_for(self._writer)
            with self._lock:
                return getattr(self._client, name)(**arguments)

        return call


def at_once(store: DynamoArticleStore, events: Sequence[Event], turns: Sequence[int]) -> None:
    order, lock, errors = Turns(turns, len(events)), threading.Lock(), []

    def write(writer: int) -> None:
        client: Any = TakingTurns(store.dynamodb, order, writer, lock)
        try:
            apply(replace(store, dynamodb=client), events[writer])
        except BaseException as error:  # noqa: BLE001 - shown below; a thread's would be lost
            errors.append(error)
        finally:
            order.finished(writer)

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(len(events))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert errors == []


PAIRS: dict[str, tuple[list[Event], Event, Event]] = {
    "two first ones": ([], version("01", "A"), version("02", "B")),
    "two alike": ([], version("01", "A"), version("02", "A")),
    "the same twice": ([version("01", "A")], version("02", "B"), version("02", "B")),
    "one between": ([version("01", "A")], version("02", "B"), version("03", "A")),
    "two extractors": ([version("01", "A")], version("02", "A", 1), version("02", "B", 2)),
    "a redo of what another says": (
        [version("01", "!", 1), version("04", "C")],
        version("01", "A", 2),
        version("03", "!"),
    ),
    "news and its erasure": ([version("01", "A"), version("04", "C")], version("02", "B"), erasure("02", "03")),
    "erasure of what another needs": (
        [version("01", "A"), version("02", "A"), version("0F", "Z")],
        erasure("01", "05"),
        version("03", "B"),
    ),
}


@pytest.mark.parametrize(("before", "one", "other"), PAIRS.values(), ids=PAIRS.keys())
def test_two_writers_at_once_end_as_one_after_the_other(before: list[Event], one: Event, other: Event) -> None:
    """At every step of the one the other comes in, for every number of steps."""
    expected = in_true_order([*before, one, other], WEEK)
    for first, second in ((0, 1), (1, 0)):
        for start in range(0, 14, 2):
            for steps in (*range(1, 14, 2), 40):
                store = dictionary_store(revision_retention=WEEK)
                for each in before:
                    apply(store, each)
                turns = [first] * start + [second] * steps + [first] * 40
                at_once(store, [one, other], turns)
                assert whole_history(store) == expected, turns


@settings(max_examples=150, deadline=None)
@given(
    st.lists(_VERSIONS, min_size=2, max_size=3).map(_one_reading_each),
    _ERASURES,
    st.lists(st.integers(0, 3), max_size=60),
)
def test_writers_at_once_in_any_interleaving_end_as_one_after_the_other(
    versions: list[Revision], erased: Erasure, turns: list[int]
) -> None:
    events = [*versions, erased]
    store = dictionary_store(revision_retention=WEEK)
    store.put(version("0F", "Last"))
    at_once(store, events, [turn for turn in turns if turn < len(events)])
    assert whole_history(store) == in_true_order([*events, version("0F", "Last")], WEEK)
