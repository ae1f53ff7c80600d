"""The reader page as a person meets it: in both colour schemes, on paper, on a phone, with a keyboard, from right to left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make test-browser")
pytest.importorskip("axe_playwright_python", reason="axe is not installed: make test-browser")

import in_browser  # noqa: F401  # before the handlers: sets their environment
from axe_playwright_python.sync_playwright import Axe
from werkzeug.serving import make_server

from presscut.local.gateway import Gateway
from presscut.local.stack import binary_media_types
from presscut.service import api

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytest_plugins = ["in_browser"]

PAGES = Path(__file__).parents[1] / "pages"
SAMPLES = [
    "rich-body",
    "arabic-right-to-left",
    "japanese-news",
    "documentation-with-code",
    "german-news-with-embeds",
    "footnotes",
    "french-metered-wall",
]
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    """The API's own handler behind HTTP; ``/v1/extract`` needs no AWS."""
    environment = pytest.MonkeyPatch()
    for name in ("TABLE_NAME", "ARTICLES_BUCKET_NAME", "INBOX_BUCKET_NAME"):
        environment.setenv(name, "none")
    server = make_server("127.0.0.1", 0, Gateway(api.handler, binary_media_types()), threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    environment.undo()


def opened(chromium: Browser, service: str, name: str, **options: Any) -> Page:
    """The reader page that the API answers with, headers and all, in a tab of its own; errors are kept in its list."""
    context = chromium.new_context(**options)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    answer = context.request.post(
        f"{service}/v1/extract?url=https://harbour.example/{name}",
        data=(PAGES / f"{name}.html").read_bytes(),
        headers={"Content-Type": "text/html", "Accept": "text/html"},
    )
    assert answer.status == 200
    # Pictures are strangers': none is asked for here.
    page.route("**/*", lambda route: route.fulfill(status=200, body=b"", headers={"Content-Type": "image/gif"}))
    page.route(f"{service}/page", lambda route: route.fulfill(body=answer.body(), headers=dict(answer.headers)))
    page.goto(f"{service}/page", wait_until="load")
    assert errors == []
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", SAMPLES)
def test_it_is_accessible(chromium: Browser, service: str, screenshots: Path, name: str, scheme: str) -> None:
    page = opened(chromium, service, name, color_scheme=scheme, bypass_csp=True)  # axe is a script
    page.screenshot(path=screenshots / f"reader-{name}-{scheme}.png", full_page=True)
    found = Axe().run(page, options={"runOnly": LEVELS}).response
    assert [(violation["id"], [node["html"] for node in violation["nodes"]]) for violation in found["violations"]] == []
    page.context.close()


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_wider_than_a_phone(chromium: Browser, service: str, screenshots: Path, name: str) -> None:
    page = opened(chromium, service, name, viewport={"width": 360, "height": 740})
    page.screenshot(path=screenshots / f"reader-{name}-phone.png")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.context.close()


def test_a_line_holds_as_many_letters_as_the_eye_likes(chromium: Browser, service: str) -> None:
    """45 to 75 (Bringhurst, The Elements of Typographic Style, 2.1.2); WCAG's 1.4.8 asks for no more than 80."""
    page = opened(chromium, service, "rich-body", viewport={"width": 1400, "height": 900})
    width, letter = page.evaluate(
        """() => {
          const body = document.querySelector('article > p');
          const probe = document.createElement('span');
          probe.textContent = 'The ferry to the outer islands sailed again on Monday, eleven days after the storm.';
          probe.style = '';
          body.append(probe);
          const wide = body.getBoundingClientRect().width;
          probe.style.whiteSpace = 'nowrap';
          return [wide, probe.getBoundingClientRect().width / probe.textContent.length];
        }"""
    )
    assert 45 <= width / letter <= 80
    page.context.close()


def test_arabic_runs_from_right_to_left(chromium: Browser, service: str) -> None:
    page = opened(chromium, service, "arabic-right-to-left")
    direction = "element => getComputedStyle(element).direction"
    assert page.locator("h1").evaluate(direction) == "rtl"
    assert page.locator("article > p").first.evaluate(direction) == "rtl"
    page.context.close()


def test_the_wall_is_told_where_the_text_stops(chromium: Browser, service: str) -> None:
    page = opened(chromium, service, "french-metered-wall")
    told = page.get_by_role("note")
    assert told.is_visible()
    assert told.inner_text() == (
        "The page held the text up to here; the publisher lets each reader see a few articles for free."
    )
    assert told.evaluate("element => [element.lang, element.previousElementSibling.tagName]") == ["en", "P"]
    page.context.close()


def test_the_keyboard_reaches_what_scrolls_and_every_link(chromium: Browser, service: str) -> None:
    page = opened(chromium, service, "rich-body")
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.tagName + '.' + document.activeElement.className"))
    assert {"A.", "PRE.", "DIV.wide"} <= reached
    page.context.close()


def test_on_paper_it_is_black_on_white_and_whole(chromium: Browser, service: str, screenshots: Path) -> None:
    page = opened(chromium, service, "rich-body", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate(
        "[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    # What accompanies the text is smaller than it, also on paper.
    text, caption, heading = page.evaluate(
        "['article > p', 'figcaption', 'h2'].map(one => parseFloat(getComputedStyle(document.querySelector(one)).fontSize))"
    )
    assert caption < text < heading
    page.pdf(path=screenshots / "reader-rich-body.pdf", format="A4")
    assert (screenshots / "reader-rich-body.pdf").stat().st_size > 5000
    page.context.close()


def test_without_scripts_it_is_the_same(chromium: Browser, service: str) -> None:
    with_scripts = opened(chromium, service, "rich-body")
    without = opened(chromium, service, "rich-body", java_script_enabled=False)
    assert without.locator("main").inner_text() == with_scripts.locator("main").inner_text()
    for page in (with_scripts, without):
        page.context.close()
