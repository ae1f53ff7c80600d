"""What headers say about a page: its charset, its address, and when it was fetched."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from urllib.parse import quote, unquote, urlsplit

_CHARSET = re.compile(r""";\s*charset\s*=\s*(?:"([^"]*)"|([^\s;"]+))""", re.IGNORECASE)
_QUOTED_SCHEME = re.compile(r"https?%3A", re.IGNORECASE)


def declared_charset(content_type: str | None) -> str | None:
    """``text/html; charset="utf-8"`` → ``utf-8``."""
    found = _CHARSET.search(content_type or "")
    return (found.group(1) or found.group(2)) if found else None


def address_in_metadata(value: str | None) -> str | None:
    """The value of ``x-amz-meta-url`` or ``X-Presscut-Url`` → an absolute http(s) address, or None where it is none.

    Headers are ASCII, so addresses that are not arrive in one of two disguises: S3 itself hands out metadata set
    through its REST API in RFC 2047's encoded words, and careful clients percent-encode the whole address.
    """
    if not value:
        return None
    try:
        address = str(make_header(decode_header(value))).strip()
    except (HeaderParseError, LookupError, ValueError):
        address = value.strip()
    if _QUOTED_SCHEME.match(address):
        address = unquote(address)
    return address if is_web_address(address) else None


def address_for_metadata(address: str) -> str:
    """The inverse: a value for ``x-amz-meta-url`` that is ASCII and is no encoded word, whatever the address.

    >>> address_for_metadata("https://courier.example/f%C3%A4hre"), address_for_metadata("https://courier.example/fähre")
    ('https://courier.example/f%C3%A4hre', 'https%3A%2F%2Fcourier.example%2Ff%C3%A4hre')
    """
    is_plain = address.isascii() and address.isprintable() and " " not in address and "=?" not in address
    return address if is_plain else quote(address, safe="")


def moment_in_metadata(value: str | None) -> datetime | None:
    """The value of ``x-amz-meta-fetched-at`` or ``X-Presscut-Fetched-At`` → a moment, or None where it is none.

    ISO 8601 (``2026-03-01T18:30:00Z``; a date alone is its midnight, and without an offset it is UTC's), or a date as
    HTTP writes it in its ``Date`` header (RFC 9110, section 5.6.7), so that a crawler may hand on what it was sent.
    """
    written = (value or "").strip()
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written) if written[0].isdigit() else parsedate_to_datetime(written)
        return (moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
