"""A sheet's cells as lines and grids, in reading order.

Ruled rows are a table. Where nothing is ruled, a table is what lies between the first and the last row with several cells; rows with one cell
before and after it are lines (title, holder, notes).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from budgetbook.model.place import Place
from budgetbook.readers.announcing import announces_table
from budgetbook.readers.blocks import Block, Cell, Grid, Line
from budgetbook.readers.spread import MOST_COLUMNS, TooManyCells

Position = tuple[int, int]
Range = tuple[Position, Position]  # upper left and lower right, both inside

_DEFAULT_NAME = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)
_NUMBER = re.compile(r"(?:公开|附)?(?:附?[表件])?\s*\d{1,2}(?:[-—.]\d{1,2})?\s*表?[：:]?")
_NAMING = re.compile(r"[^：:]{1,10}[：:]")
_LONGEST_LABEL = 20
_MOST_CELLS = 1_000_000  # of a sheet, and of all its merged ranges together


class SheetCells:
    """One sheet: printed texts, merged ranges and ruled cells, all at (row, column) from 0, without what is hidden.

    What a row holds is looked up by row: cells in far corners make a sheet of millions of positions, nearly all of them blank. Raises
    TooManyCells where merged ranges, which may lie over one another in a bad file, cover more than any sheet has.
    """

    def __init__(
        self,
        name: str,
        texts: Mapping[Position, str],
        merged: Sequence[Range],
        ruled: Set[Position],
        hidden_rows: Set[int],
        hidden_columns: Set[int],
    ) -> None:
        self.name = name
        (top, left), (bottom, right) = _bounds(texts, merged)
        self.rows = [at for at in range(top, bottom + 1) if at not in hidden_rows]
        self.columns = [at for at in range(left, right + 1) if at not in hidden_columns]
        self._ruled: dict[int, list[int]] = defaultdict(list)  # row → its ruled columns
        for row, column in ruled:
            if top <= row <= bottom and left <= column <= right and column not in hidden_columns:
                self._ruled[row].append(column)
        self._texts = dict(texts)
        self._spans: dict[Position, Position] = {}  # upper left → (rows, columns) it spans
        self._covered: dict[Position, Position] = {}  # covered → upper left
        self._merged_cells = 0
        for each in merged:
            self._merge(each)
        self._filled = _by_row(at for at, text in self._texts.items() if text.strip() and at[1] not in hidden_columns)
        self._reached = {row for (row, _), origin in self._covered.items() if self._texts.get(origin, "").strip()}

    def _merge(self, merged: Range) -> None:
        (top, left), (bottom, right) = merged
        rows = self.rows[bisect_left(self.rows, top) : bisect_right(self.rows, bottom)]
        columns = self.columns[bisect_left(self.columns, left) : bisect_right(self.columns, right)]
        if not rows or not columns or len(rows) * len(columns) == 1:
            return
        self._merged_cells += len(rows) * len(columns)
        if self._merged_cells > _MOST_CELLS:
            raise TooManyCells
        origin = rows[0], columns[0]
        if (top, left) != origin and (top, left) in self._texts:
            self._texts[origin] = self._texts.pop((top, left))
        self._spans[origin] = len(rows), len(columns)
        for row in rows:
            for column in columns:
                if (row, column) != origin:
                    self._covered[row, column] = origin
                    self._texts.pop((row, column), None)

    def filled(self, row: int) -> list[int]:
        """The columns of `row` with text of their own."""
        return self._filled.get(row, [])

    def is_ruled(self, row: int) -> bool:
        """Whether a line stands beside any cell of `row`."""
        return row in self._ruled

    def is_empty(self, row: int) -> bool:
        """Whether nothing stands in `row`, not even a merged cell from above."""
        return not self.filled(row) and row not in self._reached

    def is_merged(self, row: int, column: int) -> bool:
        """Whether the cell spans others to its right."""
        return self._spans.get((row, column), (1, 1))[1] > 1

    def lines(self, row: int) -> Iterator[Line]:
        """The texts of `row` as lines, one for each line of each cell."""
        for column in self.filled(row):
            for text in self._texts[row, column].split("\n"):
                if text.strip():
                    yield Line(text=text.strip(), place=self._place(row, column))

    def text(self, row: int, column: int) -> str:
        """The text at a position, without outer blanks."""
        return self._texts.get((row, column), "").strip()

    def grid(self, rows: Sequence[int]) -> Grid:
        """`rows` as a grid, from the first to the last column that is used in them. Raises TooManyCells."""
        used = [column for row in rows for column in (*self._ruled.get(row, ()), *self.filled(row))]
        columns = self.columns[bisect_left(self.columns, min(used)) : bisect_right(self.columns, max(used))]
        if len(columns) > MOST_COLUMNS or len(rows) * len(columns) > _MOST_CELLS:
            raise TooManyCells
        cells = [[self._cell(row, column, rows, columns) for column in columns] for row in rows]
        return Grid(rows=_collapsed(cells), place=self._place(rows[0], columns[0]))

    def _cell(self, row: int, column: int, rows: Sequence[int], columns: Sequence[int]) -> Cell:
        at = (row, column)
        if at in self._covered:
            return Cell(covered=True)
        down, across = self._spans.get(at, (1, 1))
        return Cell(
            text=self.text(row, column),
            row_span=min(down, len(rows) - bisect_left(rows, row)),
            column_span=min(across, len(columns) - bisect_left(columns, column)),
            place=self._place(row, column),
        )

    def _place(self, row: int, column: int) -> Place:
        return Place(sheet=self.name, cell=f"{letters(column)}{row + 1}")


def _by_row(positions: Iterable[Position]) -> dict[int, list[int]]:
    rows: dict[int, list[int]] = defaultdict(list)
    for row, column in sorted(positions):
        rows[row].append(column)
    return rows


def _bounds(texts: Mapping[Position, str], merged: Sequence[Range]) -> Range:
    """The rectangle that the texts lie in, with what they are merged over. Ruled cells beyond hold nothing, sometimes a million of them."""
    if not texts:
        return (0, 0), (-1, -1)
    rows, columns = [row for row, _ in texts], [column for _, column in texts]
    top, left, bottom, right = min(rows), min(columns), max(rows), max(columns)
    for start, end in merged:
        lower, further = max(bottom, end[0]), max(right, end[1])
        if start in texts and (lower - top + 1) * (further - left + 1) <= _MOST_CELLS:
            bottom, right = lower, further
    return (top, left), (bottom, right)


def blocks(sheet: SheetCells) -> Iterator[Block]:
    """The blocks of a sheet. Where a table has no title in or over it, whose it is and in which money aside, the sheet's name is its title."""
    above: list[Line] = []
    parts = _parts(sheet)
    for block in parts:
        if isinstance(block, Line):
            above.append(block)
            if _is_beside_title(block.text):
                continue
        elif not _DEFAULT_NAME.fullmatch(sheet.name) and sum(bool(cell.text) for cell in block.rows[0]) > 1:
            yield Line(text=sheet.name.strip(), place=Place(sheet=sheet.name))
        yield from above
        if isinstance(block, Grid):
            yield block
        yield from parts
        return
    yield from above


