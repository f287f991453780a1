"""How wide columns want to be: in half-width characters of the text they hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from budgetbook.writers.layout import CellKind, TableCell

_LONGEST_LABEL = 36.0  # a longer name wraps


def text_width(text: str) -> float:
    """The width of `text` in half-width characters: Chinese characters count two, others one."""
    return float(sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text))


def natural_widths(
    header: Sequence[Sequence[TableCell]], body: Sequence[Sequence[TableCell]], columns: int
) -> tuple[float, ...]:
    """For each column the room its longest amount or code needs, and what its names and headers like to have, up to a limit."""
    widths = [8.0] * columns
    for row in header:
        for cell in row:
            if cell.column_span == 1:
                # a header may break into two lines
                widths[cell.column] = max(widths[cell.column], min(text_width(cell.text), 20) / 2 + 1)
    for row in body:
        for cell in row:
            if cell.column_span == 1:
                room = text_width(cell.text) + 2 * cell.indent
                limit = room if cell.kind in (CellKind.AMOUNT, CellKind.CODE) else _LONGEST_LABEL
                widths[cell.column] = max(widths[cell.column], min(room, limit) + 1)
    return tuple(widths)
