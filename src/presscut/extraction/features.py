"""Blocks → what the learned judge looks at: one row of numbers for each block of text.

Everything is computed in passes over the blocks and their containers; the tree is not touched again. Training and
running use this same function, so the model never sees anything else. Where the numbers come from: shares of words and
densities of links (Kohlschütter et al., *Boilerplate detection using shallow text features*, 2010), the container by
decaying paragraph scores (Arc90's Readability, 2009), likeness to the other blocks of the same template (tag and class
of a block and of what holds it), names of classes, the neighbours' numbers, and those of the whole page.

Hot path: a number that has no use to the trees is not made, what stands around a block is made once for all blocks of
its container, and what a page is once for all rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from presscut.extraction import blocks as block_room
from presscut.extraction import page_features
from presscut.extraction.blocks import FAR, Block, BlockKind, Blocks, Container
from presscut.extraction.declared import Declared
from presscut.extraction.keys import key
from presscut.extraction.layout import LINK_LINE_DENSITY, PROSE_MASS, Layout
from presscut.extraction.metadata.images import split_credit
from presscut.extraction.rules import MAXIMUM_CAPTION_WORDS
from presscut.extraction.vocabulary import boilerplate, markup

_TAGS: Final = {
    tag: code
    for code, tags in enumerate(
        ("p", "div", "section article main body", "li", "dd dt", "td th", "blockquote", "pre", "h1", "h2", "h3", "h4",
         "h5 h6", "figcaption figure", "summary details", "header", "aside footer nav form", "label legend address")
    )
    for tag in tags.split()
}  # fmt: skip
_OTHER_TAG: Final = 20
_ENDINGS: Final = {
    ".": 2,
    "!": 3,
    "?": 3,
    "…": 4,
    ":": 5,
    ";": 5,
    ",": 5,
    "。": 2,
    "！": 3,
    "？": 3,
    "।": 2,
    "؟": 3,
    "۔": 2,
    "።": 2,
    "။": 2,
    "។": 2,
}
_TOP: Final = 15
"""Blocks of text among which a page's first caption stands, image or not."""
_QUOTES_AFTER: Final = "\"'”’»«)]』」 "
_SAME_START: Final = 40
"""Letters and digits that tell a text that was cut from another one."""
_OPENING: Final = 12
"""Characters of a text that most are told apart by; in a key they are fewer than :data:`_SAME_START`."""

_WITHIN: Final = {"table": block_room.TABLE, "article": block_room.ARTICLE, "main": block_room.MAIN}
_ROLES: Final = (
    markup.COMMENTS, markup.RELATED, markup.ADVERT, markup.NAVIGATION, markup.FOOTER, markup.SIDEBAR, markup.CAPTION,
    markup.CONSENT, markup.FORM, markup.HEADER, markup.CARD,
)  # fmt: skip

NAMES: Final = (
    # the block
    "words", "link_density", "ending", "level", "tag", "copies", "boilerplate", "description",
    # around it
    "previous_density", "link_lines_around", "image_beside", "controls_around", "share_before", "credit_line",
    "heading_level", "since_h1", "root_position", "clean_position",
    # what it looks like
    "signature_blocks", "signature_words", "signature_share",
    # what it stands in
    "c_density", "c_share", "p_words", "p_density", "p_share", "g_words", "g_density", "g_share", "g_blocks",
    "depth", "levels_to_root", "clean_levels", "roles_distance", *(f"in_{name}" for name in _WITHIN),
    *(f"role_{markup.ROLE_NAMES[role]}" for role in _ROLES),
    # the page
    "page_words", "page_prose", "page_density", "page_blocks", "mean_prose", "root_words", "root_share", "root_depth",
    "clean_share", "clean_blocks", "named_containers", *(f"page_{name}" for name in page_features.NAMES),
)  # fmt: skip
"""Those that a model over half as many again made use of: without the rest, cross-validation finds no difference."""


@dataclass(frozen=True, slots=True)
class Table:
    """``rows[n]`` describes ``blocks[indices[n]]``, in the order of :data:`NAMES`.

    ``page`` describes the page in the order of :data:`presscut.extraction.page_features.NAMES`.
    """

    indices: Sequence[int]
    rows: Iterable[tuple[float, ...]]
    """Made as they are asked for, once: all of a page's together take several times its size."""
    page: tuple[float, ...]
    credit_lines: frozenset[int]
    """Indices of short blocks beside an image or near the top that end in a credit."""


