"""The address of what a frame or a player shows."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from presscut import extract
from presscut.article import Embed, MediaObject
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


VIDEO = "https://www.youtube.com/embed/abc"
STILL = "https://i.ytimg.com/vi/abc/hq720.jpg"
DECLARED = MediaObject(
    type="VideoObject",
    name="The ferry runs",
    embed_url=f"{VIDEO}?rel=0",
    thumbnail_url="https://heron.example/still.jpg",
)


def read(html: str, declared: tuple[MediaObject, ...] = (), stills: tuple[str, ...] = ()) -> Embed | None:
    node = LexborHTMLParser(html).css_first(", ".join(sorted(embeds.TAGS)))
    assert node is not None
    return embeds.read(node, BASE, declared, stills)


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (f"<iframe src={VIDEO} title='The ferry &amp; the\nrain'></iframe>", "The ferry & the rain"),
        ("<iframe src=https://open.spotify.com/embed/1 title='Spotify Embed: The harbour'></iframe>", "The harbour"),
        ("<iframe src=https://datawrapper.dwcdn.net/1 title='Ferries: two a day'></iframe>", "Ferries: two a day"),
        (f"<iframe src={VIDEO} title='YouTube video player'></iframe>", None),
        ("<iframe src=https://player.vimeo.com/video/1 title='vimeo-player'></iframe>", None),
        ("<iframe src=https://charts.example/1 title='Interactive map'></iframe>", None),
        (f"<iframe src={VIDEO} title=' '></iframe>", None),
        (f"<iframe src={VIDEO}></iframe>", None),
    ],
)
def test_the_title_is_what_tells_this_frame_from_others(html: str, title: str | None) -> None:
    embed = read(html)
    assert embed is not None
    assert embed.title == title


@pytest.mark.parametrize(
    ("html", "stills", "thumbnail"),
    [
        ("<video src=a.mp4 poster=a.jpg></video>", (), "https://heron.example/a.jpg"),
        (f"<lite-youtube videoid=abc style=\"background-image: url('{STILL}');\"></lite-youtube>", (), STILL),
        (f"<amp-youtube data-videoid=abc><amp-img placeholder src={STILL}></amp-img></amp-youtube>", (), STILL),
        (f"<iframe src={VIDEO}></iframe>", ("https://heron.example/1.jpg", STILL), STILL),
        # Never made up, and never another video's
        (f"<iframe src={VIDEO}></iframe>", (), None),
        (f"<iframe src={VIDEO}></iframe>", ("https://i.ytimg.com/vi/other/hq720.jpg",), None),
        ("<iframe src=https://player.vimeo.com/video/1></iframe>", (STILL,), None),
        ("<video src=a.mp4 poster='data:image/gif;base64,R0lG'></video>", (), None),
    ],
)
def test_the_still_is_one_that_the_page_names(html: str, stills: tuple[str, ...], thumbnail: str | None) -> None:
    embed = read(html, stills=stills)
    assert embed is not None
    assert embed.thumbnail_url == thumbnail


@pytest.mark.parametrize(
    ("html", "declared", "is_same"),
    [
        (f"<iframe src={VIDEO}></iframe>", DECLARED, True),
        ("<iframe src='https://www.youtube-nocookie.com/embed/abc?start=5'></iframe>", DECLARED, True),
        ("<lite-youtube videoid=abc></lite-youtube>", DECLARED, True),
        ("<video src='/a.mp4#t=1'></video>", DECLARED.model_copy(update={"url": "http://heron.example/a.mp4"}), True),
        ("<iframe src=https://www.youtube.com/embed/other></iframe>", DECLARED, False),
        ("<iframe src='https://www.youtube.com/embed/videoseries?list=1'></iframe>", DECLARED, False),
        ("<video src='/b.mp4'></video>", DECLARED.model_copy(update={"url": "http://heron.example/a.mp4"}), False),
    ],
)
def test_what_is_declared_of_the_same_video_is_said_of_it(html: str, declared: MediaObject, is_same: bool) -> None:
    embed = read(html, (declared,))
    assert embed is not None
    expected = ("The ferry runs", "https://heron.example/still.jpg") if is_same else (None, None)
    assert (embed.title, embed.thumbnail_url) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<iframe src=https://ad.doubleclick.net/1></iframe>",
        f"<iframe src={VIDEO} style='display: none'></iframe>",
        f"<iframe src={BASE}></iframe>",
    ],
)
def test_what_shows_nothing_of_the_article_is_no_embed(html: str) -> None:
    assert read(html) is None


def test_a_frame_that_waits_for_consent_is_an_embed() -> None:
    embed = read(f"<iframe data-cookieblock-src={VIDEO} style='display:none'></iframe>")
    assert embed is not None
    assert (embed.url, embed.provider, embed.provider_name) == (VIDEO, "youtube.com", "YouTube")


def test_a_frame_that_comes_again_for_readers_without_scripts_is_shown_once() -> None:
    frame = f"<iframe src={VIDEO}></iframe>"
    page = extract(
        f"<article><h1>The ferry runs</h1>{TEXT}{frame}<noscript>{frame}</noscript>{TEXT.replace('day', 'night')}</article>",
        BASE,
    )
    assert [block.url for block in page.body if block.type == "embed"] == [VIDEO]
