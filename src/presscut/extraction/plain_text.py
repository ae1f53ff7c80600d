"""Typed blocks → the plain text that is stored, counted, fingerprinted and read by models.

No marker stands before a list item. A bullet or a number is the browser's drawing, not the page's text: it would
count as a word, split the word sequences by which texts are compared (``• Milk`` and ``Milk`` share no two-word
shingle), and change the fingerprint when a site turns its list into paragraphs. Indentation tells the nesting;
white space disturbs none of these.

Figures and embeds give nothing, since captions are not body. A table's caption is: it is the line above the table
that says what the rows are about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from presscut import article

_INDENT: Final = "  "


def block_text(blocks: Sequence[article.Block]) -> str:
    """The body as plain text: blocks parted by a blank line, without one at either end.

    A list has an item a line, nested ones indented by two spaces a level; a table a row a line, cells parted by a
    tab; code and quotes stand as they are. A block without text leaves no gap.
    """
    return "\n\n".join(text for text in map(_text_of, blocks) if text)


def _text_of(block: article.Block) -> str:
    match block:
        case article.Paragraph() | article.Heading() | article.Quote():
            return block.text.strip()
        case article.Code():
            return block.text.strip("\r\n") if block.text.strip() else ""
        case article.ListBlock():
            return "\n".join(_item_lines(block, 0))
        case article.Table():
            return _table_text(block)
        case article.Figure() | article.Embed():
            return ""


def _item_lines(block: article.ListBlock, level: int) -> Iterator[str]:
    for item in block.items:
        for line in item.text.splitlines():
            if line.strip():
                yield _INDENT * level + line.strip()
        for child in item.children:
            yield from _item_lines(child, level + 1)


def _table_text(table: article.Table) -> str:
    """Within a cell, white space is one space: a tab or a new line would start another cell or row."""
    lines = [" ".join((table.caption or "").split())]
    lines.extend("\t".join(" ".join(cell.text.split()) for cell in row) for row in table.rows)
    return "\n".join(line for line in lines if line.strip())
