"""The desk as a person uses it: drop, look, hover, ask why, change, drop again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make test-browser")
pytest.importorskip("axe_playwright_python", reason="axe is not installed: make test-browser")

import boto3
import in_browser  # noqa: F401  # before the handlers: sets their environment
from alarm import Watched
from axe_playwright_python.sync_playwright import Axe
from payloads import ADDRESSES, MARKUP, WORDS
from playwright.sync_api import expect
from test_hostile_html import in_addresses, in_the_text

from presscut.errors import ExtractionError
from presscut.extraction.explaining import explain
from presscut.local.desk.annotated import annotated
from presscut.local.desk.serving import served_desk
from presscut.local.desk.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FrameLocator, Page

pytest_plugins = ["in_browser"]

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WALL = "english-cms-with-a-wall.html"
TABS = ["Article", "Blocks", "Fields", "Item", "Revisions"]
HARBOUR = (
    "<title>The harbour freezes</title><h1>The harbour freezes</h1>"
    "<p>On Monday the harbour froze for the first time since the war, and the ferries stayed where they were.</p>"
    "<ul class='share-tools'><li><a href='#'>Share this page with others</a></li></ul>"
    "<p>Nobody on the islands seemed to mind, and the shops were full of people who had walked over the ice.</p>"
)


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[str, World]]:
    with served_desk() as address_and_world:
        yield address_and_world


@pytest.fixture
def desk(chromium: Browser, served: tuple[str, World]) -> Iterator[Page]:
    """A tab with the desk. Nothing may complain on its console, and nothing may be asked of anybody else."""
    yield from opened(chromium, served[0])


def opened(chromium: Browser, address: str, *, is_refused: bool = False, **options: Any) -> Iterator[Page]:
    """``is_refused``: something will be answered with a problem, which the browser itself notes on the console."""
    context = chromium.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
    page = context.new_page()
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
    context.on(
        "request", lambda request: complaints.append(request.url) if not request.url.startswith(address) else None
    )
    page.goto(address)
    expect(page.locator("#sample option").first).to_be_attached()
    yield page
    assert [one for one in complaints if not (is_refused and one.startswith("Failed to load resource"))] == []
    context.close()


def pick(desk: Page, sample: str) -> None:
    desk.get_by_label("Or a sample").select_option(sample)
    desk.get_by_role("button", name="Drop", exact=True).click()
    expect(desk.locator("#origin")).to_contain_text(sample)


def paste(desk: Page, key: str, html: str, url: str = "") -> None:
    desk.get_by_role("button", name="Paste HTML…").click()
    desk.get_by_label("Key in the inbox").fill(key)
    desk.get_by_label("Address of the page").fill(url)
    desk.get_by_label("HTML", exact=True).fill(html)
    desk.get_by_role("button", name="Drop into the inbox").click()
    expect(desk.locator("#origin")).to_contain_text(key)


def original(desk: Page) -> FrameLocator:
    return desk.frame_locator("#original")


def test_a_sample_is_shown_beside_its_article_and_a_block_says_why_it_was_cut(desk: Page, screenshots: Path) -> None:
    desk.screenshot(path=screenshots / "desk-empty.png")
    pick(desk, WALL)
    expect(desk.get_by_role("heading", level=1)).to_have_text(
        "Night Trains Return to the Valley, but the Old Stations Do Not"
    )
    expect(desk.frame_locator("#reader").get_by_role("heading", level=1)).to_contain_text("Night Trains")
    kept = original(desk).get_by_text("On Friday evening the first sleeping car")
    cut = original(desk).get_by_text("Share on Facebook")
    expect(kept).to_have_attribute("data-decision", "kept")
    expect(cut).to_have_attribute("title", "cut: markup: share")
    cut.hover()
    why = cut.evaluate("element => getComputedStyle(element, '::after').content")
    assert why.replace('" "', "") == '"cut: markup: share"'  # browsers join the parts or not
    colours = [one.evaluate("element => getComputedStyle(element).backgroundColor") for one in (kept, cut)]
    assert colours == ["rgb(217, 242, 223)", "rgb(243, 243, 243)"]
    desk.screenshot(path=screenshots / "desk-article.png")


def test_the_list_of_blocks_leads_to_the_page(desk: Page, screenshots: Path) -> None:
    pick(desk, WALL)
    desk.get_by_role("tab", name="Blocks").click()
    desk.get_by_role("group", name="Which blocks").get_by_role("button", name="cut").click()
    listed = desk.get_by_role("tabpanel", name="Blocks").get_by_role("listitem")
    assert all("cut" in text for text in listed.all_inner_texts())
    entry = (
        listed.filter(has_text="The last cheesemaker").or_(listed.filter(has_text="The bus that nobody takes")).first
    )
    entry.get_by_role("button").click()
    expect(original(desk).get_by_text("The bus that nobody takes")).to_be_in_viewport()
    assert original(desk).locator(":target").inner_text() == "The bus that nobody takes"
    desk.screenshot(path=screenshots / "desk-blocks.png")
    for beginning in ("Not everyone was celebrating", "The regional council"):
        desk.get_by_role("button", name="kept 3", exact=True).first.click()
        expect(original(desk).locator(":target")).to_contain_text(beginning)


def test_fields_say_where_they_were_found_and_the_item_is_shown(desk: Page, screenshots: Path) -> None:
    pick(desk, WALL)
    desk.get_by_role("tab", name="Fields").click()
    row = desk.get_by_role("row").filter(has=desk.get_by_role("rowheader", name="headline", exact=True))
    expect(row).to_contain_text("dom:h1, as json-ld:headline")
    desk.screenshot(path=screenshots / "desk-fields.png")
    desk.get_by_role("tab", name="Item").click()
    expect(desk.get_by_role("tabpanel", name="Item")).to_contain_text('"S": "LATEST"')
    expect(desk.get_by_role("tabpanel", name="Item")).to_contain_text("write units")
    desk.screenshot(path=screenshots / "desk-item.png")


def test_a_pasted_page_that_is_changed_and_dropped_again_shows_its_difference(desk: Page, screenshots: Path) -> None:
    paste(desk, "harbour.html", HARBOUR, "https://harbour.example/ice")
    expect(desk.locator("#headline")).to_have_text("The harbour freezes")
    desk.get_by_role("button", name="Change and drop again…").click()
    html = desk.get_by_label("HTML", exact=True)
    assert html.input_value() == HARBOUR
    desk.screenshot(path=screenshots / "desk-paste.png")
    html.fill(HARBOUR.replace("On Monday", "On Tuesday").replace("The harbour freezes", "The harbour thaws"))
    desk.get_by_role("button", name="Drop into the inbox").click()
    expect(desk.locator("#headline")).to_have_text("The harbour thaws")
    desk.get_by_role("tab", name="Revisions").click()
    revisions = desk.get_by_role("tabpanel", name="Revisions").get_by_role("listitem")
    expect(revisions).to_have_count(2)
    expect(revisions.first.locator("del")).to_have_text("The harbour freezes")
    expect(revisions.first.locator("ins")).to_have_text("The harbour thaws")
    expect(revisions.first.locator(".removed mark")).to_have_text("Monday")
    expect(revisions.first.locator(".added mark")).to_have_text("Tuesday")
    desk.screenshot(path=screenshots / "desk-revisions.png")
    revisions.last.get_by_role("button", name="Read this article").click()
    expect(desk.frame_locator("#reader").get_by_role("heading", level=1)).to_have_text("The harbour freezes")


def test_files_are_dropped_and_a_page_that_is_none_is_told_in_words(
    desk: Page, tmp_path: Path, screenshots: Path
) -> None:
    page, other = tmp_path / "from-a-file.html", tmp_path / "photo.html"
    page.write_text(HARBOUR, encoding="utf-8")
    other.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    desk.locator("#files").set_input_files([page, other])
    expect(desk.get_by_label("Pages").get_by_role("button").filter(has_text="from-a-file.html")).to_be_visible()
    expect(desk.locator("#origin")).to_contain_text("photo.html")
    expect(desk.get_by_label("At a glance")).to_contain_text("FAILED")
    expect(desk.locator("#article-problem")).to_contain_text("not_html: This looks like a PNG image")
    desk.screenshot(path=screenshots / "desk-failed.png")


def test_a_file_is_dropped_by_hand_anywhere_on_the_page(desk: Page) -> None:
    held = desk.evaluate_handle(
        """html => {
          const held = new DataTransfer();
          held.items.add(new File([html], 'by-hand.html', {type: 'text/html'}));
          return held;
        }""",
        HARBOUR,
    )
    desk.dispatch_event("#document", "dragover", {"dataTransfer": held})
    expect(desk.locator("#drop-zone")).to_have_class("drop-zone over")
    desk.dispatch_event("#document", "drop", {"dataTransfer": held})
    expect(desk.locator("#drop-zone")).to_have_class("drop-zone")
    expect(desk.locator("#origin")).to_contain_text("by-hand.html")
    expect(desk.locator("#headline")).to_have_text("The harbour freezes")


def test_what_another_program_drops_arrives_by_itself(desk: Page, served: tuple[str, World]) -> None:
    world = served[1]
    s3 = boto3.client("s3", endpoint_url=world.aws_url)
    s3.put_object(
        Bucket=world.settings.inbox_bucket_name,
        Key="afar.html",
        Body=HARBOUR.replace("harbour freezes", "far shore").encode(),
    )
    arrived = desk.get_by_label("Pages").get_by_role("button").filter(has_text="afar.html")
    expect(arrived).to_be_visible()
    expect(desk.get_by_role("status")).to_contain_text("The far shore")
    arrived.click()
    expect(desk.locator("#headline")).to_have_text("The far shore")


def test_a_problem_is_told_in_words(chromium: Browser, served: tuple[str, World]) -> None:
    for desk in opened(chromium, served[0], is_refused=True):
        desk.get_by_role("button", name="Paste HTML…").click()
        desk.get_by_label("Key in the inbox").fill("é" * 1000)
        desk.get_by_label("HTML", exact=True).fill("<p>x</p>")
        desk.get_by_role("button", name="Drop into the inbox").click()
        expect(desk.get_by_role("alert")).to_contain_text("invalid_query: A key has 1 to 1024 bytes")
        desk.get_by_role("button", name="Dismiss").click()
        expect(desk.get_by_role("alert")).to_be_hidden()


def test_all_of_it_works_by_keyboard(desk: Page) -> None:
    pick(desk, WALL)
    desk.get_by_role("tab", name="Article").focus()
    for name in [*TABS[1:], TABS[0]]:
        desk.keyboard.press("ArrowRight")
        expect(desk.get_by_role("tab", name=name)).to_be_focused()
        expect(desk.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
        expect(desk.get_by_role("tabpanel", name=name)).to_be_visible()
    desk.get_by_role("button", name="Paste HTML…").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("dialog")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("dialog")).to_be_hidden()
    expect(desk.get_by_role("button", name="Paste HTML…")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible(chromium: Browser, served: tuple[str, World], screenshots: Path, scheme: str) -> None:
    for desk in opened(chromium, served[0], color_scheme=scheme, bypass_csp=True):  # axe is a script
        pick(desk, WALL)
        for tab in TABS:
            desk.get_by_role("tab", name=tab).click()
            expect(desk.get_by_role("tabpanel", name=tab)).to_be_visible()
            found = Axe().run(desk, options={"runOnly": LEVELS, "iframes": False}).response
            assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
        desk.screenshot(path=screenshots / f"desk-{scheme}.png")


@pytest.mark.parametrize("width", [1280, 1440, 700])
def test_nothing_is_wider_than_the_screen(
    chromium: Browser, served: tuple[str, World], screenshots: Path, width: int
) -> None:
    for desk in opened(chromium, served[0], viewport={"width": width, "height": 720}):
        pick(desk, "rich-body.html")
        for tab in TABS:
            desk.get_by_role("tab", name=tab).click()
            assert desk.evaluate("document.documentElement.scrollWidth") <= width
        desk.screenshot(path=screenshots / f"desk-{width}.png")


def test_a_hostile_page_runs_nothing_and_asks_nobody(desk: Page) -> None:
    """A dialog, a request to elsewhere or a complaint of the policy would fail the fixture."""
    hostile = "".join(f"<div><p>{one.replace('alarm()', 'alert(1)')}</p></div>" for one in (*WORDS, *_HOSTILE))
    paste(desk, "hostile.html", HARBOUR + hostile)
    for tab in TABS:
        desk.get_by_role("tab", name=tab).click()
        expect(desk.get_by_role("tabpanel", name=tab)).to_be_visible()
    original(desk).get_by_text("On Monday the harbour froze").hover()
    frames = [frame for frame in desk.frames if frame != desk.main_frame]
    assert {frame.url.split("?")[0].rsplit("/", 1)[1] for frame in frames} == {"original", "reader"}
    expect(original(desk).locator("script, img, svg, iframe, form, meta[http-equiv=refresh]")).to_have_count(0)


_HOSTILE = [
    "<img src=x onerror=alarm()>", "<svg onload=alarm()></svg>", "<iframe srcdoc='<script>alarm()</script>'></iframe>",
    "<a href=javascript:alarm() autofocus onfocus=alarm() onmouseover=alarm()>touch</a>", "<img src=https://alarm.example/x>",
    "<link rel=stylesheet href=https://alarm.example/x>", "<style>*{background:url(https://alarm.example/x)}</style>",
    "<form action=https://alarm.example/x><button>Go</button></form>", "<base href=https://alarm.example/>",
    "<meta http-equiv=refresh content='0;url=https://alarm.example/x'>",
]  # fmt: skip


@pytest.mark.parametrize("place", [in_the_text, in_addresses], ids=lambda place: place.__name__)
def test_marked_pages_are_harmless_even_where_scripts_may_run_and_no_policy_holds(
    chromium: Browser, place: Callable[[str], str]
) -> None:
    tab = Watched(chromium, without_policy=True)
    sounded: list[tuple[str, list[str]]] = []
    for payload in ADDRESSES if place is in_addresses else [*MARKUP, *WORDS]:
        with suppress(ExtractionError):
            alarms = tab.open(annotated(explain(place(payload), "https://harbour.example/"))).alarms
            if alarms:
                sounded.append((payload, alarms))
                tab.anew()
    tab.close()
    assert sounded == []
