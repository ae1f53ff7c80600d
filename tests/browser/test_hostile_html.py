"""Hostile pages become harmless articles: nothing in them runs and nothing leaves the reader page, in a real browser.

Each payload goes the whole way (a page around it, extraction, rendering), in every place of a page that reaches the
article, and again into every field of an article directly, as if extraction had let it pass. The reader page is opened
both with its Content-Security-Policy obeyed and ignored: the policy is the last wall, never the only one.
"""

from __future__ import annotations

import html
import json
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

import can_ada
import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make test-browser")

from alarm import Watched
from payloads import ADDRESSES, MARKUP, WORDS

from presscut import extract, render
from presscut.article import (
    Article,
    Author,
    Block,
    Breadcrumb,
    Code,
    Embed,
    Figure,
    Heading,
    Image,
    ListBlock,
    ListItem,
    Mark,
    Paragraph,
    Paywall,
    Quote,
    Table,
    TableCell,
)
from presscut.errors import ExtractionError
from presscut.rendering.addresses import image_source
from presscut.rendering.html_page import CONTENT_SECURITY_POLICY

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytest_plugins = ["in_browser"]

PAGE_ADDRESS: Final = "https://harbour.example/news/ferry"
_BEFORE: Final = (
    "<p>The ferry to the outer islands sailed again on Monday, eleven days after the storm had closed the harbour, and "
    "the first boat carried flour, post and a piano for the school.</p>"
)
_AFTER: Final = (
    "<p>Two crews took turns to clear the channel; nobody on the islands remembers a longer break, said the harbour "
    "master, who had slept in his office for a week.</p>"
)


# --- pages around a payload ---------------------------------------------------------------------------------------


def _page(head: str = "", headline: str = "The ferry sails again", inner: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8>{head}</head><body><article><h1>{headline}</h1>"
        f"{_BEFORE}{inner}{_AFTER}</article></body></html>"
    )


def in_the_text(payload: str) -> str:
    return _page(
        inner=f"<p>Before. {payload} After, in a sentence long enough to stay.</p>{payload}<p>Then more text.</p>"
    )


def in_headline_and_captions(payload: str) -> str:
    figure = (
        f"<figure><img src=/a.jpg alt='A pier'><figcaption>A pier {payload} (Photo: {payload})</figcaption></figure>"
    )
    table = f"<table><caption>{payload}</caption><tr><th>{payload}<td>x<tr><td>1<td>2</table>"
    return _page(
        headline=f"Ferry {payload}",
        inner=f"<div class=byline>By Ann {payload}</div>{figure}{table}<blockquote>{payload} said he.</blockquote>",
    )


def as_text(payload: str) -> str:
    """Escaped once, so that it arrives as text, and once more for what unescapes twice."""
    text = html.escape(payload)
    twice = html.escape(text)
    return _page(
        head=f"<title>{text}</title><meta property=og:title content='{text}'><meta name=author content='{text}'>"
        f"<meta name=description content='{twice}'><meta property=og:site_name content='{text}'>"
        f"<meta property=article:section content='{text}'>",
        headline=f"Ferry {text}",
        inner=f"<p>Text {text} and {twice} in a sentence.</p><pre><code>{text}</code></pre><ul><li>{text}</ul>",
    )


