"""Two texts word by word: what of the first is missing from the second, and what the second has beyond it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from typing import Final

MAXIMUM_WORDS: Final = 4000
"""Of either text; beyond, the comparison takes minutes and nobody reads it."""

_WORD_AND_SPACE: Final = re.compile(r"(\S+)(\s*)")


@dataclass(frozen=True, slots=True)
class Run:
    """Words as they stood, with what parted them. ``shared``: the other text has them too, at this place."""

    text: str
    shared: bool


def compare(expected: str, found: str) -> tuple[list[Run], list[Run]]:
    """Both texts in runs; those not shared are what was missed and what leaked."""
    left, right = _words(expected), _words(found)
    matcher = SequenceMatcher(None, [word for word, _ in left], [word for word, _ in right])
    missed, leaked = [], []
    for operation, start, end, found_start, found_end in matcher.get_opcodes():
        shared = operation == "equal"
        if end > start:
            missed.append(Run(_joined(left[start:end]), shared))
        if found_end > found_start:
            leaked.append(Run(_joined(right[found_start:found_end]), shared))
    return missed, leaked


def as_html(runs: Iterable[Run], tag: str) -> str:
    """The runs, those not shared inside ``tag``."""
    return "".join(escape(run.text) if run.shared else f"<{tag}>{escape(run.text)}</{tag}>" for run in runs)


def _words(text: str) -> list[tuple[str, str]]:
    words = _WORD_AND_SPACE.findall(text)
    return (
        words
        if len(words) <= MAXIMUM_WORDS
        else [*words[:MAXIMUM_WORDS], (f"[… {len(words) - MAXIMUM_WORDS} words]", "")]
    )


def _joined(words: Iterable[tuple[str, str]]) -> str:
    return "".join(word + space for word, space in words)