def table(blocks: Blocks, layout: Layout, declared: Declared) -> Table:
    """``layout``: what :func:`presscut.extraction.layout.read` says of the same blocks."""
    every = blocks.blocks
    kinds = [block.kind for block in every]
    indices = [i for i, kind in enumerate(kinds) if kind == "text"]
    texts = [every[i] for i in indices]
    containers = [block.container for block in texts]
    contents = [block.text for block in texts]
    masses = [layout.masses[i] for i in indices]
    words = [block.words for block in texts]
    densities = [block.link_length / len(block.text) for block in texts]
    total_mass = layout.mass_sums[-1] or 1.0
    mass_sums = [mass / total_mass for mass in layout.mass_sums]
    word_sums = list(accumulate([block.words for block in every], initial=0))
    linked_sums = list(
        accumulate(
            [block.words * block.link_length / len(block.text) if block.link_length else 0.0 for block in every],
            initial=0.0,
        )
    )
    text_sums = list(accumulate([kind == "text" for kind in kinds], initial=0))
    total_words = word_sums[-1] or 1
    count = len(texts)

    signatures, signature_of = _signatures(containers, words, masses)
    columns_of_page = page_features.Columns(contents, containers, words, densities, masses)
    page_row = page_features.row(blocks, kinds, columns_of_page, signatures, declared)
    if not count:
        return Table((), (), page_row, frozenset())
    root, clean = layout.root, layout.clean_root
    page = (
        total_words, total_mass, linked_sums[-1] / total_words, count,
        total_mass / (sum([mass >= PROSE_MASS for mass in masses]) or 1),
        word_sums[root.end] - word_sums[root.first], mass_sums[root.end] - mass_sums[root.first], root.depth,
        mass_sums[clean.end] - mass_sums[clean.first], clean.end - clean.first,
        sum([container.class_names != "" for container in blocks.containers]) / len(blocks.containers),
        *page_row,
    )  # fmt: skip
    surroundings = _surroundings(indices, containers, layout, word_sums, linked_sums, text_sums, mass_sums)

    copies = Counter(contents)
    levels = [block.heading_level if block.container.heading else 0 for block in texts]
    images = _images_beside(kinds, indices)
    credit_lines = _credit_lines(texts, indices, densities, images)
    in_root = _within(indices, root)
    columns = zip(
        words,
        densities,
        [_ENDINGS.get(text[-1]) or _ending(text) for text in contents],
        levels,
        [_TAGS.get(container.tag, _OTHER_TAG) for container in containers],
        [copies[text] for text in contents],
        [
            1 if count <= boilerplate.MAXIMUM_WORDS and boilerplate.opens(text) else 0
            for text, count in zip(contents, words, strict=True)
        ],
        _likeness(contents, declared.description),
        [0.0, *densities[:-1]],
        _link_lines_around(densities),
        images,
        _controls_around(kinds, indices),
        [mass_sums[i] for i in indices],
        [1 if i in credit_lines else 0 for i in indices],
        *_headings_above(levels),
        in_root,
        in_root if clean is root else _within(indices, clean),
        strict=True,
    )
    looks = {
        signature: (sums[0], sums[1] / total_words, sums[2] / total_mass) for signature, sums in signatures.items()
    }
    rows = (
        numbers + looks[signature] + around + page
        for numbers, signature, around in zip(columns, signature_of, surroundings, strict=True)
    )
    return Table(indices, rows, page_row, credit_lines)


Signature = tuple[str, ...]
Sums = list[float]
"""Blocks, words and mass of prose under one signature."""


def _signatures(
    containers: Sequence[Container], words: Sequence[int], masses: Sequence[float]
) -> tuple[dict[Signature, Sums], list[Signature]]:
    """What blocks of one template share: the tag and class of a block's container and of that one's."""
    signature_of: list[Signature] = [
        (container.tag, container.class_names, parent.tag, parent.class_names)
        if (parent := container.parent)
        else (container.tag,)
        for container in containers
    ]
    sums_of: dict[Signature, Sums] = {}
    for signature, count, mass in zip(signature_of, words, masses, strict=True):
        sums = sums_of.get(signature)
        if sums is None:
            sums_of[signature] = [1, count, mass]
        else:
            sums[0] += 1
            sums[1] += count
            sums[2] += mass
    return sums_of, signature_of


def _ending(text: str) -> int:
    """What a block ends in: a letter, a full stop, another mark; quotation marks and brackets behind it aside."""
    last = text[-1]
    if last in _QUOTES_AFTER:
        last = text.rstrip(_QUOTES_AFTER)[-1:]
    return _ENDINGS.get(last) or (1 if last.isalnum() else 0)


def _likeness(contents: Sequence[str], declared: str | None) -> list[int]:
    """2 where a block says what the page's head does, 1 where it begins the same or is a part of it, else 0.

    Most texts are told apart by their length or their first letter.
    """
    wanted = key(declared or "")
    if not wanted:
        return [0] * len(contents)
    longest = 3 * len(wanted)
    letters = [text[0] for text in contents]
    others = {letter for letter in set(letters) if letter.isalnum() and not wanted.startswith(letter.casefold())}
    return [
        0 if letter in others or len(text) > longest else _is_like(text, wanted)
        for letter, text in zip(letters, contents, strict=True)
    ]


def _is_like(text: str, wanted: str) -> int:
    if not wanted.startswith(key(text[:_OPENING])):
        return 0
    text_key = key(text)
    if text_key == wanted:
        return 2
    return 1 if len(text_key) > 12 and wanted.startswith(text_key[:_SAME_START]) else 0


# Of the blocks around each: sums are padded, so that a window is the difference of two shifted copies.


