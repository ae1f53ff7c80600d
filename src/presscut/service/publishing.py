"""Records of the stream → events on a bus. Knows neither Lambda nor AWS, only the ports.

What is promised, and by what:

- **Nothing is lost.** The stream is the outbox: the table writes row and record together, and a record is done with
  only when its event was taken. Lambda's checkpoint is the lowest sequence number that the answer names, so the answer
  names the first record that is not done with, and it and all behind it come again.
- **Once, unless something fails.** What comes again may have been sent already: the events behind the first that was
  not taken, and those of a call or an invocation that broke off after it took effect. They come with the same
  ``change_id``. Of the former this process remembers which were taken, and does not send them again; it is a saving and
  no promise, since another process may get the records.
- **In order, per document.** No call holds two events of one document, and no call begins before every event of the
  last one was taken. (EventBridge itself keeps no order; ``precedence`` tells it.)
- **No record blocks the others.** What can never become an event is put aside, with its reason, and passed over: reading
  is a pure function, so another try would say the same.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from presscut.article_event import ArticleEvent
from presscut.service.changes import event_of
from presscut.service.event_bus import MAX_ENTRIES, Addressed, DeadLetters, EventBus
from presscut.service.stream_records import StreamRecord
from presscut.storage.ports import StorageError

# botocore repeats calls that fail whole; these are for calls that a bus takes in part. Four at all, within a second or
# so: what lasts longer is left to Lambda, which waits longer and longer.
_TRIES: Final = 4
_FIRST_WAIT_SECONDS: Final = 0.1

# Of records done with behind one that was not: at most a batch (100) for each shard that this process is given.
_REMEMBERED: Final = 1000


@dataclass(slots=True)
class Told:
    """What became of a batch."""

    sent: list[ArticleEvent] = field(default_factory=list)
    put_aside: list[tuple[StreamRecord, str]] = field(default_factory=list)
    """With the reason."""
    without_change: int = 0
    known: int = 0
    """Done with in an earlier try already."""
    begin_again_at: StreamRecord | None = None
    """The first record that is not done with; None if all are."""
    trouble: str | None = None
    """Why it is not."""
    done_with: list[str] = field(default_factory=list)
    """The ids of records whose event was taken, or that were put aside."""


@dataclass(frozen=True, slots=True)
class _Planned:
    record: StreamRecord
    event: ArticleEvent


class _NotDoneError(Exception):
    """These records must come again; the message says why."""

    def __init__(self, message: str, records: Sequence[StreamRecord]) -> None:
        super().__init__(message)
        self.records = records


@dataclass(slots=True)
class Publishing:
    bus: EventBus
    dead_letters: DeadLetters
    wait: Callable[[float], None] = time.sleep
    """For seconds."""
    _done_with: dict[str, None] = field(default_factory=dict)

    def publish(self, records: Sequence[StreamRecord]) -> Told:
        """Of one batch, in the order of its shard. What fails for now is told, not raised."""
        told = Told()
        planned: list[_Planned] = []
        try:
            self._plan(records, planned, told)
        except _NotDoneError as trouble:
            told.begin_again_at, told.trouble = trouble.records[0], str(trouble)
        try:
            for call in _calls(planned):
                self._send(call, told)
        except _NotDoneError as trouble:  # all that is planned comes before what the plan stopped at
            told.begin_again_at, told.trouble = trouble.records[0], str(trouble)
        if told.begin_again_at is not None:
            self._remember(told.done_with)
        return told

    def _plan(self, records: Sequence[StreamRecord], planned: list[_Planned], told: Told) -> None:
        """The events to be sent, up to a record that could not even be put aside: then raises _NotDoneError."""
        for record in records:
            if record.event_id in self._done_with:
                told.known += 1
                continue
            try:
                event = event_of(record)
            except Exception as error:  # a record that finds a defect of ours must not block its shard either
                trouble = self._put_aside(record, repr(error), told)
                if trouble is not None:
                    raise _NotDoneError(trouble, [record]) from error
                continue
            if event is None:
                told.without_change += 1
            else:
                planned.append(_Planned(record, event))

    def _send(self, call: Sequence[_Planned], told: Told) -> None:
        """Raises _NotDoneError with what the bus did not take, in order."""
        pending = list(call)
        why = ""
        for attempt in range(_TRIES):
            if attempt:
                self.wait(_FIRST_WAIT_SECONDS * 2**attempt * random.uniform(0.5, 1))
            try:
                refusals = self.bus.send([Addressed(one.event, one.record.happened_at) for one in pending])
            except StorageError as error:
                raise _NotDoneError(str(error), [one.record for one in pending]) from error
            refused = []
            for one, refusal in zip(pending, refusals, strict=True):
                if refusal is None:
                    told.sent.append(one.event)
                    told.done_with.append(one.record.event_id)
                else:
                    refused.append((one, refusal))
            pending = []
            for one, refusal in refused:
                why = f"{refusal.code}: {refusal.message}"
                if not (refusal.is_final and self._put_aside(one.record, why, told) is None):
                    pending.append(one)
            if not pending:
                return
        raise _NotDoneError(why, [one.record for one in pending])

    def _put_aside(self, record: StreamRecord, reason: str, told: Told) -> str | None:
        """Returns why it could not be done, or None."""
        try:
            self.dead_letters.put_aside(record.raw, reason)
        except StorageError as error:
            return str(error)
        told.put_aside.append((record, reason))
        told.done_with.append(record.event_id)
        return None

    def _remember(self, done_with: Sequence[str]) -> None:
        self._done_with |= dict.fromkeys(done_with)
        for event_id in list(self._done_with)[:-_REMEMBERED]:
            del self._done_with[event_id]


def _calls(planned: Sequence[_Planned]) -> Iterator[list[_Planned]]:
    """Cut so that none holds two events of one document, and none more than a call takes."""
    call: list[_Planned] = []
    documents: set[str] = set()
    for one in planned:
        if len(call) == MAX_ENTRIES or one.event.id in documents:
            yield call
            call, documents = [], set()
        call.append(one)
        documents.add(one.event.id)
    if call:
        yield call
