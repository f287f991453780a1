"""Small tables with merged cells, written as text."""

from __future__ import annotations

from budgetbook.readers.blocks import Cell, Grid


def grid(*rows: str) -> Grid:
    """Rows of cells parted by `|`; `^` is covered by the cell above, `<` by the one to the left."""
    texts = [row.split("|") for row in rows]
    cells = []
    for r, row in enumerate(texts):
        line = []
        for c, text in enumerate(row):
            down = next((n for n in range(1, len(texts) - r) if texts[r + n][c] != "^"), len(texts) - r)
            right = next((n for n in range(1, len(row) - c) if row[c + n] != "<"), len(row) - c)
            covered = text in ("^", "<")
            line.append(
                Cell(
                    text="" if covered else text,
                    covered=covered,
                    row_span=1 if covered else down,
                    column_span=1 if covered else right,
                )
            )
        cells.append(tuple(line))
    return Grid(rows=tuple(cells))
