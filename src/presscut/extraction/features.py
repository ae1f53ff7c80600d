"""Blocks → what the learned judge looks at: one row of numbers for each block of text.

Everything is computed in passes over the blocks and their containers; the tree is not touched again. Training and
running use this same function, so the model never sees anything else. Where the numbers come from: shares of words and
densities of links (Kohlschütter et al., *Boilerplate detection using shallow text features*, 2010), the container by
decaying paragraph scores (Arc90's Readability, 2009), likeness to the other blocks of the same template (tag and class
of a block and of what holds it), names of classes, the neighbours' numbers, and those of the whole page.

Hot path: numbers stand in columns, since a neighbour's number is then a slice, and a container's numbers are made
once for all of its blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from presscut.extraction import blocks as block_room
from presscut.extraction import page_features
from presscut.extraction.blocks import FAR, Block, Blocks, Container
from presscut.extraction.declared import Declared
from presscut.extraction.layout import LINK_LINE_DENSITY, PROSE_MASS, Layout
from presscut.extraction.metadata.images import split_credit
from presscut.extraction.rules import MAXIMUM_CAPTION_WORDS, key
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
_ENDINGS: Final = {".": 2, "!": 3, "?": 3, "…": 4, ":": 5, ";": 5, ",": 5, "。": 2, "！": 3, "？": 3, "।": 2, "؟": 3}
_TOP: Final = 15
"""Blocks of text among which a page's first caption stands, image or not."""
_QUOTES_AFTER: Final = "\"'”’»«)]」』 "
_OPENING: Final = 60
"""Characters of a block that the openings of boilerplate are looked for in."""
_SAME_START: Final = 40
"""Letters and digits that tell a text that was cut from another one."""

_WITHIN: Final = {
    "list": block_room.LIST,
    "table": block_room.TABLE,
    "figure": block_room.FIGURE,
    "quote": block_room.QUOTE,
    "article": block_room.ARTICLE,
    "main": block_room.MAIN,
    "preformatted": block_room.PREFORMATTED,
    "post": block_room.POST,
}
_WITHIN_SIZE: Final = 1 << len(_WITHIN)
_WITHIN_COLUMNS: Final = [tuple(1 if mask & bit else 0 for bit in _WITHIN.values()) for mask in range(_WITHIN_SIZE)]


