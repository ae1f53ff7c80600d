"""Judged blocks → the standfirst (dek, chapô, Vorspann): what sums a text up between its headline and its first paragraph.

Annotators agree on it less than on anything else: Fundus counts it to the text on 73 of 75 articles that have one, WCXB on
40 of 109, article-extraction-benchmark on one of 13. So it is a field of its own, whether the judge keeps it or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from presscut.extraction import rules
from presscut.extraction.blocks import Block, Container
from presscut.extraction.keys import key
from presscut.extraction.layout import CUT_ROLES, LINK_LINE_DENSITY
from presscut.extraction.verdicts import Judgement
from presscut.extraction.vocabulary import markup

FEWEST_WORDS: Final = 4
MOST_WORDS: Final = 100
REACH: Final = 24
"""Blocks between a headline and the first paragraph: kicker, byline, date, buttons to share, a picture with its caption."""


def find(
    every: Sequence[Block],
    kept: Sequence[int],
    judgement: Judgement,
    *,
    headline: str | None = None,
    description: str | None = None,
) -> int | None:
    """The index of the block of text that is the standfirst, or None.

    ``kept``: indices of the blocks that are kept once a wall is cut off. ``description``: as the page's head has it.
    Templates repeat the ``headline`` where no standfirst was written.

    Its class calls it so, or it says what the head describes the page by. And it stands apart from the paragraphs, in
    another element or class or with the byline in between: a first paragraph does not, whatever the head repeats of it.
    Without a paragraph below, it is the text.
    """
    if judgement.kind != "article":
        return None
    roles = judgement.inherited_roles
    paragraphs = (i for i in kept if rules.is_prose(every[i]) and not every[i].heading_level)
    first = next(paragraphs, None)
    if first is None:
        return None
    reach = range(first, max(first - REACH, 0) - 1, -1)
    start = next((i + 1 for i in reach if every[i].heading_level == 1), reach[-1])
    described, repeated = key(description or ""), key(headline or "")
    for i in range(start, first + 1):
        block = every[i]
        if (
            block.kind == "text"
            and FEWEST_WORDS <= block.words <= MOST_WORDS
            and not roles[i] & CUT_ROLES
            and ((roles[i] & markup.STANDFIRST and _is_all(every, block)) or rules.says(block.text, described))
            and block.link_density < LINK_LINE_DENSITY
            and not rules.says(block.text, repeated)
            and not rules.says_who_or_when(block)
        ):
            below = first if i < first else next(paragraphs, None)
            if below is None:
                return None
            if rules.place(block) != rules.place(every[below]) or any(
                other.kind == "text" and rules.says_who_or_when(other) for other in every[i + 1 : below]
            ):
                return i
    return None


def _is_all(every: Sequence[Block], block: Block) -> bool:
    """Whether what is called a standfirst (or a summary) holds this block of text alone: a box with points is another thing."""
    container: Container | None = block.container
    while container is not None and not container.roles & markup.STANDFIRST:
        container = container.parent
    return container is not None and [other.kind for other in every[container.first : container.end]].count("text") == 1
