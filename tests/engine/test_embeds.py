"""The address of what a frame or a player shows."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from presscut import extract
from presscut.extraction import embeds

BASE = "https://heron.example/a"
WATCH = "https://www.youtube.com/watch?v=abc"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<iframe src=//player.example/1></iframe>", "https://player.example/1"),
        ("<iframe data-src=/player></iframe>", "https://heron.example/player"),
        ("<iframe src=about:blank data-src=/player></iframe>", "https://heron.example/player"),
        ("<iframe src=about:blank data-src-cmplz=/player></iframe>", "https://heron.example/player"),
        ("<video src=a.mp4></video>", "https://heron.example/a.mp4"),
        ("<video poster=a.jpg><source src=a.webm><source src=a.mp4></video>", "https://heron.example/a.webm"),
        ("<audio><source src=a.mp3></audio>", "https://heron.example/a.mp3"),
        ("<amp-youtube data-videoid=abc></amp-youtube>", WATCH),
        ("<lite-youtube videoid=abc></lite-youtube>", WATCH),
        ("<amp-vimeo data-videoid=12></amp-vimeo>", "https://vimeo.com/12"),
        ("<amp-twitter data-tweetid=12></amp-twitter>", "https://twitter.com/i/status/12"),
        ("<amp-facebook data-href=https://www.facebook.com/heron/posts/1></amp-facebook>", "https://www.facebook.com/heron/posts/1"),
        # Nothing to show
        ("<iframe></iframe>", None),
        ("<iframe src=about:blank></iframe>", None),
        ("<iframe src='javascript:false'></iframe>", None),
        ("<iframe src=/counter width=1 height=1></iframe>", None),
        ("<video></video>", None),
        ("<lite-youtube></lite-youtube>", None),
    ],
)  # fmt: skip
def test_the_address_of_what_is_shown(html: str, expected: str | None) -> None:
    node = LexborHTMLParser(html).css_first(", ".join(sorted(embeds.TAGS)))
    assert node is not None
    assert embeds.address_of(node, BASE) == expected


POST = "https://twitter.com/heron/status/12"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<blockquote class=twitter-tweet><p>Rain. <a href=https://t.co/x>t.co/x</a></p>Heron <a href={POST}>May 1</a></blockquote>", POST),
        ("<blockquote class=instagram-media data-instgrm-permalink=https://www.instagram.com/p/x/><a href=/a>a</a></blockquote>", "https://www.instagram.com/p/x/"),
        ("<blockquote class=tiktok-embed cite=https://www.tiktok.com/@heron/video/1><a href=/a>a</a></blockquote>", "https://www.tiktok.com/@heron/video/1"),
        ("<blockquote class=twitter-tweet><p>Rain.</p></blockquote>", None),
        ("<blockquote><p>Rain. <a href=/a>a</a></p></blockquote>", None),
    ],
)  # fmt: skip
def test_the_address_of_a_post_that_is_quoted(html: str, expected: str | None) -> None:
    node = LexborHTMLParser(html).css_first("blockquote")
    assert node is not None
    assert embeds.post_address(node) == expected


TEXT = "".join(
    f"<p>The ferry between the islands ran again on day {day}, and the harbour master said that it would go on.</p>"
    for day in ("one", "two", "three", "four")
)


def test_a_light_player_between_paragraphs_is_an_embed() -> None:
    page = extract(
        f"<article><h1>The ferry runs</h1>{TEXT}<lite-youtube videoid=abc></lite-youtube>{TEXT.replace('day', 'night')}</article>",
        BASE,
    )
    assert [(block.url, block.media) for block in page.body if block.type == "embed"] == [(WATCH, "video")]


def test_portraits_and_buttons_above_the_text_are_no_images_of_the_article() -> None:
    page = extract(
        "<article><h1>The ferry runs</h1><div class=author-box><img src=jane.jpg width=120 height=160></div>"
        f"<div class=share-buttons><a href=/share><img src=mail.png></a></div><figure><img src=ferry.jpg></figure>{TEXT}</article>",
        BASE,
    )
    assert [image.url for image in page.images] == ["https://heron.example/ferry.jpg"]
