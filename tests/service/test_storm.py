"""The store in a storm (bench/storm): a small one, small histories that Hypothesis looks for, and proof that an oracle
that finds nothing would have found something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any, get_args
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bench.storm.fate import Fate, Fault, SeededFate, WrittenFate
from bench.storm.findings import Finding
from bench.storm.history import Operation, made_up
from bench.storm.inspection import inspect
from bench.storm.pages import Content
from bench.storm.simulation import Simulation
from bench.storm.world import World, embedded_world
from presscut.service import drops
from presscut.storage import dynamodb, history
from presscut.storage.bodies import Version
from presscut.storage.claim_check import Claim, ClaimCheck
from presscut.storage.ports import StorageError
from presscut.storage.records import Deleted, Live
from presscut.storage.revisions import Erasures, FoldedRevision, Sighting, greatest_of_each
from presscut.storage.rows import latest_row
from presscut.storage.table import Condition


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with embedded_world() as world:
        yield world


def storm(world: World, operations: list[Operation], fate: Fate, **options: Any) -> tuple[Simulation, list[Finding]]:
    world.empty()
    simulation = Simulation(world, operations, fate, **options)
    simulation.run()
    return simulation, inspect(simulation)


# --- the store holds -------------------------------------------------------------------------------------------------


def test_nothing_is_lost_doubled_phantom_or_stuck(world: World) -> None:
    simulation, findings = storm(world, made_up(7, keys=12, events=60), SeededFate(7), retention_days=30)

    assert findings == []
    # And it was a storm.
    assert simulation.tally.duplicates > 15
    assert simulation.queue.received_again > 100
    assert simulation.tally.deaths.total() > 3
    assert simulation.tally.poison_dead_letters > 5
    assert len(simulation.wire.faults) > 8


def test_what_dies_too_often_comes_back_with_the_redrive(world: World) -> None:
    simulation, findings = storm(world, made_up(3, keys=4, events=12), SeededFate(3, faults=0.6), sdk_retries="off")

    assert simulation.tally.dead_letters > 3
    assert findings == []


def test_the_same_seed_gives_the_same_storm(world: World) -> None:
    operations = made_up(11, keys=4, events=12)

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


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
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


def a_store_that_writes_the_pointer_before_the_object() -> AbstractContextManager[Any]:
    put, write = dynamodb.DynamoArticleStore.put, ClaimCheck.write

    def pointing_first(self: dynamodb.DynamoArticleStore, revision: Any) -> Any:
        if not isinstance(revision, Live):
            return put(self, revision)
        articles: list[tuple[str, str]] = []

        def remembering(check: ClaimCheck, document_id: str, *rest: str) -> Claim:
            articles.append((document_id, *rest))
            return Claim(check.bucket, f"articles/{document_id}/promised.json.gz")

        with patch.object(ClaimCheck, "write", remembering):
            outcome = put(self, revision)
        for article in articles:
            write(self.claim_check, *article)
        return outcome

    return patch.object(dynamodb.DynamoArticleStore, "put", pointing_first)


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


HISTORY = [
    *made_up(5, keys=5, events=24, large=0.3),
    Operation(2.0, "gone.html", "put", Content("small")),
    Operation(3.0, "gone.html", "mark"),
    Operation(4.0, "same.html", "put", Content("small")),
    Operation(5.0, "same.html", "put", Content("small")),
    Operation(6.0, "secret.html", "put", Content("small")),
    Operation(7.0, "secret.html", "put", Content("small", body=1)),
    Operation(40.0, "secret.html", "destroy"),
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
        _, findings = storm(world, HISTORY, SeededFate(5, faults=0.25), sdk_retries="off", poisoned=False)

    assert found in {finding.fault for finding in findings}


def test_a_message_that_never_succeeds_is_stuck(world: World) -> None:
    with patch.object(drops.Ingestion, "ingest", side_effect=StorageError("It never works.")):
        simulation, findings = storm(world, made_up(5, keys=2, events=3), WrittenFate())

    # Each was tried as often as the queue allows, before the redrive and after it.
    assert {finding.fault for finding in findings} == {"lost", "stuck"}
    assert simulation.tally.dead_letters > 0
