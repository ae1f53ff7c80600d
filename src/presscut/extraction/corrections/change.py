"""What a correction is, and what several of them ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from presscut.extraction.blocks import LIST, PREFORMATTED, QUOTE, TABLE, Container
from presscut.extraction.situation import Situation
from presscut.extraction.verdicts import Verdict

Change = tuple[int, Verdict]
"""The index of a kept block that goes, and why."""
Correction = Callable[[Situation], Iterator[Change]]

SURE: Final = 0.9
"""A model that knows the names around a block and is this sure of it contradicts them: the name is wrong here."""
WHOLLY_LINKED: Final = 0.95
ENOUGH_WORDS: Final = 100
"""Where as many are left, a name may well be right that stands around most: a shop's window lists all languages."""
MOST_OF_THE_TEXT: Final = 0.5
"""Of the words kept: a name that stands around more of them is wrong here."""
LONGEST_ANNOUNCEMENT_WORDS: Final = 8
"""Of a line that says what follows: "Read also:", "Contact:"."""
HOLDERS_OF_LINES: Final = LIST | TABLE | PREFORMATTED | QUOTE


def containers_around(situation: Situation) -> set[Container]:
    """All containers around what is kept."""
    around: set[Container] = set()
    for i in situation.kept:
        container: Container | None = situation.every[i].container
        while container is not None and container not in around:
            around.add(container)
            container = container.parent
    return around


def kept_within(situation: Situation, containers: Sequence[Container]) -> list[int]:
    """What is kept of these containers."""
    if not containers:
        return []
    return [i for i in situation.kept if any(container.first <= i < container.end for container in containers)]


def are_few(situation: Situation, found: Sequence[int]) -> bool:
    """Whether these are not most of the words kept."""
    return total_words(situation, found) <= MOST_OF_THE_TEXT * total_words(situation, situation.kept)


def total_words(situation: Situation, indices: Sequence[int]) -> int:
    return sum([situation.every[i].words for i in indices])
