"""What a page shows in a frame or a player → its address.

Elements of AMP and light players ("lite-youtube") give the provider's id of a video in an attribute; its address is that of
the provider's own page for it. A post of a social network is a quotation until its script runs, and ends in its address.
"""

from __future__ import annotations

from typing import Final

from selectolax.lexbor import LexborNode

from presscut.extraction.addresses import resolve
from presscut.extraction.vocabulary import markup

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
