"""A date that some source names, and when two of them are the same day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from presscut.extraction.metadata.found import Dated


@dataclass(frozen=True, slots=True)
class Candidate:
    source: str
    text: str
    dated: Dated


def has_day(candidate: Candidate) -> bool:
    return candidate.dated.precision not in ("year", "month")


def same_day(one: Dated, other: Dated) -> bool:
    """Whether two dates name the same day, in their own offsets or in UTC; a month agrees with its days not."""
    if one.precision in ("year", "month") or other.precision in ("year", "month"):
        return one.precision == other.precision and one.value == other.value
    return one.value == other.value or bool(_days(one.value) & _days(other.value))


def _days(value: date | datetime) -> set[date]:
    if not isinstance(value, datetime):
        return {value}
    if value.tzinfo is None:
        return {value.date()}
    return {value.date(), value.astimezone(UTC).date()}
