"""Invented forms as blocks, the way formats give them: with spans, flattened to text, and flattened with cells dropped."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from budgetbook.model.place import Place
from budgetbook.readers.blocks import Block, Cell, Grid, Line
from budgetbook.writers.layout import Table


def merged(table: Table) -> list[Block]:
    """Title, year and one grid with real spans, as DOCX, HTML and XLSX give them."""
    rows = (*table.header, *table.body)
    width = len(table.widths)
    covered: set[tuple[int, int]] = set()
    cells = {}
    for at, row in enumerate(rows):
        for cell in row:
            cells[at, cell.column] = Cell(
                text=cell.text, row_span=cell.row_span, column_span=cell.column_span, place=Place(line=at + 1)
            )
            covered |= {
                (at + down, cell.column + right) for down in range(cell.row_span) for right in range(cell.column_span)
            } - {(at, cell.column)}
    grid = tuple(
        tuple(cells.get((at, column), Cell(covered=(at, column) in covered)) for column in range(width))
        for at in range(len(rows))
    )
    return [*_titles(table), Grid(rows=grid)]


def flattened(blocks: Sequence[Block]) -> list[Block]:
    """Grids without spans: blanks where cells were merged."""
    return [
        Grid(rows=tuple(tuple(Cell(text=cell.text, place=cell.place) for cell in row) for row in block.rows))
        if isinstance(block, Grid)
        else block
        for block in blocks
    ]


def shifted(blocks: Sequence[Block]) -> list[Block]:
    """Flattened grids whose whole rows of indicators (four texts) moved left, as where conversion drops a merged cell's place."""

    def moved(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        filled = [cell for cell in row if cell.text]
        labels = [cell for cell in filled if cell.text.endswith("指标")]
        if len(filled) - len(labels) != 4 or row[0].text:
            return row
        blanks = tuple(Cell() for _ in range(len(row) - len(filled)))
        return (*filled, *blanks)

    return [
        Grid(rows=tuple(moved(row) for row in block.rows)) if isinstance(block, Grid) else block
        for block in flattened(blocks)
    ]


def broken(blocks: Sequence[Block], after: int) -> list[Block]:
    """The grid cut in two after its row `after`, with a page number between."""
    parts: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid) and 0 < after < len(block.rows):
            parts += [Grid(rows=block.rows[:after]), Line(text="— 12 —"), Grid(rows=block.rows[after:])]
        else:
            parts.append(block)
    return parts


def text_grid(*rows: str) -> Grid:
    """A ragged grid as text files give it: cells divided by `|`, line numbers from 1."""
    numbers = count(1)
    return Grid(
        rows=tuple(
            tuple(Cell(text=cell.strip(), place=Place(line=number)) for cell in row.split("|"))
            for row, number in zip(rows, numbers, strict=False)
        )
    )


def _titles(table: Table) -> list[Block]:
    return [Line(text=text) for text in (table.title, table.subtitle) if text]
