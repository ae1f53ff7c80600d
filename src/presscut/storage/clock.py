"""The one place that looks at the clock; whoever needs the time is given it, so that tests can say what it is."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> datetime:
    return datetime.now(UTC)
