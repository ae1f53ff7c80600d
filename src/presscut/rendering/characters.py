"""Which characters of a page reach a reader.

Control characters carry no text. Left in, they are an attack on a terminal (ESC and the C1 range start sequences
that move the cursor, rename the window or paste commands), and HTML and Markdown have no way to write most of
them. Unicode's own line separators become plain new lines.
"""

from __future__ import annotations

from typing import Final

_TABLE: Final[dict[int, str | None]] = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)]),
    # Breaks and blanks that are text, each as its plain form.
    **dict.fromkeys([0x0A, 0x0B, 0x0C, 0x85, 0x2028, 0x2029], "\n"),
    0x0D: "\n",
    0x09: "\t",
}

# The overrides and embeddings reorder whatever follows them on the line, also what is not theirs (Unicode's UAX 9,
# sections 2.1 and 2.2); marks and isolates, which honest right-to-left text uses, are kept.
_REORDERING: Final = dict.fromkeys([*range(0x202A, 0x202F)])


def printable(text: str) -> str:
    """Text without control characters and lone surrogates; lines end with ``\\n``, tabs stay."""
    return text.replace("\r\n", "\n").translate(_TABLE)


def one_line(text: str) -> str:
    """The same on one line, white space collapsed."""
    return " ".join(printable(text).split())


def unspoofed(text: str) -> str:
    """For terminals: :func:`printable`, and nothing that reorders the line beyond its own end."""
    return printable(text).translate(_REORDERING)
