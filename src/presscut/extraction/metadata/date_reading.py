"""How one page's dates are to be read: its languages, and the moment when it was fetched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Final

from presscut.extraction.metadata import date_formats
from presscut.extraction.metadata.found import Dated

TOLERANCE: Final = timedelta(days=1)
"""How far a date may lie behind the fetch: no zone is further than 14 hours from UTC, and clocks go wrong."""
_LONGEST_RELATIVE: Final = 80


@dataclass(frozen=True)
class DateReading:
    """``languages`` (BCP 47): the page's, likeliest first. ``fetched_at``: when the page was fetched, where that is known.

    A date that lies more than :data:`TOLERANCE` after the fetch is no date of the page: it announces something, it is
    when something ends, or its day and month stand the other way round.
    """

    languages: tuple[str, ...] = ()
    fetched_at: datetime | None = None

    @cached_property
    def _fetched(self) -> datetime | None:
        moment = self.fetched_at
        return moment if moment is None or moment.tzinfo is not None else moment.replace(tzinfo=UTC)

    def written(self, text: str) -> Dated | None:
        """A date that a machine or a person wrote out. None: no date, or one of the future."""
        dated = date_formats.parse(text, *self.languages)
        if dated is None or not self._is_future(dated):
            return dated
        swapped = date_formats.other_reading(text, *self.languages)
        return None if swapped is None or self._is_future(swapped) else swapped

    def shown(self, text: str) -> Dated | None:
        """A date in the text of an element made for one: written out, or relative to the fetch."""
        return self.written(text) or next((dated for _, dated in self._relative(text)), None)

    def written_moments(self, line: str) -> Iterator[tuple[str, Dated]]:
        """All dates of a line that are written out, each with the words before it."""
        for before, dated in date_formats.moments(line, *self.languages):
            if not self._is_future(dated):
                yield before, dated

    def moments(self, line: str) -> Iterator[tuple[str, Dated]]:
        """All dates of a line, each with the words before it; a relative one if no other stands there."""
        found = False
        for before, dated in date_formats.moments(line, *self.languages):
            found = True
            if not self._is_future(dated):
                yield before, dated
        if not found:
            yield from self._relative(line)

    def other_reading(self, text: str) -> Dated | None:
        """The date with day and month exchanged, if a text can be read in either way."""
        swapped = date_formats.other_reading(text, *self.languages)
        return None if swapped is None or self._is_future(swapped) else swapped

    @property
    def reads_relative(self) -> bool:
        return self.fetched_at is not None

    def _relative(self, text: str) -> Iterator[tuple[str, Dated]]:
        if self._fetched is None or len(text) > _LONGEST_RELATIVE:
            return
        # The words for it cost a millisecond to put together, and only pages that show no date of their own need them.
        from presscut.extraction.metadata.relative_dates import relative

        found = relative(text, self._fetched)
        if found is not None:
            yield found

    def _is_future(self, dated: Dated) -> bool:
        fetched = self._fetched
        if fetched is None:
            return False
        value = dated.value
        if isinstance(value, datetime):
            return (value if value.tzinfo is not None else value.replace(tzinfo=UTC)) > fetched + TOLERANCE
        return value > _day_of(fetched + TOLERANCE)


def _day_of(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
