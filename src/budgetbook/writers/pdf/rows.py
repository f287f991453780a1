"""Which rows of a table are one line high for certain: Typst lays out an automatic row twice, and most rows needn't be."""

from __future__ import annotations

from collections.abc import Sequence

from budgetbook.writers.layout import TableCell
from budgetbook.writers.pdf.columns import INDENT, INSET, Fit, em

_SURE = 0.92  # of a column's room; widths are estimated, and a second line in a row of one would be printed over
_CAPITAL = 0.25  # em that a capital may be wider than estimated


def one_line_rows(rows: Sequence[Sequence[TableCell]], fitted: Fit) -> list[bool]:
    """For each of a table's rows whether all that stands in it, also from rows above, is sure to take one line."""
    sure = [True] * len(rows)
    for at, row in enumerate(rows):
        for cell in row:
            if not _is_one_line(cell, fitted.widths, fitted.size):
                sure[at : at + cell.row_span] = [False] * min(cell.row_span, len(rows) - at)
    return sure


def _is_one_line(cell: TableCell, widths: Sequence[float], size: float) -> bool:
    text = cell.text
    if not text:
        return True
    room = (sum(widths[cell.column : cell.column + cell.column_span]) - 2 * INSET) / size - INDENT * cell.indent
    if em(text) > _SURE * room or "\n" in text:
        return False
    return em(text) + _CAPITAL * sum(map(str.isupper, text)) <= _SURE * room
