"""The day of publication in the data of a page's scripts, where nothing else on the page names one."""

from __future__ import annotations

import pytest
from snippets import within_two_seconds

from presscut import extract
from presscut.extraction import blocks
from presscut.extraction.metadata import dates, script_dates, sources
from presscut.extraction.metadata.date_reading import DateReading
from presscut.extraction.metadata.found import Dated, Found
from presscut.extraction.page import parse

HEADLINE = "The ferry resumes its crossings"


def published(scripts: str, body: str = "") -> Found[Dated] | None:
    page = parse(f"<html><head>{scripts}</head><body><h1>{HEADLINE}</h1><p>{body or 'Text.'}</p></body></html>", None)
    return dates.published(sources.collect(page, blocks.read(page)), page)


@pytest.mark.parametrize(
    ("script", "source", "value"),
    [
        (
            '<script id="__NEXT_DATA__" type="application/json">{"page":{"first_publication_date":"2025-08-04T11:55:39+0000"}}</script>',
            "script:first_publication_date",
            "2025-08-04 11:55:39+00:00",
        ),
        (
            '<script>window.DATA = {"media": "Heron", "pubtime": "2025-08-04 19:02:26"};</script>',
            "script:pubtime",
            "2025-08-04 19:02:26",
        ),
        (
            "<script>dataLayer.push({'articlePublishDate': '20250804'});</script>",
            "script:articlePublishDate",
            "2025-08-04",
        ),
        (
            r'<script>self.push([1,"{\"post\":{\"publishedAt\":\"2025-08-04T10:00:00+02:00\"}}"])</script>',
            "script:publishedAt",
            "2025-08-04 10:00:00+02:00",
        ),
        ('<script>var page_publish_date = "2025-08-04";</script>', "script:page_publish_date", "2025-08-04"),
    ],
)
def test_a_state_a_data_layer_and_a_variable_name_the_day(script: str, source: str, value: str) -> None:
    found = published(script)
    assert found is not None
    assert found.found_in == source
    assert str(found.value.value) == value


def test_of_several_days_the_one_in_the_object_with_the_headline_is_the_pages() -> None:
    filler = '"text":"' + "The goat of the ferry. " * 40 + '"'
    related = f'{{"title":"What became of the goat","published_at":"2024-01-02T08:00:00Z",{filler}}}'
    own = f'{{"title":"{HEADLINE}","published_at":"2025-08-04T11:55:39Z",{filler}}}'
    found = published(f"<script>window.state=[{related},{own},{related}]</script>")
    assert found is not None
    assert str(found.value.value) == "2025-08-04 11:55:39+00:00"


@pytest.mark.parametrize(
    "script",
    [
        # A list: of which of them the page is, nothing says.
        '<script>state=[{"published_at":"2025-08-04"},{"published_at":"2024-01-02"}]</script>',
        # Other days than that of publication.
        '<script>state={"updatedAt":"2025-08-04","expires":"2025-09-01","created_at":"2025-08-04"}</script>',
        '<script>state={"last_publication_date":"2025-08-04"}</script>',
        # A form that asks for it, and a number that is no date.
        '<script>fields={"publishDate":"date","publishedAt":"12345678901"}</script>',
        # What is typed by schema.org's rules is read there: a bundle with both is that of a list.
        '<script>state={"publishedAt":"2025-08-04","related":[{"publishedAt":"2025-08-01"}]}</script>',
    ],
)
def test_lists_changes_and_other_things_name_none(script: str) -> None:
    assert published(script) is None


def test_what_readers_see_comes_first() -> None:
    found = published('<script>state={"published_at":"2025-08-04"}</script>', "By Ann Poe | 21 March 2023")
    assert found is not None
    assert found.found_in == "text:dateline"


def test_a_day_of_change_in_the_head_is_left_to_the_change() -> None:
    article = extract(
        f"<html><head><meta property='article:modified_time' content='2025-09-01T10:00:00Z'>"
        f"<script>state={{'publishedAt':'2025-08-04T11:00:00Z'}}</script></head><body><h1>{HEADLINE}</h1>"
        f"<p>{'The ferry crosses the sound at nine, and again at noon. ' * 20}</p></body></html>"
    )
    assert str(article.date_published).startswith("2025-08-04")
    assert str(article.date_modified).startswith("2025-09-01")


def test_scripts_of_megabytes_take_no_time() -> None:
    script = '{"name":"value","number":"12","day":"1999"},' * 40_000
    page = parse(f"<html><body><script>{script}</script><h1>{HEADLINE}</h1></body></html>", None)
    found = sources.collect(page, blocks.read(page))
    with within_two_seconds():
        assert script_dates.stated(found, page, DateReading()) == []