NAMES: Final = (
    # the block
    "words", "link_density", "ending", "level", "tag", "copies", "boilerplate", "closing", "headline", "description",
    "links", "emphasis", "relative_words",
    # around it
    "previous_words", "next_words", "previous_density", "next_density", "previous_tag", "next_tag", "previous_mass",
    "next_mass", "previous_ending", "next_ending", "link_lines_around", "image_beside", "controls_around",
    "share_before", "share_around", "credit_line", "prose_before", "prose_after", "words_since_prose", "since_heading",
    "heading_level", "heading_closes", "since_h1", "position", "run_words", "run_density", "run_after",
    "root_position", "clean_position",
    # what it looks like
    "signature_blocks", "signature_words", "signature_density", "signature_share",
    # what it stands in
    "c_words", "c_density", "c_blocks", "c_share", "p_words", "p_density", "p_blocks", "p_share",
    "g_words", "g_density", "g_blocks", "g_share", "p_size", "depth", "levels_to_root", "clean_levels",
    "roles_distance", *(f"in_{name}" for name in _WITHIN),
    *(f"role_{name}" for name in markup.ROLE_NAMES.values()),
    # the page
    "page_words", "page_prose", "page_density", "page_blocks", "page_articles", "mean_prose", "root_words",
    "root_share", "root_depth", "clean_share", "clean_blocks",
    *(f"page_{name}" for name in page_features.NAMES),
)  # fmt: skip


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
    indices = [i for i, block in enumerate(every) if block.kind == "text"]
    texts = [every[i] for i in indices]
    all_masses = layout.masses
    total_mass = layout.mass_sums[-1] or 1.0
    mass_sums = [mass / total_mass for mass in layout.mass_sums]
    word_sums = [0, *accumulate([block.words for block in every])]
    linked_sums = [
        0.0, *accumulate([block.words * block.link_length / len(block.text) if block.text else 0.0 for block in every])
    ]  # fmt: skip
    text_sums = [0, *accumulate([block.kind == "text" for block in every])]
    total_words = word_sums[-1] or 1
    masses = [all_masses[i] for i in indices]
    proses = sum([mass >= PROSE_MASS for mass in masses]) or 1
    mean_prose = total_mass / proses
    count = len(texts)

    signatures, signature_of = _signatures(texts, masses)
    page_row = page_features.row(blocks, texts, masses, signatures, declared)
    root, clean = layout.root, layout.clean_root
    tail = (
        total_words, total_mass, linked_sums[-1] / total_words, count,
        sum([container.tag == "article" for container in blocks.containers]), mean_prose,
        word_sums[root.end] - word_sums[root.first], mass_sums[root.end] - mass_sums[root.first], root.depth,
        mass_sums[clean.end] - mass_sums[clean.first], clean.end - clean.first,
        *page_row,
    )  # fmt: skip
    if not count:
        return Table((), (), page_row, frozenset())
    surroundings = _surroundings(texts, layout, word_sums, linked_sums, text_sums, mass_sums)

    own = _own_columns(texts, declared, mean_prose)
    words, densities, endings, levels, tags = own[:5]
    windows = _windows(every, indices, densities, mass_sums)
    credit_lines = _credit_lines(texts, indices, densities, windows[1])
    around = [
        [0, *words[:-1]], [*words[1:], 0], [0.0, *densities[:-1]], [*densities[1:], 0.0], [-1, *tags[:-1]],
        [*tags[1:], -1], [0.0, *masses[:-1]], [*masses[1:], 0.0], [0, *endings[:-1]], [*endings[1:], 0],
        *windows,
        [1 if i in credit_lines else 0 for i in indices],
        *_distances(words, masses, levels, own[7]),
        [n / count for n in range(count)],
        *_runs(signature_of, words, densities),
        _within(indices, root),
        _within(indices, clean),
    ]  # fmt: skip
    looks = [
        (sums[0], sums[1] / total_words, sums[2] / (sums[1] or 1), sums[3] / total_mass)
        for sums in (signatures[signature] for signature in signature_of)
    ]
    roles = layout.roles
    role_columns = {mask: tuple([1 if mask & role else 0 for role in markup.ROLE_NAMES]) for mask in set(roles)}
    rows = (
        (*numbers, *look, *surroundings[id(block.container)], *role_columns[roles[i]], *tail)
        for i, numbers, look, block in zip(indices, zip(*own, *around, strict=True), looks, texts, strict=True)
    )
    return Table(indices, rows, page_row, credit_lines)


Signature = tuple[str, ...]
Sums = list[float]
"""Blocks, words, linked words and mass of prose under one signature."""


def _signatures(texts: Sequence[Block], masses: Sequence[float]) -> tuple[dict[Signature, Sums], list[Signature]]:
    """What blocks of one template share: the tag and class of a block's container and of that one's."""
    sums_of: dict[Signature, Sums] = {}
    signature_of: list[Signature] = []
    for block, mass in zip(texts, masses, strict=True):
        container = block.container
        parent = container.parent
        signature = (
            (container.tag, container.class_names, parent.tag, parent.class_names) if parent else (container.tag,)
        )
        sums = sums_of.get(signature)
        if sums is None:
            sums_of[signature] = sums = [0.0, 0.0, 0.0, 0.0]
        words = block.words
        sums[0] += 1
        sums[1] += words
        sums[2] += words * block.link_length / len(block.text)
        sums[3] += mass
        signature_of.append(signature)
    return sums_of, signature_of


