"""bytes → sane text, by the rules of the web.

The order is the standard's (WHATWG Encoding 6, HTML 13.2.3): a byte order mark, then the charset that the transport
named, then the page's own ``meta``, then detection over the whole. Declarations lie, so one that the bytes disprove is
put aside:

- Bytes that are valid UTF-8 and not just ASCII are UTF-8, whatever is declared: servers that add ``ISO-8859-1`` to all
  they send are common, and text of another encoding hardly ever makes valid UTF-8 by chance.
- A page declared UTF-8 most of whose bytes outside ASCII are not is detected anew. With fewer it stays UTF-8, and what
  is malformed reads as windows-1252 where that makes a letter or a quotation mark (a paragraph pasted from another
  program), else as U+FFFD; both are counted.

A label unknown to the standard counts as none, from the transport as from the page: browsers do so, and the bytes may
well tell. Only the standard's "replacement" encodings (``iso-2022-kr``, ``hz-gb-2312``, …) are refused.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from presscut.errors import EmptyInputError, TooLargeError, UndecodableError
from presscut.extraction import charset_detection, declaration, file_types
from presscut.extraction.vocabulary.encodings import (
    CODECS,
    ENCODING_OF_LABEL,
    MULTI_BYTE,
    REPLACEMENT,
    SINGLE_BYTE_OVERRIDES,
)

FoundIn = Literal["bom", "transport", "meta", "detected", "given as text"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without NULs and lone surrogates, and how it came about."""

    text: str
    encoding: str | None
    """The standard's name in lower case ("utf-8", "windows-1252", "gbk"); None for what came as text."""
    found_in: FoundIn
    replacements: int
    """Malformed sequences that were replaced or repaired."""
    utf8: bytes | None = None
    """The text in UTF-8, where the page came so: the parser takes it as it is."""


LARGEST_REPAIR: Final = 4 * 1024 * 1024
"""Bytes. Malformed UTF-8 is looked at run by run up to this size (half a second at worst), beyond only replaced."""
FEW_MALFORMED: Final = 4
"""With fewer malformed sequences than this a declared encoding is believed."""

MOST_MALFORMED: Final = 0.25
"""Malformed sequences to a byte outside ASCII; with more, the declared encoding is not the page's."""
PROOF_AGAINST_PAIRS: Final = 32
"""Bytes outside ASCII that must be valid UTF-8 to disprove an East Asian encoding: a few of its pairs can be by chance."""

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16be"), (b"\xff\xfe", "utf-16le"))
_ASCII: Final = bytes(range(0x80))
_REPAIR_WINDOW: Final = 256
_EMPTY: Final = "The page is empty: there is nothing but white space in it."
_BLANK: Final = b" \t\r\n\f\v\0"
_NON_ASCII: Final = re.compile(rb"[\x80-\xff]+")
_SURROGATES: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")
_CUT_LEADS: Final = frozenset([b"\xc2", b"\xc3", b"\xe2"])
"""First bytes of the commonest sequences: alone, they are more likely a letter cut in two than Â, Ã or â."""


def read(html: bytes | str, encoding: str | None, max_bytes: int) -> Decoded:
    """Make text of a page.

    ``encoding``: the charset its transport named, if any. ``max_bytes``: of the page as bytes (text is measured as
    UTF-8). Raises TooLargeError, EmptyInputError (white space, NULs, a byte order mark), NotHtmlError, UndecodableError.
    """
    if isinstance(html, str):
        return _read_text(html, max_bytes)
    if len(html) > max_bytes:
        raise TooLargeError(_too_large(len(html), max_bytes))
    bare, marked = _without_mark(html)
    if not bare.strip(_BLANK):
        raise EmptyInputError(_EMPTY)
    file_types.refuse_binary(bare)
    name: str
    found_in: FoundIn
    as_utf8 = _as_utf8(bare)
    name, found_in = (marked, "bom") if marked else _decide(bare, encoding, as_utf8 is not None)
    utf8 = None
    if name == "utf-8" and as_utf8 is not None:
        text, replacements, utf8 = as_utf8, 0, bare
    else:
        text, replacements = _decode(bare, name)
    if b"\0" in bare:
        text, utf8 = text.replace("\0", ""), None
    file_types.refuse_other_text(text)
    return Decoded(text, name, found_in, replacements, utf8)


def _read_text(html: str, max_bytes: int) -> Decoded:
    if len(html) > max_bytes:
        raise TooLargeError(_too_large(len(html), max_bytes))
    text = html.removeprefix("\ufeff").replace("\0", "")
    replacements = 0
    try:
        size = len(text) if text.isascii() else len(text.encode())
    except UnicodeEncodeError:
        text, replacements = _without_surrogates(text)
        size = len(text.encode())
    if size > max_bytes:
        raise TooLargeError(_too_large(size, max_bytes))
    if not text.strip():
        raise EmptyInputError(_EMPTY)
    file_types.refuse_binary(text[: file_types.HEAD_BYTES].encode())
    file_types.refuse_other_text(text)
    return Decoded(text, None, "given as text", replacements)


def _too_large(size: int, max_bytes: int) -> str:
    return f"The page has {size} bytes or more and presscut reads {max_bytes} at most: send the part with the article."


