"""What stands around the headline: which elements belong to this article, and the short lines beside its title.

A page shows many dates and names: those of its cards, its comments, its sidebar. An element is *foreign* when, on the
way up to the first ancestor that it shares with the headline, a container says so by its name or is a card (a linked
heading of its own). Among the others, the one that shares the nearest ancestor with the headline is the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

from selectolax.lexbor import LexborNode

from presscut.extraction.blocks import PREFORMATTED, Block, Blocks, Container
from presscut.extraction.keys import folded
from presscut.extraction.metadata.sources import Sources, holds_text_alone
from presscut.extraction.page import Page
from presscut.extraction.vocabulary import markup

_FOREIGN_ROLES: Final = markup.COMMENTS | markup.RELATED | markup.NAVIGATION
# Not all that ``markup.SIDEBAR`` holds: page builders call every element of the page a "widget".
_SIDEBAR_TOKENS: Final = frozenset(("sidebar", "sidebars", "rail", "aside"))
_FOREIGN: Final = 1 << 30
_FOREIGN_TAGS: Final = frozenset(("aside", "nav", "figure", "figcaption", "form", "blockquote", "template", "noscript"))
_CARD_TAGS: Final = frozenset(("article", "li", "section"))
_CARD_HEADING: Final = "h2 a[href], h3 a[href], h4 a[href], a[href] h2, a[href] h3, a[href] h4"
_COLUMN_HEADINGS: Final = "tr > th + th"
"""A table that names its columns holds data; one that lays a page out, or lists what is known of it, names none."""
_SKIPPED_TAGS: Final = frozenset(
    ("script", "style", "svg", "select", "button", "iframe", "-comment", "template", "pre", "code", "samp", "kbd")
)
"""Not shown, or no prose: what a program reads or writes is dated and signed by others."""
_INLINE_TAGS: Final = frozenset(
    ("a", "abbr", "b", "bdi", "cite", "em", "font", "i", "label", "mark", "small", "span", "strong", "sub", "sup")
).union(("time", "u", "wbr"))
_FAR: Final = 1 << 16

MAXIMUM_CARD_CHARACTERS: Final = 1500
"""A teaser, with the white space of its markup; a whole article may well have linked subheads."""
LINES_AFTER: Final = 40
LINES_BEFORE: Final = 12
"""How far a byline stands from its headline, counted in lines of text: a standfirst, tools to share, a credit."""
PROSE_CHARACTERS: Final = 160
"""A line this long is prose: a standfirst, or the text itself, behind which no byline comes."""
MAXIMUM_PROSE_LINES: Final = 3
_NODES: Final = 600
"""The walk's bound, for pages whose headline is followed by a deep menu."""

_DIGIT: Final = re.compile(r"\d")


