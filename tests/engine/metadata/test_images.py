"""The picture that a browser would end up showing, and the one that the head names."""

from __future__ import annotations

from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser
from snippets import article, json_ld, meta, sources_of, within_two_seconds

from presscut.article import Image
from presscut.extraction.metadata import images

BASE = "https://heron.example/"


def shown(html: str) -> Image | None:
    node = LexborHTMLParser(html).css_first("img, amp-img")
    assert node is not None
    return images.image_of(node, BASE)


@pytest.mark.parametrize(
    ("html", "path"),
    [
        ("<img src=a.jpg>", "a.jpg"),
        ("<img src=' /a.jpg '>", "a.jpg"),
        ("<img src='a b.jpg'>", "a%20b.jpg"),
        ("<amp-img src=a.jpg></amp-img>", "a.jpg"),
        ("<img src=s.jpg srcset='m.jpg 600w, l.jpg 1200w'>", "l.jpg"),
        # It loads late
        ("<img src=blank.gif data-src=a.jpg>", "a.jpg"),
        ("<img src='data:image/gif;base64,R0lGOD' data-src=a.jpg>", "a.jpg"),
        ("<img src=/img/placeholder-16x9.png data-original=a.jpg>", "a.jpg"),
        ("<img src=spacer.gif data-srcset='a.jpg 300w, b.jpg 900w'>", "b.jpg"),
        ("<img src=a.jpg data-src='data:image/gif;base64,R0lGOD'>", "a.jpg"),
        ("<picture><source srcset='a.webp 900w'><img src='data:image/gif;base64,R0lGOD'></picture>", "a.webp"),
        ("<picture><source data-srcset='a.webp'><img></picture>", "a.webp"),
        # No picture
        ("<img>", None),
        ("<img src=''>", None),
        ("<img src='#'>", None),
        ("<img src=blank.gif>", None),
        ("<img src=pixel.gif>", None),
        ("<img src=/theme/logo.png>", None),
        ("<img src=/icons/icon-32.png>", None),
        ("<img src=a.svg>", None),
        ("<img src=a.svg?v=2>", None),
        ("<img src=a.jpg width=1 height=1>", None),
        ("<img src=a.jpg width=40>", None),
        ("<img src=a.jpg height=20px>", None),
        ("<img src=javascript:x>", None),
        ("<img src=/theme/1x1-000000-0.png>", None),
        ("<img src=/images/authors/jane-doe.jpg>", None),
        ("<img src=a.jpg width=80 height=80>", None),
        ("<img src=/2013/Harbour-Press-115x115.png>", None),
        ("<img src='/a.jpg?resize=40%2C40&ssl=1'>", None),
        # An address that a script fills in
        ("<img data-src='a_{width}.jpg' src=a.jpg>", "a.jpg"),
        ("<img data-src='a_{width}.jpg'>", None),
        # Nearly none
        ("<img src=a.jpg width=80 height=60>", "a.jpg"),
        ("<img src=a.jpg width=100 height=100>", "a.jpg"),
        ("<img src=/a-150x150.jpg>", "a-150x150.jpg"),
        ("<img src=/a-1280x1280.jpg>", "a-1280x1280.jpg"),
        ("<img src=/a-120x900.jpg>", "a-120x900.jpg"),
        # Who is interviewed has a portrait, too
        ("<img src=/2021/Jane-Doe-Headshot.jpg>", "2021/Jane-Doe-Headshot.jpg"),
        ("<img src=/authority/a.jpg>", "authority/a.jpg"),
        ("<img src=a.jpg width=100%>", "a.jpg"),
        ("<img src=a.jpg width=auto>", "a.jpg"),
        ("<img src=/catalogo/a.jpg>", "catalogo/a.jpg"),
        ("<img src=/blankets/a.jpg>", "blankets/a.jpg"),
        ("<img src=a.jpg alt=logo>", "a.jpg"),
    ],
)
def test_the_address_of_a_picture(html: str, path: str | None) -> None:
    image = shown(html)
    assert (image.url if image else None) == (BASE + path if path else None)


