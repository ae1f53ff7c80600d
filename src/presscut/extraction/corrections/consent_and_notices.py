"""What pages ask consent to and what they notify of, told by its words: no name gives it away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from presscut.extraction.blocks import PREFORMATTED, Block, Container
from presscut.extraction.corrections.change import SURE, WHOLLY_LINKED, Change, are_few, total_words
from presscut.extraction.layout import ends_sentence
from presscut.extraction.situation import Situation
from presscut.extraction.verdicts import Verdict
from presscut.extraction.vocabulary import consent, markup, notices

SHORTEST_CONSENT_WORDS: Final = 6
LARGEST_PLACEHOLDER_WORDS: Final = 150
"""Words in the box that stands for an embed; seen: 90. With more, it is the article, and has its own buttons."""
LARGEST_PLACEHOLDER_BLOCKS: Final = 30
LONGEST_BUTTON_WORDS: Final = 10
BOX_LEVELS: Final = 4
"""How far up from a line its box is looked for."""
LONGEST_NOTICE_WORDS: Final = 40
FEW_WORDS: Final = 60
"""A page without content shows what every page of its site does: rights, terms, an offer of letters."""
FEWEST_WORDS: Final = 8
"""Fewer, and no sentence, are what is left of a page's frame; over four public corpora, no text is as short."""
SHORTEST_SENTENCE_WORDS: Final = 4
_UNLOADED: Final = 'input[type="checkbox"], iframe:not([src]), iframe[data-src], iframe[src="about:blank"]'
"""A box to tick, or an embed that loads once readers agree."""
_PLACEHOLDER: Final = Verdict(False, "consent placeholder")
_CONSENT: Final = Verdict(False, "about cookies")
_NOTICE: Final = Verdict(False, "notice of the site")


def consent_placeholders(situation: Situation) -> Iterator[Change]:
    """ "To view this content you must accept cookies", where readers can do so: an embed's place, not a sentence.

    The line alone may be one of an article on cookies. Beside it stands a button or a box to tick, or its box is named
    after the embed; what else that box says of the reader's data goes with it.
    """
    every = situation.every
    lines = {
        i: every[i].text.lower()
        for i in situation.kept
        if every[i].words <= consent.MAXIMUM_WORDS and not every[i].container.within & PREFORMATTED
    }
    languages = set(consent.languages("\n".join(lines.values())))
    if not languages:
        return
    kept = set(situation.kept)
    for i, line in lines.items():
        if not consent.asks(line, languages):
            continue
        box = _placeholder(every, i)
        if box is not None:
            inside = [j for j in range(box.first, box.end) if j in kept]
            gone = [j for j in inside if j in lines and _is_of_placeholder(every[j], lines[j])]
            if all(every[j].heading_level for j in inside if j not in gone):
                gone = inside
            for j in gone:
                yield j, _PLACEHOLDER
        elif any(_is_to_agree(block) for block in every[max(i - 1, 0) : i + 3]):
            yield i, _PLACEHOLDER


def _placeholder(every: Sequence[Block], i: int) -> Container | None:
    """The innermost container around a line in which readers can agree to what is not shown, if it is a small one."""
    container: Container | None = every[i].container
    for _ in range(BOX_LEVELS):
        if container is None:
            return None
        inside = every[container.first : min(container.end, container.first + LARGEST_PLACEHOLDER_BLOCKS + 1)]
        if len(inside) > LARGEST_PLACEHOLDER_BLOCKS or sum(block.words for block in inside) > LARGEST_PLACEHOLDER_WORDS:
            return None
        if (
            any(_is_to_agree(block) for block in inside)
            or not consent.HOLDERS.isdisjoint(markup.tokens_of(container.class_names))
            or container.node.css_first(_UNLOADED) is not None
        ):
            return container
        container = container.parent
    return None


def _is_of_placeholder(block: Block, line: str) -> bool:
    return _is_to_agree(block) or consent.asks(line) or consent.speaks_of_data(line)


def _is_to_agree(block: Block) -> bool:
    """Whether a block is a button or a link that shows what readers agree to."""
    return (
        block.words <= LONGEST_BUTTON_WORDS
        and (block.kind == "control" or block.link_density > WHOLLY_LINKED)
        and consent.agrees(block.text.lower())
    )


def consent_texts(situation: Situation) -> Iterator[Change]:
    """What a consent manager writes about cookies, where no name gives it away; a page about cookies keeps its text."""
    if situation.kind == "documentation":
        return
    every, declared = situation.every, situation.declared
    found = [
        i
        for i in situation.kept
        if situation.probabilities[i] < SURE
        and every[i].words >= SHORTEST_CONSENT_WORDS
        and notices.is_of_consent(every[i].text.lower())
    ]
    if not found or notices.is_of_consent(f"{declared.headline or ''} {declared.url or ''} privacy".lower()):
        return
    if are_few(situation, found):
        for i in found:
            yield i, _CONSENT


def notices_alone(situation: Situation) -> Iterator[Change]:
    """ "You need to enable JavaScript to run this app.": such a line is no content; nor are terms and rights where no article
    and little else is; nor are a few words alone ("Skip navigation links"): pages whose content scripts fetch."""
    every = situation.every
    total = total_words(situation, situation.kept)
    scripts = [
        i
        for i in situation.kept
        if every[i].words <= LONGEST_NOTICE_WORDS
        and (situation.probabilities[i] < SURE or total < FEW_WORDS)
        and notices.is_of_scripts(every[i].text.lower())
    ]
    for i in scripts:
        yield i, _NOTICE
    rest = [i for i in situation.kept if i not in scripts]
    words = total_words(situation, rest)
    if situation.kind != "article" and words < FEW_WORDS:
        if words < FEWEST_WORDS and not any(_is_short_sentence(every[i]) for i in rest):
            for i in rest:
                yield i, _NOTICE
            return
        of_rights = [i for i in rest if notices.is_of_rights(every[i].text.lower())]
        if of_rights and 2 * total_words(situation, of_rights) >= words:
            for i in rest:
                yield i, _NOTICE


def _is_short_sentence(block: Block) -> bool:
    return block.words >= SHORTEST_SENTENCE_WORDS and ends_sentence(block.text)
