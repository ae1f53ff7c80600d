"""An HTTP request of API Gateway → the page that it carries."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from presscut import extract
from presscut.article import Article
from presscut.errors import EmptyInputError
from presscut.formats.compression import codings_in, decompress
from presscut.service.problems import ProblemError
from presscut.storage.headers import address_in_metadata, declared_charset, moment_in_metadata
from presscut.storage.records import posted_document_id

PAGE_TYPES: Final = ("text/html", "application/xhtml+xml", "application/octet-stream")
"""Of a page in transit; without a type it is sniffed, as RFC 9110 (section 8.3) allows."""


@dataclass(frozen=True, slots=True)
class PostedPage:
    """HTML as it was meant: bytes with their declared encoding, or text that the gateway has decoded already."""

    html: bytes | str
    url: str | None
    encoding: str | None
    fetched_at: datetime

    def document_id(self) -> str:
        html = self.html if isinstance(self.html, bytes) else self.html.encode(errors="surrogatepass")
        return posted_document_id(html, self.url, self.encoding)

    def article(self) -> Article:
        """Raises ExtractionError."""
        return extract(self.html, url=self.url, encoding=self.encoding, fetched_at=self.fetched_at)


def posted_page(
    *,
    body: str | None,
    is_base64: bool,
    headers: Mapping[str, str],
    url: str | None,
    fetched_at: str | None,
    received_at: datetime,
    max_bytes: int,
) -> PostedPage:
    """``headers`` by lower-case name; ``max_bytes`` after decompression. Raises ProblemError and ExtractionError.

    ``fetched_at`` as it was written; a page of which nobody says when it was fetched was fetched when it came.
    """
    content_type = headers.get("content-type") or ""
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type and media_type not in PAGE_TYPES:
        raise ProblemError(
            "unsupported_media_type",
            "Send the page itself, with Content-Type: text/html (a charset may follow), application/xhtml+xml "
            "or application/octet-stream.",
            {"Accept": ", ".join(PAGE_TYPES)},
        )
    given = _first(url, headers.get("x-presscut-url"), headers.get("content-location"))
    address = address_in_metadata(given)
    if given is not None and address is None:
        raise ProblemError("invalid_url", "The address of the page must be absolute, http or https.")
    written = _first(fetched_at, headers.get("x-presscut-fetched-at"))
    moment = moment_in_metadata(written)
    if written is not None and moment is None:
        raise ProblemError(
            "invalid_fetched_at",
            "The time when the page was fetched must be ISO 8601 (2026-03-01T18:30:00Z) or as HTTP's Date header has it.",
        )
    if not body:
        raise EmptyInputError("The request has no body; send the HTML of a page.")
    coding = headers.get("content-encoding")
    if is_base64 or codings_in(coding):
        html = decompress(_bytes(body, is_base64), coding, max_bytes=max_bytes)
        return PostedPage(html, address, declared_charset(content_type), moment or received_at)
    # Text has lost its encoding on the way: what it declares about itself is no longer so.
    return PostedPage(body, address, None, moment or received_at)


def _first(*said: str | None) -> str | None:
    """What is said and empty is said: ``?url=`` names no address, where nothing at all may."""
    return next((value for value in said if value is not None), None)


def _bytes(body: str, is_base64: bool) -> bytes:
    if not is_base64:
        return body.encode(errors="surrogatepass")
    try:
        return base64.b64decode(body, validate=True)
    except binascii.Error as error:
        raise ProblemError("invalid_base64", "The body is marked as base64 and is not.") from error
