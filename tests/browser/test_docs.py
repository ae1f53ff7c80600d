"""Swagger UI as a person uses it: from the desk, where nobody has to sign, to the answer of an operation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make test-browser")

import in_browser  # noqa: F401  # before the handlers: sets their environment
from playwright.sync_api import expect

from presscut.local.desk.serving import served_desk
from presscut.service.operations import OPERATIONS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytest_plugins = ["in_browser"]


@pytest.fixture(scope="module")
def desk() -> Iterator[str]:
    with served_desk() as (address, _):
        yield address


@pytest.fixture
def docs(chromium: Browser, desk: str) -> Iterator[Page]:
    """The page, opened from the desk. Nothing may complain on its console, and nobody else may be asked for anything."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    complaints: list[str] = []
    context.on("console", lambda told: complaints.append(told.text) if told.type in ("error", "warning") else None)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("request", lambda asked: None if asked.url.startswith(f"{desk}/") else complaints.append(asked.url))
    start = context.new_page()
    start.goto(desk)
    start.get_by_text("From a terminal").click()
    with context.expect_page() as opened:
        start.get_by_role("link", name="to be tried on a page of its own").click()
    yield opened.value
    assert complaints == []
    context.close()


def operation(docs: Page, name: str) -> Locator:
    return docs.locator(f"[id$='-{name}'].opblock")


def tried(docs: Page, name: str) -> Locator:
    """The operation, open and ready to be filled in."""
    found = operation(docs, name)
    found.locator(".opblock-summary-control").click()
    found.get_by_role("button", name="Try it out").click()
    return found


def executed(found: Locator) -> Locator:
    """What was answered."""
    found.get_by_role("button", name="Execute").click()
    answered = found.locator(".live-responses-table tbody tr.response")
    expect(answered).to_be_visible()
    return answered


def test_it_shows_every_operation(docs: Page, screenshots: Path) -> None:
    expect(docs.locator(".opblock")).to_have_count(len(OPERATIONS))
    for each in OPERATIONS:
        summary = operation(docs, each.name).locator(".opblock-summary")
        expect(summary.locator(".opblock-summary-method")).to_have_text(each.method)
        expect(summary.locator(".opblock-summary-path")).to_have_attribute("data-path", each.path)
        expect(summary).to_contain_text(each.summary)
    docs.screenshot(path=screenshots / "docs.png", full_page=True)


def test_a_page_can_be_posted_and_its_article_read_and_deleted(docs: Page, screenshots: Path) -> None:
    post = tried(docs, "store_page")
    assert "<h1>The ferry sails again</h1>" in post.locator("textarea").input_value()
    post.locator("[data-param-name=fetched_at] input").fill("2026-03-01T18:30:00Z")
    posted = executed(post)
    expect(posted.locator(".response-col_status")).to_contain_text("201")
    expect(posted).to_contain_text('"headline": "The ferry sails again"')
    docs.screenshot(path=screenshots / "docs-tried.png")
    location = posted.locator(".headerline").filter(has_text="content-location").inner_text()
    identifier = location.rpartition("/")[2].strip()

    for name, status, told in (("show_article", "200", "text/markdown"), ("delete_article", "204", "")):
        found = tried(docs, name)
        found.locator("[data-param-name=id] input").fill(identifier)
        if told:
            found.get_by_label("Media Type").first.select_option(told)
        answered = executed(found)
        expect(answered.locator(".response-col_status")).to_contain_text(status)
        expect(answered).to_contain_text(told)


def test_a_listing_is_asked_for_with_its_parameters(docs: Page) -> None:
    found = tried(docs, "list_articles")
    found.locator("[data-param-name=host] input").fill("courier.example")
    answered = executed(found)
    expect(answered.locator(".response-col_status")).to_contain_text("200")
    expect(answered).to_contain_text('"articles"')
