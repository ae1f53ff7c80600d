"""Compressed bytes → bytes, never more than asked for.

What the bytes show comes first: gzip and zstd have a magic number, zlib a header whose claim is tried. ``Content-Encoding``
decides about the rest, because objects in S3 carry it wrongly both ways: gzip files without it, plain HTML with it.
Output is made in pieces and counted, so a bomb ends at the limit and not at the memory's end.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Generator, Iterator
from typing import Final

from presscut.errors import CorruptCompressionError, TooLargeError, UnsupportedCompressionError
from presscut.extraction.decoding import encoding_of_label

DEFAULT_MAX_BYTES: Final = 32 * 1024 * 1024
MAX_LAYERS: Final = 3
"""Of compression in one another: two are seen (a .gz file served compressed once more), more only in attacks."""
_PIECE: Final = 256 * 1024
"""Of output; so much at most is made beyond the limit."""

_INPUT_PIECE: Final = 64 * 1024
_ZSTD_INPUT_PIECE: Final = 512
"""zstandard's incremental decompressor has no cap on what one call puts out: 512 bytes make 22 MB at most."""

_GZIP_MAGIC: Final = b"\x1f\x8b\x08"
_ZSTD_MAGIC: Final = b"\x28\xb5\x2f\xfd"
_MARKUP: Final = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n\f]*<[!?a-zA-Z]")


def decompress(data: bytes, content_encoding: str | None = None, *, max_bytes: int = DEFAULT_MAX_BYTES) -> bytes:
    """Undo the compression of a page.

    ``content_encoding``: as HTTP and S3 give it, a list in the order of application ("gzip, br"); ``identity``,
    ``aws-chunked`` and the names of charsets (:func:`charsets_among`) say nothing. ``max_bytes``: of each layer's output.
    Markup that is not compressed comes back as it is, whichever known coding it is said to be in; what follows a complete
    gzip, zstd or zlib stream and is none is dropped.
    Raises TooLargeError, CorruptCompressionError (truncated, wrong checksum, not of the format it is said to be),
    UnsupportedCompressionError (an unknown coding, or one whose package is not installed).
    """
    codings = (
        codings_in(content_encoding) if data else []
    )  # an empty page is empty, whatever was meant to be done to it
    layers = 0
    while True:
        shown = _by_magic(data)
        if shown is None and not codings:
            break
        if layers == MAX_LAYERS:
            raise CorruptCompressionError(
                f"More than {MAX_LAYERS} layers of compression in one another: send the page compressed once."
            )
        layers += 1
        coding = shown or codings[-1]
        if codings and codings[-1] == coding:
            codings.pop()
        try:
            data = _collect(_READERS[coding](data), coding, max_bytes)
        except CorruptCompressionError:
            if shown is not None or _MARKUP.match(data) is None:
                raise
    if len(data) > max_bytes:
        raise TooLargeError(f"The page has {len(data)} bytes and presscut reads {max_bytes} at most.")
    return data


def charsets_among(content_encoding: str | None) -> tuple[str, ...]:
    """What names a charset and no coding: uploaders write ``Content-Encoding: utf-8`` and mean the ``Content-Type``."""
    return tuple(name for name in _listed(content_encoding) if encoding_of_label(name) is not None)


def _listed(content_encoding: str | None) -> list[str]:
    return [name.strip().lower() for name in (content_encoding or "").split(",")]


def codings_in(content_encoding: str | None) -> list[str]:
    """Those that change the bytes, in the order of application. Raises UnsupportedCompressionError."""
    codings = []
    for name in _listed(content_encoding):
        if name in _NO_CODINGS or encoding_of_label(name) is not None:
            continue
        coding = _ALIASES.get(name, name)
        if coding not in _READERS:
            raise UnsupportedCompressionError(
                f"Content-Encoding {name!r} is not one that presscut reads: use gzip, deflate, br or zstd, or none."
            )
        codings.append(coding)
    return codings


def _by_magic(data: bytes) -> str | None:
    if data.startswith(_GZIP_MAGIC):
        return "gzip"
    if data.startswith(_ZSTD_MAGIC):
        return "zstd"
    return "deflate" if _is_zlib(data) else None


