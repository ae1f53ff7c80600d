"""Lines around and between the paragraphs: captions, bylines, headings of nothing, who wrote this."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from presscut.extraction import rules
from presscut.extraction.blocks import LIST, PREFORMATTED, TABLE, Block
from presscut.extraction.corrections.change import HOLDERS_OF_LINES, LONGEST_ANNOUNCEMENT_WORDS, SURE, Change
from presscut.extraction.keys import key
from presscut.extraction.metadata import date_formats
from presscut.extraction.situation import Situation
from presscut.extraction.verdicts import Verdict

_CAPTIONS: Final = frozenset(("figcaption",))
_KINDS_OF_LINES: Final = frozenset(("listing", "forum", "product"))
"""Kinds of pages whose main content may be lines rather than sentences."""
_ABOVE: Final = Verdict(False, "line above the first sentence")
BLOCKS_TO_HEADLINE: Final = 3
"""From the day above it; between them stands at most who wrote it, or an image."""
SHORTEST_BIOGRAPHY_WORDS: Final = 6
LAST_BLOCKS: Final = 3
"""Among which an author is presented: one block for each, and a last line."""
FEWEST_ABOVE: Final = 5
"""Blocks; a page with fewer may be about that person."""
LONGEST_NAME: Final = 60
"""Characters from a block's beginning to the end of a name."""
_BEFORE_NAMES: Final = "*–—-•_ "
_BIOGRAPHY: Final = Verdict(False, "about an author")
_ANNOUNCEMENT: Final = Verdict(False, "announces what does not follow")


def text_of_figures(situation: Situation) -> Iterator[Change]:
    """What stands in a ``<figure>`` beside its image is caption and credit. Elsewhere than in articles cards are marked so too,
    and only a ``<figcaption>`` is one."""
    for i in situation.kept:
        block = situation.every[i]
        if (
            rules.is_caption_text(block)
            and situation.probabilities[i] < SURE
            and (situation.kind == "article" or block.container.inherited(_CAPTIONS) is not None)
        ):
            yield i, rules.IN_FIGURE


def caption_lines(situation: Situation) -> Iterator[Change]:
    """Pages without a ``<figure>`` write captions as paragraphs; the credit at their end gives them away."""
    prose_came = False
    for i in situation.kept:
        if i in situation.credit_lines and (not prose_came or rules.is_beside_image(situation.every, i)):
            yield i, rules.CAPTION_LINE
        elif not prose_came and rules.is_prose(situation.every[i]):
            prose_came = True


def lines_above_prose(situation: Situation) -> Iterator[Change]:
    """Above the first sentence bylines and dates are no body, nor below it where it stands apart from the next one: a
    standfirst. On a page that marks no headline, no line above it is. Blogs write the day as a heading above the headline."""
    if situation.kind in _KINDS_OF_LINES:
        return
    every, declared = situation.every, situation.declared
    lines: list[int] = []
    first: Block | None = None
    for i in situation.kept:
        block = every[i]
        if rules.is_prose(block):
            if first is None or rules.place(first) != rules.place(block):
                for line in lines:
                    yield line, _ABOVE
            if first is not None:
                return
            first = block
            lines.clear()
        elif block.heading_level and first is None and _is_day_above_headline(every, i, declared.headline):
            lines.append(i)
        elif block.heading_level or block.container.within & HOLDERS_OF_LINES:
            continue
        elif (first is None and declared.headline is None) or rules.says_who_or_when(block, declared.authors):
            lines.append(i)


def _is_day_above_headline(every: Sequence[Block], i: int, headline: str | None) -> bool:
    """A heading that is a day, and the headline follows; below the headline it may be the first one of a diary."""
    if headline is None or date_formats.parse(every[i].text) is None:
        return False
    wanted = key(headline)
    return any(rules.says(block.text, wanted) for block in every[i + 1 : i + 1 + BLOCKS_TO_HEADLINE])


def headings_without_text(situation: Situation) -> Iterator[Change]:
    """A heading stays where kept text follows it before the next heading of its rank; listings are made of headings."""
    if situation.kind != "article":
        return
    for i in rules.headings_without_text(situation.every, situation.kept):
        yield i, rules.WITHOUT_TEXT


def biographies_at_the_end(situation: Situation) -> Iterator[Change]:
    """A last paragraph that begins with an author's name says who that is; "Name: …" is an answer, and under a heading of its
    own it may be a part of the text ("Why trust us")."""
    if situation.kind != "article" or not situation.declared.authors or len(situation.kept) < FEWEST_ABOVE:
        return
    authors = tuple([name.casefold() for name in situation.declared.authors if " " in name])
    if not authors:
        return
    every = situation.every
    for above, i in pairwise(situation.kept[-LAST_BLOCKS - 1 :]):
        block = every[i]
        if block.words < SHORTEST_BIOGRAPHY_WORDS or block.heading_level or every[above].heading_level:
            continue
        text = block.text[:LONGEST_NAME].casefold().lstrip(_BEFORE_NAMES)
        if any(text.startswith(name) and text[len(name) : len(name) + 1] != ":" for name in authors):
            yield i, _BIOGRAPHY


def announcements_at_the_end(situation: Situation) -> Iterator[Change]:
    """A last line that ends in a colon announces what was left out: "More on this:", "Contact:"."""
    if situation.kind != "article":
        return
    for i in reversed(situation.kept):
        block = situation.every[i]
        if (
            block.words > LONGEST_ANNOUNCEMENT_WORDS
            or not block.text.rstrip().endswith((":", "："))
            or block.container.within & (LIST | TABLE | PREFORMATTED)
        ):
            return
        yield i, _ANNOUNCEMENT