def _without_surrogates(text: str) -> tuple[str, int]:
    """Pairs become the character that they mean, lone ones U+FFFD."""
    lone = 0

    def repair(match: re.Match[str]) -> str:
        nonlocal lone
        found = match.group()
        if len(found) == 2:
            return found.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        lone += 1
        return "\ufffd"

    return _SURROGATES.sub(repair, text), lone


def _without_mark(data: bytes) -> tuple[bytes, str | None]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :], name
    return data, None


def encoding_of_label(label: str | None) -> str | None:
    """The standard's encoding for a label in any case, with spaces around; None for an unknown one (Encoding 4.2)."""
    return ENCODING_OF_LABEL.get(label.strip("\t\n\f\r \"'").lower()) if label else None


def _as_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _decide(data: bytes, transport_label: str | None, is_utf8: bool) -> tuple[str, FoundIn]:
    declared = encoding_of_label(transport_label)
    found_in: FoundIn = "transport"
    if declared is None or (declared.startswith("utf-16") and b"\0" not in data[:1024]):
        declared, found_in = declaration.declared_in_page(data), "meta"
    if declared == REPLACEMENT:
        raise UndecodableError(
            "The page is declared to be in an encoding that the web has given up (iso-2022-kr, hz-gb-2312, "
            "iso-2022-cn or the like): convert it to UTF-8."
        )
    if declared == "x-user-defined":
        declared = "windows-1252"
    if declared is None or _is_disproved(data, declared, is_utf8):
        return _detected(data, is_utf8), "detected"
    return declared, found_in


def _detected(data: bytes, is_utf8: bool) -> str:
    if (wide := charset_detection.utf16_without_mark(data)) is not None:
        return wide
    return "utf-8" if is_utf8 else charset_detection.legacy_encoding(data)


def _is_disproved(data: bytes, declared: str, is_utf8: bool) -> bool:
    if declared.startswith("utf-16"):
        return False
    if charset_detection.utf16_without_mark(data) is not None:
        return True
    if declared == "iso-2022-jp" or data.isascii() or (declared == "utf-8" and is_utf8):
        return False
    outside_ascii = len(data.translate(None, _ASCII))
    if declared == "utf-8" or declared in MULTI_BYTE:
        malformed = _count_malformed(data.decode(CODECS[declared], "replace"), data)
        if malformed >= FEW_MALFORMED and malformed > MOST_MALFORMED * outside_ascii:
            return True
    if declared == "utf-8":
        return False
    enough = outside_ascii >= PROOF_AGAINST_PAIRS or declared not in MULTI_BYTE
    return enough and is_utf8


def _count_malformed(text: str, data: bytes) -> int:
    return max(text.count("\ufffd") - data.count(b"\xef\xbf\xbd"), 0)


def _decode(data: bytes, name: str) -> tuple[str, int]:
    """Text, and how many malformed sequences were replaced in it."""
    if name == "utf-8":
        return _repaired_utf8(data)
    if name in MULTI_BYTE or name.startswith("utf-16"):
        text = data.decode(CODECS[name], "replace")
    else:
        text = codecs.charmap_decode(data, "strict", _single_byte_table(name))[0]
    return text, text.count("\ufffd")


@cache
def _single_byte_table(name: str) -> str:
    """The 256 characters of an encoding as the standard's index has them."""
    overrides = SINGLE_BYTE_OVERRIDES.get(name, {})
    characters = []
    for byte in range(256):
        character = overrides.get(byte) or bytes([byte]).decode(CODECS[name], "replace")
        if character == "\ufffd" and byte < 0xA0 and name.startswith("windows-"):
            character = chr(byte)
        characters.append(character)
    return "".join(characters)


def _repaired_utf8(data: bytes) -> tuple[str, int]:
    if len(data) > LARGEST_REPAIR:
        text = data.decode("utf-8", "replace")
        return text, _count_malformed(text, data)
    repaired = 0

    def repair(match: re.Match[bytes]) -> bytes:
        nonlocal repaired
        run = match.group()
        try:
            run.decode("utf-8")
        except UnicodeDecodeError:
            text, count = _repair_run(run)
            repaired += count
            return text.encode("utf-8")
        return run

    return _NON_ASCII.sub(repair, data).decode("utf-8"), repaired


def _repair_run(run: bytes) -> tuple[str, int]:
    """A run of bytes outside ASCII that is not all UTF-8: what is stays, the rest reads as windows-1252 or U+FFFD."""
    parts = []
    count = 0
    at = 0
    while at < len(run):
        try:
            parts.append(run[at : at + _REPAIR_WINDOW].decode("utf-8"))
            at += _REPAIR_WINDOW
        except UnicodeDecodeError as error:
            parts.append(run[at : at + error.start].decode("utf-8"))
            if error.end == _REPAIR_WINDOW and error.start and error.reason == "unexpected end of data":
                at += error.start  # cut by the window, not by the page
                continue
            parts.append(_as_western(run[at + error.start : at + error.end]))
            count += 1
            at += error.end
    return "".join(parts), count


def _as_western(malformed: bytes) -> str:
    """One malformed sequence: of one byte a letter or punctuation of windows-1252, of more a character cut short."""
    if len(malformed) == 1 and malformed not in _CUT_LEADS:
        character = _single_byte_table("windows-1252")[malformed[0]]
        if character >= "\xa0":
            return character
    return "\ufffd"
