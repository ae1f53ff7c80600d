"""Is this a page at all? What is none is told by what it looks like, so that its sender knows what went wrong."""

from __future__ import annotations

import json
import re
from typing import Final

from presscut.errors import NotHtmlError

HEAD_BYTES: Final = 4096

_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\0\0\1\0", "an icon"),
    (b"8BPS", "a Photoshop image"),
    (b"%PDF-", "a PDF document"),
    (b"%!PS", "a PostScript document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"),
    (b"PK\3\4", "a ZIP archive, or an Office or EPUB document"),
    (b"PK\5\6", "an empty ZIP archive"),
    (b"Rar!\x1a\7", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\0", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"ID3", "MP3 audio"),
    (b"OggS", "Ogg audio or video"),
    (b"fLaC", "FLAC audio"),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM video"),
    (b"FLV\1", "a Flash video"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"OTTO\0", "a font"),
    (b"\0\1\0\0\0", "a font"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\0asm", "a WebAssembly module"),
    (b"SQLite format 3\0", "a SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"WARC/", "a WARC archive"),
)
_MAGIC_BYTES: Final = tuple(magic for magic, _ in _MAGIC)
_RIFF: Final = {b"WEBP": "a WebP image", b"WAVE": "WAV audio", b"AVI ": "an AVI video"}
_MEDIA_BRANDS: Final = {b"avif": "an AVIF image", b"heic": "a HEIC image", b"mif1": "a HEIC image"}

_TAG: Final = re.compile(r"<(?:[a-zA-Z][a-zA-Z0-9:-]*+[\s/>]|!doctype\s+html)", re.IGNORECASE)
_XML_PROLOGUE: Final = re.compile(
    r"\s*+(?:<\?[^>]*+>\s*+|<!--(?:[^-]++|-(?!->))*+-->\s*+|<!doctype[^>\[]*+(?:\[[^\]]*+\])?[^>]*+>\s*+)*+", re.I
)
_ROOT: Final = re.compile(r"<([a-zA-Z_][\w.-]*+(?::[\w.-]++)?)")
_XML_ROOTS: Final = {
    "rss": "an RSS feed",
    "rdf:rdf": "an RSS feed (RDF)",
    "feed": "an Atom feed",
    "urlset": "a sitemap",
    "sitemapindex": "an index of sitemaps",
    "opml": "an OPML outline",
    "svg": "an SVG image",
    "error": "an XML error message",
    "listbucketresult": "a listing of a bucket",
}
_NO_CONTROLS: Final = bytes(set(range(256)) - {*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F})
MOST_CONTROLS: Final = 0.05
"""Share of control and replacement characters at the top of what still counts as text."""


def refuse_binary(data: bytes) -> None:
    """Raises NotHtmlError for what its first bytes show to be an image, a document, an archive, …"""
    if data.startswith(_MAGIC_BYTES):
        raise _not_html(next(kind for magic, kind in _MAGIC if data.startswith(magic)))
    if data[:4] == b"RIFF":
        raise _not_html(_RIFF.get(data[8:12], "RIFF media"))
    if data[4:8] == b"ftyp":
        raise _not_html(_MEDIA_BRANDS.get(data[8:12], "an MP4 or QuickTime video"))
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        raise _not_html("a BMP image")
    if data[257:262] == b"ustar":
        raise _not_html("a tar archive")
    if data[:1] == b"\xff" and data[1:2] in (b"\xfb", b"\xf3", b"\xf2", b"\xf1", b"\xf9"):
        raise _not_html("MP3 or AAC audio")


def refuse_other_text(text: str) -> None:
    """Raises NotHtmlError for JSON, XML that is no page, binary without a known beginning, text without any tag."""
    start = text[:HEAD_BYTES]
    controls = len(start.encode("utf-8", "replace").translate(None, _NO_CONTROLS)) + start.count("\ufffd")
    if controls > MOST_CONTROLS * len(start):
        raise _not_html("binary data")
    if start.lstrip()[:1] in ("{", "[", '"') and _is_json(text):
        raise _not_html("JSON")
    prologue = _XML_PROLOGUE.match(text)
    root = _ROOT.match(text, prologue.end() if prologue else 0)
    name = root.group(1).lower() if root else ""
    if name in _XML_ROOTS:
        raise _not_html(_XML_ROOTS[name])
    if name and start.lstrip().startswith("<?xml") and name.rpartition(":")[2] not in _PAGE_ROOTS:
        raise _not_html(f"an XML document with the root <{name}>")
    if _TAG.search(text) is None:
        raise _not_html("plain text without any tag")


_PAGE_ROOTS: Final = frozenset(
    ("html", "head", "body", "div", "p", "article", "section", "main", "table", "title", "meta", "link", "script")
).union(("center", "font", "h1", "span", "ul", "header"))


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _not_html(kind: str) -> NotHtmlError:
    return NotHtmlError(f"This looks like {kind}, not like a page: send the HTML that a browser would show.")
