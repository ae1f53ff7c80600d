"""Styled text → lines that fit a terminal's columns, East Asian characters counted as the two that they take."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from presscut.rendering.characters import unspoofed

_ZERO_WIDTH: Final = frozenset(("Mn", "Me", "Cf"))
_WIDE: Final = frozenset("WF")
_NO_LINE_START: Final = frozenset(("Pe", "Pf", "Po", "Lm"))
"""Closing brackets, full stops, the long vowel mark: East Asian typography starts no line with them."""
_NO_LINE_END: Final = frozenset(("Ps", "Pi"))
_NO_BREAK: Final = "\u00a0\u2007\u202f"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one style. ``style`` holds the parameters of ANSI's SGR (``1;4``), empty for none."""

    text: str
    style: str = ""


Line = list[Piece]


def display_width(text: str) -> int:
    """Columns that a terminal gives to a text: two for wide characters, none for combining and format ones."""
    if text.isascii():
        return len(text)
    return sum(map(_character_width, text))


def wrapped(pieces: Sequence[Piece], width: int) -> list[Line]:
    """Fill lines of at most ``width`` columns (at least two). White space collapses; a longer word is broken."""
    width = max(width, 2)
    lines: list[Line] = []
    line: Line = []
    used = 0
    for after_space, word in _words(pieces):
        size = sum(display_width(piece.text) for piece in word)
        gap = 1 if after_space and line else 0
        if line and used + gap + size > width:
            lines.append(line)
            line, used, gap = [], 0, 0
        if gap:
            # An underline runs on through the space within a link, and stops at its end.
            _append(line, " ", line[-1].style if line[-1].style == word[0].style else "")
            used += 1
        for piece in word:
            for character in piece.text:
                columns = _character_width(character)
                if used + columns > width:
                    lines.append(line)
                    line, used = [], 0
                _append(line, character, piece.style)
                used += columns
    if line:
        lines.append(line)
    return lines


def painted(line: Sequence[Piece], *, color: bool) -> str:
    """A line as it goes to the terminal. The only escape sequences in it are those of the styles."""
    return "".join(
        f"\x1b[{piece.style}m{text}\x1b[0m" if color and piece.style and text else text
        for piece, text in ((piece, unspoofed(piece.text).replace("\n", " ")) for piece in line)
    )


def _character_width(character: str) -> int:
    if unicodedata.category(character) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def _words(pieces: Sequence[Piece]) -> Iterator[tuple[bool, Line]]:
    """What is not broken, unless wider than a line, and whether white space stands before it."""
    word: Line = []
    after_space = False
    for piece in pieces:
        for character in unspoofed(piece.text):
            if character.isspace() and character not in _NO_BREAK:
                if word:
                    yield after_space, word
                    word = []
                after_space = True
            else:
                if word and _may_break(word[-1].text[-1], character):
                    yield after_space, word
                    word, after_space = [], False
                _append(word, character, piece.style)
    if word:
        yield after_space, word


def _may_break(before: str, after: str) -> bool:
    """Between two characters of which one is wide, but for the punctuation that sticks to its neighbour."""
    if before.isascii() and after.isascii():
        return False
    if unicodedata.east_asian_width(before) not in _WIDE and unicodedata.east_asian_width(after) not in _WIDE:
        return False
    return (
        unicodedata.category(after) not in _NO_LINE_START | _ZERO_WIDTH
        and unicodedata.category(before) not in _NO_LINE_END
        and before != "\u200d"
    )


def _append(line: Line, text: str, style: str) -> None:
    if line and line[-1].style == style:
        line[-1] = Piece(line[-1].text + text, style)
    else:
        line.append(Piece(text, style))
