"""A tree → its blocks in document order, from one traversal.

A *block* is a run of text that no block-level element interrupts (what a browser would lay out as one paragraph),
an image, an embed or a control. Its *container* is the innermost block-level element around it; containers form a
light tree of their own, since judging asks again and again what stands around a block and how much text is there.

Hot path: the loop in :func:`read` runs once for every node of the page, so it keeps its state in local variables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from presscut.errors import TooDeepError
from presscut.extraction import embeds
from presscut.extraction.characters import INVISIBLE, composed, is_in_parts
from presscut.extraction.limits import DEFAULT_LIMITS
from presscut.extraction.page import Page
from presscut.extraction.vocabulary import markup

Mark = tuple[str, int, int, str | None]
"""(kind, start, end, link target as written)."""

BlockKind = Literal["text", "image", "embed", "control", "rule"]

_INLINE: Final = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "cite", "code", "data", "del", "dfn", "em", "font", "i",
     "ins", "kbd", "label", "mark", "meter", "nobr", "output", "progress", "q", "rb", "ruby", "s", "samp", "small",
     "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr")
)  # fmt: skip
# Never text of the page: not shown, or shown as something else than text.
_SKIPPED: Final = frozenset(
    ("-comment", "!doctype", "annotation", "annotation-xml", "applet", "area", "base", "canvas", "col", "colgroup",
     "datalist", "head", "input", "link", "map", "meta", "mjx-math", "noframes", "object", "option", "param", "rp", "rt",
     "script", "select", "source", "style", "template", "textarea", "title", "track")
)  # fmt: skip
_IMAGES: Final = frozenset(("img", "amp-img"))
_FORMULAS: Final = frozenset(
    ("menclose", "merror", "mfenced", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom", "mroot",
     "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder",
     "munderover", "semantics", "mjx-container", "mjx-assistive-mml")
)  # fmt: skip
"""Elements of MathML (Core 3), and what MathJax puts around them beside its drawing: a formula stands in a line."""
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
BOX: Final = 1 << 8
"""A box beside the text, by its class."""
WITHIN: Final[dict[str, int]] = {
    "ul": LIST, "ol": LIST, "dl": LIST, "table": TABLE, "figure": FIGURE, "blockquote": QUOTE, "article": ARTICLE,
    "main": MAIN, "pre": PREFORMATTED,
}  # fmt: skip

FAR: Final = 99
"""What a distance is where there is nothing to measure to."""

LONGEST_HEADING_WORDS: Final = 25
"""A subheading with more words is a paragraph in large type."""

_PASSED: Final = markup.NAVIGATION | markup.FOOTER
_STOPPING: Final = _PASSED | markup.CONSENT

# In UTF-8, the first bytes of letters without spaces and of marks; of Latin, Greek, Cyrillic, Arabic and punctuation, none.
_FIRST_BYTES: Final = b"\xcc\xcd\xe0\xe1\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xef\xf0"
_OTHER_BYTES: Final = bytes(set(range(256)) - set(_FIRST_BYTES))
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
    marks: tuple[Mark, ...] = ()
    """In order of their start; they nest."""
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
    """Those that hold a block, in document order; the first is the body."""
    passed_over: tuple[LexborNode, ...] = ()
    """Elements whose name or role says that they are navigation or a footer; nothing in them became a block."""
    author_nodes: tuple[LexborNode, ...] = ()
    """Elements that hold an author's name, by their class or as a link to an author's page; in document order."""


def count_words(text: str) -> int:
    """Words as readers count them; for scripts without spaces, two characters (Thai and kin: four) make one."""
    words = len(text.split())
    return words if text.isascii() or not _has_rarer_letters(text) else words + _words_without_spaces(text)


def _has_rarer_letters(text: str) -> bool:
    """Whether there may be letters that need a closer look, at a tenth of the time of a search for them."""
    return bool(text.encode("utf-8", "replace").translate(None, _OTHER_BYTES))


def _words_without_spaces(text: str) -> int:
    return len(_SPACELESS.findall(text)) // 2 + len(_THAI.findall(text)) // 4


def _roles_beside_class(attributes: dict[str, str | None], heading: int) -> int:
    """What attributes other than the class say of an element.

    A heading's id is the address of its section and says what that is about: "social-media-trends", "nav_…".
    """
    roles = 0
    for name, value in attributes.items():
        kind = _SPEAKING_ATTRIBUTES.get(name)
        if kind is None:
            continue
        if kind == "name":
            if value and not (heading and name == "id"):
                roles |= markup.roles_of(value)
        elif kind == "hidden":
            roles |= markup.HIDDEN
        elif value is None:
            continue
        elif kind == "style":
            if embeds.INVISIBLE_STYLE.search(value):
                roles |= markup.HIDDEN
        elif kind == "itemprop":
            if "articleBody" in value:
                roles |= markup.BODY
        else:
            roles |= markup.ARIA_ROLES.get(value, 0)
    return roles


_SPEAKING_ATTRIBUTES: Final = {
    "id": "name",
    "data-component": "name",
    "data-module": "name",
    "data-testid": "name",
    "hidden": "hidden",
    "style": "style",
    "itemprop": "itemprop",
    "role": "role",
}
_SPEAKING_NAMES: Final = frozenset(_SPEAKING_ATTRIBUTES)

# What to do at an element, by its tag; at all others a container begins.
_CONTAINER, _PASS, _GROUP, _MARK, _BREAK, _SKIP, _IMAGE, _EMBED, _PICTURE, _RULE, _FORMULA, _BUTTON = range(12)
_ACTIONS: Final[dict[str | None, int]] = {
    **dict.fromkeys((*_INLINE, *_FORMULAS), _GROUP),
    **dict.fromkeys(_MARKS, _MARK),
    "br": _BREAK,
    **dict.fromkeys((*_SKIPPED, "svg", None), _SKIP),
    **dict.fromkeys(_IMAGES, _IMAGE),
    **dict.fromkeys(embeds.TAGS, _EMBED),
    "picture": _PICTURE,
    "hr": _RULE,
    "math": _FORMULA,
    "button": _BUTTON,
    **dict.fromkeys(("nav", "footer", "dialog"), _PASS),
}


class _Element(NamedTuple):
    """What a tag alone says of an element."""

    action: int
    tag: str
    roles: int
    within: int
    heading: int


def _element(tag: str | None) -> _Element:
    name = tag or ""
    return _Element(
        _ACTIONS.get(tag, _CONTAINER), name, markup.TAG_ROLES.get(name, 0), WITHIN.get(name, 0), _HEADINGS.get(name, 0)
    )


def _elements_by_id() -> dict[int, _Element]:
    """By the parser's number for the tag, which takes a third of the time that its name takes.

    Tags that HTML does not know (``amp-img``) have a number in their own page alone, and are not in this.
    """
    parser = LexborHTMLParser("")
    names = [name for name in (*_ACTIONS, *_CONTAINERS) if name and name.isalnum()]
    elements = {parser.create_node(name).tag_id: _element(name) for name in names}
    comment = LexborHTMLParser("<body><!---->").body.first_child  # type: ignore[union-attr]
    elements[comment.tag_id] = _element("-comment")  # type: ignore[union-attr]
    return elements


_CONTAINERS: Final = (
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "html", "legend", "li", "main", "nav", "noscript", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
)  # fmt: skip
"""Where a container begins, mostly. Other names are looked up as they come."""
_ELEMENT_OF: Final = _elements_by_id()
_TEXT_ID: Final = LexborHTMLParser("text").body.first_child.tag_id  # type: ignore[union-attr]
_PASSED_BY_NAME: Final = frozenset(("ul", "ol"))
_PASSED_ROLES: Final = frozenset(("navigation", "menu", "menubar", "toolbar", "search", "contentinfo"))


def read(page: Page, max_depth: int = DEFAULT_LIMITS.max_depth) -> Blocks:
    """Read the blocks of a page, in document order. Raises TooDeepError: more than ``max_depth`` elements are open.

    What markup calls navigation or a footer is passed over: two fifths of the blocks of three public corpora, and 1 to 5
    in ten thousand of the words that their annotators marked. Where that is the greater part of the page and most of its
    paragraphs stand there (a ``<nav>`` that nobody closed), everything is read: a short page's menus alone are longer than
    it is. The box of a consent manager is no part of the page in any case.
    """
    root = page.tree.body
    if root is None:
        return Blocks((), ())
    blocks = _read(root, max_depth, passing=True)
    if _is_mostly_passed(blocks):
        everything = _read(root, max_depth, passing=False)
        if _words_of_paragraphs(everything) > SWALLOWED * max(_words_of_paragraphs(blocks), SHORTEST_TEXT_WORDS):
            return everything
    return blocks


SWALLOWED: Final = 4
"""Times the words of paragraphs that are read else; a footer that describes the shop has up to 3.5 times as many."""
SHORTEST_TEXT_WORDS: Final = 20
PARAGRAPH_WORDS: Final = 9
ENOUGH_WORDS: Final = 400
"""A page that shows as many beside its navigation is no page whose article lies in it."""


def _is_mostly_passed(blocks: Blocks) -> bool:
    """Whether more words were passed over than read: asked in characters first, indentation and all, for speed."""
    passed = blocks.passed_over
    words = sum([block.words for block in blocks.blocks])
    if words > ENOUGH_WORDS or not passed:
        return False
    if sum([len(node.text()) for node in passed]) <= sum([len(block.text) for block in blocks.blocks]):
        return False
    return sum([count_words(node.text(separator=" ")) for node in passed]) > words


def _words_of_paragraphs(blocks: Blocks) -> int:
    return sum(
        [
            block.words
            for block in blocks.blocks
            if block.kind == "text" and block.words >= PARAGRAPH_WORDS and 2 * block.link_length < len(block.text)
        ]
    )


def _read(root: LexborNode, max_depth: int, *, passing: bool) -> Blocks:
    blocks: list[Block] = []
    container = Container("body", None, 0, root, 0)
    containers = [container]
    passed_over: list[LexborNode] = []
    author_nodes: list[LexborNode] = []
    # The text run being read: whitespace collapsed as it grows, so that marks keep true offsets.
    parts: list[str] = []
    marks: list[Mark] = []
    length = run_words = run_link_length = pending_breaks = 0
    pending_space = False
    open_marks: list[tuple[str, int, str | None]] = []
    link_depth = 0
    preformatted = 0
    # Once for every node: what these look up is looked up here.
    text_id, element_of = _TEXT_ID, _ELEMENT_OF
    said_of_block, said_of_inline, roles_mask = markup.SAID_OF_BLOCK, markup.SAID_OF_INLINE, markup.ROLES
    new = object.__new__

    def flush(container: Container, words: int, link_length: int) -> None:
        text = parts[0] if len(parts) == 1 else "".join(parts)
        parts.clear()
        size = len(text)
        if container.within & PREFORMATTED:
            text = text.strip("\n")
            words = len(text.split())
            if len(text) != size:  # what ends in what was stripped ends before
                size = len(text)
                marks[:] = [(kind, start, min(end, size), url) for kind, start, end, url in marks if start < size]
        for kind, start, url in open_marks:
            if start < size:
                marks.append((kind, start, size, url))
        kept: tuple[Mark, ...] = ()
        if marks:
            if len(marks) > 1:
                marks.sort(key=_by_place)
            kept = tuple(marks)
            marks.clear()
        if not text.isascii() and _has_rarer_letters(text):
            words += _words_without_spaces(text)
            if is_in_parts(text) and not container.within & PREFORMATTED:
                text, kept = composed(text, kept)
                link_length = link_length * len(text) // size
                size = len(text)
        if text and not text.isspace():
            block = new(Block)  # here, too
            block.kind = "text"
            block.container = container
            block.text = text
            block.marks = kept
            block.words = words
            block.link_length = link_length if link_length < size else size
            block.node = None
            blocks.append(block)
        if open_marks:
            open_marks[:] = [(kind, 0, url) for kind, _, url in open_marks]

    node: LexborNode | None = root.first_child
    stack: list[tuple[LexborNode, int]] = []  # (element, what was done at it)
    while True:
        if node is None:
            if not stack:
                break
            node, action = stack.pop()
            node = node.next
            if action == _CONTAINER:
                if length:
                    flush(container, run_words, run_link_length)
                    length = run_words = run_link_length = pending_breaks = 0
                    pending_space = False
                container.end = end = len(blocks)
                if end == container.first:
                    containers.pop()  # Nothing is in it, nor was in what it held.
                container = container.parent  # type: ignore[assignment]  # The body's is not on the stack.
                preformatted = container.within & PREFORMATTED
            elif action == _MARK:
                kind, start, url = open_marks.pop()
                if kind == "link":
                    link_depth -= 1
                if start < length:
                    marks.append((kind, start, length, url))
            continue
        tag_id = node.tag_id
        if tag_id == text_id:
            if not preformatted and node.is_empty_text_node:  # white space: two thirds of all text nodes
                if length:
                    pending_space = True
                node = node.next
                continue
            text = node.text_content or ""
            node = node.next
            if preformatted:
                if text:
                    parts.append(text)
                    length += len(text)
                continue
            if text.isprintable() and "  " not in text:
                # Nine of ten, at half the time: the space is the only white space that is printable, and what is
                # invisible is not.
                joined = text.strip(" ")
                words = joined.count(" ") + 1
            else:
                pieces = text.split()
                if not pieces:
                    if text and length:
                        pending_space = True
                    continue
                joined = " ".join(pieces)
                if not joined.isascii():
                    visible = INVISIBLE.sub("", joined)
                    if len(visible) != len(joined):
                        joined = visible
                        pieces = joined.split()
                words = len(pieces)
            if pending_breaks:
                if pending_breaks > 1:
                    flush(container, run_words, run_link_length)
                    length = run_words = run_link_length = 0
                    pending_space = False
                elif length:
                    parts.append("\n")
                    length += 1
                pending_breaks = 0
                run_words += words
            elif length:
                if pending_space or text[0].isspace():
                    parts.append(" ")
                    length += 1
                    run_words += words
                else:  # within a word
                    run_words += words - 1 if parts[-1][-1:] != " " else words
            else:
                run_words += words
            parts.append(joined)
            length += len(joined)
            if link_depth:
                run_link_length += len(joined)
            pending_space = text[-1].isspace()
            continue
        try:
            action, tag, roles, within, heading = element_of[tag_id]
        except KeyError:
            action, tag, roles, within, heading = _element(node.tag)
            if action == _CONTAINER and container.tag == "p":
                action = _GROUP  # any block-level element would have ended the paragraph
        if action <= _PASS:  # a container
            if length:
                flush(container, run_words, run_link_length)
                length = run_words = run_link_length = pending_breaks = 0
                pending_space = False
            if action == _PASS and passing and not container.within & QUOTE:
                passed_over.append(node)
                if tag == "footer" and container.within & ARTICLE:
                    author_nodes += _author_nodes(node)  # an article's own may carry its byline
                node = node.next
                continue
            child = node.first_child
            if child is None:
                node = node.next
                continue
            within |= container.within
            names = ""
            attributes = node.attributes
            if attributes:
                names = attributes.get("class") or ""
                if names:
                    said = said_of_block[names]
                    if said:
                        roles |= said & roles_mask
                        if said & markup.AUTHOR_NAME:
                            author_nodes.append(node)
                        if said & markup.POST and (tag == "div" or tag == "blockquote"):
                            within |= POST
                        if said & markup.BOX:
                            within |= BOX
                    if len(attributes) > 1 and not _SPEAKING_NAMES.isdisjoint(attributes):
                        roles |= _roles_beside_class(attributes, heading)
                elif not _SPEAKING_NAMES.isdisjoint(attributes):
                    roles |= _roles_beside_class(attributes, heading)
                if roles & _STOPPING:
                    if roles & markup.CONSENT and (
                        markup.is_consent_manager(names) or markup.is_consent_manager(attributes.get("id") or "")
                    ):
                        node = node.next
                        continue
                    if (
                        passing
                        and roles & _PASSED
                        and (tag in _PASSED_BY_NAME or attributes.get("role") in _PASSED_ROLES)
                        and not within & QUOTE
                    ):
                        passed_over.append(node)
                        node = node.next
                        continue
            inner = new(Container)  # what Container(…) makes of the same, in half its time
            inner.tag = tag
            inner.parent = container
            inner.depth = container.depth + 1
            inner.node = node
            inner.roles = roles
            inner.class_names = names
            inner.first = len(blocks)
            inner.heading = heading or container.heading
            inner.within = within
            inner.roles_distance = 0 if roles else container.roles_distance + 1
            container = inner
            containers.append(container)
            preformatted = within & PREFORMATTED
            stack.append((node, _CONTAINER))
            if len(stack) > max_depth:
                raise _too_deep(tag, max_depth)
            node = child
            continue
        if action <= _MARK:
            child = node.first_child
            if child is None:
                node = node.next
                continue
            attributes = node.attributes
            url = None
            if attributes:
                class_name = attributes.get("class")
                said = said_of_inline[class_name] if class_name else 0
                if "hidden" in attributes or (
                    # A formula that is drawn alone is read as it is drawn.
                    said & markup.UNSEEN and (class_name != "katex-html" or node.prev is not None)
                ):
                    node = node.next
                    continue
                if tag == "a":
                    url = attributes.get("href")
                    if said & markup.AUTHOR_NAME or (
                        ("rel" in attributes or (url and "/aut" in url)) and _leads_to_author(attributes)
                    ):
                        author_nodes.append(node)
                elif said & markup.AUTHOR_NAME:
                    author_nodes.append(node)
            if action == _MARK:
                kind = _MARKS[tag]
                if kind == "link":
                    link_depth += 1
                # Behind the space or the break that its text will be set off by.
                open_marks.append((kind, length + (1 if pending_breaks == 1 or (pending_space and length) else 0), url))
            stack.append((node, action))
            if len(stack) > max_depth:
                raise _too_deep(tag, max_depth)
            node = child
            continue
        if action == _SKIP:
            pass
        elif action == _BREAK:
            if preformatted:
                parts.append("\n")
                length += 1
            elif length:
                pending_breaks += 1
        elif action == _IMAGE:
            # An image within a sentence (an icon, a formula) does not end it; one between blocks stands for itself.
            blocks.append(Block("image", container, node=node))
        elif action == _EMBED:
            blocks.append(Block("embed", container, node=node))
        elif action == _PICTURE:
            stack.append((node, action))
            node = node.first_child
            continue
        elif action == _FORMULA:
            source = node.css_first('annotation[encoding="application/x-tex"]')
            child = node.first_child if source is None else source.first_child
            if child is None:
                node = node.next
                continue
            if source is None:
                stack.append((node, _GROUP))
            else:
                open_marks.append(
                    ("code", length + (1 if pending_breaks == 1 or (pending_space and length) else 0), None)
                )
                stack.append((node, _MARK))
            node = child
            continue
        else:
            if length:
                flush(container, run_words, run_link_length)
                length = run_words = run_link_length = pending_breaks = 0
                pending_space = False
            if action == _RULE:
                blocks.append(Block("rule", container))
            else:
                label = " ".join((node.text(separator=" ") or "").split())
                if label:
                    blocks.append(Block("control", container, label, (), count_words(label), node=node))
        node = node.next
    if length:
        flush(container, run_words, run_link_length)
    containers[0].end = len(blocks)
    return Blocks(tuple(blocks), tuple(containers), tuple(passed_over), tuple(author_nodes))


def _leads_to_author(attributes: dict[str, str | None]) -> bool:
    """Whether a link is one to the author, by its relation or as WordPress and many others write their addresses."""
    if (relation := attributes.get("rel")) and "author" in relation.lower().split():
        return True
    address = attributes.get("href")
    return address is not None and "/aut" in address and _AUTHOR_PAGE.search(address) is not None


_AUTHOR_PAGE: Final = re.compile(r"/(?:authors?|autor|auteur)/[^/?#]+/?$")


def _author_nodes(root: LexborNode) -> list[LexborNode]:
    """The same within an element that is passed over."""
    return [
        node
        for node in root.css("[class], a[rel], a[href]")
        if markup.is_author_name(node.attributes.get("class") or "")
        or (node.tag == "a" and _leads_to_author(node.attributes))
    ]


def _by_place(mark: Mark) -> tuple[int, int]:
    return mark[1], -mark[2]


def _too_deep(tag: str, max_depth: int) -> TooDeepError:
    return TooDeepError(
        f"At a <{tag}> more than {max_depth} elements are open: close them, or send the part with the article."
    )
