"""Image and embed blocks → figures with their captions and credits; and which of them is the article's main image.

A caption is, in this order: the text of the same ``<figure>``, a block that markup calls a caption beside the image,
a short line next to an image or above the first paragraph that ends in a credit ("(Photo by …)").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from presscut import article
from presscut.extraction import embeds
from presscut.extraction.blocks import Block, Container
from presscut.extraction.metadata.images import image_of, split_credit
from presscut.extraction.rules import CAPTION_LINE
from presscut.extraction.verdicts import Judgement
from presscut.extraction.vocabulary import markup
from presscut.extraction.vocabulary.players import media_of

NEAR_BLOCKS: Final = 3
"""How many blocks away from its image a caption may stand."""
_FIGURE: Final = frozenset(("figure",))
_OTHERS: Final = markup.SHARE | markup.AUTHOR_BOX | markup.BYLINE | markup.COMMENTS | markup.RELATED | markup.NEWSLETTER
"""What stands in these above an article is a portrait, a button or another story. Not in tags: WordPress has a post's
tags among the classes of its container ("tag-energy")."""
_SIZES: Final = re.compile(r"[-_.]?\d{2,4}x\d{2,4}|[-_](?:scaled|large|medium|small|thumb(?:nail)?)$|[?#].*$")


@dataclass(frozen=True, slots=True)
class Figures:
    """``by_index``: what image and embed blocks became. ``loose_caption``: a caption line whose image is not here."""

    by_index: dict[int, article.Figure | article.Embed]
    lead: article.Image | None
    """The image above or beside the first paragraph."""
    loose_caption: article.Image | None


def read(blocks: Sequence[Block], judgement: Judgement, wanted: Sequence[int], base_url: str | None) -> Figures:
    """Read the images and embeds among the blocks at the indices ``wanted`` (ascending)."""
    by_index: dict[int, article.Figure | article.Embed] = {}
    used_captions: set[int] = set()
    seen: dict[str, int] = {}
    for i in wanted:
        block = blocks[i]
        if block.node is None:
            continue
        if block.kind == "embed":
            embed = _embed(block, base_url)
            if embed is not None:
                by_index[i] = embed
            continue
        if block.kind != "image" or judgement.inherited_roles[i] & _OTHERS:
            continue
        image = image_of(block.node, base_url)
        if image is None:
            continue
        caption_indices = _caption_of(blocks, judgement, i) - used_captions
        if image.url is not None:
            first = seen.setdefault(file_key(image.url), i)
            if block.container.tag == "noscript" and i - 1 in by_index:
                first = i - 1
            if first != i:  # the same image again, for readers without scripts or for another screen width
                known = by_index[first]
                if caption_indices and isinstance(known, article.Figure) and known.image.caption is None:
                    used_captions |= caption_indices
                    by_index[first] = article.Figure(image=_captioned(known.image, _texts(blocks, caption_indices)))
                continue
        used_captions |= caption_indices
        by_index[i] = article.Figure(image=_captioned(image, _texts(blocks, caption_indices)))

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
            blocks[i].text
            for i, verdict in enumerate(judgement.verdicts)
            if verdict is CAPTION_LINE and i not in used_captions and i <= first_prose
        ),
        None,
    )
    return Figures(by_index, lead, _captioned(article.Image(), [loose]) if loose else None)


def _texts(blocks: Sequence[Block], indices: set[int]) -> list[str]:
    return [blocks[i].text for i in sorted(indices)]


def file_key(address: str) -> str:
    """The file name of an image without its sizes: the same picture in another resolution has the same key."""
    path = address
    if "://" in address:  # taken apart by hand: asked for every image, and with urlsplit half of its cost
        path = address.partition("#")[0].partition("?")[0].partition("://")[2].partition("/")[2]
    stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0].lower()
    return _SIZES.sub("", stem) or address


def _captioned(image: article.Image, texts: Sequence[str]) -> article.Image:
    """An image with the caption and credit that the texts around it give."""
    captions: list[str] = []
    credits: list[str] = []
    for text in texts:
        caption, credit = split_credit(text)
        if caption and caption not in captions:
            captions.append(caption)
        if credit and credit not in credits:
            credits.append(credit)
    if not captions and not credits:
        return image
    return image.model_copy(
        update={
            "caption": " ".join(captions) or image.caption,
            "credit": ", ".join(credits) or image.credit,
        }
    )


def _caption_of(blocks: Sequence[Block], judgement: Judgement, image: int) -> set[int]:
    """Indices of the blocks that caption the image at this index."""
    figure = blocks[image].container.inherited(_FIGURE)
    if figure is not None:
        texts = [
            i for i in range(figure.first, figure.end) if blocks[i].kind == "text" and not judgement.verdicts[i].keep
        ]
        images = [i for i in range(figure.first, figure.end) if blocks[i].kind == "image"]
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
    return found


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


def _embed(block: Block, base_url: str | None) -> article.Embed | None:
    assert block.node is not None
    url = embeds.address_of(block.node, base_url)
    if url is None:
        return None
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return article.Embed(url=url, provider=host or None, media=media_of(block.node.tag, host, parts.path))
