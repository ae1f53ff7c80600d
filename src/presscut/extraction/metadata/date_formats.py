"""Text → date: the ways in which pages and the systems behind them write one.

Strategy: a date is found first (ISO 8601 and its loose kin, names of months, numbers alone), then a time and a zone
right beside it. What is written decides the precision; a time without a zone stays without one. Two kinds of value
are never dates: what no calendar holds, and what a database prints for "none" (:data:`NULL_DATES`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final

from presscut.article import DatePrecision
from presscut.extraction.metadata.found import Dated
from presscut.extraction.vocabulary.months import MONTH_FIRST, MONTHS, MONTHS_BY_LANGUAGE, ZONES

MAXIMUM_LENGTH: Final = 160
"""A longer text is prose or data, not a date with a few words around it."""
FIRST_YEAR: Final = 1600
"""Newspapers begin in 1605; earlier years are counters and defaults."""
LAST_YEAR: Final = 2100
"""The engine knows no clock, so "in the future" is for its caller to say; "never expires" is written as 9999."""

NULL_DATES: Final = frozenset(
    (
        date(1601, 1, 1),  # Windows FILETIME 0
        date(1753, 1, 1),  # SQL Server, the least DATETIME
        date(1899, 12, 30),  # OLE Automation 0
        date(1899, 12, 31),
        date(1900, 1, 1),  # SQL Server SMALLDATETIME 0, Excel 1
        date(1969, 12, 31),  # Unix 0, west of Greenwich
        date(1970, 1, 1),  # Unix 0
    )
)
"""What a system writes when it has no date (postlight#637)."""

_BUDDHIST_YEARS: Final = range(2400, 2700)
_BUDDHIST_OFFSET: Final = 543
"""The Thai calendar counts from 543 BC."""

# Digits of other scripts to ASCII, by their order in Unicode; the full-width colon goes along.
_DIGITS: Final = {
    first + value: str(value) for first in (0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0xFF10) for value in range(10)
} | {0xFF1A: ":", 0x00A0: " ", 0x202F: " ", 0x200E: None, 0x200F: None}

_ZONE = r"(?P<zone>z\b|[+-]\d\d:?\d\d|[+-]\d{1,2}\b|(?:utc|gmt)\s?[+-]\s?\d{1,2}(?::?\d\d)?|[^\W\d_]{2,5}\b)"
_TIME: Final = re.compile(
    rf"""(?P<half_before>午前|午後|오전|오후|上午|下午)?\s*
    (?<![\d.])(?P<hour>\d{{1,2}})
    (?: :(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,:]\d{{1,9}})?)?
      | \s?h\s?(?P<minute_h>\d\d)
      | \s*[時时시点]\s*(?P<minute_cjk>\d{{1,2}})\s*[分분]
      | \.(?P<minute_dot>\d\d)(?=\s*(?:uhr|[ap]\.?m\b))
      | (?=\s?[ap]\.?m\b) )
    (?!\d)
    (?:\s*(?:(?P<half>[ap])\.?\s?m\b\.?|(?P<half_after>مساء|صباح)\w*))? (?:\s*uhr\b)? \s*[(]?{_ZONE}?""",
    re.VERBOSE | re.IGNORECASE,
)
_AFTERNOON: Final = frozenset(("p", "午後", "오후", "下午", "مساء"))
_TIME_REACH: Final = 14
"""Characters that may stand between a date and its time: " | ", " at ", " um ", ", a las "."""

_COMPACT: Final = re.compile(
    rf"(?P<y>\d{{4}})(?P<m>\d\d)(?P<d>\d\d)(?:[t ]?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?{_ZONE}?)?\Z",
    re.IGNORECASE,
)
# What most systems write into the head, to its last character; Python reads it.
_ISO_MOMENT: Final = re.compile(
    r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII
)
_ISO: Final = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)")
_YEAR_MONTH: Final = re.compile(r"(?P<y>\d{4})(?:[-/](?P<m>\d{1,2}))?\Z")

