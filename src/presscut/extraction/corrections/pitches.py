"""What a site says in its own cause, above and below a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from presscut.extraction.blocks import POST, QUOTE, Container
from presscut.extraction.corrections.change import Change, kept_within, total_words
from presscut.extraction.situation import Situation
from presscut.extraction.verdicts import Verdict
from presscut.extraction.vocabulary import pitches

FIRST_BLOCKS: Final = 2
LAST_BLOCKS: Final = 4
"""Among which a site speaks for itself: who wrote a text may stand below."""
FEWEST_LEFT_WORDS: Final = 30
"""Of another text than the pitch: fewer, and the page may be about the site."""
FEWEST_IN_BOX: Final = 2
SHARE_OF_BOX: Final = 1 / 3
"""Of the paragraphs of a plea, those that say what it wants; the others tell why."""
LONGEST_NETWORK_LINE_WORDS: Final = 16
_PITCH: Final = Verdict(False, "in the site's own cause")
_NETWORK: Final = Verdict(False, "said by a network's code")


def pitches_around_text(situation: Situation) -> Iterator[Change]:
    """The first and last paragraphs may say that the site earns by links, that nobody may copy, what readers should give or
    subscribe to; a plea in a box of its own goes wholly, with the paragraphs that tell why."""
    if situation.kind != "article":
        return
    every, kept = situation.every, situation.kept
    ends: Sequence[int] = (
        kept if len(kept) <= FIRST_BLOCKS + LAST_BLOCKS else (*kept[:FIRST_BLOCKS], *kept[-LAST_BLOCKS:])
    )
    ends = [i for i in ends if every[i].words <= pitches.LONGEST_WORDS]
    if not pitches.speaks_for_site("\n".join([every[i].text for i in ends]).lower()):
        return
    found = [i for i in ends if pitches.is_pitch(every[i].text, every[i].words)]
    if not found:
        return
    box = _box_of_plea(situation, found)
    gone = found if box is None else sorted({*found, *kept_within(situation, (box,))})
    if total_words(situation, kept) - total_words(situation, gone) >= FEWEST_LEFT_WORDS:
        for i in gone:
            yield i, _PITCH


def _box_of_plea(situation: Situation, found: list[int]) -> Container | None:
    """The largest container around the last of the pitches that has several and little else than a plea in it."""
    every = situation.every
    if not pitches.is_of_support(every[found[-1]].text):
        return None
    box = None
    container: Container | None = every[found[-1]].container.parent
    while container is not None and situation.kept[0] < container.first:
        inside = [i for i in kept_within(situation, (container,)) if not every[i].heading_level]
        pleas = sum([pitches.is_of_support(every[i].text) for i in inside])
        if pleas >= max(FEWEST_IN_BOX, SHARE_OF_BOX * len(inside)):
            box = container
        elif box is not None:
            break
        container = container.parent
    return box


def lines_of_networks(situation: Situation) -> Iterator[Change]:
    """ "View this post on Instagram", "A post shared by …": what a network's code shows until its script has run."""
    for i in situation.kept:
        block = situation.every[i]
        if (
            block.container.within & (POST | QUOTE)
            and block.words <= LONGEST_NETWORK_LINE_WORDS
            and block.text.lower().startswith(pitches.NETWORK_LINES)
        ):
            yield i, _NETWORK
