"""What the names of elements and their place in the markup say is no part of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Final

from presscut.extraction import rules
from presscut.extraction.blocks import ARTICLE, BOX, PREFORMATTED, TABLE, Block, Container
from presscut.extraction.corrections.change import (
    ENOUGH_WORDS,
    MOST_OF_THE_TEXT,
    SURE,
    WHOLLY_LINKED,
    Change,
    are_few,
    containers_around,
    kept_within,
    total_words,
)
from presscut.extraction.situation import Situation
from presscut.extraction.verdicts import Verdict
from presscut.extraction.vocabulary import boilerplate, markup

SHORTEST_ARTICLE_WORDS: Final = 30
"""With fewer words beside the comments, the comments are what the page is for."""
_KINDS_THAT_SELL: Final = frozenset(("listing", "product", "service"))
_KINDS_WITH_WINDOWS: Final = _KINDS_THAT_SELL | {"article"}
_CODE_IN_CELL: Final = TABLE | PREFORMATTED
_CLUTTER: Final = (
    markup.RELATED
    | markup.NEWSLETTER
    | markup.SHARE
    | markup.ADVERT
    | markup.NAVIGATION
    | markup.CONSENT
    | markup.HIDDEN
    | markup.AUTHOR_BOX
    | markup.CAPTION
    | markup.FOOTER
    | markup.FORM
)
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_COMMENT: Final = Verdict(False, "comment below an article")
_UNSEEN: Final = Verdict(False, "for screen readers")
_BOX_BESIDE: Final = Verdict(False, "in a box beside the text")
_WINDOW: Final = Verdict(False, "in a window")
_POST: Final = Verdict(False, "post of a blog")
_REVIEW: Final = Verdict(False, "review")
_NUMBERS: Final = Verdict(False, "numbers of lines")
_SIGNATURE: Final = Verdict(False, "signature")


def comments_below_articles(situation: Situation) -> Iterator[Change]:
    """Readers' comments are not the article, however many they are; on other pages they may be the content."""
    if situation.kind != "article":
        return
    comments = kept_within(
        situation, [around for around in containers_around(situation) if around.roles & markup.COMMENTS]
    )
    if not comments:
        return
    if total_words(situation, situation.kept) - total_words(situation, comments) >= SHORTEST_ARTICLE_WORDS:
        for i in comments:
            yield i, _COMMENT


def below_the_comments_heading(situation: Situation) -> Iterator[Change]:
    """Below a heading "Comments" readers speak, or nobody yet, also where no name says so. The text stands above it, and is
    more."""
    if situation.kind != "article":
        return
    every, kept = situation.every, situation.kept
    enough = max(ENOUGH_WORDS, total_words(situation, kept) / 2)
    words = accumulate([every[i].words for i in kept])
    text = next((i for i, above in zip(kept, words, strict=True) if above >= enough), None)
    if text is None:
        return
    heading = next((i for i in range(text + 1, kept[-1] + 1) if _heads_comments(every[i])), None)
    if heading is not None:
        for i in kept:
            if i >= heading:
                yield i, _COMMENT


def _heads_comments(block: Block) -> bool:
    return boilerplate.heads_comments(block.text) and block.kind == "text" and block.link_density < WHOLLY_LINKED


def named_clutter(situation: Situation) -> Iterator[Change]:
    """What markup calls related, a newsletter, sharing, an advert, an author's box, a caption … is no article.

    Unless so much of the text is called so that nothing would be left: a body in ``class="read-more-content"``.
    """
    if situation.kind != "article":
        return
    roles = situation.layout.roles
    named = [
        i
        for i in situation.kept
        if roles[i] & _CLUTTER
        and situation.probabilities[i] < SURE
        and not _is_listed_in_contents(situation.every[i], roles[i] & _CLUTTER)
    ]
    if not named:
        return
    words: Counter[int] = Counter()
    for i in named:
        words[roles[i] & _CLUTTER] += situation.every[i].words
    most = MOST_OF_THE_TEXT * total_words(situation, situation.kept)
    for i in named:
        if words[roles[i] & _CLUTTER] <= most:
            yield i, rules.cut_by_markup(roles[i] & _CLUTTER)


def _is_listed_in_contents(block: Block, named: int) -> bool:
    """Whether a heading is called navigation by itself alone: ``<h2 class="toc">`` is one that the table of contents lists."""
    container: Container | None = block.container
    if named != markup.NAVIGATION or container is None or container.tag not in _HEADINGS:
        return False
    while (container := container.parent) is not None:
        if container.roles & markup.NAVIGATION:
            return False
    return True