def _own_columns(texts: Sequence[Block], declared: Declared, mean_prose: float) -> list[Sequence[float]]:
    """What a block says by itself."""
    contents = [block.text for block in texts]
    words = [block.words for block in texts]
    densities = [block.link_length / len(block.text) for block in texts]
    copies: dict[str, int] = {}
    for text in contents:
        copies[text] = copies.get(text, 0) + 1
    openings = [
        text[:_OPENING].lower() if count <= boilerplate.MAXIMUM_WORDS else ""
        for text, count in zip(contents, words, strict=True)
    ]
    links: list[float] = []
    emphasised: list[float] = []
    for block in texts:
        marks = block.marks
        if marks:
            kinds = [mark[0] for mark in marks]
            links.append(kinds.count("link"))
            emphasised.append(
                sum([end - start for kind, start, end, _ in marks if kind == "emphasis"]) / len(block.text)
                if "emphasis" in kinds
                else 0.0
            )
        else:
            links.append(0)
            emphasised.append(0.0)
    return [
        words,
        densities,
        [_ending(text) for text in contents],
        [block.heading_level for block in texts],
        [_TAGS.get(block.container.tag, _OTHER_TAG) for block in texts],
        [copies[text] for text in contents],
        [1 if opening and boilerplate.opens(opening) else 0 for opening in openings],
        [1 if opening and boilerplate.closes(opening) else 0 for opening in openings],
        _likeness(contents, declared.headline),
        _likeness(contents, declared.description),
        links,
        emphasised,
        [count / mean_prose for count in words],
    ]


def _ending(text: str) -> int:
    """What a block ends in: a letter, a full stop, another mark; quotation marks and brackets behind it aside."""
    last = text[-1]
    if last in _QUOTES_AFTER:
        last = text.rstrip(_QUOTES_AFTER)[-1:]
    return _ENDINGS.get(last) or (1 if last.isalnum() else 0)


def _likeness(contents: Sequence[str], declared: str | None) -> list[float]:
    """2 where a block says what the page's head does, 1 where it begins the same or is a part of it, else 0.

    Only blocks that open with the same letter, or are short enough to be a part, are looked at closely.
    """
    wanted = key(declared or "")
    if not wanted:
        return [0.0] * len(contents)
    first = wanted[0]
    longest = 3 * len(wanted)
    found: list[float] = []
    for text in contents:
        if len(text) > longest or text[0].casefold() != first:
            found.append(0)
            continue
        text_key = key(text)
        if text_key == wanted:
            found.append(2)
        else:
            found.append(1 if len(text_key) > 12 and wanted.startswith(text_key[:_SAME_START]) else 0)
    return found


def _windows(
    every: Sequence[Block], indices: Sequence[int], densities: Sequence[float], mass_sums: Sequence[float]
) -> list[Sequence[float]]:
    """Link lines within three blocks of text, images and controls beside, prose before and around."""
    count = len(indices)
    linked = list(accumulate([density > LINK_LINE_DENSITY for density in densities], initial=0))
    images = list(accumulate([block.kind == "image" for block in every], initial=0))
    controls = list(accumulate([block.kind == "control" for block in every], initial=0))
    # Padded, so that a window is the difference of two shifted copies.
    padded = [0] * 3 + linked + [linked[-1]] * 3
    images = [0] * 2 + images + [images[-1]]
    controls = [0] * 3 + controls + [controls[-1]] * 3
    before = [mass_sums[i] for i in indices]
    after = [mass_sums[i + 1] for i in indices]
    return [
        [end - start for start, end in zip(padded, padded[7:], strict=False)],
        [1 if images[i + 4] > images[i] else 0 for i in indices],
        [controls[i + 7] - controls[i] for i in indices],
        before,
        [
            end - start
            for start, end in zip(
                [before[0]] * min(5, count) + before[:-5], after[5:] + [after[-1]] * min(5, count), strict=True
            )
        ],
    ]


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


