"""Blocks → which of them are the article's body, and why.

The rules of this judge, in order (each is a named function below):

1. *root*: only what stands inside it (:mod:`presscut.extraction.layout`).
2. *lines*: links alone, known boilerplate lines, the headline repeated, captions and bylines.
3. *span*: the article starts at its first prose and ends at its last; fragments beyond are not of it.

This is what the learned judge is measured against (``bench``), and it gives the reasons that people read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from presscut.extraction import layout
from presscut.extraction.blocks import FIGURE, Block, Blocks, Container
from presscut.extraction.declared import NOTHING_DECLARED, Declared
from presscut.extraction.keys import key
from presscut.extraction.layout import CUT_ROLES, LINK_LINE_DENSITY, PROSE_LINE_WORDS, ends_sentence
from presscut.extraction.metadata import date_formats, names
from presscut.extraction.metadata.images import split_credit
from presscut.extraction.verdicts import Judgement, Verdict
from presscut.extraction.vocabulary import boilerplate, markup

SHORTEST_LINE_WORDS: Final = 3
MAXIMUM_HEADLINE_WORDS: Final = 40
"""A longer line that repeats the headline is a paragraph that someone gave as the headline."""
CLOSING_SHARE: Final = 0.1
"""A closing heading has less than this share of the prose below it: with a half, whole articles went on WCXB."""
MAXIMUM_CAPTION_WORDS: Final = 80
"""Captions of news agencies run to some 60 words; a longer line that ends in a name is prose."""
LONGEST_BYLINE_WORDS: Final = 15

_LIST_TAGS: Final = frozenset(("ul", "ol", "dl"))
_TABLE_TAGS: Final = frozenset(("table",))


def judge(blocks: Blocks, declared: Declared = NOTHING_DECLARED) -> Judgement:
    """Judge every block of a page."""
    every = blocks.blocks
    if not every:
        return Judgement((), (), None, 0.0)
    page = layout.read(blocks)
    root, masses = page.clean_root, page.masses
    clean = [0.0 if roles & CUT_ROLES else mass for roles, mass in zip(page.roles, masses, strict=True)]
    if not any(clean):
        clean = list(masses)
    verdicts = [OUTSIDE] * len(every)
    headline_key = key(declared.headline or "")
    for i in range(root.first, root.end):
        verdicts[i] = judge_line(every[i], page.roles[i], headline_key)
    _judge_caption_lines(every, verdicts, root)
    _judge_fragments(every, verdicts, clean, root, key(declared.description or ""))
    kept = [i for i, verdict in enumerate(verdicts) if verdict.keep and every[i].kind == "text"]
    for i in list(headings_without_text(every, kept)):
        verdicts[i] = WITHOUT_TEXT
    kept_mass = sum(mass for mass, verdict in zip(masses, verdicts, strict=True) if verdict.keep)
    total = page.mass_sums[-1]
    return Judgement(tuple(verdicts), tuple(page.roles), root, kept_mass / total if total else 0.0)


CAPTION_LINE: Final = Verdict(False, "caption line")
REPEATED: Final = Verdict(False, "headline repeated")
IN_FIGURE: Final = Verdict(False, "in a figure")
BOILERPLATE: Final = Verdict(False, "boilerplate line")
LINK_LINE: Final = Verdict(False, "link line")
HEADING: Final = Verdict(True, "heading")
WITHOUT_TEXT: Final = Verdict(False, "heading without text")
OUTSIDE: Final = Verdict(False, "outside the article")
_PROSE: Final = Verdict(True, "prose")
_STRUCTURE: Final = Verdict(True, "structure in the flow")
_FRAGMENT: Final = Verdict(False, "fragment")


@cache
def cut_by_markup(roles: int) -> Verdict:
    """The verdict on what stands in containers with these roles."""
    return Verdict(False, f"markup: {markup.role_names(roles)}")


def judge_line(block: Block, roles: int, headline_key: str) -> Verdict:
    """What a block inside the root is, seen alone."""
    if block.kind != "text":
        if block.kind in ("image", "embed") and not roles & (CUT_ROLES & ~markup.CAPTION):
            return Verdict(True, block.kind)
        return Verdict(False, block.kind)
    cutting = roles & CUT_ROLES
    if cutting:
        return cut_by_markup(cutting)
    text = block.text
    if block.words <= MAXIMUM_HEADLINE_WORDS and says(text, headline_key):
        return REPEATED
    if is_caption_text(block):
        return IN_FIGURE
    if block.words <= boilerplate.MAXIMUM_WORDS and boilerplate.opens(text):
        return BOILERPLATE
    if block.link_density > LINK_LINE_DENSITY and block.words < 60:
        return LINK_LINE
    if block.heading_level:
        return HEADING
    return _PROSE if is_prose(block) else _FRAGMENT


def reason_against(block: Block, roles: int, headline_key: str) -> Verdict | None:
    """The rule by which a block of text would be cut, if one says so."""
    verdict = judge_line(block, roles, headline_key)
    return None if verdict.keep or verdict is _FRAGMENT else verdict


def is_prose(block: Block) -> bool:
    """Whether a block is a sentence, or long enough to be one."""
    return block.words >= PROSE_LINE_WORDS and (block.words >= 25 or ends_sentence(block.text))


def place(block: Block) -> tuple[int, str, str]:
    """What paragraphs of one text have in common: what holds them, their element and its class."""
    container = block.container
    return id(container.parent), container.tag, container.class_names


def says_who_or_when(block: Block, authors: Sequence[str] = ()) -> bool:
    """Whether a short line is a byline, a date, or nothing but the name of one of the ``authors``."""
    return block.words <= LONGEST_BYLINE_WORDS and (
        names.opens_byline(block.text)
        or date_formats.parse(block.text) is not None
        or any(says(block.text, key(author)) for author in authors)
    )


def is_caption_text(block: Block) -> bool:
    """Whether a block is text of a ``<figure>`` beside what that shows: a table, code or a quotation in it is what it shows
    (HTML 4.4.12)."""
    if not block.container.within & FIGURE:
        return False
    holder = block.container.inherited(_SHOWN_IN_FIGURES)
    return holder is None or holder.tag == "figure"


_SHOWN_IN_FIGURES: Final = frozenset(("figure", "table", "pre", "blockquote"))


def is_caption_line(every: Sequence[Block], i: int, *, prose_came: bool) -> bool:
    """A line that ends in a credit, above the first paragraph or next to an image, is a caption.

    Pages without a ``<figure>`` write their captions as paragraphs, and a credit is all that gives them away.
    """
    block = every[i]
    if block.words > MAXIMUM_CAPTION_WORDS or (prose_came and not is_beside_image(every, i)):
        return False
    return split_credit(block.text)[1] is not None


def is_beside_image(every: Sequence[Block], i: int) -> bool:
    """Whether an image stands right below a block, or within two blocks above it."""
    return any(block.kind == "image" for block in every[max(i - 2, 0) : i + 2])


def _judge_caption_lines(every: Sequence[Block], verdicts: list[Verdict], root: Container) -> None:
    prose_came = False
    for i in range(root.first, root.end):
        verdict = verdicts[i]
        if verdict is not _PROSE and verdict is not _FRAGMENT:
            continue
        if is_caption_line(every, i, prose_came=prose_came):
            verdicts[i] = CAPTION_LINE
        elif verdict is _PROSE:
            prose_came = True


def _judge_fragments(
    every: Sequence[Block],
    verdicts: list[Verdict],
    masses: Sequence[float],
    root: Container,
    description_key: str,
) -> None:
    """Fragments (short lines, list items, cells) are kept between prose and nowhere else.

    The span runs from the first block of prose to the last. Lists and tables that follow the last prose
    directly belong to it.
    """
    prose = [i for i in range(root.first, root.end) if verdicts[i] is _PROSE and masses[i]]
    if not prose:
        for i in range(root.first, root.end):
            if verdicts[i] is _FRAGMENT:
                verdicts[i] = _STRUCTURE
        return
    first, last = prose[0], prose[-1]
    closing = _closing_heading(every, masses, prose, root)
    for i in range(closing, root.end):
        if verdicts[i].keep or verdicts[i] is _FRAGMENT:
            verdicts[i] = Verdict(False, "after a closing heading")
    last = max((i for i in prose if i < closing), default=first)
    for i in range(root.first, root.end):
        if verdicts[i] is not _FRAGMENT:
            continue
        block = every[i]
        if first < i < last or (last < i < closing and (_follows(every, i, last) or _is_of_marked_body(block, root))):
            verdicts[i] = _STRUCTURE
        elif i < first and description_key and block.words > 3 and key(block.text) == description_key:
            verdicts[i] = Verdict(False, "standfirst")


def _closing_heading(every: Sequence[Block], masses: Sequence[float], prose: Sequence[int], root: Container) -> int:
    """Index of the heading that ends the article ("Related stories"), or where the root ends."""
    total = sum(masses[i] for i in prose)
    closing = root.end
    below = 0.0
    for i in range(root.end - 1, prose[0], -1):
        block = every[i]
        below += masses[i] if block.kind == "text" else 0.0
        if below >= CLOSING_SHARE * total:
            break
        if block.heading_level and _closes(block.text):
            closing = i
    return closing


def _follows(every: Sequence[Block], i: int, last: int) -> bool:
    """Whether a list item or a cell stands in a list or table that begins within two blocks of the last prose."""
    holder = every[i].container.inherited(_LIST_TAGS | _TABLE_TAGS)
    return holder is not None and holder.first <= last + 2


def _is_of_marked_body(block: Block, root: Container) -> bool:
    """Whether a short line below the last sentence stands in what the markup calls the body, and is no row of links."""
    return bool(root.roles & markup.BODY) and block.words >= SHORTEST_LINE_WORDS and block.link_density < 0.5


def headings_without_text(every: Sequence[Block], kept: Sequence[int]) -> Iterator[int]:
    """Of the kept blocks of text (indices in order) the headings that no kept text follows before one of their rank."""
    following: list[int] = []  # levels of headings that text has been seen under, walking backwards
    has_text = False
    for i in reversed(kept):
        level = every[i].heading_level
        if not level:
            has_text = True
            following.clear()
        elif has_text or any(seen > level for seen in following):
            following.append(level)
            has_text = False
        else:
            yield i


def _closes(text: str) -> bool:
    return boilerplate.closes(text)


def says(text: str, wanted: str) -> bool:
    """Whether a text's key is ``wanted``, a key. Most texts are told apart by their length or first letter."""
    if not wanted or len(text) < len(wanted):
        return False
    first = text[0]
    if first.isalnum() and not wanted.startswith(first.casefold()):
        return False
    return key(text) == wanted