_WORD = r"(?P<name>[^\W\d_][^\s\d,/()|·;:\-–]*(?:\s(?:الأول|الثاني))?)"
# A word is tried from its first letter on alone: from the others on, the same would be found, and each takes its time.
_WORD_START = r"(?<![^\W\d_])"
_CALENDAR: Final = (
    re.compile(r"(?<![\d-])(?P<y>\d{4})\s?(?P<s>[-/.])\s?(?P<m>\d{1,2})\s?(?P=s)\s?(?P<d>\d{1,2})(?!\d)"),
    re.compile(
        r"(?<![\d.:])(?P<d>\d{1,2})(?:st|nd|rd|th|er|ste|ème|º|ª|°|\.|,)?[\s\-./–]*(?:(?:de|of|di|de\s+l['’]|d['’])\s*)?"
        + _WORD
        + r",?[\s\-./–]*(?:(?:de|del|of|того)\s+)?(?P<y>\d{4}|['’]\d\d)(?!\d)"
    ),
    re.compile(_WORD_START + _WORD + r"\s+(?P<d>\d{1,2})(?:st|nd|rd|th|\.)?\s*,?\s*(?P<y>\d{4}|['’]\d\d)(?![\d:])"),
    # `date` of Unix, Java's Date.toString, C's ctime: the time stands between day and year.
    re.compile(
        _WORD_START
        + _WORD
        + r"\s+(?P<d>\d{1,2}),?\s+(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s+"
        + r"(?:(?P<zone>[A-Z]{2,5}|[+-]\d{4})\s+)?(?P<y>\d{4})(?!\d)"
    ),
    re.compile(r"(?<!\d)(?P<y>\d{4})(?:\.|,|\s*m\.)?[\s\-/]+" + _WORD + r"[\s\-/]+(?P<d>\d{1,2})(?!\d)"),
)
_RARE_CALENDAR: Final = (
    # RFC 850, and databases: "Sunday, 05-Mar-23 10:00:00 GMT".
    re.compile(r"(?<![\d.:-])(?P<d>\d{1,2})-(?P<name>[^\W\d_]{3,4})-(?P<y>\d\d)(?![\d-])"),
    # Latvian: "2023. gada 5. marts".
    re.compile(r"(?<!\d)(?P<y>\d{4})\.\s?gada\s(?P<d>\d{1,2})\.\s" + _WORD),
)
_RARE: Final = re.compile(r"[^\W\d_]-\d\d(?!\d)|\d\.\s?gada\s")
"""One of these is in each of those."""
_CALENDAR_BEYOND_ASCII: Final = (
    re.compile(r"(?<!\d)(?P<y>\d{4})\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})(?:\s*[日日일]|(?!\d))"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2}),?\s+(?:năm\s+)?(?P<y>\d{4})(?!\d)", re.IGNORECASE),
    # The Arabic press names a month twice, for its eastern and its western readers: "24 نيسان / أبريل 2020".
    re.compile(r"(?<!\d)(?P<d>\d{1,2})\s+" + _WORD + r"\s?/\s?[^\W\d_]+(?:\s[^\W\d_]+)?\s+(?P<y>\d{4})(?!\d)"),
)
_YEAR: Final = re.compile(r"\d{4}|['’]\d\d")
"""One of these is in each of them."""
_NUMERIC: Final = re.compile(
    r"(?<![\d.,/:-])(?P<a>\d{1,2})\s?(?P<s>[./-])\s?(?P<b>\d{1,2})\s?(?P=s)\s?(?P<y>\d{4}|\d\d)(?![\d/-]|\.\d)"
)
_MONTH_YEAR: Final = re.compile(r"(?<![\d.]\s)(?<![\d.])" + _WORD + r"\s+(?:(?:de|del|of)\s+)?(?P<y>\d{4})(?!\d)")

_SECONDS_DIGITS: Final = 10
_MILLISECONDS_DIGITS: Final = 13
"""Unix time: ten digits are seconds from 2001 to 2286, thirteen milliseconds over the same years."""


def parse(text: str, *languages: str) -> Dated | None:
    """Read a text that is a date, with at most a few words around it; the first date it holds is taken.

    ``languages`` (BCP 47) are the page's, likeliest first: they decide the order of day and month in 03/04/2023 (day
    first where none is given, unless the hour has AM or PM) and the few month names that languages share. Null dates,
    impossible dates, years before 1600 or after 2100: None.
    """
    text = _folded(text)
    if not text or len(text) > MAXIMUM_LENGTH:
        return None
    return _parsed(text, languages)