def _link_lines_around(densities: Sequence[float]) -> list[int]:
    """Of the three blocks of text on either side and the block itself, those that are lines of links."""
    sums = list(accumulate([density > LINK_LINE_DENSITY for density in densities], initial=0))
    padded = [0] * 3 + sums + [sums[-1]] * 3
    return [end - start for start, end in zip(padded, padded[7:], strict=False)]


def _images_beside(kinds: Sequence[BlockKind], indices: Sequence[int]) -> list[int]:
    """1 where an image stands within two blocks above or right below."""
    if "image" not in kinds:
        return [0] * len(indices)
    sums = list(accumulate([kind == "image" for kind in kinds], initial=0))
    padded = [0] * 2 + sums + [sums[-1]]
    return [1 if padded[i + 4] > padded[i] else 0 for i in indices]


def _controls_around(kinds: Sequence[BlockKind], indices: Sequence[int]) -> list[int]:
    """How many controls stand within three blocks."""
    if "control" not in kinds:
        return [0] * len(indices)
    sums = list(accumulate([kind == "control" for kind in kinds], initial=0))
    padded = [0] * 3 + sums + [sums[-1]] * 3
    return [padded[i + 7] - padded[i] for i in indices]


def _credit_lines(
    texts: Sequence[Block], indices: Sequence[int], densities: Sequence[float], beside_image: Sequence[float]
) -> frozenset[int]:
    """Where captions stand: looking for credits everywhere would cost more than all the other numbers."""
    return frozenset(
        [
            i
            for n, (i, block) in enumerate(zip(indices, texts, strict=True))
            if (beside_image[n] or n < _TOP)
            and 2 < block.words <= MAXIMUM_CAPTION_WORDS
            and densities[n] < LINK_LINE_DENSITY
            and split_credit(block.text)[1]
        ]
    )


def _headings_above(levels: Sequence[int]) -> tuple[list[float], list[float]]:
    """The level of the heading above a block, and how many blocks above it the last ``h1`` stands."""
    level_above: list[float] = []
    since_h1: list[float] = []
    above, distance = 0, FAR
    for level in levels:
        if level == 1:
            distance = 0
        level_above.append(above)
        since_h1.append(distance)
        if level:
            above = level
        if distance < FAR:
            distance += 1
    return level_above, since_h1


def _within(indices: Sequence[int], root: Container) -> list[float]:
    """Where in the root a block stands: 0 to 1 inside, below 0 before it and above 1 behind."""
    first, size = root.first, (root.end - root.first) or 1
    return [(i - first) / size for i in indices]


def _surroundings(
    indices: Sequence[int],
    containers: Sequence[Container],
    layout: Layout,
    word_sums: Sequence[int],
    linked_sums: Sequence[float],
    text_sums: Sequence[int],
    mass_sums: Sequence[float],
) -> list[tuple[float, ...]]:
    """The numbers of each block's container, those of the two around that, and what all around it are."""
    root, clean = layout.root, layout.clean_root
    root_first, root_end, root_depth = root.first, root.end, root.depth
    roles_of = layout.roles

    def numbers_of(container: Container) -> tuple[float, float, float]:
        """Words, their share in links, the share of the page's prose."""
        first, end = container.first, container.end
        words = word_sums[end] - word_sums[first]
        return (
            words,
            (linked_sums[end] - linked_sums[first]) / words if words else 0.0,
            mass_sums[end] - mass_sums[first],
        )

    around: dict[Container, tuple[float, ...]] = {}  # by what holds a container: blocks of one text have it in common
    flags: dict[tuple[int, int], tuple[int, ...]] = {}
    result: list[tuple[float, ...]] = []
    last: Container | None = None
    for i, container in zip(indices, containers, strict=True):
        if container is last:
            result.append(result[-1])
            continue
        last = container
        parent = container.parent or container
        numbers = around.get(parent)
        if numbers is None:
            outer = parent.parent or parent
            numbers = around[parent] = (
                *numbers_of(parent),
                *numbers_of(outer),
                text_sums[outer.end] - text_sums[outer.first],
            )
        within, roles = container.within, roles_of[i]
        named = flags.get((within, roles))
        if named is None:
            named = flags[within, roles] = (
                *[1 if within & bit else 0 for bit in _WITHIN.values()],
                *[1 if roles & role else 0 for role in _ROLES],
            )
        first, end = container.first, container.end
        words = word_sums[end] - word_sums[first]
        density = (linked_sums[end] - linked_sums[first]) / words if words else 0.0
        depth = container.depth
        levels = depth - root_depth if root_first <= first and end <= root_end and root_depth <= depth else -1
        clean_levels = levels if clean is root else _levels_below(clean, container)
        own = (density, mass_sums[end] - mass_sums[first])
        place = (depth, levels, clean_levels, container.roles_distance)
        result.append(own + numbers + place + named)
    return result


def _levels_below(root: Container, container: Container) -> int:
    """How deep in the root a container with text stands, -1 for outside."""
    if container.depth >= root.depth and root.first <= container.first and container.end <= root.end:
        return container.depth - root.depth
    return -1
