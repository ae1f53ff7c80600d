"""The store in a storm (bench/storm): a small one, small histories that Hypothesis looks for, and proof that an oracle
that finds nothing would have found something.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, get_args
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bench.storm import simulation
from bench.storm.fate import Fate, Fault, SeededFate, WrittenFate
from bench.storm.findings import Finding
from bench.storm.history import Operation, made_up
from bench.storm.inspection import inspect
from bench.storm.pages import Content, Kind
from bench.storm.simulation import Simulation
from bench.storm.world import World, embedded_world
from presscut.service import drops, event_bus, redriving
from presscut.service.event_bus import Addressed
from presscut.storage import dynamodb, history
from presscut.storage.aws_errors import translated_errors
from presscut.storage.bodies import Version
from presscut.storage.claim_check import Claim, ClaimCheck
from presscut.storage.orphans import Pointers
from presscut.storage.ports import StorageError
from presscut.storage.records import Deleted
from presscut.storage.revisions import Erasures, FoldedRevision, Sighting, greatest_of_each
from presscut.storage.rows import latest_row
from presscut.storage.table import Condition


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with embedded_world() as world:
        yield world


def storm(world: World, operations: list[Operation], fate: Fate, **options: Any) -> tuple[Simulation, list[Finding]]:
    world.empty()
    stormed = Simulation(world, operations, fate, **options)
    stormed.run()
    return stormed, inspect(stormed)


# --- the store holds -------------------------------------------------------------------------------------------------


def test_nothing_is_lost_doubled_phantom_or_stuck(world: World) -> None:
    stormed, findings = storm(world, made_up(7, keys=8, events=40), SeededFate(7), retention_days=30)

    assert findings == []
    # And it was a storm.
    assert stormed.tally.duplicates > 5
    assert stormed.queue.received_again > 60
    assert stormed.tally.deaths.total() > 3
    assert stormed.tally.poison_dead_letters > 5
    assert len(stormed.wire.faults) > 8
    assert len(stormed.wire.bus.told()) > 10


def test_what_dies_too_often_comes_back_with_the_redrive(world: World) -> None:
    stormed, findings = storm(world, made_up(3, keys=3, events=8), SeededFate(3, faults=0.6), sdk_retries="off")

    assert stormed.tally.dead_letters > 3
    assert stormed.tally.redrives > 1
    assert findings == []


def test_the_same_seed_gives_the_same_storm(world: World) -> None:
    operations = made_up(11, keys=2, events=6)

    traces = {storm(world, operations, SeededFate(seed))[0].tally.trace for seed in (11, 11, 12)}

    assert len(traces) == 2


# --- small cases, which shrink -------------------------------------------------------------------------------------

CONTENTS = st.sampled_from(
    [
        Content("small"),
        Content("small", headline=1),
        Content("small", body=1),
        Content("small", date=1),
        Content("large"),
        Content("pdf"),
        Content("empty"),
    ]
)
DELAYS = st.lists(st.sampled_from([0.0, 1.0, 100.0, 500.0]), min_size=1, max_size=3).map(tuple)


@st.composite
def operations(draw: st.DrawFn) -> list[Operation]:
    kinds = draw(st.lists(st.sampled_from(["put", "put", "mark", "destroy", "expire"]), min_size=1, max_size=7))
    return [
        Operation(
            at=draw(st.sampled_from([0.0, 1.0, 50.0])) + number,
            key=draw(st.sampled_from(["a.html", "b+c d%25é.html"])),
            kind=kind,
            content=draw(CONTENTS) if kind == "put" else None,
            target=draw(st.integers(0, 2)) if kind != "put" else 0,
            delays=draw(DELAYS),
        )
        for number, kind in enumerate(kinds)
    ]


FATES = st.builds(
    WrittenFate,
    faults=st.dictionaries(st.integers(0, 40), st.sampled_from(get_args(Fault)), max_size=6),
    latencies=st.lists(st.sampled_from([0.01, 0.1, 5.0]), max_size=40),
    lives=st.lists(st.none() | st.integers(1, 400), max_size=4),
    lost_answers=st.frozensets(st.integers(0, 3), max_size=1),
)

PUT_UNHEARD_OF_UNTIL_DELETED = [
    Operation(0.0, "a.html", "put", Content("small"), delays=(500.0,)),
    Operation(1.0, "a.html", "mark", delays=(0.0, 600.0)),
]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    operations=operations(),
    fate=FATES,
    options=st.fixed_dictionaries(
        {"sdk_retries": st.sampled_from(["off", "on"]), "retention_days": st.sampled_from([0, 30])}
    ),
)
@example(operations=PUT_UNHEARD_OF_UNTIL_DELETED, fate=WrittenFate({1: "timed_out_after"}), options={})
def test_any_small_history_ends_as_if_nothing_had_gone_wrong(
    world: World, operations: list[Operation], fate: WrittenFate, options: dict[str, Any]
) -> None:
    _, findings = storm(world, operations, fate, workers=2, poisoned=False, **options)

    assert findings == []


# --- the oracle can fail -------------------------------------------------------------------------------------------


def a_store_that_writes_over_everything() -> AbstractContextManager[Any]:
    def careless(self: dynamodb.DynamoArticleStore, version: Version, **_: Any) -> str:
        row = latest_row(version.revision, version.body.of_latest())
        self._table.put(row, Condition("attribute_not_exists(pk) OR attribute_exists(pk)"))
        return "stored"

    return patch.object(dynamodb.DynamoArticleStore, "_become_the_truth", careless)


def a_handler_that_acknowledges_what_failed() -> AbstractContextManager[Any]:
    ingest = drops.Ingestion.ingest

    def acknowledging(self: drops.Ingestion, drop: Any) -> Any:
        try:
            return ingest(self, drop)
        except StorageError as error:
            return drops.Ingested(drops._failed(self._origin(drop), drops.ObjectGoneError(str(error))), "stored")

    return patch.object(drops.Ingestion, "ingest", acknowledging)


@contextmanager
def a_store_that_writes_the_pointer_before_the_object() -> Iterator[None]:
    put, write = dynamodb.DynamoArticleStore.put, ClaimCheck.write
    promised: dict[int, list[tuple[str, str, str]]] = {}

    def pointing_first(self: dynamodb.DynamoArticleStore, revision: Any) -> Any:
        articles = promised[threading.get_ident()] = []
        outcome = put(self, revision)
        for article in articles:
            write(self.claim_check, *article)
        return outcome

    def promise(check: ClaimCheck, *article: str) -> Claim:
        document_id, sequence, json_text = article
        promised[threading.get_ident()].append((document_id, sequence, json_text))
        return Claim(check.bucket, f"articles/{document_id}/promised.json.gz")

    with (
        patch.object(dynamodb.DynamoArticleStore, "put", pointing_first),
        patch.object(ClaimCheck, "write", promise),
    ):
        yield


def sequencers_padded_on_the_wrong_side() -> AbstractContextManager[Any]:
    return patch.object(drops, "sequence_of_sequencer", lambda sequencer: sequencer.upper().rjust(32, "0"))


def a_store_that_forgets_deletions() -> AbstractContextManager[Any]:
    put = dynamodb.DynamoArticleStore.put

    def forgetful(self: dynamodb.DynamoArticleStore, revision: Any) -> Any:
        return "stored" if isinstance(revision, Deleted) else put(self, revision)

    return patch.object(dynamodb.DynamoArticleStore, "put", forgetful)


def documents_named_by_their_encoded_key() -> AbstractContextManager[Any]:
    return patch("presscut.service.events.unquote_plus", lambda key: key)


def a_history_with_a_row_for_every_version() -> AbstractContextManager[Any]:
    def keeping_all(sightings: Iterable[Sighting], erasures: Erasures, *_: Any) -> tuple[FoldedRevision, ...]:
        all_of_them = [sighting for sighting in greatest_of_each(sightings) if not erasures.cover(sighting)]
        return tuple(
            FoldedRevision(sighting, before, None)
            for before, sighting in zip([None, *all_of_them], all_of_them, strict=False)
        )

    return patch.object(history, "fold", keeping_all)


def a_store_that_erases_nothing() -> AbstractContextManager[Any]:
    return patch.object(dynamodb.DynamoArticleStore, "erase", lambda *_: None)


def a_history_that_does_not_read_again_after_it_wrote() -> AbstractContextManager[Any]:
    secured = history.History._secured
    views: dict[int, history.View] = {}

    def remembering(self: history.History, version: Version) -> tuple[history.View, Sighting]:
        view, standing = secured(self, version)
        views[threading.get_ident()] = view.with_sighting(standing)
        return view, standing

    def unverified(self: history.History, document_id: str, start: str, own: Any, view: Any = None) -> history.View:
        view = views.pop(threading.get_ident(), None) or view or self._view(document_id, start)
        for fix in self._fixes(view, own):
            self._apply(fix)
        return view

    return patch.multiple(history.History, _secured=remembering, _settled=unverified)


def a_publisher_that_drops_what_was_not_taken() -> AbstractContextManager[Any]:
    send = event_bus.EventBridgeBus.send

    def deaf(self: event_bus.EventBridgeBus, events: Sequence[Addressed]) -> list[None]:
        send(self, events)
        return [None] * len(events)

    return patch.object(event_bus.EventBridgeBus, "send", deaf)


def a_publisher_that_tells_of_every_write() -> AbstractContextManager[Any]:
    return patch("presscut.service.changes._same", lambda *_: False)


def a_sweep_that_asks_for_no_pointers() -> AbstractContextManager[Any]:
    return patch.object(Pointers, "of", lambda *_: frozenset())


def a_sweep_that_waits_for_nobody() -> AbstractContextManager[Any]:
    return patch.object(simulation, "_COUNTS_AS_OLD", timedelta(0))


HISTORY = [
    *made_up(5, keys=2, events=6),
    Operation(2.0, "gone.html", "put", Content("small")),
    Operation(3.0, "gone.html", "mark"),
    Operation(4.0, "same.html", "put", Content("small")),
    Operation(5.0, "same.html", "put", Content("small")),
    Operation(6.0, "secret.html", "put", Content("small")),
    Operation(7.0, "secret.html", "put", Content("small", body=1)),
    Operation(40.0, "secret.html", "destroy"),
    Operation(8.0, "large.html", "put", Content("large")),
    Operation(9.0, "a b+c.html", "put", Content("small"), is_classic=True),
]


@pytest.mark.parametrize(
    ("bug", "found"),
    [
        (a_store_that_writes_over_everything, "lost"),
        (a_handler_that_acknowledges_what_failed, "lost"),
        (a_store_that_writes_the_pointer_before_the_object, "lost"),
        (sequencers_padded_on_the_wrong_side, "lost"),
        (a_store_that_forgets_deletions, "phantom"),
        (documents_named_by_their_encoded_key, "phantom"),
        (a_history_with_a_row_for_every_version, "doubled"),
        (a_store_that_erases_nothing, "phantom"),
    ],
)
def test_a_broken_store_is_found_out(world: World, bug: Any, found: str) -> None:
    with bug():
        _, findings = storm(world, HISTORY, SeededFate(5, faults=0.2), sdk_retries="off", poisoned=False)

    assert found in {finding.fault for finding in findings}


@dataclass
class Crowded(SeededFate):
    """Nothing goes wrong, but four workers are at one key at once, each with two messages at a time."""

    faults: float = 0.0
    killed_by_line: float = 0.0
    lost_answers: float = 0.0

    def batch_size(self, at_most: int) -> int:
        del at_most
        return 2


def crowd(seed: int, kind: Kind, versions: int) -> list[Operation]:
    draws = random.Random(seed)
    return [
        Operation(
            number / 20, "a.html", "put", Content(kind, headline=draws.randrange(2)), delays=(draws.uniform(0, 2),)
        )
        for number in range(versions)
    ]


def test_a_writer_that_does_not_read_again_after_it_wrote_is_found_out(world: World) -> None:
    def is_found(seed: int) -> bool:
        return bool(storm(world, crowd(seed, "small", 20), Crowded(seed), poisoned=False)[1])

    seeds = range(3, 11)  # one in four is a storm in which two writers meet
    with a_history_that_does_not_read_again_after_it_wrote():
        found = next((seed for seed in seeds if is_found(seed)), None)

    assert found is not None
    assert not is_found(found)


@pytest.mark.parametrize(
    ("bug", "found"),
    [(a_publisher_that_drops_what_was_not_taken, "lost"), (a_publisher_that_tells_of_every_write, "phantom")],
)
def test_a_broken_publisher_is_found_out(world: World, bug: Any, found: str) -> None:
    taken_in_part = WrittenFate(dict.fromkeys(range(1000), "partly_taken"))
    with bug():
        _, findings = storm(world, HISTORY, taken_in_part, poisoned=False)

    assert found in {finding.fault for finding in findings}
    assert all(finding.where.startswith("events of") for finding in findings)


@pytest.mark.parametrize("bug", [a_sweep_that_asks_for_no_pointers, a_sweep_that_waits_for_nobody])
def test_a_broken_sweep_is_found_out(world: World, bug: Any) -> None:
    with bug(), patch.object(simulation, "_SWEEP_EVERY", 0.0):
        _, findings = storm(world, crowd(1, "large", 10), Crowded(1), poisoned=False)

    assert "lost" in {finding.fault for finding in findings}


def test_the_sweep_hides_nothing_that_is_needed_and_leaves_nothing_that_is_not(world: World) -> None:
    with patch.object(simulation, "_SWEEP_EVERY", 0.0):
        stormed, findings = storm(world, crowd(1, "large", 10), Crowded(1), poisoned=False)

    assert findings == []
    assert stormed.tally.swept["OrphansDeleted"] > 0
    assert stormed.watch.readings > 0


def test_a_redrive_that_deletes_before_it_sends_is_found_out(world: World) -> None:
    def careless(sqs: Any, queues: redriving.Queues, message: Any) -> None:
        with translated_errors("moving"):
            sqs.delete_message(QueueUrl=queues.dead_letters, ReceiptHandle=message["ReceiptHandle"])
            sqs.send_message(QueueUrl=queues.target, MessageBody=message["Body"])

    with patch.object(redriving, "_move", careless):
        _, findings = storm(world, made_up(3, keys=3, events=8), SeededFate(3, faults=0.6), sdk_retries="off")

    assert "lost" in {finding.fault for finding in findings}


def test_a_message_that_never_succeeds_is_stuck(world: World) -> None:
    with patch.object(drops.Ingestion, "ingest", side_effect=StorageError("It never works.")):
        stormed, findings = storm(world, made_up(5, keys=2, events=3), WrittenFate())

    # Each was tried as often as the queue allows, before the redrive and after it.
    assert {finding.fault for finding in findings} == {"lost", "stuck"}
    assert stormed.tally.dead_letters > 0