@lru_cache(maxsize=64)
def _parsed(text: str, languages: tuple[str, ...]) -> Dated | None:
    """Kept, since a page writes one date in many places and both fields read most of them."""
    if _ISO_MOMENT.fullmatch(text) and (moment := _iso_moment(text)) is not None:
        return moment
    iso = _ISO.match(text)
    if iso is not None:
        return _dated(iso["y"], iso["m"], iso["d"], text, iso.end(), iso.end())
    if text[0].isdecimal():
        if text.isdecimal() and len(text) in (_SECONDS_DIGITS, _MILLISECONDS_DIGITS):
            return _unix(text)
        compact = _COMPACT.match(text)
        if compact is not None:
            return _with_time(_day(compact["y"], compact["m"], compact["d"]), compact.groupdict())
        coarse = _YEAR_MONTH.match(text)
        if coarse is not None:
            return _coarse(coarse["y"], coarse["m"])
    elif text[0] in "+-":
        return None  # PHP writes its zero date as -0001-11-30
    for _, _, dated in _moments(text, languages):
        return dated
    for match in _MONTH_YEAR.finditer(text):
        month = _month(match["name"], languages)
        if month is not None:
            return _coarse(match["y"], str(month))
    return None


def moments(text: str, *languages: str) -> Iterator[tuple[str, Dated]]:
    """All dates to the day in a line of running text, each with the words before it."""
    text = _folded(text)
    last = 0
    for start, end, dated in _moments(text, languages):
        if start >= last:
            yield text[last:start], dated
            last = end


def other_reading(text: str, *languages: str) -> Dated | None:
    """The date with day and month exchanged, if a text can be read in either way."""
    text = _folded(text)
    match = None if _ISO_MOMENT.fullmatch(text) else _NUMERIC.search(text)
    if match is None or match["s"] == "." or max(int(match["a"]), int(match["b"])) > 12 or match["a"] == match["b"]:
        return None
    swapped = text[: match.start()] + match["b"] + match["s"] + match["a"] + text[match.end("b") :]
    return parse(swapped, *languages)


def _folded(text: str) -> str:
    text = text.strip()
    return text if text.isascii() else text.translate(_DIGITS)


def _iso_moment(text: str) -> Dated | None:
    """A moment in the years and offsets that there are; None of all others, which the rules for looser writing read."""
    try:
        moment = datetime.fromisoformat(text).replace(microsecond=0)
    except ValueError:
        return None
    if moment.year in _BUDDHIST_YEARS or not FIRST_YEAR <= moment.year <= LAST_YEAR or moment.date() in NULL_DATES:
        return None
    offset = moment.utcoffset()
    return Dated(moment, "second") if offset is None or _LEAST_OFFSET <= offset <= _GREATEST_OFFSET else None


def _moments(text: str, languages: tuple[str, ...]) -> list[tuple[int, int, Dated]]:
    found = []
    patterns: tuple[re.Pattern[str], ...] = _CALENDAR if text.isascii() else _CALENDAR + _CALENDAR_BEYOND_ASCII
    if not _YEAR.search(text):
        patterns = ()
    if _RARE.search(text):
        patterns += _RARE_CALENDAR
    for pattern in patterns:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            name = groups.get("name")
            month = groups.get("m") if name is None else _month(name, languages)
            if month is None:
                continue
            if groups.get("hour"):
                dated = _with_time(_day(match["y"], str(month), match["d"]), groups)
            else:
                dated = _dated(match["y"], str(month), match["d"], text, match.start(), match.end())
            if dated is not None:
                found.append((match.start(), match.end(), dated))
    for match in _NUMERIC.finditer(text):
        dated = _numeric(match, text, languages)
        if dated is not None:
            found.append((match.start(), match.end(), dated))
    found.sort(key=lambda moment: (moment[0], -moment[1]))
    return found


def _numeric(match: re.Match[str], text: str, languages: tuple[str, ...]) -> Dated | None:
    first, second = int(match["a"]), int(match["b"])
    month_first = first <= 12 and (second > 12 or (match["s"] != "." and _is_month_first(text, languages)))
    day, month = (second, first) if month_first else (first, second)
    return _dated(match["y"], str(month), str(day), text, match.start(), match.end())


