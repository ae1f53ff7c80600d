"""What a page says twice: pull quotes, copies for other screens and for machines, the headline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from presscut.extraction import rules
from presscut.extraction.blocks import PREFORMATTED, QUOTE, TABLE, Container
from presscut.extraction.corrections.change import Change, total_words
from presscut.extraction.keys import key
from presscut.extraction.situation import Situation
from presscut.extraction.verdicts import Verdict
from presscut.extraction.vocabulary import markup

SHORTEST_QUOTE: Final = 20
"""Letters and digits; fewer may stand anywhere."""
SHORTEST_COPY_WORDS: Final = 8
"""A shorter line may well stand twice: a price, an answer, a reply."""
COPIED_WORDS: Final = 100
"""In one go, of an article that a page holds twice; a refrain or an example repeats less."""
WHOLE_TEXT_WORDS: Final = 150
"""A block with fewer is a paragraph."""
COMPARED: Final = 200
"""Other blocks that are looked for in a whole text: as many tell it."""
LEAST_HELD: Final = 3
_PULL_QUOTE: Final = Verdict(False, "pull quote")
_COPY: Final = Verdict(False, "copy")


def repeated_quotes(situation: Situation) -> Iterator[Change]:
    """A pull quote says once more, in large type, what stands in the text."""
    every, roles = situation.every, situation.layout.roles
    marked = [i for i in situation.kept if every[i].container.within & QUOTE or roles[i] & markup.PULL_QUOTE]
    if not marked or len(marked) == len(situation.kept):
        return
    rest = set(situation.kept).difference(marked)
    text = key(" ".join([every[i].text for i in situation.kept if i in rest]))
    for i in marked:
        quote = key(every[i].text)
        if len(quote) >= SHORTEST_QUOTE and quote in text:
            yield i, _PULL_QUOTE


def copies(situation: Situation) -> Iterator[Change]:
    """Shops and forums show a text once more for small screens, in a preview, as the answer that was accepted.

    Articles repeat sentences on purpose, and songs and contracts more than that; there what goes is the article itself, shown a
    second time, in another place. Documentation repeats much more.
    """
    if situation.kind == "documentation":
        return
    is_article = situation.kind == "article"
    seen: dict[str, Container | None] = {}
    run: list[int] = []
    words = 0
    for i in (*situation.kept, None):
        if i is not None:
            block = situation.every[i]
            if block.words < SHORTEST_COPY_WORDS or block.container.within & (TABLE | PREFORMATTED):
                continue
            if block.text in seen:
                if not is_article or seen[block.text] is not block.container.parent:
                    run.append(i)
                    words += block.words
                continue
            seen[block.text] = block.container.parent
        if words >= COPIED_WORDS or not is_article:
            yield from ((copy, _COPY) for copy in run)
        run.clear()
        words = 0


def texts_in_one_block(situation: Situation) -> Iterator[Change]:
    """The whole text once more in a single block: the page as Markdown, for machines to read."""
    every = situation.every
    words_of = [every[i].words for i in situation.kept]
    most = max(words_of, default=0)
    if most < WHOLE_TEXT_WORDS:
        return
    longest = situation.kept[words_of.index(most)]
    text = every[longest].text
    others = [i for i in situation.kept if every[i].words >= SHORTEST_COPY_WORDS and every[i].text != text][:COMPARED]
    whole = key(text)
    held = [i for i in others if key(every[i].text) in whole]
    if len(held) >= LEAST_HELD and 2 * total_words(situation, held) >= min(total_words(situation, others), most):
        yield longest, _COPY


def repeated_headline(situation: Situation) -> Iterator[Change]:
    """The headline is a field of its own."""
    headline = key(situation.declared.headline or "")
    if not headline:
        return
    for i in situation.kept:
        block = situation.every[i]
        if block.words <= rules.MAXIMUM_HEADLINE_WORDS and rules.says(block.text, headline):
            yield i, rules.REPEATED
