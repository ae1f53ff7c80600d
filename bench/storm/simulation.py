"""A storm, until quiet: things happen in the inbox, news of them reaches the queue, workers take it, and much goes wrong."""

from __future__ import annotations

import hashlib
import os
import random
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import boto3
from moto.moto_api._internal import mock_random

from bench.storm.clock import told_by
from bench.storm.dead_letters import QUEUES, DeadLetterApi
from bench.storm.fate import Fate
from bench.storm.history import Inbox, Operation
from bench.storm.poison import Poison
from bench.storm.queue import Message, Queue, lambda_event
from bench.storm.sandboxes import PublishSandbox, Retries, Sandbox, SweepSandbox
from bench.storm.strands import Strand, Timeline
from bench.storm.stream import Follower
from bench.storm.watch import Watch
from bench.storm.wire import Wire, sleep
from bench.storm.world import World
from presscut.service.redriving import redrive
from presscut.storage.client_config import impatient

# A sweep begins when an invocation of the ingest function has ended, and the one before began so many seconds ago. What is
# older than five minutes counts as orphaned: longer than any writer takes from an object to its row, and shorter than the
# queue takes to bring a message again, so that sweeps and late writers meet.
_SWEEP_EVERY: Final = 90.0
# The first goes on where one that was killed has stopped.
_SWEEPS_AT_LAST: Final = 2
_COUNTS_AS_OLD: Final = timedelta(seconds=300)

# Of who redrives; and how long what they were at is hidden, if they break off.
_PATIENCE: Final = 3600.0
_HIDDEN: Final = 121.0

# Lambda's MaximumBatchingWindowInSeconds, and about how long it waits before it tries again.
_STREAM_WINDOW: Final = 1.0

# No storm takes so many steps an event; one that does goes round in circles.
_STEPS_A_MESSAGE = 3000


@dataclass
class Tally:
    """What was seen on the way. ``trace`` is a digest of all of it in order: equal storms have equal ones."""

    news: int = 0
    duplicates: int = 0
    invocations: int = 0
    deaths: Counter[str] = field(default_factory=Counter)
    crashed_invocations: int = 0
    lost_answers: int = 0
    returned: int = 0
    """Messages that the handler itself gave back, by its partial answer."""
    dead_letters: int = 0
    """Before they were redriven, without the poison."""
    poison_dead_letters: int = 0
    redriven: int = 0
    """As the runs of the command that came to their end have told."""
    redrives: int = 0
    """Runs of the command."""
    publications: int = 0
    """Invocations of the publish function."""
    sweeps: int = 0
    swept: Counter[str] = field(default_factory=Counter)
    """What the sweeps that lived to tell have counted."""
    did_not_end: bool = False
    trace: str = ""

    def note(self, *what: object) -> None:
        self.trace = hashlib.sha256((self.trace + repr(what)).encode()).hexdigest()


