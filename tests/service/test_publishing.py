"""Records of the stream become events: all of them, in order, and once where nothing fails."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_up import deleted, failed, latest_row, live, stream, stream_record

from presscut.article_event import ArticleEvent
from presscut.service.changes import event_of
from presscut.service.event_bus import Addressed, Refusal
from presscut.service.publishing import Publishing, Told
from presscut.service.stream_records import StreamRecord, records_in
from presscut.storage.ports import StorageRefusedError, TransientStorageError


class KilledError(BaseException):
    """The process ends; no code of ours runs any more."""


Fault = Literal["throttled whole", "answer lost", "killed before", "killed after", "throttled in part"]


@dataclass
class Bus:
    """Takes everything, but for what ``faults`` says of its calls, in turn."""

    faults: list[Fault] = field(default_factory=list)
    refusals: dict[str, Refusal] = field(default_factory=dict)
    """Of events that are never taken, by change id."""
    arrived: list[ArticleEvent] = field(default_factory=list)
    calls: list[list[ArticleEvent]] = field(default_factory=list)

    def send(self, events: Sequence[Addressed]) -> list[Refusal | None]:
        fault = self.faults.pop(0) if self.faults else None
        self.calls.append([addressed.event for addressed in events])
        if fault == "killed before":
            raise KilledError
        if fault == "throttled whole":
            raise TransientStorageError("ThrottlingException: Rate exceeded")
        answer: list[Refusal | None] = []
        for place, addressed in enumerate(events):
            refusal = self.refusals.get(addressed.event.change_id)
            if refusal is None and fault == "throttled in part" and place % 2 == 0:
                refusal = Refusal("ThrottlingException", "Rate exceeded")
            if refusal is None:
                self.arrived.append(addressed.event)
            answer.append(refusal)
        if fault == "killed after":
            raise KilledError
        if fault == "answer lost":
            raise TransientStorageError("Read timeout on endpoint URL")
        return answer

    @property
    def change_ids(self) -> list[str]:
        return [event.change_id for event in self.arrived]


@dataclass
class Aside:
    faults: int = 0
    letters: list[tuple[Mapping[str, Any], str]] = field(default_factory=list)

    def put_aside(self, record: Mapping[str, Any], reason: str) -> None:
        if self.faults:
            self.faults -= 1
            raise TransientStorageError("the queue does not answer")
        self.letters.append((record, reason))

    @property
    def event_ids(self) -> list[str]:
        return [record["eventID"] for record, _ in self.letters]


def publishing(bus: Bus, aside: Aside | None = None) -> Publishing:
    return Publishing(bus, aside if aside is not None else Aside(), wait=lambda _: None)


def inserted(*documents: str) -> tuple[StreamRecord, ...]:
    """A new article of each document."""
    rows = [latest_row(live(document)) for document in documents]
    return records_in(stream(*(stream_record(None, row, number=n) for n, row in enumerate(rows, 1))))


def poison(number: int) -> StreamRecord:
    row = latest_row(live("poison")) | {"status": "ASLEEP"}
    return records_in(stream(stream_record(None, row, number=number)))[0]


def numbers(told: Told) -> list[str]:
    return [event.change_id for event in told.sent]


# --- without trouble ---------------------------------------------------------------------------------------------


def test_a_call_holds_ten_events_at_most() -> None:
    bus = Bus()
    told = publishing(bus).publish(inserted(*(f"doc-{n}" for n in range(25))))
    assert [len(call) for call in bus.calls] == [10, 10, 5]
    assert bus.change_ids == numbers(told) == [f"event-{n}" for n in range(1, 26)]
    assert told.begin_again_at is None


def test_no_call_holds_two_events_of_one_document() -> None:
    bus = Bus()
    publishing(bus).publish(inserted("a", "b", "a", "c", "a", "b"))
    assert [[event.id for event in call] for call in bus.calls] == [["a", "b"], ["a", "c"], ["a", "b"]]


def test_a_change_that_concerns_nobody_is_counted_and_no_call_is_made() -> None:
    bus = Bus()
    row = latest_row(live())
    told = publishing(bus).publish(records_in(stream(stream_record(row, row))))
    assert (told.without_change, told.begin_again_at, bus.calls) == (1, None, [])


# --- the bus in trouble ------------------------------------------------------------------------------------------


def test_only_what_was_not_taken_is_sent_again() -> None:
    bus = Bus(faults=["throttled in part"])
    told = publishing(bus).publish(inserted("a", "b", "c", "d"))
    assert [[event.id for event in call] for call in bus.calls] == [["a", "b", "c", "d"], ["a", "c"]]
    assert sorted(bus.change_ids) == ["event-1", "event-2", "event-3", "event-4"]
    assert told.begin_again_at is None


def test_no_later_event_of_a_document_goes_before_an_earlier_one_was_taken() -> None:
    bus = Bus(faults=["throttled in part"])
    publishing(bus).publish(inserted("a", "b", "a"))
    assert [event.change_id for event in bus.arrived if event.id == "a"] == ["event-1", "event-3"]


def test_what_is_throttled_on_and_on_comes_again_from_its_first_record() -> None:
    bus = Bus(faults=["throttled in part"] * 4)
    records = inserted("a", "b", "c")
    service = publishing(bus)
    told = service.publish(records)
    assert told.begin_again_at is records[0]
    assert told.trouble == "ThrottlingException: Rate exceeded"
    assert bus.change_ids == ["event-2", "event-3"]

    again = service.publish(records)
    assert (numbers(again), again.known) == (["event-1"], 2)
    assert bus.change_ids == ["event-2", "event-3", "event-1"]


def test_waits_grow_and_stay_short() -> None:
    waits: list[float] = []
    service = Publishing(Bus(faults=["throttled in part"] * 4), Aside(), wait=waits.append)
    service.publish(inserted("a"))
    assert len(waits) == 3
    assert waits == sorted(waits)
    assert 0 < sum(waits) < 2


def test_a_call_that_fails_whole_is_not_repeated_here_and_ends_the_batch() -> None:
    bus = Bus(faults=["throttled whole"])
    records = inserted(*(f"doc-{n}" for n in range(12)))
    told = publishing(bus).publish(records)
    assert (len(bus.calls), bus.arrived) == (1, [])
    assert told.begin_again_at is records[0]


def test_what_was_sent_before_the_trouble_is_behind_the_checkpoint() -> None:
    records = inserted(*(f"doc-{n}" for n in range(25)))

    class SecondCallFails(Bus):
        def send(self, events: Sequence[Addressed]) -> list[Refusal | None]:
            if len(self.calls) == 1:
                self.faults = ["throttled whole"]
            return super().send(events)

    told = publishing(SecondCallFails()).publish(records)
    assert told.begin_again_at is records[10]
    assert len(told.sent) == 10


def test_an_answer_that_is_lost_makes_doubles_with_the_same_change_id() -> None:
    bus = Bus(faults=["answer lost"])
    records = inserted("a", "b")
    service = publishing(bus)
    assert service.publish(records).begin_again_at is records[0]
    assert service.publish(records).begin_again_at is None
    assert bus.change_ids == ["event-1", "event-2"] * 2
    assert bus.arrived[:2] == bus.arrived[2:]


@pytest.mark.parametrize("code", ["AccessDeniedException", "NotAuthorizedForSourceException", "InternalFailure"])
def test_what_somebody_can_repair_is_kept_for_another_try(code: str) -> None:
    bus, aside = Bus(refusals={"event-1": Refusal(code, "No.")}), Aside()
    records = inserted("a", "b")
    assert publishing(bus, aside).publish(records).begin_again_at is records[0]
    assert aside.letters == []


def test_an_event_that_the_bus_will_never_take_is_put_aside_and_the_others_go() -> None:
    bus, aside = Bus(refusals={"event-2": Refusal("InvalidArgument", "Time is not valid.")}), Aside()
    told = publishing(bus, aside).publish(inserted("a", "b", "c"))
    assert (bus.change_ids, aside.event_ids) == (["event-1", "event-3"], ["event-2"])
    assert aside.letters[0][1] == "InvalidArgument: Time is not valid."
    assert told.begin_again_at is None


# --- records in trouble ------------------------------------------------------------------------------------------


def test_a_record_that_cannot_be_read_is_put_aside_and_blocks_nobody() -> None:
    bus, aside = Bus(), Aside()
    one, two = inserted("a", "b")
    told = publishing(bus, aside).publish([one, poison(7), two])
    assert (bus.change_ids, aside.event_ids, told.begin_again_at) == (["event-1", "event-2"], ["event-7"], None)
    ((record, reason),) = told.put_aside
    assert "ASLEEP" in reason
    assert aside.letters == [(record.raw, reason)]


def test_a_defect_of_ours_puts_its_record_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    def defective(record: StreamRecord) -> ArticleEvent | None:
        return event_of(record) if record.event_id != "event-1" else 1 / 0  # type: ignore[return-value]

    monkeypatch.setattr("presscut.service.publishing.event_of", defective)
    bus, aside = Bus(), Aside()
    assert publishing(bus, aside).publish(inserted("a", "b")).begin_again_at is None
    assert (bus.change_ids, aside.event_ids) == (["event-2"], ["event-1"])


def test_a_record_that_cannot_even_be_put_aside_comes_again_and_nothing_behind_it_was_sent() -> None:
    bus, aside = Bus(), Aside(faults=1)
    one, two = inserted("a", "b")
    records = [one, poison(7), two]
    service = publishing(bus, aside)
    told = service.publish(records)
    assert told.begin_again_at is records[1]
    assert bus.change_ids == ["event-1"]

    assert service.publish(records[1:]).begin_again_at is None
    assert (bus.change_ids, aside.event_ids) == (["event-1", "event-2"], ["event-7"])


def test_what_was_put_aside_is_not_put_aside_again_where_the_batch_comes_again() -> None:
    bus, aside = Bus(faults=["throttled whole"]), Aside()
    records = [*inserted("a"), poison(7)]
    service = publishing(bus, aside)
    assert service.publish(records).begin_again_at is records[0]
    service.publish(records)
    assert aside.event_ids == ["event-7"]


def test_a_queue_that_refuses_is_told_as_the_trouble() -> None:
    class Refusing(Aside):
        def put_aside(self, *_: Any) -> None:
            raise StorageRefusedError("AccessDenied")

    told = publishing(Bus(), Refusing()).publish([poison(7)])
    assert (told.trouble, told.put_aside) == ("AccessDenied", [])


# --- whatever happens --------------------------------------------------------------------------------------------

# A machine shared with other work is slow at times; that is no failure.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

STATES: dict[str, Callable[[str, str], dict[str, Any]]] = {
    "first": lambda document, version: latest_row(live(document, version)) | {"content_hash": "a" * 64},
    "other": lambda document, version: latest_row(live(document, version)) | {"content_hash": "b" * 64},
    "failed": lambda document, version: latest_row(failed(document, version)),
    "deleted": lambda document, version: latest_row(deleted(document, version)),
    "poison": lambda document, version: latest_row(live(document, version)) | {"status": "ASLEEP"},
}
changes = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(sorted(STATES))), max_size=40)
faults = st.lists(
    st.sampled_from(["throttled whole", "answer lost", "killed before", "killed after", "throttled in part"]),
    max_size=12,
)


def records_of(steps: list[tuple[str, str]]) -> list[StreamRecord]:
    """The records that the table writes as its documents take these states, one after the other."""
    truth: dict[str, dict[str, Any]] = {}
    records = []
    for number, (document, state) in enumerate(steps, 1):
        row = STATES[state](document, f"{number:02X}")
        records.append(stream_record(truth.get(document), row, number=number))
        truth[document] = row
    return list(records_in(stream(*json.loads(json.dumps(records)))))


def follow(records: list[StreamRecord], bus: Bus, aside: Aside, batch_size: int) -> None:
    """As Lambda does: batch after batch, again from the checkpoint on, in a new process where one was killed."""
    service = publishing(bus, aside)
    while records:
        try:
            told = service.publish(records[:batch_size])
        except KilledError:
            service = publishing(bus, aside)
            continue
        done = records.index(told.begin_again_at) if told.begin_again_at else len(records[:batch_size])
        records = records[done:]


@patient
@given(changes, faults, st.integers(0, 3), st.integers(1, 30))
def test_nothing_is_lost_and_each_document_is_told_of_in_order_whatever_fails(
    steps: list[tuple[str, str]], faults: list[Fault], faults_aside: int, batch_size: int
) -> None:
    records = records_of(steps)
    expected, unreadable = expected_of(records)
    bus, aside = Bus(faults=list(faults)), Aside(faults=faults_aside)

    follow(records, bus, aside, batch_size)

    firsts = {event.change_id: event for event in reversed(bus.arrived)}
    assert firsts == {event.change_id: event for event in expected}
    assert all(event == firsts[event.change_id] for event in bus.arrived)
    assert set(aside.event_ids) == set(unreadable)
    for document in "abc":
        arrived = list(dict.fromkeys(event.change_id for event in bus.arrived if event.id == document))
        assert arrived == [event.change_id for event in expected if event.id == document]


@patient
@given(changes, st.integers(1, 30))
def test_where_nothing_fails_each_change_is_told_once(steps: list[tuple[str, str]], batch_size: int) -> None:
    records = records_of(steps)
    expected, unreadable = expected_of(records)
    bus, aside = Bus(), Aside()

    follow(records, bus, aside, batch_size)

    assert sorted(bus.change_ids) == sorted(event.change_id for event in expected)
    assert aside.event_ids == unreadable
    assert all(len(call) <= 10 for call in bus.calls)


@patient
@given(changes, st.integers(1, 30))
def test_who_follows_the_events_alone_knows_what_the_table_holds(steps: list[tuple[str, str]], batch_size: int) -> None:
    """A consumer by the book: late ones and repetitions are not greater than what it has acted upon."""
    steps = [step for step in steps if step[1] != "poison"]
    records = records_of(steps)
    bus = Bus(faults=["answer lost", "throttled in part"])
    follow(records, bus, Aside(), batch_size)

    known: dict[str, ArticleEvent] = {}
    for event in reversed(bus.arrived):  # in the worst order
        if event.id not in known or known[event.id].precedence < event.precedence:
            known[event.id] = event
    statuses = {"first": "LIVE", "other": "LIVE", "failed": "FAILED", "deleted": "DELETED"}
    for document, state in dict(steps).items():
        if document in known:
            assert known[document].status == statuses[state]
        else:
            assert state == "deleted"


def expected_of(records: list[StreamRecord]) -> tuple[list[ArticleEvent], list[str]]:
    """The events, and the ids of the records that make none because they cannot be read."""
    events, unreadable = [], []
    for record in records:
        if record.after is not None and record.after["status"] == "ASLEEP":
            unreadable.append(record.event_id)
        elif event := event_of(record):
            events.append(event)
    return events, unreadable
