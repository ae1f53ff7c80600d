"""A table's cells with their spans → rows of equal columns, for forms that know no spans."""

from __future__ import annotations

from typing import Final

from presscut.article import Table, TableCell

Grid = list[list[TableCell | None]]

FILL_PER_CELL: Final = 16
"""Empty places that spans may add for each real cell. Real tables stay below two; spans of 1000 on every cell of a
large table are a mistake or an attack, and would fill the memory."""


def grid(table: Table) -> Grid:
    """Each row's cells in their columns; None where the span of another cell reaches. Rows end at their last cell.

    Spans are ignored, all of them, where they would make the table absurdly larger than its cells.
    """
    budget = FILL_PER_CELL * sum(map(len, table.rows))
    rows: Grid = []
    reserved: dict[int, int] = {}  # Column → the row at which it is free again.
    for number, cells in enumerate(table.rows):
        row: list[TableCell | None] = []
        for cell in cells:
            while reserved.get(len(row), 0) > number:
                row.append(None)
            span = min(cell.column_span, budget + 1)
            for column in range(len(row), len(row) + span):
                reserved[column] = number + cell.row_span
            row.append(cell)
            row.extend([None] * (span - 1))
            if len(row) > budget:
                return [list(plain) for plain in table.rows]
        budget -= len(row)
        while row and row[-1] is None:
            row.pop()
        rows.append(row)
    return rows


def column_count(rows: Grid) -> int:
    return max(map(len, rows), default=0)
