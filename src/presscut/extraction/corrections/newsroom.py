"""What newsrooms note above and below a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from presscut.extraction import rules
from presscut.extraction.corrections.change import Change
from presscut.extraction.situation import Situation
from presscut.extraction.verdicts import Verdict
from presscut.extraction.vocabulary import newsroom

_KINDS_WITH_NOTES: Final = ("article", "listing")
MOST_ABOVE: Final = 3
"""Lines above a text: what it was called before, where it came from, who wrote it."""
_NOTE: Final = Verdict(False, "note of the newsroom")


def notes_of_the_newsroom(situation: Situation) -> Iterator[Change]:
    """The first lines and the last ones may say who edited a text, what it was called elsewhere, who may print it; the lines
    between are the text. Something is left in any case: a page may be such a statement."""
    if situation.kind not in _KINDS_WITH_NOTES:
        return
    every, kept = situation.every, situation.kept
    above: list[int] = []
    for i in kept[:MOST_ABOVE]:
        block = every[i]
        if newsroom.is_note(block.text, block.words):
            above.append(i)
        elif rules.is_prose(block):
            break
    below: list[int] = []
    for i in reversed(kept):
        block = every[i]
        if block.heading_level:
            continue  # without text below it goes as such
        if i in above or not (newsroom.is_note(block.text, block.words) or newsroom.ends(block.text, block.words)):
            break
        below.append(i)
    if len(above) + len(below) < len(kept):
        for i in (*above, *below):
            yield i, _NOTE
