"""Characters as readers see them: without those that are never seen, and letters as one with their marks.

The latter is Unicode's form C, which the Web writes (W3C, *Character Model for the World Wide Web: String Matching*). What
was copied from a PDF or from a Mac's file names has "u" and two dots for "ü", and nobody who looks for the word finds it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

Mark = tuple[str, int, int, str | None]
"""As :data:`presscut.extraction.blocks.Mark`."""

_UNSEEN: Final = "\u00ad\ufeff\u200b\u2060"
"""Soft hyphens, byte order marks, spaces and joiners without width."""
_IN_PARTS: Final = (
    "\u0300-\u036f\u3099\u309a\u1100-\u11ff"  # accents, the marks of kana, parts of Hangul
    "\u0958-\u095f\u09dc-\u09df\u0a33-\u0a5e\u0b5c\u0b5d"  # letters of India that form C takes apart
)
INVISIBLE: Final = re.compile(f"[{_UNSEEN}]")
_PARTS: Final = re.compile(f"[{_IN_PARTS}]")
_UNUSUAL: Final = re.compile(f"[{_UNSEEN}{_IN_PARTS}]")


def as_seen(text: str) -> str:
    """A text without invisible characters and in form C."""
    if text.isascii() or _UNUSUAL.search(text) is None:
        return text
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text))


def composed(text: str, marks: Sequence[Mark]) -> tuple[str, tuple[Mark, ...]]:
    """A text in form C, piece by piece between its marks, and those (kind, start, end, target) at their places in it."""
    pieces: list[str] = []
    place_of = {0: 0}
    length = 0
    bounds = {0, len(text), *[start for _, start, _, _ in marks], *[end for _, _, end, _ in marks]}
    for start, end in pairwise(sorted(bounds)):
        piece = unicodedata.normalize("NFC", text[start:end])
        pieces.append(piece)
        length += len(piece)
        place_of[end] = length
    return "".join(pieces), tuple([(kind, place_of[start], place_of[end], url) for kind, start, end, url in marks])


def is_in_parts(text: str) -> bool:
    """Whether a letter and its marks may stand apart in a text."""
    return _PARTS.search(text) is not None