class Simulation:
    """``poisoned``: whether every batch gets a poison record; ``workers``: invocations at once; ``retention_days``: how long
    revisions are kept, 0 is for ever.
    """

    def __init__(
        self,
        world: World,
        operations: Sequence[Operation],
        fate: Fate,
        *,
        workers: int = 4,
        sdk_retries: Retries = "mixed",
        poisoned: bool = True,
        retention_days: int = 0,
    ) -> None:
        self.world = world
        self.timeline = Timeline()
        self.queue = Queue(world.queue_rules, fate)
        self.wire = Wire(fate, self.timeline, DeadLetterApi(self.queue, self.timeline))
        self.inbox = Inbox(world.s3, world.inbox_bucket)
        self.poison = Poison(world.s3, world.inbox_bucket)
        self.tally = Tally()
        self._operations = operations
        self._fate = fate
        self._sdk_retries = sdk_retries
        self._poisoned = poisoned
        self._retention_days = retention_days
        self._sandboxes = 0
        self._idle = [self._new_sandbox() for _ in range(workers)]
        self._at_work: set[Strand] = set()
        self._is_gathering = False
        self.watch = Watch(world)
        self._is_redriving = False
        self._last_sweep = 0.0
        self._sweeper = self._new_sweeper()
        self._is_sweeping = False
        self.stream = Follower(world.stream_arn, world.stream_batch_size, world.stream_filters)
        self._publisher = self._new_publisher()
        self._is_publishing = False

    def run(self) -> None:
        """Until nothing moves any more; then the dead letters are redriven, still in the storm; then, in fair weather, until
        nothing moves again; then all that is old by now is swept.
        """
        for operation in self._operations:
            self.timeline.at(operation.at, lambda operation=operation: self._happen(operation))  # type: ignore[misc]
        with self.surroundings(), self.wire.laid(), _repeatable_chance(), _silence():
            if self._poisoned:
                self.poison.lay()
            self._until_quiet()
            dead = self.queue.dead_letters
            self.tally.poison_dead_letters = sum(message.is_poison for message in dead)
            self.tally.dead_letters = len(dead) - self.tally.poison_dead_letters
            self._redrive()
            self._until_quiet()
            self.timeline.now += _COUNTS_AS_OLD.total_seconds() + 1
            for _ in range(_SWEEPS_AT_LAST):
                self._sweep()
                self._until_quiet()
        self.tally.note(sorted(self.wire.calls.items()), sorted(self.wire.faults.items()))

    @contextmanager
    def surroundings(self) -> Iterator[None]:
        """Within it, it is as late as in the storm, and the functions find its settings."""
        with told_by(self.timeline), patch.dict(os.environ, REVISION_RETENTION_DAYS=str(self._retention_days)):
            yield

    def stuck(self) -> list[Message]:
        """What is not poison, and could not be done even in fair weather."""
        waiting = (*self.queue.waiting(), *self.queue.dead_letters)
        return [message for message in waiting if not message.is_poison]

    # --- the loop -------------------------------------------------------------------------------------------------

    def _until_quiet(self) -> None:
        steps = _STEPS_A_MESSAGE * (len(self._operations) + len(self.queue.waiting()) + 10)
        for _ in range(steps):
            if not self._step():
                return
        self.tally.did_not_end = True
        for strand in list(self._at_work):
            strand.abandon()

    def _step(self) -> bool:
        """Whether there was anything to do."""
        if self._can_receive() and (visible := self.queue.visible(self.timeline.now)):
            if visible >= self.world.queue_rules.batch_size:
                self._receive()
            else:
                self._is_gathering = True
                self.timeline.after(self.world.queue_rules.batching_window, self._receive_gathered)
            return True
        next_event = self.timeline.next_at()
        next_visible = self.queue.next_visible_at() if self._can_receive() else None
        if next_visible is not None and (next_event is None or next_visible < next_event):
            self.timeline.now = max(self.timeline.now, next_visible)
            return True
        if next_event is None:
            return False
        self.timeline.step()
        self._look()
        return True

    def _can_receive(self) -> bool:
        return bool(self._idle) and not self._is_gathering and not self._is_redriving

    def _look(self) -> None:
        effects, self.wire.effects = self.wire.effects, []
        for effect in effects:
            self.watch.look_after(effect, self.timeline.now)
        if not self._is_publishing and any(effect.service == "dynamodb" for effect in effects):
            self._publish_soon()

    def _receive_gathered(self) -> None:
        self._is_gathering = False
        if self._idle:
            self._receive()

    # --- the inbox and its news -----------------------------------------------------------------------------------

    def _happen(self, operation: Operation) -> None:
        body = self.inbox.apply(operation)
        if body is None:
            return
        self.tally.news += 1
        self.tally.duplicates += len(operation.delays) - 1
        for delay in operation.delays:
            self.timeline.after(delay, lambda: self.queue.send(body))

    # --- the workers ----------------------------------------------------------------------------------------------

    def _receive(self) -> None:
        batch = self.queue.receive(
            self.timeline.now,
            self._fate.batch_size(self.world.queue_rules.batch_size),
            poisoned_by=self.poison.next_body if self._poisoned else None,
        )
        if not batch:
            return
        sandbox = self._idle.pop(0)
        self.tally.invocations += 1
        self.tally.note(round(self.timeline.now, 6), [message.message_id for message in batch])

        def work() -> set[str]:
            answer = sandbox.handle(lambda_event(batch))
            return {failure["itemIdentifier"] for failure in answer["batchItemFailures"]}

        self._at_work.add(
            Strand(
                self.timeline,
                work,
                lambda strand: self._answered(strand, sandbox, batch),
                lasts_at_most=self.world.function_timeout,
                lines_to_live=self._fate.lines_to_live(len(batch)),
            )
        )

    def _answered(self, strand: Strand, sandbox: Sandbox, batch: Sequence[Message]) -> None:
        """As Lambda's poller: what succeeded is deleted, the rest comes back when its visibility timeout ends."""
        self._at_work.discard(strand)
        self.tally.note(round(self.timeline.now, 6), strand.death, repr(strand.error), sorted(strand.result or ()))
        if self.timeline.now - self._last_sweep > _SWEEP_EVERY:
            self._sweep()
        if strand.death is not None:
            self.tally.deaths[strand.death] += 1
            self._idle.append(self._new_sandbox())
            return
        self._idle.append(sandbox)
        if strand.error is not None:
            self.tally.crashed_invocations += 1
            return
        self.tally.returned += len(strand.result)
        if self._fate.loses_answer():
            self.tally.lost_answers += 1
            return
        for message in batch:
            if message.message_id not in strand.result:
                self.queue.delete(message)

    # --- the dead letters -----------------------------------------------------------------------------------------

    def _redrive(self) -> None:
        """By the command's own code, as often as it takes. Nobody works at the queue meanwhile."""
        self._is_redriving = True
        self.tally.redrives += 1
        self._at_work.add(
            Strand(
                self.timeline,
                lambda: redrive(boto3.client("sqs", config=impatient()), QUEUES, lambda *_: None, sleep),
                self._redriven,
                lasts_at_most=_PATIENCE,
                lines_to_live=self._fate.lines_to_live(1),
            )
        )

    def _redriven(self, strand: Strand) -> None:
        self._at_work.discard(strand)
        self.tally.note(round(self.timeline.now, 6), strand.death, repr(strand.error), strand.result)
        if strand.death is not None:
            self.tally.deaths[strand.death] += 1
        elif strand.error is None:
            self.tally.redriven += strand.result.moved
            if strand.result.left == 0:
                self._is_redriving = False
                self._fate.calm_down()
                return
        # It says that some are left, or broke off: what it was at stays hidden for two minutes.
        self.timeline.after(_HIDDEN, self._redrive)

    # --- the sweep ------------------------------------------------------------------------------------------------

    def _sweep(self) -> None:
        """Beside all else, unless the one before is still at it."""
        if self._is_sweeping:
            return
        self._is_sweeping, self._last_sweep = True, self.timeline.now
        self.tally.sweeps += 1
        sandbox = self._sweeper
        self._at_work.add(
            Strand(
                self.timeline,
                sandbox.handle,
                self._swept,
                lasts_at_most=self.world.sweep_timeout,
                lines_to_live=self._fate.lines_to_live(1),
            )
        )

    def _swept(self, strand: Strand) -> None:
        self._at_work.discard(strand)
        self._is_sweeping = False
        self.tally.note(round(self.timeline.now, 6), strand.death, repr(strand.error), strand.result)
        if strand.death is not None:
            self.tally.deaths[strand.death] += 1
            self._sweeper = self._new_sweeper()
        elif strand.error is not None:
            self.tally.crashed_invocations += 1
        else:
            self.tally.swept.update(strand.result)

    def _new_sweeper(self) -> SweepSandbox:
        return SweepSandbox(sdk_retries=self._sdk_retries != "off", counts_as_old=_COUNTS_AS_OLD)

    # --- the events -----------------------------------------------------------------------------------------------

    def _publish_soon(self) -> None:
        self._is_publishing = True
        self.timeline.after(_STREAM_WINDOW, self._publish)

    def _publish(self) -> None:
        batch = self.stream.next_batch()
        if not batch:
            self._is_publishing = False
            return
        self.tally.publications += 1
        sandbox = self._publisher
        self._at_work.add(
            Strand(
                self.timeline,
                lambda: sandbox.handle({"Records": batch}),
                lambda strand: self._published(strand, batch),
                lasts_at_most=self.world.publish_timeout,
                lines_to_live=self._fate.lines_to_live(len(batch)),
            )
        )

    def _published(self, strand: Strand, batch: Sequence[dict[str, Any]]) -> None:
        """As Lambda's mapping: it begins again at the first record that the answer names, or at the whole batch."""
        self._at_work.discard(strand)
        self.tally.note(round(self.timeline.now, 6), strand.death, repr(strand.error), strand.result)
        if strand.death is not None:
            self.tally.deaths[strand.death] += 1
            self._publisher = self._new_publisher()
        elif strand.error is not None:
            self.tally.crashed_invocations += 1
        if strand.death is not None or strand.error is not None:
            self.stream.failed(batch)
        elif self._fate.loses_answer():
            self.tally.lost_answers += 1
        elif strand.result:
            self.stream.done_before(batch, min(strand.result, key=int))
        else:
            self.stream.done(batch)
        self._publish_soon()

    def _new_publisher(self) -> PublishSandbox:
        return PublishSandbox(sdk_retries=self._sdk_retries != "off", wait=sleep)

    def _new_sandbox(self) -> Sandbox:
        self._sandboxes += 1
        retries = self._sdk_retries == "on" or (self._sdk_retries == "mixed" and self._sandboxes % 2 == 0)
        sandbox = Sandbox(sdk_retries=retries)
        sandbox.warm_up()
        return sandbox


@contextmanager
def _silence() -> Iterator[None]:
    """Metrics go to where Lambda reads them, standard output; and of several sandboxes in one process, some find none."""
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "No application metrics to publish", UserWarning)
        yield


@contextmanager
def _repeatable_chance() -> Iterator[None]:
    """botocore's waits and moto's ids are drawn by chance; the same storm must draw the same."""
    state = random.getstate()
    random.seed(0)
    mock_random.seed(0)
    try:
        yield
    finally:
        random.setstate(state)
