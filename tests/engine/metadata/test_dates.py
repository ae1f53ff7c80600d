"""Dates: how they are written, and which of a page's many is the one."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from snippets import within_two_seconds

from presscut.extraction import blocks
from presscut.extraction.metadata import date_formats, dates
from presscut.extraction.metadata.found import Dated, Found
from presscut.extraction.metadata.sources import Sources
from presscut.extraction.page import Page

UTC = timezone.utc  # noqa: UP017 - beside the other offsets
CET = timezone(timedelta(hours=1))
EST = timezone(timedelta(hours=-5))
JST = timezone(timedelta(hours=9))


def page_of(
    body: str = "",
    *,
    metas: dict[str, str] | None = None,
    thing: dict[str, Any] | None = None,
    things: tuple[dict[str, Any], ...] = (),
    url: str | None = None,
    language: str | None = None,
    title: str | None = None,
) -> tuple[Sources, Page]:
    """A page with the given body, and the candidates that its head is said to hold."""
    html = f"<html><body>{body}</body></html>"
    tree = LexborHTMLParser(html)
    page = Page(tree, html, url, url)
    items: dict[str, list[Any]] = {}
    for node in tree.css("[itemprop]"):
        items.setdefault(node.attributes["itemprop"] or "", []).append(node)
    sources = Sources(
        url=url,
        base_url=url,
        metas={name: (content,) for name, content in (metas or {}).items()},
        title=title,
        html_language=language,
        links={},
        things=((thing,) if thing else ()) + things,
        main_thing=thing,
        thing_by_id={},
        headings=tuple((node, node.text().strip()) for node in tree.css("h1")),
        times=tuple(tree.css("time")),
        items={name: tuple(nodes) for name, nodes in items.items()},
        blocks=blocks.read(page),
        saved_from=None,
    )
    return sources, page


def day_of(found: Found[Dated] | None) -> str | None:
    return None if found is None else found.value.value.isoformat()[:10]


# --- how dates are written ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("2023-03-21", date(2023, 3, 21), "day"),
        ("2023-03-21T10:00:05Z", datetime(2023, 3, 21, 10, 0, 5, tzinfo=UTC), "second"),
        ("2023-03-21T10:00:05.123+01:00", datetime(2023, 3, 21, 10, 0, 5, tzinfo=CET), "second"),
        ("2023-03-21T10:00+0100", datetime(2023, 3, 21, 10, 0, tzinfo=CET), "minute"),
        ("2023-03-21 10:00:00 +0100", datetime(2023, 3, 21, 10, 0, tzinfo=CET), "second"),
        ("2023-03-21T10:00:00-05", datetime(2023, 3, 21, 10, 0, tzinfo=EST), "second"),
        ("2023-03-21T00:00:00Z", datetime(2023, 3, 21, tzinfo=UTC), "second"),
        ("2023/03/21", date(2023, 3, 21), "day"),
        ("20230321", date(2023, 3, 21), "day"),
        ("20230321T100000Z", datetime(2023, 3, 21, 10, 0, tzinfo=UTC), "second"),
        ("20230321100000", datetime(2023, 3, 21, 10, 0), "second"),
        ("1679392805", datetime(2023, 3, 21, 10, 0, 5, tzinfo=UTC), "second"),
        ("1679392805000", datetime(2023, 3, 21, 10, 0, 5, tzinfo=UTC), "second"),
        ("2023-03", date(2023, 3, 1), "month"),
        ("2023", date(2023, 1, 1), "year"),
        ("March 2023", date(2023, 3, 1), "month"),
        ("Tue, 21 Mar 2023 10:00:00 GMT", datetime(2023, 3, 21, 10, 0, tzinfo=UTC), "second"),
        ("Tue, 21 Mar 2023 10:00:00 +0100", datetime(2023, 3, 21, 10, 0, tzinfo=CET), "second"),
        ("Tue Mar 21 10:00:00 CET 2023", datetime(2023, 3, 21, 10, 0, tzinfo=CET), "second"),
        ("Tue Mar 21 2023 10:00:00 GMT+0100 (CET)", datetime(2023, 3, 21, 10, 0, tzinfo=CET), "second"),
        ("March 21, 2023 at 4:05 p.m. EST", datetime(2023, 3, 21, 16, 5, tzinfo=EST), "minute"),
        ("Mar. 21st, 2023 | 12:30 AM", datetime(2023, 3, 21, 0, 30), "minute"),
        ("16:05 GMT, 21 March 2023", datetime(2023, 3, 21, 16, 5, tzinfo=UTC), "minute"),
        ("21. März 2023, 14.30 Uhr", datetime(2023, 3, 21, 14, 30), "minute"),
        ("Publié le 21 mars 2023 à 14h30", datetime(2023, 3, 21, 14, 30), "minute"),
        ("le 1er mars 2023", date(2023, 3, 1), "day"),
        ("21 de marzo de 2023", date(2023, 3, 21), "day"),
        ("21 stycznia 2023", date(2023, 1, 21), "day"),
        ("2023. március 21.", date(2023, 3, 21), "day"),
        ("21 марта 2023, 10:15", datetime(2023, 3, 21, 10, 15), "minute"),
        ("21 Μαρτίου 2023", date(2023, 3, 21), "day"),
        ("21 tháng 3, 2023", date(2023, 3, 21), "day"),
        ("2023年3月21日 10時05分", datetime(2023, 3, 21, 10, 5), "minute"),
        ("2023년 3월 21일 오후 2:30", datetime(2023, 3, 21, 14, 30), "minute"),
        ("2023. 3. 21.", date(2023, 3, 21), "day"),
        ("٢١ مارس ٢٠٢٣", date(2023, 3, 21), "day"),
        ("21 آذار / مارس 2023", date(2023, 3, 21), "day"),
        ("3 كانون الثاني/يناير 2023 09:22 مساءً", datetime(2023, 1, 3, 21, 22), "minute"),
        ("21 มีนาคม 2566", date(2023, 3, 21), "day"),
        ("21.03.2023", date(2023, 3, 21), "day"),
        ("21. 3. 2023", date(2023, 3, 21), "day"),
        ("21.3.23", date(2023, 3, 21), "day"),
        ("21/03/2023 09:30", datetime(2023, 3, 21, 9, 30), "minute"),
        ("03/21/2023", date(2023, 3, 21), "day"),
        ("9 September 1939", date(1939, 9, 9), "day"),
    ],
)
def test_a_date_is_read_with_the_precision_it_is_written_in(text: str, value: date, precision: str) -> None:
    assert date_formats.parse(text) == Dated(value, precision)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "languages", "value"),
    [
        ("03/04/2023", ("en-US",), date(2023, 3, 4)),
        ("03/04/2023", ("en",), date(2023, 3, 4)),
        ("03/04/2023", ("en-GB",), date(2023, 4, 3)),
        ("03/04/2023", ("fr",), date(2023, 4, 3)),
        ("03/04/2023", (), date(2023, 4, 3)),
        ("03.04.2023", ("en-US",), date(2023, 4, 3)),
        ("5 listopada 2023", ("pl",), date(2023, 11, 5)),
        ("5. listopada 2023", ("hr",), date(2023, 10, 5)),
        ("March 5, 2023", ("de",), date(2023, 3, 5)),
    ],
)
def test_the_language_decides_what_may_be_read_in_two_ways(text: str, languages: tuple[str, ...], value: date) -> None:
    assert date_formats.parse(text, *languages) == Dated(value, "day")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "3 hours ago",
        "PT5M",
        "12:30",
        "1970-01-01T00:00:00Z",  # postlight#637
        "0",
        "1970-01-01",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0001-01-01T00:00:00",
        "-0001-11-30T00:00:00+00:00",
        "0000-00-00 00:00:00",
        "1900-01-01T00:00",
        "2023-02-30",
        "2023-13-01",
        "9999-12-31T23:59:59Z",
        "1234567",
        "Vol. 12, No. 3",
        "version 1.2.2023.4",
        "²³²³²³²³²³",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert date_formats.parse(text) is None


@given(st.text(max_size=60) | st.lists(st.sampled_from([*"0123456789٣²/-.:, TZ+年月日時", "Mar ", " PM"])).map("".join))
def test_any_text_is_a_believable_date_or_none(text: str) -> None:
    dated = date_formats.parse(text, "en-US")
    assert dated is None or 1600 <= dated.value.year <= 2100


def test_a_time_without_zone_stays_without_one() -> None:  # postlight#549
    dated = date_formats.parse("2023-03-21 10:00:00")
    assert dated is not None
    assert isinstance(dated.value, datetime)
    assert dated.value.tzinfo is None


def test_a_zone_that_names_several_places_is_ignored() -> None:
    assert date_formats.parse("Tue Mar 21 10:00:00 CST 2023") == Dated(datetime(2023, 3, 21, 10), "second")


# --- which date is the page's -------------------------------------------------------------------------------------


def test_the_open_graph_time_comes_first_and_the_others_agree() -> None:
    sources, page = page_of(
        metas={"article:published_time": "2023-03-21T10:00:00+01:00", "dc.date": "2023-03-21"},
        thing={"@type": "NewsArticle", "datePublished": "2023-03-21T09:00:00Z"},
    )
    found = dates.published(sources, page)
    assert found == Found(
        Dated(datetime(2023, 3, 21, 10, tzinfo=CET), "second"),
        "meta:article:published_time",
        ("json-ld:datePublished", "meta:dc.date"),
    )


def test_a_more_precise_source_of_the_same_day_gives_the_time() -> None:
    sources, page = page_of(
        metas={"article:published_time": "2023-03-21"},
        thing={"@type": "NewsArticle", "datePublished": "2023-03-21T09:15:00Z"},
    )
    found = dates.published(sources, page)
    assert found is not None
    assert found.value == Dated(datetime(2023, 3, 21, 9, 15, tzinfo=UTC), "second")
    assert (found.found_in, found.agreeing) == ("json-ld:datePublished", ("meta:article:published_time",))


def test_the_order_of_sources_decides_the_day() -> None:
    sources, page = page_of(
        metas={"article:published_time": "2023-03-21"},
        thing={"@type": "NewsArticle", "datePublished": "2023-03-25T09:15:00Z"},
    )
    assert day_of(dates.published(sources, page)) == "2023-03-21"


@pytest.mark.parametrize(
    "value", ["2023-03-21T09:15:00Z", ["2023-03-21T09:15:00Z"], {"@value": "2023-03-21"}, 1679390100]
)
def test_json_ld_dates_come_in_several_shapes(value: Any) -> None:
    sources, page = page_of(thing={"@type": "NewsArticle", "datePublished": value})
    assert day_of(dates.published(sources, page)) == "2023-03-21"


@pytest.mark.parametrize(
    "name",
    ["dc.date", "dcterms.created", "parsely-pub-date", "sailthru.date", "pubdate", "og:published_time", "date"],
)
def test_other_metas_tell_the_date_too(name: str) -> None:
    sources, page = page_of(metas={name: "2023-03-21"})
    found = dates.published(sources, page)
    assert found is not None
    assert (found.value.value, found.found_in) == (date(2023, 3, 21), f"meta:{name}")


def test_a_date_of_modification_is_never_one_of_publication() -> None:
    sources, page = page_of(
        "<h1>Ferry resumes</h1><time class='updated' datetime='2023-05-01'>May 1</time>",
        metas={"article:modified_time": "2023-05-01T10:00:00Z", "og:updated_time": "2023-05-01"},
        thing={"@type": "NewsArticle", "dateModified": "2023-05-01"},
    )
    assert dates.published(sources, page) is None
    assert day_of(dates.modified(sources, page)) == "2023-05-01"


@pytest.mark.parametrize("label", ["Updated", "Last updated:", "Aktualisiert am", "Mis à jour le", "更新"])
def test_a_label_tells_a_time_of_modification(label: str) -> None:
    sources, page = page_of(f"<h1>Ferry resumes</h1><p>{label} <time datetime='2023-05-01'>1.5.</time></p>")
    assert dates.published(sources, page) is None
    assert day_of(dates.modified(sources, page)) == "2023-05-01"


def test_of_a_published_and_an_updated_time_each_goes_to_its_field() -> None:
    sources, page = page_of(
        "<h1>Ferry resumes</h1><p>Updated <time datetime='2023-05-01'>1 May</time>, "
        "published <time datetime='2023-03-21'>21 March</time></p>"
    )
    assert day_of(dates.published(sources, page)) == "2023-03-21"
    assert day_of(dates.modified(sources, page)) == "2023-05-01"


CARD = "<article class='card'><time datetime='2021-01-02'>2 Jan</time><h3><a href='/x'>Another story</a></h3></article>"


@pytest.mark.parametrize(
    "distraction",
    [
        CARD * 3,
        "<aside><time datetime='2021-01-02'>2 Jan</time></aside>",
        "<div class='comments'><time datetime='2021-01-02'>2 Jan</time></div>",
        "<ul class='related-posts'><li><time datetime='2021-01-02'>2 Jan</time> Another story</li></ul>",
    ],
)
def test_dates_of_cards_comments_and_sidebars_are_not_the_pages(distraction: str) -> None:  # defuddle#135, #295
    article = "<main><h1>Ferry resumes</h1><div><time datetime='2023-03-21'>21 March</time></div><p>Text.</p></main>"
    sources, page = page_of(distraction + article + distraction)
    assert day_of(dates.published(sources, page)) == "2023-03-21"
    alone, page = page_of("<main><h1>Ferry resumes</h1><p>Text.</p></main>" + distraction)
    assert dates.published(alone, page) is None


def test_the_articles_own_element_may_have_linked_subheads() -> None:
    body = "<p>Text of the article that goes on for a while.</p>" * 60
    sources, page = page_of(
        "<h1>Ferry resumes</h1><article><time datetime='2023-03-21'>21 March</time>"
        f"{body}<h2><a href='/a'>The boats</a></h2>{body}</article>"
    )
    assert day_of(dates.published(sources, page)) == "2023-03-21"


def test_microdata_is_read() -> None:
    sources, page = page_of("<h1>Ferry</h1><span itemprop='datePublished' content='2023-03-21T08:00'>today</span>")
    found = dates.published(sources, page)
    assert found is not None
    assert (found.value.precision, found.found_in) == ("minute", "itemprop:datePublished")


def test_the_title_of_an_abbreviation_tells_the_day_of_the_hour_that_it_shows() -> None:
    sources, page = page_of(
        "<h1>Ferry</h1><abbr itemprop='datePublished' title='2023-03-21T10:52:00+01:00'>10:52</abbr>"
    )
    found = dates.published(sources, page)
    assert found is not None
    assert found.value.value == datetime(2023, 3, 21, 10, 52, tzinfo=CET)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2023/03/21/ferry-resumes", "2023-03-21"),
        ("https://example.org/news/2023-03-21-ferry.html", "2023-03-21"),
        ("https://example.org/2023/mar/21/ferry", "2023-03-21"),
        ("https://example.org/20230321/ferry", "2023-03-21"),
        ("https://example.org/local/2023-03/21/c_1125597921.htm", "2023-03-21"),
        ("https://example.org/n1/2023/0321/c1003-31634565.html", "2023-03-21"),
        ("https://example.org/202303/21/c_1125597921.htm", "2023-03-21"),
        ("https://example.org/2023/0321-ferry", None),
        ("https://example.org/2023/13/41/ferry", None),
        ("https://example.org/a-65464327", None),
    ],
)
def test_the_address_tells_the_day_where_nothing_else_does(url: str, day: str | None) -> None:
    sources, page = page_of("<h1>Ferry resumes</h1>", url=url)
    assert day_of(dates.published(sources, page)) == day


def test_a_shown_date_gives_the_day_of_the_address_its_time() -> None:
    sources, page = page_of(
        "<div><i>21 March 2023, 10:15</i></div>" + PROSE * 3, url="https://example.org/2023/03/21/ferry"
    )
    found = dates.published(sources, page)
    assert found is not None
    assert (found.value.value, found.agreeing) == (datetime(2023, 3, 21, 10, 15), ("url",))


@pytest.mark.parametrize("url", ["http://[::1", "", "about:blank", None])
def test_a_malformed_address_does_no_harm(url: str | None) -> None:
    sources, page = page_of("<h1>Ferry resumes</h1>", url=url, metas={"og:url": "//[x"}, language="en")
    assert dates.published(sources, page) is None


def test_the_address_never_beats_what_is_declared() -> None:  # newspaper4k#209, #514
    sources, page = page_of(
        metas={"article:published_time": "2023-03-22T01:30:00Z"}, url="https://example.org/2023/03/21/ferry"
    )
    assert dates.published(sources, page) == Found(
        Dated(datetime(2023, 3, 22, 1, 30, tzinfo=UTC), "second"), "meta:article:published_time"
    )


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "By Ann Poe | March 21, 2023 | 4 min read"),
        ("en-GB", "Published 21/03/2023 at 10:00"),
        ("de", "21. März 2023"),
        ("fr", "Publié le 21 mars 2023"),
        ("ja", "2023年3月21日"),
        ("de", "Stand: 01.05.2023 | Veröffentlicht: 21.03.2023"),
    ],
)
def test_a_visible_dateline_is_read_where_nothing_is_declared(language: str, line: str) -> None:
    sources, page = page_of(
        f"<nav>1 January 2020</nav><h1>Ferry resumes</h1><p class='x'>{line}</p><p>Text.</p>", language=language
    )
    found = dates.published(sources, page)
    assert day_of(found) == "2023-03-21"
    assert found is not None
    assert found.found_in == "text:dateline"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("The ferry act was signed into law on March 21, 1935", None),
        ("March 21, 1935", "1935-03-21"),
        ("By Ann Poe | March 21, 1935", "1935-03-21"),
    ],
)
def test_a_day_before_there_were_pages_is_told_of_where_words_lead_to_it(line: str, day: str | None) -> None:
    sources, page = page_of(f"<h1>Ferry resumes</h1><ul><li>{line}</li></ul><p>Text.</p>", language="en")
    assert day_of(dates.published(sources, page)) == day


@pytest.mark.parametrize(
    ("declared", "changed", "day"),
    [
        ("2024-02-13T02:35:01.258Z", "2024-02-13T02:35:01.258Z", "2023-12-31"),
        ("2024-02-13T02:35:01.258Z", "2024-02-14T02:35:01.258Z", "2024-02-13"),
        ("2024-01-01T01:00:00Z", "2024-01-01T01:00:00Z", "2024-01-01"),
    ],
)
def test_a_meta_that_calls_the_last_change_the_publication_yields_to_the_json_ld(
    declared: str, changed: str, day: str
) -> None:
    thing = {"@type": "NewsArticle", "datePublished": "2023-12-31T21:21:53Z", "dateModified": changed}
    sources, page = page_of(metas={"article:published_time": declared}, thing=thing)
    assert day_of(dates.published(sources, page)) == day


def test_a_day_behind_the_declared_last_change_is_not_the_pages() -> None:
    sources, page = page_of(
        "<h1>Concert</h1><p>21 March 2023</p>", metas={"article:modified_time": "2023-03-01T10:00Z"}
    )
    assert dates.published(sources, page) is None
    sources, page = page_of(
        "<h1>Concert</h1><p>21 March 2023</p>", metas={"article:modified_time": "2023-03-20T23:00Z"}
    )
    assert day_of(dates.published(sources, page)) == "2023-03-21"


def test_a_label_above_the_date_counts() -> None:
    sources, page = page_of("<h1>Ferry resumes</h1><div>Last updated on:</div><div>October 1, 2025</div>")
    assert dates.published(sources, page) is None
    assert day_of(dates.modified(sources, page)) == "2025-10-01"


def test_what_stands_right_above_the_headline_comes_before_what_stands_below_the_text() -> None:
    others = "".join(f"<p>{day}.05.2024</p><p>Another ferry</p>" for day in range(10, 20))
    sources, page = page_of(f"<p>21.03.2023 - Coast</p><h1>Ferry resumes</h1>{'<p>It sails.</p>' * 6}{others}")
    assert day_of(dates.published(sources, page)) == "2023-03-21"


@pytest.mark.parametrize("name", ["HeaderComment_publishDate", "nav meta"])
def test_an_element_named_after_dates_may_be_named_after_more(name: str) -> None:
    sources, page = page_of(
        f"<h1>Ferry resumes</h1>{PROSE * 3}<div class='{name}'><b>Tuesday,</b> <b>21 March 2023</b></div>"
    )
    assert day_of(dates.published(sources, page)) == "2023-03-21"
    sources, page = page_of(f"<h1>Ferry</h1>{PROSE * 3}<div class='comments'><i class='{name}'>21 March 2023</i></div>")
    assert dates.published(sources, page) is None


@pytest.mark.parametrize(
    "markup",
    [
        "<div>page revision: 4, last edited: <i class='date'>1 October 2025</i></div>",
        "<div><b>Last updated</b> <b>on</b> <i class='date'>1 October 2025</i></div>",
        "<div><p>Member since</p><div><i class='date'>1 October 2025</i></div></div>",
    ],
)
def test_an_element_named_after_dates_is_told_apart_by_the_words_before_it(markup: str) -> None:
    sources, page = page_of(f"<h1>Ferry resumes</h1>{PROSE * 3}{markup}")
    assert dates.published(sources, page) is None


def test_a_date_in_the_prose_is_not_the_pages() -> None:
    prose = "The ferry first sailed on 21 March 1923, with forty passengers and a goat, " * 2
    sources, page = page_of(f"<h1>Ferry resumes</h1><p>{prose}</p>")
    assert dates.published(sources, page) is None


@pytest.mark.parametrize(
    "markup",
    [
        '<pre><code>print(table.at("2024-05-17T09:30"))</code></pre>',
        "<p>Tagged as <code>2024-05-17</code></p>",
        "<p>“2024-05-17”</p>",
        "<p>See tides_2024-05-17.csv</p>",
        "<p>On 17 May 2024 I wrote to the members of the council, and asked them all about the ferry.</p>",
        "<table><tr><th>Day</th><th>Height</th></tr><tr><td>17 May 2024</td><td>2.1</td></tr></table>",
        "<article><h4><a href='/goat'>The goat of the ferry</a></h4><span>17 May 2024</span></article>",
        "<p>Joined: 17 May 2024</p>",
        "<table><tr><th>Born</th><td><i>(<i>2024-05-17</i>)</i> 17 May 2024 in Berlin</td></tr></table>",
        "<p>Stable release</p><p>1.5.8 / 17 May 2024</p>",
        "<ol><li>“Ferries”. <i>Coast</i>. Retrieved 17 May 2024.</li></ol>",
        "<p>Founded</p><p>17 May 2024; 3 months ago (2024-05-17)</p>",
        "<p>The next meeting of all members is on 17 May 2024 from seven in the old town hall.</p>",
        "<p>17 May 2024, 13:15 – 16:40</p>",
        "<p>2024年5月17日（金）13：00－16：40</p>",
        "<p>17.05.24 — 10.06.24</p>",
        "<p>Races (2024/5/17-18) and their winners</p>",
        "<p>Bewerbungsschluss: 17.05.2024</p>",
    ],
)
def test_dates_of_code_quotes_names_tables_and_members_are_not_the_pages(markup: str) -> None:
    sources, page = page_of(f"<h1>Ferry resumes</h1>{markup}")
    assert dates.published(sources, page) is None
    sources, page = page_of(f"<h1>Ferry resumes</h1><p>By Ann Poe | 21 March 2023</p>{markup}")
    assert day_of(dates.published(sources, page)) == "2023-03-21"


@pytest.mark.parametrize(
    "markup",
    [
        "<ul><li><a href='/ann'>Ann Poe</a></li><li><time>21 March 2023</time></li></ul>",
        "<table><tr><td>21 March 2023</td></tr></table>",
        "<table><tr><th>Posted</th><td>21 March 2023</td></tr></table>",
        "<p>(Ann Poe, 21 March 2023)</p>",
    ],
)
def test_lists_and_tables_that_only_lay_out_a_byline_keep_its_date(markup: str) -> None:
    sources, page = page_of(f"<h1>Ferry resumes</h1>{markup}<p>Text.</p>")
    assert day_of(dates.published(sources, page)) == "2023-03-21"


def test_the_date_in_a_banner_beats_those_of_a_list_of_titles_that_is_nearer() -> None:
    entries = "<ul><li><time>17 May 2022</time> <a href='/goat'>What became of the goat of the ferry</a></li></ul>"
    sources, page = page_of(
        f"<div><time>21 March 2023</time></div><section><h1>Ferry resumes</h1><p>Text.</p>{entries}</section>"
    )
    assert day_of(dates.published(sources, page)) == "2023-03-21"


def test_what_a_time_element_says_counts_before_its_class() -> None:
    sources, page = page_of(
        "<h1>Ferry resumes</h1><time class='published-date' datetime='2025-10-01'>Updated October 1, 2025</time>"
    )
    assert dates.published(sources, page) is None
    assert day_of(dates.modified(sources, page)) == "2025-10-01"


@pytest.mark.parametrize(
    ("shown", "published_time", "modified_time", "day"),
    [
        ("May 14, 2022", "2025-11-20T16:02:46Z", "2025-11-20T16:02:46Z", "2022-05-14"),
        # Nothing says that it was stamped anew.
        ("May 14, 2022", "2025-11-20T16:02:46Z", None, "2025-11-20"),
        ("Published May 14, 2022", "2025-11-20T16:02:46Z", "2025-11-18T10:00:00Z", "2022-05-14"),
        # The system knows the two apart.
        ("May 14, 2022", "2025-11-20T16:02:46Z", "2026-01-07T10:00:00Z", "2025-11-20"),
        # A later day is that of a change.
        ("May 14, 2026", "2025-11-20T16:02:46Z", "2025-11-20T16:02:46Z", "2025-11-20"),
        ("Updated May 14, 2022", "2025-11-20T16:02:46Z", "2025-11-20T16:02:46Z", "2025-11-20"),
        # One day, west of Greenwich.
        ("November 19, 2025", "2025-11-20T02:02:46Z", "2025-11-20T02:02:46Z", "2025-11-20"),
        ("Nov 20, 2025 and May 14, 2022", "2025-11-20T16:02:46Z", "2025-11-20T16:02:46Z", "2025-11-20"),
    ],
)
def test_an_earlier_day_below_the_headline_corrects_a_system_that_stamps_pages_anew(
    shown: str, published_time: str, modified_time: str | None, day: str
) -> None:
    metas = {"article:published_time": published_time}
    if modified_time is not None:
        metas["article:modified_time"] = modified_time
    sources, page = page_of(f"<h1>Ferry resumes</h1><p>{shown}</p>", metas=metas, language="en")
    assert day_of(dates.published(sources, page)) == day


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("March 21, 2023 | 9:25pm", datetime(2023, 3, 21, 21, 25, 54, tzinfo=timezone(timedelta(hours=-5)))),
        ("March 22, 2023 | 7:55 am", datetime(2023, 3, 22, 2, 25, 54, tzinfo=UTC)),  # the same day: nothing to settle
        ("March 21, 2023 | 9:31pm", datetime(2023, 3, 22, 2, 25, 54, tzinfo=UTC)),  # another moment
    ],
)
def test_a_moment_in_utc_takes_the_offset_in_which_the_page_shows_it(shown: str, expected: datetime) -> None:
    sources, page = page_of(
        f"<h1>Ferry resumes</h1><p>{shown}</p>",
        metas=dict.fromkeys(("article:published_time", "article:modified_time"), "2023-03-22T02:25:54Z"),
        language="en",
    )
    found = dates.published(sources, page)
    assert found is not None
    assert found.value == Dated(expected, "second")
    assert isinstance(found.value.value, datetime)
    assert found.value.value.utcoffset() == expected.utcoffset()


def test_the_pages_other_dates_settle_day_and_month() -> None:
    sources, page = page_of(
        metas={"date": "03/04/2023", "article:modified_time": "2023-03-04T18:00:00Z"}, language="de"
    )
    assert day_of(dates.published(sources, page)) == "2023-03-04"


def test_a_label_below_the_text_settles_day_and_month() -> None:
    sources, page = page_of(
        f"<h1>Ferry resumes</h1>{PROSE * 3}<p>Erstellt am: 01.11.2023</p>",
        metas={"date": "11/01/2023 12:43:42"},
        language="de",
    )
    assert day_of(dates.published(sources, page)) == "2023-11-01"


def test_english_of_a_country_with_the_day_first() -> None:
    sources, page = page_of(metas={"date": "03/04/2023"}, language="en", url="https://www.example.co.uk/a")
    assert day_of(dates.published(sources, page)) == "2023-04-03"


def test_the_date_of_another_thing_is_not_the_pages() -> None:
    sources, page = page_of(things=({"@type": "VideoObject", "datePublished": "2020-01-01"},))
    assert dates.published(sources, page) is None


def test_the_page_itself_stands_in_for_a_missing_article_and_a_list_does_not() -> None:
    sources, page = page_of(things=({"@type": "WebPage", "datePublished": "2023-03-21"},))
    assert day_of(dates.published(sources, page)) == "2023-03-21"
    listed = tuple({"@type": "BlogPosting", "datePublished": f"2023-03-2{day}"} for day in range(4))
    sources, page = page_of(things=listed)
    assert dates.published(sources, page) is None


def test_a_page_without_dates_has_none() -> None:
    sources, page = page_of("<h1>About us</h1><p>We build boats.</p>")
    assert dates.published(sources, page) is None
    assert dates.modified(sources, page) is None


# --- the last resorts ---------------------------------------------------------------------------------------------

PROSE = "<p>" + "The ferry sailed in the morning, after three days of rain and wind on the whole coast. " * 3 + "</p>"


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Ferry resumes</h1><aside><p>Ann Roe</p><p>21 March 2023</p></aside>" + PROSE,
        "<div><small>March 21, 2023</small></div>" + PROSE,
        "<h1>Ferry resumes <small>21.03.2023 • Coast</small></h1>" + PROSE,
        "<h1>Ferry resumes</h1>" + PROSE + "<aside><b>Published</b><time>March 21, 2023</time></aside>",
    ],
)
def test_the_only_date_that_stands_by_itself_is_the_pages(body: str) -> None:
    sources, page = page_of(body)
    assert day_of(dates.published(sources, page)) == "2023-03-21"


@pytest.mark.parametrize(
    "body",
    [
        "<aside><p>21 March 2023</p><p>25 March 2023</p></aside>" + PROSE,
        "<div class='comments'><p>21 March 2023</p></div>" + PROSE,
        "<aside><b>Updated</b><i>21 March 2023</i></aside>" + PROSE,
        PROSE * 3 + "<aside>21 March 2023</aside>",
        "<aside><p>On 21 March 2023 the ferry sailed again, as it once had</p></aside>" + PROSE,
    ],
)
def test_other_dates_beside_the_article_are_not(body: str) -> None:
    sources, page = page_of("<h1>Ferry resumes</h1>" + body)
    assert dates.published(sources, page) is None


@pytest.mark.parametrize(
    "line",
    [
        "This entry was posted on Tuesday, 21 March 2023 at 4:00 pm and is filed under Ferries. You can follow any responses to "
        "this entry through the feed of its comments.",
        "Dieser Artikel wurde am 21. März 2023 um 14:48 von Ann Poe geschrieben und unter dem Stichwort Fähre in die Kategorie "
        "Küste eingeordnet.",
        "Gespeichert von Ann am 21. März 2023 - 18:55",
    ],
)
def test_the_sentence_of_a_template_below_the_text_tells_when_it_was_published(line: str) -> None:
    sources, page = page_of(f"<h1>Ferry resumes</h1>{PROSE * 3}<div class='post-footer'>{line}</div>")
    assert day_of(dates.published(sources, page)) == "2023-03-21"


@pytest.mark.parametrize(
    "body",
    [
        "<div class='post-footer'>Dieser Artikel wurde am 21. März 2023 zuletzt bearbeitet.</div>",
        "<footer>Posted on 21 March 2023</footer>",
        "<p>The study was posted on 21 March 2023, long before anybody had thought of it as one that would ever be the last of "
        "its kind.</p>",
    ],
)
def test_other_sentences_below_the_text_do_not(body: str) -> None:
    sources, page = page_of(f"<h1>Ferry resumes</h1>{PROSE * 3}{body}")
    assert dates.published(sources, page) is None


@pytest.mark.parametrize(
    "dateline",
    [
        "21.3.2023 – ",
        "(21 March 2023) ",
        "BERLIN, 21 March 2023 (Reuters) ",
        "Karlsruhe, (21.03.2023). ",
        "Pressemitteilung vom 21. März 2023 | Berlin – ",
        "March 21, 2023 -- ",
    ],
)
def test_a_text_may_begin_with_its_dateline(dateline: str) -> None:
    sources, page = page_of(f"<h1>Ferry resumes</h1>{PROSE}{PROSE.replace('<p>', f'<p>{dateline}')}")
    assert day_of(dates.published(sources, page)) == "2023-03-21"


@pytest.mark.parametrize(
    "body",
    [
        PROSE.replace("<p>", "<p>On 21 March 2023 – a Tuesday – "),
        PROSE.replace("<p>", "<p>21 March 2023 was a day of rain. "),
        PROSE.replace("<p>", "<p>21 March 2023 – ") + PROSE.replace("<p>", "<p>25 March 2023 – "),
    ],
)
def test_other_dates_at_the_beginning_of_a_paragraph_are_not_the_texts(body: str) -> None:
    sources, page = page_of(f"<h1>Ferry resumes</h1>{body}")
    assert dates.published(sources, page) is None


def test_the_only_time_element_tells_the_day_in_a_column_too() -> None:
    column = "<div class='sidebar'><p>Ferry resumes</p><time datetime='2023-03-21'>last Tuesday</time></div>"
    sources, page = page_of(f"{column}<main><h1>Ferry resumes</h1>{PROSE * 3}</main>")
    assert day_of(dates.published(sources, page)) == "2023-03-21"


@pytest.mark.parametrize(
    "column",
    [
        "<div class='sidebar'><time datetime='2023-03-21'></time><time datetime='2023-03-25'></time></div>",
        "<div class='sidebar'><div class='related'><time datetime='2023-03-21'></time></div></div>",
        "<div class='sidebar'><b>Updated</b> <time datetime='2023-03-21'></time></div>",
        "<ol class='comments'><li><time datetime='2023-03-21'></time></li></ol>",
    ],
)
def test_several_time_elements_and_those_of_others_do_not(column: str) -> None:
    sources, page = page_of(f"{column}<main><h1>Ferry resumes</h1>{PROSE * 3}</main>")
    assert dates.published(sources, page) is None


def test_a_lone_date_that_is_declared_the_last_changes_is_no_publication() -> None:
    sources, page = page_of(
        "<h1>Ferry resumes</h1><aside>21 March 2023</aside>" + PROSE,
        metas={"article:modified_time": "2023-03-21T10:00Z"},
    )
    assert dates.published(sources, page) is None


@pytest.mark.parametrize("name", ["w-published-date", "cms.publish_date", "x:publication-date", "first-published-on"])
def test_systems_prefix_the_common_names(name: str) -> None:
    sources, page = page_of(metas={name: "2023-03-21"})
    assert day_of(dates.published(sources, page)) == "2023-03-21"


@pytest.mark.parametrize("name", ["unpublish-date", "date-of-birth", "expiry_date", "last-published-by"])
def test_not_every_name_with_a_date_is_one(name: str) -> None:
    sources, page = page_of(metas={name: "2023-03-21"})
    assert dates.published(sources, page) is None


def test_a_name_that_does_not_say_which_date_comes_after_the_date_that_is_shown() -> None:
    sources, page = page_of(
        "<h1>Ferry resumes</h1><time datetime='2023-03-21'>21 March</time>", metas={"date": "2023-03-25"}
    )
    assert day_of(dates.published(sources, page)) == "2023-03-21"


def test_a_thread_is_not_dated_by_the_clock_of_its_forum() -> None:
    sources, page = page_of(
        "<header><time datetime='2026-03-05T12:16:19Z'>March 05, 2026, 07:16:19 AM</time><p>Coast</p></header><main>"
        "<h1>When does the ferry sail?</h1><p>Started by Ann Poe, March 21, 2023, 11:23:55 AM</p></main>",
        url="https://example.org/community/index.php?topic=589061.0",
    )
    assert day_of(dates.published(sources, page)) == "2023-03-21"


def test_a_question_is_not_dated_by_its_answers() -> None:
    sources, page = page_of(
        "<main><header><h1>When does the ferry sail?</h1><i itemprop='dateCreated' content='2023-03-21'></i></header>"
        "<div><i itemprop='datePublished' content='2024-01-02'></i></div></main>"
    )
    assert day_of(dates.published(sources, page)) == "2023-03-21"


def test_the_same_moment_is_given_in_the_offset_of_the_place() -> None:
    sources, page = page_of(
        "<h1>Ferry resumes</h1><time datetime='2023-03-21T21:05:00-05:00'>March 21</time>",
        metas={"article:published_time": "2023-03-22T02:05:00Z"},
    )
    found = dates.published(sources, page)
    assert found is not None
    assert found.value.value == datetime(2023, 3, 21, 21, 5, tzinfo=EST)
    assert str(found.value.value) == "2023-03-21 21:05:00-05:00"


def test_the_end_of_a_span_in_a_title_is_no_day_of_the_page() -> None:
    sources, page = page_of("<h1>Ferry resumes</h1>", title="Ferries 14. - 20. März 2023 - Coast")
    assert dates.published(sources, page) is None


def test_a_page_of_numbers_does_not_stall() -> None:
    sources, page = page_of("<h1>Tides</h1><table>" + "<tr><td>1.2.20</td><td>12:30</td></tr>" * 20_000 + "</table>")
    with within_two_seconds():
        dates.published(sources, page)