def _is_beside_title(text: str) -> bool:
    """Whether a line stands beside a statement's title: its number, or a name with what is called so (单位：万元)."""
    return _NAMING.match(text) is not None or _NUMBER.fullmatch(text) is not None


def _parts(sheet: SheetCells) -> Iterator[Block]:
    loose: list[int] = []
    table: list[int] = []
    for row in sheet.rows:
        if sheet.is_ruled(row):
            yield from _loose(sheet, loose)
            loose = []
            table.append(row)
        else:
            if table:
                yield sheet.grid(table)
                table = []
            loose.append(row)
    if table:
        yield sheet.grid(table)
    yield from _loose(sheet, loose)


def _loose(sheet: SheetCells, rows: Sequence[int]) -> Iterator[Block]:
    """Rows without rules: a table or none for each run of them; a blank row before a title parts two runs."""
    run: list[int] = []
    for row in rows:
        if run and sheet.is_empty(run[-1]) and _is_title(sheet, row):
            yield from _run(sheet, run)
            run = []
        run.append(row)
    yield from _run(sheet, run)


def _is_title(sheet: SheetCells, row: int) -> bool:
    """Whether one cell is all that `row` holds, laid over others or announcing a table."""
    filled = sheet.filled(row)
    return len(filled) == 1 and (sheet.is_merged(row, filled[0]) or announces_table(sheet.text(row, filled[0])))


def _run(sheet: SheetCells, rows: Sequence[int]) -> Iterator[Block]:
    several = [at for at, row in enumerate(rows) if len(sheet.filled(row)) > 1]
    while several and _names(sheet, rows[several[0]]):
        several = several[1:]
    if len(several) < 2:
        for row in rows:
            yield from sheet.lines(row)
        return
    first, last = several[0], several[-1]
    while last + 1 < len(rows) and _is_row_label(sheet, rows[last + 1]):
        last += 1
    for row in rows[:first]:
        yield from sheet.lines(row)
    yield sheet.grid(rows[first : last + 1])
    for row in rows[last + 1 :]:
        yield from sheet.lines(row)


def _names(sheet: SheetCells, row: int) -> bool:
    """Whether every cell of `row` says what something is called (单位名称：… 金额单位：万元)."""
    return all(_NAMING.match(sheet.text(row, column)) for column in sheet.filled(row))


def _is_row_label(sheet: SheetCells, row: int) -> bool:
    """Whether `row` is a table's row of which only the label is filled in."""
    filled = sheet.filled(row)
    if len(filled) != 1 or sheet.is_merged(row, filled[0]):
        return False
    text = sheet.text(row, filled[0])
    return len(text) <= _LONGEST_LABEL and not re.search(r"[：:。]", text)


def _collapsed(rows: list[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """`rows` without those that only continue the cells above, which is how a text too tall for one row is laid out."""
    kept = [at for at, row in enumerate(rows) if at == 0 or not all(cell.covered for cell in row)]
    gone = set(range(len(rows))) - set(kept)
    if not gone:
        return tuple(tuple(row) for row in rows)
    return tuple(tuple(_shortened(cell, at, gone) for cell in rows[at]) for at in kept)


def _shortened(cell: Cell, row: int, gone: Set[int]) -> Cell:
    fewer = sum(row < each < row + cell.row_span for each in gone)
    if not fewer:
        return cell
    return Cell(text=cell.text, row_span=cell.row_span - fewer, column_span=cell.column_span, place=cell.place)


def letters(column: int) -> str:
    """0 as A, 26 as AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
