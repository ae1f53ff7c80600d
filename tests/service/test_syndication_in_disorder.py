"""Documents change while several consumers of the stream settle them, die, and are handed what they were at again.

Every call of the table is a step, and a made-up order says which consumer takes the next one. What the table says in the
end is compared with what the documents say in the end, which knows nothing of how it came about.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Final

import pytest
from conftest import DYNAMODB
from dict_aws import DictDynamoDB, DictS3, dictionary_store
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import NOON, deleted, failed, live
from test_similarity import prose

from presscut.service.stream_records import Image, StreamRecord
from presscut.service.syndication import Syndication
from presscut.storage.records import Live, Revision
from presscut.storage.same_text_rows import is_link, other_in
from presscut.storage.similarity import index_values, likeness, signature
from presscut.storage.syndication import SameTexts
from presscut.storage.table import Condition, Row, Table

PARAGRAPHS: Final = prose(1, paragraphs=3)
TEXTS: Final = {
    "whole": "\n\n".join(PARAGRAPHS),
    "capitals": "\n\n".join(PARAGRAPHS).upper(),
    "cut": "\n\n".join(PARAGRAPHS[:2]),
    "behind a notice": "\n\n".join([*PARAGRAPHS, *prose(2, paragraphs=1)]),
    "other": "\n\n".join(prose(3, paragraphs=3)),
    "short": "The ferry sails again.",
    "empty": "",
}
CHANGES: Final = (*TEXTS, "listing", "failed", "deleted", "removed by hand", "the same again")
CONSUMERS: Final = 3
KILLED: Final = (0, 0.03, 0.1)
"""Of all steps, one of these: the last leaves hardly anybody alive to the end."""
BURSTS: Final = (1, 1, 5, 50)
"""So many steps one takes in a row: that some are done before others have begun."""
STEPS_TO_REST: Final = 60
TWICE: Final = 0.5
"""Of deliveries: while another consumer may still be at it."""


class KilledError(BaseException):
    """The process is gone: nothing catches it."""


@dataclass
class Consumer:
    """A process that stops before every call of the table until it is told to go on, or to die."""

    work: Callable[[Callable[[], None]], None]
    is_done: bool = False
    trouble: BaseException | None = None
    _dies: bool = False
    _may_go: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    _stands: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def __post_init__(self) -> None:
        threading.Thread(target=self._run, daemon=True).start()
        self._stands.acquire()

    def step(self, *, dies: bool) -> None:
        self._dies = dies
        self._may_go.release()
        self._stands.acquire()

    def _before_call(self) -> None:
        self._stands.release()
        self._may_go.acquire()
        if self._dies:
            raise KilledError

    def _run(self) -> None:
        try:
            self.work(self._before_call)
        except BaseException as error:  # noqa: BLE001 - it is told to whoever waits for this thread
            self.trouble = error
        self.is_done = True
        self._stands.release()


@dataclass(frozen=True, slots=True)
class SteppedTable(Table):
    before_call: Callable[[], None]

    def get(self, key: Row, attributes: tuple[str, ...] = ()) -> Row | None:
        self.before_call()
        return Table.get(self, key, attributes)

    def put(self, row: Row, condition: Condition) -> Row | None:
        self.before_call()
        return Table.put(self, row, condition)

    def query(self, *arguments: Any, **named: Any) -> Iterator[Row]:
        self.before_call()
        return Table.query(self, *arguments, **named)


@dataclass
class PutAside:
    reasons: list[str] = field(default_factory=list)

    def put_aside(self, record: Any, reason: str) -> None:
        del record
        self.reasons.append(reason)


@dataclass
class World:
    chance: random.Random
    dynamodb: Any = field(default_factory=DictDynamoDB)
    s3: Any = field(default_factory=DictS3)
    truth: dict[str, Revision] = field(default_factory=dict)
    last: dict[str, Revision] = field(default_factory=dict)
    stream: dict[str, list[StreamRecord]] = field(default_factory=dict)
    """By document: records of one stay in order."""
    at_work: list[tuple[str, StreamRecord, Consumer]] = field(default_factory=list)
    dead_letters: PutAside = field(default_factory=PutAside)
    sequence: int = 0
    killed: float = 0

    def __post_init__(self) -> None:
        self.killed = self.chance.choice(KILLED)

    # --- what happens ------------------------------------------------------------------------------------------------

    def change(self, document_id: str, change: str) -> None:
        self.sequence += 1
        before = self._latest(document_id)
        if change == "removed by hand":
            self.dynamodb.items.pop((f"DOC#{document_id}", "LATEST"), None)
            self.truth.pop(document_id, None)
        else:
            revision = self._revision(document_id, change)
            dictionary_store(self.dynamodb, self.s3).put(revision)
            self.truth[document_id] = self.last[document_id] = revision
        after = self._latest(document_id)
        if before != after:
            key = Image({"pk": {"S": f"DOC#{document_id}"}, "sk": {"S": "LATEST"}})
            images = [Image(row) if row is not None else None for row in (before, after)]
            name = str(self.sequence)
            record = StreamRecord(name, name, key, None, *images, raw={})
            self.stream.setdefault(document_id, []).append(record)

    def _revision(self, document_id: str, change: str) -> Revision:
        sequencer = f"{self.sequence:04X}"
        match change:
            case "the same again" if document_id in self.last:
                return self.last[document_id]
            case "the same again" | "failed":
                return failed(document_id, sequencer)
            case "deleted":
                return deleted(document_id, sequencer)
        url, headline = f"https://{document_id}.example/", f"Take {self.sequence % 3}"
        text, kind = TEXTS.get(change, TEXTS["whole"]), "listing" if change == "listing" else "article"
        return live(document_id, sequencer, text=text, kind=kind, url=url, headline=headline)

    def _latest(self, document_id: str) -> Any:
        return self.dynamodb.items.get((f"DOC#{document_id}", "LATEST"))

    # --- who follows -------------------------------------------------------------------------------------------------

    def go_on(self, *, is_fair: bool = False) -> bool:
        """Some steps of some consumer, of a new one perhaps; whether there was anything to do."""
        busy = {document_id for document_id, _, _ in self.at_work}
        waiting = [
            document_id
            for document_id, records in self.stream.items()
            if records and (document_id not in busy or (not is_fair and self.chance.random() < TWICE))
        ]
        if waiting and len(self.at_work) < CONSUMERS and (not self.at_work or self.chance.random() < 0.3):
            document_id = self.chance.choice(waiting)
            record = self.stream[document_id][0]
            self.at_work.append((document_id, record, Consumer(lambda step: self._settle(record, step))))
        elif not self.at_work:
            return False
        document_id, record, consumer = self.chance.choice(self.at_work)
        for _ in range(self.chance.choice(BURSTS)):
            if not consumer.is_done:
                consumer.step(dies=not is_fair and self.chance.random() < self.killed)
        if consumer.is_done:
            self.at_work = [each for each in self.at_work if each[2] is not consumer]
            if consumer.trouble is None:
                self.stream[document_id] = [each for each in self.stream[document_id] if each is not record]
            elif not isinstance(consumer.trouble, KilledError | ComesAgainError):
                raise consumer.trouble
        return True

    def _settle(self, record: StreamRecord, before_call: Callable[[], None]) -> None:
        texts = self.texts(SteppedTable(self.dynamodb, "articles", before_call))
        done = Syndication(texts, self.dead_letters).settle([record])
        if done.begin_again_at is not None:
            raise ComesAgainError(done.trouble)

    def texts(self, table: Table | None = None) -> SameTexts:
        claims = dictionary_store(self.dynamodb, self.s3).claim_check
        return SameTexts(table or Table(self.dynamodb, "articles"), claims.read, now=lambda: NOON)

    def come_to_rest(self) -> None:
        """No more changes, and after a while no more deaths either."""
        for _ in range(STEPS_TO_REST):
            self.go_on()
        while self.go_on(is_fair=True):
            pass

    def expire(self) -> None:
        """What has an end is gone, as after weeks; tombstones of articles too."""
        expired = [key for key, item in self.dynamodb.items.items() if "expires_at" in item]
        for key in expired:
            del self.dynamodb.items[key]

    # --- what should be ----------------------------------------------------------------------------------------------

    def compared(self) -> dict[str, Live]:
        return {
            document_id: revision
            for document_id, revision in self.truth.items()
            if isinstance(revision, Live) and revision.article.kind != "listing" and revision.article.text
        }

    def check(self) -> None:
        assert self.dead_letters.reasons == []
        compared = self.compared()
        signatures = {document_id: signature(revision.article.text) for document_id, revision in compared.items()}
        expected: dict[tuple[str, str], tuple[bool, str | None, str | None]] = {}
        for pair in combinations(sorted(compared), 2):
            one, other = (signatures[document_id] for document_id in pair)
            assert one is not None
            assert other is not None
            alike = likeness(one, other)
            if alike is not None:
                for own, linked in (pair, pair[::-1]):
                    article = compared[linked].article
                    expected[own, linked] = (alike.is_exact, article.url, article.headline)
        table = Table(self.dynamodb, "articles")
        rows = [
            row
            for partition in dict.fromkeys(pk for pk, _ in self.dynamodb.items)
            for row in table.query(partition, "A", "Z")
        ]
        links = {
            (row["pk"].removeprefix("DOC#"), other_in(row)): (row["is_exact"], row.get("url"), row.get("headline"))
            for row in rows
            if row["sk"].startswith("SAME#") and is_link(row)
        }
        assert links == expected
        standing = {(row["pk"], row["sk"]) for row in rows if row["pk"].startswith("SIM#") and "text_hash" in row}
        assert standing == {
            (f"SIM#{value}", f"DOC#{document_id}")
            for document_id, text in signatures.items()
            if text is not None
            for value in index_values(text)
        }


class ComesAgainError(Exception):
    """The function has named the record in its answer."""


Happening = tuple[str, str]
DOCUMENTS: Final = ("one", "two", "three")
happenings = st.lists(st.tuples(st.sampled_from(DOCUMENTS), st.sampled_from(CHANGES)), max_size=9)


@settings(deadline=None, max_examples=20 if DYNAMODB == "moto" else 5)
@given(happenings, happenings, st.integers(0, 2**32))
def test_in_the_end_the_links_are_those_of_the_last_texts(
    first: list[Happening], second: list[Happening], seed: int
) -> None:
    happen(World(random.Random(seed)), first, second)


@pytest.mark.parametrize("seed", (*range(6), 37) if DYNAMODB == "moto" else (2, 37))
def test_so_they_are_after_longer_histories_of_copies_that_come_and_go(seed: int) -> None:
    """With 2 a signature or an entry of before is written late, with 37 somebody dies between the two rows of a link."""
    world = World(random.Random(seed))
    changes = (*CHANGES, *("whole", "capitals", "cut") * 3)
    happen(world, *([(world.chance.choice(DOCUMENTS), world.chance.choice(changes)) for _ in range(15)] for _ in "12"))


def happen(world: World, first: list[Happening], second: list[Happening]) -> None:
    for happened in (first, second):
        for document_id, change in happened:
            world.change(document_id, change)
            for _ in range(world.chance.choice((0, 1, 3, 9))):
                world.go_on()
        world.come_to_rest()
        world.check()
        world.expire()
        world.truth = {name: revision for name, revision in world.truth.items() if isinstance(revision, Live)}
    world.check()
