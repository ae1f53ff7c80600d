"""Time, and threads of which only one runs at a time.

A strand is one invocation of the function. It runs until it calls AWS, then waits as long as that call takes while other
strands, the inbox and the queue go on: so everything may come between any two calls, and always does in the same way, since
nothing but the numbers of a :class:`~bench.storm.fate.Fate` decides the order.
"""

from __future__ import annotations

import heapq
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, Final, Literal

import presscut

Death = Literal["killed_at_a_line", "killed_before", "killed_after", "killed_by_timeout", "abandoned"]

_MORTAL: Final = tuple(str(Path(presscut.__file__).parent / part) for part in ("service", "storage"))
_current = threading.local()


class KilledError(BaseException):
    """The process is gone. No ``except Exception`` of a handler may stop that, as none could."""


class Timeline:
    """What will happen, in order. The time is seconds since the storm began."""

    def __init__(self) -> None:
        self.now = 0.0
        self._due: list[tuple[float, int, Callable[[], object]]] = []
        self._planned = 0

    def at(self, time: float, action: Callable[[], object]) -> None:
        self._planned += 1
        heapq.heappush(self._due, (max(time, self.now), self._planned, action))

    def after(self, seconds: float, action: Callable[[], object]) -> None:
        self.at(self.now + seconds, action)

    def next_at(self) -> float | None:
        return self._due[0][0] if self._due else None

    def step(self) -> None:
        time, _, action = heapq.heappop(self._due)
        self.now = max(self.now, time)
        action()


class Strand:
    """``done`` is called, by the one who gives the turns, when the work has ended or died."""

    def __init__(
        self,
        timeline: Timeline,
        work: Callable[[], Any],
        done: Callable[[Strand], None],
        *,
        lasts_at_most: float,
        lines_to_live: int | None,
    ) -> None:
        self.result: Any = None
        self.error: Exception | None = None
        self.death: Death | None = None
        self._timeline = timeline
        self._work = work
        self._done = done
        self._deadline = timeline.now + lasts_at_most
        self._lines_to_live = lines_to_live
        self._turn = threading.Semaphore(0)
        self._given_back = threading.Semaphore(0)
        self._is_over = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        timeline.after(0, self._resume)

    def pause(self, seconds: float) -> None:
        """Let that much time pass, and others go on. Called within the strand. Raises KilledError."""
        self.stay_dead()
        self._timeline.after(seconds, self._resume)
        self._given_back.release()
        self._turn.acquire()
        self.stay_dead()
        if self._timeline.now > self._deadline:
            self.die("killed_by_timeout")

    def die(self, death: Death) -> None:
        """Called within the strand. Raises KilledError."""
        self.death = death
        raise KilledError(death)

    def stay_dead(self) -> None:
        """What a dead process still wants to do in its ``finally`` never happens. Raises KilledError."""
        if self.death is not None:
            raise KilledError(self.death)

    def abandon(self) -> None:
        """End it wherever it waits. Called by the one who gives the turns."""
        if not self._is_over:
            self.death = "abandoned"
            self._turn.release()
            self._given_back.acquire()

    def _resume(self) -> None:
        if self._is_over:
            return
        self._turn.release()
        self._given_back.acquire()
        if self._is_over:
            self._thread.join()
            self._done(self)

    def _run(self) -> None:
        self._turn.acquire()
        _current.strand = self
        try:
            if self._lines_to_live is not None:
                sys.settrace(self._watch_calls)
            self.result = self._work()
        except KilledError:
            pass
        except Exception as error:  # noqa: BLE001 - what Lambda does with whatever a handler raises
            self.error = error
        finally:
            sys.settrace(None)
            self._is_over = True
            self._given_back.release()

    def _watch_calls(self, frame: FrameType, event: str, argument: Any) -> Any:
        del event, argument
        return self._count_lines if _is_mortal(frame.f_code) else None

    def _count_lines(self, frame: FrameType, event: str, argument: Any) -> Any:
        del frame, argument
        if event == "line" and self.death is None:
            assert self._lines_to_live is not None
            self._lines_to_live -= 1
            if self._lines_to_live <= 0:
                self.die("killed_at_a_line")
        return self._count_lines


def _is_mortal(code: CodeType) -> bool:
    return code.co_filename.startswith(_MORTAL)


def current_strand() -> Strand | None:
    """The one that this thread is; None outside of all."""
    strand: Strand | None = getattr(_current, "strand", None)
    return strand
