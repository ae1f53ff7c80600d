"""Decompression: by magic bytes, by Content-Encoding, never more than asked for."""

from __future__ import annotations

import gzip
import sys
import time
import zlib

import brotli
import pytest
import zstandard
from hypothesis import example, given
from hypothesis import strategies as st

from presscut.errors import (
    CorruptCompressionError,
    PresscutError,
    TooLargeError,
    UnsupportedCompressionError,
)
from presscut.formats.compression import charsets_among, decompress

PAGE = "<!doctype html><title>Fähre</title><p>Die Fähre legt um sieben ab.</p>".encode() * 20
SECONDS = 2.0


def raw_deflate(data: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-15)
    return compressor.compress(data) + compressor.flush()


COMPRESSORS = {
    "gzip": gzip.compress,
    "br": brotli.compress,
    "zstd": zstandard.compress,
    "deflate": zlib.compress,
}


@pytest.mark.parametrize("coding", ["gzip", "zstd", "deflate"])
def test_what_shows_its_format_needs_no_content_encoding(coding: str) -> None:
    assert decompress(COMPRESSORS[coding](PAGE)) == PAGE


@pytest.mark.parametrize("coding", list(COMPRESSORS))
@given(data=st.binary(max_size=3000).filter(lambda data: data[:3] != b"\x1f\x8b\x08"))
@example(data=b"")
def test_what_was_compressed_comes_back(coding: str, data: bytes) -> None:
    page = b"<p>" + data
    assert decompress(COMPRESSORS[coding](page), coding, max_bytes=4000) == page


def test_deflate_without_zlib_header_is_read_too() -> None:
    assert decompress(raw_deflate(PAGE), "deflate") == PAGE


@pytest.mark.parametrize("coding", ["x-gzip", "GZIP", "aws-chunked,gzip", "identity, gzip", " gzip , "])
def test_content_encodings_are_read_as_they_are_written(coding: str) -> None:
    assert decompress(gzip.compress(PAGE), coding) == PAGE


@pytest.mark.parametrize(
    "coding", ["utf-8", "UTF-8", "iso-8859-1", "windows-1252", " utf8 , aws-chunked", "identity", ""]
)
def test_a_charset_that_is_said_to_be_a_coding_is_none(coding: str) -> None:
    assert decompress(PAGE, coding) == PAGE
    assert decompress(gzip.compress(PAGE), coding) == PAGE
    assert decompress(brotli.compress(PAGE), f"br, {coding}") == PAGE


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", None])
def test_nothing_at_all_is_empty_and_not_damaged(coding: str | None) -> None:
    assert decompress(b"", coding) == b""


def test_charsets_among_codings_are_named() -> None:
    assert charsets_among("gzip, UTF-8, aws-chunked, latin1") == ("utf-8", "latin1")
    assert charsets_among("gzip, compress") == charsets_among(None) == ()


def test_a_list_of_codings_is_undone_from_its_end() -> None:
    assert decompress(brotli.compress(gzip.compress(PAGE)), "gzip, br") == PAGE
    assert decompress(gzip.compress(brotli.compress(PAGE)), "br, gzip") == PAGE


@pytest.mark.parametrize("coding", [None, "gzip", "br", "deflate", "zstd", "gzip, br"])
def test_plain_html_is_plain_html_whatever_is_claimed(coding: str | None) -> None:
    assert decompress(PAGE, coding) == PAGE
    assert decompress(b"\xef\xbb\xbf\r\n<html lang=fr>\xc3\xa9", coding) == b"\xef\xbb\xbf\r\n<html lang=fr>\xc3\xa9"


def test_a_file_compressed_twice_is_read_though_declared_once() -> None:
    assert decompress(gzip.compress(gzip.compress(PAGE)), "gzip") == PAGE


def test_more_than_three_layers_are_refused() -> None:
    data = PAGE
    for _ in range(4):
        data = gzip.compress(data)
    with pytest.raises(CorruptCompressionError, match="layers"):
        decompress(data)


def test_members_of_a_gzip_file_are_joined_and_padding_is_dropped() -> None:
    assert decompress(gzip.compress(PAGE) + gzip.compress(b"<p>more") + bytes(512)) == PAGE + b"<p>more"


def test_frames_of_a_zstd_file_are_joined() -> None:
    assert decompress(zstandard.compress(PAGE) + zstandard.compress(b"<p>more")) == PAGE + b"<p>more"


@pytest.mark.parametrize("coding", list(COMPRESSORS))
@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_truncated_data_is_corrupt(coding: str, kept: float) -> None:
    noise = b"".join(zlib.crc32(bytes([i % 256, i // 256])).to_bytes(4, "big") for i in range(5000))
    whole = COMPRESSORS[coding](noise)
    with pytest.raises(CorruptCompressionError) as raised:
        decompress(whole[: int(len(whole) * kept)], coding)
    assert raised.value.code == "corrupt_compression"


def test_a_wrong_checksum_is_corrupt() -> None:
    data = bytearray(gzip.compress(PAGE))
    data[-6] ^= 0xFF
    with pytest.raises(CorruptCompressionError):
        decompress(bytes(data))


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "deflate"])
def test_data_of_another_format_than_claimed_is_corrupt(coding: str) -> None:
    with pytest.raises(CorruptCompressionError):
        decompress(b"\x00\x01\x02 neither markup nor compressed" * 9, coding)


@pytest.mark.parametrize("coding", ["compress", "gzip, lzma", "x-bzip2"])
def test_an_unknown_coding_is_named(coding: str) -> None:
    with pytest.raises(UnsupportedCompressionError, match=coding.split()[-1]):
        decompress(PAGE, coding)


@pytest.mark.parametrize(("package", "coding"), [("brotli", "br"), ("zstandard", "zstd")])
def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, package: str, coding: str) -> None:
    data = COMPRESSORS[coding](PAGE)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UnsupportedCompressionError, match=package):
        decompress(data, coding)


def bomb(coding: str) -> bytes:
    """A gigabyte and more of zeros; for gzip and zstd many members of one, made once."""
    block = bytes(64 * 1024 * 1024)
    if coding == "br":
        return brotli.compress(block * 4, quality=5)
    return COMPRESSORS[coding](block) * (100 if coding in ("gzip", "zstd") else 1)


@pytest.mark.parametrize("coding", list(COMPRESSORS))
def test_a_bomb_is_refused_at_the_limit(coding: str) -> None:
    data = bomb(coding)
    start = time.perf_counter()
    with pytest.raises(TooLargeError) as raised:
        decompress(data, coding, max_bytes=32 * 1024 * 1024)
    assert time.perf_counter() - start < SECONDS
    assert raised.value.code == "too_large"


def test_plain_data_over_the_limit_is_refused() -> None:
    with pytest.raises(TooLargeError):
        decompress(b"<p>" + b"x" * 100, max_bytes=50)


@given(st.binary(max_size=200), st.sampled_from([None, "gzip", "br", "zstd", "deflate", "gzip, br", "nonsense"]))
@example(b"x\x9c", None)
@example(b"\x1f\x8b\x08", None)
@example(b"\x28\xb5\x2f\xfd", "zstd")
def test_any_bytes_decompress_or_give_a_typed_error(data: bytes, coding: str | None) -> None:
    try:
        decompressed = decompress(data, coding, max_bytes=10_000)
    except PresscutError as refused:
        decompressed = str(refused).encode()
    assert isinstance(decompressed, bytes)
