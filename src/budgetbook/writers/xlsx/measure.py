"""How much room text takes: Excel fits no row that has merged cells, so heights are worked out here."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence

from budgetbook.writers.layout import CellKind, Table, TableCell, TableRole

TALLEST = 400.0  # points; Excel's limit for a row is 409
# A column's width counts digits of the workbook's own font, 宋体 11, each this many pixels wide.
_DIGIT = 8.0
_PIXELS = 96 / 72  # per point
_SAFETY = 0.93  # where the typeface is missing, another one is a little wider
_LINE = 1.35  # line height in parts of the type size
_PADDING = 5.0  # points
TABLE_SIZE = 10  # points
_LONGEST_NAME = 32.0  # half-width characters; a longer name in a statement breaks
_PORTRAIT, _LANDSCAPE = 92.0, 140.0  # widths of a printed page in digits


def text_width(text: str) -> float:
    """Width in half-width characters: a Chinese character counts two."""
    return float(sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text))


def lines_of(text: str, width: float, size: float) -> int:
    """Lines that `text` of `size` points takes in a cell `width` digits wide. Errs on the safe side by a few percent."""
    room = max(2.0, (width * _DIGIT - 4) / (size * _PIXELS / 2) * _SAFETY)
    return sum(max(1, math.ceil(text_width(line) / room)) for line in text.split("\n")) if text else 1


def height_of(text: str, width: float, size: float) -> float:
    """Points that `text` needs in a cell `width` digits wide."""
    return lines_of(text, width, size) * size * _LINE + _PADDING


def column_widths(table: Table) -> tuple[float, ...]:
    """Widths in digits: the page shared out as the table asks, but no amount or code is ever too long for its column.

    Names in a statement stay on one line where they aren't very long; printing shrinks the sheet to the page by a little.
    """
    page = _LANDSCAPE if table.landscape else _PORTRAIT
    whole = sum(table.widths) or 1.0
    widths = [max(5.0, page * width / whole) for width in table.widths]
    for row in table.body:
        for cell in row:
            if cell.kind in (CellKind.AMOUNT, CellKind.CODE):
                _widen(widths, cell, text_width(_as_shown(cell)) + 2)
            elif cell.kind is CellKind.LABEL and table.role is TableRole.STATEMENT and cell.column_span == 1:
                name = text_width(cell.text)
                if name <= _LONGEST_NAME:
                    _widen(widths, cell, _width_for(name, TABLE_SIZE) + 2 * cell.indent)
    return tuple(round(width, 1) for width in widths)


def _width_for(text: float, size: float) -> float:
    """The width in digits of a cell that holds `text` half-width characters of `size` points on one line."""
    return (text * size * _PIXELS / 2 / _SAFETY + 4) / _DIGIT + 0.1


def row_heights(rows: Sequence[Sequence[TableCell]], widths: Sequence[float], size: float) -> list[float]:
    """Points for each row. A cell that goes down over several rows makes the last of them taller where it needs more."""
    heights = [size * _LINE + _PADDING] * len(rows)
    spanning: list[tuple[int, int, float]] = []
    for number, row in enumerate(rows):
        for cell in row:
            width = sum(widths[cell.column : cell.column + cell.column_span]) - 2 * cell.indent
            needed = height_of(cell.text, width, size)
            if cell.row_span > 1:
                spanning.append((number, min(number + cell.row_span, len(rows)), needed))
            else:
                heights[number] = max(heights[number], needed)
    for first, end, needed in spanning:
        heights[end - 1] += max(0.0, needed - sum(heights[first:end]))
    return heights


def _widen(widths: list[float], cell: TableCell, needed: float) -> None:
    columns = range(cell.column, cell.column + cell.column_span)
    missing = needed - sum(widths[column] for column in columns)
    if missing > 0:
        for column in columns:
            widths[column] += missing / cell.column_span


def _as_shown(cell: TableCell) -> str:
    return f"{cell.amount:,f}" if cell.amount is not None else cell.text