def _is_zlib(data: bytes) -> bool:
    """RFC 1950, 2.2: method 8, a window of 32 KB at most, a check of both bytes. Text that begins so does not inflate."""
    if len(data) < 3 or data[0] & 0x0F != 8 or data[0] >> 4 > 7 or (data[0] << 8 | data[1]) % 31:
        return False
    inflater = zlib.decompressobj()
    try:
        return bool(inflater.decompress(data[:_INPUT_PIECE], 1024)) or inflater.eof
    except zlib.error:
        return False


def _collect(pieces: Iterator[bytes], coding: str, max_bytes: int) -> bytes:
    collected = bytearray()
    for piece in pieces:
        collected += piece
        if len(collected) > max_bytes:
            raise TooLargeError(f"Out of its {coding} compression the page has more than {max_bytes} bytes.")
    return bytes(collected)


def _damaged(coding: str, reason: object) -> CorruptCompressionError:
    return CorruptCompressionError(f"The {coding} data is damaged ({reason}): compress the page again.")


def _gunzip(data: bytes) -> Iterator[bytes]:
    """All members (RFC 1952, 2.2), and no padding behind them."""
    at = 0
    while True:
        at = yield from _inflate(data, at, 16 + zlib.MAX_WBITS, "gzip")
        if not data.startswith(_GZIP_MAGIC, at):
            return


def _undeflate(data: bytes) -> Iterator[bytes]:
    """HTTP's "deflate" is zlib (RFC 9110, 8.4.1.2), and raw deflate from servers that took the name at its word."""
    yield from _inflate(data, 0, zlib.MAX_WBITS if _is_zlib(data) else -zlib.MAX_WBITS, "deflate")


def _inflate(data: bytes, start: int, window_bits: int, coding: str) -> Generator[bytes, None, int]:
    """One stream from ``start`` on; returns where it ends."""
    inflater = zlib.decompressobj(window_bits)
    at = start
    try:
        while not inflater.eof:
            if at >= len(data) and not inflater.unconsumed_tail:
                raise _damaged(coding, "it breaks off")
            source = inflater.unconsumed_tail
            if not source:
                source = data[at : at + _INPUT_PIECE]
                at += len(source)
            yield inflater.decompress(source, _PIECE)
    except zlib.error as error:
        raise _damaged(coding, error) from error
    return at - len(inflater.unused_data)


def _unbrotli(data: bytes) -> Iterator[bytes]:
    try:
        import brotli
    except ImportError as error:
        raise _not_installed("br", "brotli") from error
    decompressor = brotli.Decompressor()
    try:
        yield decompressor.process(data, output_buffer_limit=_PIECE)
        while not decompressor.is_finished():
            if decompressor.can_accept_more_data():
                raise _damaged("br", "it breaks off")
            yield decompressor.process(b"", output_buffer_limit=_PIECE)
    except brotli.error as error:
        raise _damaged("br", error) from error


def _unzstd(data: bytes) -> Iterator[bytes]:
    """All frames (RFC 8878, 3)."""
    try:
        import zstandard
    except ImportError as error:
        raise _not_installed("zstd", "zstandard") from error
    at = 0
    while data.startswith(_ZSTD_MAGIC, at) or at == 0:
        decompressor = zstandard.ZstdDecompressor().decompressobj()
        try:
            while not decompressor.eof:
                if at >= len(data):
                    raise _damaged("zstd", "it breaks off")
                piece = decompressor.decompress(data[at : at + _ZSTD_INPUT_PIECE])
                at = min(at + _ZSTD_INPUT_PIECE, len(data))
                yield piece
        except zstandard.ZstdError as error:
            raise _damaged("zstd", error) from error
        at -= len(decompressor.unused_data)


def _not_installed(coding: str, package: str) -> UnsupportedCompressionError:
    return UnsupportedCompressionError(
        f"Reading {coding} needs the package {package}: pip install {package} (the extra 'service' has it)."
    )


_READERS: Final[dict[str, Callable[[bytes], Iterator[bytes]]]] = {
    "gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
_ALIASES: Final = {"x-gzip": "gzip", "brotli": "br", "x-deflate": "deflate", "zlib": "deflate"}
_NO_CODINGS: Final = frozenset(["", "identity", "aws-chunked", "none"])
"""S3 stores "aws-chunked" with objects that were uploaded so; it says nothing about the object."""
