"""Article → what a person wants to see of it in a terminal: the article, and beneath it where each field is from.

Everything is laid out as lines of styled pieces and painted at the end in one place, which lets no control character
of the page through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from presscut import article
from presscut.rendering import head
from presscut.rendering.characters import one_line, unspoofed
from presscut.rendering.grid import column_count, grid
from presscut.rendering.runs import Marked, Run, lines_of
from presscut.rendering.wrapping import Line, Piece, display_width, painted, wrapped

# Parameters of SGR (ECMA-48, section 8.3.117).
BOLD: Final = "1"
DIM: Final = "2"
ITALIC: Final = "3"
UNDERLINE: Final = "4"
HEADING: Final = "1;34"
CODE: Final = "36"
WARNING: Final = "33"
TRUNCATED: Final = "1;31"

MINIMUM_WIDTH: Final = 20
_MINIMUM_COLUMN: Final = 6
"""Columns of a table narrower than this are unreadable: the rows are shown as running text then."""
_CELL_GAP: Final = "  "
_MINIMUM_TEXT: Final = MINIMUM_WIDTH // 2


def show(document: article.Article, *, width: int, color: bool) -> str:
    """The article in lines of at most ``width`` columns (20 or more), ending with a new line.

    ``color``: with ANSI's escape sequences for bold, dim and colours; without it there are none.
    """
    width = max(width, MINIMUM_WIDTH)
    groups = [
        list(_head(document, width)),
        list(_lead(document, width)),
        *(list(_block(block, width)) for block in document.body),
        _filled(head.WALL_LINE, width, TRUNCATED) if document.paywall.truncated else [],
        list(_footer(document, width)),
    ]
    return "\n\n".join("\n".join(painted(line, color=color) for line in group) for group in groups if group) + "\n"


# --- around the body ----------------------------------------------------------------------------------------------


def _head(document: article.Article, width: int) -> Iterator[Line]:
    yield from _filled(document.headline or "(no headline)", width, BOLD)
    yield from _filled(head.standfirst(document) or "", width, ITALIC)
    published = head.written_date(document.date_published, document.date_published_precision)
    modified = head.written_date(document.date_modified, document.date_modified_precision)
    facts = (
        document.site_name,
        head.author_names(document),
        published,
        f"modified {modified}" if modified and modified != published else "",
        document.language,
        f"{document.kind}, confidence {document.confidence:.2f}",
        f"{document.word_count} words",
    )
    yield from _filled(head.SEPARATOR.join(one_line(fact) for fact in facts if fact), width)
    yield from _filled(document.canonical_url or document.url or "", width, DIM)
    yield from _paywall(document.paywall, width)


def _paywall(paywall: article.Paywall, width: int) -> Iterator[Line]:
    if paywall.state == "unknown" and not paywall.truncated and not paywall.evidence:
        return
    pieces = [Piece(f"paywall: {paywall.state}")]
    if paywall.truncated:
        pieces += [Piece(" "), Piece("TRUNCATED", TRUNCATED)]
    if paywall.evidence:
        pieces.append(Piece(f" ({'; '.join(paywall.evidence)})", DIM))
    yield from wrapped(pieces, width)


def _lead(document: article.Article, width: int) -> Iterator[Line]:
    image = head.lead_image(document)
    if image is not None:
        yield from _figure(image, width)


def _footer(document: article.Article, width: int) -> Iterator[Line]:
    if document.sources or document.warnings:
        yield [Piece("─" * min(width, 40), DIM)]
    for field, source in document.sources.items():
        agreeing = f" (+ {', '.join(source.agreeing)})" if source.agreeing else ""
        sure = f" {source.confidence:.2f}" if source.confidence is not None else ""
        yield from _hanging([Piece(f"{field}:{sure} {source.found_in}{agreeing}", DIM)], width, "", "  ")
    for warning in document.warnings:
        yield from _hanging([Piece(f"warning: {warning.code}: {warning.message}", WARNING)], width, "", "  ")


# --- the body -----------------------------------------------------------------------------------------------------


def _block(block: article.Block, width: int) -> Iterable[Line]:
    match block:
        case article.Paragraph():
            return _text(block, width)
        case article.Heading():
            return _text(block, width, HEADING if block.level <= 2 else BOLD)
        case article.ListBlock():
            return _list(block, width)
        case article.Quote():
            return ([Piece("│ ", DIM), *line] for line in _text(block, width - 2))
        case article.Code():
            return _code(block, width)
        case article.Table():
            return _table(block, width)
        case article.Figure():
            return _figure(block.image, width)
        case article.Embed():
            return _hanging([Piece(f"{head.embed_name(block) or 'embed'}: {block.url}", DIM)], width, "▶ ", "  ")


def _text(marked: Marked, width: int, style: str = "") -> Iterator[Line]:
    """The text's own lines are kept; one without text stays empty, as between the paragraphs of a quote."""
    lines = lines_of(marked)
    while lines and not lines[-1]:
        lines.pop()
    for line in lines:
        yield from wrapped(_pieces(line, style), width) or [[]]


