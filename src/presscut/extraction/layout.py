"""Blocks → where prose stands on the page, before anything is judged.

1. *prose*: every block gets the mass of prose in it: words outside links, in sentences.
2. *roles*: what class names and elements say of containers, unless such a container holds most of the prose: then its
   name is wrong (a page wrapped in ``<form>``, a body in ``class="sidebar-left-content"``).
3. *root*: the container around the article, by prose mass decaying up the tree (Arc90's Readability, 2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from presscut.extraction.blocks import Block, Blocks, Container
from presscut.extraction.vocabulary import markup

LINK_LINE_DENSITY: Final = 0.66
"""A block with more of its characters in links is a line of links, not a sentence with a link."""
PROSE_MASS: Final = 9.0
"""The mass of a block that counts as prose; see :func:`prose_mass`."""
PROSE_LINE_WORDS: Final = 9
"""A sentence of this length is prose; below, only between prose."""
DOMINANT_SHARE: Final = 0.6
"""A container with this share of the page's prose is not boilerplate, whatever its name."""
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

CUT_ROLES: Final = (
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
_INHERITED: Final = ~markup.BODY
_FALLIBLE_ROLES: Final = CUT_ROLES & ~(markup.COMMENTS | markup.HIDDEN | markup.CONSENT)
"""Comments may well be longer than the article, and what is hidden is not read."""
_PARAGRAPH_TAGS: Final = frozenset(
    ("p", "li", "td", "th", "dd", "dt", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption")
)
_SENTENCE_ENDS: Final = frozenset(".!?…。！？｡؟।॥۔։።။។:;：；")
"""Of Urdu, Amharic, Burmese and Khmer as well, which have full stops of their own."""
_CLOSING: Final = "\"'”’»«)]）』】›\u201d\u300d\u300f \t\n\r\f\u00a0\u3000"
"""What may stand behind the end of a sentence: quotation marks, brackets, white space."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where prose stands on a page, before anything is judged."""

    masses: Sequence[float]
    """Words of prose in each block."""
    mass_sums: Sequence[float]
    """``mass_sums[i]`` is the prose of the blocks before the one at ``i``; one longer than the blocks."""
    roles: Sequence[int]
    """Roles around each block, less those whose names are wrong on this page."""
    root: Container
    """The container around the article by prose alone, …"""
    clean_root: Container
    """… and by the prose that no boilerplate's name stands over."""


def read(blocks: Blocks) -> Layout:
    """Find out where prose stands. The page has a block at least."""
    every = blocks.blocks
    masses = [prose_mass(block) for block in every]
    sums = [0.0, *accumulate(masses)]
    if not sums[-1]:
        masses = [float(block.words) if not block.link_density > LINK_LINE_DENSITY else 0.0 for block in every]
        sums = [0.0, *accumulate(masses)]
    roles = _inherited_roles(blocks, masses, sums)
    root = _root(blocks, masses, sums)
    clean = [0.0 if block_roles & CUT_ROLES else mass for block_roles, mass in zip(roles, masses, strict=True)]
    clean_root = root
    if clean != masses and any(clean):
        clean_root = _root(blocks, clean, [0.0, *accumulate(clean)])
    return Layout(masses, sums, roles, root, clean_root)


def last_sign(text: str) -> str:
    """The sign that a text ends with, closing quotation marks and brackets aside; empty for none."""
    return text.rstrip(_CLOSING)[-1:]


def ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS


def prose_mass(block: Block) -> float:
    """Words of prose in a block: whole sentences count fully, fragments little, links and headings nothing."""
    words = block.words
    if words < 4 or block.kind != "text" or (block.container.heading and block.heading_level):
        return 0.0
    text = block.text
    density = block.link_length / len(text)
    if density > 0.5:
        return 0.0
    mass = min(words, 150) * (1.0 - density)
    if text.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS:
        return mass if words >= PROSE_LINE_WORDS else mass * 0.5
    return mass * (0.7 if words >= 25 else 0.15)


def _inherited_roles(blocks: Blocks, masses: Sequence[float], sums: Sequence[float]) -> list[int]:
    """Roles around every block, less those whose names are wrong on this page.

    A container that holds most of the prose is no boilerplate, whatever it is called; and where one name stands over
    much of the prose in many small containers, it is the page builder's word for everything (``elementor-widget``).
    """
    total = sums[-1] or 1.0
    inherited: dict[Container | None, int] = {None: 0}
    for container in blocks.containers:
        own = container.roles
        if not own:
            inherited[container] = inherited[container.parent] & _INHERITED
            continue
        if own & CUT_ROLES:
            share = (sums[container.end] - sums[container.first]) / total
            if share > DOMINANT_COMMENTS_SHARE:
                own &= ~CUT_ROLES
            elif share > DOMINANT_SHARE:
                own &= ~CUT_ROLES | markup.COMMENTS
            if own & markup.SHARE and (container.tag == "blockquote" or "embed" in container.class_names.lower()):
                own &= ~markup.SHARE  # a post that is quoted: class="twitter-tweet", within class="social-media-embed"
        inherited[container] = own | inherited[container.parent] & _INHERITED
    roles = [inherited[block.container] for block in blocks.blocks]
    shares: dict[int, float] = {}
    for mass, block_roles in zip(masses, roles, strict=True):
        if mass and (fallible := block_roles & _FALLIBLE_ROLES):
            shares[fallible] = shares.get(fallible, 0.0) + mass
    if sum(shares.values()) / total <= OVERRULED_SHARE:
        return roles
    wrong = 0
    for role in markup.ROLE_NAMES:
        if role & _FALLIBLE_ROLES and sum(m for r, m in shares.items() if r & role) / total > OVERRULED_SHARE:
            wrong |= role
    return [block_roles & ~wrong for block_roles in roles] if wrong else roles


def _root(blocks: Blocks, masses: Sequence[float], sums: Sequence[float]) -> Container:
    """The container around the article."""
    mass_below: dict[Container, float] = {}  # by where the way up begins: most paragraphs of a text share it
    for block, mass in zip(blocks.blocks, masses, strict=True):
        if mass:
            container = block.container
            if container.tag in _PARAGRAPH_TAGS or container.end - container.first == 1:
                container = container.parent or container
            mass_below[container] = mass_below.get(container, 0.0) + mass
    scores: dict[Container, float] = {}
    for lowest, mass in mass_below.items():
        at: Container | None = lowest
        for share in DECAY:
            if at is None:
                break
            scores[at] = scores.get(at, 0.0) + mass * share
            at = at.parent
    if not scores:
        return blocks.containers[0]

    def score(container: Container) -> float:
        weight = 1.35 if container.roles & markup.BODY else 1.0
        if container.tag in ("article", "main"):
            weight *= 1.15
        return scores[container] * weight

    return _widened(max(scores, key=score), sums)


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
