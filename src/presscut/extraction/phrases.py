"""Whether one of many phrases occurs in a text: each is looked for only where its longest word stands.

Hundreds of searches in every text took longer than all else that is asked of it; to take a text apart into words once
is one step, and nearly no text holds such a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

# Letters of Latin-1; what else there is parts words, here and in the phrases alike.
_LETTERS: Final = bytes(byte if chr(byte).isalpha() else ord(" ") for byte in range(256))
# The first bytes, in UTF-8, of letters from Greek on, and of no punctuation that is common in Latin texts.
_NO_OTHER_LETTERS: Final = bytes((*range(0xCD), 0xE2, *range(0xF0, 0x100)))


class Phrases:
    """Phrases in lower case. The last word of each may be the beginning of a longer one."""

    __slots__ = ("_by_word", "_in_other_letters", "_lone")

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_word: dict[bytes, list[str]] = {}
        self._lone: list[str] = []
        self._in_other_letters: list[str] = []
        for phrase in phrases:
            *complete, _ = _latin_words(phrase + "x")
            longest = max(complete, key=len, default=b"")
            if longest:
                self._by_word.setdefault(longest, []).append(phrase)
            elif _has_other_letters(phrase):
                self._in_other_letters.append(phrase)
            else:
                self._lone.append(phrase)

    def occur_in(self, lowered: str) -> bool:
        """Whether any of them does, in a text in lower case."""
        by_word = self._by_word
        searched = [phrase for word in by_word.keys() & _latin_words(lowered) for phrase in by_word[word]]
        searched += self._lone
        if _has_other_letters(lowered):
            searched += self._in_other_letters
        return any(phrase in lowered for phrase in searched)


def _latin_words(lowered: str) -> list[bytes]:
    return lowered.encode("latin-1", "replace").translate(_LETTERS).split()


def _has_other_letters(lowered: str) -> bool:
    return bool(lowered.encode("utf-8", "replace").translate(None, _NO_OTHER_LETTERS))
