"""What a page shows in a frame or a player → its address, its provider's name, its title and its still.

Elements of AMP and light players ("lite-youtube") give the provider's id of a video in an attribute; its address is that of
the provider's own page for it. A post of a social network is a quotation until its script runs, and ends in its address.
Title and still come from the element, else from what JSON-LD declares of the same video (by the provider's id of it, or by
the address of its file); a still is never made up from an id. Adverts, counters, forms and buttons are no embeds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from presscut import article
from presscut.extraction.addresses import resolve
from presscut.extraction.characters import as_seen
from presscut.extraction.vocabulary import markup, players

SMALLEST_SIDE: Final = 50
"""CSS pixels. What is declared smaller is a counter in a frame."""

_ADDRESSES: Final = ("src", "data-src", "data-lazy-src", "data-litespeed-src", "data-src-cmplz", "data-cookieblock-src")
"""The last are what consent tools make of ``src``."""

_EMPTY: Final = "about:blank"
_BY_ID: Final[dict[str, tuple[str, str]]] = {
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v="),
    "lite-youtube": ("videoid", "https://www.youtube.com/watch?v="),
    "amp-vimeo": ("data-videoid", "https://vimeo.com/"),
    "lite-vimeo": ("videoid", "https://vimeo.com/"),
    "amp-dailymotion": ("data-videoid", "https://www.dailymotion.com/video/"),
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/"),
    "amp-facebook": ("data-href", ""),
    "amp-soundcloud": ("data-trackid", "https://api.soundcloud.com/tracks/"),
}
"""Tag → the attribute with the id, and what stands before it in the address."""
TAGS: Final = frozenset(("iframe", "video", "audio", "embed", "amp-iframe", "amp-video", "amp-audio", *_BY_ID))
_WITH_SOURCES: Final = frozenset(("video", "audio", "amp-video", "amp-audio"))


INVISIBLE_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BACKGROUND: Final = re.compile(r"""background(?:-image)?\s*:[^;]*?url\(\s*["']?([^"')]+)""", re.IGNORECASE)
_VIDEO: Final = re.compile(
    r"""//(?:[\w-]+\.)*(?:
    (?P<youtube>youtube(?:-nocookie)?\.com/(?:embed/|v/|shorts/|live/|watch\?(?:.*&)?v=)|youtu\.be/)
        (?!videoseries|live_stream)(?P<id>[\w-]+)
    |(?P<vimeo>vimeo\.com/(?:video/)?)(?P<vimeo_id>\d+)
    |(?P<dailymotion>dailymotion\.com/(?:embed/)?video/|dai\.ly/)(?P<dailymotion_id>\w+)
    )""",
    re.VERBOSE,
)
_STILL: Final = re.compile(r"//(?:[\w-]+\.)*(?:ytimg\.com|youtube\.com)/(?:vi|vi_webp|an_webp)/([\w-]+)/")
_WORDS: Final = re.compile(r"\w+")


def read(
    node: LexborNode,
    base_url: str | None,
    declared: Sequence[article.MediaObject] = (),
    stills: Sequence[str] = (),
) -> article.Embed | None:
    """What an element with one of the :data:`TAGS` shows; None where that is nothing of the article.

    ``declared``: the videos and recordings that the page declares; ``stills``: addresses of pictures that it names its own,
    one of which may be YouTube's still of this very video.
    """
    attributes = node.attributes
    url = address_of(node, base_url)
    if url is None or url == base_url:
        return None
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if players.shows_nothing(node.tag, host, parts.path):
        return None
    if attributes.get("src") and INVISIBLE_STYLE.search(attributes.get("style") or ""):
        return None  # without a src it waits for readers to agree
    name = players.name_of(host, parts.path)
    same = _declared(url, declared)
    return article.Embed(
        url=url,
        provider=host or None,
        provider_name=name,
        title=_title(attributes.get("title"), name) or (_title(same.name, name) if same is not None else None),
        thumbnail_url=_still_of_element(node, base_url)
        or (same.thumbnail_url if same is not None else None)
        or _still_of_page(url, stills),
        media=players.media_of(node.tag, host, parts.path),
    )


def key_of(url: str) -> str:
    """What two addresses of the same video share: the provider's id of it, else the address without scheme and fragment."""
    video = _VIDEO.search(url)
    if video is None:
        return url.partition("#")[0].partition("//")[2]
    return next(f"{name}:{video[group]}" for name, group in _IDS if video[name])


_IDS: Final = (("youtube", "id"), ("vimeo", "vimeo_id"), ("dailymotion", "dailymotion_id"))


def _declared(url: str, declared: Sequence[article.MediaObject]) -> article.MediaObject | None:
    if not declared:
        return None
    key = key_of(url)
    for media in declared:
        if any(key_of(address) == key for address in (media.url, media.embed_url) if address is not None):
            return media
    return None


def _title(written: str | None, provider_name: str | None) -> str | None:
    """A title, without the provider's name before it ("Spotify Embed: …"); None where it says what each frame says."""
    if not written:
        return None
    title = " ".join(as_seen(written).split())
    before, colon, after = title.partition(": ")
    if colon and _is_generic(before, provider_name):
        title = after
    return None if _is_generic(title, provider_name) else title


def _is_generic(title: str, provider_name: str | None) -> bool:
    words = set(_WORDS.findall(title.lower()))
    if provider_name is not None:
        words -= {*_WORDS.findall(provider_name.lower())}
    return words <= players.GENERIC_TITLE_WORDS


def _still_of_element(node: LexborNode, base_url: str | None) -> str | None:
    attributes = node.attributes
    written = attributes.get("poster")
    if not written and (style := attributes.get("style")) and (background := _BACKGROUND.search(style)):
        written = background[1]
    if not written and node.tag in _BY_ID:
        picture = node.css_first("img[src], amp-img[src]")
        written = picture.attributes.get("src") if picture is not None else None
    return resolve(written, base_url)


def _still_of_page(url: str, stills: Sequence[str]) -> str | None:
    key = key_of(url) if stills else ""
    return next((still for still in stills if (of := _STILL.search(still)) and key == f"youtube:{of[1]}"), None)


def address_of(node: LexborNode, base_url: str | None) -> str | None:
    """The absolute address of what an element with one of the :data:`TAGS` shows; None: nothing, or a counting pixel."""
    attributes = node.attributes
    tag = node.tag or ""
    url = None
    by_id = _BY_ID.get(tag)
    if by_id is not None and (identifier := attributes.get(by_id[0])):
        url = resolve(by_id[1] + identifier.strip(), base_url)
    if url is None:
        written = next((value for name in _ADDRESSES if (value := attributes.get(name)) and value != _EMPTY), None)
        if written is None and tag in _WITH_SOURCES:
            source = node.css_first("source[src]")
            written = source.attributes.get("src") if source is not None else None
        url = resolve(written, base_url)
    return None if any(_is_tiny(attributes.get(side)) for side in ("width", "height")) else url


def _is_tiny(side: str | None) -> bool:
    return side is not None and side.isdigit() and int(side) < SMALLEST_SIDE


def post_address(quotation: LexborNode) -> str | None:
    """The address of the post that a ``blockquote`` of a network's embedding code holds, as written.

    Instagram and TikTok name it in an attribute; in a tweet it is the last link, that of its date.
    """
    attributes = quotation.attributes
    if not markup.is_post(attributes.get("class") or ""):
        return None
    if told := attributes.get("data-instgrm-permalink") or attributes.get("cite"):
        return told
    links = quotation.css("a[href]")
    return links[-1].attributes.get("href") if links else None