def _distances(
    words: Sequence[float], masses: Sequence[float], levels: Sequence[float], closing: Sequence[float]
) -> list[list[float]]:
    """In blocks: to the prose before and after, to the heading above and to the first one; and words since prose."""
    before: list[float] = []
    since_words: list[float] = []
    since_heading: list[float] = []
    heading_level: list[float] = []
    heading_closes: list[float] = []
    since_h1: list[float] = []
    distance = FAR
    passed = 0.0
    heading, first = FAR, FAR
    level_above = closes_above = 0.0
    for n, mass in enumerate(masses):
        before.append(distance)
        since_words.append(passed)
        level = levels[n]
        if level == 1:
            first = 0
        since_heading.append(heading)
        heading_level.append(level_above)
        heading_closes.append(closes_above)
        since_h1.append(first)
        if mass >= PROSE_MASS:
            distance, passed = 1, 0.0
        else:
            distance = min(distance + 1, FAR)
            passed += words[n]
        if level:
            heading, level_above, closes_above = 1, level, closing[n]
        else:
            heading = min(heading + 1, FAR)
        first = min(first + 1, FAR)
    after: list[float] = []
    distance = FAR
    for mass in reversed(masses):
        after.append(distance)
        distance = 1 if mass >= PROSE_MASS else min(distance + 1, FAR)
    after.reverse()
    return [before, after, since_words, since_heading, heading_level, heading_closes, since_h1]


def _runs(signature_of: Sequence[Signature], words: Sequence[float], densities: Sequence[float]) -> list[list[float]]:
    """Of the run of blocks with the same signature that a block stands in: words, link density, blocks still to come."""
    run_words: list[float] = []
    run_density: list[float] = []
    run_after: list[float] = []
    count = len(signature_of)
    words_before = list(accumulate(words, initial=0.0))
    linked_before = list(accumulate([w * d for w, d in zip(words, densities, strict=True)], initial=0.0))
    start = 0
    for n in range(1, count + 1):
        if n < count and signature_of[n] == signature_of[start]:
            continue
        length = n - start
        total = words_before[n] - words_before[start]
        linked = linked_before[n] - linked_before[start]
        run_words += [total] * length
        run_density += [linked / total if total else 0.0] * length
        run_after += range(length - 1, -1, -1)
        start = n
    return [run_words, run_density, run_after]


def _within(indices: Sequence[int], root: Container) -> list[float]:
    """Where in the root a block stands: 0 to 1 inside, below 0 before it and above 1 behind."""
    first, size = root.first, (root.end - root.first) or 1
    return [(i - first) / size for i in indices]


def _surroundings(
    texts: Sequence[Block],
    layout: Layout,
    word_sums: Sequence[int],
    linked_sums: Sequence[float],
    text_sums: Sequence[int],
    mass_sums: Sequence[float],
) -> dict[int, tuple[float, ...]]:
    """By the ids of the blocks' containers: their numbers, those of the two around them, and what all around them are."""
    root, clean = layout.root, layout.clean_root
    numbers: dict[int, tuple[float, ...]] = {}

    def numbers_of(container: Container) -> tuple[float, ...]:
        known = numbers.get(id(container))
        if known is None:
            first, end = container.first, container.end
            words = word_sums[end] - word_sums[first]
            known = numbers[id(container)] = (
                words,
                (linked_sums[end] - linked_sums[first]) / words if words else 0.0,
                text_sums[end] - text_sums[first],
                mass_sums[end] - mass_sums[first],
            )
        return known

    result: dict[int, tuple[float, ...]] = {}
    for block in texts:
        container = block.container
        own = id(container)
        if own in result:
            continue
        parent = container.parent or container
        result[own] = (
            *numbers_of(container),
            *numbers_of(parent),
            *numbers_of(parent.parent or parent),
            parent.end - parent.first,
            container.depth,
            _levels_below(root, container),
            _levels_below(clean, container),
            container.roles_distance,
            *_WITHIN_COLUMNS[container.within],
        )
    return result


def _levels_below(root: Container, container: Container) -> int:
    """How deep in the root a container with text stands, -1 for outside."""
    if container.depth >= root.depth and root.first <= container.first and container.end <= root.end:
        return container.depth - root.depth
    return -1
