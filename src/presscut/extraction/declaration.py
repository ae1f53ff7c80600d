"""The encoding that a page declares about itself: ``meta`` or the XML declaration."""

from __future__ import annotations

import re
from typing import Final

from presscut.extraction.vocabulary.encodings import ENCODING_OF_LABEL

PRESCAN_BYTES: Final = 1024 * 1024
"""How far a ``meta`` is looked for, unless ``body`` begins before.

The standard's prescan covers 1024 bytes, but the parser obeys a ``meta`` met later as well ("change the encoding",
HTML 13.2.3.5). Of 2 192 pages of public corpora 196 declare it behind the first 1024 bytes, up to byte 263 863 of a
head full of scripts and styles, three of these in a legacy encoding.
"""

_STOP: Final = re.compile(
    rb"<(?:(!--)|(meta)(?=[\s/])|(script|style|title|noscript|textarea|template)(?=[\s/>])|body(?=[\s/>]))",
    re.IGNORECASE,
)
_ATTRIBUTE: Final = re.compile(
    rb"""[\s/]*+([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+""",
)
_CHARSET_IN_CONTENT: Final = re.compile(rb"charset\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s;\"']+))", re.IGNORECASE)
_XML_DECLARATION: Final = re.compile(rb"\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([^\"'>]{1,40})[\"']", re.IGNORECASE)


def declared_in_page(data: bytes) -> str | None:
    """The standard's name of the encoding that the page names first, or None; unknown labels are passed over.

    UTF-16 in a ``meta`` means UTF-8: what can be read as ASCII up to there is not UTF-16 (HTML 13.2.3.2).
    """
    head = data[:PRESCAN_BYTES]
    at = 0
    while (stop := _STOP.search(head, at)) is not None:
        comment, meta, raw = stop.groups()
        at = stop.end()
        if comment:
            end = head.find(b"-->", at - 2)
            if end < 0:
                break
            at = end + 3
        elif meta:
            name, at = _declared_by_meta(head, at)
            if name is not None:
                return "utf-8" if name.startswith("utf-16") else name
        elif raw:
            end = _end_of(head, raw, at)
            if end < 0:
                break
            at = end
        else:
            break
    declaration = _XML_DECLARATION.match(head)
    if declaration is None:
        return None
    name = _encoding(declaration.group(1))
    return "utf-8" if name is not None and name.startswith("utf-16") else name


def _end_of(head: bytes, raw: bytes, at: int) -> int:
    end = re.compile(rb"</" + raw, re.IGNORECASE).search(head, at)
    return end.end() if end else -1


def _declared_by_meta(head: bytes, at: int) -> tuple[str | None, int]:
    attributes: dict[bytes, bytes] = {}
    while (attribute := _ATTRIBUTE.match(head, at)) is not None and attribute.end() > at:
        name, value = attribute.groups()
        attributes.setdefault(name.lower(), (value or b"").strip(b"\"'"))
        at = attribute.end()
    if b"charset" in attributes:
        return _encoding(attributes[b"charset"]), at
    if attributes.get(b"http-equiv", b"").strip().lower() == b"content-type":
        match = _CHARSET_IN_CONTENT.search(attributes.get(b"content", b""))
        if match is not None:
            return _encoding(next(group for group in match.groups() if group is not None)), at
    return None, at


def _encoding(label: bytes) -> str | None:
    return ENCODING_OF_LABEL.get(label.decode("latin-1").strip("\t\n\f\r \"'").lower())
