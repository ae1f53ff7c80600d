"""The blocks beside a picture → its caption and its credit.

Three kinds of signs part the two, the surest first: an element that says what it holds (a class of "credit" or "copyright",
``itemprop="copyrightHolder"``, ``<cite>``, ``<small>``), an element at the end whose words are a credit and nothing else, and
the words alone (:func:`metadata.images.split_caption`). The elements come first since many templates put no space between
the two, and a style sheet draws them apart: ``<span>The ferry.</span><span>Getty Images</span>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from selectolax.lexbor import LexborNode

from presscut.extraction.blocks import Block, Container
from presscut.extraction.metadata.images import bare_credit, is_label, split_caption
from presscut.extraction.vocabulary import credits as words
from presscut.extraction.vocabulary.markup import tokens_of

LONGEST_MARKED_CREDIT: Final = 160
"""Characters. What is longer in an element called "source" or "copyright" is a text about them."""
LEVELS_OF_NAMES: Final = 3
"""How far above a line its container may say that it is a credit."""
DEEPEST_PART: Final = 3
MOST_PARTS: Final = 12
"""Elements within a caption that are asked: more are the words of a text that someone marked up."""

_CREDIT_PROPERTIES: Final = frozenset(
    ("copyrightHolder", "creditText", "copyrightNotice", "creator", "author", "provider")
)
_CREDIT_TAGS: Final = frozenset(("cite", "small"))
_ENDS: Final = ".!?…)]}\"'”’»›。！？）"
"""Behind one of these ``<cite>`` and ``<small>`` are no part of the sentence, such as a film's title in it."""
_TEXT_TAGS: Final = frozenset(("span", "small", "cite", "em", "i", "a", "b", "strong", "p", "div", "font", "sub"))


def parted(blocks: Sequence[Block]) -> tuple[str | None, str | None]:
    """Caption and credit that the blocks beside a picture make together, in their order; either may be None."""
    captions: list[str] = []
    credits: list[str] = []
    label = False
    for block in blocks:
        text = _without_noise(block.text)
        if not text:
            continue
        if is_label(text):  # "Photo:", and the name in an element of its own
            label = True
            continue
        if label or _stands_in_credit(block):
            caption, found = None, [bare_credit(text)]
        else:
            caption, found = _parted(text, block)
        label = False
        if caption and caption not in captions:
            captions.append(caption)
        credits += [credit for credit in found if credit not in credits]
    return " ".join(captions) or None, ", ".join(credits) or None


def _without_noise(text: str) -> str:
    """Without what a reader is to do with the picture, and without the number of it."""
    text = text.lstrip("<>|·•‹› \n")
    lowered = text.lower().strip(" .")
    if lowered in words.NOISE or _NUMBER.fullmatch(lowered):
        return ""
    for noise in words.NOISE:
        if lowered.startswith(noise) and not lowered[len(noise) :][:1].isalpha():
            return text.lstrip(" .")[len(noise) :].strip(" .:|")
    return text


_NUMBER: Final = re.compile(r"\d{1,3}(?:\s*(?:/|of|von|de|sur|di|из)\s*\d{1,3})?")


def _parted(text: str, block: Block) -> tuple[str | None, list[str]]:
    """Caption and credits of a line, by its elements and then by its words."""
    credits: list[str] = []
    parts = list(_parts(block.container.node))
    for place in range(len(parts) - 1, -1, -1):
        part = parts[place]
        written = " ".join((part.text() or "").split())
        if not written or len(written) > LONGEST_MARKED_CREDIT:
            continue
        says_credit = _says_credit(part)
        if text.endswith(written):
            rest = text[: -len(written)].rstrip(" |–—•·-\n")
            is_apart = part.tag in _CREDIT_TAGS and (not rest or rest[-1] in _ENDS)
            if not (says_credit or is_apart or is_label(written) or split_caption(written)[0] is None):
                continue
        elif says_credit and text.startswith(written):
            rest = text[len(written) :].lstrip(" |–—•·-.\n")
        else:
            continue
        text = rest
        credit = split_caption(written)[1] or bare_credit(written)
        if credit not in credits and not is_label(credit):
            credits.insert(0, credit)
    caption, credit_of_words = split_caption(text)
    if credit_of_words is not None and credit_of_words not in credits:
        credits.insert(0, credit_of_words)
    return caption, credits


def _parts(node: LexborNode, depth: int = 0) -> Iterator[LexborNode]:
    """The elements of text within an element, those inside another behind it. None for a plain text, as most captions are."""
    child = node.first_child
    if child is None or (child.next is None and child.is_text_node):
        return
    for asked, element in enumerate(node.iter()):
        if asked == MOST_PARTS:
            return
        if element.tag in _TEXT_TAGS:
            if depth < DEEPEST_PART:
                yield from _parts(element, depth + 1)
            yield element


def _stands_in_credit(block: Block) -> bool:
    if len(block.text) > LONGEST_MARKED_CREDIT:
        return False
    container: Container | None = block.container
    for _ in range(LEVELS_OF_NAMES):
        if container is None or container.tag in ("figure", "figcaption"):
            return False
        if _names_credit(container.class_names):
            return True
        container = container.parent
    return False


def _says_credit(node: LexborNode) -> bool:
    """Whether an element beside a picture says that it holds the credit."""
    attributes = node.attributes
    return attributes.get("itemprop") in _CREDIT_PROPERTIES or _names_credit(attributes.get("class") or "")


@lru_cache(maxsize=1024)
def _names_credit(class_names: str) -> bool:
    """Whether a class is one of credits. The last word of a name tells what it is: ``caption__credit`` is a credit,
    ``credit-caption`` a caption. Cached: a site has few."""
    for name in class_names.split():
        for token in reversed(tokens_of(name)):
            if token in words.CREDIT_NAMES or token.endswith(words.CREDIT_NAME_ENDINGS):
                return True
            if token in words.CAPTION_NAMES:
                break
    return False
