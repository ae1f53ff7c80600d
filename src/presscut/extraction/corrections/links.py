"""What leads away from the text: lines and cards that are links to other pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from presscut.extraction import rules
from presscut.extraction.blocks import LIST, Block, Container
from presscut.extraction.corrections.change import (
    ENOUGH_WORDS,
    HOLDERS_OF_LINES,
    LONGEST_ANNOUNCEMENT_WORDS,
    WHOLLY_LINKED,
    Change,
    total_words,
)
from presscut.extraction.situation import Situation
from presscut.extraction.verdicts import Verdict
from presscut.extraction.vocabulary import boilerplate

PARTLY_LINKED: Final = 0.3
LAST_LINES: Final = 3
FEWEST_TEASERS: Final = 3
LARGEST_CARD_BLOCKS: Final = 8
SHORTEST_HEADLINE_WORDS: Final = 4
"""Fewer are a section's name, or how many comments there are."""
VERSE_BREAKS: Final = 3
"""A teaser has its headline, a day and a sentence in as many lines; a verse has more."""
_BRACKETS: Final = "[(*"
"""Before "Related: …" in the midst of a text."""
_TEASER: Final = Verdict(False, "linked teaser")


def boilerplate_lines(situation: Situation) -> Iterator[Change]:
    """Linked lines that begin as boilerplate does: "Read more:", "Sign up for", in many languages.

    At the end any link is enough: "Follow us on Telegram".
    """
    if situation.kind != "article":
        return
    below = situation.kept[-LAST_LINES:]
    for i in situation.kept:
        block = situation.every[i]
        if (
            block.link_density > (0.0 if i in below else PARTLY_LINKED)
            and block.words <= boilerplate.MAXIMUM_WORDS
            and boilerplate.opens(block.text.lstrip(_BRACKETS))
        ):
            yield i, rules.BOILERPLATE


def labels_of_links(situation: Situation) -> Iterator[Change]:
    """ "Editors' picks", "You might also like" in the midst of a text: the links below are gone, and the text goes on."""
    if situation.kind != "article":
        return
    host = _host(situation)
    for i in situation.kept:
        block = situation.every[i]
        if (
            block.words <= boilerplate.LONGEST_LABEL_WORDS
            and not block.container.within & HOLDERS_OF_LINES
            and boilerplate.is_label(block.text, host)
        ):
            yield i, rules.BOILERPLATE


def link_lines(situation: Situation) -> Iterator[Change]:
    """A paragraph that is one link leads away from the article; items of lists and cells of tables may well be links, and so
    may the lines of a verse, each to a note on it."""
    if situation.kind != "article":
        return
    for i in situation.kept:
        block = situation.every[i]
        if (
            block.link_density > WHOLLY_LINKED
            and not block.heading_level
            and not block.container.within & HOLDERS_OF_LINES
            and block.text.count("\n") < VERSE_BREAKS
        ):
            yield i, rules.LINK_LINE


def links_announced(situation: Situation) -> Iterator[Change]:
    """The items of a list that are links, below a line that says where they lead: "Read also:"."""
    if situation.kind != "article":
        return
    every = situation.every
    kept = set(situation.kept)
    if not any(every[i].link_density > WHOLLY_LINKED for i in situation.kept):
        return
    for run in _runs_of_links(every):
        inside = [i for i in run if i in kept and every[i].container.within & HOLDERS_OF_LINES == LIST]
        if not inside:
            continue
        above = next((every[i] for i in range(run[0] - 1, -1, -1) if every[i].kind == "text"), None)
        if above is not None and above.words <= LONGEST_ANNOUNCEMENT_WORDS and boilerplate.opens(above.text):
            for i in inside:
                yield i, rules.LINK_LINE


def linked_teasers(situation: Situation) -> Iterator[Change]:
    """Headline and first sentence of other articles, each within one link, and at least three after one another.

    A sentence that is a link alone may be an entry of the article's own list (a change, a source); with a headline to the
    same address above it, or in bold or a line of its own before it, it announces what stands elsewhere. So does a heading
    right above them.
    """
    if situation.kind != "article":
        return
    every = situation.every
    if not any(every[i].link_density > WHOLLY_LINKED for i in situation.kept):
        return
    kept = set(situation.kept)
    for run in _runs_of_links(every):
        addresses = Counter(_address(every[i]) for i in run)
        teasers = [
            i
            for i in run
            if rules.is_prose(every[i]) and (addresses[_address(every[i])] > 1 or _opens_with_headline(every[i]))
        ]
        if len({_address(every[i]) for i in teasers}) >= FEWEST_TEASERS:
            above = next((i for i in range(run[0] - 1, -1, -1) if every[i].kind == "text"), run[0])
            for i in (above, *run) if every[above].heading_level else run:
                if i in kept:
                    yield i, _TEASER