def test_what_else_a_picture_says() -> None:
    assert shown("<img src=a.jpg alt=' A \n ferry ' width=640 height='480.5px'>") == Image(
        url=BASE + "a.jpg", alt="A ferry", width=640, height=480
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a.jpg", "a.jpg"),
        ("a.jpg 1x, b.jpg 2x", "b.jpg"),
        ("b.jpg 2x,a.jpg 1x", "b.jpg"),
        ("a.jpg 300w, b.jpg 1200w, c.jpg 900w", "b.jpg"),
        ("a.jpg 1.5x, b.jpg", "a.jpg"),
        ("a.jpg\n  300w,\n  b.jpg\n  900w\n", "b.jpg"),
        ("a.jpg, b.jpg 2x", "b.jpg"),
        (", ,a.jpg 1x,", "a.jpg"),
        ("a.jpg 100w 50h, b.jpg 200w 100h", "b.jpg"),
        # Commas inside an address are its own
        (
            "https://i.example/w_300,h_200/a.jpg 300w, https://i.example/w_600,h_400/a.jpg 600w",
            "https://i.example/w_600,h_400/a.jpg",
        ),
        ("https://i.example/a.jpg?s=1,2 1x", "https://i.example/a.jpg?s=1,2"),
        ("data:image/gif;base64,R0lGOD 2000w, a.jpg 300w", "a.jpg"),
        ("data:image/gif;base64,R0lGOD", None),
        # Broken
        ("a.jpg large", "a.jpg"),
        ("a.jpg large, b.jpg 300w", "b.jpg"),
        ("a.jpg -5w, b.jpg 10w", "b.jpg"),
        ("a.jpg 99999999999w, b.jpg 300w", "b.jpg"),
        ("", None),
        (None, None),
        (" , ,, ", None),
    ],
)
def test_the_largest_of_a_set(written: str | None, expected: str | None) -> None:
    assert images.largest_of(written) == expected


@pytest.mark.parametrize(
    ("html", "path", "found_in"),
    [
        (meta(og__image="/a.jpg"), "a.jpg", "meta:og:image"),
        (meta(og__image="http://x.example/a.jpg", og__image__secure_url="/a.jpg"), "a.jpg", "meta:og:image"),
        (meta(og__image="/logo.png") + article(image="/a.jpg"), "a.jpg", "json-ld:image"),
        (article(image="/a.jpg"), "a.jpg", "json-ld:image"),
        (article(image=["/a.jpg", "/b.jpg"]), "a.jpg", "json-ld:image"),
        (article(image={"@type": "ImageObject", "url": "/a.jpg"}), "a.jpg", "json-ld:image"),
        (article(image={"contentUrl": "/a.jpg"}), "a.jpg", "json-ld:image"),
        (article(image=[None, {"url": 7}, {"url": "/a.jpg"}]), "a.jpg", "json-ld:image"),
        (article(image={"@id": "#i"}) + json_ld({"@id": "#i", "url": "/a.jpg"}), "a.jpg", "json-ld:image"),
        (article(thumbnailUrl="/a.jpg"), "a.jpg", "json-ld:thumbnailUrl"),
        (meta(twitter__image="/a.jpg"), "a.jpg", "meta:twitter:image"),
        ("<link rel=image_src href=/a.jpg>", "a.jpg", "link:image_src"),
        (meta(og__image="/a.jpg", twitter__image="/b.jpg") + article(image="/c.jpg"), "a.jpg", "meta:og:image"),
    ],
)
def test_the_picture_of_the_page(html: str, path: str, found_in: str) -> None:
    found = images.main(sources_of(html))
    assert found is not None
    assert (found.value.url, found.found_in) == (f"https://www.heron.example/{path}", found_in)


@pytest.mark.parametrize(
    "value", [None, 7, "", [], {}, [[["/a.jpg"]]], {"url": None}, {"@id": "#nowhere"}, "data:image/gif;base64,R0"]
)
def test_what_is_no_picture_of_the_page(value: Any) -> None:
    assert images.main(sources_of(article(image=value))) is None


def test_what_json_ld_says_of_its_picture() -> None:
    image = {
        "url": "/a.jpg",
        "caption": " A \n ferry ",
        "creditText": "Jane Doe",
        "width": {"value": "640 px"},
        "height": 480,
    }
    found = images.main(sources_of(article(image=image)))
    assert found is not None
    assert found.value == Image(
        url="https://www.heron.example/a.jpg", caption="A ferry", credit="Jane Doe", width=640, height=480
    )


@pytest.mark.parametrize(
    "written",
    ["a" * 1_000_000 + " b", "," * 1_000_000 + "b", "a" + " " * 1_000_000 + "b", "a " * 500_000, "a 1w" + "," * 1_000_000, "a 9" + "9" * 1_000_000 + "w"],
    ids=range(6),
)  # fmt: skip
def test_a_megabyte_of_a_set_is_read_in_time(written: str) -> None:
    with within_two_seconds():
        images.largest_of(written)
        sources_of(meta(og__image="/a.jpg", og__image__width=f"1{' ' * 1_000_000}x"))
        shown(f"<img src=a.jpg width='1{' ' * 1_000_000}x' srcset='{written}'>")
