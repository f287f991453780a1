"""What in one statement splits what: a cell, and those at the keys right below it along one axis.

Most statements, and most sides of those that have two, are a grid: rows differ along some axes, columns along others, and every row meets every
column. What splits what is then worked out once among the rows and once among the columns. In others (a dimension named by rows and by columns,
a side whose totals another prints) it is key by key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import astuple

from budgetbook.checks.axes import AXIS_ORDER, Axis, Key, axes_along, picking, varying
from budgetbook.checks.cells import WHOLE_STATEMENT, Cell
from budgetbook.checks.splits import Split, are_apart, places, splits
from budgetbook.model.coordinates import DIMENSIONS, Flow
from budgetbook.model.money import ZERO
from budgetbook.model.statement import Role, Statement

Admits = Callable[[Axis, Key, list[Key]], bool]
"""Whether these keys can be all that a key splits into along an axis."""


class Division(msgspec.Struct, frozen=True, gc=False):
    """A cell and those that split it along `axis`; `again` where the amount is printed again at the same key."""

    total: Cell
    parts: tuple[Cell, ...]
    axis: Axis
    again: bool = False


class Grid(msgspec.Struct, frozen=True, gc=False):
    """Cells of which every row meets every column, with what splits what among its rows, `down`, and among its columns, `across`.

    `rows` and `columns` are places in rows and columns of `width` cells: several where one is printed again at the same coordinates.
    """

    cells: Sequence[Cell]
    width: int
    rows: list[list[int]]
    columns: list[list[int]]
    down: list[Split]
    across: list[Split]

    def __iter__(self) -> Iterator[Division]:
        """Its divisions in the order of the first part, then of the axes."""
        of_rows, of_columns = _by_first_part(self.down), _by_first_part(self.across)
        for row in range(len(self.rows)):
            for column in range(len(self.columns)):
                found = [(one, column, False) for one in of_rows[row]] + [
                    (one, row, True) for one in of_columns[column]
                ]
                for split, line, across in sorted(found, key=lambda each: AXIS_ORDER[each[0].axis.name]):
                    yield from self._divided(split, line, across=across)

    def exact(self) -> tuple[int, list[Division]]:
        """How many of its divisions add up to the last digit, by their amounts alone, and those of which that cannot be said."""
        width, first_columns = self.width, picking([places[0] for places in self.columns])
        yuan = tuple([cell.yuan for cell in self.cells])
        in_rows = [first_columns(yuan[at * width : (at + 1) * width]) for at, *_ in self.rows]
        rows_again, columns_again = _places_of_several(self.rows), _places_of_several(self.columns)
        exact, others = 0, []
        for across, lines, found, again, lines_again in (
            (False, list(zip(*in_rows, strict=True)), self.down, rows_again, columns_again),
            (True, in_rows, self.across, columns_again, rows_again),
        ):
            for split in found:
                whole, parts = split.whole, picking(split.parts)
                residuals = [line[whole] - sum(parts(line), ZERO) for line in lines]
                if not again.isdisjoint((whole, *split.parts)):
                    off = {*range(len(lines))}
                else:
                    off = {at for at, residual in enumerate(residuals) if residual} if any(residuals) else set()
                    off |= lines_again
                others += [one for at in sorted(off) for one in self._divided(split, at, across=across)]
                exact += len(residuals) - len(off)
        return exact, others

    def _divided(self, split: Split, line: int, *, across: bool) -> Iterator[Division]:
        """What `split` is in one row or column."""

        def at(place: int) -> list[Cell]:
            row, column = (line, place) if across else (place, line)
            return [self.cells[one * self.width + other] for one in self.rows[row] for other in self.columns[column]]

        return _of_each(at(split.whole), [at(part) for part in split.parts], split.axis)


def _by_first_part(found: Iterable[Split]) -> dict[int, list[Split]]:
    first: dict[int, list[Split]] = defaultdict(list)
    for split in found:
        first[split.parts[0]].append(split)
    return first


def _places_of_several(places: Iterable[list[int]]) -> set[int]:
    return {at for at, printed in enumerate(places) if len(printed) > 1}


def divisions(
    statement: Statement, cells: Sequence[Cell], admits: Admits, *, flow_apart: bool
) -> Iterator[Grid | Iterator[Division]]:
    """What `cells` of `statement` divide, side by side, of each in the order of the first part, then of the axes. `flow_apart` as in `Normal`."""
    if all(row.flow is None for row in statement.rows):
        sides = [cells] if cells else []
    else:
        by_side: dict[Flow | None, list[Cell]] = defaultdict(list)
        for cell in cells:
            by_side[cell.side].append(cell)
        sides = [*by_side.values()]
    everywhere = by_key(cells) if len(sides) > 1 else {}
    for side in sides:
        yield _grid(statement, side, everywhere, admits, flow_apart) or _key_by_key(
            side, everywhere, admits, flow_apart
        )


def by_key(cells: Iterable[Cell]) -> dict[Key, list[Cell]]:
    """The cells at each key, in printed order."""
    found: dict[Key, list[Cell]] = {}
    for cell in cells:
        found.setdefault(cell.key, []).append(cell)  # as in `index`
    return found


def _grid(
    statement: Statement, cells: Sequence[Cell], everywhere: dict[Key, list[Cell]], admits: Admits, flow_apart: bool
) -> Grid | None:
    """The cells of one side where they are a grid and none of them is a part of what another side prints, else None."""
    width = _width(statement, cells, flow_apart=flow_apart)
    if not width:
        return None
    # A row or a column at the same coordinates as another stands with it.
    at_rows, at_columns = places([cell.key for cell in cells[::width]]), places([cell.key for cell in cells[:width]])
    rows, columns = list(at_rows), list(at_columns)
    down, across = splits(rows, (), flow_apart=flow_apart), splits(columns, (), flow_apart=flow_apart)
    if everywhere and not are_apart([(rows, down), (columns, across)], list(everywhere), flow_apart=flow_apart):
        return None
    down, across = _admitted(down, rows, (), admits), _admitted(across, columns, (), admits)
    return Grid(cells, width, list(at_rows.values()), list(at_columns.values()), down, across)


def _width(statement: Statement, cells: Sequence[Cell], *, flow_apart: bool) -> int:
    """How many cells each row of a grid has; 0 where the cells are none."""
    first = cells[0].row
    if first == WHOLE_STATEMENT:
        return 0
    width = next((at for at, cell in enumerate(cells) if cell.row != first), len(cells))
    rows, columns = [cell.row for cell in cells[::width]], [cell.column for cell in cells]
    if columns != columns[:width] * len(rows) or rows != [cell.row for cell in cells[width - 1 :: width]]:
        return 0
    # Where a dimension, or its axis, is named by columns that differ, no rows may differ.
    across = varying([astuple(statement.columns[at].coordinates) for at in columns[:width]])
    named = {*across}.union(*[axis.positions for axis in axes_along(across, flow_apart=flow_apart)])
    said = [{getattr(statement.rows[at].coordinates, DIMENSIONS[position]) for at in rows} for position in named]
    return 0 if any(len(values) > 1 for values in said) else width


def _of_each(totals: list[Cell], parts: list[list[Cell]], axis: Axis) -> Iterator[Division]:
    """The division of each cell at one key by those at the keys below it."""
    if len(totals) == 1 and max(map(len, parts)) == 1:  # nearly always
        yield Division(totals[0], tuple([cell for (cell,) in parts]), axis)
        return
    if len(totals) > 1 and _are_parts(totals):
        return
    first = totals[0] if len(totals) == 1 else next((cell for cell in totals if cell.sound), totals[0])
    for total in totals:
        summands: list[Cell] = []
        for cells in parts:
            summands += cells if len(cells) == 1 else as_parts(cells, total)
        yield Division(total, tuple(summands), axis, again=total is not first)


def _are_parts(cells: list[Cell]) -> bool:
    """Whether cells at one key of one statement are parts of it, not the same amount printed again."""
    return (
        len(cells) > 1
        and all(cell.role is Role.ITEM for cell in cells)
        and len({cell.side for cell in cells}) == 1
        and len({cell.row for cell in cells}) > 1
    )


def as_parts(cells: list[Cell], total: Cell) -> tuple[Cell, ...]:
    """The cells to add for one key: all of one column where they are parts, else the one nearest to the total, held to it by agreement."""
    if _are_parts(cells):
        columns = {cell.column for cell in cells}
        column = total.column if total.column in columns else min(columns)
        return tuple(cell for cell in cells if cell.column == column)
    sound = [cell for cell in cells if cell.sound] or cells
    return (min(sound, key=lambda cell: (cell.row != total.row, cell.column != total.column)),)


def _key_by_key(
    cells: Sequence[Cell], everywhere: dict[Key, list[Cell]], admits: Admits, flow_apart: bool
) -> Iterator[Division]:
    at = by_key(cells)
    here, keys, others = list(at.values()), list(at), list(everywhere)
    cells_of_others = list(everywhere.values())
    for split in _admitted(splits(keys, others, flow_apart=flow_apart), keys, others, admits):
        totals = (here if split.own_side else cells_of_others)[split.whole]
        yield from _of_each(totals, [here[part] for part in split.parts], split.axis)


def _admitted(found: Iterable[Split], here: Sequence[Key], above: Sequence[Key], admits: Admits) -> list[Split]:
    return [
        split
        for split in found
        if admits(split.axis, (here if split.own_side else above)[split.whole], [here[part] for part in split.parts])
    ]
