"""Why an article is what it is: the page's blocks, what was decided of each and why, and where they stand in the tree.

For people who look at a page beside its article. :func:`presscut.extract` never comes here: the traversal keeps no places
of texts, so they are found again by what they say. Within a block-level element its texts are read in order, hence a block
is the next run of text nodes that spells it; what was skipped in between (a script, an unseen label) does not fit, and is
passed by.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode

from presscut.article import Article
from presscut.extraction import pipeline
from presscut.extraction.blocks import Block, BlockKind, Container
from presscut.extraction.characters import INVISIBLE
from presscut.extraction.keys import key
from presscut.extraction.limits import DEFAULT_LIMITS, Limits
from presscut.extraction.verdicts import Verdict

Decision = Literal["kept", "cut", "a field", "behind the wall"]
"""Of the body: kept or not; not, but told as a field of the article; the wall's offer or what stands behind it."""

_NEVER_TEXT: Final = frozenset(("head", "script", "style", "template", "textarea", "title", "select", "svg", "math"))
_DEPTH_OF_PLACE: Final = 4


@dataclass(frozen=True, slots=True)
class ExplainedBlock:
    kind: BlockKind
    text: str
    """Of images, embeds and rules empty."""
    words: int
    link_density: float
    """0 to 1: characters inside links."""
    decision: Decision
    reason: str
    """The rule that decided, by its name."""
    place: str
    """The elements around it with their classes, outermost first: ``article.post > div.body > p``."""
    nodes: tuple[LexborNode, ...]
    """Of a text its text nodes in document order, else the element itself; empty where it was not found again."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Nobody else has ``tree``: it may be changed, and ``nodes`` and ``passed_over`` with it."""

    article: Article
    blocks: tuple[ExplainedBlock, ...]
    """In document order."""
    passed_over: tuple[LexborNode, ...]
    """Navigation and footers, by their markup: nothing in them became a block."""
    tree: LexborHTMLParser


def explain(
    html: bytes | str,
    url: str | None = None,
    encoding: str | None = None,
    *,
    fetched_at: datetime | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Explanation:
    """Read one page as :func:`presscut.extract` does, with the same arguments and errors, and tell why."""
    reading = pipeline.read(html, url, encoding, fetched_at=fetched_at, limits=limits)
    article = reading.article()
    every = reading.blocks.blocks
    nodes = _nodes_of(reading.blocks.containers, every)
    told = _ToldAsFields.of(article)
    explained = []
    for i, (block, verdict) in enumerate(zip(every, reading.judgement.verdicts, strict=True)):
        decision, reason = _decided(block, verdict, i in reading.wall.cut, told)
        explained.append(
            ExplainedBlock(
                kind=block.kind,
                text=block.text,
                words=block.words,
                link_density=block.link_density,
                decision=decision,
                reason=reason,
                place=_place(block.container),
                nodes=nodes[i],
            )
        )
    return Explanation(article, tuple(explained), reading.blocks.passed_over, reading.page.tree)


def _decided(block: Block, verdict: Verdict, is_of_wall: bool, told: _ToldAsFields) -> tuple[Decision, str]:
    if is_of_wall:
        return (
            "behind the wall",
            f"the wall's offer, or behind it (else {'kept' if verdict.keep else 'cut'}: {verdict.reason})",
        )
    field = told.by(block)
    if field is None or (verdict.keep and field != "standfirst"):
        return "kept" if verdict.keep else "cut", verdict.reason
    return (
        "a field",
        f"{field} (else kept: {verdict.reason})" if verdict.keep else f"{field} (not of the body: {verdict.reason})",
    )


@dataclass(frozen=True, slots=True)
class _ToldAsFields:
    """What the article says beside its body, as :func:`keys.key` has it."""

    names: dict[str, str]
    """Of the field, by the key of its text."""
    captions: tuple[str, ...]
    authors: tuple[str, ...]

    @classmethod
    def of(cls, article: Article) -> _ToldAsFields:
        texts = {
            name: getattr(article, name)
            for name in ("description", "standfirst", "section", "alternative_headline", "headline")
        }
        images = [*article.images, *([article.main_image] if article.main_image else [])]
        captions = [key(text) for image in images for text in (image.caption, image.credit) if text]
        return cls(
            {key(text): name for name, text in texts.items() if text},
            tuple(caption for caption in captions if caption),
            tuple(key(author.name) for author in article.authors),
        )

    def by(self, block: Block) -> str | None:
        """The field that says what a block says. A byline is as long as its names and a few words more."""
        if block.kind != "text":
            return None
        said = key(block.text)
        if said in self.names:
            return self.names[said]
        if any(caption in said and 2 * len(caption) > len(said) for caption in self.captions):
            return "images"
        names = "".join(self.authors)
        is_byline = bool(names) and all(name in said for name in self.authors) and len(said) < 2 * len(names) + 12
        return "authors" if is_byline else None


def _place(container: Container) -> str:
    names: list[str] = []
    around: Container | None = container
    while around is not None and len(names) < _DEPTH_OF_PLACE:
        names.append(".".join([around.tag, *around.class_names.split()[:2]]))
        around = around.parent
    return " > ".join(reversed(names))


def _nodes_of(containers: Sequence[Container], every: Sequence[Block]) -> list[tuple[LexborNode, ...]]:
    by_node = {container.node.mem_id: container for container in containers}
    own: dict[int, list[int]] = {}
    for i, block in enumerate(every):
        if block.kind == "text":
            own.setdefault(block.container.node.mem_id, []).append(i)
    nodes: list[tuple[LexborNode, ...]] = [() if block.node is None else (block.node,) for block in every]
    for identity, indices in own.items():
        texts = list(_own_texts(by_node[identity].node, by_node))
        for i, found in zip(indices, _runs([every[i].text for i in indices], texts), strict=True):
            nodes[i] = found
    return nodes


def _own_texts(root: LexborNode, containers: dict[int, Container]) -> Iterator[LexborNode]:
    """The text nodes below an element and below no container within it."""
    node, depth = root.first_child, 0
    while node is not None:
        if node.is_text_node:
            yield node
        elif node.tag not in _NEVER_TEXT and node.mem_id not in containers and node.first_child is not None:
            node, depth = node.first_child, depth + 1
            continue
        while node is not None and node.next is None and depth:
            node, depth = node.parent, depth - 1
        node = node.next if node is not None else None


def _runs(wanted: Sequence[str], texts: Sequence[LexborNode]) -> Iterator[tuple[LexborNode, ...]]:
    """For each text that is wanted, in order, the nodes that spell it; none where they do not."""
    letters = [_letters(node.text_content or "") for node in texts]
    start = 0
    for text in wanted:
        left = _letters(text)
        run: list[LexborNode] = []
        place = start
        while left and place < len(texts):
            if letters[place] and left.startswith(letters[place]):
                run.append(texts[place])
                left = left[len(letters[place]) :]
            place += 1
        if left:
            yield ()
        else:
            start = place
            yield tuple(run)


def _letters(text: str) -> str:
    return unicodedata.normalize("NFC", INVISIBLE.sub("", "".join(text.split())))
