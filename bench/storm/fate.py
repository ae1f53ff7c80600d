"""What goes wrong, and when: drawn from a seed, or written down by a test."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol, TypeVar

Fault = Literal[
    "throttled",
    "server_error",
    "unavailable",
    "denied",
    "connection_failed",
    "timed_out_before",
    "timed_out_after",
    "error_after",
    "takes_effect_late",
    "broken_body",
    "partly_taken",
    "killed_before",
    "killed_after",
]
"""What may befall a call. "before" and "after" are of the moment when AWS does what it was asked to."""

FAULTS: Final[Mapping[Fault, int]] = {
    "throttled": 14,
    "server_error": 10,
    "unavailable": 8,
    "denied": 3,
    "connection_failed": 10,
    "timed_out_before": 8,
    "timed_out_after": 18,
    "error_after": 8,
    "takes_effect_late": 6,
    "broken_body": 6,
    "partly_taken": 12,
    "killed_before": 4,
    "killed_after": 5,
}
"""How often one is of which kind: most often those after which nobody knows whether the write took effect."""

Item = TypeVar("Item")


class Fate(Protocol):
    def latency(self) -> float:
        """Seconds that a call takes; they decide who comes next."""
        ...

    def fault(self, call: int) -> Fault | None:
        """What befalls the ``call``-th call of AWS, counted over all workers from 0."""
        ...

    def lateness(self) -> float:
        """Seconds until a write takes effect of which the client heard nothing."""
        ...

    def lines_to_live(self, records: int) -> int | None:
        """After how many lines of presscut's own the process dies; None if it may live."""
        ...

    def loses_answer(self) -> bool:
        """Whether the handler's answer never reaches the queue, so that the whole batch comes again."""
        ...

    def batch_size(self, at_most: int) -> int: ...

    def some_of(self, items: Sequence[Item], at_most: int) -> list[Item]:
        """That many of them, in any order."""
        ...

    def calm_down(self) -> None:
        """From now on nothing goes wrong."""
        ...


# Lines of presscut's storage and service that one record takes, about: deaths are spread over all of them.
_LINES_A_RECORD: Final = 150


@dataclass
class SeededFate:
    """``faults``: the share of calls that something befalls. The same seed gives the same storm."""

    seed: int
    faults: float = 0.1
    killed_by_line: float = 0.08
    lost_answers: float = 0.02
    late_writes: bool = True
    _draws: random.Random = field(init=False)
    _is_calm: bool = False

    def __post_init__(self) -> None:
        self._draws = random.Random(f"fate {self.seed}")
        self._kinds = [kind for kind in FAULTS if self.late_writes or kind != "takes_effect_late"]
        self._weights = [FAULTS[kind] for kind in self._kinds]

    def latency(self) -> float:
        # One in fifty takes long enough for the others to do whole documents in between.
        return self._draws.uniform(1, 8) if self._draws.random() < 0.02 else self._draws.expovariate(1 / 0.02)

    def fault(self, call: int) -> Fault | None:
        del call
        if self._is_calm or self._draws.random() >= self.faults:
            return None
        return self._draws.choices(self._kinds, self._weights)[0]

    def lateness(self) -> float:
        return self._draws.expovariate(1 / 5)

    def lines_to_live(self, records: int) -> int | None:
        if self._is_calm or self._draws.random() >= self.killed_by_line:
            return None
        return self._draws.randrange(1, _LINES_A_RECORD * records)

    def loses_answer(self) -> bool:
        return not self._is_calm and self._draws.random() < self.lost_answers

    def batch_size(self, at_most: int) -> int:
        return at_most if self._draws.random() < 0.6 else self._draws.randint(2, at_most)

    def some_of(self, items: Sequence[Item], at_most: int) -> list[Item]:
        return self._draws.sample(items, min(at_most, len(items)))

    def calm_down(self) -> None:
        self._is_calm = True


@dataclass
class WrittenFate:
    """What a test, or Hypothesis, wrote down: a fault by the number of its call, latencies and lives in their order.

    What is not written is the simplest: no fault, every call as long as another, the longest batches, in order of sending.
    """

    faults: Mapping[int, Fault] = field(default_factory=dict)
    latencies: Sequence[float] = ()
    lives: Sequence[int | None] = ()
    lost_answers: frozenset[int] = frozenset()
    _calls: int = 0
    _invocations: int = 0
    _answers: int = 0
    _is_calm: bool = False

    def latency(self) -> float:
        self._calls += 1
        return self.latencies[self._calls - 1] if self._calls <= len(self.latencies) else 0.02

    def fault(self, call: int) -> Fault | None:
        return None if self._is_calm else self.faults.get(call)

    def lateness(self) -> float:
        return 5.0

    def lines_to_live(self, records: int) -> int | None:
        del records
        self._invocations += 1
        if self._is_calm or self._invocations > len(self.lives):
            return None
        return self.lives[self._invocations - 1]

    def loses_answer(self) -> bool:
        self._answers += 1
        return not self._is_calm and self._answers - 1 in self.lost_answers

    def batch_size(self, at_most: int) -> int:
        return at_most

    def some_of(self, items: Sequence[Item], at_most: int) -> list[Item]:
        return list(items[:at_most])

    def calm_down(self) -> None:
        self._is_calm = True
