"""The time of the storm, as presscut and the buckets of this process read it: a storm of minutes may last hours or years."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final
from unittest.mock import patch

import moto.s3.models

import presscut.storage.clock
from bench.storm.strands import Timeline

EPOCH: Final = datetime(2026, 3, 1, tzinfo=UTC)


def moment_of(seconds: float) -> datetime:
    """``seconds`` since the storm began."""
    return EPOCH + timedelta(seconds=seconds)


@contextmanager
def told_by(timeline: Timeline) -> Iterator[None]:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Clock:
            return cls.fromisoformat(moment_of(timeline.now).astimezone(tz).isoformat())

    with (
        patch.object(presscut.storage.clock, "datetime", Clock),
        patch.object(moto.s3.models, "utcnow", lambda: moment_of(timeline.now).replace(tzinfo=None)),
    ):
        yield
