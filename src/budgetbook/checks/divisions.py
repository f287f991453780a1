"""What in one statement splits what: a cell, and those at the keys right below it along one axis.

Most statements are a grid: rows differ along some axes, columns along others, and every row meets every column. What splits what is then worked
out once among the rows and once among the columns. In others (two sides, a dimension named by rows and by columns) it is key by key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec
from msgspec.structs import astuple

from budgetbook.checks.axes import AXIS_ORDER, Axis, Key, axes_along, picking, varying
from budgetbook.checks.cells import Cell
from budgetbook.checks.splits import Split, places, splits
from budgetbook.checks.unclear import Unclear
from budgetbook.model.coordinates import DIMENSIONS, Flow
from budgetbook.model.statement import Role, Statement

Admits = Callable[[Axis, Key, list[Key]], bool]
"""Whether these keys can be all that a key splits into along an axis."""


class Division(msgspec.Struct, frozen=True, gc=False):
    """A cell and those that split it along `axis`; `again` where the amount is printed again at the same key."""

    total: Cell
    parts: tuple[Cell, ...]
    axis: Axis
    again: bool = False


def divisions(
    statement: Statement, cells: Sequence[Cell], unclear: Unclear, admits: Admits, *, flow_apart: bool
) -> Iterator[Division]:
    """What `cells` of `statement` divide, in the order of the first part, then of the axes. `flow_apart` as in `Normal`."""
    width = _width(statement, cells, unclear, flow_apart=flow_apart) if cells else 0
    return _in_grid(cells, width, admits, flow_apart) if width else _key_by_key(cells, admits, flow_apart)


def by_key(cells: Iterable[Cell]) -> dict[Key, list[Cell]]:
    """The cells at each key, in printed order."""
    found: dict[Key, list[Cell]] = {}
    for cell in cells:
        found.setdefault(cell.key, []).append(cell)  # as in `index`
    return found


def _width(statement: Statement, cells: Sequence[Cell], unclear: Unclear, *, flow_apart: bool) -> int:
    """How many cells each row of a grid has; 0 where the cells are none."""
    rows, columns = [cell.row for cell in cells], [cell.column for cell in cells]
    width = rows.count(rows[0])
    if columns != columns[:width] * (len(columns) // width) or rows[::width] != rows[width - 1 :: width]:
        return 0
    if any(row.flow is not None for row in statement.rows):
        return 0
    # Where a dimension, or its axis, is named by columns that differ, no rows may differ.
    across = {
        *varying([astuple(one.coordinates) for at, one in enumerate(statement.columns) if at not in unclear.columns])
    }
    named = across.union(*[axis.positions for axis in axes_along(across, flow_apart=flow_apart)])
    said = [
        {
            getattr(row.coordinates, DIMENSIONS[position])
            for at, row in enumerate(statement.rows)
            if at not in unclear.rows
        }
        for position in named
    ]
    return 0 if any(len(values) > 1 for values in said) else width


def _in_grid(cells: Sequence[Cell], width: int, admits: Admits, flow_apart: bool) -> Iterator[Division]:
    # A row or a column at the same coordinates as another stands with it.
    rows, columns = places(cell.key for cell in cells[::width]), places(cell.key for cell in cells[:width])
    down, across = (
        _admitted(splits(keys, (), flow_apart=flow_apart), keys, (), admits) for keys in (list(rows), list(columns))
    )
    in_order = _in_order(_lines(down, across=False), _lines(across, across=True), len(rows), len(columns))
    if len(rows) * len(columns) == len(cells):
        return _once(cells, width, in_order)
    return _again(cells, width, list(rows.values()), list(columns.values()), in_order)


class _Line(NamedTuple):
    """A split of rows or of columns, which is one of every column or row that it meets; `parts` takes its parts out of that."""

    split: Split
    across: bool
    parts: Callable[[tuple[Cell, ...]], tuple[Cell, ...]]


def _lines(found: Iterable[Split], *, across: bool) -> dict[int, list[_Line]]:
    """The splits by first part."""
    first: dict[int, list[_Line]] = defaultdict(list)
    for split in found:
        first[split.parts[0]].append(_Line(split, across, picking(split.parts)))
    return first


def _in_order(
    down: dict[int, list[_Line]], across: dict[int, list[_Line]], rows: int, columns: int
) -> Iterator[tuple[int, int, _Line]]:
    """What splits what in each row and column of a grid, in the order of cells, then of axes."""
    of_any_row = [(column, line) for column in range(columns) for line in across.get(column, ())]
    for row in range(rows):
        of_row = down.get(row)
        if of_row is None:
            for column, line in of_any_row:
                yield row, column, line
            continue
        for column in range(columns):
            for line in sorted([*of_row, *across[column]], key=_axis_order) if column in across else of_row:
                yield row, column, line


def _once(cells: Sequence[Cell], width: int, in_order: Iterable[tuple[int, int, _Line]]) -> Iterator[Division]:
    """The divisions of a grid that prints no row and no column twice."""
    rows = [tuple(cells[at : at + width]) for at in range(0, len(cells), width)]
    columns = [tuple(cells[at::width]) for at in range(width)]
    for row, column, (split, across, parts) in in_order:
        line = rows[row] if across else columns[column]
        yield Division(line[split.whole], parts(line), split.axis)


def _again(
    cells: Sequence[Cell],
    width: int,
    rows: Sequence[list[int]],
    columns: Sequence[list[int]],
    in_order: Iterable[tuple[int, int, _Line]],
) -> Iterator[Division]:
    """The divisions of a grid that prints some of its `rows` or `columns`, by place, more than once."""

    def at(row: int, column: int) -> list[Cell]:
        return [cells[one * width + other] for one in rows[row] for other in columns[column]]

    for row, column, ((whole, axis, _, parts), across, _) in in_order:
        if across:
            yield from _of_each(at(row, whole), [at(row, part) for part in parts], axis)
        else:
            yield from _of_each(at(whole, column), [at(part, column) for part in parts], axis)


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


def _axis_order(line: _Line) -> int:
    return AXIS_ORDER[line.split.axis.name]


def _key_by_key(cells: Sequence[Cell], admits: Admits, flow_apart: bool) -> Iterator[Division]:
    at = by_key(cells)
    everywhere, above = list(at.values()), list(at)
    sides: dict[Flow | None, list[Cell]] = defaultdict(list)
    for cell in cells:
        sides[cell.side].append(cell)
    for of_side in sides.values():
        at = by_key(of_side)
        here, keys = list(at.values()), list(at)
        others = above if len(sides) > 1 else []
        for split in _admitted(splits(keys, others, flow_apart=flow_apart), keys, others, admits):
            totals = (here if split.own_side else everywhere)[split.whole]
            yield from _of_each(totals, [here[part] for part in split.parts], split.axis)


def _admitted(found: Iterable[Split], here: Sequence[Key], above: Sequence[Key], admits: Admits) -> list[Split]:
    return [
        split
        for split in found
        if admits(split.axis, (here if split.own_side else above)[split.whole], [here[part] for part in split.parts])
    ]
