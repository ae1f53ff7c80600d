"""One day, as the languages of the web write it, and one line of each with a label and a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from test_dates import PROSE, day_of, page_of

from presscut.extraction.metadata import date_formats, dates
from presscut.extraction.metadata.found import Dated

WRITTEN = {
    "en": (
        "March 5, 2023",
        "Sunday, 5th March 2023",
        "5 Mar 2023",
        "Mar. 5, 2023",
        "the 5th of March 2023",
        "5-Mar-23",
    ),
    "de": ("5. März 2023", "Sonntag, 05. März 2023", "5. Mrz. 2023", "5.3.2023", "05.03.23"),
    "fr": ("5 mars 2023", "dimanche 5 mars 2023", "le 5 mars 2023", "05/03/2023"),
    "es": ("5 de marzo de 2023", "5 de marzo del 2023", "domingo, 5 mar. 2023", "5/3/2023"),
    "ca": ("5 de març de 2023", "5 de març del 2023"),
    "it": ("5 marzo 2023", "domenica 5 marzo 2023", "5 mar 2023", "05/03/2023"),
    "pt": ("5 de março de 2023", "05 de mar de 2023", "05/03/2023"),
    "nl": ("5 maart 2023", "zondag 5 maart 2023", "5 mrt. 2023", "05-03-2023"),
    "af": ("5 Maart 2023",),
    "sv": ("5 mars 2023", "den 5 mars 2023", "2023-03-05"),
    "no": ("5. mars 2023", "søndag 5. mars 2023", "05.03.2023"),
    "da": ("5. marts 2023", "den 5. marts 2023", "05.03.2023"),
    "fi": ("5. maaliskuuta 2023", "5.3.2023"),
    "is": ("5. mars 2023",),
    "et": ("5. märts 2023",),
    "lv": ("2023. gada 5. marts", "5. marts, 2023"),
    "lt": ("2023 m. kovo 5 d.", "2023-03-05"),
    "pl": ("5 marca 2023", "niedziela, 5 marca 2023 r.", "05.03.2023"),
    "cs": ("5. března 2023", "5. 3. 2023"),
    "sk": ("5. marca 2023", "5. 3. 2023"),
    "sl": ("5. marec 2023", "5. marca 2023"),
    "hr": ("5. ožujka 2023.", "05.03.2023."),
    "sr": ("5. mart 2023.", "5. март 2023."),
    "hu": ("2023. március 5.", "2023. 03. 05.", "2023.03.05."),
    "ro": ("5 martie 2023", "duminică, 5 martie 2023"),
    "tr": ("5 Mart 2023", "5 Mart 2023 Pazar", "05.03.2023"),
    "id": ("5 Maret 2023", "Minggu, 5 Maret 2023"),
    "ms": ("5 Mac 2023",),
    "ru": ("5 марта 2023", "5 марта 2023 г.", "05.03.2023"),
    "uk": ("5 березня 2023", "5 березня 2023 р."),
    "be": ("5 сакавіка 2023",),
    "bg": ("5 март 2023", "5 март 2023 г."),
    "el": ("5 Μαρτίου 2023", "Κυριακή 5 Μαρτίου 2023", "5 Μαρ 2023"),
    "ar": ("5 مارس 2023", "٥ مارس ٢٠٢٣", "5 آذار 2023"),
    "fa": ("5 مارس 2023",),
    "he": ("5 במרץ 2023", "5 מרץ 2023"),
    "hi": ("5 मार्च 2023", "५ मार्च २०२३"),
    "bn": ("5 মার্চ 2023", "৫ মার্চ ২০২৩"),
    "th": ("5 มีนาคม 2566", "5 มี.ค. 2566", "5 มีนาคม 2023"),
    "vi": ("5 tháng 3, 2023", "5 tháng 3 năm 2023", "05/03/2023"),
    "ja": ("2023年3月5日", "2023年03月05日(日)", "2023/03/05", "2023.3.5"),
    "zh": ("2023年3月5日", "2023-03-05", "2023年03月05日 星期日"),
    "ko": ("2023년 3월 5일", "2023. 3. 5.", "2023.03.05"),
}


@pytest.mark.parametrize(("language", "text"), [(name, text) for name, texts in WRITTEN.items() for text in texts])
def test_a_day_is_read_as_each_language_writes_it(language: str, text: str) -> None:
    assert date_formats.parse(text, language) == Dated(date(2023, 3, 5), "day")


@pytest.mark.parametrize(
    ("text", "languages", "moment"),
    [
        ("2023-03-05T10:00:00-03:30", (), datetime(2023, 3, 5, 10, tzinfo=timezone(timedelta(hours=-3, minutes=-30)))),
        ("2023-03-05T10:00:00.000Z", (), datetime(2023, 3, 5, 10, tzinfo=UTC)),
        ("Sun, 05 Mar 2023 10:00:00 +0000", (), datetime(2023, 3, 5, 10, tzinfo=UTC)),
        ("Sunday, 05-Mar-23 10:00:00 GMT", (), datetime(2023, 3, 5, 10, tzinfo=UTC)),
        ("1678010400", (), datetime(2023, 3, 5, 10, tzinfo=UTC)),
        ("1678010400000", (), datetime(2023, 3, 5, 10, tzinfo=UTC)),
        ("5 марта 2023, 10:00", ("ru",), datetime(2023, 3, 5, 10)),
        ("2023年3月5日 午後2時05分", ("ja",), datetime(2023, 3, 5, 14, 5)),
        ("5 de março de 2023 às 10h00", ("pt",), datetime(2023, 3, 5, 10)),
        ("5. března 2023 v 10:00", ("cs",), datetime(2023, 3, 5, 10)),
    ],
)
def test_a_moment_is_read_with_the_offset_that_it_has(text: str, languages: tuple[str, ...], moment: datetime) -> None:
    dated = date_formats.parse(text, *languages)
    assert dated is not None
    assert (dated.value, dated.value.utcoffset()) == (moment, moment.utcoffset())  # type: ignore[union-attr]


@pytest.mark.parametrize(("text", "year"), [("5.3.69", 2069), ("5.3.70", 1970), ("5 Mar '99", 1999), ("5/3/05", 2005)])
def test_two_digits_of_a_year_are_read_as_posix_does(text: str, year: int) -> None:
    dated = date_formats.parse(text, "de")
    assert dated is not None
    assert dated.value.year == year


# --- dates that are another thing's -------------------------------------------------------------------------------

ARTICLE = "<article><h1>Ferry resumes</h1>" + PROSE * 3 + "</article>"


@pytest.mark.parametrize(
    "foreign",
    [
        "<footer>© 2009–2024 The Courier. Last build 5 March 2023.</footer>",
        "<footer><p>Published by the Courier since 5 March 1923</p></footer>",
        "<div class='copyright'>Copyright © 05.03.2023 The Courier</div>",
        "<div id='comments'><p>Posted on 5 March 2023 by Ann</p><p>Well said.</p></div>",
        "<ol class='comment-list'><li><time datetime='2023-03-05'>5 March</time> Well said.</li></ol>",
        "<div class='related-posts'><article><h3><a href='/b'>Another</a></h3><p>Published 5 March 2023</p></article></div>",
        "<aside><h3><a href='/b'>Another story</a></h3><time datetime='2023-03-05'>5 March 2023</time></aside>",
        "<section class='teaser'><h3><a href='/b'>Another story</a></h3><p>5 March 2023</p></section>",
        "<blockquote class='tweet'>It sails! <a href='/t'>5 March 2023</a></blockquote>",
        "<p>Updated 5 March 2023</p>",
    ],
)
def test_a_date_of_footer_comment_or_other_story_is_never_the_pages(foreign: str) -> None:
    sources, page = page_of(ARTICLE + foreign, title="Ferry resumes")
    assert dates.published(sources, page) is None
    before, page = page_of(foreign.replace("<p>Updated", "<p>Last updated") + ARTICLE, title="Ferry resumes")
    assert dates.published(before, page) is None


def test_several_labelled_dates_below_the_article_are_those_of_a_list() -> None:
    sources, page = page_of(ARTICLE + "<ul><li>Published 5 March 2023</li><li>Published 6 March 2023</li></ul>")
    assert dates.published(sources, page) is None


def test_the_date_of_a_question_is_not_that_of_an_answer_beside_it() -> None:
    sources, page = page_of(
        "<div><h1>When does it sail?</h1><time itemprop='dateCreated' datetime='2023-03-05'>Asked</time>"
        "<div itemprop='acceptedAnswer' itemscope><time itemprop='datePublished' datetime='2024-01-02'>x</time></div></div>"
    )
    assert day_of(dates.published(sources, page)) == "2023-03-05"


# --- the last resorts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title", ["05.03.2023 - Ferry resumes", "Ferry resumes | The Courier | 05.03.2023", "2023-03-05 · Ferry resumes"]
)
def test_a_day_that_is_a_part_of_the_title_is_the_pages(title: str) -> None:
    sources, page = page_of("<h1>Ferry resumes</h1>" + PROSE, title=title, language="de")
    found = dates.published(sources, page)
    assert (day_of(found), found and found.found_in) == ("2023-03-05", "title")


@pytest.mark.parametrize(
    "title", ["Ferry resumes on 05.03.2023", "05.03.2023", "Ferry | 2023", "1-2 | Rovers", "24/7 | Ferry"]
)
def test_a_day_in_the_words_of_a_title_is_not(title: str) -> None:
    sources, page = page_of("<h1>Ferry resumes</h1>" + PROSE, title=title, language="de")
    assert dates.published(sources, page) is None


@pytest.mark.parametrize(
    ("path", "language", "day"),
    [
        ("news/05-03-2023-ferry", "de", "2023-03-05"),
        ("news/05-03-2023", "en-US", "2023-05-03"),
        ("news/25-03-2023", "en-US", "2023-03-25"),
        ("news/ferry_05_03_2023", "de", "2023-03-05"),
        ("news/05032023-ferry", "de", "2023-03-05"),
        ("posts/2023-03-05+Ferry+resumes", "en", "2023-03-05"),
        ("news/20230305", "en", "2023-03-05"),
        ("news/ferry-05032023", "de", None),
        ("news/45032023", "de", None),
        ("news/105-03-2023", "de", None),
    ],
)
def test_the_address_may_write_the_day_first(path: str, language: str, day: str | None) -> None:
    sources, page = page_of("<h1>Ferry resumes</h1>", url=f"https://example.org/{path}", language=language)
    assert day_of(dates.published(sources, page)) == day


def test_a_line_beside_the_headline_gives_the_day_of_an_address_its_time() -> None:
    sources, page = page_of(
        "<h1>Ferry resumes</h1><p>5 March 2023, 10:15</p><p>Text.</p>", url="https://example.org/2023/03/05/ferry"
    )
    found = dates.published(sources, page)
    assert found is not None
    assert found.value == Dated(datetime(2023, 3, 5, 10, 15), "minute")


def test_a_day_that_is_shown_beats_a_day_of_a_name_that_does_not_say_which() -> None:
    shown = "<h1>Ferry resumes</h1><p>5 March 2023</p><p>Text.</p>"
    sources, page = page_of(shown, metas={"dc.date": "2023-03-07"})
    assert day_of(dates.published(sources, page)) == "2023-03-05"
    sources, page = page_of(shown, metas={"date": "2020-03-07T10:00:00Z"})
    assert day_of(dates.published(sources, page)) == "2020-03-07"


@pytest.mark.parametrize(
    "line", ["Posted on the 05/03/2023 at 19:00 by Ann", "Published: March 5, 2023", "Veröffentlicht am 5. März 2023"]
)
def test_a_labelled_date_below_the_article_is_the_pages(line: str) -> None:
    sources, page = page_of(ARTICLE + f"<div>{line}</div>", language="en-GB")
    assert day_of(dates.published(sources, page)) == "2023-03-05"


def test_a_label_that_is_a_heading_of_a_box_counts_as_well() -> None:
    box = "<aside class='card'><h3>Published</h3><p><time>March 5, 2023</time></p></aside>"
    sources, page = page_of("<header><p>Courier</p></header>" + ARTICLE + box)
    assert day_of(dates.published(sources, page)) == "2023-03-05"


def test_documentation_says_it_in_a_name_of_its_own() -> None:
    sources, page = page_of(metas={"ms.date": "03/05/2023"}, language="en-us")
    assert day_of(dates.published(sources, page)) == "2023-03-05"