def _pieces(runs: Sequence[Run], style: str = "") -> list[Piece]:
    return [Piece(run.text, _style_of(run, style)) for run in runs]


def _style_of(run: Run, style: str) -> str:
    said = ((run.strong, BOLD), (run.emphasis, ITALIC), (run.code, CODE), (run.url is not None, UNDERLINE))
    return ";".join(filter(None, [style, *(parameter for applies, parameter in said if applies)]))


def _list(block: article.ListBlock, width: int, indent: str = "") -> Iterator[Line]:
    for number, item in enumerate(block.items, 1):
        first = f"{indent}{number}. " if block.ordered else f"{indent}• "
        others = " " * len(first)
        for position, line in enumerate(_text(item, width - len(first))):
            yield [Piece(others if position else first), *line]
        # Where nesting would leave too little of the width for words, it is indented no further.
        inner = others if width - len(others) >= _MINIMUM_TEXT else indent
        for child in item.children:
            yield from _list(child, width, inner)


def _code(block: article.Code, width: int) -> Iterator[Line]:
    """Lines as they are, a longer one cut into the width rather than filled."""
    for line in unspoofed(block.text).strip("\n").expandtabs(4).split("\n"):
        for part in _cut(line, width - 4):
            yield [Piece("    "), Piece(part, CODE)] if part else []


def _cut(line: str, width: int) -> Iterator[str]:
    part, used = "", 0
    for character in line:
        columns = display_width(character)
        if used + columns > width:
            yield part
            part, used = "", 0
        part, used = part + character, used + columns
    yield part


def _figure(image: article.Image, width: int) -> Iterator[Line]:
    caption = head.caption_line(image) or one_line(image.alt or "")
    if caption or image.url:
        yield from _hanging([Piece(caption or "image", DIM)], width, "▣ ", "  ")
    # An image inside the page's source is no address that one reads.
    if image.url and not image.url.startswith("data:"):
        yield from _hanging([Piece(image.url, DIM)], width, "  ", "  ")


def _filled(text: str, width: int, style: str = "") -> list[Line]:
    return wrapped([Piece(text, style)], width)


def _hanging(pieces: Sequence[Piece], width: int, first: str, others: str) -> Iterator[Line]:
    for number, line in enumerate(wrapped(pieces, width - len(others))):
        yield [Piece(others if number else first, DIM), *line]


# --- tables -------------------------------------------------------------------------------------------------------


def _table(block: article.Table, width: int) -> Iterator[Line]:
    if block.caption:
        yield from _filled(block.caption, width, ITALIC)
    rows = grid(block)
    columns = column_count(rows)
    if not columns:
        return
    cells = [[_cell_pieces(cell) for cell in row] for row in rows]
    if columns * (_MINIMUM_COLUMN + len(_CELL_GAP)) > width + len(_CELL_GAP):
        for row in cells:
            yield from wrapped([piece for cell in row if cell for piece in (*cell, Piece(head.SEPARATOR))][:-1], width)
        return
    widths = _column_widths(cells, columns, width - len(_CELL_GAP) * (columns - 1))
    for number, row in enumerate(cells):
        yield from _row(row, widths)
        if number == 0 and rows[0] and all(cell is None or cell.header for cell in rows[0]):
            yield [Piece("─" * min(width, sum(widths) + len(_CELL_GAP) * (columns - 1)), DIM)]


def _cell_pieces(cell: article.TableCell | None) -> list[Piece]:
    if cell is None:
        return []
    pieces: list[Piece] = []
    for line in lines_of(cell):
        if line:
            pieces += ([Piece(" ")] if pieces else []) + _pieces(line, BOLD if cell.header else "")
    return pieces


def _column_widths(cells: Sequence[Sequence[Sequence[Piece]]], columns: int, available: int) -> list[int]:
    """As wide as their widest cells, the widest cut back to one common width where that is too much."""
    natural = [1] * columns
    for row in cells:
        for column, cell in enumerate(row):
            natural[column] = max(natural[column], sum(display_width(piece.text) for piece in cell))
    cap = next(cap for cap in range(available, 0, -1) if sum(min(cap, size) for size in natural) <= available)
    return [min(cap, size) for size in natural]


def _row(cells: Sequence[Sequence[Piece]], widths: Sequence[int]) -> Iterator[Line]:
    columns = [wrapped(cell, width) for cell, width in zip(cells, widths, strict=False)]
    for number in range(max(map(len, columns), default=0)):
        line: Line = []
        for column, width in zip(columns, widths, strict=False):
            part = column[number] if number < len(column) else []
            padding = width - sum(display_width(piece.text) for piece in part)
            line += [*part, Piece(" " * max(padding, 0) + _CELL_GAP)]
        while line and not line[-1].text.strip():
            line.pop()
        yield line
