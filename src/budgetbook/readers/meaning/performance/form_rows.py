"""Rows of grids as forms see them: the cells that hold text with their columns, and the texts that merged cells hand down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from budgetbook.model.place import Place
from budgetbook.readers.blocks import Cell, Grid


class FormCell(msgspec.Struct, frozen=True):
    """A cell that holds text: its column from 0, what it says, how many columns it spans."""

    column: int
    text: str
    span: int = 1


class FormRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row: its cells with text in order, and by column the text of merged cells above that reach into it.

    `merged` says that the grid knows spans, so that a column means what the head says.
    """

    cells: tuple[FormCell, ...]
    from_above: dict[int, str] = {}
    merged: bool = False
    place: Place | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts in order."""
        return tuple(cell.text for cell in self.cells)


def form_rows(grid: Grid) -> Iterator[FormRow]:
    """The rows of `grid` that hold or inherit text."""
    merged = any(cell.covered or cell.row_span > 1 or cell.column_span > 1 for row in grid.rows for cell in row)
    reaching: dict[int, tuple[int, str]] = {}
    for row in grid.rows:
        cells = tuple(_cells(row))
        above = {column: text for column, (_, text) in reaching.items()}
        if cells or above:
            place = next((cell.place for cell in row if cell.place is not None), grid.place)
            yield FormRow(cells=cells, from_above=above, merged=merged, place=place)
        reaching = {column: (left - 1, text) for column, (left, text) in reaching.items() if left > 1}
        for column, cell in enumerate(row):
            if cell.row_span > 1 and cell.text.strip():
                reaching[column] = (cell.row_span - 1, cell.text)


def _cells(row: Sequence[Cell]) -> Iterator[FormCell]:
    for column, cell in enumerate(row):
        if not cell.covered and cell.text.strip():
            yield FormCell(column, cell.text.strip(), cell.column_span)
