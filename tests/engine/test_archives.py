"""Copies of pages in archives and caches: what was copied, and where it stood."""

from __future__ import annotations

import pytest

from presscut import extract
from presscut.extraction.archives import original, read, saved_from

A = "https://heron.example/coast/ferry"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (f"https://web.archive.org/web/20200101000000/{A}", A),
        (f"http://web.archive.org/web/2020/{A}?id=7", f"{A}?id=7"),
        (f"https://web.archive.org/web/20200101000000id_/{A}", A),
        ("https://web.archive.org/web/20200101000000/heron.example/a", "http://heron.example/a"),
        ("https://web.archive.org/web/20200101000000/https:/heron.example/a", "https://heron.example/a"),
        (f"https://archive.example/wayback/20200101000000/{A}", A),
        (f"https://archive.example/all/20200101000000mp_/{A}", A),
        (f"https://archive.ph/2020.01.01-000000/{A}", A),
        (f"https://archive.is/o/aBcDe/{A}", A),
        ("https://webcache.googleusercontent.com/search?q=cache:abcdefghijkl:https://heron.example/a+&cd=6&hl=en", "https://heron.example/a"),
        ("http://webcache.googleusercontent.com/search?q=cache%3Aheron.example%2Fa%20ferry", "http://heron.example/a"),
        ("https://heron-example.cdn.ampproject.org/c/s/heron.example/a.amp?usqp=mq331AQ&amp_js_v=0.1", "https://heron.example/a.amp"),
        ("https://cdn.ampproject.org/v/heron.example/a", "http://heron.example/a"),
        ("https://www.google.com/amp/s/heron.example/a", "https://heron.example/a"),
        ("https://cc.bingj.com/cache.aspx?q=ferry&url=https%3A%2F%2Fheron.example%2Fa&d=1", "https://heron.example/a"),
        # No copies
        (A, None),
        ("https://web.archive.org/", None),
        ("https://heron.example/archive/2020/01/01/ferry", None),
        ("https://heron.example/20200101000000/ferry-and-http-explained/", None),
        ("https://heron.example/amp/s/ferry", None),
        ("https://archive.ph/aBcDe", None),
        ("https://cc.bingj.com/cache.aspx?q=ferry&d=1", None),
    ],
)  # fmt: skip
def test_the_address_of_what_was_copied(address: str, expected: str | None) -> None:
    assert original(address) == expected


TEXT = "".join(
    f"<p>The ferry between the islands ran again on day {day}, and the harbour master said that it would go on.</p>"
    for day in ("one", "two", "three", "four")
)
SNAPSHOT = "/web/20200101000000"
WAYBACK = f"""<!DOCTYPE html><html lang="en"><head><script src="//archive.org/includes/athena.js"></script>
<script>__wm.init("https://web.archive.org/web");
__wm.wombat("{A}","20200101000000","https://web.archive.org/","web","/_static/", "1577836800");</script>
<title>The ferry runs again</title>
<link rel="canonical" href="https://web.archive.org{SNAPSHOT}/{A}?utm_source=x">
<meta property="og:image" content="https://web.archive.org{SNAPSHOT}im_/https://heron.example/ferry.jpg"></head><body>
<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base"><p>3 captures of the page, from the first of May 2018 to the first
of January 2020, are kept by the archive.</p><time datetime="2020-01-01T00:00:00Z">1 Jan 2020</time></div><!-- END WAYBACK TOOLBAR INSERT -->
<article><h1>The ferry runs again</h1>
<figure><img src="{SNAPSHOT}im_/https://heron.example/ferry.jpg" srcset="https://web.archive.org{SNAPSHOT}im_/https://heron.example/small.jpg 300w,
 https://web.archive.org{SNAPSHOT}im_/https://heron.example/ferry.jpg 900w"></figure>{TEXT}
<p>See <a href="https://web.archive.org{SNAPSHOT}/https://heron.example/tides">the tides</a> and
<a href="https://web.archive.org{SNAPSHOT}/https://web.archive.org/web/20100101000000/https://heron.example/old">the page of 2010</a>.</p>
</article></body></html>
<!-- FILE ARCHIVED ON 00:00:00 Jan 01, 2020 AND RETRIEVED FROM THE INTERNET ARCHIVE ON 10:00:00 Feb 02, 2021. -->"""


