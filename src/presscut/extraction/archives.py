"""Copies of pages in archives and caches → the page that was copied, and its address.

An archive adds a bar to the page and rewrites its addresses ("/web/20200101000000im_/https://…"); what is undone here is
what the Internet Archive's Wayback Machine and everything built like it (pywb: national libraries', Archive-It), archive.today,
the caches of Google, Bing and Yandex and those of AMP pages do. Nearly every page is no copy: whether one is says its address
or the start of its head, and only then anything is looked for. An article that links to an archive keeps its links.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from presscut.extraction.addresses import canonical_form, resolve

START_BYTES: Final = 4096
"""Where archives write what they need before anything of the page: their scripts or a new base."""
NEAR_BYTES: Final = 1 << 18
"""How far the bar is looked for that has the original's address in its form."""

# --- addresses ----------------------------------------------------------------------------------------------------

_MAY_BE_COPY: Final = re.compile(r"archive|wayback|cache|ampproject|/amp/s/|bing-amp|yandbtm|/\d{14}")
_WAYBACK: Final = re.compile(r"https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?P<original>.+)")
"""A time of four to fourteen digits, what is wanted of the page ("im_", "id_"), its address."""
_PYWB: Final = re.compile(r"https?://[^/]+/(?:[^/?#]+/){0,3}\d{14}(?:[a-z]{2}_)?/(?P<original>https?:/.+)")
_TODAY: Final = r"archive\.(?:today|is|ph|li|vn|md|fo)"
_TODAYS: Final = re.compile(rf"https?://{_TODAY}/(?:o/\w+|[\d.-]{{4,20}}|newest|oldest)/(?P<original>https?:/.+)")
_AMP: Final = re.compile(
    r"https?://(?:(?:[\w-]+\.)?(?:cdn\.ampproject\.org|bing-amp\.com)/[a-z]{1,2}(?:/w\d+)?|(?:www\.)?google\.[a-z.]+/amp)"
    r"/(?P<secure>s/)?(?P<original>[^/?#]+\.[^/?#]+.*)"
)
_GOOGLE: Final = re.compile(r"cache:(?:[\w-]{12}:)?(?P<original>[^+\s&]+)")
_CACHE_HOSTS: Final = ("cc.bingj.com", "yandexwebcache.net", "hghltd.yandex.net")


def original(address: str) -> str | None:
    """The address of what was copied, by the address of its copy in an archive or a cache; None: that of no copy."""
    if _MAY_BE_COPY.search(address) is None:
        return None
    for pattern in (_WAYBACK, _PYWB, _TODAYS):
        if match := pattern.fullmatch(address):
            return _with_scheme(match.group("original"))
    if match := _AMP.fullmatch(address):
        found = resolve(f"{'https' if match.group('secure') else 'http'}://{match.group('original')}", None)
        return canonical_form(found) if found is not None else None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.hostname == "webcache.googleusercontent.com" and (
        match := _GOOGLE.search(unquote(parts.query or parts.path).strip())
    ):
        return _with_scheme(match.group("original"))
    if parts.hostname in _CACHE_HOSTS:
        told = parse_qs(parts.query)
        return next((_with_scheme(told[name][0]) for name in ("url", "u") if name in told), None)
    return None


def _with_scheme(address: str) -> str | None:
    return resolve(address if re.match(r"https?:/", address) else f"http://{address}", None)


# --- pages --------------------------------------------------------------------------------------------------------

