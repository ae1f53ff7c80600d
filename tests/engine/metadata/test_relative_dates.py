"""Dates that are told by their distance from now, and dates that lie in the future."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_dates import day_of, page_of

from presscut import extract
from presscut.extraction.metadata import dates
from presscut.extraction.metadata.date_reading import DateReading
from presscut.extraction.metadata.found import Dated
from presscut.extraction.metadata.relative_dates import relative
from presscut.extraction.vocabulary import relative_times

FETCHED = datetime(2023, 3, 21, 10, 30, 15, tzinfo=UTC)


def dated(text: str, fetched_at: datetime = FETCHED) -> Dated | None:
    found = relative(text, fetched_at)
    return found[1] if found else None


@pytest.mark.parametrize(
    "text",
    [
        "3 hours ago", "3h ago", "vor 3 Stunden", "vor 3 Std.", "il y a 3 heures", "hace 3 horas", "3 ore fa", "há 3 horas",
        "3 horas atrás", "fa 3 hores", "3 uur geleden", "för 3 timmar sedan", "3 timmar sedan", "for 3 timer siden", "3 t siden",
        "3 tuntia sitten", "3 tundi tagasi", "pirms 3 stundām", "prieš 3 valandas", "3 godziny temu", "před 3 hodinami",
        "pred 3 hodinami", "prije 3 sata", "пре 3 сата", "3 órával ezelőtt", "acum 3 ore", "3 saat önce", "3 jam yang lalu",
        "3 часа назад", "3 години тому", "преди 3 часа", "πριν από 3 ώρες", "منذ 3 ساعات", "۳ ساعت پیش", "לפני 3 שעות",
        "3 घंटे पहले", "3 ঘণ্টা আগে", "3 ชั่วโมงที่แล้ว", "3 giờ trước", "3時間前", "3小时前", "3 小時前", "3시간 전",
    ],
)  # fmt: skip
def test_hours_ago_are_read_in_every_language(text: str) -> None:
    assert dated(text) == Dated(datetime(2023, 3, 21, 7, tzinfo=UTC), "hour")


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("just now", datetime(2023, 3, 21, 10, 30, tzinfo=UTC), "minute"),
        ("30 seconds ago", datetime(2023, 3, 21, 10, 29, 45, tzinfo=UTC), "second"),
        ("45 minutes ago", datetime(2023, 3, 21, 9, 45, tzinfo=UTC), "minute"),
        ("an hour ago", datetime(2023, 3, 21, 9, tzinfo=UTC), "hour"),
        ("vor einer Stunde", datetime(2023, 3, 21, 9, tzinfo=UTC), "hour"),
        ("il y a une heure", datetime(2023, 3, 21, 9, tzinfo=UTC), "hour"),
        ("un'ora fa", datetime(2023, 3, 21, 9, tzinfo=UTC), "hour"),
        ("час назад", datetime(2023, 3, 21, 9, tzinfo=UTC), "hour"),
        ("قبل ساعتين", datetime(2023, 3, 21, 8, tzinfo=UTC), "hour"),
        ("12 hours ago", datetime(2023, 3, 20, 22, tzinfo=UTC), "hour"),
        ("il y a 3 jours", date(2023, 3, 18), "day"),
        ("hace 2 días", date(2023, 3, 19), "day"),
        ("2 weeks ago", date(2023, 3, 1), "month"),
        ("3 months ago", date(2022, 12, 1), "month"),
        ("1 year ago", date(2022, 1, 1), "year"),
        ("yesterday", date(2023, 3, 20), "day"),
        ("Gestern, 14:30 Uhr", datetime(2023, 3, 20, 14, 30), "minute"),
        ("Yesterday at 2:30 PM", datetime(2023, 3, 20, 14, 30), "minute"),
        ("Hier à 14h30", datetime(2023, 3, 20, 14, 30), "minute"),
        ("Сегодня, 12:05", datetime(2023, 3, 21, 12, 5), "minute"),
        ("今天 10:30", datetime(2023, 3, 21, 10, 30), "minute"),
        ("vorgestern", date(2023, 3, 19), "day"),
    ],
)
def test_the_precision_is_that_of_the_unit(text: str, value: date, precision: str) -> None:
    assert dated(text) == Dated(value, precision)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "Das Wetter heute", "The ferry sank 3 years ago", "what we did yesterday", "3 hours", "3 min read", "ago", "vor Ort",
        "today 12", "3 Tage", "il y a", "today's weather", "Vor 3 Jahren begann alles", "before 3 hours", "", "12:30",
        "999 years before", "2 часа", "the week 3 ago",
    ],
)  # fmt: skip
def test_what_is_no_distance_from_now_is_none(text: str) -> None:
    assert relative(text, FETCHED) is None


@given(
    st.text(max_size=90)
    | st.lists(st.sampled_from(["3", "vor ", "ago", " hours ", "heute", "前", "天", "|", ", ", "12:30"])).map("".join)
)
def test_any_text_is_in_the_past_or_nothing(text: str) -> None:
    found = dated(text)
    assert found is None or found.value.year <= 2023


def test_a_part_of_a_byline_is_read_with_its_label() -> None:
    hours = Dated(datetime(2023, 3, 21, 7, tzinfo=UTC), "hour")
    assert relative("By Jane Roe | 3 hours ago | 4 min read", FETCHED) == ("", hours)
    assert relative("Jane Roe, 3 hours ago", FETCHED) == ("", hours)
    assert relative("Published 3 hours ago", FETCHED) == ("published", hours)
    assert relative("Zuletzt aktualisiert vor 3 Std.", FETCHED) == ("zuletzt aktualisiert", hours)


def test_the_day_is_that_of_the_fetchs_own_zone_and_utc_where_it_names_none() -> None:
    tokyo = timezone(timedelta(hours=9))
    late = datetime(2023, 3, 21, 23, 30, tzinfo=UTC)
    assert dated("today", late) == Dated(date(2023, 3, 21), "day")
    assert dated("today", late.astimezone(tokyo)) == Dated(date(2023, 3, 22), "day")
    assert dated("2 hours ago", late.replace(tzinfo=None)) == Dated(datetime(2023, 3, 21, 21, tzinfo=UTC), "hour")


def test_every_language_has_all_units_and_no_two_disagree_about_a_day() -> None:
    languages = {name for names in relative_times.MARKERS_BEFORE.values() for name in names}
    languages |= {name for names in relative_times.MARKERS_AFTER.values() for name in names}
    assert len(languages) >= 35
    for language in languages:
        assert set(relative_times.units(language).values()) >= set(relative_times.UNITS) - {"second"}
    written: dict[str, set[int]] = {}
    for line in relative_times._DAYS.values():
        for days, forms in enumerate(line.split(" ")):
            for form in forms.split("|"):
                written.setdefault(form, set()).add(days)
    assert all(len(days) == 1 for days in written.values())


# --- in a page ----------------------------------------------------------------------------------------------------

PAGES = [
    "<h1>Ferry resumes</h1><p><time>3 days ago</time></p>",
    "<h1>Ferry resumes</h1><p><time datetime='now'>3 days ago</time></p>",
    "<h1>Ferry resumes</h1><p>By Jane Roe | 3 days ago</p>",
    "<h1>Ferry resumes</h1><div><span>Veröffentlicht</span> <span>vor 3 Tagen</span></div>",
    "<h1>Ferry resumes</h1><span itemprop='datePublished'>3 days ago</span>",
]


@pytest.mark.parametrize("body", PAGES)
def test_a_relative_date_beside_the_headline_is_read_against_the_fetch(body: str) -> None:
    sources, page = page_of(body + "<p>Text.</p>")
    assert day_of(dates.published(sources, page, fetched_at=FETCHED)) == "2023-03-18"


@pytest.mark.parametrize("body", PAGES)
def test_without_a_fetch_date_nothing_is_made_of_it(body: str) -> None:
    sources, page = page_of(body + "<p>Text.</p>")
    assert dates.published(sources, page) is None


def test_a_relative_date_of_a_change_is_the_other_fields() -> None:
    sources, page = page_of("<h1>Ferry resumes</h1><p>Updated 3 days ago</p><p>Text.</p>")
    assert dates.published(sources, page, fetched_at=FETCHED) is None
    assert day_of(dates.modified(sources, page, fetched_at=FETCHED)) == "2023-03-18"


@pytest.mark.parametrize(
    "foreign",
    [
        "<div class='comments'><p>Ann</p><time>2 hours ago</time><p>Well said.</p></div>",
        "<aside><h3><a href='/b'>Another story</a></h3><span>2 hours ago</span></aside>",
        "<div class='related'><article><h3><a href='/b'>Another story</a></h3><time>2 hours ago</time></article></div>",
        "<footer><p>Online since yesterday</p></footer>",
    ],
)
def test_a_relative_date_of_a_comment_or_another_story_is_not_the_pages(foreign: str) -> None:
    sources, page = page_of(f"<article><h1>Ferry resumes</h1><p>Text.</p></article>{foreign}")
    assert dates.published(sources, page, fetched_at=FETCHED) is None


def test_a_date_that_is_written_out_beats_a_relative_one() -> None:
    sources, page = page_of(
        "<h1>Ferry resumes</h1><p>3 days ago</p>", metas={"article:published_time": "2023-03-17T23:30:00Z"}
    )
    assert day_of(dates.published(sources, page, fetched_at=FETCHED)) == "2023-03-17"


def test_the_whole_way() -> None:
    html = (
        "<title>Rain</title><h1>Rain</h1><p>Published yesterday</p><p>" + "It rained on the whole coast. " * 20 + "</p>"
    )
    article = extract(html, fetched_at=FETCHED)
    assert (article.date_published, article.date_published_precision) == (date(2023, 3, 20), "day")
    assert extract(html).date_published is None


# --- the future ---------------------------------------------------------------------------------------------------


def test_a_date_in_the_future_loses_against_one_in_the_past() -> None:
    def page(**head: Any) -> str | None:
        sources, page = page_of("<h1>Ferry sails on 1 June</h1><time datetime='2023-03-20'>20 March</time>", **head)
        return day_of(dates.published(sources, page, fetched_at=FETCHED))

    assert page(metas={"article:published_time": "2023-06-01T10:00:00Z"}) == "2023-03-20"
    assert page(thing={"@type": "Article", "datePublished": "2099-01-01"}) == "2023-03-20"
    assert page(metas={"article:published_time": "2023-03-19T10:00:00Z"}) == "2023-03-19"


def test_a_date_in_the_future_is_nothing_where_it_is_alone_and_stays_where_no_fetch_is_known() -> None:
    sources, page = page_of(metas={"date": "2023-06-01"}, url="https://example.org/2023/06/01/fair")
    assert dates.published(sources, page, fetched_at=FETCHED) is None
    assert day_of(dates.published(sources, page)) == "2023-06-01"


def test_a_day_is_allowed_for_clocks_and_zones() -> None:
    reading = DateReading((), FETCHED)
    assert reading.written("2023-03-22") is not None
    assert reading.written("2023-03-22T10:30:00Z") is not None
    assert reading.written("2023-03-23") is None
    assert reading.written("2023-03-22T10:31:00Z") is None


def test_day_and_month_are_exchanged_where_only_that_is_in_the_past() -> None:
    assert DateReading(("de",), FETCHED).written("02/12/2023") == Dated(date(2023, 2, 12), "day")
    assert DateReading(("de",)).written("02/12/2023") == Dated(date(2023, 12, 2), "day")
    assert DateReading(("de",), FETCHED).written("02.12.2023") is None