@pytest.mark.parametrize("url", [None, f"https://web.archive.org{SNAPSHOT}/{A}", A])
def test_a_page_of_the_wayback_machine_is_read_as_it_was(url: str | None) -> None:
    page = extract(WAYBACK, url)
    assert (page.url, page.canonical_url) == (A, A)
    assert page.date_published is None
    assert page.text.startswith("The ferry between")
    assert "captures" not in page.text
    assert {image.url for image in page.images} == {"https://heron.example/ferry.jpg"}
    links = [mark.url for block in page.body for mark in getattr(block, "marks", ()) if mark.kind == "link"]
    assert links == [
        "https://heron.example/tides",
        "https://web.archive.org/web/20100101000000/https://heron.example/old",
    ]


def test_where_a_copy_was_found_is_told() -> None:
    assert extract(WAYBACK).sources["url"].found_in == "comment:saved-from"
    assert extract(WAYBACK, f"https://web.archive.org{SNAPSHOT}/{A}").sources["url"].found_in == "given"


def test_an_article_about_an_archive_keeps_its_links() -> None:
    link = f"https://web.archive.org{SNAPSHOT}/https://heron.example/tides"
    page = extract(
        f"<title>The archive.org story</title><article><h1>The archive</h1>{TEXT}<p>See <a href='{link}'>the tides</a>.</p></article>",
        A,
    )
    assert [mark.url for block in page.body for mark in getattr(block, "marks", ())] == [link]
    assert read(b"<title>FILE ARCHIVED ON and archive.org</title>", A) is None


@pytest.mark.parametrize(
    ("head", "bar"),
    [
        (f"<base href='{A}'><style>#x__google-cache-hdr{{}}</style>", "<div id='x__google-cache-hdr'><span>This is a copy that was kept of the page.</span></div>"),
        (f"<link rel='canonical' href='https://archive.ph/2020.01.01-000000/{A}'>", "<div id='HEADER'><p>Saved from the page by a visitor on the first of January.</p><time datetime='2020-01-01'></time></div>"),
        (f"<script src='/static/js/wombat.js'></script><script>wbinfo.url = '{A}';</script>", "<div id='_wb_frame_top_banner'>This is a copy that a library keeps.</div>"),
        ("<script src='/static/js/analytics.js'></script><link href='/static/css/banner-styles.css'>", f"<div id='wm-ipp'><form><input type=text name=url id='wmtbURL' value='{A}'></form>This is a copy that was kept.</div>"),
    ],
    ids=["google", "archive.today", "pywb", "wayback of 2012"],
)  # fmt: skip
def test_bars_of_other_archives_are_no_part_of_the_page(head: str, bar: str) -> None:
    page = extract(
        f"<html><head>{head}<title>The ferry</title></head><body>{bar}<h1>The ferry runs</h1>{TEXT}</body></html>"
    )
    assert (page.url, page.date_published) == (A, None)
    assert page.text.startswith("The ferry between")


def test_the_images_of_a_cached_amp_page_are_the_publishers() -> None:
    html = (
        "<html amp><body><article><h1>The ferry runs</h1>"
        "<amp-img src='/i/s/heron.example/a.jpg' srcset='https://heron-example.cdn.ampproject.org/ii/w900/s/heron.example/b.jpg 900w' width=900 height=600></amp-img>"
        f"{TEXT}</article></body></html>"
    )
    page = extract(html, "https://heron-example.cdn.ampproject.org/c/s/heron.example/coast/ferry")
    assert page.url == A
    assert [image.url for image in page.images] == ["https://heron.example/b.jpg"]


def test_a_copy_that_a_browser_saved_is_the_originals() -> None:
    assert saved_from(f"<!-- saved from url=(0060)https://web.archive.org{SNAPSHOT}/{A} -->") == A
    assert (
        saved_from("<!-- Mirrored from heron.example/a by HTTrack Website Copier/3.x [XR&CO'2014] -->")
        == "http://heron.example/a"
    )


def test_addresses_of_a_saved_page_are_the_originals() -> None:
    page = extract(
        f"<!-- saved from url=(0033){A} --><article><h1>The ferry runs</h1><img src=../a.jpg>{TEXT}</article>"
    )
    assert page.url == A
    assert [image.url for image in page.images] == ["https://heron.example/a.jpg"]
