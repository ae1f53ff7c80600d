"""Cursors: where the next page of a listing begins, as a text that goes through addresses and headers unharmed.

A cursor is base64url (RFC 4648, section 5, without padding) of: a byte with the version of this form, eight bytes that tell
which query it belongs to, eight bytes that tell damage, and the position as a JSON array of strings.

It is no secret and carries no signature, and needs none: a position is only ever looked up *within* the query that is asked,
whose bounds the reader checks (:func:`presscut.storage.listing.start_of`). So all that a well-made forgery can do is to
begin elsewhere in a listing that its maker may read anyway; whatever else it says is refused.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Sequence
from typing import Final

from presscut.errors import ForeignCursorError, InvalidCursorError

MAX_LENGTH: Final = 1024
"""Of a cursor, in characters; those of this version have about 200."""

_VERSION: Final = b"\x01"
_DIGEST_BYTES: Final = 8
_ALPHABET: Final = re.compile("[A-Za-z0-9_-]+")


def cursor_of(query: Sequence[str], position: Sequence[str]) -> str:
    """``query`` is all that tells one query from another, in a fixed order; the page's size is no part of it."""
    payload = json.dumps(list(position), ensure_ascii=False, separators=(",", ":")).encode()
    belonging = _digest(b"query", json.dumps(list(query)).encode())
    packed = _VERSION + belonging + _digest(b"cursor", belonging + payload) + payload
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode("ascii")


def position_in(cursor: str, query: Sequence[str]) -> tuple[str, ...]:
    """The position that :func:`cursor_of` was given. Raises ForeignCursorError (of another query) and InvalidCursorError."""
    packed = _unpacked(cursor)
    version, belonging, damage, payload = packed[:1], packed[1:9], packed[9:17], packed[17:]
    if version != _VERSION:
        raise InvalidCursorError("The cursor is of a version that is not read; begin again without one.")
    if damage != _digest(b"cursor", belonging + payload):
        raise InvalidCursorError("The cursor is damaged or made up; send it as the page before gave it.")
    if belonging != _digest(b"query", json.dumps(list(query)).encode()):
        raise ForeignCursorError("The cursor belongs to another query; ask what was asked when it was given.")
    try:
        position = json.loads(payload)
    except ValueError:
        position = None
    if not isinstance(position, list) or not all(isinstance(part, str) for part in position):
        raise InvalidCursorError("The cursor is made up: it names no position.")
    return tuple(position)


def _unpacked(cursor: str) -> bytes:
    if len(cursor) > MAX_LENGTH or not _ALPHABET.fullmatch(cursor):
        raise InvalidCursorError("That is no cursor: they are base64url, and not long.")
    try:
        packed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except binascii.Error as error:
        raise InvalidCursorError("The cursor is cut off.") from error
    # base64 has bits to spare at the end: two texts for the same bytes would be two cursors for the same place.
    if base64.urlsafe_b64encode(packed).rstrip(b"=").decode("ascii") != cursor:
        raise InvalidCursorError("The cursor is damaged or made up; send it as the page before gave it.")
    return packed


def _digest(purpose: bytes, data: bytes) -> bytes:
    return hashlib.sha256(purpose + b"\0" + data).digest()[:_DIGEST_BYTES]
