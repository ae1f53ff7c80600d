"""Image and embed blocks → figures with their captions and credits; and which of them is the article's main image.

A caption is, in this order: the text of the same ``<figure>``, a block that markup calls a caption beside the image,
a short line next to an image or above the first paragraph that ends in a credit ("(Photo by …)"), the line in a box that
holds the image and nothing else. A picture is none of the article's where its box is a card that leads to another
page, or where it is the portrait of the author.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborNode

from presscut import article
from presscut.extraction import captions, embeds
from presscut.extraction.blocks import FIGURE, Block, Container
from presscut.extraction.metadata.images import file_key, image_of, says_rights_reserved
from presscut.extraction.rules import CAPTION_LINE
from presscut.extraction.verdicts import Judgement
from presscut.extraction.vocabulary import markup

NEAR_BLOCKS: Final = 3
"""How many blocks away from its image a caption may stand."""
_FIGURE: Final = frozenset(("figure",))
_OTHERS: Final = markup.SHARE | markup.AUTHOR_BOX | markup.BYLINE | markup.COMMENTS | markup.RELATED | markup.NEWSLETTER
"""What stands in these above an article is a portrait, a button or another story. Not in tags: WordPress has a post's
tags among the classes of its container ("tag-energy")."""


_BESIDE: Final = markup.SIDEBAR | markup.ADVERT | markup.NAVIGATION | markup.FOOTER
"""Outside of a ``<figure>`` what stands in these is no picture of the article."""
LEVELS_OF_BOX: Final = 4
"""How far above an image the box may be that holds its text too."""
LARGEST_BOX: Final = 8
"""Blocks."""
LONGEST_BOX_WORDS: Final = 80
LINKED_SHARE: Final = 0.6
"""Of the letters of a card, those within links."""


@dataclass(frozen=True, slots=True)
class Figures:
    """``by_index``: what image and embed blocks became. ``loose_caption``: a caption line whose image is not here."""

    by_index: dict[int, article.Figure | article.Embed]
    lead: article.Image | None
    """The image above or beside the first paragraph."""
    loose_caption: article.Image | None


def read(
    blocks: Sequence[Block],
    judgement: Judgement,
    wanted: Sequence[int],
    base_url: str | None,
    authors: Sequence[str] = (),
    media: Sequence[article.MediaObject] = (),
    main_image: article.Image | None = None,
) -> Figures:
    """Read the images and embeds among the blocks at the indices ``wanted`` (ascending).

    ``authors``: their names; an image that is described by one of them and nothing else is the portrait beside the byline.
    ``media`` and ``main_image``: what the head declares. A frame that comes twice, as for readers without scripts, is shown once.
    """
    names = frozenset([name.casefold() for name in authors])
    by_index: dict[int, article.Figure | article.Embed] = {}
    used_captions: set[int] = set()
    seen: dict[str, int] = {}
    stills = [main_image.url] if main_image is not None and main_image.url is not None else []
    for i in wanted:
        block = blocks[i]
        if block.node is None:
            continue
        if block.kind == "embed":
            embed = embeds.read(block.node, base_url, media, stills)
            if embed is not None and seen.setdefault(embed.url.partition("#")[0], i) == i:
                by_index[i] = embed
            continue
        if block.kind != "image" or judgement.inherited_roles[i] & _OTHERS:
            continue
        image = image_of(block.node, base_url)
        if image is None or (names and image.alt is not None and image.alt.casefold() in names):
            continue
        if _is_of_another_page(blocks, judgement, i):
            continue
        caption_indices = _caption_of(blocks, judgement, i) - used_captions
        if image.url is not None:
            first = seen.setdefault(file_key(image.url), i)
            if block.container.tag == "noscript" and i - 1 in by_index:
                first = i - 1
            if first != i:  # the same image again, for readers without scripts or for another screen width
                known = by_index[first]
                if isinstance(known, article.Figure):
                    better = _larger(known.image, image)
                    if caption_indices and better.caption is None:
                        used_captions |= caption_indices
                        better = _captioned(better, _at(blocks, caption_indices))
                    by_index[first] = article.Figure(image=better)
                continue
        used_captions |= caption_indices
        by_index[i] = article.Figure(image=_captioned(image, _at(blocks, caption_indices)))

    first_prose = next(
        (i for i, verdict in enumerate(judgement.verdicts) if verdict.keep and verdict.reason == "prose"),
        len(blocks),
    )
    lead = next(
        (figure.image for i, figure in by_index.items() if i <= first_prose + 1 and isinstance(figure, article.Figure)),
        None,
    )
    loose = next(
        (
            blocks[i]
            for i, verdict in enumerate(judgement.verdicts[: first_prose + 1])
            if verdict is CAPTION_LINE and i not in used_captions and not says_rights_reserved(blocks[i].text)
        ),
        None,
    )
    return Figures(by_index, lead, _captioned(article.Image(), [loose]) if loose is not None else None)


def _at(blocks: Sequence[Block], indices: set[int]) -> list[Block]:
    return [blocks[i] for i in sorted(indices)]


def _captioned(image: article.Image, blocks: Sequence[Block]) -> article.Image:
    """An image with the caption and credit that the blocks beside it give."""
    if not blocks:
        return image
    caption, credit = captions.parted(blocks)
    if caption is None and credit is None:
        return image
    return image.model_copy(update={"caption": caption or image.caption, "credit": credit or image.credit})


def _larger(one: article.Image, other: article.Image) -> article.Image:
    """The first of two sizes of a picture, with the address of the one that is declared wider."""
    if one.width is None or other.width is None or other.width <= one.width:
        return one
    return one.model_copy(update={"url": other.url, "width": other.width, "height": other.height})


def _is_of_another_page(blocks: Sequence[Block], judgement: Judgement, image: int) -> bool:
    """Whether an image stands in a card: a small box whose words are links. Captions that are links are marked as such."""
    container = blocks[image].container
    if judgement.inherited_roles[image] & _BESIDE and not container.within & FIGURE:
        return True
    texts = _texts_of_box(blocks, container)
    if not texts:
        return not container.within & FIGURE and _is_in_link_with_words(blocks[image].node)
    if any(
        (judgement.verdicts[i].keep and blocks[i].link_density < LINKED_SHARE)
        or judgement.inherited_roles[i] & markup.CAPTION
        for i in texts
    ):
        return False
    if all(blocks[i].container.within & FIGURE for i in texts):
        return False
    if max([blocks[i].words for i in texts]) < FEWEST_WORDS_OF_LINK:
        return False  # topics
    if any(url is not None and _leads_to_file(url) for i in texts for _, _, _, url in blocks[i].marks):
        return False
    length = sum([len(blocks[i].text) for i in texts])
    return sum([blocks[i].link_length for i in texts]) >= LINKED_SHARE * length


def _is_in_link_with_words(node: LexborNode | None) -> bool:
    """Whether an image and words are one link to a page: the link is an inline element, and no box of its own."""
    around = node.parent if node is not None else None
    while around is not None and (tag := around.tag) in _INLINE:
        if tag == "a":
            return (
                not _leads_to_file(around.attributes.get("href") or "")
                and len((around.text() or "").split()) >= FEWEST_WORDS_OF_LINK
            )
        around = around.parent
    return False


def _leads_to_file(address: str) -> bool:
    return address.partition("?")[0].lower().endswith(_FILES)


_INLINE: Final = frozenset(("a", "span", "picture", "noscript"))


FEWEST_WORDS_OF_LINK: Final = 3
_FILES: Final = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", "#")
"""A link to one of these shows the picture itself, and the words in it are its caption."""


def _texts_of_box(blocks: Sequence[Block], container: Container | None) -> list[int]:
    """Indices of the texts in the innermost box around an image that has any; none where that is no small box."""
    for _ in range(LEVELS_OF_BOX):
        if container is None or container.end - container.first > LARGEST_BOX:
            return []
        texts = [i for i in range(container.first, container.end) if blocks[i].kind == "text"]
        if texts:
            return texts if sum([blocks[i].words for i in texts]) <= LONGEST_BOX_WORDS else []
        container = container.parent
    return []


def _line_of_box(blocks: Sequence[Block], judgement: Judgement, image: int) -> set[int]:
    """The lines in a box that holds one image and nothing else of the article: ``<div><img><p>The ferry</p></div>``."""
    texts = _texts_of_box(blocks, blocks[image].container)
    if not 0 < len(texts) <= MOST_LINES_OF_BOX or texts[0] < image:
        return set()
    for i in texts:
        roles = judgement.inherited_roles[i] & ~_ROLES_AROUND_BOX
        if judgement.verdicts[i].keep or blocks[i].heading_level or roles or blocks[i].link_density > LINKED_SHARE:
            return set()
    if any(blocks[i].kind in ("image", "embed", "control") for i in range(image + 1, texts[-1])):
        return set()
    return set(texts) if sum([blocks[i].words for i in texts]) >= FEWEST_WORDS_OF_BOX else set()


MOST_LINES_OF_BOX: Final = 2
FEWEST_WORDS_OF_BOX: Final = 3
"""With fewer it is a label."""
_ROLES_AROUND_BOX: Final = markup.BODY | markup.HEADER | markup.CAPTION | markup.STANDFIRST
"""What may be said of all that stands there, the box among it."""


def _caption_of(blocks: Sequence[Block], judgement: Judgement, image: int) -> set[int]:
    """Indices of the blocks that caption the image at this index."""
    figure = blocks[image].container.inherited(_FIGURE)
    if figure is not None:
        texts = [
            i for i in range(figure.first, figure.end) if blocks[i].kind == "text" and not judgement.verdicts[i].keep
        ]
        images = [i for i in range(figure.first, figure.end) if blocks[i].kind == "image"]
        if len(images) > 1:
            images = [i for i in images if i == image or _is_picture(blocks[i])]
        if len(images) <= 1 or not texts:
            return set(texts)
        return {i for i in texts if max((j for j in images if j < i), default=images[0]) == image}
    found: set[int] = set()
    for i in range(image + 1, min(image + 1 + NEAR_BLOCKS, len(blocks))):
        verdict = judgement.verdicts[i]
        if blocks[i].kind == "image" or verdict.reason == "prose":
            break
        if verdict is CAPTION_LINE or (
            judgement.inherited_roles[i] & markup.CAPTION
            and blocks[i].kind == "text"
            and _share_holder(blocks[image].container, blocks[i].container)
        ):
            found.add(i)
    return found or _line_of_box(blocks, judgement, image)


def has_caption(blocks: Sequence[Block], judgement: Judgement, image: int) -> bool:
    """Whether the ``<figure>`` around an image has a text that markup calls a caption."""
    figure = blocks[image].container.inherited(_FIGURE)
    return figure is not None and any(
        blocks[i].kind == "text" and judgement.inherited_roles[i] & markup.CAPTION
        for i in range(figure.first, figure.end)
    )


def _is_picture(block: Block) -> bool:
    """Whether a block is an image that is shown as one, not the sign of a lens or an arrow beside it."""
    return block.kind == "image" and block.node is not None and image_of(block.node, None) is not None


def _share_holder(one: Container, other: Container) -> bool:
    """Whether two containers lie within three levels of a common one: an image and the caption beside it."""
    above: list[Container] = []
    container: Container | None = one
    while container is not None and len(above) < 4:
        above.append(container)
        container = container.parent
    container = other
    for _ in range(4):
        if container is None:
            return False
        if any(container is candidate for candidate in above):
            return True
        container = container.parent
    return False
