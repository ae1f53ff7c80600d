"""Blocks → which of them are the article's body, and why.

The rules of this judge, in order (each is a named function below):

1. *prose*: every block gets the mass of prose in it: words outside links, in sentences.
2. *root*: the container around the article, by prose mass decaying up the tree (Arc90's Readability, 2009).
3. *roles*: what class names and elements say of containers inside the root, unless such a container holds most of the
   prose: then its name is wrong (a page wrapped in ``<form>``, a body in ``class="sidebar-left-content"``).
4. *lines*: links alone, known boilerplate lines, the headline repeated, captions and bylines.
5. *span*: the article starts at its first prose and ends at its last; fragments beyond are not of it.

A learned judge fits in where :func:`judge` stands: it takes the same arguments and gives the same
:class:`Judgement`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Protocol

from presscut.extraction.blocks import Block, Blocks, Container
from presscut.extraction.metadata.images import split_credit
from presscut.extraction.vocabulary import boilerplate, markup

LINK_LINE_DENSITY: Final = 0.66
"""A block with more of its characters in links is a line of links, not a sentence with a link."""
PROSE_LINE_WORDS: Final = 9
"""A sentence of this length is prose; below, only between prose."""
SHORTEST_LINE_WORDS: Final = 3
DOMINANT_SHARE: Final = 0.6
"""A container with this share of the page's prose is not boilerplate, whatever its name."""
CLOSING_SHARE: Final = 0.1
"""A closing heading has less than this share of the prose below it: with a half, whole articles went on WCXB."""
DOMINANT_COMMENTS_SHARE: Final = 0.9
"""Comments are often longer than the article above them."""
OVERRULED_SHARE: Final = 0.35
"""A name that stands around this share of the prose, in however many containers, says nothing on this page."""
WIDENING_GAIN: Final = 0.25
"""The root grows by at least this share of its prose, or stays."""
WIDENING_DENSITY: Final = 8.0
"""Words of prose a block that growing must bring: at 5, related teasers come in on article-extraction-benchmark."""
FOREMOST_GAIN: Final = 1.5
"""Where more than this stands beside the root, the root was a part only, …"""
FOREMOST_DENSITY: Final = 2.0
"""… and less prose a block is enough: 0.013 of word F1 on the articles of WCXB's dev part."""
DECAY: Final = (1.0, 0.55, 0.35, 0.2, 0.1)
"""How much of a block's mass its containers get, from the inside out."""

MAXIMUM_CAPTION_WORDS: Final = 80
"""Captions of news agencies run to some 60 words; a longer line that ends in a name is prose."""