def _is_month_first(text: str, languages: tuple[str, ...]) -> bool:
    if languages:
        return languages[0].lower() in MONTH_FIRST
    time = _TIME.search(text)
    return time is not None and time["half"] is not None


def _month(name: str, languages: tuple[str, ...]) -> int | None:
    name = name.lower().rstrip(".")
    for language in languages:
        names = MONTHS_BY_LANGUAGE.get(language.partition("-")[0].lower())
        if names is not None and name in names:
            return names[name]
    return MONTHS.get(name)


def _day(year: str, month: str, day: str) -> date | None:
    digits = year.lstrip("'’")
    number = int(digits)
    if len(digits) == 2:
        number += 2000 if number < 70 else 1900  # POSIX: strptime's %y
    elif number in _BUDDHIST_YEARS:
        number -= _BUDDHIST_OFFSET
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    try:
        found = date(number, int(month), int(day))
    except ValueError:
        return None
    return None if found in NULL_DATES else found


def _dated(year: str, month: str, day: str, text: str, start: int, end: int) -> Dated | None:
    """The date at ``text[start:end]``, with a time that stands beside it."""
    found = _day(year, month, day)
    if found is None or len(text) <= end - start:
        return None if found is None else Dated(found, "day")
    time = _TIME.search(text, end, end + _TIME_REACH + 40)
    if time is None or time.start() - end > _TIME_REACH or any(c.isdigit() for c in text[end : time.start()]):
        time = None
        if start:
            for earlier in _TIME.finditer(text, max(0, start - 40), start):
                if start - earlier.end() <= _TIME_REACH:
                    time = earlier
    return Dated(found, "day") if time is None else _with_time(found, time.groupdict())


def _with_time(day: date | None, parts: dict[str, str | None]) -> Dated | None:
    if day is None:
        return None
    if not parts.get("hour"):
        return Dated(day, "day")
    hour = int(parts["hour"] or 0)
    half = (parts.get("half") or parts.get("half_before") or parts.get("half_after") or "").lower()
    if half:
        hour = hour % 12 + (12 if half in _AFTERNOON else 0)
    written = next((parts[key] for key in _MINUTES if parts.get(key)), None)
    second = parts.get("second")
    precision: DatePrecision = "second" if second else "minute"
    try:
        moment = datetime(day.year, day.month, day.day, hour, int(written or 0), int(second or 0), tzinfo=_zone(parts))
    except ValueError:
        return Dated(day, "day")
    return Dated(moment, precision)


_MINUTES: Final = ("minute", "minute_h", "minute_cjk", "minute_dot")


def _zone(parts: dict[str, str | None]) -> timezone | None:
    written = (parts.get("zone") or "").lower().replace(" ", "")
    if not written:
        return None
    if written in ZONES:
        minutes = ZONES[written]
    else:
        digits = written.removeprefix("utc").removeprefix("gmt")
        if digits[0] not in "+-":
            return None
        number = digits[1:].replace(":", "")
        minutes = int(number) * 60 if len(number) <= 2 else int(number[:-2]) * 60 + int(number[-2:])
        minutes = -minutes if digits[0] == "-" else minutes
    if minutes == 0:
        return UTC
    offset = timedelta(minutes=minutes)
    return timezone(offset) if _LEAST_OFFSET <= offset <= _GREATEST_OFFSET else None


# Of the places on Earth.
_LEAST_OFFSET: Final = timedelta(hours=-12)
_GREATEST_OFFSET: Final = timedelta(hours=14)


def _unix(digits: str) -> Dated | None:
    seconds = int(digits[:_SECONDS_DIGITS])
    moment = datetime.fromtimestamp(seconds, UTC)
    return Dated(moment, "second") if FIRST_YEAR <= moment.year <= LAST_YEAR and seconds >= 10**8 else None


def _coarse(year: str, month: str | None) -> Dated | None:
    """A year, or a year and a month: the value is its first day, the precision says so."""
    found = _day(year, month or "1", "2")
    if found is None:
        return None
    return Dated(found.replace(day=1), "month" if month else "year")