def cards_of_other_articles(situation: Situation) -> Iterator[Change]:
    """Other articles of the site beside or below a text, in cards of one template: a headline that leads there, and a sentence.

    A roundup's own entries lead to other sites, or say more. Where no heading stands right above the sentence (but a linked
    line, or a byline in between), cards are others' articles only below the whole text: a review's picks stand above it.
    Headlines go as headings without text.
    """
    if situation.kind != "article":
        return
    every = situation.every
    host = _host(situation)
    cards: dict[tuple[str, str, str], list[int]] = {}
    looser: set[int] = set()
    for i in situation.kept:
        headline = _headline_above(every, i)
        if headline is None or not rules.is_prose(every[i]):
            continue
        card, address = _card_around(every, headline, i), _address(every[headline])
        if (
            card is not None
            and not address.startswith("#")
            and ("//" not in address or (host is not None and host in address))
        ):
            around = "" if card.class_names or card.parent is None else card.parent.class_names
            cards.setdefault((card.tag, card.class_names, around), []).append(i)
            if headline != i - 1 or not every[headline].container.heading or card is not every[i].container.parent:
                looser.add(i)
    if not any(len(alike) >= FEWEST_TEASERS for alike in cards.values()):
        return
    if looser:
        candidates = {i for alike in cards.values() for i in alike}
        last = next((i for i in reversed(situation.kept) if i not in candidates and rules.is_prose(every[i])), -1)
        looser = {i for i in looser if i < last}
    alike_of_others = ([i for i in alike if i not in looser] for alike in cards.values())
    found = [i for alike in alike_of_others if len(alike) >= FEWEST_TEASERS for i in alike]
    if found and total_words(situation, situation.kept) - total_words(situation, found) >= ENOUGH_WORDS:
        for i in found:
            yield i, _TEASER


def _host(situation: Situation) -> str | None:
    return urlsplit(situation.declared.url or "").hostname


def _headline_above(every: Sequence[Block], i: int) -> int | None:
    """The nearest block above that is a link of some words; between stands no other headline and no sentence."""
    for j in range(i - 1, max(i - LARGEST_CARD_BLOCKS, -1), -1):
        block = every[j]
        if block.link_density > WHOLLY_LINKED:
            if block.container.heading or block.words >= SHORTEST_HEADLINE_WORDS:
                return j
        elif block.container.heading or rules.is_prose(block):
            return None
    return None


def _card_around(every: Sequence[Block], headline: int, i: int) -> Container | None:
    """What holds a headline and the sentence below it, and little else: no second sentence."""
    card: Container | None = every[headline].container
    if card is not None and card.heading:
        card = card.parent
    while card is not None and card.end <= i:
        card = card.parent
    if (
        card is None
        or card.end - card.first > LARGEST_CARD_BLOCKS
        or sum(
            [rules.is_prose(block) and block.link_density <= WHOLLY_LINKED for block in every[card.first : card.end]]
        )
        != 1
    ):
        return None
    return card


def _runs_of_links(every: Sequence[Block]) -> Iterator[list[int]]:
    """Indices of blocks of text that are links from their first to their last letter, by runs of such blocks."""
    run: list[int] = []
    for i, block in enumerate(every):
        if block.kind != "text":
            continue
        if block.link_density > WHOLLY_LINKED and not _address(block).startswith("#"):
            run.append(i)
            continue
        yield run
        run = []
    yield run


def _address(block: Block) -> str:
    """Where the first link of a block leads to, as it is written."""
    return next((url for kind, _, _, url in block.marks if kind == "link" and url), "")


def _opens_with_headline(block: Block) -> bool:
    """Whether a block begins with a line of its own, or in bold, that is not all of it."""
    return "\n" in block.text or any(
        kind == "strong" and start == 0 and end < len(block.text) for kind, start, end, _ in block.marks
    )