def footers(situation: Situation) -> Iterator[Change]:
    """What a page's footer says of the firm is no list, product or service. (Articles: :func:`named_clutter`.)"""
    if situation.kind != "article":
        yield from _marked(situation, markup.FOOTER)


def letters_and_consent(situation: Situation) -> Iterator[Change]:
    """Nor are letters that it offers, and what it asks consent to; documentation may be of such things."""
    if situation.kind not in ("article", "documentation"):
        yield from _marked(situation, markup.NEWSLETTER | markup.CONSENT)


def _marked(situation: Situation, wanted: int) -> Iterator[Change]:
    """What has one of these roles, unless that is most of what is kept."""
    roles = situation.layout.roles
    found = [i for i in situation.kept if roles[i] & wanted and situation.probabilities[i] < SURE]
    if are_few(situation, found):
        for i in found:
            yield i, rules.cut_by_markup(roles[i] & wanted)


def texts_for_screen_readers(situation: Situation) -> Iterator[Change]:
    """ "An image gallery with clickable slides": nobody sees it. (Within a line it is not read at all.)

    Nor does anyone see what a page says to browsers without scripts.
    """
    yield from _named(situation, markup.is_unseen, _UNSEEN, _class_or_unseen)


def _class_or_unseen(container: Container) -> str:
    return "sr-only" if container.tag == "noscript" else container.class_names


def boxes_beside_text(situation: Situation) -> Iterator[Change]:
    """Boxes hold facts, offers and notes on the side, or ask readers to register; code that is shown in one is of the text."""
    if situation.kind != "article":
        return
    every = situation.every
    found = [i for i in situation.kept if every[i].container.within & (BOX | PREFORMATTED) == BOX]
    if found and are_few(situation, found):
        for i in found:
            yield i, _BOX_BESIDE


def windows(situation: Situation) -> Iterator[Change]:
    """What a page opens over itself when asked for: a shop's sizes and how delivery works, a site's choice of cookies, how its
    recommendations are made.

    A start page may open an article so, over the others, and an article's own text may be in one.
    """
    if situation.kind not in _KINDS_WITH_WINDOWS:
        return
    for i, verdict in _named(situation, markup.is_window, _WINDOW, _tag_and_class):
        if not situation.every[i].container.within & ARTICLE or situation.probabilities[i] < SURE:
            yield i, verdict


def _tag_and_class(container: Container) -> str:
    """Elements that scripts define say what they are by their own name: ``<cart-drawer>``."""
    return f"{container.tag} {container.class_names}" if "-" in container.tag else container.class_names


def posts_of_blogs(situation: Situation) -> Iterator[Change]:
    """The last posts of a blog, on other pages of the firm that writes it."""
    if situation.kind in _KINDS_THAT_SELL and "blog" not in (situation.declared.url or ""):
        yield from _named(situation, markup.is_blog, _POST)


def reviews_of_products(situation: Situation) -> Iterator[Change]:
    """What buyers say is no description."""
    if situation.kind == "product":
        yield from _named(situation, markup.is_review, _REVIEW)


def line_numbers(situation: Situation) -> Iterator[Change]:
    """Numbers of lines beside code are not of it: highlighters set both side by side, in the cells of a table."""
    every = situation.every
    for i in situation.kept:
        if every[i].container.within & _CODE_IN_CELL == _CODE_IN_CELL:
            numbers = every[i].text.split()
            first = numbers[0]
            if first.isdecimal() and len(first) <= 5 and numbers == [str(int(first) + n) for n in range(len(numbers))]:
                yield i, _NUMBERS


def signatures(situation: Situation) -> Iterator[Change]:
    """What forums put below all that a member writes, and the figures beside it: joined, posts, likes.

    The latter stand in definition lists, which no forum's posts can hold.
    """
    if situation.kind != "forum":
        return
    yield from _named(situation, markup.is_signature, _SIGNATURE)
    every = situation.every
    found = [i for i in situation.kept if every[i].container.tag in ("dl", "dt", "dd")]
    if are_few(situation, found):
        for i in found:
            yield i, _SIGNATURE


def _class(container: Container) -> str:
    return container.class_names


def _named(
    situation: Situation,
    is_so: Callable[[str], bool],
    verdict: Verdict,
    name_of: Callable[[Container], str] = _class,
) -> Iterator[Change]:
    """What stands in containers with such a class, unless that is most of what is kept."""
    found = kept_within(
        situation, [around for around in containers_around(situation) if (name := name_of(around)) and is_so(name)]
    )
    if not found:
        return
    left = total_words(situation, situation.kept) - total_words(situation, found)
    if left >= ENOUGH_WORDS or are_few(situation, found):
        for i in found:
            yield i, verdict
