"""Text → date, where a page says how long ago: "3 hours ago", "gestern, 14:30 Uhr", "3天前".

Strategy: such a text says nothing by itself, so it is read against the moment when the page was fetched, which its caller
knows, and never against a clock: a page kept for a year would be a year younger each time that it is read. It has to be
the whole of a text, or of a part of it between separators, but for a label before it and a time of day behind it: prose
says "yesterday" too. The precision is that of the unit: "3 hours ago" knows no minutes, "2 weeks ago" no day.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

from presscut.article import DatePrecision
from presscut.extraction.metadata.found import Dated
from presscut.extraction.vocabulary.months import MODIFIED_WORDS, PUBLISHED_WORDS
from presscut.extraction.vocabulary.relative_times import (
    DAYS_BACK,
    DUALS,
    JUST_NOW,
    MARKERS_AFTER,
    MARKERS_BEFORE,
    ONE,
    Unit,
    units,
)

MAXIMUM_LENGTH: Final = 80
"""A longer text is prose."""
MAXIMUM_LABEL: Final = 30
"""Characters before the date that hold the words of a label: "Zuletzt aktualisiert am"."""

_AMOUNT: Final = re.compile(r"(?:~|ca\.?\s|about\s|over\s|etwa\s|rund\s|environ\s|около\s)?\s*(\d{1,3})\s*")
_TIME_OF_DAY: Final = re.compile(
    r"\s*[,–-]?\s*(?:(?:at|um|à|a\s+las?|alle(?:\s+ore)?|às|om|kl\.?|klo|o|v|w|в|о|στις|saat|pukul|lúc)\s)?\s*"
    r"(?P<hour>[01]?\d|2[0-3])(?:[:.h时時]\s?(?P<minute>[0-5]\d)分?)?(?::[0-5]\d)?\s*(?P<half>[ap]\.?m\.?)?(?:\s?uhr|\s?h)?\Z"
)
_PARTS: Final = re.compile(r"\s*[|·•‧∙/]\s*|\s+[-–—]\s+")
# All at once: most texts have none of them.
_BEFORE: Final = tuple(MARKERS_BEFORE)
_AFTER: Final = tuple(MARKERS_AFTER)
_DAYS: Final = tuple(DAYS_BACK)
_LABELS: Final = (*PUBLISHED_WORDS, *MODIFIED_WORDS)


def relative(text: str, fetched_at: datetime) -> tuple[str, Dated] | None:
    """Read a text that tells a time by its distance from ``fetched_at``; with the words before it, its label if it has one.

    ``fetched_at`` without an offset counts as UTC. A moment is given in the offset of ``fetched_at``, a day as that zone
    counts it; a time of day that stands behind a day has no offset, as it is written. None: the text says no such thing.
    """
    text = " ".join(text.split()).lower()
    if not text or len(text) > MAXIMUM_LENGTH:
        return None
    now = (fetched_at if fetched_at.tzinfo is not None else fetched_at.replace(tzinfo=UTC)).replace(microsecond=0)
    for part in dict.fromkeys((text, *_PARTS.split(text), *text.split(", "))):
        for label, rest in _readings(part.strip(" ,;:()[]")):
            dated = _ago(rest, now) or _day(rest, now)
            if dated is not None:
                return label, dated
    return None


def _readings(part: str) -> list[tuple[str, str]]:
    """A part of a line as it stands, and without the label that it begins with: that, a preposition, then the date."""
    readings = [("", part)]
    ends = [part.find(word) + len(word) for word in _LABELS if word in part[:MAXIMUM_LABEL]]
    if ends:
        behind = max(ends)
        rest = part[behind:]
        words = rest.split(" ")
        readings += [(part[:behind], " ".join(words[dropped:]).strip(" :,")) for dropped in range(min(3, len(words)))]
    return readings


def _ago(text: str, now: datetime) -> Dated | None:
    if text in JUST_NOW:
        return Dated(now.replace(second=0), "minute")
    for before in [marker for marker in MARKERS_BEFORE if text.startswith(marker)] if text.startswith(_BEFORE) else ():
        dated = _amount(text[len(before) :], MARKERS_BEFORE[before], now)
        if dated is not None:
            return dated
    for after in [marker for marker in MARKERS_AFTER if text.endswith(marker)] if text.endswith(_AFTER) else ():
        dated = _amount(text[: -len(after)], MARKERS_AFTER[after], now)
        if dated is not None:
            return dated
    return None


def _amount(text: str, languages: frozenset[str], now: datetime) -> Dated | None:
    """ "3 hours", "an hour", "ساعتين", in one of the languages that have the word around it.

    It has to be a language's in all its words: "h" is an hour in most, and "m" a minute in some.
    """
    text = text.strip(" .")
    match = _AMOUNT.match(text)
    amount = int(match[1]) if match is not None else 1
    word = text[match.end() :] if match is not None else text
    if match is None:
        one = max((one for one in ONE if word.startswith(one)), key=len, default="")
        readings = (word, word[len(one) :].lstrip())
    else:
        # "vor 3 Std. ago" is said by nobody, but "hace 3 horas atrás" and "fa 2 dies enrere" by many.
        readings = (word, word.rpartition(" ")[0] if word.endswith(_DOUBLED) else word)
    for language in sorted(languages):
        known = units(language)
        for reading in readings:
            unit = known.get(reading.rstrip("."))
            if unit is not None:
                return _back(now, 2 if reading in DUALS else amount, unit)
    return None


_DOUBLED: Final = ("atrás", "enrere", "sedan", "sen", "siden", "urmă", "în urmă", "πριν", "مضت", "тому")
"""Languages that may put a word on either side put both as well: "för 2 timmar sedan"."""


_PRECISIONS: Final[dict[Unit, DatePrecision]] = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "month", "month": "month", "year": "year"
}  # fmt: skip


def _back(now: datetime, amount: int, unit: Unit) -> Dated | None:
    """So many units before now. A month or a year is its first day, as everywhere."""
    precision = _PRECISIONS[unit]
    try:
        match unit:
            case "second":
                return Dated(now - timedelta(seconds=amount), precision)
            case "minute":
                return Dated((now - timedelta(minutes=amount)).replace(second=0), precision)
            case "hour":
                return Dated((now - timedelta(hours=amount)).replace(minute=0, second=0), precision)
            case "day":
                return Dated(now.date() - timedelta(days=amount), precision)
            case "week":
                return Dated((now.date() - timedelta(weeks=amount)).replace(day=1), precision)
            case "month":
                months = now.year * 12 + now.month - 1 - amount
                return Dated(date(months // 12, months % 12 + 1, 1), precision)
            case "year":
                return Dated(date(now.year - amount, 1, 1), precision)
    except (ValueError, OverflowError):
        return None


def _day(text: str, now: datetime) -> Dated | None:
    if not text.startswith(_DAYS):
        return None
    word = max((form for form in DAYS_BACK if text.startswith(form)), key=len)
    day = now.date() - timedelta(days=DAYS_BACK[word])
    if text == word:
        return Dated(day, "day")
    match = _TIME_OF_DAY.match(text, len(word))
    if match is None:
        return None
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"][0] == "p" else 0)
    elif match["minute"] is None:
        return None  # "yesterday 12" is a count of something
    return Dated(datetime(day.year, day.month, day.day, hour, int(match["minute"] or 0)), "minute")
