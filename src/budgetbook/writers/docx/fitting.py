"""How a table fits its page: column widths, a size of type at which no number breaks, and the heights of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

import msgspec

from budgetbook.writers.docx.styles import line_pitch
from budgetbook.writers.layout import CellKind, Table, TableCell, TableRole
from budgetbook.writers.measure import lines, width

# Half points, from 五号 down to 小六.
SIZES = (21, 20, 18, 17, 16, 15, 14, 13, 11)
# A table is set smaller to stand on one page, but not below this; one that takes several pages anyway is set in one of the latter.
_SMALLEST_FOR_ONE_PAGE = {
    TableRole.STATEMENT: 16,
    TableRole.PROJECT_FORM: 15,
    TableRole.OVERALL_FORM: 15,
    TableRole.CATALOGUE: 18,
}
_OVER_SEVERAL_PAGES = (18, 17, 16)
CELL_MARGIN = 60  # left and right, twentieths of a point; as in the style BudgetTable
_CELL_PADDING = 50  # top, bottom and rule together, as in the style BudgetTable


class FittedTable(msgspec.Struct, frozen=True, kw_only=True):
    """A table with its column widths (twentieths of a point, adding up to the room there is), size of type, and row heights."""

    table: Table
    widths: tuple[int, ...]
    half_points: int
    heights: tuple[int, ...]


class PlacedCell(msgspec.Struct, frozen=True):
    """A printed cell, or the continuation of one that began in a row above."""

    cell: TableCell
    continues: bool


def fit(table: Table, *, room: int, first: int, further: int) -> FittedTable:
    """`table` in columns that add up to `room`; `first` and `further` are the heights it has on its first page and on later ones.

    Numbers stay whole. Beyond that the largest type is taken at which the table stands on one page; where none does, that of the
    middling sizes which takes the fewest pages.
    """
    needs = _needs(table)
    deciding = [_deciding(row) for row in (*table.header, *table.body)]
    smallest = _SMALLEST_FOR_ONE_PAGE[table.role]
    over_several: list[tuple[int, FittedTable]] = []
    for size in SIZES:
        least = [need * size * 10 + 2 * CELL_MARGIN + 20 if need else 0.0 for need in needs]
        widths = _raised(table.widths, least, room)
        if widths is None:
            if size > SIZES[-1]:
                continue
            widths = _shared_out(table.widths, room)
        heights = tuple(_heights(deciding, least_row(table.role, size), widths, size))
        fitted = FittedTable(table=table, widths=widths, half_points=size, heights=heights)
        if size >= smallest and sum(heights) <= first:
            return fitted
        if size in _OVER_SEVERAL_PAGES or (size < min(_OVER_SEVERAL_PAGES) and not over_several):
            over_several.append((_pages(fitted, first, further), fitted))
    return min(over_several, key=lambda choice: choice[0])[1]


def _pages(fitted: FittedTable, first: int, further: int) -> int:
    head = sum(fitted.heights[: len(fitted.table.header)])
    pages, left = 1, first - head
    for height in fitted.heights[len(fitted.table.header) :]:
        if height > left:
            pages, left = pages + 1, further - head
        left -= height
    return pages


def least_row(role: TableRole, half_points: int) -> int:
    """The least height of a row: statements are looked along, so their rows stand apart.

    A little under twice the type: so the 39 rows of statement 4 stand on one page.
    """
    return half_points * 39 // 2 if role is TableRole.STATEMENT else 0


def placed(rows: Sequence[Sequence[TableCell]], columns: int) -> Iterator[list[PlacedCell]]:
    """Each row with nothing left out: cells, continuations of cells from above, and empty cells where a row has a gap."""
    reaching: dict[int, tuple[TableCell, int]] = {}  # column → cell that reaches down from above, rows left
    for row in rows:
        starting = {cell.column: cell for cell in row}
        out: list[PlacedCell] = []
        at = 0
        while at < columns:
            if at in reaching:
                cell, left = reaching.pop(at)
                out.append(PlacedCell(cell, True))
            else:
                cell, left = starting.get(at, TableCell(column=at, kind=CellKind.TEXT)), 0
                out.append(PlacedCell(cell, False))
                left = cell.row_span
            if left > 1:
                reaching[at] = (cell, left - 1)
            at += cell.column_span
        yield out


def _needs(table: Table) -> list[float]:
    """The em each column needs so that its amounts and codes stay on one line; 0 where nothing has to."""
    needs = [0.0] * len(table.widths)
    for row in (*table.header, *table.body):
        for cell in row:
            if cell.column_span == 1 and cell.kind in {CellKind.AMOUNT, CellKind.CODE} and cell.text:
                needs[cell.column] = max(needs[cell.column], width(cell.text))
    return needs


def _shared_out(widths: Sequence[float], room: int) -> tuple[int, ...]:
    """`room` shared out in the proportions of `widths`, to the last unit."""
    total = sum(widths)
    edges = [round(room * sum(widths[:count]) / total) for count in range(len(widths) + 1)]
    return tuple(right - left for left, right in pairwise(edges))


def _raised(widths: Sequence[float], least: Sequence[float], room: int) -> tuple[int, ...] | None:
    """`widths` in `room` with every column at least as wide as it must be; None where the others would lose over half of theirs."""
    total = sum(widths)
    wanted = [room * share / total for share in widths]
    fixed: set[int] = set()
    while True:
        rest = room - sum(least[at] for at in fixed)
        free = sum(wanted[at] for at in range(len(widths)) if at not in fixed)
        factor = rest / free if free else 1.0
        short = {at for at in range(len(widths)) if at not in fixed and wanted[at] * factor < least[at]}
        if not short:
            break
        fixed |= short
    if factor < 0.5 or (not free and rest < 0):
        return None
    return _shared_out([least[at] if at in fixed else wanted[at] * factor for at in range(len(widths))], room)


def _deciding(row: Sequence[TableCell]) -> list[TableCell]:
    """The cells that decide the row's height: one over several rows seldom does, an empty one never."""
    return [cell for cell in row if cell.row_span == 1 and cell.text]


def _heights(
    rows: Sequence[Sequence[TableCell]], least: int, widths: tuple[int, ...], half_points: int
) -> Iterator[int]:
    edges = (0, *accumulate(widths))
    for row in rows:
        most = 1
        for cell in row:
            span = edges[cell.column + cell.column_span] - edges[cell.column]
            room = max((span - 2 * CELL_MARGIN) / (half_points * 10) - cell.indent, 1.0)
            if width(cell.text) > room or "\n" in cell.text:  # most take one line
                most = max(most, lines(cell.text, room))
        yield max(least, most * line_pitch(half_points) + _CELL_PADDING)