_CUT_ROLES: Final = (
    markup.COMMENTS
    | markup.RELATED
    | markup.SHARE
    | markup.NEWSLETTER
    | markup.ADVERT
    | markup.NAVIGATION
    | markup.FOOTER
    | markup.SIDEBAR
    | markup.AUTHOR_BOX
    | markup.BYLINE
    | markup.CAPTION
    | markup.TAGS
    | markup.CONSENT
    | markup.HIDDEN
    | markup.FORM
    | markup.PULL_QUOTE
)
_FALLIBLE_ROLES: Final = _CUT_ROLES & ~(markup.COMMENTS | markup.HIDDEN | markup.CONSENT)
"""Comments may well be longer than the article, and what is hidden is not read."""
_PARAGRAPH_TAGS: Final = frozenset(
    ("p", "li", "td", "th", "dd", "dt", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption")
)
_LIST_TAGS: Final = frozenset(("ul", "ol", "dl"))
_ITEM_TAGS: Final = frozenset(("li", "dd", "dt"))
_TABLE_TAGS: Final = frozenset(("table",))
_FIGURE_TAGS: Final = frozenset(("figure",))

_SENTENCE_END: Final = re.compile(r"""[.!?…。！？｡؟।։:;]["'”’»«)\]\u201d\u300d\u300f]*\s*$""")
_SPACES_AND_SIGNS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """``reason`` names the rule that decided, for the people who look at it."""

    keep: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """``verdicts`` and ``inherited_roles`` run parallel to the blocks."""

    verdicts: tuple[Verdict, ...]
    inherited_roles: tuple[int, ...]
    root: Container | None
    prose_share: float
    """Of the page's prose, the share that was kept: 0 to 1."""

    @property
    def kept(self) -> tuple[bool, ...]:
        return tuple(verdict.keep for verdict in self.verdicts)


class Judge(Protocol):
    """What decides over blocks: rules now, a model later."""

    def __call__(self, blocks: Blocks, *, headline: str | None = None, description: str | None = None) -> Judgement: ...


def judge(blocks: Blocks, *, headline: str | None = None, description: str | None = None) -> Judgement:
    """Judge every block of a page.

    ``headline`` and ``description`` are what the metadata say: their repetition is not body.
    """
    every = blocks.blocks
    if not every:
        return Judgement((), (), None, 0.0)
    masses = [_prose_mass(block) for block in every]
    sums = [0.0, *accumulate(masses)]
    if not sums[-1]:
        masses = [float(block.words) if not block.link_density > LINK_LINE_DENSITY else 0.0 for block in every]
        sums = [0.0, *accumulate(masses)]
    block_roles = _inherited_roles(blocks, masses, sums)
    clean = [0.0 if block_roles[i] & _CUT_ROLES else mass for i, mass in enumerate(masses)]
    if not any(clean):
        clean = masses
    root = _root(blocks, clean)
    inside = range(root.first, root.end)
    verdicts = [_OUTSIDE] * len(every)
    headline_key = _key(headline or "")
    description_key = _key(description or "")
    for i in inside:
        verdicts[i] = _judge_line(every[i], block_roles[i], headline_key)
    _judge_caption_lines(every, verdicts, root)
    _judge_fragments(every, verdicts, clean, root, description_key)
    _judge_headings(every, verdicts)
    kept_mass = sum(mass for mass, verdict in zip(masses, verdicts, strict=True) if verdict.keep)
    return Judgement(tuple(verdicts), tuple(block_roles), root, kept_mass / sums[-1] if sums[-1] else 0.0)


CAPTION_LINE: Final = Verdict(False, "caption line")
_OUTSIDE: Final = Verdict(False, "outside the article")
_PROSE: Final = Verdict(True, "prose")
_STRUCTURE: Final = Verdict(True, "structure in the flow")
_FRAGMENT: Final = Verdict(False, "fragment")


def _prose_mass(block: Block) -> float:
    """Words of prose in a block: whole sentences count fully, fragments little, links and headings nothing."""
    if block.kind != "text" or block.words < 4 or block.heading_level:
        return 0.0
    density = block.link_density
    if density > 0.5:
        return 0.0
    words = min(block.words, 150) * (1.0 - density)
    if _SENTENCE_END.search(block.text):
        return words if block.words >= PROSE_LINE_WORDS else words * 0.5
    return words * (0.7 if block.words >= 25 else 0.15)


def _inherited_roles(blocks: Blocks, masses: Sequence[float], sums: Sequence[float]) -> list[int]:
    """Roles around every block, less those whose names are wrong on this page.

    A container that holds most of the prose is no boilerplate, whatever it is called; and where one name stands over
    much of the prose in many small containers, it is the page builder's word for everything (``elementor-widget``).
    """
    total = sums[-1] or 1.0
    inherited: dict[int, int] = {}
    for container in blocks.containers:
        own = container.roles
        if own & _CUT_ROLES:
            share = (sums[container.end] - sums[container.first]) / total
            if share > DOMINANT_COMMENTS_SHARE:
                own &= ~_CUT_ROLES
            elif share > DOMINANT_SHARE:
                own &= ~_CUT_ROLES | markup.COMMENTS
        if own & markup.SHARE and container.tag == "blockquote":
            own &= ~markup.SHARE  # a quoted post: class="twitter-tweet social-embed"
        parent = container.parent
        inherited[id(container)] = own | (inherited[id(parent)] & ~markup.BODY if parent is not None else 0)
    roles = [inherited[id(block.container)] for block in blocks.blocks]
    shares: dict[int, float] = {}
    for mass, block_roles in zip(masses, roles, strict=True):
        if mass and block_roles & _FALLIBLE_ROLES:
            shares[block_roles & _FALLIBLE_ROLES] = shares.get(block_roles & _FALLIBLE_ROLES, 0.0) + mass
    wrong = 0
    for role in markup.ROLE_NAMES:
        if role & _FALLIBLE_ROLES and sum(m for r, m in shares.items() if r & role) / total > OVERRULED_SHARE:
            wrong |= role
    return [block_roles & ~wrong for block_roles in roles] if wrong else roles


def _root(blocks: Blocks, masses: Sequence[float]) -> Container:
    """The container around the article."""
    sums = [0.0, *accumulate(masses)]
    scores: dict[int, float] = {}
    by_id: dict[int, Container] = {}
    for block, mass in zip(blocks.blocks, masses, strict=True):
        if not mass:
            continue
        container: Container | None = block.container
        assert container is not None
        if container.tag in _PARAGRAPH_TAGS or container.end - container.first == 1:
            container = container.parent or container
        for share in DECAY:
            if container is None:
                break
            key = id(container)
            by_id[key] = container
            scores[key] = scores.get(key, 0.0) + mass * share
            container = container.parent
    if not scores:
        return blocks.containers[0]

    def score(key: int) -> float:
        container = by_id[key]
        weight = 1.35 if container.roles & markup.BODY else 1.0
        if container.tag in ("article", "main"):
            weight *= 1.15
        return scores[key] * weight

    best = by_id[max(scores, key=score)]
    return _widened(best, sums)


def _widened(root: Container, sums: Sequence[float]) -> Container:
    """Go up while what stands beside the root is clearly of the same article.

    A long article is often cut into several containers, by adverts (trafilatura#487) or by a page builder that gives
    every paragraph a section of its own. What is gained must be prose, block by block: a list of teasers is not.
    """
    best = root
    candidate = root.parent
    while candidate is not None and candidate.parent is not None:
        inner = sums[best.end] - sums[best.first]
        outer = sums[candidate.end] - sums[candidate.first]
        gain = (outer - inner) / (inner or 1.0)
        gained_blocks = (candidate.end - candidate.first) - (best.end - best.first)
        density = (outer - inner) / (gained_blocks or 1)
        enough = WIDENING_DENSITY if gain < FOREMOST_GAIN else FOREMOST_DENSITY
        if density > enough and (gain > WIDENING_GAIN or (gain > 0.1 and candidate.tag in ("article", "main"))):
            best = candidate
        candidate = candidate.parent
    return best


def _judge_line(block: Block, roles: int, headline_key: str) -> Verdict:
    """What a block inside the root is, seen alone."""
    if block.kind != "text":
        if block.kind in ("image", "embed") and not roles & (_CUT_ROLES & ~markup.CAPTION):
            return Verdict(True, block.kind)
        return Verdict(False, block.kind)
    cutting = roles & _CUT_ROLES
    if cutting:
        return Verdict(False, f"markup: {markup.role_names(cutting)}")
    text = block.text
    if block.words <= 40 and headline_key and _key(text) == headline_key:
        return Verdict(False, "headline repeated")
    if block.container.inherited(_FIGURE_TAGS) is not None:
        return Verdict(False, "in a figure")
    if block.words <= boilerplate.MAXIMUM_WORDS and text.lower().startswith(boilerplate.STARTS):
        return Verdict(False, "boilerplate line")
    if block.link_density > LINK_LINE_DENSITY and block.words < 60:
        return Verdict(False, "link line")
    if block.heading_level:
        return Verdict(True, "heading")
    if block.words >= PROSE_LINE_WORDS and (_SENTENCE_END.search(text) or block.words >= 25):
        return _PROSE
    return _FRAGMENT


def _judge_caption_lines(every: Sequence[Block], verdicts: list[Verdict], root: Container) -> None:
    """A line that ends in a credit, above the first paragraph or next to an image, is a caption.

    Pages without a ``<figure>`` write their captions as paragraphs, and a credit is all that gives them away.
    """
    prose_came = False
    for i in range(root.first, root.end):
        verdict = verdicts[i]
        if verdict is not _PROSE and verdict is not _FRAGMENT:
            continue
        block = every[i]
        beside_image = any(0 <= j < len(every) and every[j].kind == "image" for j in (i - 1, i - 2, i + 1))
        if (not prose_came or beside_image) and block.words <= MAXIMUM_CAPTION_WORDS and split_credit(block.text)[1]:
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
        elif i < first and description_key and block.words > 3 and _key(block.text) == description_key:
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


def _judge_headings(every: Sequence[Block], verdicts: list[Verdict]) -> None:
    """A heading stays where kept text follows it before the next heading of its rank, and prose came or comes."""
    following: list[int] = []  # levels of headings that text has been seen under, walking backwards
    has_text = False
    for i in range(len(every) - 1, -1, -1):
        block = every[i]
        verdict = verdicts[i]
        if not verdict.keep or block.kind != "text":
            continue
        level = block.heading_level
        if not level:
            has_text = True
            following.clear()
            continue
        if has_text or any(seen > level for seen in following):
            following.append(level)
            has_text = False
        else:
            verdicts[i] = Verdict(False, "heading without text")


def _closes(text: str) -> bool:
    return text.lower().startswith(boilerplate.CLOSING_HEADINGS)


def _key(text: str) -> str:
    """Text as it is compared: letters and digits, case folded."""
    return _SPACES_AND_SIGNS.sub("", text).casefold()