def in_data(payload: str) -> str:
    """JSON-LD, which a payload with ``</script>`` leaves, as it would on a careless site."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": f"Ferry {payload}",
        "alternativeHeadline": payload,
        "description": payload,
        "articleSection": payload,
        "keywords": [payload],
        "author": {"@type": "Person", "name": f"Ann {payload}", "url": payload},
        "publisher": {"@type": "Organization", "name": payload},
        "image": {"@type": "ImageObject", "url": payload, "caption": payload, "creditText": payload},
        "articleBody": f"{payload} and a body that is long enough to be one, since the page itself holds none of it.",
        "datePublished": payload,
    }
    return _page(head=f"<title>Ferry</title><script type=application/ld+json>{json.dumps(data)}</script>")


def in_addresses(address: str) -> str:
    quoted = html.escape(address)
    raw = address.replace('"', "%22")
    return _page(
        head=f'<base href="{quoted}"><link rel=canonical href="{quoted}"><meta property=og:url content="{quoted}">'
        f'<meta property=og:image content="{quoted}"><link rel=author href="{quoted}"><link rel=image_src href="{quoted}">',
        inner=f'<p>Read <a href="{quoted}">this</a> and <a href="{raw}">that</a> in a sentence.</p>'
        f'<figure><img src="{quoted}" data-src="{quoted}" srcset="{quoted} 2x" alt=pier><figcaption>Pier</figcaption></figure>'
        f'<blockquote cite="{quoted}">Said he, who had slept in his office for a week.</blockquote>'
        f'<iframe src="{quoted}"></iframe><video src="{quoted}" poster="{quoted}"></video>'
        f'<a rel=author href="{quoted}">Ann Author</a>',
    )


PLACES: Final[list[tuple[Callable[[str], str], list[str]]]] = [
    (in_the_text, [*MARKUP, *WORDS]),
    (in_headline_and_captions, [*MARKUP, *WORDS]),
    (as_text, [*MARKUP, *WORDS]),
    (in_data, [*MARKUP, *WORDS, *ADDRESSES]),
    (in_addresses, ADDRESSES),
]

PART: Final = 64
"""Payloads of one test: few enough that several browsers share the work evenly."""


EVERY: Final = int(os.environ.get("PRESSCUT_HOSTILE_EVERY", "1"))
"""Where time is short: each payload is opened in the text and in the fields all the same, elsewhere every so many."""


def in_parts(payloads: list[str]) -> list[list[str]]:
    return [payloads[start : start + PART] for start in range(0, len(payloads), PART)]


def every_field(payload: str) -> Article:
    """An article that is hostile wherever the contract lets it be."""
    marks = tuple(Mark(kind=kind, start=0, end=len(payload), url=payload) for kind in ("link", "strong", "code"))  # type: ignore[arg-type]
    image = Image(url=payload, alt=payload, caption=payload, credit=payload, width=1, height=1)
    blocks: tuple[Block, ...] = (
        Paragraph(text=payload or "x", marks=marks),
        Heading(text=payload, level=1, marks=marks),
        ListBlock(items=(ListItem(text=payload, marks=marks),)),
        Quote(text=payload, cite=payload, marks=marks),
        Code(text=payload, language=payload),
        Table(rows=((TableCell(text=payload, header=True, marks=marks),),), caption=payload),
        Figure(image=image),
        Embed(url=payload, provider=payload),
    )
    return Article(
        headline=payload,
        alternative_headline=payload,
        description=payload,
        standfirst=payload,
        authors=(Author(name=payload, url=payload),),
        language=payload,
        declared_language=payload,
        url=payload,
        canonical_url=payload,
        site_name=payload,
        section=payload,
        breadcrumbs=(Breadcrumb(name=payload, url=payload),),
        keywords=(payload,),
        main_image=Image(url=payload + " ", caption=payload, credit=payload),
        body=blocks,
        text=payload,
        paywall=Paywall(state="subscription", truncated=True, evidence=(payload,)),
    )


_LEAVING: Final = ("left", "gone", "frame", "asked for: document")
"""Alarms after which a tab may go on to do something of its own."""

# --- the browser --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def unguarded(chromium: Browser) -> Iterator[Watched]:
    """A tab that ignores the policy."""
    tab = Watched(chromium, without_policy=True)
    yield tab
    tab.close()


@pytest.fixture(scope="module")
def guarded(chromium: Browser) -> Iterator[Watched]:
    tab = Watched(chromium, without_policy=False)
    yield tab
    tab.close()


def _pictures(article: Article) -> set[str]:
    """The addresses of the pictures that the article shows by right."""
    shown = [article.main_image, *(block.image for block in article.body if isinstance(block, Figure))]
    sources = (image_source(image.url) for image in shown if image is not None)
    return {source for source in sources if source is not None and can_ada.can_parse(source)}


def _article(page: str) -> Article | None:
    try:
        return extract(page, url=PAGE_ADDRESS)
    except ExtractionError:
        return None  # Refused as a whole, with a reason: nothing to render.


@pytest.mark.parametrize(
    ("place", "payloads"),
    [
        pytest.param(place, part, id=f"{place.__name__}-{number}")
        for place, payloads in PLACES
        for number, part in enumerate(in_parts(payloads if place in (in_the_text, in_addresses) else payloads[::EVERY]))
    ],
)
def test_no_payload_in_a_page_runs_or_reaches_out(
    unguarded: Watched, place: Callable[[str], str], payloads: list[str]
) -> None:
    sounded = {}
    rendered = 0
    for payload in payloads:
        article = _article(place(payload))
        if article is None:
            continue
        rendered += 1
        watch = unguarded.open(render(article, "html"), pictures=_pictures(article))
        if watch.alarms:
            sounded[payload] = watch.alarms
    assert sounded == {}
    assert rendered >= 0.95 * len(payloads)  # else the pages, not the payloads, were refused


@pytest.mark.parametrize("payloads", in_parts([*MARKUP, *WORDS, *ADDRESSES]))
def test_no_payload_in_a_field_of_an_article_runs_or_reaches_out(unguarded: Watched, payloads: list[str]) -> None:
    sounded = {}
    for payload in payloads:
        article = every_field(payload)
        watch = unguarded.open(render(article, "html"), pictures=_pictures(article))
        if watch.alarms:
            sounded[payload] = watch.alarms
    assert sounded == {}


def test_the_policy_has_nothing_to_do(guarded: Watched) -> None:
    """With the policy obeyed the console stays empty: not one payload was left for it to stop. Every third tells."""
    headers = {"Content-Security-Policy": CONTENT_SECURITY_POLICY}
    troubled = {}
    for payload in (*MARKUP, *ADDRESSES, *WORDS)[:: 3 * EVERY]:
        article = every_field(payload)
        watch = guarded.open(render(article, "html"), headers=headers, pictures=_pictures(article))
        if watch.alarms or watch.complaints:
            troubled[payload] = (watch.alarms, watch.complaints)
    assert troubled == {}


def test_the_alarm_sounds_where_nothing_is_done(unguarded: Watched) -> None:
    """Else silence would prove nothing: opened as they are, most of the payloads do run or reach out. Every second tells."""
    silent = []
    opened = MARKUP[:: 2 * EVERY]
    for payload in opened:
        alarms = unguarded.open(in_the_text(payload)).alarms
        if not alarms:
            silent.append(payload)
        elif any(alarm.startswith(_LEAVING) for alarm in alarms):
            unguarded.anew()
    assert len(silent) < len(opened) / 2, silent


def test_the_policy_alone_would_stop_scripts(guarded: Watched) -> None:
    """The last wall stands by itself: payloads unsanitized, under the policy of the reader page. Every second one tells."""
    headers = {"Content-Security-Policy": CONTENT_SECURITY_POLICY}
    ran = {}
    for payload in MARKUP[:: 2 * EVERY]:
        watch = guarded.open(in_the_text(payload), headers=headers)
        alarms = [alarm for alarm in watch.alarms if alarm.startswith("ran:")]
        if alarms:
            ran[payload] = alarms
        if any(alarm.startswith(_LEAVING) for alarm in watch.alarms):
            guarded.anew()
    assert ran == {}


def test_there_are_at_least_three_hundred_payloads() -> None:
    assert len({*MARKUP, *ADDRESSES, *WORDS}) >= 300