@dataclass(slots=True, eq=False)
class Surroundings:
    """The headline's place in the tree. Made once a page; what it computes late, it keeps."""

    headline: LexborNode | None
    _steps: dict[int, int]
    """Ancestors of the headline by ``mem_id``, with their number of steps up."""
    _blocks: Blocks
    _lines: tuple[tuple[str, ...], tuple[str, ...]] | None = field(default=None)
    _places: dict[int, _Place] = field(default_factory=dict)
    """What is known of elements on the way to the headline, by ``mem_id``: those of one page have most of them in common."""

    def distance(self, node: LexborNode) -> int | None:
        """Steps from the headline up to the ancestor that it shares with an element; None if that is foreign."""
        is_foreign_footer = False
        ancestor: LexborNode | None = node
        while ancestor is not None:
            steps = self._steps.get(ancestor.mem_id)
            tag = ancestor.tag or ""
            if steps is not None:
                # An article's own footer may carry its byline; the page's carries a copyright.
                return None if is_foreign_footer and tag in ("body", "html") else steps
            if tag in ("body", "html"):
                return _FAR
            place = self._places.get(ancestor.mem_id)
            if place is None:
                place = self._places[ancestor.mem_id] = _place_of(ancestor, tag)
            if place == "foreign":
                return None
            if place == "footer":
                is_foreign_footer = True
            ancestor = ancestor.parent
        return None

    def nearest(self, nodes: tuple[LexborNode, ...] | list[LexborNode]) -> list[LexborNode]:
        """Those that are not foreign, nearest first, in page order where they are equally near."""
        placed = [(distance, node) for node in nodes if (distance := self.distance(node)) is not None]
        placed.sort(key=lambda pair: pair[0])
        return [node for _, node in placed]

    def lines(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The lines after the headline and those before it (nearest first), up to the prose."""
        if self._lines is None:
            if self.headline is None:
                self._lines = ((), ())
            else:
                self._lines = self._read_lines(self.headline, LINES_AFTER, LINES_BEFORE)
        return self._lines

    def first_lines(self, after: int, before: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The first so many of :meth:`lines`, for whom these do: most pages then need not read the others."""
        if self._lines is None and self.headline is not None:
            return self._read_lines(self.headline, after, before)
        lines_after, lines_before = self.lines()
        return lines_after[:after], lines_before[:before]

    def _read_lines(self, headline: LexborNode, after: int, before: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return _lines_of_blocks(headline, self._steps, self._blocks, after, before) or (
            tuple(_read(headline, forward=True, limit=after)),
            tuple(_read(headline, forward=False, limit=before)),
        )


@dataclass(slots=True, eq=False)
class Nearby:
    """The surroundings of a page's headline, for all fields that look there, found when the first one does."""

    sources: Sources
    page: Page
    _surroundings: Surroundings | None = field(default=None)

    @property
    def surroundings(self) -> Surroundings:
        if self._surroundings is None:
            self._surroundings = around(self.sources, self.page)
        return self._surroundings


def around(sources: Sources, page: Page) -> Surroundings:
    """Find the headline among the headings: the one that the title repeats, else the first ``h1``."""
    titles = [folded(title) for title in (*sources.metas.get("og:title", ()), sources.title or "") if title]
    headline = None
    longest = 0
    for node, text in sources.headings:
        key = folded(text)
        if len(key) > longest and any(key in title or (len(title) > 12 and title in key) for title in titles):
            headline, longest = node, len(key)
    if headline is None and sources.headings:
        headline = sources.headings[0][0]
    if headline is None:
        headline = _other_heading(page, titles)
    steps: dict[int, int] = {}
    ancestor = headline
    while ancestor is not None:
        steps[ancestor.mem_id] = len(steps)
        ancestor = ancestor.parent
    return Surroundings(headline, steps, sources.blocks)


def _other_heading(page: Page, titles: list[str]) -> LexborNode | None:
    """Pages without an ``h1`` put their title into a lesser heading."""
    for node in page.tree.css("h2, h3, [itemprop=headline]"):
        key = folded(node.text())
        if len(key) > 12 and any(key in title for title in titles):
            return node
    return None


_Place = Literal["foreign", "footer", "neutral"]


def _place_of(node: LexborNode, tag: str) -> _Place:
    roles = _roles(node)
    if tag in _FOREIGN_TAGS or roles & _FOREIGN or ((tag in _CARD_TAGS or roles & markup.CARD) and _is_card(node)):
        return "foreign"
    return "footer" if tag == "footer" or roles & markup.FOOTER else "neutral"


def _is_card(node: LexborNode) -> bool:
    return len(node.text()) <= MAXIMUM_CARD_CHARACTERS and node.css_first(_CARD_HEADING) is not None


def _roles(node: LexborNode) -> int:
    attributes = node.attributes
    roles = 0
    if attributes:
        if value := attributes.get("class"):
            roles = _roles_of(value)
        if value := attributes.get("id"):
            roles |= _roles_of(value)
    return roles


@lru_cache(maxsize=8192)
def _roles_of(value: str) -> int:
    """The roles of a class or id string, with ``_FOREIGN`` for whatever is not the article's."""
    roles = markup.roles_of(value)
    if roles & _FOREIGN_ROLES or (roles & markup.SIDEBAR and _SIDEBAR_TOKENS.intersection(markup.tokens_of(value))):
        roles |= _FOREIGN
    return roles


def _lines_of_blocks(
    headline: LexborNode, steps: dict[int, int], blocks: Blocks, after: int, before: int
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """What :func:`_read` gives in both directions, from the blocks; None where the headline is no container of theirs."""
    tag, place = headline.tag, headline.mem_id
    start = next((c for c in blocks.containers if c.tag == tag and c.node.mem_id == place), None)
    if start is None:
        return None
    every = blocks.blocks
    foreign: dict[Container | None, bool] = {None: False}

    def is_foreign(container: Container | None) -> bool:
        inner: list[Container] = []
        while container is not None and container not in foreign:
            inner.append(container)
            container = container.parent
        known = foreign[container]
        for part in reversed(inner):
            known = part.node.mem_id not in steps and (known or _is_foreign(part, every))
            foreign[part] = known
        return known

    def lines(found: Iterable[Block], limit: int, *, forward: bool) -> Iterator[str]:
        count = prose = 0
        for block in found:
            if block.kind != "text" or block.container.within & PREFORMATTED or is_foreign(block.container):
                continue
            for line in _spaced(block).split("\n")[:: 1 if forward else -1]:
                yield line
                count += 1
                prose += len(line) > PROSE_CHARACTERS
                if count >= limit or prose >= MAXIMUM_PROSE_LINES:
                    return

    return (
        tuple(lines(every[start.end :], after, forward=True)),
        tuple(lines(every[start.first - 1 :: -1] if start.first else (), before, forward=False)),
    )


def _spaced(block: Block) -> str:
    """A short block's text, with a space between elements that only style sheets part: ``<b>Jane Roe</b><i>3 May</i>``."""
    text, container = block.text, block.container
    if len(text) > PROSE_CHARACTERS:
        return text
    if block.marks and any(kind == "code" for kind, *_ in block.marks):
        return _without_code(block)
    if container.end - container.first > 1 or "\n" in text:
        return text
    if holds_text_alone(container.node):
        return text
    spaced = " ".join(container.node.text(separator=" ").split())
    return spaced if spaced.replace(" ", "") == text.replace(" ", "") else text


def _without_code(block: Block) -> str:
    text = block.text
    for kind, start, end, _ in reversed(block.marks):
        if kind == "code":
            text = text[:start] + text[end:]
    return text


def _is_foreign(container: Container, blocks: Sequence[Block]) -> bool:
    tag = container.tag
    if tag in _FOREIGN_TAGS or container.roles & _FOREIGN_ROLES:
        return True
    if (
        (tag == "article" or container.roles & markup.CARD)
        and _is_short(container, blocks)
        and _is_card(container.node)
    ):
        return True
    if tag == "table" and container.node.css_first(_COLUMN_HEADINGS) is not None:
        return True
    return bool(container.roles & markup.SIDEBAR and _roles(container.node) & _FOREIGN)


def _is_short(container: Container, blocks: Sequence[Block]) -> bool:
    """Whether a container may be a card: to count its blocks until they are too long spares to read a whole article."""
    characters = 0
    for index in range(container.first, container.end):
        characters += len(blocks[index].text)
        if characters > MAXIMUM_CARD_CHARACTERS:
            return False
    return True


def _read(start: LexborNode, *, forward: bool, limit: int) -> Iterator[str]:
    """Lines of text from the headline on, in either direction; foreign containers are stepped over."""
    parts: list[str] = []
    lines = prose = 0
    for node in _walk(start, forward=forward):
        if node is None:
            if not parts:
                continue
            line = " ".join(" ".join(parts if forward else reversed(parts)).split())
            parts.clear()
            yield line
            lines += 1
            prose += len(line) > PROSE_CHARACTERS
            if lines >= limit or prose >= MAXIMUM_PROSE_LINES:
                return
        elif (text := node.text_content) and not text.isspace():
            parts.append(text)
    if parts:
        yield " ".join(" ".join(parts if forward else reversed(parts)).split())


def _walk(start: LexborNode, *, forward: bool) -> Iterator[LexborNode | None]:
    """Text nodes behind or before an element, in order; None wherever a line ends."""
    node: LexborNode | None = start
    enter = False
    for _ in range(_NODES):
        if node is None:
            return
        inner = (node.first_child if forward else node.last_child) if enter else None
        if inner is not None:
            node = inner
        else:
            following = node.next if forward else node.prev
            while following is None:
                node = node.parent
                if node is None or node.tag in ("body", "html"):
                    return
                if node.tag not in _INLINE_TAGS:
                    yield None
                following = node.next if forward else node.prev
            node = following
        tag = node.tag or ""
        if tag == "-text":
            yield node
            enter = False
            continue
        enter = tag not in _SKIPPED_TAGS and tag not in _FOREIGN_TAGS and not _roles(node) & _FOREIGN
        if tag not in _INLINE_TAGS:
            yield None


def standing_alone(root: LexborNode, limit: int) -> Iterator[tuple[str, str]]:
    """Texts of at most ``limit`` characters with a digit in them, each with the text before it (its label, if short).

    Without those of comments, navigation, other articles and forms; in an ``aside`` as well. Up to the prose.
    """
    label = ""
    prose = 0
    node: LexborNode | None = root.first_child
    while node is not None:
        tag = node.tag or ""
        if tag == "-text":
            text = (node.text_content or "").strip()
            if text:
                if len(text) <= limit and _DIGIT.search(text) is not None:
                    yield text, label
                if len(text) > 1:  # "(" labels nothing
                    label = text if len(text) <= limit else ""
                prose += len(text) > PROSE_CHARACTERS
                if prose >= MAXIMUM_PROSE_LINES:
                    return
        elif (
            (inner := node.first_child) is not None
            and tag not in _SKIPPED_TAGS
            and tag not in _OTHERS_TAGS
            and not _roles(node) & _OTHERS_ROLES
            and not (tag in _CARD_OR_ASIDE and _is_card(node))
            and not (tag == "footer" and is_of_the_page(node))
            and not (tag == "table" and node.css_first(_COLUMN_HEADINGS) is not None)
        ):
            node = inner
            continue
        while node is not None and node.next is None:
            node = node.parent
            if node is None or node.mem_id == root.mem_id:
                return
        node = node.next if node is not None else None


def is_of_the_page(part: LexborNode) -> bool:
    """Whether a ``<footer>`` or ``<aside>`` is the page's, not its article's (HTML 4.3: its nearest sectioning ancestor's)."""
    ancestor = part.parent
    while ancestor is not None and ancestor.tag not in ("article", "main"):
        ancestor = ancestor.parent
    return ancestor is None


_CARD_OR_ASIDE: Final = _CARD_TAGS | {"aside"}
_OTHERS_TAGS: Final = _FOREIGN_TAGS - {"aside"}
_OTHERS_ROLES: Final = _FOREIGN_ROLES | markup.FOOTER | markup.CARD
