"""Cells with spans, spread over a grid whose rows are equally long."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from budgetbook.model.place import Place
from budgetbook.readers.blocks import Cell, Grid

# Far beyond any real table (Word takes 63 columns, browsers 1,000); a span of millions is an attack.
MOST_COLUMNS = 1_000
MOST_CELLS = 2_000_000


class TooManyCells(ValueError):
    """A table beyond these limits."""


class SpanningCell(NamedTuple):
    """A cell and what it spans: `row` and `column` of its upper left corner from 0, `down` and `across` from 1."""

    row: int
    column: int
    down: int
    across: int
    text: str


def spread(cells: Iterable[SpanningCell], rows: int, *, table: int) -> Grid:
    """The grid of `cells`, `rows` rows high. Spans are cut off at the grid's foot and at cells already placed; gaps are blank cells.

    `table` is the table's number in its file, from 1. Raises TooManyCells.
    """
    cells = list(cells)
    columns = max((cell.column + cell.across for cell in cells), default=0)
    if columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise TooManyCells
    out: list[list[Cell | None]] = [[None] * columns for _ in range(rows)]
    for cell in cells:
        if out[cell.row][cell.column] is not None:
            continue
        across = 1
        while across < cell.across and out[cell.row][cell.column + across] is None:
            across += 1
        down = 1
        while down < cell.down and cell.row + down < rows and _free(out[cell.row + down], cell.column, across):
            down += 1
        for row in range(cell.row, cell.row + down):
            for column in range(cell.column, cell.column + across):
                out[row][column] = Cell(covered=True)
        out[cell.row][cell.column] = Cell(
            text=cell.text,
            row_span=down,
            column_span=across,
            place=Place(table=table, cell=f"{_letters(cell.column)}{cell.row + 1}"),
        )
    return Grid(rows=tuple(tuple(at or Cell() for at in row) for row in out), place=Place(table=table))


def _free(row: list[Cell | None], column: int, across: int) -> bool:
    return all(at is None for at in row[column : column + across])


def _letters(column: int) -> str:
    """0 as A, 26 as AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
