"""Kept blocks → the typed blocks of the contract: lists nested, quotes joined, tables as rows, links resolved.

A run of text belongs to the outermost list, table, quote or code around it inside the article. A table or list that
only lays out the page (one column, cells full of paragraphs) is looked through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from presscut import article
from presscut.extraction import embeds
from presscut.extraction.blocks import PREFORMATTED, Block, Container

_STRUCTURES: Final = frozenset(("ul", "ol", "dl", "table", "blockquote", "pre"))
_LISTS: Final = frozenset(("ul", "ol", "dl"))
_ITEMS: Final = frozenset(("li", "dd", "dt"))
_CELLS: Final = frozenset(("td", "th"))
LAYOUT_CELL_WORDS: Final = 60
"""A list item or cell with several blocks and more words than this lays out the page; data are shorter."""

_LANGUAGE_CLASS: Final = re.compile(r"\b(?:language|lang|brush:)[-\s:]*([\w+#-]+)")

Resolve = Callable[[str | None], str | None]


def structured(
    blocks: Sequence[Block],
    kept: Sequence[int],
    root: Container | None,
    figures: dict[int, article.Figure | article.Embed],
    resolve: Resolve,
) -> tuple[article.Block, ...]:
    """Turn the blocks at the indices ``kept`` (ascending) into the blocks of an article.

    ``figures`` holds, by index, what image and embed blocks became; ``resolve`` makes addresses absolute.
    """
    body: list[article.Block] = []
    layout: dict[Container, bool] = {}
    position = 0
    while position < len(kept):
        index = kept[position]
        block = blocks[index]
        if block.kind != "text":
            figure = figures.get(index)
            if figure is not None:
                body.append(figure)
            position += 1
            continue
        holder = _outermost_structure(block, root, blocks, layout)
        if holder is None:
            body.append(_plain(block, resolve))
            position += 1
            continue
        group = []
        inner_figures: list[article.Block] = []
        while position < len(kept) and holder.first <= kept[position] < holder.end:
            member = blocks[kept[position]]
            if member.kind == "text":
                group.append(member)
            elif kept[position] in figures:
                inner_figures.append(figures[kept[position]])
            position += 1
        body.extend(_grouped(holder, group, resolve))
        body.extend(inner_figures)
    return tuple(body)


def _outermost_structure(
    block: Block, root: Container | None, blocks: Sequence[Block], layout: dict[Container, bool]
) -> Container | None:
    """``layout``: of the structures asked about so far, whether they only lay out the page; a table may hold the whole text."""
    found = None
    container: Container | None = block.container
    while container is not None and container is not root:
        if container.tag in _STRUCTURES:
            is_layout = layout.get(container)
            if is_layout is None:
                is_layout = layout[container] = _is_layout(container, blocks)
            if not is_layout:
                found = container
        container = container.parent
    return found


def _is_layout(holder: Container, blocks: Sequence[Block]) -> bool:
    """Whether a list or table arranges the page rather than holding items or data."""
    if holder.tag in ("blockquote", "pre"):
        return False
    units = _ITEMS if holder.tag in _LISTS else _CELLS
    words: dict[Container | None, int] = {}
    rows: set[Container] = set()
    is_code = True
    unit: Container | None = None
    around: Container | None = None
    for block in blocks[holder.first : holder.end]:
        if block.kind != "text":
            continue
        container = block.container
        is_code = is_code and container.within & PREFORMATTED != 0
        if container.tag in units or container.parent is not around:
            around = container.parent if container.tag not in units else None
            unit = _outermost_within(container, holder, units)
        # No more is read than it takes: each of hundreds of lists around a text would be read to its end.
        if unit in words and words[unit] + block.words > LAYOUT_CELL_WORDS:
            return True
        words[unit] = words.get(unit, 0) + block.words
        if holder.tag == "table" and unit is not None and unit.parent is not None:
            rows.add(unit.parent)
    if is_code:
        return True  # set beside the numbers of its lines
    return holder.tag == "table" and len(words) <= len(rows)  # one cell a row: a column


def _outermost_within(container: Container | None, holder: Container, tags: frozenset[str]) -> Container | None:
    found = None
    while container is not None and container is not holder:
        if container.tag in tags:
            found = container
        container = container.parent
    return found


def _plain(block: Block, resolve: Resolve) -> article.Block:
    level = block.heading_level
    if level:
        return article.Heading(text=block.text, marks=_marks(block, resolve), level=level)
    return article.Paragraph(text=block.text, marks=_marks(block, resolve))


def _marks(block: Block, resolve: Resolve, shift: int = 0) -> tuple[article.Mark, ...]:
    marks = []
    for kind, start, end, target in block.marks:
        address = resolve(target) if kind == "link" else None
        if kind == "link" and address is None:
            continue
        marks.append(article.Mark(kind=kind, start=start + shift, end=end + shift, url=address))
    return tuple(marks)


def _grouped(holder: Container, group: list[Block], resolve: Resolve) -> Iterable[article.Block]:
    if not group:
        return ()
    if holder.tag == "blockquote":
        text, marks = _joined(group, resolve, "\n\n")
        cite = resolve(holder.node.attributes.get("cite") or embeds.post_address(holder.node))
        return (article.Quote(text=text, marks=marks, cite=cite),)
    if holder.tag == "pre":
        language = _LANGUAGE_CLASS.search(_class_names(holder))
        return tuple(article.Code(text=block.text, language=language.group(1) if language else None) for block in group)
    if holder.tag == "table":
        return (_table(holder, group, resolve),)
    return (_list(holder, group, resolve),)


def _class_names(holder: Container) -> str:
    names = holder.class_names
    code = holder.node.css_first("code[class]")
    return f"{names} {code.attributes.get('class') or ''}" if code is not None else names


def _joined(group: Sequence[Block], resolve: Resolve, separator: str) -> tuple[str, tuple[article.Mark, ...]]:
    """Several runs as one text, their marks shifted along."""
    parts: list[str] = []
    marks: list[article.Mark] = []
    length = 0
    for block in group:
        if parts:
            length += len(separator)
        marks.extend(_marks(block, resolve, length))
        parts.append(block.text)
        length += len(block.text)
    return separator.join(parts), tuple(marks)


def _list(holder: Container, group: Sequence[Block], resolve: Resolve) -> article.ListBlock:
    """The blocks of one list, by item; lists inside an item become its children."""
    items: list[article.ListItem] = []
    for _, members in _by_unit(group, holder, _ITEMS):
        own: list[Block] = []
        children: list[article.ListBlock] = []
        position = 0
        while position < len(members):
            inner = _outermost_within_item(members[position].container, holder)
            if inner is None:
                own.append(members[position])
                position += 1
                continue
            nested = []
            while position < len(members) and _is_within(members[position].container, inner):
                nested.append(members[position])
                position += 1
            children.append(_list(inner, nested, resolve))
        text, marks = _joined(own, resolve, "\n")
        items.append(article.ListItem(text=text, marks=marks, children=tuple(children)))
    return article.ListBlock(ordered=holder.tag == "ol", items=tuple(items))


def _outermost_within_item(container: Container | None, holder: Container) -> Container | None:
    """The list right below an item of ``holder`` that a container lies in."""
    return _outermost_within(container, holder, _LISTS)


def _is_within(container: Container | None, holder: Container) -> bool:
    while container is not None:
        if container is holder:
            return True
        container = container.parent
    return False


def _by_unit(
    group: Sequence[Block], holder: Container, tags: frozenset[str]
) -> list[tuple[Container | None, list[Block]]]:
    """Consecutive blocks by the item or cell of ``holder`` that they stand in."""
    units: list[tuple[Container | None, list[Block]]] = []
    for block in group:
        unit = _outermost_within(block.container, holder, tags)
        if units and units[-1][0] is unit and unit is not None:
            units[-1][1].append(block)
        else:
            units.append((unit, [block]))
    return units


def _table(holder: Container, group: Sequence[Block], resolve: Resolve) -> article.Table:
    rows: list[tuple[Container | None, list[article.TableCell]]] = []
    caption = None
    for cell, members in _by_unit(group, holder, _CELLS):
        text, marks = _joined(members, resolve, "\n")
        if cell is None:
            caption = text if caption is None else f"{caption}\n{text}"
            continue
        attributes = cell.node.attributes
        row = cell.parent
        if not rows or rows[-1][0] is not row:
            rows.append((row, []))
        rows[-1][1].append(
            article.TableCell(
                text=text,
                marks=marks,
                header=cell.tag == "th",
                column_span=_span(attributes.get("colspan")),
                row_span=_span(attributes.get("rowspan")),
            )
        )
    return article.Table(rows=tuple(tuple(cells) for _, cells in rows), caption=caption)


def _span(value: str | None) -> int:
    """HTML's limits: a span is 1 to 1000, and what is no number is 1."""
    if value and value.strip().isdigit():
        return min(max(int(value), 1), 1000)
    return 1
