"""A tree → its blocks in document order, from one traversal.

A *block* is a run of text that no block-level element interrupts (what a browser would lay out as one paragraph),
an image, an embed or a control. Its *container* is the innermost block-level element around it; containers form a
light tree of their own, since judging asks again and again what stands around a block and how much text is there.

Hot path: the loop in :func:`read` runs once for every node of the page, so it keeps its state in local variables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from selectolax.lexbor import LexborNode

from presscut.errors import TooDeepError
from presscut.extraction.limits import DEFAULT_LIMITS
from presscut.extraction.page import Page
from presscut.extraction.vocabulary import markup

BlockKind = Literal["text", "image", "embed", "control", "rule"]

_INLINE: Final = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "cite", "code", "data", "del", "dfn", "em", "font", "i",
     "ins", "kbd", "label", "mark", "meter", "nobr", "output", "progress", "q", "rb", "ruby", "s", "samp", "small",
     "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr")
)  # fmt: skip
# Never text of the page: not shown, or shown as something else than text.
_SKIPPED: Final = frozenset(
    ("-comment", "!doctype", "applet", "area", "base", "canvas", "col", "colgroup", "datalist", "head", "input", "link",
     "map", "math", "meta", "noframes", "object", "option", "param", "rp", "rt", "script", "select", "source", "style",
     "template", "textarea", "title", "track")
)  # fmt: skip
_EMBEDS: Final = frozenset(
    ("iframe", "video", "audio", "embed", "amp-youtube", "amp-iframe", "amp-twitter", "amp-video")
)
_IMAGES: Final = frozenset(("img", "amp-img"))
_MARKS: Final[dict[str, str]] = {
    "a": "link",
    "em": "emphasis",
    "i": "emphasis",
    "cite": "emphasis",
    "b": "strong",
    "strong": "strong",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
}
_HEADINGS: Final[dict[str, int]] = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

LIST: Final = 1 << 0
TABLE: Final = 1 << 1
FIGURE: Final = 1 << 2
QUOTE: Final = 1 << 3
ARTICLE: Final = 1 << 4
MAIN: Final = 1 << 5
PREFORMATTED: Final = 1 << 6
POST: Final = 1 << 7
"""A post of a social network, embedded by the code that the network gives out."""
WITHIN: Final[dict[str, int]] = {
    "ul": LIST, "ol": LIST, "dl": LIST, "table": TABLE, "figure": FIGURE, "blockquote": QUOTE, "article": ARTICLE,
    "main": MAIN, "pre": PREFORMATTED,
}  # fmt: skip

FAR: Final = 99
"""What a distance is where there is nothing to measure to."""

LONGEST_HEADING_WORDS: Final = 25
"""A subheading with more words is a paragraph in large type."""

_INVISIBLE_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_INVISIBLE_CHARACTERS: Final = re.compile("[\u00ad\ufeff\u200b\u2060]")
_SPACELESS: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]")
_THAI: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


@dataclass(slots=True, eq=False)
class Container:
    """A block-level element. Its blocks are ``blocks[first:end]`` of the page."""

    tag: str
    parent: Container | None
    depth: int
    node: LexborNode
    roles: int
    """What its own tag, class, id and attributes say it is: bits of :mod:`vocabulary.markup`."""
    class_names: str = ""
    first: int = 0
    end: int = 0
    heading: int = 0
    """1 to 6 within a heading, else 0."""
    within: int = 0
    """What it is or stands in: bits of :data:`WITHIN`."""
    roles_distance: int = FAR
    """Levels up to the next container whose roles say something; 0: its own do."""

    def inherited(self, tags: frozenset[str]) -> Container | None:
        """The innermost container with one of these tags, this one included."""
        container: Container | None = self
        while container is not None and container.tag not in tags:
            container = container.parent
        return container


@dataclass(slots=True, eq=False)
class Block:
    """One block. ``words`` counts what a reader would: about two characters a word where there are no spaces."""

    kind: BlockKind
    container: Container
    text: str = ""
    marks: tuple[tuple[str, int, int, str | None], ...] = ()
    """(kind, start, end, link target as written), in order of their start; they nest."""
    words: int = 0
    link_length: int = 0
    """Characters of ``text`` inside links."""
    node: LexborNode | None = None
    """The element itself, for images, embeds and controls."""

    @property
    def link_density(self) -> float:
        return self.link_length / len(self.text) if self.text else 0.0

    @property
    def heading_level(self) -> int:
        """1 to 6 for the text of a heading, else 0. A paragraph set as a subheading is none (Readability#281)."""
        level = self.container.heading
        return level if level < 2 or self.words <= LONGEST_HEADING_WORDS else 0


@dataclass(frozen=True, slots=True)
class Blocks:
    """Everything that the traversal saw."""

    blocks: tuple[Block, ...]
    containers: tuple[Container, ...]
    """In document order; the first is the body."""


def count_words(text: str) -> int:
    """Words as readers count them; for scripts without spaces, two characters (Thai and kin: four) make one."""
    words = len(text.split())
    if text.isascii() or max(text, default="") < "\u0e00":
        return words
    spaceless = len(_SPACELESS.findall(text))
    thai = len(_THAI.findall(text))
    return words + spaceless // 2 + thai // 4


def _roles(tag: str, attributes: dict[str, str | None]) -> int:
    roles = markup.TAG_ROLES.get(tag, 0)
    for name, value in attributes.items():
        kind = _SPEAKING_ATTRIBUTES.get(name)
        if kind is None:
            continue
        if kind == "name":
            if value:
                roles |= markup.roles_of(value)
        elif kind == "hidden":
            roles |= markup.HIDDEN
        elif value is None:
            continue
        elif kind == "style":
            if _INVISIBLE_STYLE.search(value):
                roles |= markup.HIDDEN
        elif kind == "itemprop":
            if "articleBody" in value:
                roles |= markup.BODY
        else:
            roles |= markup.ARIA_ROLES.get(value, 0)
    return roles


_SPEAKING_ATTRIBUTES: Final = {
    "class": "name",
    "id": "name",
    "data-component": "name",
    "data-module": "name",
    "data-testid": "name",
    "hidden": "hidden",
    "style": "style",
    "itemprop": "itemprop",
    "role": "role",
}


def read(page: Page, max_depth: int = DEFAULT_LIMITS.max_depth) -> Blocks:
    """Read all blocks of a page, in document order. Raises TooDeepError: more than ``max_depth`` elements are open."""
    root = page.tree.body
    if root is None:
        return Blocks((), ())
    blocks: list[Block] = []
    container = Container("body", None, 0, root, 0)
    containers = [container]
    # The text run being read: whitespace collapsed as it grows, so that marks keep true offsets.
    parts: list[str] = []
    marks: list[tuple[str, int, int, str | None]] = []
    length = run_link_length = pending_breaks = 0
    pending_space = False
    open_marks: list[tuple[str, int, str | None]] = []
    link_depth = 0
    preformatted = 0

    def flush(container: Container, link_length: int) -> None:
        text = "".join(parts)
        parts.clear()
        if container.within & PREFORMATTED:
            text = text.strip("\n")
        size = len(text)
        for kind, start, url in open_marks:
            if start < size:
                marks.append((kind, start, size, url))
        kept: tuple[tuple[str, int, int, str | None], ...] = ()
        if marks:
            if len(marks) > 1:
                marks.sort(key=lambda mark: (mark[1], -mark[2]))
            kept = tuple([(k, s, min(e, size), u) for k, s, e, u in marks if s < min(e, size)])
            marks.clear()
        if text and not text.isspace():
            blocks.append(Block("text", container, text, kept, count_words(text), min(link_length, size)))
        if open_marks:
            open_marks[:] = [(kind, 0, url) for kind, _, url in open_marks]

    node: LexborNode | None = root.first_child
    stack: list[tuple[LexborNode, str, bool]] = []  # (element, tag, is a container)
    while True:
        if node is None:
            if not stack:
                break
            element, tag, is_container = stack.pop()
            if is_container:
                if length:
                    flush(container, run_link_length)
                    length = run_link_length = pending_breaks = 0
                    pending_space = False
                container.end = len(blocks)
                assert container.parent is not None
                container = container.parent
                if tag == "pre":
                    preformatted -= 1
            elif tag in _MARKS:
                kind, start, url = open_marks.pop()
                if kind == "link":
                    link_depth -= 1
                if start < length:
                    marks.append((kind, start, length, url))
            node = element.next
            continue
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            node = node.next
            if preformatted:
                if text:
                    parts.append(text)
                    length += len(text)
                continue
            words = text.split()
            if not words:
                if text and length:
                    pending_space = True
                continue
            if pending_breaks:
                if pending_breaks > 1:
                    flush(container, run_link_length)
                    length = run_link_length = 0
                    pending_space = False
                elif length:
                    parts.append("\n")
                    length += 1
                pending_breaks = 0
            elif length and (pending_space or text[0].isspace()):
                parts.append(" ")
                length += 1
            joined = " ".join(words)
            if not joined.isascii():
                joined = _INVISIBLE_CHARACTERS.sub("", joined)
            parts.append(joined)
            length += len(joined)
            if link_depth:
                run_link_length += len(joined)
            pending_space = text[-1].isspace()
            continue
        if tag in _INLINE:
            child = node.first_child
            if child is None:
                node = node.next
                continue
            attributes = node.attributes
            if attributes and (
                "hidden" in attributes or ((names := attributes.get("class")) and markup.is_unseen(names))
            ):
                node = node.next
                continue
            if tag in _MARKS:
                if length and pending_space and not pending_breaks:
                    parts.append(" ")
                    length += 1
                    pending_space = False
                kind = _MARKS[tag]
                url = attributes.get("href") if kind == "link" else None
                if kind == "link":
                    link_depth += 1
                open_marks.append((kind, length + (1 if pending_breaks == 1 else 0), url))
            stack.append((node, tag, False))
            if len(stack) > max_depth:
                raise _too_deep(tag, max_depth)
            node = child
            continue
        if tag == "br":
            if preformatted:
                parts.append("\n")
                length += 1
            elif length:
                pending_breaks += 1
            node = node.next
            continue
        if tag in _SKIPPED:
            node = node.next
            continue
        if tag in _IMAGES or tag in _EMBEDS:
            # An image within a sentence (an icon, a formula) does not end it; one between blocks stands for itself.
            blocks.append(Block("image" if tag in _IMAGES else "embed", container, node=node))
            node = node.next
            continue
        if tag == "svg":
            node = node.next
            continue
        if tag == "picture":
            stack.append((node, tag, False))
            node = node.first_child
            continue
        if length:
            flush(container, run_link_length)
            length = run_link_length = pending_breaks = 0
            pending_space = False
        if tag == "hr":
            blocks.append(Block("rule", container))
            node = node.next
            continue
        if tag == "button":
            label = " ".join((node.text(separator=" ") or "").split())
            if label:
                blocks.append(Block("control", container, label, (), count_words(label), node=node))
            node = node.next
            continue
        child = node.first_child
        if child is None:
            node = node.next
            continue
        attributes = node.attributes
        names = (attributes.get("class") or "") if attributes else ""
        roles = _roles(tag, attributes) if attributes else markup.TAG_ROLES.get(tag, 0)
        within = container.within | WITHIN.get(tag, 0)
        if names and tag in ("blockquote", "div") and markup.is_post(names):
            within |= POST
        container = Container(
            tag,
            container,
            container.depth + 1,
            node,
            roles,
            names,
            len(blocks),
            0,
            _HEADINGS.get(tag) or container.heading,
            within,
            0 if roles else container.roles_distance + 1,
        )
        containers.append(container)
        if tag == "pre":
            preformatted += 1
        stack.append((node, tag, True))
        if len(stack) > max_depth:
            raise _too_deep(tag, max_depth)
        node = child
    if length:
        flush(container, run_link_length)
        length = run_link_length = pending_breaks = 0
        pending_space = False
    containers[0].end = len(blocks)
    return Blocks(tuple(blocks), tuple(containers))


def _too_deep(tag: str, max_depth: int) -> TooDeepError:
    return TooDeepError(
        f"At a <{tag}> more than {max_depth} elements are open: close them, or send the part with the article."
    )