_MAY_BE_SIGNED: Final = (b"archive", b"wombat", b"wbinfo", b"cache-hdr", b"banner-styles", b"b_vPanel")
_SIGNS: Final = re.compile(
    rb"__wm\.(?:wombat|init|bt)\(|archive_analytics\.|/wombat\.js|\bwbinfo\.\w+\s*=|//web-static\.archive\.org/_static/"
    rb"|//archive\.org/includes/|/static/css/banner-styles\.css|google-cache-hdr|yandex-cache-hdr|b_vPanel"
    rb"|<link[^>]{1,200}?https?://" + _TODAY.encode() + rb"/"
)
_TOOLBAR: Final = re.compile(
    rb"<!--\s*BEGIN WAYBACK TOOLBAR INSERT\s*-->.*?<!--\s*END WAYBACK TOOLBAR INSERT\s*-->", re.DOTALL
)
# An address ends before each: what follows a slash stands within another and is the page's own.
_BEFORE: Final = rb"(?<=[\"'\s=,(;])"
_REWRITTEN: Final = re.compile(
    _BEFORE
    + rb"(?:(?:https?:)?\\?/\\?/[\w.-]++)?(?:(?:\\?/[\w-]{1,40}){1,3}?\\?/\d{14}(?:[a-z]{2}_)?|\\?/o\\?/\w{4,8})\\?/(?=https?:\\?/)"
)
_REWRITTEN_FOR_AMP: Final = re.compile(
    _BEFORE + rb"(?:(?:https?:)?//[\w-]+\.cdn\.ampproject\.org/[a-z]{1,2}|/ii?)(?:/w\d+)?/(s/)?(?=[\w-]+\.[\w.-]+/)"
)
_ORIGINALS: Final = (
    re.compile(rb"__wm\.wombat\(\s*[\"'](?P<original>https?:[^\"']+)"),
    re.compile(rb"\b(?:wbCurrentUrl|wbinfo\.url)\s*=\s*[\"'](?P<original>https?:[^\"']+)"),
    re.compile(rb"id=[\"']?wmtbURL[\"']?\s[^>]{0,200}?value=[\"'](?P<original>https?:[^\"']+)"),
    re.compile(rb"<link[^>]{1,200}?https?://" + _TODAY.encode() + rb"/[\d.-]+/(?P<original>https?:/[^\"'>\s]+)"),
    # A cache's; in a comment where a browser saved it.
    re.compile(rb"<(?:!--\s*<)?base\s+href=[\"']?(?P<original>https?://[^\"'>\s]+)"),
)
BARS: Final = (
    "#wm-ipp-base, #wm-ipp, #wm-ipp-print, #donato, #wb_iframe_div, #_wb_frame_top_banner, [id$='google-cache-hdr'], "
    "#yandex-cache-hdr, .b_vPanel"
)
"""What archives put above the page, as a selector."""
BARS_OF_TODAY: Final = "#HEADER, #DIVSHARE, #DIVALREADY, #DIVALREADY2"
"""The same for archive.today, by names that others use as well."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A page as it was before an archive had it."""

    utf8: bytes
    """Without the bar between comments, addresses as they were."""
    url: str | None
    """The original's, absolute: as the copy or its address tells it, else as it was given; None: nothing tells it."""
    bars: str
    """A selector for what else the archive put on the page."""


def read(utf8: bytes, url: str | None) -> Copy | None:
    """A page and its absolute address (if known) → what it is a copy of; None: it is no copy."""
    told = original(url) if url is not None else None
    start = utf8[:START_BYTES]
    if told is None and not (any(sign in start for sign in _MAY_BE_SIGNED) and _SIGNS.search(start)):
        return None
    if told is None and (url is None or _MAY_BE_COPY.search(url)):
        near = utf8[:NEAR_BYTES]
        matches = (pattern.search(near) for pattern in _ORIGINALS)
        address = next((match.group("original") for match in matches if match is not None), None)
        told = resolve(address.decode(errors="replace"), None) if address is not None else None
    is_todays = re.search(rb"https?://" + _TODAY.encode() + rb"/", start) is not None
    plain = _REWRITTEN.sub(b"", _TOOLBAR.sub(b"", utf8))
    if url is not None and "cdn.ampproject.org" in url:
        plain = _REWRITTEN_FOR_AMP.sub(lambda match: b"https://" if match.group(1) else b"http://", plain)
    return Copy(plain, told or url, f"{BARS}, {BARS_OF_TODAY}" if is_todays else BARS)


# --- what programs write that save pages ---------------------------------------------------------------------------

_SAVED: Final = (
    re.compile(r"<!--\s*saved from url=\(\d+\)\s*(\S+?)\s*-->", re.IGNORECASE),  # Internet Explorer, Chromium
    re.compile(r"<!--[^>]{0,80}?Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE),
    re.compile(r"<!--\s*Mirrored from\s+(\S+)\s+by HTTrack", re.IGNORECASE),
    re.compile(r"<!--[^>]{0,200}?source:\s*(https?://\S+)", re.IGNORECASE),
)
_COMMENT_START: Final = re.compile("<!--([^>]{0,300})")
_SIGNS_OF_SAVING: Final = ("saved from", "singlefile", "mirrored", "source:")
"""One of these is in the start of each such comment: few pages have any, so that the patterns seldom run."""


def saved_from(start: str) -> str | None:
    """The address in a comment that a program left in the start of a page that it saved; the original's, of a copy."""
    comments = " ".join(_COMMENT_START.findall(start)).lower() if "<!--" in start else ""
    for pattern in _SAVED if any(sign in comments for sign in _SIGNS_OF_SAVING) else ():
        match = pattern.search(start)
        if match is not None:
            address = match.group(1)
            if "://" not in address:
                address = f"http://{address}"
            return original(address) or address
    return None
