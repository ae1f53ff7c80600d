"""Article → Markdown: CommonMark 0.31 with the tables of GFM.

Blocks are parted by blank lines; two lists in a row change their marker, since a blank line alone would join them
(section 5.3). The headline is the only heading of level 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from presscut import article
from presscut.rendering import head
from presscut.rendering.addresses import image_source, link_target
from presscut.rendering.characters import one_line, printable
from presscut.rendering.grid import column_count, grid
from presscut.rendering.markdown_inline import destination, escaped, inline, inline_line, line_started
from presscut.rendering.runs import Marked, Run, lines_of, paragraphs_of

_BULLETS: Final = ("-", "*")
_DELIMITERS: Final = (".", ")")
_Written = tuple[bool, int]
"""A list as it was written: whether ordered, and with which of the two markers."""

_FENCE: Final = re.compile(r"^[ \t]*(`{3,})", re.MULTILINE)
_INFO_STRING: Final = re.compile(r"[A-Za-z0-9+#.-]+")


def rendered(document: article.Article) -> str:
    """Headline, standfirst, byline, lead image, body; a closing line where a wall cut the text off."""
    parts = [*_head(document), *_blocks(document.body)]
    if document.paywall.truncated:
        parts.append(_emphasised(head.WALL_LINE))
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(document: article.Article) -> Iterator[str]:
    if headline := one_line(document.headline or ""):
        yield f"# {_heading_text(escaped(headline))}"
    yield _plain(head.standfirst(document) or "")
    yield _plain(head.byline(document) or "")
    lead = head.lead_image(document)
    if lead is not None:
        yield _figure(lead)


def _blocks(blocks: Sequence[article.Block]) -> Iterator[str]:
    above: _Written | None = None
    for block in blocks:
        if isinstance(block, article.ListBlock):
            marker = _marker(block, above)
            text = "\n".join(_list_lines(block, marker))
            above = (block.ordered, marker) if text else above
        else:
            text = _block(block)
            above = None if text else above
        yield text


def _marker(block: article.ListBlock, above: _Written | None) -> int:
    """Which of the two markers a list takes: the other one if a list of its kind stands right above."""
    return 1 - above[1] if above is not None and above[0] == block.ordered else 0


def _block(
    block: article.Paragraph
    | article.Heading
    | article.Quote
    | article.Code
    | article.Table
    | article.Figure
    | article.Embed,
) -> str:
    match block:
        case article.Paragraph():
            return "\n\n".join(_paragraphs(block))
        case article.Heading():
            text = _heading_text(_joined_line(block))
            return f"{'#' * max(block.level, 2)} {text}" if text else ""
        case article.Quote():
            return "\n".join(_prefixed("\n\n".join(_paragraphs(block)), "> ", "> "))
        case article.Code():
            return _code(block)
        case article.Table():
            return _table(block)
        case article.Figure():
            return _figure(block.image)
        case article.Embed():
            target = link_target(block.url)
            name = escaped(head.embed_name(block) or one_line(target or ""))
            return f"[{name}]({destination(target)})" if target else ""


def _paragraphs(marked: Marked) -> Iterator[str]:
    for lines in paragraphs_of(marked):
        yield inline(lines)


def _joined_line(marked: Marked) -> str:
    """All of a text on one line: where the grammar allows no break."""
    runs: list[Run] = []
    for line in lines_of(marked):
        if line:
            runs.extend(([Run(" ")] if runs else []) + line)
    return inline_line(runs)


def _heading_text(inlines: str) -> str:
    """A trailing row of ``#`` would be read as the heading's end (section 4.2)."""
    return re.sub(r"#+$", lambda found: found.group().replace("#", "\\#"), inlines)


def _plain(line: str) -> str:
    return line_started(escaped(line))


def _emphasised(line: str) -> str:
    return line_started(inline_line([Run(line, emphasis=True)]))


def _prefixed(text: str, first: str, others: str) -> list[str]:
    lines = text.split("\n") if text else []
    return [((others if number else first) + line).rstrip(" ") for number, line in enumerate(lines)]


def _list_lines(block: article.ListBlock, marker: int) -> list[str]:
    """An item's text, then its inner lists; without a text, the inner list starts on the item's own line."""
    lines: list[str] = []
    number = 0
    for item in block.items:
        content = [inline([line for line in lines_of(item) if line])]
        above: _Written | None = None
        for child in item.children:
            child_marker = _marker(child, above)
            child_lines = _list_lines(child, child_marker)
            if child_lines:
                above = (child.ordered, child_marker)
                content.append("\n".join(child_lines))
        text = "\n".join(part for part in content if part)
        if text:
            number += 1
            sign = f"{number}{_DELIMITERS[marker]} " if block.ordered else f"{_BULLETS[marker]} "
            lines.extend(_prefixed(text, sign, " " * len(sign)))
    return lines


def _code(block: article.Code) -> str:
    text = printable(block.text).strip("\n")
    if not text.strip():
        return ""
    fence = "`" * max(3, *(len(row) + 1 for row in _FENCE.findall(text)), 3)
    language = _INFO_STRING.fullmatch(block.language or "")
    return f"{fence}{language.group() if language else ''}\n{text}\n{fence}"


def _table(block: article.Table) -> str:
    """Rows of cells. GFM wants a header: it stays empty where the first row is none."""
    rows = grid(block)
    columns = column_count(rows)
    written = [[_joined_line(cell).replace("|", "\\|") if cell else "" for cell in row] for row in rows]
    if not any(any(cells) for cells in written):
        return ""
    has_header = all(cell is None or cell.header for cell in rows[0])
    header = written.pop(0) if has_header and rows[0] else []
    header += [""] * (columns - len(header))
    lines = [_row(header), _row(["---"] * columns), *(_row(cells) for cells in written if cells)]
    caption = _plain(one_line(block.caption or ""))
    return "\n".join(lines) if not caption else f"{caption}\n\n" + "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _figure(image: article.Image) -> str:
    """The image on a line, caption and credit in italics on the next."""
    source = image_source(image.url)
    lines = [f"![{escaped(one_line(image.alt or ''))}]({destination(source)})"] if source else []
    caption = head.caption_line(image)
    if caption:
        lines.append(_emphasised(caption))
    return "\\\n".join(lines)
